"""The lines of a file as they would become figures, stored so that a preview outlives its page."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from communes.models import Unit
from criteria.actions.imports.desk import Desk
from criteria.enums import Heap, Stage, Verdict
from criteria.models import Finding, ImportBatch, ImportLine
from criteria.models.cells import beside
from criteria.models.imports import CLOSED
from criteria.rules.admission import FigureRow, row_faults
from criteria.rules.cautions import Caution, Claim, heaviest_first
from criteria.rules.facts import FindingFacts, IndicatorFacts, MovementFacts, TargetFacts
from criteria.rules.imports.carried import MARK, SHEET, Carried, CarriedFault
from criteria.rules.imports.entries import (
    COLUMNS_MOVED,
    FIGURES,
    Common,
    Entry,
    columns_moved,
    entries_of_form,
    entries_of_table,
    figure_of,
)
from criteria.rules.imports.grid import Grid
from criteria.rules.imports.heaps import UNTOUCHED, heap_of, remark_of
from criteria.rules.imports.layout import frame_with
from criteria.rules.imports.reading import CellFault, read_on, written_as
from criteria.rules.locks import LockAnswer
from criteria.rules.totals import NO_CENSUS, disagreeing_totals, same_everywhere
from criteria.rules.verdicts import has_ratio, shown
from criteria.rules.warnings import cautions
from ntm_portal.vietnamese import number

TWICE = "Có hai dòng cho cùng một chỉ tiêu của cùng một đơn vị: cả hai bị từ chối."
NOT_YOURS = "Chỉ tiêu này không nhập được bằng tài khoản này."
NO_INDICATOR = "Không có chỉ tiêu này trong bộ tiêu chí đang dùng."
# A line has no moment before it is recorded; no check asks for one.
UNRECORDED = dt.datetime.max.replace(tzinfo=dt.UTC)
CHOSEN_AT_FIRST = (Heap.NEW, Heap.CHANGED)


@dataclass(slots=True)
class Judged:
    """One entry on its way to a line: the place and indicator found, the row it makes, the figure in force."""

    entry: Entry
    unit: Unit | None = None
    indicator: IndicatorFacts | None = None
    target: TargetFacts | None = None
    row: FigureRow | None = None
    head: FindingFacts | None = None
    verified: FindingFacts | None = None
    movements: Sequence[MovementFacts] = ()
    odd: list[Caution] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def carried_by(grids: Iterable[Grid]) -> Carried | None:
    """What the hidden sheet of a form says; None for somebody else's table."""
    named = (grid for grid in grids if grid.name == SHEET)
    hidden = next((grid for grid in named if written_as(grid.at(1, 1)) == MARK), None)
    if hidden is None:
        return None
    rows = range(1, max(hidden.rows, default=0) + 1)
    texts = ([written_as(hidden.at(row, at)) for at in range(1, last_of(hidden, row) + 1)] for row in rows)
    return Carried.of_rows(texts)


def last_of(grid: Grid, row: int) -> int:
    """The last column in use of a row."""
    return max(grid.rows.get(row, {}), default=0)


