"""Thẩm tra: confirming figures of the places, and returning exactly the cells that need another look."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import communes_editable_by, may_verify
from communes.models import Unit
from criteria.actions.findings import RowFaults, record_findings
from criteria.actions.submissions import held_submission, take_step
from criteria.enums import Stage, Step
from criteria.models import Finding, ReportingPeriod, ReturnedCell
from criteria.models.desk import DeskCell, read_desk
from criteria.models.expected import own_heads, reading_day
from criteria.permissions import indicators_editable_by, side_of_writer
from criteria.rules.admission import FigureRow
from criteria.rules.submissions import step_faults
from criteria.rules.verifying import confirm_faults, verified_day
from ntm_portal.vietnamese import day

CONFIRMED = "Xác nhận số liệu xã ngày {day}"


@dataclass(frozen=True, slots=True)
class Picked:
    """A cell somebody ticked: the place, the indicator, and the place's figure he saw there."""

    unit_id: int
    indicator_id: int
    finding_id: int


def confirming_row(cell: DeskCell, source: Finding, begins_on: dt.date) -> FigureRow:
    """The place's figure, said again by those who verify."""
    own, verified = cell.facts.own, cell.facts.verified
    on = verified_day(own, verified, begins_on)
    return FigureRow(
        cell.indicator.id, Stage.VERIFIED, on, own.figure_year,
        own.numerator, own.denominator, own.value, own.declared, own.finish_by, source.reason, own.source,
        CONFIRMED.format(day=day(own.assessed_on)), seen_finding_id=verified.id if verified else None,
    )  # fmt: skip


@transaction.atomic
def verify_cells(
    *, period: ReportingPeriod, cells: Iterable[Picked], by: User, at: dt.datetime, today: dt.date
) -> list[Finding]:
    """Xác nhận số liệu xã: a verified figure equal to the place's own for each cell, all of them or none."""
    picked, units = _allowed(cells, by)
    list(Unit.objects.filter(pk__in=picked).held().values_list("pk"))
    ids = {cell.indicator_id for of_unit in picked.values() for cell in of_unit}
    desk = read_desk(list(picked), list(ids), ReportingPeriod.objects.with_lock().get(pk=period.pk).facts, today)
    recorded, refused = [], []
    for unit_id, of_unit in picked.items():
        rows, faults = _confirming(of_unit, desk, period.begins_on)
        refused += [f"{units[unit_id].short_label}, {fault}" for fault in faults]
        if faults:
            continue
        try:
            recorded += record_findings(unit=units[unit_id], rows=rows, by=by, at=at, today=today)
        except RowFaults as faults:
            refused += [f"{units[unit_id].short_label}: {sentence}" for sentence in faults.messages]
    if refused:
        raise ValidationError(list(dict.fromkeys(refused)))
    return recorded


def _allowed(cells: Iterable[Picked], by: User) -> tuple[dict[int, list[Picked]], dict[int, Unit]]:
    """The ticked cells by place, if every one of them is the writer's to judge."""
    picked = defaultdict(list)
    for cell in cells:
        picked[cell.unit_id].append(cell)
    units = {unit.pk: unit for unit in communes_editable_by(by).filter(pk__in=picked)} if may_verify(by) else {}
    ids = {cell.indicator_id for of_unit in picked.values() for cell in of_unit}
    if units.keys() != picked.keys() or indicators_editable_by(by).filter(pk__in=ids).count() != len(ids):
        raise PermissionDenied
    return dict(picked), units


def _confirming(
    picked: list[Picked], desk: Mapping[tuple[int, int], DeskCell], begins_on: dt.date
) -> tuple[list[FigureRow], list[str]]:
    """The rows to record, and why some cannot be: nothing to confirm, a heavy warning, or another figure by now."""
    rows, faults = [], []
    words = Finding.objects.in_bulk([cell.finding_id for cell in picked])
    for one in picked:
        cell = desk[one.unit_id, one.indicator_id]
        found = confirm_faults(cell.waiting, heavy=cell.is_heavy)
        if cell.facts.own is None or cell.facts.own.id != one.finding_id:
            found = ["số liệu xã vừa thay đổi, mở lại trang để xem số mới"]
        faults += [f"chỉ tiêu {cell.indicator.number}: {fault}." for fault in found]
        if not found:
            rows.append(confirming_row(cell, words[one.finding_id], begins_on))
    return rows, faults


@transaction.atomic
def return_cells(
    *,
    period: ReportingPeriod,
    cells: Iterable[Picked],
    reason: str,
    answer_by: dt.date | None,
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> list[ReturnedCell]:
    """Trả lại xã: with a reason, exactly the ticked cells; only these open again for the place."""
    if answer_by and answer_by < today:
        raise ValidationError({"answer_by": f"Hạn trả lời phải từ hôm nay ({day(today)}) trở đi."})
    picked, units = _allowed(cells, by)
    returned = []
    for unit_id, of_unit in picked.items():
        returned += _return(units[unit_id], of_unit, period, reason, answer_by, by, at, today)
    return returned


def _return(unit, picked, period, reason, answer_by, by, at, today) -> list[ReturnedCell]:
    submission, facts = held_submission(unit, period, by, at)
    side = side_of_writer(by)
    if faults := step_faults(Step.RETURN, submission.state, side, facts):
        raise ValidationError([f"{unit.short_label}: {fault}" for fault in faults])
    heads = own_heads(unit, [cell.indicator_id for cell in picked], reading_day(facts, today))
    cells = []
    for one in picked:
        cell = ReturnedCell(
            submission=submission, indicator_id=one.indicator_id, finding=heads.get(one.indicator_id), reason=reason,
            answer_by=answer_by, returned_at=at, returned_by=by, sample=by.sample,
        )  # fmt: skip
        cell.full_clean()
        cell.save(force_insert=True)
        cells.append(cell)
    take_step(submission, Step.RETURN, by=by, at=at, side=side, holder=None, note=reason)
    return cells


@transaction.atomic
def verify_figure(*, unit: Unit, row: FigureRow, by: User, at: dt.datetime, today: dt.date) -> Finding:
    """Ghi số của huyện: the verified figure where it differs, with the reason why."""
    if not may_verify(by):
        raise PermissionDenied
    (finding,) = record_findings(unit=unit, rows=[row], by=by, at=at, today=today)
    audit(by=by, action="Thẩm tra", subject=str(unit), detail={"finding": finding.pk, "reason": row.reason}, at=at)
    return finding


def picked_of(words: str) -> Picked | None:
    """A ticked box as the page sends it: "place-indicator-finding"; None for anything else."""
    parts = words.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return None
    return Picked(*(int(part) for part in parts))
