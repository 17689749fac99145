"""So sánh as Excel: both tables of the page, row by row, with the figures as numbers."""

from fractions import Fraction

from communes.models import Unit
from criteria.rules.facts import IndicatorFacts
from criteria.rules.verdicts import is_share
from criteria.status import Cell as StatusCell
from ntm_portal.vietnamese import lower_first, rounded
from reports.tables.base import Cell, Column, Head, Letter, Row, Table
from reports.tables.board import Period
from reports.tables.commune_forms import kind_of
from reports.tables.comparison import Comparison, CriterionPair, FigurePair
from reports.tables.kinds import CODE, NO_FIGURE, TEXT, VERDICT, amount, share
from reports.tables.paper import VIEW_FORMS
from reports.tables.view_paper import result_cell, view_table

NOTE = (
    "Ghi chú: kết quả chính thức (kết quả thẩm tra, nơi chưa thẩm tra dùng tự đánh giá, gạch chân); hạng 1 là tốt nhất "
    "trong các đơn vị có số liệu."
)
NUMBER = amount(0)


def tables_of(page: Comparison, unit: Unit, period: Period) -> list[Table]:
    """What is measured first, then criterion by criterion, as on the page."""
    return [_figures(page, unit, period), _criteria(page, unit, period)]


def _beside(page: Comparison) -> str:
    if page.other:
        return f", so với {lower_first(page.other.label)}"
    return f", so với trung vị của {page.units} đơn vị trong huyện"


def _figures(page: Comparison, unit: Unit, period: Period) -> Table:
    both = page.other is not None
    columns = [
        Column("indicator", "A", 62, TEXT), Column("required", "B", 40, CODE),
        Column("own", "1", 20), Column("own_verdict", "2", 13, VERDICT),
        Column("other", "3", 20),
        *[Column("other_verdict", "4", 13, VERDICT)] * both,
        Column("lead", str(4 + both), 62, TEXT),
        Column("rank", str(5 + both), 14, NUMBER), Column("ranked", str(6 + both), 18, NUMBER),
    ]  # fmt: skip
    first = (
        Head("Chỉ tiêu", levels=2), Head("Yêu cầu", levels=2),
        Head(page.own.name, columns=2), Head(page.other_name, columns=1 + both),
        Head("Chênh lệch", levels=2), Head("Hạng", levels=2), Head("Số đơn vị được xếp", levels=2),
    )  # fmt: skip
    second = (Head("Kết quả"), Head("Đ, C"), Head("Kết quả"), *[Head("Đ, C")] * both)
    return view_table(
        VIEW_FORMS["so-sanh"],
        unit,
        period,
        _beside(page),
        (NOTE,),
        columns=tuple(columns),
        heads=(first, second),
        rows=tuple(_figure_row(pair) for pair in page.figures),
        pinned=1,
    )


def _figure_row(pair: FigurePair) -> Row:
    own = (result_cell(pair.own, share), _letter(pair.own.cell))
    facts = pair.own.indicator
    other = (result_cell(pair.other, share), _letter(pair.other.cell)) if pair.other else (_middle(pair.beside, facts),)
    place = (NO_FIGURE, "") if pair.rank is None else (pair.rank, pair.ranked)
    rank = Cell(place[0], kind=CODE if pair.rank is None else NUMBER)
    name = f"{pair.face.number} {pair.face.short_name}"
    return Row((name, pair.own.required, *own, *other, pair.lead.words or NO_FIGURE, rank, place[1]))


def _letter(cell: StatusCell) -> Letter:
    return Letter(cell.verdict, cell.by_self)


def _middle(figure: Fraction | None, facts: IndicatorFacts) -> Cell:
    """The middle of the district, written as the page writes it."""
    if figure is None:
        return Cell(NO_FIGURE, kind=CODE)
    if is_share(facts):
        return Cell(figure, kind=share())
    return Cell(rounded(figure, 2), kind=kind_of(rounded(figure, 2)))


def _criteria(page: Comparison, unit: Unit, period: Period) -> Table:
    both = page.other is not None
    columns = [
        Column("criterion", "A", 62, TEXT), Column("own", "1", 30, VERDICT),
        *[Column("other", "2", 30, VERDICT)] * both,
        Column("met", str(2 + both), 24, NUMBER), Column("units", str(3 + both), 24, NUMBER),
    ]  # fmt: skip
    names = [Head(name, levels=2) for name in (page.own.name, *[page.other_name] * both)]
    first = (Head("Tiêu chí", levels=2), *names, Head("Toàn huyện", columns=2))
    heavy = "hai đơn vị có kết quả khác nhau" if both else "kết quả khác với đa số đơn vị trong huyện"
    return view_table(
        VIEW_FORMS["so-sanh-tieu-chi"],
        unit,
        period,
        _beside(page),
        (f"Ghi chú: chữ đậm là {heavy}; gạch chân là tự đánh giá, chưa thẩm tra.",),
        columns=tuple(columns),
        heads=(first, (Head("Số đơn vị đạt"), Head("Tổng số"))),
        rows=tuple(_criterion_row(pair) for pair in page.criteria),
        pinned=1,
    )


def _criterion_row(pair: CriterionPair) -> Row:
    name = Cell(f"{pair.criterion.number}. {pair.criterion.short_name}", bold=pair.differs)
    other = () if pair.other is None else (_letter(pair.other),)
    return Row((name, _letter(pair.own), *other, pair.met, pair.units))
