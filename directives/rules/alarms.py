"""How far a place is from losing its recognition under a later rule, shown as a reference only (DOMAIN, section 12)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.enums import SourceStatus


@dataclass(frozen=True, slots=True)
class AlarmLevel:
    """One level: from what share of the criteria asked on, and whether a key criterion must be among them."""

    code: str
    words: str
    share: Fraction
    needs_key: bool


@dataclass(frozen=True, slots=True)
class KeyCriterion:
    """A criterion that weighs more than the others in the count, and how sure we are that it does."""

    number: int
    name: str
    source_status: SourceStatus


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """The levels of one decision, the gravest first, with what they rest on."""

    decision: str
    year: int
    source: str
    source_status: SourceStatus
    levels: tuple[AlarmLevel, ...]
    key_criteria: tuple[KeyCriterion, ...]
    district_share: Fraction

    @property
    def key_numbers(self) -> frozenset[int]:
        """The numbers of the key criteria in the set of the communes."""
        return frozenset(criterion.number for criterion in self.key_criteria)


def alarm_of(failing: Collection[int], asked: int, rule: AlarmRule) -> AlarmLevel | None:
    """The gravest level a commune reaches by the criteria it fails, out of those asked of it."""
    has_key = not rule.key_numbers.isdisjoint(failing)
    return next(
        (
            level
            for level in rule.levels
            if failing and 100 * len(failing) >= level.share * asked and (has_key or not level.needs_key)
        ),
        None,
    )


def district_alarm(reached: Sequence[object], recognised: int, rule: AlarmRule) -> bool:
    """Whether so many of the recognised communes reach a level that the district itself is in question."""
    return recognised > 0 and 100 * len(reached) >= rule.district_share * recognised
