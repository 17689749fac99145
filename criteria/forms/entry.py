"""One officer's sheet of one place at one stage: drawn, read, checked and stored."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import is_office
from communes.enums import Level
from communes.models import Appointment, Unit
from criteria.actions.findings import RowFaults
from criteria.actions.sheets import check_sheet, record_sheet
from criteria.enums import Stage, Verdict
from criteria.forms.sheet import VERDICTS, Common, Row, Typed, read_common, read_rows, read_seen
from criteria.models import Finding
from criteria.permissions import indicators_editable_by
from criteria.rules.facts import FindingFacts
from criteria.status import current_set, read_criteria, read_indicators
from criteria.tables.locks import sheet_locks
from criteria.tables.sheet import sheet_lines
from ntm_portal.vietnamese import day

WORDS = {verdict: word for word, verdict in VERDICTS.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that the stored rows changed: "15.1" or "Tiêu chí 15", from and to."""

    subject: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a sheet: findings added, verdicts changed, warnings to read, rows sent twice."""

    findings: Sequence[Finding]
    changes: list[Change]
    warnings: list[str]
    repeated: int


class SheetForm:
    """The 49 (or 14) rows of a place as the officer has them on screen."""

    def __init__(
        self,
        *,
        unit: Unit,
        by: User,
        stage: Stage,
        today: dt.date,
        data: Mapping[str, str] | None = None,
        prefilled: bool = False,
    ):
        self.unit, self.by, self.stage, self.today = unit, by, stage, today
        self.data = data
        judged_by = current_set(unit.level, today)
        self.criteria = sheet_lines(
            unit, indicators_editable_by(by).filter(criterion__criteria_set=judged_by), stage, today
        )
        self.lines = [line for criterion in self.criteria for line in criterion.lines]
        self.rendered = self._rendered() if prefilled else {}
        self.common = Common(stage, day(today)) if data is None else read_common(data, stage)
        self.rows = [] if data is None else read_rows(data, self.lines, self.common, self.rendered)
        self.on_behalf_of = self._on_behalf_of()
        entered = [line.indicator.id for line in self.lines if line.entered]
        self.locks = sheet_locks(unit, entered, stage, by, self.common.assessed_on or today, today)

    def _rendered(self) -> dict[int, Typed]:
        """What "điền sẵn" wrote into the boxes: the figures in force, or after sending those once seen."""
        known = {line.indicator.id: line.before for line in self.lines if line.before and line.entered}
        if self.data is not None:
            seen = Finding.objects.filter(unit=self.unit, pk__in=read_seen(self.data, self.lines))
            known = {indicator_id: facts for _, indicator_id, facts in seen.facts()}
        return {pk: as_typed(facts) for pk, facts in known.items()}

    @cached_property
    def representable(self) -> list[Appointment]:
        """Whose word the office may enter: the people in office in the commune today."""
        return representable(self.unit, self.stage, self.by, self.today)

    def _on_behalf_of(self) -> Appointment | None:
        if self.data is None or not self.representable:
            return None
        chosen = {str(holder.pk): holder for holder in self.representable}.get(self.data.get("thay", ""))
        if chosen is None:
            self.common.faults["on_behalf_of"] = "Chọn người được nhập thay."
        return chosen

    @property
    def is_district(self) -> bool:
        """The district's own sheet of 14 rows."""
        return self.unit.level == Level.DISTRICT

    @property
    def right(self) -> list[Row]:
        return [row for row in self.rows if row.is_right]

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if not row.is_right]

    def check(self, at: dt.datetime) -> None:
        """Find out what stands against each row, what its result is, and what is odd about it."""
        readable = {row.line.indicator.id: row for row in self.rows if row.figure}
        figures = [row.figure for row in readable.values()]
        for pk, checked in check_sheet(unit=self.unit, rows=figures, by=self.by, at=at, today=self.today).items():
            readable[pk].take(checked)

    def may_store(self, right_ones_only: bool) -> bool:
        """All rows are right; or those that are right are wanted alone."""
        if self.common.faults.keys() - {"day"}:
            return False
        return bool(self.right) and (right_ones_only or not self.wrong)

    def store(self, at: dt.datetime) -> Stored | None:
        """Record the right rows in one transaction; the wrong ones stay on screen.

        None when somebody else was faster between the check and this: then nothing was stored.
        """
        right = self.right
        before = self._verdicts(right)
        try:
            findings = record_sheet(
                unit=self.unit,
                rows=[row.figure for row in right],
                by=self.by,
                at=at,
                today=self.today,
                on_behalf_of=self.on_behalf_of,
            )
        except RowFaults:
            self.check(at)
            return None
        after = self._verdicts(right)
        changes = [Change(key, before[key], after[key]) for key in before if before[key] != after[key]]
        warnings = [f"{row.line.label.number}: {text}" for row in right for text in row.warnings]
        self.rows = self.wrong
        return Stored(findings, changes, warnings, repeated=len(right) - len(findings))

    def _verdicts(self, rows: list[Row]) -> dict[str, Verdict]:
        """The official verdicts of the touched indicators and their criteria."""
        lines = [row.line for row in rows]
        numbers = {line.indicator.id: line.label.number for line in lines}
        touched = {line.indicator.criterion_id for line in lines}
        criteria = {line.indicator.criterion_id: c.number for c in self.criteria for line in c.lines}
        statuses = read_indicators([self.unit.pk], list(numbers), self.today)
        cells = read_criteria([self.unit.pk], touched, self.today)
        found = {numbers[pk]: status.cell.verdict for (_, pk), status in statuses.items()}
        for pk in sorted(touched, key=criteria.get):
            cell = cells.get((self.unit.pk, pk))
            found[f"Tiêu chí {criteria[pk]}"] = cell.verdict if cell else Verdict.UNASSESSED
        return found


def representable(unit: Unit, stage: Stage, by: User, today: dt.date) -> list[Appointment]:
    """The people of a commune for whom the office may type; nobody where one speaks for oneself."""
    if not (stage == Stage.SELF and is_office(by) and unit.level == Level.COMMUNE):
        return []
    holders = Appointment.objects.on(today).filter(unit=unit, sample__in={False, by.sample})
    return list(holders.select_related("officer", "unit").by_post())


def as_typed(facts: FindingFacts) -> Typed:
    """A stored figure as an officer would type it: a comma for decimals, no dots."""
    figures = {name: getattr(facts, name) for name in ("numerator", "denominator", "value")}
    typed = {
        name: f"{figure.normalize():f}".replace(".", ",") for name, figure in figures.items() if figure is not None
    }
    finish_by = day(facts.finish_by) if facts.finish_by else ""
    return Typed(**typed, verdict=WORDS.get(facts.declared, ""), finish_by=finish_by)
