"""The history of one figure: a line over time, the required level, the deadline."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ntm_portal.vietnamese import day, day_month, number
from reports.charts.parts import Exact, Point, Scale, mark, tip, told_points

WIDTH, HEIGHT = 372, 178
LEFT, RIGHT, TOP, BOTTOM = 40, 366, 20, 150
MOST_MONTHS_SHOWN = 6
# The newest figure in words takes so much room.
LABEL_WIDTH, LABEL_HEIGHT = 46, 11
LARGE = Fraction(31, 4)  # how wide a letter of its words may be: in the narrow panel they are drawn larger
STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one side: the district's are drawn full, the place's own claim dashed and hollow.

    `told` says each figure in words; without it the day and the figure are said.
    """

    points: Sequence[Point]
    by_self: bool = False
    told: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """A required level and the days it holds."""

    value: Exact
    valid_from: dt.date
    valid_to: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a plan expects of the figure by a day; a day without a figure stands on the lower edge."""

    day: dt.date
    value: Exact | None
    words: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and figures lie in the drawing, and which of them are named on its edges."""

    across: Scale
    upward: Scale
    named: Sequence[tuple[dt.date, str]]
    levels: Sequence[Fraction]

    def x(self, day: dt.date) -> str:
        """Days outside the drawing stay on its edge."""
        ordinal = min(max(Fraction(day.toordinal()), self.across.low), self.across.high)
        return mark(self.across.at(ordinal))

    def y(self, figure: Exact) -> str:
        return mark(self.upward.at(figure))


def history(
    lines: Sequence[Line],
    *,
    title: str,
    words: str,
    thresholds: Sequence[Threshold] = (),
    deadline: dt.date | None = None,
    last_label: str = "",
    expected: Sequence[Expected] = (),
) -> SafeString:
    """Diễn biến of a figure with its threshold, its deadline and what is planned; empty where nothing was measured.

    Its scale holds the figures closely, so that a step of a point is seen; where it leaves out the nought it says so.
    """
    points = [point for line in lines for point in line.points]
    if not points:
        return SafeString("")
    frame = _frame([*points, *expected], thresholds, deadline)
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" data-points=""><title>{}</title><desc>{}</desc>'
        "{}{}{}{}{}{}{}</svg>",
        WIDTH,
        HEIGHT,
        title,
        words,
        edges(frame),
        _cut(frame, deadline),
        format_html_join("", "{}", ((_threshold(frame, threshold),) for threshold in thresholds)),
        _deadline(frame, deadline) if deadline else "",
        _planned(frame, expected) if expected else "",
        format_html_join("", "{}", ((drawn_line(frame, line),) for line in lines if line.points)),
        last_figure(frame, lines, thresholds, last_label, ceiling=TOP - 4 if deadline else 0),
    )


def _frame(points: Sequence[Point | Expected], thresholds: Sequence[Threshold], deadline: dt.date | None) -> Frame:
    days = [point.day for point in points] + ([deadline] if deadline else [])
    first = min(days).replace(day=1)
    months = _months(first, max(days))
    end = max(max(days), _next_month(months[-1]) - dt.timedelta(days=1))
    shown = [t for t in thresholds if t.valid_from <= end and t.valid_to >= first]
    figures = [Fraction(p.value) for p in points if p.value is not None]
    levels = _levels(figures + [Fraction(t.value) for t in shown])
    across = Scale(Fraction(first.toordinal()), Fraction(end.toordinal()), Fraction(LEFT), Fraction(RIGHT))
    upward = Scale(levels[0], levels[-1], Fraction(BOTTOM), Fraction(TOP))
    return Frame(across, upward, [(month, f"{month.month}/{month:%y}") for month in months], levels)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of the months to name: every one, or every second, third …, at most six."""
    months = [first]
    while _next_month(months[-1]) <= last:
        months.append(_next_month(months[-1]))
    return months[:: -(-len(months) // MOST_MONTHS_SHOWN)]


def _levels(figures: Sequence[Fraction]) -> list[Fraction]:
    """Round figures that enclose all others, three to six of them."""
    low, high = min(figures), max(figures)
    if low == high:
        low, high = low - 1, high + 1
    step = round_step((high - low) / 4)
    start = low // step * step
    levels = [start]
    while levels[-1] < high:
        levels.append(levels[-1] + step)
    return levels


def round_step(least: Fraction) -> Fraction:
    """The next 1, 2 or 5 with zeros."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * step for step in STEPS if power * step >= least)


def _places(levels: Sequence[Fraction]) -> int:
    """As many decimals as the named figures need."""
    return next(places for places in range(9) if all((level * 10**places).denominator == 1 for level in levels))


def edges(frame: Frame) -> SafeString:
    """The levels with their figures on the left, the days below."""
    places = _places(frame.levels)
    across = ((frame.y(level), frame.y(level), number(level, places)) for level in frame.levels)
    along = ((frame.x(moment), words) for moment, words in frame.named)
    return format_html(
        '<g class="axis">{}{}</g>',
        format_html_join(
            "",
            '<line x1="40" y1="{}" x2="366" y2="{}"/><text x="34" y="{}" dy="4" text-anchor="end">{}</text>',
            ((y1, y2, y1, words) for y1, y2, words in across),
        ),
        format_html_join("", '<text x="{}" y="168" text-anchor="middle">{}</text>', along),
    )


