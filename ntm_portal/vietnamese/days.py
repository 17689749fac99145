"""Days as official documents write them: 28/8/2017, 03/6/2016, 17/02/2017."""

import calendar
import datetime as dt
import re

PATTERN = "Nhập theo mẫu 28/8/2017."
EARLIEST, LATEST = 1900, 2100


class DayFault(ValueError):
    """A typed day that does not exist or cannot be read; the message says how to type it."""


def _day_month(moment: dt.date) -> tuple[str, str]:
    """Days under ten get a zero; of the months only January and February do, so that nobody can alter them."""
    return f"{moment.day:02d}", f"{moment.month:02d}" if moment.month <= 2 else str(moment.month)


def day(moment: dt.date) -> str:
    """ "03/6/2016"."""
    return "/".join([*_day_month(moment), str(moment.year)])


def day_month(moment: dt.date) -> str:
    """ "28/8": where the year stands beside it."""
    return "/".join(_day_month(moment))


def month_year(year: int, month: int) -> str:
    """ "9/2017", "01/2018": a month and its year, behind "tháng"."""
    return _day_month(dt.date(year, month, 1))[1] + f"/{year}"


def long_day(moment: dt.date) -> str:
    """ "ngày 28 tháng 8 năm 2017"."""
    day_of_month, month = _day_month(moment)
    return f"ngày {day_of_month} tháng {month} năm {moment.year}"


def parse_day(text: str) -> dt.date:
    """The day an officer typed: day first ("03/6/2016" is 3 June), or year first with dashes."""
    typed = text.strip()
    if not typed:
        raise DayFault(f"Chưa nhập ngày. {PATTERN}")
    if found := re.fullmatch(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]+)", typed):
        day_of_month, month, year = int(found[1]), int(found[3]), found[4]
    elif found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", typed):
        day_of_month, month, year = int(found[3]), int(found[2]), found[1]
    else:
        raise DayFault(f"Không đọc được ngày này. {PATTERN}")
    if len(year) != 4:
        raise DayFault(f"Gõ đủ bốn chữ số của năm. {PATTERN}")
    return _existing(int(year), month, day_of_month)


def _existing(year: int, month: int, day_of_month: int) -> dt.date:
    if not EARLIEST <= year <= LATEST:
        raise DayFault(f"Năm phải từ {EARLIEST} đến {LATEST}. {PATTERN}")
    if not 1 <= month <= 12:
        raise DayFault(f"Tháng phải từ 1 đến 12, gõ ngày trước, tháng sau. {PATTERN}")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day_of_month <= last:
        named = f"Tháng {month}" if month != 2 else f"Tháng 02/{year}"
        raise DayFault(f"{named} chỉ có {last} ngày. {PATTERN}")
    return dt.date(year, month, day_of_month)
