"""A typed cell on its way to the books: read like a row of the sheet, checked, stored, or refused with words."""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils.timezone import localtime

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.actions.cells import withdraw_cell
from criteria.actions.findings import RowFaults
from criteria.actions.sheets import check_sheet, record_sheet
from criteria.enums import Stage, Via
from criteria.forms.cell import Sent, asked, cell_words, split
from criteria.forms.entry import representable
from criteria.forms.sheet import Common, Row, read_figure
from criteria.forms.sheet_rows import with_ratio
from criteria.models import Finding
from criteria.permissions import findings_changeable_by, indicators_editable_by
from criteria.rules.cautions import ways
from criteria.rules.locks import LockAnswer
from criteria.rules.verdicts import shown
from criteria.status import current_set
from criteria.tables.sheet import Line, sheet_lines
from ntm_portal.vietnamese import day

SAVED, LOCKED, STALE, REFUSED = 200, 403, 409, 422
GONE = "Số liệu này không còn hiệu lực: đã có người rút hoặc đính chính trước. Mở lại lưới để xem số đang có."


@dataclass(slots=True)
class Answer:
    """What a cell is told: a status of meaning, and the words that go with it."""

    status: int
    sentences: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    ways: list[tuple[str, str]] = field(default_factory=list)
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes about which place, at which stage, on which day."""

    unit: Unit
    stage: Stage
    by: User
    today: dt.date

    def lines(self, number: str) -> dict[str, Line]:
        """The row of an indicator, with the parts or the whole it hangs together with."""
        judged_by = current_set(self.unit.level, self.today)
        near = Q(number=number) | Q(part_of__number=number) | Q(parts__number=number)
        rows = indicators_editable_by(self.by).filter(near, criterion__criteria_set=judged_by).distinct()
        found = sheet_lines(self.unit, rows, self.stage, self.today)
        return {line.label.number: line for criterion in found for line in criterion.lines}

    def represented(self, holder: str) -> tuple[Appointment | None, list[str]]:
        """Whose word is typed, where the office types for a commune; and what is missing about it."""
        holders = {str(each.pk): each for each in representable(self.unit, self.stage, self.by, self.today)}
        if not holders or holder in holders:
            return holders.get(holder), []
        return None, ["Chọn người được nhập thay."]


def save_cell(desk: Desk, line: Line, sent: Sent, at: dt.datetime) -> Answer:
    """Store what was typed in a cell, or say why not."""
    row = read_row(desk, line, sent)
    holder, missing = desk.represented(sent.on_behalf_of)
    if row.figure is None or missing:
        wanted = {"asks": asked(row.typed, line)}
        return Answer(REFUSED, row.messages + missing, details=wanted)
    pk = line.indicator.id
    checked = check_sheet(unit=desk.unit, rows=[row.figure], by=desk.by, at=at, today=desk.today)[pk]
    row.take(checked)
    if not row.is_right:
        return refused(row, checked.locked)
    try:
        found = record_sheet(
            unit=desk.unit, rows=[row.figure], by=desk.by, at=at, today=desk.today, via=Via.GRID,
            on_behalf_of=holder,
        )  # fmt: skip
    except RowFaults as faults:
        row.other = faults.stale.get(pk)
        for sentence in faults.rows.get(pk, []):
            row.refuse(sentence)
        return refused(row, faults.locked.get(pk))
    also = ways(row.cautions, desk.unit.place)
    return Answer(SAVED, warnings=row.warnings, ways=also, details={"finding": found[0].pk if found else None})


def refused(row: Row, lock: LockAnswer | None) -> Answer:
    """Why a cell was not stored: locked, somebody else's newer figure, or what is wrong with what was typed.

    Where the office may write into a locked cell with a reason, the reason is asked for.
    """
    wanted = asked(row.typed, row.line)
    if lock and not lock.only_with_reason:
        return Answer(LOCKED, [lock.words])
    if row.other is not None:
        return Answer(STALE, row.messages, details={"other": other_words(row.line, row)})
    return Answer(REFUSED, row.messages, details={"asks": list(dict.fromkeys(["reason"] * bool(lock) + wanted))})


def read_row(desk: Desk, line: Line, sent: Sent) -> Row:
    """The cell as a row of the sheet."""
    typed = sent.typed
    if sent.text is not None:
        typed = replace(typed, **split(sent.text, line, typed.numerator))
    row = Row(line, typed, seen=sent.seen, clash=sent.clash, choice=sent.choice)
    row.figure = read_figure(row, Common(desk.stage))
    return row


def other_words(line: Line, row: Row) -> dict[str, object]:
    """Somebody else's newer figure beside one's own."""
    other = row.other
    return {
        "id": other.pk,
        "shown": with_ratio(other, line.indicator, line.status.target),
        "mine": with_ratio(row.figure, line.indicator, line.status.target),
        "by": other.entered_by.full_name,
        "day": day(other.assessed_on),
        "at": moment_words(other.recorded_at),
    }


def moment_words(at: dt.datetime) -> str:
    """ "09:12 ngày 25/9/2017", in local time."""
    local = localtime(at)
    return f"{local:%H:%M} ngày {day(local.date())}"


def withdraw(desk: Desk, line: Line, sent: Sent, at: dt.datetime) -> Answer:
    """Take back the figure that the cell showed; the one before it holds again."""
    if not sent.typed.reason:
        return Answer(REFUSED, ["Nêu lý do rút số liệu."], details={"asks": ["reason"]})
    mine = Finding.objects.filter(unit=desk.unit, entered_by=desk.by, corrected_by__is_void=True)
    live = findings_changeable_by(desk.by, desk.unit).filter(stage=desk.stage)
    rows = (live | mine).filter(pk=sent.seen, indicator=line.indicator.id)
    finding = rows.first()
    if finding is None:
        return Answer(REFUSED, [GONE])
    try:
        withdraw_cell(
            unit=desk.unit, finding=finding, reason=sent.typed.reason, by=desk.by, at=at, today=desk.today
        )  # fmt: skip
    except RowFaults as faults:
        if lock := faults.locked.get(line.indicator.id):
            return Answer(LOCKED, [lock.words])
        other = faults.stale.get(line.indicator.id)
        newer = shown(other, line.indicator, line.status.target) if other else ""
        words = [f"Đã có số mới hơn: {newer}. Mở lại ô để xem."] if other else []
        return Answer(REFUSED, faults.rows.get(line.indicator.id, []) + words)
    return Answer(SAVED)


def states(lines: dict[str, Line], number: str, today: dt.date) -> dict[str, object]:
    """How the cell stands now, and the wholes or parts it hangs together with."""
    also = {other: cell_words(line, today) for other, line in lines.items() if other != number}
    return {"cell": cell_words(lines[number], today)} | ({"also": also} if also else {})
