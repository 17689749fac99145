"""Bảng tự chọn: columns, order and filter stand in the address, so that a link shows the same to whoever may see it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import district_of, may_see_criteria
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.custom import Asked, CustomTable, read_custom
from reports.tables.custom_paper import table_of
from reports.tables.paper import CUSTOM_FORM, file_name
from reports.views.forms import excel_file
from reports.views.fresh import fresh

COLUMNS, SORT, SHOW, LACKING = "cot", "xep", "loc", "chua-dat"
LONGEST = 2000


@require_safe
@fresh
def custom(request: HttpRequest) -> HttpResponse:
    """The table on the screen, with what else may be chosen."""
    lens, page = read_page(request)
    links = [
        (field, required, state_of(lens, page, sort=sort), *sort_words(page.asked.sort, field.code))
        for field, required, sort in page.heads
    ]
    asked = page.asked
    context = {
        "lens": lens,
        "page": page,
        "heads": links,
        "all_rows": state_of(lens, page, show=""),
        "lacking_rows": state_of(lens, page, show=LACKING),
        "file": f"/bang.xlsx{state_of(lens, page)}",
        "plain": state_of(lens, page, sort="") if asked.sort else "",
    }
    return render(request, "reports/custom.html", context)


@require_safe
def custom_excel(request: HttpRequest) -> HttpResponse:
    """The same table as Excel."""
    lens, page = read_page(request)
    if lens.faults:
        return redirect(f"/bang/{state_of(lens, page)}")
    district = district_of(request.user)
    table = table_of(page, district, Period(lens.as_of, lens.compared, lens.known_at))
    return excel_file([table], file_name(CUSTOM_FORM.file, district, lens.as_of))


def read_page(request: HttpRequest) -> tuple[Lens, CustomTable]:
    """What the address asks for, among what the reader may see."""
    user = request.user
    if not may_see_criteria(user):
        raise Http404
    lens = Lens.from_request(request, today(), district_of(user))
    typed = ",".join(request.GET.getlist(COLUMNS))[:LONGEST]
    asked = Asked(
        columns=tuple(filter(None, typed.split(","))),
        sort=request.GET.get(SORT, "")[:LONGEST],
        only_lacking=request.GET.get(SHOW) == LACKING,
    )
    period = Period(lens.as_of, lens.compared, lens.known_at)
    return lens, read_custom(district_of(user), period, indicators_visible_to(user), asked)


def state_of(lens: Lens, page: CustomTable, *, sort: str | None = None, show: str | None = None) -> str:
    """The address of the same table in another order or with another filter."""
    sort = page.asked.sort if sort is None else sort
    show = LACKING * page.asked.only_lacking if show is None else show
    return lens.to(**{COLUMNS: ",".join(page.codes), SORT: sort, SHOW: show})


def sort_words(sort: str, code: str) -> tuple[str, str]:
    """How a column is sorted now: for who listens, and as an arrow."""
    if sort.removeprefix("-") != code:
        return "", ""
    return ("descending", "↓") if sort.startswith("-") else ("ascending", "↑")
