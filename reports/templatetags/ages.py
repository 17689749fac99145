"""The rows of the table of ages, put together from ready-made strings like those of the matrix."""

import datetime as dt

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ntm_portal.vietnamese import day, day_month, month_year
from reports.lens import Lens
from reports.tables.ages import AgeCell, AgesPage, AgeSum, Show, Told
from reports.tables.kinds import NO_FIGURE

register = template.Library()


def short_day(on: dt.date, year: int) -> str:
    """ "30/6" in the year of the page, "12/2016" before it: never two readings of one word."""
    return day_month(on) if on.year == year else month_year(on.year, on.month)


def spoken(cell: AgeCell) -> str:
    """What the title of a cell says: "cũ nhất 15.2 ngày 30/6/2017 (2 tháng), chưa có số liệu 15.3"."""
    oldest = cell.oldest
    aged = [f"cũ nhất {oldest.number} ngày {day(oldest.on)} ({oldest.words})"] if oldest else []
    lacking = [f"chưa có số liệu {', '.join(cell.missing)}"] if cell.missing else []
    return ", ".join([*aged, *lacking])


def told_words(told: Told | None, year: int) -> str:
    """The day; an old one with its age below, so that nothing hangs on its colour."""
    if told is None:
        return NO_FIGURE
    short = short_day(told.on, year)
    return f'<span class="age old">{short}<small>{told.words}</small></span>' if told.is_old else short


def square(cell: AgeCell, year: int, dates: str) -> str:
    """One cell of the table, leading to the criterion on the page of its commune."""
    lacking = f'<small class="strong bad">thiếu {len(cell.missing)}</small>' if cell.missing and cell.oldest else ""
    title = escape(f"{cell.commune.name}, tiêu chí {cell.criterion.number}: {spoken(cell)}")
    href = f"/xa/{cell.commune.slug}/{dates}#tc-{cell.criterion.number}"
    return f'<td><a class="plain" href="{href}" title="{title}">{told_words(cell.oldest, year)}{lacking}</a></td>'


def sums(line: AgeSum, year: int) -> str:
    """Right of the criteria: indicators with a figure, and the oldest."""
    css = "" if line.known == line.of else " strong"
    return f'<td class="tot{css}">{line.known}/{line.of}</td><td class="tot">{told_words(line.oldest, year)}</td>'


@register.simple_tag
def age_rows(page: AgesPage, lens: Lens) -> SafeString:
    """{% age_rows page lens %}: the body; the name of a commune leads to all its cells in the list."""
    dates, year = escape(lens.query), lens.as_of.year
    rows = []
    for commune, line in page.lines:
        href = escape(lens.to(loc=Show.ALL, xa=commune.slug))
        cells = "".join(square(cell, year, dates) for cell in line.cells)
        name = f'<a class="plain" href="{href}#danh-sach">{escape(commune.name)}</a>'
        rows.append(f'<tr><th scope="row">{name}</th>{cells}{sums(line, year)}</tr>')
    return mark_safe("".join(rows))


@register.simple_tag
def age_totals(page: AgesPage, lens: Lens) -> SafeString:
    """{% age_totals page lens %}: under each criterion how many indicators have a figure, and the oldest of them.

    Of how many stands in a second line: "160/160" beside "119/120" would be one number.
    """
    year, columns = lens.as_of.year, page.columns
    known = "".join(f"<td>{column.known}<small>/{column.of}</small></td>" for column in columns)
    oldest = "".join(f"<td>{told_words(column.oldest, year)}</td>" for column in columns)
    whole = page.whole
    return mark_safe(
        f'<tr><th scope="row">Có số liệu</th>{known}<td class="tot">{whole.known}/{whole.of}</td><td></td></tr>'
        f'<tr><th scope="row">Cũ nhất</th>{oldest}<td></td><td class="tot">{told_words(whole.oldest, year)}</td></tr>'
    )
