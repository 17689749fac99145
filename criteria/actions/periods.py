"""The calendar of a district: planning a year's periods, locking one with a snapshot, opening it again."""

import datetime as dt
import json
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

import criteria
from accounts.actions import audit
from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from criteria.enums import PeriodKind, Track
from criteria.models import CriteriaSet, DueDays, FrozenCell, PeriodLock, ReportingPeriod, VerdictSpan
from criteria.permissions import may_lock
from criteria.rules.periods import lock_faults, planned, unlock_faults

USUAL_DAYS = Path(criteria.__file__).parent / "data" / "due_days.json"


@transaction.atomic
def plan_year(*, district: Unit, year: int, by: User | None) -> int:
    """Lập lịch các kỳ của năm: adds the periods that are missing and leaves alone those that stand."""
    settle_due_days()
    days = {PeriodKind(row.kind): row.facts for row in DueDays.objects.all()}
    standing = set(ReportingPeriod.objects.filter(district=district).values_list("code", flat=True))
    added = []
    for plan in planned(year, days):
        if plan.code in standing:
            continue
        period = ReportingPeriod(
            district=district, code=plan.code, kind=plan.kind, name=plan.name, begins_on=plan.begins_on,
            ends_on=plan.ends_on, send_on=plan.send_on, verify_on=plan.verify_on, lock_on=plan.lock_on,
        )  # fmt: skip
        period.full_clean()
        period.save(force_insert=True)
        added.append(plan.code)
    if added:
        audit(by=by, action="Lập lịch kỳ báo cáo", subject=f"Năm {year}", detail={"periods": added})
    return len(added)


def settle_due_days() -> None:
    """The usual days for every kind of period that nobody has set days for yet."""
    usual = json.loads(USUAL_DAYS.read_text(encoding="utf-8"))
    for kind in PeriodKind:
        days = usual[kind]
        given = {"send_day": days["send"], "verify_day": days["verify"], "lock_day": days["lock"]}
        DueDays.objects.get_or_create(kind=kind, defaults=given)


def _held(period: ReportingPeriod) -> ReportingPeriod:
    """The period as it stands once no other writer of it is left."""
    list(ReportingPeriod.objects.filter(pk=period.pk).select_for_update().values_list("pk"))
    return ReportingPeriod.objects.with_lock().get(pk=period.pk)


@transaction.atomic
def lock_period(*, period: ReportingPeriod, by: User, at: dt.datetime, today: dt.date) -> PeriodLock:
    """Chốt số liệu: nothing of these days changes any more, and what is official now is kept beside it."""
    if not may_lock(by):
        raise PermissionDenied
    period = _held(period)
    if faults := lock_faults(period.facts, today):
        raise ValidationError(faults)
    lock = PeriodLock(period=period, locked_at=at, locked_by=by, sample=by.sample)
    lock.full_clean()
    lock.save(force_insert=True)
    frozen = freeze(lock, period)
    audit(by=by, action="Chốt số liệu", subject=str(period), detail={"lock": lock.pk, "cells": frozen}, at=at)
    return lock


def freeze(lock: PeriodLock, period: ReportingPeriod) -> int:
    """Keep the official verdicts of the district and its communes at the end of the period. Three queries."""
    communes = Unit.objects.communes().in_district(period.district).valid_on(period.ends_on).values("pk")
    sets = [
        CriteriaSet.objects.judging(level, period.ends_on).order_by("-effective_from").first()
        for level in (Level.COMMUNE, Level.DISTRICT)
    ]
    spans = VerdictSpan.objects.filter(
        valid_from__lte=period.ends_on, valid_to__gte=period.ends_on, track=Track.OFFICIAL
    )
    spans = spans.filter(unit__in=communes) | spans.filter(unit=period.district)
    of_sets = spans.filter(criterion__criteria_set__in=sets) | spans.filter(indicator__criterion__criteria_set__in=sets)
    columns = ("unit_id", "criterion_id", "indicator_id", "verdict", "by_self", "finding_id")
    cells = [
        FrozenCell(lock=lock, sample=lock.sample, **dict(zip(columns, row, strict=True)))
        for row in of_sets.values_list(*columns)
    ]
    FrozenCell.objects.bulk_create(cells, batch_size=500)
    return len(cells)


@transaction.atomic
def unlock_period(*, period: ReportingPeriod, reason: str, by: User, at: dt.datetime) -> PeriodLock:
    """Mở chốt: the lock ends with who, when and why; its snapshot stays."""
    if not may_lock(by):
        raise PermissionDenied
    period = _held(period)
    if faults := unlock_faults(period.facts, reason):
        raise ValidationError(faults)
    lock = PeriodLock.objects.get(period=period, unlocked_at=None)
    lock.unlocked_at, lock.unlocked_by, lock.unlock_reason = at, by, reason
    lock.full_clean()
    lock.save()
    audit(by=by, action="Mở chốt", subject=str(period), detail={"lock": lock.pk, "reason": reason}, at=at)
    return lock
