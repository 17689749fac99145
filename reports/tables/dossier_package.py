"""Trọn bộ hồ sơ: the files of a dossier in the order of the procedure, with a table of contents and their digests."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from dossiers.enums import PartState
from dossiers.tables.reading import DossierReading, Part
from ntm_portal import blobs
from ntm_portal.vietnamese import counted, file_size, fold, name_list
from reports.tables.base import Row, RowKind, Table
from reports.tables.form_13 import place_13

CONTENTS, DIGESTS = "00_MucLuc_Bieu13.xlsx", "SHA256SUMS.txt"
LONGEST_WORDS = 60
NOT_OPEN = "không có trong gói: tài khoản này không mở tệp"
GONE = "không có trong gói: tệp không còn trên máy chủ, báo quản trị"
NO_FILE = "chưa có tệp"
FILE_NOTE = "Cột Tệp: phần đầu của tên tệp trong gói."
# Where Biểu 13 names the file of a part.
FILE_COLUMN = 5


@dataclass(frozen=True, slots=True)
class Packed:
    """One paper in the package: the part, and the name of its file there."""

    part: Part
    name: str

    @property
    def beginning(self) -> str:
        """How the table of contents points to it, in a narrow column: "03_A3….pdf"."""
        number, part, rest = self.name.split("_", 2)
        return f"{number}_{part}….{rest.rpartition('.')[2]}"

    @property
    def pieces(self) -> Iterator[bytes]:
        """The bytes of the file, piece by piece."""
        with blobs.path_of(self.part.line.evidence.sha256).open("rb") as file:
            while piece := file.read(blobs.CHUNK):
                yield piece


@dataclass(frozen=True, slots=True)
class Package:
    """What a reader takes away of a dossier, and why the rest is not in it."""

    read: DossierReading
    files: tuple[Packed, ...]
    reasons: dict[str, str]

    @property
    def words(self) -> str:
        """ "12 tệp, 3,4 MB"."""
        size = sum(packed.part.line.evidence.size for packed in self.files)
        return f"{counted(len(self.files))} tệp, {file_size(size)}"

    @property
    def missing(self) -> list[Part]:
        """Parts that are not there yet, in the order of the procedure."""
        return [part for part in self.read.parts if not part.facts.is_ready]

    @property
    def contents(self) -> Table:
        """Biểu 13 with the beginnings of the names the files have in the package, and what is missing."""
        table, named = place_13(self.read), {packed.part.item.number: packed.beginning for packed in self.files}
        told = self.reasons | named
        rows = tuple(_with_file(row, told[row.cells[0]]) if row.kind == RowKind.DATA else row for row in table.rows)
        return replace(table, rows=rows, notes=(*table.notes, FILE_NOTE, self.missing_words))

    @property
    def missing_words(self) -> str:
        """ "Còn thiếu 02 thành phần: A3, B1." or that nothing is missing."""
        if not self.missing:
            return "Không còn thiếu thành phần nào."
        numbers = name_list([part.item.number for part in self.missing])
        return f"Còn thiếu {counted(len(self.missing))} thành phần: {numbers}."

    def parts(self, contents: bytes) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Name and pieces of everything in the zip: the table of contents, the papers, the digests of all of them."""
        digests: list[str] = []
        yield CONTENTS, heard(CONTENTS, [contents], digests)
        for packed in self.files:
            yield packed.name, heard(packed.name, packed.pieces, digests)
        yield DIGESTS, ["".join(digests).encode()]


def _with_file(row: Row, file: str) -> Row:
    return replace(row, cells=(*row.cells[:FILE_COLUMN], file, *row.cells[FILE_COLUMN + 1 :]))


def heard(name: str, pieces: Iterable[bytes], digests: list[str]) -> Iterator[bytes]:
    """The pieces as they go by; at the end the digest of what was really sent, as `sha256sum -c` reads it."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
        yield piece
    digests.append(f"{found.hexdigest()}  {name}\n")


def package_of(read: DossierReading, open_keys: Collection[int]) -> Package:
    """What a reader takes away of the newest versions; `open_keys` are the versions whose file he may open."""
    files, reasons = [], {}
    for at, part in enumerate(read.parts, 1):
        if reason := _reason(part, open_keys):
            reasons[part.item.number] = reason
        else:
            files.append(Packed(part, packed_name(at, part)))
    return Package(read, tuple(files), reasons)


def _reason(part: Part, open_keys: Collection[int]) -> str:
    """Why a part has no file in the package, or nothing."""
    if part.line is None or part.line.evidence is None:
        return NO_FILE
    if part.line.pk not in open_keys:
        return NOT_OPEN
    path, size = blobs.path_of(part.line.evidence.sha256), part.line.evidence.size
    return "" if path.is_file() and path.stat().st_size == size else GONE


def packed_name(at: int, part: Part) -> str:
    """ "03_A3_Bao-cao-tong-hop-y-kien_2017-09-10.pdf": no marks or spaces, old programs break on them."""
    words = "-".join("".join(letter if letter.isalnum() else " " for letter in fold(part.item.title)).split())
    if len(words) > LONGEST_WORDS:
        words = words[: LONGEST_WORDS + 1].rpartition("-")[0]
    state = "" if part.facts.state == PartState.SIGNED else f"_{'-'.join(fold(part.facts.state.label).split())}"
    day = f"_{part.line.issued_on or part.line.on:%Y-%m-%d}"
    ending = part.line.evidence.document_kind.endings[0]
    return f"{at:02d}_{part.item.number}_{words.capitalize()}{state}{day}{ending}"
