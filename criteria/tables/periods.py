"""The calendar of periods, and the board of one: who sent when, how full the sheets are, what is verified."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, QuerySet

from communes.enums import Level
from communes.models import Unit
from criteria.enums import PeriodState, Stage, Step, SubmissionState
from criteria.models import EmptyCell, Extension, Finding, Indicator, ReportingPeriod, ReturnedCell, Submission
from criteria.models.expected import expected_indicators, reading_day
from criteria.rules.facts import FindingFacts
from criteria.rules.periods import PeriodFacts, is_filled, state_of
from criteria.rules.submissions import Sending, sending
from criteria.rules.verifying import is_settled
from ntm_portal.clock import LOCAL
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
class Share:
    """How many of the expected cells have a figure, and how many of those are verified."""

    label: str
    expected: int
    filled: int
    verified: int

    @property
    def filled_width(self) -> int:
        """Per cent of the bar, rounded down so that only a full one looks full."""
        return 100 * self.filled // self.expected if self.expected else 0

    @property
    def verified_width(self) -> int:
        return 100 * self.verified // self.expected if self.expected else 0


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
    def sent(self) -> int:
        """How many sheets came in."""
        return sum(line.sending.sent_on is not None for line in self.lines)

    @cached_property
    def total(self) -> Share:
        """All cells of all places."""
        shares = [line.share for line in self.lines]
        return Share(
            "Tổng số", sum(s.expected for s in shares), sum(s.filled for s in shares), sum(s.verified for s in shares)
        )


def board_of(period: PeriodFacts, units: Sequence[Unit], indicators: QuerySet[Indicator], today: dt.date) -> Board:
    """Everything about a period, counted in whole indicators (49). Seven queries for any number of places."""
    rows = list(expected_indicators(Level.COMMUNE, period.ends_on).filter(pk__in=indicators).values_list(
        "pk", "part_of_id", "criterion__number", "criterion__short_name", "lead_department__short_name",
    ))  # fmt: skip
    cells = _cells(period, units, [row[0] for row in rows], today)
    return Board(
        period,
        _lines(period, units, rows, cells, today),
        _shares(rows, cells, units, lambda row: (row[2], f"{row[2]} {row[3]}")),
        _shares(rows, cells, units, lambda row: (row[4] or "~", row[4] or "Chưa giao phòng, ban")),
    )


Cells = dict[tuple[int, int], tuple[bool, bool]]


def _cells(period: PeriodFacts, units: Sequence[Unit], ids: Collection[int], today: dt.date) -> Cells:
    """(unit, indicator) → whether a figure of the place answers for the period, and whether it was verified since."""
    heads = Finding.objects.heads([unit.pk for unit in units], ids, reading_day(period, today))
    sides: dict[tuple[int, int], dict[bool, FindingFacts]] = defaultdict(dict)
    for unit_id, pk, facts in heads.facts():
        sides[unit_id, pk][facts.stage == Stage.SELF] = facts
    return {
        key: (is_filled(period, of_cell[True].assessed_on), is_settled(of_cell[True], of_cell.get(False)))
        for key, of_cell in sides.items()
        if True in of_cell
    }


def _counted(rows: Iterable[tuple], cells: Cells, unit_id: int) -> tuple[int, int, int]:
    """Whole indicators of a place: expected, filled, verified; one in parts counts once all its parts do."""
    whole = defaultdict(list)
    for pk, part_of, *_ in rows:
        whole[part_of or pk].append(cells.get((unit_id, pk), (False, False)))
    filled = [all(has for has, _ in parts) for parts in whole.values()]
    verified = [all(has and done for has, done in parts) for parts in whole.values()]
    return len(whole), sum(filled), sum(verified)


def _shares(rows, cells: Cells, units: Sequence[Unit], named) -> list[Share]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[named(row)].append(row)
    shares = []
    for (_, label), members in sorted(grouped.items()):
        counts = [_counted(members, cells, unit.pk) for unit in units]
        shares.append(Share(label, *(sum(column) for column in zip(*counts, strict=True))) if counts else None)
    return [share for share in shares if share]


def _lines(period: PeriodFacts, units: Sequence[Unit], rows, cells: Cells, today: dt.date) -> list[BoardLine]:
    sheets = {row.unit_id: row for row in Submission.objects.filter(period=period.id, unit__in=units)}
    steps = Submission.objects.filter(period=period.id, steps__step=Step.RETURN).values_list("unit_id")
    returned = dict(steps.annotate(Count("steps")))
    waiting = Counter(
        ReturnedCell.objects.unanswered()
        .filter(submission__period=period.id)
        .values_list("submission__unit", flat=True)
    )
    explained = Counter(
        EmptyCell.objects.filter(submission__period=period.id).values_list("submission__unit", flat=True)
    )
    granted = Extension.objects.granted().filter(period=period.id, indicator=None).values_list("unit")
    until = dict(granted.annotate(Max("expires_on")))
    return [
        _line(period, unit, sheets.get(unit.pk), Share(unit.short_label, *_counted(rows, cells, unit.pk)), today,
              explained[unit.pk], returned.get(unit.pk, 0), waiting[unit.pk], until.get(unit.pk))
        for unit in units
    ]  # fmt: skip


def _line(period, unit, sheet, share, today, explained, returned, waiting, until) -> BoardLine:
    sent_on = sheet.sent_at.astimezone(LOCAL).date() if sheet and sheet.sent_at else None
    state = SubmissionState(sheet.state) if sheet else NOT_SENT
    return BoardLine(
        unit=unit, state=SubmissionState.LOCKED if period.locked_on else state,
        sending=sending(period.send_on, until, sent_on, today), share=share, explained=explained,
        returned_times=returned, open_returned=waiting, extended_to=until,
    )  # fmt: skip
