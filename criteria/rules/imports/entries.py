"""From the cells of a file to figures that may be recorded: one entry for each indicator of each commune."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from criteria.enums import Part, Stage, ValueKind, Verdict
from criteria.rules.admission import FigureRow
from criteria.rules.facts import IndicatorFacts
from criteria.rules.imports.carried import Carried, Slot
from criteria.rules.imports.grid import FORMULA, Grid, Written, address
from criteria.rules.imports.layout import Frame, Reading, cells_text
from criteria.rules.imports.places import Match, Matcher, Named
from criteria.rules.imports.reading import (
    CellFault,
    is_blank,
    read_number,
    read_on,
    read_verdict,
    read_words,
    written_as,
)
from criteria.rules.verdicts import is_share

LONGEST = {Part.SOURCE: 300, Part.NOTE: 500}
FIGURES = (Part.NUMERATOR, Part.DENOMINATOR, Part.VALUE, Part.DECLARED)
MOVED = "Dòng này không còn ở chỗ cũ (đã thêm, bớt hoặc sắp xếp lại dòng). Tải biểu mới rồi chép số sang."
COLUMNS_MOVED = "Cột của biểu đã bị thêm, bớt hoặc đổi chỗ nên không nạp lại được. Tải biểu mới rồi chép số sang."


@dataclass(slots=True)
class Entry:
    """What a file says of one indicator of one commune, before anybody has judged it."""

    address: str
    place: str
    unit: str
    indicator: str
    cells: Mapping[Part, Written | None]
    where: Mapping[Part, str] = field(default_factory=dict)
    is_form: bool = False
    seen: int | None = None
    is_touched: bool = True
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Common:
    """What holds for every line that does not say otherwise."""

    stage: Stage
    assessed_on: dt.date | None = None
    source: str = ""


def entries_of_form(grid: Grid, carried: Carried) -> Iterator[Entry]:
    """The entries of a form of the portal: where its hidden sheet says they stand, if they still stand there."""
    for slot in carried.slots:
        cells = {part: grid.named(place) for part, place in slot.cells.items()}
        place, words = slot.mark
        entry = Entry(
            first_address(slot, cells), "", slot.unit, slot.indicator, cells, slot.cells, True, slot.seen,
            is_touched(slot, cells),
        )  # fmt: skip
        if " ".join(written_as(grid.named(place)).split()) != " ".join(words.split()):
            entry.faults.append(MOVED)
        if entry.is_touched or any(slot.held.values()) or entry.faults:
            yield entry


def columns_moved(grid: Grid, carried: Carried) -> bool:
    """Whether some column of a form no longer stands where it stood when the form was made."""
    return any(written_as(grid.named(place)) != words for place, words in carried.columns)


def first_address(slot: Slot, cells: Mapping[Part, Written | None]) -> str:
    """The cell a line of the preview names: the first that was changed, else the first of all."""
    changed = (place for part, place in slot.cells.items() if plainly(cells[part]) != slot.held[part])
    return next(changed, next(iter(slot.cells.values()), ""))


def is_touched(slot: Slot, cells: Mapping[Part, Written | None]) -> bool:
    """Whether anybody has typed into the cells since the form was made."""
    return any(plainly(cell) != slot.held[part] for part, cell in cells.items())


def plainly(cell: Written | None) -> str:
    """A cell as the hidden sheet notes it; a number has one way of being written."""
    if cell is None:
        return ""
    return cell.text.strip() if cell.kind != FORMULA else "="


def entries_of_table(grid: Grid, frame: Frame, reading: Reading, matcher: Matcher) -> Iterator[Entry]:
    """The entries of somebody else's table: one for each commune and indicator that has anything in its columns."""
    by_indicator: dict[str, dict[Part, int]] = {}
    shared: dict[Part, int] = {}
    for column, (number, part) in sorted(reading.columns.items()):
        (by_indicator.setdefault(number, {}) if number else shared)[part] = column
    for row, cells in sorted(grid.rows.items()):
        if row < frame.first_row or reading.place_column not in cells:
            continue
        words = cells_text(grid, row, reading.place_column)
        match = matcher.match(words)
        if match.is_total:
            continue
        for number, columns in by_indicator.items():
            columns = {**shared, **columns}
            found = {part: cells.get(column) for part, column in columns.items()}
            if all(is_blank(found.get(part)) for part in FIGURES):
                continue
            where = {part: address(row, column) for part, column in columns.items()}
            first = next(where[part] for part in FIGURES if part in where)
            yield Entry(first, words, match.place.code if match.place else "", number, found, where,
                        faults=[] if match.place else [unknown(words, match)])  # fmt: skip


