"""Hồ sơ: the list of all places, and the page of one, with the conditions of recognition beside its papers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.enums import Level
from communes.models import Unit
from criteria.enums import SourceStatus, Verdict
from criteria.models import Recognition
from criteria.rules.communes import Condition, Tally
from criteria.status import EMPTY_CELL, read_criteria
from directives.enums import DeadlineState
from directives.rules.deadlines import words
from dossiers.enums import Move, Section, ShownBy, StepState
from dossiers.models import ProcedureStep
from dossiers.rules.parts import Progress
from dossiers.rules.steps import StepFacts, standings
from dossiers.tables.reading import DossierReading, Part, read_dossier, read_dossiers, steps_of
from ntm_portal.vietnamese import counted, day, lower_first
from reports.tables.arrears import TITLE as ARREARS
from reports.tables.arrears import Arrears, read_arrears
from reports.tables.board import Period, criteria_in_order
from reports.tables.district import DistrictPage

# So many of the next tasks stand beside the dossier.
NEXT = 5
TAGS = {
    DeadlineState.OVERDUE: "late",
    DeadlineState.DUE_TODAY: "soon",
    DeadlineState.DUE_SOON: "soon",
    DeadlineState.DONE: "done",
    DeadlineState.DONE_LATE: "done",
}
REOPENED = {Move.WITHDRAWN: "Đã rút", Move.RETURNED: "Trả lại", Move.SUPPLEMENT: "Cần bổ sung"}
STEP_ICONS = {StepState.DONE: "okc", StepState.NOW: "dot", StepState.AHEAD: "circle"}


@dataclass(frozen=True, slots=True)
class Line:
    """One place in the list."""

    read: DossierReading
    recognised: Recognition | None

    @property
    def href(self) -> str:
        return f"/ho-so/{self.read.unit.place}/?nam={self.read.year}"

    @property
    def state(self) -> tuple[str, str, str]:
        """Where the dossier stands in one word, as a pill: kind, words, icon."""
        if self.recognised:
            return "done", f"Đã công nhận {day(self.recognised.decided_on)}", ""
        if self.read.dossier is None:
            return "plain", "Chưa lập hồ sơ", ""
        if move := self.read.reopened:
            return "soon", f"{REOPENED[Move(move.kind)]} {day(move.on)}", "back"
        if self.read.submitted_on:
            return "done", f"Đã trình {day(self.read.submitted_on)}", ""
        if self.read.progress.is_complete:
            return "act", "Đủ thành phần", ""
        if late := len(self.read.late):
            return "late", f"{counted(late)} phần quá hạn", ""
        return "draft", "Đang hoàn thiện", ""

    @property
    def next(self) -> Part | None:
        """What is to be done first."""
        return self.read.to_do[0] if self.read.to_do else None

    @property
    def lacks(self) -> str:
        """ "A3, A4, B1": the parts that are not there."""
        missing = [part for part in self.read.parts if not part.facts.is_ready]
        codes = [part.item.number for part in missing if part.item.section != Section.CRITERION]
        papers = len(missing) - len(codes)
        return ", ".join(codes + [f"{counted(papers)} minh chứng tiêu chí"] * bool(papers))


@dataclass(frozen=True, slots=True)
class ListPage:
    """All places of the reader, the district first."""

    year: int
    lines: tuple[Line, ...]

    @property
    def figures(self) -> list[tuple[str, int]]:
        """The headline numbers, of the communes."""
        communes = [line for line in self.lines if line.read.unit.level == Level.COMMUNE]
        opened = [line for line in communes if line.read.dossier]
        return [
            ("Xã, thị trấn có hồ sơ", len(opened)),
            ("Đủ thành phần", sum(line.read.progress.is_complete for line in opened)),
            ("Có phần quá hạn", sum(bool(line.read.late) for line in opened)),
            ("Đã trình", sum(line.read.submitted_on is not None for line in opened)),
        ]


def list_page(units: Sequence[Unit], year: int, period: Period) -> ListPage:
    """Every place with its dossier of the year. Fixed number of queries."""
    found = read_dossiers(units, year, period.as_of, period.known_at)
    recognised = recognitions([unit.pk for unit in units], year, period)
    return ListPage(year, tuple(Line(found[unit.pk], recognised.get(unit.pk)) for unit in units))


def recognitions(unit_ids: Sequence[int], year: int, period: Period) -> dict[int, Recognition]:
    """Unit id → the decision that recognises it as of that very year, in force on a day. One query."""
    rows = Recognition.objects.in_force(period.as_of, period.known_at).filter(unit__in=unit_ids, year=year)
    return {row.unit_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step on the way: its state, and what is known of it."""

    step: ProcedureStep
    state: StepState
    note: str

    @property
    def css(self) -> str:
        """How the list of steps colours it."""
        return "" if self.state == StepState.AHEAD else self.state.value

    @property
    def icon(self) -> str:
        return STEP_ICONS[self.state]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """The dossier of one place with what recognition depends on."""

    read: DossierReading
    conditions: tuple[Condition, ...]
    arrears: Arrears
    tally: Tally
    open_numbers: str
    steps: tuple[StepLine, ...]
    recognised: Recognition | None
    district: DistrictPage | None = None

    @property
    def title(self) -> str:
        """ "Đề nghị công nhận huyện Xuân Trường đạt chuẩn nông thôn mới năm 2017"."""
        return f"Đề nghị công nhận {lower_first(self.read.unit.label)} đạt chuẩn nông thôn mới năm {self.read.year}"

    @property
    def is_commune(self) -> bool:
        return self.read.unit.level == Level.COMMUNE

    @property
    def base(self) -> str:
        return f"/ho-so/{self.read.unit.place}/"

    @property
    def list_href(self) -> str:
        return f"/ho-so/?nam={self.read.year}"

    @property
    def form_href(self) -> str:
        """Biểu 13 of this place."""
        return f"{self.base}bieu-13/?nam={self.read.year}"

    @property
    def package_href(self) -> str:
        """Trọn bộ hồ sơ."""
        return f"{self.base}tron-bo.zip?nam={self.read.year}"

    @property
    def amend_href(self) -> str:
        return f"{self.base}{self.read.year}/sua/"

    @property
    def submit_href(self) -> str:
        return f"{self.base}{self.read.year}/trinh/"

    @property
    def reopen_href(self) -> str:
        return f"{self.base}{self.read.year}/mo-lai/"

    @property
    def reopened_words(self) -> str:
        """Why a dossier that was handed in can be written in again, and what comes next."""
        move = self.read.reopened
        said = f"{move.get_kind_display()} ngày {day(move.on)}: {move.reason}"
        return f"{said.removesuffix('.')}. Sửa, bổ sung xong thì trình lại."

    @property
    def begin_href(self) -> str:
        return f"{self.base}{self.read.year}/lap/"

    @property
    def criteria_number(self) -> int:
        """Which of the conditions is about the criteria of the place itself."""
        return 2 if self.is_commune else 3

    @property
    def arrears_number(self) -> int:
        """Which of the conditions is about debts: the last."""
        return len(self.conditions)

    @property
    def waiting_words(self) -> str:
        """Which communes have no decision yet, and which are not asked."""
        if self.district is None or not self.district.waiting:
            return ""
        outside = f"; {self.district.outside_names} không tính" if self.district.outside else ""
        return f"thiếu {self.district.waiting_names}{outside}"

    @property
    def lead(self) -> str:
        """By which decision, by when, how far."""
        if self.read.procedure is None:
            return f"Chưa có thủ tục công nhận cho năm {self.read.year}."
        decisions = f"{self.district.decisions} và " if self.district else ""
        due = f"{day(self.read.due_on)}{'*' * self.due_by_default}, {lower_first(words(self.read.deadline))}"
        return f"Theo {decisions}{self.read.procedure.decision}. Hạn trình: {due}."

    @property
    def due_by_default(self) -> bool:
        """The day for handing in is not one of a document that asks it of this place."""
        return self.read.procedure.due_status != SourceStatus.VERIFIED

    @property
    def source_words(self) -> str:
        """Where the list of parts comes from, and whether somebody compared it."""
        procedure = self.read.procedure
        return f"{procedure.source} ({SourceStatus(procedure.source_status).label})"

    @property
    def state(self) -> tuple[str, str, str]:
        """Where the dossier stands in one word, as a pill."""
        return Line(self.read, self.recognised).state

    @property
    def criteria(self) -> list[tuple]:
        """The criteria of the district, each with its papers."""
        counts = self.read.by_criterion()
        return [(line, counts.get(line.criterion.id)) for line in self.district.criteria] if self.district else []

    @property
    def sections(self) -> list["SectionBlock"]:
        """The parts by section; the papers of criteria stand apart."""
        kinds = [section for section in Section if section != Section.CRITERION]
        blocks = [SectionBlock(section, tuple(self.read.of_section(section))) for section in kinds]
        return [block for block in blocks if block.parts]

    @property
    def papers(self) -> Progress:
        """How many papers of criteria are there, of how many."""
        return Progress.of(part.facts for part in self.read.of_section(Section.CRITERION))

    @property
    def criterion_blocks(self) -> list[tuple[int, str, Progress, list[Part]]]:
        """The papers of each criterion: number, name, how many are there, the parts."""
        counts, found = self.read.by_criterion(), {}
        for part in self.read.of_section(Section.CRITERION):
            found.setdefault(part.item.criterion, []).append(part)
        return [(one.number, one.name, counts[one.pk], parts) for one, parts in found.items()]

    @property
    def next(self) -> list[tuple[Part, str]]:
        """What is to be done first, each with its pill."""
        return [(part, TAGS.get(part.deadline.state, "plain")) for part in self.read.to_do[:NEXT]]

    @property
    def left(self) -> int:
        """How many more are missing than are named."""
        return max(len(self.read.to_do) - NEXT, 0)


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """One section of the dossier."""

    section: Section
    parts: tuple[Part, ...]

    @property
    def progress(self) -> Progress:
        return Progress.of(part.facts for part in self.parts)


