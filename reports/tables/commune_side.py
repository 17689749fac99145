"""Beside the criteria of a commune: who answers for it, and what was recorded last."""

import datetime as dt
from dataclasses import dataclass

from communes.enums import HEAD_POSTS
from communes.models import Appointment, Unit
from criteria.models import Finding
from criteria.rules.facts import IndicatorFacts
from criteria.rules.verdicts import shown
from ntm_portal.vietnamese import day_month, month_year
from reports.tables.commune import CommuneRead
from reports.tables.commune_lines import ratio_words

LOG_LINES = 5


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone in office on the day."""

    post: str
    name: str
    since: str
    phone: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One figure the portal learnt: when, from whom, what."""

    at: dt.datetime
    who: str
    number: str
    words: str


def holders_of(unit: Unit, as_of: dt.date) -> list[Holder]:
    """The heads first, then the member in charge from the district, then the officer. One query."""
    rows = Appointment.objects.on(as_of).filter(unit=unit).select_related("officer", "unit").by_post()
    return [_holder(row) for row in rows]


def _holder(row: Appointment) -> Holder:
    since = f"từ {month_year(row.valid_from.year, row.valid_from.month)}" if row.post in HEAD_POSTS else ""
    return Holder(row.post_label, row.officer.name, since, row.officer.phone, f"/nguoi/{row.officer_id}/")


def log_of(read: CommuneRead) -> list[LogLine]:
    """The last figures recorded of those true by the day, corrections and withdrawals too. One query."""
    facts = {pk: status.indicator for (_, pk), status in read.statuses.items()}
    rows = Finding.objects.known_at(read.period.known_at).filter(
        unit=read.unit, indicator__in=facts, assessed_on__lte=read.period.as_of
    )
    newest = rows.select_related("entered_by").order_by("-recorded_at", "-pk")[:LOG_LINES]
    return [_log_line(finding, facts[finding.indicator_id]) for finding in newest]


def _log_line(finding: Finding, indicator: IndicatorFacts) -> LogLine:
    return LogLine(finding.recorded_at, finding.entered_by.full_name, indicator.number, _what(finding, indicator))


def _what(finding: Finding, indicator: IndicatorFacts) -> str:
    dated = f"số liệu ngày {day_month(finding.assessed_on)}"
    if finding.is_void:
        return f"rút {dated}"
    verb = "đính chính thành " if finding.corrects_id else ""
    ratio = ratio_words(finding)
    result = shown(finding, indicator, None)
    return f"{verb}{f'{ratio} {indicator.counted}, ' if ratio else ''}{result}, {dated}"
