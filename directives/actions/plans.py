"""Kế hoạch hoàn thiện: made from a cell, written, copied from another commune, moved along its way."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.actions import audit, check_in_post
from accounts.enums import Role
from accounts.models import User
from communes.enums import Post
from communes.models import Appointment, Unit
from criteria.enums import Verdict
from criteria.models import Criterion, Finding, Indicator
from directives.enums import PlanMove, PlanState
from directives.models import ImprovementPlan, PlanEvent, PlanStep
from directives.permissions import plan_side, planning_units, plans_editable_by
from directives.rules.plan_states import WRITABLE_STATES, Written, move_faults, target_of
from directives.rules.plans import SETTLED, shifted
from ntm_portal import clock
from ntm_portal.vietnamese import day

CLOSED_TO_WRITING = "Kế hoạch đã duyệt. Mở lại để sửa (nêu lý do), sửa xong thì duyệt lại."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a plan is about: an indicator, or a criterion as a whole; with the state it starts from."""

    criterion: Criterion
    indicator: Indicator | None
    standing: str
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plan wants: in words, as a figure where there is one, and by when."""

    goal: str
    reach_by: dt.date
    expected_value: Decimal | None = None
    next_review_on: dt.date | None = None


class StaleWrite(ValidationError):
    """Somebody else saved in the meantime; `theirs` is the record as it stands now."""

    def __init__(self, theirs: ImprovementPlan):
        self.theirs = theirs
        moment = theirs.changed_at.astimezone(clock.LOCAL)
        super().__init__(
            f"{theirs.changed_by.full_name} đã sửa kế hoạch này lúc {moment:%H:%M} ngày {day(moment)}. Chưa lưu gì: "
            "so hai bản bên dưới, giữ chữ cần giữ rồi lưu lại."
        )


@transaction.atomic
def make_plan(*, unit: Unit, subject: Subject, aim: Aim, by: User, at: dt.datetime, today: dt.date) -> ImprovementPlan:
    """Lập kế hoạch for one cell that has no open one."""
    if not planning_units(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    unit = Unit.objects.held().get(pk=unit.pk)
    return _made(unit, subject, aim, by, at, today, source=None)


@transaction.atomic
def copy_plan(
    *,
    source: ImprovementPlan,
    unit: Unit,
    subject: Subject,
    starts_on: dt.date,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> ImprovementPlan:
    """Chép kế hoạch của xã khác: its goal and measures, moved to a new start, without its people and its money."""
    if not planning_units(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    if source.sample and not by.sample:
        raise ValidationError("Đây là kế hoạch minh họa, không chép cho xã thật.")
    unit = Unit.objects.held().get(pk=unit.pk)
    steps = list(source.steps.in_order())
    begins = [step.starts_on for step in steps] or [source.made_on]
    reach_by = shifted([min(begins), source.reach_by], starts_on)[1]
    aim = Aim(source.goal, max(reach_by, today), source.expected_value)
    plan = _made(unit, subject, aim, by, at, today, source=source)
    days = shifted([one for step in steps for one in (step.starts_on, step.due_on)], starts_on)
    for step, begin, due in zip(steps, days[::2], days[1::2], strict=True):
        copied = PlanStep(
            plan=plan, position=step.position, measure=step.measure, starts_on=begin, due_on=due,
            department=step.department, coordinating=step.coordinating, expected_value=step.expected_value,
            is_priority=step.is_priority, written_by=by, sample=by.sample,
        )  # fmt: skip
        copied.full_clean()
        copied.save()
    return plan


def copyable_plans(by: User, unit: Unit, subject: Subject):
    """Plans of the other communes for the same cell, that a commune may take as a start: once they were approved."""
    rows = ImprovementPlan.objects.filter(
        criterion=subject.criterion,
        indicator=subject.indicator,
        unit__parent=unit.parent_id,
        sample__in={False, by.sample},
    )
    return rows.exclude(unit=unit).exclude(state__in=(*WRITABLE_STATES, PlanState.CANCELLED)).with_names()


def _made(unit, subject, aim, by, at, today, *, source) -> ImprovementPlan:
    """The plan with its first line in the trail."""
    newest = ImprovementPlan.objects.filter(unit=unit).aggregate(newest=Max("number"))["newest"]
    plan = ImprovementPlan(
        unit=unit, number=(newest or 0) + 1, criterion=subject.criterion, indicator=subject.indicator,
        finding=subject.finding, standing=subject.standing, goal=aim.goal, expected_value=aim.expected_value,
        reach_by=aim.reach_by, next_review_on=aim.next_review_on, copied_from=source, made_on=today, changed_at=at,
        changed_by=by, sample=by.sample,
    )  # fmt: skip
    _check_days(aim, today)
    plan.full_clean()
    plan.save(force_insert=True)
    note = f"Chép từ {source.unit.label}" if source else ""
    _leave(plan, PlanMove.MAKE, by, at, note=note)
    return plan


def _check_days(aim: Aim, begins_on: dt.date) -> None:
    if aim.reach_by < begins_on:
        raise ValidationError({"reach_by": f"Ngày phải đạt phải từ ngày lập ({day(begins_on)}) trở đi."})


@transaction.atomic
def write_plan(
    *, plan: ImprovementPlan, standing: str, aim: Aim, seen: int, by: User, at: dt.datetime
) -> ImprovementPlan:
    """Sửa thực trạng, mục tiêu, thời hạn of a plan that is not approved."""
    held = held_plan(plan, by)
    wanted = {
        "standing": standing, "goal": aim.goal, "reach_by": aim.reach_by, "expected_value": aim.expected_value,
        "next_review_on": aim.next_review_on,
    }  # fmt: skip
    if all(getattr(held, name) == value for name, value in wanted.items()):
        return held
    check_writable(held, seen)
    _check_days(aim, held.made_on)
    for name, value in wanted.items():
        setattr(held, name, value)
    touch(held, by, at, action="Sửa kế hoạch")
    return held


@transaction.atomic
def move_plan(
    *,
    plan: ImprovementPlan,
    move: PlanMove,
    by: User,
    at: dt.datetime,
    today: dt.date,
    verdict: Verdict,
    seen: int,
    note: str = "",
) -> ImprovementPlan:
    """Duyệt, xem, trả lại, mở lại, kết thúc, hủy: one move along the table; `verdict` is the cell's on the day."""
    held, side = held_plan(plan, by), plan_side(by)
    if held.version != seen:
        if _is_made_already(held, move, by, seen):
            return held
        raise StaleWrite(held)
    steps = [Written(step.position, bool(step.who)) for step in held.steps.with_names().in_order()]
    faults = move_faults(move, held.state, side, steps=steps, is_reached=verdict in SETTLED, note=note)
    if faults:
        raise ValidationError(faults)
    held.state = target_of(move, held.state, side)
    touch(held, by, at, action=PlanMove(move).label, note=note)
    _leave(held, move, by, at, holder=answering(held.unit, by, today), note=note, audited=True)
    return held


