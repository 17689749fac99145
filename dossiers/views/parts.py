"""One part of a dossier: its trail, writing it down, the vote and the survey in it, its file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from criteria.views.evidence import file_answer
from criteria.views.rulebook import permit, sent
from dossiers.actions.papers import record_document
from dossiers.actions.results import record_survey, record_vote
from dossiers.forms.parts import PartForm, ResultForm, SurveyForm, VoteForm
from dossiers.models import SatisfactionSurvey, Vote
from dossiers.permissions import files_visible_to, states_open_to
from dossiers.tables.part_page import PartPage, offered_documents, part_page
from dossiers.tables.reading import read_dossier
from dossiers.views.dossiers import dossier_or_404
from ntm_portal import clock
from ntm_portal.vietnamese import day, number


def page_or_404(request: HttpRequest, slug: str, year: int, code: str) -> PartPage:
    """The part an address names, on this day."""
    found = dossier_or_404(request.user, slug, year)
    read = read_dossier(found.unit, year, clock.today())
    part = read.part(code)
    if read.dossier is None or part is None:
        raise Http404
    return part_page(read, part, request.user)


@login_required
def part(request: HttpRequest, slug: str, year: int, code: str) -> HttpResponse:
    """What was said of a part; whoever keeps it writes the next version here."""
    page = page_or_404(request, slug, year, code)
    form = part_form(request, page) if page.may_keep or (page.keeps and request.method == "POST") else None
    if request.method == "POST":
        permit(form is not None)
        if form.is_valid():
            with form.refusals():
                line = record_document(
                    dossier=page.read.dossier, item=page.part.item, written=form.written, seen=form.seen_change,
                    upload=form.cleaned_data["file"], evidence=form.chosen, by=request.user, at=clock.now(),
                    today=clock.today(),
                )  # fmt: skip
                messages.success(request, f"Đã ghi {page.part.item.title}: {line.get_state_display().lower()}.")
                return redirect(page.read.dossier.href)
            form.ask_for_file()
            overtake(form, page)
    return render(request, "dossiers/part.html", {"page": page, "form": form})


def part_form(request: HttpRequest, page: PartPage) -> PartForm:
    """The form as it is opened over the newest version, or as it was sent."""
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    newest = page.versions[0].line if page.versions else None
    initial = {"seen": newest.version if newest else 0, "signer": page.part.signer}
    if newest:
        issued_on = day(newest.issued_on) if newest.issued_on else ""
        initial |= {"state": newest.state, "number": newest.number, "issued_on": issued_on, "signer": newest.signer}
    return PartForm(
        *bound, initial=initial, states=states_open_to(request.user), back=page.read.dossier.href, button="Lưu",
        documents=offered_documents(request.user, page.read),
    )  # fmt: skip


def overtake(form: PartForm, page: PartPage) -> None:
    """After a refusal the trail beside shows the other's version: saving once more is meant."""
    form.look_again(page.versions[0].line.version if page.versions else 0)


@login_required
def vote(request: HttpRequest, slug: str, year: int, code: str) -> HttpResponse:
    """Ghi kết quả biểu quyết."""
    page = page_or_404(request, slug, year, code)
    permit(page.keeps and page.takes_vote)
    names = ("members", "present", "in_favour")
    standing = Vote.objects.standing().filter(dossier=page.read.dossier, item=page.part.item).last()
    form = VoteForm(sent(request), **opened(page, standing, names, ("held_on",)))
    return answer(request, page, form, record_vote, standing)


@login_required
def survey(request: HttpRequest, slug: str, year: int, code: str) -> HttpResponse:
    """Ghi kết quả lấy ý kiến hài lòng."""
    page = page_or_404(request, slug, year, code)
    permit(page.keeps and page.takes_survey)
    rows = SatisfactionSurvey.objects.standing().filter(dossier=page.read.dossier, item=page.part.item)
    standing, days = rows.last(), ("begins_on", "ends_on", "published_on")
    form = SurveyForm(sent(request), **opened(page, standing, ("households", "asked", "satisfied"), days))
    return answer(request, page, form, record_survey, standing)


def opened(page: PartPage, standing: Vote | SatisfactionSurvey | None, counts: tuple, days: tuple) -> dict:
    """How the form of a result is opened: over the result in force, or empty."""
    initial = {"seen": standing.pk if standing else 0}
    if standing:
        initial |= {name: number(getattr(standing, name)) for name in counts}
        initial |= {name: day(getattr(standing, name)) for name in days if getattr(standing, name)}
    return {"initial": initial, "corrects": standing is not None, "back": page.href, "button": "Lưu kết quả"}


def answer(
    request: HttpRequest, page: PartPage, form: ResultForm, record, standing: Vote | SatisfactionSurvey | None
) -> HttpResponse:
    """Write the result down, or show the form with what is wrong; of a dossier handed in no form is opened."""
    if page.read.lock and not form.is_bound:
        return redirect(page.href)
    if form.is_valid():
        with form.refusals():
            made = record(
                dossier=page.read.dossier, item=page.part.item, seen=form.seen_change, by=request.user,
                at=clock.now(), today=clock.today(), **form.typed,
            )  # fmt: skip
            messages.success(request, f"Đã ghi kết quả: {made.facts.words}.")
            return redirect(page.href)
        form.look_again(standing.pk if standing else 0)
    return render(request, "dossiers/result.html", {"page": page, "form": form, "standing": standing})


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Tệp của một bản."""
    line = get_object_or_404(files_visible_to(request.user).select_related("evidence"), pk=pk)
    return file_answer(request, line.evidence)
