"""The two grids: the sheet of one place, and the office grid of all communes."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import communes_editable_by, is_commune_user, stages_open_to
from communes.enums import Level
from communes.models import Department, Unit
from criteria.enums import Stage
from criteria.forms.entry import representable
from criteria.forms.grid_rows import grid_rows, other_head
from criteria.forms.office_rows import office_heads, office_rows
from criteria.models import Indicator
from criteria.permissions import indicators_editable_by
from criteria.rules.ages import AgeLevels
from criteria.status import current_set, settings_at
from criteria.tables.comments import open_talk
from criteria.tables.locks import office_locks, sheet_locks
from criteria.tables.office import Only, office_grid
from criteria.tables.sheet import progress_of, sheet_lines
from criteria.views.cells import place_or_404
from criteria.views.entry import STAGE_HEADINGS, STAGES, asked_stage, leads_to_sending, stage_links
from ntm_portal import clock
from ntm_portal.kept import remembering


@remembering
def sheet_grid(request: HttpRequest, slug: str) -> HttpResponse:
    """Every indicator of one place as a grid: each cell saves itself."""
    unit, today = place_or_404(request, slug), clock.today()
    stage = asked_stage(request, unit)
    judged_by = current_set(unit.level, today)
    rows = indicators_editable_by(request.user).filter(criterion__criteria_set=judged_by)
    criteria = sheet_lines(unit, rows, stage, today)
    entered = [line.indicator.id for criterion in criteria for line in criterion.lines if line.entered]
    locks = sheet_locks(unit, entered, stage, request.user, today, today)
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
        "locks": locks,
        "rows": grid_rows(criteria, slug, AgeLevels.on(today, settings_at()), locks.answers, talk_of(unit)),
        "sends": slug if leads_to_sending(request.user, unit, stage) else "",
        "other_head": other_head(stage, "Huyện" if is_district else "Xã"),
    }
    return render(request, "criteria/grid_sheet.html", context)


def talk_of(unit: Unit) -> dict[int, int]:
    """By indicator: how many comments of one place wait for an answer."""
    return {indicator_id: count for (_, indicator_id), count in open_talk([unit]).items()}


ONLY_WORDS = {
    Only.ALL: "Mọi ô",
    Only.MISSING: "Chỉ ô còn thiếu",
    Only.OLD: "Chỉ số liệu trên {months} tháng",
    Only.DIFFERENT: "Chỉ ô xã và huyện khác nhau",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a filter."""

    value: str
    words: str
    is_chosen: bool


@remembering
def office(request: HttpRequest) -> HttpResponse:
    """All communes and indicators the user may enter, as one grid; people of a commune have their own sheet."""
    user, today = request.user, clock.today()
    if is_commune_user(user):
        return redirect("/cap-nhat/")
    units = list(communes_editable_by(user).valid_on(today).select_related("parent").in_order())
    if not units:
        raise Http404
    stages = [Stage(stage) for stage in stages_open_to(user, units[0]) if stage != Stage.SELF]
    stage = STAGES.get(request.GET.get("buoc", ""), stages[0])
    if stage not in stages:
        raise Http404
    judged_by = current_set(Level.COMMUNE, today)
    rows = indicators_editable_by(user).filter(criterion__criteria_set=judged_by)
    only = next((each for each in Only if each == request.GET.get("loc")), Only.ALL)
    ages = AgeLevels.on(today, settings_at())
    grid = office_grid(units, narrowed(request, rows), stage, ages, only)
    entered = {line.indicator.id for row in grid.rows[:1] for line in row.lines if line.entered}
    locks = office_locks(units, entered, stage, user, today, today)
    words = {each: word for word, each in STAGES.items()}
    context = {
        "grid": grid,
        "heads": office_heads(grid),
        "rows": office_rows(grid, ages, locks, open_talk(units)),
        "today": today,
        "heading": STAGE_HEADINGS[stage],
        "stage_word": words[stage],
        "stages": [Choice(words[each], STAGE_HEADINGS[each], each == stage) for each in stages],
        "ages": request.GET.get("xem") == "tuoi",
        "filters": filters(request, rows, only, ages),
        "size": f"{len(grid.rows)} đơn vị, {sum(not c.label.is_part for c in grid.columns)} chỉ tiêu",
    }
    return render(request, "criteria/grid_office.html", context)


def narrowed(request: HttpRequest, rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """The indicators of one criterion or of one department, as the address says."""
    criterion, department = request.GET.get("tc", ""), request.GET.get("phong", "")
    if criterion.isascii() and criterion.isdigit() and len(criterion) < 4:
        rows = rows.filter(criterion__number=criterion)
    return rows.filter(lead_department__code=department) if department else rows


def filters(request: HttpRequest, rows: QuerySet[Indicator], only: Only, ages: AgeLevels) -> dict[str, list[Choice]]:
    """What the grid can be narrowed to."""
    criteria = rows.order_by("criterion__number").values_list("criterion__number", "criterion__short_name").distinct()
    departments = Department.objects.filter(pk__in=rows.values("lead_department")).order_by("short_name")
    chosen = {name: request.GET.get(name, "") for name in ("tc", "phong")}
    return {
        "criteria": [Choice(str(n), f"{n}. {name}", str(n) == chosen["tc"]) for n, name in criteria],
        "departments": [Choice(d.code, d.short_name, d.code == chosen["phong"]) for d in departments],
        "only": [
            Choice(each.value, words.format(months=ages.old_months), each == only) for each, words in ONLY_WORDS.items()
        ],
    }
