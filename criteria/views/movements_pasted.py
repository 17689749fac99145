"""Dán bảng biến động hộ nghèo: a table of all communes, looked at first, then stored as one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import district_of, is_commune_user
from criteria.actions.movements import record_movement
from criteria.forms.movements import YearTermsForm
from criteria.forms.movements_pasted import PastedMovements
from criteria.permissions import places_counted_by
from criteria.rules.imports.movements import Terms, table_of_grid
from criteria.views.movements import years_counted
from criteria.views.rulebook import asked_year, permit
from criteria.views.tables_pasted import RECORD, pasted_text, recorded
from ntm_portal import clock
from ntm_portal.vietnamese import counted

NO_LINES = "Không thấy dòng nào có tên xã, thị trấn và số liệu. Dán cả cột tên đơn vị."


@login_required
def paste(request: HttpRequest) -> HttpResponse:
    """The table as it was pasted or read from a file; stored when its preview was looked at."""
    units = list(places_counted_by(request.user).valid_on(clock.today()).in_order())
    permit(bool(units) and not is_commune_user(request.user))
    years = years_counted()
    year = asked_year(request, years, clock.today().year)
    form, table = YearTermsForm(year=year), None
    if request.method == "POST":
        form = YearTermsForm(request.POST, request.FILES, year=year)
        if form.is_valid():
            table = read_pasted(request, form, units)
        if table and request.POST.get("lam") == RECORD and (count := recorded(request, form, table, record_movement)):
            messages.success(request, f"Đã ghi biến động hộ nghèo năm {year} của {counted(count)} đơn vị.")
            return redirect(f"/bien-dong-ho-ngheo/?nam={year}")
    context = {"form": form, "table": table, "year": year, "years": years}
    return render(request, "criteria/movements_paste.html", context)


def read_pasted(request: HttpRequest, form: YearTermsForm, units: list) -> PastedMovements | None:
    """Every line of the table, or None where there is none to look at."""
    text = pasted_text(form, table_of_grid)
    if not text:
        return None
    said = form.cleaned_data
    terms = Terms(form.year, said["counted_on"], said["source"])
    table = PastedMovements(text, units, district_of(request.user).name, terms, said["reason"], clock.today())
    if not table.rows:
        form.add_error("bang", NO_LINES)
        return None
    return table
