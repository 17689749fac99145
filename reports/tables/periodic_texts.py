"""What people wrote into a report: what flows into it, what waits as a draft, and every earlier version."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communes.enums import Level
from communes.models import Unit
from directives.rules.sheet_periods import SheetPeriod
from reports.actions.texts import OfReport
from reports.enums import TextAct
from reports.models import PatternText, ReportText
from reports.rules.papers import Letterhead
from reports.rules.patterns import Speech
from reports.rules.periodic_outline import NARRATIVES, OUTLINES, commune_outline, kind_of
from reports.rules.periodic_paper import Block, Line, PeriodicPaper, Section, Wording, Written
from reports.rules.shipped_patterns import NAMES, PATTERNS


def of_report(place: Unit, period: SheetPeriod) -> OfReport:
    """Which report the texts of a place and a period belong to."""
    return OfReport(place, period.code, period.span.begins_on)


@dataclass(frozen=True)
class SlotText:
    """The versions of one slot, the first one first."""

    versions: Sequence[ReportText] = ()

    @property
    def newest(self) -> ReportText | None:
        """What was written last, a draft too."""
        return self.versions[-1] if self.versions else None

    @property
    def seen(self) -> int:
        """The version a writer has before him."""
        return self.newest.revision if self.newest else 0

    @property
    def in_report(self) -> ReportText | None:
        """What flows into the report: the newest version that is no draft, unless it took the words back."""
        told = next((row for row in reversed(self.versions) if row.act != TextAct.DRAFT), None)
        return told if told and told.act == TextAct.WRITE else None

    @property
    def draft(self) -> ReportText | None:
        """Words that wait to be put into the report."""
        return self.newest if self.newest and self.newest.act == TextAct.DRAFT else None

    @property
    def newest_first(self) -> list[ReportText]:
        return list(reversed(self.versions))


NOTHING = SlotText()


def texts_of(report: OfReport, known_at: dt.datetime | None = None) -> dict[str, SlotText]:
    """Slot → its versions, as far as they were known. One query."""
    found: dict[str, list[ReportText]] = defaultdict(list)
    rows = ReportText.objects.filter(**report.fields).known_by(known_at).select_related("written_by").in_order()
    for row in rows:
        found[row.slot].append(row)
    return {slot: SlotText(versions) for slot, versions in found.items()}


def worded_of(district: Unit, known_at: dt.datetime | None = None) -> dict[tuple[str, str], str]:
    """Code, family or body → the office's own wording, where it has one that fits. One query."""
    rows = PatternText.objects.filter(district=district).known_by(known_at).in_order()
    newest = {(code, body): text for code, body, text in rows.values_list("pattern", "body", "text")}
    return {
        key: text for key, text in newest.items() if text and key[0] in PATTERNS and not PATTERNS[key[0]].faults(text)
    }


def patterns_of(
    district: Unit, head: Letterhead | None = None, known_at: dt.datetime | None = None
) -> dict[str, str]:  # fmt: skip
    """Code → the wording in force in the name of a body: its own, its family's, everybody's, else the shipped one."""
    own = worded_of(district, known_at)
    asked = (head.code, head.family.value, "") if head else ("",)
    return {
        code: next((own[code, body] for body in asked if (code, body) in own), pattern.text)
        for code, pattern in PATTERNS.items()
    }


def speech_of(district: Unit, head: Letterhead) -> Speech:
    """The wordings in force now in the name of a body, for its letters. One query."""
    return Speech(patterns_of(district, head))


def wording_of(
    district: Unit, texts: Mapping[str, SlotText], head: Letterhead, known_at: dt.datetime | None = None
) -> Wording:  # fmt: skip
    """The patterns in force in the name of a body, and what flows into a report."""
    in_report = {slot: found.in_report for slot, found in texts.items()}
    written = {slot: Written(row.text, row.basis) for slot, row in in_report.items() if row}
    return Wording(patterns_of(district, head, known_at), NAMES, written)


def wording_then(
    place: Unit, period: SheetPeriod, head: Letterhead, known_at: dt.datetime | None = None
) -> Wording:  # fmt: skip
    """The same from the database: what the report of a place and period says, as known at a moment. Two queries."""
    return wording_of(place.district, texts_of(of_report(place, period), known_at), head, known_at)


# --- Beside the paper -------------------------------------------------------------------------


