"""Biểu 11 of one commune: to print, and as Excel that comes back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import communes_visible_to
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from directives.permissions import plans_visible_to
from directives.tables.plan_lists import read_commune_plans
from ntm_portal.clock import today
from reports.tables.base import Table
from reports.tables.form_11 import commune_11
from reports.tables.paper import file_name
from reports.views.forms import excel_file


@login_required
@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as a page of paper."""
    unit = commune_or_404(request, slug)
    table = sheet_of(request, unit)
    context = {
        "form": table.form,
        "table": table,
        "back": f"/ke-hoach/{slug}/",
        "back_words": f"Kế hoạch hoàn thiện, {unit.label}",
        "file": f"/ke-hoach/{slug}/bieu-11.xlsx",
    }
    return render(request, "reports/forms_print.html", context)


@login_required
@require_safe
def excel(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as an Excel file that can be loaded back."""
    unit = commune_or_404(request, slug)
    table = sheet_of(request, unit)
    return excel_file([table], file_name(table.form.file, unit, today()))


def commune_or_404(request: HttpRequest, slug: str) -> Unit:
    """A commune the reader may see, with what its letterhead names."""
    return get_object_or_404(communes_visible_to(request.user).valid_on(today()).with_places(), slug=slug)


def sheet_of(request: HttpRequest, unit: Unit) -> Table:
    """The open plans and the cells without one, as far as the reader sees them."""
    read = read_commune_plans(unit, plans_visible_to(request.user), indicators_visible_to(request.user), today())
    return commune_11(unit, read.open, read.wanting, today())
