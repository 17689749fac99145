"""Phúc tra từ kiểm tra: the team proposes, the office confirms or not, and takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from criteria.models import Finding
from criteria.status import read_indicators
from criteria.views.rulebook import permit, sent
from directives.actions.overturns import confirm_overturn, propose_overturn, refuse_overturn, undo_overturn
from directives.forms.inspections import DecideForm, OverturnForm, UndoForm
from directives.models import Inspection, Overturn
from directives.permissions import may_confirm_overturn
from directives.tables.checklist import indicators_of, overturn_line
from directives.views.inspections import inspection_or_404
from ntm_portal import clock


@login_required
def propose(request: HttpRequest, pk: int, note_pk: int) -> HttpResponse:
    """Đề nghị phúc tra một chỉ tiêu mà đoàn thấy khác với kết quả chính thức."""
    found = inspection_or_404(request, pk, to_write=True)
    note = get_object_or_404(found.notes.select_related("item__criterion"), pk=note_pk, item__isnull=False)
    form = OverturnForm(
        sent(request), indicators=indicators_of(note.item), initial={"declared": note.verdict}, back=found.href,
        button="Đề nghị phúc tra",
    )  # fmt: skip
    if form.is_valid():
        with form.refusals():
            indicator = form.indicators[form.cleaned_data["indicator"]]
            propose_overturn(note=note, indicator=indicator, seen=form.seen(), by=request.user, at=clock.now())
            messages.success(request, f"Đã đề nghị phúc tra chỉ tiêu {indicator.number}; chờ văn phòng xác nhận.")
            return redirect(found.href)
    context = {"inspection": found, "form": form, "act": f"Đề nghị phúc tra: {note.item.label}"}
    return render(request, "directives/inspection_step.html", context)


@login_required
def decide(request: HttpRequest, pk: int, overturn_pk: int) -> HttpResponse:
    """Xác nhận hoặc không: confirmed, the day's figure is recorded as a re-check with the minutes as its source."""
    found = inspection_or_404(request, pk)
    overturn = overturn_or_404(request, found, overturn_pk)
    line = overturn_line(overturn)
    permit(line.is_waiting or line.may_undo)
    if line.may_undo:
        return undo(request, found, overturn)
    stands = standing(found, overturn)
    initial = {"seen_finding": stands.pk if stands else ""}
    form = DecideForm(sent(request), initial=initial, back=found.href, button="Ghi quyết định")
    if form.is_valid():
        with form.refusals():
            decided(request, overturn, form)
            return redirect(found.href)
    context = {"inspection": found, "overturn": overturn, "form": form, "status": status_of(found, overturn)}
    return render(request, "directives/overturn.html", context)


def overturn_or_404(request: HttpRequest, found: Inspection, pk: int) -> Overturn:
    """A proposal of this visit, for those who record re-checks."""
    permit(may_confirm_overturn(request.user, found.unit))
    rows = Overturn.objects.filter(note__inspection=found)
    return get_object_or_404(
        rows.select_related("note__item", "indicator", "finding__corrected_by", "proposed_by"), pk=pk
    )


def standing(found: Inspection, overturn: Overturn) -> Finding | None:
    """The verifying side's finding in force: what whoever confirms has seen."""
    rows = Finding.objects.live().of_cell(found.unit, overturn.indicator).exclude(stage="SELF")
    return rows.first()


def status_of(found: Inspection, overturn: Overturn):
    """What stands in the cell on the day of the visit."""
    key = (found.unit_id, overturn.indicator_id)
    return read_indicators([key[0]], [key[1]], found.visited_on or clock.today())[key]


def decided(request: HttpRequest, overturn: Overturn, form: DecideForm) -> None:
    """Write the decision down."""
    data, at = form.cleaned_data, clock.now()
    if data["granted"] == "co":
        confirm_overturn(
            overturn=overturn, seen_finding_id=data["seen_finding"], by=request.user, at=at, today=clock.today()
        )
        messages.success(request, f"Đã ghi phúc tra chỉ tiêu {overturn.indicator.number}.")
    else:
        refuse_overturn(overturn=overturn, reason=data["reason"], by=request.user, at=at)
        messages.success(request, "Đã ghi không xác nhận.")


def undo(request: HttpRequest, found: Inspection, overturn: Overturn) -> HttpResponse:
    """Rút phúc tra: what stood before speaks again."""
    form = UndoForm(sent(request), back=found.href, button="Rút phúc tra")
    if form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            undo_overturn(overturn=overturn, reason=reason, by=request.user, at=clock.now(), today=clock.today())
            messages.success(request, f"Đã rút phúc tra chỉ tiêu {overturn.indicator.number}.")
            return redirect(found.href)
    context = {"inspection": found, "overturn": overturn, "form": form, "status": status_of(found, overturn)}
    return render(request, "directives/overturn.html", context)
