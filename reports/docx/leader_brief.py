"""Tóm tắt một trang as a Word file: numbers in a row, tables, and the list of what needs a decision."""

import io

from docx import Document
from docx.document import Document as Drawn

from reports.docx.body import write_grid
from reports.docx.header import write_header
from reports.docx.packing import packed
from reports.docx.page import set_page
from reports.docx.text import Look, gap, headed, say, table_of
from reports.rules.leader_brief import LeaderBrief

SIZE, NUMBER_SIZE, NOTE_SIZE, GRID_SIZE = 11, 20, 10, 10
DECISIONS = "Cần cho ý kiến"


def leader_brief_docx(paper: LeaderBrief) -> bytes:
    """The page as a Word file."""
    drawn = Document()
    set_page(drawn, paper)
    write_header(drawn, paper)
    say(drawn.add_paragraph(), paper.title, Look(paper.rules.body, "centre", bold=True))
    say(drawn.add_paragraph(), headed(paper.summary), Look(13, "centre", bold=True, after=6))
    _numbers(drawn, paper)
    for title, grid in paper.tables:
        say(drawn.add_paragraph(), title, Look(SIZE, bold=True, before=6, after=2, with_next=True))
        write_grid(drawn, grid, GRID_SIZE)
    if paper.asks:
        say(drawn.add_paragraph(), DECISIONS, Look(SIZE, bold=True, before=8, after=2, with_next=True))
        for at, words in enumerate(paper.asks, 1):
            say(drawn.add_paragraph(), f"{at}. {words}", Look(SIZE, "both", before=1))
    file = io.BytesIO()
    drawn.save(file)
    return packed(file)


def _numbers(drawn: Drawn, paper: LeaderBrief) -> None:
    """Label, number and change of each, side by side."""
    width = paper.rules.width // len(paper.numbers)
    table = table_of(drawn, (width,) * len(paper.numbers), 1, ruled=True)
    for cell, found in zip(table.rows[0].cells, paper.numbers, strict=True):
        say(cell.paragraphs[0], found.label, Look(NOTE_SIZE, "centre", before=2))
        say(cell.add_paragraph(), found.value, Look(NUMBER_SIZE, "centre", bold=True))
        say(cell.add_paragraph(), found.note, Look(NOTE_SIZE, "centre", italic=True, after=2))
    gap(drawn.add_paragraph(), 2)
