"""Báo cáo của một xã: its periods, one report with what is written beside it, its print view and its Word file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.permissions import district_of, is_commune_user
from communes.models import Unit
from criteria.views.rulebook import permit
from ntm_portal import clock
from ntm_portal.kept import remembering
from ntm_portal.vietnamese import lower_first
from reports.docx.periodic import periodic_docx
from reports.lens import PaperLens, milestones
from reports.permissions import may_write_texts, places_with_reports
from reports.rules.periodic_paper import PeriodicPaper
from reports.rules.shipped_patterns import BASIS
from reports.tables.commune_report import commune_paper, reporters_of
from reports.tables.periodic_list import reports_of
from reports.tables.periodic_texts import SlotText, wording_of
from reports.views.periodic import ISSUER, Asked, with_faults, word_answer, written_beside


@dataclass(frozen=True, slots=True)
class CommuneAsked(Asked):
    """The report of one commune that an address names."""

    @property
    def name(self) -> str:
        """ "báo cáo tháng 9/2017 của xã Xuân Tân"."""
        return f"báo cáo {self.dates.period.name} của {lower_first(self.place.label)}"

    @property
    def list(self) -> str:
        """Where its reports are listed."""
        return list_path(self.place)

    @property
    def summary(self) -> str:
        """The one-page brief is of the district."""
        return ""

    def paper(self, texts: Mapping[str, SlotText]) -> PeriodicPaper:
        """The report with these words of its people."""
        wording = wording_of(self.place.district, texts, self.reporter.head, self.dates.lens.known_at)
        return commune_paper(self.brief, self.dates.period, self.reporter, wording)


def list_path(unit: Unit) -> str:
    """Where the reports of a commune are listed."""
    return f"/xa/{unit.slug}/bao-cao/"


def unit_or_404(request: HttpRequest, slug: str) -> Unit:
    """The commune, for whoever reads its reports."""
    rows = places_with_reports(request.user).valid_on(clock.today()).with_places()
    return get_object_or_404(rows, slug=slug)


@login_required
@require_safe
@remembering
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Every period the commune may report of, the directive's first."""
    unit, today = unit_or_404(request, slug), clock.today()
    days = milestones(unit.district)
    lines = reports_of(unit, today, days.begins, days.directives)
    writes = may_write_texts(request.user, unit)
    context = {"unit": unit, "lines": lines, "own": is_commune_user(request.user), "writes": writes}
    return render(request, "reports/commune_reports.html", context)


@login_required
@require_safe
@remembering
def report(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The report as it will be printed, with what may be written beside it."""
    asked = asked_or_404(request, slug, code)
    context = {
        "asked": asked,
        "lens": asked.dates.lens,
        "unit": asked.place,
        "reporters": reporters_of(asked.place).values(),
        "basis": BASIS,
    }
    return render(request, "reports/commune_report.html", context | written_beside(request, asked))


@login_required
@require_safe
@remembering
def printed(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The draft as pages of paper."""
    asked = asked_or_404(request, slug, code)
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    context = {"paper": asked.paper(asked.texts), "back": asked.page, "word": asked.word}
    return render(request, "reports/periodic_print.html", context)


@login_required
@require_safe
@remembering
def word(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The draft as a Word file; a browser keeps no copy."""
    asked = asked_or_404(request, slug, code)
    if asked.dates.lens.faults:
        return with_faults(request, asked)
    paper = asked.paper(asked.texts)
    return word_answer(paper.file, periodic_docx(paper))


def asked_or_404(request: HttpRequest, slug: str, code: str) -> CommuneAsked:
    """The report of the address; people of the Party see first what the Party committee reports."""
    unit = unit_or_404(request, slug)
    dates = PaperLens.from_request(request, clock.today(), district_of(request.user), code)
    permit(dates is not None)
    reporters = reporters_of(unit)
    of_party = request.user.role in (Role.COMMUNE_SECRETARY, Role.PARTY_OFFICE)
    usual = reporters["dang-uy-xa" if of_party else "ubnd-xa"]
    return CommuneAsked(unit, dates, reporters.get(request.GET.get(ISSUER, ""), usual))
