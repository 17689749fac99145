"""One measure of a plan: its progress, its documents, and whether it is done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from criteria.permissions import evidence_visible_to
from criteria.views.rulebook import permit
from directives.actions.plan_steps import finish_step, prove_step, prove_step_with, reopen_step, report_progress
from directives.forms.plans import FinishForm, ProgressForm, ProofForm, ReopenForm, usual_day
from directives.models import ImprovementPlan
from directives.tables.plan_page import ShownStep, document_options, proof_lines, shown_steps
from directives.views.plan import page_of, plan_or_404
from ntm_portal import clock

# The four forms of the page, as the hidden word `lam` names them.
PROGRESS, PROOF, FINISH, REOPEN = "tien-do", "minh-chung", "xong", "mo-lai"


@login_required
def step(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Everything that was told of one measure, and the forms to tell more."""
    plan = plan_or_404(request, slug, number)
    page = page_of(request, plan)
    shown = step_or_404(plan, pk)
    told = Telling(request, shown)
    if request.method == "POST":
        permit(page.side is not None and told.word in told.forms)
        if said := told.take():
            messages.success(request, said)
            return redirect(request.path)
    context = {
        "page": page,
        "plan": plan,
        "shown": shown,
        "proofs": proof_lines(shown, request.user),
        "forms": told.by_name if page.may_report else {},
        "is_author": shown.step.is_priority and shown.step.written_by_id == request.user.pk,
    }
    return render(request, "directives/plans/step.html", context)


def step_or_404(plan: ImprovementPlan, pk: int) -> ShownStep:
    """One measure of the plan, with what was told of it."""
    found = shown_steps(plan.steps.filter(pk=pk), clock.today())
    permit(bool(found))
    found[0].step.plan = plan
    return found[0]


class Telling:
    """The forms of one measure: the one that was sent keeps what was typed."""

    def __init__(self, request: HttpRequest, shown: ShownStep):
        self.request, self.shown = request, shown
        self.word = request.GET.get("lam", "") if request.method == "POST" else ""
        usual, back = usual_day(clock.today()), f"{shown.step.plan.path}#giai-phap"
        documents = document_options(shown.step.plan.unit, request.user)
        last = usual | {"percent": shown.percent}
        self.forms = {
            PROGRESS: ProgressForm(
                *self.sent(PROGRESS), initial=last, back=back, button="Ghi tiến độ", auto_id="td-%s"
            ),
            PROOF: ProofForm(*self.sent(PROOF), documents=documents, back=back, button="Đính kèm", auto_id="mc-%s"),
            FINISH: FinishForm(*self.sent(FINISH), initial=usual, back=back, button="Xác nhận xong", auto_id="x-%s"),
            REOPEN: ReopenForm(*self.sent(REOPEN), initial={}, back=back, button="Mở lại", auto_id="ml-%s"),
        }
        for word, form in self.forms.items():
            form.helper.form_action = f"?lam={word}"
            form.helper.layout.fields[-2].id = f"gui-{word}"  # the button; several forms stand on one page

    @property
    def by_name(self) -> dict:
        """The forms as the page calls them."""
        return {word.replace("-", "_"): form for word, form in self.forms.items()}

    def sent(self, word: str) -> tuple:
        """What was typed in one of the forms."""
        return (self.request.POST, self.request.FILES) if self.word == word else ()

    def take(self) -> str:
        """Do what was asked; the sentence that says so, empty where something is wrong."""
        form = self.forms[self.word]
        if form.is_valid():
            with form.refusals():
                return {PROGRESS: self.progress, PROOF: self.proof, FINISH: self.finish, REOPEN: self.reopen}[
                    self.word
                ]()
        return ""

    @property
    def who_when(self) -> dict:
        """Who tells, and when."""
        return {"by": self.request.user, "at": clock.now(), "today": clock.today()}

    def progress(self) -> str:
        """Ghi tiến độ."""
        told = report_progress(step=self.shown.step, **self.forms[PROGRESS].cleaned_data, **self.who_when)
        return f"Đã ghi tiến độ giải pháp {self.shown.step.position}: {told.percent}%."

    def proof(self) -> str:
        """Đính kèm tài liệu."""
        typed = self.forms[PROOF].cleaned_data
        if typed["known"]:
            evidence = evidence_visible_to(self.request.user).get(pk=typed["known"])
            prove_step_with(step=self.shown.step, evidence=evidence, by=self.request.user, at=clock.now())
        else:
            prove_step(step=self.shown.step, upload=typed["file"], paper=self.forms[PROOF].paper, **self.who_when)
        return f"Đã đính kèm tài liệu cho giải pháp {self.shown.step.position}."

    def finish(self) -> str:
        """Xác nhận xong."""
        finish_step(step=self.shown.step, **self.forms[FINISH].cleaned_data, **self.who_when)
        return f"Đã xác nhận xong giải pháp {self.shown.step.position}."

    def reopen(self) -> str:
        """Mở lại."""
        typed = self.forms[REOPEN].cleaned_data
        reopen_step(
            step=self.shown.step, percent=typed["percent"], reason=typed["note"], token=typed["token"], **self.who_when
        )
        return f"Đã mở lại giải pháp {self.shown.step.position}."
