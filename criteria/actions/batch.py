"""The rows somebody wants stored for one unit, and everything that decides whether they may be."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from django.core.exceptions import ValidationError

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import stages_open_to
from communes.enums import FAR
from communes.models import Appointment, Unit
from criteria.actions.spans import Spoken
from criteria.enums import Stage, Track, Via
from criteria.models import Finding
from criteria.models.cells import Book, beside, levels_of, surroundings_of
from criteria.models.locks import closings_of, is_locked, period_running
from criteria.models.movement import movements_of
from criteria.models.settings import settings_at
from criteria.models.standing import Standing, standing_of
from criteria.permissions import open_indicators, side_of_writer
from criteria.rules.admission import Circumstances, FigureRow, row_faults
from criteria.rules.checks import fits
from criteria.rules.facts import FindingFacts, MovementFacts, TargetFacts
from criteria.rules.locks import LockAnswer
from criteria.rules.periods import PeriodFacts
from criteria.rules.timeline import Head, repeats
from criteria.rules.verdicts import judge
from criteria.rules.verifying import OWN_FIGURE

# What somebody types into a row; everything else in a finding was chosen from known values.
FIGURES = ("numerator", "denominator", "value")
WORDS = ("declared", "finish_by", "reason", "source_document", "note")
FIELDS = {name: Finding._meta.get_field(name) for name in (*FIGURES, *WORDS)}
typed_figures = attrgetter(*FIGURES)


@dataclass
class Batch:
    """Everything needed to decide on the rows of one unit, read in a fixed number of queries."""

    unit: Unit
    rows: Sequence[FigureRow]
    by: User
    today: dt.date
    book: Book = field(init=False)
    standing: dict[tuple[int, bool], Standing] = field(init=False)
    levels: dict[int, dict[int, TargetFacts | None]] = field(default_factory=dict)
    faults: dict[int, list[str]] = field(default_factory=dict)
    stale: dict[int, int] = field(default_factory=dict)
    locked: dict[int, LockAnswer] = field(default_factory=dict)
    days_corrected: dict[int, dt.date] = field(default_factory=dict)

    def __post_init__(self):
        ids = {row.indicator_id for row in self.rows}
        self.known = surroundings_of(self.unit, ids)
        self.book = self.known.book
        self.editable = open_indicators(self.by.role, self.by.department_id, self.unit.level)
        self.stages = stages_open_to(self.by, self.unit)
        self.settings = settings_at(None)
        self.own_word = any(side_of(row) for row in self.rows)
        compares = Stage.SELF in self.stages and any(row.stage == Stage.VERIFIED for row in self.rows)
        self.standing = standing_of(self.unit, ids, own_word=self.own_word or compares)

    @cached_property
    def heads(self) -> dict[tuple[int, bool], FindingFacts]:
        """The figures of what stands in the cells and in those that count the same total, on both sides. One query."""
        found = Finding.objects.heads([self.unit.pk], beside({row.indicator_id for row in self.rows}), FAR).facts()
        return {(indicator_id, side_of(facts)): facts for _, indicator_id, facts in found}

    @cached_property
    def movements(self) -> list[MovementFacts]:
        """How the poor households of the place moved in the years of the rows. One query."""
        return movements_of([self.unit.pk], {row.year for row in self.rows}).get(self.unit.pk, [])

    @cached_property
    def running(self) -> PeriodFacts | None:
        """The period of today. No query where the calendar is kept: the locks read it first."""
        return period_running(self.unit, self.today)

    def target_of(self, row: FigureRow) -> TargetFacts | None:
        """The level that judges the row's figure."""
        return self.target(row.indicator_id, row.year)

    def target(self, indicator_id: int, year: int) -> TargetFacts | None:
        """The level that judges a figure of this year."""
        if year not in self.levels:
            self.levels[year] = levels_of(self.known.place, year)
        return self.levels[year].get(indicator_id)

    def circumstances(self, criterion_id: int) -> Circumstances:
        """The days and the writer's side that decide for the indicators of one criterion."""
        return Circumstances(
            today=self.today,
            first_day=max(self.book.begins[criterion_id], self.unit.valid_from),
            last_day=min(self.book.ends[criterion_id], self.unit.valid_to),
            stages=self.stages,
            by_district_office=self.by.role in (Role.DISTRICT_NTM_OFFICE, Role.ADMIN),
            settings=self.settings,
        )

    def refuse(self, row: FigureRow, sentence: str) -> None:
        """Note why a row may not be stored."""
        self.faults.setdefault(row.indicator_id, []).append(sentence)

    def refuse_all(self, row: FigureRow, sentences: Iterable[str]) -> None:
        """Note several reasons at once."""
        for sentence in sentences:
            self.refuse(row, sentence)

    def check(self, *, trust_seen: bool) -> None:
        """Decide on every row; the faults and stale cells are collected, not raised one by one."""
        cells = Counter((row.indicator_id, row.stage, row.assessed_on) for row in self.rows)
        around = {pk: self.circumstances(pk) for pk in self.book.members}
        open_here = self.editable & self.book.leaves
        for row in self.rows:
            if row.indicator_id not in open_here:
                self.refuse(row, "Chỉ tiêu này không nhập được bằng tài khoản này.")
                continue
            if cells[row.indicator_id, row.stage, row.assessed_on] > 1:
                self.refuse(row, "Có hai dòng cho cùng một chỉ tiêu trong cùng ngày: cả hai bị từ chối.")
            indicator = self.book.indicators[row.indicator_id]
            self.refuse_all(row, row_faults(row, indicator, self.target_of(row), around[indicator.criterion_id]))
            self.check_seen(row, trust_seen)
        self.check_corrections()
        self.check_locks()
        self.check_own_figures()
        self.check_fields()

    def check_seen(self, row: FigureRow, trust_seen: bool) -> None:
        """A write names the newest finding it saw; if another one speaks now, the write is stale."""
        if not trust_seen and (other := self.unseen(row)):
            self.stale[row.indicator_id] = other

    def unseen(self, row: FigureRow) -> int | None:
        """What was recorded since the writer looked: the finding in force, or one of the very day he writes about."""
        stands, seen = self.standing.get((row.indicator_id, side_of(row))), row.seen_finding_id or 0
        if stands is None:
            return None
        # What stands is the newest of its side: no rival lies on a later day.
        is_later = row.assessed_on > stands.assessed_on
        rivals = [] if is_later else self.same_day.get((row.indicator_id, row.stage, row.assessed_on), [])
        if stands.finding_id != seen and not (seen in rivals and seen > stands.finding_id):
            return stands.finding_id
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
        # Put in order here: asked for in order, SQLite walks through every finding of the place.
        for pk, *cell in sorted(rows.values_list("pk", "indicator_id", "stage", "assessed_on"), reverse=True):
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
        closings = closings_of(self.unit, days | set(self.days_corrected.values()))
        side = side_of_writer(self.by) if closings.periods else None
        for row in self.rows if side else ():
            for day in {row.assessed_on, self.days_corrected.get(row.corrects_id, row.assessed_on)}:
                answer = closings.answer(side, row.stage, row.indicator_id, day, self.today)
                if is_locked(answer, bool(row.reason)) and row.indicator_id not in self.locked:
                    self.locked[row.indicator_id] = answer
                    self.refuse(row, answer.words)

    def check_own_figures(self) -> None:
        """Nobody verifies what he typed for the place himself; only who may write both could try."""
        for row in self.rows:
            own = self.standing.get((row.indicator_id, True)) if row.stage == Stage.VERIFIED else None
            if own and not row.is_void and own.entered_by_id == self.by.pk and own.assessed_on <= row.assessed_on:
                self.refuse(row, OWN_FIGURE)

    def check_represented(self, holder: Appointment) -> None:
        """The office enters the word of somebody of this place; nothing real leans on the demonstration."""
        for row in self.rows:
            if holder.unit_id != self.unit.pk:
                self.refuse(row, "Người được nhập thay không giữ chức ở đơn vị này.")
            elif holder.sample and not self.by.sample:
                self.refuse(row, "Người được nhập thay là người minh họa.")

    def changed(self) -> set[int]:
        """The cells whose timeline the rows may change: all but those where they only repeat what stands."""
        return {row.indicator_id for row in self.rows if not self.only_repeats(row)}

    def only_repeats(self, row: FigureRow) -> bool:
        """Whether the row says of a later day what its side said last."""
        stands = self.standing.get((row.indicator_id, side_of(row)))
        if stands is None:
            return False
        verdict = judge(row, self.book.indicators[row.indicator_id], self.target_of(row))
        return repeats(row, verdict, stands.assessed_on, stands.verdict)

    def spoken(self, keys: Sequence[int], at: dt.datetime, cells: Collection[int], since: dt.date) -> Spoken | None:
        """What speaks in the cells from `since` on, where the rows stored only follow what stands; else None."""
        # The place's own word counts only where it is spoken; whoever verifies may have had it read to compare.
        standing = {
            (pk, own): stands for (pk, own), stands in self.standing.items() if pk in cells and own <= self.own_word
        }
        if not self.follows(standing, cells, since):
            return None
        findings, heads, tracks = defaultdict(list), defaultdict(list), {Track.OFFICIAL}
        for (indicator_id, by_self), stands in standing.items():
            heads[indicator_id].append(self.head(indicator_id, by_self, stands))
        for row, key in zip(self.rows, keys, strict=True):
            if row.indicator_id in cells:
                findings[row.indicator_id].append(row.facts(at, key))
                tracks.add(Track.SELF if side_of(row) else Track.VERIFIED)
        return Spoken(findings, heads, tuple(tracks))

    def follows(self, standing: dict[tuple[int, bool], Standing], cells: Collection[int], since: dt.date) -> bool:
        """Whether the rows only add to what stands in the cells: it all spoke before, and none is taken back.

        Who verifies for the first time cuts short what the place had said, which was not read.
        """
        if self.corrected_days or not (self.own_word or all((pk, False) in standing for pk in cells)):
            return False
        return all(stands.verdict and stands.assessed_on < since for stands in standing.values())

    def head(self, indicator_id: int, by_self: bool, stands: Standing) -> Head:
        """What stands as the timeline takes it up."""
        target = self.target(indicator_id, stands.figure_year)
        return Head(stands.assessed_on, stands.finding_id, stands.verdict, target, by_self)

    def newer(self) -> dict[int, Finding]:
        """The findings that made rows stale, with who recorded them."""
        found = Finding.objects.select_related("entered_by").in_bulk(self.stale.values())
        return {indicator_id: found[pk] for indicator_id, pk in self.stale.items()}

    def check_fields(self) -> None:
        """Lengths and digits; foreign keys are known good, and rules hold what the constraints would."""
        for row in self.rows:
            for name, figure in zip(FIGURES, typed_figures(row), strict=True):
                if figure is not None and not fits(figure):
                    self.refuse_all(row, unfit(name, figure))
        for name in WORDS:
            typed = {getattr(row, name) for row in self.rows} - {None, ""}
            faults = {value: sentences for value in typed if (sentences := unfit(name, value))}
            for row in self.rows if faults else ():
                self.refuse_all(row, faults.get(getattr(row, name), ()))

    def as_rows(self, at: dt.datetime, via: Via, on_behalf_of: Appointment | None) -> list[tuple]:
        """The rows as the table of findings takes them, each in the order of its columns."""
        unit, by, sample, holder = self.unit.pk, self.by.pk, self.by.sample, on_behalf_of and on_behalf_of.pk
        return [
            (
                unit, row.indicator_id, row.stage, row.assessed_on, row.year, at, row.numerator, row.denominator,
                row.value, row.declared, row.finish_by, row.reason, row.source_document, row.note, by, holder,
                row.corrects_id, row.is_void, via, sample,
            )
            for row in self.rows
        ]  # fmt: skip


def unfit(name: str, value: object) -> list[str]:
    """Why a field of a finding cannot hold a typed value."""
    try:
        FIELDS[name].clean(value, None)
    except ValidationError as error:
        return error.messages
    return []


def side_of(row: FigureRow | Finding | FindingFacts) -> bool:
    """Whether it is the place's own word."""
    return row.stage == Stage.SELF
