"""What a cell waits for on its way to a verified figure, and when it may be confirmed."""

import datetime as dt
from dataclasses import dataclass

from criteria.enums import SubmissionState, Waiting
from criteria.rules.facts import FindingFacts
from criteria.rules.verdicts import measured

TO_CONFIRM = (Waiting.ANSWERED, Waiting.CHANGED, Waiting.VERIFICATION)
OWN_FIGURE = "Không ai thẩm tra số liệu do chính mình nhập: đề nghị người khác xác nhận ô này."


@dataclass(frozen=True, slots=True)
class CellFacts:
    """Both sides of a cell, and what became of its sheet; `answered_at` of the last return the place answered."""

    own: FindingFacts | None
    verified: FindingFacts | None
    state: SubmissionState
    is_returned: bool = False
    answered_at: dt.datetime | None = None


def is_settled(own: FindingFacts, verified: FindingFacts | None) -> bool:
    """Those who verify say the same of the same days, or spoke after the place did."""
    if verified is None:
        return False
    if verified.recorded_at > own.recorded_at:
        return True
    return verified.assessed_on >= own.assessed_on and same_figure(own, verified)


def waiting_for(cell: CellFacts) -> Waiting:
    """Which heap of the queue a cell lies in."""
    own, verified = cell.own, cell.verified
    if own is None:
        return Waiting.EMPTY
    if cell.is_returned:
        return Waiting.RETURNED
    if cell.answered_at and (verified is None or verified.recorded_at < cell.answered_at):
        return Waiting.ANSWERED
    if is_settled(own, verified):
        return Waiting.NOTHING
    if cell.state == SubmissionState.DRAFT:
        return Waiting.NOT_SENT
    return Waiting.CHANGED if verified and verified.recorded_at < own.recorded_at else Waiting.VERIFICATION


def same_figure(one: FindingFacts, other: FindingFacts) -> bool:
    """Both sides say the same: the same exact share or number, and the same word."""
    return (measured(one), one.declared) == (measured(other), other.declared)


def difference(own: FindingFacts | None, verified: FindingFacts | None):
    """How far the district's figure lies from the place's, exactly; None where no two numbers can be compared."""
    if own is None or verified is None:
        return None
    ours, theirs = measured(own), measured(verified)
    return None if ours is None or theirs is None else theirs - ours


def confirm_faults(waiting: Waiting, *, heavy: bool) -> list[str]:
    """Cells are confirmed together only where something is to be confirmed and nothing heavy speaks against it."""
    if waiting not in TO_CONFIRM:
        return [f"{waiting.label.lower()}, không xác nhận được ở đây"]
    return ["có cảnh báo phải xem lại, mở ô để xác nhận riêng"] if heavy else []


def verified_day(own: FindingFacts, verified: FindingFacts | None, begins_on: dt.date) -> dt.date:
    """A confirmation keeps the day of the figure, unless a later word or an earlier period stands before it."""
    return max([own.assessed_on, begins_on] + ([verified.assessed_on] if verified else []))
