"""Bảng nhập của mọi xã: what the page of pasting reads, as Excel."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import district_of, is_commune_user
from criteria.enums import Money
from criteria.permissions import places_of_money_for
from criteria.views.rulebook import permit
from ntm_portal.clock import today
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.money_all import table_of_all
from reports.tables.paper import file_name
from reports.views.forms import excel_file

FILES = {Money.FUNDING: "NguonLuc_BangNhap", Money.DEBT: "NoDong_BangNhap"}


@login_required
@require_safe
def money_all(request: HttpRequest, kind: Money) -> HttpResponse:
    """What all communes have told of money by today, to be typed over; for whoever records for all of them."""
    permit(not is_commune_user(request.user) and places_of_money_for(request.user).exists())
    district, as_of = district_of(request.user), today()
    table = table_of_all(kind, Brief(district, Period(as_of, as_of, None)))
    return excel_file([table], file_name(FILES[kind], district, as_of))
