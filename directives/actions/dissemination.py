"""Quán triệt, phổ biến: sent to party bodies, read when it is opened, confirmed with the day and what was done."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.enums import Role
from accounts.models import User
from accounts.permissions import district_of
from communes.models import Unit
from directives.models import Directive, Dissemination, PartyBody
from directives.permissions import bodies_confirmable_by, directives_visible_to, follows_tasks
from ntm_portal.vietnamese import day, lower_first, nfc


@transaction.atomic
def name_party_body(*, name: str, by: User) -> PartyBody:
    """Thêm đảng bộ, chi bộ trực thuộc that is no commune's."""
    if not follows_tasks(by):
        raise PermissionDenied
    body = PartyBody(name=nfc(" ".join(name.split())), district=district_of(by), sample=by.sample)
    body.full_clean()
    body._history_user = by
    body.save()
    audit(by=by, action="Thêm đảng bộ, chi bộ", subject=body.name)
    return body


def ensure_commune_committees(*, district: Unit, communes: Sequence[Unit]) -> list[PartyBody]:
    """Every commune has its party committee: the missing ones are added, the names are left as the office has them."""
    there = set(PartyBody.objects.filter(unit__in=communes).values_list("unit_id", flat=True))
    missing = [unit for unit in communes if unit.pk not in there]
    return [
        PartyBody.objects.create(name=f"Đảng bộ {lower_first(unit.label)}", unit=unit, district=district)
        for unit in missing
    ]


@transaction.atomic
def send_document(
    *, directive: Directive, bodies: Sequence[PartyBody], sent_on: dt.date, by: User, today: dt.date
) -> list[Dissemination]:
    """Gửi văn bản đến đảng bộ, chi bộ: where it was sent before, nothing is written again."""
    if not follows_tasks(by) or not directives_visible_to(by).filter(pk=directive.pk).exists():
        raise PermissionDenied
    if not bodies:
        raise ValidationError({"bodies": "Chọn ít nhất một nơi nhận."})
    if not directive.issued_on <= sent_on <= today:
        raise ValidationError({"sent_on": f"Ngày gửi từ {day(directive.issued_on)} đến {day(today)}."})
    there = set(directive.disseminations.values_list("body_id", flat=True))
    sent = []
    for body in bodies:
        if body.pk not in there:
            line = Dissemination(directive=directive, body=body, sent_on=sent_on, sent_by=by, sample=by.sample)
            line.full_clean()
            line._history_user = by
            line.save()
            sent.append(line)
    if sent:
        detail = {"noi_nhan": [line.body_id for line in sent]}
        audit(by=by, action="Gửi văn bản chỉ đạo", subject=directive.label, detail=detail)
    return sent


@transaction.atomic
def note_reading(*, directive: Directive, by: User, at: dt.datetime) -> bool:
    """Mở xem: the first time a commune's secretary or chairman opens what was sent to his committee."""
    if by.role not in (Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR):
        return False
    rows = directive.disseminations.filter(body__unit=by.unit_id, read_at=None, sample__in={False, by.sample})
    line = rows.select_for_update(no_key=True, of=("self",)).first()
    if line is None or (by.sample and not line.sample):
        return False
    line.read_at, line.read_by = at, by
    line._history_user = by
    line.save()
    audit(by=by, at=at, action="Mở xem văn bản chỉ đạo", subject=str(line))
    return True


@transaction.atomic
def confirm_dissemination(
    *, line: Dissemination, confirmed_on: dt.date, words: str, by: User, at: dt.datetime, today: dt.date
) -> Dissemination:
    """Xác nhận đã quán triệt: the committee itself, or the office on paper it received; said once."""
    if not bodies_confirmable_by(by).filter(pk=line.body_id).exists():
        raise PermissionDenied
    held = Dissemination.objects.select_for_update(no_key=True).get(pk=line.pk)
    if held.confirmed_at:
        raise ValidationError("Nơi này đã xác nhận.")
    if held.sample and not by.sample:
        raise ValidationError("Đây là số liệu minh họa, không xác nhận bằng tài khoản thật.")
    if not held.sent_on <= confirmed_on <= today:
        raise ValidationError({"confirmed_on": f"Ngày quán triệt từ {day(held.sent_on)} đến {day(today)}."})
    held.confirmed_on, held.confirmed_by, held.confirmed_at, held.words = confirmed_on, by, at, words.strip()
    held.full_clean()
    held._history_user = by
    held.save()
    audit(by=by, at=at, action="Xác nhận đã quán triệt", subject=str(held))
    return held


@transaction.atomic
def reopen_dissemination(*, line: Dissemination, reason: str, by: User) -> Dissemination:
    """Mở lại xác nhận ghi nhầm, with the reason; what was said stays in the history."""
    if not follows_tasks(by):
        raise PermissionDenied
    held = Dissemination.objects.select_for_update(no_key=True).get(pk=line.pk)
    if not held.confirmed_at:
        raise ValidationError("Nơi này chưa xác nhận.")
    if held.sample and not by.sample:
        raise ValidationError("Đây là số liệu minh họa, không sửa bằng tài khoản thật.")
    held.confirmed_on = held.confirmed_by = held.confirmed_at = None
    held.words = ""
    held._history_user, held._change_reason = by, reason[:100]
    held.save()
    audit(by=by, action="Mở lại xác nhận quán triệt", subject=str(held), detail={"reason": reason})
    return held
