"""Biên bản as a Word file: head, title, both sides, what was found, what is asked, and room for both signatures."""

import io
from collections.abc import Sequence

from docx import Document

from reports.docx.body import write_grid
from reports.docx.header import write_header
from reports.docx.packing import packed
from reports.docx.page import set_page
from reports.docx.pictures import write_pictures
from reports.docx.text import Look, gap, headed, say, table_of
from reports.rules.minutes_paper import MinutesPaper, Picture

ROOM_FOR_NAME = 4
RESULTS, CONCLUSIONS, REQUESTS = "Nội dung và kết quả", "Kết luận", "Kiến nghị"


def minutes_document(paper: MinutesPaper, pictures: Sequence[Picture] = ()) -> bytes:
    """The minutes of a visit as a Word file, its photos behind the signatures."""
    drawn = Document()
    set_page(drawn, paper)
    write_header(drawn, paper)
    _title(drawn, paper)
    _text(drawn, paper, paper.opening)
    for heading, people in paper.sides:
        _heading(drawn, paper, heading)
        _text(drawn, paper, people)
    _heading(drawn, paper, RESULTS)
    write_grid(drawn, paper.results)
    _heading(drawn, paper, CONCLUSIONS)
    _text(drawn, paper, paper.conclusions)
    if paper.requests:
        _heading(drawn, paper, REQUESTS)
        write_grid(drawn, paper.requests)
    _text(drawn, paper, paper.ending, with_next=True)
    _signatures(drawn, paper)
    if pictures:
        write_pictures(drawn, paper.rules, f"ẢNH KÈM BIÊN BẢN {paper.summary.upper()}", pictures)
    file = io.BytesIO()
    drawn.save(file)
    return packed(file)


def _title(drawn, paper: MinutesPaper) -> None:
    say(drawn.add_paragraph(), paper.title, Look(paper.rules.body, "centre", bold=True, before=14))
    say(drawn.add_paragraph(), headed(paper.summary), Look(paper.rules.body, "centre", bold=True, after=8))


def _heading(drawn, paper: MinutesPaper, words: str) -> None:
    say(drawn.add_paragraph(), words, Look(paper.rules.body, bold=True, before=8, after=4, with_next=True))


def _text(drawn, paper: MinutesPaper, lines: tuple[str, ...], *, with_next: bool = False) -> None:
    """Paragraphs; the last ones stay on the page of the signatures."""
    rules = paper.rules
    look = Look(rules.body, "both", first_line=rules.first_line, before=rules.gap, with_next=with_next)
    for line in lines:
        say(drawn.add_paragraph(), line, look)


def _signatures(drawn, paper: MinutesPaper) -> None:
    """Both sides beside each other, on one page; the names are those the portal was told."""
    gap(drawn.add_paragraph(), 14, with_next=True)
    half = paper.rules.width // 2
    table = table_of(drawn, (half, paper.rules.width - half), 1, ruled=False)
    for cell, (side, name) in zip(table.rows[0].cells, paper.signatures, strict=True):
        say(cell.paragraphs[0], side, Look(paper.rules.body, "centre", bold=True, with_next=True))
        how = Look(paper.rules.body - 1, "centre", italic=True, with_next=True)
        say(cell.add_paragraph(), "(Ký, ghi rõ họ tên)", how)
        for _ in range(ROOM_FOR_NAME):
            say(cell.add_paragraph(), "", Look(paper.rules.body, "centre", with_next=True))
        say(cell.add_paragraph(), name, Look(paper.rules.body, "centre", bold=True, with_next=True))
    gap(drawn.add_paragraph(), 1)
