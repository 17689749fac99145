"""Tiêu chí xã: the list of criteria, one criterion, one indicator, each across all communes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import district_of, is_sector, may_see_criteria, may_see_history
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from ntm_portal.kept import remembering
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.criterion import CriterionPage, read_criterion, read_criterion_list
from reports.tables.criterion_charts import read_course, spreads_of
from reports.tables.custom import CRITERION, INDICATOR, Asked, read_custom
from reports.tables.custom_paper import table_of
from reports.tables.indicator import read_indicator
from reports.tables.paper import file_name
from reports.tables.trend_paper import course_table
from reports.views.forms import excel_file
from reports.views.fresh import fresh
from reports.views.trend import begin_of


def lens_of(request: HttpRequest) -> Lens:
    """The dates of the page, for those who compare communes; for everyone else it does not exist."""
    if not may_see_criteria(request.user):
        raise Http404
    return Lens.from_request(request, today(), district_of(request.user))


def period_of(lens: Lens) -> Period:
    """The two days and the moment of knowledge, as tables take them."""
    return Period(lens.as_of, lens.compared, lens.known_at)


@fresh
def criteria(request: HttpRequest) -> HttpResponse:
    """All criteria with their counts; a department sees those it has indicators of."""
    user, lens = request.user, lens_of(request)
    page = read_criterion_list(district_of(user), period_of(lens), indicators_visible_to(user))
    context = {
        "lens": lens,
        "page": page,
        "is_sector": is_sector(user),
        "department": user.department.name if user.department else "",
        "empty_reason": empty_reason(page.units, is_sector(user)),
    }
    return render(request, "reports/criteria.html", context)


def empty_reason(units: int, of_department: bool) -> str:
    """Why the list is empty."""
    if not units:
        return "Huyện chưa có xã, thị trấn nào trong danh mục đơn vị vào ngày này."
    if of_department:
        return "Phòng, ban chưa được giao phụ trách chỉ tiêu nào của xã. Văn phòng điều phối NTM huyện giao việc này."
    return "Chưa có bộ tiêu chí nào có hiệu lực vào ngày này."


@fresh
def criterion(request: HttpRequest, number: int) -> HttpResponse:
    """One criterion across all communes, its indicators as columns."""
    user, lens = request.user, lens_of(request)
    page = read_criterion(district_of(user), period_of(lens), indicators_visible_to(user), number)
    if page is None:
        raise Http404
    trend = read_course(district_of(user), page, period_of(lens), begin_of("", lens))
    codes = codes_of(page)
    context = {
        "lens": lens,
        "page": page,
        "course": None if trend.is_empty else trend.criteria[0].series,
        "course_rows": trend.days_of(trend.criteria[0]),
        "course_days": trend.days,
        "heading": f"Số đơn vị đạt tiêu chí {number}",
        "spreads": spreads_of(page),
        "table": lens.to(cot=",".join(codes), xep=codes[0]),
        "file": f"/tieu-chi/{number}.xlsx{lens.query}",
    }
    return render(request, "reports/criterion.html", context)


@remembering
@require_safe
def criterion_excel(request: HttpRequest, number: int) -> HttpResponse:
    """The same as Excel: all communes by the indicators of the criterion, how it moved, and the chart."""
    user, lens = request.user, lens_of(request)
    district, period = district_of(user), period_of(lens)
    page = read_criterion(district, period, indicators_visible_to(user), number)
    if page is None:
        raise Http404
    if lens.faults:
        return redirect(f"/tieu-chi/{number}/{lens.query}")
    codes = codes_of(page)
    table = read_custom(district, period, indicators_visible_to(user), Asked(columns=codes, sort=codes[0]))
    tables = [table_of(table, district, period)]
    trend = read_course(district, page, period, begin_of("", lens))
    if not trend.is_empty:
        notes = (f"Ghi chú: kết quả chính thức theo {page.decisions} vào cuối mỗi tháng và ngày đang xem.",)
        tables.append(course_table(trend.criteria[0].series, f"tiêu chí {number}", district, period, notes))
    return excel_file(tables, file_name(f"TieuChi{number}", district, lens.as_of))


def codes_of(page: CriterionPage) -> tuple[str, ...]:
    """The columns of the page as the custom table names them."""
    return (f"{CRITERION}{page.criterion.number}", *(f"{INDICATOR}{column.face.number}" for column in page.columns))


@fresh
def indicator(request: HttpRequest, number: str) -> HttpResponse:
    """One indicator across all communes, the farthest from the required level first."""
    user, lens = request.user, lens_of(request)
    page = read_indicator(district_of(user), period_of(lens), indicators_visible_to(user), number)
    if page is None:
        raise Http404
    codes = [f"{INDICATOR}{face.number}" for face in page.parts or (page.face,)]
    context = {
        "lens": lens,
        "page": page,
        "may_see_history": may_see_history(user),
        "table": lens.to(cot=",".join([f"{CRITERION}{page.criterion.number}", *codes]), xep=codes[0]),
    }
    return render(request, "reports/indicator.html", context)
