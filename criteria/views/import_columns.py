"""Khai cột: what the columns of somebody else's table hold, said once for all files with the same head."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from criteria.actions.imports.desk import Desk
from criteria.actions.imports.uploading import choose_sheet, explain_layout, frame_of_batch
from criteria.enums import Part, Stage
from criteria.forms.imports import ColumnsForm
from criteria.models import ImportBatch
from criteria.permissions import previews_of
from criteria.rules.imports.layout import cells_text, suggested
from ntm_portal import clock


@login_required
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what each column holds; the next file with the same head needs no saying."""
    batch = get_object_or_404(previews_of(request.user), pk=pk)
    if batch.is_form:
        raise Http404
    if sheet := request.GET.get("trang_tinh"):
        return other_sheet(request, batch, sheet)
    desk = Desk(request.user, clock.today(), Stage(batch.stage))
    form = columns_form(request, batch, desk)
    if request.method == "POST" and not form.faults:
        explain_layout(batch=batch, reading=form.said(), by=request.user, at=clock.now(), today=clock.today())
        messages.info(request, "Đã nhớ cách đọc; tệp sau có cùng đầu bảng sẽ được đọc ngay.")
        return redirect(f"/nhap-tep/{pk}/")
    context = {
        "batch": batch,
        "form": form,
        "sheets": [grid.name for grid in batch.grids()],
        "indicators": list(desk.indicators.values()),
        "parts": list(Part),
        "places": list(desk.known.values()),
    }
    return render(request, "criteria/import_columns.html", context)


def columns_form(request: HttpRequest, batch: ImportBatch, desk: Desk) -> ColumnsForm:
    """The form over the sheet that is read; columns that somebody named before are chosen already."""
    posted = request.POST if request.method == "POST" else None
    reading = batch.said()
    asked = request.POST.get("cot-ten", "") or request.GET.get("cot_ten", "")
    place_column = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else None
    grid, frame = frame_of_batch(batch, desk, place_column or (reading and reading.place_column))
    if not any(column.at == frame.place_column for column in frame.columns):
        raise Http404
    rows = [row for row in sorted(grid.rows) if row >= frame.first_row and frame.place_column in grid.rows[row]]
    names = [cells_text(grid, row, frame.place_column) for row in rows]
    matcher = desk.matcher(reading.aliases if reading else None)
    reading = reading or suggested(frame, desk.indicators.keys())
    return ColumnsForm(frame, desk.indicators, matcher, names, reading, posted)


def other_sheet(request: HttpRequest, batch: ImportBatch, sheet: str) -> HttpResponse:
    """Read another sheet of the same file."""
    if sheet not in {grid.name for grid in batch.grids()}:
        raise Http404
    choose_sheet(batch=batch, sheet=sheet, by=request.user, today=clock.today())
    return redirect(f"/nhap-tep/{batch.pk}/cot/")
