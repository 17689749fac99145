"""Checks of inspections: minutes, requests, and the re-checks that follow from them."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from criteria.enums import Stage
from directives.enums import InspectionAct, InspectionState, RequestState
from directives.models import (
    Inspection,
    InspectionMember,
    InspectionPaper,
    InspectionRequest,
    InspectionStep,
    Overturn,
)
from directives.rules.inspections import BINDING
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day

FORGOTTEN = dt.timedelta(days=7)


def told_visit(pk, unit, planned_on, visited_on) -> Offender:
    return Offender(f"{unit}, {day(visited_on or planned_on)}", f"/kiem-tra/{pk}/")


def told_request(pk, unit, text, due_on) -> Offender:
    return Offender(f"{unit}: {text}, hạn {day(due_on)}", f"/kien-nghi/{pk}/")


def told_overturn(pk, inspection, unit, number) -> Offender:
    return Offender(f"{unit}, chỉ tiêu {number}", f"/kiem-tra/{inspection}/")


VISIT = Shown(("pk", "unit__name", "planned_on", "visited_on"), told_visit)
REQUEST = Shown(("pk", "inspection__unit__name", "text", "due_on"), told_request)
OVERTURN = Shown(
    ("pk", "note__inspection", "note__inspection__unit__name", "indicator__number"), told_overturn
)  # fmt: skip


@check(
    "inspection.signed_by_nobody",
    Severity.ERROR,
    "Biên bản đã ký thiếu thành phần hoặc bước ký",
    means="Không biết ai dự, ai ghi nhận hai bên đã ký: biên bản mất giá trị làm căn cứ.",
    remedy="Mở đợt kiểm tra, đối chiếu bản giấy, ghi bổ sung.",
    shown=VISIT,
)
def signed_by_nobody(when: When) -> QuerySet:
    """Signed minutes name both sides, and the trail says who recorded the signature."""
    own = {"inspection": OuterRef("pk")}
    sides = [Exists(InspectionMember.objects.filter(side=side, **own)) for side in ("TEAM", "UNIT")]
    signed = Exists(InspectionStep.objects.filter(act=InspectionAct.SIGN, **own))
    return Inspection.objects.filter(state__in=BINDING).exclude(Q(sides[0]) & Q(sides[1]) & Q(signed))


@check(
    "inspection.forgotten",
    Severity.NOTE,
    "Lịch kiểm tra đã qua một tuần mà chưa ghi biên bản",
    means="Đơn vị vẫn bị tính là chưa kiểm tra.",
    remedy="Mở đợt kiểm tra: ghi biên bản, dời lịch hoặc hủy lịch và nêu lý do.",
    shown=VISIT,
)
def forgotten(when: When) -> QuerySet:
    """What was planned is held or called off."""
    return Inspection.objects.filter(state=InspectionState.PLANNED, planned_on__lt=when.today - FORGOTTEN)


@check(
    "request.done_without_paper",
    Severity.WARNING,
    "Kiến nghị báo đã xong mà không có ảnh, giấy tờ",
    means="Không chứng minh được việc đã làm.",
    remedy="Mở kiến nghị, trả lại và yêu cầu kèm ảnh hoặc giấy tờ.",
    shown=REQUEST,
)
def done_without_paper(when: When) -> QuerySet:
    """What is reported as done carries a proof."""
    papers = Exists(InspectionPaper.objects.filter(request=OuterRef("pk")))
    return InspectionRequest.objects.filter(~papers, state__in=[RequestState.DONE, RequestState.ACCEPTED])


@check(
    "overturn.other_finding",
    Severity.ERROR,
    "Phúc tra từ kiểm tra trỏ tới số liệu của ô khác",
    means="Biên bản và số liệu không còn dẫn tới nhau.",
    remedy="Báo quản trị đối chiếu nhật ký; rút số liệu phúc tra sai và ghi lại.",
    shown=OVERTURN,
)
def other_finding(when: When) -> QuerySet:
    """A confirmed re-check is the RECHECK finding of its own place and indicator."""
    fits = Q(finding__unit=F("note__inspection__unit"), finding__indicator=F("indicator"), finding__stage=Stage.RECHECK)
    return Overturn.objects.filter(finding__isnull=False).exclude(fits)


@check(
    "inspection.moved_without_trail",
    Severity.ERROR,
    "Lịch kiểm tra đổi ngày mà không có bước dời lịch",
    means="Không biết ai dời, vì sao; ngày cũ và ngày mới không khớp quá trình.",
    remedy="Mở đợt kiểm tra, đối chiếu nhật ký; dời lịch lại và nêu lý do.",
    shown=VISIT,
)
def moved_without_trail(when: When) -> QuerySet:
    """The day a visit was moved from and the planned one are those of a step of its trail."""
    steps = InspectionStep.objects.filter(inspection=OuterRef("pk"), act=InspectionAct.MOVE)
    told = Exists(steps.filter(from_on=OuterRef("moved_from"), to_on=OuterRef("planned_on")))
    return Inspection.objects.filter(Q(moved_from__isnull=False) & ~Q(told) | Q(moved_from=None) & Q(Exists(steps)))


CHECKS = (signed_by_nobody, forgotten, done_without_paper, other_finding, moved_without_trail)
