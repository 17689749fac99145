"""Biểu 01: what a commune says of itself, indicator by indicator; typed in Excel and loaded back."""

from criteria.enums import FileKind, Part, Stage
from criteria.tables.sheet import Line
from reports.tables.base import Allowed, Cell, Column, Draft, Head, Row, RowKind, Table
from reports.tables.brief import Brief
from reports.tables.commune_forms import Folder, Side, body, read_folder, seen_of, table_of
from reports.tables.kinds import CODE, COUNT, TEXT, VERDICT, rate

COLUMNS = (
    Column("tt", "A", 9, CODE),
    Column("criterion", "B", 31, TEXT),
    Column("content", "C", 84, TEXT),
    Column("required", "1", 28, CODE),
    Column("measure", "D", 28, CODE),
    Column("numerator", "2", 15, COUNT),
    Column("denominator", "3", 15, COUNT),
    Column("value", "4=2/3", 16, rate()),
    Column("verdict", "5", 14, VERDICT),
    Column("source", "E", 46, TEXT),
    Column("note", "F", 24, TEXT),
)
TITLES = (
    "TT",
    "Tên tiêu chí",
    "Nội dung tiêu chí (chỉ tiêu)",
    "Yêu cầu",
    "ĐVT",
    "Tử số",
    "Mẫu số",
    "Kết quả thực hiện",
    "Tự đánh giá",
    "Minh chứng",
    "Ghi chú",
)


def table_01_of(brief: Brief) -> Table:
    """The form of a report: for the commune of the brief, with the indicators that its reader sees."""
    folder = read_folder(brief.place, brief.indicators, Stage.SELF, brief.period.as_of, known_at=brief.period.known_at)
    return table_01(folder, whole=brief.whole_sheet and bool(folder.criteria))


def table_01(folder: Folder, *, whole: bool = True) -> Table:
    """One row an indicator, the commune's own figures and word; `whole` when no criterion is cut short."""
    side = Side(folder, "verdict")
    draft = Draft(FileKind.FORM_01, Stage.SELF, folder.as_of, "content", seen_of(folder))
    rows = [*body(folder, lambda line: _cells(folder, side, line)), *[_total(side)] * whole]
    return table_of(folder, "bieu-01", draft, COLUMNS, [[Head(title) for title in TITLES]], rows)


def _cells(folder: Folder, side: Side, line: Line) -> tuple:
    own = line.status.own
    letter = side.letter(line, line.status.cell.own, own)
    return (
        line.status.required,
        line.label.unit_of_measure,
        *side.figures(line, own),
        letter,
        *_words(folder, side, line),
    )


def _words(folder: Folder, side: Side, line: Line) -> tuple:
    """What it rests on, and a remark; where the parts are typed, there is nothing to say of the whole."""
    if not line.entered:
        return "", ""
    source = line.status.own.source if line.status.own else ""
    return (
        side.typed(line, Part.SOURCE, source, Allowed.SOURCE),
        side.typed(line, Part.NOTE, folder.note_of(line), Allowed.NOTE),
    )


def _total(side: Side) -> Row:
    words = Cell("Tổng số tiêu chí đạt", span=len(COLUMNS) - 3)
    return Row((words, side.total(lambda cell: cell.own), "", ""), RowKind.TOTAL)
