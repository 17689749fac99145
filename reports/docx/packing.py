"""A zip whose bytes depend on its contents alone: no moment of writing stands in it."""

import io
import zipfile
from collections.abc import Iterable, Iterator

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


class Outlet(io.RawIOBase):
    """Where a zip is written that nobody keeps whole, and from where what was written is taken away."""

    def __init__(self):
        super().__init__()
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:
        """One piece more."""
        self.pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """Everything written since the last time."""
        made, self.pieces = b"".join(self.pieces), []
        return made


def streamed(parts: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Named contents, each in pieces, as the pieces of one zip that is sent while it is made; nothing is packed."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, pieces in parts:
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.create_system = 0
            with archive.open(entry, "w") as member:
                for piece in pieces:
                    member.write(piece)
                    yield outlet.taken()
    yield outlet.taken()
