"""What a page would cost at least: an empty signed-in page, and a sheet whose inputs are written by hand."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import communes_editable_by
from criteria.models import Indicator
from criteria.status import read_indicators
from ntm_portal.clock import today


@login_required
def empty_page(request: HttpRequest) -> HttpResponse:
    """The shell with nothing in it."""
    return render(request, "bench/empty.html")


@login_required
def entry_by_hand(request: HttpRequest, slug: str) -> HttpResponse:
    """The same inputs of the same commune, in one flat template over the same reads."""
    commune = get_object_or_404(communes_editable_by(request.user).valid_on(today()), slug=slug)
    wanted = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020")
    indicators = list(wanted.select_related("criterion__group"))
    found = read_indicators([commune.pk], [row.pk for row in indicators], today())
    rows = [
        {
            "name": indicator.name, "key": f"r{indicator.pk}", "indicator": indicator,
            "required": status.required, "shown": status.shown,
            "numerator": status.official and status.official.numerator,
            "denominator": status.official and status.official.denominator,
            "seen": status.official.id if status.official else "",
        }
        for indicator in indicators
        for status in [found[commune.pk, indicator.pk]]
    ]  # fmt: skip
    return render(request, "bench/entry_by_hand.html", {"rows": rows})
