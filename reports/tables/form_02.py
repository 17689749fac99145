"""Biểu 02: what the district found beside what the commune says; typed in Excel and loaded back."""

from fractions import Fraction

from criteria.enums import FileKind, Part, Stage, ValueKind, Verdict
from criteria.rules.facts import FindingFacts
from criteria.rules.verdicts import is_share, measured, shown
from criteria.tables.sheet import Line
from reports.tables.base import Allowed, Cell, Column, Draft, Head, Letter, Row, RowKind, Table
from reports.tables.brief import Brief
from reports.tables.commune_forms import Folder, Side, body, kind_of, read_folder, seen_of, table_of, tidy
from reports.tables.kinds import CODE, COUNT, NO_FIGURE, RATE_CHANGE, TEXT, VERDICT, places_of, rate

SAME = "-"
COLUMNS = (
    Column("tt", "A", 9, CODE),
    Column("criterion", "B", 31, TEXT),
    Column("content", "C", 84, TEXT),
    Column("required", "1", 28, CODE),
    Column("measure", "D", 28, CODE),
    Column("own", "2", 15, rate()),
    Column("own_verdict", "3", 14, VERDICT),
    Column("numerator", "4", 15, COUNT),
    Column("denominator", "5", 15, COUNT),
    Column("value", "6=4/5", 15, rate()),
    Column("verdict", "7", 14, VERDICT),
    Column("difference", "8", 15, RATE_CHANGE, "center"),
    Column("note", "E", 38, TEXT),
)
HEADS = (
    (
        Head("TT", levels=2),
        Head("Tên tiêu chí", levels=2),
        Head("Nội dung tiêu chí (chỉ tiêu)", levels=2),
        Head("Yêu cầu", levels=2),
        Head("ĐVT", levels=2),
        Head("Kết quả tự đánh giá của xã", columns=2),
        Head("Kết quả thẩm tra của huyện", columns=4),
        Head("Chênh lệch", levels=2),
        Head("Ý kiến cơ quan phụ trách", levels=2),
    ),
    tuple(Head(text) for text in ("Kết quả", "Đánh giá", "Tử số", "Mẫu số", "Kết quả", "Đánh giá")),
)
DIFFERENCE = (
    'IF(OR([own_verdict]="…",[verdict]="…",[verdict]=""),"-",IF([own_verdict]<>[verdict],'
    '[own_verdict]&" → "&[verdict],IF(AND(ISNUMBER([own]),ISNUMBER([value])),'
    'IF(ROUND([value]-[own],2)=0,"-",[value]-[own]),"-")))'
)


def table_02_of(brief: Brief) -> Table:
    """The form of a report: for the commune of the brief, with the indicators that its reader sees."""
    folder = read_folder(
        brief.place, brief.indicators, Stage.VERIFIED, brief.period.as_of, known_at=brief.period.known_at
    )
    return table_02(folder, whole=brief.whole_sheet and bool(folder.criteria))


def table_02(folder: Folder, *, whole: bool = True) -> Table:
    """One row an indicator; `whole` when no criterion is cut short, so that criteria can be counted."""
    side = Side(folder, "verdict")
    draft = Draft(FileKind.FORM_02, Stage.VERIFIED, folder.as_of, "content", seen_of(folder))
    rows = body(folder, lambda line: _cells(folder, side, line))
    return table_of(folder, "bieu-02", draft, COLUMNS, HEADS, [*rows, *[_total(folder, side)] * whole])


def _cells(folder: Folder, side: Side, line: Line) -> tuple:
    status = line.status
    note = side.typed(line, Part.NOTE, folder.note_of(line), Allowed.NOTE) if line.entered else ""
    return (
        status.required,
        line.label.unit_of_measure,
        _own(line),
        Letter(status.cell.own),
        *side.figures(line, status.verified),
        side.letter(line, status.cell.verified, status.verified),
        _difference(folder, line),
        note,
    )


def _own(line: Line) -> Cell:
    """What the commune says, as a number where it is one."""
    finding, indicator = line.status.own, line.indicator
    figure = measured(finding) if finding else None
    if line.label.typed_as in ("yes_no", "parts"):
        return Cell("")
    if figure is None:
        return Cell(NO_FIGURE)
    if not is_share(indicator):
        return Cell(tidy(finding.value), kind=kind_of(finding.value))
    return Cell(Fraction(figure), kind=rate(max(places_of(shown(finding, indicator, line.status.target)), 2)))


def _difference(folder: Folder, line: Line) -> Cell:
    """Where both have judged: the two letters, or how far the figures lie apart; in bold, to be explained."""
    if folder.empty:
        return Cell(SAME, DIFFERENCE)
    own, verified = line.status.cell.own, line.status.cell.verified or Verdict.UNASSESSED
    if Verdict.UNASSESSED in (own, verified):
        return Cell(SAME, DIFFERENCE)
    if own != verified:
        return Cell(f"{own.letter} → {verified.letter}", DIFFERENCE, bold=True)
    apart = _apart(line, line.status.own, line.status.verified)
    return Cell(apart, DIFFERENCE, bold=True) if apart else Cell(SAME, DIFFERENCE)


def _apart(line: Line, own: FindingFacts | None, verified: FindingFacts | None) -> Fraction | None:
    """Verified less own, where two decimals show it."""
    if own is None or verified is None or line.indicator.kind == ValueKind.YES_NO or not line.entered:
        return None
    figures = measured(own), measured(verified)
    if None in figures:
        return None
    apart = figures[1] - figures[0]
    return apart if abs(apart) * 200 >= 1 else None


def _total(folder: Folder, side: Side) -> Row:
    own = Side(folder, "own_verdict")
    mine = folder.tally(lambda cell: cell.own)
    counted = Cell(f"{mine.met}/{mine.required}", "" if folder.empty else own.total(lambda cell: cell.own).formula)
    words = Cell("Tổng số tiêu chí đạt", span=6)
    verified = side.total(lambda cell: cell.verified or Verdict.UNASSESSED)
    return Row((words, counted, Cell("", span=3), verified, "", ""), RowKind.TOTAL)
