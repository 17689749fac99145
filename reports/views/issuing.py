"""Phát hành: choose forms and dates, enter number, day and signer, and freeze."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import district_of
from communes.models import Unit
from criteria.forms.sheet import read_id
from criteria.views.rulebook import permit, sent
from directives.rules.sheet_periods import SheetPeriod
from ntm_portal import clock
from ntm_portal.kept import kept_under
from ntm_portal.vietnamese import DayFault, day, parse_day
from reports.actions.issuing import Clocks, Paper, Sending, StaleIssue, checked, issue_report
from reports.docx.periodic import periodic_docx
from reports.enums import PaperKind, ReportKind, Standing
from reports.forms import IssueForm
from reports.lens import Lens
from reports.models import IssuedReport
from reports.permissions import may_issue, places_reported_by, withdrawable_by
from reports.rules.issued import TEXT_CODE, forms_words
from reports.rules.issuers import ISSUERS, issuers_for
from reports.rules.periodic_outline import kind_of
from reports.tables.base import Form, Signer, Table
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.issued import newest_of
from reports.tables.issued_text import period_called, periods_on, text_table
from reports.tables.issuing import contents_for, forms_for, post_words, signer_choices, signers_of, signers_on, state_of
from reports.tables.periodic import annexes_of, periodic_paper, usual_reporter
from reports.tables.periodic_texts import wording_then
from reports.tables.pieces import WHOLE_DISTRICT, Piece, fill, is_district
from reports.xlsx import workbook

PLACE = "noi"
# The usual annexes of a district and of a commune.
USUAL = {True: ("bieu-03", "bieu-06", "bieu-15"), False: ("bieu-01", "bieu-02")}
DRAW = {PaperKind.EXCEL: workbook, PaperKind.WORD: periodic_docx}


class DataMoved(Exception):
    """Something was recorded since the page was opened: `state` names what stands now."""

    def __init__(self, state: str):
        self.state = state
        super().__init__()


@dataclass(frozen=True, slots=True)
class Desk:
    """What is being issued: the place, the dates of the address, the forms chosen, the report it replaces."""

    place: Unit
    lens: Lens
    codes: tuple[str, ...]
    replaces: IssuedReport | None
    text: SheetPeriod | None = None  # the period of the text, where one is issued with the forms

    @property
    def sheets(self) -> str:
        """ "báo cáo chữ tháng 9/2017, Biểu 03, 06, 15"."""
        words = forms_words(self.forms[code].sheet for code in self.codes)
        return ", ".join(filter(None, (f"báo cáo chữ {self.text.name}" if self.text else "", words)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen yet."""
        return not self.codes and self.text is None

    @property
    def forms(self) -> dict[str, Form]:
        """What can be issued about the place."""
        return forms_for(self.place)

    @property
    def back(self) -> str:
        """Where one came from."""
        return self.replaces.href if self.replaces else "/bao-cao/da-phat-hanh/"

    def clocks(self, at: dt.datetime) -> Clocks:
        """Both clocks at the moment of issuing: nothing is known later than that moment."""
        known = self.lens.known_at
        return Clocks(self.lens.as_of, self.lens.compared, min(known, at) if known else at)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    """Chốt và phát hành: what is frozen stands on the page before the button is pressed."""
    permit(may_issue(request.user))
    desk = desk_of(request)
    form = issue_form(request, desk)
    stale, moved = None, False
    if not desk.lens.faults and not desk.is_empty and form.is_valid():
        with form.refusals():
            try:
                made = freeze(request, desk, form)
                messages.success(request, f"Đã phát hành báo cáo {made.label}.")
                return redirect(made.href)
            except StaleIssue as found:
                stale = found.theirs
                form.look_again(seen=stale.pk)
            except DataMoved as found:
                moved = True
                form.look_again(state=found.state)
    return issue_page(request, desk, form, stale, moved)


def desk_of(request: HttpRequest) -> Desk:
    """What the address names."""
    district = district_of(request.user)
    lens = Lens.from_request(request, clock.today(), district)
    place = place_of(request, district, lens.as_of)
    known, asked = forms_for(place), request.GET.getlist("bieu")
    codes = tuple(code for code in known if code in asked)
    text = period_called(request.GET.get("ky", ""), district, lens.as_of) if is_district(place) else None
    if not codes and "chon" not in request.GET:
        codes = annexes_of(kind_of(text.code)) if text else USUAL[is_district(place)]
    replaces = None
    if number := request.GET.get("thay", ""):
        rows = withdrawable_by(request.user).filter(place=place).standing(Standing.IN_FORCE)
        replaces = get_object_or_404(rows, pk=read_id(number) or 0)
    return Desk(place, lens, codes, replaces, text)


def place_of(request: HttpRequest, district: Unit, as_of: dt.date) -> Unit:
    """The district, or the commune an address names."""
    slug = request.GET.get(PLACE, "")
    if slug in ("", WHOLE_DISTRICT):
        return district
    communes = places_reported_by(request.user).communes().valid_on(as_of).with_places()
    return get_object_or_404(communes, slug=slug)


