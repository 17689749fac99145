"""What happened in communes that somebody in office answers for. Each source is one function; a new one is one line."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q

from communes.models import Unit
from criteria.enums import FallKind
from criteria.models import Extension, Indicator, ReportingPeriod, Submission
from criteria.rules.submissions import Sending, sending
from criteria.status import Fall, falls_between
from criteria.status.falls import Cause, causes_of
from directives.enums import EventKind, JudgedBy
from directives.models import ExtensionRequest, ImprovementPlan, Inspection, InspectionRequest, Obligation
from directives.rules.accountability import ONE_DAY, Event, Span, days_late, settled_on, within
from directives.tables.plan_reading import lines_of, read_plans, verdicts_of
from directives.tables.states import ObligationState, obligation_states
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day, lower_first


@dataclass(frozen=True, slots=True)
class Asked:
    """The communes of a district, the days of the events, and as of when and as known when they are told."""

    units: Sequence[Unit]
    span: Span
    as_of: dt.date
    known_at: dt.datetime | None = None

    @property
    def unit_ids(self) -> list[int]:
        return [unit.pk for unit in self.units]


Source = Callable[[Asked], Iterator[Event]]


def events_of(asked: Asked) -> dict[int, tuple[Event, ...]]:
    """Commune → everything that is put down to its heads, the earliest first. Fixed queries for any number of them."""
    found: dict[int, list[Event]] = {pk: [] for pk in asked.unit_ids}
    for source in SOURCES:
        for event in source(asked):
            found[event.place_id].append(event)
    return {pk: within(asked.span, events) for pk, events in found.items()}


# --- Obligations ------------------------------------------------------------------------------


def obligation_events(asked: Asked) -> Iterator[Event]:
    """Tasks that were done in time, done late, or are overdue; whom a team did not visit is no fault of the place."""
    tasks = Obligation.objects.of_communes().exclude(judged_by=JudgedBy.VISIT)
    for state in obligation_states(asked.unit_ids, asked.as_of, asked.known_at, tasks):
        if state.until and (settled := settled_on(state.deadline, state.until)):
            yield _of_obligation(state, *settled)


def _of_obligation(state: ObligationState, kind: EventKind, on: dt.date) -> Event:
    task = state.obligation
    late = days_late(state.deadline, state.until)
    words = f"hạn {day(state.until)}, {lower_first(state.words)}"
    if kind == EventKind.KEPT_LATE:
        words += f", chậm {late} ngày"
    href = f"/lich-su/{state.unit.slug}/{task.indicator.number}/" if task.indicator else task.href
    return Event(state.unit.pk, kind, on, f"Mục {task.clause}: {task.title}", words, href, task.indicator_id)


def extension_events(asked: Asked) -> Iterator[Event]:
    """Tasks for which a commune was given more time, on the day of the decision. One query."""
    rows = ExtensionRequest.objects.granted_by(asked.known_at).filter(unit__in=asked.unit_ids)
    for row in rows.select_related("obligation__directive"):
        task, decided_on = row.obligation, row.decided_at.astimezone(LOCAL).date()
        words = f"hạn {day(row.due_on)}, gia hạn đến {day(row.moved_to)}"
        yield Event(row.unit_id, EventKind.EXTENDED, decided_on, f"Mục {task.clause}: {task.title}", words, task.href)


# --- Regressions ------------------------------------------------------------------------------


def fall_events(asked: Asked) -> Iterator[Event]:
    """Indicators whose official verdict fell; a level that was raised is nobody's fault (RULES, regressions)."""
    found = falls_between(asked.unit_ids, asked.span.begins_on - ONE_DAY, asked.as_of, asked.known_at)
    falls = [fall for fall in found if fall.indicator_id and fall.kind != FallKind.SET_CHANGED]
    named = names_of({fall.indicator_id for fall in falls})
    causes = causes_of({fall.finding_id for fall in falls if fall.finding_id})
    slugs = {unit.pk: unit.slug for unit in asked.units}
    for fall in falls:
        if fall.indicator_id in named:
            number, name = named[fall.indicator_id]
            title, words = f"{number} {name}", fall_words(fall, causes.get(fall.finding_id))
            href = f"/lich-su/{slugs[fall.unit_id]}/{number}/"
            yield Event(fall.unit_id, EventKind.FELL, fall.on, title, words, href, fall.indicator_id)


def names_of(indicator_ids: set[int]) -> dict[int, tuple[str, str]]:
    """Indicator → number and short name; a part falls with its whole and is not told twice."""
    rows = Indicator.objects.filter(pk__in=indicator_ids, part_of=None)
    return {pk: (number, name) for pk, number, name in rows.values_list("pk", "number", "short_name")}


def fall_words(fall: Fall, cause: Cause | None) -> str:
    """ "đạt xuống chưa đạt; Phát sinh vụ việc phức tạp; phục hồi 20/9/2017"."""
    parts = [f"{fall.previous.label.lower()} xuống {fall.verdict.label.lower()}"]
    if cause and cause.words:
        parts.append(lower_first(cause.words))
    if fall.recovered_on:
        parts.append(f"phục hồi {day(fall.recovered_on)}")
    return "; ".join(parts)


