"""The side panel of the grids: a head that follows the cursor, and parts that are fetched when they are opened."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.permissions import stages_open_to
from communes.models import Unit
from criteria.forms.comments import CommentForm
from criteria.models import Indicator
from criteria.models.settings import settings_at
from criteria.permissions import evidence_visible_to
from criteria.status import read_judging
from criteria.tables.comments import addressees_at, comment_rows, comments_of
from criteria.tables.evidence import figures_with_documents
from criteria.tables.history import history_rows
from criteria.views.evidence import IN_PANEL, figures_of_cell, upload_form
from criteria.views.history import cell_or_404
from directives.permissions import obligations_visible_to, planning_units
from directives.rules.plans import SETTLED
from directives.tables.plan_subject import whole_word
from ntm_portal import clock
from reports.tables.panel import (
    SHOWN,
    cell_cautions,
    cell_counts,
    cell_detail,
    cell_history,
    cell_obligations,
    cell_plans,
    cell_verdict,
)


def detail(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The cell by name, what both sides say, and the parts that can be opened."""
    unit, indicator = cell_or_404(request, slug, number)
    context = {
        "unit": unit,
        "place": slug,
        "indicator": indicator,
        "detail": cell_detail(unit, indicator, clock.today()),
        "counts": cell_counts(unit, indicator),
    }
    return render(request, "reports/cell_detail.html", context)


def part(request: HttpRequest, slug: str, number: str, name: str) -> HttpResponse:
    """One part of the panel."""
    unit, indicator = cell_or_404(request, slug, number)
    if name not in PARTS:
        raise Http404
    template, read = PARTS[name]
    context = {"unit": unit, "place": slug, "indicator": indicator}
    return render(request, template, context | read(request, unit, indicator))


def meaning(request: HttpRequest, unit: Unit, indicator: Indicator) -> dict:
    """What the indicator asks, at which level, and how sure we are of the level."""
    return {"detail": cell_detail(unit, indicator, clock.today())}


def gap(request: HttpRequest, unit: Unit, indicator: Indicator) -> dict:
    """How far the cell is from its level, and what is odd about its figure."""
    today = clock.today()
    return {"detail": cell_detail(unit, indicator, today), "cautions": cell_cautions(unit, indicator, today)}


def newest(request: HttpRequest, unit: Unit, indicator: Indicator) -> dict:
    """The last twelve figures of a cell with the required level drawn."""
    return {"history": cell_history(unit, indicator, clock.today())}


def documents(request: HttpRequest, unit: Unit, indicator: Indicator) -> dict:
    """What proves the figures of the cell; whoever may enter them attaches here."""
    cell, place = figures_of_cell(request.user, unit, indicator), request.path.split("/")[2]
    form = upload_form(request, cell, f"/minh-chung/{place}/{indicator.number}/") if cell.choices else None
    if form:
        form.helper.form_action = f"/minh-chung/{place}/{indicator.number}/?trong={IN_PANEL}"
    return {
        "figures": figures_with_documents(cell.rows, clock.today(), settings_at().stale_months),
        "form": form,
        "locked": cell.closed,
        "may_enter": bool(stages_open_to(request.user, unit)),
        "has_other_documents": form is not None and evidence_visible_to(request.user).filter(unit=unit).exists(),
    }


def talk(request: HttpRequest, unit: Unit, indicator: Indicator) -> dict:
    """The last comments of the cell and the box to say more."""
    found = list(comments_of(unit, indicator)[: SHOWN + 1])
    called = addressees_at(unit, indicator, clock.today())
    rows = comment_rows(found[:SHOWN], unit, indicator, request.user, clock.today(), called)
    form = CommentForm(called=called)
    return {"rows": rows, "form": form, "has_more": len(found) > SHOWN, "counts": cell_counts(unit, indicator)}


def history(request: HttpRequest, unit: Unit, indicator: Indicator) -> dict:
    """The last lines of the history, corrected ones included."""
    rows = history_rows(unit, indicator.pk, read_judging([unit.pk], [indicator.pk]), set())
    newest_known = sorted(rows, key=lambda row: (row.finding.recorded_at, row.finding.pk), reverse=True)
    return {"rows": newest_known[:SHOWN], "has_more": len(rows) > SHOWN}


def plan(request: HttpRequest, unit: Unit, indicator: Indicator) -> dict:
    """What a directive asks of this cell and by when, and what the place has planned about it."""
    today, may_plan = clock.today(), planning_units(request.user).filter(pk=unit.pk).exists()
    may_plan = may_plan and cell_verdict(unit, indicator, today) not in SETTLED
    plans = cell_plans(unit, indicator, today)
    return {
        "asked": cell_obligations(unit, indicator, obligations_visible_to(request.user), today),
        "plans": plans,
        "may_plan": may_plan,
        "whole": whole_word(indicator, today) if may_plan and not plans else "",
    }


Reader = Callable[[HttpRequest, Unit, Indicator], dict]
PARTS: dict[str, tuple[str, Reader]] = {
    "dinh-nghia": ("reports/cell_meaning.html", meaning),
    "khoang-cach": ("reports/cell_gap.html", gap),
    "so-gan-nhat": ("reports/cell_newest.html", newest),
    "minh-chung": ("reports/cell_documents.html", documents),
    "trao-doi": ("reports/cell_talk.html", talk),
    "lich-su": ("reports/cell_history.html", history),
    "ke-hoach": ("reports/cell_plan.html", plan),
}
