"""The charts of a form: which of its cells are bars; drawn by Excel itself, so that they follow what is corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.tables.kinds import COUNT, Figure, Kind


@dataclass(frozen=True, slots=True)
class Point:
    """One group of bars: its words, and for each series a formula over the cells of the form, or a plain figure."""

    label: str
    values: Sequence[str | Figure]


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart with the table of its figures; `stacked` bars add up to a whole."""

    title: str
    about: str  # what is counted, in the head of the first column and beside the axis
    series: tuple[str, ...]
    points: tuple[Point, ...]
    kind: Kind = COUNT
    stacked: bool = False
