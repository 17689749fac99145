"""How a report speaks of some places out of all, of changes and of shares: right for none, one, a few and all."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from ntm_portal.vietnamese import counted, day, number, rounded

ALL_KINDS = "xã, thị trấn"
MOST_LISTED = 30  # names in one note; more of them nobody reads, and a province has 229
MOST_TOLD = 20  # places each with its own words in one sentence; of more it tells criterion by criterion
MOST_CASES = 10  # cases told one by one


class Named(Protocol):
    """A place as a report names it."""

    name: str
    is_xa: bool


def kinds_of(places: Sequence[Named]) -> str:
    """ "xã", "thị trấn", or "xã, thị trấn", as the places are; all kinds where there is none."""
    communes = sum(place.is_xa for place in places)
    kinds = ["xã"] * bool(communes) + ["thị trấn"] * (communes < len(places))
    return ", ".join(kinds) or ALL_KINDS


def so_many(found: Sequence[Named], among: Sequence[Named], none: str = "không có") -> str:
    """The subject of a sentence: "không có xã, thị trấn nào", "01 xã", "05 xã, thị trấn", "cả 20 xã, thị trấn".

    `none`: "chưa có" for what is still awaited.
    """
    if not found:
        return f"{none} {kinds_of(among)} nào"
    whole = "cả " if 1 < len(found) == len(among) else ""
    return f"{whole}{counted(len(found))} {kinds_of(found)}"


def named(found: Sequence[Named], among: Sequence[Named]) -> str:
    """ "(Xuân Tân, Xuân Thủy)"; of more than half those left out: "(không gồm Xuân Tân)"; nothing for none and all.

    Of very many the first, and how many others.
    """
    rest = [place for place in among if place not in found]
    if not found or not rest:
        return ""
    if 2 * len(found) <= len(among):
        return f"({first_of([place.name for place in found])})"
    return f"(không gồm {first_of([place.name for place in rest])})"


def first_of(rows: Sequence[str], what: str = "đơn vị", most: int = MOST_LISTED, between: str = ", ") -> str:
    """ "Xuân Tân, Xuân Thủy"; of many the first, and how many others: "…, Xuân Ninh và 199 đơn vị khác"."""
    if len(rows) <= most:
        return between.join(rows)
    return f"{between.join(rows[:most])} và {counted(len(rows) - most)} {what} khác"


def how_many(count: int, what: str) -> str:
    """ "chưa có việc nào", "01 việc", "12 việc"."""
    return f"{counted(count)} {what}" if count else f"chưa có {what} nào"


def moved(difference: int | Decimal, what: str, compared: dt.date, *, of: object = True) -> str:
    """ "tăng 02 đơn vị so với ngày 28/8/2017", "giữ nguyên so với ngày 28/8/2017"; `of`: what stands at the end."""
    return f"{only_moved(difference, what, of=of)} so với ngày {day(compared)}"


def only_moved(difference: int | Decimal, what: str, *, of: object = True, places: int | None = None) -> str:
    """The change alone, where the day it is compared with was just named; none of it that stays none is not kept."""
    if not difference:
        return "giữ nguyên" if of else "không thay đổi"
    size = abs(difference)
    words = counted(size) if isinstance(size, int) else number(size, places)
    return f"{'tăng' if difference > 0 else 'giảm'} {words} {what}"


def mean_moved(now: Fraction, before: Fraction, what: str, *, of: object = True) -> str:
    """The change between two averages as they are printed; one that no decimal shows is told all the same."""
    hidden = barely(now, before)
    return f"{hidden} {what}" if hidden else only_moved(rounded(now, 1) - rounded(before, 1), what, of=of, places=1)


def barely(now: Fraction, before: Fraction) -> str:
    """ "tăng chưa đến 0,1": two averages that differ, but not in the one decimal they are printed with."""
    if now == before or rounded(now, 1) != rounded(before, 1):
        return ""
    return f"{'tăng' if now > before else 'giảm'} chưa đến 0,1"


def incomparable(compared: dt.date) -> str:
    """What stands in place of a change where nobody knows what there was before."""
    return f"chưa có số liệu ngày {day(compared)} để so sánh"


def share(figure: Fraction) -> str:
    """ "14,3%", and "45%" where nothing stands behind the comma."""
    return f"{number(figure, 1).removesuffix(',0')}%"


class Lent(Protocol):
    """What stands for a place that came of others: of them those that told something, and those that told nothing."""

    lent_by: tuple[str, ...]
    unsaid: tuple[str, ...]


def lent_note(told: Iterable[tuple[str, Lent]], what: str) -> list[str]:
    """ "Xuân Giang chưa có bảng sau khi sáp nhập, tính cả bảng của Xuân Đài, Xuân Thủy; Xuân Phong không có bảng."."""
    found = []
    for name, lent in told:
        counted_in = f", tính cả {what} của {', '.join(lent.lent_by)}" if lent.lent_by else ""
        missing = f"; {', '.join(lent.unsaid)} không có {what}" if lent.unsaid else ""
        found += [f"{name} chưa có {what} sau khi sáp nhập{counted_in}{missing}."] * bool(counted_in or missing)
    return found


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence that is a list: "a; b; c"."""
    return "; ".join(part for part in parts if part)
