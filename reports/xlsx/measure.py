"""How high a row must be: Excel does not fit wrapped and merged cells by itself, so the text is measured here."""

import unicodedata
from functools import lru_cache
from math import ceil

POINTS_PER_MM = 72 / 25.4
PADDING_MM = 1.6
PIXEL = 0.75
# Widths of Times New Roman letters in thousandths of the type size; marks do not widen a letter.
WIDTHS = {
    letter: width
    for width, letters in {
        250: " .,\u00a0",
        278: "ijlt:;/",
        333: "fr()-I[]'",
        389: "sJ",
        444: "acez",
        500: "bdđghknopquvxy0123456789",
        556: "FPS≤≥+=",
        611: "ELTZ",
        667: "BCR",
        722: "wAĐDGHKNOQUVXY",
        778: "m&",
        833: "%",
        889: "M",
        944: "W",
    }.items()
    for letter in letters
}
WIDEST = 1000
HORN = "\u031b"
HORN_WIDTH = 40  # ơ and ư are wider than o and u
SPACE = WIDTHS[" "]
BOLD = 1.07
HIGHEST = 409.5  # points: Excel keeps no higher row
SMALLEST = 6


@lru_cache(maxsize=4096)
def text_width(text: str) -> int:
    """The width of a text in thousandths of its type size."""
    letters = unicodedata.normalize("NFD", text)
    bare = sum(WIDTHS.get(letter, WIDEST) for letter in letters if not unicodedata.combining(letter))
    return bare + HORN_WIDTH * letters.count(HORN)


@lru_cache(maxsize=4096)
def lines_needed(text: str, width_mm: float, size: int, bold: bool = False) -> int:
    """How many lines a text takes in a column when it is broken between words."""
    if len(text) * size <= (width_mm - PADDING_MM) * POINTS_PER_MM and "\n" not in text:
        return 1  # even if each letter were the widest
    room = 1000 * max(width_mm - PADDING_MM, 1) * POINTS_PER_MM / (size * (BOLD if bold else 1))
    return sum(_lines_of_paragraph(paragraph, room) for paragraph in text.split("\n"))


def _lines_of_paragraph(paragraph: str, room: float) -> int:
    if text_width(paragraph) <= room:
        return 1
    lines, used = 1, 0
    for word in paragraph.split(" "):
        wide = text_width(word)
        if used and used + SPACE + wide > room:
            lines, used = lines + 1, wide
        else:
            used += wide + (SPACE if used else 0)
        # A word wider than its column goes on where the line ends.
        over = ceil(used / room) - 1
        lines, used = lines + over, used - over * room
    return lines


def fitting_size(text: str, width_mm: float, size: int, bold: bool = False) -> int:
    """The type in which a text stays within the highest row; all but the longest texts keep theirs."""
    while size > SMALLEST and _height(lines_needed(text, width_mm, size, bold), size) > HIGHEST:
        size -= 1
    return size


def row_height(lines: int, size: int) -> float:
    """Points for so many lines, in whole pixels and never more than Excel keeps."""
    return min(_height(lines, size), HIGHEST)


def _height(lines: int, size: int) -> float:
    """1.2 of the type size for each line, because Vietnamese marks stack."""
    return ceil((lines * size * 1.2 + 2) / PIXEL) * PIXEL
