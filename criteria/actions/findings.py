"""Recording findings: the one write path that a sheet, a grid, a paste and an import share."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import cached_property

from accounts.actions import audit
from accounts.enums import Role
from accounts.models import User
from accounts.permissions import stages_open_to
from communes.enums import FAR
from communes.models import Appointment, Unit
from criteria.actions.spans import respan
from criteria.enums import Stage, Via
from criteria.models import Finding, Indicator
from criteria.models.cells import Book, surroundings_of
from criteria.models.locks import closings_of, is_locked
from criteria.models.settings import settings_at
from criteria.permissions import indicators_editable_by, side_of_writer
from criteria.rules.admission import Circumstances, FigureRow, row_faults
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.locks import LockAnswer
from criteria.rules.targets import target_for
from criteria.rules.verifying import OWN_FIGURE

__all__ = ["FigureRow", "RowFaults", "record_findings", "void_finding"]


# What somebody types into a row; everything else in a finding was chosen from known values.
TYPED = {"numerator", "denominator", "value", "declared", "finish_by", "reason", "source_document", "note"}
KNOWN_GOOD = {field.name for field in Finding._meta.fields} - TYPED


class RowFaults(ValidationError):
    """The rows that could not be stored; nothing was.

    `rows` gives the sentences for each indicator id, `stale` the finding that somebody else
    recorded meanwhile in the cell, `locked` the answer of the lock rule where it closed the cell.
    """

    def __init__(
        self, rows: dict[int, list[str]], stale: dict[int, Finding], locked: dict[int, LockAnswer] | None = None
    ):
        self.rows, self.stale, self.locked = rows, stale, locked or {}
        super().__init__(
            [sentence for sentences in rows.values() for sentence in sentences] or ["Số liệu đã thay đổi."]
        )


@dataclass
class Batch:
    """Everything needed to decide on the rows of one unit, read in a fixed number of queries."""

    unit: Unit
    rows: Sequence[FigureRow]
    by: User
    today: dt.date
    book: Book = field(init=False)
    heads: dict[tuple[int, bool], FindingFacts] = field(init=False)
    faults: dict[int, list[str]] = field(default_factory=dict)
    stale: dict[int, int] = field(default_factory=dict)
    locked: dict[int, LockAnswer] = field(default_factory=dict)
    days_corrected: dict[int, dt.date] = field(default_factory=dict)

    def __post_init__(self):
        ids = {row.indicator_id for row in self.rows}
        self.known = surroundings_of(self.unit, ids)
        self.book = self.known.book
        self.editable = set(indicators_of(self.unit, self.by).filter(pk__in=ids).values_list("pk", flat=True))
        self.stages = stages_open_to(self.by, self.unit)
        self.settings = settings_at()
        self.heads = {
            (indicator_id, side_of(facts)): facts
            for _, indicator_id, facts in Finding.objects.heads([self.unit.pk], ids, FAR).facts()
        }

    def target_of(self, row: FigureRow) -> TargetFacts | None:
        """The level that judges the row's figure."""
        return target_for(self.known.targets.get(row.indicator_id, ()), self.known.place, row.year)

    def circumstances(self, indicator: IndicatorFacts) -> Circumstances:
        """The days and the writer's side that decide for one indicator."""
        return Circumstances(
            today=self.today,
            first_day=max(self.book.begins[indicator.criterion_id], self.unit.valid_from),
            last_day=min(self.book.ends[indicator.criterion_id], self.unit.valid_to),
            stages=self.stages,
            by_district_office=self.by.role in (Role.DISTRICT_NTM_OFFICE, Role.ADMIN),
            settings=self.settings,
        )

    def refuse(self, row: FigureRow, sentence: str) -> None:
        """Note why a row may not be stored."""
        self.faults.setdefault(row.indicator_id, []).append(sentence)

    def check(self, *, trust_seen: bool) -> None:
        """Decide on every row; the faults and stale cells are collected, not raised one by one."""
        cells = Counter((row.indicator_id, row.stage, row.assessed_on) for row in self.rows)
        for row in self.rows:
            if row.indicator_id not in self.editable or row.indicator_id not in self.book.leaves:
                self.refuse(row, "Chỉ tiêu này không nhập được bằng tài khoản này.")
                continue
            if cells[row.indicator_id, row.stage, row.assessed_on] > 1:
                self.refuse(row, "Có hai dòng cho cùng một chỉ tiêu trong cùng ngày: cả hai bị từ chối.")
            indicator = self.book.indicators[row.indicator_id]
            for sentence in row_faults(row, indicator, self.target_of(row), self.circumstances(indicator)):
                self.refuse(row, sentence)
            self.check_seen(row, trust_seen)
        self.check_corrections()
        self.check_locks()
        self.check_own_figures()

    def check_seen(self, row: FigureRow, trust_seen: bool) -> None:
        """A write names the newest finding it saw; if another one speaks now, the write is stale."""
        if not trust_seen and (other := self.unseen(row)):
            self.stale[row.indicator_id] = other

    def unseen(self, row: FigureRow) -> int | None:
        """What was recorded since the writer looked: the finding in force, or one of the very day he writes about."""
        head = self.heads.get((row.indicator_id, side_of(row)))
        newest, seen = head.id if head else 0, row.seen_finding_id or 0
        rivals = self.same_day.get((row.indicator_id, row.stage, row.assessed_on), [])
        if newest not in (0, seen) and not (seen in rivals and seen > newest):
            return newest
        return next((pk for pk in rivals if pk > seen), None)

    @cached_property
    def same_day(self) -> dict[tuple[int, str, dt.date], list[int]]:
        """Live findings of the very days the rows are about: a back-dated one is not the finding in force."""
        rows = Finding.objects.live().filter(
            unit=self.unit,
            indicator__in={row.indicator_id for row in self.rows},
            assessed_on__in={row.assessed_on for row in self.rows},
        )
        found = defaultdict(list)
        for pk, *cell in rows.order_by("-pk").values_list("pk", "indicator_id", "stage", "assessed_on"):
            found[tuple(cell)].append(pk)
        return found

    def check_corrections(self) -> None:
        """What is corrected must be a live finding of the same cell and stage."""
        rows = {row.corrects_id: row for row in self.rows if row.corrects_id is not None}
        if not rows:
            return
        for row in self.rows:
            if row.corrects_id is not None and rows[row.corrects_id] is not row:
                self.refuse(row, "Có hai dòng đính chính cùng một số liệu: chỉ ghi một dòng.")
        live = {f.pk: f for f in Finding.objects.live().filter(unit=self.unit, pk__in=rows)}
        for pk, row in rows.items():
            found = live.get(pk)
            if found is None:
                self.refuse(row, "Số liệu cần đính chính không còn hiệu lực: đã có người đính chính trước.")
            elif (found.indicator_id, found.stage) != (row.indicator_id, row.stage):
                self.refuse(row, "Số liệu cần đính chính thuộc chỉ tiêu hoặc mức đánh giá khác.")
            elif found.sample and not self.by.sample:
                self.refuse(row, "Đây là số liệu minh họa: ghi số liệu thật thành dòng mới, không đính chính.")
        self.days_corrected = {pk: found.assessed_on for pk, found in live.items()}

    @property
    def corrected_days(self) -> list[dt.date]:
        """The days of the findings that the rows correct."""
        return list(self.days_corrected.values())

    def check_locks(self) -> None:
        """The one lock answer, for the day of each row and the day of what it corrects."""
        days = {row.assessed_on for row in self.rows}
        ids = {row.indicator_id for row in self.rows}
        closings = closings_of(self.unit, days | set(self.days_corrected.values()), ids)
        side = side_of_writer(self.by)
        for row in self.rows:
            for day in {row.assessed_on, self.days_corrected.get(row.corrects_id, row.assessed_on)}:
                answer = closings.answer(side, row.stage, row.indicator_id, day, self.today)
                if is_locked(answer, bool(row.reason)) and row.indicator_id not in self.locked:
                    self.locked[row.indicator_id] = answer
                    self.refuse(row, answer.words)

    def check_own_figures(self) -> None:
        """Nobody verifies what he typed for the place himself; only the office could try."""
        if not {Stage.SELF, Stage.VERIFIED} <= set(self.stages):
            return
        heads = {head.id: head.assessed_on for (_, own), head in self.heads.items() if own}
        typed = Finding.objects.filter(pk__in=heads, entered_by=self.by).values_list("indicator_id", "pk")
        own_days = {indicator_id: heads[pk] for indicator_id, pk in typed}
        for row in self.rows:
            standing = own_days.get(row.indicator_id)
            if row.stage == Stage.VERIFIED and not row.is_void and standing and standing <= row.assessed_on:
                self.refuse(row, OWN_FIGURE)

    def check_represented(self, holder: Appointment) -> None:
        """The office enters the word of somebody of this place; nothing real leans on the demonstration."""
        for row in self.rows:
            if holder.unit_id != self.unit.pk:
                self.refuse(row, "Người được nhập thay không giữ chức ở đơn vị này.")
            elif holder.sample and not self.by.sample:
                self.refuse(row, "Người được nhập thay là người minh họa.")

    def written(self, findings: Sequence[Finding], since: dt.date) -> dict[int, list[FindingFacts]] | None:
        """What speaks in the cells from `since` on, where these findings only follow the heads; else None."""
        if self.corrected_days or any(head.assessed_on >= since for head in self.heads.values()):
            return None
        spoken = defaultdict(list)
        for (indicator_id, _), head in self.heads.items():
            spoken[indicator_id].append(head)
        for row, finding in zip(self.rows, findings, strict=True):
            spoken[row.indicator_id].append(row.facts(finding.recorded_at, finding.pk))
        return spoken

    def newer(self) -> dict[int, Finding]:
        """The findings that made rows stale, with who recorded them."""
        found = Finding.objects.select_related("entered_by").in_bulk(self.stale.values())
        return {indicator_id: found[pk] for indicator_id, pk in self.stale.items()}

    def as_findings(self, at: dt.datetime, **common) -> list[Finding]:
        """The rows as findings, checked for lengths and types but not yet stored."""
        findings = []
        for row in self.rows:
            finding = Finding(
                unit=self.unit, indicator_id=row.indicator_id, stage=row.stage, assessed_on=row.assessed_on,
                figure_year=row.year, recorded_at=at, numerator=row.numerator, denominator=row.denominator,
                value=row.value, declared=row.declared, finish_by=row.finish_by, reason=row.reason,
                source_document=row.source_document, note=row.note, entered_by=self.by,
                corrects_id=row.corrects_id, is_void=row.is_void, **common,
            )  # fmt: skip
            self.check_fields(row, finding)
            findings.append(finding)
        return findings

    def check_fields(self, row: FigureRow, finding: Finding) -> None:
        """Lengths and digits; foreign keys are known good, and rules hold what the constraints would."""
        try:
            finding.clean_fields(exclude=KNOWN_GOOD | {name for name in TYPED if getattr(finding, name) in (None, "")})
        except ValidationError as error:
            for sentence in error.messages:
                self.refuse(row, sentence)


