"""Where a fall stands, and what may be said about it next (RULES, regressions; docs/decisions/0027-cases.md)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from criteria.enums import FallKind
from directives.enums import CaseState, CaseStep
from ntm_portal.vietnamese import day

OPEN = (
    CaseState.TO_ANSWER, CaseState.DRAFTED, CaseState.ANSWERED, CaseState.RETURNED, CaseState.FOLLOWED,
)  # fmt: skip
DECISIONS = (CaseStep.FOLLOW, CaseStep.RETURN, CaseStep.ACCEPT)
# The state a step leaves behind, as long as the cell itself has not come back.
LEFT_BY = MappingProxyType(
    {
        CaseStep.DRAFT: CaseState.DRAFTED,
        CaseStep.ANSWER: CaseState.ANSWERED,
        CaseStep.FOLLOW: CaseState.FOLLOWED,
        CaseStep.RETURN: CaseState.RETURNED,
        CaseStep.ACCEPT: CaseState.ACCEPTED,
    }
)
# In which states a step may be taken; a remark is always possible.
MAY_FOLLOW = MappingProxyType(
    {
        CaseStep.DRAFT: (CaseState.TO_ANSWER, CaseState.DRAFTED, CaseState.RETURNED),
        CaseStep.ANSWER: OPEN,
        CaseStep.FOLLOW: (CaseState.ANSWERED,),
        CaseStep.RETURN: (CaseState.ANSWERED, CaseState.FOLLOWED),
        CaseStep.ACCEPT: (CaseState.ANSWERED, CaseState.FOLLOWED),
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the figures say of a fall on a day; `kind` is NONE where corrections have erased it."""

    kind: FallKind
    recovered_on: dt.date | None = None
    is_lapsed: bool = False


def case_state(standing: Standing, steps: Sequence[CaseStep]) -> CaseState:
    """The figures come first: what was erased or came back is closed, whatever was said; then the last word counts."""
    said = [step for step in steps if step != CaseStep.REMARK]
    if standing.kind == FallKind.NONE:
        return CaseState.WITHDRAWN
    if standing.recovered_on:
        return CaseState.RECOVERED
    if standing.kind == FallKind.SET_CHANGED:
        return CaseState.NOT_ASKED
    if said and said[-1] == CaseStep.ACCEPT:
        return CaseState.ACCEPTED
    if standing.is_lapsed:
        return CaseState.LAPSED
    return LEFT_BY[said[-1]] if said else CaseState.TO_ANSWER


def is_open(state: CaseState) -> bool:
    """Somebody still has to answer, decide, or bring the cell back."""
    return state in OPEN


def may_take(step: CaseStep, state: CaseState) -> bool:
    """Whether a step fits the state; only remarks may follow once a case is closed."""
    return step == CaseStep.REMARK or state in MAY_FOLLOW[step]


def step_fault(step: CaseStep, state: CaseState) -> str:
    """Why a step is refused; empty where it may be taken."""
    if may_take(step, state):
        return ""
    if state == CaseState.NOT_ASKED:
        return "Suy giảm này do mức yêu cầu thay đổi, không hỏi trách nhiệm và không cần trả lời."
    if not is_open(state):
        return f"Trường hợp này đã khép lại ({state.label.lower()}). Có thể ghi ý kiến."
    return f"Trường hợp này đang ở bước “{state.label.lower()}”. Mở lại trang để xem bước tiếp theo."


def finish_fault(finish_by: dt.date, today: dt.date) -> str:
    """A measure is finished today or later."""
    return f"Hạn hoàn thành phải từ hôm nay ({day(today)}) trở đi." if finish_by < today else ""


def answer_due(recorded_on: dt.date, days: int) -> dt.date:
    """By when the place is to answer: so many days after the portal learnt of the fall."""
    return recorded_on + dt.timedelta(days=days)
