"""Words of the reports."""

from enum import Enum


class Family(Enum):
    """The two families of official documents: of state bodies, and of the Party."""

    STATE = "state"
    PARTY = "party"


class PageNumber(Enum):
    """Where pages after the first carry their number."""

    TOP_CENTRE = "top centre"
    BOTTOM_RIGHT = "bottom right"
