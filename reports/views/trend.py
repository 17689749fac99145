"""Diễn biến: the communes of the district, its own criteria, or those of one commune, from month to month."""

import datetime as dt
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import communes_visible_to, district_of, is_commune_user, may_see_overview
from communes.enums import Level
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens, milestones
from reports.rules.sampling import months_before
from reports.tables.board import CriteriaBook, Period, criteria_in_order
from reports.tables.trend import commune_sentence, district_sentence, read_commune_trend, read_district_trend
from reports.views.fresh import fresh

# How the address names the time (`thang`), in months; everything since the set began where it is None.
TIMES = {"": (12, "12 tháng"), "24": (24, "24 tháng"), "60": (60, "5 năm"), "tat-ca": (None, "Từ khi có bộ tiêu chí")}


@dataclass(frozen=True, slots=True)
class Time:
    """One choice of how far to look back."""

    words: str
    href: str
    is_current: bool


@require_safe
@fresh
def district_trend(request: HttpRequest) -> HttpResponse:
    """How many communes are complete, how many criteria they meet, and each criterion, over time."""
    if not may_see_overview(request.user):
        raise Http404
    lens = Lens.from_request(request, today(), district_of(request.user))
    district, period = district_of(request.user), Period(lens.as_of, lens.compared, lens.known_at)
    book = criteria_in_order(Level.COMMUNE, district, lens.as_of)
    name = time_asked(request)
    trend = read_district_trend(district, book, period, begin_of(name, lens)) if book.criteria else None
    context = {
        "lens": lens,
        "trend": trend if trend and not trend.is_empty else None,
        "sentence": district_sentence(trend) if trend else "",
        "times": times(name, lens),
        "book": book,
    }
    return render(request, "reports/trend.html", context)


@require_safe
@fresh
def own_trend(request: HttpRequest) -> HttpResponse:
    """The verdicts of the district on its own criteria, over time."""
    if not may_see_overview(request.user):
        raise Http404
    unit = district_of(request.user)
    lens = Lens.from_request(request, today(), unit)
    book = criteria_in_order(Level.DISTRICT, unit, lens.as_of)
    name = time_asked(request)
    period = Period(lens.as_of, lens.compared, lens.known_at)
    trend = read_commune_trend(unit, book, period, begin_of(name, lens)) if book.criteria else None
    context = {
        "lens": lens,
        "trend": trend if trend and not trend.is_empty else None,
        "sentence": commune_sentence(trend) if trend else "",
        "times": times(name, lens),
        "book": book,
    }
    return render(request, "reports/district_trend.html", context)


@require_safe
@fresh
def commune_trend(request: HttpRequest, slug: str) -> HttpResponse:
    """The verdicts of one commune, criterion by criterion, over time."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    visible = communes_visible_to(request.user).valid_on(lens.as_of).select_related("parent__parent")
    unit = get_object_or_404(visible, slug=slug)
    book = book_of(request.user, unit.parent, lens.as_of)
    if not book.criteria:
        raise Http404
    name = time_asked(request)
    trend = read_commune_trend(unit, book, Period(lens.as_of, lens.compared, lens.known_at), begin_of(name, lens))
    context = {
        "lens": lens,
        "unit": unit,
        "page": f"/xa/{unit.slug}/",
        "trend": trend,
        "sentence": commune_sentence(trend),
        "times": times(name, lens),
        "sees_others": not is_commune_user(request.user),
    }
    return render(request, "reports/commune_trend.html", context)


def book_of(user: User, district: Unit, as_of: dt.date) -> CriteriaBook:
    """The criteria of the day that somebody sees: a department those it has indicators of."""
    book = criteria_in_order(Level.COMMUNE, district, as_of)
    seen = set(indicators_visible_to(user).order_by().values_list("criterion_id", flat=True))
    return replace(book, criteria=tuple(criterion for criterion in book.criteria if criterion.id in seen))


def time_asked(request: HttpRequest) -> str:
    """How far back the address asks to look; the usual year where it asks for nothing we know."""
    name = request.GET.get("thang", "")
    return name if name in TIMES else ""


def begin_of(name: str, lens: Lens) -> dt.date:
    """The first day of the time asked for, never before the criteria set began."""
    months, begins = TIMES[name][0], milestones().begins
    return max(months_before(lens.as_of, months), begins) if months else begins


def times(name: str, lens: Lens) -> list[Time]:
    """The choices that differ: none reaches back further than the set."""
    begins = milestones().begins
    reaching = {key: months is None or months_before(lens.as_of, months) > begins for key, (months, _) in TIMES.items()}
    return [
        Time(words, lens.here(thang=key), key == name)
        for key, (_, words) in TIMES.items()
        if reaching[key] or key == name
    ]