def _cut(frame: Frame, deadline: dt.date | None) -> SafeString:
    """Says in words that the scale does not begin at nought: above the drawing, on the side away from the deadline."""
    lowest = frame.levels[0]
    if not lowest:
        return SafeString("")
    away = deadline is not None and 2 * Fraction(frame.x(deadline)) < LEFT + RIGHT
    x, anchor = (RIGHT, "end") if away else (LEFT, "start")
    words = number(lowest, _places(frame.levels))
    return format_html('<text class="cut" x="{}" y="12" text-anchor="{}">Trục bắt đầu từ {}</text>', x, anchor, words)


def _threshold(frame: Frame, threshold: Threshold) -> SafeString:
    start, end = frame.x(threshold.valid_from), frame.x(threshold.valid_to)
    if start == end:
        return SafeString("")
    height = frame.upward.at(threshold.value)
    words_at = height - 6 if height > TOP + 14 else height + 14
    return format_html(
        '<line class="thr" x1="{}" y1="{}" x2="{}" y2="{}"/><text class="thr-word" x="{}" y="{}">{}</text>',
        start,
        mark(height),
        end,
        mark(height),
        mark(Fraction(start) + 4),
        mark(words_at),
        threshold.words,
    )


def _deadline(frame: Frame, deadline: dt.date) -> SafeString:
    place = frame.x(deadline)
    anchor = "end" if Fraction(place) > RIGHT - 30 else "middle"
    return format_html(
        '<g class="due-line"><line x1="{}" y1="16" x2="{}" y2="150"/>'
        '<text x="{}" y="12" text-anchor="{}">Hạn {}</text></g>',
        place,
        place,
        place,
        anchor,
        day_month(deadline),
    )


def _planned(frame: Frame, expected: Sequence[Expected]) -> SafeString:
    """A hollow diamond for each day of the plan, read like a figure."""
    edge = mark(Fraction(BOTTOM))
    places = [(frame.x(one.day), edge if one.value is None else frame.y(one.value), one.words) for one in expected]
    return format_html(
        '<g class="planned"><polyline points="{}"/>{}</g>',
        format_html_join(" ", "{},{}", ((x, y) for x, y, _ in places if y != edge)),
        format_html_join(
            "",
            '<g class="pt"><circle class="reach" cx="{}" cy="{}" r="9"/>'
            '<path d="M{} {}m0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>{}</g>',
            ((x, y, x, y, tip(x, Fraction(y) - 9, words, LEFT, RIGHT, LARGE)) for x, y, words in places),
        ),
    )


def drawn_line(frame: Frame, line: Line) -> SafeString:
    """One side of the history, a dot for each of its figures."""
    told = line.told or [_told(point, line.by_self) for point in line.points]
    places = [(frame.x(point.day), frame.y(point.value), words) for point, words in zip(line.points, told, strict=True)]
    return format_html(
        '<g class="{}"><polyline points="{}"/>{}</g>',
        "series by-self" if line.by_self else "series",
        format_html_join(" ", "{},{}", ((x, y) for x, y, _ in places)),
        told_points(places, LEFT, RIGHT, LARGE),
    )


def _told(point: Point, by_self: bool) -> str:
    """ "22/9/2017: 83,17, tự đánh giá"."""
    exact = Fraction(point.value)
    words = f"{day(point.day)}: {number(exact, 0 if exact.denominator == 1 else 2)}"
    return f"{words}, tự đánh giá" if by_self else words


def last_figure(
    frame: Frame, lines: Sequence[Line], thresholds: Sequence[Threshold], words: str, *, ceiling: int
) -> SafeString:
    """The newest figure, written beside its point where neither a figure nor a required level is drawn.

    `ceiling`: how high it may stand; the day of a deadline is written along the upper edge.
    """
    last = max((point for line in lines for point in line.points), key=lambda point: point.day)
    x = Fraction(frame.x(last.day))
    if x < RIGHT - LABEL_WIDTH - 10:
        at, y, anchor = x + 8, frame.upward.at(last.value) + 4, "start"
    else:
        drawn = [height for line in lines for height in _heights(frame, line.points, x - LABEL_WIDTH - 8)]
        levels = [frame.upward.at(threshold.value) for threshold in thresholds]
        at, y, anchor = x - 4, _free_line(drawn, levels, ceiling), "end"
    return format_html('<text class="last" x="{}" y="{}" text-anchor="{}">{}</text>', mark(at), mark(y), anchor, words)


def _heights(frame: Frame, points: Sequence[Point], left: Fraction) -> Iterator[Fraction]:
    """Where a line runs to the right of a place, the place itself included."""
    places = [(Fraction(frame.x(point.day)), frame.upward.at(point.value)) for point in points]
    yield from (height for x, height in places if x >= left)
    for (x, height), (next_x, next_height) in pairwise(places):
        if x < left <= next_x:
            yield height + (next_height - height) * (left - x) / (next_x - x)


def _free_line(drawn: Sequence[Fraction], levels: Sequence[Fraction], ceiling: int) -> Fraction:
    """The base of a label above the lines, or below them where a required level or the edge is in the way above."""
    above, below = min(drawn) - 6, max(drawn) + LABEL_HEIGHT + 4
    top = above - LABEL_HEIGHT
    crossed = any(top - 2 <= level <= above + 2 for level in levels)
    return below if (crossed or top < ceiling) and below <= BOTTOM else above
