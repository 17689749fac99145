"""Nạp Biểu 11: what each line of a filled form would do to the plans of a commune, then all of it at once.

The file is compared again when it is applied, so what is written is what the preview says, or nothing.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from communes.models import Appointment, Department, Unit
from criteria.models.expected import expected_indicators
from directives.actions.plan_steps import line_of, report_progress, write_steps
from directives.actions.plans import Aim, Subject, make_plan
from directives.enums import PlanFileHeap, ProgressKind
from directives.models import ImprovementPlan, PlanStep, StepProgress
from directives.permissions import planning_units
from directives.rules.plan_file import FileLine, PlanFile, Typed, typed_of
from directives.rules.plan_states import RUNNING_STATES, WRITABLE_STATES
from directives.rules.plans import StepLine, line_faults
from ntm_portal.vietnamese import day, number

MILLION = 1_000_000
OTHER_PLACE = "Biểu này của đơn vị khác. Mở đúng trang kế hoạch của đơn vị rồi nạp."


@dataclass
class Proposal:
    """One line of the file with what it would do, in words."""

    line: FileLine
    heap: PlanFileHeap = PlanFileHeap.SAME
    remarks: list[str] = field(default_factory=list)
    wanted: StepLine | None = None
    percent: int | None = None
    note: str = ""

    @property
    def address(self) -> str:
        """Where the measure stands in the file."""
        return self.line.cell("measure")

    def refuse(self, why: str) -> "Proposal":
        """The line does nothing, and says why."""
        self.heap, self.remarks, self.wanted, self.percent = PlanFileHeap.REFUSED, [why], None, None
        return self


@dataclass
class Shelf:
    """What the lines are compared with: the open plans of the commune, and whom it may name."""

    unit: Unit
    today: dt.date
    plans: Mapping[str, ImprovementPlan]
    steps: Mapping[int, PlanStep]
    told: Mapping[int, StepProgress]
    holders: Mapping[str, int]
    departments: Mapping[str, int]
    cells: Mapping[str, Subject]

    @classmethod
    def of(cls, unit: Unit, today: dt.date) -> "Shelf":
        """Read once for a whole file. Six queries."""
        plans = ImprovementPlan.objects.open().filter(unit=unit).with_names()
        steps = {step.pk: step for step in PlanStep.objects.filter(plan__in=plans).with_names().in_order()}
        people = Appointment.objects.on(today).filter(unit=unit).select_related("officer").by_post()
        held = {step.who: step.holder_id for step in steps.values() if step.holder_id}
        partners = Department.objects.filter(district=unit.parent_id)
        return cls(
            unit, today, {plan.subject_number: plan for plan in plans}, steps,
            {told.step_id: told for told in StepProgress.objects.filter(step__in=steps).order_by("pk")},
            held | {row.officer.name: row.pk for row in reversed(people)},
            {words: row.pk for row in partners for words in (row.name, row.short_name)},
            plannable(unit, today),
        )  # fmt: skip


def plannable(unit: Unit, today: dt.date) -> dict[str, Subject]:
    """What a plan may be about, by its number: indicators, and criteria of several indicators. One query."""
    rows = list(expected_indicators(unit.level, today).select_related("criterion"))
    several = Counter(row.criterion for row in rows)
    wholes = {str(one.number): Subject(one, None, "") for one, count in several.items() if count > 1}
    return wholes | {row.number: Subject(row.criterion, row, "") for row in rows}


def preview_file(*, unit: Unit, file: PlanFile, by: User, today: dt.date) -> list[Proposal]:
    """Xem trước: every line with what it would do; nothing is written."""
    if not planning_units(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    if file.code != unit.code:
        raise ValidationError(OTHER_PLACE)
    shelf = Shelf.of(unit, today)
    return [_proposal(line, file.versions, shelf) for line in file.lines]


def _proposal(line: FileLine, versions: Mapping[str, int], shelf: Shelf) -> Proposal:
    found = Proposal(line)
    typed, fault = typed_of(line)
    if line.fault or fault:
        return found.refuse(line.fault or fault)
    plan = shelf.plans.get(line.number)
    if plan is None:
        return _of_new_plan(found, typed, shelf)
    step = shelf.steps.get(line.pk)
    if line.pk and (step is None or step.plan_id != plan.pk):
        return found.refuse("Giải pháp này không còn trong kế hoạch. Tải biểu mới.")
    _compare_words(found, typed, plan, step, shelf)
    if found.heap != PlanFileHeap.REFUSED and step:
        _compare_progress(found, typed, plan, step, shelf)
    if found.heap in (PlanFileHeap.NEW, PlanFileHeap.CHANGED) and versions.get(line.number) != plan.version:
        return found.refuse(f"Kế hoạch đã được {plan.changed_by.full_name} sửa sau khi tải biểu. Tải biểu mới.")
    return found


def _of_new_plan(found: Proposal, typed: Typed, shelf: Shelf) -> Proposal:
    """A measure for a cell without a plan: the plan begins as a draft."""
    subject = shelf.cells.get(found.line.number)
    if subject is None:
        return found.refuse(f"Không có chỉ tiêu, tiêu chí {found.line.number} trong bộ tiêu chí đang áp dụng.")
    whole = str(subject.criterion.number)
    if subject.indicator and whole in shelf.plans:
        return found.refuse(f"Chỉ tiêu này thuộc kế hoạch cả tiêu chí {whole}: ghi giải pháp ở dòng của tiêu chí.")
    wanted = _wanted(found.line, typed, None, shelf, shelf.today)
    if faults := line_faults(wanted):
        return found.refuse(next(iter(faults.values())))
    found.heap, found.wanted = PlanFileHeap.NEW, wanted
    found.remarks.append(f"lập kế hoạch {found.line.number} (bản nháp)")
    return found


def _compare_words(found: Proposal, typed: Typed, plan: ImprovementPlan, step: PlanStep | None, shelf: Shelf) -> None:
    """Whether the measure itself is new or differs; an approved plan keeps its words."""
    wanted = _wanted(found.line, typed, step, shelf, plan.reach_by)
    if step and line_of(step) == wanted:
        return
    if plan.state not in WRITABLE_STATES:
        found.refuse("Kế hoạch đã duyệt: chỉ ghi tiến độ, ghi chú. Muốn sửa giải pháp thì mở lại kế hoạch.")
    elif faults := line_faults(wanted):
        found.refuse(next(iter(faults.values())))
    else:
        found.heap, found.wanted = (PlanFileHeap.CHANGED if step else PlanFileHeap.NEW), wanted
        found.remarks += _differences(step, found.line) if step else []


def _wanted(line: FileLine, typed: Typed, step: PlanStep | None, shelf: Shelf, reach_by: dt.date) -> StepLine:
    """The measure as the file wants it; what the form does not hold stays."""
    starts = typed.starts_on or shelf.today
    holder, partner = shelf.holders.get(line.texts["who"]), shelf.departments.get(line.texts["with"])
    base = line_of(step) if step else StepLine(None, "", starts, starts)
    return replace(
        base, measure=line.texts["measure"], starts_on=starts, due_on=typed.due_on or max(reach_by, starts),
        holder_id=holder, responsible="" if holder else line.texts["who"], department_id=partner,
        coordinating="" if partner else line.texts["with"], cost=typed.cost, source=line.texts["source"],
    )  # fmt: skip


LABELS = {
    "measure": "giải pháp", "cost": "kinh phí", "source": "nguồn", "starts_on": "bắt đầu", "due_on": "hoàn thành",
    "who": "người phụ trách", "with": "cơ quan phối hợp",
}  # fmt: skip


def _differences(step: PlanStep, line: FileLine) -> list[str]:
    """ "hoàn thành 20/9/2017 → 25/9/2017", with the cell where it stands."""
    now = {
        "measure": step.measure,
        "cost": "" if step.cost is None else money(step.cost),
        "source": step.source,
        "starts_on": day(step.starts_on),
        "due_on": day(step.due_on),
        "who": step.who,
        "with": step.with_whom,
    }
    typed, _ = typed_of(line)
    new = {key: line.texts[key] for key in LABELS} | {
        "starts_on": day(typed.starts_on) if typed.starts_on else "",
        "due_on": day(typed.due_on) if typed.due_on else "",
        "cost": "" if typed.cost is None else money(typed.cost),
    }  # fmt: skip
    return [
        f"{LABELS[key]} ({line.cell(key)}): {now[key] or 'trống'} → {new[key] or 'trống'}"
        for key in LABELS
        if now[key] != new[key]
    ]


def money(cost: int) -> str:
    """Đồng in triệu đồng, exactly."""
    return f"{number(Decimal(cost) / MILLION)} triệu"


def _compare_progress(found: Proposal, typed: Typed, plan: ImprovementPlan, step: PlanStep, shelf: Shelf) -> None:
    """Whether progress or its word is new; closing a measure wants proof, and is done on its page."""
    last = shelf.told.get(step.pk)
    percent, note = (last.percent, last.note) if last else (0, "")
    wanted = percent if typed.percent is None else typed.percent
    if (wanted, found.line.texts["note"]) == (percent, note):
        return
    if plan.state not in RUNNING_STATES:
        found.refuse("Kế hoạch chưa duyệt: chưa ghi tiến độ.")
    elif last and last.kind == ProgressKind.DONE:
        found.refuse("Giải pháp đã xong. Mở lại trên trang giải pháp rồi ghi tiến độ.")
    else:
        found.heap, found.percent, found.note = PlanFileHeap.CHANGED, wanted, found.line.texts["note"]
        found.remarks.append(f"tiến độ ({found.line.cell('percent')}): {percent}% → {wanted}%")


@transaction.atomic
def apply_file(*, unit: Unit, file: PlanFile, by: User, at: dt.datetime, today: dt.date, token: str) -> int:
    """Ghi Biểu 11: every line that is new or changed, all or none; returns how many."""
    Unit.objects.held().get(pk=unit.pk)
    proposals = preview_file(unit=unit, file=file, by=by, today=today)
    acting = [one for one in proposals if one.heap in (PlanFileHeap.NEW, PlanFileHeap.CHANGED)]
    if not acting:
        raise ValidationError("Không còn dòng nào để ghi: các dòng đều không đổi hoặc bị từ chối.")
    by_plan = defaultdict(list)
    for one in acting:
        by_plan[one.line.number].append(one)
    shelf = Shelf.of(unit, today)
    for subject, ones in by_plan.items():
        plan = shelf.plans.get(subject) or _new_plan(ones, unit, shelf, by, at)
        _write(plan, [one.wanted for one in ones if one.wanted], shelf, by, at)
        for one in ones:
            if one.percent is not None:
                report_progress(
                    step=shelf.steps[one.line.pk], percent=one.percent, reported_on=today, by=by, at=at, today=today,
                    token=f"{token}-{one.line.row}"[:40], note=one.note,
                )  # fmt: skip
    return len(acting)


def _new_plan(ones: Sequence[Proposal], unit: Unit, shelf: Shelf, by: User, at: dt.datetime) -> ImprovementPlan:
    """A draft with the state and goal of its first line."""
    cell = shelf.cells[ones[0].line.number]
    said = {key: next((one.line.texts[key] for one in ones if one.line.texts[key]), "") for key in ("standing", "goal")}
    subject = replace(cell, standing=said["standing"] or "Chưa ghi thực trạng.")
    named, what = (cell.indicator, "chỉ tiêu") if cell.indicator else (cell.criterion, "tiêu chí")
    goal = said["goal"] or f"Đạt {what} {named.number} {named.short_name}"
    aim = Aim(goal, max(shelf.today, *(one.wanted.due_on for one in ones)))
    return make_plan(unit=unit, subject=subject, aim=aim, by=by, at=at, today=shelf.today)


def _write(plan: ImprovementPlan, wanted: Sequence[StepLine], shelf: Shelf, by: User, at: dt.datetime) -> None:
    """The list of the plan with the lines of the file in it; new ones at the end."""
    if not wanted:
        return
    changed = {line.pk: line for line in wanted if line.pk}
    lines = [changed.get(step.pk, line_of(step)) for step in shelf.steps.values() if step.plan_id == plan.pk]
    lines += [line for line in wanted if not line.pk]
    write_steps(plan=plan, lines=lines, seen=plan.version, by=by, at=at)
