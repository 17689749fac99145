"""Dán bảng nguồn lực, nợ đọng của mọi xã: looked at first, then stored as one."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import district_of, is_commune_user
from criteria.actions.money import record_sheet
from criteria.enums import Money
from criteria.forms.money import MoneyTermsForm
from criteria.forms.money_pasted import PastedMoney
from criteria.models.money import contents_in_order
from criteria.permissions import places_of_money_for
from criteria.rules.imports.money_file import typed_in
from criteria.rules.imports.movements import table_of_grid
from criteria.views.money import TITLES
from criteria.views.rulebook import permit
from criteria.views.tables_pasted import RECORD, pasted_text, recorded
from ntm_portal import clock
from ntm_portal.vietnamese import counted, day

NO_LINES = "Không thấy đơn vị nào có số liệu. Dán cả cột tên đơn vị."


@login_required
def paste(request: HttpRequest, kind: Money) -> HttpResponse:
    """The tables of all communes as they were pasted or read from a file; stored when their preview was looked at."""
    units = list(places_of_money_for(request.user).valid_on(clock.today()).in_order())
    permit(bool(units) and not is_commune_user(request.user))
    form, table = MoneyTermsForm(kind=kind, today=clock.today()), None
    if request.method == "POST":
        form = MoneyTermsForm(request.POST, request.FILES, kind=kind, today=clock.today())
        table = read_pasted(request, form, units) if form.is_valid() else None
        if table and request.POST.get("lam") == RECORD and (count := recorded(request, form, table, record_sheet)):
            on = form.cleaned_data["counted_on"]
            what = f"{kind.label.lower()} ngày {day(on)}"
            messages.success(request, f"Đã ghi bảng {what} của {counted(count)} đơn vị.")
            return redirect(f"/{kind.room}/?den={on}")
    context = {"form": form, "table": table, "kind": kind, "title": TITLES[kind], "is_debt": kind == Money.DEBT}
    return render(request, "criteria/money_paste.html", context)


def read_pasted(request: HttpRequest, form: MoneyTermsForm, units: list) -> PastedMoney | None:
    """Every commune of the table, judged; None where there is nothing to look at."""
    text = pasted_text(form, partial(table_of_grid, written=typed_in))
    if not text:
        return None
    table = PastedMoney(text, units, district_of(request.user).name, form.typed, contents_in_order())
    table.judge(form.cleaned_data["reason"], clock.today())
    if not table.rows:
        form.add_error("bang", NO_LINES)
        return None
    return table
