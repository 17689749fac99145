"""Mở, đóng trang công khai: a row is added, and the page follows from the next look on."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import may_administer
from communes.models import Unit
from communes.models.units import hold
from reports.models import PublicSwitch


@transaction.atomic
def switch_public(
    *, district: Unit, shown: bool, reason: str, seen: int | None, by: User, at: dt.datetime
) -> PublicSwitch:
    """Mở (`shown`) hoặc đóng trang công khai của huyện. Sent twice it is switched once.

    Refused where somebody else has switched it since the row `seen` (None: never), with who and when.
    """
    if not may_administer(by):
        raise PermissionDenied
    hold(district.pk)
    reason, newest = " ".join(reason.split()), PublicSwitch.objects.of(district).first()
    if (newest.pk if newest else None) != seen:
        if (newest.shown, newest.reason, newest.switched_by_id) == (shown, reason, by.pk):
            return newest
        raise ValidationError(
            f"{newest.switched_by.full_name} vừa đổi: {newest.label}. Xem lại trạng thái bên trên rồi ghi lại nếu cần."
        )
    switch = PublicSwitch(
        district=district, shown=shown, reason=reason, switched_by=by, switched_at=at, sample=by.sample
    )  # fmt: skip
    switch.full_clean()
    switch.save(force_insert=True)
    action = "Mở trang công khai" if shown else "Đóng trang công khai"
    audit(by=by, at=at, action=action, subject=district.label, detail={"ly-do": reason})
    return switch
