"""Kiến nghị: ask for something by a day; answer, report as done with proof; return or accept."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Department
from criteria.actions.evidence import Paper, store_document
from directives.actions.inspections import hold_minutes, store
from directives.actions.minutes import join
from directives.enums import RequestAct
from directives.models import Inspection, InspectionNote, InspectionRequest, RequestStep
from directives.permissions import requests_acceptable_by, requests_answerable_by
from directives.rules.inspections import REQUEST_MOVES, due_fault, request_fault
from ntm_portal.uploads import Upload

ANSWERS = (RequestAct.ANSWER, RequestAct.FINISH)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: the words, of which post or department, by when, after which finding."""

    text: str
    due_on: dt.date
    post: str = ""
    department: Department | None = None
    note: InspectionNote | None = None


@transaction.atomic
def make_request(*, inspection: Inspection, wanted: Wanted, token: str, by: User, at: dt.datetime) -> InspectionRequest:
    """Ghi kiến nghị into the minutes; it binds when they are signed. What is sent twice is asked once."""
    held = hold_minutes(inspection, by)
    if known := held.requests.filter(token=token).first():
        return known
    if fault := due_fault(wanted.due_on, held.visited_on):
        raise ValidationError({"due_on": fault})
    made = InspectionRequest(
        inspection=held, note=wanted.note, text=wanted.text, post=wanted.post, department=wanted.department,
        due_on=wanted.due_on, token=token, sample=held.sample,
    )  # fmt: skip
    store(made, by, at)
    _tell(made, "Ghi kiến nghị", by, at)
    return made


@transaction.atomic
def drop_request(*, request: InspectionRequest, by: User, at: dt.datetime) -> None:
    """Bỏ kiến nghị before the minutes are signed."""
    hold_minutes(request.inspection, by)
    _tell(request, "Bỏ kiến nghị", by, at)
    request._history_user, request._history_date = by, at
    request.delete()


@transaction.atomic
def answer_request(
    *, request: InspectionRequest, act: RequestAct, words: str, upload: Upload | None, by: User, at: dt.datetime,
    today: dt.date,
) -> InspectionRequest:  # fmt: skip
    """Trả lời kiến nghị, or báo đã xong with at least one paper that proves it."""
    held = _held(request, by, act)
    if upload is not None:
        shown = Paper(today, f"Kết quả thực hiện kiến nghị: {held.text}"[:300])
        evidence = store_document(unit=held.inspection.unit, upload=upload, paper=shown, by=by, at=at, today=today)
        join(held.inspection, evidence, by, at, request=held)
    if act == RequestAct.FINISH:
        if not held.papers.exists():
            raise ValidationError({"file": "Báo đã xong phải kèm ảnh hoặc giấy tờ."})
        held.done_by, held.done_on = by, today
    return _moved(held, act, words, by, at)


@transaction.atomic
def return_request(*, request: InspectionRequest, words: str, by: User, at: dt.datetime) -> InspectionRequest:
    """Chưa chấp nhận: what was reported as done is not, and why; it waits for the place again."""
    held = _held(request, by, RequestAct.RETURN)
    held.done_by = held.done_on = None
    return _moved(held, RequestAct.RETURN, words, by, at)


@transaction.atomic
def accept_request(
    *, request: InspectionRequest, words: str, by: User, at: dt.datetime, today: dt.date
) -> InspectionRequest:
    """Chấp nhận: the team or the office agrees that it is done; never who reported it."""
    held = _held(request, by, RequestAct.ACCEPT)
    held.accepted_by, held.accepted_on = by, today
    return _moved(held, RequestAct.ACCEPT, words, by, at)


def _held(request: InspectionRequest, by: User, act: RequestAct) -> InspectionRequest:
    """The request as it is now, locked, for those who may take this step with it."""
    rows = requests_answerable_by(by) if act in ANSWERS else requests_acceptable_by(by)
    locked = rows.select_for_update(of=("self",), no_key=True).select_related("inspection__unit")
    held = locked.filter(pk=request.pk).first()
    if held is None:
        raise PermissionDenied
    if held.sample and not by.sample:
        raise ValidationError("Đây là kiến nghị minh họa, không ghi bằng tài khoản thật.")
    if fault := request_fault(act, held.state, binding=held.inspection.is_binding):
        raise ValidationError(fault)
    return held


def _moved(request: InspectionRequest, act: RequestAct, words: str, by: User, at: dt.datetime) -> InspectionRequest:
    _, request.state = REQUEST_MOVES[act]
    store(request, by, at)
    step = RequestStep(request=request, act=act, words=words, by=by, at=at, sample=request.sample)
    step.full_clean()
    step.save(force_insert=True)
    _tell(request, f"{act.label}: kiến nghị", by, at)
    return request


def _tell(request: InspectionRequest, action: str, by: User, at: dt.datetime) -> None:
    detail = {"inspection": request.inspection_id, "request": request.pk}
    audit(by=by, at=at, action=action, subject=str(request)[:200], detail=detail)
