"""Biểu 03: communes by the nineteen criteria, the sheet that is laid on the table of the Standing Committee."""

from criteria.enums import FallKind
from ntm_portal.vietnamese import day
from reports.tables.base import FELL, Cell, Column, Head, Letter, Row, RowKind, Table, unit_row
from reports.tables.brief import Brief
from reports.tables.kinds import CHANGE, CODE, COUNT, NO_FIGURE, TEXT, VERDICT, Kind, rate, sentence
from reports.tables.matrix import Line
from reports.tables.overview import means

MEAN = sentence("Bình quân", "tiêu chí/đơn vị")
SIGNS = (
    "Đ: đạt; CB (in nghiêng, nền xám): cơ bản đạt, không tính là đạt; C (đóng khung): chưa đạt; "
    "…: chưa đủ số liệu; KX: không xét; gạch chân: xã tự đánh giá, huyện chưa thẩm tra."
)
LEGEND = f"Ghi chú: {SIGNS} {FELL}: kỳ trước đạt hoặc cơ bản đạt, nay thấp hơn."
NEW_LEVEL = "mức mới"
NEW_LEVEL_MEANS = "Mức mới: chưa đạt chỉ vì mức yêu cầu tăng, không phải suy giảm."
COUNTS = ("met", "nearly", "not_met", "others")


def table_03(brief: Brief) -> Table:
    """One row a commune, one letter a criterion, and the counts both ways."""
    rows = [_row(brief, at, line) for at, line in enumerate(brief.matrix.lines, 1)]
    risen = any(NEW_LEVEL in row.cells[-1] for row in rows)
    note = " ".join([LEGEND, *[NEW_LEVEL_MEANS] * risen, brief.units_note()])
    return brief.table("bieu-03", _columns(brief), _heads(brief), (*rows, *_totals(brief)), (note,))


def _columns(brief: Brief) -> tuple[Column, ...]:
    size = len(brief.matrix.criteria)
    letters = [Column(f"c{at}", str(at), 14, VERDICT) for at in range(1, size + 1)]
    counts = [Column(key, str(size + at), 14, COUNT, "center") for at, key in enumerate(COUNTS, 1)]
    change = Column("change", str(size + len(counts) + 1), 14, CHANGE, "center")
    return (
        Column("tt", "A", 10, CODE),
        Column("name", "B", 40, TEXT),
        *letters,
        *counts,
        change,
        Column("note", "C", 31, TEXT),
    )


def _heads(brief: Brief) -> tuple[tuple[Head, ...], ...]:
    groups = [
        Head(f"{code}. {name}" if count > 1 else code, columns=count)
        for code, name, count in brief.board.commune_book.groups()
    ]
    sums = ("Đạt", "Cơ bản đạt", "Chưa đạt", "Chưa đủ số liệu, không xét")
    return (
        (
            Head("TT", levels=3),
            Head("Xã, thị trấn", levels=3),
            *groups,
            Head("Số tiêu chí", columns=len(sums)),
            Head("Tăng, giảm so với kỳ trước", levels=2, turned=True),
            Head("Ghi chú", levels=3),
        ),
        tuple(Head(text, turned=True) for text in (*(criterion.name for criterion in brief.matrix.criteria), *sums)),
        tuple(Head(text) for text in (*(str(c.number) for c in brief.matrix.criteria), "Đ", "CB", "C", "…, KX", "+/-")),
    )


def _row(brief: Brief, at: int, line: Line) -> Row:
    letters = [Letter(square.verdict, square.by_self, square.mark == "down") for square in line.squares]
    row, live = f"[c1]:[c{len(letters)}]", bool(letters)  # before the first criteria set there is nothing to count
    return Row(
        (
            at,
            line.commune.name,
            *letters,
            Cell(line.tally.met, f'COUNTIF({row},"Đ")' * live, bold=True),
            Cell(line.tally.nearly, f'COUNTIF({row},"CB*")' * live),
            Cell(line.tally.not_met, f'COUNTIF({row},"C")+COUNTIF({row},"C{FELL}")' * live),
            Cell(line.others, f'COUNTIF({row},"…*")+COUNTIF({row},"KX*")' * live),
            line.change,
            "; ".join(_remarks(brief, line)),
        ),
        name=unit_row(line.commune.id),
    )


def _remarks(brief: Brief, line: Line) -> list[str]:
    """What the letters cannot say: not recognised yet, new, or a criterion lost only because more is asked."""
    remarks = [] if line.recognised else ["Chưa công nhận"]
    remarks += [f"Chưa có vào {day(brief.period.compared)}"] * line.is_new
    numbers = {criterion.id: criterion.number for criterion in brief.matrix.criteria}
    for fall in brief.board.criterion_falls():
        # A fall of a set that has ended since has no column here.
        is_here = fall.unit_id == line.commune.id and fall.criterion_id in numbers
        if is_here and fall.kind == FallKind.SET_CHANGED and not fall.recovered_on:
            remarks.append(f"TC {numbers[fall.criterion_id]}: {NEW_LEVEL}")
    return remarks


def _totals(brief: Brief) -> tuple[Row, ...]:
    totals, lines = brief.matrix.totals, brief.matrix.lines
    mean, mean_before = means(brief.matrix)
    before = [met - change for met, change in zip(totals.met, totals.changes, strict=True)]
    sums = (totals.tally.met, totals.tally.nearly, totals.tally.not_met, totals.others)
    percent = share_kind(len(lines))
    shares = [Cell(share, "[@met]/COUNTA([name:])*100" * bool(lines), percent) for share in totals.shares]
    return (
        Row(
            (
                "",
                "Số đơn vị đạt",
                *(Cell(met, 'COUNTIF([:],"Đ")', COUNT) for met in totals.met),
                *(Cell(value, "SUM([:])") for value in sums),
                Cell(totals.change, "SUM([:])" * brief.matrix.adds_up),
                "",
            ),
            RowKind.TOTAL,
            "met",
        ),
        Row(
            (
                "",
                "Tỷ lệ (%)",
                *shares,
                _mean(mean if lines else NO_FIGURE, "ROUND([met@met]/COUNTA([name:]),1)" * bool(lines)),
            ),
            RowKind.FOOT,
        ),
        Row(
            (
                "",
                "Số đơn vị đạt kỳ trước",
                *(Cell(met, kind=COUNT) for met in before),
                _mean(mean_before if lines else NO_FIGURE),
            ),
            RowKind.FOOT,
        ),
    )


def _mean(value, formula: str = "") -> Cell:
    """The average under the counts, over all their columns and the remarks."""
    return Cell(value, formula, MEAN, span=len(COUNTS) + 2)


def share_kind(units: int) -> Kind:
    """Shares without decimals where every share of so many units is whole (20 units: steps of 5%)."""
    return rate(0 if units and 100 % units == 0 else 1)
