"""The calendar of periods, and the board of one: who sent when, how full the sheets are, what is verified."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, QuerySet

from communes.enums import Level
from communes.models import Unit
from criteria.enums import PeriodState, Step, SubmissionState
from criteria.models import EmptyCell, Extension, Indicator, ReportingPeriod, ReturnedCell, Submission
from criteria.models.expected import expected_indicators
from criteria.rules.periods import PeriodFacts, state_of
from criteria.rules.submissions import Sending, sending
from criteria.tables.shares import Sent, Share, cells_of, share_of, shares_of, total_of, wholes_of
from ntm_portal.clock import LOCAL, end_of_day
from ntm_portal.vietnamese import day

NOT_SENT = SubmissionState.DRAFT


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One period of the calendar: its days, where it stands, how many sheets came in."""

    period: ReportingPeriod
    state: PeriodState
    sent: int
    expected: int

    @property
    def tag(self) -> str:
        """How the state is drawn."""
        return {PeriodState.LOCKED: "done", PeriodState.DUE: "soon", PeriodState.OPEN: "act"}.get(self.state, "plain")


def calendar_of(periods: QuerySet[ReportingPeriod], units: QuerySet[Unit], today: dt.date) -> list[CalendarLine]:
    """Every period, the newest begun first, with the sheets of the places the reader may see. Three queries."""
    rows = list(periods)
    found = Submission.objects.filter(period__in=rows, unit__in=units).exclude(state=NOT_SENT)
    sent = dict(found.values_list("period").annotate(Count("pk")))
    expected = units.count()
    lines = [CalendarLine(row, state_of(row.facts, today), sent.get(row.pk, 0), expected) for row in rows]
    return sorted(lines, key=lambda line: (line.state == PeriodState.COMING, -line.period.ends_on.toordinal()))


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One place in a period: its sheet, when it was due and sent, how full it is, how often it came back."""

    unit: Unit
    state: SubmissionState
    sending: Sending
    share: Share
    explained: int
    returned_times: int
    open_returned: int
    extended_to: dt.date | None

    @property
    def may_be_taken_over(self) -> bool:
        """Sent, and no cell is out."""
        return self.state == SubmissionState.SENT

    @property
    def tag(self) -> str:
        """How the line's timeliness is drawn."""
        if self.sending.is_missing or self.sending.is_late:
            return "late"
        return "done" if self.sending.sent_on else "plain"

    @property
    def note(self) -> str:
        """What else is to be said, as Biểu 15 prints it."""
        parts = [f"gia hạn đến {day(self.extended_to)}"] if self.extended_to else []
        parts += [f"{self.open_returned} ô chờ xã trả lời"] * bool(self.open_returned)
        parts += [f"{self.explained} ô trống có lý do"] * bool(self.explained)
        return "; ".join(parts)


@dataclass(frozen=True)
class Board:
    """A period over all places the reader may see."""

    period: PeriodFacts
    lines: Sequence[BoardLine]
    criteria: Sequence[Share]
    departments: Sequence[Share]

    @cached_property
    def late(self) -> list[BoardLine]:
        """Sent after their day."""
        return [line for line in self.lines if line.sending.is_late]

    @cached_property
    def missing(self) -> list[BoardLine]:
        """Past their day and not sent."""
        return [line for line in self.lines if line.sending.is_missing]

    @cached_property
    def waiting(self) -> list[BoardLine]:
        """Sheets the office can take over now."""
        return [line for line in self.lines if line.may_be_taken_over]

    @cached_property
    def sent(self) -> int:
        """How many sheets came in."""
        return sum(line.sending.sent_on is not None for line in self.lines)

    @cached_property
    def total(self) -> Share:
        """All cells of all places."""
        return total_of("Tổng số", [line.share for line in self.lines])


@dataclass(frozen=True, slots=True)
class Moment:
    """The day a period is looked at, and the last moment whose acts count."""

    day: dt.date
    until: dt.datetime


