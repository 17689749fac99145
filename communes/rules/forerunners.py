"""Whose word stands for a unit that came of others until it tells for itself (docs/decisions/0051)."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Forerunner:
    """A unit that has ended, and the first day on which another one goes on for it."""

    unit_id: int
    name: str
    went_on: dt.date


CameFrom = Mapping[int, Sequence[Forerunner]]


@dataclass(frozen=True, slots=True)
class Voices:
    """What is told for a unit: its `own` word, and those of the forerunners it does not speak for yet.

    `names` are the forerunners that told something, `silent` those that told nothing.
    """

    own: object = None
    others: tuple = ()
    names: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple:
        """Every word that counts, the unit's own first."""
        return (self.own, *self.others) if self.own else self.others


def voices_of(
    unit_id: int, told: Mapping[int, Told], day_of: Callable[[Told], dt.date], came_from: CameFrom, as_of: dt.date
) -> Voices:
    """A unit's own word holds for its forerunners too, from the day it went on for them; until then theirs does."""
    own = told.get(unit_id)
    others, names, silent = [], [], []
    for before in came_from.get(unit_id, ()):
        if before.went_on > as_of or (own and day_of(own) >= before.went_on):
            continue
        theirs = voices_of(before.unit_id, told, day_of, came_from, as_of)
        others += theirs.parts
        (names if theirs.parts else silent).append(before.name)
        silent += theirs.silent
    return Voices(own, tuple(others), tuple(names), tuple(silent))


def with_forerunners(unit_ids: Collection[int], came_from: CameFrom) -> set[int]:
    """The units, and all they came of."""
    found, new = set(unit_ids), set(unit_ids)
    while new:
        new = {before.unit_id for pk in new for before in came_from.get(pk, ())} - found
        found |= new
    return found
