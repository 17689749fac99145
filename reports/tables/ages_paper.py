"""The ages of the figures as Excel: communes by criteria with the day of the oldest, and the list of the screen."""

import datetime as dt

from communes.models import Unit
from ntm_portal.vietnamese import lower_first
from reports.tables.ages import AgeCell, AgesPage, AgeSum, Show, Told, show_words
from reports.tables.base import Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import Period
from reports.tables.kinds import CODE, COUNT, DAY, NO_FIGURE, TEXT, on_day
from reports.tables.paper import AGES_FORM, AGES_LIST_FORM
from reports.tables.view_paper import view_table

NOTE = (
    "Ghi chú: mỗi chỉ tiêu lấy số liệu chính thức mới nhất đến ngày báo cáo (kết quả thẩm tra, nơi chưa thẩm tra dùng "
    "tự đánh giá); ô của tiêu chí là ngày của chỉ tiêu có số liệu cũ nhất; “…” là chưa có số liệu nào."
)
LIST_COLUMNS = (
    Column("tt", "A", 10, CODE), Column("name", "B", 38, TEXT), Column("criterion", "1", 46, TEXT),
    Column("of", "2", 16), Column("known", "3", 16), Column("missing", "4", 40, TEXT),
    Column("indicator", "5", 18, CODE), Column("oldest", "6", 24, DAY), Column("days", "7", 18),
    Column("newest", "8", 24, DAY),
)  # fmt: skip
LIST_HEADS = (
    (
        Head("TT", levels=2), Head("Xã, thị trấn", levels=2), Head("Tiêu chí", levels=2),
        Head("Số chỉ tiêu", columns=2),
        Head("Chỉ tiêu chưa có số liệu", levels=2), Head("Số liệu cũ nhất đang dùng", columns=3),
        Head("Ngày số liệu mới nhất", levels=2),
    ),
    (Head("Tổng"), Head("Có số liệu"), Head("Chỉ tiêu"), Head("Ngày"), Head("Tuổi (ngày)")),
)  # fmt: skip


def tables_of(page: AgesPage, district: Unit, period: Period) -> list[Table]:
    """The whole district first, then the list with the filter and order of the screen."""
    return [_whole(page, district, period), _listed(page, district, period)]


def _whole(page: AgesPage, district: Unit, period: Period) -> Table:
    columns = [Column("tt", "A", 9, CODE), Column("name", "B", 32, TEXT)]
    columns += [Column(f"tc{one.number}", str(one.number), 17, DAY) for one in page.criteria]
    columns += [Column("known", str(len(page.criteria) + 1), 15), Column("of", str(len(page.criteria) + 2), 15)]
    heads = [Head("TT"), Head("Xã, thị trấn"), *(Head(f"{one.number}. {one.short_name}") for one in page.criteria)]
    rows = [_line(at, commune.label, line) for at, (commune, line) in enumerate(page.lines, 1)]
    total = [*(_dated(column.oldest) for column in page.columns), *_sums(page.whole)]
    return view_table(
        AGES_FORM,
        district,
        period,
        "",
        (NOTE,),
        columns=tuple(columns),
        heads=((*heads, Head("Chỉ tiêu có số liệu"), Head("Tổng số chỉ tiêu")),),
        rows=(*rows, Row(("", "Cũ nhất", *total), RowKind.TOTAL, "total")),
    )


def _line(at: int, label: str, line: AgeSum) -> Row:
    return Row((at, label, *(_dated(cell.oldest) for cell in line.cells), line.known, line.of))


def _sums(whole: AgeSum) -> tuple[Cell, Cell]:
    return Cell(whole.known, "SUM([:])", COUNT), Cell(whole.of, "SUM([:])", COUNT)


def _dated(told: Told | None) -> Cell:
    """A real date, or the mark of none."""
    return _day(told.on) if told else Cell(NO_FIGURE, kind=CODE)


def _day(on: dt.date) -> Cell:
    return Cell(on, kind=on_day(on))


def _listed(page: AgesPage, district: Unit, period: Period) -> Table:
    asked = page.asked
    only = f", {lower_first(show_words(page.levels)[asked.show])}" if asked.show != Show.ALL else ""
    rows = [_row(at, cell) for at, cell in enumerate(page.rows, 1)]
    shown = AgeSum(page.rows)
    known, of = _sums(shown)
    total = Row(("", "Tổng số", "", of, known, "", "", "", "", ""), RowKind.TOTAL, "total")
    return view_table(
        AGES_LIST_FORM, district, period, only, (NOTE,), columns=LIST_COLUMNS, heads=LIST_HEADS, rows=(*rows, total)
    )


def _row(at: int, cell: AgeCell) -> Row:
    oldest = cell.oldest
    aged = (oldest.number, _day(oldest.on), oldest.days) if oldest else ("", Cell(NO_FIGURE, kind=CODE), "")
    criterion = f"{cell.criterion.number}. {cell.criterion.short_name}"
    missing = ", ".join(cell.missing)
    return Row((at, cell.commune.label, criterion, cell.of, cell.known, missing, *aged, _dated(cell.newest)))
