"""How a report speaks of some places out of all, of changes and of shares: right for none, one, a few and all."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from ntm_portal.vietnamese import counted, day, name_list, number

ALL_KINDS = "xã, thị trấn"
MOST_LISTED = 30  # names in one note; more of them nobody reads, and a province has 229


class Named(Protocol):
    """A place as a report names it."""

    name: str
    is_xa: bool


def kinds_of(places: Sequence[Named]) -> str:
    """ "xã", "thị trấn", or "xã, thị trấn", as the places are; all kinds where there is none."""
    communes = sum(place.is_xa for place in places)
    kinds = ["xã"] * bool(communes) + ["thị trấn"] * (communes < len(places))
    return ", ".join(kinds) or ALL_KINDS


def so_many(found: Sequence[Named], among: Sequence[Named]) -> str:
    """The subject of a sentence: "không có xã, thị trấn nào", "01 xã", "05 xã, thị trấn", "cả 20 xã, thị trấn"."""
    if not found:
        return f"không có {kinds_of(among)} nào"
    whole = "cả " if 1 < len(found) == len(among) else ""
    return f"{whole}{counted(len(found))} {kinds_of(found)}"


def named(found: Sequence[Named], among: Sequence[Named]) -> str:
    """ "(Xuân Tân, Xuân Thủy)"; of more than half those left out: "(trừ Xuân Tân)"; nothing for none and all."""
    rest = [place for place in among if place not in found]
    if not found or not rest:
        return ""
    if 2 * len(found) <= len(among):
        return f"({name_list(place.name for place in found)})"
    return f"(trừ {name_list(place.name for place in rest)})"


def first_of(rows: Sequence[str], what: str = "đơn vị", most: int = MOST_LISTED, between: str = ", ") -> str:
    """ "Xuân Tân, Xuân Thủy"; of many the first, and how many others: "…, Xuân Ninh và 199 đơn vị khác"."""
    if len(rows) <= most:
        return between.join(rows)
    return f"{between.join(rows[:most])} và {counted(len(rows) - most)} {what} khác"


def how_many(count: int, what: str) -> str:
    """ "không có việc nào", "01 việc", "12 việc"."""
    return f"{counted(count)} {what}" if count else f"không có {what} nào"


def moved(difference: int | Decimal, what: str, compared: dt.date) -> str:
    """ "tăng 02 đơn vị so với ngày 28/8/2017", "giảm 0,5 tiêu chí …", "giữ nguyên so với ngày 28/8/2017"."""
    since = f"so với ngày {day(compared)}"
    if not difference:
        return f"giữ nguyên {since}"
    size = abs(difference)
    words = counted(size) if isinstance(size, int) else number(size)
    return f"{'tăng' if difference > 0 else 'giảm'} {words} {what} {since}"


def share(figure: Fraction) -> str:
    """ "14,3%", and "45%" where nothing stands behind the comma."""
    return f"{number(figure, 1).removesuffix(',0')}%"


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence that is a list: "a; b; c"."""
    return "; ".join(part for part in parts if part)
