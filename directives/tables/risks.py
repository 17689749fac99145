"""Có nguy cơ, beside the cases: what is met and may be lost, of every indicator of some places.

One rule for every page and form: `risks_of` says it, whoever read the figures.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from communes.models import Unit
from criteria.enums import Stage, ValueKind, Verdict
from criteria.models.cells import read_book
from criteria.models.finding import head_facts
from criteria.models.settings import settings_at
from criteria.rules.facts import FindingFacts
from criteria.rules.risks import danger, is_near
from criteria.rules.settings import RuleSettings
from criteria.rules.verdicts import level, measured
from criteria.status import IndicatorStatus, Statuses, read_indicators
from criteria.status.version import indicators_since, newest_findings
from directives.tables.case_facts import Face, faces
from ntm_portal.kept import Held, Ledger
from ntm_portal.vietnamese import name_list

# The places of a province on a few days.
LEDGER = Ledger(1024)
Series = Mapping[tuple[int, int], list[FindingFacts]]


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One indicator of one place that moves towards its level, and the sentence why it may be lost."""

    unit: Unit
    face: Face
    status: IndicatorStatus
    words: str

    @property
    def href(self) -> str:
        return f"/lich-su/{self.unit.place}/{self.face.number}/"


@dataclass(frozen=True, slots=True)
class AgedLine:
    """The indicators of one place that are met on figures older than the office allows."""

    unit: Unit
    numbers: tuple[str, ...]

    @property
    def words(self) -> str:
        return name_list(self.numbers)


@dataclass(frozen=True, slots=True)
class Risks:
    """The warnings of a day: by direction one by one, by age one line a place."""

    towards: tuple[RiskLine, ...] = ()
    aged: tuple[AgedLine, ...] = ()
    months: int = 0

    def __bool__(self) -> bool:
        return bool(self.towards or self.aged)


@dataclass(frozen=True, slots=True)
class PlaceRisks:
    """What one place may lose: indicators with their sentence, and those met on old figures."""

    towards: tuple[tuple[int, IndicatorStatus, str], ...] = ()
    aged: tuple[int, ...] = ()

    def renewed(self, found: "PlaceRisks", looked: Collection[int]) -> "PlaceRisks":
        """The same place after some indicators were looked at again."""
        towards = [one for one in self.towards if one[0] not in looked]
        aged = [pk for pk in self.aged if pk not in looked]
        by_key = sorted([*towards, *found.towards], key=lambda one: one[0])
        return PlaceRisks(tuple(by_key), tuple(sorted([*aged, *found.aged])))


NO_RISKS = PlaceRisks()


def short_words(status: IndicatorStatus) -> str:
    """ "85,40%, ngưỡng 85%", where a line has no room for the sentence."""
    return f"{status.shown}, ngưỡng {level(status.indicator, status.target)}"


def leaves_of(criteria: Collection[int]) -> tuple[int, ...]:
    """The indicators with figures of some criteria, in their order: what can be at risk."""
    named = faces()
    leaves = [pk for pk in read_book().leaves if named["I", pk].criterion_id in criteria]
    return tuple(sorted(leaves, key=lambda pk: (named["I", pk].criterion_id, pk)))


def read_risks(
    units: Sequence[Unit], indicator_ids: Collection[int], as_of: dt.date, known_at: dt.datetime | None = None
) -> Risks:
    """Everything met that may be lost. At most nine queries; after a figure of a place only its indicator is read."""
    asked, named = tuple(indicator_ids), faces()

    def brought_up(behind: Mapping[int, Held | None]) -> dict[int, PlaceRisks]:
        return _of_places(behind, asked, as_of, known_at)

    read = LEDGER.take(newest_findings([unit.pk for unit in units]), (asked, as_of, known_at), brought_up)
    place_of = {pk: at for at, pk in enumerate(asked)}
    towards, aged = [], []
    for unit in units:
        found = read[unit.pk]
        in_order = sorted(found.towards, key=lambda one: place_of[one[0]])
        towards += [RiskLine(unit, named["I", pk], status, words) for pk, status, words in in_order]
        if found.aged:
            old = sorted(found.aged, key=place_of.__getitem__)
            aged.append(AgedLine(unit, tuple(named["I", pk].number for pk in old)))
    return Risks(tuple(towards), tuple(aged), settings_at(known_at).stale_months)


def _of_places(
    behind: Mapping[int, Held | None], indicator_ids: Sequence[int], as_of: dt.date, known_at: dt.datetime | None
) -> dict[int, PlaceRisks]:
    """The warnings of some places; of those that are held only the indicators with a newer figure are looked at."""
    found: dict[int, PlaceRisks] = {}
    held = {place: known for place, known in behind.items() if known}
    since = indicators_since({place: known.newest for place, known in held.items()})
    anew = [place for place in behind if place not in held]
    for places, looked in ((anew, frozenset(indicator_ids)), (list(held), since.intersection(indicator_ids))):
        if places:
            statuses = read_indicators(places, sorted(looked), as_of, known_at) if looked else {}
            risks = risks_of(places, statuses, as_of, known_at)
            for place in places:
                before = held[place].reading if place in held else NO_RISKS
                found[place] = before.renewed(risks[place], looked)
    return found


def risks_of(
    places: Collection[int], statuses: Statuses, as_of: dt.date, known_at: dt.datetime | None
) -> dict[int, PlaceRisks]:
    """Place → its warnings, from the indicators that were read of it. One query for the last figures, or none."""
    settings = settings_at(known_at)
    met = {key: status for key, status in statuses.items() if status.cell.verdict == Verdict.MET and status.official}
    near = {key for key, status in met.items() if _is_near(status, settings)}
    series = _last_few(near, as_of, known_at, settings.risk_findings)
    found: dict[int, tuple[list, list]] = {place: ([], []) for place in places}
    for (place, pk), status in met.items():
        told = series.get((place, pk)) or [status.official]
        why = danger(told, status.indicator, status.target, settings, as_of)
        if why.towards:
            found[place][0].append((pk, status, why.towards))
        if why.aged:
            found[place][1].append(pk)
    return {place: PlaceRisks(tuple(towards), tuple(aged)) for place, (towards, aged) in found.items()}


def _is_near(status: IndicatorStatus, settings: RuleSettings) -> bool:
    """Whether the direction matters at all: far from the level nothing is at risk."""
    if status.target is None or status.indicator.kind == ValueKind.YES_NO:
        return False
    figure = measured(status.official)
    return figure is not None and is_near(figure, status.indicator, status.target, settings)


def _last_few(cells: Collection[tuple[int, int]], as_of: dt.date, known_at: dt.datetime | None, count: int) -> Series:
    """The last findings of the side that speaks in each cell. One query, none for no cell."""
    units, indicators = {unit for unit, _ in cells}, {pk for _, pk in cells}
    found = head_facts(sorted(units), {as_of: sorted(indicators)}, known_at, deep=max(count, 1))
    sides: dict[tuple[int, int], dict[bool, list[FindingFacts]]] = {}
    for unit_id, indicator_id, facts in found:
        by_self = facts.stage == Stage.SELF
        sides.setdefault((unit_id, indicator_id), {}).setdefault(by_self, []).append(facts)
    return {cell: spoken.get(False) or spoken[True] for cell, spoken in sides.items() if cell in cells}
