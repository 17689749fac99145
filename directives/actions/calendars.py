"""The private address of a calendar: made, shown once, revoked."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from directives.models import CalendarAddress


def digest_of(token: str) -> str:
    """What is kept of an address."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_address(*, by: User, at: dt.datetime) -> str:
    """Tạo địa chỉ lịch: the one before stops answering. Returns the secret part, which is shown this once."""
    CalendarAddress.objects.filter(user=by, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    CalendarAddress.objects.create(user=by, digest=digest_of(token), made_at=at, sample=by.sample)
    audit(by=by, action="Tạo địa chỉ lịch", subject=by.username, at=at)
    return token


@transaction.atomic
def revoke_address(*, by: User, at: dt.datetime) -> None:
    """Thu hồi địa chỉ lịch: whoever subscribed to it gets nothing any more."""
    if not CalendarAddress.objects.filter(user=by, revoked_at=None).update(revoked_at=at):
        raise ValidationError("Không có địa chỉ lịch nào đang dùng.")
    audit(by=by, action="Thu hồi địa chỉ lịch", subject=by.username, at=at)


@transaction.atomic
def set_mail_address(*, by: User, address: str, at: dt.datetime) -> None:
    """Đặt thư điện tử nhận nhắc việc; empty means the messages are read in the portal only."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.email = address
    user.full_clean(exclude=["password"])
    user.save(update_fields=["email"])
    audit(by=by, action="Đặt thư điện tử nhận nhắc việc", subject=by.username, at=at)
