"""The same sheet for a department: its indicators over all communes, its tasks, and what it verified late."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communes.enums import Level, Post
from communes.models import Appointment, Department, Unit
from criteria.enums import Verdict
from criteria.models import Indicator
from criteria.status import EMPTY_CELL, current_set, read_cells
from directives.enums import BOARDS, EventKind
from directives.rules.accountability import Event, by_kind, counts_of
from directives.tables.events import events_of
from directives.tables.verifying import verifying_events
from reports.tables.accountability import Block, Look, Said, blocks_of, by_side, said_of, tenures_of

POSTS = (Post.DEPARTMENT_HEAD, Post.ASSIGNED_MEMBER)
KINDS = (EventKind.KEPT, EventKind.KEPT_LATE, EventKind.MISSED, EventKind.FELL, EventKind.VERIFIED_LATE)


@dataclass(frozen=True, slots=True)
class LedLine:
    """One indicator the department leads: in how many communes it was met at both ends of the period."""

    number: str
    name: str
    before: int
    now: int
    units: int

    @property
    def href(self) -> str:
        return f"/chi-tieu/{self.number}/"

    @property
    def change(self) -> int:
        return self.now - self.before


@dataclass(frozen=True)
class DepartmentSheet:
    """Everything about one department in a period."""

    department: Department
    look: Look
    blocks: tuple[Block, ...]
    led: tuple[LedLine, ...]
    events: tuple[Event, ...]
    said: tuple[Said, ...]

    @property
    def name(self) -> str:
        return self.department.name

    @property
    def href(self) -> str:
        return f"/trach-nhiem/phong-ban/{self.department.code}/"

    @property
    def word(self) -> str:
        return f"{self.href}phieu.docx"

    def answering(self, event: Event) -> list[str]:
        """Who held the posts on the day of an event, for the posts that somebody else held on other days."""
        return [block.holding(event.on) for block in self.blocks if block.is_split]

    @property
    def kinds(self) -> list[tuple[EventKind, tuple[Event, ...]]]:
        """The events, kind by kind."""
        return by_kind(self.events)

    @property
    def counts(self) -> Counter:
        return counts_of(self.events)

    @property
    def met(self) -> int:
        """Cells met at the end, of all its indicators and all communes."""
        return sum(line.now for line in self.led)

    @property
    def met_before(self) -> int:
        return sum(line.before for line in self.led)

    @property
    def asked(self) -> int:
        """How many cells there are."""
        return sum(line.units for line in self.led)

    @property
    def change(self) -> int:
        return self.met - self.met_before

    @property
    def issued(self) -> int:
        """How many words of the boards stand on it."""
        return sum(len(said.remarks) for said in self.said)


@dataclass(frozen=True, slots=True)
class Led:
    """An indicator with the department that leads it."""

    pk: int
    department_id: int
    number: str
    name: str


def read_department_sheets(
    look: Look,
    departments: Sequence[Department],
    units: Sequence[Unit],
    told: Mapping[int, Sequence[Event]] | None = None,
) -> list[DepartmentSheet]:
    """Fixed queries for any number of departments and communes; `told`: the events of the communes, if read already."""
    asked = look.asked(units)
    led = led_by(look)
    of_communes = events_of(asked) if told is None else told
    events = _by_department(of_communes, led, units)
    for department_id, found in verifying_events(asked).items():
        events[department_id] += found
    tenures = tenures_of(
        Appointment.objects.filter(department__in=departments, post__in=POSTS), "department_id", look.span
    )
    lines, said = led_lines(look, led, units), said_of(look, department__in=departments)
    return [
        _sheet(row, look, tenures, lines[row.pk], sorted(events[row.pk], key=lambda e: e.on), said.get(row.pk, ()))
        for row in departments
    ]


def _sheet(department, look, tenures, lines, events, said) -> DepartmentSheet:
    blocks = blocks_of(department, POSTS, tenures, look.span, events)
    return DepartmentSheet(department, look, blocks, tuple(lines), tuple(events), by_side(said, BOARDS))


def led_by(look: Look) -> list[Led]:
    """Every whole indicator of the set in force that a department leads, in the order of the decision. Two queries."""
    rows = Indicator.objects.filter(
        criterion__criteria_set=current_set(Level.COMMUNE, look.until), part_of=None, lead_department__isnull=False
    ).order_by("criterion__number", "display_order")
    return [Led(*row) for row in rows.values_list("pk", "lead_department_id", "number", "short_name")]


def led_lines(look: Look, led: Sequence[Led], units: Sequence[Unit]) -> dict[int, list[LedLine]]:
    """Department → its indicators, each with the communes that met it at both ends. Two queries."""
    unit_ids, ids = [unit.pk for unit in units], [row.pk for row in led]
    now, before = (read_cells(unit_ids, ids, moment, look.known_at) for moment in (look.until, look.period.compared_on))
    found: dict[int, list[LedLine]] = defaultdict(list)
    for row in led:
        counts = (
            sum(cells.get((pk, row.pk), EMPTY_CELL).verdict == Verdict.MET for pk in unit_ids)
            for cells in (before, now)
        )
        found[row.department_id].append(LedLine(row.number, row.name, *counts, len(unit_ids)))
    return found


def _by_department(
    told: Mapping[int, Sequence[Event]], led: Sequence[Led], units: Sequence[Unit]
) -> dict[int, list[Event]]:
    """What happened in communes with an indicator the department leads, each event with the name of its commune."""
    leads, names = {row.pk: row.department_id for row in led}, {unit.pk: unit.short_label for unit in units}
    found: dict[int, list[Event]] = defaultdict(list)
    for unit_id, events in told.items():
        for event in events:
            if event.indicator_id in leads and event.kind in KINDS:
                found[leads[event.indicator_id]].append(_named(event, names[unit_id]))
    return found


def _named(event: Event, name: str) -> Event:
    return Event(
        event.place_id, event.kind, event.on, f"{name}: {event.title}", event.words, event.href, event.indicator_id
    )
