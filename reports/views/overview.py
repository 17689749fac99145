"""Tổng quan: the district on one page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import district_of, home_path, may_see_overview
from criteria.enums import Track
from directives.enums import DeadlineState
from directives.rules import countdown, words
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.matrix import Show
from reports.tables.overview import Overview, read_overview

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
        return redirect(home_path(request.user))
    district = district_of(request.user)
    lens = Lens.from_request(request, today(), district)
    level = request.GET.get("muc", "")
    track = TRACKS.get(level, Track.OFFICIAL)
    show = next((show for show in Show if show == request.GET.get("loc")), Show.ALL)
    period = Period(lens.as_of, lens.compared, lens.known_at)
    read = read_overview(district, period, track, show)
    context = {
        "lens": lens,
        "overview": read,
        "deadline": countdown_to(read, lens),
        "tracks": track_options(lens, track, show),
        "shows": show_options(lens, level, show, len(read.matrix.criteria)),
        "empty_reason": empty_reason(read),
    }
    return render(request, "reports/overview.html", context)


def countdown_to(read: Overview, lens: Lens) -> Countdown | None:
    """The days to the deadline of the block, by the calendar alone."""
    if read.due_on is None:
        return None
    left = countdown(lens.as_of, read.due_on)
    return Countdown(words(left), left.state == DeadlineState.OVERDUE)


def track_options(lens: Lens, track: Track, show: Show) -> list[Option]:
    """Chính thức, thẩm tra, tự đánh giá."""
    order = (("", "Chính thức"), ("tham-tra", "Thẩm tra"), ("tu-danh-gia", "Tự đánh giá"))
    return [
        Option(label, f"{lens.here(muc=name, loc=show.value)}#ma-tran", TRACKS[name] == track) for name, label in order
    ]


def show_options(lens: Lens, level: str, show: Show, size: int) -> list[Option]:
    """Tất cả, chưa đủ 19, có thay đổi, quá hạn."""
    level = level if level in TRACKS else ""
    return [
        Option(label.format(size), f"{lens.here(muc=level, loc=choice.value)}#ma-tran", choice == show)
        for choice, label in SHOW_WORDS.items()
    ]


def empty_reason(read: Overview) -> str:
    """Why there is nothing to add up."""
    if not read.matrix.units:
        return "Huyện chưa có xã, thị trấn nào trong danh mục đơn vị vào ngày này."
    return "Chưa có bộ tiêu chí nào có hiệu lực vào ngày này."
