"""The public page (off unless an administrator opens it): verified results, no names of persons, kept by any cache."""

import datetime as dt
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from accounts.context import home_district
from accounts.models import User
from communes.models import Unit
from criteria.status.version import settled_state
from ntm_portal.clock import today
from ntm_portal.kept import kept, remembering
from reports.models import PublicSwitch
from reports.tables.public import read_public
from reports.views.fresh import START

MINUTES = 10


@kept
def published_places() -> tuple[int, ...] | None:
    """The communes whose results the page shows; None while it is closed, and before units are loaded."""
    district = home_district()
    switch = PublicSwitch.objects.of(district).first() if district else None
    return tuple(Unit.objects.in_district(district).values_list("pk", flat=True)) if switch and switch.shown else None


def state_of(request: HttpRequest, places: tuple[int, ...]) -> str:
    """What the page is drawn from, in one word, asked for once; it stands still while others only look or sign in."""
    if not hasattr(request, "public_state"):
        request.public_state = settled_state(places)
    return request.public_state


def public_tag(request: HttpRequest) -> str | None:
    """The state of the data, the day and the start of the server; the same for every visitor."""
    places = published_places()
    if places is None:
        return None
    return f'"{sha256("|".join((START, state_of(request, places), today().isoformat())).encode()).hexdigest()[:32]}"'


@login_not_required
@remembering
@require_safe
@cache_control(public=True, max_age=60 * MINUTES)
@condition(etag_func=public_tag)
def public(request: HttpRequest) -> HttpResponse:
    """Without a session and without a cookie, so that a cache in between may answer for everybody."""
    places = published_places()
    if places is None:
        raise Http404
    return HttpResponse(drawn_public(state_of(request, places), today()))


@lru_cache(maxsize=4)
def drawn_public(_state: str, day: dt.date) -> str:
    """The page of a day, drawn once for each state of the data."""
    return draw_public(home_district(), day)


def draw_public(district: Unit, day: dt.date, *, preview: bool = False) -> str:
    """What a visitor reads; `preview` says on top that nobody outside sees it here."""
    context = {
        "district": district,
        "page": read_public(district, day),
        "demo": settings.DEMO_ALLOWED and User.objects.sample().exists(),
        "pinned_day": settings.PINNED_TODAY,
        "preview": preview,
    }
    return render_to_string("reports/public.html", context)
