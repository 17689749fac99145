"""Biểu 15: who sent when and how late; how complete and timely the period is by place, department and criterion."""

from collections.abc import Iterator
from fractions import Fraction

from communes.enums import Level
from criteria.models import Indicator
from criteria.models.locks import period_running
from criteria.tables.periods import Board, BoardLine, board_of
from criteria.tables.shares import Share
from ntm_portal.vietnamese import day
from reports.rules.phrases import first_of
from reports.tables.base import Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, NO_FIGURE, TEXT, on_day, rate_bar

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("unit", "B", 36, TEXT),
    Column("due", "1", 20, CODE),
    Column("sent", "2", 20, CODE),
    Column("how", "3", 31, TEXT),
    Column("returned", "4", 14),
    Column("filled", "5", 16),
    Column("expected", "6", 16),
    Column("share", "7=5/6", 22, rate_bar(1)),
    Column("verified", "8", 16),
    Column("verified_late", "9", 16),
    Column("timely", "10", 16),
    Column("late", "11", 14),
    Column("timely_share", "12=10/6", 22, rate_bar(1)),
    Column("note", "C", 30, TEXT),
)
HEADS = (
    (
        Head("TT", levels=2), Head("Đơn vị", levels=2), Head("Hạn", levels=2), Head("Ngày gửi", levels=2),
        Head("Đúng hạn, chậm, chưa gửi", levels=2), Head("Số lần trả lại", levels=2), Head("Đầy đủ", columns=5),
        Head("Đúng hạn", columns=3), Head("Ghi chú", levels=2),
    ),
    tuple(Head(text) for text in (
        "Có số liệu", "Phải có", "Tỷ lệ (%)", "Đã thẩm tra", "Thẩm tra sau hạn",
        "Gửi đúng hạn", "Gửi chậm", "Tỷ lệ (%)",
    )),
)  # fmt: skip
FIRST, LAST = "first", "last"
# How the total is summed in Excel, by the number of places.
SUMS = {0: "", 1: f"SUM([@{FIRST}])"}
ALL_PLACES = f"SUM([@{FIRST}]:[@{LAST}])"
NO_CLOCK = "Lịch kỳ báo cáo lấy như hiện nay; lý do ô trống không ghi giờ riêng, coi như biết từ khi phiếu được gửi."


def table_15(brief: Brief) -> Table:
    """One row a place, the district, then each department and criterion; empty where no period covers the day."""
    period = period_running(brief.district, brief.period.as_of)
    # Only the decision is printed: the verdicts of the district need not be read for that.
    book = criteria_in_order(Level.COMMUNE, brief.district, brief.period.as_of)
    if period is None:
        notes = ("Ngày này chưa có kỳ báo cáo nào được lập lịch.",)
        blank = Row(("", "Chưa lập lịch kỳ báo cáo", *[NO_FIGURE] * 3, *[""] * (len(COLUMNS) - 5)))
        return brief.table("bieu-15", COLUMNS, HEADS, (blank,), notes, book)
    board = board_of(period, brief.units, Indicator.objects.all(), brief.period.as_of, brief.period.known_at)
    return brief.table("bieu-15", COLUMNS, HEADS, tuple(_rows(board)), (*_notes(board), *_clocks(brief)), book)


def _rows(board: Board) -> Iterator[Row]:
    yield _heading("I", "Theo xã, thị trấn")
    last = len(board.lines)
    for at, line in enumerate(board.lines, 1):
        yield _row(at, line, FIRST if at == 1 else LAST if at == last else "")
    yield _total(board)
    yield _heading("II", "Theo cơ quan phụ trách")
    yield from (_heap(str(at), share.label, share) for at, share in enumerate(board.departments, 1))
    yield _heading("III", "Theo tiêu chí")
    yield from (_heap(*share.label.split(" ", 1), share) for share in board.criteria)


def _heading(number: str, text: str) -> Row:
    return Row((number, Cell(text, span=len(COLUMNS) - 1, kind=TEXT)), RowKind.GROUP)


def _row(at: int, line: BoardLine, name: str) -> Row:
    sent_on = line.sending.sent_on
    return Row(
        (
            at,
            line.unit.short_label,
            Cell(line.sending.due_on, kind=on_day(line.sending.due_on)),
            Cell(sent_on, kind=on_day(sent_on)) if sent_on else NO_FIGURE,
            line.sending.words,
            line.returned_times,
            *_figures(line.share),
            line.note,
        ),
        name=name,
    )


def _heap(number: str, label: str, share: Share) -> Row:
    """The cells of all places under one department or criterion: it has no sheet, hence no day of its own."""
    return Row((number, label, *[""] * 4, *_figures(share), ""))


def _total(board: Board) -> Row:
    summed = SUMS.get(len(board.lines), ALL_PLACES)
    return Row(
        (
            "",
            "Tổng số",
            "",
            "",
            f"{board.sent} phiếu đã gửi",
            Cell(sum(line.returned_times for line in board.lines), summed),
            *_figures(board.total, summed),
            "",
        ),
        RowKind.TOTAL,
        "total",
    )


def _figures(share: Share, summed: str = "") -> tuple[Cell, ...]:
    """How full and how timely, each with its share as a bar."""
    return (
        Cell(share.filled, summed),
        Cell(share.expected, summed),
        Cell(_share(share.filled, share.expected), "[filled]/[expected]*100" * bool(share.expected)),
        Cell(share.verified, summed),
        Cell(share.verified_late, summed),
        Cell(share.timely, summed),
        Cell(share.late, summed),
        Cell(_share(share.timely, share.expected), "[timely]/[expected]*100" * bool(share.expected)),
    )


def _share(filled: int, expected: int) -> Fraction:
    return Fraction(100 * filled, expected) if expected else Fraction(0)


def _notes(board: Board) -> tuple[str, ...]:
    late = first_of([line.unit.short_label for line in board.late]) or "không có"
    missing = first_of([line.unit.short_label for line in board.missing]) or "không có"
    return (
        f"Kỳ {board.period.name}. Gửi chậm: {late}. Quá hạn chưa gửi: {missing}.",
        "Chỉ tiêu phải có lấy từ bộ tiêu chí; ngày hạn đã tính gia hạn được duyệt. "
        "Gửi đúng hạn, gửi chậm: chỉ tiêu có số liệu của "
        f"phiếu đã gửi. Thẩm tra sau hạn: ghi sau ngày {day(board.period.verify_on)}.",
    )


def _clocks(brief: Brief) -> tuple[str, ...]:
    """What a form "as known at" a day cannot know: records without a moment of writing."""
    return (NO_CLOCK,) if brief.period.known_at else ()
