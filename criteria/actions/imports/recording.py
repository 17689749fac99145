"""A previewed file becomes figures, all of its ticked lines or none; and can be taken back as a whole."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.enums import Role
from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from criteria.actions.findings import RowFaults, record_findings
from criteria.actions.imports.previewing import preview
from criteria.enums import Heap, Stage, Via
from criteria.models import Finding, ImportBatch, ImportLine
from criteria.rules.admission import FigureRow

NOTHING = "Chưa chọn dòng nào để ghi."
NO_REASON = "Có dòng cũ hơn số liệu hiện có: nêu lý do ghi các dòng này."
CLOSED_CELLS = "Có dòng ghi vào ô đã khóa: nêu lý do ghi các dòng này."
NO_HOLDER = "Chọn người được nhập thay."


class LinesRefused(ValidationError):
    """Some ticked line could not be recorded any more, so none was; the sentences name place and indicator."""


@transaction.atomic
def tick_lines(*, batch: ImportBatch, shown: Iterable[int], ticked: Iterable[int]) -> None:
    """Đánh dấu: of the lines shown on a page, those that are to be recorded."""
    lines = batch.lines.filter(pk__in=list(shown), may_choose=True)
    wanted = set(ticked)
    lines.filter(pk__in=wanted).exclude(chosen=True).update(chosen=True)
    lines.exclude(pk__in=wanted).exclude(chosen=False).update(chosen=False)


@transaction.atomic
def tick_heap(*, batch: ImportBatch, heap: Heap, ticked: bool) -> None:
    """Chọn hoặc bỏ chọn cả một nhóm."""
    batch.lines.filter(heap=heap, may_choose=True).update(chosen=ticked)


@transaction.atomic
def apply_import(*, batch: ImportBatch, by: User, at: dt.datetime, today: dt.date, reason: str = "") -> ImportBatch:
    """Ghi số liệu của tệp: the ticked lines as figures, in one transaction with one line in the audit trail.

    Each line names the finding its preview was compared with; raises LinesRefused when another one speaks now.
    """
    batch = ImportBatch.objects.light().select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.applied_at is not None:
        raise ValidationError("Tệp này đã được ghi.")
    lines = list(batch.lines.ticked().order_by("unit_id", "position"))
    check_ready(batch, lines, by, reason)
    by_unit = defaultdict(list)
    for line in lines:
        by_unit[line.unit_id].append(line)
    record_units(batch, by_unit, by, at, today, reason)
    batch.applied_at = at
    batch.save(update_fields=["applied_at"])
    audit(by=by, action="Nhập tệp số liệu", subject=batch.file_name, detail={"import": batch.pk, "lines": len(lines)})
    return batch


def check_ready(batch: ImportBatch, lines: list[ImportLine], by: User, reason: str) -> None:
    """What must be said before anything is recorded."""
    if not lines:
        raise ValidationError(NOTHING)
    unexplained = [] if reason else [line for line in lines if line.needs_reason]
    if unexplained:
        is_older = any(line.heap == Heap.OLDER for line in unexplained)
        raise ValidationError({"reason": NO_REASON if is_older else CLOSED_CELLS})
    if batch.stage == Stage.SELF and by.role == Role.DISTRICT_NTM_OFFICE and batch.on_behalf_of is None:
        raise ValidationError(NO_HOLDER)


def record_units(
    batch: ImportBatch,
    by_unit: dict[int, list[ImportLine]],
    by: User,
    at: dt.datetime,
    today: dt.date,
    reason: str,
) -> None:
    """Every place through the one write path; what is refused anywhere refuses everything."""
    units = list(Unit.objects.filter(pk__in=by_unit, level=Level.COMMUNE).held())
    refused = []
    for unit in units:
        lines = by_unit[unit.pk]
        rows = [line.row(Stage(batch.stage), reason) for line in lines]
        try:
            findings = record_findings(
                unit=unit, rows=rows, by=by, at=at, today=today, via=Via.FILE, on_behalf_of=batch.on_behalf_of
            )
        except RowFaults as faults:
            refused += sentences_of(unit, lines, faults)
            continue
        for line, finding in zip(lines, findings, strict=True):
            line.made = finding
        ImportLine.objects.bulk_update(lines, ["made"], batch_size=500)
    if refused:
        raise LinesRefused(refused)


def sentences_of(unit: Unit, lines: Iterable[ImportLine], faults: RowFaults) -> list[str]:
    """Why lines of a place were not recorded, each with its cell."""
    sentences = []
    for line in lines:
        named = f"{unit.label}, {line.number} (ô {line.address})"
        if other := faults.stale.get(line.indicator_id):
            sentences.append(f"{named}: {other.entered_by.full_name} vừa ghi số khác sau khi mở bản xem trước.")
        sentences += [f"{named}: {sentence}" for sentence in faults.rows.get(line.indicator_id, [])]
    return sentences


@transaction.atomic
def refresh(*, batch: ImportBatch, by: User, today: dt.date) -> None:
    """Đọc lại: compare the file again with what is in force now; ticks stay where the line still lies in its heap."""
    preview(batch=batch, by=by, today=today)


@transaction.atomic
def discard(*, batch: ImportBatch) -> None:
    """Bỏ tệp: a file that was never recorded leaves no trace."""
    ImportBatch.objects.filter(pk=batch.pk, applied_at=None).delete()


@transaction.atomic
def undo_import(*, batch: ImportBatch, reason: str, by: User, at: dt.datetime, today: dt.date) -> int:
    """Rút cả lần nhập: every figure of the file that still counts is withdrawn with one reason; returns how many.

    What somebody has corrected since stays corrected.
    """
    batch = ImportBatch.objects.light().select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.applied_at is None or batch.undone_at is not None:
        raise ValidationError("Lần nhập này chưa ghi hoặc đã rút.")
    if not reason:
        raise ValidationError({"reason": "Nêu lý do."})
    live = Finding.objects.live().filter(imported_by__batch=batch).order_by("unit_id", "pk")
    by_unit = defaultdict(list)
    for finding in live:
        by_unit[finding.unit_id].append(withdrawal(finding, reason))
    for unit in Unit.objects.filter(pk__in=by_unit).held():
        rows = by_unit[unit.pk]
        record_findings(unit=unit, rows=rows, by=by, at=at, today=today, via=Via.FILE, trust_seen=True)
    batch.undone_at, batch.undone_by, batch.undo_reason = at, by, reason
    batch.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    count = sum(map(len, by_unit.values()))
    audit(by=by, action="Rút lần nhập tệp", subject=batch.file_name, detail={"import": batch.pk, "findings": count})
    return count


def withdrawal(finding: Finding, reason: str) -> FigureRow:
    """The row that takes a figure back."""
    return FigureRow(
        finding.indicator_id, Stage(finding.stage), finding.assessed_on, finding.figure_year, reason=reason,
        corrects_id=finding.pk, is_void=True,
    )  # fmt: skip
