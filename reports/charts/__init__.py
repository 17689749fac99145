"""Charts drawn on the server as SVG: no script, no style attribute, every number placed exactly."""

from reports.charts.history import Line, Threshold, history
from reports.charts.parts import Point, bar, meter, sparkline

__all__ = ["Line", "Point", "Threshold", "bar", "history", "meter", "sparkline"]
