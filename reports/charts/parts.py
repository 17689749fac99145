"""The small charts: a meter, a bar, a sparkline, and the arithmetic that all charts share."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Exact = Decimal | int | Fraction
LETTER = Fraction(31, 5)  # how wide a letter of the words of a chart is taken to be
LINE, ASCENT = Fraction(9, 4), Fraction(9, 5)  # so many such widths from line to line, and above a line


@dataclass(frozen=True, slots=True)
class Point:
    """What was measured on a day."""

    day: dt.date
    value: Exact


@dataclass(frozen=True, slots=True)
class Scale:
    """Places the figures from `low` to `high` between two ends of the drawing."""

    low: Fraction
    high: Fraction
    start: Fraction
    end: Fraction

    def at(self, figure: Exact) -> Fraction:
        share = (Fraction(figure) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def marks(self, figures: Iterable[Exact]) -> list[str]:
        """Where many figures lie, written: whole numbers throughout, because a page of small charts has hundreds."""
        up, down = (10 * (self.end - self.start) / (self.high - self.low)).as_integer_ratio()
        start, parts = (10 * self.start).as_integer_ratio()
        low, of_low = self.low.as_integer_ratio()
        places = []
        for figure in figures:
            whole, of = figure.as_integer_ratio()
            above, of_above = (whole * of_low - low * of) * up, of * of_low * down
            doubled = 2 * (start * of_above + above * parts)
            unit = parts * of_above
            places.append(written((doubled + unit) // (2 * unit)))
        return places


def scale(figures: Sequence[Exact], start: Exact, end: Exact) -> Scale:
    """A scale just wide enough for the figures; equal figures lie in the middle."""
    low, high = Fraction(min(figures)), Fraction(max(figures))
    if low == high:
        low, high = low - 1, high + 1
    return Scale(low, high, Fraction(start), Fraction(end))


def mark(length: Exact) -> str:
    """A length of the drawing, to a tenth, with the point that SVG wants."""
    return written(round(Fraction(length) * 10))


def written(tenths: int) -> str:
    """Tenths as SVG wants them: "69.9", "7"."""
    whole, rest = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{rest}' if rest else ''}"


def within(share: Exact) -> Fraction:
    """A share drawn in a box: never outside of it."""
    return min(max(Fraction(share), Fraction(0)), Fraction(1))


def told_points(places: Iterable[tuple[str, str, str]], left: int, right: int, letter: Fraction = LETTER) -> SafeString:
    """(x, y, words) → a dot each, with the words that show under the pointer or when the keyboard comes to it."""
    return format_html_join(
        "",
        '<g class="pt"><circle class="reach" cx="{}" cy="{}" r="9"/><circle cx="{}" cy="{}" r="2.5"/>{}</g>',
        ((x, y, x, y, tip(x, Fraction(y) - 9, words, left, right, letter)) for x, y, words in places),
    )


def tip(x: str, y: Exact, words: str, left: int, right: int, letter: Fraction = LETTER) -> SafeString:
    """The words of one figure, above its place and never beyond the edges of the drawing: long ones in lines."""
    lines = wrap(words, int((right - left) / letter))
    middle = inside(Fraction(x), max(lines, key=len), left, right, letter)
    first = max(y - letter * LINE * (len(lines) - 1), letter * ASCENT)
    if len(lines) == 1:
        return format_html('<text class="tip" x="{}" y="{}">{}</text>', middle, mark(first), words)
    return format_html(
        '<text class="tip">{}</text>',
        format_html_join(
            " ",
            '<tspan x="{}" y="{}">{}</tspan>',
            ((middle, mark(first + letter * LINE * at), line) for at, line in enumerate(lines)),
        ),
    )


def inside(place: Fraction, words: str, left: int, right: int, letter: Fraction = LETTER) -> str:
    """Where the middle of some words stands: at their place, or as near as the two ends of the drawing let them."""
    half = len(words) * letter / 2
    return mark(max(min(place, right - half), left + half))


def meter(done: Exact, elapsed: Exact | None = None) -> SafeString:
    """Phần đã làm, with a tick where the time has got to; the words beside it say the same."""
    tick = ""
    if elapsed is not None:
        place = min(within(elapsed) * 100, Fraction("99.2"))
        tick = format_html('<rect class="tick" x="{}" y="0" width=".8" height="8"/>', mark(place))
    return format_html(
        '<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="8"/><rect class="fill" width="{}" height="8"/>{}</svg>',
        mark(within(done) * 100),
        tick,
    )


def bar(part: Exact, whole: Exact) -> SafeString:
    """The size of one gap beside the largest of its list."""
    share = within(Fraction(part) / Fraction(whole)) if whole else Fraction(0)
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8"/></svg>',
        mark(share * 100),
    )


def sparkline(
    points: Sequence[Point], threshold: Exact | None = None, title: str = "Diễn biến", words: str = ""
) -> SafeString:
    """Diễn biến in the space of a word; the dashed line is the required level."""
    if len(points) < 2:
        return format_html('<span class="unit">{}</span>', "-")
    figures = [point.value for point in points] + ([] if threshold is None else [threshold])
    across = scale([point.day.toordinal() for point in points], 2, 70)
    upward = scale(figures, 20, 2)
    days, heights = across.marks(p.day.toordinal() for p in points), upward.marks(p.value for p in points)
    line = ""
    if threshold is not None:
        height = mark(upward.at(threshold))
        line = format_html('<line class="thr" x1="0" y1="{}" x2="72" y2="{}"/>', height, height)
    return format_html(
        '<svg class="spark" viewBox="0 0 72 22" role="img"><title>{}</title><desc>{}</desc>{}'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="2"/></svg>',
        title,
        words,
        line,
        " ".join(map(",".join, zip(days, heights, strict=True))),
        days[-1],
        heights[-1],
    )
