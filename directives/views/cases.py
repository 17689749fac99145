"""Trả lời, xem xét, ý kiến about one fall: three forms beside what is known of it."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from accounts.permissions import is_office, is_sector
from communes.enums import Level
from communes.models import Appointment, Unit
from criteria.models import Criterion, Indicator
from criteria.views.rulebook import permit, sent
from directives.actions.cases import Answer, Sending, Subject, answer_case, decide_case, draft_answer, remark_case
from directives.enums import CaseStep
from directives.forms.cases import AnswerForm, CaseForm, DecisionForm, RemarkForm
from directives.permissions import (
    answering_units,
    may_answer_case,
    may_decide_case,
    may_draft_answer,
    may_remark_case,
)
from directives.rules.cases import DECISIONS, may_take
from directives.tables.cases import Case, case_named, read_cases
from ntm_portal import clock
from ntm_portal.vietnamese import DayFault, parse_day

DISTRICT = "huyen"
TITLES = {"tra-loi": "Trả lời về suy giảm", "xem-xet": "Xem xét trả lời", "y-kien": "Ghi ý kiến"}


def unit_or_404(user: User, slug: str, day: dt.date) -> Unit:
    """A place whose falls the user reads."""
    rows = answering_units(user).valid_on(day).select_related("parent__parent")
    if slug == DISTRICT:
        return get_object_or_404(rows, level=Level.DISTRICT)
    return get_object_or_404(rows, level=Level.COMMUNE, slug=slug)


def seen_by(user: User, cases: list[Case]) -> list[Case]:
    """A department sees the falls of the indicators it leads, everybody else all of the places he reads."""
    return [case for case in cases if not is_sector(user) or user.department_id in case.departments]


def cases_of_place(user: User, slug: str, as_of: dt.date, known_at: dt.datetime | None = None) -> list[Case]:
    """Every fall of one place that the user reads about."""
    return seen_by(user, read_cases([unit_or_404(user, slug, as_of)], as_of, known_at))


def named_or_404(cases: list[Case], code: str, on: str) -> Case:
    """The fall an address names."""
    try:
        found = case_named(cases, code, parse_day(on))
    except DayFault as fault:
        raise Http404 from fault
    if found is None:
        raise Http404
    return found


def case_or_404(request: HttpRequest, slug: str, code: str, on: str) -> Case:
    """The fall a form is about, as it stands today."""
    return named_or_404(cases_of_place(request.user, slug, clock.today()), code, on)


@login_required
def answer(request: HttpRequest, slug: str, code: str, on: str) -> HttpResponse:
    """Cause and measure with a day: a draft by the officer, an answer by a head."""
    user = request.user
    case = case_or_404(request, slug, code, on)
    permit(may_draft_answer(user, case.unit))
    may_send = may_answer_case(user, case.unit)
    form = AnswerForm(
        sent(request), holders=holders_for(user, case.unit), is_whole=may_send, initial=opened_with(case),
        seen=case.newest_id, back=case.href, button="Gửi trả lời" if may_send else "Lưu nháp",
    )  # fmt: skip
    if form.is_valid():
        with form.refusals():
            record_answer(request, case, form, is_draft=not may_send)
            messages.success(request, "Đã ghi trả lời." if may_send else "Đã lưu nháp trả lời.")
            return redirect(case.href)
    return form_page(request, case, form, "tra-loi")


def record_answer(request: HttpRequest, case: Case, form: AnswerForm, *, is_draft: bool) -> None:
    """Store what was typed."""
    typed, sending = form.cleaned_data, sending_of(form)
    told = Answer(typed["cause"], typed["measure"], typed["finish_by"], typed["responsible"])
    if is_draft:
        draft_answer(subject=subject_of(case), answer=told, by=request.user, sending=sending)
        return
    chosen = typed.get("on_behalf_of")
    holder = Appointment.objects.select_related("officer").get(pk=chosen) if chosen else None
    answer_case(subject=subject_of(case), answer=told, by=request.user, sending=sending, on_behalf_of=holder)


@login_required
def decide(request: HttpRequest, slug: str, code: str, on: str) -> HttpResponse:
    """Follow, return or accept the answer that stands."""
    permit(may_decide_case(request.user))
    case = case_or_404(request, slug, code, on)
    steps = [step for step in DECISIONS if may_take(step, case.state)]
    form = DecisionForm(sent(request), steps=steps, seen=case.newest_id, back=case.href, button="Ghi kết luận")
    if form.is_valid():
        with form.refusals():
            decide_case(
                subject=subject_of(case), step=CaseStep(form.cleaned_data["step"]), reason=form.cleaned_data["text"],
                by=request.user, sending=sending_of(form),
            )  # fmt: skip
            messages.success(request, "Đã ghi kết luận về trả lời.")
            return redirect(case.href)
    return form_page(request, case, form, "xem-xet")


@login_required
def remark(request: HttpRequest, slug: str, code: str, on: str) -> HttpResponse:
    """A remark of whoever reads it to decide or works with it."""
    permit(may_remark_case(request.user))
    case = case_or_404(request, slug, code, on)
    form = RemarkForm(sent(request), seen=case.newest_id, back=case.href, button="Ghi ý kiến")
    if form.is_valid():
        with form.refusals():
            text, sending = form.cleaned_data["text"], sending_of(form)
            remark_case(subject=subject_of(case), text=text, by=request.user, sending=sending)
            messages.success(request, "Đã ghi ý kiến.")
            return redirect(case.href)
    return form_page(request, case, form, "y-kien")


def form_page(request: HttpRequest, case: Case, form: CaseForm, act: str) -> HttpResponse:
    """The form beside the fall it is about."""
    return render(request, "directives/case_form.html", {"case": case, "form": form, "title": TITLES[act]})


def subject_of(case: Case) -> Subject:
    """The fall as the action names it."""
    fall = case.fall
    if fall.criterion_id:
        criterion = Criterion.objects.select_related("criteria_set").get(pk=fall.criterion_id)
        return Subject(case.unit, fall.on, criterion=criterion)
    rows = Indicator.objects.select_related("criterion__criteria_set")
    return Subject(case.unit, fall.on, indicator=rows.get(pk=fall.indicator_id))


def sending_of(form: CaseForm) -> Sending:
    """When, after which word, and by which press."""
    return Sending(at=clock.now(), **form.sending())


def holders_for(user: User, unit: Unit) -> list[tuple[str, str]]:
    """The heads in office today, for the office to write in the name of; nobody for the place itself."""
    if not is_office(user):
        return []
    heads = Appointment.objects.heads_of(unit, clock.today())
    return [(str(row.pk), f"{row.post_label}: {row.officer.name}") for row in heads]


def opened_with(case: Case) -> dict:
    """What stands in the form at first: the draft, else the answer given before."""
    last = case.draft or case.answer
    if last is None:
        return {}
    return {name: getattr(last, name) for name in ("cause", "measure", "responsible")} | {
        "finish_by": last.finish_by and f"{last.finish_by:%d/%m/%Y}"
    }
