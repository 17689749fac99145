"""Câu mẫu: how the sentences of all reports are put; every change is checked, shown first, and can be taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import district_of
from communes.models import Unit
from criteria.views.rulebook import permit, sent
from ntm_portal import clock
from reports.actions.texts import StaleText, word_pattern
from reports.forms import TextForm
from reports.lens import milestones
from reports.permissions import may_read_periodic, may_word_patterns
from reports.rules.shipped_patterns import PATTERNS, Pattern
from reports.tables.pattern_pages import body_choices, pattern_parts, preview, text_beneath, versions_of
from reports.views.periodic import ISSUER

TRY, RESTORE = "xem-thu", "goc"


@login_required
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Every sentence of the reports as it is put now."""
    permit(may_word_patterns(request.user))
    context = {"parts": pattern_parts(district_of(request.user)), "may_read": may_read_periodic(request.user)}
    return render(request, "reports/patterns.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pattern(request: HttpRequest, code: str) -> HttpResponse:
    """One sentence: its gaps, its wording for everybody or for one body, what it says today, what it said before."""
    body = request.GET.get(ISSUER, "")
    permit(may_word_patterns(request.user) and code in PATTERNS)
    permit(not body or body in PATTERNS[code].bodies)
    form, stale, act = TextForm(sent(request)), None, request.POST.get("viec", "")
    if form.is_valid() and act == TRY:
        for fault in PATTERNS[code].faults(" ".join(form.cleaned_data["text"].split())):
            form.add_error("text", fault)
    elif form.is_valid():
        with form.refusals():
            stale = keep(request, PATTERNS[code], body, form.cleaned_data, restored=act == RESTORE)
            if stale is None:
                return redirect(request.get_full_path())
    return pattern_page(request, PATTERNS[code], body, form, stale)


def keep(request: HttpRequest, shown: Pattern, body: str, typed: dict, *, restored: bool) -> StaleText | None:
    """Another wording, or what lies beneath it again, unless somebody has changed it meanwhile."""
    if not restored and not typed["text"].strip():
        raise ValidationError({"text": "Ghi câu mẫu."})
    district = district_of(request.user)
    text = "" if restored or typed["text"] == text_beneath(district, shown, body) else typed["text"]
    try:
        word_pattern(
            district=district, code=shown.code, body=body, text=text, seen=typed["seen"], by=request.user,
            at=clock.now(),
        )  # fmt: skip
    except StaleText as stale:
        return stale
    whom = f"cho {shown.bodies[body]}" if body else "cho mọi công văn" if shown.is_of_letter else "cho mọi báo cáo"
    back = "Đã bỏ câu riêng." if body else "Đã lấy lại câu gốc."
    messages.success(request, back if restored else f"Đã lưu câu mẫu, dùng {whom}.")
    return None


def pattern_page(
    request: HttpRequest, shown: Pattern, body: str, form: TextForm, stale: StaleText | None
) -> HttpResponse:  # fmt: skip
    """Draw the page: what was typed stays."""
    district = district_of(request.user)
    versions, beneath = versions_of(district, shown.code, body), text_beneath(district, shown, body)
    newest = versions[0] if versions else None
    saved = (newest and newest.text) or beneath
    text = form.data.get("text", "") if form.is_bound else saved
    seen = newest.revision if newest else 0
    faulty = bool(form.is_bound and form.errors)
    context = {
        "pattern": shown,
        "body": body,
        "choices": body_choices(district, shown, body),
        "beneath": beneath,
        "form": form,
        "text": text,
        "saved": saved,
        "seen": form.data.get("seen", "") if form.is_bound and not stale else seen,
        "versions": versions,
        "own": bool(newest and newest.text),
        "theirs": stale.theirs if stale else None,
        "tried": form.is_bound,
        "preview": [] if faulty else said_today(district, shown, text, body),
        "faulty": faulty,
    }
    return render(request, "reports/pattern.html", context)


def said_today(district: Unit, shown: Pattern, text: str, body: str) -> list[str]:
    """What the sentence says with the figures of today."""
    days = milestones(district)
    return preview(district, shown, text, body, clock.today(), days.begins, days.directives)