def _came(sheet: Submission, until: dt.datetime) -> bool:
    """Whether the sheet had been sent by a moment."""
    return sheet.sent_at is not None and sheet.sent_at <= until


def board_of(
    period: PeriodFacts,
    units: Sequence[Unit],
    indicators: QuerySet[Indicator],
    today: dt.date,
    known_at: dt.datetime | None = None,
) -> Board:
    """Everything about a period, counted in whole indicators (49). As many queries for one place as for all.

    What happened to the sheets (sent, returned, answered, given more time) counts up to the end of the day, or up to
    `known_at` where that is earlier: these are acts of the portal itself, true and known at the same moment.
    """
    until = min(end_of_day(today), known_at or end_of_day(today))
    rows = list(expected_indicators(Level.COMMUNE, period.ends_on).filter(pk__in=indicators).values_list(
        "pk", "part_of_id", "criterion__number", "criterion__short_name", "lead_department__short_name",
    ))  # fmt: skip
    sheets = {row.unit_id: row for row in Submission.objects.filter(period=period.id, unit__in=units)}
    sent = _sent(period, sheets, until)
    cells = cells_of(period, units, [row[0] for row in rows], sent, today, known_at)
    wholes = wholes_of(rows)
    shares = {unit.pk: share_of(unit.short_label, wholes, [cells.get(unit.pk, {})]) for unit in units}
    return Board(
        period,
        _lines(period, units, sheets, sent, shares, Moment(today, until)),
        shares_of(rows, cells, units, lambda row: (row[2], f"{row[2]} {row[3]}")),
        shares_of(rows, cells, units, lambda row: (row[4] or "~", row[4] or "Chưa giao phòng, ban")),
    )


def _sent(period: PeriodFacts, sheets: Mapping[int, Submission], until: dt.datetime) -> Sent:
    """When each sheet came in, what was explained as empty, what was given more time. Two queries.

    A reason for an empty cell has no moment of its own: looking back, it is known since its sheet was sent.
    """
    empty = defaultdict(list)
    explained = EmptyCell.objects.filter(submission__period=period.id).exclude(submission__sent_at__gt=until)
    for unit_id, indicator_id in explained.values_list("submission__unit", "indicator"):
        empty[unit_id].append(indicator_id)
    decided = Extension.objects.granted().filter(period=period.id, decided_at__lte=until)
    granted = decided.values_list("unit", "indicator")
    return Sent(
        on={pk: sheet.sent_at.astimezone(LOCAL).date() for pk, sheet in sheets.items() if _came(sheet, until)},
        empty=empty,
        until={(unit_id, cell): until for unit_id, cell, until in granted.annotate(Max("expires_on"))},
    )


def _lines(
    period: PeriodFacts,
    units: Sequence[Unit],
    sheets: Mapping[int, Submission],
    sent: Sent,
    shares: Mapping[int, Share],
    moment: Moment,
) -> list[BoardLine]:
    taken = {"steps__step": Step.RETURN, "steps__at__lte": moment.until}
    steps = Submission.objects.filter(period=period.id, **taken).values_list("unit_id")
    returned = dict(steps.annotate(Count("steps")))
    cells = ReturnedCell.objects.waiting_at(moment.until).filter(submission__period=period.id)
    waiting = Counter(cells.values_list("submission__unit", flat=True))
    return [
        _line(period, unit, sheets.get(unit.pk), sent, shares[unit.pk], moment.day, returned.get(unit.pk, 0),
              waiting[unit.pk])
        for unit in units
    ]  # fmt: skip


def _line(period, unit, sheet, sent, share, today, returned, waiting) -> BoardLine:
    until = sent.until.get((unit.pk, None))
    state = SubmissionState(sheet.state) if sheet else NOT_SENT
    return BoardLine(
        unit=unit, state=SubmissionState.LOCKED if period.locked_on else state,
        sending=sending(period.send_on, until, sent.on.get(unit.pk), today), share=share,
        explained=len(sent.empty.get(unit.pk, ())), returned_times=returned, open_returned=waiting, extended_to=until,
    )  # fmt: skip
