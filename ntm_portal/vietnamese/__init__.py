"""Vietnamese as the office writes it: names, numbers and days, both read and printed. Pure Python."""

from ntm_portal.vietnamese.days import DayFault, day, day_month, long_day, month_year, parse_day
from ntm_portal.vietnamese.numbers import (
    AmbiguousNumber,
    NumberFault,
    change,
    counted,
    file_size,
    number,
    parse_number,
    percent,
    rounded,
)
from ntm_portal.vietnamese.words import fold, lower_first, name_list, nfc, sort_key

__all__ = [
    "AmbiguousNumber",
    "DayFault",
    "NumberFault",
    "change",
    "counted",
    "day",
    "day_month",
    "file_size",
    "fold",
    "long_day",
    "lower_first",
    "month_year",
    "name_list",
    "nfc",
    "number",
    "parse_day",
    "parse_number",
    "percent",
    "rounded",
    "sort_key",
]
