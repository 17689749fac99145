"""What a list of falls tells besides the verdicts: figures before and after, who answered then, what was lost too."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import connection

from communes.models import Appointment
from criteria.enums import Stage, Verdict
from criteria.models import Criterion, Finding, Indicator
from criteria.models.finding import findings_before
from criteria.rules.targets import target_for
from criteria.rules.verdicts import figure_told, is_share, shown
from criteria.status import Event, Judging, read_criteria_on, read_judging
from criteria.status.cells import as_day
from ntm_portal.kept import kept

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Face:
    """A criterion or an indicator as lists name it; `department_id` leads the indicator."""

    number: str
    name: str
    criterion_id: int
    set_id: int
    ends: dt.date
    level: str
    department_id: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure beside its verdict: as printed, its day, the words that came with it, and the number behind it."""

    shown: str
    on: dt.date | None = None
    by_self: bool = False
    said: str = ""
    source: str = ""
    recorded_at: dt.datetime | None = None
    number: Fraction | Decimal | None = None
    is_share: bool = False


NO_FIGURE = Figure("…")


@kept
def faces() -> dict[tuple[str, int], Face]:
    """("I", indicator) and ("C", criterion) → how it is called. Two queries."""
    of_set = ("criteria_set_id", "criteria_set__effective_to", "criteria_set__level")
    criteria = Criterion.objects.values_list("pk", "number", "short_name", "pk", *of_set)
    found = {("C", pk): Face(str(number), *rest) for pk, number, *rest in criteria}
    columns = ("pk", "number", "short_name", "criterion_id", *(f"criterion__{name}" for name in of_set))
    rows = Indicator.objects.values_list(*columns, "lead_department_id")
    return found | {("I", pk): Face(*rest) for pk, *rest in rows}


@dataclass(frozen=True, slots=True)
class Figures:
    """The findings behind some falls, and what they followed."""

    before_of: Mapping[int, int | None]
    findings: Mapping[int, Finding]
    judging: Judging

    def after(self, finding_id: int | None) -> Figure:
        """What brought the fall."""
        return self._told(self.findings.get(finding_id))

    def before(self, finding_id: int | None) -> Figure:
        """What the same side had said last before."""
        return self._told(self.findings.get(self.before_of.get(finding_id)))

    def _told(self, finding: Finding | None) -> Figure:
        if finding is None:
            return NO_FIGURE
        facts = self.judging.indicators[finding.indicator_id]
        targets, place = self.judging.targets.get(finding.indicator_id, ()), self.judging.places[finding.unit_id]
        target = target_for(targets, place, finding.figure_year)
        said = (finding.note or finding.reason).rstrip(".")
        return Figure(
            shown(finding, facts, target), finding.assessed_on, finding.stage == Stage.SELF, said,
            finding.source_document, finding.recorded_at, figure_told(finding, facts), is_share(facts),
        )  # fmt: skip


def figures_of(events: Sequence[Event], unit_ids: Sequence[int], known_at: dt.datetime | None = None) -> Figures:
    """The figures of some falls in some places. Five queries, however many they are."""
    causes = {event.fall.finding_id for event in events if event.fall.finding_id}
    before_of = findings_before(causes, known_at)
    findings = Finding.objects.in_bulk({pk for pair in before_of.items() for pk in pair if pk})
    indicators = {finding.indicator_id for finding in findings.values()}
    return Figures(before_of, findings, read_judging(unit_ids, indicators, known_at))


Heads = Mapping[int, Sequence[Appointment]]


def heads_between(unit_ids: Collection[int], days: Collection[dt.date]) -> Heads:
    """Place → who held a head's post on any of the days, in the order of the posts. One query, none for no day."""
    return _heads_between(frozenset(unit_ids), min(days), max(days)) if days else {}


@kept
def _heads_between(unit_ids: frozenset[int], first: dt.date, last: dt.date) -> Heads:
    rows = Appointment.objects.heads().filter(unit__in=unit_ids, valid_from__lte=last, valid_to__gte=first)
    found: dict[int, list[Appointment]] = {}
    for row in rows.select_related("officer", "unit").by_post():
        found.setdefault(row.unit_id, []).append(row)
    return found


def heads_on(heads: Heads, unit_id: int, day: dt.date) -> list[Appointment]:
    """Who answered for a place on one day; the day of a change belongs to the one who comes."""
    return [row for row in heads.get(unit_id, ()) if row.valid_from <= day <= row.valid_to]


# The verdicts of the criteria of some places, each on days of its own.
ON_DAYS_SQL = """
WITH asked(unit_id, day) AS (VALUES {rows})
SELECT a.unit_id, a.day, s.criterion_id, s.verdict FROM asked a JOIN criteria_verdictspan s
  ON s.unit_id = a.unit_id AND s.indicator_id IS NULL AND s.track = 'OFFICIAL'
  AND s.valid_from <= a.day AND s.valid_to >= a.day
"""


def completeness_lost(
    events: Sequence[Event], known_at: dt.datetime | None = None
) -> dict[tuple[int, dt.date], int]:  # fmt: skip
    """(place, day) on which a fall took the place from all its criteria met to fewer → how many there are.

    As known at a moment when given. One query, none where no criterion fell.
    """
    fallen = {
        (event.fall.unit_id, event.fall.on): fall.criterion_id
        for event in events
        for fall in (event.fall, *event.took)
        if fall.criterion_id and fall.previous == Verdict.MET
    }
    known, verdicts = faces(), _verdicts_on(fallen, known_at)
    lost = {}
    for (unit_id, day), criterion_id in fallen.items():
        set_id = known["C", criterion_id].set_id
        criteria = [pk for (kind, pk), face in known.items() if kind == "C" and face.set_id == set_id]
        before = [verdicts.get((unit_id, day - ONE_DAY, pk), Verdict.UNASSESSED) for pk in criteria]
        if all(verdict in (Verdict.MET, Verdict.NA) for verdict in before):
            lost[unit_id, day] = len(criteria)
    return lost


def _verdicts_on(
    pairs: Collection[tuple[int, dt.date]], known_at: dt.datetime | None
) -> dict[tuple[int, dt.date, int], str]:  # fmt: skip
    """(place, day, criterion) → official verdict, on the eve of each day asked."""
    if not pairs:
        return {}
    if known_at:
        eves, criteria = {day - ONE_DAY for _, day in pairs}, [pk for kind, pk in faces() if kind == "C"]
        found = read_criteria_on({unit_id for unit_id, _ in pairs}, criteria, eves, known_at)
        return {(unit, eve, pk): cell.verdict for eve, cells in found.items() for (unit, pk), cell in cells.items()}
    rows = ", ".join(["(%s, CAST(%s AS date))" if connection.vendor == "postgresql" else "(%s, %s)"] * len(pairs))
    values = [value for unit_id, day in pairs for value in (unit_id, day - ONE_DAY)]
    with connection.cursor() as cursor:
        cursor.execute(ON_DAYS_SQL.format(rows=rows), values)
        return {(unit, as_day(day), criterion): verdict for unit, day, criterion, verdict in cursor.fetchall()}
