"""Charts drawn on the server as SVG: no script, no style attribute, every number placed exactly."""

from reports.charts.course import course
from reports.charts.history import Expected, Line, Threshold, history
from reports.charts.multiple import multiple
from reports.charts.parts import Point, bar, meter, sparkline
from reports.charts.spread import Spot, spread

__all__ = [
    "Expected",
    "Line",
    "Point",
    "Spot",
    "Threshold",
    "bar",
    "course",
    "history",
    "meter",
    "multiple",
    "sparkline",
    "spread",
]
