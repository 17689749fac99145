"""The lines of a table of money as boxes: what was typed is read cell by cell, and kept as it was typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from django.core.exceptions import ValidationError

from criteria.models import FundingContent
from criteria.rules.imports.reading import DASHES, NO_FIGURE
from criteria.rules.money import NONE, SOURCES, Amounts, DebtFacts, FundingFacts, SheetFacts, plain, sum_of
from criteria.rules.money_checks import box
from ntm_portal.vietnamese import NumberFault, nfc, number, parse_number

SIDES = {"result": "Kết quả từ đầu năm", "plan": "Kế hoạch kỳ sau"}
SHORT = dict(
    zip(
        SOURCES,
        ("ĐTPT", "SN", "Tỉnh", "Huyện", "Xã", "Lồng ghép", "Tín dụng", "DN", "Tiền", "Ngày công", "Đất, hiện vật"),
        strict=True,
    )
)  # fmt: skip
# The words of a work with how long they may be; the rest of a line are amounts.
WORDS = {"work": 200, "decision": 160, "pay_when": 80, "pay_from": 160, "note": 300}
LABELS = {
    "work": "Công trình", "decision": "Quyết định phê duyệt", "investment": "Tổng mức đầu tư",
    "done": "Giá trị khối lượng hoàn thành", "paid": "Đã thanh toán", "owed": "Còn nợ", "pay_when": "Thời gian trả",
    "pay_from": "Nguồn trả", "note": "Ghi chú",
}  # fmt: skip
PARTS = tuple(one.name for one in fields(DebtFacts))
FEWEST_ROWS, SPARE_ROWS, MORE_ROWS, MOST_ROWS = 5, 3, 5, 200
# What the button says that asks for more empty lines.
MORE = "them"


@dataclass(slots=True)
class GridCell:
    """One cell: a box with what was typed and what is wrong with it, or a sum that nobody types."""

    name: str
    label: str
    value: str = ""
    fault: str = ""
    is_sum: bool = False
    is_words: bool = False
    longest: int = 20

    @property
    def shown(self) -> str:
        """The cell as it is read: a stored amount with its dots, "-" for none."""
        if self.is_sum or self.is_words:
            return self.value or "-" * self.is_sum
        return number(parse_number(self.value)) if self.value else "-"


@dataclass(slots=True)
class GridRow:
    """One line of a table."""

    label: str
    cells: list[GridCell]
    note: str = ""
    heading: str = ""


class MoneyGrid:
    """What the lines of both kinds share: reading boxes, keeping faults at them."""

    def __init__(self, data: Mapping | None):
        self.data = data
        self.faults: dict[str, str] = {}
        self.held: dict[str, str] = {}

    def value(self, name: str) -> str:
        """What stands in a box: as typed, or as the table in force has it."""
        return self.data.get(name, "") if self.data is not None else self.held.get(name, "")

    def amount(self, name: str) -> Decimal:
        """The number of a box; "-" and nothing are none."""
        typed = self.value(name).strip()
        if typed in ("", *DASHES, *NO_FIGURE):
            return NONE
        try:
            return parse_number(typed)
        except NumberFault as fault:
            self.faults[name] = str(fault)
            return NONE

    def compare(self, name: str, worked_out: Decimal) -> None:
        """A sum that a file brings is held against the one that follows from its parts."""
        if self.value(name).strip() and (told := self.amount(name)) != worked_out and name not in self.faults:
            self.faults[name] = f"Tệp ghi {number(told)}, cộng lại là {number(worked_out)}."

    def words(self, name: str, longest: int) -> str:
        """The words of a box, spelled one way."""
        typed = nfc(" ".join(self.value(name).replace("\x00", "").split()))
        if len(typed) > longest:
            self.faults[name] = f"Dài quá {longest} ký tự."
        return typed

    def place_of(self, name: str) -> str:
        """The box of a fault that a rule has named."""
        return name

    def taking(self, refused: ValidationError) -> ValidationError:
        """What a rule refused: kept here where it concerns a box of a line, the rest is given back."""
        if not hasattr(refused, "error_dict"):
            return refused
        rest = {}
        for name, errors in refused.error_dict.items():
            if "." in name:
                self.faults[self.place_of(name)] = " ".join(errors[0].messages)
            else:
                rest[name] = errors
        return ValidationError(rest)

    def boxed(self, name: str, label: str, **given) -> GridCell:
        """A box with what stands in it."""
        return GridCell(name, label, self.value(name), self.faults.get(name, ""), **given)

    def summed(self, name: str, label: str, figure: Decimal) -> GridCell:
        """A sum beside the boxes it adds up."""
        return GridCell(name, label, number(figure) if figure else "", self.faults.get(name, ""), is_sum=True)


class FundingGrid(MoneyGrid):
    """Biểu 08 of one commune: a line a content, for what was raised and for what is planned."""

    def __init__(self, data: Mapping | None, opened: SheetFacts | None, contents: Sequence[FundingContent]):
        super().__init__(data)
        self.contents = contents
        for line in opened.lines if opened else ():
            self.held |= held_of(line)
        self.told = {content.code: self._line(content.code) for content in contents}

    def _line(self, code: str) -> FundingFacts:
        result, plan = (
            Amounts(*(self.amount(box(code, f"{side}.{name}")) for name in SOURCES)) for side in ("result", "plan")
        )
        volume = self.amount(box(code, "volume")) or None
        for side, amounts in (("result", result), ("plan", plan)):
            self.compare(box(code, f"{side}.total"), amounts.total)
            self.compare(box(code, f"{side}.direct"), amounts.direct)
        return FundingFacts(code, volume, result, plan, self.words(box(code, "note"), 300))

    @property
    def lines(self) -> list[FundingFacts]:
        """What was said, without the contents of which nothing was."""
        return [line for line in self.told.values() if not line.is_empty]

    @property
    def blocks(self) -> Iterator[tuple[str, str, list[GridRow], list[GridCell]]]:
        """The two tables of the page: side, its words, the lines, and their sum."""
        for side, words in SIDES.items():
            rows = [self._row(content, side) for content in self.contents]
            total = sum_of(getattr(line, side) for line in self.told.values())
            sums = [GridCell("", "", "", is_sum=True)] if side == "result" else []
            yield side, words, rows, sums + self._amounts("sum", side, total, typed=False)

    def _row(self, content: FundingContent, side: str) -> GridRow:
        cells = self._amounts(content.code, side, getattr(self.told[content.code], side), typed=True)
        if side == "result":
            volume = self.boxed(box(content.code, "volume"), f"Khối lượng, {content.measure}")
            note = self.boxed(box(content.code, "note"), "Ghi chú", is_words=True, longest=300)
            cells = [volume, *cells, note]
        return GridRow(content.name, cells, content.measure if side == "result" else "", content.heading)

    def _amounts(self, code: str, side: str, amounts: Amounts, *, typed: bool) -> list[GridCell]:
        sums = [
            self.summed(box(code, f"{side}.{name}"), label, getattr(amounts, name))
            for name, label in (("total", "Tổng số"), ("direct", "Vốn trực tiếp"))
        ]
        make = self._source if typed else self._summed_source
        return sums + [make(code, side, name, amounts) for name in SOURCES]

    def _source(self, code: str, side: str, name: str, amounts: Amounts) -> GridCell:
        return self.boxed(box(code, f"{side}.{name}"), SOURCES[name])

    def _summed_source(self, code: str, side: str, name: str, amounts: Amounts) -> GridCell:
        return self.summed(box(code, f"{side}.{name}"), SOURCES[name], getattr(amounts, name))


def held_of(line: FundingFacts) -> dict[str, str]:
    """The boxes of a stored line, as they would be typed."""
    held = {
        box(line.content, f"{side}.{name}"): plain(getattr(getattr(line, side), name))
        for side in SIDES
        for name in SOURCES
    }
    return held | {box(line.content, "volume"): plain(line.volume or NONE), box(line.content, "note"): line.note}


class DebtGrid(MoneyGrid):
    """Biểu 09 of one commune: a line a work, with empty ones below."""

    def __init__(self, data: Mapping | None, opened: SheetFacts | None):
        super().__init__(data)
        lines = opened.lines if opened else ()
        for row, line in enumerate(lines):
            self.held |= held_of_work(row, line)
        asked = data.get("rows", "") if data is not None else ""
        wanted = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
        if data is not None and data.get("lam") == MORE:
            wanted += MORE_ROWS
        self.row_count = min(max(wanted, len(lines) + SPARE_ROWS, FEWEST_ROWS), MOST_ROWS)
        self.filled = [row for row in range(self.row_count) if self._is_filled(row)]
        self.told = {row: self._line(row) for row in self.filled}

    def _is_filled(self, row: int) -> bool:
        return any(self.value(box(row, part)).strip() for part in PARTS)

    def _line(self, row: int) -> DebtFacts:
        said = {
            part: self.words(box(row, part), WORDS[part]) if part in WORDS else self.amount(box(row, part))
            for part in PARTS
        }
        line = DebtFacts(**said)
        self.compare(box(row, "owed"), line.owed)
        return line

    @property
    def lines(self) -> list[DebtFacts]:
        """The works in the order they were typed."""
        return list(self.told.values())

    def place_of(self, name: str) -> str:
        """A rule counts the lines that were filled in; the page counts all of them."""
        row, _, part = name.partition(".")
        return box(self.filled[int(row)], part)

    @property
    def rows(self) -> Iterator[GridRow]:
        """The lines of the page."""
        for row in range(self.row_count):
            yield GridRow(f"dòng {row + 1}", [self._cell(row, part) for part in LABELS])

    def _cell(self, row: int, part: str) -> GridCell:
        name, label = box(row, part), LABELS[part]
        if part == "owed":
            return self.summed(name, label, self.told[row].owed if row in self.told else NONE)
        return self.boxed(name, label, is_words=part in WORDS, longest=WORDS.get(part, 20))

    @property
    def read_rows(self) -> Iterator[GridRow]:
        """The works, without the empty lines."""
        for row in self.filled:
            yield GridRow(self.told[row].work, [self._cell(row, part) for part in LABELS])

    @property
    def sums(self) -> dict[str, str]:
        """The sums under the four columns of money."""
        found = {part: sum((getattr(line, part) for line in self.lines), NONE) for part in SUMMED}
        return {part: number(figure) if figure else "" for part, figure in found.items()}


SUMMED = ("investment", "done", "paid", "owed")


def held_of_work(row: int, line: DebtFacts) -> dict[str, str]:
    """The boxes of a stored work, as they would be typed."""
    return {
        box(row, part): getattr(line, part) if part in WORDS else plain(getattr(line, part)) for part in PARTS
    }  # fmt: skip
