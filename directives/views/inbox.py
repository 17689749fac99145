"""Việc của tôi: what waits for the reader, the earliest due first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import in_post, may_have_work
from criteria.views.rulebook import permit
from directives.tables.inbox import tasks_of
from ntm_portal import clock


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Returned cells, things to verify, to send, to take over, to decide, due soon."""
    permit(may_have_work(request.user))
    today = clock.today()
    context = {"tasks": tasks_of(request.user, today), "today": today, "is_in_post": in_post(request.user, today)}
    return render(request, "directives/inbox.html", context)
