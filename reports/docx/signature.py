"""The foot of a document: who gets a copy left, authority and post right, held together on one page."""

from docx.document import Document

from reports.docx.text import Look, gap, say, table_of
from reports.rules.papers import Letter

COPIES = "Nơi nhận:"
ROOM_FOR_NAME = 4


def write_signature(drawn: Document, letter: Letter, name: str = "") -> None:
    """One row that no page tears, with room for seal and name; the name is the clerk's to fill until it is issued.

    No document ends with a table: its last, lowest paragraph is kept with the row, or it would fill a page alone.
    """
    rules = letter.rules
    table = table_of(drawn, (rules.width // 2, rules.width - rules.width // 2), 1, ruled=False)
    _copies(table.cell(0, 0), letter)
    right = table.cell(0, 1)
    for at, line in enumerate(letter.signature):
        say(
            right.add_paragraph() if at else right.paragraphs[0],
            line,
            Look(rules.body, "centre", bold=True, with_next=True),
        )
    for _ in range(ROOM_FOR_NAME):
        say(right.add_paragraph(), "", Look(rules.body, "centre", with_next=True))
    if name:
        say(right.add_paragraph(), name, Look(rules.body, "centre", bold=True, with_next=True))
    gap(drawn.add_paragraph(), 1)


def _copies(cell, letter: Letter) -> None:
    rules = letter.rules
    heading, listed = rules.copies_sizes
    party = rules.is_party
    say(cell.paragraphs[0], COPIES, Look(heading, bold=not party, italic=not party, underline=party, with_next=True))
    for line in letter.head.copies:
        say(cell.add_paragraph(), line, Look(listed, with_next=True))
