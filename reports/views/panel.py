"""The side panel of the grids: parts of a page, fetched one by one when they are opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from criteria.views.history import cell_or_404
from ntm_portal import clock
from reports.tables.panel import cell_detail, cell_history


def detail(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """What one cell means and why its verdict is what it is."""
    unit, indicator = cell_or_404(request, slug, number)
    context = {
        "unit": unit,
        "place": slug,
        "indicator": indicator,
        "detail": cell_detail(unit, indicator, clock.today()),
    }
    return render(request, "reports/cell_detail.html", context)


def newest(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The last twelve figures of a cell with the required level drawn."""
    unit, indicator = cell_or_404(request, slug, number)
    context = {"indicator": indicator, "history": cell_history(unit, indicator, clock.today())}
    return render(request, "reports/cell_newest.html", context)
