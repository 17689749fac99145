"""All communes on one line, with the required level: who is behind, by how much, and how close the others are."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.charts.parts import Exact, mark, scale, side

WIDTH, HEIGHT, LEFT, RIGHT, LINE = 372, 64, 12, 360, 34
RADIUS, STEP, MOST_STACKED = 4, 7, 3
CLOSE = Fraction(6)
ROOM = 48  # so many letters of the two ends have room on one line
LOWER = 12  # how far below it the second end goes
TIP = 10  # where the words of a commune stand, above all circles


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
        '<svg class="spread" viewBox="0 0 {} {}" role="img" data-points=""><title>{}</title>'
        '<line class="axis" x1="{}" y1="{}" x2="{}" y2="{}"/>{}{}{}</svg>',
        WIDTH,
        HEIGHT + lower,
        title,
        LEFT,
        LINE,
        RIGHT,
        LINE,
        "" if threshold is None else _threshold(across.at(threshold), threshold_words),
        format_html_join(
            "",
            '<g class="pt"><circle class="reach" cx="{}" cy="{}" r="5"/><circle class="{}" cx="{}" cy="{}" r="4"/>'
            '<text class="tip" x="{}" y="{}" text-anchor="{}">{}: {}</text></g>',
            (
                (mark(x), mark(y), spot.css, mark(x), mark(y), mark(x), TIP, side(x, RIGHT), spot.name, spot.words)
                for spot, (x, y) in zip(ordered, places, strict=True)
            ),
        ),
        _ends(first, last, lower) if first.value != last.value else _all_alike(places[0][0], len(spots), first),
    )


def stacked(places: Sequence[Fraction]) -> list[tuple[Fraction, Fraction]]:
    """Where the circles go: those that would cover each other are lifted, three high at most."""
    found: list[tuple[Fraction, Fraction]] = []
    height = 0
    for at, place in enumerate(places):
        covered = at > 0 and place - places[at - 1] < CLOSE
        height = (height + 1) % MOST_STACKED if covered else 0
        found.append((place, Fraction(LINE - height * STEP)))
    return found


def _threshold(place: Fraction, words: str) -> SafeString:
    anchor = "start" if place < 60 else "end" if place > RIGHT - 60 else "middle"
    return format_html(
        '<line class="thr" x1="{}" y1="14" x2="{}" y2="42"/>'
        '<text class="thr-word" x="{}" y="10" text-anchor="{}">{}</text>',
        mark(place),
        mark(place),
        mark(place),
        anchor,
        words,
    )


def end_words(spot: Spot) -> str:
    """ "Xuân Kiên 42,3"."""
    return f"{spot.name} {spot.words}"


def _ends(first: Spot, last: Spot, lower: int) -> SafeString:
    """The lowest and the highest result, named; long names one below the other."""
    return format_html(
        '<text x="{}" y="58">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        LEFT,
        end_words(first),
        RIGHT,
        58 + lower,
        end_words(last),
    )


def _all_alike(place: Fraction, units: int, one: Spot) -> SafeString:
    """Under circles that cover each other: how many they are, and the one result of all."""
    return format_html(
        '<text x="{}" y="58" text-anchor="middle">cả {} đơn vị: {}</text>', mark(place), units, one.words
    )
