"""Toàn vẹn dữ liệu: the checks run while the page is asked for."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import may_administer
from ntm_portal import clock
from ntm_portal.integrity import When
from reports.tables.integrity import run_checks


@login_required
@never_cache
@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    """What is wrong in the data now, what it means, where to put it right."""
    if not may_administer(request.user):
        raise Http404
    report = run_checks(When(clock.today(), clock.now()))
    return render(request, "reports/integrity.html", {"report": report})
