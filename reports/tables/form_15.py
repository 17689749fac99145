"""Biểu 15: who sent the sheet of the period, when, how late, and how complete it is."""

from fractions import Fraction

from communes.enums import Level
from communes.models import Unit
from criteria.models import Indicator
from criteria.models.period import current_period
from criteria.tables.periods import Board, BoardLine, board_of
from reports.tables.base import Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, COUNT, NO_FIGURE, TEXT, on_day, rate

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("unit", "B", 34, TEXT),
    Column("due", "1", 24, CODE),
    Column("sent", "2", 24, CODE),
    Column("how", "3", 40, TEXT),
    Column("returned", "4", 18, COUNT),
    Column("filled", "5", 20, COUNT),
    Column("expected", "6", 20, COUNT),
    Column("share", "7=5/6", 20, rate(1)),
    Column("verified", "8", 20, COUNT),
    Column("note", "C", 54, TEXT),
)
TITLES = (
    "TT", "Đơn vị", "Hạn", "Ngày gửi", "Đúng hạn, chậm, chưa gửi", "Số lần trả lại", "Chỉ tiêu có số liệu",
    "Chỉ tiêu phải có", "Tỷ lệ (%)", "Đã thẩm tra", "Ghi chú",
)  # fmt: skip


def table_15(brief: Brief) -> Table:
    """One row a place, then the district; empty where no period covers the day."""
    period = current_period(brief.district, brief.period.as_of)
    # Only the decision is printed: the verdicts of the district need not be read for that.
    book = criteria_in_order(Level.COMMUNE, brief.district, brief.period.as_of)
    heads = (tuple(Head(text) for text in TITLES),)
    if period is None:
        notes = ("Ngày này chưa có kỳ báo cáo nào được lập lịch.",)
        blank = Row(("", "Chưa lập lịch kỳ báo cáo", *[NO_FIGURE] * 3, *[""] * 6))
        return brief.table("bieu-15", COLUMNS, heads, (blank,), notes, book)
    units = list(Unit.objects.communes().in_district(brief.district).valid_on(brief.period.as_of).in_order())
    board = board_of(period.facts, units, Indicator.objects.all(), brief.period.as_of)
    rows = tuple(_row(at, line) for at, line in enumerate(board.lines, 1))
    return brief.table("bieu-15", COLUMNS, heads, (*rows, _total(board)), _notes(board), book)


def _row(at: int, line: BoardLine) -> Row:
    sent_on = line.sending.sent_on
    return Row(
        (
            at,
            line.unit.short_label,
            Cell(line.sending.due_on, kind=on_day(line.sending.due_on)),
            Cell(sent_on, kind=on_day(sent_on)) if sent_on else NO_FIGURE,
            line.sending.words,
            line.returned_times,
            line.share.filled,
            line.share.expected,
            Cell(_share(line.share.filled, line.share.expected), "[filled]/[expected]*100"),
            line.share.verified,
            line.note,
        )
    )


def _total(board: Board) -> Row:
    total = board.total
    return Row(
        (
            "",
            "Tổng số",
            "",
            "",
            f"{board.sent} phiếu đã gửi",
            Cell(sum(line.returned_times for line in board.lines), "SUM([:])"),
            Cell(total.filled, "SUM([:])"),
            Cell(total.expected, "SUM([:])"),
            Cell(_share(total.filled, total.expected), "[filled]/[expected]*100"),
            Cell(total.verified, "SUM([:])"),
            "",
        ),
        RowKind.TOTAL,
        "total",
    )


def _share(filled: int, expected: int) -> Fraction:
    return Fraction(100 * filled, expected) if expected else Fraction(0)


def _notes(board: Board) -> tuple[str, ...]:
    late = ", ".join(line.unit.short_label for line in board.late) or "không có"
    missing = ", ".join(line.unit.short_label for line in board.missing) or "không có"
    return (
        f"Kỳ {board.period.name}. Gửi chậm: {late}. Quá hạn chưa gửi: {missing}.",
        "Chỉ tiêu phải có lấy từ bộ tiêu chí; ngày hạn đã tính gia hạn được duyệt.",
    )
