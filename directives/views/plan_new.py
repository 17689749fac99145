"""Lập kế hoạch for a cell, from nothing or from the plan of another commune."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from communes.enums import Level
from communes.models import Unit
from criteria.models import Finding, Indicator
from criteria.models.expected import expected_indicators
from criteria.status import IndicatorStatus, read_indicators
from criteria.views.rulebook import sent
from directives.actions.plans import Subject, copy_plan, copyable_plans, make_plan
from directives.forms.plans import AimForm, CopyForm, usual_day
from directives.models import ImprovementPlan
from directives.permissions import planning_units
from directives.rules.plans import SETTLED
from directives.tables.plan_lists import standing_words
from ntm_portal import clock, vietnamese
from ntm_portal.vietnamese import counted, day, lower_first

MET = "Ô này đã đạt, chưa cần kế hoạch."


@login_required
def new(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Goal and day of a plan for one cell; its measures are written on the page it leads to."""
    unit, indicator, status = cell_or_404(request, slug, number)
    if taken := open_plan(unit, indicator):
        return led_to_open(request, taken)
    subject = subject_of(unit, indicator, status)
    usual = {"standing": subject.standing, "goal": usual_goal(indicator, status), "expected_value": needed(status)}
    back = f"/ke-hoach/{slug}/"
    measured = "%" if indicator.keeps_ratio else indicator.unit_of_measure
    form = AimForm(sent(request), initial=usual, measured_in=measured, back=back, button="Lập kế hoạch")
    if form.is_valid():
        with form.refusals():
            made = make_plan(
                unit=unit, subject=subject_of(unit, indicator, status, form.cleaned_data["standing"]), aim=form.aim,
                by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
            messages.success(
                request, f"Đã lập kế hoạch {indicator.number}. Ghi các giải pháp, rồi chuyển Bí thư duyệt."
            )
            return redirect(made.path)
    context = {"unit": unit, "indicator": indicator, "status": status, "form": form}
    return render(request, "directives/plans/new.html", context)


@login_required
def copy(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The plans of other communes for the same cell, one of which is taken as a start."""
    unit, indicator, status = cell_or_404(request, slug, number)
    if taken := open_plan(unit, indicator):
        return led_to_open(request, taken)
    subject, today = subject_of(unit, indicator, status), clock.today()
    sources = list(copyable_plans(request.user, unit, subject).prefetch_related("steps").in_order())
    choices = [(str(plan.pk), source_words(plan)) for plan in sources]
    usual, back = usual_day(today), f"/ke-hoach/{slug}/"
    form = CopyForm(sent(request), choices=choices, initial=usual, back=back, button="Chép làm bản nháp")
    if sources and form.is_valid():
        with form.refusals():
            source = next(plan for plan in sources if str(plan.pk) == form.cleaned_data["source"])
            made = copy_plan(
                source=source, unit=unit, subject=subject, starts_on=form.cleaned_data["starts_on"], by=request.user,
                at=clock.now(), today=today,
            )  # fmt: skip
            words = f"Đã chép kế hoạch của {lower_first(source.unit.label)}."
            messages.success(request, f"{words} Ghi người phụ trách, kinh phí, rồi chuyển duyệt.")
            return redirect(made.path)
    context = {"unit": unit, "indicator": indicator, "status": status, "form": form, "sources": sources}
    return render(request, "directives/plans/copy.html", context)


def cell_or_404(request: HttpRequest, slug: str, number: str) -> tuple[Unit, Indicator, IndicatorStatus]:
    """The cell that the address names, where the user writes plans and the cell is not met."""
    today = clock.today()
    unit = get_object_or_404(planning_units(request.user).valid_on(today).with_places(), slug=slug)
    if not number.isprintable():
        raise Http404
    rows = expected_indicators(Level.COMMUNE, today).select_related("criterion")
    indicator = get_object_or_404(rows, number=number)
    status = read_indicators([unit.pk], [indicator.pk], today)[unit.pk, indicator.pk]
    if status.cell.verdict in SETTLED:
        raise Http404(MET)
    return unit, indicator, status


def open_plan(unit: Unit, indicator: Indicator) -> ImprovementPlan | None:
    """The plan that the cell has already, its own or one of its whole criterion."""
    rows = ImprovementPlan.objects.open().filter(unit=unit, criterion=indicator.criterion_id).with_names()
    return next((plan for plan in rows if plan.indicator_id in (None, indicator.pk)), None)


def led_to_open(request: HttpRequest, taken: ImprovementPlan) -> HttpResponse:
    """Sent twice, or made by a colleague in the meantime: the plan there is opens."""
    messages.info(request, f"Ô {taken.subject_number} đã có kế hoạch chưa kết thúc, mở ở đây.")
    return redirect(taken.path)


def subject_of(unit: Unit, indicator: Indicator, status: IndicatorStatus, standing: str = "") -> Subject:
    """What the plan is about, with the state the cell is in now."""
    finding = Finding.objects.get(pk=status.official.id) if status.official else None
    return Subject(indicator.criterion, indicator, standing or standing_words(status)[:500], finding)


def usual_goal(indicator: Indicator, status: IndicatorStatus) -> str:
    """ "Đạt chỉ tiêu 15.1: ≥ 85%"."""
    level = f": {status.required}" if status.target else ""
    return f"Đạt chỉ tiêu {indicator.number} {indicator.short_name}{level}".replace("\N{NO-BREAK SPACE}", " ")


def needed(status: IndicatorStatus) -> str:
    """The required level as a figure, where there is one."""
    value = status.target.value if status.target else None
    return "" if value is None else vietnamese.number(value)


def source_words(plan: ImprovementPlan) -> str:
    """How a plan to be copied is offered."""
    begins: list[dt.date] = [step.starts_on for step in plan.steps.all()]
    since = f", từ {day(min(begins))}" if begins else ""
    return (
        f"{plan.unit.label}: {plan.goal} ({counted(len(begins))} giải pháp{since}, {plan.get_state_display().lower()})"
    )
