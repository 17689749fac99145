"""Measure on SQLite and on PostgreSQL: `python bootstrap.py bench [sqlite|postgresql] [--reuse FOLDER]`."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = ("y1", "y5", "y15", "province", "country")
PARTS = (
    ("matrix", "y15"),
    ("pages", "y1"),
    ("pages", "y15"),
    ("directive", "y15"),
    ("grid", "y15"),
    ("integrity", "y15"),
    ("workbook", "y15"),
    ("workbook", "province"),
    ("province", "province"),
    ("import", "province"),
)


def part(what: str, size: str, url: str) -> int:
    """Run one part in its own process; returns how many goals were missed."""
    environment = os.environ | {"DATABASE_URL": url, "BENCH_SIZE": size, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-m", "bench.part", what, size]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def build(engine: str, url: str) -> None:
    """Build the databases of all sizes."""
    for size in SIZES:
        print(f"[{engine}] building {size}", flush=True)
        if part("build", size, url):
            sys.exit(f"could not build {size}")


def measure(engine: str, url: str) -> int:
    """Measure every part; returns how many goals were missed."""
    missed = 0
    for what, size in PARTS:
        print(f"\n[{engine}] {what}, {size}", flush=True)
        missed += part(what, size, url)
    return missed


def on_sqlite(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    ready = all((folder / f"{size}.sqlite3").exists() for size in SIZES)
    url = f"sqlite:///{folder}/SIZE.sqlite3"
    if not ready:
        build("sqlite", url)
    return measure("sqlite", url)


def on_postgresql() -> int:
    sys.path.insert(0, str(ROOT))
    import psycopg2  # noqa: PLC0415 - only this engine needs it

    from tests.postgres import HASTE, server  # noqa: PLC0415

    with server() as url:
        connection = psycopg2.connect(url)
        connection.autocommit = True
        for size in SIZES:
            connection.cursor().execute(f"CREATE DATABASE ntm_{size}")
        connection.close()
        head, _, query = url.partition("?")
        address = f"{head.rsplit('/', 1)[0]}/ntm_SIZE" + (f"?{query}" if query else "")
        build("postgresql", address)
        commit_for_good(psycopg2.connect(url), HASTE)
        return measure("postgresql", address)


def commit_for_good(connection, hasty: tuple[str, ...]) -> None:
    """Let the server of the tests keep what it commits, as the one of an office does: that is what is measured."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        for name in hasty:
            cursor.execute(f"ALTER SYSTEM RESET {name}")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--reuse", type=Path, help="keep the SQLite databases in this folder and use them again")
    options = parser.parse_args()
    missed = 0
    if "sqlite" in options.engines:
        with tempfile.TemporaryDirectory(prefix="ntm-bench-") as folder:
            missed += on_sqlite(options.reuse or Path(folder))
    if "postgresql" in options.engines:
        missed += on_postgresql()
    print(f"\n{missed} goals missed" if missed else "\nevery judged goal kept")
    return 0


if __name__ == "__main__":
    sys.exit(main())
