"""How many documents prove each indicator of a place, and where proof is missing or old."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from communes.models import Unit
from criteria.enums import Stage, Verdict
from criteria.models import EvidenceLink, Indicator
from criteria.rules.proofs import Proof, proof_of
from criteria.rules.settings import RuleSettings
from criteria.status import IndicatorStatus, read_indicators
from criteria.tables.sheet import Line

# By indicator: the verdict that has to be proven, and where it stands.
Judged = Mapping[int, tuple[Verdict | None, IndicatorStatus]]


def read_proofs(
    judged: Judged, as_of: dt.date, settings: RuleSettings, known_at: dt.datetime | None = None
) -> dict[int, Proof]:
    """The documents behind the figures in force, the place's own and the verified one together. One query."""
    of_finding = {
        finding.id: indicator_id
        for indicator_id, (_, status) in judged.items()
        for finding in (status.own, status.verified)
        if finding is not None
    }
    found = documents_behind(of_finding, known_at)
    return {
        indicator_id: proof_of(verdict, list(found[indicator_id].values()), as_of, settings)
        for indicator_id, (verdict, _) in judged.items()
    }


def documents_behind(
    of_finding: Mapping[int, int], known_at: dt.datetime | None
) -> defaultdict[int, dict[int, dt.date]]:
    """By indicator: each document once, with its day."""
    found: defaultdict[int, dict[int, dt.date]] = defaultdict(dict)
    rows = EvidenceLink.objects.live(known_at).filter(finding__in=list(of_finding))
    for finding_id, pk, issued_on in rows.values_list("finding", "evidence", "evidence__issued_on"):
        found[of_finding[finding_id]][pk] = issued_on
    return found


def official(statuses: Iterable[IndicatorStatus]) -> dict[int, tuple[Verdict, IndicatorStatus]]:
    """What has to be proven where the official verdict is read."""
    return {status.indicator.id: (status.cell.verdict, status) for status in statuses}


def documents_of_cell(unit: Unit, indicator: Indicator) -> Counter[int]:
    """By figure: how many documents prove it. One query."""
    rows = EvidenceLink.objects.live().filter(finding__unit=unit, finding__indicator=indicator)
    return Counter(rows.values_list("finding", flat=True))


@dataclass(frozen=True, slots=True)
class PlaceProofs:
    """The met indicators of a place whose proof is missing, and those whose proof is old."""

    missing: list[str]
    old: list[str]


def read_place_proofs(
    unit: Unit, indicators: QuerySet[Indicator], today: dt.date, settings: RuleSettings
) -> PlaceProofs:
    """Which met indicators need a document, in the order of the official form."""
    rows = indicators.filter(parts=None).order_by("criterion__number", "display_order").values_list("pk", "number")
    numbers = dict(rows)
    statuses = read_indicators([unit.pk], list(numbers), today)
    return place_proofs(read_proofs(official(statuses.values()), today, settings), numbers)


def place_proofs(proofs: Mapping[int, Proof], numbers: Mapping[int, str]) -> PlaceProofs:
    """The numbers of those that want a document, or a newer one."""
    return PlaceProofs(
        missing=[number for pk, number in numbers.items() if proofs[pk].is_missing],
        old=[number for pk, number in numbers.items() if proofs[pk].is_old],
    )


def of_side(lines: Iterable[Line]) -> dict[int, tuple[Verdict | None, IndicatorStatus]]:
    """What has to be proven on a sheet: the verdict of the side that writes there."""
    return {line.indicator.id: (side_verdict(line), line.status) for line in lines if line.entered}


def side_verdict(line: Line) -> Verdict | None:
    """The place's own word, or that of those who verify."""
    return line.status.cell.own if line.stage == Stage.SELF else line.status.cell.verified
