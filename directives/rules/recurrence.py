"""Tasks that come again: their due days follow from the rule alone, so nothing has to be made in advance."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from directives.enums import Recurrence
from directives.rules.deadlines import Deed

# Every so many months; the due months are those the number divides: March, June, September, December of a quarter.
MONTHS = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.HALF_YEARLY: 6,
    Recurrence.YEARLY: 12,
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """By which day of which months something is due, from the day it was asked until it is asked no more."""

    every: Recurrence
    due_day: int
    begins_on: dt.date
    ends_on: dt.date | None = None


def due_in(year: int, month: int, due_day: int) -> dt.date:
    """The due day of a month; the 31st of a shorter month is its last day."""
    return dt.date(year, month, min(due_day, calendar.monthrange(year, month)[1]))


def due_days(rhythm: Rhythm, until: dt.date) -> Iterator[dt.date]:
    """Every due day from the beginning until a day, both included."""
    last = min(until, rhythm.ends_on or until)
    month = rhythm.begins_on.year * 12 + rhythm.begins_on.month - 1
    while (due_on := _due_of(rhythm, month)) <= last:
        if due_on >= rhythm.begins_on and _is_due_month(rhythm, month):
            yield due_on
        month += 1


def instance_on(rhythm: Rhythm, as_of: dt.date) -> dt.date | None:
    """The due day that counts on a day: the one of the running month, else the one gone by last."""
    return max(due_days(rhythm, _month_end(as_of)), default=None)


def first_due(rhythm: Rhythm) -> dt.date | None:
    """The first due day there will ever be; none where the task ends before it."""
    a_year_on = rhythm.begins_on.replace(day=1) + dt.timedelta(days=400)
    return next(due_days(rhythm, a_year_on), None)


def next_due(rhythm: Rhythm, as_of: dt.date) -> dt.date | None:
    """The next due day, today included."""
    from_then = Rhythm(rhythm.every, rhythm.due_day, max(rhythm.begins_on, as_of), rhythm.ends_on)
    return first_due(from_then)


def period_begin(rhythm: Rhythm, due_on: dt.date) -> dt.date:
    """The first day of the month, quarter, half-year or year that ends with the month of a due day."""
    month = due_on.year * 12 + due_on.month - MONTHS[rhythm.every]
    return dt.date(month // 12, month % 12 + 1, 1)


def allotted(
    rhythm: Rhythm, due_on: Iterable[dt.date], visits: Iterable[Deed], wanted: int
) -> dict[dt.date, Sequence[Deed]]:
    """Which visits count for which due day: the first ones from the beginning of its period that no earlier one took.

    So a visit after a missed period makes up for that one first, and a second visit in a month is none of the next.
    """
    left = sorted(visits, key=lambda visit: visit.done_on)
    found: dict[dt.date, Sequence[Deed]] = {}
    for day in sorted(due_on):
        begin = period_begin(rhythm, day)
        left = [visit for visit in left if visit.done_on >= begin]
        found[day], left = left[:wanted], left[wanted:]
    return found


def rhythm_words(rhythm: Rhythm) -> str:
    """ "ngày 25 hằng tháng", "ngày cuối tháng, hằng quý"."""
    day_words = f"ngày {rhythm.due_day:02d}" if rhythm.due_day < 31 else "ngày cuối tháng"
    return f"{day_words}, {rhythm.every.label.lower()}"


def _due_of(rhythm: Rhythm, month: int) -> dt.date:
    year, index = divmod(month, 12)
    return due_in(year, index + 1, rhythm.due_day)


def _is_due_month(rhythm: Rhythm, month: int) -> bool:
    return (month % 12 + 1) % MONTHS[rhythm.every] == 0


def _month_end(day: dt.date) -> dt.date:
    return due_in(day.year, day.month, 31)