def _is_made_already(held: ImprovementPlan, move: PlanMove, by: User, seen: int) -> bool:
    """The very same move, sent twice."""
    last = held.events.last()
    return held.version == seen + 1 and (last.move, last.by_id) == (move, by.pk)


def answering(unit: Unit, by: User, today: dt.date) -> Appointment | None:
    """In whose name a head acts: the secretary in his own, the chairman in that of the secretary."""
    if by.role not in (Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR):
        return None
    check_in_post(by, today)
    held = (
        Appointment.objects.heads()
        .on(today)
        .filter(unit=unit, post=Post.PARTY_SECRETARY, sample__in={False, by.sample})
    )
    return held.first()


def held_plan(plan: ImprovementPlan, by: User) -> ImprovementPlan:
    """The plan as it stands once no other writer of the commune is left, for whoever may write it."""
    Unit.objects.held().get(pk=plan.unit_id)
    held = plans_editable_by(by).with_names().filter(pk=plan.pk).first()
    if held is None:
        raise PermissionDenied
    return held


def check_writable(held: ImprovementPlan, seen: int) -> None:
    """Goal and measures are written before approval, on top of the version the writer saw."""
    if held.state not in WRITABLE_STATES:
        raise ValidationError(CLOSED_TO_WRITING)
    if held.version != seen:
        raise StaleWrite(held)


def touch(held: ImprovementPlan, by: User, at: dt.datetime, *, action: str, note: str = "") -> None:
    """A new version of the plan, with the audit line of what was done."""
    held.version += 1
    held.changed_at, held.changed_by = at, by
    held.full_clean()
    held.save()
    audit(by=by, action=action, subject=str(held), detail={"plan": held.pk, "note": note}, at=at)


def _leave(plan, move, by, at, *, holder=None, note="", audited=False) -> None:
    """The line of the trail."""
    event = PlanEvent(
        plan=plan, move=move, state=plan.state, at=at, by=by, on_behalf_of=holder, note=note, sample=by.sample
    )
    event.full_clean()
    event.save(force_insert=True)
    if not audited:
        audit(by=by, action=PlanMove(move).label, subject=str(plan), detail={"plan": plan.pk}, at=at)
