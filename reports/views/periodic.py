"""Báo cáo định kỳ: all periods, one report as it will be printed, its print view and its Word file."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import district_of
from communes.models import Unit
from criteria.views.rulebook import permit
from ntm_portal import clock
from ntm_portal.kept import remembering
from reports.docx import CONTENT_TYPE
from reports.docx.leader_brief import leader_brief_docx
from reports.docx.periodic import periodic_docx
from reports.lens import PaperLens, milestones
from reports.permissions import may_issue, may_read_periodic, may_word_patterns, may_write_texts
from reports.rules.periodic_outline import kind_of
from reports.rules.periodic_paper import PeriodicPaper
from reports.rules.shipped_patterns import BASIS
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.leader_brief import leader_brief
from reports.tables.periodic import REPORTERS, Reporter, annexes_of, periodic_paper, usual_reporter
from reports.tables.periodic_list import reports_of
from reports.tables.periodic_texts import SlotText, desk_of, of_report, texts_of, wording_of

ISSUER = "co_quan"
LIST = "/bao-cao/dinh-ky/"


@dataclass(frozen=True, slots=True)
class Asked:
    """The report an address names: of which place and period, through which dates, in whose name."""

    place: Unit
    dates: PaperLens
    reporter: Reporter

    @property
    def texts(self) -> dict[str, SlotText]:
        """What was written, as far as it was known."""
        return texts_of(of_report(self.place, self.dates.period), self.dates.lens.known_at)

    @property
    def brief(self) -> Brief:
        """What its figures are read from."""
        lens = self.dates.lens
        return Brief(self.place.district, Period(lens.as_of, lens.compared, lens.known_at)).of_place(self.place)

    @property
    def name(self) -> str:
        """ "báo cáo tháng 9/2017"."""
        return f"báo cáo {self.dates.period.name}"

    @property
    def list(self) -> str:
        """Where the reports of the place are listed."""
        return LIST

    @property
    def page(self) -> str:
        """Where it is read and written."""
        return self.link("")

    @property
    def printed(self) -> str:
        """Where it is printed."""
        return self.link("in/")

    @property
    def word(self) -> str:
        """Where it is taken away."""
        return self.link("bao-cao.docx")

    @property
    def issue(self) -> str:
        """Where the report is issued with its annexes."""
        code, lens = self.dates.period.code, self.dates.lens
        asked = [
            ("den", lens.as_of),
            ("so_voi", lens.compared),
            *([("biet_den", lens.known_on)] if lens.known_on else []),
        ]
        asked += [("ky", code), *(("bieu", form) for form in annexes_of(kind_of(code)))]
        return f"/bao-cao/phat-hanh/?{urlencode(asked)}"

    @property
    def summary(self) -> str:
        """Where the one-page brief is taken away."""
        return self.link("tom-tat.docx")

    def link(self, path: str) -> str:
        """An address under the same report, with the same dates and reporting body."""
        base = f"{self.list}{self.dates.period.code}/"
        return f"{base}{path}{self.dates.lens.to(**{ISSUER: self.reporter.head.code})}"

    def paper(self, texts: Mapping[str, SlotText]) -> PeriodicPaper:
        """The report with these words of the office."""
        wording = wording_of(self.place.district, texts, self.reporter.head, self.dates.lens.known_at)
        return periodic_paper(self.brief, self.dates.period, self.reporter, wording)


@login_required
@require_safe
@remembering
def reports(request: HttpRequest) -> HttpResponse:
    """Every period a report may be written of, the directive's first."""
    permit(may_read_periodic(request.user))
    district, today = district_of(request.user), clock.today()
    days = milestones(district)
    context = {
        "reports": reports_of(district, today, days.begins, days.directives),
        "may_word": may_word_patterns(request.user),
    }
    return render(request, "reports/periodic_list.html", context)


@login_required
@require_safe
@remembering
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The report as it will be printed, with what may be written beside it."""
    asked = asked_or_404(request, code)
    lens = asked.dates.lens
    context = {
        "asked": asked,
        "lens": lens,
        "reporters": REPORTERS.values(),
        "basis": BASIS,
        "may_issue": may_issue(request.user) and not lens.faults,
    }
    return render(request, "reports/periodic.html", context | written_beside(request, asked))


def written_beside(request: HttpRequest, asked: Asked) -> dict:
    """The paper with the boxes beside it; what was known on an earlier day is only read."""
    lens, user = asked.dates.lens, request.user
    found = {
        "paper": None,
        "may_write": may_write_texts(user, asked.place) and not lens.known_on,
        "may_word": may_word_patterns(user),
    }
    if lens.faults:
        return found
    texts = asked.texts
    paper = asked.paper(texts)
    return found | {"paper": paper, "desk": desk_of(paper, texts)}


@login_required
@require_safe
@remembering
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The report as pages of paper."""
    asked = asked_or_404(request, code)
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    context = {"paper": asked.paper(asked.texts), "back": asked.page, "word": asked.word}
    return render(request, "reports/periodic_print.html", context)


@login_required
@require_safe
@remembering
def word(request: HttpRequest, code: str) -> HttpResponse:
    """The report as a Word file; a browser keeps no copy."""
    asked = asked_or_404(request, code)
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    paper = asked.paper(asked.texts)
    return word_answer(paper.file, periodic_docx(paper))


@login_required
@require_safe
@remembering
def summary(request: HttpRequest, code: str) -> HttpResponse:
    """The one-page brief for leaders as a Word file."""
    asked = asked_or_404(request, code)
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    page = leader_brief(asked.brief, asked.reporter)
    return word_answer(page.file, leader_brief_docx(page))


def word_answer(name: str, content: bytes) -> HttpResponse:
    """A Word file to take away."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def asked_or_404(request: HttpRequest, code: str) -> Asked:
    """The report of the address, for whoever reads reports."""
    permit(may_read_periodic(request.user))
    district = district_of(request.user)
    dates = PaperLens.from_request(request, clock.today(), district, code)
    permit(dates is not None)
    reporter = REPORTERS.get(request.GET.get(ISSUER, ""), usual_reporter(request.user))
    return Asked(district, dates, reporter)


def with_faults(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Back to the page with everything that was typed, where each fault stands at its field."""
    return redirect(f"{asked.list}{asked.dates.period.code}/?{request.GET.urlencode()}")
