"""What a plan is about: one indicator, or a criterion as a whole with the indicators it covers."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Criterion, Indicator
from criteria.models.expected import expected_indicators
from criteria.status import EMPTY_CELL, Cell, IndicatorStatus, read_criteria, read_indicators
from directives.models import ImprovementPlan
from directives.rules.plans import WANTING
from directives.tables.plan_reading import Cell as PlanCell
from directives.tables.plan_reading import PlanLine
from ntm_portal import vietnamese
from ntm_portal.vietnamese import day

# "tieu-chi-17" in an address is the criterion as a whole; "15.1" is an indicator.
WHOLE = "tieu-chi-"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator of a criterion that is planned as a whole."""

    indicator: Indicator
    status: IndicatorStatus
    own: ImprovementPlan | None = None

    @property
    def is_covered(self) -> bool:
        """Not met, and without an open plan of its own: the plan of the criterion has to bring it on."""
        return self.status.cell.verdict in WANTING and self.own is None


@dataclass(frozen=True, slots=True)
class PlanSubject:
    """A cell for which somebody is about to plan, as it stands now."""

    unit: Unit
    criterion: Criterion
    indicator: Indicator | None
    cell: Cell
    status: IndicatorStatus | None
    parts: tuple[Part, ...] = ()

    @property
    def number(self) -> str:
        """ "15.1", or "17" of a whole criterion."""
        return self.indicator.number if self.indicator else str(self.criterion.number)

    @property
    def name(self) -> str:
        """What it is called in short."""
        return self.indicator.short_name if self.indicator else self.criterion.short_name

    @property
    def title(self) -> str:
        """ "15.1 Bảo hiểm y tế", "tiêu chí 17 Môi trường"."""
        return f"{self.number} {self.name}" if self.indicator else f"tiêu chí {self.number} {self.name}"

    @property
    def word(self) -> str:
        """How an address names it."""
        return self.number if self.indicator else f"{WHOLE}{self.number}"

    @property
    def covered(self) -> tuple[Part, ...]:
        """The indicators a plan of the whole criterion has to bring on."""
        return tuple(part for part in self.parts if part.is_covered)

    @property
    def standing(self) -> str:
        """The state as a plan tells it; of a criterion, indicator by indicator as far as there is room."""
        if self.status:
            return standing_words(self.status)[:LONGEST]
        told = [f"{part.indicator.number}: {standing_words(part.status)}" for part in self.covered]
        return fitting(told, LONGEST) or f"{self.cell.verdict.label}."

    @property
    def usual_goal(self) -> str:
        """ "Đạt chỉ tiêu 15.1: ≥ 85%", "Đạt tiêu chí 17 Môi trường"."""
        if self.indicator is None:
            return f"Đạt tiêu chí {self.number} {self.name}"
        level = f": {self.status.required}" if self.status.target else ""
        return f"Đạt chỉ tiêu {self.number} {self.name}{level}".replace("\N{NO-BREAK SPACE}", " ")

    @property
    def needed(self) -> str:
        """The required level as a figure, where there is one."""
        value = self.status.target.value if self.status and self.status.target else None
        return "" if value is None else vietnamese.number(value)

    @property
    def measured_in(self) -> str:
        """The unit of the figure a plan wants."""
        if self.indicator is None:
            return ""
        return "%" if self.indicator.keeps_ratio else self.indicator.unit_of_measure


def standing_words(status: IndicatorStatus) -> str:
    """ "Còn thiếu 106 người: 7.204/8.600 người, đạt 83,77%; …. Số liệu ngày 22/9/2017."."""
    if status.official is None:
        return "Chưa có số liệu."
    return f"{status.sentence} Số liệu ngày {day(status.official.assessed_on)}."


def fitting(sentences: Sequence[str], most: int) -> str:
    """As many whole sentences as there is room for, with the count of those left out."""
    kept = list(sentences)
    while kept:
        left = len(sentences) - len(kept)
        words = " ".join([*kept, f"Và {left} chỉ tiêu khác."] if left else kept)
        if len(words) <= most:
            return words
        kept.pop()
    return ""


