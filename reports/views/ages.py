"""Tuổi số liệu: which cells, in which order, of which day; all of it stands in the address."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import district_of, is_sector, may_see_criteria, may_see_history, may_see_overview
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.ages import SORTS, AgesAsked, AgesPage, Show, read_ages, show_words
from reports.tables.ages_paper import tables_of
from reports.tables.board import Period
from reports.tables.paper import AGES_FORM, file_name
from reports.views.forms import excel_file
from reports.views.fresh import fresh

SHOW, COMMUNE, CRITERION, SORT = "loc", "xa", "tc", "xep"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a switch or of the head of a column: its words, where it leads, whether it is the one shown."""

    words: str
    href: str
    is_current: bool
    sorted: str = ""
    arrow: str = ""
    css: str = ""


# What sorts a column, its head, and its class.
COLUMNS = (
    ("xa", "Xã, thị trấn", ""),
    ("tc", "Tiêu chí", ""),
    ("du", "Có số liệu", "n"),
    ("", "Chưa có số liệu", ""),
    ("tuoi", "Số liệu cũ nhất", ""),
    ("moi", "Mới nhất", ""),
)
ONE_WAY = ("xa", "tc")


@require_safe
@fresh
def ages(request: HttpRequest) -> HttpResponse:
    """All communes by criteria with the day of the oldest figure, and the cells that lack or are old as a list."""
    lens, page = read_page(request)
    context = {
        "lens": lens,
        "page": page,
        "shows": choices(lens, page),
        "heads": heads_of(lens, page),
        "file": f"/tuoi-so-lieu.xlsx{state_of(lens, page, anchor='')}",
        "all_cells": state_of(lens, page, show=Show.ALL, commune="", criterion=""),
        "plain": state_of(lens, page, sort="") if page.asked.sort else "",
        "may_see_history": may_see_history(request.user),
        "sees_overview": may_see_overview(request.user),
        "is_sector": is_sector(request.user),
    }
    return render(request, "reports/ages.html", context)


def choices(lens: Lens, page: AgesPage) -> list[Option]:
    """The filters with their words; two levels that the office set alike are one filter."""
    words = show_words(page.levels)
    if words[Show.STALE] == words[Show.OLD]:
        del words[Show.STALE]
    return [Option(told, state_of(lens, page, show=show), show == page.asked.show) for show, told in words.items()]


@require_safe
def ages_excel(request: HttpRequest) -> HttpResponse:
    """The same as Excel: the whole district, and the list as the screen shows it."""
    lens, page = read_page(request)
    if lens.faults:
        return redirect(f"/tuoi-so-lieu/{state_of(lens, page)}")
    district = district_of(request.user)
    tables = tables_of(page, district, Period(lens.as_of, lens.compared, lens.known_at))
    return excel_file(tables, file_name(AGES_FORM.file, district, lens.as_of))


def read_page(request: HttpRequest) -> tuple[Lens, AgesPage]:
    """What the address asks for, among what the reader may see."""
    user = request.user
    if not may_see_criteria(user):
        raise Http404
    lens = Lens.from_request(request, today(), district_of(user))
    period = Period(lens.as_of, lens.compared, lens.known_at)
    return lens, read_ages(district_of(user), period, indicators_visible_to(user), asked_of(request))


def asked_of(request: HttpRequest) -> AgesAsked:
    """The filter and order of the address; what is not known counts as not asked."""
    show, commune, criterion, sort = (request.GET.get(name, "")[:LONGEST] for name in (SHOW, COMMUNE, CRITERION, SORT))
    return AgesAsked(
        show=next((one for one in Show if one == show), Show.DUE),
        commune=commune,
        criterion=criterion,
        sort=sort if sort.removeprefix("-") in SORTS else "",
    )


def state_of(lens: Lens, page: AgesPage, *, anchor: str = "#danh-sach", **changed: str) -> str:
    """The address of the same page with another filter or order."""
    asked = page.asked
    state = {"show": asked.show, "commune": asked.commune, "criterion": asked.criterion, "sort": asked.sort} | changed
    names = {"show": SHOW, "commune": COMMUNE, "criterion": CRITERION, "sort": SORT}
    return f"{lens.to(**{names[name]: value for name, value in state.items()}) or './' * bool(anchor)}{anchor}"


def heads_of(lens: Lens, page: AgesPage) -> list[Option]:
    """The heads of the list: a click sorts by the column, another one the other way round where that says something."""
    return [head_of(lens, page, code, words, css) for code, words, css in COLUMNS]


def head_of(lens: Lens, page: AgesPage, code: str, words: str, css: str) -> Option:
    """One head; a column without a code is not sorted by."""
    sort = page.asked.sort
    current = bool(code) and sort.removeprefix("-") == code
    back = sort.startswith("-")
    following = f"-{code}" if current and not back and code not in ONE_WAY else code
    href = state_of(lens, page, sort=following) if code else ""
    return Option(words, href, current, "descending" if back else "ascending", "↓" if back else "↑", css)
