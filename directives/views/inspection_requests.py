"""Kiến nghị: the list, making one in the minutes, answering, accepting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import district_of, is_commune_user
from criteria.views.rulebook import sent
from directives.actions.inspection_requests import (
    accept_request,
    answer_request,
    drop_request,
    make_request,
    return_request,
)
from directives.enums import RequestAct, RequestState
from directives.forms.inspection_requests import AnswerForm, JudgeForm, RequestForm
from directives.models import InspectionRequest
from directives.permissions import requests_acceptable_by, requests_answerable_by, requests_visible_to
from directives.rules.inspections import WRITABLE
from directives.tables.checklist import Photo, checked_lines, request_lines
from directives.tables.visit_list import SHOWS, request_list, show_asked
from directives.views.inspections import PER_PAGE, inspection_or_404
from ntm_portal import clock
from ntm_portal.asking import query_of

HOME = "/kien-nghi/"


@login_required
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """What inspections asked for and nobody has accepted yet, the nearest deadline first."""
    today, show = clock.today(), show_asked(request.GET)
    page = Paginator(request_list(request.user, show, today), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "lines": request_lines(list(page.object_list), today, request.user),
        "shows": [{"words": words, "href": f"?loc={key}", "is_current": key == show} for key, words in SHOWS.items()],
        "file": f"/kien-nghi.xlsx{query_of({'loc': show})}" if page.paginator.count else "",
        "sees_others": not is_commune_user(request.user),
    }
    return render(request, "directives/requests.html", context)


@login_required
def one_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its trail; who is asked answers here, who asked accepts or returns."""
    found = get_object_or_404(requests_visible_to(request.user).with_places(), pk=pk)
    form = form_for(request, found)
    if form is not None and form.is_valid():
        with form.refusals():
            acted(request, found, form)
            return redirect(f"{HOME}{pk}/")
    papers = found.papers.select_related("evidence")
    context = {
        "request_line": request_lines([found], clock.today(), request.user)[0],
        "inspection": found.inspection,
        "steps": list(found.steps.select_related("by")),
        "photos": [Photo(paper) for paper in papers],
        "form": form,
    }
    return render(request, "directives/request.html", context)


def form_for(request: HttpRequest, found: InspectionRequest) -> AnswerForm | JudgeForm | None:
    """What the reader may do with the request now."""
    around = {"back": HOME, "button": "Ghi"}
    if found.state in (RequestState.OPEN, RequestState.ANSWERED):
        if requests_answerable_by(request.user).filter(pk=found.pk).exists():
            return AnswerForm(sent(request), request.FILES or None, **around)
    elif found.state == RequestState.DONE and requests_acceptable_by(request.user).filter(pk=found.pk).exists():
        return JudgeForm(sent(request), **around)
    return None


def acted(request: HttpRequest, found: InspectionRequest, form: AnswerForm | JudgeForm) -> None:
    """Write down what was chosen."""
    act, words = RequestAct(form.cleaned_data["act"]), form.cleaned_data["words"]
    common = {"request": found, "words": words, "by": request.user, "at": clock.now()}
    if act == RequestAct.RETURN:
        return_request(**common)
    elif act == RequestAct.ACCEPT:
        accept_request(**common, today=clock.today())
    else:
        answer_request(**common, act=act, upload=form.cleaned_data["file"], today=clock.today())
    messages.success(request, f"Đã ghi: {act.label.lower()}.")


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm kiến nghị vào biên bản chưa ký."""
    found = inspection_or_404(request, pk, to_write=True)
    if found.state not in WRITABLE and request.method != "POST":
        return redirect(found.href)
    lines = checked_lines(found, clock.today())
    departments = list(district_of(request.user).departments.all())
    form = RequestForm(
        sent(request), lines=lines, departments=departments, back=f"{found.href}#kien-nghi", button="Thêm kiến nghị"
    )
    if form.is_valid():
        with form.refusals():
            token = form.cleaned_data["token"] or f"{clock.now():%Y%m%d%H%M%S%f}"
            make_request(inspection=found, wanted=form.wanted(), token=token, by=request.user, at=clock.now())
            messages.success(request, "Đã ghi kiến nghị. Kiến nghị có hiệu lực khi hai bên ký biên bản.")
            return redirect(f"{found.href}#kien-nghi")
    return render(
        request, "directives/inspection_step.html", {"inspection": found, "form": form, "act": "Thêm kiến nghị"}
    )


@login_required
@require_POST
def drop(request: HttpRequest, pk: int, request_pk: int) -> HttpResponse:
    """Bỏ một kiến nghị khỏi biên bản chưa ký."""
    found = inspection_or_404(request, pk, to_write=True)
    row = get_object_or_404(found.requests.select_related("inspection"), pk=request_pk)
    try:
        drop_request(request=row, by=request.user, at=clock.now())
        messages.success(request, "Đã bỏ kiến nghị.")
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages), extra_tags="callout-bad")
    return redirect(f"{found.href}#kien-nghi")
