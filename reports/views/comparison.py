"""So sánh: one commune beside another, or beside the middle of its district."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import communes_visible_to, district_of, may_see_criteria
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.comparison import read_comparison
from reports.views.fresh import fresh


@require_safe
@fresh
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """A commune beside the one that the address names (`voi`); people of a commune compare with the district alone."""
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
    context = {"lens": lens, "unit": unit, "page": page, "sees_others": may_see_criteria(user), "voi": other}
    return render(request, "reports/comparison.html", context)
