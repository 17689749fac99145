"""How poor households moved in 2016 and 2017, agreeing with the figures of the indicator but for one commune."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo.plain import Commune
from criteria.actions.demo.story import POOR_ROUNDS, YEAR_END
from criteria.actions.movements import record_movement
from criteria.enums import Stage
from criteria.models import Finding, Movement
from criteria.rules.facts import Flow, MovementFacts
from ntm_portal import clock

SOURCE = "Biên bản rà soát hộ nghèo (minh họa)"
# Two households moved away and were struck from the list, but from none of the other numbers.
STRUCK_OUT, STRUCK_ON = "14146", POOR_ROUNDS[-1][0]
# One household was forgotten in June and added when the lists of the hamlets were compared.
FORGOTTEN, FORGOTTEN_ON, FOUND_ON = "14110", POOR_ROUNDS[1][0], dt.date(2017, 7, 5)
NOTHING = Flow(0, 0, 0, 0, 0)


def load_movements(communes: Iterable[Unit], users: dict[str, User]) -> None:
    """Biểu 07 of every commune for both years, written by its officer two days after each review."""
    for unit in communes:
        place = Commune(unit.code, unit.population, unit.households, unit.area_km2)
        seen: dict[int, int] = {}
        for typed in told_movements(place, poor_ends(unit)):
            by, today = users[f"{unit.slug}.ntm"], typed.counted_on + dt.timedelta(days=2)
            first = forgetting(typed) if (unit.code, typed.counted_on) == (FORGOTTEN, FORGOTTEN_ON) else typed
            row = write(unit, first, by, today, seen)
            if first is not typed:
                row = write(unit, typed, by, FOUND_ON, seen, "Bỏ sót 01 hộ phát sinh ở xóm 3")
            seen[typed.year] = row.pk


def write(
    unit: Unit, typed: MovementFacts, by: User, today: dt.date, seen: dict[int, int], reason: str = ""
) -> Movement:
    """One review as the officer typed it."""
    at = dt.datetime.combine(today, dt.time(10), tzinfo=clock.LOCAL)
    row = record_movement(
        unit=unit, typed=typed, by=by, at=at, today=today, seen=seen.get(typed.year), reason=reason
    )  # fmt: skip
    seen[typed.year] = row.pk
    return row


def poor_ends(unit: Unit) -> dict[dt.date, int]:
    """How many poor households the commune itself reported at each review."""
    rows = Finding.objects.live().filter(unit=unit, indicator__poverty="POOR", stage=Stage.SELF)
    return {day: int(count) for day, count in rows.values_list("assessed_on", "numerator")}


def told_movements(place: Commune, ends: dict[dt.date, int]) -> Iterable[MovementFacts]:
    """The reviews of the end of 2016, of June and of September 2017."""
    last_near = place.households * place.vary("cận nghèo", 24, 44) // 1000
    nears = {day: last_near + place.vary(f"cận nghèo {day}", 8, 16) * (2 - at) for day, at in POOR_ROUNDS}
    told: dict[int, tuple[Flow, Flow]] = {}
    for day, at in POOR_ROUNDS:
        before = {name: counts[YEAR_END] for name, counts in (("poor", ends), ("near", nears))}
        if day == YEAR_END:
            before = {"poor": ends[day] + place.vary("nghèo 2015", 15, 40), "near": nears[day] + 22}
        poor_told, near_told = told.get(day.year, (NOTHING, NOTHING))
        poor = flow(place, f"nghèo {at}", before["poor"], ends[day], poor_told)
        near = flow(place, f"cận {at}", before["near"], nears[day], near_told)
        told[day.year] = poor, near
        if (place.code, day) == (STRUCK_OUT, STRUCK_ON):
            poor = replace(poor, end=poor.end - 2)
        yield MovementFacts(day.year, day, place.households, poor, near, SOURCE)


def flow(place: Commune, what: str, start: int, end: int, told: Flow) -> Flow:
    """A movement that adds up, never less than was told within the year: a few fell back or are new, others escaped."""
    refallen = max(told.refallen, place.vary(f"{what} tái", 0, 1))
    new = max(told.new, place.vary(f"{what} mới", 0, 3), told.escaped + end - start)
    return Flow(start, start + refallen + new - end, refallen, new, end)


def forgetting(typed: MovementFacts) -> MovementFacts:
    """The review as it was first written, without one of the new households."""
    poor = replace(typed.poor, new=typed.poor.new - 1, end=typed.poor.end - 1)
    return replace(typed, poor=poor)
