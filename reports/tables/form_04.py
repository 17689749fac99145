"""Biểu 04: communes grouped by the number of criteria they meet."""

from collections.abc import Sequence
from dataclasses import replace

from ntm_portal.vietnamese import day
from reports.tables.base import COVERED, Cell, Column, Head, Row, RowKind, Table
from reports.tables.brief import Brief, names
from reports.tables.kinds import CHANGE, CODE, COUNT, MEAN, MEAN_CHANGE, NO_FIGURE, TEXT, rate
from reports.tables.matrix import Line
from reports.tables.overview import BandLine, bands
from reports.tables.plots import Plot, Point

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("band", "B", 50, TEXT),
    Column("count", "1", 22, COUNT),
    Column("share", "2", 22, rate(1)),
    Column("before", "3", 22, COUNT),
    Column("change", "4=1-3", 22, CHANGE),
    Column("names", "C", 130, TEXT),
)
TITLES = ("TT", "Nhóm", "Số đơn vị", "Tỷ lệ (%)", "Kỳ trước", "Tăng, giảm", "Tên xã, thị trấn (số tiêu chí đạt)")
# So many long names fill two thirds of the highest row that Excel knows.
NAMES_A_ROW = 50
DIFFERENCE = "[count]-[before]"


def table_04(brief: Brief) -> Table:
    """One row a band, then all units together and their average."""
    grouped = bands(brief.board, brief.matrix)
    rows = [row for at, line in enumerate(grouped.lines, 1) for row in _rows(brief, at, line)]
    total = Row(
        (
            "",
            "Tổng số",
            Cell(grouped.units, "SUM([:])"),
            Cell(100 * bool(grouped.units), "SUM([:])"),
            Cell(grouped.units_before, "SUM([:])"),
            Cell(grouped.units - grouped.units_before, DIFFERENCE),
            "",
        ),
        RowKind.TOTAL,
        "total",
    )
    mean, before, change = (
        (grouped.mean, grouped.mean_before, grouped.mean_change) if grouped.units else (NO_FIGURE, NO_FIGURE, "")
    )
    average = Row(
        (
            "",
            "Bình quân tiêu chí/đơn vị",
            Cell(mean, kind=MEAN),
            "",
            Cell(before, kind=MEAN),
            Cell(change, DIFFERENCE * bool(grouped.units), MEAN_CHANGE),
            "",
        ),
        RowKind.TOTAL,
    )
    rounded = "Tỷ lệ làm tròn riêng từng dòng nên cộng lại có thể lệch 0,1."
    notes = (" ".join(filter(None, (brief.units_note(), rounded, grouped.mean_note))),)
    heads = (tuple(Head(text) for text in TITLES),)
    return brief.table("bieu-04", COLUMNS, heads, (*rows, total, average), notes, plots=(_plot(brief, grouped.lines),))


def _plot(brief: Brief, lines: Sequence[BandLine]) -> Plot:
    """How many places each band has, beside the compared day."""
    series = (f"Đến {day(brief.period.as_of)}", f"Đến {day(brief.period.compared)}")
    points = (Point(line.band.label, (f"[count@b{at}]", f"[before@b{at}]")) for at, line in enumerate(lines, 1))
    units = len(brief.matrix.lines)
    return Plot("Số xã, thị trấn theo nhóm tiêu chí đạt", "Nhóm", series, tuple(points), of=units)


def _rows(brief: Brief, at: int, line: BandLine) -> list[Row]:
    """One row a band; the names of very many units go on in rows of their own, because no row is higher than a page."""
    members = [line_of for line_of in brief.matrix.lines if brief.board.band(line_of.tally) == line.band]
    told = [f"{names(list(part))}{',' * bool(left)}" for part, left in _parts([_named(member) for member in members])]
    front = (
        at,
        line.band.label,
        line.count,
        Cell(line.share, "[count]/[count@total]*100"),
        line.before,
        Cell(line.change, DIFFERENCE),
    )
    first, *others = told
    reaching = tuple(_reaching(value, len(told)) for value in front) if others else front
    return [Row((*reaching, first), name=f"b{at}"), *(Row((*[COVERED] * len(front), more)) for more in others)]


def _reaching(value: Cell | int | str, down: int) -> Cell:
    return replace(value if isinstance(value, Cell) else Cell(value), down=down)


def _parts(found: list[str]) -> list[tuple[list[str], int]]:
    """The names in rows, each with how many come after it; one empty row where there are none."""
    begins = range(0, max(len(found), 1), NAMES_A_ROW)
    return [(found[begin : begin + NAMES_A_ROW], max(len(found) - begin - NAMES_A_ROW, 0)) for begin in begins]


def _named(line: Line) -> str:
    """ "Xuân Châu (18)", or "Xuân Thủy (18/18)" where not all criteria apply, so that it is not read as one short.

    Where nothing is known it says "…".
    """
    if not line.tally.is_told:
        return f"{line.commune.name} ({NO_FIGURE})"
    met, required = line.tally.met, line.tally.required
    return f"{line.commune.name} ({met}/{required})" if line.tally.na else f"{line.commune.name} ({met})"
