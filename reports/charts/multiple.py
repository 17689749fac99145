"""Small charts of one kind on a common scale, so that they may be compared with each other at a glance."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ntm_portal.vietnamese import number
from reports.charts.parts import Scale, mark, told_points

# The day, the figure, and both in words.
Told = tuple[dt.date, Fraction, str]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 168, 64, 6, 144, 14, 56


def multiple(known: Sequence[Told], days: Sequence[dt.date], of: int, title: str, words: str) -> SafeString:
    """How many of so many, from day to day: days and scale, nought to all, are the same in every chart of a page."""
    if not known:
        return format_html('<p class="note">{}</p>', "chưa có số liệu")
    first = days[0].toordinal()
    across = Scale(Fraction(first), Fraction(max(days[-1].toordinal(), first + 1)), Fraction(LEFT), Fraction(RIGHT))
    upward = Scale(Fraction(0), Fraction(max(of, 1)), Fraction(BOTTOM), Fraction(TOP))
    places = [(mark(across.at(moment.toordinal())), mark(upward.at(figure)), words) for moment, figure, words in known]
    return format_html(
        '<svg class="chart multiple" viewBox="0 0 {} {}" role="img" data-points="">'
        "<title>{}</title><desc>{}</desc>"
        '<g class="axis"><line x1="{}" y1="{}" x2="{}" y2="{}"/><line x1="{}" y1="{}" x2="{}" y2="{}"/></g>'
        '<g class="series"><polyline points="{}"/>{}</g><text class="last" x="{}" y="{}">{}</text></svg>',
        WIDTH, HEIGHT, title, words,
        LEFT, TOP, RIGHT, TOP, LEFT, BOTTOM, RIGHT, BOTTOM,
        format_html_join(" ", "{},{}", ((x, y) for x, y, _ in places)),
        told_points(places, 0, WIDTH),
        RIGHT + 5, mark(Fraction(places[-1][1]) + 4), number(known[-1][1], 0),
    )  # fmt: skip
