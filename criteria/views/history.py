"""Lịch sử of an indicator in one place, and the two ways to set a figure right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import communes_visible_to, district_visible_to, may_see_history
from communes.models import Unit
from criteria.actions.findings import record_findings, void_finding
from criteria.enums import Stage
from criteria.forms.history import VoidForm, correction_form
from criteria.models import Finding, Indicator
from criteria.permissions import findings_changeable_by, indicators_visible_to
from criteria.status import current_set, read_indicators, read_judging, settings_at
from criteria.tables.history import history_rows
from criteria.tables.proofs import documents_of_cell, official, read_proofs
from criteria.tables.sheet import sheet_lines
from ntm_portal import clock
from ntm_portal.vietnamese import lower_first

DISTRICT = "huyen"
# A finding is corrected at most once, so what was corrected does not come back by itself.
TAKES_BOTH = "Số này đã thay cho một số ghi trước: rút là rút cả hai. Nếu số trước mới đúng, hãy đính chính về số đó."


@login_required
def indicator_history(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Every figure ever recorded, the newest first, with who, when and why."""
    unit, indicator = cell_or_404(request, slug, number)
    changeable = findings_changeable_by(request.user, unit).filter(indicator=indicator).values_list("pk", flat=True)
    judging = read_judging([unit.pk], [indicator.pk])
    today = clock.today()
    found = read_indicators([unit.pk], [indicator.pk], today, judging=judging)
    status = found[unit.pk, indicator.pk]
    parts = list(indicator.parts.order_by("display_order"))
    proof = None if parts else read_proofs(official([status]), today, settings_at())[indicator.pk]
    context = {
        "unit": unit,
        "place": slug,
        "indicator": indicator,
        "parts": parts,
        "status": status,
        "proof": proof,
        "rows": history_rows(unit, indicator.pk, judging, set(changeable), documents_of_cell(unit, indicator)),
    }
    return render(request, "criteria/history.html", context)


@login_required
def correct(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """Đính chính một số liệu."""
    unit, indicator = cell_or_404(request, slug, number)
    finding = changeable_or_404(request, unit, indicator, pk)
    rows = Indicator.objects.filter(pk=indicator.pk)
    line = sheet_lines(unit, rows, Stage(finding.stage), clock.today())[0].lines[0]
    back = f"/lich-su/{slug}/{number}/"
    form = correction_form(line, request.POST or None, finding=finding, back=back, button="Ghi đính chính")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            record_findings(
                unit=unit,
                rows=[form.figure()],
                by=request.user,
                at=clock.now(),
                today=clock.today(),
                on_behalf_of=finding.on_behalf_of,
                trust_seen=True,
            )
            messages.success(request, f"Đã đính chính chỉ tiêu {number} của {lower_first(unit.label)}.")
            return redirect(back)
    return change_page(request, unit, indicator, finding, form, "Đính chính số liệu")


@login_required
def withdraw(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """Rút một số liệu: wrong commune, wrong indicator, or never true."""
    unit, indicator = cell_or_404(request, slug, number)
    finding = changeable_or_404(request, unit, indicator, pk)
    back = f"/lich-su/{slug}/{number}/"
    form = VoidForm(request.POST or None, back=back, button="Rút số liệu")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            void_finding(finding=finding, reason=reason, by=request.user, at=clock.now(), today=clock.today())
            messages.success(request, f"Đã rút số liệu chỉ tiêu {number} của {lower_first(unit.label)}.")
            return redirect(back)
    return change_page(
        request, unit, indicator, finding, form, "Rút số liệu", TAKES_BOTH if finding.corrects_id else ""
    )


def cell_or_404(request: HttpRequest, slug: str, number: str) -> tuple[Unit, Indicator]:
    """The place and the indicator of an address, if the user may read their history."""
    if not may_see_history(request.user) or not number.isprintable():
        raise Http404
    today = clock.today()
    if slug == DISTRICT:
        unit = get_object_or_404(district_visible_to(request.user))
    else:
        unit = get_object_or_404(communes_visible_to(request.user).valid_on(today), slug=slug)
    rows = indicators_visible_to(request.user).select_related("criterion", "part_of")
    judged_by = current_set(unit.level, today)
    return unit, get_object_or_404(rows, criterion__criteria_set=judged_by, number=number)


def changeable_or_404(request: HttpRequest, unit: Unit, indicator: Indicator, pk: int) -> Finding:
    """A figure that still counts and that the user may set right."""
    rows = findings_changeable_by(request.user, unit).select_related("unit", "on_behalf_of", "entered_by")
    return get_object_or_404(rows, indicator=indicator, pk=pk)


def change_page(
    request, unit: Unit, indicator: Indicator, finding: Finding, form, heading: str, note: str = ""
) -> HttpResponse:
    """The form beside the figure it is about."""
    rows = history_rows(unit, indicator.pk, read_judging([unit.pk], [indicator.pk]), set())
    row = next(row for row in rows if row.finding.pk == finding.pk)
    context = {"unit": unit, "place": request.path.split("/")[2], "indicator": indicator, "row": row}
    return render(request, "criteria/history_change.html", context | {"form": form, "heading": heading, "note": note})
