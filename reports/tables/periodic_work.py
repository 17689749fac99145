"""What a periodic report says of the work: what was led and inspected, who sent, who answers, what comes due."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communes.models import Unit
from criteria.models import Indicator
from criteria.models.locks import period_running
from criteria.tables.periods import board_of
from directives.enums import EventKind
from directives.models import Directive, Dissemination, Inspection, InspectionRequest
from directives.rules.accountability import Span
from directives.rules.sheet_periods import SheetPeriod
from directives.tables.plan_reading import PlanRead
from directives.tables.states import ObligationState, obligation_states
from directives.tables.tasks import answering_of, grouped
from ntm_portal.vietnamese import counted, lower_first, name_list
from reports.rules.periodic_facts import Coming, HeadFacts, HeadLine, Led, NextFacts, Overdue, Sending
from reports.rules.phrases import joined, named, so_many
from reports.tables.accountability import KINDS, Look, Sheet, read_sheets
from reports.tables.board import CommuneFacts
from reports.tables.brief import Brief
from reports.tables.overdue import late_words

# What stands against a head, and what the table of the report counts.
AGAINST = (EventKind.MISSED, EventKind.FELL)
COLUMNS = (*AGAINST, EventKind.REPORT_LATE, EventKind.REPORT_MISSING)


def directive_on(brief: Brief) -> Directive | None:
    """The directive the district works by on the day: the newest issued by then. One query."""
    rows = Directive.objects.asking().issued_by(brief.period.as_of)
    return rows.filter(district=brief.district).newest_first().first()


def units_on(brief: Brief) -> list[Unit]:
    """The communes of the day in the order of the tables. One query."""
    units = Unit.objects.communes().in_district(brief.district).valid_on(brief.period.as_of)
    return list(units.with_places().in_order())


def led_of(brief: Brief, directive: Directive | None) -> Led:
    """Who was told, what was issued, where inspections were held and what came of them. Five queries."""
    as_of, sent_to, confirmed = brief.period.as_of, None, 0
    if directive:
        sent = list(Dissemination.objects.filter(directive=directive, sent_on__lte=as_of).values_list(*CONFIRMED))
        sent_to, confirmed = len(sent), sum(_is_confirmed(brief, *row) for row in sent)
    places = {commune.id: commune for commune in brief.board.communes}
    held = Inspection.objects.counted_by(as_of, brief.period.known_at)
    visits = list(held.filter(visited_on__gt=brief.period.compared, unit__in=places))
    asked = InspectionRequest.objects.filter(inspection__in=visits)
    requests = asked.standing_on(as_of, brief.period.known_at).count()
    left = asked.open_on(as_of, brief.period.known_at).values_list("due_on", flat=True)
    visited = {visit.unit_id for visit in visits}
    return Led(
        sent_to, confirmed, _documents(brief), len(visits), [place for pk, place in places.items() if pk in visited],
        requests, requests - len(left), sum(due_on < as_of for due_on in left),
    )  # fmt: skip


CONFIRMED = ("confirmed_on", "confirmed_at")


def _is_confirmed(brief: Brief, confirmed_on: dt.date | None, confirmed_at: dt.datetime | None) -> bool:
    if confirmed_on is None or confirmed_on > brief.period.as_of:
        return False
    return brief.period.known_at is None or confirmed_at <= brief.period.known_at


def _between(brief: Brief, rows, field: str):
    """After the compared day, up to the day."""
    return rows.filter(**{f"{field}__gt": brief.period.compared, f"{field}__lte": brief.period.as_of})


def _documents(brief: Brief) -> list[str]:
    rows = _between(brief, Directive.objects.filter(district=brief.district), "issued_on")
    return [f"{row.label} của {row.issuer}" for row in rows.order_by("issued_on", "pk")]


def sending_of(brief: Brief, units: Sequence[Unit]) -> Sending | None:
    """The figures of Biểu 15; None where no period of the calendar covers the day."""
    period = period_running(brief.district, brief.period.as_of)
    if period is None:
        return None
    board = board_of(period, units, Indicator.objects.all(), brief.period.as_of, brief.period.known_at)
    places = {commune.id: commune for commune in brief.board.communes}
    sent = [places[line.unit.pk] for line in board.lines if line.sending.sent_on]
    late, missing = ([places[line.unit.pk] for line in lines] for lines in (board.late, board.missing))
    gone = {place.id for place in (*sent, *missing)}
    return Sending(period.name, sent, late, missing, [place for pk, place in places.items() if pk not in gone])


def overdue_of(brief: Brief) -> Overdue:
    """As on the overview and on the cover of the workbook."""
    return Overdue(len(brief.overdue), late_words(brief.overdue))


def heads_of(brief: Brief, period: SheetPeriod, units: Sequence[Unit]) -> HeadFacts:
    """Biểu 14 of all places added up, over the days of the report."""
    begins_on = min(period.span.begins_on, brief.period.as_of)
    days = replace(period, span=Span(begins_on, brief.period.as_of))
    sheets = read_sheets(Look(brief.district, days, brief.period.as_of, brief.period.known_at), units)
    counts = sum((sheet.counts for sheet in sheets), Counter())
    behind = [sheet for sheet in sheets if any(sheet.counts[kind] for kind in AGAINST)]
    places = {commune.id: commune for commune in brief.board.communes}
    kinds = [kind for kind in COLUMNS if counts[kind]]
    lines = [_head_line(sheet, places[sheet.unit.pk], kinds) for sheet in behind]
    listed = [(head_words(kind), counts[kind]) for kind in KINDS]
    return HeadFacts(begins_on, listed, [kind.short for kind in kinds], lines)


def head_words(kind: EventKind) -> str:
    """What is counted: "nhiệm vụ hoàn thành đúng hạn", "lượt được gia hạn"."""
    words = lower_first(kind.label)
    return f"lượt {words}" if words.startswith("được") else words


def _head_line(sheet: Sheet, place: CommuneFacts, kinds: Sequence[EventKind]) -> HeadLine:
    secretary, chair = (block.holder for block in sheet.heads)
    return HeadLine(place, secretary, chair, [sheet.counts[kind] for kind in kinds])


# --- What comes due -------------------------------------------------------------------------


def coming_of(brief: Brief, units: Sequence[Unit], until: dt.date) -> NextFacts:
    """Tasks, requests of inspections and goals of plans with a day after this one, the nearest first."""
    tasks = [*_tasks(brief, units, until), *_requests(brief, units, until), *_plans(brief, until)]
    return NextFacts(until, sorted(tasks, key=lambda task: task.due_on))


def _tasks(brief: Brief, units: Sequence[Unit], until: dt.date) -> Iterator[Coming]:
    as_of = brief.period.as_of
    states = obligation_states([*(unit.pk for unit in units), brief.district.pk], as_of, brief.period.known_at)
    open_ones = [state for state in states if not state.is_settled and state.until and as_of < state.until <= until]
    for group in grouped(open_ones).values():
        by_day: dict[dt.date, list[ObligationState]] = defaultdict(list)
        for state in group:
            by_day[state.until].append(state)
        for due_on, found in by_day.items():
            asked = found[0].obligation
            yield Coming(f"Mục {asked.clause}: {asked.title}", _who(brief, found), due_on)


def _who(brief: Brief, states: Sequence[ObligationState]) -> str:
    """ "Bí thư Đảng ủy 03 xã (Xuân Tân, …)": who answers, in which places."""
    answering = answering_of(states[0].obligation)
    places = {commune.id: commune for commune in brief.board.communes}
    found = [places[state.unit.pk] for state in states if state.unit.pk in places]
    return f"{answering}: {_named(brief, found)}" if found else answering


def _requests(brief: Brief, units: Sequence[Unit], until: dt.date) -> Iterator[Coming]:
    """What inspections asked for, one line a day with the places."""
    as_of = brief.period.as_of
    open_ones = InspectionRequest.objects.open_on(as_of, brief.period.known_at)
    rows = open_ones.filter(due_on__gt=as_of, due_on__lte=until)
    found: dict[dt.date, list[int]] = defaultdict(list)
    for due_on, unit_id in rows.filter(inspection__unit__in=units).values_list("due_on", "inspection__unit"):
        found[due_on].append(unit_id)
    for due_on, asked in found.items():
        places = [commune for commune in brief.board.communes if commune.id in asked]
        yield Coming(f"Xong {counted(len(asked))} kiến nghị sau kiểm tra", _named(brief, places), due_on)


def _plans(brief: Brief, until: dt.date) -> Iterator[Coming]:
    """The goals of the open plans, one line a day with the criteria and indicators."""
    found: dict[dt.date, list[PlanRead]] = defaultdict(list)
    for line in brief.read.plans:
        if not line.standing.is_reached and brief.period.as_of < line.plan.reach_by <= until:
            found[line.plan.reach_by].append(line.plan)
    for due_on, plans in found.items():
        places = [commune for commune in brief.board.communes if commune.id in {plan.unit_id for plan in plans}]
        yield Coming(f"Đạt kế hoạch: {subjects_of(plans)}", _named(brief, places), due_on)


def subjects_of(plans: Sequence[PlanRead]) -> str:
    """ "tiêu chí 15; chỉ tiêu 11, 15.1": what the plans are for, the lowest number first."""
    kinds = {"tiêu chí": set(), "chỉ tiêu": set()}
    for plan in plans:
        kinds["chỉ tiêu" if plan.indicator_id else "tiêu chí"].add(plan.subject_number)
    return joined([f"{kind} {name_list(sorted(found, key=_in_order))}" for kind, found in kinds.items() if found])


def _in_order(number: str) -> list[tuple[int, str]]:
    """2 before 11, 17.1 before 17.1a."""
    return [(int(digits), letter) for digits, letter in re.findall(r"(\d+)(\D?)", number)]


def _named(brief: Brief, places: Sequence[CommuneFacts]) -> str:
    among = brief.board.communes
    return f"{so_many(places, among)} {named(places, among)}".strip()
