"""Diễn biến as Excel: the figures of the page in its order, and its charts drawn by Excel itself."""

import datetime as dt
from fractions import Fraction

from communes.models import Unit
from ntm_portal.vietnamese import day
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.board import CriteriaBook, Period
from reports.tables.kinds import CODE, DAY, NO_FIGURE, TEXT, VERDICT, Kind, amount, on_day
from reports.tables.paper import VIEW_FORMS
from reports.tables.plots import Plot, Point
from reports.tables.trend import CriterionTrend, Series, Trend
from reports.tables.view_paper import view_table

WHEN = "vào cuối mỗi tháng và ngày đang xem"
OF_COMMUNES = "kết quả thẩm tra mới nhất, nơi chưa thẩm tra dùng tự đánh giá của xã"
OF_DISTRICT = "kết quả tỉnh thẩm định mới nhất, nơi chưa thẩm định dùng tự đánh giá của huyện"
CLAIMED = "gạch chân là tự đánh giá"
PLAIN = amount(0)  # a nought is a count like any other, while "…" is no data
LINE_MM, DAY_MM = 60, 20
CRITERION_MM, TABLE_MM = (46, 120), 230  # few days leave the names more room, so that titles have theirs


def district_tables(trend: Trend, book: CriteriaBook, district: Unit, period: Period) -> list[Table]:
    """All communes together, newest day first; then how many meet each criterion, day by day."""
    notes = (f"Ghi chú: kết quả chính thức theo {book.decisions} {WHEN}: {OF_COMMUNES}.",)
    return [_together(trend, district, period, notes), _criteria(trend, district, period, notes)]


def place_table(trend: Trend, book: CriteriaBook, place: Unit, period: Period, code: str) -> Table:
    """The verdicts of one place, criterion by criterion, and how many it met on each day."""
    basis = OF_COMMUNES if code == "dien-bien-xa" else OF_DISTRICT
    rows = []
    for name, lines in trend.groups:
        if name:
            rows.append(Row((Cell(name, span=trend.columns, kind=TEXT),), RowKind.GROUP))
        rows += [Row((_named(line), *(Letter(told, by_self) for told, by_self in line.shown))) for line in lines]
    return view_table(
        VIEW_FORMS[code],
        place,
        period,
        _since(trend),
        (f"Ghi chú: kết quả chính thức theo {book.decisions} {WHEN}: {basis}; {CLAIMED}.",),
        columns=_columns(trend, VERDICT),
        heads=_heads(trend),
        rows=(*rows, *(_total(line) for line in trend.lines)),
        pinned=1,
        plots=tuple(_course(line, [f"[{key(moment)}@total]" for moment in line.days]) for line in trend.lines),
    )


def course_table(series: Series, criterion: str, district: Unit, period: Period, notes: tuple[str, ...]) -> Table:
    """How many communes met one criterion on each day, newest first."""
    title = f"Số đơn vị đạt {criterion}"
    column = Column("met", "1", LINE_MM, PLAIN)
    return view_table(
        VIEW_FORMS["dien-bien-tieu-chi"],
        district,
        period,
        f", {criterion}",
        notes,
        columns=(Column("day", "A", 40, DAY), column),
        heads=((Head("Đến ngày"), Head(f"{title} (trong {series.of} đơn vị)")),),
        rows=tuple(
            Row((Cell(moment, kind=on_day(moment)), _figure(figure, PLAIN)), name=key(moment))
            for moment, figure in reversed(list(zip(series.days, series.figures, strict=True)))
        ),
        pinned=1,
        plots=(_course(series, [f"[met@{key(moment)}]" for moment in series.days], title),),
    )


def key(moment: dt.date) -> str:
    """What formulas call a day."""
    return f"d{moment:%Y%m%d}"


def _since(trend: Trend) -> str:
    return f", từ ngày {day(trend.days[0])}" if len(trend.days) > 1 else ""


