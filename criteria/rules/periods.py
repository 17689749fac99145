"""Reporting periods: which days they cover, by when each step is due, and where they stand on a day."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from criteria.enums import PeriodKind, PeriodState
from ntm_portal.vietnamese import day, month_year

ROMAN = ("I", "II", "III", "IV")
# How many months each kind covers; the longer the kind, the later it decides where days overlap.
MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE: 9, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class DueDaysFacts:
    """The days of a period's last month by which the commune sends, the department verifies, the office locks."""

    send: int
    verify: int
    lock: int


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A reporting period as the rules read it; `locked_on` only while it is locked."""

    id: int
    kind: PeriodKind
    name: str
    begins_on: dt.date
    ends_on: dt.date
    send_on: dt.date
    verify_on: dt.date
    lock_on: dt.date
    locked_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A period of the calendar before it is stored."""

    code: str
    kind: PeriodKind
    name: str
    begins_on: dt.date
    ends_on: dt.date
    send_on: dt.date
    verify_on: dt.date
    lock_on: dt.date


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def due_day(ends_on: dt.date, number: int) -> dt.date:
    """That day of the period's last month; 31 always means its last day."""
    return ends_on.replace(day=min(number, ends_on.day))


def planned(year: int, due: Mapping[PeriodKind, DueDaysFacts]) -> Iterator[Planned]:
    """The nineteen periods of a year: twelve months, four quarters, six months, nine months, the year."""
    for kind, code, name, first, last in spans_of(year):
        ends_on, days = last_of_month(year, last), due[kind]
        yield Planned(
            code, kind, name, dt.date(year, first, 1), ends_on,
            due_day(ends_on, days.send), due_day(ends_on, days.verify), due_day(ends_on, days.lock),
        )  # fmt: skip


def spans_of(year: int) -> Iterator[tuple[PeriodKind, str, str, int, int]]:
    """The periods of a year before anything is due in them: kind, code, name, first and last month."""
    for month in range(1, 13):
        yield PeriodKind.MONTH, f"thang-{month}-{year}", f"tháng {month_year(year, month)}", month, month
    for number in range(1, 5):
        name = f"quý {ROMAN[number - 1]}/{year}"
        yield PeriodKind.QUARTER, f"quy-{number}-{year}", name, 3 * number - 2, 3 * number
    yield PeriodKind.HALF, f"6-thang-{year}", f"6 tháng đầu năm {year}", 1, 6
    yield PeriodKind.NINE, f"9-thang-{year}", f"9 tháng đầu năm {year}", 1, 9
    yield PeriodKind.YEAR, f"nam-{year}", f"năm {year}", 1, 12


def state_of(period: PeriodFacts, today: dt.date) -> PeriodState:
    """Locked while a lock holds; else not begun, open until the day of sending is past, then due."""
    if period.locked_on:
        return PeriodState.LOCKED
    if today < period.begins_on:
        return PeriodState.COMING
    return PeriodState.OPEN if today <= period.send_on else PeriodState.DUE


def governing(periods: Iterable[PeriodFacts], on: dt.date) -> PeriodFacts | None:
    """The period a figure of that day is reported with: the shortest one that covers it; none outside all of them."""
    covering = [period for period in periods if period.begins_on <= on <= period.ends_on]
    return min(covering, key=lambda period: MONTHS[period.kind], default=None)


def locking(periods: Iterable[PeriodFacts], on: dt.date) -> PeriodFacts | None:
    """The locked period that covers a day, the shortest first: a locked year locks its months too."""
    return governing((period for period in periods if period.locked_on), on)


def is_filled(period: PeriodFacts, assessed_on: dt.date | None) -> bool:
    """Whether a figure answers for a period: a month only asks for changes, longer periods for figures of their own."""
    if assessed_on is None or assessed_on > period.ends_on:
        return False
    return period.kind == PeriodKind.MONTH or assessed_on >= period.begins_on


def lock_faults(period: PeriodFacts, today: dt.date) -> list[str]:
    """When a period may be locked: once, and not before its last day, so that no figure is left without a period."""
    if period.locked_on:
        return [f"Kỳ {period.name} đã chốt ngày {day(period.locked_on)}."]
    if today < period.ends_on:
        return [f"Kỳ {period.name} còn nhận số liệu: chốt được từ ngày {day(period.ends_on)}."]
    return []


def unlock_faults(period: PeriodFacts, reason: str) -> list[str]:
    """A lock is taken away with a reason only."""
    if not period.locked_on:
        return [f"Kỳ {period.name} chưa chốt."]
    return [] if reason.strip() else ["Mở chốt phải nêu lý do."]
