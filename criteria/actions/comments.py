"""Trao đổi: say something about a cell, call an office or post to it, answer a call, take one's words back."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate, localtime

from accounts.actions import audit
from accounts.models import User
from communes.models import Unit
from criteria.enums import Addressee
from criteria.models import Comment, CommentWithdrawal, Indicator, Mention, Settlement
from criteria.permissions import comments_withdrawable_by, may_talk_about, mentions_open_to
from criteria.rules.comments import IN_MINUTES, SAME_WITHIN, addressees_of, pace_fault, text_fault, tidied


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the words: the comment, the calls it answers, and whether it stood there before."""

    comment: Comment
    answered: int = 0
    was_there: bool = False


@transaction.atomic
def write_comment(
    *, unit: Unit, indicator: Indicator, text: str, to: Collection[Addressee], token: str, by: User, at: dt.datetime
) -> Written:
    """Ghi ý kiến về một ô. What is sent twice is written once; calls that waited for the writer are answered by it."""
    if not may_talk_about(by, unit, indicator):
        raise PermissionDenied
    unit = Unit.objects.held().get(pk=unit.pk)
    if sent := Comment.objects.of_cell(unit, indicator).filter(by=by, token=token).first():
        return Written(sent, was_there=True)
    comment = Comment(
        unit=unit, indicator=indicator, text=tidied(text), by=by, at=at, token=token, sample=by.sample
    )  # fmt: skip
    _refuse(comment, to)
    comment.full_clean()
    comment.save(force_insert=True)
    Mention.objects.bulk_create(
        Mention(comment=comment, addressee=each, sample=by.sample) for each in dict.fromkeys(to)
    )
    answered = _answer(comment)
    detail = {"comment": comment.pk, "to": list(dict.fromkeys(to)), "answers": answered}
    audit(by=by, at=at, action="Ghi ý kiến trao đổi", subject=str(comment), detail=detail)
    return Written(comment, len(answered))


@transaction.atomic
def settle_mentions(*, comment: Comment, by: User, at: dt.datetime) -> list[Settlement]:
    """Đánh dấu đã xong: those who were called say that nothing is left to do or to answer."""
    Unit.objects.held().get(pk=comment.unit_id)
    calls = list(mentions_open_to(by, localdate(at)).filter(comment=comment))
    if not calls:
        raise ValidationError("Ý kiến này đã được trả lời, đánh dấu xong, hoặc không gửi tới tài khoản này.")
    if comment.sample and not by.sample:
        raise ValidationError("Đây là ý kiến minh họa, không đánh dấu bằng tài khoản thật.")
    settled = Settlement.objects.bulk_create(
        Settlement(mention=call, by=by, at=at, sample=by.sample) for call in calls
    )  # fmt: skip
    audit(by=by, at=at, action="Đánh dấu ý kiến đã xong", subject=str(comment), detail={"comment": comment.pk})
    return settled


@transaction.atomic
def withdraw_comment(*, comment: Comment, reason: str, by: User, at: dt.datetime) -> CommentWithdrawal:
    """Rút ý kiến: the words are struck out and kept; calls that waited because of them wait no longer."""
    Unit.objects.held().get(pk=comment.unit_id)
    if not comments_withdrawable_by(by).filter(pk=comment.pk).exists():
        raise ValidationError("Ý kiến này đã được rút, hoặc không phải của tài khoản này.")
    if comment.sample and not by.sample:
        raise ValidationError("Đây là ý kiến minh họa, không rút bằng tài khoản thật.")
    line = CommentWithdrawal(comment=comment, reason=reason.strip(), by=by, at=at, sample=by.sample)
    line.full_clean()
    line.save(force_insert=True)
    detail = {"comment": comment.pk, "reason": line.reason}
    audit(by=by, at=at, action="Rút ý kiến trao đổi", subject=str(comment), detail=detail)
    return line


def _refuse(comment: Comment, to: Collection[Addressee]) -> None:
    """Empty, too long, too fast, said already, or sent to somebody who has nothing to do with the cell."""
    fault = text_fault(comment.text) or _said_already(comment)
    if not fault:
        since = comment.at - dt.timedelta(minutes=IN_MINUTES)
        lately = Comment.objects.filter(by=comment.by, at__gt=since).values_list("at", flat=True)
        fault = pace_fault(list(lately), comment.at)
    if fault:
        raise ValidationError({"text": fault})
    has_department = comment.indicator.lead_department_id is not None
    if not set(to) <= set(addressees_of(comment.unit.level, has_department=has_department)):
        raise ValidationError({"to": "Chọn nơi nhận trong danh sách."})


def _said_already(comment: Comment) -> str:
    """The same words by the same person a moment ago: a second press, not a second thought."""
    same = Comment.objects.of_cell(comment.unit, comment.indicator).standing().filter(by=comment.by, text=comment.text)
    last = same.filter(at__gt=comment.at - SAME_WITHIN).newest_first().first()
    return f"Ý kiến này vừa được ghi lúc {localtime(last.at):%H:%M}, không ghi thêm lần nữa." if last else ""


def _answer(comment: Comment) -> list[int]:
    """Calls at this cell that waited for the writer; nobody answers himself."""
    calls = mentions_open_to(comment.by, localdate(comment.at))
    calls = calls.filter(comment__unit=comment.unit, comment__indicator=comment.indicator)
    calls = calls.exclude(comment__by=comment.by).filter(sample__in={False, comment.sample})
    found = list(calls.order_by("pk"))
    Settlement.objects.bulk_create(
        Settlement(mention=call, answer=comment, by=comment.by, at=comment.at, sample=comment.sample) for call in found
    )  # fmt: skip
    return [call.pk for call in found]
