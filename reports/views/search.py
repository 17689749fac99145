"""Tìm: one box over communes, criteria, indicators and documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ntm_portal.clock import today
from reports.tables.search import search

LONGEST_ASKED = 100


def find(request: HttpRequest) -> HttpResponse:
    """What was found of each kind, as far as the reader may see it."""
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_ASKED]
    return render(request, "reports/search.html", {"asked": asked, "kinds": search(asked, request.user, today())})
