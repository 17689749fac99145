"""Chỉ thị: what the directive asks, and how far the places are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import communes_visible_to, district_of, may_download_reports, may_see_criteria
from criteria.permissions import may_remind
from directives.permissions import (
    answering_units,
    directives_visible_to,
    inspections_visible_to,
    may_inspect,
    obligations_visible_to,
)
from directives.tables.inspections import directive_visits
from directives.tables.page import directive_page
from ntm_portal.clock import today
from reports.lens import Lens


def directive(request: HttpRequest) -> HttpResponse:
    """The newest directive of the day: clause by clause, then commune by commune."""
    user = request.user
    lens = Lens.from_request(request, today(), district_of(user))
    document = directives_visible_to(user).asking().issued_by(lens.as_of).newest_first().first()
    context = {
        "lens": lens,
        "page": None,
        "may_follow": may_see_criteria(user),
        "may_report": may_download_reports(user),
        "may_urge": may_remind(user),
        "may_inspect": may_inspect(user),
    }
    if document:
        context["page"] = directive_page(
            document,
            answering_units(user).valid_on(lens.as_of),
            obligations_visible_to(user).filter(directive=document),
            as_of=lens.as_of,
            compared=lens.compared,
            known_at=lens.known_at,
        )
        context["visits"] = directive_visits(
            inspections_visible_to(user),
            list(communes_visible_to(user).valid_on(lens.as_of).in_order()),
            document.issued_on,
            lens.as_of,
        )
    return render(request, "directives/directive.html", context)
