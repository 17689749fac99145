"""All communes on one line, with the required level: who is behind, by how much, and how close the others are."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ntm_portal.vietnamese import lower_first
from reports.charts.parts import Exact, inside, mark, scale, tip

WIDTH, HEIGHT, LEFT, RIGHT, LINE = 372, 78, 12, 360, 48
RADIUS, STEP, MOST_STACKED = 4, 7, 3
CLOSE = Fraction(6)
ROOM = 48  # so many letters of the two ends have room on one line
LOWER = 12  # how far below it the second end goes
TIP = 24  # where the words of a commune stand, above all circles and below those of the required level
ENDS = 72  # where the two ends are named


@dataclass(frozen=True, slots=True)
class Spot:
    """One commune: its figure, the words of it, and the class that colours it."""

    name: str
    value: Exact
    words: str
    css: str


def spread(spots: Sequence[Spot], threshold: Exact | None, title: str, threshold_words: str = "") -> SafeString:
    """The results on a line; empty with fewer than two of them."""
    if len(spots) < 2:
        return SafeString("")
    figures = [spot.value for spot in spots] + ([] if threshold is None else [threshold])
    across = scale(figures, LEFT, RIGHT)
    ordered = sorted(spots, key=lambda spot: Fraction(spot.value))
    first, last = ordered[0], ordered[-1]
    lower = LOWER if len("".join(end_words(spot) for spot in (first, last))) > ROOM else 0
    places = stacked([across.at(spot.value) for spot in ordered])
    return format_html(
        '<svg class="spread" viewBox="0 0 {} {}" role="img" data-points=""><title>{}</title><desc>{}</desc>'
        '<line class="axis" x1="{}" y1="{}" x2="{}" y2="{}"/>{}{}{}</svg>',
        WIDTH,
        HEIGHT + lower,
        title,
        told(first, last, len(spots), threshold_words),
        LEFT,
        LINE,
        RIGHT,
        LINE,
        "" if threshold is None else _threshold(across.at(threshold), threshold_words),
        format_html_join(
            "",
            '<g class="pt"><circle class="reach" cx="{}" cy="{}" r="5"/>'
            '<circle class="{}" cx="{}" cy="{}" r="4"/>{}</g>',
            (
                (x, y, spot.css, x, y, tip(x, TIP, f"{spot.name}: {spot.words}", LEFT, RIGHT))
                for spot, (x, y) in zip(ordered, places, strict=True)
            ),
        ),
        _ends(first, last, lower) if first.value != last.value else _all_alike(places[0][0], len(spots), first),
    )


def told(first: Spot, last: Spot, units: int, threshold_words: str) -> str:
    """ "Từ Xuân Thủy 80,25% đến Xuân Phong 90,92%; yêu cầu ≥ 85%"."""
    ends = f"Từ {end_words(first)} đến {end_words(last)}" if first.value != last.value else all_words(units, first)
    return f"{ends}; yêu cầu {lower_first(threshold_words)}" if threshold_words else ends


def all_words(units: int, one: Spot) -> str:
    """ "Cả 20 đơn vị: 100%"."""
    return f"Cả {units} đơn vị: {one.words}"


def stacked(places: Sequence[Fraction]) -> list[tuple[str, str]]:
    """Where the circles go: those that would cover each other are lifted, three high at most."""
    found: list[tuple[str, str]] = []
    height = 0
    for at, place in enumerate(places):
        covered = at > 0 and place - places[at - 1] < CLOSE
        height = (height + 1) % MOST_STACKED if covered else 0
        found.append((mark(place), mark(LINE - height * STEP)))
    return found


def _threshold(place: Fraction, words: str) -> SafeString:
    return format_html(
        '<line class="thr" x1="{}" y1="14" x2="{}" y2="56"/>'
        '<text class="thr-word" x="{}" y="10" text-anchor="middle">{}</text>',
        mark(place),
        mark(place),
        inside(place, words, LEFT, RIGHT),
        words,
    )


def end_words(spot: Spot) -> str:
    """ "Xuân Kiên 42,3"."""
    return f"{spot.name} {spot.words}"


def _ends(first: Spot, last: Spot, lower: int) -> SafeString:
    """The lowest and the highest result, named; long names one below the other."""
    return format_html(
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        LEFT,
        ENDS,
        end_words(first),
        RIGHT,
        ENDS + lower,
        end_words(last),
    )


def _all_alike(place: str, units: int, one: Spot) -> SafeString:
    """Under circles that cover each other: how many they are, and the one result of all."""
    words = lower_first(all_words(units, one))
    return format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', place, ENDS, words)
