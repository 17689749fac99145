"""The sheet of a place on its way: empty cells explained, sent, answered where it came back, taken over."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit, check_in_post
from accounts.enums import POST_OF
from accounts.models import User
from communes.models import Appointment, Unit
from criteria.enums import Side, Step, SubmissionState
from criteria.models import EmptyCell, ReportingPeriod, Submission, SubmissionStep
from criteria.models.desk import read_desk
from criteria.models.expected import empty_cells, expected_indicators, own_heads
from criteria.permissions import may_explain, may_lock, may_send, side_of_writer
from criteria.rules.periods import PeriodFacts
from criteria.rules.submissions import answer_faults, heavy_faults, send_faults, step_faults, target_of


def held_submission(unit: Unit, period: ReportingPeriod, by: User, at: dt.datetime) -> tuple[Submission, PeriodFacts]:
    """The sheet, made if nobody has acted on it yet, once no other writer of the unit is left."""
    Unit.objects.held().get(pk=unit.pk)
    fresh = ReportingPeriod.objects.with_lock().get(pk=period.pk)
    given = {"moved_at": at, "sample": by.sample}
    submission, _ = Submission.objects.get_or_create(unit=unit, period=fresh, defaults=given)
    return submission, fresh.facts


def take_step(
    submission: Submission, step: Step, *, by: User, at: dt.datetime, side: Side, holder: Appointment | None, note: str
) -> SubmissionStep:
    """Move a sheet along the table of transitions and leave the step behind."""
    submission.state = target_of(step, submission.state, side)
    submission.moved_at = at
    submission.sent_at = submission.sent_at or at
    submission.full_clean()
    submission.save()
    done = SubmissionStep(
        submission=submission, step=step, at=at, by=by, on_behalf_of=holder, note=note, sample=by.sample
    )
    done.full_clean()
    done.save(force_insert=True)
    detail = {"step": str(step), "submission": submission.pk, "on_behalf_of": holder.pk if holder else None}
    audit(by=by, action=Step(step).label, subject=str(submission), detail=detail, at=at)
    return done


def checked_holder(unit: Unit, holder: Appointment | None, by: User, today: dt.date) -> Appointment | None:
    """Who answers for the step: the head who signs in himself, or the one in whose name the office types."""
    in_office = Appointment.objects.heads().on(today).filter(unit=unit, sample__in={False, by.sample})
    if holder is None:
        if side_of_writer(by) == Side.COMMUNE:
            check_in_post(by, today)
            return in_office.filter(post=POST_OF.get(by.role)).first()
        raise ValidationError("Chọn người chịu trách nhiệm của xã.")
    if not in_office.filter(pk=holder.pk).exists():
        raise ValidationError("Người chịu trách nhiệm phải là Bí thư hoặc Chủ tịch đang giữ chức ở đơn vị này.")
    return holder


@transaction.atomic
def explain_empty_cells(
    *, unit: Unit, period: ReportingPeriod, reasons: Mapping[int, str], by: User, at: dt.datetime
) -> int:
    """Ghi lý do ô trống: kept until the sheet is sent; a blank reason takes an earlier one away."""
    if not may_explain(by, unit):
        raise PermissionDenied
    submission, facts = held_submission(unit, period, by, at)
    if facts.locked_on or submission.state != SubmissionState.DRAFT:
        raise ValidationError("Phiếu kỳ này đã gửi hoặc đã chốt, không ghi thêm lý do ô trống.")
    known = {cell.indicator_id: cell for cell in submission.empty_cells.all()}
    changed = {pk: text for pk, text in reasons.items() if text != (known[pk].reason if pk in known else "")}
    for pk, text in changed.items():
        if text:
            cell = known.get(pk) or EmptyCell(submission=submission, indicator_id=pk, sample=by.sample)
            cell.reason, cell.by = text, by
            cell.full_clean()
            cell.save()
        else:
            known[pk].delete()
    if changed:
        audit(by=by, action="Ghi lý do ô trống", subject=str(submission), detail={"cells": list(changed)}, at=at)
    return len(changed)


@transaction.atomic
def send_submission(
    *,
    unit: Unit,
    period: ReportingPeriod,
    by: User,
    at: dt.datetime,
    today: dt.date,
    on_behalf_of: Appointment | None = None,
    note: str = "",
) -> Submission:
    """Gửi huyện: the secretary or chairman approves the sheet; the office does so on behalf of one of them.

    `note` says why a sheet is sent in which some cell must be looked at again.
    """
    if not may_send(by, unit):
        raise PermissionDenied
    holder = checked_holder(unit, on_behalf_of, by, today)
    submission, facts = held_submission(unit, period, by, at)
    side = side_of_writer(by)
    faults = step_faults(Step.SEND, submission.state, side, facts)
    if not faults:
        faults = send_faults(facts, today, unexplained(submission, facts, today))
        faults += heavy_faults(heavy_cells(unit, facts, today), note)
    if faults:
        raise ValidationError(faults)
    take_step(submission, Step.SEND, by=by, at=at, side=side, holder=holder, note=note)
    return submission


def heavy_cells(unit: Unit, period: PeriodFacts, today: dt.date) -> list[str]:
    """Numbers of the indicators with a warning that must be looked at."""
    rows = list(expected_indicators(unit.level, period.ends_on).values_list("pk", "number"))
    desk = read_desk([unit.pk], [pk for pk, _ in rows], period, today)
    return [number for pk, number in rows if desk[unit.pk, pk].is_heavy]


def unexplained(submission: Submission, period: PeriodFacts, today: dt.date) -> list[str]:
    """Numbers of the indicators that have neither a figure in the period nor a reason why not."""
    explained = set(submission.empty_cells.values_list("indicator_id", flat=True))
    return [row.number for row in empty_cells(submission.unit, period, today) if row.pk not in explained]


@transaction.atomic
def answer_returned(
    *,
    unit: Unit,
    period: ReportingPeriod,
    explanations: Mapping[int, str],
    by: User,
    at: dt.datetime,
    today: dt.date,
    on_behalf_of: Appointment | None = None,
) -> Submission:
    """Trả lời các ô bị trả lại: each has a new figure by now, or a word about why the old one stands."""
    if not may_send(by, unit):
        raise PermissionDenied
    holder = checked_holder(unit, on_behalf_of, by, today)
    submission, facts = held_submission(unit, period, by, at)
    side = side_of_writer(by)
    if faults := step_faults(Step.ANSWER, submission.state, side, facts):
        raise ValidationError(faults)
    cells = list(submission.returned_cells.unanswered().select_related("indicator").in_order())
    heads = own_heads(unit, [cell.indicator_id for cell in cells], today)
    for cell in cells:
        head = heads.get(cell.indicator_id)
        cell.answer = head if head and head.pk != cell.finding_id else None
        cell.explanation = explanations.get(cell.indicator_id, "").strip()
        cell.answered_at, cell.answered_by = at, by
    if faults := answer_faults(cell.indicator.number for cell in cells if not cell.answer and not cell.explanation):
        raise ValidationError(faults)
    for cell in cells:
        cell.full_clean()
        cell.save()
    take_step(submission, Step.ANSWER, by=by, at=at, side=side, holder=holder, note="")
    return submission


@transaction.atomic
def take_over(*, unit: Unit, period: ReportingPeriod, by: User, at: dt.datetime) -> Submission:
    """Tiếp nhận phiếu: the office closes it for the place and the departments; only the office returns cells now."""
    if not may_lock(by):
        raise PermissionDenied
    submission, facts = held_submission(unit, period, by, at)
    if faults := step_faults(Step.TAKE_OVER, submission.state, Side.OFFICE, facts):
        raise ValidationError([f"{unit}: {fault}" for fault in faults])
    take_step(submission, Step.TAKE_OVER, by=by, at=at, side=Side.OFFICE, holder=None, note="")
    return submission
