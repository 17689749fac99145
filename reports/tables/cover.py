"""The cover of the workbook: the headline numbers of the overview, ready to be read aloud."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from criteria.enums import Verdict
from criteria.rules.communes import CommuneLabel, Tally, label_by_count
from ntm_portal.vietnamese import month_year, name_list, rounded
from reports.rules.phrases import first_of
from reports.tables.base import Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import names_of
from reports.tables.brief import Brief
from reports.tables.form_06 import Block, blocks_of, is_pair, left_of
from reports.tables.kinds import CHANGE, CODE, COUNT, MEAN, MEAN_CHANGE, NO_FIGURE, RATE_CHANGE, TEXT, rate
from reports.tables.overdue import late_words
from reports.tables.overview import complete_count, means

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("what", "B", 66, TEXT),
    Column("now", "1", 18, COUNT),
    Column("of", "2", 20, COUNT),
    Column("before", "3", 18, COUNT),
    Column("change", "4=1-3", 18, CHANGE),
    Column("note", "C", 46, TEXT),
)
TITLES = ("TT", "Nội dung", "Kết quả", "Trên tổng số, yêu cầu", "Kỳ trước", "Tăng, giảm", "Ghi chú")
DIFFERENCE = "[now]-[before]"
MOST_FALLEN = 8  # communes named beside the count, so that the cover stays one page


def cover(brief: Brief) -> Table:
    """Where the district stands, what is urgent, and which forms follow."""
    rows = [Row(("I", Cell("Xã, thị trấn", span=6)), RowKind.GROUP), *_communes(brief)]
    rows += [Row(("II", Cell("Huyện", span=6)), RowKind.GROUP), *_district(brief)]
    blocks = blocks_of(brief)
    if blocks:
        due = brief.standings.due_on
        title = f"Chỉ tiêu phải hoàn thành trong tháng {month_year(due.year, due.month)}"
        rows.append(Row(("III", Cell(title, span=6)), RowKind.GROUP))
    for at, block in enumerate(blocks, 1):
        rows += _urgent(brief, at, block)
    follow = name_list(form.sheet for form in brief.forms.values() if form.number and not form.apart)
    heads = (tuple(Head(text) for text in TITLES),)
    notes = (brief.units_note(), "Cơ bản đạt không tính là đạt.", f"Kèm theo: {follow}.")
    return brief.table("tom-tat", COLUMNS, heads, tuple(rows), notes)


def _line(tt, what: str, now, of, before, note: str = "", name: str = "") -> Row:
    """A count out of a total, with its change since the compared day where both are known."""
    moved = "" if NO_FIGURE in (now, before) else Cell(now - before, DIFFERENCE)
    cells = (tt, what, now, of, before, moved, note)
    return Row(cells, name=name)


def _communes(brief: Brief) -> list[Row]:
    full, board = brief.matrix, brief.board
    units, size = full.units, len(full.criteria)
    complete, complete_before = complete_count(full)
    nearly, nearly_before = (
        sum(_is_nearly(brief, tally) for tally in tallies)
        for tallies in ([line.tally for line in full.lines], [line.before for line in full.lines_before])
    )
    mean, mean_before = means(full)
    asked = [commune for commune in board.communes if commune.counts]
    waiting = [commune for commune in asked if commune.id not in board.recognised]
    recognised = sum(commune.id in board.recognised for commune in asked)
    recognised_before = sum(
        commune.id in brief.recognised_before for commune in board.communes_before if commune.counts
    )
    return [
        _line(1, f"Số đơn vị đủ {size}/{size} tiêu chí", complete, units, complete_before, name="complete"),
        _line(2, "Số đơn vị cơ bản đạt chuẩn", nearly, units, nearly_before, name="nearly"),
        Row(
            (
                3,
                "Cộng đủ tiêu chí và cơ bản đạt chuẩn",
                Cell(complete + nearly, "[@complete]+[@nearly]"),
                units,
                Cell(complete_before + nearly_before, "[@complete]+[@nearly]"),
                Cell(complete + nearly - complete_before - nearly_before, DIFFERENCE),
                "",
            )
        ),
        Row(
            (
                4,
                "Bình quân tiêu chí đạt/đơn vị",
                Cell(mean, kind=MEAN),
                size,
                Cell(mean_before, kind=MEAN),
                Cell(mean - mean_before, DIFFERENCE, MEAN_CHANGE),
                "",
            )
        ),
        _line(
            5,
            "Số xã có quyết định công nhận đạt chuẩn",
            recognised,
            len(asked),
            recognised_before,
            f"Chưa công nhận: {names_of(waiting)}" if 0 < len(waiting) <= 5 else "",
        ),
        Row((6, "Số tiêu chí suy giảm so với kỳ trước", _fallen_count(brief), "", "", "", _fallen_words(brief))),
    ]


def _is_nearly(brief: Brief, tally: Tally) -> bool:
    return label_by_count(tally, brief.board.settings) == CommuneLabel.NEARLY


def _fallen_words(brief: Brief) -> str:
    """The first communes that fell back; where there are more, the form that lists them all."""
    fallen = _fallen(brief)
    words = first_of(fallen, most=MOST_FALLEN, between="; ")
    return f"{words}, xem {brief.forms['bieu-10'].sheet}" if len(fallen) > MOST_FALLEN else words


def _fallen(brief: Brief) -> list[str]:
    """ "Xuân Kiên: TC 17"."""
    numbers = [criterion.number for criterion in brief.matrix.criteria]
    found = []
    for line in brief.matrix.lines:
        lost = [str(n) for n, square in zip(numbers, line.squares, strict=True) if square.mark == "down"]
        if lost:
            found.append(f"{line.commune.name}: TC {name_list(lost)}")
    return found


def _fallen_count(brief: Brief) -> int:
    return sum(square.mark == "down" for line in brief.matrix.lines for square in line.squares)


def _district(brief: Brief) -> list[Row]:
    now, before = brief.board.district_tally(), brief.board.district_tally_before()
    return [
        _line(1, "Số tiêu chí huyện đạt", now.met, now.required, before.met),
        Row((2, "Số việc quá hạn", len(brief.overdue), "", "", "", late_words(brief.overdue))),
    ]


def _urgent(brief: Brief, at: int, block: Block) -> list[Row]:
    """How many communes meet it, the rate of the district, and what is left in people or households."""
    before = [brief.standings.before[commune.id, block.due.indicator_id] for commune in brief.board.communes_before]
    met, met_before = (sum(s.cell.verdict == Verdict.MET for s in found) for found in (block.statuses, before))
    share, share_before = rate_of(block.statuses), rate_of(before)
    both = isinstance(share, Decimal) and isinstance(share_before, Decimal)
    counted = f" ({block.counted})" if block.counted else ""
    required = block.statuses[0].required if block.statuses else ""
    return [
        Row((at, Cell(f"Chỉ tiêu {block.due.number}. {block.due.name}", span=6)), RowKind.GROUP),
        _line("", "Số đơn vị đạt", met, len(block.statuses), met_before),
        Row(
            (
                "",
                "Tỷ lệ toàn huyện (%)",
                Cell(share, kind=rate()),
                required,
                Cell(share_before, kind=rate()),
                Cell(share - share_before, DIFFERENCE, RATE_CHANGE) if both else "",
                "",
            )
        ),
        _line("", f"Còn phải thực hiện{counted}", left_of(block.statuses), "", left_of(before)),
    ]


def rate_of(statuses: Sequence) -> Decimal | str:
    """Σ numerators / Σ denominators in per cent, as printed: the reader subtracts what is printed."""
    pairs = [status.official for status in statuses if is_pair(status)]
    whole = sum((pair.denominator for pair in pairs), Decimal(0))
    if not whole:
        return NO_FIGURE
    return rounded(100 * Fraction(sum(pair.numerator for pair in pairs)) / Fraction(whole), 2)
