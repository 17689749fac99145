"""Bộ tiêu chí: the register of sets, one set, one indicator with its levels."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import district_of, may_confirm_targets, may_see_rulebook, may_type_targets
from criteria.models import CriteriaSet, Indicator
from criteria.permissions import may_change_settings
from criteria.rules.facts import Place
from criteria.status import place_of
from criteria.tables.rulebook import register, set_blocks, state_of, validity, years_of
from criteria.tables.rulebook_indicator import levels_of
from ntm_portal import clock


@login_required
@require_safe
def sets(request: HttpRequest) -> HttpResponse:
    """Every criteria set with its decision, its dates and what it replaced."""
    permit(may_see_rulebook(request.user))
    context = {"sets": register(clock.today()), "may_choose": may_change_settings(request.user)}
    return render(request, "criteria/rulebook.html", context)


@login_required
@require_safe
def one_set(request: HttpRequest, code: str) -> HttpResponse:
    """What a set requires of the reader's place in a year; of an overlay, what the province typed."""
    permit(may_see_rulebook(request.user))
    rows = CriteriaSet.objects.with_counts().select_related("supersedes", "overlays")
    criteria_set = get_object_or_404(rows, code=code)
    today = clock.today()
    years = years_of(criteria_set, today)
    year = asked_year(request, years, today.year)
    place = reader_place(request, criteria_set)
    context = {
        "set": criteria_set,
        "validity": validity(criteria_set),
        "state": state_of(criteria_set, today),
        "years": years,
        "year": year,
        "province": district_of(request.user).province,
        "groups": set_blocks(criteria_set, place, year),
        "may_type": may_type_targets(request.user) and not criteria_set.structure_only,
    }
    return render(request, "criteria/rulebook_set.html", context)


@login_required
@require_safe
def one_indicator(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """All levels of one indicator, where they hold, what they rest on, and how they changed."""
    permit(may_see_rulebook(request.user))
    indicator = indicator_or_404(code, number)
    criteria_set = indicator.criterion.criteria_set
    year = asked_year(request, years_of(criteria_set, clock.today()), clock.today().year)
    parts = list(indicator.parts.order_by("display_order"))
    is_open = not criteria_set.structure_only and not parts
    context = {
        "set": criteria_set,
        "indicator": indicator,
        "year": year,
        "levels": levels_of(indicator, reader_place(request, criteria_set), year),
        "parts": parts,
        "may_type": is_open and may_type_targets(request.user),
        "may_confirm": is_open and may_confirm_targets(request.user),
    }
    return render(request, "criteria/rulebook_indicator.html", context)


def permit(allowed: bool) -> None:
    """A stranger to a page is told that it is not there."""
    if not allowed:
        raise Http404


def sent(request: HttpRequest) -> QueryDict | None:
    """What was typed; None when the form is only being opened."""
    return request.POST if request.method == "POST" else None


def indicator_or_404(code: str, number: str) -> Indicator:
    """One indicator of a set, by the number it is called by."""
    permit(number.isprintable())
    rows = Indicator.objects.select_related("criterion__criteria_set", "lead_department", "part_of")
    return get_object_or_404(rows, criterion__criteria_set__code=code, number=number)


def asked_year(request: HttpRequest, years: list[int], this_year: int) -> int:
    """The year in the address when the set has it; else this year, or the nearest the set has."""
    typed = request.GET.get("nam", "")
    if typed in {str(year) for year in years}:
        return int(typed)
    return min(max(this_year, years[0]), years[-1])


def reader_place(request: HttpRequest, criteria_set: CriteriaSet) -> Place:
    """The province and region whose levels the reader is shown; those of the overlay when it belongs elsewhere."""
    own = place_of(district_of(request.user))
    return Place(province_code=criteria_set.province_code or own.province_code, region=own.region, group=own.group)
