"""The way of an improvement plan: one table of moves, which also draws the picture of the docs and the buttons.

Who may make a move is decided in directives/permissions/, when it may be made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.enums import PlanMove, PlanSide, PlanState

DRAFT, APPROVED, SEEN = PlanState.DRAFT, PlanState.APPROVED, PlanState.SEEN
RETURNED, CLOSED, CANCELLED = PlanState.RETURNED, PlanState.CLOSED, PlanState.CANCELLED
OFFICER, HEAD, OFFICE = PlanSide.OFFICER, PlanSide.HEAD, PlanSide.OFFICE

# Where goal and measures may be written, where progress is reported, and where the cell has its plan.
WRITABLE_STATES = (DRAFT, RETURNED)
RUNNING_STATES = (APPROVED, SEEN)
OPEN_STATES = (*WRITABLE_STATES, *RUNNING_STATES)
NEEDS_REASON = (PlanMove.RETURN, PlanMove.REVISE, PlanMove.CANCEL)


@dataclass(frozen=True, slots=True)
class Transition:
    """One move: from which states, to which, made by whom, under what condition in a few words."""

    move: PlanMove
    sources: tuple[PlanState, ...]
    target: PlanState
    sides: tuple[PlanSide, ...]
    condition: str = ""


TRANSITIONS = (
    Transition(PlanMove.APPROVE, (DRAFT, RETURNED), APPROVED, (HEAD,), "giải pháp nào cũng có người phụ trách"),
    Transition(PlanMove.SEE, (APPROVED,), SEEN, (OFFICE,)),
    Transition(PlanMove.RETURN, (APPROVED, SEEN), RETURNED, (OFFICE,), "nêu lý do"),
    Transition(PlanMove.REVISE, (APPROVED, SEEN), DRAFT, (OFFICER, HEAD), "nêu lý do"),
    Transition(PlanMove.CLOSE, (APPROVED, SEEN), CLOSED, (HEAD, OFFICE), "ô đã đạt hoặc không xét"),
    Transition(PlanMove.CANCEL, (DRAFT,), CANCELLED, (OFFICER, HEAD, OFFICE), "nêu lý do"),
    Transition(PlanMove.CANCEL, (RETURNED, APPROVED, SEEN), CANCELLED, (HEAD, OFFICE), "nêu lý do"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """One measure as approval looks at it."""

    position: int
    has_person: bool


def target_of(move: PlanMove, state: PlanState, side: PlanSide) -> PlanState | None:
    """Where a move leads from a state; None where that side cannot make it there."""
    fitting = (row for row in TRANSITIONS if row.move == move and state in row.sources and side in row.sides)
    return next((row.target for row in fitting), None)


def moves_open(state: PlanState, side: PlanSide) -> tuple[PlanMove, ...]:
    """The moves a side may make from a state, in the order of the table."""
    return tuple(dict.fromkeys(row.move for row in TRANSITIONS if target_of(row.move, state, side) == row.target))


def move_faults(
    move: PlanMove,
    state: PlanState,
    side: PlanSide,
    *,
    steps: Sequence[Written] = (),
    is_reached: bool = False,
    note: str = "",
) -> list[str]:
    """Why a plan cannot be moved so now, each fault with what to do about it."""
    if target_of(move, state, side) is None:
        return [f"Kế hoạch đang ở trạng thái “{PlanState(state).label}”: không {PlanMove(move).label.lower()} được."]
    if move in NEEDS_REASON and not note.strip():
        return ["Nêu lý do."]
    if move == PlanMove.APPROVE:
        return approval_faults(steps)
    if move == PlanMove.CLOSE and not is_reached:
        return ["Ô này chưa đạt theo số liệu hiện có. Kế hoạch kết thúc khi ô đạt; muốn thôi thì hủy, kèm lý do."]
    return []


def approval_faults(steps: Sequence[Written]) -> list[str]:
    """A plan is approved when it says what will be done and who does each thing."""
    if not steps:
        return ["Kế hoạch chưa có giải pháp nào. Ghi ít nhất một giải pháp rồi duyệt."]
    nameless = [str(step.position) for step in steps if not step.has_person]
    return [f"Giải pháp {', '.join(nameless)} chưa có người phụ trách. Ghi tên rồi duyệt."] if nameless else []


def diagram() -> str:
    """The states and moves as a Mermaid picture, the way docs/plan-states.md shows them."""
    lines = ["stateDiagram-v2", f"    [*] --> {DRAFT}: {PlanMove.MAKE.label}"]
    lines += [f"    {state.value}: {state.label}" for state in PlanState]
    for row in TRANSITIONS:
        sides = ", ".join(side.label for side in row.sides)
        condition = f" [{row.condition}]" if row.condition else ""
        lines += [f"    {source} --> {row.target}: {row.move.label} ({sides}){condition}" for source in row.sources]
    lines += [f"    {state} --> [*]" for state in (CLOSED, CANCELLED)]
    return "\n".join(lines)
