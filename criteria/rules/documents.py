"""What a file is, told from its bytes; its name is never asked. Only what an office needs is taken, and no macro."""

import struct
import unicodedata
import zlib
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from criteria.enums import DocumentKind
from ntm_portal.vietnamese import nfc

TAKEN = "Nhận PDF, Word, Excel, PowerPoint không có macro, và ảnh JPEG, PNG, WebP, HEIC."
UNKNOWN = f"Không nhận loại tệp này. {TAKEN}"
EMPTY = "Tệp trống, chưa có nội dung."
BROKEN = "Tệp hỏng hoặc chưa tải đủ. Mở thử trên máy, lưu lại rồi đính kèm."
MACRO = "Tệp có macro nên không nhận. Lưu lại thành .docx, .xlsx, .pptx hoặc PDF rồi đính kèm."
LOCKED = "Tệp có mật khẩu nên không kiểm tra được. Bỏ mật khẩu rồi đính kèm."

HEAD = 64
LONGEST_NAME = 200
TAIL = 2048
PIECE = 64 * 1024
PDF, JPEG, PNG = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Brands that phones write into photos; the same container also holds films, which are not taken.
PHOTO_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")

# The list of a zip file's parts: how far from the end it may be announced, and how long it may be.
END, END_SIZE, COMMENT = b"PK\x05\x06", 22, 65535
SECOND_END, SECOND_END_SIZE = b"PK\x06\x07", 20
LONGEST_LIST = 2 * 1024 * 1024
CONTENTS = "[Content_Types].xml"
LONGEST_CONTENTS = 1024 * 1024
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DocumentKind.DOCX,
    b"spreadsheetml.sheet.main+xml": DocumentKind.XLSX,
    b"presentationml.presentation.main+xml": DocumentKind.PPTX,
}
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/")
MACRO_TYPES = (b"macroenabled", b"vbaproject")
UNREADABLE = (BadZipFile, zlib.error, struct.error, OSError, ValueError, RuntimeError, KeyError, EOFError)

# An entry of the directory inside an old Office file: 128 bytes, its name first, the name's length at 64.
ENTRY, NAME_LENGTH = 128, 64
OLD_KINDS = {"WordDocument": DocumentKind.DOC, "Workbook": DocumentKind.XLS, "Book": DocumentKind.XLS}
OLD_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros", "VBA")
OLD_LOCKED = "EncryptedPackage"


class DocumentFault(ValueError):
    """A file that is not taken; the message says why and what to do."""


def plain_name(name: str) -> str:
    """The name of a file without anything that could hide its ending or break a line."""
    visible = "".join(letter for letter in nfc(name) if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    return " ".join(visible.split())[-LONGEST_NAME:].strip() or "tep"


def kind_of(file: BinaryIO) -> DocumentKind:
    """The kind of document, or a DocumentFault: unknown, broken, locked, or with macros."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise DocumentFault(EMPTY)
    if head.startswith(PDF):
        return _pdf(file)
    if head.startswith(ZIP):
        return _office(file)
    if head.startswith(OLE):
        return _old_office(file)
    return _picture(head)


def _picture(head: bytes) -> DocumentKind:
    if head.startswith(JPEG):
        return DocumentKind.JPEG
    if head.startswith(PNG) and head[12:16] == b"IHDR":
        return DocumentKind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return DocumentKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in PHOTO_BRANDS:
        return DocumentKind.HEIC
    raise DocumentFault(UNKNOWN)


def _tail(file: BinaryIO, length: int) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - length))
    return file.read(length)


def _pdf(file: BinaryIO) -> DocumentKind:
    """A PDF says at its end that it ends; one that was cut off does not."""
    if b"%%EOF" not in _tail(file, TAIL):
        raise DocumentFault(BROKEN)
    return DocumentKind.PDF


def _office(file: BinaryIO) -> DocumentKind:
    """Word, Excel or PowerPoint since 2007: a zip file whose table of contents names its main part."""
    _check_list(file)
    try:
        with ZipFile(file) as parts:
            names = [name.lower() for name in parts.namelist()]
            types = _contents(parts).lower() if CONTENTS in parts.namelist() else b""
    except UNREADABLE as fault:
        raise DocumentFault(BROKEN) from fault
    if any(mark in f"/{name}" for mark in MACRO_PARTS for name in names) or any(mark in types for mark in MACRO_TYPES):
        raise DocumentFault(MACRO)
    kind = next((kind for mark, kind in MAIN_PARTS.items() if mark in types), None)
    if kind is None:
        raise DocumentFault(UNKNOWN)
    return kind


def _contents(parts: ZipFile) -> bytes:
    with parts.open(CONTENTS) as listing:
        return listing.read(LONGEST_CONTENTS)


def _check_list(file: BinaryIO) -> None:
    """Refuse a list of parts that would take the memory of the machine, before it is read."""
    tail = _tail(file, END_SIZE + COMMENT)
    at = tail.rfind(END)
    if at < 0 or at + END_SIZE > len(tail):
        raise DocumentFault(BROKEN)
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if length > LONGEST_LIST or tail[max(0, at - SECOND_END_SIZE) : at].startswith(SECOND_END):
        raise DocumentFault(UNKNOWN)


def _old_office(file: BinaryIO) -> DocumentKind:
    """Word or Excel up to 2003, told by the streams inside; a locked new one wears the same coat."""
    found = _streams(file, (*OLD_KINDS, *OLD_MACROS, OLD_LOCKED))
    if OLD_LOCKED in found:
        raise DocumentFault(LOCKED)
    if found.intersection(OLD_MACROS):
        raise DocumentFault(MACRO)
    kind = next((kind for name, kind in OLD_KINDS.items() if name in found), None)
    if kind is None:
        raise DocumentFault(UNKNOWN)
    return kind


def _streams(file: BinaryIO, names: tuple[str, ...]) -> set[str]:
    """Which of these streams the file has. Entries stand at multiples of 128 bytes, so nothing need be followed."""
    file.seek(0)
    found = set()
    while piece := file.read(PIECE):
        found.update(name for name in names if _has_entry(piece, name))
    return found


def _has_entry(piece: bytes, name: str) -> bool:
    written = name.encode("utf-16-le") + b"\0\0"
    length = struct.pack("<H", len(written))
    at = piece.find(written)
    while at >= 0:
        if at % ENTRY == 0 and piece[at + NAME_LENGTH : at + NAME_LENGTH + 2] == length:
            return True
        at = piece.find(written, at + 1)
    return False
