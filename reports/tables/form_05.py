"""Biểu 05: each criterion across the district, which communes are not there, and who answers for it."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from criteria.enums import Verdict
from criteria.models import Indicator
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted
from reports.tables.base import Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import CriterionFacts
from reports.tables.brief import Brief, names
from reports.tables.kinds import CHANGE, CODE, COUNT, TEXT, rate
from reports.tables.plots import Plot, Point

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("criterion", "B", 60, TEXT),
    Column("met", "1", 16, COUNT),
    Column("share", "2", 16, rate(1)),
    Column("nearly", "3", 16, COUNT),
    Column("not_met", "4", 16, COUNT),
    Column("change", "5", 18, CHANGE),
    Column("names", "C", 75, TEXT),
    Column("departments", "D", 52, TEXT),
)
TITLES = (
    "TT",
    "Tiêu chí",
    "Số đơn vị đạt",
    "Tỷ lệ (%)",
    "Cơ bản đạt",
    "Chưa đạt",
    "So với kỳ trước",
    "Các xã, thị trấn chưa đạt",
    "Cơ quan phụ trách",
)
# How the names of each verdict are introduced; those not met come first and need no word.
WORDS = {
    Verdict.NOT_MET: "",
    Verdict.NEARLY: "cơ bản đạt: ",
    Verdict.UNASSESSED: "chưa đủ số liệu: ",
    Verdict.NA: "không xét: ",
}


def table_05(brief: Brief) -> Table:
    """One row a criterion under its group; the last row counts all squares of the matrix."""
    responsible = departments_of(brief.matrix.criteria)
    rows = []
    numbered = enumerate(brief.matrix.criteria)
    for (code, name), members in groupby(numbered, key=lambda member: (member[1].group, member[1].group_name)):
        rows.append(Row((code, Cell(name, span=len(COLUMNS) - 1)), RowKind.GROUP))
        rows += [_row(brief, at, criterion, responsible.get(criterion.id, [])) for at, criterion in members]
    heads = (tuple(Head(text) for text in TITLES),)
    plots = (_plot(brief),)
    return brief.table("bieu-05", COLUMNS, heads, (*rows, _total(brief)), (brief.units_note(),), plots=plots)


def _plot(brief: Brief) -> Plot:
    """How far the communes are with each criterion; the parts of a bar are all of them."""
    units = len(brief.matrix.lines)
    parts = ("met", "nearly", "not_met")
    points = []
    for criterion in brief.matrix.criteria:
        cells = [f"[{part}@c{criterion.number}]" for part in parts]
        points.append(Point(str(criterion.number), (*cells, f"{units}-{'-'.join(cells)}")))
    title = "Số xã, thị trấn đạt, cơ bản đạt, chưa đạt từng tiêu chí"
    series = ("Đạt", "Cơ bản đạt", "Chưa đạt", "Chưa đủ số liệu, không xét")
    return Plot(title, "Tiêu chí", series, tuple(points), stacked=True, of=units)


def _row(brief: Brief, at: int, criterion: CriterionFacts, departments: Sequence[str]) -> Row:
    verdicts = [line.squares[at].verdict for line in brief.matrix.lines]
    totals, units = brief.matrix.totals, len(verdicts)
    return Row(
        (
            criterion.number,
            criterion.name,
            totals.met[at],
            Cell(totals.shares[at], f"[met]/{units}*100" * bool(units)),
            verdicts.count(Verdict.NEARLY),
            verdicts.count(Verdict.NOT_MET),
            totals.changes[at],
            _behind(brief, at),
            names(list(departments)),
        ),
        name=f"c{criterion.number}",
    )


def _behind(brief: Brief, at: int) -> str:
    """The communes that do not meet a criterion, by verdict, so that the row accounts for every unit."""
    parts = []
    for verdict, words in WORDS.items():
        found = [line.commune.name for line in brief.matrix.lines if line.squares[at].verdict == verdict]
        if found:
            parts.append(words + _all_or_names(found, len(brief.matrix.lines)))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] if text else "-"


def _all_or_names(found: list[str], units: int) -> str:
    """A list of every name says less than that it is all of them."""
    return f"tất cả {counted(units)} đơn vị" if len(found) == units > 1 else names(found)


def _total(brief: Brief) -> Row:
    totals, squares = brief.matrix.totals, len(brief.matrix.lines) * len(brief.matrix.criteria)
    share = Fraction(100 * totals.tally.met, squares) if squares else Fraction(0)
    return Row(
        (
            "",
            "Tổng số lượt tiêu chí",
            Cell(totals.tally.met, "SUM([:])"),
            Cell(share, f"[met@total]/{squares}*100" * bool(squares)),
            Cell(totals.tally.nearly, "SUM([:])"),
            Cell(totals.tally.not_met, "SUM([:])"),
            Cell(totals.change, "SUM([:])"),
            "",
            "",
        ),
        RowKind.TOTAL,
        "total",
    )


@kept
def departments_of(criteria: tuple[CriterionFacts, ...]) -> dict[int, list[str]]:
    """The departments in charge of each criterion, in the order of its indicators. One query."""
    rows = Indicator.objects.filter(criterion__in=[criterion.id for criterion in criteria], part_of=None)
    rows = rows.exclude(lead_department=None).order_by("criterion", "display_order")
    found: dict[int, list[str]] = {}
    for criterion_id, name in rows.values_list("criterion_id", "lead_department__short_name"):
        departments = found.setdefault(criterion_id, [])
        if name not in departments:
            departments.append(name)
    return found
