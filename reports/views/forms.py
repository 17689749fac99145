"""Báo cáo: choose a form and two dates, look at the page as it will be printed, take it away as Excel."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from accounts.permissions import district_of, may_compare_heads, may_download_reports
from communes.models import Unit
from ntm_portal.clock import now, today
from ntm_portal.kept import remembering
from reports.lens import Lens
from reports.tables.base import Form, Table
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import COMMON, FILLED, filled
from reports.tables.paper import FORMS, WORKBOOK, file_name
from reports.xlsx import CONTENT_TYPE, workbook

USUAL = "bieu-03"
WHOLE = "tong-hop"


@dataclass(frozen=True, slots=True)
class Choice:
    """One form of the list on the left."""

    form: Form
    is_chosen: bool


def reporting_district(user: User) -> Unit:
    """The district whose forms the user may take away."""
    if not may_download_reports(user):
        raise Http404
    return district_of(user)


def form_called(code: str, user: User) -> Form:
    """The form an address names; one about persons only for those who judge heads."""
    if code not in FILLED or not is_open(FORMS[code], user):
        raise Http404
    return FORMS[code]


def is_open(form: Form, user: User) -> bool:
    """Whether the user may take the form away."""
    return not form.apart or may_compare_heads(user)


def brief_of(district: Unit, lens: Lens) -> Brief:
    """What the forms are filled from, seen through the dates of the address."""
    return Brief(district, Period(lens.as_of, lens.compared, lens.known_at))


@remembering
def chooser(request: HttpRequest) -> HttpResponse:
    """The forms beside the page itself; the buttons of the form lead to the address of what was chosen."""
    district = reporting_district(request.user)
    lens = Lens.from_request(request, today(), district)
    form = form_called(request.GET.get("bieu", USUAL), request.user)
    if not lens.faults and (leading := led_to(request.GET.get("xuat", ""), form, lens)):
        return redirect(leading)
    context = {
        "choices": [Choice(each, each is form) for each in FORMS.values() if is_open(each, request.user)],
        "form": form,
        "lens": lens,
        "file": file_name(form.file, district, lens.as_of),
        "table": None if lens.faults else filled(brief_of(district, lens), [form.code])[0],
    }
    return render(request, "reports/forms.html", context)


def led_to(asked: str, form: Form, lens: Lens) -> str:
    """Where a button of the chooser leads: the file, all files in one, or the page to print."""
    addresses = {
        "excel": f"/bao-cao/{form.code}.xlsx",
        "ca-bo": f"/bao-cao/{WHOLE}.xlsx",
        "in": f"/bao-cao/{form.code}/",
    }
    return f"{addresses[asked]}{lens.query}" if asked in addresses else ""


def chooser_with_faults(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the chooser with everything that was typed, where each fault stands at its field."""
    asked = request.GET.copy()
    asked["bieu"] = code
    return redirect(f"/bao-cao/?{asked.urlencode()}")


@remembering
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """One form as a page of paper."""
    district, form = reporting_district(request.user), form_called(code, request.user)
    lens = Lens.from_request(request, today(), district)
    if lens.faults:
        return chooser_with_faults(request, code)
    context = {
        "form": form,
        "table": filled(brief_of(district, lens), [code])[0],
        "back": f"/bao-cao/{lens.to(bieu=code)}",
        "back_words": "Chọn biểu, ngày",
        "file": led_to("excel", form, lens),
    }
    return render(request, "reports/forms_print.html", context)


@remembering
def excel(request: HttpRequest, code: str) -> HttpResponse:
    """One form, or the whole workbook for the Standing Committee, as an Excel file."""
    district = reporting_district(request.user)
    codes = list(COMMON) if code == WHOLE else [form_called(code, request.user).code]
    lens = Lens.from_request(request, today(), district)
    if lens.faults:
        return chooser_with_faults(request, USUAL if code == WHOLE else code)
    stem = WORKBOOK if code == WHOLE else FORMS[code].file
    return excel_file(filled(brief_of(district, lens), codes), file_name(stem, district, lens.as_of))


def excel_file(tables: list[Table], name: str) -> HttpResponse:
    """A download that is never kept by a browser: the figures of a past day may be corrected."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(workbook(tables, now()), content_type=CONTENT_TYPE, headers=headers)
