"""Dán bảng biến động hộ nghèo: a table of all communes, looked at first, then stored as one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import district_of, is_commune_user
from criteria.actions.movements import record_movement
from criteria.actions.told import Moved, record_together
from criteria.forms.movements import YearTermsForm
from criteria.forms.movements_pasted import PastedMovements, seen_in
from criteria.permissions import places_counted_by
from criteria.rules.imports.movements import Terms, table_of_grid
from criteria.views.movements import years_counted
from criteria.views.rulebook import asked_year, permit
from criteria.xlsx import FileFault, read_file
from criteria.xlsx.files import too_large
from criteria.xlsx.limits import LARGEST_FILE
from ntm_portal import clock
from ntm_portal.vietnamese import counted

RECORD = "ghi"
NOTHING = "Dán bảng vào ô này, hoặc chọn tệp."
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
        if table and request.POST.get("lam") == RECORD and recorded(request, form, table):
            return redirect(f"/bien-dong-ho-ngheo/?nam={year}")
    context = {"form": form, "table": table, "year": year, "years": years}
    return render(request, "criteria/movements_paste.html", context)


def read_pasted(request: HttpRequest, form: YearTermsForm, units: list) -> PastedMovements | None:
    """Every line of the table, or None where there is none to look at."""
    said = form.cleaned_data
    text = said["bang"]
    if said["tep"]:
        text = text_of_file(form)
        form.data = form.data.copy()
        form.data["bang"] = text
    if not text.strip():
        if not form.errors:
            form.add_error("bang", NOTHING)
        return None
    terms = Terms(form.year, said["counted_on"], said["source"])
    table = PastedMovements(text, units, district_of(request.user).name, terms, said["reason"], clock.today())
    if not table.rows:
        form.add_error("bang", NO_LINES)
        return None
    return table


def text_of_file(form: YearTermsForm) -> str:
    """The first visible sheet of an uploaded file as text; what is wrong with it is said at its field."""
    upload = form.cleaned_data["tep"]
    try:
        if upload.size > LARGEST_FILE:
            raise FileFault(too_large(upload.size))
        grids = read_file(upload.name, upload.read())
    except FileFault as fault:
        form.add_error("tep", str(fault))
        return ""
    return next((table_of_grid(grid) for grid in grids if not grid.hidden), "")


def recorded(request: HttpRequest, form: YearTermsForm, table: PastedMovements) -> int:
    """How many lines were stored; none where somebody changed a place since the preview, which is said."""
    seen = seen_in(request.POST.get("seen", table.seen))
    rows = table.by_unit()
    if not rows:
        form.add_error("bang", "Không có dòng nào mới để ghi.")
        return 0
    try:
        record_together(
            record_movement, rows=rows, by=request.user, at=clock.now(), today=clock.today(), seen=seen,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except Moved as moved:
        form.add_error(None, f"{moved} Xem lại bảng rồi ghi lại, chưa dòng nào được lưu.")
        return 0
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return 0
    messages.success(request, f"Đã ghi biến động hộ nghèo năm {form.year} của {counted(len(rows))} đơn vị.")
    return len(rows)
