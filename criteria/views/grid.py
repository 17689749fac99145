"""The two grids: the sheet of one place, and the office grid of all communes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communes.enums import Level
from criteria.forms.entry import representable
from criteria.forms.grid_rows import grid_rows, other_head
from criteria.permissions import indicators_editable_by
from criteria.status import current_set
from criteria.tables.sheet import progress_of, sheet_lines
from criteria.views.cells import place_or_404
from criteria.views.entry import STAGE_HEADINGS, STAGES, asked_stage, stage_links
from ntm_portal import clock


def sheet_grid(request: HttpRequest, slug: str) -> HttpResponse:
    """Every indicator of one place as a grid: each cell saves itself."""
    unit, today = place_or_404(request, slug), clock.today()
    stage = asked_stage(request, unit)
    judged_by = current_set(unit.level, today)
    rows = indicators_editable_by(request.user).filter(criterion__criteria_set=judged_by)
    criteria = sheet_lines(unit, rows, stage, today)
    is_district = unit.level == Level.DISTRICT
    context = {
        "unit": unit,
        "place": slug,
        "is_district": is_district,
        "heading": STAGE_HEADINGS[stage],
        "stage_word": next(word for word, each in STAGES.items() if each == stage),
        "stages": stage_links(request.user, unit, stage),
        "holders": representable(unit, stage, request.user, today),
        "today": today,
        "progress": progress_of(criteria),
        "rows": grid_rows(criteria, slug, today),
        "other_head": other_head(stage, "Huyện" if is_district else "Xã"),
    }
    return render(request, "criteria/grid_sheet.html", context)
