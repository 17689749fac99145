"""How old a figure is, by three levels of the settings, counted back in months of the calendar.

A figure is recent, then "cũ" (worth counting anew: marked on the page of ages, the commune page and wherever one
types), then "quá cũ" (too old to rest on: warned of, may be lost; proof is asked by the same level).
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from criteria.rules.settings import RuleSettings


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Whole months from one day to another."""
    months = 12 * (later.year - earlier.year) + later.month - earlier.month
    return months - (later.day < earlier.day)


def months_back(day_of: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last day of that month where it has no such day."""
    year, month = divmod(12 * day_of.year + day_of.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day_of.day, last))


def is_past(on: dt.date, as_of: dt.date, months: int) -> bool:
    """More than so many months ago: the very day is not yet past."""
    return on < months_back(as_of, months)


@dataclass(frozen=True)
class AgeLevels:
    """The levels of the settings as they stand on one day."""

    as_of: dt.date
    recent_months: int
    old_months: int
    stale_months: int

    @classmethod
    def on(cls, as_of: dt.date, settings: RuleSettings) -> "AgeLevels":
        """The levels that the office chose, seen from a day."""
        return cls(as_of, settings.recent_months, settings.old_months, settings.stale_months)

    @cached_property
    def months(self) -> tuple[int, ...]:
        """The levels in rising order, each once, whatever order the office gave them."""
        return tuple(sorted({self.recent_months, self.old_months, self.stale_months}))

    @cached_property
    def _begins(self) -> tuple[dt.date, ...]:
        return tuple(months_back(self.as_of, months) for months in self.months)

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """ "Trong 3 tháng", "Từ 3 đến 6 tháng", "Từ 6 đến 12 tháng", "Trên 12 tháng": every age lies in one of them."""
        low, high = self.months[0], self.months[-1]
        between = zip(self.months, self.months[1:], strict=False)
        return (f"Trong {low} tháng", *(f"Từ {a} đến {b} tháng" for a, b in between), f"Trên {high} tháng")

    def band(self, on: dt.date) -> int:
        """The place in `bands` of a figure of that day."""
        return sum(on < begin for begin in self._begins)

    def is_recent(self, on: dt.date) -> bool:
        """Not past the first level."""
        return not self.is_over(on, self.recent_months)

    def is_old(self, on: dt.date) -> bool:
        """Số liệu cũ."""
        return self.is_over(on, self.old_months)

    def is_stale(self, on: dt.date) -> bool:
        """Số liệu quá cũ."""
        return self.is_over(on, self.stale_months)

    def is_over(self, on: dt.date, months: int) -> bool:
        """Past one of the levels."""
        return on < self._begins[self.months.index(months)]
