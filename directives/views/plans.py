"""Kế hoạch hoàn thiện: all communes for the office, one commune for its own people."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import communes_visible_to, is_commune_user
from criteria.permissions import indicators_visible_to
from directives.permissions import planning_units, plans_visible_to
from directives.tables.plan_lists import SHOW_WORDS, Show, late_steps_of, read_commune_plans
from directives.tables.plan_register import PlansAsked, plans_page
from ntm_portal import clock
from ntm_portal.kept import remembering


@login_required
@require_safe
@remembering
def register(request: HttpRequest) -> HttpResponse:
    """What lacks a plan in every commune, what is late, and the plans a filter asks for."""
    user, today = request.user, clock.today()
    if is_commune_user(user):
        return redirect(f"/ke-hoach/{user.unit.slug}/")
    page = plans_page(user, PlansAsked.of(request.GET), today)
    asked, read = page.asked, page.read
    context = {
        "page": page,
        "read": read,
        "asked": asked,
        "criteria": sorted({line.plan.criterion_number for line in read.lines}),
        "choices": [
            (show, words, read.count(show), f"/ke-hoach/{asked.to(show)}#ke-hoach")
            for show, words in SHOW_WORDS.items()
        ],
        "counts": {show.name.lower(): read.count(show) for show in Show},
        "may_write": planning_units(user).exists(),
        "today": today,
    }
    return render(request, "directives/plans/register.html", context)


@login_required
@require_safe
@remembering
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """One commune: cells without a plan first, then the plans."""
    user, today = request.user, clock.today()
    unit = get_object_or_404(communes_visible_to(user).valid_on(today).with_places(), slug=slug)
    read = read_commune_plans(unit, plans_visible_to(user), indicators_visible_to(user), today)
    context = {
        "unit": unit,
        "read": read,
        "late_steps": late_steps_of(read.open),
        "may_write": planning_units(user).filter(pk=unit.pk).exists(),
        "sees_others": not is_commune_user(user),
        "today": today,
    }
    return render(request, "directives/plans/commune.html", context)
