"""Trách nhiệm người đứng đầu: all heads of the district, the sheet of a commune, the sheet of a department."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import communes_visible_to, district_of, is_head, may_compare_heads
from communes.models import Department, Unit
from criteria.views.rulebook import permit
from directives.enums import Side
from directives.models import OfSheet, RemarkDraft
from directives.permissions import (
    department_sheets_visible_to,
    drafts_of,
    sheets_visible_to,
    sides_of,
)
from ntm_portal import clock
from ntm_portal.asking import query_of
from ntm_portal.kept import remembering
from reports.lens import PeriodLens
from reports.tables import department_sheets
from reports.tables.accountability import KINDS, Look, read_sheets
from reports.tables.accountability_list import heads_of, heads_page
from reports.tables.department_sheets import read_department_sheets

ORDER = "xep"
# How an address calls each side.
SIDES = {"to-chuc": Side.ORGANISATION, "kiem-tra": Side.INSPECTION, "tu-kiem-diem": Side.HEAD}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the reader writes on a sheet: in whose name, and his draft if there is one."""

    side: Side
    href: str
    draft: RemarkDraft | None

    @property
    def words(self) -> str:
        """What the button says."""
        if self.side == Side.HEAD:
            return "Viết bản tự kiểm điểm"
        return f"Viết nhận xét của {self.side.label}"


@login_required
@require_safe
@remembering
def heads(request: HttpRequest) -> HttpResponse:
    """One line a commune, sorted by the link of a column; a head is led to his own sheet."""
    user = request.user
    if is_head(user):
        return redirect(f"/trach-nhiem/{user.unit.slug}/")
    permit(may_compare_heads(user))
    dates = dates_of(request)
    page = heads_page(user, look_of(user, dates), request.GET.get(ORDER, ""))
    context = {
        "dates": dates,
        "page": page,
        "heads": heads_of(KINDS, page.asked),
        "department_kinds": department_sheets.KINDS,
        "file": dates.link(f"/trach-nhiem.xlsx{query_of({ORDER: page.asked})}") if page.sheets else "",
    }
    return render(request, "reports/heads.html", context)


@login_required
@require_safe
@remembering
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet of one commune: its heads by days in office, where it stands, what happened, what was said."""
    dates = dates_of(request)
    look = look_of(request.user, dates)
    unit = commune_or_404(request.user, slug, look)
    found = read_sheets(look, [unit])[0]
    context = {
        "dates": dates,
        "look": look,
        "sheet": found,
        "kinds": KINDS,
        "desks": desks_of(request.user, OfSheet(look.period, unit=unit), found.href),
        "sees_all": may_compare_heads(request.user),
    }
    return render(request, "reports/head_sheet.html", context)


@login_required
@require_safe
@remembering
def department_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The same for a department and whoever is in charge of it."""
    user = request.user
    dates = dates_of(request)
    look = look_of(user, dates)
    department = department_or_404(user, code)
    units = list(communes_visible_to(user).valid_on(look.until).with_places().in_order())
    found = read_department_sheets(look, [department], units)[0]
    context = {
        "dates": dates,
        "look": look,
        "sheet": found,
        "kinds": department_sheets.KINDS,
        "desks": desks_of(user, OfSheet(look.period, department=department), found.href),
    }
    return render(request, "reports/department_sheet.html", context)


def dates_of(request: HttpRequest) -> PeriodLens:
    """The period and the dates of the address; a period that does not exist is not there."""
    dates = PeriodLens.from_request(request, clock.today(), district_of(request.user))
    permit(dates is not None)
    return dates


def look_of(user: User, dates: PeriodLens) -> Look:
    """What a sheet is read for."""
    return Look(district_of(user), dates.period, dates.lens.as_of, dates.lens.known_at)


def commune_or_404(user: User, slug: str, look: Look) -> Unit:
    """A commune whose sheet the reader may see."""
    return get_object_or_404(sheets_visible_to(user).valid_on(look.until).with_places(), slug=slug)


def department_or_404(user: User, code: str) -> Department:
    """A department whose sheet the reader may see."""
    return get_object_or_404(department_sheets_visible_to(user), code=code)


def desks_of(user: User, on: OfSheet, href: str) -> list[Desk]:
    """Where the reader may write; a department has no head that reviews himself. At most one query."""
    sides = [side for side in sides_of(user) if on.unit or side != Side.HEAD]
    if not sides:
        return []
    drafts = {draft.side: draft for draft in drafts_of(user).of_sheet(on).select_related("changed_by")}
    words = {side: word for word, side in SIDES.items()}
    return [Desk(side, f"{href}ghi/{words[side]}/", drafts.get(side)) for side in sides]
