"""Required levels: typed, corrected, withdrawn and compared with the text. Rows are added, never changed."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import may_confirm_targets, may_type_targets
from communes.enums import Level, Region
from communes.models import Unit
from criteria.actions.spans import respan_targets
from criteria.enums import Scope, SourceStatus, ValueKind
from criteria.models import CriteriaSet, Indicator, Target, TargetCheck
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day

HIGHEST = {ValueKind.PERCENT: Decimal(100), ValueKind.YES_NO: Decimal(1)}


@transaction.atomic
def record_target(
    *,
    indicator: Indicator,
    scope: Scope,
    scope_code: str,
    year_from: int,
    value: Decimal,
    source: str,
    by: User,
    at: dt.datetime,
    decided_by: CriteriaSet | None = None,
    note: str = "",
    sample: bool = False,
) -> Target:
    """Nhập mức yêu cầu: a level nobody had typed for this place from this year on."""
    _permit(may_type_targets(by))
    target = Target(
        indicator=_locked(indicator), scope=scope, scope_code=scope_code, year_from=year_from, value=value,
        source=source, note=note, decided_by=decided_by, recorded_by=by, recorded_at=at,
        **_marks(sample or by.sample),
    )  # fmt: skip
    _check_place(target)
    _check_value(target)
    _check_years(target)
    rivals = Target.objects.in_force().same_place(target).filter(sample=target.sample)
    rivals = rivals.exclude(sample=True, recorded_by=None)
    if rival := rivals.select_related("recorded_by").first():
        raise ValidationError(f"Đã có mức {_said(rival)}. Muốn thay, sửa mức đó và nêu lý do.")
    return _store(target, "Nhập mức yêu cầu")


@transaction.atomic
def correct_target(
    *, target: Target, value: Decimal, reason: str, by: User, at: dt.datetime, source: str = "", note: str = ""
) -> Target:
    """Sửa mức yêu cầu: from now on this value counts; the old one stays in the history."""
    _permit(may_type_targets(by))
    correction = _successor(target, reason=reason, by=by, at=at)
    correction.value = value
    correction.source, correction.note = source or target.source, note
    _check_value(correction)
    if value == target.value and correction.source == target.source and note == target.note:
        raise ValidationError("Mức mới trùng với mức đang ghi: không có gì để sửa.")
    return _store(correction, "Sửa mức yêu cầu")


@transaction.atomic
def withdraw_target(*, target: Target, reason: str, by: User, at: dt.datetime) -> Target:
    """Rút mức yêu cầu: this level was never decided; what held before it holds again."""
    _permit(may_type_targets(by))
    return _store(_successor(target, reason=reason, by=by, at=at), "Rút mức yêu cầu")


@transaction.atomic
def confirm_target(*, target: Target, by: User, at: dt.datetime, note: str = "") -> TargetCheck:
    """Đã đối chiếu: the level was compared with the text of the decision, by whom and when."""
    _permit(may_confirm_targets(by))
    _locked(target.indicator)
    _refuse_stale(target, by)
    if earlier := TargetCheck.objects.filter(target=target).select_related("checked_by").first():
        raise ValidationError(f"Mức này đã được {earlier.checked_by} đối chiếu ngày {_day(earlier.checked_at)}.")
    check = TargetCheck(target=target, checked_by=by, checked_at=at, note=note, sample=by.sample)
    check.full_clean()
    check.save()
    audit(by=by, action="Đối chiếu mức yêu cầu", subject=str(target.indicator), detail={"target": target.pk})
    return check


def _permit(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _locked(indicator: Indicator) -> Indicator:
    """The indicator, held until the end of the transaction: two writers follow one another."""
    return (
        Indicator.objects.select_for_update(of=("self",), no_key=True)
        .select_related("criterion__criteria_set")
        .get(pk=indicator.pk)
    )


def _successor(target: Target, *, reason: str, by: User, at: dt.datetime) -> Target:
    """The row that takes the place of another, still without a value."""
    _locked(target.indicator)
    _refuse_stale(target, by)
    if not reason.strip():
        raise ValidationError({"reason": "Nêu lý do."})
    return Target(
        indicator=target.indicator, scope=target.scope, scope_code=target.scope_code, year_from=target.year_from,
        year_to=target.year_to, source=target.source, decided_by=target.decided_by, corrects=target, reason=reason,
        recorded_by=by, recorded_at=at, **_marks(by.sample),
    )  # fmt: skip


def _marks(sample: bool) -> dict:
    """What a sample account records is sample, and goes with the demonstration."""
    return {"sample": sample, "source_status": SourceStatus.SAMPLE if sample else SourceStatus.OFFICE}


def _refuse_stale(target: Target, by: User) -> None:
    """Only a level that counts may be changed or compared.

    The levels of the demonstration are nobody's decision, and nothing real may lean on what was tried in it.
    """
    if newer := Target.objects.filter(corrects=target).select_related("recorded_by").first():
        raise ValidationError(f"Mức này không còn hiệu lực: {_said(newer)}. Mở lại trang để xem mức hiện nay.")
    if target.value is None:
        raise ValidationError("Mức này đã được rút.")
    if target.sample and (target.recorded_by_id is None or not by.sample):
        raise ValidationError("Đây là mức minh họa. Nhập mức của tỉnh; mức minh họa sẽ không còn dùng.")


def _check_place(target: Target) -> None:
    """The scope names a place that exists."""
    code = target.scope_code
    known = {
        Scope.COMMON: code == "",
        Scope.REGION: code in Region,
        Scope.GROUP: code != "",
        Scope.PROVINCE: Unit.objects.filter(level=Level.PROVINCE, code=code).exists(),
    }
    if not known[target.scope]:
        raise ValidationError({"scope_code": "Không có vùng, nhóm xã hoặc tỉnh này."})


def _check_value(target: Target) -> None:
    """The level is one that the indicator can have."""
    indicator = target.indicator
    highest = HIGHEST.get(indicator.kind)
    if indicator.criterion.criteria_set.structure_only:
        raise ValidationError("Bộ tiêu chí này chỉ có cấu trúc, chưa dùng để đánh giá.")
    if indicator.parts.exists():
        raise ValidationError(f"Chỉ tiêu {indicator.number} có nhiều mức: ghi ở từng phần.")
    if indicator.kind == ValueKind.YES_NO and target.value != 1:
        raise ValidationError({"value": "Chỉ tiêu này chỉ có mức “Đạt”."})
    if target.value < 0 or (highest is not None and target.value > highest):
        raise ValidationError({"value": "Mức phải từ 0 trở lên; tỷ lệ không quá 100%."})


def _check_years(target: Target) -> None:
    """The level begins while its criteria set is in force."""
    criteria_set = target.indicator.criterion.criteria_set
    first, last = criteria_set.effective_from.year, criteria_set.effective_to.year
    if not first <= target.year_from <= last:
        raise ValidationError({"year_from": f"Bộ tiêu chí có hiệu lực từ năm {first} đến năm {last}."})


def _store(target: Target, action: str) -> Target:
    target.full_clean()
    target.save(force_insert=True)
    audit(
        by=target.recorded_by,
        action=action,
        subject=str(target.indicator),
        detail={"target": target.pk, "corrects": target.corrects_id, "reason": target.reason},
    )
    respan_targets([target.indicator_id])
    return target


def _said(target: Target) -> str:
    """Who recorded a level, and when: what a late writer is told."""
    who = target.recorded_by or "bộ dữ liệu ban đầu"
    verb = "ghi" if target.value is not None else "rút"
    return f"do {who} {verb} ngày {_day(target.recorded_at)}"


def _day(moment: dt.datetime) -> str:
    return day(moment.astimezone(LOCAL).date())
