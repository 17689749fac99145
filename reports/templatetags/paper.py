"""A filled form as an HTML table: the same rows as in Excel, with the figures written out."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import partial

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from criteria.enums import Verdict
from reports.tables.base import Cell, Column, Head, Letter, Row, Table
from reports.tables.kinds import DAY

register = template.Library()

LETTER_CLASSES = {Verdict.NEARLY: "fv-b", Verdict.NOT_MET: "fv-c"}
BY_SELF = '<span class="visually-hidden">, tự đánh giá</span>'
WEIGHTS = {None: "", True: "sum", False: "light"}
# The type from which on a form is set small on paper, too, as in Excel.
SMALL = 10
BAR = (
    '<svg class="bar ratebar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
    '<rect width="{}" height="8"/></svg>'
)
# More rows under one cell may go on over pages: held together they would leave half a page empty.
MOST_HELD, MOST_LETTERS = 7, 1500
# Where a browser may break "triệu đồng/người/năm"; a number of a document stays whole.
BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")
SIDES = {"left": "l", "right": "n", "center": ""}


@register.simple_block_tag
def paper(content: str, table: Table) -> SafeString:
    """A form; notes and signatures between the tags end its table, so that no page parts them from the last rows."""
    return paper_table(table, content)


def paper_table(table: Table, closing: str = "") -> SafeString:
    """The table of a form, head and rows; put together as text because a form has hundreds of cells."""
    widths = "".join(f'<col class="u-{column.width}">' for column in table.columns)
    small = " small" * (table.is_wide or table.form.size <= SMALL)
    below = f'<tr class="below"><td colspan="{len(table.columns)}">{closing}</td></tr>' if closing else ""
    body = "".join(map(partial(_block, table=table), table.blocks))
    tail = _rows(table.rows[table.tail :], table)
    return mark_safe(
        f'<table class="bieu{small}{" dense" * table.is_dense}"><colgroup>{widths}</colgroup>'
        f'<thead>{_heads(table)}</thead>{body}<tbody class="tail">{tail}{below}</tbody></table>'
    )


def written(cell: Cell, column: Column) -> str:
    """A cell as a reader sees it: "1.922", "83,77", "+2", "-", "28/8/2017"."""
    value = cell.value
    if value is None or isinstance(value, (str, Letter)):
        return str(value or "")
    kind = DAY if isinstance(value, dt.date) else cell.kind or column.kind
    return kind.show(value)


def _heads(table: Table) -> str:
    levels = "".join(f"<tr>{''.join(map(_head, heads))}</tr>" for heads in table.heads)
    numbers = "".join(f"<th>{escape(column.number)}</th>" for column in table.columns)
    return f'{levels}<tr class="colno">{numbers}</tr>'


def _head(head: Head) -> str:
    spans = _span("colspan", head.columns) + _span("rowspan", head.levels)
    if head.turned:
        return f'<th class="turn"{spans}><span>{escape(head.text)}</span></th>'
    return f"<th{spans}>{escape(head.text)}</th>"


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def _block(rows: Sequence[Row], table: Table) -> str:
    letters = sum(max(len(written(cell, table.columns[at])) for at, cell in row.placed()) for row in rows)
    look = ' class="long"' if len(rows) > MOST_HELD or letters > MOST_LETTERS else ""
    return f"<tbody{look}>{_rows(rows, table)}</tbody>"


def _rows(rows: Sequence[Row], table: Table) -> str:
    return "".join(_row(row, table) for row in rows)


def _row(row: Row, table: Table) -> str:
    cells = "".join(_cell(at, cell, table) for at, cell in row.placed())
    look = " ".join(filter(None, ("sum" * row.kind.is_bold, "new-page" * row.begins_page)))
    return f'<tr class="{look}">{cells}</tr>' if look else f"<tr>{cells}</tr>"


def _bar(cell: Cell, column: Column) -> str:
    """The length of a percentage beside its number; rounded down so that only a full one looks full."""
    if not column.kind.bar or cell.span > 1 or isinstance(cell.value, str):
        return ""
    return BAR.format(int(cell.value))


def _cell(at: int, cell: Cell, table: Table) -> str:
    if cell.covered:
        return ""
    column, text = table.columns[at], ""
    look = [SIDES[cell.kind.align if cell.kind and cell.span > 1 else column.side], WEIGHTS[cell.bold]]
    if isinstance(cell.value, Letter):
        look = [LETTER_CLASSES.get(cell.value.verdict, ""), "fv-self" * cell.value.by_self]
        text = BY_SELF * cell.value.by_self
    text = BETWEEN_WORDS.sub("/<wbr>", escape(written(cell, column))) + text + _bar(cell, column)
    names = " ".join(filter(None, look))
    attributes = (f' class="{names}"' if names else "") + _span("colspan", cell.span)
    attributes += _span("rowspan", cell.down)
    if at == table.pinned - 1 and text:
        return f'<th scope="row"{attributes}>{text}</th>'
    return f"<td{attributes}>{text}</td>"
