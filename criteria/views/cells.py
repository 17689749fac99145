"""One cell of a grid, asked of by script: JSON in, JSON out, and a status code of meaning.

200 stored, 400 not a message of ours, 401 session ended or somebody else signed in, 403 locked,
404 not this person's, 409 somebody else was faster, 422 refused with the sentences.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.permissions import communes_editable_by, district_editable_by, stages_open_to
from accounts.views.answers import refusal
from communes.models import Unit
from criteria.actions.findings import RowFaults
from criteria.enums import Stage
from criteria.forms.cell import Sent, Unreadable, read_message, read_sent, text_of
from criteria.forms.confirming import confirm
from criteria.forms.grid_cell import LOCKED, SAVED, STALE, Answer, Desk, save_cell, states, withdraw
from criteria.forms.pasted import Rectangle, places_in
from criteria.forms.sheet import read_id
from criteria.views.entry import STAGES
from ntm_portal import clock
from ntm_portal.kept import kept_under

DISTRICT = "huyen"
NOT_OPEN = "Tài khoản này không ghi được mức đánh giá đã chọn."
CHANGED_SINCE = "Số liệu đã khác lúc xem trước. Chưa ghi ô nào: dán lại để xem số mới."
CODES = {SAVED: "saved", LOCKED: "locked", STALE: "stale"}


class OtherAccount(Exception):
    """What was typed under one account must never be stored under another."""


def answering(view: Callable) -> Callable:
    """Turns what stands against a message as a whole into an answer."""

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unreadable:
            return refusal(400, "unreadable", "Trang này đã cũ. Mở lại trang rồi nhập tiếp.")
        except OtherAccount:
            return refusal(401, "other", "Trang này do tài khoản khác mở. Chưa gửi gì.", user=request.user.pk)

    return answered


@require_POST
@answering
def cell(request: HttpRequest, slug: str) -> HttpResponse:
    """Lưu một ô; nothing is stored that was not said to be stored."""
    return about_cell(request, slug, save_cell)


@require_POST
@answering
def withdrawn_cell(request: HttpRequest, slug: str) -> HttpResponse:
    """Rút số liệu của một ô."""
    return about_cell(request, slug, withdraw)


@require_POST
@answering
def unchanged(request: HttpRequest, slug: str) -> HttpResponse:
    """Xác nhận không đổi: the figures a person saw hold on a later day."""
    message = read_message(request.body)
    sent = read_sent({name: word for name, word in message.items() if name != "seen"})
    check_account(request, sent.user)
    unit = place_or_404(request, slug)
    stage = STAGES.get(sent.stage)
    if stage not in stages_open_to(request.user, unit):
        return refusal(403, "stage", NOT_OPEN)
    desk = Desk(unit, Stage(stage), request.user, clock.today())
    answer = confirm(desk, sent, message.get("seen"), clock.now())
    content = {"user": request.user.pk, "sentences": answer.sentences}
    return JsonResponse(content | answer.details, status=answer.status)


@require_POST
@answering
def rectangle(request: HttpRequest) -> HttpResponse:
    """Dán từ bảng tính: shown first (`apply` missing), then stored as one."""
    message = read_message(request.body)
    check_account(request, read_id(text_of(message, "user")))
    units = places_or_404(request, places_in(message))
    stage = STAGES.get(text_of(message, "stage"))
    if any(stage not in stages_open_to(request.user, unit) for unit in units.values()):
        return refusal(403, "stage", NOT_OPEN)
    pasted = Rectangle(units=units, by=request.user, stage=Stage(stage), today=clock.today(), message=message)
    if message.get("apply") is not True:
        pasted.check(clock.now())
        return JsonResponse(pasted.preview())
    if pasted.missing:
        return refusal(422, "refused", *pasted.missing)
    if not pasted.is_as_shown:
        return refusal(409, "stale", CHANGED_SINCE)
    try:
        pasted.store(clock.now())
    except RowFaults:
        return refusal(409, "stale", CHANGED_SINCE)
    return JsonResponse(pasted.stored())


def places_or_404(request: HttpRequest, slugs: set[str]) -> dict[str, Unit]:
    """The places a rectangle lies over, all of which the user may fill in."""
    if slugs == {DISTRICT}:
        return {DISTRICT: place_or_404(request, DISTRICT)}
    communes = communes_editable_by(request.user).valid_on(clock.today()).select_related("parent")
    found = {unit.slug: unit for unit in communes.filter(slug__in=slugs)}
    if found.keys() != slugs:
        raise Http404
    return found


def about_cell(request: HttpRequest, slug: str, act: Callable[..., Answer]) -> HttpResponse:
    """Find the cell of a message, do what was asked, and say how the cell stands afterwards."""
    sent = read_sent(read_message(request.body))
    check_account(request, sent.user)
    unit = place_or_404(request, slug)
    stage = STAGES.get(sent.stage)
    if stage not in stages_open_to(request.user, unit):
        return refusal(403, "stage", NOT_OPEN)
    desk = Desk(unit, Stage(stage), request.user, clock.today())
    with kept_under():
        lines = desk.lines(sent.indicator)
        if sent.indicator not in lines:
            raise Http404
        line = lines[sent.indicator]
        if not line.entered:
            words = f"Chỉ tiêu {line.label.number} tính theo các phần của nó. Nhập ở từng phần."
            return refusal(403, "computed", words)
        answer = act(desk, line, sent, clock.now())
        if answer.status in CODES:
            lines = desk.lines(sent.indicator)
        return told(request, sent, answer, states(lines, sent.indicator, desk.today))


def check_account(request: HttpRequest, user: int | None) -> None:
    """The person at the keyboard is the one who typed."""
    if user != request.user.pk:
        raise OtherAccount


def place_or_404(request: HttpRequest, slug: str) -> Unit:
    """The commune or the district whose figures the user may record."""
    if slug == DISTRICT:
        return get_object_or_404(district_editable_by(request.user))
    return get_object_or_404(communes_editable_by(request.user).valid_on(clock.today()), slug=slug)


def told(request: HttpRequest, sent: Sent, answer: Answer, now: dict) -> HttpResponse:
    """The answer as a script reads it; who asked and which sending it answers stand in every one."""
    content = {
        "code": CODES.get(answer.status, "refused"),
        "user": request.user.pk,
        "key": sent.key,
        "sentences": answer.sentences,
        "warnings": answer.warnings,
        "ways": answer.ways,
    }
    return JsonResponse(content | answer.details | now, status=answer.status)
