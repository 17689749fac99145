"""Sổ văn bản: the list, one document, entering and correcting it, its text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import district_of
from criteria.views.evidence import file_answer
from criteria.views.rulebook import permit
from directives.actions.dissemination import note_reading
from directives.actions.documents import add_document, amend_document, attach_text, newest_change
from directives.enums import DocumentKind
from directives.forms.documents import WORDS, DocumentForm, SeenForm
from directives.models import Directive
from directives.permissions import directives_editable_by, directives_visible_to, follows_tasks
from directives.tables.register import RegisterAsked, document_page, register
from ntm_portal import clock
from ntm_portal.vietnamese import day

HOME = "/van-ban/"


@login_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Every document the reader may see, filtered by words, kind and whether it gives tasks."""
    asked = RegisterAsked.of(request.GET)
    context = {
        "entries": register(request.user, asked),
        "asked": asked,
        "kinds": [(code, label, code == asked.kind) for code, label in DocumentKind.choices],
        "may_edit": follows_tasks(request.user),
    }
    return render(request, "directives/documents.html", context)


@login_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document; opened by a commune's head, it counts as read by his committee."""
    found = get_object_or_404(directives_visible_to(request.user).select_related("file", "district"), pk=pk)
    note_reading(directive=found, by=request.user, at=clock.now())
    return render(request, "directives/document.html", {"page": document_page(found, request.user, clock.today())})


@login_required
@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """Toàn văn: the file, for everybody who may read the document."""
    found = get_object_or_404(directives_visible_to(request.user).exclude(file=None).select_related("file"), pk=pk)
    note_reading(directive=found, by=request.user, at=clock.now())
    return file_answer(request, found.file)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Vào sổ một văn bản."""
    permit(follows_tasks(request.user))
    form = document_form(request, back=HOME, button="Lưu văn bản")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            made = add_document(
                **form.words, cites=list(typed["cites"]), by=request.user,
                district=district_of(request.user) if typed["own"] else None,
            )  # fmt: skip
            attach(request, made, form)
            messages.success(request, f"Đã vào sổ {made.label}. Thêm nhiệm vụ của văn bản ở bên dưới.")
            return redirect(f"{HOME}{made.pk}/")
    return render(request, "directives/document_form.html", {"form": form, "title": "Thêm văn bản", "current": None})


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa văn bản trong sổ; what it was stays in its history."""
    found = get_object_or_404(directives_editable_by(request.user), pk=pk)
    back = f"{HOME}{pk}/"
    form = document_form(request, found, back=back, button="Lưu thay đổi")
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            amend_document(
                document=found, seen=form.seen_change, cites=list(typed["cites"]), by=request.user, **form.words,
                district=district_of(request.user) if typed["own"] else None,
            )  # fmt: skip
            attach(request, found, form)
            messages.success(request, f"Đã lưu {Directive.objects.get(pk=pk).label}.")
            return redirect(back)
    context = {"form": form, "title": f"Sửa {found.label}", "current": overtaken(form, found)}
    return render(request, "directives/document_form.html", context)


def document_form(request: HttpRequest, found: Directive | None = None, **kwargs) -> DocumentForm:
    """The form as it is opened, or as it was sent."""
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    others = directives_visible_to(request.user).newest_first()
    initial = {}
    if found:
        initial = {name: getattr(found, name) for name in WORDS} | {"issued_on": day(found.issued_on)}
        initial |= {"own": found.district_id is not None, "cites": found.cites.all(), "seen": newest_change(found)}
        others = others.exclude(pk=found.pk)
    return DocumentForm(*bound, documents=others, initial=initial, **kwargs)


def attach(request: HttpRequest, found: Directive, form: DocumentForm) -> None:
    """Keep the text that came with the form."""
    if upload := form.cleaned_data["file"]:
        attach_text(document=found, upload=upload, by=request.user, at=clock.now(), today=clock.today())


def overtaken(form: SeenForm, record: Model) -> Model | None:
    """The record as somebody else left it, shown beside what was typed; None while nobody was quicker."""
    newest = newest_change(record)
    if not form.is_bound or form.seen_change == newest:
        return None
    form.look_again(newest)
    return type(record).objects.get(pk=record.pk)
