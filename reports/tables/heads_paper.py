"""Trách nhiệm người đứng đầu as Excel: the communes in the order asked for, then the departments."""

from collections.abc import Callable, Sequence

from directives.enums import EventKind
from ntm_portal.vietnamese import day
from reports.tables import department_sheets
from reports.tables.accountability import KINDS, Block, Sheet, span_words
from reports.tables.accountability_list import HeadsPage, order_words
from reports.tables.department_sheets import DepartmentSheet
from reports.tables.kinds import CHANGE, COUNT, amount
from reports.tables.list_paper import OPENS, Listed, Part, Told

NOTHING = "-"
MET, WHOLE = "Tiêu chí đạt", amount(0)


def _head(block: Block) -> str:
    if not block.is_split:
        return block.holder
    return f"{block.holder}\ntừ {day(block.last.span.begins_on)}; trước đó: {block.former}"


def _counted(kind: EventKind) -> Told:
    return Told(kind.short, 17, lambda sheet: sheet.counts[kind], COUNT)


ISSUED = Told("Nhận xét", 15, lambda sheet: sheet.issued, COUNT)
COLUMNS = (
    Told("Xã, thị trấn", 30, lambda sheet: sheet.unit.short_label),
    Told("Bí thư Đảng ủy", 52, lambda sheet: _head(sheet.heads[0])),
    Told("Chủ tịch UBND", 52, lambda sheet: _head(sheet.heads[1])),
    Told("Số đạt", 14, lambda sheet: sheet.standing.now.met, WHOLE, MET),
    Told("Yêu cầu", 14, lambda sheet: sheet.standing.now.required, WHOLE, MET),
    Told("Tăng, giảm", 14, lambda sheet: sheet.standing.change, CHANGE),
    *map(_counted, KINDS),
    ISSUED,
)
CELLS = "Số ô đạt"
DEPARTMENT_COLUMNS = (
    Told("Phòng, ban", 46, lambda sheet: sheet.department.short_name),
    Told("Người đứng đầu, ủy viên phụ trách", 64, lambda sheet: "; ".join(block.holder for block in sheet.blocks)),
    Told("Chỉ tiêu", 15, lambda sheet: len(sheet.led), COUNT),
    Told("Số đạt", 15, lambda sheet: sheet.met if sheet.asked else NOTHING, WHOLE, CELLS),
    Told("Tổng số", 15, lambda sheet: sheet.asked or NOTHING, WHOLE, CELLS),
    Told("Tăng, giảm", 15, lambda sheet: sheet.change, CHANGE),
    *map(_counted, department_sheets.KINDS),
    ISSUED,
)
CELLS_NOTE = "Ghi chú: số ô đạt: chỉ tiêu do phòng, ban phụ trách, ở mọi xã, thị trấn."


def heads_listed(page: HeadsPage, link: Callable[[str], str]) -> list[Listed]:
    """A sheet of communes, and one of departments where there are any; `link` keeps the period and the dates."""
    asked, notes = f"kỳ {page.look.period.name}: {span_words(page.look)}", (OPENS.format("phiếu"),)

    def opens(sheet: Sheet | DepartmentSheet) -> str:
        return link(sheet.href)

    def listed(code: str, columns: Sequence[Told], lines: Sequence, *more: str, notes: tuple[str, ...]) -> Listed:
        return Listed(code, columns, [Part(lines, opens=opens)], (asked, *filter(None, more)), notes)

    found = [listed("nguoi-dung-dau", COLUMNS, page.sheets, order_words(page), notes=notes)]
    if page.departments:
        lines = page.departments
        found.append(listed("nguoi-dung-dau-phong-ban", DEPARTMENT_COLUMNS, lines, notes=(CELLS_NOTE, *notes)))
    return found
