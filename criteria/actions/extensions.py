"""Gia hạn: more time for a place or for one cell, asked for with a reason, decided by the office with a reason."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import communes_editable_by
from communes.models import Unit
from criteria.enums import Side
from criteria.models import Extension, Indicator, ReportingPeriod
from criteria.permissions import indicators_editable_by, may_ask_extension, may_lock, side_of_writer
from ntm_portal.vietnamese import day


@transaction.atomic
def ask_extension(
    *,
    unit: Unit,
    period: ReportingPeriod,
    wanted_until: dt.date,
    reason: str,
    by: User,
    at: dt.datetime,
    today: dt.date,
    indicator: Indicator | None = None,
) -> Extension:
    """Đề nghị gia hạn: for the whole sheet of a place, or to open one cell again."""
    if not may_ask_extension(by) or not communes_editable_by(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    if indicator and not indicators_editable_by(by).filter(pk=indicator.pk).exists():
        raise PermissionDenied
    if indicator is None and side_of_writer(by) == Side.DEPARTMENT:
        raise ValidationError({"indicator": "Phòng, ban đề nghị gia hạn cho từng chỉ tiêu của mình."})
    if wanted_until < today:
        raise ValidationError({"wanted_until": f"Ngày xin phải từ hôm nay ({day(today)}) trở đi."})
    asked = Extension(
        unit=unit, period=period, indicator=indicator, wanted_until=wanted_until, reason=reason,
        asked_at=at, asked_by=by, sample=by.sample,
    )  # fmt: skip
    asked.full_clean()
    asked.save(force_insert=True)
    audit(by=by, action="Đề nghị gia hạn", subject=str(asked), detail={"extension": asked.pk, "reason": reason}, at=at)
    return asked


@transaction.atomic
def decide_extension(
    *,
    extension: Extension,
    granted: bool,
    expires_on: dt.date | None,
    reason: str,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> Extension:
    """Quyết định gia hạn: granted until a day, or refused; once, and with a reason either way."""
    if not may_lock(by):
        raise PermissionDenied
    list(Extension.objects.filter(pk=extension.pk).select_for_update().values_list("pk"))
    held = Extension.objects.get(pk=extension.pk)
    if held.decided_at:
        raise ValidationError("Đề nghị này đã được quyết định.")
    if granted and (expires_on is None or expires_on < today):
        raise ValidationError({"expires_on": f"Ngày hết hạn phải từ hôm nay ({day(today)}) trở đi."})
    held.granted, held.expires_on = granted, expires_on if granted else None
    held.decision_reason, held.decided_at, held.decided_by = reason, at, by
    held.full_clean()
    held.save()
    word = "Đồng ý gia hạn" if granted else "Không gia hạn"
    audit(by=by, action=word, subject=str(held), detail={"extension": held.pk, "reason": reason}, at=at)
    return held