def day_in(carried: Carried, grids: Iterable[Grid]) -> dt.date:
    """The day typed at the top of a form; the day it was made where that was emptied or cannot be read."""
    grid = next((grid for grid in grids if grid.name == carried.sheet), None)
    try:
        return (grid and read_on(grid.named(carried.day_cell))) or carried.as_of
    except CellFault:
        return carried.as_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose cells are at hand: its sheets, and what the hidden one of a form says."""

    grids: Sequence[Grid]
    carried: Carried | None

    @classmethod
    def of(cls, grids: Sequence[Grid]) -> "Opened":
        """What the sheets say of themselves; raises CarriedFault for a hidden sheet that was changed."""
        return cls(grids, carried_by(grids))


def entries_in(batch: ImportBatch, desk: Desk, opened: Opened) -> list[Entry]:
    """What the file says, entry by entry."""
    grids = opened.grids
    if batch.is_form:
        carried = opened.carried
        grid = next((grid for grid in grids if grid.name == carried.sheet), None)
        if grid is None or columns_moved(grid, carried):
            raise CarriedFault(COLUMNS_MOVED)
        return list(entries_of_form(grid, carried))
    reading = batch.said()
    if reading is None:
        return []
    matcher = desk.matcher(reading.aliases)
    grid = next(grid for grid in grids if grid.name == batch.sheet)
    return list(entries_of_table(grid, frame_with(grid, reading.place_column, matcher), reading, matcher))


@transaction.atomic
def preview(*, batch: ImportBatch, by: User, today: dt.date, opened: Opened | None = None) -> None:
    """Xem trước: compare every figure of the file with the one in force now, and keep the lines with what was seen.

    `opened` where the cells of the file are at hand already.
    """
    if batch.applied_at is not None:
        raise ValidationError("Tệp này đã được ghi.")
    desk = Desk(by, today, Stage(batch.stage))
    entries = entries_in(batch, desk, opened or Opened.of(batch.grids()))
    judged = judge(entries, desk, Common(desk.stage, batch.assessed_on, batch.source_document))
    kept = dict(batch.lines.filter(may_choose=True).values_list("address", "chosen"))
    batch.lines.all().delete()
    lines = lines_of(batch, judged, desk)
    for line in lines:
        line.chosen = line.may_choose and kept.get(line.address, True) and line.heap in CHOSEN_AT_FIRST
    ImportLine.objects.add_all(lines)


def judge(entries: Sequence[Entry], desk: Desk, common: Common) -> list[Judged]:
    """Find place and indicator of each entry, read its cells, and hold it against the rules."""
    twice = Counter((entry.unit, entry.indicator) for entry in entries if entry.unit)
    found = []
    for entry in entries:
        one = Judged(entry, faults=entry.faults)
        is_quiet = entry.is_form and not entry.is_touched and not entry.faults
        found.append(one)
        locate(one, desk)
        if entry.unit and twice[entry.unit, entry.indicator] > 1:
            one.faults.append(TWICE)
        if one.unit is not None and one.indicator is not None:
            read_row(one, desk, common)
        if is_quiet and one.faults:  # nobody typed there, so nothing is wrong with it
            one.faults.clear()
            one.row = None
    return found


def read_row(one: Judged, desk: Desk, common: Common) -> None:
    """The figure of an entry, held against the level of its own year and the rules."""
    year = (common.assessed_on or desk.today).year
    one.target = desk.target_of(one.unit, one.indicator, year)
    one.row = figure_of(one.entry, one.indicator, one.target is not None, common)
    if one.row is None:
        return
    if one.row.year != year:
        one.target = desk.target_of(one.unit, one.indicator, one.row.year)
    one.faults += row_faults(one.row, one.indicator, one.target, desk.around(one.unit, one.indicator))


def locate(one: Judged, desk: Desk) -> None:
    """The place and the indicator of an entry, if the officer may enter them."""
    entry = one.entry
    if entry.unit:
        one.unit = desk.units.get(entry.unit)
        if one.unit is None:
            name = desk.known[entry.unit].label if entry.unit in desk.known else "đơn vị này"
            one.faults.append(f"Tài khoản này không nhập số liệu của {name}.")
    if entry.indicator not in desk.numbers:
        one.faults.append(NO_INDICATOR)
    elif entry.indicator not in desk.indicators:
        one.faults.append(NOT_YOURS)
    else:
        one.indicator = desk.facts(entry.indicator)


def lines_of(batch: ImportBatch, judged: Sequence[Judged], desk: Desk) -> list[ImportLine]:
    """The lines with their heaps, against the figures in force."""
    sure = [(one.unit, one.row) for one in judged if one.row is not None]
    heads = desk.heads({unit.pk for unit, _ in sure}, beside({row.indicator_id for _, row in sure}))
    rivals, locks = (desk.rivals(sure), desk.locks(sure)) if sure else ({}, {})
    movements = desk.movements(sure)
    for one in judged:
        if one.unit and one.indicator:
            one.movements = movements.get(one.unit.pk, ())
            one.head = heads.get((one.unit.pk, one.indicator.id, desk.by_self))
            one.verified = heads.get((one.unit.pk, one.indicator.id, False))
    compare(judged, heads, desk)
    said = said_of(judged)
    lines = []
    for at, one in enumerate(judged, 1):
        line = plain_line(batch, at, one, desk)
        if one.faults:
            line.heap, line.remarks = Heap.REFUSED, one.faults
        elif one.row is None:
            line.heap, line.remarks = Heap.SAME, [UNTOUCHED]
        else:
            settle(line, one, desk, said.get(one.head.id) if one.head else None)
            cell = one.unit.pk, one.row.indicator_id, one.row.assessed_on
            if answer := locks.get(cell):
                close(line, answer)
            rival = rivals.get(cell, 0)
            line.seen = max(one.head.id if one.head else 0, rival) or None
        lines.append(line)
    return lines


def compare(judged: Sequence[Judged], heads: Mapping[tuple[int, int, bool], FindingFacts], desk: Desk) -> None:
    """Hold the lines against each other: the totals of each place, and one number in every place."""
    sure = {(one.unit.pk, one.indicator.id): one for one in judged if one.row is not None and not one.faults}
    facts = {key: one.row.facts(UNRECORDED) for key, one in sure.items()}
    stands = {(unit_id, pk): found for (unit_id, pk, by_self), found in heads.items() if by_self == desk.by_self}
    by_unit, by_indicator = defaultdict(list), defaultdict(dict)
    for (unit_id, pk), found in (stands | facts).items():
        by_unit[unit_id].append((desk.book.indicators[pk], found))
    for (unit_id, pk), found in facts.items():
        by_indicator[pk][unit_id] = found
    compare_totals(sure, by_unit, desk)
    for pk, of_places in by_indicator.items():
        odd = same_everywhere(desk.book.indicators[pk], of_places)
        for unit_id in of_places if odd else ():
            sure[unit_id, pk].odd.append(odd)


def compare_totals(sure: Mapping[tuple[int, int], Judged], by_unit: Mapping[int, list], desk: Desk) -> None:
    """Note at each line where the total of its place disagrees."""
    for unit in {one.unit for one in sure.values()}:
        for pk, odd in disagreeing_totals(by_unit[unit.pk], NO_CENSUS, desk.settings).items():
            if (unit.pk, pk) in sure:
                sure[unit.pk, pk].odd += odd


def said_of(judged: Iterable[Judged]) -> dict[int, tuple[str, str]]:
    """Who recorded the figures in force that a form may have been made before, and with which remark. One query."""
    heads = {one.head.id for one in judged if one.head and one.entry.is_form and one.entry.is_touched}
    rows = Finding.objects.filter(pk__in=heads).values_list("pk", "entered_by__full_name", "note")
    return {pk: (who, note) for pk, who, note in rows}


def plain_line(batch: ImportBatch, at: int, one: Judged, desk: Desk) -> ImportLine:
    """The line with its place, its indicator and the words of both figures."""
    entry, head = one.entry, one.head
    known = one.unit or desk.known.get(entry.unit)
    place = known.label if known else entry.place
    line = ImportLine(
        batch=batch, position=at, address=entry.address, place=place[:120], number=entry.indicator[:8],
        unit=one.unit, indicator_id=one.indicator.id if one.indicator else None,
    )  # fmt: skip
    if one.indicator:
        line.before_words = words_of(head, one.indicator, one.target) if head else ""
        line.after_words = words_of(one.row, one.indicator, one.target) if one.row else typed_words(entry)
    return line


def settle(line: ImportLine, one: Judged, desk: Desk, said: tuple[str, str] | None) -> None:
    """Fill in the figures, find the heap, and say what is odd."""
    row, head = one.row, one.head
    who, note = said or ("", "")
    line.keep(row)
    line.heap = heap_of(one.entry, row, head, note)
    line.may_choose = line.heap != Heap.SAME or (head is not None and row.assessed_on > head.assessed_on)
    remark = remark_of(line.heap, one.entry, row, head, who)
    line.remarks = [remark] if remark else []
    if line.heap in CHOSEN_AT_FIRST:
        line.cautions = [told(caution, one) for caution in cautions_of(one, desk)]


def cautions_of(one: Judged, desk: Desk) -> list[Caution]:
    """What is odd about a line, in the words of every other door."""
    row = one.row
    claim = Claim(
        row.facts(UNRECORDED), one.head, None, one.verified, bool(row.note or row.reason),
        period=desk.running, movements=one.movements,
    )  # fmt: skip
    return heaviest_first([*cautions(claim, one.indicator, one.target, desk.settings, desk.today), *one.odd])


def told(caution: Caution, one: Judged) -> dict[str, object]:
    """A warning as the line keeps it: the check, the sentence, and where it is looked at and put right."""
    place = one.unit.place
    ways = list(dict.fromkeys([(one.indicator.number, caution.address(place)), *caution.others(place)]))
    return {"check": caution.check.value, "text": caution.text, "ways": ways}


def close(line: ImportLine, answer: LockAnswer) -> None:
    """A line for a closed cell: refused, or for the office only with a reason; what only repeats a figure stays."""
    if answer.only_with_reason:
        line.figure[CLOSED] = answer.code
        line.remarks = [*line.remarks, answer.sentence]
    elif line.heap == Heap.SAME:
        line.may_choose = False
    else:
        line.heap, line.may_choose, line.remarks, line.cautions = Heap.REFUSED, False, [answer.words], []


def words_of(figures: FigureRow | FindingFacts, indicator: IndicatorFacts, target: TargetFacts | None) -> str:
    """ "83,77% (7.204/8.600)", "Đạt"."""
    printed = shown(figures, indicator, target)
    if figures.declared in (Verdict.NEARLY, Verdict.NA) and figures.value is None and not has_ratio(figures):
        printed = Verdict(figures.declared).label
    if not has_ratio(figures):
        return printed
    return f"{printed} ({number(figures.numerator)}/{number(figures.denominator)})"


def typed_words(entry: Entry) -> str:
    """What stands in the cells of a refused line, as it was written."""
    written = (written_as(entry.cells.get(part)) for part in FIGURES)
    return " / ".join(text[:30] for text in written if text)[:120]
