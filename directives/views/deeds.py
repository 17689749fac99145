"""Kết quả thực hiện: recorded for a place or body, confirmed, taken back; the documents behind it."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import district_of
from communes.models import Department, Unit
from criteria.views.evidence import file_answer
from criteria.views.rulebook import permit, sent
from directives.actions.fulfilments import confirm_fulfilment, record_fulfilment, withdraw_fulfilment
from directives.forms.deeds import ConfirmForm, FulfilmentForm
from directives.forms.documents import ReasonForm
from directives.models import Fulfilment, Obligation
from directives.permissions import (
    answering_units,
    fulfilments_confirmable_by,
    fulfilments_withdrawable_by,
    may_record,
    obligations_visible_to,
    proofs_visible_to,
)
from directives.rules.recurrence import due_days, next_due
from ntm_portal import clock
from ntm_portal.vietnamese import day

BODY = "cq-"
# So many due days gone by may still be answered, the newest first.
MOST_DAYS = 12


def task_or_404(user: User, pk: int) -> Obligation:
    """A task the reader sees."""
    return get_object_or_404(obligations_visible_to(user).with_addressees(), pk=pk)


def place_or_404(user: User, word: str) -> Unit | Department:
    """The place or body an address names, as far as the reader sees it."""
    if word.startswith(BODY):
        return get_object_or_404(district_of(user).departments.all(), code=word.removeprefix(BODY))
    units = answering_units(user).valid_on(clock.today())
    if word == "huyen":
        return get_object_or_404(units, pk=district_of(user).pk)
    return get_object_or_404(units.communes(), slug=word)


def place_label(place: Unit | Department) -> str:
    """As a heading names it."""
    return place.label if isinstance(place, Unit) else place.name


def days_of(obligation: Obligation, today: dt.date) -> list[dt.date]:
    """The due days a report may be recorded for: the next one, and those gone by."""
    rhythm = obligation.rhythm
    if rhythm is None:
        return []
    past = list(due_days(rhythm, today))
    coming = next_due(rhythm, today)
    days = dict.fromkeys([*past, *([coming] if coming else [])])
    return sorted(days, reverse=True)[:MOST_DAYS]


@login_required
def record(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    """Ghi kết quả của một đơn vị hoặc cơ quan."""
    task, who = task_or_404(request.user, pk), place_or_404(request.user, place)
    permit(may_record(request.user, task, who))
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    days = days_of(task, clock.today())
    form = FulfilmentForm(*bound, obligation=task, days=days, back=task.href, button="Ghi kết quả")
    if form.is_valid():
        with form.refusals():
            record_fulfilment(
                obligation=task, place=who, by=request.user, at=clock.now(), today=clock.today(), **form.typed
            )
            messages.success(request, f"Đã ghi kết quả mục {task.clause} của {place_label(who)}.")
            return redirect(task.href)
    context = {"form": form, "title": f"Ghi kết quả, {place_label(who)}", "back": task.href, "lead": task.title}
    return render(request, "directives/act.html", context | {"parent": parent_of(task), "facts": facts_of(task)})


@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận kết quả; nobody confirms his own word."""
    line = line_or_404(fulfilments_confirmable_by(request.user), pk)
    form = ConfirmForm(sent(request), back=line.obligation.href, button="Xác nhận")
    if form.is_valid():
        with form.refusals():
            confirm_fulfilment(fulfilment=line, by=request.user, at=clock.now(), words=form.cleaned_data["words"])
            messages.success(request, f"Đã xác nhận kết quả của {place_label(line.place)}.")
            return redirect(line.obligation.href)
    return act_on(request, line, form, "Xác nhận kết quả")


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút kết quả ghi nhầm, with the reason; the line stays and is struck out."""
    line = line_or_404(fulfilments_withdrawable_by(request.user), pk)
    form = ReasonForm(sent(request), back=line.obligation.href, button="Rút kết quả")
    if form.is_valid():
        with form.refusals():
            withdraw_fulfilment(fulfilment=line, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(request, f"Đã rút kết quả của {place_label(line.place)}.")
            return redirect(line.obligation.href)
    return act_on(request, line, form, "Rút kết quả")


@login_required
@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """A document behind what was done."""
    link = get_object_or_404(proofs_visible_to(request.user).select_related("evidence"), pk=pk)
    return file_answer(request, link.evidence)


def line_or_404(rows, pk: int) -> Fulfilment:
    """One recorded line, of those the reader may act on."""
    return get_object_or_404(rows.select_related("obligation__directive", "unit", "body", "recorded_by"), pk=pk)


def act_on(request: HttpRequest, line: Fulfilment, form, title: str) -> HttpResponse:
    """The page of one act on a recorded line."""
    task = line.obligation
    facts = (
        ("Kết quả", line.words),
        ("Ngày thực hiện", day(line.done_on)),
        ("Người ghi", line.recorded_by.full_name),
    )
    context = {"form": form, "title": f"{title}, {place_label(line.place)}", "back": task.href, "lead": task.title}
    return render(request, "directives/act.html", context | {"parent": parent_of(task), "facts": facts})


def parent_of(task: Obligation) -> str:
    """The way back in words."""
    return f"{task.directive.label}, mục {task.clause}"


def facts_of(task: Obligation) -> tuple[tuple[str, str], ...]:
    """What whoever records should see: the day and what decides."""
    due = day(task.due_on) if task.due_on else task.get_recurrence_display() or "thường xuyên"
    return (("Hạn", due), ("Đánh giá theo", task.get_judged_by_display()))
