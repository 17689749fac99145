"""Câu mẫu: every sentence with the wording in force, and what it would say with the figures of today."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communes.models import Unit
from directives.rules.sheet_periods import SheetPeriod, offered
from reports.enums import ReportKind
from reports.models import PatternText
from reports.rules.patterns import GAP
from reports.rules.periodic_outline import kind_of
from reports.rules.periodic_paper import PeriodicPaper, Wording
from reports.rules.shipped_patterns import PATTERNS, Pattern
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.commune_report import commune_paper, reporters_of
from reports.tables.periodic import Reporter, periodic_paper
from reports.tables.periodic_texts import patterns_of, wording_of

# The kinds whose reports together use every sentence.
TRIED = (ReportKind.TOPIC, ReportKind.YEAR, ReportKind.QUARTER)

# A sentence of communes is looked for in so many of them.
COMMUNES_TRIED = 3


@dataclass(frozen=True, slots=True)
class PatternLine:
    """One sentence of the list."""

    pattern: Pattern
    text: str

    @property
    def is_own(self) -> bool:
        """The office has put it otherwise."""
        return self.text != self.pattern.text

    @property
    def href(self) -> str:
        return f"/bao-cao/dinh-ky/mau-cau/{self.pattern.code}/"

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in turn with its gaps, so that a page can tell them apart."""
        return [(piece, bool(at % 2)) for at, piece in enumerate(GAP.split(self.text)) if piece]


@dataclass(frozen=True, slots=True)
class PatternPart:
    """The sentences of one part of the report."""

    title: str
    lines: tuple[PatternLine, ...]


TITLES = {
    "Mở đầu": "Mở đầu", "I": "I. Công tác lãnh đạo, chỉ đạo", "II.1": "II.1. Kết quả chung",
    "II.2": "II.2. Theo nhóm tiêu chí", "II.3": "II.3. Chỉ tiêu có thời hạn", "II.4": "II.4. Tiêu chí huyện",
    "II.5": "II.5. Nguồn lực, nợ đọng",
    "III.1": "III.1. Tồn tại, hạn chế", "IV": "IV. Trách nhiệm người đứng đầu", "V": "V. Nhiệm vụ kỳ tới",
    "Kết thúc": "Kết thúc",
    "X.I": "Báo cáo của xã: I. Công tác lãnh đạo, chỉ đạo", "X.II.1": "Báo cáo của xã: II.1. Kết quả chung",
    "X.II.2": "Báo cáo của xã: II.2. Theo nhóm tiêu chí", "X.II.3": "Báo cáo của xã: II.3. Chỉ tiêu có thời hạn",
    "X.II.4": "Báo cáo của xã: II.4. Nguồn lực, nợ đọng", "X.III": "Báo cáo của xã: III.1. Tồn tại, hạn chế",
    "X.IV": "Báo cáo của xã: IV. Nhiệm vụ kỳ tới",
}  # fmt: skip


def pattern_parts(district: Unit) -> list[PatternPart]:
    """Every sentence under its part of the report. One query."""
    texts = patterns_of(district)
    lines = [PatternLine(pattern, texts[code]) for code, pattern in PATTERNS.items()]
    return [
        PatternPart(title, tuple(line for line in lines if line.pattern.part == part))
        for part, title in TITLES.items()
    ]  # fmt: skip


def versions_of(district: Unit, code: str) -> list[PatternText]:
    """What the office has made of a sentence, the newest first. One query."""
    rows = PatternText.objects.filter(district=district, pattern=code).select_related("written_by")
    return list(rows.order_by("-revision"))


def preview(
    district: Unit,
    code: str,
    text: str,
    reporter: Reporter,
    today: dt.date,
    begins: dt.date,
    directives: Sequence[dt.date],
) -> list[str]:
    """What the sentence says with the figures of today, in the first report that uses it now."""
    wording = wording_of(district, {})
    wording = replace(wording, patterns={**wording.patterns, code: text})
    for period in _tried(offered(today, begins, directives)):
        brief = Brief(district, Period(min(today, period.span.ends_on), max(period.compared_on, begins)))
        for paper in _papers(brief, period, PATTERNS[code], reporter, wording):
            if said := [line.text for line in paper.lines if line.slot.partition("_")[0] == code]:
                return said
    return []


def _papers(
    brief: Brief, period: SheetPeriod, pattern: Pattern, reporter: Reporter, wording: Wording
) -> Iterator[PeriodicPaper]:
    """The report of the district; of a sentence that communes say, those of its first communes."""
    if not pattern.is_of_commune:
        yield periodic_paper(brief, period, reporter, wording)
        return
    for unit in brief.units[:COMMUNES_TRIED]:
        yield commune_paper(brief.of_place(unit), period, reporters_of(unit)["ubnd-xa"], wording)


def _tried(periods: Sequence[SheetPeriod]) -> Iterator[SheetPeriod]:
    """The newest period of each kind that is tried."""
    for kind in TRIED:
        yield from [period for period in periods if kind_of(period.code) == kind][:1]
