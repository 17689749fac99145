"""How high a row must be: Excel does not fit wrapped and merged cells by itself, so the text is measured here."""

from functools import lru_cache

POINTS_PER_MM = 72 / 25.4
PADDING_MM = 1.6
# Widths of Times New Roman letters as shares of the type size; stacked marks do not widen a letter.
NARROW, DIGIT, BROAD, CAPITAL, PLAIN = 0.3, 0.5, 0.78, 0.7, 0.47
BOLD = 1.08


def _letter(character: str) -> float:
    if character in "iíìỉĩịjlftr.,;:'()[]-/| ":
        return NARROW
    if character in "mw%":
        return BROAD
    if character.isdigit():
        return DIGIT
    return CAPITAL if character.isupper() else PLAIN


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """The width of a text as a multiple of its type size."""
    return sum(map(_letter, text))


def lines_needed(text: str, width_mm: float, size: int, bold: bool = False) -> int:
    """How many lines a text takes in a column when it is broken between words."""
    room = max(width_mm - PADDING_MM, 1) * POINTS_PER_MM / (size * (BOLD if bold else 1))
    return sum(_lines_of_paragraph(paragraph, room) for paragraph in text.split("\n"))


def _lines_of_paragraph(paragraph: str, room: float) -> int:
    if text_width(paragraph) <= room:
        return 1
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        wide = text_width(word)
        if used and used + NARROW + wide > room:
            lines, used = lines + 1, wide
        else:
            used += wide + (NARROW if used else 0)
    return lines


def row_height(lines: int, size: int) -> float:
    """Points for so many lines: 1.25 of the type size each, because Vietnamese marks stack."""
    return round(lines * size * 1.25 + 2, 2)
