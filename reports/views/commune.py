"""Xã, thị trấn: the list of communes, and one commune."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import (
    communes_visible_to,
    district_of,
    home_path,
    is_commune_user,
    is_sector,
    may_see_history,
    stages_open_to,
)
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from directives.permissions import obligations_visible_to
from directives.tables.cases import open_cases
from directives.tables.inspections import last_visits
from ntm_portal.clock import today
from reports.lens import Lens, at_the_same_dates
from reports.permissions import may_read_report
from reports.tables.board import Period
from reports.tables.commune import CommunePage, commune_page, read_commune
from reports.tables.commune_lacking import lacking
from reports.tables.commune_lines import Show, ages_of, grouped
from reports.tables.commune_list import commune_rows
from reports.tables.commune_side import holders_of, log_of
from reports.tables.commune_tasks import task_block
from reports.tables.plans import commune_plans
from reports.views.fresh import fresh

SHOW_WORDS = {Show.ALL: "Tất cả", Show.MISSING: "Còn thiếu", Show.STALE: "Số liệu cũ"}


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the switch above the criteria."""

    words: str
    href: str
    is_current: bool


@fresh
def communes(request: HttpRequest) -> HttpResponse:
    """Every commune with its count, label and change; people of a commune are led to their own."""
    user = request.user
    if is_commune_user(user):
        return redirect(at_the_same_dates(request, home_path(user)))
    lens = Lens.from_request(request, today(), district_of(user))
    period = Period(lens.as_of, lens.compared, lens.known_at)
    criteria = indicators_visible_to(user).order_by().values_list("criterion_id", flat=True).distinct()
    rows = commune_rows(district_of(user), period, list(criteria))
    return render(request, "reports/communes.html", {"lens": lens, "rows": rows, "sees_all": not is_sector(user)})


@fresh
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    """One commune on the day of the lens, beside its district."""
    user = request.user
    lens = Lens.from_request(request, today(), district_of(user))
    visible = communes_visible_to(user).valid_on(lens.as_of).select_related("parent__parent")
    unit = get_object_or_404(visible, slug=slug)
    period = Period(lens.as_of, lens.compared, lens.known_at)
    read = read_commune(unit, indicators_visible_to(user), period)
    if not read.book.criteria:
        raise Http404
    page = commune_page(read)
    show = next((show for show in Show if show == request.GET.get("loc")), Show.ALL)
    plans = commune_plans(unit.pk, period, read.now, read.indicators)
    due = task_block(read, obligations_visible_to(user), plans.lines)
    context = {
        "lens": lens,
        "page": page,
        "plans": plans,
        "due": due,
        "lacking": lacking(read, plans, open_cases([unit], lens.as_of, lens.known_at), due.open_ids),
        "groups": grouped(page.criteria, show),
        "filters": filters(lens, page, show),
        "narrowed": show != Show.ALL,
        "ages": ages_of(page.lines, read.ages),
        "holders": holders_of(unit, lens.as_of),
        "log": log_of(read),
        "may_report": may_read_report(user, unit),
        "visit": last_visits([unit.pk], lens.as_of, lens.known_at).get(unit.pk),
    }
    return render(request, "reports/commune.html", context | rights(request, unit))


def rights(request: HttpRequest, unit: Unit) -> dict[str, bool]:
    """What the reader may do from here."""
    user = request.user
    return {
        "may_enter": bool(stages_open_to(user, unit)),
        "may_see_history": may_see_history(user),
        "sees_others": not is_commune_user(user),
        "sees_all": not is_sector(user),
    }


def filters(lens: Lens, page: CommunePage, show: Show) -> list[Filter]:
    """Tất cả 19, Còn thiếu 2, Số liệu cũ 5."""
    counts = {choice: sum(line.shown_by(choice) for line in page.criteria) for choice in Show}
    return [
        Filter(f"{words} {counts[choice]}", f"{lens.here(loc=choice.value)}#tieu-chi", choice == show)
        for choice, words in SHOW_WORDS.items()
    ]
