"""Nhịp độ: how fast a gap is closing, how fast it would have to, and where that leads by the day it is due.

Never a result and never judged: a sum of the past drawn on, with the days it rests on.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Outlook(StrEnum):
    """What the pace so far says of the day it is due; nothing is said without newer figures."""

    IN_TIME = "kịp hạn"
    BEHIND = "chậm"
    WORSE = "đang tăng thêm"
    STILL = "chưa giảm"
    UNKNOWN = "chưa có số liệu mới"
    OVERDUE = "quá hạn"


@dataclass(frozen=True, slots=True)
class Pace:
    """Units a day: needed until the day it is due, done between the two figures; `left` would be open on that day."""

    outlook: Outlook
    needed: Fraction | None = None
    so_far: Fraction | None = None
    left: Fraction | None = None
    days: int = 0


def pace(
    *, begun: Decimal | None, now: Decimal, begun_on: dt.date, figure_on: dt.date, as_of: dt.date, due_on: dt.date
) -> Pace:
    """From the gap on the day the task began and the gap of the newest figure; local days, the day it is due counts."""
    left_days = (due_on - as_of).days
    needed = Fraction(now) / left_days if left_days > 0 else None
    days = (figure_on - begun_on).days
    if begun is None or days <= 0:
        outlook = Outlook.OVERDUE if left_days < 0 else Outlook.UNKNOWN
        return Pace(outlook, needed)
    so_far = Fraction(begun - now) / days
    left = max(Fraction(now) - so_far * max((due_on - figure_on).days, 0), Fraction(0))
    return Pace(_outlook(so_far, left, left_days), needed, so_far, left, days)


def _outlook(so_far: Fraction, left: Fraction, left_days: int) -> Outlook:
    if left_days < 0:
        return Outlook.OVERDUE
    if so_far < 0:
        return Outlook.WORSE
    if so_far == 0:
        return Outlook.STILL
    return Outlook.BEHIND if left else Outlook.IN_TIME
