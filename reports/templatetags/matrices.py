"""The rows of the matrix, put together from ready-made strings: per-cell template logic is what a page pays for."""

from functools import cache, lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from criteria.enums import Verdict
from criteria.templatetags.verdicts import matrix_cell
from ntm_portal.vietnamese import change, number
from reports.lens import Lens
from reports.tables.board import CriteriaBook, CriterionFacts
from reports.tables.matrix import KEPT_LINES, Line, Matrix, Square, Totals

register = template.Library()


@cache
def spoken(square: Square, compared: str) -> str:
    """What the title of a square says after the criterion: "chưa đạt, 28/8: đạt"."""
    words = square.verdict.label.lower()
    if square.by_self:
        words += " (tự đánh giá)"
    return words if square.before == square.verdict else f"{words}, {compared}: {square.before.label.lower()}"


def count_cell(count: int, css: str = "") -> str:
    """A sum of a row; none is a grey dash."""
    return f'<td class="tot{css}">{count}</td>' if count else f'<td class="tot{css} zero">-</td>'


def change_cell(moved: int) -> str:
    """Tăng, giảm: a loss stands out."""
    css = " zero" if moved == 0 else " bad strong" if moved < 0 else ""
    return f'<td class="tot tot-delta{css}">{change(moved)}</td>'


def sums(line: Line) -> str:
    """The six columns to the right of the criteria; on a phone the first says of how many: "15/18"."""
    tally = line.tally
    return (
        f'<td class="tot tot-main gap" data-of="{tally.required}">{tally.met}</td>'
        f"{count_cell(tally.nearly)}{count_cell(tally.not_met)}{count_cell(line.others)}"
        f'{change_cell(line.change)}<td class="rec">{line.recognised or "-"}</td>'
    )


@register.simple_tag
def matrix_rows(matrix: Matrix, lens: Lens) -> SafeString:
    """The body of the matrix; every link leads to the criterion on the page of its commune."""
    dates, compared = escape(lens.query), lens.compared_short
    return mark_safe("".join(row_of(at, line, dates, compared) for at, line in enumerate(matrix.lines, 1)))


@lru_cache(maxsize=KEPT_LINES)
def row_of(at: int, line: Line, dates: str, compared: str) -> str:
    """One row, drawn once for each line."""
    href = f"xa/{line.commune.slug}/{dates}"
    name = escape(line.commune.name)
    cells = "".join(
        matrix_cell(
            square.verdict,
            href=fallen_href(line, criterion, dates) if square.mark == "down" else f"{href}#tc-{criterion.number}",
            title=f"{name}, tiêu chí {criterion.number}: {spoken(square, compared)}",
            criterion="" if square.verdict == Verdict.MET and square.mark != "risk" else on_phone(criterion),
            by_self=square.by_self,
            mark=square.mark,
            differs=square.differs,
            late=square.late,
            opens_group=opens,
        )
        for square, criterion, opens in zip(line.squares, line.book.criteria, line.book.opens_group(), strict=True)
    )
    return f'<tr><th scope="row"><a href="{href}"><i>{at}</i>{name}</a></th>{cells}{sums(line)}</tr>'


def fallen_href(line: Line, criterion: CriterionFacts, dates: str) -> str:
    """The mark ▼ leads to the case: what fell, who answered then, what is done about it."""
    asked = f"xa={line.commune.slug}&amp;tc={criterion.number}"
    return f"suy-giam/{dates}&amp;{asked}" if dates else f"suy-giam/?{asked}"


def on_phone(criterion: CriterionFacts) -> str:
    """ "15 Y tế": what stands in the list of exceptions."""
    return escape(f"{criterion.number} {criterion.short_name}")


@register.simple_tag
def matrix_totals(matrix: Matrix, lens: Lens) -> SafeString:
    """The three rows under the matrix."""
    return totals_of(matrix.totals, matrix.units, matrix.book, lens.compared_head)


@lru_cache(maxsize=64)
def totals_of(totals: Totals, units: int, book: CriteriaBook, compared: str) -> SafeString:
    """The same rows, drawn once for each state of the totals."""
    opens = book.opens_group()
    shares = [number(share, 0) for share in totals.shares]
    return mark_safe(
        f'<tr><th scope="row">Số đơn vị đạt</th>{_foot(map(str, totals.met), opens)}{_total_sums(totals, units)}</tr>'
        f'<tr><th scope="row">Tỷ lệ (%)</th>{_foot(shares, opens)}<td class="tot gap" colspan="6"></td></tr>'
        f'<tr><th scope="row">So với {compared}</th>{_foot(map(change, totals.changes), opens)}'
        '<td class="tot gap" colspan="6"></td></tr>'
    )


def _foot(words, opens: list[bool]) -> str:
    return "".join(
        f'<td class="{_foot_css(word, first)}">{word}</td>' for word, first in zip(words, opens, strict=True)
    )


def _foot_css(word: str, opens_group: bool) -> str:
    css = "zero" if word == "-" else "bad strong" if word.startswith("-") else ""
    return " ".join(filter(None, ["gap" * opens_group, css]))


def _total_sums(totals: Totals, units: int) -> str:
    tally = totals.tally
    return (
        f'<td class="tot gap">{tally.met}</td>{count_cell(tally.nearly)}{count_cell(tally.not_met)}'
        f'{count_cell(totals.others)}{change_cell(totals.change)}<td class="rec">{totals.recognised}/{units}</td>'
    )
