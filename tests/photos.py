"""Photos as people send them, made here: of a telephone, with much noise, transparent, broken, and hostile."""

import io
import random
import struct
import zlib

from PIL import Image

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
SIDES = ("red", "blue")


def telephone(wide: int = 800, high: int = 600, turned: int = 1) -> bytes:
    """A JPEG whose left half is red, with the marks of a telephone: how it was held, its maker and where it was."""
    photo = Image.new("RGB", (wide, high), SIDES[1])
    photo.paste(SIDES[0], (0, 0, wide // 2, high))
    marks = Image.Exif()
    marks[ORIENTATION], marks[MAKE] = turned, "GPS-Phone"
    marks[GPS] = {1: "N", 2: (20.0, 18.0, 0.0)}
    return _saved(photo, "JPEG", exif=marks, comment=b"Xom 4")


def noise(wide: int, high: int, seed: int) -> bytes:
    """A JPEG that cannot be packed well."""
    return _saved(Image.frombytes("L", (wide, high), random.Random(seed).randbytes(wide * high)), "JPEG", quality=95)


def webp() -> bytes:
    """A small WebP."""
    return _saved(Image.new("RGB", (320, 200), "green"), "WEBP")


def transparent() -> bytes:
    """A PNG with a palette, through which the paper is seen."""
    return _saved(Image.new("RGBA", (40, 20), (0, 0, 0, 0)).convert("P"), "PNG", transparency=0)


def promising(wide: int, high: int) -> bytes:
    """A PNG of a few hundred bytes that says it has so many pixels."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def progressive(wide: int, high: int) -> bytes:
    """A JPEG that comes in layers, so that it is unpacked whole."""
    return _saved(Image.new("L", (wide, high)), "JPEG", progressive=True)


def _saved(photo: Image.Image, kind: str, **given) -> bytes:
    file = io.BytesIO()
    photo.save(file, kind, **given)
    return file.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
