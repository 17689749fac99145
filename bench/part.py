"""One part of the measuring, in a process of its own: `python -m bench.part build y15`."""

import os
import sys

import django

from ntm_portal.memory import collect_rarely

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")


def main() -> int:
    """Build a database, or measure; a missed goal is told by the exit code."""
    django.setup()
    collect_rarely()  # as every server of the portal does
    what, size = sys.argv[1], sys.argv[2]
    from bench import data, directive, grid, integrity, matrix, pages, workbook  # noqa: PLC0415 - Django is set up before models

    if what == "build":
        data.build(size)
        return 0
    parts = {
        "matrix": matrix.measure,
        "pages": lambda: pages.measure(size),
        "directive": lambda: directive.measure(*pages.bench_user()),
        "grid": lambda: grid.measure(*pages.bench_user()),
        "import": lambda: [grid.imported(*pages.bench_user())],
        "province": pages.province,
        "integrity": integrity.measure,
        "workbook": lambda: workbook.measure(pages.signed_in(), size),
    }
    found = parts[what]()
    if what == "pages" and size == "y1":
        pages.under_load()
    return sum(ratio.verdict == "MISSED" for ratio in found)


if __name__ == "__main__":
    sys.exit(main())
