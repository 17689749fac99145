"""Biểu 08, Biểu 09 that come back from Excel: read into the boxes of their page, to be looked at there."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from criteria.enums import Stage
from criteria.forms.entry import representable
from criteria.forms.money import MoneyForm
from criteria.permissions import places_of_money_for
from criteria.rules.imports.grid import Grid
from criteria.rules.imports.money_file import MoneyFile, MoneyFileFault, read_money_file
from criteria.tables.money import place_money
from criteria.views.money import contents_of, looked_over, open_keys, place_page
from ntm_portal import clock

ELSEWHERE = "Biểu của đơn vị ngoài phạm vi nhập của tài khoản này."


def money_page(request: HttpRequest, name: str, grids: Sequence[Grid]) -> HttpResponse | None:
    """The page of the commune with the boxes filled from a file, nothing stored; None for any other file."""
    try:
        file = read_money_file(grids)
    except MoneyFileFault as fault:
        raise ValidationError({"tep": str(fault)}) from fault
    return filled_page(request, name, file) if file else None


def filled_page(request: HttpRequest, name: str, file: MoneyFile) -> HttpResponse:
    """The boxes as the file has them, with what is wrong or odd about them."""
    units = places_of_money_for(request.user).valid_on(clock.today())
    unit = units.filter(code=file.place).first()
    if unit is None:
        raise ValidationError({"tep": ELSEWHERE})
    told = place_money(file.kind, unit, clock.today(), open_keys(request, unit, file.kind))
    holders = representable(unit, Stage.SELF, request.user, clock.today())
    form = MoneyForm(file.boxes, kind=file.kind, contents=contents_of(told), holders=holders)
    checked = looked_over(form, told) if form.is_valid() else None
    return place_page(request, told, form, {"other": None, "moved": False, "checked": checked, "read_from": name})
