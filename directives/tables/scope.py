"""What somebody sees of the tasks of a document, read place by place and kept until a place has a new figure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.status.version import newest_findings
from directives.enums import JudgedBy
from directives.models import Directive, Obligation
from directives.permissions import answering_units, directives_visible_to, obligations_visible_to
from directives.tables.asked import Pair, pairs_of
from directives.tables.communes import Column, CommuneRow, columns_of, commune_row, side_by_side
from directives.tables.inspections import last_visits
from directives.tables.people import people_of
from directives.tables.shares import Measured, Share
from directives.tables.states import ObligationState, Verdicts, state_of
from directives.tables.tasks import key_of
from directives.tables.work import Work, read_recorded, with_falls
from ntm_portal.kept import Shelf, kept

# Twenty communes under a dozen documents, roles and pairs of days.
SHELF = Shelf(4096)
DONE = (Verdict.MET, Verdict.NA)


@dataclass(frozen=True, slots=True)
class Scope:
    """As whom a page is read: two people who see the same are the same."""

    role: str
    unit_id: int | None
    department_id: int | None
    user: User = field(compare=False)

    @classmethod
    def of(cls, user: User) -> "Scope":
        """The scope of a user."""
        return cls(user.role, user.unit_id, user.department_id, user)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of the table of tasks: the task that speaks for it, and all it sums up. Compared by identity."""

    asked: Obligation
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What a document asks of the places somebody reads; no figure changes it.

    `columns`: the measured tasks that stand beside each other in the table of communes.
    """

    places: Mapping[int, Unit]
    pairs: Mapping[int, tuple[Pair, ...]]
    lines: tuple[Line, ...]
    columns: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWork:
    """One place: what it adds to each task, how far it is with the measured ones, its row in the table of communes."""

    shares: Mapping[int, tuple[Share, ...]]
    measured: Measured | None
    row: CommuneRow | None
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything somebody sees of a document on a day."""

    outline: Outline
    works: Mapping[int, PlaceWork]

    def shares_of(self, line: Line) -> tuple[Share, ...]:
        """What all places add to one line, task by task, in the order of the tables."""
        works = self.works.values()
        return tuple(share for task in line.tasks for work in works for share in work.shares.get(task, ()))

    def measured(self, level: Level) -> list[Measured]:
        """How far each place of a level is; those that nothing measured is asked of are left out."""
        places = self.outline.places
        return [work.measured for pk, work in self.works.items() if work.measured and places[pk].level == level]

    def rows(self) -> list[CommuneRow]:
        """The table of communes, in the order of the official tables."""
        return [work.row for work in self.works.values() if work.row]

    def columns(self) -> tuple[Column, ...]:
        """The heads of that table."""
        return next((work.columns for work in self.works.values() if work.row), ())


@kept
def document_seen(scope: Scope, pk: int | None, as_of: dt.date) -> Directive | None:
    """One document, or what the district works by on the day; none for a stranger. One query."""
    rows = directives_visible_to(scope.user)
    return rows.filter(pk=pk).first() if pk else rows.asking().issued_by(as_of).newest_first().first()


@kept
def outline_of(scope: Scope, directive_id: int, as_of: dt.date) -> Outline:
    """The tasks given by a day and the places they are asked of. Five queries."""
    rows = obligations_visible_to(scope.user).filter(directive=directive_id)
    tasks = rows.begun_by(as_of).with_addressees().in_order()
    places = list(answering_units(scope.user).valid_on(as_of).select_related("parent").in_order())
    pairs = pairs_of(tasks, places)
    lines: dict[tuple, dict[int, Obligation]] = {}
    for pair in pairs:
        lines.setdefault(key_of(pair.obligation), {})[pair.obligation.pk] = pair.obligation
    return Outline(
        places={unit.pk: unit for unit in places},
        pairs={unit.pk: tuple(pair for pair in pairs if pair.unit.pk == unit.pk) for unit in places},
        lines=tuple(Line(next(iter(found.values())), tuple(found)) for found in lines.values()),
        columns=side_by_side(pairs, as_of),
    )


def work_seen(
    directive: Directive, scope: Scope, as_of: dt.date, compared: dt.date, known_at: dt.datetime | None
) -> Seen:
    """A document on a day; only places with new figures are read again."""
    outline = outline_of(scope, directive.pk, as_of)

    def read(places: list[int]) -> dict[int, PlaceWork]:
        return _read(outline, places, as_of, compared, known_at)

    newest = newest_findings(tuple(outline.places))
    keys = {pk: (scope, directive.pk, pk, newest[pk], as_of, compared, known_at) for pk in outline.places}
    return Seen(outline, SHELF.take(keys, read))


@kept
def recorded(outline: Outline, as_of: dt.date, known_at: dt.datetime | None) -> Work:
    """What was recorded for all tasks of a document in all places; no figure changes it."""
    return read_recorded([pair for pairs in outline.pairs.values() for pair in pairs], as_of, known_at)


def _read(outline: Outline, places: Sequence[int], as_of, compared, known_at) -> dict[int, PlaceWork]:
    """Some of the places anew: three queries for any number of them, and what changes rarely."""
    pairs = [pair for pk in places for pair in outline.pairs[pk]]
    work = with_falls(recorded(outline, as_of, known_at), pairs, as_of, known_at)
    verdicts = Verdicts(pairs, work, as_of, known_at, also=compared)
    holders, visits = people_of(outline.places, as_of), last_visits(outline.places, as_of, known_at)
    columns, found = {task.pk for task in outline.columns}, {}
    for pk in places:
        states = [state_of(pair, as_of, work, verdicts) for pair in outline.pairs[pk]]
        shown = [state for state in states if state.obligation.pk in columns]
        found[pk] = PlaceWork(
            shares=_shares(states),
            measured=_measured(states, verdicts, compared),
            row=commune_row(shown, holders, visits.get(pk)) if shown else None,
            columns=columns_of(shown),
        )
    return found


def _shares(states: Sequence[ObligationState]) -> dict[int, tuple[Share, ...]]:
    found: dict[int, tuple[Share, ...]] = {}
    for state in states:
        found[state.obligation.pk] = (*found.get(state.obligation.pk, ()), state.share)
    return found


def _measured(states: Sequence[ObligationState], verdicts: Verdicts, compared: dt.date) -> Measured | None:
    """How far one place is with what a verdict decides of its own; none where nothing is."""
    measured = [state for state in states if state.obligation.judged == JudgedBy.MEASURE and state.body is None]
    if not measured:
        return None
    done = sum(state.is_settled for state in measured)
    return Measured(len(measured), done, sum(verdicts.cell(state.pair, compared).verdict in DONE for state in measured))
