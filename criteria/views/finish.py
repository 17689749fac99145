"""Gửi huyện: the dialog before sending, and the answers to what came back."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import communes_editable_by, is_commune_user, is_office
from communes.models import Appointment, Unit
from criteria.actions.submissions import answer_returned, explain_empty_cells, send_submission
from criteria.permissions import may_explain, periods_visible_to
from criteria.tables.finish import FinishPage, finish_page
from criteria.tables.lens import PeriodLens, period_lens
from criteria.views.rulebook import permit
from ntm_portal import clock
from ntm_portal.vietnamese import counted, day, lower_first, nfc

LONGEST_NOTE = 500


@login_required
def finish(request: HttpRequest, slug: str) -> HttpResponse:
    """What is missing, what is odd, what came back; then the sheet is sent or answered."""
    permit(is_commune_user(request.user) or is_office(request.user))
    today = clock.today()
    unit = get_object_or_404(communes_editable_by(request.user).valid_on(today), slug=slug)
    lens = period_lens(periods_visible_to(request.user), request.GET.get("ky", ""), today, "send")
    faults: list[str] = []
    if request.method == "POST" and lens is not None:
        faults = act(request, unit, lens)
        if not faults:
            return redirect(request.get_full_path())
    page = finish_page(unit, lens.period, request.user, today) if lens else None
    if page and page.sending.sent_on and not page.is_returned and not lens.facts.locked_on:
        lens = replace(lens, tag="done", due=f"Đã gửi ngày {day(page.sending.sent_on)}")
    context = {"unit": unit, "lens": lens, "page": page, "faults": faults, "typed": typed_words(request)}
    return render(request, "criteria/finish.html", context)


def typed_words(request: HttpRequest) -> dict[str, str]:
    """What was typed into the boxes of a refused page, so that nothing is lost."""
    return {name: nfc(text.strip()) for name, text in request.POST.items()}


def act(request: HttpRequest, unit: Unit, lens: PeriodLens) -> list[str]:
    """Do what the pressed button says; the sentences of what was refused."""
    acts: dict[str, Callable] = {"ly-do": save_reasons, "gui": send_sheet, "tra-loi": send_answers}
    chosen = acts.get(request.POST.get("lam", ""))
    if chosen is None or not may_explain(request.user, unit):
        raise Http404
    try:
        chosen(request, unit, lens)
    except ValidationError as refused:
        return list(refused.messages)
    return []


def reasons_of(request: HttpRequest, prefix: str, page: FinishPage) -> dict[int, str]:
    """The typed words of each box the page has, by indicator."""
    known = {line.box: line.indicator.pk for line in page.empty} if prefix == "ly_do" else {
        line.box: line.cell.indicator_id for line in page.returned
    }  # fmt: skip
    words = typed_words(request)
    return {pk: words[box] for box, pk in known.items() if box in words}


def holder_of(request: HttpRequest, page: FinishPage) -> Appointment | None:
    """In whose name the office acts; None where nobody was chosen."""
    return {str(holder.pk): holder for holder in page.holders}.get(request.POST.get("thay", ""))


def save_reasons(request: HttpRequest, unit: Unit, lens: PeriodLens) -> None:
    """Lưu lý do ô trống, before anybody sends."""
    page = finish_page(unit, lens.period, request.user, clock.today())
    changed = explain_empty_cells(
        unit=unit, period=lens.period, reasons=reasons_of(request, "ly_do", page), by=request.user, at=clock.now()
    )
    messages.success(
        request, f"Đã lưu {counted(changed)} lý do ô trống." if changed else "Không có lý do nào thay đổi."
    )


def send_sheet(request: HttpRequest, unit: Unit, lens: PeriodLens) -> None:
    """Gửi huyện: the reasons on the page are kept first, so that none is lost when sending is refused."""
    page = finish_page(unit, lens.period, request.user, clock.today())
    if page.is_draft and page.empty:
        reasons = reasons_of(request, "ly_do", page)
        explain_empty_cells(unit=unit, period=lens.period, reasons=reasons, by=request.user, at=clock.now())
    send_submission(
        unit=unit, period=lens.period, by=request.user, at=clock.now(), today=clock.today(),
        on_behalf_of=holder_of(request, page), note=typed_words(request).get("ly_do_gui", "")[:LONGEST_NOTE],
    )  # fmt: skip
    messages.success(request, f"Đã gửi phiếu kỳ {lens.period.name} của {lower_first(unit.label)}.")


def send_answers(request: HttpRequest, unit: Unit, lens: PeriodLens) -> None:
    """Trả lời các ô bị trả lại: the figures were typed in the sheet, the words stand here."""
    page = finish_page(unit, lens.period, request.user, clock.today())
    answer_returned(
        unit=unit, period=lens.period, explanations=reasons_of(request, "giai_trinh", page), by=request.user,
        at=clock.now(), today=clock.today(), on_behalf_of=holder_of(request, page),
    )  # fmt: skip
    count = counted(len(page.returned))
    messages.success(request, f"Đã trả lời {count} ô, phiếu kỳ {lens.period.name} đã gửi lại huyện.")
