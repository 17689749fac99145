"""Lập kế hoạch for an indicator or a whole criterion, from nothing or from the plan of another commune."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from criteria.models import Finding
from criteria.views.rulebook import sent
from directives.actions.plans import Subject, copy_plan, copyable_plans, make_plan
from directives.forms.plans import AimForm, CopyForm, usual_day
from directives.models import ImprovementPlan
from directives.permissions import planning_units
from directives.rules.plans import SETTLED
from directives.tables.plan_subject import PlanSubject, open_plan, subject_at
from ntm_portal import clock
from ntm_portal.vietnamese import counted, day, lower_first

MET = "Ô này đã đạt, chưa cần kế hoạch."


@login_required
def new(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Goal and day of a plan for one cell; its measures are written on the page it leads to."""
    asked = subject_or_404(request, slug, number)
    if taken := open_plan(asked):
        return led_to_open(request, taken)
    usual = {"standing": asked.standing, "goal": asked.usual_goal, "expected_value": asked.needed}
    back = f"/ke-hoach/{slug}/"
    form = AimForm(
        sent(request), initial=usual, measured_in=asked.measured_in, is_whole=asked.indicator is None, back=back,
        button="Lập kế hoạch",
    )  # fmt: skip
    if form.is_valid():
        with form.refusals():
            made = make_plan(
                unit=asked.unit, subject=subject_of(asked, form.cleaned_data["standing"]), aim=form.aim,
                by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
            messages.success(request, f"Đã lập kế hoạch {asked.title}. Ghi các giải pháp, rồi chuyển Bí thư duyệt.")
            return redirect(made.path)
    return render(request, "directives/plans/new.html", {"unit": asked.unit, "asked": asked, "form": form})


@login_required
def copy(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The plans of other communes for the same cell, one of which is taken as a start."""
    asked = subject_or_404(request, slug, number)
    if taken := open_plan(asked):
        return led_to_open(request, taken)
    subject, today = subject_of(asked, asked.standing), clock.today()
    sources = list(copyable_plans(request.user, asked.unit, subject).prefetch_related("steps").in_order())
    choices = [(str(plan.pk), source_words(plan)) for plan in sources]
    usual, back = usual_day(today), f"/ke-hoach/{slug}/"
    form = CopyForm(sent(request), choices=choices, initial=usual, back=back, button="Chép làm bản nháp")
    if sources and form.is_valid():
        with form.refusals():
            source = next(plan for plan in sources if str(plan.pk) == form.cleaned_data["source"])
            made = copy_plan(
                source=source, unit=asked.unit, subject=subject, starts_on=form.cleaned_data["starts_on"],
                by=request.user, at=clock.now(), today=today,
            )  # fmt: skip
            words = f"Đã chép kế hoạch của {lower_first(source.unit.label)}."
            messages.success(request, f"{words} Ghi người phụ trách, kinh phí, rồi chuyển duyệt.")
            return redirect(made.path)
    context = {"unit": asked.unit, "asked": asked, "form": form, "sources": sources}
    return render(request, "directives/plans/copy.html", context)


def subject_or_404(request: HttpRequest, slug: str, word: str) -> PlanSubject:
    """The cell that the address names, where the user writes plans and the cell is not met."""
    today = clock.today()
    unit = get_object_or_404(planning_units(request.user).valid_on(today).with_places(), slug=slug)
    found = subject_at(unit, word, today)
    if found is None or found.cell.verdict in SETTLED:
        raise Http404(MET)
    return found


def led_to_open(request: HttpRequest, taken: ImprovementPlan) -> HttpResponse:
    """Sent twice, or made by a colleague in the meantime: the plan there is opens."""
    messages.info(request, f"Ô {taken.subject_number} đã có kế hoạch chưa kết thúc, mở ở đây.")
    return redirect(taken.path)


def subject_of(asked: PlanSubject, standing: str) -> Subject:
    """What the plan is about, with the state the cell is in now."""
    official = asked.status.official if asked.status else None
    finding = Finding.objects.get(pk=official.id) if official else None
    return Subject(asked.criterion, asked.indicator, standing, finding)


def source_words(plan: ImprovementPlan) -> str:
    """How a plan to be copied is offered."""
    begins: list[dt.date] = [step.starts_on for step in plan.steps.all()]
    since = f", từ {day(min(begins))}" if begins else ""
    return (
        f"{plan.unit.label}: {plan.goal} ({counted(len(begins))} giải pháp{since}, {plan.get_state_display().lower()})"
    )
