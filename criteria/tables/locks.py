"""What is closed on a sheet or a grid, as its page shows it before anybody types."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from communes.models import Unit
from criteria.enums import LockCode, Stage, SubmissionState
from criteria.models import Finding
from criteria.models.locks import Closings, closings_at, closings_of
from criteria.permissions import side_of_writer
from criteria.rules.locks import LockAnswer
from criteria.rules.periods import PeriodFacts, governing
from criteria.tables.lens import due_words
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class SheetLocks:
    """The lock answer of each cell of one place that is not simply open, for figures of one day."""

    closings: Closings
    answers: Mapping[int, LockAnswer]
    stage: Stage
    on: dt.date
    today: dt.date

    @property
    def period(self) -> PeriodFacts | None:
        """The period that a figure of the day is reported with."""
        return governing(self.closings.periods, self.on)

    @property
    def due(self) -> tuple[str, str]:
        """How the due day of this sheet is drawn and said; what was sent says when."""
        state, moved_on = self.closings.sheets.get(self.period.id, (SubmissionState.DRAFT, None))
        if self.stage == Stage.SELF and state in (SubmissionState.SENT, SubmissionState.CONFIRMED):
            return "done", f"{state.label} ngày {day(moved_on)}"
        if self.stage == Stage.SELF and state == SubmissionState.RETURNED:
            return "soon", "Có ô trả lại, chờ trả lời"
        return due_words(self.period, self.today, "send" if self.stage == Stage.SELF else "verify")

    @property
    def closed(self) -> list[tuple[str, int]]:
        """Each sentence that closes rows, with how many rows it closes; whom to ask stands at the row."""
        return Counter(answer.sentence for answer in self.answers.values() if not answer.is_open).most_common()

    @property
    def closes_office(self) -> bool:
        """The rows are closed, but the office may write with a reason."""
        return any(answer.only_with_reason for answer in self.answers.values())


def sheet_locks(
    unit: Unit, indicator_ids: Collection[int], stage: Stage, by: User, on: dt.date, today: dt.date
) -> SheetLocks:
    """What is closed to the writer on the sheet of one place."""
    return office_locks([unit], indicator_ids, stage, by, on, today)[unit.pk]


def office_locks(
    units: Collection[Unit], indicator_ids: Collection[int], stage: Stage, by: User, on: dt.date, today: dt.date
) -> dict[int, SheetLocks]:
    """Unit id → what is closed there. At most three queries, however many places and cells."""
    side, found = side_of_writer(by), closings_at(units, [on])
    locks = {}
    for unit_id, closings in found.items():
        answers = {pk: closings.answer(side, stage, pk, on, today) for pk in indicator_ids if closings.periods}
        shut = {pk: answer for pk, answer in answers.items() if answer.code != LockCode.OPEN}
        locks[unit_id] = SheetLocks(closings, shut, stage, on, today)
    return locks


def is_shut(answer: LockAnswer) -> bool:
    """Nobody at this desk writes here; where the office may with a reason, the cell stays open and asks for it."""
    return not answer.is_open and not answer.only_with_reason


def figure_locks(unit: Unit, findings: Sequence[Finding], by: User, today: dt.date) -> dict[int, LockAnswer]:
    """Finding id → whether what belongs to this figure may be changed by the writer. At most three queries."""
    if not findings:
        return {}
    closings, side = closings_of(unit, [finding.assessed_on for finding in findings]), side_of_writer(by)
    return {
        finding.pk: closings.answer(side, Stage(finding.stage), finding.indicator_id, finding.assessed_on, today)
        for finding in findings
    }
