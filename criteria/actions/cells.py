"""What a grid does besides recording figures: taking one back, and saying that figures have not changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from communes.models import Appointment, Unit
from criteria.actions.findings import record_findings
from criteria.actions.sheets import record_sheet
from criteria.enums import Stage, Verdict, Via
from criteria.models import Finding
from criteria.rules.admission import FigureRow
from ntm_portal.vietnamese import day


@transaction.atomic
def withdraw_cell(
    *, unit: Unit, finding: Finding, reason: str, by: User, at: dt.datetime, today: dt.date, via: Via = Via.GRID
) -> Finding:
    """Rút số liệu của một ô: refused when somebody recorded a newer figure; sent twice, it is done once.

    What was there before the figure holds again; a cell that had nothing before is "chưa đánh giá".
    """
    Unit.objects.held().get(pk=unit.pk)
    done = Finding.objects.filter(corrects=finding, is_void=True, entered_by=by).first()
    if done is not None:
        return done
    row = FigureRow(
        finding.indicator_id, Stage(finding.stage), finding.assessed_on, finding.figure_year,
        reason=reason, seen_finding_id=finding.pk, corrects_id=finding.pk, is_void=True,
    )  # fmt: skip
    return record_findings(unit=unit, rows=[row], by=by, at=at, today=today, via=via)[0]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What became of a confirmation: findings added, and indicators left as they were (dated that day or later)."""

    findings: list[Finding]
    left: int


@transaction.atomic
def confirm_unchanged(
    *,
    unit: Unit,
    stage: Stage,
    seen: Mapping[int, int],
    assessed_on: dt.date,
    source: str,
    by: User,
    at: dt.datetime,
    today: dt.date,
    on_behalf_of: Appointment | None = None,
) -> Confirmed:
    """Xác nhận không đổi: the figures the writer saw (`seen`: indicator → finding) still hold on a later day.

    Each is a finding of its own, with the day, the person and the source; the older ones stay in history.
    """
    known = Finding.objects.live().filter(unit=unit, pk__in=seen.values(), assessed_on__lt=assessed_on)
    # The claim of a commune is confirmed by the commune; the district verifies it by recording a figure.
    of_side = known.filter(stage=Stage.SELF) if stage == Stage.SELF else known.exclude(stage=Stage.SELF)
    older = {finding.indicator_id: finding for finding in of_side.order_by("pk")}
    rows = [_still(finding, stage, assessed_on, source) for pk, finding in older.items() if seen.get(pk) == finding.pk]
    findings = record_sheet(
        unit=unit, rows=rows, by=by, at=at, today=today, via=Via.GRID, on_behalf_of=on_behalf_of
    )  # fmt: skip
    return Confirmed(findings, len(seen) - len(rows))


def _still(finding: Finding, stage: Stage, assessed_on: dt.date, source: str) -> FigureRow:
    """The same figure on a later day. One of an earlier year than its day keeps that year's target."""
    of_its_day = finding.figure_year == finding.assessed_on.year
    return FigureRow(
        indicator_id=finding.indicator_id,
        stage=stage,
        assessed_on=assessed_on,
        figure_year=None if of_its_day else finding.figure_year,
        numerator=finding.numerator,
        denominator=finding.denominator,
        value=finding.value,
        declared=Verdict(finding.declared) if finding.declared else None,
        finish_by=finding.finish_by,
        reason=finding.reason,
        source_document=source,
        note=f"Xác nhận không đổi so với số liệu ngày {day(finding.assessed_on)}",
        seen_finding_id=finding.pk,
    )
