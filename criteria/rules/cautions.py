"""What is odd about a figure but may be true (DOMAIN 10): one kind of object, said in the same words at every door.

A row that cannot be true is refused instead, see checks.py and admission.py.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from criteria.enums import Check, Weight
from criteria.rules.facts import FindingFacts, MovementFacts
from criteria.rules.periods import PeriodFacts
from criteria.rules.proofs import Proof

# Warnings that only a document clears away; all others are cleared at the figure.
AT_EVIDENCE = (Check.EVIDENCE,)
# Warnings that a word of reason answers.
ANSWERED_BY_A_WORD = (Check.JUMP, Check.SAME_PERIODS)


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a disagreement: whose number, the number as printed, on what it rests, and in which row it stands."""

    label: str
    figure: str
    source: str = ""
    on: dt.date | None = None
    number: str = ""
    # The year of whose movement of poor households this side speaks; its page is the way to it.
    movement_of: int | None = None

    def way(self, place: str) -> tuple[str, str] | None:
        """How it is called in a link, and where it leads; None where there is no page to look at."""
        if self.movement_of:
            return f"biến động hộ nghèo {self.movement_of}", movement_path(place, self.movement_of)
        return (self.number, f"/lich-su/{place}/{self.number}/") if self.number else None


def movement_path(place: str, year: int) -> str:
    """The page of the movement of poor households of a place in a year."""
    return f"/bien-dong-ho-ngheo/{place}/?nam={year}"


@dataclass(frozen=True, slots=True)
class Caution:
    """One warning: the check, how much it weighs, the sentence, both sides, and the indicator where it is put right."""

    check: Check
    weight: Weight
    text: str
    number: str
    sides: tuple[Told, ...] = ()

    @property
    def is_heavy(self) -> bool:
        """The cell needs a look of its own."""
        return self.weight == Weight.HIGH

    def address(self, place: str) -> str:
        """Where to put it right, for a place by its word in the address."""
        if self.sides and all(side.movement_of for side in self.sides):
            return movement_path(place, self.sides[0].movement_of)
        room = "minh-chung" if self.check in AT_EVIDENCE else "lich-su"
        return f"/{room}/{place}/{self.number}/"

    def others(self, place: str) -> list[tuple[str, str]]:
        """The other rows the warning speaks of, each with the way to it."""
        found = (side.way(place) for side in self.sides if side.movement_of or side.number != self.number)
        return list(dict.fromkeys(way for way in found if way))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side says of a cell, and what is known around it.

    `before` is what it said earlier, `earlier` what it had said a period before that; `explained` says that a word
    goes with the figure; `proof` is None where documents can only follow, `period` where the day is asked of no period;
    `movements` are those of its year, in the order of their days.
    """

    own: FindingFacts
    before: FindingFacts | None = None
    earlier: FindingFacts | None = None
    verified: FindingFacts | None = None
    explained: bool = False
    proof: Proof | None = None
    period: PeriodFacts | None = None
    movements: Sequence[MovementFacts] = ()


def ways(found: Iterable[Caution], place: str) -> list[tuple[str, str]]:
    """The other rows that some warnings speak of, each once, with the way to it."""
    return list(dict.fromkeys(way for caution in found for way in caution.others(place)))


def left_by_a_word(found: Iterable[Caution]) -> list[Caution]:
    """What stays odd about a figure once somebody says why."""
    return [caution for caution in found if caution.check not in ANSWERED_BY_A_WORD]


def is_heavy(found: Iterable[Caution]) -> bool:
    """Whether the cell needs a look of its own before it is confirmed."""
    return any(caution.is_heavy for caution in found)


def heaviest_first(found: Iterable[Caution]) -> list[Caution]:
    """The order in which a person reads them."""
    return sorted(found, key=lambda caution: -caution.weight)
