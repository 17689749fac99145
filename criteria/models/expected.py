"""Which cells a place owes for a period: the rulebook says so, not what was typed."""

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet

from communes.models import Unit
from criteria.enums import Stage
from criteria.models.finding import Finding
from criteria.models.rulebook import CriteriaSet, Indicator
from criteria.rules.periods import PeriodFacts, is_filled


def expected_indicators(level: str, on: dt.date) -> QuerySet[Indicator]:
    """Every indicator, or part of one, that carries figures in the set that judges a level on a day."""
    judged_by = CriteriaSet.objects.judging(level, on).order_by("-effective_from").values("pk")[:1]
    rows = Indicator.objects.filter(criterion__criteria_set__in=judged_by, parts=None)
    return rows.order_by("criterion__number", "display_order")


def reading_day(period: PeriodFacts, today: dt.date) -> dt.date:
    """The day a period is read on: its last, or today while it runs."""
    return min(period.ends_on, today)


def own_heads(unit: Unit, indicator_ids: Collection[int], as_of: dt.date) -> dict[int, Finding]:
    """The place's own figures in force, by indicator. One query."""
    rows = Finding.objects.heads([unit.pk], indicator_ids, as_of).filter(stage=Stage.SELF)
    return {row.indicator_id: row for row in rows}


def empty_cells(unit: Unit, period: PeriodFacts, today: dt.date) -> list[Indicator]:
    """Indicators for which the place has no figure that answers for the period. Two queries."""
    rows = list(expected_indicators(unit.level, period.ends_on))
    heads = own_heads(unit, [row.pk for row in rows], reading_day(period, today))
    days = {pk: head.assessed_on for pk, head in heads.items()}
    return [row for row in rows if not is_filled(period, days.get(row.pk))]
