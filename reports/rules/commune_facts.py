"""What the report of one commune is told: criteria and indicators as its own tables print them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.rules.periodic_facts import DueFacts, Falls, Heading, Led, MoneyFacts, NextFacts, Overdue
from reports.rules.phrases import Named


@dataclass(frozen=True, slots=True)
class Met:
    """How many criteria the commune meets on both days, of how many; which were gained; how the rest stand."""

    met: int
    required: int
    exempt: int
    met_before: int
    gained: Sequence[tuple[int, str]]
    others: Sequence[tuple[str, int]]
    recognised: int | None  # as of which year
    is_told: bool = True  # something was judged by the day; by the compared day
    was_told: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """One group of criteria: number, name and verdict in words of each, and whether it is met."""

    code: str
    name: str
    criteria: Sequence[tuple[int, str, str, bool]]


@dataclass(frozen=True, slots=True)
class Failing:
    """A criterion that is not met: its verdict in words, and its indicators as "15.1 … 83,77% (yêu cầu ≥ 85%)…"."""

    number: int
    name: str
    verdict: str
    indicators: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sent:
    """Biểu 15 for one commune: the period, and how its sheet was sent."""

    period: str
    words: str


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """Everything; a piece that the kind of report leaves out is None."""

    heading: Heading
    place: Named
    label: str
    met: Met
    failing: Sequence[Failing]
    led: Led
    plans: Sequence[str]
    dues: Sequence[tuple[DueFacts, str]] = ()  # each with its verdict in words
    dues_title: str = ""
    groups: Sequence[Group] = ()
    money: MoneyFacts | None = None
    falls: Falls | None = None
    at_risk: bool = False
    sent: Sent | None = None
    overdue: Overdue | None = None
    coming: NextFacts | None = None
