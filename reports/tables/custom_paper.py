"""The same table as a form: to print, and as Excel with the columns, the order and the filter of the screen."""

from communes.models import Unit
from criteria.enums import Verdict
from criteria.rules.verdicts import measured
from criteria.status import IndicatorStatus
from ntm_portal.vietnamese import counted
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.board import Period
from reports.tables.criterion_charts import FEWEST
from reports.tables.custom import CustomRow, CustomTable, Field, Value
from reports.tables.kinds import CODE, COUNT, TEXT, VERDICT, rate
from reports.tables.paper import CUSTOM_FORM
from reports.tables.plots import Plot, Point
from reports.tables.view_paper import result_cell, view_table


def table_of(page: CustomTable, district: Unit, period: Period) -> Table:
    """One row a commune; an indicator takes two columns, its result and its verdict."""
    columns = [Column("tt", "A", 10, CODE), Column("name", "B", 40, TEXT)]
    for field in page.fields:
        for key, kind, width in _parts(field):
            columns.append(Column(key, str(len(columns) - 1), width, kind))
    rows = [
        Row(
            (at, row.commune.label, *(c for f, v in zip(page.fields, row.values, strict=True) for c in _cells(f, v))),
            name=_named(row),
        )
        for at, row in enumerate(page.rows, 1)
    ]
    only = ", chỉ các đơn vị còn chỉ tiêu chưa đạt" if page.asked.only_lacking else ""
    return view_table(
        CUSTOM_FORM,
        district,
        period,
        only,
        (f"Ghi chú: kết quả chính thức theo {page.decisions}; gạch chân là xã tự đánh giá, chưa thẩm tra.",),
        columns=tuple(columns),
        heads=_heads(page),
        rows=(*rows, _total(page)),
        plots=tuple(_spread(page, at) for at, field in enumerate(page.fields) if field.face and _placed(page, at)),
    )


def _parts(field: Field) -> list[tuple[str, object, int]]:
    """(key, kind, width in mm) of the columns of a field."""
    key = field.code.replace("-", "").replace(".", "_")
    if field.face:
        return [(f"r{key}", rate(), 22), (f"v{key}", VERDICT, 14)]
    return [(f"v{key}", VERDICT if field.criterion else CODE, 22)]


def _named(row: CustomRow) -> str:
    """What formulas call the row of a commune."""
    return f"u{row.commune.id}"


def _placed(page: CustomTable, at: int) -> list[tuple[CustomRow, IndicatorStatus]]:
    """The rows with a figure in that column, least first; none where a single one makes no distribution."""
    known = [
        (row, row.values[at].status)
        for row in page.rows
        if row.values[at].status.official and measured(row.values[at].status.official) is not None
    ]
    ordered = sorted(known, key=lambda pair: measured(pair[1].official))
    return ordered if len(ordered) >= FEWEST else []


def _spread(page: CustomTable, at: int) -> Plot:
    """How the communes of the table lie on one indicator, beside the level required of each."""
    field, placed = page.fields[at], _placed(page, at)
    ((key, _, _), _) = _parts(field)
    levels = [status.target and status.target.value for _, status in placed]
    asked = {status.required for _, status in placed}
    words = f"Mức yêu cầu ({asked.pop()})" if len(asked) == 1 else "Mức yêu cầu"
    series = ("Kết quả", words) if any(level is not None for level in levels) else ("Kết quả",)
    return Plot(
        f"{field.head}: kết quả của {counted(len(placed))} đơn vị",
        "Xã, thị trấn",
        series,
        tuple(
            Point(row.commune.name, (f"[{key}@{_named(row)}]", level)[: len(series)])
            for (row, _), level in zip(placed, levels, strict=True)
        ),
        max((result_cell(status, rate).kind for _, status in placed), key=lambda kind: len(kind.excel)),
        dots=True,
    )


def _heads(page: CustomTable) -> tuple[tuple[Head, ...], ...]:
    """Names above; under an indicator its result with the level required, and the verdict."""
    first, second = [Head("TT", levels=2), Head("Xã, thị trấn", levels=2)], []
    for field, required, _ in page.heads:
        if field.face:
            first.append(Head(f"{field.head} ({required})" if required else field.head, columns=2))
            second += [Head("Kết quả"), Head("Đ, C")]
        else:
            first.append(Head(field.head, levels=2))
    return (tuple(first), tuple(second)) if second else (tuple(Head(head.text) for head in first),)


def _cells(field: Field, value: Value) -> list:
    letter = Letter(value.verdict, value.by_self) if value.verdict else value.words
    return [result_cell(value.status, rate), letter] if field.face else [letter]


def _total(page: CustomTable) -> Row:
    """How many of the rows meet each column, counted by Excel itself."""
    cells: list = ["", "Số đơn vị đạt"]
    for at, field in enumerate(page.fields):
        met = sum(row.values[at].verdict == Verdict.MET for row in page.rows)
        counted = Cell(met, 'COUNTIF([:],"Đ")', COUNT)
        if field.face:
            cells += ["", counted]
        else:
            cells.append(counted if field.criterion else "")
    return Row(tuple(cells), RowKind.TOTAL, "total")
