"""Tổng quan: the district on one page."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.permissions import district_of, home_path, may_see_overview
from communes.models import Unit
from criteria.enums import Track
from directives.enums import DeadlineState
from directives.rules.deadlines import countdown, words
from ntm_portal.clock import today
from ntm_portal.kept import remembering
from reports.lens import Lens, at_the_same_dates
from reports.tables.board import Period
from reports.tables.matrix import Show
from reports.tables.matrix_paper import matrix_table
from reports.tables.overview import Overview, read_overview
from reports.tables.paper import VIEW_FORMS, file_name
from reports.views.forms import commune_pages, excel_file
from reports.views.fresh import fresh, version_of

# How the address names the level of the matrix (`muc`) and its filter (`loc`).
TRACKS = {"": Track.OFFICIAL, "tham-tra": Track.VERIFIED, "tu-danh-gia": Track.SELF}
SHOW_WORDS = {
    Show.ALL: "Tất cả",
    Show.INCOMPLETE: "Chưa đủ {}",
    Show.CHANGED: "Có thay đổi",
    Show.LATE: "Quá hạn",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a switch."""

    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Countdown:
    """How long there is until a day."""

    words: str
    is_late: bool


def overview(request: HttpRequest) -> HttpResponse:
    """Where the district stands, what is urgent, what needs a decision; others go where their work is."""
    if not may_see_overview(request.user):
        return redirect(at_the_same_dates(request, home_path(request.user)))
    return district_overview(request)


@fresh
def district_overview(request: HttpRequest) -> HttpResponse:
    """The page itself: its inner part is drawn once for each state of the data."""
    district = district_of(request.user)
    lens = Lens.from_request(request, today(), district)
    drawn = drawn_overview(version_of(request).whole, district, lens, *matrix_asked(request))
    return render(request, "reports/overview.html", {"lens": lens, "drawn": drawn})


def matrix_asked(request: HttpRequest) -> tuple[str, Show]:
    """The level and the filter of the matrix that an address names; the usual ones where it names none."""
    level, asked = request.GET.get("muc", ""), request.GET.get("loc")
    return level if level in TRACKS else "", next((show for show in Show if show == asked), Show.ALL)


@require_safe
@remembering
def matrix_excel(request: HttpRequest) -> HttpResponse:
    """The matrix as the screen shows it, as Excel; back to its page, which says why, where there is nothing to fill."""
    if not may_see_overview(request.user):
        raise Http404
    district = district_of(request.user)
    lens = Lens.from_request(request, today(), district)
    level, show = matrix_asked(request)
    period = Period(lens.as_of, lens.compared, lens.known_at)
    read = None if lens.faults else read_overview(district, period, TRACKS[level], show)
    if read is None or not read.matrix.units or not read.matrix.criteria:
        return redirect(f"/{lens.to(muc=level, loc=show.value)}")
    table = matrix_table(read.matrix, read.decisions, district, period)
    pages = commune_pages(request, [line.commune for line in read.matrix.lines], lens)
    return excel_file([table], file_name(VIEW_FORMS["ma-tran"].file, district, lens.as_of), pages)


@lru_cache(maxsize=64)
def drawn_overview(version: str, district: Unit, lens: Lens, level: str, show: Show) -> SafeString:
    """The inside of the page. `version` is the state of the data, so what is kept can never be stale."""
    read = read_overview(district, Period(lens.as_of, lens.compared, lens.known_at), TRACKS[level], show)
    context = {
        "lens": lens,
        "overview": read,
        "deadline": countdown_to(read, lens),
        "tracks": track_options(lens, level, show),
        "shows": show_options(lens, level, show, len(read.matrix.criteria)),
        "file": f"ma-tran.xlsx{lens.to(muc=level, loc=show.value)}",
        "empty_reason": empty_reason(read),
    }
    return render_to_string("reports/_overview.html", context)


def countdown_to(read: Overview, lens: Lens) -> Countdown | None:
    """The days to the deadline of the block, by the calendar alone."""
    if read.due_on is None:
        return None
    left = countdown(lens.as_of, read.due_on)
    return Countdown(words(left), left.state == DeadlineState.OVERDUE)


def track_options(lens: Lens, level: str, show: Show) -> list[Option]:
    """Chính thức, thẩm tra, tự đánh giá."""
    order = (("", "Chính thức"), ("tham-tra", "Thẩm tra"), ("tu-danh-gia", "Tự đánh giá"))
    return [Option(words, f"{lens.here(muc=name, loc=show.value)}#ma-tran", name == level) for name, words in order]


def show_options(lens: Lens, level: str, show: Show, size: int) -> list[Option]:
    """Tất cả, chưa đủ 19, có thay đổi, quá hạn."""
    return [
        Option(label.format(size), f"{lens.here(muc=level, loc=choice.value)}#ma-tran", choice == show)
        for choice, label in SHOW_WORDS.items()
    ]


def empty_reason(read: Overview) -> str:
    """Why there is nothing to add up."""
    if not read.matrix.units:
        return "Huyện chưa có xã, thị trấn nào trong danh mục đơn vị vào ngày này."
    return "Chưa có bộ tiêu chí nào có hiệu lực vào ngày này."
