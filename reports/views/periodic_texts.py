"""The words of a report: write them, keep them as a draft, take back the sentence of the portal; all versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from criteria.views.rulebook import permit, sent
from ntm_portal import clock
from reports.actions.texts import StaleText, restore_text, write_text
from reports.forms import TextForm
from reports.permissions import may_write_texts
from reports.rules.periodic_outline import NARRATIVES
from reports.rules.shipped_patterns import is_slot
from reports.tables.periodic_texts import NOTHING, of_report
from reports.views import commune_report
from reports.views.periodic import Asked, asked_or_404, with_faults

# What the buttons of a box are called in what they send.
DRAFT, RESTORE = "nhap", "lay-lai"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, code: str, slot: str) -> HttpResponse:
    """One text or sentence of the district's report."""
    return writing(request, asked_or_404(request, code), slot)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def commune_text(request: HttpRequest, slug: str, code: str, slot: str) -> HttpResponse:
    """The same of a commune's report."""
    return writing(request, commune_report.asked_or_404(request, slug, code), slot)


def writing(request: HttpRequest, asked: Asked, slot: str) -> HttpResponse:
    """One text or sentence alone: what somebody typed, what others wrote, every earlier version."""
    permit(may_write_texts(request.user, asked.place) and is_slot(slot))
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    form, stale = TextForm(sent(request)), None
    if form.is_valid():
        with form.refusals():
            stale = keep(request, asked, slot, form.cleaned_data)
            if stale is None:
                return redirect(f"{asked.page}#{slot}")
    return text_page(request, asked, slot, form, stale)


def keep(request: HttpRequest, asked: Asked, slot: str, typed: dict) -> StaleText | None:
    """Do what the button says, unless somebody has written meanwhile."""
    report = of_report(asked.place, asked.dates.period)
    given = {"report": report, "slot": slot, "seen": typed["seen"], "by": request.user, "at": clock.now()}
    act = request.POST.get("viec", "")
    try:
        if act == RESTORE:
            restore_text(**given)
            words = "Đã bỏ phần viết." if slot in NARRATIVES else "Đã lấy lại câu tự động."
        else:
            write_text(**given, text=typed["text"], basis=typed["basis"], draft=act == DRAFT)
            words = "Đã lưu nháp, chưa vào báo cáo." if act == DRAFT else "Đã đưa vào báo cáo."
    except StaleText as stale:
        return stale
    messages.success(request, words)
    return None


def text_page(request: HttpRequest, asked: Asked, slot: str, form: TextForm, stale: StaleText | None) -> HttpResponse:
    """What was typed stays; what somebody wrote meanwhile stands beside it, and is seen from now on."""
    texts = asked.texts
    found = texts.get(slot, NOTHING)
    line = next((line for line in asked.paper(texts).lines if line.slot == slot), None)
    auto = line.auto if line else ""
    kept, seen, basis = (found.draft or found.in_report), found.seen, auto
    saved = kept.text if kept else auto
    if form.is_bound:
        basis = form.data.get("basis", "")
        seen = found.seen if stale else form.data.get("seen", "")
    context = {
        "asked": asked,
        "slot": slot,
        "name": line.name if line else "Câu không dùng trong báo cáo này",
        "own": slot in NARRATIVES,
        "form": form,
        "text": form.data.get("text", "") if form.is_bound else saved,
        "saved": saved,
        "seen": seen,
        "basis": basis,
        "auto": auto,
        "found": found,
        "theirs": stale.theirs if stale else None,
    }
    return render(request, "reports/periodic_text.html", context)
