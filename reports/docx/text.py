"""Paragraphs and tables as official documents want them; text is text, whatever somebody typed."""

import re
from dataclasses import dataclass

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# What XML 1.0 cannot hold, and line ends, which would become breaks of their own.
UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# The blank behind a sign of comparison, where no line may end.
TOGETHER = re.compile(r"(?<=[≤≥<>]) (?=\d)")
CAPITALS = "".join(filter(str.isupper, map(chr, range(0x1EFA))))
# A body and its place: "Huyện ủy Xuân Trường", "UBND huyện Xuân Trường", "xã Thọ Nghiệp"; in a letterhead in capitals.
BODY = re.compile(rf"(?:Huyện ủy|Đảng ủy|(?:UBND )?(?:huyện|xã|thị trấn)|HUYỆN|XÃ|THỊ TRẤN)(?: [{CAPITALS}]\w*)+")
THIN = "4"  # eighths of a point


@dataclass(frozen=True, slots=True)
class Look:
    """How one paragraph looks: size in points, indents in mm, gaps in points."""

    size: int
    side: str = "left"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    first_line: int = 0
    before: int = 0
    after: int = 0
    with_next: bool = False


def clean(text: str) -> str:
    """Without the characters a Word file cannot hold."""
    return UNWRITABLE.sub(" ", text)


def bound(text: str) -> str:
    """A sign of comparison and its number stay on one line: "≤ 2%"."""
    return TOGETHER.sub("\u00a0", text)


def headed(text: str) -> str:
    """A title or letterhead whose lines do not end within the name of a body."""
    return BODY.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def say(paragraph, text: str, look: Look):
    """Write text into a paragraph that looks like this."""
    run = paragraph.add_run(bound(clean(text)))
    run.font.size, run.font.bold, run.font.italic, run.font.underline = (
        Pt(look.size), look.bold or None, look.italic or None, look.underline or None,
    )  # fmt: skip
    shape = paragraph.paragraph_format
    shape.alignment, shape.keep_with_next = SIDES[look.side], look.with_next or None
    shape.first_line_indent = Mm(look.first_line) if look.first_line else None
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    return paragraph


def gap(paragraph, points: int, *, with_next: bool = False):
    """An empty paragraph exactly so high, whatever the size of its mark."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    shape.space_before = shape.space_after = Pt(0)
    shape.keep_with_next = with_next or None
    return paragraph


def rule_under(paragraph, room: int, length: int) -> None:
    """A short rule centred in a column of `room` mm: the upper edge of a low paragraph of its own."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((room - length) / 2)
    shape.line_spacing_rule, shape.line_spacing, shape.space_before = WD_LINE_SPACING.EXACTLY, Pt(4), Pt(2)
    borders = OxmlElement("w:pBdr")
    borders.append(_edge("w:top"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _edge(name: str):
    edge = OxmlElement(name)
    for key, value in (("val", "single"), ("sz", THIN), ("space", "0"), ("color", "000000")):
        edge.set(qn(f"w:{key}"), value)
    return edge


def table_of(drawn, widths: tuple[int, ...], rows: int, *, ruled: bool):
    """A table of fixed widths (mm), ruled all over or not at all; no row is torn over two pages."""
    table = drawn.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    if ruled:
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER  # else its edge hangs out by the padding of a cell
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    if not ruled:
        _no_padding(table)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def outdent(table, length: int) -> None:
    """Let a table begin so far (mm) in the left margin."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(-Mm(length).twips))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.insert_element_before(indent, "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _no_padding(table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def repeat(row) -> None:
    """The head of a table stands on each of its pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
