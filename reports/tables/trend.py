"""Diễn biến: how the criteria met of a district or of one commune moved from month to month."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from communes.models import Unit
from criteria.enums import Verdict
from criteria.rules.communes import Tally
from criteria.status import Run, read_runs
from ntm_portal.vietnamese import counted, day, number, rounded
from reports.rules.sampling import sample_days
from reports.tables.board import (
    CommuneFacts,
    CriteriaBook,
    CriterionFacts,
    Period,
    communes_on_days,
)


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: what it counts, out of how many, and a figure for each day; None where nothing was known."""

    name: str
    days: tuple[dt.date, ...]
    figures: tuple[Fraction | None, ...]
    of: int
    places: int = 0
    unit: str = "đơn vị"

    @property
    def known(self) -> list[tuple[dt.date, Fraction, str]]:
        """(day, figure, "30/6/2017: 14 đơn vị") of the days with figures."""
        return [
            (moment, figure, f"{day(moment)}: {written} {self.unit}")
            for moment, figure, written in zip(self.days, self.figures, self.written, strict=True)
            if figure is not None
        ]

    @property
    def written(self) -> list[str]:
        """ "14" or "18,2", as the table beside the chart prints them; "…" where nothing was known."""
        return ["…" if figure is None else number(figure, self.places) for figure in self.figures]

    @property
    def last(self) -> str:
        return self.written[-1]

    @property
    def moved(self) -> Decimal:
        """From the first known day to the last, between the figures as they are printed."""
        if not self.known:
            return Decimal(0)
        first, last = self.known[0][1], self.known[-1][1]
        return rounded(last, self.places) - rounded(first, self.places)

    @property
    def words(self) -> str:
        """ "từ 14 lên 17", for a sentence and for who cannot see the line."""
        if not self.known:
            return "chưa có số liệu"
        if not self.moved:
            return f"giữ {self.last}"
        first = number(self.known[0][1], self.places)
        return f"từ {first} {'lên' if self.moved > 0 else 'xuống'} {self.last}"


@dataclass(frozen=True, slots=True)
class CriterionTrend:
    """One criterion over time: how many communes met it, or the verdicts of one place and which it only claimed."""

    criterion: CriterionFacts
    series: Series | None = None
    verdicts: tuple[Verdict, ...] = ()
    claimed: tuple[bool, ...] = ()

    @property
    def shown(self) -> list[tuple[Verdict, bool]]:
        """Each verdict, and whether it rests on the place's own word."""
        return list(zip(self.verdicts, self.claimed, strict=True))

    @property
    def turned(self) -> bool:
        """Whether a verdict became another one; the first data are no change."""
        return len(set(self.verdicts) - {Verdict.UNASSESSED}) > 1


@dataclass(frozen=True, slots=True)
class Trend:
    """A district or one commune over time, ready to be drawn."""

    days: tuple[dt.date, ...]
    lines: tuple[Series, ...]
    criteria: tuple[CriterionTrend, ...]
    units: int

    @property
    def groups(self) -> list[tuple[str, list[CriterionTrend]]]:
        """The criteria under the names of their groups."""
        named = groupby(self.criteria, key=lambda line: (line.criterion.group, line.criterion.group_name))
        return [(f"{code}. {name}" if code else "", list(lines)) for (code, name), lines in named]

    @property
    def is_empty(self) -> bool:
        """Nothing was known of anything in the whole time."""
        return not any(line.known for line in self.lines)

    @property
    def columns(self) -> int:
        """Of the table of verdicts: the criterion, and a column for each day."""
        return len(self.days) + 1

    @property
    def rows(self) -> list[tuple[dt.date, list[str]]]:
        """Day → the figures of all lines: the table behind the charts, newest first."""
        written = [line.written for line in self.lines]
        return [(moment, [column[at] for column in written]) for at, moment in enumerate(self.days)][::-1]

    @property
    def criteria_rows(self) -> list[tuple[CriterionFacts, list[str]]]:
        """Criterion → how many communes met it on each day."""
        return [(line.criterion, line.series.written) for line in self.criteria if line.series]

    def days_of(self, line: CriterionTrend) -> list[tuple[dt.date, str]]:
        """Day → how many communes met one criterion, newest first."""
        return list(zip(self.days, line.series.written, strict=True))[::-1]


def read_district_trend(district: Unit, book: CriteriaBook, period: Period, since: dt.date) -> Trend:
    """The district from a day to the day of the page; two queries besides the book."""
    days = sample_days(since, period.as_of)
    of_days = dict(zip(days, communes_on_days(district, *days), strict=True))
    communes = tuple(dict.fromkeys(commune for found in of_days.values() for commune in found))
    runs = read_runs([commune.id for commune in communes], book.ids, days[0], days[-1], period.known_at)
    known = known_days(days, runs)
    return district_trend(communes, book, known, runs, [len(of_days[on]) for on in known])


def read_commune_trend(unit: Unit, book: CriteriaBook, period: Period, since: dt.date) -> Trend:
    """One commune from a day to the day of the page; one query besides the book."""
    days = sample_days(since, period.as_of)
    runs = read_runs([unit.pk], book.ids, days[0], days[-1], period.known_at)
    return commune_trend(book, known_days(days, runs), runs)


def known_days(days: tuple[dt.date, ...], runs: Iterable[Run]) -> tuple[dt.date, ...]:
    """The days from the first known verdict on, at least the last one: what was before is no nought."""
    begun = min((run.begin for run in runs if run.verdict != Verdict.UNASSESSED), default=days[-1])
    return tuple(moment for moment in days if moment >= begun) or days[-1:]


