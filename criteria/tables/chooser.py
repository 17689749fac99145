"""Which places still want figures: how many indicators have one, and how old they are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from communes.models import Unit
from criteria.permissions import indicators_editable_by
from criteria.rules.ages import AgeLevels
from criteria.status import IndicatorStatus, current_set, read_indicators


@dataclass(frozen=True, slots=True)
class PlaceToFill:
    """One line of the chooser."""

    unit: Unit
    path: str
    filled: int
    total: int
    newest: dt.date | None
    oldest: dt.date | None
    stale: int


def places_to_fill(communes: Iterable[Unit], district: Unit | None, by: User, ages: AgeLevels) -> list[PlaceToFill]:
    """The communes in the order of the official tables, then the district. Queries do not grow with them."""
    places = []
    for units in (list(communes), [district] if district else []):
        if not units:
            continue
        numbered = dict(
            indicators_editable_by(by)
            .filter(criterion__criteria_set=current_set(units[0].level, ages.as_of))
            .values_list("pk", "part_of_id")
        )
        statuses = read_indicators([unit.pk for unit in units], list(numbered), ages.as_of)
        for unit in units:
            of_unit = {pk: statuses[unit.pk, pk] for pk in numbered}
            places.append(_place(unit, of_unit, numbered, ages))
    return places


def _place(
    unit: Unit, statuses: dict[int, IndicatorStatus], part_of: dict[int, int | None], ages: AgeLevels
) -> PlaceToFill:
    split = set(part_of.values())
    leaves = {pk: status.official for pk, status in statuses.items() if pk not in split}
    days = sorted(finding.assessed_on for finding in leaves.values() if finding)
    empty = {part_of[pk] or pk for pk, finding in leaves.items() if finding is None}
    whole = {part_of[pk] or pk for pk in part_of}
    return PlaceToFill(
        unit=unit,
        path="/cap-nhat/huyen/" if unit.level == "DISTRICT" else f"/cap-nhat/{unit.slug}/",
        filled=len(whole - empty),
        total=len(whole),
        newest=days[-1] if days else None,
        oldest=days[0] if days else None,
        stale=sum(map(ages.is_stale, days)),
    )
