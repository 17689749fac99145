"""Phiếu theo dõi trách nhiệm as an official document: head of the Party family, title, sections, signature."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reports.rules.papers import Grid, Letterhead, PaperRules


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the document: its heading, paragraphs, and a table after them."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with a title of its own and no addressee; number and day stay blank for the clerk."""

    rules: PaperRules
    head: Letterhead
    place_line: str
    title: str
    summary: str
    sections: Sequence[Section]
    on: dt.date
    file: str
    sample: bool = False
    category: str = "Phiếu theo dõi"

    @property
    def about(self) -> str:
        """The title in the properties of the file."""
        return self.title

    @property
    def subject(self) -> str:
        """Beside it: of whom the sheet is."""
        return self.summary

    @property
    def under_number(self) -> str:
        """Nothing stands below the number of a document that has a title."""
        return ""

    @property
    def number(self) -> str:
        """The clerk writes the number; the portal never invents one."""
        return self.rules.number.format(code=self.head.number_code)

    @property
    def signature(self) -> tuple[str, ...]:
        """The authority line, where somebody signs for another, and the post."""
        return tuple(line for line in (self.head.authority, self.head.signer) if line)
