"""The entry sheet of one place: every indicator with what is required, what is known and what was last seen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from communes.models import Unit
from criteria.enums import Stage, ValueKind
from criteria.models import Finding, Indicator
from criteria.rules.facts import FindingFacts, IndicatorFacts
from criteria.status import IndicatorStatus, read_indicators


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in a row of the sheet whatever its figures are; the row's frame is made once for each."""

    number: str
    name: str
    short_name: str
    typed_as: str
    counted: str
    unit_of_measure: str
    na_ground: str
    is_part: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet before anybody types in it."""

    label: Label
    indicator: IndicatorFacts
    status: IndicatorStatus
    stage: Stage

    @property
    def entered(self) -> bool:
        """Rows whose parts carry the figures are only shown."""
        return self.label.typed_as != "parts"

    @property
    def before(self) -> FindingFacts | None:
        """The figure in force on the side that is writing; a writer names it as the one he saw."""
        return self.status.own if self.stage == Stage.SELF else self.status.verified

    @property
    def by_hand(self) -> bool:
        """No level decides, so the verdict is given in words."""
        return self.label.typed_as == "yes_no" or self.status.target is None


@dataclass(slots=True)
class CriterionLines:
    """The rows of one criterion, under the group it opens, if it opens one."""

    number: int
    name: str
    opens_group: str
    lines: list[Line] = field(default_factory=list)


def sheet_lines(
    unit: Unit, indicators: QuerySet[Indicator], stage: Stage, today: dt.date, known_at: dt.datetime | None = None
) -> list[CriterionLines]:
    """All rows of a sheet in the order of the official form, as known then. Queries do not grow with the rows."""
    rows = list(indicators.select_related("criterion__group").order_by("criterion__number", "display_order"))
    statuses = read_indicators([unit.pk], [row.pk for row in rows], today, known_at)
    split = {row.part_of_id for row in rows}
    criteria: dict[int, CriterionLines] = {}
    group = None
    for row in rows:
        if row.criterion_id not in criteria:
            criteria[row.criterion_id] = CriterionLines(
                row.criterion.number, row.criterion.name, _group_name(row, group)
            )
            group = row.criterion.group
        status = statuses[unit.pk, row.pk]
        line = Line(label_of(row, row.pk in split), status.indicator, status, stage)
        criteria[row.criterion_id].lines.append(line)
    return list(criteria.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sheet is filled: indicators with a figure, of how many, and those without a source."""

    filled: int
    total: int
    without_source: list[str]


def progress_of(criteria: Iterable[CriterionLines]) -> Progress:
    """Counts whole indicators: one that is split into parts has a figure when all its parts have."""
    lines = [line for criterion in criteria for line in criterion.lines]
    empty = {line.indicator.part_of_id or line.indicator.id for line in lines if line.entered and not line.before}
    whole = {line.indicator.part_of_id or line.indicator.id for line in lines}
    bare = Finding.objects.filter(pk__in=[line.before.id for line in lines if line.before], source_document="")
    unsourced = set(bare.values_list("pk", flat=True))
    numbers = [line.label.number for line in lines if line.before and line.before.id in unsourced]
    return Progress(len(whole - empty), len(whole), numbers)


def _group_name(row: Indicator, current) -> str:
    group = row.criterion.group
    return "" if group is None or group == current else f"{group.code}. {group.name}"


def label_of(row: Indicator, is_split: bool) -> Label:
    """What stands in a row or a column whatever its figures are."""
    if is_split:
        typed_as = "parts"
    elif row.kind == ValueKind.YES_NO:
        typed_as = "yes_no"
    else:
        typed_as = "ratio" if row.keeps_ratio else "value"
    ground = (row.na_ground or "theo quy định của chỉ tiêu") if row.na_allowed else ""
    return Label(
        number=row.number,
        name=row.name,
        short_name=row.short_name,
        typed_as=typed_as,
        counted=row.counted,
        unit_of_measure=row.unit_of_measure,
        na_ground=ground,
        is_part=row.part_of_id is not None,
    )
