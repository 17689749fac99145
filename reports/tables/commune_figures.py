"""The figures of one commune over the last months, for its charts: what each side measured on which day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Q

from criteria.enums import Stage, Verdict
from criteria.models import Finding
from criteria.rules.timeline import STAGE_RANK
from criteria.rules.verdicts import has_ratio, measured
from reports.tables.board import Period

# Charts go back to the same season of the year before.
DAYS_DRAWN = 400


class Figure(NamedTuple):
    """What was measured on a day, at which stage: as much of a finding as charts and their tables show."""

    stage: str
    assessed_on: dt.date
    figure_year: int
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    declared: Verdict | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as a chart places it."""

    day: dt.date
    value: Fraction


@dataclass(frozen=True, slots=True)
class Figures:
    """What the commune said and what was verified, one finding a day on each side, oldest first."""

    own: tuple[Figure, ...] = ()
    verified: tuple[Figure, ...] = ()

    @property
    def all(self) -> list[Figure]:
        """Both sides in the order of their days."""
        return sorted(self.own + self.verified, key=by_day)

    @property
    def official(self) -> list[Mark]:
        """The line of a small chart: the commune's own word until the first verification, then what was verified."""
        first = self.verified[0].assessed_on if self.verified else None
        before = [figure for figure in self.own if first is None or figure.assessed_on < first]
        return marks([*before, *self.verified])


NO_FIGURES = Figures()


def by_day(figure: Figure) -> tuple[dt.date, int]:
    """Earlier days first; on one day what weighs most comes last."""
    return figure.assessed_on, STAGE_RANK[figure.stage]


def marks(figures: Sequence[Figure]) -> list[Mark]:
    """The figures that can be placed in a chart."""
    found = [(figure, measured(figure)) for figure in figures]
    return [Mark(figure.assessed_on, value) for figure, value in found if value is not None]


def read_figures(unit_id: int, indicator_ids: Sequence[int], period: Period) -> Mapping[int, Figures]:
    """Measured findings by indicator, as known then. One query, and only of the time that charts show."""
    since = period.as_of - dt.timedelta(days=DAYS_DRAWN)
    rows = Finding.objects.known_at(period.known_at).filter(
        Q(denominator__isnull=False) | Q(value__isnull=False),
        unit=unit_id, indicator__in=indicator_ids, assessed_on__gt=since, assessed_on__lte=period.as_of, is_void=False,
    )  # fmt: skip
    if period.known_at:
        rows = rows.exclude(corrected_by__recorded_at__lte=period.known_at)
    else:
        rows = rows.filter(corrected_by=None)
    found: dict[int, list[Figure]] = defaultdict(list)
    for indicator_id, *columns in rows.order_by("recorded_at", "pk").values_list("indicator_id", *Figure._fields):
        found[indicator_id].append(Figure._make(columns))
    return {pk: _sides(figures) for pk, figures in found.items()}


def _sides(figures: list[Figure]) -> Figures:
    """One figure a day on each side: what was learnt last, of what weighs most."""
    sides: tuple[dict, dict] = {}, {}
    for figure in sorted(figures, key=by_day):
        if has_ratio(figure) or figure.value is not None:
            sides[figure.stage != Stage.SELF][figure.assessed_on] = figure
    return Figures(*(tuple(side.values()) for side in sides))
