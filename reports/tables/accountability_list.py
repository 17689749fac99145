"""The heads of all communes, one line each, in the order the reader asks for; the departments below."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accounts.models import User
from directives.enums import EventKind
from directives.permissions import department_sheets_visible_to, in_charge_of, sheets_visible_to
from ntm_portal.vietnamese import fold, lower_first
from reports.tables.accountability import KINDS, Look, Sheet, read_sheets
from reports.tables.department_sheets import DepartmentSheet, read_department_sheets

MET, CHANGE = "tieu-chi", "tang-giam"


@dataclass(frozen=True, slots=True)
class HeadsPage:
    """The sheets in the order that is asked for; `own`: the communes the reader is in charge of."""

    look: Look
    asked: str
    own: frozenset[int]
    sheets: tuple[Sheet, ...]
    departments: tuple[DepartmentSheet, ...]


def heads_page(user: User, look: Look, asked: str) -> HeadsPage:
    """What the reader may compare. Fixed queries for any number of communes and departments."""
    units = list(sheets_visible_to(user).valid_on(look.until).with_places().in_order())
    own = frozenset(in_charge_of(user, look.until).values_list("pk", flat=True))
    sheets = read_sheets(look, units)
    told = {sheet.unit.pk: sheet.events for sheet in sheets}
    departments = list(department_sheets_visible_to(user))
    return HeadsPage(
        look,
        asked,
        own,
        tuple(in_asked_order(sheets, KINDS, asked, own)),
        tuple(read_department_sheets(look, departments, units, told)),
    )


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


def order_words(page: HeadsPage) -> str:
    """ "xếp theo suy giảm"; whose communes stand on top in the usual order; nothing where it is that of the tables."""
    named = {MET: "Tiêu chí đạt", CHANGE: "Tăng, giảm"} | {word_of(kind): kind.short for kind in KINDS}
    if page.asked in named:
        return f"xếp theo {lower_first(named[page.asked])}"
    return "các xã được phân công phụ trách ở trên" if page.own else ""
