"""A table of money of many communes: read commune by commune, held against what is in force, stored together."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communes.models import Unit
from criteria.actions.money import WHY
from criteria.forms.money import grid_of
from criteria.forms.money_grids import LABELS, SIDES, MoneyGrid
from criteria.models import FundingContent
from criteria.models.money import heads_of, with_lines
from criteria.rules.cautions import Caution
from criteria.rules.imports.money_file import label_of
from criteria.rules.imports.money_table import PlaceTable, read_money_table
from criteria.rules.imports.places import Matcher, Named
from criteria.rules.imports.shown import shown_words
from criteria.rules.money import SOURCES, SheetFacts, before
from criteria.rules.money_checks import sheet_cautions, sheet_faults, standing_still
from criteria.tables.money import told_words
from ntm_portal.vietnamese import day, name_list

NO_FIGURES = "Các dòng không có số nào. Nếu đúng là không có, ghi “không nợ” hoặc “không huy động” sau tên đơn vị."
ALL_SOURCES = {"total": "Tổng số", "direct": "Vốn trực tiếp", **SOURCES}
BOTH = "Ghi là không có mà vẫn có dòng số liệu: bỏ một trong hai."


@dataclass(slots=True)
class PastedSheet:
    """What the table says of one commune and what becomes of it; `stands` is the table it is compared with."""

    table: PlaceTable
    unit: Unit | None
    sheet: SheetFacts | None = None
    stands: SheetFacts | None = None
    faults: list[str] = field(default_factory=list)
    cautions: Sequence[Caution] = ()
    is_same: bool = False

    @property
    def will_be_stored(self) -> bool:
        return self.sheet is not None and not self.faults and not self.is_same

    @property
    def told(self) -> str:
        """ "03 công trình, còn nợ 1.250,5"; nothing of a commune that nobody knows."""
        return told_words(self.unit, self.sheet) if self.sheet else ""

    @property
    def told_before(self) -> str:
        """The table before, in the same words, with its day."""
        return f"{told_words(self.unit, self.stands)} ({day(self.stands.on)})" if self.stands else ""


class PastedMoney:
    """Everything a table says about the communes somebody records for. Two queries for any number of them."""

    def __init__(
        self, text: str, units: Sequence[Unit], district: str, terms: SheetFacts, contents: Sequence[FundingContent]
    ):
        self.places, self.units = units, {unit.code: unit for unit in units}
        self.terms, self.contents = terms, contents
        self.names = {content.code: content.name for content in contents}
        known = {content.code: (content.name, label_of(content.name, content.measure)) for content in contents}
        matcher = Matcher(tuple(Named(unit.code, unit.kind, unit.name, unit.label) for unit in units), district)
        self.heads = heads_of(terms.kind, [unit.pk for unit in units])
        self.rows = [
            PastedSheet(table, self.units[table.place.code] if table.place else None, faults=list(table.faults))
            for table in read_money_table(text, terms.kind, matcher, known, {row.heading for row in contents})
        ]

    def judge(self, reason: str, today: dt.date) -> None:
        """Read the boxes of every commune, and say what is wrong or odd about them."""
        known = [row for row in self.rows if row.unit]
        wanted = [head for row in known for head in self._beside(row.unit) if head]
        whole = with_lines(self.terms.kind, wanted)
        for row in known:
            same_day, earlier = (whole.get(head.id) if head else None for head in self._beside(row.unit))
            self._judge(row, today)
            row.stands = same_day or earlier
            row.is_same = same_day is not None and same_day.figures == row.sheet.figures
            if same_day and not row.is_same and not reason:
                row.faults.append(WHY.format(day=day(self.terms.on)))
            if not row.faults:
                still = standing_still(row.sheet, earlier)
                row.cautions = [*still, *sheet_cautions(row.sheet, earlier, self.names)]

    def _beside(self, unit: Unit) -> tuple[SheetFacts | None, SheetFacts | None]:
        """The table of the same day, and the one before it."""
        heads = self.heads.get(unit.pk, [])
        same_day = next((head for head in reversed(heads) if head.on == self.terms.on), None)
        return same_day, before(heads, self.terms)

    def _judge(self, row: PastedSheet, today: dt.date) -> None:
        table = row.table
        grid = grid_of(self.terms.kind, table.boxes | {"rows": str(len(table.lines))}, None, self.contents)
        row.sheet = SheetFacts(self.terms.kind, self.terms.on, tuple(grid.lines), self.terms.source)
        if table.says_none == bool(row.sheet.lines):
            row.faults.append(BOTH if table.says_none else NO_FIGURES)
        row.faults += self._sentences(table, grid.faults)
        for name, said in sheet_faults(row.sheet, today, row.unit.valid_from, row.unit.valid_to).items():
            row.faults += self._sentences(table, {_place_of(grid, name): said[0]})

    def _sentences(self, table: PlaceTable, faults: Mapping[str, str]) -> Iterator[str]:
        """Each fault with the line and the column it concerns."""
        for name, said in faults.items():
            key, _, part = name.partition(".")
            where = f"Dòng {table.lines[key]}, {column_called(part)}: " if key in table.lines else ""
            yield f"{where}{said}"

    @property
    def accepted(self) -> list[PastedSheet]:
        """The communes whose table would be stored."""
        return [row for row in self.rows if row.will_be_stored]

    @property
    def refused(self) -> list[PastedSheet]:
        return [row for row in self.rows if row.faults]

    @property
    def same(self) -> list[PastedSheet]:
        """Communes of which the table says what is in force for that day."""
        return [row for row in self.rows if row.is_same and not row.faults]

    @property
    def odd(self) -> list[PastedSheet]:
        return [row for row in self.accepted if row.cautions]

    @property
    def silent(self) -> str:
        """The communes of which the table says nothing; they stay as they are."""
        told = {row.unit for row in self.rows}
        return name_list([unit.short_label for unit in self.units.values() if unit not in told])

    def by_unit(self) -> dict[Unit, SheetFacts]:
        """What is to be stored, by place."""
        return {row.unit: row.sheet for row in self.accepted}

    @property
    def shown(self) -> str:
        """What this preview would store, as the page carries it to the next step."""
        return shown_words({unit.pk: facts for unit, facts in self.by_unit().items()})

    @property
    def seen(self) -> str:
        """The newest table of each place when the page was drawn, as it carries it to the next step."""
        return " ".join(f"{pk}:{max(head.id for head in heads)}" for pk, heads in self.heads.items())


def _place_of(grid: MoneyGrid, name: str) -> str:
    return grid.place_of(name) if "." in name else name


def column_called(part: str) -> str:
    """How a column is called in a sentence: "Đã thanh toán"; "Kết quả từ đầu năm, Tín dụng"."""
    side, _, name = part.partition(".")
    return f"{SIDES[side]}, {ALL_SOURCES[name]}" if name else LABELS.get(part, "Khối lượng")
