"""Sơ đồ: the communes in their places, coloured by whatever the address names."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import district_of, may_administer, may_see_overview
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.district_map import read_map
from reports.views.fresh import fresh

BY = "theo"


@require_safe
@fresh
def district_map(request: HttpRequest) -> HttpResponse:
    """Coloured by the number of criteria met, or by a criterion (`tc-15`) or an indicator (`ct-15.1`)."""
    user = request.user
    if not may_see_overview(user):
        raise Http404
    lens = Lens.from_request(request, today(), district_of(user))
    period = Period(lens.as_of, lens.compared, lens.known_at)
    page = read_map(district_of(user), period, indicators_visible_to(user), request.GET.get(BY, ""))
    if page is None:
        raise Http404
    context = {"lens": lens, "page": page, "may_load": may_administer(user)}
    return render(request, "reports/district_map.html", context)
