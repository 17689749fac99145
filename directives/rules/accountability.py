"""Trách nhiệm người đứng đầu: what happened on whose days in office. Days are local days, both ends included."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from directives.enums import DeadlineState, EventKind
from directives.rules.deadlines import Deadline
from ntm_portal.vietnamese import counted, day

ONE_DAY = dt.timedelta(days=1)
NOBODY = "không có người giữ chức"
# What a deadline that is over, one way or another, counts as; the other states are still open or were never asked.
KIND_OF = {
    DeadlineState.DONE: EventKind.KEPT,
    DeadlineState.DONE_THEN_FELL: EventKind.KEPT,
    DeadlineState.DONE_LATE: EventKind.KEPT_LATE,
    DeadlineState.OVERDUE: EventKind.MISSED,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included."""

    begins_on: dt.date
    ends_on: dt.date

    @property
    def days(self) -> int:
        return (self.ends_on - self.begins_on).days + 1

    @property
    def words(self) -> str:
        """ "28/8/2017 - 14/9/2017 (18 ngày)"."""
        return f"{day(self.begins_on)} - {day(self.ends_on)} ({counted(self.days)} ngày)"

    def covers(self, on: dt.date) -> bool:
        """Whether a day is one of them."""
        return self.begins_on <= on <= self.ends_on


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held a post from which day to which, as the appointment says."""

    officer_id: int
    name: str
    valid_from: dt.date
    valid_to: dt.date


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is put down to whoever held the post on its day: in which place, what, when, where to read it."""

    place_id: int
    kind: EventKind
    on: dt.date
    title: str
    words: str
    href: str
    indicator_id: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The days of one holder of a post within a period, and what happened on them; no name: the post was vacant."""

    span: Span
    name: str
    events: tuple[Event, ...] = ()

    @property
    def is_vacant(self) -> bool:
        return not self.name

    @property
    def holder(self) -> str:
        """The name, or that nobody was in office."""
        return self.name or NOBODY

    @property
    def counts(self) -> Counter:
        """Kind → how many."""
        return counts_of(self.events)


def split(span: Span, tenures: Iterable[Tenure], events: Collection[Event]) -> tuple[Part, ...]:
    """A period by the days in office of one post: every day stands in it, also those on which nobody held the post.

    Where one holder follows another, each event lies in exactly one part, so the parts add up to the whole.
    """
    held = joined(clipped(span, tenures))
    vacant = [(gap, "") for gap in vacancies(span, [days for days, _ in held])]
    parts = sorted([*held, *vacant], key=lambda part: (part[0].begins_on, part[1]))
    return tuple(Part(days, name, tuple(row for row in events if days.covers(row.on))) for days, name in parts)


def clipped(span: Span, tenures: Iterable[Tenure]) -> list[Tenure]:
    """The tenures that touch a period, cut to it, the earliest first."""
    found = [
        Tenure(row.officer_id, row.name, max(row.valid_from, span.begins_on), min(row.valid_to, span.ends_on))
        for row in tenures
    ]
    return sorted(
        (row for row in found if row.valid_from <= row.valid_to),
        key=lambda row: (row.valid_from, row.valid_to, row.officer_id),
    )


def joined(tenures: Sequence[Tenure]) -> list[tuple[Span, str]]:
    """Days and name of each holder; who is appointed anew without a day between has one run of days."""
    found: list[Tenure] = []
    for row in tenures:
        last = found[-1] if found else None
        if last and last.officer_id == row.officer_id and row.valid_from <= last.valid_to + ONE_DAY:
            found[-1] = Tenure(last.officer_id, last.name, last.valid_from, max(last.valid_to, row.valid_to))
        else:
            found.append(row)
    return [(Span(row.valid_from, row.valid_to), row.name) for row in found]


def vacancies(span: Span, held: Iterable[Span]) -> Iterator[Span]:
    """The runs of days on which nobody held the post."""
    free_from = span.begins_on
    for days in sorted(held, key=lambda row: row.begins_on):
        if days.begins_on > free_from:
            yield Span(free_from, days.begins_on - ONE_DAY)
        free_from = max(free_from, days.ends_on + ONE_DAY)
    if free_from <= span.ends_on:
        yield Span(free_from, span.ends_on)


def counts_of(events: Iterable[Event]) -> Counter:
    """Kind → how many."""
    return Counter(event.kind for event in events)


def by_kind(events: Iterable[Event]) -> list[tuple[EventKind, tuple[Event, ...]]]:
    """The kinds that occurred, in the order of the sheet, each with its events, the earliest first."""
    rank = {kind: at for at, kind in enumerate(EventKind)}
    found = sorted(events, key=lambda row: (rank[row.kind], row.on, row.title))
    return [(kind, tuple(rows)) for kind, rows in groupby(found, key=lambda row: row.kind)]


def within(span: Span, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events of a period, the earliest first."""
    return tuple(sorted((row for row in events if span.covers(row.on)), key=lambda row: (row.on, row.title)))


def settled_on(deadline: Deadline, due_on: dt.date) -> tuple[EventKind, dt.date] | None:
    """What became of an obligation, and on which day it counts: kept when it was met, late and missed when it was due.

    Whoever held the post on the due day answers for the lateness; who took over later and finished it does not.
    """
    kind = KIND_OF.get(deadline.state)
    if kind is None:
        return None
    kept_on = deadline.met_on if deadline.state == DeadlineState.DONE else None
    return kind, kept_on or due_on


def days_late(deadline: Deadline, due_on: dt.date) -> int:
    """How many days after its day an obligation was met, or has been open until now; 0 in time."""
    if deadline.state == DeadlineState.DONE_LATE:
        return (deadline.met_on - due_on).days
    return deadline.days if deadline.state == DeadlineState.OVERDUE else 0
