"""A commune there was not on the day asked for: what became of it, or since when there is one."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from communes.enums import ChangeKind
from communes.models import Unit, UnitChange
from ntm_portal.vietnamese import day, lower_first

BECAME = {
    ChangeKind.MERGED: "đã nhập vào",
    ChangeKind.RENAMED: "đã đổi tên thành",
    ChangeKind.CONTINUED: "đã tổ chức lại thành",
}
CAME_FROM = dict.fromkeys(ChangeKind, "lập từ") | {ChangeKind.RENAMED: "đổi tên từ"}
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Way:
    """A page there is instead: of the commune on a day it had, or of one it became or came from."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class NotThen:
    """What stands in place of the page. `others` are the units it became or came from, as part of a sentence."""

    title: str
    since: str
    acts: str
    has_ended: bool
    name: str
    others: str
    ways: tuple[Way, ...]


def absent(units: Sequence[Unit], moment: dt.date) -> Unit | None:
    """Of the units that had an address one after another, the one to speak of on a day that none of them covers."""
    if any(unit.covers(moment) for unit in units):
        return None
    ended = [unit for unit in units if unit.valid_to < moment]
    return ended[-1] if ended else units[0]


def not_then(
    unit: Unit, moment: dt.date, *, today: dt.date, visible: QuerySet[Unit], opens: Callable[[dt.date], bool]
) -> NotThen:
    """What is said of a unit on a day it was not there; a page is named where this reader may open it.

    `opens` tells whether communes have a page on a day.
    """
    has_ended = unit.valid_to < moment
    changes = changes_of(unit, has_ended)
    others = [change.to_unit if has_ended else change.from_unit for change in changes]
    seen = set(visible.filter(pk__in=[other.pk for other in others]).values_list("pk", flat=True))
    nearest = unit.valid_to if has_ended else unit.valid_from
    shown = [other for other in others if other.pk in seen] if opens(moment) else []
    ways = [way_to(other, moment, today) for other in shown]
    ways += [way_to(unit, nearest, today)] if nearest <= today and opens(nearest) else []
    names = listed([lower_first(other.label) for other in others])
    title, since = ended_words(unit, changes, names) if has_ended else begun_words(unit, moment, changes, names)
    acts = "; ".join(dict.fromkeys(act_of(change) for change in changes))
    return NotThen(title, since, acts, has_ended, lower_first(unit.label), names, tuple(ways))


def changes_of(unit: Unit, has_ended: bool) -> list[UnitChange]:
    """What a unit became when it ended, or came from when it began, in the official order. One query."""
    if has_ended:
        rows = list(unit.became.select_related("to_unit").order_by("effective_on", *in_order("to_unit")))
        return [change for change in rows if change.effective_on == rows[0].effective_on]
    rows = unit.came_from.filter(effective_on=unit.valid_from)
    return list(rows.select_related("from_unit").order_by(*in_order("from_unit")))


def in_order(side: str) -> tuple[str, str]:
    return f"{side}__display_order", f"{side}__code"


def ended_words(unit: Unit, changes: Sequence[UnitChange], names: str) -> tuple[str, str]:
    """What became of it, and what holds on for its figures."""
    kept = f"Số liệu đã ghi vẫn giữ nguyên, xem được đến hết ngày {day(unit.valid_to)}."
    if not changes:
        return f"{unit.label} không còn từ {day(unit.valid_to + ONE_DAY)}", kept
    first = changes[0]
    return f"{unit.label} {BECAME[first.kind]} {names} từ {day(first.effective_on)}", kept


def begun_words(unit: Unit, moment: dt.date, changes: Sequence[UnitChange], names: str) -> tuple[str, str]:
    """That it was not there yet, and since when it is."""
    came_from = f", {CAME_FROM[changes[0].kind]} {names}" if changes else ""
    return f"{unit.label} chưa có vào {day(moment)}", f"Đơn vị này có từ {day(unit.valid_from)}{came_from}."


def act_of(change: UnitChange) -> str:
    return f"{change.act} ngày {day(change.act_date)}" if change.act_date else change.act


def way_to(unit: Unit, moment: dt.date, today: dt.date) -> Way:
    """The page of a unit on a day; today it needs no day in its address."""
    if moment == today:
        return Way(unit.label, f"/xa/{unit.slug}/")
    return Way(f"{unit.label} ngày {day(moment)}", f"/xa/{unit.slug}/?den={moment.isoformat()}")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "a, b và c"."""
    *before, last = names or ("",)
    return f"{', '.join(before)} và {last}" if before else last
