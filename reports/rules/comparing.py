"""One figure beside others: the middle of a district, the rank, and which of two is better."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.enums import Direction
from criteria.rules.facts import IndicatorFacts
from criteria.rules.verdicts import is_share
from ntm_portal.vietnamese import number, rounded


@dataclass(frozen=True, slots=True)
class Lead:
    """How one figure stands to another, in words, and whether it is better (1), worse (-1) or neither."""

    words: str
    side: int = 0


def median(figures: Collection[Fraction]) -> Fraction | None:
    """The figure in the middle (trung vị); of an even number of figures half way between the two in the middle."""
    ordered = sorted(figures)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def is_better(figure: Fraction, other: Fraction, direction: Direction) -> bool:
    """More is better, except where the level is an upper one (hộ nghèo, thấp còi)."""
    return figure < other if direction == Direction.AT_MOST else figure > other


def rank(figure: Fraction, figures: Sequence[Fraction], direction: Direction) -> int:
    """1 for the best; equal figures share a rank."""
    return 1 + sum(is_better(other, figure, direction) for other in figures)


def lead(figure: Fraction | None, other: Fraction | None, indicator: IndicatorFacts) -> Lead:
    """ "cao hơn 2,10 điểm %, tốt hơn"; nothing where one of the two is unknown."""
    if figure is None or other is None:
        return Lead("")
    if figure == other:
        return Lead("bằng nhau")
    share = is_share(indicator)
    unit = "điểm %" if share else indicator.unit_of_measure
    apart = abs(rounded(figure, 2) - rounded(other, 2))  # of the figures as they stand beside it
    if not apart:
        return Lead(f"gần bằng nhau, lệch dưới 0,01 {unit}".rstrip())
    better = is_better(figure, other, indicator.direction)
    words = f"{'cao' if figure > other else 'thấp'} hơn {number(apart, 2 if share else None)} {unit}".rstrip()
    return Lead(f"{words}, {'tốt hơn' if better else 'kém hơn'}", 1 if better else -1)
