"""The figures of one commune over the last months, for its charts: what each side measured on which day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.enums import Stage
from criteria.models import Finding
from criteria.rules.facts import FindingFacts
from criteria.rules.timeline import order
from criteria.rules.verdicts import has_ratio, measured
from reports.tables.board import Period

# Charts go back to the same season of the year before.
DAYS_DRAWN = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as a chart places it."""

    day: dt.date
    value: Fraction


@dataclass(frozen=True, slots=True)
class Figures:
    """What the commune said and what was verified, one finding a day on each side, oldest first."""

    own: tuple[FindingFacts, ...] = ()
    verified: tuple[FindingFacts, ...] = ()

    @property
    def all(self) -> list[FindingFacts]:
        """Both sides in the order of their days."""
        return sorted(self.own + self.verified, key=order)

    @property
    def official(self) -> list[Mark]:
        """The line of a small chart: the commune's own word until the first verification, then what was verified."""
        first = self.verified[0].assessed_on if self.verified else None
        before = [finding for finding in self.own if first is None or finding.assessed_on < first]
        return marks([*before, *self.verified])


NO_FIGURES = Figures()


def marks(findings: Sequence[FindingFacts]) -> list[Mark]:
    """The findings that can be placed in a chart."""
    found = [(finding, measured(finding)) for finding in findings]
    return [Mark(finding.assessed_on, figure) for finding, figure in found if figure is not None]


def is_measured(finding: FindingFacts) -> bool:
    """Some number was given, not only a word."""
    return has_ratio(finding) or finding.value is not None


def read_figures(unit_id: int, indicator_ids: Sequence[int], period: Period) -> Mapping[int, Figures]:
    """Measured findings by indicator, as known then. One query, and only of the time that charts show."""
    since = period.as_of - dt.timedelta(days=DAYS_DRAWN)
    rows = Finding.objects.known_at(period.known_at).filter(
        unit=unit_id, indicator__in=indicator_ids, assessed_on__gt=since, assessed_on__lte=period.as_of, is_void=False
    )
    if period.known_at:
        rows = rows.exclude(corrected_by__recorded_at__lte=period.known_at)
    else:
        rows = rows.filter(corrected_by=None)
    sides: dict[int, tuple[dict, dict]] = defaultdict(lambda: ({}, {}))
    facts = [(indicator_id, finding) for _, indicator_id, finding in rows.facts() if is_measured(finding)]
    for indicator_id, finding in sorted(facts, key=lambda row: order(row[1])):
        sides[indicator_id][finding.stage != Stage.SELF][finding.assessed_on] = finding
    return {pk: Figures(tuple(own.values()), tuple(verified.values())) for pk, (own, verified) in sides.items()}