def issue_form(request: HttpRequest, desk: Desk) -> IssueForm:
    """The form as it is opened, or as it was sent; whoever is in office on the day typed may sign."""
    today = clock.today()
    issuers = issuers_for(request.user.role)
    newest = newest_of(desk.place)
    initial = {
        "issuer": issuers[0].code, "kind": ReportKind.MONTH, "issued_on": day(today), "token": str(uuid4()),
        "seen": newest.pk if newest else None, "state": "" if desk.lens.known_at else state_of(desk.place),
    }  # fmt: skip
    holders = signers_on(desk.place.district, typed_day(request) or today, issuers)
    return IssueForm(
        sent(request), issuers=issuers, signers=signer_choices(holders, issuers), signs=signers_of(holders, issuers),
        replacing=desk.replaces is not None, has_text=desk.text is not None, initial=initial, back=desk.back,
        button="Chốt và phát hành",
    )  # fmt: skip


def typed_day(request: HttpRequest) -> dt.date | None:
    """The day of the report as it was typed; None while it cannot be read."""
    try:
        return parse_day(request.POST.get("issued_on", ""))
    except DayFault:
        return None


def freeze(request: HttpRequest, desk: Desk, form: IssueForm) -> IssuedReport:
    """Check what was entered before anything is filled, then fill, draw and keep."""
    typed, today, at = form.cleaned_data, clock.today(), clock.now()
    issuers = issuers_for(request.user.role)
    holders = signers_on(desk.place.district, typed["issued_on"], issuers)
    holder = next(row for row in holders if str(row.pk) == typed["signer"])
    issuer, clocks = ISSUERS[typed["issuer"]], desk.clocks(at)
    kind = kind_of(desk.text.code) if desk.text else ReportKind(typed["kind"])
    paper = Paper(
        desk.place, issuer, typed["number"], typed["issued_on"], kind, holder, post_words(holder),
        typed["note"], desk.replaces, typed.get("replace_reason", ""), desk.text.code if desk.text else "",
    )  # fmt: skip
    sending = Sending(request.user, at, typed["token"], typed["seen"])
    if done := IssuedReport.objects.filter(issued_by=request.user, token=sending.token).first():
        return done
    paper = checked(paper=paper, clocks=clocks, by=request.user, today=today)
    with kept_under():
        contents = contents_for(paper, clocks, desk.codes, at, DRAW)
    # Asked after everything was read: what is frozen is what stood on the page.
    if typed["state"] and typed["state"] != (state := state_of(desk.place)):
        raise DataMoved(state)
    return issue_report(paper=paper, clocks=clocks, contents=contents, sending=sending, today=today)


def issue_page(
    request: HttpRequest, desk: Desk, form: IssueForm, stale: IssuedReport | None, moved: bool
) -> HttpResponse:
    """The choice left, the page right, and below what is entered."""
    lens, shown = desk.lens, shown_of(request, desk)
    forms = desk.forms
    context = {
        "desk": desk,
        "lens": lens,
        "form": form,
        "stale": stale,
        "moved": moved,
        "places": places(desk),
        "choices": [(form, code in desk.codes) for code, form in forms.items()],
        "texts": [] if lens.faults else texts(desk),
        "chosen": [(name, looking_at(request, code), code == shown) for code, name in names_of(desk)],
        "has_heads": any(forms[code].apart for code in desk.codes),
        "table": None if lens.faults or not shown else preview(request.user, desk, shown),
    }
    return render(request, "reports/issue.html", context)


def names_of(desk: Desk) -> list[tuple[str, str]]:
    """What may be looked at: the text, then the forms."""
    forms = [(code, desk.forms[code].sheet) for code in desk.codes]
    return [(TEXT_CODE, "Báo cáo"), *forms] if desk.text else forms


def shown_of(request: HttpRequest, desk: Desk) -> str:
    """The part in view: the one an address names, else the first."""
    offered = [code for code, _ in names_of(desk)]
    asked = request.GET.get("xem", "")
    return asked if asked in offered else next(iter(offered), "")


def preview(user: User, desk: Desk, shown: str) -> Table:
    """One part as it would be printed now."""
    lens = desk.lens
    with kept_under():
        brief = Brief(desk.place.district, Period(lens.as_of, lens.compared, lens.known_at))
        if shown != TEXT_CODE:
            return fill(brief, Piece(desk.forms[shown], desk.place))
        reporter = usual_reporter(user)
        wording = wording_then(desk.place, desk.text, reporter.head, lens.known_at)
        paper = periodic_paper(brief, desk.text, reporter, wording)
        return text_table(paper, Signer("", ""))


def texts(desk: Desk) -> list[tuple[str, str, bool]]:
    """The periods a text may be issued of, with the chosen one; none for a commune."""
    if not is_district(desk.place):
        return []
    return [(row.code, row.name, row == desk.text) for row in periods_on(desk.place, desk.lens.as_of)]


def places(desk: Desk) -> list[tuple[str, str, bool]]:
    """The places a report may be about, with the chosen one."""
    communes = Unit.objects.in_district(desk.place.district).valid_on(desk.lens.as_of).in_order()
    whole = (WHOLE_DISTRICT, "Toàn huyện", is_district(desk.place))
    return [whole, *((row.slug, row.short_label, row == desk.place) for row in communes)]


def looking_at(request: HttpRequest, code: str) -> str:
    """The same page with another form in view."""
    asked = request.GET.copy()
    asked["xem"] = code
    return f"?{asked.urlencode()}"
