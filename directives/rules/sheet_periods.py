"""The periods heads are judged over: those of the reports, and the days since the directive."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from criteria.rules.periods import last_of_month, spans_of
from directives.rules.accountability import ONE_DAY, Span
from ntm_portal.vietnamese import day

DIRECTIVE = "chi-thi"
YEARS_BACK = 2


@dataclass(frozen=True, slots=True)
class SheetPeriod:
    """Days of a sheet, what they are called, and the day at whose end the place is compared."""

    code: str
    name: str
    span: Span
    compared_on: dt.date


def of_directive(issued_on: dt.date, as_of: dt.date) -> SheetPeriod:
    """From the directive until the day the page is read for; compared with what held when it was issued."""
    return SheetPeriod(DIRECTIVE, f"từ Chỉ thị {day(issued_on)}", Span(issued_on, as_of), issued_on)


def of_year(year: int) -> Iterator[SheetPeriod]:
    """Months, quarters, six and nine months, the year; each compared with the end of the day before it."""
    for _, code, name, first, last in spans_of(year):
        begins_on = dt.date(year, first, 1)
        yield SheetPeriod(code, name, Span(begins_on, last_of_month(year, last)), begins_on - ONE_DAY)


def offered(as_of: dt.date, begins: dt.date, directives: Sequence[dt.date]) -> list[SheetPeriod]:
    """What may be chosen on a day, the usual one first: the newest directive's, then the periods begun.

    They stand by the last day they tell of, the newest first; of those that end together the shortest comes first.
    `begins`: the first day figures are judged at all; nothing earlier is offered, nor what is older than two years.
    """
    issued = [moment for moment in directives if moment <= as_of]
    own = [of_directive(max(issued), as_of)] if issued else []
    every = (row for year in range(as_of.year - YEARS_BACK, as_of.year + 1) for row in of_year(year))
    begun = [row for row in every if begins <= row.span.begins_on <= as_of]
    return own + sorted(begun, key=lambda row: (min(row.span.ends_on, as_of), -row.span.days), reverse=True)


def called(code: str, among: Sequence[SheetPeriod]) -> SheetPeriod | None:
    """The period an address names; the usual one where it names none; None where nothing is called that."""
    return next((row for row in among if row.code == code), None) if code else next(iter(among), None)