@dataclass(frozen=True)
class DeskLine:
    """One sentence or text of the paper beside what was written over it."""

    line: Line
    slot_text: SlotText

    @property
    def slot(self) -> str:
        return self.line.slot

    @property
    def name(self) -> str:
        return self.line.name

    @property
    def box(self) -> str:
        """What stands in the box: a waiting draft, else what stands in the report."""
        return self.slot_text.draft.text if self.slot_text.draft else self.line.text

    @property
    def is_open(self) -> bool:
        """The box of a sentence is unfolded where something is to be decided."""
        return self.line.is_stale or self.slot_text.draft is not None

    @property
    def rows(self) -> int:
        """How tall the box is."""
        return min(12, max(3, len(self.box) // 44 + 2))


@dataclass(frozen=True)
class Leaf:
    """One block of the paper with its boxes; the first of a section carries the heading."""

    section: Section | None
    block: Block
    own: tuple[DeskLine, ...]
    sentences: tuple[DeskLine, ...]

    @property
    def edited(self) -> list[DeskLine]:
        """Sentences that do not say what the portal would."""
        return [line for line in self.sentences if line.line.is_edited]


@dataclass(frozen=True)
class Desk:
    """The whole report, block by block; beginning and end have sentences of their own."""

    opening: DeskLine
    leaves: tuple[Leaf, ...]
    closing: DeskLine

    @property
    def lines(self) -> list[DeskLine]:
        inner = [line for leaf in self.leaves for line in (*leaf.own, *leaf.sentences)]
        return [self.opening, *inner, self.closing]

    @property
    def stale(self) -> list[DeskLine]:
        """Sentences whose figures have changed since they were edited."""
        return [line for line in self.lines if line.line.is_stale]

    @property
    def drafts(self) -> list[DeskLine]:
        """Words that do not stand in the report yet."""
        return [line for line in self.lines if line.slot_text.draft]

    @property
    def unwritten(self) -> list[DeskLine]:
        """Texts of the office that are still empty."""
        return [line for line in self.lines if line.line.is_own and not line.line.text]


def desk_of(paper: PeriodicPaper, texts: Mapping[str, SlotText]) -> Desk:
    """The paper beside its texts."""

    def beside(line: Line) -> DeskLine:
        return DeskLine(line, texts.get(line.slot, NOTHING))

    leaves = []
    for section in paper.sections:
        for at, block in enumerate(section.blocks):
            lines = [beside(line) for line in block.every_line]
            own = tuple(line for line in lines if line.line.is_own)
            sentences = tuple(line for line in lines if not line.line.is_own)
            leaves.append(Leaf(None if at else section, block, own, sentences))
    return Desk(beside(paper.opening), tuple(leaves), beside(paper.closing))


@dataclass(frozen=True)
class Progress:
    """How far the writing of one report is."""

    texts: Mapping[str, SlotText]
    wanted: frozenset[str]

    @property
    def words(self) -> str:
        """ "3/6 phần; 2 câu sửa; 1 nháp": counts of a cell of a table, without the nought they have in a sentence."""
        flowing = [slot for slot, found in self.texts.items() if found.in_report]
        own = sum(slot in self.wanted for slot in flowing)
        edited = sum(slot not in NARRATIVES for slot in flowing)
        drafts = sum(found.draft is not None for found in self.texts.values())
        parts = [f"{own}/{len(self.wanted)} phần"]
        parts += [f"{edited} câu sửa"] * bool(edited) + [f"{drafts} nháp"] * bool(drafts)
        return "; ".join(parts)

    @property
    def last(self) -> ReportText | None:
        """What was written last."""
        rows = [found.newest for found in self.texts.values()]
        return max(rows, key=lambda row: (row.written_at, row.pk), default=None)


def progress_of(place: Unit, periods: Sequence[SheetPeriod]) -> dict[str, Progress]:
    """Code of the period → how far the report of a place is. One query."""
    outline = OUTLINES.__getitem__ if place.level == Level.DISTRICT else commune_outline
    found: dict[tuple, dict[str, list[ReportText]]] = defaultdict(lambda: defaultdict(list))
    rows = ReportText.objects.filter(place=place).select_related("written_by").in_order()
    for row in rows:
        found[row.period_code, row.begins_on][row.slot].append(row)
    return {
        period.code: Progress(
            {slot: SlotText(versions) for slot, versions in found[period.code, period.span.begins_on].items()},
            outline(kind_of(period.code)).texts,
        )
        for period in periods
    }