def unknown(words: str, match: Match) -> str:
    """The sentence for a name that is no commune's: the nearest are named, none is taken."""
    if not match.nearest:
        return f"Không có xã, thị trấn nào tên “{words[:60]}”."
    return f"Không có xã, thị trấn nào tên “{words[:60]}”; gần nhất: {nearest_words(match.nearest)}."


def nearest_words(nearest: tuple[Named, ...]) -> str:
    """ "Xã Xuân Tiến, Xã Xuân Tân"."""
    return ", ".join(place.label for place in nearest)


def figure_of(entry: Entry, indicator: IndicatorFacts, has_level: bool, common: Common) -> FigureRow | None:
    """What the cells mean; None once any of them was refused, with the sentences in `entry.faults`."""
    read = Reader(entry, indicator)
    numbers = read.numbers()
    declared = read.part(Part.DECLARED, read_verdict)
    words = {part: read.part(part, read_words, longest) or "" for part, longest in LONGEST.items()}
    day = read.part(Part.DAY, read_on) or common.assessed_on
    if declared == Verdict.NEARLY:
        entry.faults.append("Cơ bản đạt phải có lý do và hạn hoàn thành: ghi ở phiếu nhập.")
    if day is None and not entry.faults:
        entry.faults.append("Chưa có ngày số liệu: ghi ở đầu trang rồi bấm Đọc lại.")
    if not entry.faults and declared is None and not any(figure is not None for figure in numbers.values()):
        entry.faults.append("Chưa có số liệu trong tệp.")
    if entry.faults:
        return None
    by_word = declared and indicator.kind != ValueKind.YES_NO and not has_level
    return FigureRow(
        indicator_id=indicator.id,
        stage=common.stage,
        assessed_on=day,
        declared=declared,
        reason=words[Part.NOTE] if by_word or declared == Verdict.NA else "",
        source_document=words[Part.SOURCE] or common.source,
        note=words[Part.NOTE],
        **numbers,
    )


@dataclass(slots=True)
class Reader:
    """Reads the parts of one entry, and notes at which cell something is wrong."""

    entry: Entry
    indicator: IndicatorFacts

    def part(self, part: Part, read, *given, **more):
        """One part; None where it is empty or refused."""
        try:
            return read(self.entry.cells.get(part), *given, **more)
        except CellFault as fault:
            place = self.entry.where.get(part, "")
            self.entry.faults.append(f"{part.label}, ô {place}: {fault}" if place else f"{part.label}: {fault}")
            return None

    def numbers(self) -> dict[str, Decimal | None]:
        """The two numbers and the result; a result that a formula works out from two given numbers is not needed."""
        whole = self.indicator.whole
        pair = {part: self.part(part, read_number, whole=whole) for part in (Part.NUMERATOR, Part.DENOMINATOR)}
        worked_out = self.entry.cells.get(Part.VALUE)
        if None not in pair.values() and worked_out is not None and worked_out.kind == FORMULA:
            self.entry = replace_cell(self.entry, Part.VALUE)
        counts = self.indicator.kind == ValueKind.COUNT and whole
        value = self.part(Part.VALUE, read_number, whole=counts, share=is_share(self.indicator))
        return {str(part): figure for part, figure in (*pair.items(), (Part.VALUE, value))}


def replace_cell(entry: Entry, part: Part) -> Entry:
    """The entry without one of its cells; its list of faults stays the same one."""
    return replace(entry, cells={**entry.cells, part: None})
