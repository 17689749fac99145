"""The body: to whom, what the facts are, the table, what is asked."""

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm

from reports.docx.text import Look, gap, repeat, say, table_of
from reports.rules.papers import Grid, Letter, PaperRules

TO = "Kính gửi:"
GRID_SIZE = 12


def write_body(drawn: Document, letter: Letter) -> None:
    """Everything between head and signature; the last words stay with the signature."""
    rules = letter.rules
    _addressees(drawn, letter)
    for text in letter.opening:
        say(drawn.add_paragraph(), text, _plain(rules))
    gap(drawn.add_paragraph(), 8, with_next=True)
    write_grid(drawn, letter.grid)
    gap(drawn.add_paragraph(), 4)
    for text in letter.closing[:-1]:
        say(drawn.add_paragraph(), text, _plain(rules))
    say(drawn.add_paragraph(), letter.closing[-1], _plain(rules, with_next=True))
    gap(drawn.add_paragraph(), 14, with_next=True)


def _plain(rules: PaperRules, *, with_next: bool = False) -> Look:
    return Look(rules.body, "both", first_line=rules.first_line, before=rules.gap, with_next=with_next)


def _addressees(drawn: Document, letter: Letter) -> None:
    """One body on the line of "Kính gửi", several below it, each with a dash."""
    size = letter.rules.body
    if len(letter.to) == 1:
        say(drawn.add_paragraph(), f"{TO} {letter.to[0]}", Look(size, "centre", before=12, after=6))
        return
    say(drawn.add_paragraph(), TO, Look(size, before=12, first_line=25, with_next=True))
    for at, whom in enumerate(letter.to):
        last = at == len(letter.to) - 1
        line = say(drawn.add_paragraph(), f"- {whom}{'.' if last else ';'}", Look(size, after=6 * last))
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(40), Mm(-4)


def write_grid(drawn: Document, grid: Grid, size: int = GRID_SIZE) -> None:
    """A ruled table whose head stands on each of its pages; in a smaller type its rows stand closer, too.

    No page ends with the first row alone below the head, and none begins with the last row alone; a short table that
    is one whole is not divided.
    """
    above, below = (1, 2) if size >= GRID_SIZE else (0, 1)
    table = table_of(drawn, tuple(width for _, width in grid.heads), 1 + len(grid.rows), ruled=True)
    for cell, (head, _) in zip(table.rows[0].cells, grid.heads, strict=True):
        say(cell.paragraphs[0], head, Look(size, "centre", bold=True, before=above, after=2, with_next=True))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    repeat(table.rows[0])
    last = len(grid.rows) - 1
    joined = set(range(last)) if grid.whole else {0, last - 1} - {last}
    for number, (row, values) in enumerate(zip(table.rows[1:], grid.rows, strict=True)):
        for at, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            side = "centre" if at in grid.centred else "left"
            look = Look(size, side, before=above, after=below, with_next=number in joined)
            say(cell.paragraphs[0], value, look)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
