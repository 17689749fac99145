"""The head of a document: a table without borders, the issuing body left, the title of nation or Party right."""

from docx.document import Document

from reports.docx.text import Look, headed, outdent, rule_under, say, table_of
from reports.rules.papers import Letter

MARK = "Số liệu minh họa, không phải số liệu thật"


def write_header(drawn: Document, letter: Letter) -> None:
    """Bodies and title in the first row; number with "V/v", and place with day, in the second."""
    if letter.sample:
        say(drawn.add_paragraph(), MARK, Look(11, "centre", italic=True, after=4))
    table = table_of(drawn, letter.rules.columns, 2, ruled=False)
    outdent(table, letter.rules.outdent)
    _bodies(table.cell(0, 0), letter)
    _titles(table.cell(0, 1), letter)
    _number(table.cell(1, 0), letter)
    _place_and_day(table.cell(1, 1), letter)


def _bodies(cell, letter: Letter) -> None:
    rules = letter.rules
    superior, issuer = letter.head.bodies
    say(cell.paragraphs[0], headed(superior), Look(rules.issuer_size(0, superior), "centre", bold=letter.head.one_name))
    say(cell.add_paragraph(), headed(issuer), Look(rules.issuer_size(1, issuer), "centre", bold=True))
    if rules.issuer_rule:
        rule_under(cell.add_paragraph(), rules.columns[0], rules.issuer_rule)
    else:
        say(cell.add_paragraph(), "*", Look(rules.body, "centre"))


def _titles(cell, letter: Letter) -> None:
    rules = letter.rules
    for at, (title, size) in enumerate(rules.titles):
        paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
        say(paragraph, title, Look(size, "centre", bold=True))
    rule_under(cell.add_paragraph(), rules.columns[1], rules.title_rule)
    if rules.is_party:
        _day(cell.add_paragraph(), letter)


def _number(cell, letter: Letter) -> None:
    rules = letter.rules
    size = rules.body if rules.is_party else rules.body - 1
    say(cell.paragraphs[0], letter.number, Look(size, "centre", before=0 if rules.is_party else 4))
    if letter.under_number:
        say(cell.add_paragraph(), letter.under_number, Look(rules.about, "centre", italic=rules.is_party, before=2))


def _place_and_day(cell, letter: Letter) -> None:
    if not letter.rules.is_party:
        _day(cell.paragraphs[0], letter)


def _day(paragraph, letter: Letter) -> None:
    rules = letter.rules
    side = "right" if rules.is_party else "centre"
    say(paragraph, letter.place_line, Look(rules.body - (not rules.is_party), side, italic=True, before=4))
