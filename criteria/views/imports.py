"""Nhập tệp: the list of files, the preview of one, recording it, taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import communes_editable_by, is_commune_user, may_enter
from criteria.actions.imports.recording import (
    LinesRefused,
    apply_import,
    discard,
    refresh,
    tick_heap,
    tick_lines,
    undo_import,
)
from criteria.actions.imports.uploading import receive_file, set_terms
from criteria.enums import Heap
from criteria.forms.imports import TermsForm, UndoForm, UploadForm
from criteria.forms.sheet import read_id
from criteria.models import ImportBatch
from criteria.permissions import imports_visible_to, previews_of
from criteria.rules.imports.grid import Grid
from criteria.tables.imports import import_rows, preview_page, state_of, units_of
from criteria.views.money_file import money_page
from criteria.xlsx import FileFault, read_file
from criteria.xlsx.files import too_large
from criteria.xlsx.limits import LARGEST_FILE
from ntm_portal import clock
from ntm_portal.vietnamese import counted

LISTED = 50
RECORD, READ_AGAIN, DISCARD, TICK, UNTICK = "ghi", "doc-lai", "bo", "chon", "bo-chon"


@login_required
def files(request: HttpRequest) -> HttpResponse:
    """Choose a file, download a form to fill in, find earlier files again."""
    if not may_enter(request.user):
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, back="/cap-nhat/", button="Đọc tệp")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            upload = form.cleaned_data["tep"]
            content, grids = opened(upload)
            if page := money_page(request, upload.name, grids):
                return page
            return redirect(f"/nhap-tep/{received(request, upload.name, content, grids).pk}/")
    batches = imports_visible_to(request.user).newest_first().with_counts()[:LISTED]
    places = communes_editable_by(request.user).valid_on(clock.today()).in_order()
    context = {"form": form, "rows": import_rows(batches), "places": places, "own": is_commune_user(request.user)}
    return render(request, "criteria/imports.html", context)


def opened(upload) -> tuple[bytes, list[Grid]]:
    """The bytes and the sheets of an uploaded file; whatever is wrong with it becomes a sentence at its field."""
    try:
        if upload.size > LARGEST_FILE:
            raise FileFault(too_large(upload.size))
        content = upload.read()
        return content, read_file(upload.name, content)
    except FileFault as fault:
        raise ValidationError({"tep": str(fault)}) from fault


def received(request: HttpRequest, name: str, content: bytes, grids: list[Grid]) -> ImportBatch:
    """The uploaded file, kept and previewed."""
    try:
        return receive_file(
            name=name, content=content, grids=grids, by=request.user, at=clock.now(), today=clock.today()
        )  # fmt: skip
    except ValidationError as fault:
        raise ValidationError({"tep": fault.messages}) from fault


@login_required
def one_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview while the file is not recorded; afterwards what it recorded."""
    batch = get_object_or_404(imports_visible_to(request.user).newest_first(), pk=pk)
    if batch.applied_at is not None:
        return recorded_page(request, batch)
    if not batch.is_form and batch.reading is None:
        return redirect(f"/nhap-tep/{pk}/cot/")
    posted = request.POST if request.method == "POST" else None
    terms = TermsForm(batch, request.user, units_of(batch), clock.today(), posted)
    if posted is not None and (leading := answer(request, batch, terms)):
        return redirect(leading)
    context = {
        "batch": batch,
        "terms": terms,
        "page": preview_page(batch, request.GET.get("trang", "1")),
        "reason": request.POST.get("ly_do", ""),
        "earlier": ImportBatch.objects.light().recorded_before(batch).first(),
    }
    return render(request, "criteria/import_preview.html", context)


def answer(request: HttpRequest, batch: ImportBatch, terms: TermsForm) -> str:
    """Do what the button of the preview says; returns where it leads, or nothing when a fault keeps the page."""
    get_object_or_404(previews_of(request.user), pk=batch.pk)
    asked, _, what = request.POST.get("luu", READ_AGAIN).partition(":")
    here = f"/nhap-tep/{batch.pk}/"
    if asked == DISCARD:
        discard(batch=batch)
        messages.info(request, f"Đã bỏ tệp {batch.file_name}, chưa ghi gì.")
        return "/nhap-tep/"
    tick_lines(batch=batch, shown=numbers(request, "dong"), ticked=numbers(request, "chon"))
    if terms.faults:
        return ""
    if asked in (TICK, UNTICK) and what in Heap.values:
        tick_heap(batch=batch, heap=Heap(what), ticked=asked == TICK)
    if asked == READ_AGAIN or terms.is_new:
        return read_again(request, batch, terms, here)
    if asked == RECORD:
        return record(request, batch, here)
    return f"{here}?trang={what}" if what.isdecimal() else here


def numbers(request: HttpRequest, name: str) -> list[int]:
    """The keys of lines in the fields of that name."""
    return [key for key in map(read_id, request.POST.getlist(name)) if key is not None]


def read_again(request: HttpRequest, batch: ImportBatch, terms: TermsForm, here: str) -> str:
    """Read the file with the new day and source, against the figures of now."""
    set_terms(
        batch=batch, stage=terms.stage, assessed_on=terms.assessed_on, source_document=terms.source,
        on_behalf_of=terms.chosen, by=request.user, today=clock.today(),
    )  # fmt: skip
    messages.info(request, "Đã đọc lại tệp với ngày, nguồn ở trên và số liệu mới nhất. Kiểm tra rồi bấm Ghi.")
    return here


def record(request: HttpRequest, batch: ImportBatch, here: str) -> str:
    """Record the ticked lines; when somebody was faster, nothing is recorded and the preview is made anew."""
    reason = " ".join(request.POST.get("ly_do", "").replace("\x00", "").split())[:500]
    try:
        apply_import(batch=batch, by=request.user, at=clock.now(), today=clock.today(), reason=reason)
    except LinesRefused as refused:
        refresh(batch=batch, by=request.user, today=clock.today())
        messages.error(request, f"Chưa ghi dòng nào. {' '.join(refused.messages[:5])} Bản xem trước đã được làm mới.")
        return here
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return ""
    messages.success(request, "Đã ghi số liệu của tệp.")
    return here


def recorded_page(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """What a file recorded, line by line, for whoever may see it."""
    if request.method == "POST":
        return redirect(f"/nhap-tep/{batch.pk}/")
    lines = batch.lines.exclude(made=None).select_related("unit", "indicator", "made__corrected_by__entered_by")
    left = batch.lines.filter(made=None).heap_counts()
    context = {
        "batch": batch,
        "state": state_of(batch),
        "lines": list(lines.order_by("position")),
        "left": [(Heap(heap).label, count) for heap, count in left.items()],
    }
    return render(request, "criteria/import_recorded.html", context)


@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Rút cả lần nhập, with one reason."""
    rows = imports_visible_to(request.user).newest_first().filter(applied_at__isnull=False, undone_at=None)
    batch = get_object_or_404(rows, pk=pk)
    here = f"/nhap-tep/{pk}/"
    form = UndoForm(request.POST or None, back=here, button="Rút cả lần nhập")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            count = undo_import(batch=batch, reason=reason, by=request.user, at=clock.now(), today=clock.today())
            messages.success(request, f"Đã rút {counted(count)} số liệu; số có trước lần nhập này có hiệu lực trở lại.")
            return redirect(here)
    live = batch.lines.filter(made__corrected_by=None).exclude(made=None).count()
    return render(request, "criteria/import_undo.html", {"batch": batch, "form": form, "live": live})