def commune_place(unit: Unit, year: int, period: Period) -> PlacePage:
    """The dossier of a commune: three conditions, its parts, its steps."""
    read = read_dossier(unit, year, period.as_of, period.known_at)
    book = criteria_in_order(Level.COMMUNE, unit.district, period.as_of)
    cells = read_criteria([unit.pk], book.ids, period.as_of, period.known_at)
    verdicts = [(each.number, cells.get((unit.pk, each.id), EMPTY_CELL).verdict) for each in book.criteria]
    tally = Tally.of(verdict for _, verdict in verdicts)
    open_numbers = [str(number) for number, verdict in verdicts if verdict not in (Verdict.MET, Verdict.NA)]
    recognised = recognitions([unit.pk], year, period).get(unit.pk)
    conditions = (
        Condition(1, "Đã đăng ký và được huyện đưa vào kế hoạch", *told(read.planned_on)),
        Condition(2, f"Đạt {tally.total}/{tally.total} tiêu chí xã", met(tally.complete), tally.printed),
        Condition(3, ARREARS, *told(None)),
    )
    arrears = read_arrears([unit.pk], period.as_of, period.known_at)
    steps = step_lines(read, tally, recognised)
    numbers = ", ".join(open_numbers)
    return PlacePage(read, arrears.put_into(conditions), arrears, tally, numbers, steps, recognised)


