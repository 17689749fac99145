"""Tìm: communes, criteria, indicators and documents by any part of their names, marks and case aside."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import communes_visible_to, is_commune_user, may_see_overview
from communes.enums import Level
from criteria.permissions import indicators_visible_to
from criteria.status import current_set
from directives.permissions import directives_visible_to
from ntm_portal.vietnamese import fold

MOST_OF_A_KIND = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: how it is called, what it is, and where it is read."""

    words: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind."""

    title: str
    hits: tuple[Hit, ...]


def search(asked: str, user: User, today: dt.date) -> list[Hits]:
    """What the user may read, by kind; kinds without a hit are left out. Fixed number of queries."""
    words = fold(asked).split()
    if not words:
        return []
    found = [
        Hits("Xã, thị trấn", _communes(asked, user, today)),
        Hits("Tiêu chí, chỉ tiêu xã", _of_set(words, user, Level.COMMUNE, today)),
        Hits("Tiêu chí, chỉ tiêu huyện", _of_set(words, user, Level.DISTRICT, today)),
        Hits("Văn bản", _documents(words, user)),
    ]
    return [kind for kind in found if kind.hits]


def _communes(asked: str, user: User, today: dt.date) -> tuple[Hit, ...]:
    units = communes_visible_to(user).valid_on(today).search(asked).in_order()[:MOST_OF_A_KIND]
    return tuple(Hit(unit.label, f"mã {unit.code}", f"/xa/{unit.slug}/") for unit in units)


def holds(text: str, words: Iterable[str]) -> bool:
    """Every word begins a word of the text: "bao hiem" finds "bảo hiểm y tế", and "1" does not find "11"."""
    begun = f" {fold(text)}"
    return all(f" {word}" in begun for word in words)


def _of_set(words: list[str], user: User, level: Level, today: dt.date) -> tuple[Hit, ...]:
    """Criteria and indicators in the order of the decision; those of the district only for its readers."""
    if level == Level.DISTRICT and not may_see_overview(user):
        return ()
    rows = indicators_visible_to(user).filter(criterion__criteria_set=current_set(level, today))
    rows = rows.select_related("criterion").order_by("criterion__number", "display_order")
    home = f"/xa/{user.unit.slug}/" if is_commune_user(user) else ""
    hits: dict[str, Hit] = {}
    for row in rows:
        criterion = row.criterion
        if holds(f"{criterion.number} {criterion.name} {criterion.short_name}", words):
            address = _address(criterion.number, level, home)
            hits.setdefault(f"{criterion.number}", Hit(f"{criterion.number} {criterion.name}", "tiêu chí", address))
        if holds(f"{row.number} {row.name} {row.short_name}", words):
            across = not home and level == Level.COMMUNE
            address = f"/chi-tieu/{row.number}/" if across else _address(criterion.number, level, home)
            hits[f"chỉ tiêu {row.number}"] = Hit(f"{row.number} {row.name}", "chỉ tiêu", address)
    return tuple(hits.values())[:MOST_OF_A_KIND]


def _address(number: int, level: Level, home: str) -> str:
    """Where a criterion is read: across the communes, at the district, or at one's own commune."""
    if level == Level.DISTRICT:
        return f"/huyen/#tc-{number}"
    return f"{home}#tc-{number}" if home else f"/tieu-chi/{number}/"


def _documents(words: list[str], user: User) -> tuple[Hit, ...]:
    """Documents of the district, the province and the state, each on its page of the register."""
    found = directives_visible_to(user).newest_first()
    return tuple(
        Hit(document.label, document.summary, f"/van-ban/{document.pk}/")
        for document in found
        if holds(f"{document.label} {document.summary} {document.issuer}", words)
    )[:MOST_OF_A_KIND]
