"""What departments verified late, or not at all, period by period."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from communes.enums import Level
from criteria.enums import PeriodKind, Stage
from criteria.models import Finding, ReportingPeriod
from criteria.models.expected import expected_indicators, reading_day
from criteria.rules.facts import FindingFacts
from criteria.rules.periods import PeriodFacts, is_filled
from criteria.rules.verifying import is_settled
from directives.enums import EventKind
from directives.rules.accountability import Event
from directives.tables.events import Asked
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import counted, day

LATE, OPEN = "late", "open"
Sides = dict[tuple[int, int], dict[bool, FindingFacts]]


def verifying_events(asked: Asked) -> dict[int, list[Event]]:
    """Department → one event for each month whose day of verifying has passed and left it something. Queries: months.

    Only months are counted: longer periods ask for the same figures again.
    """
    leads = dict(
        expected_indicators(Level.COMMUNE, asked.span.ends_on)
        .filter(lead_department__isnull=False)
        .values_list("pk", "lead_department_id")
    )
    found: dict[int, list[Event]] = defaultdict(list)
    for period in _months(asked):
        counts = _counts(_sides(period.facts, asked, leads), period.facts, leads)
        for department_id, seen in counts.items():
            found[department_id].append(_event(period, seen))
    return found


def _months(asked: Asked) -> list[ReportingPeriod]:
    rows = ReportingPeriod.objects.filter(
        kind=PeriodKind.MONTH, district__in={unit.parent_id for unit in asked.units},
        verify_on__gte=asked.span.begins_on, verify_on__lte=asked.span.ends_on, verify_on__lt=asked.as_of,
    )  # fmt: skip
    return list(rows.with_lock().order_by("verify_on"))


def _sides(period: PeriodFacts, asked: Asked, leads: Iterable[int]) -> Sides:
    """Cell → what the place itself and who verifies last said for the period. One query."""
    sides: Sides = defaultdict(dict)
    heads = Finding.objects.heads(asked.unit_ids, list(leads), reading_day(period, asked.as_of), asked.known_at)
    for unit_id, pk, facts in heads.facts():
        sides[unit_id, pk][facts.stage == Stage.SELF] = facts
    return sides


def _counts(sides: Sides, period: PeriodFacts, leads: dict[int, int]) -> dict[int, Counter]:
    """Department → how many of its cells were verified late, and how many still wait."""
    found: dict[int, Counter] = defaultdict(Counter)
    for (_, indicator_id), of_cell in sides.items():
        own, verified = of_cell.get(True), of_cell.get(False)
        if own is None or not is_filled(period, own.assessed_on):
            continue
        if not is_settled(own, verified):
            found[leads[indicator_id]][OPEN] += 1
        elif _local(verified) > period.verify_on:
            found[leads[indicator_id]][LATE] += 1
    return found


def _local(facts: FindingFacts) -> dt.date:
    return facts.recorded_at.astimezone(LOCAL).date()


def _event(period: ReportingPeriod, seen: Counter) -> Event:
    parts: Sequence[str] = [
        f"{counted(seen[LATE])} ô thẩm tra sau hạn" if seen[LATE] else "",
        f"{counted(seen[OPEN])} ô chưa thẩm tra" if seen[OPEN] else "",
    ]
    words = f"hạn {day(period.verify_on)}, {', '.join(part for part in parts if part)}"
    href = f"/ky-bao-cao/{period.code}/"
    return Event(0, EventKind.VERIFIED_LATE, period.verify_on, f"Kỳ {period.name}", words, href)