def whole_word(indicator: Indicator, today: dt.date) -> str:
    """How an address names the whole criterion of an indicator; empty where it is the only one. One query."""
    several = expected_indicators(Level.COMMUNE, today).filter(criterion=indicator.criterion_id).count() > 1
    return f"{WHOLE}{indicator.criterion.number}" if several else ""


def subject_at(unit: Unit, word: str, today: dt.date) -> PlanSubject | None:
    """What an address names in a commune: an indicator, or a criterion of several indicators. At most four queries."""
    rows = expected_indicators(Level.COMMUNE, today).select_related("criterion")
    if word.startswith(WHOLE):
        number = word.removeprefix(WHOLE)
        found = list(rows.filter(criterion__number=number)) if number.isdecimal() and len(number) < 4 else []
        return _whole(unit, found, today) if len(found) > 1 else None
    indicator = rows.filter(number=word).first() if word.isprintable() else None
    if indicator is None:
        return None
    status = read_indicators([unit.pk], [indicator.pk], today)[unit.pk, indicator.pk]
    return PlanSubject(unit, indicator.criterion, indicator, status.cell, status)


def _whole(unit: Unit, indicators: Sequence[Indicator], today: dt.date) -> PlanSubject:
    criterion = indicators[0].criterion
    cell = read_criteria([unit.pk], [criterion.pk], today).get((unit.pk, criterion.pk), EMPTY_CELL)
    return PlanSubject(unit, criterion, None, cell, None, parts_of(unit.pk, indicators, today))


def parts_of(unit_id: int, indicators: Sequence[Indicator], as_of: dt.date) -> tuple[Part, ...]:
    """Every indicator of a criterion with its state and the open plan of its own. At most three queries."""
    statuses = read_indicators([unit_id], [row.pk for row in indicators], as_of)
    rows = ImprovementPlan.objects.open().filter(unit=unit_id, indicator__in=indicators).with_names()
    own = {plan.indicator_id: plan for plan in rows}
    return tuple(Part(row, statuses[unit_id, row.pk], own.get(row.pk)) for row in indicators)


def whole_parts(plan: ImprovementPlan, as_of: dt.date) -> tuple[Part, ...]:
    """The indicators of a plan for a whole criterion; none for a plan of one indicator."""
    if plan.indicator_id:
        return ()
    rows = Indicator.objects.filter(criterion=plan.criterion_id, parts=None).order_by("display_order")
    return parts_of(plan.unit_id, list(rows), as_of)


def open_plan(subject: PlanSubject) -> ImprovementPlan | None:
    """The plan there is already: its own, or for an indicator the one of its whole criterion."""
    rows = ImprovementPlan.objects.open().filter(unit=subject.unit, criterion=subject.criterion).with_names()
    wanted = {None, subject.indicator.pk} if subject.indicator else {None}
    return next((plan for plan in rows if plan.indicator_id in wanted), None)


# --- Which indicators the plans of whole criteria cover, from verdicts read already -------------


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator as far as covering needs it."""

    pk: int
    number: str
    criterion_id: int


def with_covered(
    lines: Iterable[PlanLine], indicators: Collection[Named], verdicts: Mapping[PlanCell, Verdict]
) -> list[PlanLine]:
    """The plans, those of whole criteria with the numbers of the indicators they have to bring on."""
    lines = list(lines)
    own = {line.plan.cell for line in lines if line.standing.is_open and line.plan.indicator_id}
    return [line if line.plan.indicator_id else replace(line, covers=_covered(line, indicators, own, verdicts))
            for line in lines]  # fmt: skip


def _covered(line: PlanLine, indicators, own, verdicts) -> tuple[str, ...]:
    plan = line.plan
    cells = [(row.number, (plan.unit_id, "I", row.pk)) for row in indicators if row.criterion_id == plan.criterion_id]
    return tuple(number for number, cell in cells if cell not in own and verdicts.get(cell) in WANTING)
