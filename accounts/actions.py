"""Writes to accounts, and the audit line that every write of the portal leaves behind."""

import datetime as dt

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import Resolver404, resolve

from accounts.enums import Role
from accounts.models import AuditEntry, SavedView, User
from accounts.permissions import in_post
from accounts.rules import page_of, query_of
from communes.models import Department, Officer, Unit
from ntm_portal import clock
from ntm_portal.rows import add_rows
from ntm_portal.vietnamese import nfc


def audit(
    *,
    by: User | None,
    action: str,
    subject: str,
    detail: dict | None = None,
    at: dt.datetime | None = None,
    sample: bool = False,
) -> None:
    """Leave one line: who did what to which record. What a sample account does is sample too."""
    is_sample = sample or bool(by and by.sample)
    line = (at or clock.now(), by and by.pk, action, subject[:200], detail or {}, is_sample)
    add_rows(AuditEntry, ("at", "by", "action", "subject", "detail", "sample"), [line])


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    role: Role,
    password: str,
    by: User | None,
    unit: Unit | None = None,
    department: Department | None = None,
    officer: Officer | None = None,
    must_change_password: bool = True,
    sample: bool = False,
) -> User:
    """Cấp tài khoản: the first password is temporary; administrators also enter the administration pages."""
    administers = role == Role.ADMIN
    user = User(
        username=username.strip().lower(),
        full_name=full_name,
        role=role,
        unit=unit,
        department=department,
        officer=officer,
        is_staff=administers,
        is_superuser=administers,
        must_change_password=must_change_password,
        sample=sample,
    )
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    audit(by=by, action="Cấp tài khoản", subject=user.username, detail={"role": str(role)}, sample=sample)
    return user


@transaction.atomic
def change_password(*, user: User, password: str, by: User) -> User:
    """Đổi mật khẩu: one's own, or a temporary one given by an administrator that must be changed at sign-in."""
    if user == by and user.check_password(password):
        raise ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = user != by
    user.full_clean()
    user.save()
    audit(by=by, action="Đổi mật khẩu", subject=user.username)
    return user


@transaction.atomic
def deactivate(*, user: User, by: User) -> User:
    """Khóa tài khoản: the person can no longer sign in, what they recorded stays."""
    if user == by:
        raise ValidationError("Không tự khóa tài khoản của chính mình.")
    return _set_active(user, active=False, by=by, action="Khóa tài khoản")


@transaction.atomic
def reactivate(*, user: User, by: User) -> User:
    """Mở lại tài khoản đã khóa."""
    return _set_active(user, active=True, by=by, action="Mở lại tài khoản")


@transaction.atomic
def unlock(*, user: User, by: User) -> User:
    """Mở khóa đăng nhập sau nhiều lần nhập sai, before the pause is over."""
    reset(username=user.username)
    audit(by=by, action="Mở khóa đăng nhập", subject=user.username)
    return user


@transaction.atomic
def amend_user(*, user: User, by: User) -> User:
    """Sửa tài khoản: role and right to the administration pages go together."""
    user.is_staff = user.is_superuser = user.role == Role.ADMIN
    user.full_clean()
    user.save()
    detail = {"role": str(user.role), "officer": user.officer_id}
    audit(by=by, action="Sửa tài khoản", subject=user.username, detail=detail)
    return user


def check_in_post(user: User, day: dt.date) -> None:
    """Refuse to act for a post that the person of the account does not hold on the day."""
    if not in_post(user, day):
        raise ValidationError(
            f"{user.full_name} không giữ chức vụ của tài khoản này vào ngày làm, không ký hoặc duyệt được. "
            "Báo quản trị chuyển tài khoản theo chức vụ mới."
        )


def _set_active(user: User, *, active: bool, by: User, action: str) -> User:
    user.is_active = active
    user.full_clean()
    user.save()
    audit(by=by, action=action, subject=user.username)
    return user


MOST_VIEWS = 50


