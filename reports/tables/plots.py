"""The charts of a form: which of its cells are drawn; by Excel itself, so that they follow what is corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.tables.kinds import COUNT, Figure, Kind


@dataclass(frozen=True, slots=True)
class Point:
    """One group of bars or one place of a line: its words, and for each series a formula over the cells of the form, a
    plain figure, or None where nothing is known."""

    label: str
    values: Sequence[str | Figure | None]


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart with the table of its figures; `stacked` bars add up to a whole, a `line` runs from day to day,
    `dots` stand alone, one for each place, and a second series is the level required of them, drawn across.

    `of` is the whole that is counted from: the scale then ends there, as it always begins at nought.
    """

    title: str
    about: str  # what is counted, in the head of the first column and beside the axis
    series: tuple[str, ...]
    points: tuple[Point, ...]
    kind: Kind = COUNT
    stacked: bool = False
    line: bool = False
    dots: bool = False
    of: int = 0
