"""Minh chứng: the documents of one indicator in one place, of the whole place, and the files themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import User
from accounts.permissions import stages_open_to
from communes.models import Unit
from criteria.actions.evidence import Attached, attach_file, attach_known, withdraw_evidence
from criteria.forms.evidence import KnownForm, UploadForm, WithdrawEvidenceForm
from criteria.models import Evidence, Indicator
from criteria.models.settings import settings_at
from criteria.permissions import evidence_visible_to, findings_changeable_by, links_withdrawable_by
from criteria.status import read_indicators, read_judging
from criteria.tables.evidence import CellFigures, Document, document_choices, figure_words, figures_with_documents
from criteria.tables.history import history_rows
from criteria.tables.locks import figure_locks, is_shut
from criteria.tables.proofs import official, read_proofs
from criteria.views.history import cell_or_404
from ntm_portal import blobs, clock
from ntm_portal.vietnamese import counted, lower_first

IN_PANEL = "bang"
# A file is shown by itself: it may neither run, load nor send anything. The style is the browser's own for a picture.
LOCKED_UP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"


@login_required
def cell_evidence(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The documents behind each figure of one indicator; whoever may enter the figure attaches here."""
    unit, indicator = cell_or_404(request, slug, number)
    cell = figures_of_cell(request.user, unit, indicator)
    form = upload_form(request, cell, f"/lich-su/{slug}/{number}/") if cell.choices else None
    if request.method == "POST":
        return attach(request, unit, indicator, form) or cell_page(request, unit, indicator, cell, form)
    return cell_page(request, unit, indicator, cell, form)


def figures_of_cell(reader: User, unit: Unit, indicator: Indicator) -> CellFigures:
    """Every figure of the cell, with the mark on those the reader may prove, and what closes the others."""
    changeable = list(findings_changeable_by(reader, unit).filter(indicator=indicator))
    locks = figure_locks(unit, changeable, reader, clock.today())
    judging = read_judging([unit.pk], [indicator.pk])
    open_to = {finding.pk for finding in changeable if not is_shut(locks[finding.pk])}
    return CellFigures(history_rows(unit, indicator.pk, judging, open_to), locks)


def upload_form(request: HttpRequest, cell: CellFigures, back: str) -> UploadForm:
    """The form as it is opened, or as it was sent."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return UploadForm(
        *sent, figures=cell.choices, asks_reason=cell.asks_reason, back=back, button="Đính kèm",
        keeps_file=sends_itself(request),
    )  # fmt: skip


def sends_itself(request: HttpRequest) -> bool:
    """The page's own script asks for a short answer, so that file and words stay where they are."""
    return "application/json" in request.headers.get("Accept", "")


def attach(request: HttpRequest, unit: Unit, indicator: Indicator, form: UploadForm | None) -> HttpResponse | None:
    """Store what was sent; the way back, the faults for the script, or None when the page is to be drawn again."""
    if form is None:
        raise Http404
    if form.is_valid():
        with form.refusals():
            attached = attach_file(
                unit=unit, finding_ids=form.finding_ids, upload=form.cleaned_data["file"], paper=form.paper,
                pages=form.cleaned_data["pages"], reason=form.reason, by=request.user, at=clock.now(),
                today=clock.today(),
            )  # fmt: skip
            return attached_answer(request, attached_words(attached, indicator))
    return JsonResponse({"faults": form.errors}, status=422) if sends_itself(request) else None


def attached_answer(request: HttpRequest, words: str) -> HttpResponse:
    """The way back with the words on the page; the side panel of a grid says them itself and stays where it is."""
    if sends_itself(request) and request.GET.get("trong") == IN_PANEL:
        return JsonResponse({"words": words})
    messages.success(request, words)
    return JsonResponse({"href": request.path}) if sends_itself(request) else redirect(request.path)


def attached_words(attached: Attached, indicator: Indicator) -> str:
    """What became of the document."""
    named = Document(attached.evidence, is_old=False).heading
    if not attached.links:
        return f"Tài liệu {named} đã gắn vào số liệu này từ trước, không ghi thêm lần nữa."
    joined = f"Đã gắn vào {counted(len(attached.links))} số liệu của chỉ tiêu {indicator.number}"
    if attached.was_there:
        return f"{joined}: dùng tài liệu đã có ({named}), không lưu thêm bản nữa."
    return f"{joined}: {named}."


