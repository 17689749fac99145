"""Gia hạn nhiệm vụ: asked by those who are to do it, decided by the office that follows; both with a reason."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Department, Unit
from directives.actions.fulfilments import of_place
from directives.models import ExtensionRequest, Obligation
from directives.permissions import extension_requests_visible_to, follows_tasks, may_ask_more_time
from directives.rules.recurrence import due_days
from ntm_portal.vietnamese import day


@transaction.atomic
def ask_more_time(
    *,
    obligation: Obligation,
    place: Unit | Department,
    due_on: dt.date,
    wanted_until: dt.date,
    reason: str,
    by: User,
    at: dt.datetime,
) -> ExtensionRequest:
    """Đề nghị gia hạn: `due_on` is the day in the document, or the due day of one report."""
    if not may_ask_more_time(by, obligation, place):
        raise PermissionDenied
    if not is_due(obligation, due_on):
        raise ValidationError("Việc này không có hạn để gia hạn.")
    if obligation.sample and not by.sample:
        raise ValidationError("Đây là nhiệm vụ minh họa, không ghi bằng tài khoản thật.")
    if wanted_until <= due_on:
        raise ValidationError({"wanted_until": f"Ngày xin phải sau hạn {day(due_on)}."})
    asked = ExtensionRequest(
        obligation=obligation, due_on=due_on, wanted_until=wanted_until, reason=reason.strip(), asked_by=by,
        asked_at=at, sample=by.sample, **of_place(place),
    )  # fmt: skip
    asked.full_clean()
    asked._history_user = by
    asked.save(force_insert=True)
    audit(by=by, at=at, action="Đề nghị gia hạn nhiệm vụ", subject=str(asked), detail={"request": asked.pk})
    return asked


@transaction.atomic
def decide_more_time(
    *, request: ExtensionRequest, granted: bool, moved_to: dt.date | None, reason: str, by: User, at: dt.datetime
) -> ExtensionRequest:
    """Quyết định gia hạn: once, with a reason either way; a granted day moves the deadline of that place alone."""
    if not follows_tasks(by) or not extension_requests_visible_to(by).filter(pk=request.pk).exists():
        raise PermissionDenied
    held = ExtensionRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if held.decided_at:
        raise ValidationError("Đề nghị này đã được quyết định.")
    if held.sample and not by.sample:
        raise ValidationError("Đây là đề nghị minh họa, không quyết định bằng tài khoản thật.")
    if granted and (moved_to is None or moved_to <= held.due_on):
        raise ValidationError({"moved_to": f"Ghi ngày được gia hạn, sau hạn {day(held.due_on)}."})
    held.granted, held.moved_to = granted, moved_to if granted else None
    held.decision_reason, held.decided_by, held.decided_at = reason.strip(), by, at
    held.full_clean()
    held._history_user = by
    held.save()
    word = "Đồng ý gia hạn nhiệm vụ" if granted else "Không gia hạn nhiệm vụ"
    audit(by=by, at=at, action=word, subject=str(held), detail={"request": held.pk, "reason": held.decision_reason})
    return held


def is_due(obligation: Obligation, due_on: dt.date) -> bool:
    """Whether the task has that due day, once or again and again."""
    if obligation.rhythm is None:
        return obligation.due_on == due_on
    return due_on in due_days(obligation.rhythm, due_on)
