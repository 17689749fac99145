"""Minh chứng của xã: every document of a place, where it is used, and which met indicators still lack one."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from accounts.permissions import communes_visible_to, district_visible_to, may_see_history, stages_open_to
from communes.models import Unit
from criteria.models.settings import settings_at
from criteria.permissions import evidence_visible_to, indicators_visible_to
from criteria.status import current_set
from criteria.tables.evidence import Show, document_rows, filtered
from criteria.tables.proofs import read_place_proofs
from criteria.views.history import DISTRICT
from ntm_portal import clock

PAGE = 50
SHOW_WORDS = {
    Show.ALL: "Tất cả",
    Show.USED: "Đang dùng",
    Show.UNUSED: "Không còn dùng",
    Show.OLD: "Quá {months} tháng",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the switch above the list."""

    words: str
    href: str
    is_current: bool


@login_required
def place_evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """All documents of a commune or of the district, with filter and search."""
    unit, today, settings = place_or_404(request, slug), clock.today(), settings_at()
    show = next((show for show in Show if show == request.GET.get("loc")), Show.ALL)
    text = request.GET.get("q", "").strip()[:100]
    visible = evidence_visible_to(request.user).filter(unit=unit)
    rows = filtered(visible, show, text, today, settings.stale_months)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    indicators = indicators_visible_to(request.user).filter(criterion__criteria_set=current_set(unit.level, today))
    context = {
        "unit": unit,
        "place": slug,
        "page": page,
        "rows": document_rows(list(page), indicators, today, settings.stale_months),
        "filters": filters(show, text, settings.stale_months),
        "narrowed": bool(text) or show != Show.ALL,
        "q": text,
        "show": show,
        "proofs": read_place_proofs(unit, indicators, today, settings),
        "old_words": f"Minh chứng đã quá {settings.stale_months} tháng",
        "entry_path": f"/cap-nhat/{slug}/" if stages_open_to(request.user, unit) else "",
        "pages": pages(page, show, text),
    }
    return render(request, "criteria/evidence_list.html", context)


def place_or_404(request: HttpRequest, slug: str) -> Unit:
    """The commune, or the district, if the reader may see the work behind its figures."""
    if not may_see_history(request.user):
        raise Http404
    if slug == DISTRICT:
        return get_object_or_404(district_visible_to(request.user))
    return get_object_or_404(communes_visible_to(request.user).valid_on(clock.today()), slug=slug)


def filters(current: Show, text: str, months: int) -> list[Filter]:
    """Tất cả, Đang dùng, Không còn dùng, Quá 12 tháng; the search stays."""
    return [
        Filter(words.format(months=months), address(loc=show.value, q=text), show == current)
        for show, words in SHOW_WORDS.items()
    ]


def pages(page, show: Show, text: str) -> list[Filter]:
    """Links to the pages of a long list; none for a short one."""
    if page.paginator.num_pages == 1:
        return []
    return [
        Filter(str(number), address(loc=show.value, q=text, trang=str(number)), number == page.number)
        for number in page.paginator.page_range
    ]


def address(**given: str) -> str:
    """The state of the list as the end of an address."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in given.items() if value})
    return f"?{query.urlencode()}"
