"""Giải pháp of a plan: written as one list, reported on, proven, called done, opened again."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Appointment
from criteria.actions.evidence import Paper, store_document
from criteria.models import Evidence
from criteria.permissions import evidence_visible_to
from directives.actions.plans import check_writable, held_plan, touch
from directives.enums import ProgressKind
from directives.models import ImprovementPlan, PlanStep, StepProgress, StepProof
from directives.rules.plan_states import RUNNING_STATES
from directives.rules.plans import StepLine, done_faults, line_faults, progress_faults
from ntm_portal.uploads import Upload

FIELDS = (
    "measure", "starts_on", "due_on", "holder_id", "responsible", "department_id", "coordinating", "cost", "source",
    "expected_value", "is_priority",
)  # fmt: skip
NOT_RUNNING = "Tiến độ được ghi khi kế hoạch đã duyệt."


class LineFaults(ValidationError):
    """What is wrong with which line of the list, by its place and its box."""

    def __init__(self, lines: Mapping[int, Mapping[str, str]]):
        self.lines = lines
        super().__init__("Chưa lưu: có dòng giải pháp chưa đúng, xem chữ đỏ ở từng dòng.")


@transaction.atomic
def write_steps(
    *, plan: ImprovementPlan, lines: Sequence[StepLine], seen: int, by: User, at: dt.datetime
) -> ImprovementPlan:
    """Ghi giải pháp: the whole list at once, in this order; what is not in it goes, unless it was reported on."""
    held = held_plan(plan, by)
    known = {step.pk: step for step in held.steps.in_order()}
    if [line_of(step) for step in known.values()] == list(lines):
        return held
    check_writable(held, seen)
    _check_lines(held, lines, known)
    gone = [step for pk, step in known.items() if pk not in {line.pk for line in lines}]
    if kept := [str(step.position) for step in gone if step.progress.exists() or step.proofs.exists()]:
        raise ValidationError(f"Giải pháp {', '.join(kept)} đã có tiến độ hoặc minh chứng: sửa, không bỏ.")
    for step in gone:
        step.delete()
    for position, line in enumerate(lines, 1):
        _write_line(held, position, line, known.get(line.pk), by)
    touch(held, by, at, action="Ghi giải pháp")
    return held


def line_of(step: PlanStep) -> StepLine:
    """A measure as it is written now."""
    return StepLine(step.pk, *(getattr(step, name) for name in FIELDS))


def _check_lines(plan: ImprovementPlan, lines: Sequence[StepLine], known: Mapping[int, PlanStep]) -> None:
    """Every line is sound, names a measure of this plan, and people of this commune."""
    holders = {line.holder_id for line in lines if line.holder_id}
    own = set(Appointment.objects.filter(pk__in=holders, unit=plan.unit_id).values_list("pk", flat=True))
    faults = {at: line_faults(line) for at, line in enumerate(lines)}
    for at, line in enumerate(lines):
        if line.holder_id and line.holder_id not in own:
            faults[at]["who"] = "Người này không giữ chức ở xã."
        if line.pk and line.pk not in known:
            faults[at][NON_FIELD_ERRORS] = "Dòng này không còn trong kế hoạch."
    if found := {at: fault for at, fault in faults.items() if fault}:
        raise LineFaults(found)


def _write_line(plan: ImprovementPlan, position: int, line: StepLine, step: PlanStep | None, by: User) -> None:
    """A line that stays as it was leaves no line of history."""
    if step and line_of(step) == line and step.position == position:
        return
    step = step or PlanStep(plan=plan, written_by=by, sample=by.sample)
    step.position = position
    for name in FIELDS:
        setattr(step, name, getattr(line, name))
    step.full_clean()
    step.save()


@transaction.atomic
def report_progress(
    *,
    step: PlanStep,
    percent: int,
    reported_on: dt.date,
    by: User,
    at: dt.datetime,
    today: dt.date,
    token: str,
    note: str = "",
    next_review_on: dt.date | None = None,
) -> StepProgress:
    """Ghi tiến độ of a measure on a day, with a word and the day of the next look; sent twice it is written once."""
    held = _running_plan(step, by)
    if known := StepProgress.objects.filter(by=by, token=token).first():
        return known
    last = step.progress.order_by("pk").last()
    if last and last.kind == ProgressKind.DONE:
        raise ValidationError("Giải pháp này đã xong. Mở lại, nêu lý do, rồi ghi tiến độ.")
    faults = progress_faults(
        reported_on=reported_on, last_on=last and last.reported_on, today=today, next_review_on=next_review_on
    )
    if faults:
        raise ValidationError(faults)
    told = _tell(step, ProgressKind.PROGRESS, percent, reported_on, by, at, token, note, next_review_on)
    if next_review_on:
        held.next_review_on = next_review_on
        held.full_clean()
        held.save()
    return told


@transaction.atomic
def finish_step(
    *, step: PlanStep, finished_on: dt.date, by: User, at: dt.datetime, today: dt.date, token: str, note: str = ""
) -> StepProgress:
    """Xác nhận xong: with proof, and for an urgent measure not by its own author."""
    _running_plan(step, by)
    if known := StepProgress.objects.filter(by=by, token=token).first():
        return known
    last = step.progress.order_by("pk").last()
    faults = done_faults(
        has_proof=step.proofs.exists(),
        is_priority=step.is_priority,
        is_author=step.written_by_id == by.pk,
        is_done=bool(last and last.kind == ProgressKind.DONE),
    )
    if faults:
        raise ValidationError(faults)
    days = progress_faults(reported_on=finished_on, last_on=last and last.reported_on, today=today, next_review_on=None)
    if days:
        raise ValidationError({"reported_on": days["reported_on"]})
    return _tell(step, ProgressKind.DONE, 100, finished_on, by, at, token, note)


@transaction.atomic
def reopen_step(
    *, step: PlanStep, percent: int, reason: str, by: User, at: dt.datetime, today: dt.date, token: str
) -> StepProgress:
    """Mở lại giải pháp that was called done too early, with the reason."""
    _running_plan(step, by)
    if known := StepProgress.objects.filter(by=by, token=token).first():
        return known
    last = step.progress.order_by("pk").last()
    if last is None or last.kind != ProgressKind.DONE:
        raise ValidationError("Giải pháp này chưa xong, không cần mở lại.")
    return _tell(step, ProgressKind.REOPENED, percent, today, by, at, token, reason)


@transaction.atomic
def prove_step(*, step: PlanStep, upload: Upload, paper: Paper, by: User, at: dt.datetime, today: dt.date) -> StepProof:
    """Đính kèm tài liệu of what was done; the same file twice is joined once."""
    plan = _running_plan(step, by)
    evidence = store_document(unit=plan.unit, upload=upload, paper=paper, by=by, at=at, today=today)
    return _join(step, evidence, by, at)


@transaction.atomic
def prove_step_with(*, step: PlanStep, evidence: Evidence, by: User, at: dt.datetime) -> StepProof:
    """Dùng tài liệu đã có of the same commune."""
    plan = _running_plan(step, by)
    if not evidence_visible_to(by).filter(pk=evidence.pk, unit=plan.unit, sample__in={False, by.sample}).exists():
        raise ValidationError("Tài liệu này không thuộc xã hoặc không thuộc phạm vi của tài khoản.")
    return _join(step, evidence, by, at)


def _running_plan(step: PlanStep, by: User) -> ImprovementPlan:
    """The plan of a measure, held, if work on it is reported now."""
    held = held_plan(step.plan, by)
    if held.state not in RUNNING_STATES:
        raise ValidationError(NOT_RUNNING)
    return held


def _join(step: PlanStep, evidence: Evidence, by: User, at: dt.datetime) -> StepProof:
    if known := step.proofs.filter(evidence=evidence).first():
        return known
    proof = StepProof(step=step, evidence=evidence, by=by, at=at, sample=by.sample)
    proof.full_clean()
    proof.save(force_insert=True)
    detail = {"step": step.pk, "evidence": evidence.pk}
    audit(by=by, action="Gắn minh chứng giải pháp", subject=f"{step.plan}: {step}", detail=detail, at=at)
    return proof


def _tell(step, kind, percent, on, by, at, token, note, next_review_on=None) -> StepProgress:
    told = StepProgress(
        step=step, kind=kind, reported_on=on, percent=percent, note=note, next_review_on=next_review_on, at=at, by=by,
        token=token, sample=by.sample,
    )  # fmt: skip
    told.full_clean()
    told.save(force_insert=True)
    detail = {"step": step.pk, "percent": percent, "note": note}
    audit(
        by=by,
        action=f"Giải pháp: {ProgressKind(kind).label.lower()}",
        subject=f"{step.plan}: {step}",
        detail=detail,
        at=at,
    )
    return told
