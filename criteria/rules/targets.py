"""Which required level judges a place in a year (RULES, targets)."""

from collections.abc import Iterable

from criteria.enums import Scope
from criteria.rules.facts import Place, TargetFacts

# Province over commune group over region over the whole country.
RANK = {Scope.COMMON: 0, Scope.REGION: 1, Scope.GROUP: 2, Scope.PROVINCE: 3}


def known_targets(rows: Iterable[TargetFacts]) -> list[TargetFacts]:
    """The rows that hold: not corrected by a later one, and not a mere withdrawal."""
    rows = list(rows)
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.id not in corrected and row.value is not None]


def target_for(rows: Iterable[TargetFacts], place: Place, year: int) -> TargetFacts | None:
    """The level required of one indicator there and then: the nearest scope first, then the latest start."""
    applying = [row for row in known_targets(rows) if _covers(row, place) and _runs_in(row, year)]
    return max(applying, key=_precedence, default=None)


def _covers(row: TargetFacts, place: Place) -> bool:
    here = {Scope.REGION: place.region, Scope.GROUP: place.group, Scope.PROVINCE: place.province_code}
    return row.scope == Scope.COMMON or row.scope_code == here[row.scope] != ""


def _runs_in(row: TargetFacts, year: int) -> bool:
    return row.year_from <= year and (row.year_to is None or year <= row.year_to)


def _precedence(row: TargetFacts) -> tuple[int, int, int]:
    return RANK[row.scope], row.year_from, row.id
