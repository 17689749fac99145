"""A form that comes back: which cells may be typed, what may stand in them, and the hidden sheet that names them."""

from collections import defaultdict
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from criteria.rules.imports.carried import SHEET, Carried, Slot
from ntm_portal.vietnamese import day
from reports.tables.base import Allowed, Carrying, Table
from reports.xlsx.body import TypedCell
from reports.xlsx.pen import clean
from reports.xlsx.sheet import Drawn

FAULT = "Số liệu chưa đúng"
CHECKS = {
    Allowed.WHOLE: ("whole", {"operator": "greaterThanOrEqual", "formula1": "0"}, "Gõ số nguyên, không âm."),
    Allowed.NUMBER: ("decimal", {"operator": "greaterThanOrEqual", "formula1": "0"}, "Gõ một số, không âm."),
    Allowed.SHARE: (
        "decimal", {"operator": "between", "formula1": "0", "formula2": "100"}, "Gõ tỷ lệ từ 0 đến 100, không kèm %.",
    ),
    Allowed.VERDICT: ("list", {"formula1": '"Đ,C"'}, "Chọn Đ (đạt) hoặc C (chưa đạt)."),
    Allowed.VERDICT_OR_NA: (
        "list", {"formula1": '"Đ,C,KX"'}, "Chọn Đ (đạt), C (chưa đạt) hoặc KX (không xét, nêu lý do ở cột cuối).",
    ),
    Allowed.SOURCE: ("textLength", {"operator": "lessThanOrEqual", "formula1": "300"}, "Ghi nhiều nhất 300 ký tự."),
    Allowed.NOTE: ("textLength", {"operator": "lessThanOrEqual", "formula1": "500"}, "Ghi nhiều nhất 500 ký tự."),
}  # fmt: skip


def carry(book: Workbook, sheet: Worksheet, table: Table, drawn: Drawn) -> None:
    """Lock all but the cells to be typed, check what is typed, and add the hidden sheet."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    check_typing(sheet, drawn.typed)
    check_day(sheet, table, drawn.day_cell)
    hidden = book.create_sheet(SHEET)
    hidden.sheet_state = "hidden"
    hidden.protection.sheet = True
    for at, row in enumerate(carried_of(sheet, table, drawn).rows(), 1):
        for column, text in enumerate(row, 1):
            if text:
                hidden.cell(at, column, clean(text)).data_type = "s"


def hide(book: Workbook, carrying: Carrying) -> None:
    """The hidden sheet of a form that is not locked, because lines are added to it."""
    hidden = book.create_sheet(carrying.sheet)
    hidden.sheet_state = "hidden"
    hidden.protection.sheet = True
    for at, row in enumerate(carrying.rows, 1):
        for column, text in enumerate(row, 1):
            hidden.cell(at, column, clean(text)).data_type = "s"


def check_typing(sheet: Worksheet, typed: Iterable[TypedCell]) -> None:
    """One rule of Excel for each kind of cell, over as few ranges as they make."""
    columns: dict[tuple[Allowed, int], list[int]] = defaultdict(list)
    for cell in typed:
        columns[cell.blank.allowed, cell.column].append(cell.row)
    rules = {}
    for (allowed, column), rows in columns.items():
        if allowed not in rules:
            kind, limits, words = CHECKS[allowed]
            rules[allowed] = validation(kind, words, **limits)
            sheet.add_data_validation(rules[allowed])
        for block in blocks_of(get_column_letter(column), rows):
            rules[allowed].add(block)


def check_day(sheet: Worksheet, table: Table, cell: str) -> None:
    """Figures are never dated after the form was made."""
    words = f"Gõ ngày theo mẫu 28/8/2017, không sau ngày {day(table.draft.as_of)}."
    last = f"DATE({table.draft.as_of:%Y,%m,%d})".replace(",0", ",")
    rule = validation("date", words, operator="between", formula1="DATE(2009,1,1)", formula2=last)
    sheet.add_data_validation(rule)
    rule.add(cell)


def validation(kind: str, words: str, **limits: str) -> DataValidation:
    """A rule that refuses with our sentence, and allows an empty cell."""
    return DataValidation(
        type=kind, allow_blank=True, showErrorMessage=True, errorStyle="stop", errorTitle=FAULT, error=words, **limits
    )


def blocks_of(letter: str, rows: list[int]) -> list[str]:
    """ "F12:F14", "F16" from rows 12, 13, 14 and 16."""
    blocks, first = [], rows[0]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if following != row + 1:
            blocks.append(f"{letter}{first}:{letter}{row}" if row > first else f"{letter}{row}")
            first = following
    return blocks


def carried_of(sheet: Worksheet, table: Table, drawn: Drawn) -> Carried:
    """What the hidden sheet says: each cell to be typed, with what it held and the finding behind it."""
    draft, numbers = table.draft, drawn.numbers_row
    mark = get_column_letter(next(at for at, column in enumerate(table.columns, 1) if column.key == draft.mark))
    slots: dict[tuple[str, str], Slot] = {}
    for cell in drawn.typed:
        key = (cell.blank.unit, cell.blank.indicator)
        if key not in slots:
            named = f"{mark}{cell.row}"
            slots[key] = Slot(*key, draft.seen.get(key), (named, str(sheet[named].value)))
        slots[key].cells[cell.blank.part] = f"{get_column_letter(cell.column)}{cell.row}"
        slots[key].held[cell.blank.part] = cell.held
    columns = tuple((f"{get_column_letter(at)}{numbers}", column.number) for at, column in enumerate(table.columns, 1))
    return Carried(
        draft.kind, draft.stage, draft.as_of, table.form.sheet, drawn.day_cell, columns, tuple(slots.values())
    )