def district_trend(
    communes: Sequence[CommuneFacts],
    book: CriteriaBook,
    days: tuple[dt.date, ...],
    runs: Iterable[Run],
    counts: Sequence[int],
) -> Trend:
    """Put together from facts alone: all communes there were on one of the days, and how many on each.

    Nothing is known of a commune on a day it did not exist.
    """
    by_unit = {commune.id: {} for commune in communes}
    for run in runs:
        by_unit[run.unit_id].setdefault(run.criterion_id, []).append(run)
    told = {unit_id: verdicts_on(days, book, cells) for unit_id, cells in by_unit.items()}
    tallies = [tallies_on(days, verdicts) for verdicts in told.values()]
    on_days = list(zip(*tallies, strict=True)) or [()] * len(days)
    begun = [any(tally.unassessed < tally.total for tally in column) for column in on_days]
    complete = [Fraction(sum(tally.complete for tally in column)) for column in on_days]
    met = [sum(tally.met for tally in column) for column in on_days]
    means = [Fraction(total, count or 1) for total, count in zip(met, counts, strict=True)]
    size, units = len(book.criteria), max(counts, default=0)
    lines = (
        Series(f"Số đơn vị đủ {size}/{size} tiêu chí", days, where(begun, complete), units),
        Series("Bình quân số tiêu chí đạt mỗi đơn vị", days, where(begun, means), size, places=1, unit="tiêu chí"),
    )
    criteria = tuple(
        CriterionTrend(criterion, Series(criterion.short_name, days, met_counts(told.values(), criterion.id), units))
        for criterion in book.criteria
    )
    return Trend(days, lines, criteria, units)


def commune_trend(book: CriteriaBook, days: tuple[dt.date, ...], runs: Iterable[Run]) -> Trend:
    """One commune, put together from facts alone."""
    cells: dict[int, list[Run]] = {}
    for run in runs:
        cells.setdefault(run.criterion_id, []).append(run)
    verdicts = verdicts_on(days, book, cells)
    tallies = tallies_on(days, verdicts)
    met = where([tally.unassessed < tally.total for tally in tallies], [Fraction(tally.met) for tally in tallies])
    lines = (Series("Số tiêu chí đạt", days, met, len(book.criteria), unit="tiêu chí"),)
    criteria = tuple(
        CriterionTrend(one, verdicts=verdicts[one.id], claimed=claims_on(days, cells.get(one.id, ())))
        for one in book.criteria
    )
    return Trend(days, lines, criteria, 1)


def where(known: Sequence[bool], figures: Sequence[Fraction]) -> tuple[Fraction | None, ...]:
    """The figures of the days on which anything was known: no data is not nought."""
    return tuple(figure if is_known else None for is_known, figure in zip(known, figures, strict=True))


def verdicts_on(
    days: Sequence[dt.date], book: CriteriaBook, cells: dict[int, list[Run]]
) -> dict[int, tuple[Verdict, ...]]:
    """Criterion id → the verdict of one place on each day; no data where nothing was known."""
    found = {}
    for criterion_id in book.ids:
        told = [Verdict.UNASSESSED] * len(days)
        for run in cells.get(criterion_id, ()):
            first, after = bisect_left(days, run.begin), bisect_right(days, run.end)
            told[first:after] = [run.verdict] * (after - first)
        found[criterion_id] = tuple(told)
    return found


def claims_on(days: Sequence[dt.date], runs: Iterable[Run]) -> tuple[bool, ...]:
    """Whether on each day the official verdict of one criterion rested on the place's own word."""
    return tuple(any(run.by_self and run.begin <= on <= run.end for run in runs) for on in days)


def tallies_on(days: Sequence[dt.date], verdicts: dict[int, tuple[Verdict, ...]]) -> list[Tally]:
    """How many criteria of one place had which verdict on each day."""
    return [Tally.of(told[at] for told in verdicts.values()) for at in range(len(days))]


def met_counts(places: Iterable[dict[int, tuple[Verdict, ...]]], criterion_id: int) -> tuple[Fraction | None, ...]:
    """How many places met one criterion on each day; None while no place had data of it."""
    columns = list(zip(*(verdicts[criterion_id] for verdicts in places), strict=True))
    known = [any(verdict != Verdict.UNASSESSED for verdict in column) for column in columns]
    return where(known, [Fraction(column.count(Verdict.MET)) for column in columns])


def district_sentence(trend: Trend) -> str:
    """ "Từ 30/9/2016 đến 25/9/2017: số đơn vị đủ 19/19 tiêu chí từ 3 lên 9; bình quân từ 16,2 lên 18,2 tiêu chí"."""
    complete, mean = trend.lines
    return (
        f"{_between(trend)}: số đơn vị đủ {mean.of}/{mean.of} tiêu chí {complete.words}; "
        f"bình quân {mean.words} tiêu chí mỗi đơn vị."
    )


def commune_sentence(trend: Trend) -> str:
    """The same of one commune, with how many of its criteria moved."""
    if trend.is_empty:
        return f"Đến {day(trend.days[-1])} chưa có kết quả nào."
    turned = sum(line.turned for line in trend.criteria)
    told = f"{counted(turned)} tiêu chí thay đổi kết quả" if turned else "không tiêu chí nào thay đổi kết quả"
    return f"{_between(trend)}: số tiêu chí đạt {trend.lines[0].words}; {told}."


def _between(trend: Trend) -> str:
    known = trend.lines[0].known
    return f"Từ {day(known[0][0] if known else trend.days[0])} đến {day(trend.days[-1])}"
