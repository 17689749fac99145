"""Small files of every kind, made by hand: only what tells them apart."""

import struct
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from tests import build

WORD, EXCEL, SLIDES = (
    "wordprocessingml.document.main+xml",
    "spreadsheetml.sheet.main+xml",
    "presentationml.presentation.main+xml",
)
CONTENTS = "[Content_Types].xml"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 32
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 32
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\0" * 32
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 32
FILM = b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00mp42" + b"\0" * 32
PDF = build.pdf()


def office(main: str = WORD, *parts: str, contents: str = CONTENTS) -> bytes:
    """A Word, Excel or PowerPoint file since 2007, with more parts if wanted."""
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr(
            ZipInfo(contents), f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}"/>'
        )
        for part in parts:
            file.writestr(ZipInfo(part), "x")
    return packed.getvalue()


def old_office(*streams: str, before: bytes = b"") -> bytes:
    """A Word or Excel file up to 2003: its header, then the directory of its streams."""
    entries = b"".join(entry(name) for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + before + entries


def entry(name: str) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return written.ljust(64, b"\0") + struct.pack("<H", len(written)).ljust(64, b"\0")
