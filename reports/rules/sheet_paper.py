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
    about: str = ""
    category: str = "Phiếu theo dõi"

    @property
    def described(self) -> tuple[str, str]:
        """What the file says of itself: its title, and of whom it is."""
        return self.title, self.summary

    @property
    def number(self) -> str:
        """The clerk writes the number; the portal never invents one."""
        return self.rules.number.format(code=self.head.number_code)

    @property
    def signature(self) -> tuple[str, ...]:
        """The authority line, where somebody signs for another, and the post."""
        return tuple(line for line in (self.head.authority, self.head.signer) if line)
