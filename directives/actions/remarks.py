"""Nhận xét and tự kiểm điểm: keep a draft, drop it, issue it. The audit line never holds the words of a draft."""

import datetime as dt
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.timezone import localdate

from accounts.actions import audit, check_in_post
from accounts.enums import POST_OF
from accounts.models import User
from communes.models import Department, Unit
from communes.models.units import hold
from directives.enums import BOARDS, Side
from directives.models import OfSheet, Remark, RemarkDraft
from directives.permissions import drafts_of, may_say
from directives.rules.remarks import text_fault, tidied

# What the audit line calls each step of a board, and of a head.
SAVED, DROPPED, ISSUED = 0, 1, 2
STEPS = {
    True: ("Lưu nháp nhận xét", "Bỏ nháp nhận xét", "Ban hành nhận xét"),
    False: ("Lưu nháp tự kiểm điểm", "Bỏ nháp tự kiểm điểm", "Gửi bản tự kiểm điểm"),
}


class StaleDraft(Exception):
    """Somebody of the same side has written meanwhile: `theirs` is what stands there now, None when it is gone."""

    def __init__(self, theirs: RemarkDraft | None):
        self.theirs = theirs
        super().__init__()


@transaction.atomic
def save_draft(*, sheet: OfSheet, side: Side, text: str, seen: int, by: User, at: dt.datetime) -> RemarkDraft:
    """Lưu nháp: `seen` is the version the writer had before him, 0 where there was none. Sent twice it is kept once."""
    if not may_say(by, side, sheet.unit, sheet.department):
        raise PermissionDenied
    _hold(sheet.unit, sheet.department)
    words = _checked(text)
    draft = draft_of(sheet, side, by).first()
    if draft and draft.text == words:
        return draft
    if (draft.revision if draft else 0) != seen:
        raise StaleDraft(draft)
    if draft is None:
        owner = None if side in BOARDS else by
        draft = RemarkDraft(side=side, owner=owner, token=str(uuid4()), revision=0, **sheet.fields)
    draft.text, draft.revision = words, draft.revision + 1
    draft.changed_by, draft.changed_at, draft.sample = by, at, by.sample
    draft.full_clean()
    draft.save()
    _audit(draft, SAVED, by, at)
    return draft


@transaction.atomic
def drop_draft(*, token: str, seen: int, by: User, at: dt.datetime) -> None:
    """Bỏ bản nháp: nothing of it remains."""
    if written := _own(token, by):
        _hold(written.unit, written.department)
    draft = _seen(_own(token, by), seen)
    _audit(draft, DROPPED, by, at)
    draft.delete()


@transaction.atomic
def issue_remark(*, token: str, seen: int, ends_on: dt.date, by: User, at: dt.datetime) -> Remark:
    """Ban hành nhận xét, gửi bản tự kiểm điểm: from now on nobody changes it; what stood there before is supplemented.

    `ends_on` is the last day whose figures the writer had before him. Sent twice it is issued once.
    """
    if written := _own(token, by):
        _hold(written.unit, written.department)
    if issued := Remark.objects.filter(token=token, issued_by=by).first():
        return issued
    held = _seen(_own(token, by), seen)
    if held.side not in BOARDS:
        check_in_post(by, localdate(at))
    remark = Remark(
        side=held.side, unit=held.unit, department=held.department, period_code=held.period_code,
        begins_on=held.begins_on, ends_on=ends_on, text=held.text, post="" if held.side in BOARDS else POST_OF[by.role],
        supplements=first_of(held, by), token=token, issued_by=by, issued_at=at, sample=by.sample,
    )  # fmt: skip
    if remark.supplements and remark.supplements.sample and not by.sample:
        raise ValidationError("Bản đầu là số liệu minh họa, không bổ sung bằng tài khoản thật.")
    remark.full_clean()
    remark.save(force_insert=True)
    held.delete()
    _audit(remark, ISSUED, by, at)
    return remark


def draft_of(sheet: OfSheet, side: Side, by: User) -> models.QuerySet[RemarkDraft]:
    """The draft the user would go on with."""
    return drafts_of(by).of_sheet(sheet).filter(side=side)


def first_of(draft: RemarkDraft, by: User) -> Remark | None:
    """What the side has issued first about the same sheet; of a head, what he himself has sent."""
    said = Remark.objects.filter(
        side=draft.side, unit=draft.unit, department=draft.department, period_code=draft.period_code,
        begins_on=draft.begins_on, supplements=None,
    )  # fmt: skip
    return (said if draft.side in BOARDS else said.filter(issued_by=by, post=POST_OF[by.role])).first()


def _checked(text: str) -> str:
    words = tidied(text)
    if fault := text_fault(words):
        raise ValidationError({"text": fault})
    return words


def _hold(unit: Unit | None, department: Department | None) -> None:
    """Two writers about one place follow one another."""
    if unit is not None:
        hold(unit.pk)
    else:
        list(Department.objects.filter(pk=department.pk).select_for_update(no_key=True).values_list("pk"))


def _own(token: str, by: User) -> RemarkDraft | None:
    """The draft of that mark as it stands now, for its own side alone."""
    return drafts_of(by).filter(token=token).first()


def _seen(draft: RemarkDraft | None, seen: int) -> RemarkDraft:
    """The draft, where it is still the version that was read."""
    if draft is None or draft.revision != seen:
        raise StaleDraft(draft)
    return draft


def _audit(words: RemarkDraft | Remark, step: int, by: User, at: dt.datetime) -> None:
    """Who did what about which sheet: never what it says."""
    detail = {"ky": words.period_code, "tu": words.begins_on.isoformat(), "ben": words.side}
    audit(by=by, at=at, action=STEPS[words.side in BOARDS][step], subject=str(words), detail=detail)
