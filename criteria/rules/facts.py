"""What the rules are told: frozen facts read from the rulebook and the findings."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from criteria.enums import Direction, Poverty, Scope, SourceStatus, Stage, Total, ValueKind, Verdict


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What a rule must know of an indicator, or of one part of an indicator with two thresholds."""

    id: int
    criterion_id: int
    number: str
    kind: ValueKind
    direction: Direction
    keeps_ratio: bool
    counted: str = ""
    whole: bool = True
    na_allowed: bool = False
    part_of_id: int | None = None
    unit_of_measure: str = ""
    # What its denominator is, where several indicators must name the same number.
    total: Total | None = None
    # Which households its numerator counts, where their movement over the year ends at the same number.
    poverty: Poverty | None = None


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """One row of required level. A row without value only withdraws the row it corrects."""

    id: int
    indicator_id: int
    scope: Scope
    scope_code: str
    year_from: int
    year_to: int | None
    value: Decimal | None
    corrects_id: int | None = None
    # How sure the portal is of the value: pages print it beside the level, no verdict depends on it.
    source_status: SourceStatus | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a target is looked up: codes of the province, NTM region and commune group."""

    province_code: str = ""
    region: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """One dated finding, as far as a rule may know it."""

    id: int
    stage: Stage
    assessed_on: dt.date
    recorded_at: dt.datetime
    figure_year: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    declared: Verdict | None = None
    finish_by: dt.date | None = None
    corrects_id: int | None = None
    is_void: bool = False
    # On what proof: pages print it beside the figure, no verdict depends on it.
    source: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Households of one kind within a year: at its start, gone, fallen back, new, at the end, of them minorities."""

    start: int
    escaped: int
    refallen: int
    new: int
    end: int
    minority: int = 0

    @property
    def worked_out(self) -> int:
        """How many there must be at the end."""
        return self.start - self.escaped + self.refallen + self.new

    @property
    def adds_up(self) -> bool:
        """The end that was counted is the one that follows from the rest."""
        return self.end == self.worked_out


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """How the poor and nearly poor households of one place moved within a year up to a day; `id` once it is stored.

    `lent_by`: the communes that were merged into it, where it is the sum of their counts; `unsaid` those without one.
    """

    year: int
    counted_on: dt.date
    households: int
    poor: Flow
    near: Flow
    source: str = ""
    id: int | None = None
    lent_by: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    def flow(self, kind: Poverty) -> Flow:
        """The households of one kind."""
        return self.poor if kind == Poverty.POOR else self.near

    @property
    def figures(self) -> tuple:
        """Everything that was counted, to be compared as a whole."""
        return self.counted_on, self.households, self.poor, self.near