def side_of(row: FigureRow | Finding | FindingFacts) -> bool:
    """Whether it is the place's own word."""
    return row.stage == Stage.SELF


def indicators_of(unit: Unit, by: User) -> QuerySet[Indicator]:
    """The indicators whose figures the writer may enter, as far as they judge a place of this level."""
    judging = {"criterion__criteria_set__level": unit.level, "criterion__criteria_set__structure_only": False}
    return indicators_editable_by(by).filter(**judging)


@transaction.atomic
def record_findings(
    *,
    unit: Unit,
    rows: Sequence[FigureRow],
    by: User,
    at: dt.datetime,
    today: dt.date,
    via: Via = Via.FORM,
    on_behalf_of: Appointment | None = None,
    trust_seen: bool = False,
) -> list[Finding]:
    """Ghi nhận số liệu: store all rows of one unit or none, keep its spans, leave an audit line.

    `trust_seen` is for loaders that write a whole history themselves. Figures entered by a sample
    account are sample figures. Raises RowFaults when any row is refused or stale.
    """
    if not rows:
        return []
    unit = Unit.objects.held().get(pk=unit.pk)
    batch = Batch(unit, rows, by, today)
    batch.check(trust_seen=trust_seen)
    if on_behalf_of is not None:
        batch.check_represented(on_behalf_of)
    findings = batch.as_findings(at, via=via, on_behalf_of=on_behalf_of, sample=by.sample)
    if batch.faults or batch.stale:
        raise RowFaults(batch.faults, batch.newer(), batch.locked)
    Finding.objects.bulk_create(findings)
    since = min([row.assessed_on for row in rows] + batch.corrected_days)
    respan(unit, {row.indicator_id for row in rows}, since, batch.known, batch.written(findings, since))
    audit(
        by=by,
        action="Ghi nhận số liệu",
        subject=str(unit),
        detail={"findings": [finding.pk for finding in findings], "via": via},
    )
    return findings


def void_finding(*, finding: Finding, reason: str, by: User, at: dt.datetime, today: dt.date) -> Finding:
    """Rút số liệu: take a finding back and restore what was there before it."""
    row = FigureRow(
        finding.indicator_id,
        Stage(finding.stage),
        finding.assessed_on,
        finding.figure_year,
        reason=reason,
        corrects_id=finding.pk,
        is_void=True,
    )
    return record_findings(unit=finding.unit, rows=[row], by=by, at=at, today=today, trust_seen=True)[0]
