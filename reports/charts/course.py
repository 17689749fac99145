"""A count over time out of a known whole, always from nought to all: one more of nine looks like one of nine."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ntm_portal.vietnamese import day_month
from reports.charts.history import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Frame,
    Line,
    drawn_line,
    edges,
    last_figure,
    round_step,
)
from reports.charts.multiple import Told
from reports.charts.parts import Point, Scale

MOST_DAYS_NAMED = 6
EVEN = (4, 5, 3)  # into how many equal parts a whole is parted by preference
INNER_RIGHT = RIGHT - 16  # half of the newest day's name stands right of its dot
ONE_DAY = dt.timedelta(days=1)


def course(
    known: Sequence[Told], days: Sequence[dt.date], of: int, title: str, words: str, last_label: str
) -> SafeString:
    """The figures from day to day, each day named where its dot stands; empty where nothing was known."""
    if not known:
        return SafeString("")
    frame = _frame(days, of)
    line = Line([Point(moment, figure) for moment, figure, _ in known], told=[told for _, _, told in known])
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" data-points=""><title>{}</title><desc>{}</desc>{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        words,
        edges(frame),
        drawn_line(frame, line),
        last_figure(frame, [line], (), last_label, ceiling=0),
    )


def _frame(days: Sequence[dt.date], of: int) -> Frame:
    levels = levels_of(of)
    first = days[0].toordinal()
    across = Scale(
        Fraction(first), Fraction(max(days[-1].toordinal(), first + 1)), Fraction(LEFT + 12), Fraction(INNER_RIGHT)
    )
    upward = Scale(levels[0], levels[-1], Fraction(BOTTOM), Fraction(TOP))
    return Frame(across, upward, named(days), levels)


def levels_of(of: int) -> list[Fraction]:
    """Nought, counts at one distance, and all of them; a round count too close to all is left out.

    Three to five equal parts where all of them can be parted so: 0, 3, 6, 9.
    """
    whole = max(of, 1)
    even = [whole // parts for parts in EVEN if whole % parts == 0]
    step = Fraction(even[0]) if even else max(round_step(Fraction(whole, 5)), Fraction(1))
    between = [step * at for at in range(whole) if 2 * (whole - step * at) > step]
    return [*between, Fraction(whole)]


def named(days: Sequence[dt.date]) -> list[tuple[dt.date, str]]:
    """At most six days, the newest among them: the end of a month as "6/17", any other day as "25/9"."""
    step = -(-len(days) // MOST_DAYS_NAMED)
    return [(moment, _called(moment)) for moment in days[::-1][::step]][::-1]


def _called(moment: dt.date) -> str:
    return f"{moment.month}/{moment:%y}" if (moment + ONE_DAY).day == 1 else day_month(moment)
