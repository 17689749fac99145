"""What a form of the portal carries on its hidden sheet, so that it can be loaded back after it was typed in Excel.

Everything is text: spreadsheets change numbers on their way, but not words.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from criteria.enums import FileKind, Part, Stage

SHEET = "NTM"
MARK = "NTM"
VERSION = "1"
# The parts of a figure that a form holds, in the order of their two columns on the hidden sheet.
PARTS = (Part.NUMERATOR, Part.DENOMINATOR, Part.VALUE, Part.DECLARED, Part.SOURCE, Part.NOTE)
HEAD = (
    "đơn vị", "chỉ tiêu", "số liệu lúc tải", "ô nhận dạng", "nội dung ô",
    *(f"{word} {part.label.lower()}" for part in PARTS for word in ("ô", "lúc tải")),
)  # fmt: skip


class CarriedFault(ValueError):
    """The hidden sheet is from another version, or somebody changed it."""


@dataclass(slots=True)
class Slot:
    """The cells of one indicator of one commune: where each part stands, and what it held at download."""

    unit: str
    indicator: str
    seen: int | None
    mark: tuple[str, str] = ("", "")
    cells: dict[Part, str] = field(default_factory=dict)
    held: dict[Part, str] = field(default_factory=dict)

    def row(self) -> list[str]:
        """The slot as a row of the hidden sheet."""
        parts = [text for part in PARTS for text in (self.cells.get(part, ""), self.held.get(part, ""))]
        return [self.unit, self.indicator, str(self.seen or ""), *self.mark, *parts]

    @classmethod
    def of_row(cls, row: Sequence[str]) -> "Slot":
        """What `row` wrote."""
        row = _padded(list(row), len(HEAD))
        unit, indicator, seen, place, words = row[:5]
        pairs = list(zip(PARTS, row[5::2], row[6::2], strict=True))
        cells = {part: cell for part, cell, _ in pairs if cell}
        held = {part: text for part, cell, text in pairs if cell}
        earlier = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None
        return cls(unit, indicator, earlier, (place, words), cells, held)


@dataclass(frozen=True, slots=True)
class Carried:
    """The whole hidden sheet: which form it belongs to, at what stage, as of when, and its cells.

    `columns` are the cells that number the columns of the form: if one has moved, nothing stands where it stood.
    """

    kind: FileKind
    stage: Stage
    as_of: dt.date
    sheet: str
    day_cell: str
    columns: tuple[tuple[str, str], ...]
    slots: tuple[Slot, ...]

    def rows(self) -> Iterator[list[str]]:
        """The rows of the hidden sheet."""
        yield [MARK, VERSION, self.kind, self.stage, self.as_of.isoformat(), self.sheet, self.day_cell]
        yield [text for pair in self.columns for text in pair]
        yield list(HEAD)
        for slot in self.slots:
            yield slot.row()

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[str]]) -> "Carried":
        """What `rows` wrote; a sheet that cannot be read is refused with the way out."""
        lines = [list(row) for row in rows]
        if not lines or lines[0][:2] != [MARK, VERSION]:
            raise CarriedFault("Biểu thuộc phiên bản khác của cổng. Tải biểu mới rồi chép số sang.")
        try:
            return cls(*_head(lines[0]), _columns(lines[1]), tuple(Slot.of_row(row) for row in lines[3:] if row))
        except (IndexError, ValueError) as fault:
            raise CarriedFault("Trang ẩn của biểu đã bị sửa nên không nạp lại được. Tải biểu mới.") from fault


def _head(row: list[str]) -> tuple[FileKind, Stage, dt.date, str, str]:
    kind, stage, as_of, sheet, day_cell = _padded(row, 7)[2:]
    return FileKind(kind), Stage(stage), dt.date.fromisoformat(as_of), sheet, day_cell


def _columns(row: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(row[::2], row[1::2], strict=True))


def _padded(row: list[str], width: int) -> list[str]:
    """A row as long as it was written: spreadsheets drop empty cells at its end."""
    if len(row) > width:
        raise ValueError(width)
    return row + [""] * (width - len(row))
