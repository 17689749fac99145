"""The one status reader: every screen, form, deadline and table asks here what holds on a day (docs/decisions/0002)."""

from criteria.models.settings import settings_at
from criteria.status.cells import (
    EMPTY_CELL,
    Cell,
    Cells,
    count_met,
    current_set,
    place_of,
    read_cells,
    read_cells_on,
    read_criteria,
    read_criteria_on,
    read_place_on,
    recognised_on,
)
from criteria.status.events import Event, events_of, events_on, events_until
from criteria.status.falls import Cause, Fall, falls_between, lost_between
from criteria.status.indicators import (
    IndicatorStatus,
    Judging,
    Statuses,
    read_indicators,
    read_indicators_on,
    read_judging,
)
from criteria.status.runs import Run, read_runs
from criteria.status.windows import Window, read_windows

__all__ = [
    "EMPTY_CELL",
    "Cause",
    "Cell",
    "Cells",
    "Event",
    "Fall",
    "IndicatorStatus",
    "Judging",
    "Run",
    "Statuses",
    "Window",
    "count_met",
    "current_set",
    "events_of",
    "events_on",
    "events_until",
    "falls_between",
    "lost_between",
    "place_of",
    "read_cells",
    "read_cells_on",
    "read_criteria",
    "read_criteria_on",
    "read_indicators",
    "read_indicators_on",
    "read_judging",
    "read_place_on",
    "read_runs",
    "read_windows",
    "recognised_on",
    "settings_at",
]
