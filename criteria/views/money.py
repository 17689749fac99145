"""Nguồn lực, nợ đọng: the communes on a day, the table of one commune, taking one back."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import is_commune_user, is_sector
from communes.models import Unit
from criteria.actions.money import record_sheet, withdraw_sheet
from criteria.actions.told import Moved
from criteria.enums import Money, Stage
from criteria.forms.entry import representable
from criteria.forms.money import MoneyForm, grid_of, terms_of
from criteria.forms.money_grids import MORE, MoneyGrid
from criteria.forms.movements import WithdrawMovementForm
from criteria.models import FundingContent
from criteria.models.money import contents_in_order
from criteria.permissions import money_open_to, places_of_money, places_of_money_for
from criteria.rules.cautions import Caution
from criteria.rules.money_checks import sheet_cautions, sheet_faults
from criteria.tables.money import PlaceMoney, place_money, told_list
from criteria.views.rulebook import permit, sent
from ntm_portal import clock
from ntm_portal.vietnamese import day, lower_first

CHECK = "kiem-tra"
TITLES = {Money.FUNDING: "Huy động nguồn lực", Money.DEBT: "Nợ đọng xây dựng cơ bản"}


@login_required
@require_safe
def places(request: HttpRequest, kind: Money) -> HttpResponse:
    """All communes on a day: who has told, what is odd; a commune's own people go to their page."""
    if is_commune_user(request.user):
        return redirect(f"/{kind.room}/{request.user.unit.slug}/")
    as_of = asked_day(request)
    units = list(places_of_money(request.user).valid_on(as_of).in_order())
    permit(bool(units))
    found = told_list(kind, units, as_of)
    context = {
        "kind": kind,
        "title": TITLES[kind],
        "list": found,
        "is_today": as_of == clock.today(),
        "today_apart": clock.today() not in found.days,
        "is_debt": kind == Money.DEBT,
        "may_record": places_of_money_for(request.user).exists(),
        "takes_form": not is_sector(request.user),
    }
    return render(request, "criteria/money_list.html", context)


def asked_day(request: HttpRequest) -> dt.date:
    """The day in the address, never after today; today where it names none."""
    try:
        return min(dt.date.fromisoformat(request.GET.get("den", "")), clock.today())
    except ValueError:
        return clock.today()


@login_required
def place(request: HttpRequest, kind: Money, slug: str) -> HttpResponse:
    """One commune: the table in force, what is odd about it, the boxes, everything recorded before."""
    unit = get_object_or_404(places_of_money(request.user).valid_on(clock.today()), slug=slug)
    may_record = places_of_money_for(request.user).filter(pk=unit.pk).exists()
    permit(may_record or request.method != "POST")
    told = place_money(kind, unit, clock.today(), open_keys(request, unit, kind))
    form = form_of(request, told) if may_record else None
    context = {"other": None, "moved": False, "checked": None, "read_from": ""}
    asked = request.POST.get("lam", "")
    if form is not None and asked == MORE:
        form.leave_unjudged()
    elif form is not None and form.is_bound and form.is_valid():
        if asked == CHECK:
            context["checked"] = looked_over(form, told)
        elif stored(request, unit, form, context):
            return redirect(f"/{kind.room}/{slug}/")
    return place_page(request, told, form, context)


def open_keys(request: HttpRequest, unit: Unit, kind: Money) -> list[int]:
    """The tables of a place the reader may set right."""
    return list(money_open_to(request.user).filter(unit=unit, kind=kind).values_list("pk", flat=True))


def form_of(request: HttpRequest, told: PlaceMoney) -> MoneyForm:
    """The boxes as they were sent, or opened with the table in force or with the one that is to be corrected."""
    corrected = told.sheet_called(request.GET.get("dinh_chinh", ""))
    holders = representable(told.unit, Stage.SELF, request.user, clock.today())
    return MoneyForm(
        sent(request), kind=told.kind, contents=contents_of(told), holders=holders, opened=corrected or told.standing,
        initial=terms_of(corrected, told.seen),
    )  # fmt: skip


def contents_of(told: PlaceMoney) -> list[FundingContent]:
    """The lines of Biểu 08: those the office uses, and those this place has ever told of."""
    if told.kind == Money.DEBT:
        return []
    sheets = [*told.sheets, *([told.lent] if told.lent else [])]
    return contents_in_order({line.content for sheet in sheets for line in sheet.lines})


def looked_over(form: MoneyForm, told: PlaceMoney) -> list[Caution] | None:
    """What is odd about a table; None where storing would refuse it, and each fault stands at its box."""
    with form.refusals():
        if faults := sheet_faults(form.typed, clock.today(), told.unit.valid_from, told.unit.valid_to):
            raise ValidationError(faults)
        return sheet_cautions(form.typed, told.before(form.typed), told.names)
    return None


def stored(request: HttpRequest, unit: Unit, form: MoneyForm, context: dict) -> bool:
    """Store what was typed; what somebody else stored meanwhile is put beside it, and looked at from then on."""
    try:
        with form.refusals():
            row = record_sheet(
                unit=unit, typed=form.typed, by=request.user, at=clock.now(), today=clock.today(),
                seen=form.cleaned_data["seen"], reason=form.cleaned_data["reason"], on_behalf_of=form.holder,
            )  # fmt: skip
            what = f"{lower_first(row.get_kind_display())} ngày {day(row.counted_on)}"
            messages.success(request, f"Đã ghi bảng {what} của {lower_first(unit.label)}.")
            return True
    except Moved as moved:
        context["other"], context["moved"] = moved.other, True
        form.data = form.data.copy()
        form.data["seen"] = moved.other.pk if moved.other else ""
    return False


def place_page(request: HttpRequest, told: PlaceMoney, form: MoneyForm | None, context: dict) -> HttpResponse:
    """Draw the page of one commune."""
    page = {
        "told": told,
        "unit": told.unit,
        "kind": told.kind,
        "is_debt": told.kind == Money.DEBT,
        "title": TITLES[told.kind],
        "form": form,
        "grid": read_grid(told) if form is None and told.standing else None,
        "own": is_commune_user(request.user),
        "takes_form": not is_sector(request.user),
    }
    return render(request, "criteria/money_place.html", page | context)


def read_grid(told: PlaceMoney) -> MoneyGrid:
    """The table in force for those who only read."""
    return grid_of(told.kind, None, told.standing, contents_of(told))


@login_required
def withdraw(request: HttpRequest, kind: Money, slug: str, pk: int) -> HttpResponse:
    """Rút một bảng, with the reason."""
    rows = money_open_to(request.user).select_related("unit", "entered_by").filter(kind=kind)
    found = get_object_or_404(rows, pk=pk, unit__slug=slug)
    form, back = WithdrawMovementForm(sent(request)), f"/{kind.room}/{slug}/"
    if form.is_valid():
        with form.refusals():
            withdraw_sheet(sheet=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(request, f"Đã rút bảng ngày {day(found.counted_on)} của {lower_first(found.unit.label)}.")
            return redirect(back)
    then = place_money(kind, found.unit, clock.today()).without(found.pk, clock.today())
    context = {"sheet": found, "form": form, "back": back, "title": TITLES[kind], "then": then}
    return render(request, "criteria/money_withdraw.html", context)
