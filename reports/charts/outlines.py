"""The outlines of places as one drawing: a sketch by the office's own file, never a map of boundaries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, EDGE = 640, 8
Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Area:
    """One place: its GeoJSON geometry, its short name, what it shows, where it leads, and the class that colours it."""

    geometry: Mapping
    name: str
    shown: str
    words: str
    href: str
    css: str


def outlines(areas: Sequence[Area], title: str) -> SafeString:
    """Every place a link, with its name and figure written on it; empty without any outline."""
    rings = [list(rings_of(area.geometry)) for area in areas]
    points = [point for of_area in rings for ring in of_area for point in ring]
    if not points:
        return SafeString("")
    place = Projection.around(points)
    drawn = [_drawn(area, of_area, place) for area, of_area in zip(areas, rings, strict=True) if of_area]
    return format_html(
        '<svg class="outlines" viewBox="0 0 {} {}" role="group" aria-label="{}"><desc>{}</desc>{}{}</svg>',
        WIDTH,
        place.height,
        title,
        f"{len(drawn)} đơn vị, mỗi hình ghi tên và kết quả, dẫn đến trang của đơn vị",
        format_html_join(
            "",
            '<a class="{}" href="{}" aria-label="{}"><title>{}</title><path d="{}"/></a>',
            ((area.css, area.href, area.words, area.words, path) for area, path, _, _ in drawn),
        ),
        # Names lie over all places, so that no neighbour cuts them.
        format_html_join(
            "",
            '<text class="{}" x="{}" y="{}" aria-hidden="true"><tspan class="name">{}</tspan>'
            '<tspan class="shown" x="{}" dy="14">{}</tspan></text>',
            ((area.css, x, y, area.name, x, area.shown) for area, _, x, y in drawn),
        ),
    )


def rings_of(geometry: Mapping) -> Iterator[Ring]:
    """The outer and inner lines of a polygon or of several."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(point[0], point[1]) for point in ring]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to the drawing: as wide as it may be, north above, as tall as the true shape asks."""

    west: float
    north: float
    east_scale: float
    north_scale: float
    height: int

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> "Projection":
        """Around all points; a degree to the east is shorter than one to the north, by the cosine of the latitude."""
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        scale = (WIDTH - 2 * EDGE) / max(east - west, 1e-9)
        upward = scale / cos(radians((south + north) / 2))
        return cls(west, north, scale, upward, round((north - south) * upward) + 2 * EDGE)

    def at(self, point: tuple[float, float]) -> tuple[str, str]:
        across, down = (point[0] - self.west) * self.east_scale, (self.north - point[1]) * self.north_scale
        return f"{EDGE + across:.1f}", f"{EDGE + down:.1f}"


def _drawn(area: Area, rings: Sequence[Ring], place: Projection) -> tuple[Area, str, str, str]:
    """The area, its line, and where its name stands."""
    path = "".join(f"M{'L'.join(' '.join(place.at(point)) for point in ring[:-1])}Z" for ring in rings)
    return (area, path, *place.at(middle(max(rings, key=lambda ring: abs(surface(ring))))))


def surface(ring: Ring) -> float:
    """Twice the signed surface inside a closed line."""
    return sum(x * b - a * y for (x, y), (a, b) in pairwise(ring))


def middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of a closed line; of one that encloses nothing its first point."""
    whole = surface(ring)
    if not whole:
        return ring[0]
    pairs = [(x, y, a, b, x * b - a * y) for (x, y), (a, b) in pairwise(ring)]
    return (
        sum((x + a) * part for x, _, a, _, part in pairs) / (3 * whole),
        sum((y + b) * part for _, y, _, b, part in pairs) / (3 * whole),
    )
