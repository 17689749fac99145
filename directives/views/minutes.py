"""Ghi biên bản in the field: the form, one field at a time by script, photos, and the files themselves.

The script's answers: 200 stored, 400 not ours, 401 session ended or another account, 403 sealed, 404 not this
person's, 409 somebody else wrote meanwhile, 413 and 422 refused with the sentences.
"""

from collections.abc import Mapping
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from accounts.views.answers import refusal, speaks_json
from criteria.forms.cell import Unreadable, read_message, text_of
from criteria.forms.sheet import read_id
from criteria.rules.documents import TAKEN
from criteria.views.cells import answering, check_account
from criteria.views.evidence import file_answer, locked_up
from criteria.views.rulebook import permit
from directives.actions.inspections import MinutesSealed
from directives.actions.minutes import FREE, MINUTES, Other, WordsRefused, is_slot, keep_photo, write_words
from directives.forms.minutes import empty_note, panes_of
from directives.models import Inspection, InspectionPaper
from directives.permissions import inspections_visible_to, may_open_papers
from directives.rules.inspections import WRITABLE
from directives.rules.minutes_words import OF_MINUTES, OF_NOTE
from directives.tables.checklist import checked_lines, minutes_boxes
from directives.tables.pointers import pointed
from directives.views.inspections import inspection_or_404
from ntm_portal import blobs, clock
from ntm_portal.photos import small_copy
from ntm_portal.vietnamese import day


@login_required
def field_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they are written, pane by pane; without script each pane is a form with its own button."""
    found = inspection_or_404(request, pk, to_write=True)
    if found.state not in WRITABLE:
        return redirect(found.href)
    if request.method == "POST":
        return plain_save(request, found)
    return form_page(request, found)


def form_page(request: HttpRequest, found: Inspection, refused: WordsRefused | None = None) -> HttpResponse:
    """Draw the form; after a refusal with what was typed, and the other's words beside it."""
    lines = pointed(checked_lines(found, clock.today()), request.user, found, clock.today())
    panes = panes_of(minutes_boxes(found), lines, request.POST if refused else {}, refused)
    context = {
        "inspection": found,
        "panes": panes,
        "most_mb": settings.EVIDENCE_MAX_MB,
        "taken": TAKEN,
        "extra": empty_note(f"{FREE}{uuid4().hex[:12]}"),
    }
    return render(request, "directives/minutes_form.html", context, status=409 if refused and refused.stale else 200)


def plain_save(request: HttpRequest, found: Inspection) -> HttpResponse:
    """A pane sent without script: its fields together, and a photo if one was chosen."""
    slot = request.POST.get("slot", "")
    permit(is_slot(slot))
    known = OF_MINUTES if slot == MINUTES else OF_NOTE
    words = {name: request.POST[name] for name in known if name in request.POST}
    seen = {name: request.POST.get(f"seen-{name}", "") for name in words}
    around = {"inspection": found, "slot": slot, "by": request.user, "at": clock.now(), "today": clock.today()}
    try:
        write_words(words=words, seen=seen, **around)
        if upload := request.FILES.get("photo"):
            keep_photo(upload=upload, **around)
    except WordsRefused as refused:
        return form_page(request, found, refused)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages), extra_tags="callout-bad")
    else:
        messages.success(request, "Đã lưu.")
    return redirect(f"{found.href}ghi/#{slot}")


@login_required
@require_POST
@answering
def one_field(request: HttpRequest, pk: int) -> HttpResponse:
    """Lưu một ô của biên bản; nothing is stored that was not said to be stored."""
    message = read_message(request.body)
    check_account(request, number_of(message, "user"))
    slot, field = text_of(message, "slot"), text_of(message, "field")
    if not is_slot(slot) or field not in (OF_MINUTES if slot == MINUTES else OF_NOTE):
        raise Unreadable
    found = inspection_or_404(request, pk, to_write=True)
    text, seen = text_of(message, "text"), text_of(message, "seen")
    try:
        stored = write_words(
            inspection=found, slot=slot, words={field: text}, seen={field: seen}, by=request.user, at=clock.now(),
            today=clock.today(),
        )  # fmt: skip
    except WordsRefused as refused:
        return words_refused(request, refused, field)
    except MinutesSealed as sealed:
        return refusal(403, "sealed", *sealed.messages)
    except ValidationError as refused:
        return refusal(422, "refused", *refused.messages)
    return JsonResponse({"cell": {"seen": stored[field]}, "user": request.user.pk})


def words_refused(request: HttpRequest, refused: WordsRefused, field: str) -> HttpResponse:
    """Stale with the other's words, or the sentence that says what cannot be read."""
    if field in refused.stale:
        return refusal(409, "stale", *refused.messages, other=told(refused.stale[field]))
    return refusal(422, "refused", refused.faults[field])


def told(other: Other) -> dict[str, str]:
    """What somebody else wrote, who, and when."""
    at = localtime(other.at)
    return {"text": other.text, "who": other.who, "at": f"{at:%H:%M}, {day(at)}"}


def number_of(message: Mapping[str, object], name: str) -> int | None:
    """A whole number of a message."""
    return read_id(text_of(message, name))


@login_required
@require_POST
@answering
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Gửi một ảnh chụp; sent again after a broken line it is kept once."""
    permit(speaks_json(request))
    check_account(request, read_id(request.POST.get("user", "")))
    found, slot = inspection_or_404(request, pk, to_write=True), request.POST.get("slot", "")
    upload = request.FILES.get("photo")
    if upload is None or not is_slot(slot):
        raise Unreadable
    try:
        paper = keep_photo(
            inspection=found, slot=slot, upload=upload, by=request.user, at=clock.now(), today=clock.today()
        )
    except MinutesSealed as sealed:
        return refusal(403, "sealed", *sealed.messages)
    except ValidationError as refused:
        return refusal(422, "refused", *refused.messages)
    return JsonResponse({"cell": {"seen": None}, "href": f"/kiem-tra/tep/{paper.pk}/", "user": request.user.pk})


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo or paper of a visit, for those who may open it."""
    return file_answer(request, paper_or_404(request, pk).evidence)


@login_required
@require_safe
def copy(request: HttpRequest, pk: int, longest: int) -> HttpResponse:
    """A photo of a visit made small and upright, for those who may open it."""
    found = small_copy(blobs.path_of(paper_or_404(request, pk).evidence.sha256), longest)
    if found is None:
        raise Http404
    return locked_up(HttpResponse(found, content_type="image/jpeg"))


def paper_or_404(request: HttpRequest, pk: int) -> InspectionPaper:
    """A photo or paper the reader may open."""
    rows = InspectionPaper.objects.filter(inspection__in=inspections_visible_to(request.user).values("pk"))
    found = get_object_or_404(rows.select_related("evidence", "inspection"), pk=pk)
    permit(found.request_id is not None or may_open_papers(request.user, found.inspection))
    return found
