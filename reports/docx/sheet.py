"""A document with a title and sections: paragraphs and tables in turn."""

from docx.document import Document

from reports.docx.body import write_grid
from reports.docx.text import Look, gap, headed, say
from reports.rules.papers import PaperRules
from reports.rules.sheet_paper import Paper, Section

TITLE_SIZE = 15


def write_sections(drawn: Document, paper: Paper) -> None:
    """Title and summary centred, then the sections; a heading stays with what follows it."""
    rules = paper.rules
    say(drawn.add_paragraph(), paper.title, Look(TITLE_SIZE, "centre", bold=True, before=12))
    say(drawn.add_paragraph(), headed(paper.summary), Look(rules.body, "centre", bold=True))
    say(drawn.add_paragraph(), "-----", Look(rules.body, "centre", after=6))
    for section in paper.sections:
        _section(drawn, section, rules)
    gap(drawn.add_paragraph(), 14, with_next=True)


def _section(drawn: Document, section: Section, rules: PaperRules) -> None:
    say(drawn.add_paragraph(), section.heading, Look(rules.body, bold=True, before=8, after=4, with_next=True))
    for text in section.paragraphs:
        say(drawn.add_paragraph(), text, Look(rules.body, "both", first_line=rules.first_line, before=2, after=2))
    if section.grid:
        write_grid(drawn, section.grid)
        gap(drawn.add_paragraph(), 4)