@transaction.atomic
def save_view(*, name: str, address: str, by: User, opens: bool = False) -> SavedView:
    """Keep a page with its dates, filter and columns under a name; ValidationError for a page that is not ours.

    With `opens` the page opens by it from now on.
    """
    if by.saved_views.count() >= MOST_VIEWS:
        raise ValidationError(f"Đã lưu {MOST_VIEWS} cách xem, là nhiều nhất. Bỏ bớt một cách xem không dùng nữa.")
    view = SavedView(user=by, name=nfc(name).strip(), address=address)
    view.full_clean()
    if not leads_somewhere(address):
        raise ValidationError({"address": "Địa chỉ này không phải một trang của cổng."})
    view.save()
    audit(by=by, action="Lưu cách xem", subject=view.name, detail={"address": address})
    return make_default(view=view, by=by) if opens else view


def leads_somewhere(address: str) -> bool:
    """Whether the portal has such a page; what it shows depends on the day it is opened."""
    try:
        resolve(page_of(address))
    except Resolver404:
        return False
    return True


@transaction.atomic
def drop_view(*, view: SavedView, by: User) -> None:
    """Take a saved view out of the list of its owner."""
    audit(by=by, action="Bỏ cách xem", subject=view.name, detail={"address": view.address})
    view.delete()


@transaction.atomic
def rename_view(*, view: SavedView, name: str, seen: str, by: User) -> SavedView:
    """Đổi tên cách xem; refused when it no longer has the name that the person saw."""
    held = _held(view, by)
    if held.name != seen:
        raise ValidationError(f"Cách xem này vừa được đổi tên thành “{held.name}”. Vẫn đổi thì bấm Lưu tên lần nữa.")
    held.name = nfc(name).strip()
    held.full_clean()
    held.save()
    audit(by=by, action="Đổi tên cách xem", subject=held.name, detail={"from": seen})
    return held


@transaction.atomic
def overwrite_view(*, view: SavedView, address: str, seen: str, by: User) -> SavedView:
    """Ghi đè cách xem: its name now stands for another state of the same page; refused when it moved meanwhile."""
    held = _held(view, by)
    if held.address != seen:
        raise ValidationError(f"Cách xem “{held.name}” vừa được ghi đè ở nơi khác. Xem lại rồi ghi đè lần nữa.")
    if page_of(address) != held.page:
        raise ValidationError(f"Chỉ ghi đè được bằng cách xem khác của cùng trang {held.page}.")
    held.address = address
    held.full_clean()
    held.save()
    audit(by=by, action="Ghi đè cách xem", subject=held.name, detail={"from": seen, "address": address})
    return held


@transaction.atomic
def make_default(*, view: SavedView, by: User) -> SavedView:
    """Mở trang theo cách xem này: the page opened without a query opens by it, in place of an earlier default."""
    held = _held(view, by)
    if not query_of(held.address):
        raise ValidationError("Trang này chưa chọn ngày, bộ lọc hay cột nào nên không cần cách xem mặc định.")
    by.saved_views.filter(opens=held.page).exclude(pk=held.pk).update(opens="")
    held.opens = held.page
    held.full_clean()
    held.save()
    audit(by=by, action="Đặt cách xem mặc định", subject=held.name, detail={"page": held.page})
    return held


@transaction.atomic
def drop_default(*, view: SavedView, by: User) -> SavedView:
    """Bỏ mặc định: the page opens again as everybody sees it; the view stays in the list."""
    held = _held(view, by)
    held.opens = ""
    held.full_clean()
    held.save()
    audit(by=by, action="Bỏ cách xem mặc định", subject=held.name, detail={"page": held.page})
    return held


def _held(view: SavedView, by: User) -> SavedView:
    """The view as it is now. All views of the person wait meanwhile: two of them cannot become the default at once."""
    held = {row.pk: row for row in by.saved_views.select_for_update()}
    if view.pk not in held:
        raise ValidationError("Cách xem này vừa được bỏ ở nơi khác.")
    return held[view.pk]
