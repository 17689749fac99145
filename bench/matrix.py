"""The matrix, regressions and trends, read from spans: against plain tables, longer histories, more communes."""

import datetime as dt
from collections import Counter

from django.db import connections

from bench.timing import Ratio, compare
from communes.enums import FAR
from communes.models import Unit
from criteria.actions.spans import true_spans
from criteria.enums import Track, Verdict
from criteria.models import Criterion, VerdictSpan
from criteria.rules.timeline import ONE_DAY
from criteria.status import falls_between

DAY = dt.date(2017, 6, 15)
COLUMNS = "unit_id, criterion_id, track, verdict, by_self, since"


def ids(size: str) -> tuple[list[int], list[int]]:
    """Units of the home district and criteria of the commune set in one database."""
    units = Unit.objects.using(size).filter(parent__code="364", level="COMMUNE", valid_from__lte=DAY, valid_to__gte=DAY)
    criteria = Criterion.objects.using(size).filter(criteria_set__code="xa-2016-2020")
    return list(units.values_list("pk", flat=True)), list(criteria.values_list("pk", flat=True))


def listed(pks: list[int]) -> str:
    return ",".join(map(str, pks))


def raw_spans(size: str):
    """The matrix of the district on a day, as bare SQL over the spans."""
    units, criteria = ids(size)
    sql = (
        f"SELECT {COLUMNS} FROM criteria_verdictspan WHERE unit_id IN ({listed(units)}) AND indicator_id IS NULL "  # noqa: S608
        f"AND criterion_id IN ({listed(criteria)}) AND valid_from <= '{DAY}' AND valid_to >= '{DAY}'"
    )
    return fetcher(size, sql)


def raw_newest(size: str):
    """The same cells from a plain table of newest values."""
    units, _ = ids(size)
    return fetcher(size, f"SELECT {COLUMNS} FROM bench_newest WHERE unit_id IN ({listed(units)})")  # noqa: S608


def fetcher(size: str, sql: str):
    def fetch():
        with connections[size].cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return fetch


def orm_spans(size: str):
    """The same through the ORM, as the status reader asks."""
    units, criteria = ids(size)
    rows = VerdictSpan.objects.using(size).filter(
        unit__in=units, criterion__in=criteria, valid_from__lte=DAY, valid_to__gte=DAY, indicator=None
    )
    return lambda: list(rows.all().values_list("unit_id", "criterion_id", "track", "verdict", "by_self", "since"))


def measure() -> list[Ratio]:
    """All comparisons that need several databases at once; `default` is the one with fifteen years."""
    units, criteria = ids("default")
    return [
        compare("matrix at any date / plain table of newest values", 1.5, raw_spans("y15"), raw_newest("y15")),
        compare("matrix with 60 months / 12 months", 1.3, raw_spans("y5"), raw_spans("y1")),
        compare("matrix with 180 months / 12 months", 1.3, raw_spans("y15"), raw_spans("y1")),
        compare("matrix inside 8,900 communes / the district alone", 1.3, raw_spans("country"), raw_spans("y1")),
        compare("matrix through the ORM / its own raw SQL", 2, orm_spans("y15"), raw_spans("y15")),
        *against_findings(units, criteria),
    ]


def against_findings(units: list[int], criteria: list[int]) -> list[Ratio]:
    """What spans save: the floor judges the findings again, once for all months, which is kind to it."""
    start = dt.date(2003, 1, 1)

    def falls():
        return falls_between(units, start, DAY)

    def trend():
        return trend_from_spans(units, criteria)

    return [
        compare("regressions / from findings", 0.1, falls, lambda: falls_from_findings(units), 2),
        compare("15-year monthly trend / from findings", 0.1, trend, lambda: trend_from_findings(units), 2),
    ]


def months(start: dt.date, end: dt.date):
    day = start
    while day <= end:
        yield day
        day = (day.replace(day=1) + dt.timedelta(days=62)).replace(day=1) - dt.timedelta(days=1)


def trend_from_spans(units: list[int], criteria: list[int]) -> list[int]:
    """Criteria met at each month end: a running sum of the days on which one was met or lost again."""
    rows = VerdictSpan.objects.filter(
        unit__in=units, criterion__in=criteria, indicator=None, track=Track.OFFICIAL, verdict=Verdict.MET
    )
    steps = Counter()
    for first, last in rows.values_list("valid_from", "valid_to"):
        steps[first] += 1
        steps[last + ONE_DAY if last < FAR else FAR] -= 1
    running, found, days = 0, [], sorted(steps)
    for month in months(dt.date(2003, 1, 31), DAY):
        while days and days[0] <= month:
            running += steps[days.pop(0)]
        found.append(running)
    return found


def trend_from_findings(units: list[int]) -> list[int]:
    """The trend without spans."""
    truth = true_spans(Unit.objects.filter(pk__in=units))
    found = []
    for day in months(dt.date(2003, 1, 31), DAY):
        met = 0
        for cells in truth.values():
            for (kind, _, track), spans in cells.items():
                if kind == "C" and track == Track.OFFICIAL:
                    met += any(s.valid_from <= day <= s.valid_to and s.verdict == Verdict.MET for s in spans)
        found.append(met)
    return found


def falls_from_findings(units: list[int]) -> int:
    """The falls without spans."""
    truth = true_spans(Unit.objects.filter(pk__in=units))
    return sum(bool(span.fall) for cells in truth.values() for spans in cells.values() for span in spans)
