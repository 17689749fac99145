"""An address without a page: usually mistyped; or its commune was not there on the day asked for."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from accounts.permissions import communes_visible_to, district_of, is_commune_user
from communes.enums import Level
from ntm_portal.clock import today
from reports.lens import milestones, read_lens
from reports.tables.board import criteria_in_order
from reports.tables.not_then import NotThen, absent, not_then


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says what became of a commune that its reader knows; of anything else that there is no such page."""
    told = told_of(request) if request.resolver_match and request.user.is_authenticated else None
    if told is None:
        return page_not_found(request, exception)
    context = {"told": told, "is_own": is_commune_user(request.user)}
    return render(request, "reports/not_then.html", context, status=404)


def told_of(request: HttpRequest) -> NotThen | None:
    """Of the commune an address names; of his own where it names none of his and the reader works for one.

    Some pages are of the day of the lens, others of today.
    """
    user, slug = request.user, request.resolver_match.kwargs.get("slug")
    visible, now = communes_visible_to(user), today()
    units = list(visible.filter(slug=slug).order_by("valid_from")) if slug else []
    if not units and is_commune_user(user):
        units = [user.unit]
    if not units:
        return None
    district = district_of(user)
    days = milestones(district)
    asked = read_lens(request.GET, today=now, milestones=days).as_of

    def opens(moment: dt.date) -> bool:
        """A commune has a page on the days for which a set judges it."""
        return moment >= days.begins and bool(criteria_in_order(Level.COMMUNE, district, moment).criteria)

    found = ((absent(units, moment), moment) for moment in (asked, now))
    told = (not_then(unit, on, today=now, visible=visible, opens=opens) for unit, on in found if unit)
    return next(told, None)
