"""The matrix of the overview as Excel: the level and the filter of the screen, its totals and its remarks."""

from communes.models import Unit
from criteria.enums import Track
from ntm_portal.vietnamese import day
from reports.tables.base import FELL, Cell, Column, Head, Letter, Row, RowKind, Table, unit_row
from reports.tables.board import Period
from reports.tables.form_03 import share_kind
from reports.tables.kinds import CHANGE, CODE, COUNT, TEXT, VERDICT
from reports.tables.matrix import Line, Matrix, Show
from reports.tables.paper import VIEW_FORMS
from reports.tables.view_paper import view_table

LEVELS = {Track.OFFICIAL: "", Track.VERIFIED: ", mức thẩm tra", Track.SELF: ", mức tự đánh giá"}
ONLY = {
    Show.ALL: "",
    Show.INCOMPLETE: ", chỉ các đơn vị chưa đủ tiêu chí",
    Show.CHANGED: ", chỉ các đơn vị có thay đổi",
    Show.LATE: ", chỉ các đơn vị có việc quá hạn",
}
SUMS = (("Đạt", "Đ"), ("Cơ bản đạt", "CB"), ("Chưa đạt", "C"), ("Chưa đủ số liệu, không xét", "…, KX"))
NOTE = (
    "Ghi chú: theo {decisions}. Đ: đạt; CB: cơ bản đạt, không tính là đạt; C: chưa đạt; …: chưa đủ số liệu; "
    "KX: không xét; gạch chân: xã tự đánh giá, huyện chưa thẩm tra; {fell}: suy giảm."
)


def matrix_table(matrix: Matrix, decisions: str, district: Unit, period: Period) -> Table:
    """One row a commune of those the screen shows; the totals count all communes, as on the screen."""
    note = NOTE.format(decisions=decisions, fell=FELL)
    shown = f"Đang hiện {len(matrix.lines)} trong {matrix.units} đơn vị; các dòng tổng tính cả {matrix.units} đơn vị."
    return view_table(
        VIEW_FORMS["ma-tran"],
        district,
        period,
        f", so với ngày {day(period.compared)}{LEVELS[matrix.track]}{ONLY[matrix.show]}",
        (note, *[shown] * matrix.is_filtered),
        columns=_columns(len(matrix.criteria)),
        heads=_heads(matrix),
        rows=(*(_row(at, line) for at, line in enumerate(matrix.lines, 1)), *_totals(matrix)),
    )


def _columns(size: int) -> tuple[Column, ...]:
    letters = [Column(f"c{at}", str(at), 14, VERDICT) for at in range(1, size + 1)]
    counts = [Column(f"n{at}", str(size + at), 14, COUNT, "center") for at in range(1, len(SUMS) + 1)]
    change = Column("change", str(size + len(SUMS) + 1), 14, CHANGE, "center")
    return (
        Column("tt", "A", 10, CODE), Column("name", "B", 40, TEXT), *letters, *counts, change,
        Column("recognised", "C", 20, CODE),
    )  # fmt: skip


def _heads(matrix: Matrix) -> tuple[tuple[Head, ...], ...]:
    groups = [
        Head(f"{code}. {name}" if count > 1 else code, columns=count) for code, name, count in matrix.book.groups()
    ]
    names = [*(criterion.name for criterion in matrix.criteria), *(name for name, _ in SUMS), "Tăng, giảm"]
    numbers = [*(str(criterion.number) for criterion in matrix.criteria), *(sign for _, sign in SUMS), "+/-"]
    return (
        (
            Head("TT", levels=3), Head("Xã, thị trấn", levels=3), *groups, Head("Số tiêu chí", columns=len(SUMS) + 1),
            Head("Công nhận", levels=3),
        ),
        tuple(Head(text, turned=True) for text in names),
        tuple(map(Head, numbers)),
    )  # fmt: skip


def _row(at: int, line: Line) -> Row:
    letters = [Letter(square.verdict, square.by_self, square.mark == "down") for square in line.squares]
    tally = line.tally
    sums = (tally.met, tally.nearly, tally.not_met, line.others, line.change)
    return Row((at, line.commune.name, *letters, *sums, str(line.recognised or "-")), name=unit_row(line.commune.id))


def _totals(matrix: Matrix) -> tuple[Row, ...]:
    """Excel counts what it sees; where rows are left out, the figures of all communes stand as they are."""
    totals, live = matrix.totals, not matrix.is_filtered
    tally = totals.tally
    sums = (tally.met, tally.nearly, tally.not_met, totals.others)
    met = [Cell(figure, 'COUNTIF([:],"Đ")' * live, COUNT) for figure in totals.met]
    percent, blank = share_kind(matrix.units), Cell("", span=len(SUMS) + 2)
    return (
        Row(
            (
                "", "Số đơn vị đạt", *met, *(Cell(figure, "SUM([:])" * live) for figure in sums),
                Cell(totals.change, "SUM([:])" * (live and matrix.adds_up)),
                f"{totals.recognised}/{matrix.units}",
            ),
            RowKind.TOTAL,
        ),
        Row(("", "Tỷ lệ (%)", *(Cell(share, kind=percent) for share in totals.shares), blank), RowKind.FOOT),
        Row(("", "Tăng, giảm", *(Cell(moved, kind=CHANGE) for moved in totals.changes), blank), RowKind.FOOT),
    )  # fmt: skip
