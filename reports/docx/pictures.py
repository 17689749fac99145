"""Photos behind a document: two in a row, each with its caption; one that cannot be shown is named with why."""

import io
from collections.abc import Sequence

from docx.image.image import Image
from docx.shared import Mm

from reports.docx.text import Look, clean, say, table_of
from reports.rules.minutes_paper import Picture
from reports.rules.papers import PaperRules

IN_A_ROW = 2
AIR, TALLEST = 4, 90  # mm between two pictures; of a picture, so that three rows stand on a page


def write_pictures(drawn, rules: PaperRules, title: str, pictures: Sequence[Picture]) -> None:
    """The photos on pages of their own."""
    heading = drawn.add_paragraph()
    heading.paragraph_format.page_break_before = True
    say(heading, title, Look(rules.body, "centre", bold=True, after=8, with_next=True))
    half = rules.width // IN_A_ROW
    table = table_of(drawn, (half, rules.width - half), (len(pictures) + 1) // IN_A_ROW, ruled=False)
    for at, picture in enumerate(pictures):
        _show(table.cell(at // IN_A_ROW, at % IN_A_ROW), picture, half - AIR, rules)


def _show(cell, picture: Picture, wide: int, rules: PaperRules) -> None:
    if picture.content is None:
        say(cell.paragraphs[0], f"({picture.why})", Look(rules.body - 2, "centre", italic=True))
    else:
        _draw(cell.paragraphs[0], picture, wide)
    say(cell.add_paragraph(), picture.caption, Look(rules.body - 2, "centre", italic=True, before=2, after=8))


def _draw(paragraph, picture: Picture, wide: int) -> None:
    """Put the photo into its cell, as large as both its sides allow."""
    width, height = size_of(picture.content, wide)
    say(paragraph, "", Look(12, "centre", with_next=True))
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.content), Mm(width), Mm(height))
    shape._inline.docPr.set("descr", clean(picture.caption))


def size_of(content: bytes, wide: int) -> tuple[int, int]:
    """Width and height in whole mm inside `wide` by TALLEST, in the proportions of the photo."""
    image = Image.from_blob(content)
    return inside(image.px_width, image.px_height, wide)


def inside(across: int, down: int, wide: int) -> tuple[int, int]:
    """The largest whole mm in these proportions, at least 1."""
    if across * TALLEST > wide * down:
        return wide, max(wide * down // across, 1)
    return max(TALLEST * across // down, 1), TALLEST
