"""Thẩm tra: the queue, confirming and returning cells, and the verified figure of one cell."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import communes_editable_by, may_verify
from communes.models import Unit
from criteria.actions.verifying import return_cells, verify_cells, verify_figure
from criteria.enums import Stage, Waiting
from criteria.forms.history import correction_form
from criteria.forms.verifying import ReturnForm, picked_cells, read_return
from criteria.models import Finding, Indicator
from criteria.models.desk import read_desk
from criteria.permissions import indicators_editable_by, periods_visible_to
from criteria.rules.verifying import verified_day
from criteria.status import current_set
from criteria.tables.lens import PeriodLens, period_lens
from criteria.tables.sheet import sheet_lines
from criteria.tables.verifying import TABS, Filter, Queue, QueueLine, queue_of
from criteria.views.rulebook import permit, sent
from ntm_portal import clock
from ntm_portal.vietnamese import counted, day, lower_first

PER_PAGE = 60
RETURN, OPEN_RETURN = "tra-lai", "mo-tra-lai"


def lens_of(request: HttpRequest) -> PeriodLens | None:
    """The period of the address, for those who verify."""
    permit(may_verify(request.user))
    return period_lens(periods_visible_to(request.user), request.GET.get("ky", ""), clock.today(), "verify")


def asked_of(query: QueryDict) -> Filter:
    """The tab and the filters of the address; an unknown tab is the first."""
    words = {word for word, _, _ in TABS}
    tab = query.get("the", "")
    return Filter(
        tab=tab if tab in words else TABS[0][0],
        unit=query.get("xa", ""), criterion=query.get("tc", ""), department=query.get("phong", ""),
    )  # fmt: skip


def queue_in(request: HttpRequest, lens: PeriodLens) -> Queue:
    """The queue of the reader, filtered as the address asks."""
    units = list(communes_editable_by(request.user).valid_on(min(lens.facts.ends_on, clock.today())).in_order())
    return queue_of(units, request.user, lens.facts, clock.today(), asked_of(request.GET))


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Both sides side by side; ticked cells are confirmed or returned together."""
    lens = lens_of(request)
    if lens is None:
        return render(request, "criteria/queue_empty.html")
    form = None
    if request.POST.get("lam") == OPEN_RETURN:
        return redirect(f"/tham-tra/{with_ticks(request)}")
    if request.method == "POST":
        form = act(request, lens)
        if form is None:
            return redirect(f"/tham-tra/{without(request.GET, 'o', 'tra')}")
    found = queue_in(request, lens)
    if form is None and "tra" in request.GET:
        form = ReturnForm(picked_cells(request.GET.getlist("o")))
    return render(request, "criteria/queue.html", queue_context(request, lens, found, form))


def act(request: HttpRequest, lens: PeriodLens) -> ReturnForm | None:
    """Confirm or return what was ticked; the typed return when it was refused."""
    alone = request.POST.get("mot", "")
    cells = picked_cells([alone] if alone else request.POST.getlist("o"))
    if request.POST.get("lam") == RETURN:
        return give_back(request, lens, read_return(request.POST, cells))
    confirm(request, lens, cells)
    return None


def confirm(request: HttpRequest, lens: PeriodLens, cells: list) -> None:
    """Xác nhận: all ticked cells or none, and say which stood in the way."""
    if not cells:
        messages.info(request, "Chưa chọn ô nào để xác nhận.")
        return
    try:
        found = verify_cells(period=lens.period, cells=cells, by=request.user, at=clock.now(), today=clock.today())
    except PermissionDenied as stranger:
        raise Http404 from stranger
    except ValidationError as refused:
        messages.error(request, " ".join(["Chưa xác nhận ô nào.", *refused.messages]))
    else:
        places = len({finding.unit_id for finding in found})
        messages.success(request, f"Đã xác nhận {counted(len(found))} ô của {counted(places)} xã, thị trấn.")


def give_back(request: HttpRequest, lens: PeriodLens, form: ReturnForm) -> ReturnForm | None:
    """Trả lại: only the ticked cells open again for their place."""
    if form.faults:
        return form
    try:
        cells = return_cells(
            period=lens.period, cells=form.cells, reason=form.reason, answer_by=form.day, by=request.user,
            at=clock.now(), today=clock.today(),
        )  # fmt: skip
    except PermissionDenied as stranger:
        raise Http404 from stranger
    except ValidationError as refused:
        form.faults["cells"] = " ".join(refused.messages)
        return form
    messages.success(request, f"Đã trả lại {counted(len(cells))} ô. Các ô khác của xã vẫn khóa.")
    return None


