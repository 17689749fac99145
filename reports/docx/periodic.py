"""Báo cáo định kỳ as a Word file: plain paragraphs and tables that the office goes on editing."""

import io
from dataclasses import replace

from docx import Document
from docx.document import Document as Drawn

from reports.docx.body import TO, write_grid
from reports.docx.header import write_header
from reports.docx.packing import packed
from reports.docx.page import set_page
from reports.docx.signature import write_signature
from reports.docx.text import Look, gap, headed, rule_under, say
from reports.rules.papers import PaperRules
from reports.rules.periodic_paper import Block, Line, PeriodicPaper, Section

TITLE_SIZES = {True: 16, False: 14}  # of the Party, of state bodies
RULE_UNDER_TITLE = 30
# A table inside a text of 14 points; a list of tasks with their places is long.
GRID_SIZE = 11


def periodic_docx(paper: PeriodicPaper) -> bytes:
    """The report as a Word file; the same paper gives the same bytes."""
    drawn = Document()
    set_page(drawn, paper, is_draft=not paper.issued_number)
    write_header(drawn, paper)
    _title(drawn, paper)
    _addressees(drawn, paper)
    _text(drawn, paper.opening, paper.rules)
    for section in paper.sections:
        _section(drawn, section, paper.rules)
    _last_words(drawn, paper)
    write_signature(drawn, paper, paper.signed_by)
    file = io.BytesIO()
    drawn.save(file)
    return packed(file)


def _title(drawn: Drawn, paper: PeriodicPaper) -> None:
    rules = paper.rules
    say(drawn.add_paragraph(), paper.title, Look(TITLE_SIZES[rules.is_party], "centre", bold=True, before=8))
    say(drawn.add_paragraph(), headed(paper.summary), Look(rules.body, "centre", bold=True))
    if rules.is_party:
        say(drawn.add_paragraph(), "-----", Look(rules.body, "centre"))
    else:
        rule_under(drawn.add_paragraph(), rules.width, RULE_UNDER_TITLE)


def _addressees(drawn: Drawn, paper: PeriodicPaper) -> None:
    whom = "; ".join(paper.to)
    say(drawn.add_paragraph(), f"{TO} {whom}", Look(paper.rules.body, "centre", before=4, after=2))


def _section(drawn: Drawn, section: Section, rules: PaperRules) -> None:
    """A heading stays with what follows it."""
    look = Look(rules.body, bold=True, before=6, with_next=True)
    if section.room:
        heading = say(drawn.add_paragraph(), f"{section.heading} ", look)
        say(heading, section.room, replace(look, bold=False, with_next=False))
        return
    say(drawn.add_paragraph(), section.heading, look)
    for block in section.printed:
        _block(drawn, block, rules)


def _block(drawn: Drawn, block: Block, rules: PaperRules) -> None:
    if block.runs_in:
        _run_in(drawn, block, rules)
        return
    if block.heading:
        say(drawn.add_paragraph(), block.heading, Look(rules.body, bold=True, before=3, with_next=True))
    for at, text in enumerate(block.paragraphs, 1):
        _say(drawn, text, rules, with_next=block.grid is not None and at == len(block.paragraphs))
    if block.grid:
        gap(drawn.add_paragraph(), 4, with_next=True)
        write_grid(drawn, block.grid, GRID_SIZE)
        gap(drawn.add_paragraph(), 2)
    for line in block.more:
        _text(drawn, line, rules)


def _run_in(drawn: Drawn, block: Block, rules: PaperRules) -> None:
    """The heading and its first words on one line; a numbered one begins at the margin as the others do."""
    first, *others = block.texts
    indent = 0 if block.heading[0].isdigit() else rules.first_line
    look = Look(rules.body, "both", first_line=indent, before=rules.gap)
    line = say(drawn.add_paragraph(), f"{block.heading}: ", replace(look, bold=True))
    say(line, first, look)
    for text in others:
        _say(drawn, text, rules, with_next=False)


def _text(drawn: Drawn, line: Line, rules: PaperRules, *, with_next: bool = False) -> None:
    for text in line.paragraphs:
        _say(drawn, text, rules, with_next=with_next)


def _say(drawn: Drawn, text: str, rules: PaperRules, *, with_next: bool) -> None:
    look = Look(rules.body, "both", first_line=rules.first_line, before=rules.gap, with_next=with_next)
    say(drawn.add_paragraph(), text, look)


def _last_words(drawn: Drawn, paper: PeriodicPaper) -> None:
    """Annexes and the last sentence, which stays with the signature."""
    rules = paper.rules
    look = Look(rules.body, "both", first_line=rules.first_line, before=rules.gap)
    if paper.annexes:
        say(drawn.add_paragraph(), paper.annex_line, look)
    _text(drawn, paper.closing, rules, with_next=True)
    gap(drawn.add_paragraph(), 10, with_next=True)
