"""The criteria of one commune as lines: result, both stages, gap, age; and which of them a filter shows."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from criteria.enums import Verdict
from criteria.rules.ages import AgeLevels
from criteria.rules.communes import Tally
from criteria.rules.facts import FindingFacts
from criteria.rules.gaps import gap_words
from criteria.rules.proofs import Proof
from criteria.rules.verdicts import has_ratio, written
from criteria.status import Cell, IndicatorStatus
from ntm_portal.vietnamese import name_list, number
from reports.tables.board import CriterionFacts
from reports.tables.commune_figures import Figure, Mark
from reports.tables.indicator import age_words

DONE = (Verdict.MET, Verdict.NA)


class Show(StrEnum):
    """The filter of the page, as its address names it."""

    ALL = ""
    MISSING = "thieu"
    STALE = "cu"


@dataclass(frozen=True, slots=True)
class Age:
    """How old a figure is: its day, and whether that is old."""

    on: dt.date
    words: str
    is_old: bool


def age_of(status: IndicatorStatus, levels: AgeLevels) -> Age | None:
    """None where there is no figure."""
    if status.official is None:
        return None
    on = status.official.assessed_on
    return Age(on, age_words(status.age_days), levels.is_old(on))


def spoken(verdict: Verdict) -> Verdict | None:
    """The commune's own word, if it has spoken."""
    return None if verdict == Verdict.UNASSESSED else verdict


def ratio_words(finding: FindingFacts | Figure | None) -> str:
    """ "7.204/8.600", where both numbers are known."""
    if finding is None or not has_ratio(finding):
        return ""
    return f"{number(finding.numerator)}/{number(finding.denominator)}"


@dataclass(frozen=True, slots=True)
class AgeBand:
    """How many figures are of one age, and whether that age is old."""

    words: str
    count: int
    is_old: bool


def age_bands(days: Iterable[dt.date], levels: AgeLevels) -> tuple[AgeBand, ...]:
    """The figures of these days by the levels of the settings, the newest first."""
    found = Counter(map(levels.band, days))
    old_from = levels.months.index(levels.old_months) + 1
    return tuple(AgeBand(words, found[at], at >= old_from) for at, words in enumerate(levels.bands))


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator of the commune, or one part of it."""

    number: str
    name: str
    is_part: bool
    has_parts: bool
    department: str
    status: IndicatorStatus
    source: str
    marks: Sequence[Mark]
    proof: Proof
    age: Age | None
    risk: str = ""

    @property
    def own(self) -> Verdict | None:
        return spoken(self.status.cell.own)

    @property
    def ratio(self) -> str:
        return ratio_words(self.status.official)

    @property
    def told(self) -> list[tuple[dt.date, str]]:
        """The figures of the small chart with their days, as the page prints them."""
        status = self.status
        return [(mark.day, written(mark.value, status.indicator, status.target)) for mark in self.marks]

    @property
    def level(self) -> Decimal | None:
        """The required level as the small chart draws it."""
        return self.status.target.value if self.status.target else None


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion with its indicators."""

    facts: CriterionFacts
    cell: Cell
    before: Verdict
    compared: str
    lines: tuple[IndicatorLine, ...]
    met_in_district: int

    @property
    def own(self) -> Verdict | None:
        return spoken(self.cell.own)

    @property
    def is_open(self) -> bool:
        """What is not met stands unfolded."""
        return self.cell.verdict not in DONE

    @property
    def gap(self) -> str:
        """ "còn thiếu 106 người, chưa đạt 15.2": what makes the criterion fail, counted where it can be."""
        if not self.is_open:
            return ""
        judged = [line for line in self.lines if not line.has_parts]
        uncounted: dict[str, list[str]] = {}
        for line in judged:
            if not line.status.gap and (verdict := line.status.cell.verdict) not in DONE:
                uncounted.setdefault(verdict.label.lower(), []).append(line.number)
        counted = [gap_words(line.status.gap) for line in judged if line.status.gap]
        named = [
            words if len(numbers) == len(judged) else f"{words} {name_list(numbers)}"
            for words, numbers in uncounted.items()
        ]
        return name_list(counted + named)

    @property
    def is_at_risk(self) -> bool:
        """Still met, and one of its indicators may be lost."""
        return any(line.risk for line in self.lines)

    @property
    def met_words(self) -> str:
        """ "2/2 chỉ tiêu đạt, mới đạt từ 28/8"."""
        tally = Tally.of(line.status.cell.verdict for line in self.lines if not line.is_part)
        newly = self.cell.verdict == Verdict.MET and self.before not in DONE
        return f"{tally.met}/{tally.required} chỉ tiêu đạt" + (f", mới đạt từ {self.compared}" if newly else "")

    @property
    def age(self) -> Age | None:
        """That of its oldest figure."""
        return min((line.age for line in self.lines if line.age), key=lambda age: age.on, default=None)

    @property
    def departments(self) -> str:
        """Who checks it at the district."""
        return name_list(dict.fromkeys(line.department for line in self.lines if line.department))

    def shown_by(self, show: Show) -> bool:
        """Whether the filter lets it through."""
        if show == Show.MISSING:
            return self.is_open
        return show == Show.ALL or bool(self.age and self.age.is_old)


@dataclass(frozen=True, slots=True)
class GroupLines:
    """One group of criteria: how many of all are met, and those that are shown."""

    name: str
    met: int
    of: int
    criteria: tuple[CriterionLine, ...]


def grouped(criteria: Iterable[CriterionLine], show: Show) -> list[GroupLines]:
    """Groups I to V with the criteria the filter shows; empty groups are left out."""
    groups = []
    for (code, name), found in groupby(criteria, key=lambda line: (line.facts.group, line.facts.group_name)):
        lines = list(found)
        tally = Tally.of(line.cell.verdict for line in lines)
        shown = tuple(line for line in lines if line.shown_by(show))
        if shown:
            groups.append(GroupLines(f"{code}. {name}" if code else "", tally.met, tally.required, shown))
    return groups


@dataclass(frozen=True, slots=True)
class Ages:
    """Tuổi số liệu: how many indicators have figures of which age, how many are met without or on old evidence."""

    bands: tuple[AgeBand, ...]
    missing: int
    without_evidence: int
    old_evidence: int

    @property
    def total(self) -> int:
        return sum(band.count for band in self.bands) + self.missing


def ages_of(lines: Sequence[IndicatorLine], levels: AgeLevels) -> Ages:
    """Each whole indicator once, with the oldest of its parts."""
    oldest: dict[str, list[dt.date | None]] = {}
    for line in lines:
        if not line.has_parts:
            oldest.setdefault(line.number.rstrip("ab"), []).append(line.age and line.age.on)
    days = [None if None in found else min(found) for found in oldest.values()]
    known = [on for on in days if on is not None]
    return Ages(
        bands=age_bands(known, levels),
        missing=len(days) - len(known),
        without_evidence=sum(line.proof.is_missing for line in lines),
        old_evidence=sum(line.proof.is_old for line in lines),
    )
