"""Places that met all criteria of a set and not of the next: nobody's fault, and no case of any cell."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.models import Unit
from criteria.models import CriteriaSet
from criteria.rules.communes import Tally
from criteria.status import EMPTY_CELL, read_criteria
from ntm_portal.kept import kept
from ntm_portal.vietnamese import day

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class JudgingSet:
    """One set that judges a level, with its criteria and its days."""

    level: str
    decision: str
    begins: dt.date
    ends: dt.date
    criteria: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetChange:
    """One place on the day a new set began: what it met of the old one, and of the new one."""

    unit: Unit
    on: dt.date
    before: Tally
    after: Tally
    old: str
    new: str

    @property
    def words(self) -> str:
        """ "từ 19/19 theo QĐ 1980/QĐ-TTg còn 3/19 theo QĐ 318/QĐ-TTg, 01/01/2021"."""
        return (
            f"từ {self.before.printed} theo QĐ {self.old} còn {self.after.printed} theo QĐ {self.new}, {day(self.on)}"
        )


@kept
def judging_sets() -> tuple[JudgingSet, ...]:
    """Every set that judges, the oldest first; overlays and sets without figures judge nothing. Two queries."""
    rows = CriteriaSet.objects.filter(overlays=None, structure_only=False).order_by("effective_from", "pk")
    return tuple(
        JudgingSet(
            row.level,
            row.decision,
            row.effective_from,
            row.effective_to,
            tuple(sorted(criterion.pk for criterion in row.criteria.all())),
        )
        for row in rows.prefetch_related("criteria")
    )


def set_changes(
    units: Sequence[Unit], since: dt.date, as_of: dt.date, known_at: dt.datetime | None = None
) -> list[SetChange]:
    """Which places were complete on the eve of a new set and were not on its first day.

    Two queries for each set that began between the days, besides the sets themselves.
    """
    found = []
    for new in judging_sets():
        old = _before(new) if since < new.begins <= as_of else None
        if old is None:
            continue
        places = [unit for unit in units if unit.level == new.level]
        eve = _tallies(places, old, new.begins - ONE_DAY, known_at)
        first = _tallies(places, new, new.begins, known_at)
        found += [
            SetChange(unit, new.begins, eve[unit.pk], first[unit.pk], old.decision, new.decision)
            for unit in places
            if eve[unit.pk].complete and not first[unit.pk].complete
        ]
    return found


def _before(new: JudgingSet) -> JudgingSet | None:
    """The set that judged the same level on the eve."""
    eve = new.begins - ONE_DAY
    earlier = [row for row in judging_sets() if row.level == new.level and row.begins <= eve <= row.ends]
    return earlier[-1] if earlier else None


def _tallies(
    places: Sequence[Unit], judging: JudgingSet, on: dt.date, known_at: dt.datetime | None
) -> dict[int, Tally]:
    cells = read_criteria([unit.pk for unit in places], judging.criteria, on, known_at)
    return {
        unit.pk: Tally.of(cells.get((unit.pk, pk), EMPTY_CELL).verdict for pk in judging.criteria) for unit in places
    }
