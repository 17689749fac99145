"""Gia hạn: asking, the list, and the office's decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import communes_editable_by, is_sector, may_see_periods
from communes.enums import Level
from criteria.actions.extensions import ask_extension, decide_extension
from criteria.forms.periods import DecisionForm, ExtensionForm
from criteria.models.expected import expected_indicators
from criteria.permissions import (
    extensions_visible_to,
    indicators_editable_by,
    may_ask_extension,
    may_lock,
    periods_visible_to,
)
from criteria.tables.lens import period_lens
from criteria.views.rulebook import permit, sent
from ntm_portal import clock
from ntm_portal.vietnamese import day, lower_first

HOME = "/gia-han/"
WHOLE = ("", "cả phiếu của đơn vị")


@login_required
@require_safe
def extensions(request: HttpRequest) -> HttpResponse:
    """Every request the reader may see, the undecided first."""
    permit(may_see_periods(request.user))
    rows = extensions_visible_to(request.user).select_related(
        "unit", "period", "indicator", "asked_by__department", "asked_by__unit", "decided_by"
    )
    found = sorted(rows, key=lambda row: row.decided_at is not None)
    units = communes_editable_by(request.user).valid_on(clock.today()).in_order()
    places = list(units) if may_ask_extension(request.user) else []
    context = {"rows": found, "may_decide": may_lock(request.user), "places": places, "today": clock.today()}
    return render(request, "criteria/extensions.html", context)


@login_required
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Đề nghị gia hạn for a place or one of its cells."""
    permit(may_ask_extension(request.user))
    today = clock.today()
    unit = get_object_or_404(communes_editable_by(request.user).valid_on(today), slug=slug)
    lens = period_lens(periods_visible_to(request.user), request.GET.get("ky", ""), today, "send")
    permit(lens is not None)
    own = expected_indicators(Level.COMMUNE, lens.facts.ends_on).filter(pk__in=indicators_editable_by(request.user))
    by_number = {row.number: row for row in own}
    whole = [] if is_sector(request.user) else [WHOLE]
    choices = whole + [(row.number, f"{row.number} {row.short_name}") for row in by_number.values()]
    initial = {"indicator": request.GET.get("chi_tieu", "")}
    form = ExtensionForm(sent(request), choices=choices, initial=initial, back=HOME, button="Gửi đề nghị")
    if form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            ask_extension(
                unit=unit, period=lens.period, wanted_until=typed["wanted_until"], reason=typed["reason"],
                by=request.user, at=clock.now(), today=today, indicator=by_number.get(typed["indicator"]),
            )  # fmt: skip
            messages.success(request, f"Đã gửi đề nghị gia hạn của {lower_first(unit.label)}.")
            return redirect(HOME)
    return render(request, "criteria/extension_ask.html", {"unit": unit, "lens": lens, "form": form})


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Đồng ý hoặc không, with the reason and the day it expires."""
    permit(may_lock(request.user))
    rows = extensions_visible_to(request.user).undecided().select_related("unit", "period", "indicator", "asked_by")
    extension = get_object_or_404(rows, pk=pk)
    wanted = {"expires_on": day(extension.wanted_until)}
    form = DecisionForm(sent(request), initial=wanted, back=HOME, button="Ghi quyết định")
    if form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            decide_extension(
                extension=extension, granted=typed["granted"] == "co", expires_on=typed["expires_on"],
                reason=typed["reason"], by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
            messages.success(request, f"Đã ghi quyết định gia hạn của {lower_first(extension.unit.label)}.")
            return redirect(HOME)
    return render(request, "criteria/extension_decide.html", {"extension": extension, "form": form})