def _together(trend: Trend, district: Unit, period: Period, notes: tuple[str, ...]) -> Table:
    lines = list(enumerate(trend.lines, 1))
    columns = [Column(f"line{at}", str(at), LINE_MM, amount(line.places)) for at, line in lines]
    rows = [
        Row((Cell(moment, kind=on_day(moment)), *(_figure(line.figures[at], amount(line.places)) for _, line in lines)))
        for at, moment in enumerate(trend.days)
    ]
    named = [Row(row.cells, name=key(moment)) for row, moment in zip(rows, trend.days, strict=True)]
    plots = [_course(line, [f"[line{at}@{key(moment)}]" for moment in line.days]) for at, line in lines]
    return view_table(
        VIEW_FORMS["dien-bien"],
        district,
        period,
        _since(trend),
        notes,
        columns=(Column("day", "A", 40, DAY), *columns),
        heads=((Head("Đến ngày"), *(Head(f"{line.name} (trong {line.of} {line.unit})") for _, line in lines)),),
        rows=tuple(named[::-1]),
        pinned=1,
        plots=tuple(plots),
    )


def _criteria(trend: Trend, district: Unit, period: Period, notes: tuple[str, ...]) -> Table:
    rows = [_counted(line) for line in trend.criteria]
    return view_table(
        VIEW_FORMS["dien-bien-tung-tieu-chi"],
        district,
        period,
        f"{_since(trend)}; tổng số {trend.units} đơn vị",
        notes,
        columns=_columns(trend, PLAIN),
        heads=_heads(trend),
        rows=tuple(rows),
        pinned=1,
        plots=(_ends(trend),),
    )


def _counted(line: CriterionTrend) -> Row:
    """How many communes met one criterion, day by day."""
    figures = [_figure(figure, PLAIN) for figure in line.series.figures]
    return Row((_named(line), *figures), name=f"c{line.criterion.number}")


def _ends(trend: Trend) -> Plot:
    """Each criterion on the first day and on the last, side by side."""
    ends = dict.fromkeys((0, len(trend.days) - 1))
    points = []
    for line in trend.criteria:
        found = [(trend.days[at], line.series.figures[at]) for at in ends]
        cells = [f"[{key(moment)}@c{line.criterion.number}]" * (figure is not None) or None for moment, figure in found]
        points.append(Point(str(line.criterion.number), cells))
    series = tuple(f"Đến {day(trend.days[at])}" for at in ends)
    return Plot("Số đơn vị đạt từng tiêu chí", "Tiêu chí", series, tuple(points), PLAIN, of=trend.units)


def _course(line: Series, cells: list[str], title: str = "") -> Plot:
    """One line over the days, from nought to all; a day without a figure keeps its place."""
    points = [
        Point(day(moment), (None if figure is None else cell,))
        for moment, figure, cell in zip(line.days, line.figures, cells, strict=True)
    ]
    name, kind = title or line.name, amount(line.places)
    whole = f"{name} (trong {line.of} {line.unit})"
    return Plot(whole, "Đến ngày", (name,), tuple(points), kind, line=True, of=line.of)


def _columns(trend: Trend, kind: Kind) -> tuple[Column, ...]:
    days = [Column(key(moment), str(at), DAY_MM, kind) for at, moment in enumerate(trend.days, 1)]
    least, most = CRITERION_MM
    width = max(least, min(most, TABLE_MM - DAY_MM * len(days)))
    return (Column("criterion", "A", width, TEXT), *days)


def _heads(trend: Trend) -> tuple[tuple[Head, ...], ...]:
    return ((Head("Tiêu chí"), *(Head(day(moment)) for moment in trend.days)),)


def _named(line: CriterionTrend) -> Cell:
    """As on the page: heavy where the verdict of a place turned."""
    return Cell(f"{line.criterion.number}. {line.criterion.short_name}", bold=line.turned)


def _total(line: Series) -> Row:
    """How many criteria are met on each day, counted by Excel itself."""
    cells = [
        Cell(NO_FIGURE, kind=CODE) if figure is None else Cell(figure, 'COUNTIF([:],"Đ")', PLAIN)
        for figure in line.figures
    ]
    return Row((line.name, *cells), RowKind.TOTAL, "total")


def _figure(figure: Fraction | None, kind: Kind) -> Cell:
    """A number, or the mark of none."""
    return Cell(NO_FIGURE, kind=CODE) if figure is None else Cell(figure, kind=kind)
