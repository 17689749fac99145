"""A small form filled by hand, to test the drawing without the database."""

import datetime as dt
from decimal import Decimal

from criteria.enums import Verdict
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.kinds import CHANGE, CODE, COUNT, DAY, TEXT, VERDICT, rate
from reports.tables.paper import FORMS

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("name", "B", 40, TEXT),
    Column("done", "1", 20, COUNT),
    Column("all", "2", 20, COUNT),
    Column("rate", "3=1/2", 20, rate()),
    Column("verdict", "4", 15, VERDICT),
    Column("change", "5", 15, CHANGE),
    Column("day", "6", 25, DAY),
    Column("note", "C", 60, TEXT),
)
HEADS = (
    (
        Head("TT", levels=2),
        Head("Xã, thị trấn", levels=2),
        Head("BHYT", columns=4),
        Head("Tăng, giảm", levels=2, turned=True),
        Head("Ngày số liệu", levels=2),
        Head("Ghi chú", levels=2),
    ),
    (Head("Tử số"), Head("Mẫu số"), Head("Tỷ lệ (%)"), Head("Đạt")),
)


def row(at, name, done, total, letter, change=0, note=""):
    share = Cell(Decimal(done * 100) / total, "[done]/[all]*100")
    return Row((at, name, done, total, share, letter, change, dt.date(2017, 6, 3), note))


def table(rows=None, notes=("Ghi chú: Đ: đạt.",), code="bieu-05", sample=True) -> Table:
    rows = rows or (
        Row(("I", Cell("Khu vực nông thôn", span=8)), RowKind.GROUP),
        row(1, "Xuân Tân", 7204, 8600, Letter(Verdict.NOT_MET, fell=True), -1, "=1+1"),
        row(2, "Xuân Châu", 6100, 7000, Letter(Verdict.MET, by_self=True), 2),
        row(3, "Xuân Thủy", 0, 6500, Letter(Verdict.NEARLY)),
    )
    total = Row(
        (
            "",
            "Tổng số",
            Cell(13304, "SUM([:])"),
            Cell(22100, "SUM([:])"),
            Cell(Decimal(1330400) / 22100, "[done@total]/[all@total]*100"),
            Cell(1, 'COUNTIF([:],"Đ*")', COUNT),
            Cell(1, "SUM([:])"),
            "",
            "",
        ),
        RowKind.TOTAL,
        "total",
    )
    return Table(
        form=FORMS[code],
        title=FORMS[code].title,
        issuer=("UBND HUYỆN XUÂN TRƯỜNG", "VĂN PHÒNG ĐIỀU PHỐI NTM"),
        about="(Số liệu tính đến ngày 25/9/2017, so với ngày 28/8/2017)",
        place_line="Xuân Trường, ngày … tháng … năm 2017",
        columns=COLUMNS,
        heads=HEADS,
        rows=(*rows, total),
        notes=notes,
        sample=sample,
    )
