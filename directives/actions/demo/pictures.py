"""A small picture for the minutes of the demonstration, drawn here so that nobody takes it for a photograph."""

import struct
import zlib

WIDTH, HEIGHT, SCALE = 240, 180, 3
PAPER, INK, SKY, FIELD, WATER, HEAP = range(6)
COLOURS = bytes.fromhex("ffffff 16222c dfe9f2 cfdcc4 9fb7cf 6b5b4b")
# Letters of the mark, eleven rows of five: three for the mark above, seven for the letter, one for the dot below.
LETTERS = {
    " ": ("", "", "", "", "", "", "", "", "", "", ""),
    "A": ("", "", "", " ### ", "#   #", "#   #", "#####", "#   #", "#   #", "#   #", ""),
    "Ả": (" ##  ", "  #  ", "", " ### ", "#   #", "#   #", "#####", "#   #", "#   #", "#   #", ""),
    "H": ("", "", "", "#   #", "#   #", "#   #", "#####", "#   #", "#   #", "#   #", ""),
    "I": ("", "", "", " ### ", "  #  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### ", ""),
    "M": ("", "", "", "#   #", "## ##", "# # #", "# # #", "#   #", "#   #", "#   #", ""),
    "N": ("", "", "", "#   #", "##  #", "# # #", "# # #", "#  ##", "#   #", "#   #", ""),
    "Ọ": ("", "", "", " ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### ", "  #  "),
}
MARK = "ẢNH MINH HỌA"
STRIP, MARGIN = 42, 12


def picture(heaps: int) -> bytes:
    """A field with a canal and some heaps beside it, as PNG; across its foot it says that it is invented."""
    rows = [bytearray([_ground(y)]) * WIDTH for y in range(HEIGHT)]
    for number in range(heaps):
        _heap(rows, 30 + number * 61 % 180, 70 + number * 17 % 30)
    _write(rows, MARK, MARGIN, HEIGHT - STRIP + 4)
    return _png(rows)


def _ground(y: int) -> int:
    """What is seen at a height: sky, field, water, field again, and the strip for the mark."""
    bands = ((52, SKY), (100, FIELD), (122, WATER), (HEIGHT - STRIP, FIELD))
    return next((colour for end, colour in bands if y < end), PAPER)


def _heap(rows: list[bytearray], left: int, top: int) -> None:
    """A small triangle standing on its base."""
    for down in range(14):
        for across in range(-down, down + 1):
            rows[top + down][left + across] = HEAP


def _write(rows: list[bytearray], words: str, left: int, top: int) -> None:
    """The words in square letters."""
    for at, letter in enumerate(words):
        for down, line in enumerate(LETTERS[letter]):
            for across, dot in enumerate(line):
                if dot == "#":
                    _square(rows, left + (at * 6 + across) * SCALE, top + down * SCALE)


def _square(rows: list[bytearray], left: int, top: int) -> None:
    for row in rows[top : top + SCALE]:
        row[left : left + SCALE] = bytes([INK]) * SCALE


def _png(rows: list[bytearray]) -> bytes:
    """The rows as a PNG file with its palette."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    chunks = ((b"IHDR", head), (b"PLTE", COLOURS), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
