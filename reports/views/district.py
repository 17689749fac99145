"""Huyện: the district's own nine criteria."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import district_of, may_edit_district, may_see_history, may_see_overview
from criteria.permissions import indicators_visible_to
from directives.enums import DeadlineState
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.district import DistrictPage, read_district
from reports.views.fresh import fresh

# The pill of each state of a deadline: outline and icon, never the colour of a verdict.
PILLS = {
    DeadlineState.MET_BEFORE: "done",
    DeadlineState.DONE: "done",
    DeadlineState.DONE_LATE: "done",
    DeadlineState.DONE_THEN_FELL: "late",
    DeadlineState.OVERDUE: "late",
    DeadlineState.DUE_SOON: "soon",
    DeadlineState.DUE_TODAY: "soon",
}


@fresh
def district(request: HttpRequest) -> HttpResponse:
    """Nine criteria and fourteen indicators, the conditions of recognition, and which communes are waited for."""
    user = request.user
    if not may_see_overview(user):
        raise Http404
    unit = district_of(user)
    lens = Lens.from_request(request, today(), unit)
    page = read_district(unit, Period(lens.as_of, lens.compared, lens.known_at), indicators_visible_to(user))
    context = {
        "lens": lens,
        "page": page,
        "unit": unit,
        "pills": pills(page),
        "may_edit": may_edit_district(user),
        "may_see_history": may_see_history(user),
    }
    return render(request, "reports/district.html", context)


def pills(page: DistrictPage) -> list[tuple]:
    """Each criterion with the pill of its deadline."""
    return [(c, PILLS.get(c.deadline.state, "plain") if c.deadline else "") for c in page.criteria]
