"""Báo cáo chữ as it is issued: the periodic report with number, day and signer, and its text line by line."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q

from communes.models import Unit
from directives.models import Directive
from directives.rules.sheet_periods import SheetPeriod, of_directive, of_year
from ntm_portal.vietnamese import long_day
from reports.rules.frozen import IN_GRID
from reports.rules.issued import TEXT_CODE
from reports.rules.papers import Grid, rules_for
from reports.rules.periodic_paper import Block, PeriodicPaper
from reports.tables.base import Cell, Column, Form, Head, Row, RowKind, Signer, Table
from reports.tables.brief import Brief
from reports.tables.kinds import TEXT
from reports.tables.periodic import REPORTERS, periodic_paper
from reports.tables.periodic_texts import wording_then

FORM = Form(
    code=TEXT_CODE, number="", sheet="Báo cáo", name="Phần chữ của báo cáo", title="BÁO CÁO", file="BaoCao",
    paper="A4", portrait=True, size=12, measured_in="từng câu", issuer=(), signers=(),
)  # fmt: skip
COLUMNS = (Column("part", "A", 46, TEXT), Column("text", "B", 130, TEXT))


def periods_on(district: Unit, as_of: dt.date) -> list[SheetPeriod]:
    """The periods a report with figures of a day may be of, the directive's first. One query."""
    own = Directive.objects.asking().issued_by(as_of).filter(Q(district=None) | Q(district=district))
    issued = list(own.values_list("issued_on", flat=True))
    found = [of_directive(max(issued), as_of)] if issued else []
    return found + [row for row in of_year(as_of.year) if row.span.begins_on <= as_of <= row.span.ends_on]


def period_called(code: str, district: Unit, as_of: dt.date) -> SheetPeriod | None:
    """The period an address or a report names."""
    return next((row for row in periods_on(district, as_of) if row.code == code), None) if code else None


def issued_paper(
    brief: Brief,
    period: SheetPeriod,
    *,
    issuer: str,
    number: str,
    issued_on: dt.date,
    signer: Signer,
    annexes: tuple[str, ...],
) -> PeriodicPaper:
    """The report as it is signed: with the words of the office as known at the moment of the brief."""
    reporter = REPORTERS[issuer]
    wording = wording_then(brief.district, period, reporter.head, brief.period.known_at)
    paper = periodic_paper(brief, period, reporter, wording)
    place_line = f"{brief.district.name}, {long_day(issued_on)}"
    rules = rules_for(paper.head.family, issued_on)  # a document follows the rules of its own day
    return replace(
        paper, rules=rules, place_line=place_line, issued_number=number, signed_by=signer.name, on=issued_on,
        annexes=annexes,
    )  # fmt: skip


def text_table(paper: PeriodicPaper, signer: Signer) -> Table:
    """Its text line by line, so that it can be kept, drawn and compared like a form."""
    return Table(
        form=replace(FORM, signers=(Signer("", ""), signer)),
        title=paper.title,
        issuer=paper.head.bodies,
        about=paper.summary,
        place_line=paper.place_line,
        columns=COLUMNS,
        heads=((Head("Mục"), Head("Nội dung")),),
        rows=tuple(_rows(paper)),
        sample=paper.sample,
        pinned=1,
    )


def _rows(paper: PeriodicPaper) -> Iterator[Row]:
    yield Row((paper.opening.name, paper.opening.text))
    for section in paper.sections:
        yield Row((Cell(section.heading, span=2),), RowKind.GROUP)
        for block in section.printed:
            yield from _block(block)
    if paper.annexes:
        yield Row(("Kèm theo", paper.annex_line))
    yield Row((paper.closing.name, paper.closing.text))


def _block(block: Block) -> Iterator[Row]:
    """Lines, then the table row by row, then what the office adds."""
    for line in block.lines:
        yield Row((line.name or block.heading, line.text))
    if block.grid:
        yield from _grid(block.heading, block.grid)
    for line in block.more:
        yield Row((line.name, line.text))


def _grid(heading: str, grid: Grid) -> Iterator[Row]:
    heads = [head for head, _ in grid.heads]
    for cells in grid.rows:
        said = "; ".join(f"{head}: {cell}" for head, cell in zip(heads[1:], cells[1:], strict=True))
        yield Row((f"{heading}: {cells[0]}".removeprefix(": "), said), name=IN_GRID)
