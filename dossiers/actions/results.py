"""Kết quả biểu quyết and lấy ý kiến hài lòng: recorded with the shares asked at that time, corrected with a reason."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.actions import audit
from accounts.models import User
from dossiers.actions.dossiers import refuse_future
from dossiers.actions.papers import held_dossier
from dossiers.enums import Takes
from dossiers.models import ChecklistItem, Dossier, SatisfactionSurvey, Vote


@transaction.atomic
def record_vote(
    *,
    dossier: Dossier,
    item: ChecklistItem,
    held_on: dt.date,
    members: int,
    present: int,
    in_favour: int,
    seen: int,
    by: User,
    at: dt.datetime,
    today: dt.date,
    reason: str = "",
) -> Vote:
    """Ghi kết quả biểu quyết of the meeting; over the one its writer saw (0: none) it is a correction."""
    held = held_dossier(dossier, item, by)
    if item.takes != Takes.VOTE:
        raise ValidationError("Thành phần này không có biểu quyết.")
    refuse_future({"held_on": held_on}, today)
    said = {"held_on": held_on, "members": members, "present": present, "in_favour": in_favour}
    vote = Vote(dossier=held, item=item, least=held.procedure.vote_least, **said)
    return _added(vote, said, seen, reason, by, at, "Ghi kết quả biểu quyết")


@transaction.atomic
def record_survey(
    *,
    dossier: Dossier,
    item: ChecklistItem,
    begins_on: dt.date,
    ends_on: dt.date,
    households: int,
    asked: int,
    satisfied: int,
    seen: int,
    by: User,
    at: dt.datetime,
    today: dt.date,
    published_on: dt.date | None = None,
    reason: str = "",
) -> SatisfactionSurvey:
    """Ghi kết quả lấy ý kiến hài lòng of the Front; over the one its writer saw (0: none) it is a correction."""
    held = held_dossier(dossier, item, by)
    if item.takes != Takes.SURVEY:
        raise ValidationError("Thành phần này không lấy ý kiến hài lòng.")
    refuse_future({"begins_on": begins_on, "ends_on": ends_on, "published_on": published_on}, today)
    said = {
        "begins_on": begins_on, "ends_on": ends_on, "households": households, "asked": asked, "satisfied": satisfied,
        "published_on": published_on,
    }  # fmt: skip
    procedure = held.procedure
    survey = SatisfactionSurvey(
        dossier=held, item=item, least_asked=procedure.asked_least, least_satisfied=procedure.satisfied_least, **said
    )
    return _added(survey, said, seen, reason, by, at, "Ghi kết quả lấy ý kiến hài lòng")


def _added(
    row: Vote | SatisfactionSurvey, said: dict, seen: int, reason: str, by: User, at: dt.datetime, action: str
) -> Vote | SatisfactionSurvey:
    """The new row, in place of the one its writer saw; sent twice it is written once."""
    standing = _standing(row)
    if (
        standing
        and standing.corrects_id == (seen or None)
        and _says(standing, said)
        and standing.recorded_by_id == by.pk
    ):
        return standing
    if (standing.pk if standing else 0) != seen:
        who = standing.recorded_by.full_name if standing else "Người khác"
        raise ValidationError(f"{who} đã ghi kết quả khác trong lúc trang này mở: kiểm tra rồi bấm lưu lần nữa.")
    row.corrects, row.reason = standing, reason.strip()
    row.recorded_by, row.recorded_at, row.sample = by, at, row.dossier.sample
    if standing and not row.reason:
        raise ValidationError({"reason": "Nêu lý do đính chính."})
    row.full_clean()
    row.save(force_insert=True)
    detail = {"row": row.pk, "corrects": row.corrects_id, "reason": row.reason}
    audit(by=by, at=at, action=action, subject=f"{row.dossier}: {row.item.title}", detail=detail)
    return row


def _standing(row: Vote | SatisfactionSurvey) -> models.Model | None:
    rows = type(row).objects.standing().filter(dossier=row.dossier, item=row.item)
    return rows.select_related("recorded_by").last()


def _says(standing: models.Model, said: dict) -> bool:
    return all(getattr(standing, name) == value for name, value in said.items())
