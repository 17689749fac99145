"""Gửi huyện: what stands between a sheet and its sending, and what came back from the district."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.enums import SubmissionState, Weight
from criteria.models import Indicator, ReturnedCell, Submission, SubmissionStep
from criteria.models.desk import DeskCell, read_desk
from criteria.models.expected import expected_indicators
from criteria.models.period import ReportingPeriod
from criteria.permissions import may_explain, may_send, side_of_writer
from criteria.rules.cautions import AT_EVIDENCE, Caution
from criteria.rules.periods import is_filled
from criteria.rules.submissions import Sending, sending
from criteria.rules.verdicts import shown
from ntm_portal.clock import LOCAL


@dataclass(frozen=True, slots=True)
class EmptyLine:
    """An indicator without a figure in the period, with the reason somebody gave, if somebody did."""

    indicator: Indicator
    reason: str

    @property
    def box(self) -> str:
        """What its box is called in the page."""
        return f"ly_do-{self.indicator.pk}"


@dataclass(frozen=True, slots=True)
class CautionLine:
    """One warning at one indicator, with the ways to where it is put right."""

    number: str
    short_name: str
    text: str
    address: str
    others: Sequence[tuple[str, str]]
    is_heavy: bool = False
    asks_for_paper: bool = False

    @classmethod
    def of(cls, caution: Caution, row: Indicator, place: str) -> "CautionLine":
        """The warning as it is printed for a place."""
        return cls(
            row.number, row.short_name, caution.text, caution.address(place), caution.others(place),
            caution.is_heavy, caution.check in AT_EVIDENCE,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CautionGroup:
    """Warnings of one weight."""

    weight: Weight
    lines: Sequence[CautionLine]

    @property
    def is_heavy(self) -> bool:
        return self.weight == Weight.HIGH


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A cell that came back: the figure then, the figure now, why, by when."""

    cell: ReturnedCell
    old: str
    new: str
    has_new: bool

    @property
    def box(self) -> str:
        return f"giai_trinh-{self.cell.indicator_id}"


@dataclass(frozen=True, slots=True)
class FinishPage:
    """Everything the page shows, and what its reader may do on it."""

    unit: Unit
    state: SubmissionState
    sending: Sending
    filled: int
    expected: int
    empty: Sequence[EmptyLine]
    cautions: Sequence[CautionGroup]
    returned: Sequence[ReturnedLine]
    steps: Sequence[SubmissionStep]
    may_send: bool
    may_explain: bool
    holders: Sequence[Appointment]

    @property
    def is_draft(self) -> bool:
        return self.state == SubmissionState.DRAFT

    @property
    def is_returned(self) -> bool:
        return self.state == SubmissionState.RETURNED

    @property
    def heavy(self) -> int:
        """Cells that must be looked at again; the sheet is sent with a reason."""
        return len({line.number for group in self.cautions if group.is_heavy for line in group.lines})

    @property
    def unexplained(self) -> int:
        """Empty cells that still say nothing."""
        return sum(not line.reason for line in self.empty)


def finish_page(unit: Unit, period: ReportingPeriod, by: User, today: dt.date) -> FinishPage:
    """The dialog before sending, for whoever opens it. A fixed number of queries."""
    facts = period.facts
    indicators = list(expected_indicators(unit.level, facts.ends_on))
    desk = read_desk([unit.pk], [row.pk for row in indicators], facts, today)
    cells = {row.pk: desk[unit.pk, row.pk] for row in indicators}
    sheet = Submission.objects.filter(unit=unit, period=period).first()
    state = SubmissionState(sheet.state) if sheet else SubmissionState.DRAFT
    empty = _empty(indicators, cells, sheet, facts)
    sent_on = sheet.sent_at.astimezone(LOCAL).date() if sheet and sheet.sent_at else None
    return FinishPage(
        unit=unit,
        state=SubmissionState.LOCKED if facts.locked_on else state,
        sending=sending(facts.send_on, None, sent_on, today),
        filled=whole_indicators(indicators) - whole_indicators(line.indicator for line in empty),
        expected=whole_indicators(indicators),
        empty=empty,
        cautions=_cautions(indicators, cells, unit.slug),
        returned=_returned(sheet, cells),
        steps=_steps(sheet),
        may_send=may_send(by, unit) and not facts.locked_on,
        may_explain=may_explain(by, unit) and not facts.locked_on,
        holders=_holders(unit, by, today),
    )


def whole_indicators(rows: Iterable[Indicator]) -> int:
    """How many indicators some rows are, as the board of the period counts: parts are no indicators (49)."""
    return len({row.part_of_id or row.pk for row in rows})


def _empty(indicators, cells: dict[int, DeskCell], sheet: Submission | None, facts) -> list[EmptyLine]:
    reasons = dict(sheet.empty_cells.values_list("indicator_id", "reason")) if sheet else {}
    owns = {row.pk: cells[row.pk].facts.own for row in indicators}
    missing = [row for row in indicators if not is_filled(facts, owns[row.pk].assessed_on if owns[row.pk] else None)]
    return [EmptyLine(row, reasons.get(row.pk, "")) for row in missing]


def _cautions(indicators, cells: dict[int, DeskCell], slug: str) -> list[CautionGroup]:
    lines = [
        (caution.weight, CautionLine.of(caution, row, slug)) for row in indicators for caution in cells[row.pk].cautions
    ]
    weights = [Weight.HIGH, Weight.MEDIUM, Weight.LOW]
    groups = [CautionGroup(weight, [line for weighed, line in lines if weighed == weight]) for weight in weights]
    return [group for group in groups if group.lines]


def _returned(sheet: Submission | None, cells: dict[int, DeskCell]) -> list[ReturnedLine]:
    if sheet is None:
        return []
    rows = sheet.returned_cells.unanswered().in_order()
    found = rows.select_related("indicator", "finding", "returned_by__department")
    return [returned_line(row, cells[row.indicator_id]) for row in found]


def returned_line(row: ReturnedCell, cell: DeskCell) -> ReturnedLine:
    """Old and new side by side, as they are printed."""
    own = cell.facts.own
    has_new = own is not None and own.id != row.finding_id
    old = shown(row.finding, cell.indicator, cell.target) if row.finding else "…"
    return ReturnedLine(row, old, shown(own, cell.indicator, cell.target) if has_new else "", has_new)


def _steps(sheet: Submission | None) -> list[SubmissionStep]:
    return list(sheet.steps.select_related("by", "on_behalf_of__officer", "on_behalf_of__unit")) if sheet else []


def _holders(unit: Unit, by: User, today: dt.date) -> list[Appointment]:
    """In whose name the office may send: the heads in office today."""
    if side_of_writer(by) == "COMMUNE":
        return []
    return list(Appointment.objects.heads_of(unit, today).filter(sample__in={False, by.sample}).select_related("unit"))
