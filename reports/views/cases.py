"""Suy giảm: the list of all falls a reader sees, and the story of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import district_of, is_sector, may_see_history, may_see_overview
from communes.enums import Level
from criteria.models import Indicator
from directives.enums import CaseStep
from directives.permissions import (
    answering_units,
    may_answer_case,
    may_decide_case,
    may_draft_answer,
    may_remark_case,
    may_see_case_words,
)
from directives.rules.cases import DECISIONS, may_take
from directives.tables.cases import Case
from directives.views.cases import cases_of_place, named_or_404
from ntm_portal.clock import today
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.fallen import IN_PERIOD, KINDS, STATES, Asked, FallenPage, fallen_page
from reports.tables.panel import cell_history
from reports.views.fresh import fresh


@fresh
def cases(request: HttpRequest) -> HttpResponse:
    """Every fall of the places the reader answers for or reads about, the open ones first."""
    lens, page = read_page(request)
    context = {
        "lens": lens,
        "page": page,
        "filters": filters(page, lens),
        "file": "" if page.is_bare else f"/suy-giam.xlsx{lens.to(**page.asked.given)}",
        "may_report": may_see_overview(request.user),
    }
    return render(request, "reports/cases.html", context)


def read_page(request: HttpRequest) -> tuple[Lens, FallenPage]:
    """What the address asks for, among the falls the reader answers for or reads about."""
    user = request.user
    lens = Lens.from_request(request, today(), district_of(user))
    units = list(answering_units(user).valid_on(lens.as_of).select_related("parent__parent").in_order())
    units.sort(key=lambda unit: unit.level == Level.COMMUNE)
    page = fallen_page(
        units,
        user.department_id if is_sector(user) else None,
        Period(lens.as_of, lens.compared, lens.known_at),
        Asked.of(request.GET),
        with_alarms=not is_sector(user),
    )
    return lens, page


def filters(page: FallenPage, lens: Lens) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Each box of the filter: its name, its words, what is chosen, its choices."""
    asked = page.asked
    kinds = [(word, kind.label) for word, kind in KINDS.items()]
    states = [(word, label) for word, (label, _) in STATES.items()]
    criteria = [(face.number, f"{face.number} {face.name}") for face in page.criteria]
    boxes = [
        ("tc", "Tất cả tiêu chí", asked.criterion, criteria),
        ("loai", "Mọi loại", asked.kind, kinds),
        ("tt", "Mọi tình trạng", asked.state, states),
        ("luc", "Mọi thời gian", asked.when, [(IN_PERIOD, f"Suy giảm sau {lens.compared_words}")]),
    ]
    places = [(unit.place, unit.short_label) for unit in page.units]
    return [("xa", "Tất cả đơn vị", asked.place, places), *boxes] if len(places) > 1 else boxes


@fresh
def case(request: HttpRequest, slug: str, code: str, on: str) -> HttpResponse:
    """One fall: what it was, who answered then, the figures around it, what was said since."""
    user = request.user
    lens = Lens.from_request(request, today(), district_of(user))
    rows = cases_of_place(user, slug, lens.as_of, lens.known_at)
    found = named_or_404(rows, code, on)
    indicator = Indicator.objects.filter(pk=found.fall.indicator_id).first()
    tells_history = indicator is not None and may_see_history(user)
    context = {
        "lens": lens,
        "case": found,
        "indicator": indicator,
        "history": cell_history(found.unit, indicator, lens.as_of, lens.known_at) if tells_history else None,
        "others": [row for row in rows if row.code == found.code and row.fall.on != found.fall.on],
        "sees_words": may_see_case_words(user),
        "acts": acts(request, found),
    }
    return render(request, "reports/case.html", context)


def acts(request: HttpRequest, found: Case) -> list[tuple[str, str, bool]]:
    """What the reader may do now: the address, the words, and whether it is the first thing to do."""
    user, unit = request.user, found.unit
    step = CaseStep.ANSWER if may_answer_case(user, unit) else CaseStep.DRAFT
    choices = []
    if may_draft_answer(user, unit) and may_take(step, found.state):
        words = "Trả lời…" if step == CaseStep.ANSWER else "Soạn trả lời…"
        choices.append(("tra-loi", words, not may_decide_case(user)))
    is_own = found.answer is not None and found.answer.by_id == user.pk
    if may_decide_case(user) and not is_own and any(may_take(each, found.state) for each in DECISIONS):
        choices.append(("xem-xet", "Xem xét trả lời…", True))
    if may_remark_case(user):
        choices.append(("y-kien", "Ghi ý kiến…", False))
    return [(f"{found.href}{act}/", words, is_first) for act, words, is_first in choices]
