"""Báo cáo của một xã: its periods, one report as it will be printed, and its Word file."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.permissions import district_of, is_commune_user
from communes.models import Unit
from criteria.views.rulebook import permit
from ntm_portal import clock
from ntm_portal.kept import remembering
from reports.docx.periodic import periodic_docx
from reports.lens import PaperLens, milestones
from reports.permissions import places_with_reports
from reports.rules.periodic_paper import PeriodicPaper
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.commune_report import commune_paper, commune_wording, reporters_of
from reports.tables.periodic import Reporter
from reports.tables.periodic_list import periods_of
from reports.tables.periodic_texts import wording_of
from reports.views.periodic import ISSUER, word_answer


@dataclass(frozen=True, slots=True)
class Asked:
    """The report an address names: of which commune, which period, through which dates, in whose name."""

    unit: Unit
    dates: PaperLens
    reporter: Reporter

    @property
    def word(self) -> str:
        """Where it is taken away."""
        return self.link("bao-cao.docx")

    @property
    def printed(self) -> str:
        """Where it is printed."""
        return self.link("in/")

    @property
    def page(self) -> str:
        """Where it is read."""
        return self.link("")

    @property
    def summary(self) -> str:
        """The one-page brief is of the district."""
        return ""

    def link(self, path: str) -> str:
        """An address under the same report, with the same dates and reporting body."""
        base = f"{list_path(self.unit)}{self.dates.period.code}/"
        return f"{base}{path}{self.dates.lens.to(**{ISSUER: self.reporter.head.code})}"

    @property
    def paper(self) -> PeriodicPaper:
        """The report as the portal drafts it."""
        lens, district = self.dates.lens, self.unit.district
        brief = Brief(district, Period(lens.as_of, lens.compared, lens.known_at)).of_place(self.unit)
        wording = commune_wording(wording_of(district, {}, lens.known_at))
        return commune_paper(brief, self.dates.period, self.reporter, wording)


def list_path(unit: Unit) -> str:
    """Where the reports of a commune are listed."""
    return f"/xa/{unit.slug}/bao-cao/"


def unit_or_404(request: HttpRequest, slug: str) -> Unit:
    """The commune, for whoever drafts its reports."""
    rows = places_with_reports(request.user).valid_on(clock.today()).with_places()
    return get_object_or_404(rows, slug=slug)


@login_required
@require_safe
@remembering
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Every period the commune may report of, the directive's first."""
    unit, today = unit_or_404(request, slug), clock.today()
    days = milestones(unit.district)
    lines = periods_of(today, days.begins, days.directives)
    context = {"unit": unit, "lines": lines, "own": is_commune_user(request.user)}
    return render(request, "reports/commune_reports.html", context)


@login_required
@require_safe
@remembering
def report(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The draft as it will be printed, with dates and reporting body to choose."""
    asked = asked_or_404(request, slug, code)
    lens = asked.dates.lens
    context = {
        "asked": asked,
        "lens": lens,
        "unit": asked.unit,
        "back": list_path(asked.unit),
        "reporters": reporters_of(asked.unit).values(),
        "paper": None if lens.faults else asked.paper,
    }
    return render(request, "reports/commune_report.html", context)


@login_required
@require_safe
@remembering
def printed(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The draft as pages of paper."""
    asked = asked_or_404(request, slug, code)
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    context = {"paper": asked.paper, "back": asked.page, "word": asked.word}
    return render(request, "reports/periodic_print.html", context)


@login_required
@require_safe
@remembering
def word(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The draft as a Word file; a browser keeps no copy."""
    asked = asked_or_404(request, slug, code)
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    paper = asked.paper
    return word_answer(paper.file, periodic_docx(paper))


def asked_or_404(request: HttpRequest, slug: str, code: str) -> Asked:
    """The report of the address; people of the Party see first what the Party committee reports."""
    unit = unit_or_404(request, slug)
    dates = PaperLens.from_request(request, clock.today(), district_of(request.user), code)
    permit(dates is not None)
    reporters = reporters_of(unit)
    of_party = request.user.role in (Role.COMMUNE_SECRETARY, Role.PARTY_OFFICE)
    usual = reporters["dang-uy-xa" if of_party else "ubnd-xa"]
    return Asked(unit, dates, reporters.get(request.GET.get(ISSUER, ""), usual))


def with_faults(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Back to the page with everything that was typed, where each fault stands at its field."""
    return redirect(f"{list_path(asked.unit)}{asked.dates.period.code}/?{request.GET.urlencode()}")
