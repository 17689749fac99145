"""Tùy chọn quy tắc: bands, margins and the meaning of "cơ bản đạt chuẩn"."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from criteria.actions.settings import record_setting
from criteria.forms.rulebook_settings import ChoiceForm
from criteria.permissions import may_change_settings
from criteria.tables.rulebook_settings import LABELS, choices_now, history_of
from criteria.views.rulebook import permit, sent
from ntm_portal import clock

HERE = "/bo-tieu-chi/tuy-chon/"


@login_required
@require_safe
def choices(request: HttpRequest) -> HttpResponse:
    """Every choice as it holds now."""
    permit(may_change_settings(request.user))
    return render(request, "criteria/rulebook_settings.html", {"choices": choices_now()})


@login_required
def one_choice(request: HttpRequest, key: str) -> HttpResponse:
    """Đổi một tùy chọn, with the reason; its history stands below."""
    history = history_of(key) if may_change_settings(request.user) else []
    permit(bool(history))
    now = history[0]
    form = ChoiceForm(sent(request), now=now.value, initial={"seen": now.pk}, back=HERE, button="Lưu tùy chọn")
    if form.is_valid():
        typed = form.cleaned_data
        with form.refusals():
            record_setting(
                key=key,
                value=typed["value"],
                reason=typed["reason"],
                seen_id=typed["seen"],
                by=request.user,
                at=clock.now(),
            )
            messages.success(request, f"Đã đổi tùy chọn: {LABELS[key]}.")
            return redirect(HERE)
    return render(request, "criteria/rulebook_choice.html", {"form": form, "label": LABELS[key], "history": history})
