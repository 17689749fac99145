"""Biến động hộ nghèo: the communes of a year, one commune, taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import is_commune_user, is_sector
from communes.models import Unit
from criteria.actions.movements import record_movement, withdraw_movement
from criteria.actions.told import Moved
from criteria.enums import Stage
from criteria.forms.entry import representable
from criteria.forms.movements import MovementForm, WithdrawMovementForm, opened_with
from criteria.models import Movement
from criteria.models.cells import read_book
from criteria.permissions import movements_open_to, places_counted_by, places_counted_for
from criteria.rules.cautions import Caution, movement_path
from criteria.rules.movements import movement_faults
from criteria.tables.movements import (
    Counted,
    counted_list,
    counted_of,
    last_day,
    odd_about,
    past_lines,
    read_year,
    spoken_of,
)
from criteria.views.rulebook import asked_year, permit, sent
from ntm_portal import clock
from ntm_portal.vietnamese import lower_first

CHECK = "kiem-tra"


def years_counted() -> list[int]:
    """The years of the criteria sets that count poor households, up to this one."""
    book = read_book()
    began = [book.begins[row.criterion_id].year for row in book.indicators.values() if row.poverty]
    this_year = clock.today().year
    return list(range(min(began, default=this_year), this_year + 1))


@login_required
@require_safe
def movements(request: HttpRequest) -> HttpResponse:
    """All communes of a year: who has counted, what does not fit; a commune's own people go to their page."""
    years = years_counted()
    year = asked_year(request, years, clock.today().year)
    places = places_counted_for(request.user).valid_on(last_day(year, clock.today())).in_order()
    if is_commune_user(request.user):
        return redirect(movement_path(request.user.unit.slug, year))
    units = list(places)
    permit(bool(units))
    context = {
        "list": counted_list(units, year, clock.today()),
        "year": year,
        "years": years,
        "may_record": places_counted_by(request.user).exists(),
        "takes_form": not is_sector(request.user),
        "last_day": last_day(year, clock.today()),
    }
    return render(request, "criteria/movements.html", context)


@login_required
def movement(request: HttpRequest, slug: str) -> HttpResponse:
    """One commune in one year: what is in force, what speaks against it, the form, everything recorded before."""
    today, years = clock.today(), years_counted()
    unit = get_object_or_404(places_counted_for(request.user).valid_on(today), slug=slug)
    year = asked_year(request, years, today.year)
    may_record = places_counted_by(request.user).filter(pk=unit.pk).exists()
    permit(may_record or request.method != "POST")
    found, spoken = read_year([unit.pk], year, today)
    counted = counted_of(unit, year, found, spoken)
    form = form_of(request, counted) if may_record else None
    context = {"other": None, "moved": False, "checked": None}
    if form is not None and form.is_bound and form.is_valid():
        if request.POST.get("lam") == CHECK:
            context["checked"] = looked_over(form, counted)
        elif stored(request, unit, form, context):
            return redirect(movement_path(slug, year))
    return movement_page(request, counted, form, context | {"years": years})


def form_of(request: HttpRequest, counted: Counted) -> MovementForm:
    """The form as it was sent, or opened with what is in force or with the movement that is to be corrected."""
    holders = representable(counted.unit, Stage.SELF, request.user, clock.today())
    rows = movements_open_to(request.user).filter(unit=counted.unit, year=counted.year)
    asked = request.GET.get("dinh_chinh", "")
    corrected = rows.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    newest = counted.movement
    shown = corrected.facts if corrected else newest
    initial = opened_with(shown, counted.year_before, corrects=corrected is not None)
    initial["seen"] = newest.id if newest else None
    return MovementForm(sent(request), year=counted.year, holders=holders, initial=initial)


def looked_over(form: MovementForm, counted: Counted) -> list[Caution] | None:
    """What is odd about the numbers; None where storing would refuse them, and each fault stands at its box."""
    unit, typed = counted.unit, form.typed
    with form.refusals():
        if faults := movement_faults(typed, clock.today(), unit.valid_from, unit.valid_to):
            raise ValidationError(faults)
        return odd_about(typed, counted.movements, spoken_of([unit.pk], typed.counted_on).get(unit.pk, ()))
    return None


def stored(request: HttpRequest, unit: Unit, form: MovementForm, context: dict) -> Movement | None:
    """Store what was typed; what somebody else stored meanwhile is put beside it, and looked at from then on."""
    try:
        with form.refusals():
            row = record_movement(
                unit=unit, typed=form.typed, by=request.user, at=clock.now(), today=clock.today(),
                seen=form.cleaned_data["seen"], reason=form.cleaned_data["reason"], on_behalf_of=form.holder,
            )  # fmt: skip
            messages.success(request, f"Đã ghi biến động hộ nghèo năm {row.year} của {lower_first(unit.label)}.")
            return row
    except Moved as moved:
        context["other"], context["moved"] = moved.other, True
        form.data = form.data.copy()
        form.data["seen"] = moved.other.pk if moved.other else ""
    return None


def movement_page(request: HttpRequest, counted: Counted, form: MovementForm | None, context: dict) -> HttpResponse:
    """Draw the page of one commune."""
    changeable = movements_open_to(request.user).filter(unit=counted.unit, year=counted.year)
    lines = past_lines(counted.unit, counted.year, changeable.values_list("pk", flat=True))
    page = {
        "counted": counted,
        "unit": counted.unit,
        "year": counted.year,
        "form": form,
        "lines": lines,
        "own": is_commune_user(request.user),
        "takes_form": not is_sector(request.user),
        "last_day": last_day(counted.year, clock.today()),
    }
    return render(request, "criteria/movement.html", page | context)


@login_required
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Rút một lần rà soát, with the reason."""
    rows = movements_open_to(request.user).select_related("unit", "entered_by")
    found = get_object_or_404(rows, pk=pk, unit__slug=slug)
    form = WithdrawMovementForm(sent(request))
    if form.is_valid():
        with form.refusals():
            withdraw_movement(movement=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(
                request, f"Đã rút biến động hộ nghèo năm {found.year} của {lower_first(found.unit.label)}."
            )
            return redirect(movement_path(slug, found.year))
    context = {"movement": found, "form": form, "back": movement_path(slug, found.year)}
    return render(request, "criteria/movement_withdraw.html", context)
