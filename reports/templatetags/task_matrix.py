"""The rows of the matrix of tasks, put together from ready-made strings like those of the overview."""

from functools import lru_cache

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from directives.tables.matrix import MatrixRow, Square, TaskMatrix, head_words
from directives.tables.tasks import Task
from reports.lens import Lens

register = template.Library()
KEPT_ROWS = 4096
NOT_ASKED = '<td class="ok"><span class="sq sq-none" aria-hidden="true">-</span></td>'


@register.simple_tag
def square_key(kind: str, words: str) -> SafeString:
    """{% square_key "soon" "còn 5" %}: a square for the legend."""
    return format_html('<span class="sq sq-{}">{}</span>', kind, words)


@register.simple_tag
def task_heads(matrix: TaskMatrix, lens: Lens) -> SafeString:
    """One head a task: the clause, under it its day."""
    return mark_safe("".join(_head(task, lens) for task in matrix.tasks))


def _head(task: Task, lens: Lens) -> SafeString:
    due = task.due_words.rpartition("/")[0] or "t.xuyên"
    return format_html(
        '<th scope="col" class="mx-head"><a href="{}" title="{}"><b>{}</b><span>{}{}</span></a></th>',
        lens.link(task.href), head_words(task), task.clause, due, "*" if task.due_set_by_office else "",
    )  # fmt: skip


@register.simple_tag
def task_rows(matrix: TaskMatrix, lens: Lens) -> SafeString:
    """The body; every square leads to its clause, one that a visit decided to the minutes."""
    links = tuple((escape(lens.link(task.href)), escape(task.clause)) for task in matrix.tasks)
    return mark_safe("".join(row_of(row, links, escape(lens.query)) for row in matrix.rows))


@lru_cache(maxsize=KEPT_ROWS)
def row_of(row: MatrixRow, links: tuple[tuple[str, str], ...], dates: str) -> str:
    """One commune, drawn once for what it shows."""
    name = escape(row.name)
    cells = "".join(
        square_of(square, href, f"{name}, mục {clause}", clause) if square else NOT_ASKED
        for square, (href, clause) in zip(row.squares, links, strict=True)
    )
    late = " bad strong" if row.late else ""
    return (
        f'<tr><th scope="row"><a href="/xa/{row.slug}/{dates}">{name}</a></th>{cells}'
        f'<td class="tot tot-main{late}">{row.done}/{row.asked}</td></tr>'
    )


def square_of(square: Square, href: str, where: str, clause: str) -> str:
    """One square: short words for the eye, all of them for whoever stops or listens."""
    waits = " ?" if square.waits else ""
    moved = f"<small>{square.moved}</small>" if square.moved else ""
    words = escape(square.words)
    href = square.minutes or href
    words = f"{words}, biên bản kiểm tra" if square.minutes else words
    css = ' class="ok"' if square.is_finished and not square.waits else ""
    return (
        f'<td{css}><a class="sq sq-{square.tag}" href="{href}" title="{where}: {words}" data-c="{clause}">'
        f'<span aria-hidden="true">{square.short}{waits}{moved}</span>'
        f'<span class="visually-hidden">{clause}: {words}</span></a></td>'
    )