def district_place(page: DistrictPage, unit: Unit, period: Period) -> PlacePage:
    """The dossier of the district: four conditions, nine criteria with their papers, its parts, its steps."""
    read = page.dossier
    recognised = recognitions([unit.pk], read.year, period).get(unit.pk)
    steps = step_lines(read, page.tally, recognised)
    return PlacePage(read, page.conditions, page.arrears, page.tally, page.open_numbers, steps, recognised, page)


def told(moment: dt.date | None) -> tuple[Verdict, str]:
    """Met on a day, or not told."""
    return (Verdict.MET, day(moment)) if moment else (Verdict.UNASSESSED, "…")


def met(fulfilled: bool) -> Verdict:
    return Verdict.MET if fulfilled else Verdict.NOT_MET


def step_lines(read: DossierReading, tally: Tally, recognised: Recognition | None) -> tuple[StepLine, ...]:
    """The way of the place, step by step."""
    steps = steps_of(read.procedure.pk) if read.procedure else ()
    seen = [_seen(step, read, tally, recognised) for step in steps]
    states = standings([facts for facts, _ in seen])
    return tuple(
        StepLine(step, state, note or step.when) for step, state, (_, note) in zip(steps, states, seen, strict=True)
    )


def _seen(
    step: ProcedureStep, read: DossierReading, tally: Tally, recognised: Recognition | None
) -> tuple[StepFacts, str]:
    """Whether a step is done as far as the portal knows, and what it knows."""
    match step.shown_by:
        case ShownBy.PART:
            return _seen_in_part(read.part(step.item.code))
        case ShownBy.CRITERIA:
            return StepFacts(tally.complete), f"{tally.printed} tiêu chí" + (f"; {step.when}" if step.when else "")
        case ShownBy.RECOGNISED:
            return StepFacts(recognised is not None), day(recognised.decided_on) if recognised else ""
        case ShownBy.ELSEWHERE:
            return StepFacts(False, is_known=False), ""
        case _:
            days = {ShownBy.REGISTERED: read.registered_on, ShownBy.PLANNED: read.planned_on}
            return _on_day(days.get(step.shown_by, read.submitted_on))


def _on_day(moment: dt.date | None) -> tuple[StepFacts, str]:
    return StepFacts(moment is not None), day(moment) if moment else ""


def _seen_in_part(part: Part) -> tuple[StepFacts, str]:
    if part.facts.is_ready:
        return StepFacts(True), day(part.facts.signed_on)
    return StepFacts(False), ""
