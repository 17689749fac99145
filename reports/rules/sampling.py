"""The days on which a long time is looked at: ends of months, of quarters, of years, and the last day itself."""

import calendar
import datetime as dt

# More points than these make a table nobody reads; then a longer step is taken.
MOST_POINTS = 25
STEPS = (1, 3, 6, 12)


def months_before(day: dt.date, months: int) -> dt.date:
    """The last day of the month so many months earlier."""
    at = day.year * 12 + day.month - 1 - months
    return month_end(at // 12, at % 12 + 1)


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def sample_days(begin: dt.date, until: dt.date) -> tuple[dt.date, ...]:
    """The last days of months from `begin` on, every one or every third, sixth, twelfth, and `until` as the last.

    At most `MOST_POINTS` while the longest step allows it; counted back from `until`, so that the newest are whole.
    """
    days: list[dt.date] = []
    for step in STEPS:
        days = _ends(begin, until, step)
        if len(days) < MOST_POINTS:
            break
    return (*days, until)


def _ends(begin: dt.date, until: dt.date, step: int) -> list[dt.date]:
    """Ends of months that close a step of the calendar, before `until`."""
    found, at = [], begin.year * 12 + begin.month - 1
    while (end := month_end(at // 12, at % 12 + 1)) < until:
        if end >= begin and (at + 1) % step == 0:
            found.append(end)
        at += 1
    return found
