"""Biểu 01, Biểu 02 of a commune and the office grid: to print, to sign, to type in Excel and load back."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import communes_editable_by, communes_visible_to, district_of, is_sector, stages_open_to
from communes.models import Unit
from criteria.enums import Stage
from criteria.forms.sheet import read_id
from criteria.permissions import indicators_editable_by, indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.base import Table
from reports.tables.commune_forms import read_folder, to_be_read
from reports.tables.form_01 import table_01
from reports.tables.form_02 import table_02
from reports.tables.grid import grid
from reports.tables.paper import GRID_FORM, file_name
from reports.views.forms import excel_file

EMPTY = "trong"


@login_required
def printed(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One form of a commune as a page of paper."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    if lens.faults:
        return redirect(f"/xa/{slug}/{lens.to()}")
    unit = commune_or_404(request, slug, lens.as_of)
    empty = EMPTY in request.GET
    asked = lens.to(**{EMPTY: "co"} if empty else {})
    table = filled_form(request, unit, code, lens, empty=empty)
    context = {
        "form": table.form,
        "table": to_be_read(table),
        "back": f"/xa/{slug}/{lens.to()}",
        "back_words": unit.label,
        "file": f"/xa/{slug}/{code}.xlsx{asked}",
    }
    return render(request, "reports/forms_print.html", context)


@login_required
def excel(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One form of a commune as an Excel file that can be loaded back; as known earlier it is only read."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    if lens.faults:
        return redirect(f"/xa/{slug}/{lens.to()}")
    unit = commune_or_404(request, slug, lens.as_of)
    table = filled_form(request, unit, code, lens, empty=EMPTY in request.GET)
    table = to_be_read(table) if lens.known_at else table
    return excel_file([table], file_name(table.form.file, unit, lens.as_of))


@login_required
def grid_excel(request: HttpRequest) -> HttpResponse:
    """The indicators the user may enter, for all communes he may enter them for, as one Excel file."""
    units = communes_editable_by(request.user).valid_on(today()).with_places().in_order()
    indicators = indicators_editable_by(request.user)
    if criterion := request.GET.get("tieu_chi", ""):
        indicators = indicators.filter(criterion__number=read_id(criterion) or -1)
    if not units or not indicators.exists():
        raise Http404
    stage = Stage(stages_open_to(request.user, units[0])[0])
    table = grid(list(units), indicators, stage, today())
    return excel_file([table], file_name(GRID_FORM.file, units[0].district, today()))


def commune_or_404(request: HttpRequest, slug: str, as_of: dt.date) -> Unit:
    """A commune the reader may see, with what its letterhead names."""
    return get_object_or_404(communes_visible_to(request.user).valid_on(as_of).with_places(), slug=slug)


def filled_form(request: HttpRequest, unit: Unit, code: str, lens: Lens, *, empty: bool) -> Table:
    """Biểu 01 with the commune's own figures, or Biểu 02 with those of the district; a department's own indicators."""
    indicators = indicators_visible_to(request.user)
    stage = Stage.SELF if code == "bieu-01" else Stage.VERIFIED
    folder = read_folder(unit, indicators, stage, lens.as_of, empty=empty, known_at=lens.known_at)
    if not folder.criteria:
        raise Http404
    whole = not is_sector(request.user)
    return table_01(folder, whole=whole) if code == "bieu-01" else table_02(folder, whole=whole)
