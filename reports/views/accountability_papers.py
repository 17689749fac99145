"""The sheets of heads on paper: Biểu 14 to print and as Excel, and a document of the Party as Word."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import communes_visible_to
from ntm_portal import clock
from ntm_portal.kept import remembering
from reports.docx import CONTENT_TYPE
from reports.docx import sheet as word_sheet
from reports.lens import PeriodLens
from reports.tables.accountability import Sheet, read_sheets
from reports.tables.department_sheets import DepartmentSheet, read_department_sheets
from reports.tables.form_14 import table_14_of
from reports.tables.paper import file_name
from reports.tables.sheet_paper import letterhead_for, paper_of
from reports.views.accountability import commune_or_404, dates_of, department_or_404, look_of
from reports.views.forms import excel_file


@login_required
@require_safe
@remembering
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """Biểu 14 of one commune as a page of paper."""
    sheet, dates = sheet_of(request, slug)
    table = table_14_of(sheet)
    context = {
        "form": table.form,
        "table": table,
        "back": dates.link(sheet.href),
        "back_words": sheet.name,
        "file": dates.link(f"{sheet.href}bieu-14.xlsx"),
    }
    return render(request, "reports/forms_print.html", context)


@login_required
@require_safe
@remembering
def excel(request: HttpRequest, slug: str) -> HttpResponse:
    """Biểu 14 of one commune as an Excel file."""
    sheet, _ = sheet_of(request, slug)
    table = table_14_of(sheet)
    return excel_file([table], file_name(table.form.file, sheet.unit, sheet.look.until))


@login_required
@require_safe
@remembering
def word(request: HttpRequest, slug: str = "", code: str = "") -> HttpResponse:
    """The sheet of a commune or a department as a Word file; a browser keeps no copy."""
    sheet = sheet_of(request, slug)[0] if slug else department_sheet_of(request, code)
    sample = User.objects.sample().exists()
    paper = paper_of(sheet, letterhead_for(request.user), clock.today(), sample=sample)
    headers = {"Content-Disposition": f'attachment; filename="{paper.file}.docx"', "Cache-Control": "no-store"}
    return HttpResponse(word_sheet(paper), content_type=CONTENT_TYPE, headers=headers)


def sheet_of(request: HttpRequest, slug: str) -> tuple[Sheet, PeriodLens]:
    """The sheet an address names, for whoever reads it, with the dates it is read through."""
    dates = dates_of(request)
    look = look_of(request.user, dates)
    return read_sheets(look, [commune_or_404(request.user, slug, look)])[0], dates


def department_sheet_of(request: HttpRequest, code: str) -> DepartmentSheet:
    """The same of a department."""
    look = look_of(request.user, dates_of(request))
    department = department_or_404(request.user, code)
    units = list(communes_visible_to(request.user).valid_on(look.until).with_places().in_order())
    return read_department_sheets(look, [department], units)[0]
