"""The one answer to "may this cell be written now?": sheet, grid, paste, import and API all ask here.

What is decided where the text of the office leaves a choice stands in docs/decisions/0016.
"""

import datetime as dt
from dataclasses import dataclass

from criteria.enums import LockCode, Side, Stage, SubmissionState
from criteria.rules.periods import PeriodFacts
from ntm_portal.vietnamese import day

OFFICE = "Văn phòng điều phối NTM huyện"
OPENING = (LockCode.OPEN, LockCode.RETURNED, LockCode.EXTENDED)


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides on one cell: who writes of which day, in which period, and what became of the sheet.

    `period` is the one the day is reported with, `locked` the one whose lock covers the day; `until` the last day
    of an extension that was granted for the place or the cell.
    """

    side: Side
    stage: Stage
    on: dt.date
    today: dt.date
    period: PeriodFacts | None = None
    locked: PeriodFacts | None = None
    state: SubmissionState = SubmissionState.DRAFT
    moved_on: dt.date | None = None
    is_returned: bool = False
    returned_why: str = ""
    until: dt.date | None = None
    department: str = ""


@dataclass(frozen=True, slots=True)
class LockAnswer:
    """Open or locked: a code for programs, and for people a sentence, since when, and whom to ask."""

    code: LockCode = LockCode.OPEN
    sentence: str = ""
    date: dt.date | None = None
    ask: str = ""

    @property
    def is_open(self) -> bool:
        """The cell may be written."""
        return self.code in OPENING

    @property
    def only_with_reason(self) -> bool:
        """The office may write, and says why."""
        return self.code == LockCode.NEEDS_REASON

    @property
    def words(self) -> str:
        """The sentence with whom to ask, as it stands at the row."""
        return f"{self.sentence} {self.ask}".strip()


OPEN = LockAnswer()


def lock_answer(around: Situation) -> LockAnswer:
    """Whether the cell may be written; a day outside every period is open, because nobody has closed it."""
    if around.period is None:
        return OPEN
    closed = _closed(around)
    if closed is None:
        return OPEN
    if around.side == Side.OFFICE:
        return LockAnswer(
            LockCode.NEEDS_REASON, closed.sentence, closed.date, "Văn phòng ghi vào ô này phải nêu lý do ở dòng."
        )
    if around.until and around.today <= around.until:
        return LockAnswer(LockCode.EXTENDED, f"Được gia hạn đến hết ngày {day(around.until)}.", around.until)
    if closed.code == LockCode.SENT and around.is_returned:
        why = f" Lý do trả lại: {around.returned_why}" if around.returned_why else ""
        return LockAnswer(LockCode.RETURNED, f"Ô này đang mở để xã sửa.{why}")
    return closed


def _closed(around: Situation) -> LockAnswer | None:
    """What closes the cell to everybody, before anybody's exception is heard."""
    if around.locked:
        ask = f"Muốn sửa, đề nghị gia hạn hoặc liên hệ {OFFICE}."
        since = around.locked.locked_on
        return LockAnswer(LockCode.PERIOD_LOCKED, f"Kỳ {around.locked.name} đã chốt ngày {day(since)}.", since, ask)
    if around.state == SubmissionState.CONFIRMED:
        return LockAnswer(
            LockCode.TAKEN_OVER, f"Văn phòng đã tiếp nhận kỳ {around.period.name}{_on(around.moved_on)}.",
            around.moved_on, f"Muốn sửa, đề nghị mở lại ô này với {OFFICE}.",
        )  # fmt: skip
    if around.stage == Stage.SELF and around.state in (SubmissionState.SENT, SubmissionState.RETURNED):
        return _sent(around)
    return None


def _sent(around: Situation) -> LockAnswer | None:
    """What the place sent stays as it was sent, but for the cells that were returned."""
    if around.is_returned and around.side == Side.OFFICE:
        return None
    whom = around.department or "phòng, ban phụ trách"
    return LockAnswer(
        LockCode.SENT, f"Xã đã gửi kỳ {around.period.name}{_on(around.moved_on)}.", around.moved_on,
        f"Muốn sửa, đề nghị {whom} trả lại ô này hoặc đề nghị mở lại ô.",
    )  # fmt: skip


def _on(moment: dt.date | None) -> str:
    return f" ngày {day(moment)}" if moment else ""
