"""Kết quả thực hiện: recorded with proof, confirmed by the follower, taken back with a reason. Only added."""

import datetime as dt
from collections.abc import Sequence
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import district_of
from communes.models import Department, Unit
from criteria.actions.evidence import Paper, store_document
from criteria.models import Evidence
from directives.enums import JudgedBy
from directives.models import Fulfilment, FulfilmentConfirmation, FulfilmentProof, Obligation
from directives.permissions import (
    fulfilments_confirmable_by,
    fulfilments_visible_to,
    fulfilments_withdrawable_by,
    may_record,
)
from directives.rules.recurrence import due_days
from ntm_portal.uploads import Upload
from ntm_portal.vietnamese import day


@transaction.atomic
def record_fulfilment(
    *,
    obligation: Obligation,
    place: Unit | Department,
    done_on: dt.date,
    words: str,
    by: User,
    at: dt.datetime,
    today: dt.date,
    due_on: dt.date | None = None,
    quantity: int = 1,
    uploads: Sequence[tuple[Upload, Paper]] = (),
    proofs: Sequence[Evidence] = (),
    token: str = "",
) -> Fulfilment:
    """Ghi kết quả thực hiện of a place or body, for one due day where the task comes again.

    Sent twice it is written once: the second time finds the line of the first.
    """
    if not may_record(by, obligation, place):
        raise PermissionDenied
    if sent := Fulfilment.objects.filter(recorded_by=by, token=token).exclude(token="").first():
        return sent
    if obligation.sample and not by.sample:
        raise ValidationError("Đây là nhiệm vụ minh họa, không ghi bằng tài khoản thật.")
    _refuse_days(obligation, done_on, due_on, today)
    line = Fulfilment(
        obligation=obligation, done_on=done_on, due_on=due_on, words=words.strip(), quantity=quantity, recorded_by=by,
        recorded_at=at, token=token or uuid4().hex, sample=by.sample, **of_place(place),
    )  # fmt: skip
    line.full_clean()
    line.save(force_insert=True)
    home = place if isinstance(place, Unit) else district_of(by)
    kept = [store_document(unit=home, upload=file, paper=paper, by=by, at=at, today=today) for file, paper in uploads]
    joined = [*kept, *proofs]
    if obligation.judged == JudgedBy.PROOF and not joined:
        raise ValidationError({"file": "Việc này cần minh chứng: đính kèm tệp."})
    for evidence in dict.fromkeys(joined):
        FulfilmentProof.objects.create(fulfilment=line, evidence=evidence, sample=by.sample)
    audit(by=by, at=at, action="Ghi kết quả nhiệm vụ", subject=str(line), detail={"fulfilment": line.pk})
    return line


@transaction.atomic
def confirm_fulfilment(*, fulfilment: Fulfilment, by: User, at: dt.datetime, words: str = "") -> FulfilmentConfirmation:
    """Xác nhận kết quả: by an office that follows the task, never by whoever recorded it."""
    if not fulfilments_visible_to(by).filter(pk=fulfilment.pk).exists():
        raise PermissionDenied
    if fulfilment.recorded_by_id == by.pk:
        raise ValidationError("Không ai xác nhận kết quả do chính mình ghi: người khác của văn phòng xác nhận.")
    if fulfilment.sample and not by.sample:
        raise ValidationError("Đây là kết quả minh họa, không xác nhận bằng tài khoản thật.")
    if not fulfilments_confirmable_by(by).filter(pk=fulfilment.pk).exists():
        raise ValidationError("Kết quả này đã được xác nhận hoặc đã rút.")
    word = FulfilmentConfirmation(
        fulfilment=fulfilment, words=words.strip(), confirmed_by=by, confirmed_at=at, sample=by.sample
    )
    word.full_clean()
    word.save(force_insert=True)
    audit(by=by, at=at, action="Xác nhận kết quả nhiệm vụ", subject=str(fulfilment), detail={"line": fulfilment.pk})
    return word


@transaction.atomic
def withdraw_fulfilment(*, fulfilment: Fulfilment, reason: str, by: User, at: dt.datetime) -> Fulfilment:
    """Rút kết quả đã ghi: a new line with the reason; the old one stays and is struck out."""
    if not fulfilments_visible_to(by).filter(pk=fulfilment.pk).exists():
        raise PermissionDenied
    if not fulfilments_withdrawable_by(by).filter(pk=fulfilment.pk).exists():
        raise ValidationError("Kết quả này đã được xác nhận hoặc đã rút.")
    if fulfilment.sample and not by.sample:
        raise ValidationError("Đây là kết quả minh họa, không rút bằng tài khoản thật.")
    line = Fulfilment(
        obligation_id=fulfilment.obligation_id, unit_id=fulfilment.unit_id, body_id=fulfilment.body_id,
        due_on=fulfilment.due_on, done_on=fulfilment.done_on, quantity=fulfilment.quantity, words=reason.strip(),
        recorded_by=by, recorded_at=at, token=uuid4().hex, withdraws=fulfilment, sample=by.sample,
    )  # fmt: skip
    line.full_clean()
    line.save(force_insert=True)
    detail = {"line": fulfilment.pk, "reason": line.words}
    audit(by=by, at=at, action="Rút kết quả nhiệm vụ", subject=str(fulfilment), detail=detail)
    return line


def of_place(place: Unit | Department) -> dict:
    """The columns that say who."""
    return {"unit": place} if isinstance(place, Unit) else {"body": place}


def _refuse_days(obligation: Obligation, done_on: dt.date, due_on: dt.date | None, today: dt.date) -> None:
    if done_on > today:
        raise ValidationError({"done_on": f"Ngày này chưa đến, hôm nay là {day(today)}."})
    rhythm = obligation.rhythm
    if rhythm is None:
        if due_on is not None:
            raise ValidationError({"due_on": "Việc này không định kỳ."})
        return
    if due_on is None or due_on not in due_days(rhythm, due_on):
        raise ValidationError({"due_on": "Chọn kỳ hạn của báo cáo."})
