"""The period a page looks at: taken from the address, else the one that runs today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from criteria.enums import PeriodState
from criteria.models import ReportingPeriod
from criteria.rules.periods import PeriodFacts, governing, state_of
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class PeriodLens:
    """The chosen period beside the others one may choose; `due` says which step is due when."""

    period: ReportingPeriod
    facts: PeriodFacts
    choices: Sequence[ReportingPeriod]
    state: PeriodState
    tag: str
    due: str
    is_current: bool

    @property
    def query(self) -> str:
        """What keeps the period in an address; nothing for the one that runs."""
        return "" if self.is_current else f"?ky={self.period.code}"


def period_lens(periods: QuerySet[ReportingPeriod], asked: str, today: dt.date, step: str) -> PeriodLens | None:
    """The period of the address (an unknown code counts as none), of today, or the last begun. One query."""
    rows = [row for row in periods if row.begins_on <= today]
    if not rows:
        return None
    by_facts = {row.facts: row for row in rows}
    running = governing(by_facts, today)
    current = by_facts[running] if running else max(rows, key=lambda row: row.ends_on)
    chosen = next((row for row in rows if row.code == asked), current)
    tag, due = due_words(chosen.facts, today, step)
    newest_first = sorted(rows, key=lambda row: (-row.ends_on.toordinal(), -row.begins_on.toordinal()))
    return PeriodLens(chosen, chosen.facts, newest_first, state_of(chosen.facts, today), tag, due, chosen == current)


STEPS = {"send": ("Hạn gửi", "send_on"), "verify": ("Hạn thẩm tra", "verify_on"), "lock": ("Hạn chốt", "lock_on")}


def due_words(period: PeriodFacts, today: dt.date, step: str) -> tuple[str, str]:
    """How the due day of a step is drawn and said: "Hạn gửi 20/9/2017, quá 5 ngày"."""
    if period.locked_on:
        return "done", f"Đã chốt ngày {day(period.locked_on)}"
    label, field = STEPS[step]
    due_on = getattr(period, field)
    left = (due_on - today).days
    if left == 0:
        return "soon", f"{label} {day(due_on)}, hôm nay"
    if left < 0:
        return "late", f"{label} {day(due_on)}, quá {-left} ngày"
    return ("soon" if left <= 7 else "plain"), f"{label} {day(due_on)}, còn {left} ngày"
