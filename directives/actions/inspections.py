"""Kiểm tra, giám sát: plan visits, take them from step to step, sign, supplement and end them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Unit
from criteria.models import Criterion, Indicator
from directives.enums import InspectionAct, InspectionKind, InspectionState, MemberSide, RequestState, TeamOf
from directives.models import ChecklistItem, Inspection, InspectionMember, InspectionStep
from directives.permissions import inspections_writable_by, kinds_open_to, teams_open_to
from directives.rules.inspections import (
    MOVES,
    WRITABLE,
    Minutes,
    closing_fault,
    minutes_faults,
    move_fault,
    moving_fault,
    signing_fault,
)
from ntm_portal.vietnamese import day

Members = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Visit:
    """What is planned for one or several places."""

    kind: InspectionKind
    team_of: TeamOf
    team_name: str
    planned_on: dt.date
    plan: str = ""
    team: Members = ()
    cells: Sequence[tuple[Criterion, Indicator | None]] = ()


class MovedMeanwhile(ValidationError):
    """Somebody else moved the visit since the page was opened: who, to which day and why."""

    def __init__(self, step: InspectionStep):
        super().__init__(
            f"{step.by.full_name} đã dời lịch từ {day(step.from_on)} đến {day(step.to_on)}: {step.words.rstrip('.')}. "
            "Kiểm tra rồi bấm lưu lần nữa để dời theo nội dung của trang này."
        )


class MinutesSealed(ValidationError):
    """Nothing in the minutes can be written any more."""


def store(record: models.Model, by: User, at: dt.datetime) -> None:
    """Check and save a record, with the person and the moment in its history."""
    record.full_clean()
    record._history_user, record._history_date = by, at
    record.save()


def hold_inspection(inspection: Inspection, by: User) -> Inspection:
    """The visit as it is now, locked, for those who write it; nothing real is written into the demonstration."""
    rows = inspections_writable_by(by).select_for_update(of=("self",), no_key=True).select_related("unit")
    held = rows.filter(pk=inspection.pk).first()
    if held is None:
        raise PermissionDenied
    if held.sample and not by.sample:
        raise ValidationError("Đây là đợt kiểm tra minh họa, không ghi bằng tài khoản thật.")
    return held


def hold_minutes(inspection: Inspection, by: User) -> Inspection:
    """The visit, locked, while its minutes can still be written."""
    held = hold_inspection(inspection, by)
    if held.state in WRITABLE:
        return held
    if held.is_binding:
        raise MinutesSealed(f"Biên bản đã ký ngày {day(held.signed_on)}, không sửa được. Ghi ở phần bổ sung.")
    raise MinutesSealed("Lịch kiểm tra này đã hủy.")


def add_step(
    inspection: Inspection, act: InspectionAct, by: User, at: dt.datetime, words: str = "", **days: dt.date
) -> None:
    """Leave the step in the trail of the visit, and the line in the audit."""
    step = InspectionStep(inspection=inspection, act=act, words=words, by=by, at=at, sample=inspection.sample, **days)
    step.full_clean()
    step.save(force_insert=True)
    audit(
        by=by,
        at=at,
        action=f"{act.label}: kiểm tra",
        subject=str(inspection),
        detail={"inspection": inspection.pk},
    )


@transaction.atomic
def plan_visits(*, units: Sequence[Unit], visit: Visit, token: str, by: User, at: dt.datetime) -> list[Inspection]:
    """Lập lịch kiểm tra, one visit for each place. What is sent twice is planned once."""
    if visit.kind not in kinds_open_to(by) or visit.team_of not in teams_open_to(by):
        raise PermissionDenied
    if not units:
        raise ValidationError({"units": "Chọn ít nhất một đơn vị."})
    if not visit.cells:
        raise ValidationError({"cells": "Chọn ít nhất một nội dung kiểm tra."})
    return [_plan_one(unit, visit, token, by, at) for unit in units]


def _plan_one(unit: Unit, visit: Visit, token: str, by: User, at: dt.datetime) -> Inspection:
    if known := Inspection.objects.filter(unit=unit, token=token, planned_by=by).first():
        return known
    made = Inspection(
        unit=unit, kind=visit.kind, team_of=visit.team_of, team_name=visit.team_name, plan=visit.plan,
        planned_on=visit.planned_on, planned_by=by, token=token, sample=by.sample,
    )  # fmt: skip
    store(made, by, at)
    set_members(made, MemberSide.TEAM, visit.team, by, at)
    for criterion, indicator in visit.cells:
        item = ChecklistItem(inspection=made, criterion=criterion, indicator=indicator, sample=by.sample)
        store(item, by, at)
    add_step(made, InspectionAct.PLAN, by, at)
    return made


def set_members(inspection: Inspection, side: MemberSide, members: Members, by: User, at: dt.datetime) -> None:
    """Write down who takes part for one side, in the order given."""
    for gone in inspection.members.filter(side=side):
        gone._history_user, gone._history_date = by, at
        gone.delete()
    for position, (name, post) in enumerate(members):
        someone = InspectionMember(
            inspection=inspection, side=side, position=position, name=name, post=post, sample=inspection.sample
        )
        store(someone, by, at)


@transaction.atomic
def add_item(
    *,
    inspection: Inspection,
    criterion: Criterion,
    indicator: Indicator | None,
    look_at: str,
    by: User,
    at: dt.datetime,
) -> ChecklistItem:
    """Thêm nội dung kiểm tra while the minutes are open."""
    held = hold_minutes(inspection, by)
    item = ChecklistItem(inspection=held, criterion=criterion, indicator=indicator, look_at=look_at, sample=held.sample)
    store(item, by, at)
    audit(by=by, at=at, action="Thêm nội dung kiểm tra", subject=f"{held}: {item}", detail={"inspection": held.pk})
    return item


def move(
    inspection: Inspection, act: InspectionAct, by: User, at: dt.datetime, words: str = "", **days: dt.date
) -> None:
    """Take a locked visit one step on; refused where the step does not follow."""
    if fault := move_fault(act, inspection.state):
        raise ValidationError(fault)
    _, to = MOVES[act]
    if to is not None:
        inspection.state = to
        store(inspection, by, at)
    add_step(inspection, act, by, at, words, **days)


@transaction.atomic
def draft_minutes(*, inspection: Inspection, by: User, at: dt.datetime) -> Inspection:
    """Hoàn thành dự thảo: the minutes say all they must, and the place reads them before both sides sign."""
    held = hold_inspection(inspection, by)
    if faults := minutes_faults(minutes_of(held)):
        raise ValidationError(faults)
    move(held, InspectionAct.DRAFT, by, at)
    return held


def minutes_of(inspection: Inspection) -> Minutes:
    """What decides whether the minutes can be signed."""
    return Minutes(
        inspection.visited_on,
        inspection.place,
        inspection.conclusions,
        frozenset(inspection.members.values_list("side", flat=True)),
        sum(note.says_something for note in inspection.notes.all()),
    )


@transaction.atomic
def sign_minutes(
    *, inspection: Inspection, team_signer: str, unit_signer: str, signed_on: dt.date, by: User, at: dt.datetime,
    today: dt.date,
) -> Inspection:  # fmt: skip
    """Ghi nhận đã ký: who signed the paper for each side, and on which day. From here on nothing in it changes."""
    held = hold_inspection(inspection, by)
    faults = minutes_faults(minutes_of(held))
    if faults or move_fault(InspectionAct.SIGN, held.state):
        raise ValidationError(faults or move_fault(InspectionAct.SIGN, held.state))
    if fault := signing_fault(signed_on, held.visited_on, today):
        raise ValidationError({"signed_on": fault})
    held.team_signer, held.unit_signer, held.signed_on = team_signer, unit_signer, signed_on
    move(held, InspectionAct.SIGN, by, at)
    return held


@transaction.atomic
def add_supplement(*, inspection: Inspection, words: str, by: User, at: dt.datetime) -> Inspection:
    """Ghi bổ sung: what the signed minutes left out or got wrong; the minutes themselves stay as signed."""
    held = hold_inspection(inspection, by)
    move(held, InspectionAct.SUPPLEMENT, by, at, words)
    return held


@transaction.atomic
def close_inspection(*, inspection: Inspection, by: User, at: dt.datetime) -> Inspection:
    """Kết thúc: all that was asked for is done and accepted."""
    held = hold_inspection(inspection, by)
    left = held.requests.exclude(state=RequestState.ACCEPTED).count()
    if held.state == InspectionState.SIGNED and (fault := closing_fault(left)):
        raise ValidationError(fault)
    move(held, InspectionAct.CLOSE, by, at)
    return held


@transaction.atomic
def cancel_visit(*, inspection: Inspection, words: str, by: User, at: dt.datetime) -> Inspection:
    """Hủy lịch: a visit that was planned does not take place, and why."""
    held = hold_inspection(inspection, by)
    move(held, InspectionAct.CANCEL, by, at, words)
    return held


@transaction.atomic
def move_visit(
    *, inspection: Inspection, to_on: dt.date, seen_on: dt.date, words: str, by: User, at: dt.datetime, today: dt.date
) -> Inspection:
    """Dời lịch: a planned visit takes place on another day, and why; `seen_on` is the day its writer saw planned.

    From then on it is late against the new day only. Sent twice, it is moved once.
    """
    held = hold_inspection(inspection, by)
    last = held.steps.filter(act=InspectionAct.MOVE).select_related("by").last()
    if last and (last.by, last.from_on, last.to_on, last.words) == (by, seen_on, to_on, words):
        return held
    if last and held.planned_on != seen_on:
        raise MovedMeanwhile(last)
    if fault := moving_fault(to_on, held.planned_on, today):
        raise ValidationError({"to_on": fault})
    days = {"from_on": held.planned_on, "to_on": to_on}
    held.moved_from, held.planned_on = held.planned_on, to_on
    move(held, InspectionAct.MOVE, by, at, words, **days)
    return held