def without(query: QueryDict, *names: str) -> str:
    """The address of the page without some of its words."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return f"?{kept.urlencode()}" if kept else ""


def with_ticks(request: HttpRequest) -> str:
    """The address of the page with the form of a return open for what was ticked."""
    kept = request.GET.copy()
    kept["tra"] = "co"
    kept.setlist("o", request.POST.getlist("o"))
    return f"?{kept.urlencode()}"


def queue_context(request: HttpRequest, lens: PeriodLens, found: Queue, form: ReturnForm | None) -> dict:
    """What the page shows: the tab's lines page by page, and the form of a return below the first ticked line."""
    pages = Paginator(found.chosen, PER_PAGE)
    page = pages.get_page(request.GET.get("trang"))
    lines = list(page)
    ticked = {(cell.unit_id, cell.indicator_id) for cell in form.cells} if form else set()
    picked = [line for line in found.lines if (line.unit.pk, line.indicator.pk) in ticked]
    return {
        "lens": lens,
        "queue": found,
        "page": page,
        "groups": grouped(lines),
        "form": form,
        "picked": picked,
        "beside": beside(found, picked) if form else [],
        "ticked": {line.key for line in picked},
        "open_at": next((line.key for line in lines if line in picked), ""),
        "keep": without(request.GET, "trang", "o", "tra"),
        "keep_words": [(name, word) for name, word in request.GET.items() if name not in {"o", "tra", "trang"}],
        "tabs_keep": without(request.GET, "trang", "o", "tra", "the"),
    }


def grouped(lines: list[QueueLine]) -> list[tuple[str, list[QueueLine]]]:
    """Differences first, then what agrees or has only one side, under a heading of its own."""
    differing = [line for line in lines if line.cell.differs]
    others = [line for line in lines if not line.cell.differs]
    places = len({line.unit.pk for line in others})
    heading = f"{counted(len(others))} ô ở {counted(places)} đơn vị, hai bên khớp nhau hoặc huyện chưa có số"
    return [("", differing)] * bool(differing) + [(heading if differing else "", others)] * bool(others)


def beside(found: Queue, picked: list[QueueLine]) -> list[QueueLine]:
    """Other cells of the same criterion and place, offered with a single ticked one."""
    if len(picked) != 1:
        return []
    one = picked[0]
    return [
        line
        for line in found.lines
        if line.unit == one.unit and line.indicator.criterion_id == one.indicator.criterion_id and line is not one
        and line.is_listed
    ]  # fmt: skip


@login_required
def one_cell(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Ghi số của huyện for one cell: the same figure after a second look, or another one, with the reason."""
    lens = lens_of(request)
    permit(lens is not None and number.isprintable())
    unit = get_object_or_404(communes_editable_by(request.user).valid_on(clock.today()), slug=slug)
    judged_by = current_set(unit.level, clock.today())
    rows = indicators_editable_by(request.user).filter(criterion__criteria_set=judged_by, parts=None)
    indicator = get_object_or_404(rows, number=number)
    cell = read_desk([unit.pk], [indicator.pk], lens.facts, clock.today())[unit.pk, indicator.pk]
    permit(cell.facts.own is not None)
    form = cell_form(request, unit, indicator, cell, lens)
    if form.is_valid():
        with form.refusals():
            verified = cell.facts.verified
            row = replace(
                form.figure(), corrects_id=None, stage=Stage.VERIFIED, seen_finding_id=verified.id if verified else None
            )
            verify_figure(unit=unit, row=row, by=request.user, at=clock.now(), today=clock.today())
            messages.success(request, f"Đã ghi số của huyện cho chỉ tiêu {number}, {lower_first(unit.label)}.")
            return redirect(f"/tham-tra/{lens.query}")
    line = QueueLine(unit, indicator, cell, None)
    context = {"unit": unit, "indicator": indicator, "line": line, "form": form, "lens": lens}
    return render(request, "criteria/queue_cell.html", context)


def cell_form(request: HttpRequest, unit: Unit, indicator: Indicator, cell, lens: PeriodLens):
    """The boxes of the indicator: the district's figure where the two differ, else what the place says."""
    keeps_own = cell.facts.verified is None or not cell.differs or cell.waiting == Waiting.ANSWERED
    own = Finding.objects.get(pk=cell.facts.own.id if keeps_own else cell.facts.verified.id)
    line = sheet_lines(unit, Indicator.objects.filter(pk=indicator.pk), Stage.VERIFIED, clock.today())[0].lines[0]
    back = f"/tham-tra/{lens.query}"
    form = correction_form(line, sent(request), finding=own, back=back, button="Ghi số của huyện")
    form.initial["day"] = day(verified_day(cell.facts.own, cell.facts.verified, lens.facts.begins_on))
    form.initial["source"] = ""
    form.fields["reason"].label = "Ý kiến thẩm tra"
    form.fields["reason"].help_text = "nêu lý do nhận số của xã dù có cảnh báo, hoặc lý do huyện ghi khác"
    return form
