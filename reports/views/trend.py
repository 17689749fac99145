"""Diễn biến: the communes of the district, its own criteria, or those of one commune, from month to month."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
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
from reports.tables.paper import VIEW_FORMS, file_name
from reports.tables.trend import Trend, commune_sentence, district_sentence, read_commune_trend, read_district_trend
from reports.tables.trend_paper import district_tables, place_table
from reports.views.forms import excel_file
from reports.views.fresh import fresh

# How the address names the time (`thang`), in months; everything since the set began where it is None.
TIMES = {"": (12, "12 tháng"), "24": (24, "24 tháng"), "60": (60, "5 năm"), "tat-ca": (None, "Từ khi có bộ tiêu chí")}


@dataclass(frozen=True, slots=True)
class Time:
    """One choice of how far to look back."""

    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What the address of a page asks for, and what was found: how far back, of which place, by which criteria."""

    lens: Lens
    name: str
    place: Unit
    book: CriteriaBook
    trend: Trend | None

    @property
    def period(self) -> Period:
        return Period(self.lens.as_of, self.lens.compared, self.lens.known_at)

    @property
    def shown(self) -> Trend | None:
        """The trend, where anything was known."""
        return self.trend if self.trend and not self.trend.is_empty else None

    @property
    def state(self) -> str:
        """What stands behind the address of the page and of its file."""
        return self.lens.to(thang=self.name)

    def context(self, file: str) -> dict:
        """What all three pages draw; no file of what is empty."""
        return {
            "lens": self.lens,
            "trend": self.shown,
            "times": times(self.name, self.lens),
            "book": self.book,
            "file": f"{file}{self.state}" if self.shown else "",
        }


@require_safe
@fresh
def district_trend(request: HttpRequest) -> HttpResponse:
    """How many communes are complete, how many criteria they meet, and each criterion, over time."""
    course = read_district(request)
    context = course.context("/dien-bien.xlsx")
    context["sentence"] = district_sentence(course.trend) if course.trend else ""
    return render(request, "reports/trend.html", context)


@require_safe
@fresh
def own_trend(request: HttpRequest) -> HttpResponse:
    """The verdicts of the district on its own criteria, over time."""
    course = read_own(request)
    context = course.context("/huyen/dien-bien.xlsx")
    context["sentence"] = commune_sentence(course.trend) if course.trend else ""
    return render(request, "reports/district_trend.html", context)


@require_safe
@fresh
def commune_trend(request: HttpRequest, slug: str) -> HttpResponse:
    """The verdicts of one commune, criterion by criterion, over time."""
    course = read_commune(request, slug)
    unit = course.place
    context = course.context(f"/xa/{unit.slug}/dien-bien.xlsx") | {
        "unit": unit,
        "page": f"/xa/{unit.slug}/",
        "trend": course.trend,
        "sentence": commune_sentence(course.trend),
        "sees_others": not is_commune_user(request.user),
    }
    return render(request, "reports/commune_trend.html", context)


@require_safe
def district_trend_excel(request: HttpRequest) -> HttpResponse:
    """The same as Excel: all communes together, each criterion, and the charts."""
    course = read_district(request)
    if course.lens.faults or not course.shown:
        return redirect(f"/dien-bien/{course.state}")
    tables = district_tables(course.shown, course.book, course.place, course.period)
    return excel_file(tables, file_name(VIEW_FORMS["dien-bien"].file, course.place, course.lens.as_of))


@require_safe
def own_trend_excel(request: HttpRequest) -> HttpResponse:
    """The same as Excel: the district's own criteria, and the chart."""
    course = read_own(request)
    return place_excel(course, "/huyen/dien-bien/", "dien-bien-huyen")


@require_safe
def commune_trend_excel(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as Excel: the criteria of one commune, and the chart."""
    course = read_commune(request, slug)
    return place_excel(course, f"/xa/{course.place.slug}/dien-bien/", "dien-bien-xa")


def place_excel(course: Course, page: str, code: str) -> HttpResponse:
    """The file of one place; back to its page, which says why, where there is nothing to fill it with."""
    if course.lens.faults or not course.shown:
        return redirect(f"{page}{course.state}")
    table = place_table(course.shown, course.book, course.place, course.period, code)
    return excel_file([table], file_name(VIEW_FORMS[code].file, course.place, course.lens.as_of))


def read_district(request: HttpRequest) -> Course:
    """All communes of the district, for those who see the overview."""
    return read_whole(request, Level.COMMUNE, read_district_trend)


def read_own(request: HttpRequest) -> Course:
    """The district by its own criteria, for those who see the overview."""
    return read_whole(request, Level.DISTRICT, read_commune_trend)


def read_whole(request: HttpRequest, level: Level, reader: Callable[..., Trend]) -> Course:
    """A course of the whole district by the criteria of one level; none where no set holds on the day."""
    if not may_see_overview(request.user):
        raise Http404
    district = district_of(request.user)
    lens, name = Lens.from_request(request, today(), district), time_asked(request)
    book = criteria_in_order(level, district, lens.as_of)
    period = Period(lens.as_of, lens.compared, lens.known_at)
    trend = reader(district, book, period, begin_of(name, lens)) if book.criteria else None
    return Course(lens, name, district, book, trend)


def read_commune(request: HttpRequest, slug: str) -> Course:
    """One commune of those that the reader may see, by the criteria that he sees."""
    lens, name = Lens.from_request(request, today(), district_of(request.user)), time_asked(request)
    visible = communes_visible_to(request.user).valid_on(lens.as_of).select_related("parent__parent")
    unit = get_object_or_404(visible, slug=slug)
    book = book_of(request.user, unit.parent, lens.as_of)
    if not book.criteria:
        raise Http404
    period = Period(lens.as_of, lens.compared, lens.known_at)
    return Course(lens, name, unit, book, read_commune_trend(unit, book, period, begin_of(name, lens)))


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
