"""Everything needed to decide on the lines of a file, for any number of places, read in a fixed number of queries."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Max, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import communes_editable_by, district_of, stages_open_to
from communes.enums import FAR, Level
from communes.models import Unit
from criteria.enums import Stage
from criteria.models import CriteriaSet, Finding, Indicator
from criteria.models.cells import Book, places_of, read_book, targets_of
from criteria.models.locks import closings_at, is_locked, period_running
from criteria.models.movement import movements_of
from criteria.models.settings import settings_at
from criteria.permissions import indicators_editable_by, side_of_writer
from criteria.rules.admission import Circumstances, FigureRow
from criteria.rules.facts import FindingFacts, IndicatorFacts, MovementFacts, TargetFacts
from criteria.rules.imports.places import Matcher, Named
from criteria.rules.locks import LockAnswer
from criteria.rules.periods import PeriodFacts
from criteria.rules.targets import target_for


@dataclass
class Desk:
    """One officer with one file in front of him: the places and indicators that are his, at one stage."""

    by: User
    today: dt.date
    stage: Stage
    _around: dict[tuple[int, int], Circumstances] = field(default_factory=dict, init=False)
    _targets: dict[tuple, TargetFacts | None] = field(default_factory=dict, init=False)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Communes the officer may record figures for, by code."""
        rows = communes_editable_by(self.by).valid_on(self.today).select_related("parent").in_order()
        return {unit.code: unit for unit in rows}

    @cached_property
    def known(self) -> dict[str, Unit]:
        """All communes of the district, so that a line of one that is not the officer's is refused by its name."""
        rows = Unit.objects.in_district(district_of(self.by)).valid_on(self.today).in_order()
        return {unit.code: unit for unit in rows}

    def matcher(self, aliases: dict[str, str] | None = None) -> Matcher:
        """Knows how the communes of the district are called."""
        places = tuple(Named(unit.code, unit.kind, unit.name, unit.label) for unit in self.known.values())
        return Matcher(places, district_of(self.by).name, dict(aliases or {}))

    @cached_property
    def all_indicators(self) -> QuerySet[Indicator]:
        """Every indicator of the set that judges communes today and carries figures."""
        judged_by = CriteriaSet.objects.judging(Level.COMMUNE, self.today).order_by("-effective_from").first()
        rows = Indicator.objects.filter(criterion__criteria_set=judged_by, parts=None).select_related("criterion")
        return rows.order_by("criterion__number", "display_order")

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Their keys by number, whoever may enter them."""
        return {row.number: row.pk for row in self.all_indicators}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Those the officer may enter, by number."""
        own = set(indicators_editable_by(self.by).values_list("pk", flat=True))
        return {row.number: row for row in self.all_indicators if row.pk in own}

    @cached_property
    def book(self) -> Book:
        return read_book().around([row.pk for row in self.all_indicators])

    @cached_property
    def places(self):
        return places_of(tuple(unit.pk for unit in self.units.values()))

    @cached_property
    def targets(self) -> dict[int, list[TargetFacts]]:
        return targets_of(list(self.numbers.values()), self.places.values())

    @cached_property
    def settings(self):
        return settings_at()

    @cached_property
    def running(self) -> PeriodFacts | None:
        """The period of today, in which the days of the lines are expected. One query at most."""
        unit = next(iter(self.units.values()), None)
        return period_running(unit, self.today) if unit else None

    def facts(self, number: str) -> IndicatorFacts:
        """What the rules are told of an indicator."""
        return self.book.indicators[self.numbers[number]]

    def target_of(self, unit: Unit, indicator: IndicatorFacts, year: int) -> TargetFacts | None:
        """The level that judges a figure of a place and year."""
        key = (indicator.id, self.places[unit.pk], year)
        if key not in self._targets:
            self._targets[key] = target_for(self.targets.get(indicator.id, ()), self.places[unit.pk], year)
        return self._targets[key]

    def around(self, unit: Unit, indicator: IndicatorFacts) -> Circumstances:
        """The days and the officer's side that decide for one indicator of one place."""
        key = (unit.pk, indicator.criterion_id)
        if key not in self._around:
            self._around[key] = Circumstances(
                today=self.today,
                first_day=max(self.book.begins[indicator.criterion_id], unit.valid_from),
                last_day=min(self.book.ends[indicator.criterion_id], unit.valid_to),
                stages=stages_open_to(self.by, unit),
                by_district_office=self.by.role == Role.DISTRICT_NTM_OFFICE,
                settings=self.settings,
            )
        return self._around[key]

    def locks(self, rows: Collection[tuple[Unit, FigureRow]]) -> dict[tuple[int, int, dt.date], LockAnswer]:
        """The lock answer of each line that may not simply be written, by place, indicator and day."""
        closings = closings_at({unit for unit, _ in rows}, {row.assessed_on for _, row in rows})
        side, found = side_of_writer(self.by), {}
        for unit, row in rows:
            answer = closings[unit.pk].answer(side, self.stage, row.indicator_id, row.assessed_on, self.today)
            if is_locked(answer, bool(row.reason)):
                found[unit.pk, row.indicator_id, row.assessed_on] = answer
        return found

    def movements(self, rows: Collection[tuple[Unit, FigureRow]]) -> dict[int, list[MovementFacts]]:
        """Unit id → how its poor households moved in the years of the lines that count them. One query, or none."""
        counting = [(unit, row) for unit, row in rows if self.book.indicators[row.indicator_id].poverty]
        units, years = {unit.pk for unit, _ in counting}, {row.year for _, row in counting}
        return movements_of(units, years) if counting else {}

    @property
    def by_self(self) -> bool:
        """Whether the file speaks for the places themselves."""
        return self.stage == Stage.SELF

    def heads(
        self, unit_ids: Collection[int], indicator_ids: Collection[int]
    ) -> dict[tuple[int, int, bool], FindingFacts]:
        """The figures in force by place, indicator and whether it is the place's own word. One query."""
        rows = Finding.objects.heads(unit_ids, indicator_ids, FAR).facts()
        return {(unit, indicator, facts.stage == Stage.SELF): facts for unit, indicator, facts in rows}

    def rivals(self, rows: Collection[tuple[Unit, FigureRow]]) -> dict[tuple[int, int, dt.date], int]:
        """The newest live figure of the very days the lines are about. One query."""
        found = Finding.objects.live().filter(
            unit__in={unit.pk for unit, _ in rows},
            indicator__in={row.indicator_id for _, row in rows},
            assessed_on__in={row.assessed_on for _, row in rows},
            stage=self.stage,
        )
        cells = found.order_by().values_list("unit_id", "indicator_id", "assessed_on").annotate(Max("pk"))
        return {(unit, indicator, day): pk for unit, indicator, day, pk in cells}
