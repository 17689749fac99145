"""Báo cáo đã phát hành: the list, one report as it was, its files byte for byte."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from criteria.views.rulebook import permit
from ntm_portal import blobs
from ntm_portal.kept import remembering
from ntm_portal.vietnamese import DayFault, parse_day
from reports.docx import CONTENT_TYPE as WORD
from reports.enums import PaperKind, ReportKind, Standing
from reports.models import IssuedReport
from reports.permissions import (
    issued_visible_to,
    may_issue,
    may_read_periodic,
    may_see_adjustments,
    may_see_issued,
    may_withdraw,
)
from reports.tables.frozen import thawed
from reports.tables.issued import KINDS, STANDINGS, Filters, entries_of, form_choices, recorded_later, signer_choices
from reports.tables.pieces import key_of
from reports.xlsx import CONTENT_TYPE as EXCEL

PAGE = 20
LONGEST_SEARCH = 100
CONTENT_TYPES = {PaperKind.EXCEL: EXCEL, PaperKind.WORD: WORD}


@login_required
@require_safe
@remembering
def issued_list(request: HttpRequest) -> HttpResponse:
    """Every issued report the reader may open, by words, kind, form, signer and days."""
    permit(may_see_issued(request.user))
    visible = issued_visible_to(request.user)
    filters, faults = asked_of(request)
    rows = filters.of(visible).select_related("issued_by", "withdrawal")
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "entries": entries_of(list(page)),
        "filters": filters,
        "boxes": boxes(filters, form_choices(visible), signer_choices(visible)),
        "days": [day_box(request, name, label, faults) for name, label in DAYS],
        "may_issue": may_issue(request.user),
        "may_read_periodic": may_read_periodic(request.user),
        "sees_later": may_see_adjustments(request.user),
    }
    return render(request, "reports/issued_list.html", context)


DAYS = (("tu", "Báo cáo từ ngày"), ("toi", "đến ngày"))


def asked_of(request: HttpRequest) -> tuple[Filters, dict[str, str]]:
    """What the address asks for, and what is wrong with its days."""
    asked, days, faults = request.GET, {}, {}
    for name, _ in DAYS:
        typed = asked.get(name, "").strip()[:40]
        try:
            days[name] = parse_day(typed) if typed else None
        except DayFault as fault:
            days[name], faults[name] = None, str(fault)
    kind, standing = asked.get("loai", ""), asked.get("tinh_trang", "")
    words, form, signer = (asked.get(name, "").strip()[:LONGEST_SEARCH] for name in ("q", "bieu", "nguoi_ky"))
    return Filters(
        words=words,
        kind=kind if kind in ReportKind.values else "",
        form=form,
        signer=signer,
        standing=standing if standing in Standing.values else "",
        since=days["tu"],
        until=days["toi"],
    ), faults


def boxes(
    filters: Filters, forms: list[tuple[str, str]], signers: list[str]
) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """Each box of the filter: its name, its words when nothing is chosen, its choices with the chosen one."""
    offered = (
        ("loai", "Mọi loại báo cáo", filters.kind, KINDS),
        ("bieu", "Mọi biểu", filters.form, forms),
        ("tinh_trang", "Mọi tình trạng", filters.standing, STANDINGS),
        ("nguoi_ky", "Mọi người ký", filters.signer, [(name, name) for name in signers]),
    )
    return [
        (name, every, [(value, words, value == chosen) for value, words in choices])
        for name, every, chosen, choices in offered
    ]


def day_box(request: HttpRequest, name: str, label: str, faults: dict[str, str]) -> dict[str, str]:
    """A day of the filter as it was typed."""
    typed = request.GET.get(name, "").strip()[:40]
    return {"name": name, "label": label, "value": typed, "fault": faults.get(name, "")}


def report_or_404(request: HttpRequest, pk: int) -> IssuedReport:
    """An issued report the reader may open."""
    rows = issued_visible_to(request.user).select_related(
        "place__parent__parent", "issued_by", "replaces", "replaced_by", "signer__officer", "withdrawal__withdrawn_by"
    )
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
@remembering
def issued(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what was entered, its files, and the chosen form as it was."""
    report = report_or_404(request, pk)
    forms = list(report.forms.defer("content"))
    chosen = next((form for form in forms if form.code == request.GET.get("bieu")), forms[0])
    context = {
        "report": report,
        **standing_of(report),
        "forms": [(form, form is chosen) for form in forms],
        "chosen": chosen,
        "table": thawed(report.forms.get(pk=chosen.pk).content),
        "files": list(report.files.all()),
        "replacing": replacing(request, report, [form.code for form in forms]),
        "withdrawing": withdrawing(request, report),
        "sees_later": may_see_adjustments(request.user),
        "later": recorded_later([report])[report.pk],
    }
    return render(request, "reports/issued.html", context)


def replacing(request: HttpRequest, report: IssuedReport, codes: list[str]) -> str:
    """Where a report that replaces this one is issued, with its forms and days; nowhere once it holds no more."""
    if not may_withdraw(request.user, report) or any(standing_of(report).values()):
        return ""
    asked = [("thay", report.pk), ("noi", key_of(report.place)), ("den", report.as_of), ("so_voi", report.compared)]
    asked += [("ky", report.period_code)] if report.period_code else []
    return f"/bao-cao/phat-hanh/?{urlencode([*asked, *(('bieu', code) for code in codes)])}"


def standing_of(report: IssuedReport) -> dict:
    """What replaced the report, or took it back; neither while it holds."""
    return {name: getattr(report, name, None) for name in ("replaced_by", "withdrawal")}


def withdrawing(request: HttpRequest, report: IssuedReport) -> str:
    """Where the report is taken back; nowhere once it holds no more."""
    if any(standing_of(report).values()) or not may_withdraw(request.user, report):
        return ""
    return f"{report.href}thu-hoi/"


@login_required
@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """All forms of a report as pages of paper, as they were."""
    report = report_or_404(request, pk)
    forms = report.forms.all()
    if code := request.GET.get("bieu"):
        forms = forms.filter(code=code)
    tables = [thawed(form.content) for form in forms]
    if not tables:
        raise Http404
    return render(request, "reports/issued_print.html", {"report": report, "tables": tables, **standing_of(report)})


@login_required
@require_safe
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A file of a report, byte for byte; when the disk has another one, that is said instead."""
    kept = get_object_or_404(report_or_404(request, pk).files, kind=kind)
    path = blobs.path_of(kept.sha256)
    if not path.is_file() or blobs.digest(path) != kept.sha256:
        return render(request, "reports/issued_gone.html", {"report": kept.report, "file": kept}, status=503)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=kept.file_name, content_type=CONTENT_TYPES[PaperKind(kept.kind)]
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # packed already; and its length stays known
    return response
