"""Which task is asked of which place or body."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from communes.enums import Level
from communes.models import Department, Unit
from directives.enums import AppliesTo
from directives.models import Obligation
from directives.rules.clauses import clause_order

LEVEL_OF = {AppliesTo.COMMUNES: Level.COMMUNE, AppliesTo.DISTRICT: Level.DISTRICT, AppliesTo.BODIES: Level.DISTRICT}


@dataclass(frozen=True, slots=True)
class Pair:
    """A task and a place it is asked of; a body stands under its district."""

    obligation: Obligation
    unit: Unit
    body: Department | None = None

    @property
    def key(self) -> tuple[int, int]:
        """The cell that decides it."""
        return self.unit.pk, self.obligation.indicator_id or self.obligation.criterion_id

    @property
    def asked(self) -> tuple[int, int, int]:
        """How what was recorded for it is found: task, unit, body."""
        return (self.obligation.pk, 0, self.body.pk) if self.body else (self.obligation.pk, self.unit.pk, 0)

    @property
    def place(self) -> Unit | Department:
        """Who is asked."""
        return self.body or self.unit


def pairs_asked(units: Sequence[Unit], as_of: dt.date, obligations: QuerySet[Obligation] | None = None) -> list[Pair]:
    """Which task is asked of which place: a district's document only of its own places. Four queries."""
    rows = Obligation.objects.all() if obligations is None else obligations
    return pairs_of(rows.begun_by(as_of).with_addressees().in_order(), units)


def pairs_of(obligations: Iterable[Obligation], units: Sequence[Unit]) -> list[Pair]:
    """Tasks in the order of the document, places in the order of the tables."""
    ordered = sorted(obligations, key=lambda row: (row.directive.issued_on, clause_order(row.clause)))
    return [pair for obligation in ordered for pair in _asked(obligation, units)]


def _asked(obligation: Obligation, units: Sequence[Unit]) -> list[Pair]:
    places = [unit for unit in units if _is_place_of(obligation, unit)]
    if obligation.applies_to == AppliesTo.BODIES:
        return [Pair(obligation, unit, body) for unit in places for body in obligation.bodies.all()]
    named = {unit.pk for unit in obligation.units.all()}
    return [Pair(obligation, unit) for unit in places if not named or unit.pk in named]


def _is_place_of(obligation: Obligation, unit: Unit) -> bool:
    own = unit.pk if unit.level == Level.DISTRICT else unit.parent_id
    return unit.level == LEVEL_OF[obligation.applies_to] and obligation.directive.district_id in (None, own)
