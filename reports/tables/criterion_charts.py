"""What the page of a criterion draws: how many communes met it over time, and how they lie on each indicator."""

import datetime as dt
from dataclasses import dataclass, replace

from communes.enums import Level
from communes.models import Unit
from criteria.rules.facts import TargetFacts
from reports.tables.board import Period, criteria_in_order
from reports.tables.criterion import CriterionPage, IndicatorFace
from reports.tables.indicator import Dot, dots_of
from reports.tables.trend import Trend, read_district_trend

FEWEST = 2  # results that make a distribution


@dataclass(frozen=True, slots=True)
class Spread:
    """The results of all communes on one indicator, beside the level required."""

    face: IndicatorFace
    required: str
    target: TargetFacts | None
    dots: tuple[Dot, ...]


def read_course(district: Unit, page: CriterionPage, period: Period, since: dt.date) -> Trend:
    """How many communes met the criterion from a day on. One query besides the book."""
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    return read_district_trend(district, replace(book, criteria=(page.criterion,)), period, since)


def spreads_of(page: CriterionPage) -> list[Spread]:
    """The indicators of the page that are measured, where at least two communes have a figure."""
    found = []
    for at, column in enumerate(page.columns):
        placed = dots_of((line.commune, line.statuses[at]) for line in page.lines)
        if len(placed) >= FEWEST:
            found.append(Spread(column.face, column.required, column.target, placed))
    return found
