"""The figures of a commune's report, each read from what its own forms print."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from criteria.enums import Verdict
from criteria.models import Indicator
from criteria.rules.gaps import gap_words
from criteria.rules.verdicts import measured
from criteria.status import IndicatorStatus, read_indicators
from directives.models import InspectionRequest
from directives.tables.states import obligation_states
from directives.tables.tasks import answering_of
from ntm_portal.vietnamese import counted, day, lower_first
from reports.rules.commune_facts import Failing, Group, Met, Sent
from reports.rules.periodic_facts import Coming, DueFacts, Falls, NextFacts, Overdue
from reports.tables.brief import Brief
from reports.tables.due import DONE
from reports.tables.form_06 import blocks_of
from reports.tables.form_10 import table_10
from reports.tables.matrix import Matrix
from reports.tables.overdue import late_words
from reports.tables.periodic_facts import FAILING, dues_of, falls_of
from reports.tables.periodic_work import sending_of


def met_of(full: Matrix) -> Met:
    """The one row of the matrix, counted."""
    (line,) = full.lines
    tally = line.tally
    others = [
        (lower_first(verdict.label), count)
        for verdict, count in zip(FAILING, (tally.not_met, tally.nearly, tally.unassessed), strict=True)
        if count
    ]
    gained = [(full.criteria[at].number, full.criteria[at].name) for at in line.risen if line.meets[at]]
    return Met(
        tally.met, tally.required, tally.na, line.before.met, gained, others, line.recognised,
        is_told=tally.is_told, was_told=line.before.is_told and not line.is_new,
    )  # fmt: skip


def groups_of(full: Matrix) -> Iterator[Group]:
    """The same row, group by group."""
    (line,) = full.lines
    rows = zip(full.criteria, line.squares, strict=True)
    for (code, name), members in groupby(rows, key=lambda row: (row[0].group, row[0].group_name)):
        told = [(c.number, c.name, lower_first(one.verdict.label), one.verdict == Verdict.MET) for c, one in members]
        yield Group(code, name, told)


def dues_here(brief: Brief) -> Iterator[tuple[DueFacts, str]]:
    """The row of Biểu 06, indicator by indicator, each with its verdict in words."""
    for due, block in zip(dues_of(brief), blocks_of(brief), strict=True):
        yield due, lower_first(block.statuses[0].cell.verdict.label)


def failing_of(brief: Brief) -> list[Failing]:
    """The criteria that are not met, the lowest number first, each with the indicators that fail. Six queries."""
    full, (line,) = brief.matrix, brief.matrix.lines
    failing = {
        c.id: (c, one.verdict) for c, one in zip(full.criteria, line.squares, strict=True) if one.verdict in FAILING
    }
    rows = Indicator.objects.filter(criterion__in=failing).order_by("display_order", "pk")
    indicators = [row for row in rows if row.pk not in {one.part_of_id for one in rows}]
    unit, period = brief.place.pk, brief.period
    statuses = read_indicators([unit], [row.pk for row in indicators], period.as_of, period.known_at)
    lacking: dict[int, list[str]] = {}
    for row in indicators:
        status = statuses[unit, row.pk]
        if status.cell.verdict not in DONE:
            lacking.setdefault(row.criterion_id, []).append(lacking_words(row, status))
    return [
        Failing(criterion.number, criterion.name, lower_first(verdict.label), lacking.get(pk, []))
        for pk, (criterion, verdict) in failing.items()
    ]


def lacking_words(row: Indicator, status: IndicatorStatus) -> str:
    """ "15.1 Bảo hiểm y tế 83,77% (yêu cầu ≥ 85%), còn thiếu 106 người"; "19.2 An ninh, trật tự chưa đạt"."""
    told = f"{row.number} {row.short_name}"
    verdict = lower_first(Verdict(status.cell.verdict).label)
    if status.official is None or measured(status.official) is None:
        return f"{told} {verdict}"
    way = gap_words(status.gap) if status.gap else verdict
    return f"{told} {status.shown} (yêu cầu {lower_first(status.required)}), {way}"


def plans_of(brief: Brief) -> list[str]:
    """The plans that run and whose goal is not reached: "11 Hộ nghèo (đến ngày 30/9/2017)"."""
    return [
        f"{line.plan.subject_number} {line.plan.subject_name} (đến ngày {day(line.plan.reach_by)})"
        for line in brief.read.plans
        if not line.standing.is_reached
    ]


def falls_here(brief: Brief) -> Falls:
    """The parts of Biểu 10 of the commune, without its name before each."""
    told = falls_of(table_10(brief))
    parts = (told.fallen, told.by_level, told.at_risk, told.recovered)
    return Falls(*([_without_place(row) for row in part] for part in parts))


def _without_place(row: str) -> str:
    return row.partition(" (")[2].removesuffix(")")


def sent_of(brief: Brief) -> Sent | None:
    """The one line of Biểu 15; None where no period of the calendar covers the day."""
    told = sending_of(brief, brief.units)
    if told is None:
        return None
    if told.missing:
        return Sent(told.period, "quá hạn chưa gửi")
    if told.late:
        return Sent(told.period, "đã gửi, chậm hạn")
    return Sent(told.period, "đã gửi đúng hạn" if told.sent else "chưa gửi, chưa đến hạn")


def overdue_here(brief: Brief) -> Overdue:
    """What the commune should have done by now; the district's own is not its."""
    own = [item for item in brief.overdue if item.commune]
    return Overdue(len(own), late_words(own))


def coming_to(brief: Brief, until: dt.date) -> NextFacts:
    """Tasks, requests of inspections and goals of plans with a day after this one, the nearest first."""
    tasks = [*_tasks(brief, until), *_requests(brief, until), *_plans(brief, until)]
    return NextFacts(until, sorted(tasks, key=lambda task: task.due_on))


def _tasks(brief: Brief, until: dt.date) -> Iterator[Coming]:
    as_of = brief.period.as_of
    for state in obligation_states([brief.place.pk], as_of, brief.period.known_at):
        if not state.is_settled and state.until and as_of < state.until <= until:
            asked = state.obligation
            yield Coming(f"Mục {asked.clause}: {asked.title}", answering_of(asked), state.until)


def _requests(brief: Brief, until: dt.date) -> Iterator[Coming]:
    as_of = brief.period.as_of
    left = InspectionRequest.objects.open_on(as_of, brief.period.known_at)
    # What is put to a department of the district is not for the commune to do.
    rows = left.filter(due_on__gt=as_of, due_on__lte=until, department=None)
    days = Counter(rows.filter(inspection__unit=brief.place).values_list("due_on", flat=True))
    for due_on, count in days.items():
        yield Coming(f"Thực hiện {counted(count)} kiến nghị sau kiểm tra", _office(brief), due_on)


def _plans(brief: Brief, until: dt.date) -> Iterator[Coming]:
    for line in brief.read.plans:
        plan = line.plan
        if not line.standing.is_reached and brief.period.as_of < plan.reach_by <= until:
            subject = f"{plan.subject_number} {plan.subject_name}"
            yield Coming(f"Đạt mục tiêu kế hoạch hoàn thiện {subject}", _office(brief), plan.reach_by)


def _office(brief: Brief) -> str:
    return f"UBND {lower_first(brief.place.label)}"
