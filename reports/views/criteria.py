"""Tiêu chí xã: the list of criteria, one criterion, one indicator, each across all communes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import district_of, is_sector, may_see_criteria, may_see_history
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.criterion import read_criterion, read_criterion_list
from reports.tables.criterion_charts import read_course, spreads_of
from reports.tables.custom import CRITERION, INDICATOR
from reports.tables.indicator import read_indicator
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
    codes = [f"{CRITERION}{page.criterion.number}", *(f"{INDICATOR}{column.face.number}" for column in page.columns)]
    context = {
        "lens": lens,
        "page": page,
        "course": None if trend.is_empty else trend.criteria[0].series,
        "course_rows": trend.criteria_rows[0][1],
        "course_days": trend.days,
        "spreads": spreads_of(page),
        "table": lens.to(cot=",".join(codes), xep=codes[0]),
    }
    return render(request, "reports/criterion.html", context)


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
