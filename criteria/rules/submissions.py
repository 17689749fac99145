"""The way of a sheet from the commune to the locked period: one table of steps, which also draws the docs' picture.

Who may take a step is decided in criteria/permissions.py, when it may be taken here.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.enums import Side, Step, SubmissionState
from criteria.rules.periods import PeriodFacts
from ntm_portal.vietnamese import counted, day

DRAFT, SENT = SubmissionState.DRAFT, SubmissionState.SENT
RETURNED, CONFIRMED, LOCKED = SubmissionState.RETURNED, SubmissionState.CONFIRMED, SubmissionState.LOCKED


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: from which states, to which, taken by whom, under what condition in a few words."""

    step: Step
    sources: tuple[SubmissionState, ...]
    target: SubmissionState
    sides: tuple[Side, ...]
    condition: str = ""


TRANSITIONS = (
    Transition(Step.SEND, (DRAFT,), SENT, (Side.COMMUNE, Side.OFFICE), "ô trống có lý do"),
    Transition(Step.RETURN, (SENT, RETURNED), RETURNED, (Side.DEPARTMENT, Side.OFFICE), "nêu lý do, chỉ ô được chọn"),
    Transition(Step.RETURN, (CONFIRMED,), RETURNED, (Side.OFFICE,), "nêu lý do, chỉ ô được chọn"),
    Transition(Step.ANSWER, (RETURNED,), SENT, (Side.COMMUNE, Side.OFFICE), "ô nào cũng đã trả lời"),
    Transition(Step.TAKE_OVER, (SENT,), CONFIRMED, (Side.OFFICE,)),
    Transition(Step.LOCK, (DRAFT, SENT, RETURNED, CONFIRMED), LOCKED, (Side.OFFICE,), "từ ngày cuối kỳ, cả kỳ"),
)
REFUSALS = {
    Step.SEND: "Phiếu kỳ này đã gửi.",
    Step.RETURN: "Xã chưa gửi kỳ này nên chưa trả lại được.",
    Step.ANSWER: "Không có ô nào đang chờ xã trả lời.",
    Step.TAKE_OVER: "Chỉ tiếp nhận phiếu đã gửi và không còn ô trả lại.",
}


def target_of(step: Step, state: SubmissionState, side: Side) -> SubmissionState | None:
    """Where a step leads from a state; None where that side cannot take it there."""
    fitting = (row for row in TRANSITIONS if row.step == step and state in row.sources and side in row.sides)
    return next((row.target for row in fitting), None)


def step_faults(step: Step, state: SubmissionState, side: Side, period: PeriodFacts) -> list[str]:
    """Why the step cannot be taken now; nothing moves in a locked period."""
    if period.locked_on:
        return [f"Kỳ {period.name} đã chốt ngày {day(period.locked_on)}."]
    if target_of(step, state, side) is None:
        if step == Step.RETURN and state == CONFIRMED:
            return ["Văn phòng đã tiếp nhận phiếu này: chỉ văn phòng trả lại được."]
        return [REFUSALS[step]]
    return []


def send_faults(period: PeriodFacts, today: dt.date, unexplained: Iterable[str]) -> list[str]:
    """A sheet is sent from the first day of its period on, and says why each empty cell is empty."""
    if today < period.begins_on:
        return [f"Kỳ {period.name} bắt đầu từ ngày {day(period.begins_on)}."]
    numbers = list(unexplained)
    if not numbers:
        return []
    return [f"Còn {counted(len(numbers))} ô trống chưa nêu lý do: {', '.join(numbers)}."]


def heavy_faults(numbers: Iterable[str], reason: str) -> list[str]:
    """A sheet with warnings that must be looked at is sent with one reason why it is sent all the same."""
    found = list(numbers)
    if not found or reason.strip():
        return []
    return [f"Còn {counted(len(found))} ô phải xem lại: {', '.join(found)}. Sửa số liệu, hoặc nêu lý do vẫn gửi."]


def answer_faults(unanswered: Iterable[str]) -> list[str]:
    """Each returned cell gets a new figure, or a word about why the old one stands."""
    numbers = list(unanswered)
    if not numbers:
        return []
    return [f"Còn {counted(len(numbers))} ô chưa trả lời: {', '.join(numbers)}. Nhập số mới, hoặc ghi giải trình."]


def diagram() -> str:
    """The states and steps as a Mermaid picture, the way docs/submission-states.md shows them."""
    lines = ["stateDiagram-v2", f"    [*] --> {DRAFT}"]
    lines += [f"    {state.value}: {state.label}" for state in SubmissionState]
    for row in TRANSITIONS:
        sides = ", ".join(side.label for side in row.sides)
        condition = f" [{row.condition}]" if row.condition else ""
        lines += [f"    {source} --> {row.target}: {row.step.label} ({sides}){condition}" for source in row.sources]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Sending:
    """Whether and how late a sheet was sent by a day; `days` late, or left where it was not sent yet."""

    due_on: dt.date
    sent_on: dt.date | None
    days: int

    @property
    def is_missing(self) -> bool:
        """Past its day and still not sent."""
        return self.sent_on is None and self.days < 0

    @property
    def is_late(self) -> bool:
        """Sent, but after its day."""
        return self.sent_on is not None and self.days < 0

    @property
    def words(self) -> str:
        """As Biểu 15 prints it."""
        if self.sent_on is None:
            return f"Chưa gửi, quá hạn {-self.days} ngày" if self.days < 0 else "Chưa gửi"
        return f"Chậm {-self.days} ngày" if self.days < 0 else "Đúng hạn"


def sending(due_on: dt.date, extended_to: dt.date | None, sent_on: dt.date | None, as_of: dt.date) -> Sending:
    """The due day itself is in time; an extension moves it, never forwards."""
    due = max(due_on, extended_to) if extended_to else due_on
    known = sent_on if sent_on and sent_on <= as_of else None
    return Sending(due, known, (due - (known or as_of)).days)


def cell_sending(
    due_on: dt.date, extended_to: dt.date | None, sent_on: dt.date | None, typed_on: dt.date | None, as_of: dt.date
) -> Sending:
    """How timely one cell came: with its sheet; one that was empty then (`typed_on`) on the day it was filled."""
    came_on = max(sent_on, typed_on) if sent_on and typed_on else sent_on
    return sending(due_on, extended_to, came_on, as_of)
