"""Kế hoạch hoàn thiện: all communes for the office, one commune for its own people."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import communes_visible_to, is_commune_user
from criteria.permissions import indicators_visible_to
from directives.permissions import planning_units, plans_visible_to
from directives.tables.plan_lists import SHOW_WORDS, Show, late_steps_of, read_commune_plans, read_register, shows
from directives.tables.plan_reading import PlanLine
from ntm_portal import clock
from ntm_portal.asking import query_of
from ntm_portal.kept import remembering


@login_required
@require_safe
@remembering
def register(request: HttpRequest) -> HttpResponse:
    """What lacks a plan in every commune, what is late, and the plans a filter asks for."""
    user, today = request.user, clock.today()
    if is_commune_user(user):
        return redirect(f"/ke-hoach/{user.unit.slug}/")
    units = list(communes_visible_to(user).valid_on(today).in_order())
    read = read_register(units, plans_visible_to(user), indicators_visible_to(user), today)
    asked = Asked(request)
    lines = [line for line in read.lines if asked.keeps(line)]
    context = {
        "read": read,
        "asked": asked,
        "lines": lines,
        "late_steps": late_steps_of([line for line in read.lines if asked.of_place(line)]),
        "units": units,
        "criteria": sorted({line.plan.criterion_number for line in read.lines}),
        "choices": [(show, words, read.count(show), asked.tab(show)) for show, words in SHOW_WORDS.items()],
        "counts": {show.name.lower(): read.count(show) for show in Show},
        "may_write": planning_units(user).exists(),
        "today": today,
    }
    return render(request, "directives/plans/register.html", context)


class Asked:
    """The filter, as it stands in the address."""

    def __init__(self, request: HttpRequest):
        self.show = next((show for show in Show if show == request.GET.get("loc")), Show.ALL)
        self.unit = request.GET.get("xa", "")
        typed = request.GET.get("tc", "")
        self.criterion = int(typed) if typed.isdecimal() and len(typed) < 4 else None

    def of_place(self, line: PlanLine) -> bool:
        """Of the commune and criterion asked for."""
        plan = line.plan
        return (not self.unit or plan.slug == self.unit) and self.criterion in (None, plan.criterion_number)

    def keeps(self, line: PlanLine) -> bool:
        """Whether a plan is listed."""
        return self.of_place(line) and shows(line, self.show)

    def tab(self, show: Show) -> str:
        """The address of another choice, with commune and criterion kept."""
        kept = {"loc": show.value, "xa": self.unit, "tc": str(self.criterion or "")}
        return f"/ke-hoach/{query_of(kept)}#ke-hoach"

    @property
    def is_narrowed(self) -> bool:
        """A commune or a criterion was chosen."""
        return bool(self.unit or self.criterion)


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