def cell_page(
    request: HttpRequest, unit: Unit, indicator: Indicator, cell: CellFigures, form: UploadForm | None
) -> HttpResponse:
    """Draw the page of one cell."""
    today, settings, place = clock.today(), settings_at(), request.path.split("/")[2]
    parts = list(indicator.parts.order_by("display_order"))
    statuses = read_indicators([unit.pk], [indicator.pk], today)
    status = statuses[unit.pk, indicator.pk]
    context = {
        "unit": unit,
        "place": place,
        "indicator": indicator,
        "status": status,
        "parts": parts,
        "proof": None if parts else read_proofs(official([status]), today, settings)[indicator.pk],
        "figures": figures_with_documents(cell.rows, today, settings.stale_months),
        "form": form,
        "locked": cell.closed,
        "may_enter": bool(stages_open_to(request.user, unit)),
        "entry_path": f"/cap-nhat/{place}/",
        "has_other_documents": form is not None and evidence_visible_to(request.user).filter(unit=unit).exists(),
    }
    return render(request, "criteria/evidence_cell.html", context)


@login_required
def reuse_evidence(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Dùng tài liệu đã có: found by number, issuer or words, and joined to figures of this cell."""
    unit, indicator = cell_or_404(request, slug, number)
    cell = figures_of_cell(request.user, unit, indicator)
    if not cell.choices:
        raise Http404
    back, text = f"/minh-chung/{slug}/{number}/", request.GET.get("q", "").strip()[:100]
    visible = evidence_visible_to(request.user).filter(unit=unit)
    documents = document_choices(visible, text, indicator)
    asked = {"figures": cell.choices, "asks_reason": cell.asks_reason}
    form = KnownForm(request.POST or None, documents=documents, **asked, back=back, button="Gắn tài liệu")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            evidence = get_object_or_404(visible, pk=form.cleaned_data["document"])
            attached = attach_known(
                evidence=evidence, finding_ids=form.finding_ids, pages=form.cleaned_data["pages"], reason=form.reason,
                by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
            messages.success(request, attached_words(attached, indicator))
            return redirect(back)
    context = {"unit": unit, "place": slug, "indicator": indicator, "form": form, "documents": documents, "q": text}
    return render(request, "criteria/evidence_reuse.html", context)


@login_required
def withdraw(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """Rút minh chứng khỏi một số liệu, with the reason."""
    unit, indicator = cell_or_404(request, slug, number)
    links = links_withdrawable_by(request.user, unit).filter(finding__indicator=indicator)
    link = get_object_or_404(links.select_related("evidence", "finding"), pk=pk)
    back = f"/minh-chung/{slug}/{number}/"
    form = WithdrawEvidenceForm(request.POST or None, back=back, button="Rút minh chứng")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            withdraw_evidence(link=link, reason=reason, by=request.user, at=clock.now(), today=clock.today())
            messages.success(request, f"Đã rút minh chứng khỏi số liệu của chỉ tiêu {number}.")
            return redirect(back)
    rows = figures_of_cell(request.user, unit, indicator).rows
    row = next(row for row in rows if row.finding.pk == link.finding_id)
    context = {"unit": unit, "place": slug, "indicator": indicator, "form": form, "link": link}
    shown = {"document": Document(link.evidence, is_old=False), "figure": lower_first(figure_words(row))}
    return render(request, "criteria/evidence_withdraw.html", context | shown)


@login_required
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself: looked at in the browser where that is safe, otherwise saved; never kept by anybody between."""
    evidence = get_object_or_404(evidence_visible_to(request.user), pk=pk)
    return file_answer(request, evidence)


def file_answer(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """The bytes of a document the reader may have, whichever page names it."""
    path = blobs.path_of(evidence.sha256)
    if not path.is_file() or path.stat().st_size != evidence.size:
        return render(request, "criteria/evidence_gone.html", {"document": Document(evidence, False)}, status=503)
    kind = evidence.document_kind
    as_attachment = not kind.opens_in_browser or "tai" in request.GET
    response = FileResponse(
        path.open("rb"), as_attachment=as_attachment, filename=evidence.download_name, content_type=kind.mime
    )
    return locked_up(response)


def locked_up(response: HttpResponseBase) -> HttpResponseBase:
    """A document on its way to a browser: it runs nothing, and nobody between keeps it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = LOCKED_UP
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # packed already; and its length stays known
    return response
