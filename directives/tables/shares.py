"""What one place adds to the progress of a task, and how far a place has come with what is measured."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from directives.enums import DeadlineState
from directives.rules.deadlines import Deadline

KEPT_SHARES = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """One place under one task: where it stands, how much was done, and the day that counts.

    Compared by identity, which costs nothing: as long as it is remembered, equal shares are one object.
    """

    deadline: Deadline
    quantity: int
    due_on: dt.date | None

    @property
    def is_asked(self) -> bool:
        """Whether the place counts at all."""
        return self.deadline.state != DeadlineState.NOT_ASKED


@lru_cache(maxsize=KEPT_SHARES)
def share_of(deadline: Deadline, quantity: int, due_on: dt.date | None) -> Share:
    """The share with these values."""
    return Share(deadline, quantity, due_on)


@dataclass(frozen=True, slots=True)
class Measured:
    """Of so many measured tasks of a place, how many are done, and how many of the same were on another day."""

    asked: int
    done: int
    was: int

    @property
    def is_complete(self) -> bool:
        """Everything is done."""
        return self.done == self.asked

    @property
    def was_complete(self) -> bool:
        """Everything was done on the other day."""
        return self.was == self.asked
