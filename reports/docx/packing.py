"""A zip whose bytes depend on its contents alone: no moment of writing stands in it."""

import io
import zipfile
from collections.abc import Iterable

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


def packed(file: io.BytesIO) -> bytes:
    """A Word file written anew without the moments its library put there."""
    with zipfile.ZipFile(file) as written:
        return zipped(((name, written.read(name)) for name in written.namelist()), zipfile.ZIP_DEFLATED)


def zipped(parts: Iterable[tuple[str, bytes]], how: int) -> bytes:
    """Named contents as one zip, in the order given."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type, entry.create_system = how, 0
            archive.writestr(entry, content)
    return made.getvalue()
