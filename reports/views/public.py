"""The public page (off unless the office switches it on): verified results, no names of persons, kept by any cache."""

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
from reports.tables.public import read_public
from reports.views.fresh import START

MINUTES = 10


@kept
def published_places() -> tuple[int, ...]:
    """The communes whose results the page shows; none before units are loaded."""
    district = home_district()
    return tuple(Unit.objects.in_district(district).values_list("pk", flat=True)) if district else ()


def state_of(request: HttpRequest) -> str:
    """What the page is drawn from, in one word, asked for once; it stands still while others only look or sign in."""
    if not hasattr(request, "public_state"):
        request.public_state = settled_state(published_places())
    return request.public_state


def public_tag(request: HttpRequest) -> str | None:
    """The state of the data, the day and the start of the server; the same for every visitor."""
    if not settings.PUBLIC_PAGE:
        return None
    return f'"{sha256("|".join((START, state_of(request), today().isoformat())).encode()).hexdigest()[:32]}"'


@login_not_required
@remembering
@require_safe
@cache_control(public=True, max_age=60 * MINUTES)
@condition(etag_func=public_tag)
def public(request: HttpRequest) -> HttpResponse:
    """Without a session and without a cookie, so that a cache in between may answer for everybody."""
    if not settings.PUBLIC_PAGE:
        raise Http404
    return HttpResponse(drawn_public(state_of(request), today()))


@lru_cache(maxsize=4)
def drawn_public(_state: str, day: dt.date) -> str:
    """The page of a day, drawn once for each state of the data."""
    district = home_district()
    if district is None:
        raise Http404
    context = {
        "district": district,
        "page": read_public(district, day),
        "demo": settings.DEMO_ALLOWED and User.objects.sample().exists(),
        "pinned_day": settings.PINNED_TODAY,
    }
    return render_to_string("reports/public.html", context)
