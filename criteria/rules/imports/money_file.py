"""Biểu 08 and 09 of a commune that come back from Excel: what the hidden sheet says, and the boxes as they were typed.

Columns are found by the numbers under the head, contents by the words of their line, works by standing above the sum.
What is read becomes what would be typed into the boxes of the page, where it is looked at, judged and stored.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from criteria.enums import Money
from criteria.rules.imports.grid import FORMULA, NUMBER, Grid, Written
from criteria.rules.imports.reading import written_as
from criteria.rules.money import SOURCES, plain, rounded_off
from criteria.rules.money_checks import box
from ntm_portal.vietnamese import day, nfc

HIDDEN, MARK, VERSION = "NTM-VON", "NTM-VON", "1"
SHEETS = {Money.FUNDING: "Biểu 08", Money.DEBT: "Biểu 09"}
MOST_LINES = 500
# The number under the head of each column that is read.
FUNDS = {
    "1": "volume", **{str(at): f"result.{name}" for at, name in enumerate(SOURCES, 4)},
    **{str(at): f"plan.{name}" for at, name in enumerate(SOURCES, 17)}, "C": "note",
}  # fmt: skip
DEBTS = {
    "C": "work", "D": "decision", "1": "investment", "2": "done", "3": "paid", "E": "pay_when", "F": "pay_from",
    "G": "note",
}  # fmt: skip
# Sums that are worked out; where somebody typed over them they are compared.
FUND_SUMS = {
    "2=3+9…14": "result.total", "3=4…8": "result.direct", "15=16+22…27": "plan.total", "16=17…21": "plan.direct",
}  # fmt: skip
DEBT_SUMS = {"4=2-3": "owed"}
# What stands in the form of a place that said it owes nothing.
NO_DEBT = "Không có nợ đọng"
MOVED = "Các cột của biểu không còn đứng chỗ cũ. Tải biểu mới rồi chép số sang."


class MoneyFileFault(ValueError):
    """The file is a form of money that cannot be read back; the message says what to do."""


def label_of(name: str, measure: str) -> str:
    """A content as the form prints it: "Giao thông (km)"."""
    return f"{name} ({measure})" if measure else name


def rows_of_funds(
    place: str, as_of: dt.date, seen: int | None, labels: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """The hidden sheet of Biểu 08: whose, of which day, on which table it rests, and the contents by their words."""
    return (_head(Money.FUNDING, place, as_of, seen), *labels)


def rows_of_debts(place: str, as_of: dt.date, seen: int | None) -> tuple[tuple[str, ...], ...]:
    """The hidden sheet of Biểu 09."""
    return (_head(Money.DEBT, place, as_of, seen),)


def _head(kind: Money, place: str, as_of: dt.date, seen: int | None) -> tuple[str, ...]:
    return (MARK, VERSION, kind.value, place, as_of.isoformat(), str(seen or ""))


@dataclass(frozen=True, slots=True)
class MoneyFile:
    """A file that came back: of which kind and commune it is, and what would be typed into the boxes of its page."""

    kind: Money
    place: str
    boxes: Mapping[str, str]


def read_money_file(grids: Sequence[Grid]) -> MoneyFile | None:
    """The file by its hidden sheet; None where it has none of ours."""
    hidden = next((grid for grid in grids if grid.name == HIDDEN and written_as(grid.at(1, 1)) == MARK), None)
    if hidden is None:
        return None
    _, version, kind, place, as_of, seen = (written_as(hidden.at(1, at)) for at in range(1, 7))
    if version != VERSION or kind not in Money.values:
        raise MoneyFileFault("Biểu thuộc phiên bản khác của cổng. Tải biểu mới rồi chép số sang.")
    money = Money(kind)
    grid = next((grid for grid in grids if grid.name == SHEETS[money]), None)
    if grid is None:
        raise MoneyFileFault(f"Tệp không còn trang “{SHEETS[money]}”. Tải biểu mới rồi chép số sang.")
    terms = {"counted_on": day(dt.date.fromisoformat(as_of)), "seen": seen, "source": "", "reason": ""}
    boxes = _debts(grid) if money == Money.DEBT else _funds(grid, hidden)
    return MoneyFile(money, place, terms | boxes)


def _columns(grid: Grid, typed: Mapping[str, str], sums: Mapping[str, str]) -> tuple[int, dict[int, str]]:
    """The row of the numbers under the head, and which column holds what."""
    wanted = {**typed, **sums}
    for row, cells in sorted(grid.rows.items()):
        found = {at: wanted[words] for at, cell in cells.items() if (words := written_as(cell)) in wanted}
        if len(found) == len(wanted) == len(set(found.values())):
            return row, found
    raise MoneyFileFault(MOVED)


def _funds(grid: Grid, hidden: Grid) -> dict[str, str]:
    """The boxes of Biểu 08: each line of the form is found by its words."""
    codes = {written_as(hidden.at(row, 2)): written_as(hidden.at(row, 1)) for row in hidden.rows if row > 1}
    first, columns = _columns(grid, FUNDS, FUND_SUMS)
    boxes, met = {}, set()
    for row in sorted(row for row in grid.rows if first < row <= first + MOST_LINES):
        code = codes.get(nfc(written_as(grid.at(row, 2))))
        if code and code not in met:
            met.add(code)
            boxes |= {box(code, part): said(part, grid.at(row, at)) for at, part in columns.items()}
    if missing := [label for label, code in codes.items() if code not in met]:
        raise MoneyFileFault(f"Không thấy dòng “{missing[0]}”. Không bớt, đổi tên dòng; tải biểu mới rồi chép số sang.")
    return boxes


def _debts(grid: Grid) -> dict[str, str]:
    """The boxes of Biểu 09: every line between the head and the sum that says something of money."""
    first, columns = _columns(grid, DEBTS, DEBT_SUMS)
    lines = list(_works(grid, first, columns))
    says_none = any(written_as(cell) == NO_DEBT for cells in grid.rows.values() for cell in cells.values())
    boxes = {box(at, part): words for at, line in enumerate(lines) for part, words in line.items()}
    return boxes | {"rows": str(len(lines)), "nothing": "on" if says_none and not lines else ""}


def _works(grid: Grid, first: int, columns: Mapping[int, str]) -> Iterator[dict[str, str]]:
    for row in sorted(row for row in grid.rows if first < row <= first + MOST_LINES):
        if any(written_as(grid.at(row, at)).startswith("Tổng cộng") for at in (1, 2, 3)):
            return
        line = {part: said(part, grid.at(row, at)) for at, part in columns.items()}
        if any(line[part] for part in ("investment", "done", "paid")):
            yield line


def said(part: str, cell: Written | None) -> str:
    """What a cell says of its box; a sum that is still worked out says nothing of its own."""
    worked_out = part in (*FUND_SUMS.values(), *DEBT_SUMS.values()) and cell is not None and cell.kind == FORMULA
    return "" if worked_out else typed_in(cell)


def typed_in(cell: Written | None) -> str:
    """A cell as it would be typed into a box; a formula is handed on as such, to be refused there."""
    if cell is not None and cell.kind == NUMBER:
        return plain(rounded_off(Decimal(cell.text)))
    return "công thức" if cell is not None and cell.kind == FORMULA else written_as(cell)
