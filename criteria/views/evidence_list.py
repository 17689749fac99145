"""Minh chứng của xã: every document of a place, where it is used, and which met indicators still lack one."""

from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import communes_visible_to, district_visible_to, may_see_history, stages_open_to
from communes.models import Unit
from criteria.tables.evidence_list import SHOW_WORDS, DocumentsAsked, place_documents
from criteria.views.history import DISTRICT
from ntm_portal import clock

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of the switch above the list."""

    words: str
    href: str
    is_current: bool


@login_required
def place_evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """All documents of a commune or of the district, with filter and search."""
    unit, asked = place_or_404(request, slug), DocumentsAsked.of(request.GET)
    read = place_documents(request.user, unit, asked, clock.today())
    page = Paginator(read.found, PAGE).get_page(request.GET.get("trang"))
    context = {
        "unit": unit,
        "place": slug,
        "page": page,
        "rows": read.rows(list(page)),
        "filters": filters(asked, read.months),
        "asked": asked,
        "proofs": read.proofs(),
        "old_words": read.old_words,
        "entry_path": f"/cap-nhat/{slug}/" if stages_open_to(request.user, unit) else "",
        "pages": pages(page, asked),
    }
    return render(request, "criteria/evidence_list.html", context)


def place_or_404(request: HttpRequest, slug: str) -> Unit:
    """The commune, or the district, if the reader may see the work behind its figures."""
    if not may_see_history(request.user):
        raise Http404
    if slug == DISTRICT:
        return get_object_or_404(district_visible_to(request.user))
    return get_object_or_404(communes_visible_to(request.user).valid_on(clock.today()), slug=slug)


def filters(asked: DocumentsAsked, months: int) -> list[Filter]:
    """Tất cả, Đang dùng, Không còn dùng, Quá 12 tháng; the search stays."""
    return [
        Filter(words.format(months=months), replace(asked, show=show).query or "?", show == asked.show)
        for show, words in SHOW_WORDS.items()
    ]


def pages(page, asked: DocumentsAsked) -> list[Filter]:
    """Links to the pages of a long list; none for a short one."""
    if page.paginator.num_pages == 1:
        return []
    return [Filter(str(number), asked.page(number), number == page.number) for number in page.paginator.page_range]
