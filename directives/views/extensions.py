"""Gia hạn nhiệm vụ: asking, the list, and the decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.permissions import may_see_periods
from criteria.views.rulebook import permit, sent
from directives.actions.extensions import ask_more_time, decide_more_time
from directives.forms.deeds import DecideForm, MoreTimeForm
from directives.permissions import extension_requests_visible_to, follows_tasks, may_ask_more_time
from directives.views.deeds import days_of, parent_of, place_label, place_or_404, task_or_404
from ntm_portal import clock
from ntm_portal.vietnamese import day

HOME = "/gia-han-nhiem-vu/"
WITH_ALL = ("obligation__directive", "unit", "body", "asked_by", "decided_by")


@login_required
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Every request the reader may see, the undecided first."""
    rows = list(extension_requests_visible_to(request.user).select_related(*WITH_ALL))
    found = sorted(rows, key=lambda row: row.decided_at is not None)
    context = {"rows": found, "may_decide": follows_tasks(request.user), "sees_sheets": may_see_periods(request.user)}
    return render(request, "directives/extensions.html", context)


@login_required
def ask(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    """Đề nghị gia hạn một nhiệm vụ cho một đơn vị hoặc cơ quan."""
    task, who = task_or_404(request.user, pk), place_or_404(request.user, place)
    permit(may_ask_more_time(request.user, task, who))
    days = [task.due_on] if task.due_on else days_of(task, clock.today())
    permit(bool(days))
    form = MoreTimeForm(sent(request), days=days, back=task.href, button="Gửi đề nghị")
    if form.is_valid():
        with form.refusals():
            ask_more_time(obligation=task, place=who, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, f"Đã gửi đề nghị gia hạn mục {task.clause} của {place_label(who)}.")
            return redirect(HOME)
    lead = f"{task.title}. Trong lúc chờ quyết định, hạn vẫn như cũ."
    context = {"form": form, "title": f"Đề nghị gia hạn, {place_label(who)}", "back": task.href, "lead": lead}
    return render(request, "directives/act.html", context | {"parent": parent_of(task), "facts": ()})


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Đồng ý hoặc không, with the reason and the day."""
    permit(follows_tasks(request.user))
    rows = extension_requests_visible_to(request.user).undecided().select_related(*WITH_ALL)
    asked = get_object_or_404(rows, pk=pk)
    form = DecideForm(sent(request), initial={"moved_to": day(asked.wanted_until)}, back=HOME, button="Ghi quyết định")
    if form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            decide_more_time(
                request=asked, granted=typed["granted"] == "co", moved_to=typed["moved_to"], reason=typed["reason"],
                by=request.user, at=clock.now(),
            )  # fmt: skip
            messages.success(request, f"Đã ghi quyết định gia hạn của {place_label(asked.place)}.")
            return redirect(HOME)
    facts = (
        ("Hạn đang có", day(asked.due_on)),
        ("Xin đến hết ngày", day(asked.wanted_until)),
        ("Lý do", f"{asked.reason} ({asked.asked_by.full_name}, {day(localdate(asked.asked_at))})"),
    )
    title = f"Quyết định gia hạn, {place_label(asked.place)}"
    context = {"form": form, "title": title, "back": HOME, "parent": "Gia hạn nhiệm vụ", "facts": facts}
    return render(request, "directives/act.html", context | {"lead": asked.obligation.title})
