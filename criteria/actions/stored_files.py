"""Put the folder of kept files in order: only what no record names, and nothing that may be on its way in."""

import datetime as dt

from ntm_portal import blobs
from ntm_portal.clock import LOCAL

SETTLED = dt.timedelta(days=1)


def remove_orphans(*, at: dt.datetime) -> list[str]:
    """Xóa tệp không thuộc tài liệu nào, older than a day: a younger one may belong to a record just being stored."""
    named = blobs.named()
    removed = []
    for path in blobs.stored():
        written = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=LOCAL)
        if path.name not in named and at - written > SETTLED:
            path.unlink()
            removed.append(path.name)
    return removed
