"""Phúc tra từ kiểm tra: what a team saw against the official verdict; a finding once confirmed, voided when undone."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from criteria.actions.evidence import attach_known
from criteria.actions.findings import FigureRow, record_findings, void_finding
from criteria.enums import Stage, Verdict
from criteria.models import Finding, Indicator
from criteria.permissions import evidence_visible_to
from directives.actions.inspections import hold_inspection, store
from directives.models import Inspection, InspectionNote, Overturn
from directives.permissions import inspections_visible_to, may_confirm_overturn
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class Seen:
    """What the team found in the cell, and why it overturns what stands there."""

    reason: str
    declared: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None


@transaction.atomic
def propose_overturn(*, note: InspectionNote, indicator: Indicator, seen: Seen, by: User, at: dt.datetime) -> Overturn:
    """Đề nghị phúc tra một chỉ tiêu: the team proposes, the office confirms."""
    held = hold_inspection(note.inspection, by)
    made = Overturn(
        note=note, indicator=indicator, declared=seen.declared, numerator=seen.numerator,
        denominator=seen.denominator, value=seen.value, reason=seen.reason, proposed_by=by, proposed_at=at,
        sample=held.sample,
    )  # fmt: skip
    store(made, by, at)
    _tell(made, "Đề nghị phúc tra", by, at)
    return made


@transaction.atomic
def confirm_overturn(
    *, overturn: Overturn, seen_finding_id: int | None, by: User, at: dt.datetime, today: dt.date
) -> Overturn:
    """Xác nhận phúc tra: the day's figure is recorded as RECHECK, with the signed minutes as its source.

    The photos of the note go along as evidence. Whoever recorded the cell meanwhile makes the write stale.
    """
    held = _held(overturn, by)
    inspection = held.note.inspection
    if not inspection.is_binding:
        raise ValidationError("Biên bản chưa ký: phúc tra được ghi khi hai bên đã ký.")
    row = FigureRow(
        held.indicator_id, Stage.RECHECK, inspection.visited_on, numerator=held.numerator,
        denominator=held.denominator, value=held.value, declared=Verdict(held.declared) if held.declared else None,
        reason=held.reason, source_document=source_of(inspection), seen_finding_id=seen_finding_id,
    )  # fmt: skip
    (finding,) = record_findings(unit=inspection.unit, rows=[row], by=by, at=at, today=today)
    held.finding, held.decided_by, held.decided_at = finding, by, at
    store(held, by, at)
    _attach(held, by, at, today)
    _tell(held, "Xác nhận phúc tra", by, at)
    return held


def source_of(inspection: Inspection) -> str:
    """How the figure names the minutes; the address leads back to them."""
    return f"Biên bản kiểm tra ngày {day(inspection.visited_on)}, {inspection.team_name} ({inspection.href})"[-300:]


def _attach(overturn: Overturn, by: User, at: dt.datetime, today: dt.date) -> None:
    papers = overturn.note.papers.filter(evidence__in=evidence_visible_to(by)).select_related("evidence")
    for paper in papers:
        attach_known(
            evidence=paper.evidence,
            finding_ids=[overturn.finding_id],
            reason=overturn.reason,
            by=by,
            at=at,
            today=today,
        )


@transaction.atomic
def refuse_overturn(*, overturn: Overturn, reason: str, by: User, at: dt.datetime) -> Overturn:
    """Không xác nhận: the official verdict stays, and why."""
    held = _held(overturn, by)
    if not reason:
        raise ValidationError({"reason": "Nêu lý do."})
    held.decided_by, held.decided_at, held.refusal = by, at, reason
    store(held, by, at)
    _tell(held, "Không xác nhận phúc tra", by, at)
    return held


@transaction.atomic
def undo_overturn(*, overturn: Overturn, reason: str, by: User, at: dt.datetime, today: dt.date) -> Finding:
    """Rút phúc tra: the finding is withdrawn as every other one, and what stood before it speaks again."""
    finding = Finding.objects.live().filter(overturn=overturn).first()
    if finding is None or not may_confirm_overturn(by, finding.unit):
        raise ValidationError("Số liệu phúc tra này không còn hiệu lực hoặc không thuộc phần việc của tài khoản này.")
    taken_back = void_finding(finding=finding, reason=reason, by=by, at=at, today=today)
    _tell(overturn, "Rút phúc tra", by, at)
    return taken_back


def _held(overturn: Overturn, by: User) -> Overturn:
    """The proposal as it is now, locked, for those who record re-checks; decided once."""
    rows = Overturn.objects.select_for_update(of=("self",), no_key=True)
    visible = inspections_visible_to(by).values("pk")
    held = (
        rows.select_related("note__inspection__unit__parent", "indicator")
        .filter(pk=overturn.pk, note__inspection__in=visible)
        .first()
    )
    if held is None or not may_confirm_overturn(by, held.note.inspection.unit):
        raise PermissionDenied
    if held.decided_at is not None:
        raise ValidationError("Đề nghị này đã có quyết định: tải lại trang.")
    if held.sample and not by.sample:
        raise ValidationError("Đây là đề nghị minh họa, không quyết định bằng tài khoản thật.")
    return held


def _tell(overturn: Overturn, action: str, by: User, at: dt.datetime) -> None:
    detail = {"inspection": overturn.note.inspection_id, "overturn": overturn.pk, "finding": overturn.finding_id}
    audit(by=by, at=at, action=action, subject=f"{overturn.note.inspection}: {overturn.indicator}"[:200], detail=detail)
