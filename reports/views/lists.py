"""The lists of pages as Excel: what the pages show, all pages of a long one."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import district_of, is_commune_user, is_head, is_sector, may_compare_heads
from criteria.tables.evidence_list import DocumentsAsked, place_documents
from criteria.views.evidence_list import place_or_404
from criteria.views.rulebook import permit
from directives.tables.checklist import request_lines
from directives.tables.plan_register import PlansAsked, plans_page
from directives.tables.register import RegisterAsked, register
from directives.tables.visit_list import VisitsAsked, request_list, show_asked, visit_list
from ntm_portal.asking import query_of
from ntm_portal.clock import today
from ntm_portal.kept import remembering
from reports.permissions import issued_visible_to, may_see_adjustments, may_see_issued
from reports.tables.accountability_list import heads_page
from reports.tables.board import Period
from reports.tables.evidence_paper import evidence_listed
from reports.tables.fallen_paper import fallen_listed
from reports.tables.heads_paper import heads_listed
from reports.tables.issued import entries_of, form_choices
from reports.tables.issued_paper import issued_listed
from reports.tables.list_paper import Listed, Sight, list_table
from reports.tables.paper import file_name
from reports.tables.plans_paper import plans_listed
from reports.tables.register_paper import register_listed
from reports.tables.visits_paper import requests_listed, visits_listed
from reports.views.accountability import ORDER, dates_of, look_of
from reports.views.cases import read_page
from reports.views.forms import excel_file
from reports.views.issued import asked_of


@require_safe
@remembering
def fallen_excel(request: HttpRequest) -> HttpResponse:
    """Suy giảm: the cases, the warnings and the levels of the page."""
    lens, page = read_page(request)
    if lens.faults or page.is_bare:
        return redirect(f"/suy-giam/{lens.to(**page.asked.given)}")
    sight = sight_of(request, Period(lens.as_of, lens.compared, lens.known_at))
    return taken(fallen_listed(page, sight, lens.link, scope_of(request.user)), sight)


@require_safe
def visits_excel(request: HttpRequest) -> HttpResponse:
    """Kiểm tra, giám sát: every visit that is asked for."""
    read = visit_list(request.user, VisitsAsked.of(request.GET), today())
    if not read.lines:
        return redirect(f"/kiem-tra/{read.asked.query}")
    return taken([visits_listed(read)], sight_of(request, of_today()))


@require_safe
def requests_excel(request: HttpRequest) -> HttpResponse:
    """Kiến nghị: every request that is asked for, the nearest deadline first."""
    user, show = request.user, show_asked(request.GET)
    lines = request_lines(list(request_list(user, show, today())), today(), user)
    if not lines:
        return redirect(f"/kien-nghi/{query_of({'loc': show})}")
    return taken([requests_listed(lines, show, sees_others=not is_commune_user(user))], sight_of(request, of_today()))


@require_safe
def register_excel(request: HttpRequest) -> HttpResponse:
    """Sổ văn bản: every document that is asked for."""
    asked = RegisterAsked.of(request.GET)
    entries = register(request.user, asked)
    if not entries:
        return redirect(f"/van-ban/{asked.query}")
    return taken([register_listed(entries, asked)], sight_of(request, of_today()))


@require_safe
@remembering
def issued_excel(request: HttpRequest) -> HttpResponse:
    """Báo cáo đã phát hành: every report that is asked for."""
    user = request.user
    permit(may_see_issued(user))
    visible = issued_visible_to(user)
    filters, faults = asked_of(request)
    rows = filters.of(visible).select_related("issued_by", "withdrawal")
    if faults or not (entries := entries_of(list(rows))):
        return redirect(f"/bao-cao/da-phat-hanh/{filters.query}")
    listed = issued_listed(entries, filters, form_choices(visible), sees_later=may_see_adjustments(user))
    return taken([listed], sight_of(request, of_today()))


@require_safe
@remembering
def heads_excel(request: HttpRequest) -> HttpResponse:
    """Trách nhiệm người đứng đầu: the communes in the order asked for, the departments."""
    user = request.user
    if is_head(user):
        return redirect(f"/trach-nhiem/{user.unit.slug}/")
    permit(may_compare_heads(user))
    dates, asked = dates_of(request), request.GET.get(ORDER, "")
    page = heads_page(user, look_of(user, dates), asked)
    if dates.lens.faults or not page.sheets:
        return redirect(dates.link(f"/trach-nhiem/{query_of({ORDER: asked})}"))
    period = Period(page.look.until, page.look.period.compared_on, page.look.known_at)
    return taken(heads_listed(page, dates.link), sight_of(request, period))


@require_safe
@remembering
def plans_excel(request: HttpRequest) -> HttpResponse:
    """Kế hoạch hoàn thiện: the plans that are asked for, what of them is late, every commune."""
    user = request.user
    if is_commune_user(user):
        return redirect(f"/ke-hoach/{user.unit.slug}/")
    page = plans_page(user, PlansAsked.of(request.GET), today())
    if not page.read.communes:
        return redirect(f"/ke-hoach/{page.asked.query}")
    return taken(plans_listed(page), sight_of(request, of_today()))


@require_safe
def evidence_excel(request: HttpRequest, slug: str) -> HttpResponse:
    """Minh chứng: every document of the place that is asked for."""
    unit, asked = place_or_404(request, slug), DocumentsAsked.of(request.GET)
    read = place_documents(request.user, unit, asked, today())
    if not (rows := read.rows(list(read.found))):
        return redirect(f"/minh-chung/{slug}/{asked.query}")
    sight = replace(sight_of(request, of_today()), place=unit)
    return taken([evidence_listed(read, rows, scope_of(request.user))], sight)


def of_today() -> Period:
    """The dates of a page that has none in its address."""
    return Period(today(), today())


def scope_of(user: User) -> str:
    """What of a place a department reads about; nothing for those who read about all of it."""
    return f"chỉ tiêu do {user.department.name} phụ trách" if is_sector(user) else ""


def sight_of(request: HttpRequest, period: Period) -> Sight:
    """A commune's own people read about it, everyone else about the district."""
    user = request.user
    place = user.unit if is_commune_user(user) else district_of(user)
    return Sight(place, period, request.build_absolute_uri("/").rstrip("/"))


def taken(listed: Sequence[Listed], sight: Sight) -> HttpResponse:
    """The lists as the sheets of one workbook, named by the first."""
    tables = [list_table(one, sight) for one in listed]
    return excel_file(tables, file_name(tables[0].form.file, sight.place, sight.period.as_of))
