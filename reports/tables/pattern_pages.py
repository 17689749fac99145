"""Câu mẫu: every sentence with the wording in force, and what it would say with the figures of today."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from reports.tables.letter_patterns import said_in_letters
from reports.tables.periodic import REPORTERS, Reporter, periodic_paper
from reports.tables.periodic_texts import patterns_of, worded_of, wording_of
from reports.tables.reminder import HEADS

# The kinds whose reports together use every sentence.
TRIED = (ReportKind.TOPIC, ReportKind.YEAR, ReportKind.QUARTER)

# A sentence of communes is looked for in so many of them.
COMMUNES_TRIED = 3


@dataclass(frozen=True, slots=True)
class PatternLine:
    """One sentence of the list."""

    pattern: Pattern
    text: str
    apart: tuple[str, ...]  # the families and bodies that say it otherwise

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
    "CV.0": "Công văn đôn đốc: phần chung", "CV.1": "Công văn đôn đốc báo cáo kỳ",
    "CV.2": "Công văn đôn đốc nhiệm vụ của chỉ thị",
}  # fmt: skip


def pattern_parts(district: Unit) -> list[PatternPart]:
    """Every sentence under its part of the report. One query."""
    own = worded_of(district)
    lines = [
        PatternLine(pattern, own.get((code, ""), pattern.text), _apart(pattern, own))
        for code, pattern in PATTERNS.items()
    ]  # fmt: skip
    return [
        PatternPart(title, tuple(line for line in lines if line.pattern.part == part))
        for part, title in TITLES.items()
    ]  # fmt: skip


def _apart(pattern: Pattern, own: Collection[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(name for body, name in pattern.bodies.items() if (pattern.code, body) in own)


@dataclass(frozen=True, slots=True)
class BodyChoice:
    """Whose wording the page of a sentence shows: everybody's, or that of a family or a body."""

    code: str
    name: str
    is_own: bool
    is_chosen: bool

    @property
    def href(self) -> str:
        return f"?co_quan={self.code}" if self.code else "?"


def body_choices(district: Unit, pattern: Pattern, chosen: str) -> list[BodyChoice]:
    """Everybody first, then families, then bodies. One query."""
    own = worded_of(district)
    names = {"": "Mọi cơ quan", **pattern.bodies}
    return [BodyChoice(code, name, (pattern.code, code) in own, code == chosen) for code, name in names.items()]


def text_beneath(district: Unit, pattern: Pattern, body: str) -> str:
    """What is said where nothing is set: for a body its family's wording, then everybody's, then the shipped one."""
    if not body:
        return pattern.text
    own = worded_of(district)
    return next((own[pattern.code, one] for one in pattern.heard(body)[1:] if (pattern.code, one) in own), pattern.text)


def versions_of(district: Unit, code: str, body: str = "") -> list[PatternText]:
    """What the office has made of a sentence in the name of a body, the newest first. One query."""
    rows = PatternText.objects.filter(district=district, pattern=code, body=body).select_related("written_by")
    return list(rows.order_by("-revision"))


def preview(
    district: Unit, pattern: Pattern, text: str, body: str, today: dt.date, begins: dt.date,
    directives: Sequence[dt.date],
) -> list[str]:  # fmt: skip
    """What the sentence says with the figures of today, in the first report or letter that uses it now."""
    if pattern.is_of_letter:
        return _in_letters(district, pattern, text, body, today)
    for period in _tried(offered(today, begins, directives)):
        brief = Brief(district, Period(min(today, period.span.ends_on), max(period.compared_on, begins)))
        for paper in _papers(brief, period, pattern, text, body):
            if said := [line.text for line in paper.lines if line.slot.partition("_")[0] == pattern.code]:
                return said
    return []


def _in_letters(district: Unit, pattern: Pattern, text: str, body: str, today: dt.date) -> list[str]:
    head = next(one for one in HEADS.values() if body in ("", one.code, one.family.value))
    return said_in_letters(district, pattern.code, patterns_of(district, head) | {pattern.code: text}, head, today)


def _papers(brief: Brief, period: SheetPeriod, pattern: Pattern, text: str, body: str) -> Iterator[PeriodicPaper]:
    """The report of the district with the sentence so put; of a sentence of communes, those of its first communes."""

    def worded(reporter: Reporter) -> Wording:
        wording = wording_of(brief.district, {}, reporter.head)
        return replace(wording, patterns={**wording.patterns, pattern.code: text})

    if not pattern.is_of_commune:
        reporter = _first(REPORTERS.values(), body)
        yield periodic_paper(brief, period, reporter, worded(reporter))
        return
    for unit in brief.units[:COMMUNES_TRIED]:
        reporter = _first(reporters_of(unit).values(), body)
        yield commune_paper(brief.of_place(unit), period, reporter, worded(reporter))


def _first(reporters: Iterable[Reporter], body: str) -> Reporter:
    """The body itself, the first of a family, the first of all for everybody."""
    return next(one for one in reporters if body in ("", one.head.code, one.head.family.value))


def _tried(periods: Sequence[SheetPeriod]) -> Iterator[SheetPeriod]:
    """The newest period of each kind that is tried."""
    for kind in TRIED:
        yield from [period for period in periods if kind_of(period.code) == kind][:1]
