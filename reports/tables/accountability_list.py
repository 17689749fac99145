"""The heads of all communes, one line each, in the order the reader asks for; the departments below."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from directives.enums import EventKind
from ntm_portal.vietnamese import fold
from reports.tables.accountability import Sheet

MET, CHANGE = "tieu-chi", "tang-giam"


def word_of(kind: EventKind) -> str:
    """How an address calls a kind: "qua-han"."""
    return fold(kind.short).replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, which puts the lines in another order: its word in the address, and whether it does now."""

    word: str
    label: str
    title: str
    is_current: bool
    kind: EventKind

    @property
    def href(self) -> str:
        """The same page in this order; once more, in the order of the tables."""
        return "./" if self.is_current else f"./?xep={self.word}"


def heads_of(kinds: Sequence[EventKind], asked: str) -> list[Head]:
    """One head a kind; asking for what stands already leads back to the order of the tables."""
    return [Head(word_of(kind), kind.short, kind.label, asked == word_of(kind), kind) for kind in kinds]


def in_asked_order(
    sheets: Sequence[Sheet], kinds: Sequence[EventKind], asked: str, first: Collection[int]
) -> list[Sheet]:
    """The most of what is asked for on top; else the reader's own communes first, then the order of the tables."""
    by_word = {word_of(kind): kind for kind in kinds}
    if asked in by_word:
        return sorted(sheets, key=lambda row: -row.counts[by_word[asked]])
    if asked == MET:
        return sorted(sheets, key=lambda row: row.standing.now.met)
    if asked == CHANGE:
        return sorted(sheets, key=lambda row: row.standing.change)
    return sorted(sheets, key=lambda row: row.unit.pk not in first)