# --- Plans and inspections ---------------------------------------------------------------------


def measure_events(asked: Asked) -> Iterator[Event]:
    """Measures of approved plans that are past their day, on that day; none where the goal is reached."""
    plans = read_plans(ImprovementPlan.objects.running().filter(unit__in=asked.unit_ids), asked.as_of, asked.known_at)
    for line in lines_of(plans, verdicts_of(plans, asked.as_of, asked.known_at), asked.as_of):
        for step, standing in line.late_steps:
            title = f"Kế hoạch {line.plan.subject_number}: {step.measure}"
            words = f"hạn {day(step.due_on)}, {lower_first(standing.words)}; {step.who}"
            yield Event(line.plan.unit_id, EventKind.MEASURE_LATE, step.due_on, title, words, line.plan.path)


def inspection_events(asked: Asked) -> Iterator[Event]:
    """Visits whose minutes both sides have signed, and what they asked for and was not done by its day. Two queries."""
    visits = Inspection.objects.filter(unit__in=asked.unit_ids).held_by(asked.as_of, asked.known_at)
    for visit in visits.order_by("visited_on", "pk"):
        title = f"{visit.get_kind_display()} của {lower_first(visit.team_name)}"
        words = visit.conclusions.strip().removesuffix(".") or "chưa ghi kết luận"
        yield Event(visit.unit_id, EventKind.INSPECTED, visit.visited_on, title, words, visit.href)
    late = InspectionRequest.objects.overdue_on(asked.as_of, asked.known_at)
    for row in late.filter(inspection__unit__in=asked.unit_ids, department=None).with_places().nearest_first():
        words = f"hạn {day(row.due_on)}, quá {(asked.as_of - row.due_on).days} ngày"
        yield Event(
            row.inspection.unit_id, EventKind.REQUEST_LATE, row.due_on, row.text, words, f"/kien-nghi/{row.pk}/"
        )


# --- Reports ----------------------------------------------------------------------------------


def sending_events(asked: Asked) -> Iterator[Event]:
    """Sheets that were sent late, or not at all, on the day they were due; and the days that were moved."""
    granted = _granted(asked)
    periods = _periods_due(asked, {period_id for _, period_id in granted})
    sent = _sent(asked, periods)
    for period in periods:
        for unit in asked.units:
            key = (unit.pk, period.pk)
            until, decided_on = granted.get(key, (None, None))
            how = sending(period.send_on, until, sent.get(key), asked.as_of)
            yield from _of_sheet(unit, period, how)
            if until:
                words = f"hạn {day(period.send_on)}, được gửi đến hết {day(until)}"
                href = f"/ky-bao-cao/{period.code}/"
                yield Event(unit.pk, EventKind.EXTENDED, decided_on, f"Báo cáo kỳ {period.name}", words, href)


def _of_sheet(unit: Unit, period: ReportingPeriod, how: Sending) -> Iterator[Event]:
    if not (how.is_late or how.is_missing):
        return
    kind = EventKind.REPORT_LATE if how.is_late else EventKind.REPORT_MISSING
    sent = f", gửi {day(how.sent_on)}" if how.sent_on else ""
    words = f"hạn {day(how.due_on)}{sent}, {lower_first(how.words)}"
    yield Event(unit.pk, kind, how.due_on, f"Báo cáo kỳ {period.name}", words, f"/ky-bao-cao/{period.code}/")


def _granted(asked: Asked) -> dict[tuple[int, int], tuple[dt.date, dt.date]]:
    """(commune, period) → until when its sheet was given more time, and the day of the decision. One query."""
    rows = Extension.objects.granted().filter(
        unit__in=asked.unit_ids, indicator=None, expires_on__gte=asked.span.begins_on
    )
    if asked.known_at:
        rows = rows.filter(decided_at__lte=asked.known_at)
    found = rows.order_by().values_list("unit", "period").annotate(Max("expires_on"), Max("decided_at"))
    return {(unit, period): (until, at.astimezone(LOCAL).date()) for unit, period, until, at in found}


def _periods_due(asked: Asked, moved: set[int]) -> list[ReportingPeriod]:
    """The reporting periods whose sheets were due on these days, or would have been. One query."""
    span = asked.span
    due = Q(send_on__gte=span.begins_on, send_on__lte=span.ends_on) | Q(pk__in=moved)
    districts = {unit.parent_id for unit in asked.units}
    return list(ReportingPeriod.objects.filter(due, district__in=districts).order_by("send_on", "-begins_on"))


def _sent(asked: Asked, periods: Sequence[ReportingPeriod]) -> dict[tuple[int, int], dt.date]:
    """(commune, period) → the local day its sheet came in. One query."""
    rows = Submission.objects.filter(unit__in=asked.unit_ids, period__in=periods, sent_at__isnull=False)
    if asked.known_at:
        rows = rows.filter(sent_at__lte=asked.known_at)
    found = rows.values_list("unit", "period", "sent_at")
    return {(unit, period): at.astimezone(LOCAL).date() for unit, period, at in found}


SOURCES: tuple[Source, ...] = (
    obligation_events, extension_events, fall_events, measure_events, inspection_events, sending_events
)  # fmt: skip
