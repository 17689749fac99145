"""Biểu 11 that comes back from Excel: what its hidden sheet says, and its lines as they were typed.

A line is known by its indicator (column B begins with the number) and its place there (column A), so rows may be
inserted and sorted; that the columns stand where they stood is checked by their numbers.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from criteria.rules.imports.grid import ERROR, FORMULA, Grid, Written, address
from ntm_portal.vietnamese import DayFault, NumberFault, nfc, number, parse_day, parse_number

HIDDEN, MARK, VERSION = "NTM-KH", "NTM-KH", "1"
# The columns of the form in order, with the number that stands under the head of each.
KEYS = (
    "tt", "subject", "standing", "goal", "measure", "cost", "source", "starts_on", "due_on", "who", "with", "percent",
    "note",
)  # fmt: skip
NUMBERS = ("A", "B", "C", "D", "E", "1", "F", "2", "3", "G", "H", "4", "I")
MILLION = 1_000_000
MOST_LINES = 400
LONGEST = {"standing": 500, "goal": 500, "measure": 300, "source": 120, "who": 120, "with": 160, "note": 500}


class PlanFileFault(ValueError):
    """The file is no Biểu 11 of the portal, or one that cannot be read back; the message says what to do."""


@dataclass(frozen=True, slots=True)
class CarriedStep:
    """A line of the form as it left the portal: its indicator, its place there, its measure."""

    number: str
    position: str
    pk: int


@dataclass(frozen=True, slots=True)
class CarriedPlans:
    """The hidden sheet: whose form it is, of which day, on which version of each plan it rests."""

    code: str
    as_of: dt.date
    versions: tuple[tuple[str, int], ...]
    steps: tuple[CarriedStep, ...]

    def rows(self) -> Iterator[list[str]]:
        """As text: spreadsheets change numbers on their way, but not words."""
        yield [MARK, VERSION, self.code, self.as_of.isoformat()]
        for subject, version in self.versions:
            yield ["kế hoạch", subject, str(version)]
        for step in self.steps:
            yield ["giải pháp", step.number, step.position, str(step.pk)]

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[str]]) -> "CarriedPlans":
        """What `rows` wrote."""
        lines = [list(row) for row in rows if row]
        if not lines or lines[0][:2] != [MARK, VERSION]:
            raise PlanFileFault("Biểu thuộc phiên bản khác của cổng. Tải biểu mới rồi chép chữ sang.")
        try:
            plans = tuple((row[1], int(row[2])) for row in lines if row[0] == "kế hoạch")
            steps = tuple(CarriedStep(row[1], row[2], int(row[3])) for row in lines if row[0] == "giải pháp")
            return cls(lines[0][2], dt.date.fromisoformat(lines[0][3]), plans, steps)
        except (IndexError, ValueError) as fault:
            raise PlanFileFault("Trang ẩn của biểu đã bị sửa nên không nạp lại được. Tải biểu mới.") from fault


@dataclass
class FileLine:
    """One line of the form as it was typed; days as 2017-09-25, numbers with a point."""

    row: int
    number: str
    pk: int | None
    texts: dict[str, str] = field(default_factory=dict)
    fault: str = ""

    def cell(self, key: str) -> str:
        """ "E14": where a thing stands in the file."""
        return address(self.row, KEYS.index(key) + 1)


@dataclass
class PlanFile:
    """A whole file, read."""

    code: str
    versions: dict[str, int]
    lines: list[FileLine]

    def plain(self) -> dict:
        """As lists and texts, to be carried through a page."""
        return asdict(self)

    @classmethod
    def of_plain(cls, stored: Mapping) -> "PlanFile":
        """What `plain` stored."""
        return cls(stored["code"], dict(stored["versions"]), [FileLine(**line) for line in stored["lines"]])


def read_plan_file(grids: Sequence[Grid]) -> PlanFile:
    """The lines of a Biểu 11 of the portal that hold a measure."""
    hidden = next((grid for grid in grids if grid.name == HIDDEN), None)
    sheet = next((grid for grid in grids if grid.name != HIDDEN), None)
    if hidden is None or sheet is None:
        raise PlanFileFault("Tệp này không phải Biểu 11 tải từ cổng. Tải Biểu 11 của xã, điền rồi nạp lại.")
    carried = CarriedPlans.of_rows(
        [cell.text for _, cell in sorted(cells.items())] for _, cells in sorted(hidden.rows.items())
    )
    known = {(step.number, step.position): step.pk for step in carried.steps}
    lines = [line_of(row, cells, known) for row, cells in body_of(sheet)]
    found = [line for line in lines if line and (line.texts["measure"] or line.pk)]
    if len(found) > MOST_LINES:
        raise PlanFileFault(f"Tệp có hơn {MOST_LINES} dòng giải pháp. Chia thành nhiều tệp.")
    _refuse_twins(found)
    return PlanFile(carried.code, dict(carried.versions), found)


def body_of(sheet: Grid) -> Iterator[tuple[int, dict[int, Written]]]:
    """The rows under the numbers of the columns, which must stand where they stood."""
    rows = sorted(sheet.rows.items())
    for at, (_, cells) in enumerate(rows):
        if tuple(cells[column].text if column in cells else "" for column in range(1, len(NUMBERS) + 1)) == NUMBERS:
            yield from rows[at + 1 :]
            return
    raise PlanFileFault("Không thấy dòng số cột (A, B, C…) của biểu: các cột đã bị thêm, bớt hoặc dời. Tải biểu mới.")


def line_of(row: int, cells: Mapping[int, Written], known: Mapping[tuple[str, str], int]) -> FileLine | None:
    """One line; None where column B does not begin with the number of an indicator."""
    named = re.match(r"\s*(\d{1,2}(?:\.\d{1,2})?)(?:\s|$)", _text(cells.get(2)).replace(",", "."))
    if not named:
        return None
    line = FileLine(row, named[1], known.get((named[1], _text(cells.get(1)))))
    for column, key in enumerate(KEYS, 1):
        cell = cells.get(column)
        if cell and cell.kind in (FORMULA, ERROR):
            line.fault = line.fault or f"Ô {address(row, column)} có công thức hoặc lỗi: chép giá trị rồi nạp lại."
        line.texts[key] = _text(cell)
    for key, most in LONGEST.items():
        if len(line.texts[key]) > most:
            line.fault = line.fault or f"Ô {line.cell(key)} dài quá {most} ký tự."
    return line


def _text(cell: Written | None) -> str:
    return nfc(" ".join(cell.text.split())) if cell and cell.kind not in (FORMULA, ERROR) else ""


def _refuse_twins(lines: Sequence[FileLine]) -> None:
    """Two lines for one measure refuse both."""
    seen: dict[int, FileLine] = {}
    for line in lines:
        twin = seen.setdefault(line.pk, line) if line.pk else line
        if twin is not line:
            line.fault = twin.fault = f"Hai dòng ({twin.row} và {line.row}) cùng ghi một giải pháp."


@dataclass(frozen=True, slots=True)
class Typed:
    """The boxes of a line that are not words, read; None where a box is empty."""

    starts_on: dt.date | None
    due_on: dt.date | None
    cost: int | None
    percent: int | None


def typed_of(line: FileLine) -> tuple[Typed | None, str]:
    """What the line says, or the address and sentence of its first fault."""
    found = {}
    for key, read in (("starts_on", parse_day), ("due_on", parse_day), ("cost", money_typed), ("percent", share_typed)):
        text = line.texts[key]
        try:
            found[key] = read(text) if text else None
        except (DayFault, NumberFault) as fault:
            return None, f"Ô {line.cell(key)}: {fault}"
    return Typed(**found), ""


def money_typed(text: str) -> int:
    """Triệu đồng in đồng."""
    return int(parse_number(_decimal(text)) * MILLION)


def share_typed(text: str) -> int:
    """A whole percentage from 0 to 100."""
    figure = parse_number(_decimal(text), whole=True)
    if figure > 100:
        raise NumberFault("Tiến độ từ 0 đến 100.")
    return int(figure)


def _decimal(text: str) -> str:
    """A number cell holds "12.5" whatever the language of Excel; typed words are read as they are."""
    return number(Decimal(text)).replace(".", "") if re.fullmatch(r"\d+\.\d+", text) else text
