"""So sánh: one commune beside another, or beside the middle of its district."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import communes_visible_to, district_of, may_see_criteria
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.comparison import Comparison, read_comparison
from reports.tables.comparison_paper import tables_of
from reports.tables.paper import VIEW_FORMS, file_name
from reports.views.forms import excel_file
from reports.views.fresh import fresh


@require_safe
@fresh
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """A commune beside the one that the address names (`voi`); people of a commune compare with the district alone."""
    lens, unit, page = read_page(request, slug)
    context = {
        "lens": lens,
        "unit": unit,
        "page": page,
        "sees_others": may_see_criteria(request.user),
        "voi": page.beside,
        "file": f"/xa/{unit.slug}/so-sanh.xlsx{lens.to(voi=page.beside)}",
    }
    return render(request, "reports/comparison.html", context)


@require_safe
def comparison_excel(request: HttpRequest, slug: str) -> HttpResponse:
    """The same two tables as Excel."""
    lens, unit, page = read_page(request, slug)
    if lens.faults:
        return redirect(f"/xa/{unit.slug}/so-sanh/{lens.to(voi=page.beside)}")
    tables = tables_of(page, unit, Period(lens.as_of, lens.compared, lens.known_at))
    return excel_file(tables, file_name(VIEW_FORMS["so-sanh"].file, unit, lens.as_of))


def read_page(request: HttpRequest, slug: str) -> tuple[Lens, Unit, Comparison]:
    """Both sides that the address names, among what the reader may see."""
    user = request.user
    lens = Lens.from_request(request, today(), district_of(user))
    visible = communes_visible_to(user).valid_on(lens.as_of).select_related("parent__parent")
    unit = get_object_or_404(visible, slug=slug)
    other = request.GET.get("voi", "")
    if other:
        get_object_or_404(visible, slug=other)
    period = Period(lens.as_of, lens.compared, lens.known_at)
    page = read_comparison(unit, unit.parent, other, period, indicators_visible_to(user))
    if page is None or not page.criteria:
        raise Http404
    return lens, unit, page
