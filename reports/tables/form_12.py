"""Biểu 12: the nine criteria of the district with their indicators."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from criteria.enums import SourceStatus, ValueKind, Verdict
from criteria.models import Indicator
from criteria.rules.communes import district_conditions
from criteria.rules.verdicts import has_ratio, is_share, measured
from criteria.status import IndicatorStatus, read_indicators
from directives.enums import AppliesTo
from dossiers.rules.parts import Progress
from ntm_portal.kept import kept
from reports.tables.arrears import read_arrears
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.board import CriterionFacts
from reports.tables.brief import Brief, names
from reports.tables.form_05 import departments_of
from reports.tables.form_06 import tidy
from reports.tables.kinds import CODE, COUNT, DAY, NO_FIGURE, TEXT, VERDICT, amount, places_of, share

COLUMNS = (
    Column("tt", "A", 11, CODE),
    Column("criterion", "B", 36, TEXT),
    Column("content", "C", 100, TEXT),
    Column("required", "1", 22, CODE),
    Column("result", "2", 22, CODE),
    Column("verdict", "3", 16, VERDICT),
    Column("papers", "4", 20, CODE),
    Column("departments", "D", 40, TEXT),
    Column("due", "5", 22, DAY),
)
TITLES = (
    "TT",
    "Tiêu chí",
    "Nội dung",
    "Yêu cầu",
    "Kết quả",
    "Đánh giá",
    "Hồ sơ (đã có/tổng số)",
    "Cơ quan phụ trách",
    "Thời hạn",
)


LEGEND = (
    "Ghi chú: Đ: đạt; CB: cơ bản đạt, không tính là đạt; C: chưa đạt; …: chưa đủ số liệu; KX: không xét; "
    "gạch chân: huyện tự đánh giá, tỉnh chưa thẩm định."
)


def table_12(brief: Brief) -> Table:
    """One row a criterion, under it its indicators; a criterion with one indicator takes one row."""
    criteria = brief.board.district_book.criteria
    contents = contents_of(criteria)
    statuses = read_indicators(
        [brief.district.pk], [pk for pk, *_ in contents], brief.period.as_of, brief.period.known_at
    )
    departments = departments_of(criteria)
    rows: list[Row] = []
    for criterion in criteria:
        asked = [
            (number, name, statuses[brief.district.pk, pk]) for pk, of, number, name in contents if of == criterion.id
        ]
        rows += _rows(brief, criterion, asked, departments.get(criterion.id, []))
    heads = (tuple(Head(text) for text in TITLES),)
    return brief.table("bieu-12", COLUMNS, heads, (*rows, _total(brief)), _notes(brief), brief.board.district_book)


@kept
def contents_of(criteria: tuple[CriterionFacts, ...]) -> list[tuple[int, int, str, str]]:
    """(id, criterion, number, name) of the indicators of the district, in order. One query."""
    rows = Indicator.objects.filter(criterion__in=[criterion.id for criterion in criteria], part_of=None)
    return list(rows.order_by("criterion__number", "display_order").values_list("id", "criterion_id", "number", "name"))


def _rows(brief: Brief, criterion: CriterionFacts, asked: Sequence[tuple], departments: Sequence[str]) -> list[Row]:
    cell = brief.board.district_cell(criterion.id)
    verdict = Letter(cell.verdict, cell.by_self)
    papers = brief.dossiers[brief.district.pk].by_criterion().get(criterion.id)
    shown = papers.printed if papers else NO_FIGURE
    closing = tuple(Cell(value, bold=False) for value in (shown, names(list(departments)), _due_on(brief, criterion)))
    if len(asked) == 1:
        _, name, status = asked[0]
        content = (Cell(name, bold=False), Cell(status.required, bold=False), replace(_result(status), bold=False))
        return [Row((criterion.number, criterion.name, *content, verdict, *closing), RowKind.GROUP)]
    head = Row((criterion.number, criterion.name, "", "", "", verdict, *closing), RowKind.GROUP)
    return [head, *(_indicator_row(*indicator) for indicator in asked)]


def _indicator_row(number: str, name: str, status: IndicatorStatus) -> Row:
    letter = Letter(status.cell.verdict, status.cell.by_self)
    return Row((number, "", name, status.required, _result(status), letter, "", "", ""))


def _result(status: IndicatorStatus) -> Cell:
    """The figure as a number where there is one, else the word that was declared."""
    finding, indicator = status.official, status.indicator
    figure = measured(finding) if finding else None
    if figure is None or indicator.kind == ValueKind.YES_NO:
        return Cell(status.shown)
    if not is_share(indicator):
        plain = tidy(finding.value)
        return Cell(plain, kind=amount(0 if isinstance(plain, int) else -plain.as_tuple().exponent))
    exact = Fraction(figure) if has_ratio(finding) else finding.value
    return Cell(exact, kind=share(places_of(status.shown)))


def _due_on(brief: Brief, criterion: CriterionFacts):
    """The day by which a directive wants the criterion met, if one does."""
    asked = [task for task in brief.standings.tasks if task.applies_to == AppliesTo.DISTRICT]
    return next((task.due_on for task in asked if task.criterion_id == criterion.id), "-")


def _total(brief: Brief) -> Row:
    tally = brief.board.district_tally()
    met = Cell(tally.met, 'COUNTIFS([:],"Đ",[criterion:],"?*")', COUNT)
    return Row(
        ("", Cell(f"Tổng số tiêu chí đạt (trên {tally.required})", span=4), met, _papers(brief), "", ""), RowKind.TOTAL
    )


def _papers(brief: Brief) -> str:
    """How many papers of all criteria are there, of how many."""
    found = list(brief.dossiers[brief.district.pk].by_criterion().values())
    return Progress(sum(each.have for each in found), sum(each.total for each in found)).printed if found else ""


def _notes(brief: Brief) -> tuple[str, ...]:
    board = brief.board
    asked = [commune for commune in board.communes if commune.counts]
    recognised = sum(commune.id in board.recognised for commune in asked)
    registered = True if brief.dossiers[brief.district.pk].planned_on else None
    told = district_conditions(board.district_tally(), recognised, len(asked), board.settings, registered)
    arrears = read_arrears([commune.id for commune in board.communes], brief.period.as_of, brief.period.known_at)
    conditions = arrears.put_into(told)
    known = [f"{in_sentence(c.title)}: {in_sentence(c.printed)}" for c in conditions if c.verdict != Verdict.UNASSESSED]
    unknown = [in_sentence(c.title) for c in conditions if c.verdict == Verdict.UNASSESSED]
    parts = (("Điều kiện công nhận huyện", known), ("Chưa có số liệu", unknown))
    told = " ".join(f"{words}: {'; '.join(listed)}." for words, listed in parts if listed)
    return (f"{LEGEND} {_papers_note(brief)}", told)


def _papers_note(brief: Brief) -> str:
    """What the column of papers counts, and how far the list is certain."""
    read = brief.dossiers[brief.district.pk]
    if read.procedure is None:
        return f"Hồ sơ: {NO_FIGURE} là chưa lập danh mục thành phần hồ sơ."
    status, list_of_parts = SourceStatus(read.procedure.source_status).label, brief.forms["bieu-13"].sheet
    return f"Hồ sơ: văn bản đã ký trên tổng số văn bản của tiêu chí; danh mục {status} ({list_of_parts})."


def in_sentence(title: str) -> str:
    """A title inside a sentence does not begin with a capital."""
    return title[:1].lower() + title[1:]
