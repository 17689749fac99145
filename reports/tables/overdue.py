"""Việc quá hạn: what a directive wanted finished, what was to be more than nearly met, what a plan promised."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from directives.enums import AppliesTo
from directives.tables.plan_reading import PlanLine
from ntm_portal.vietnamese import counted, name_list
from reports.tables.board import Board, CommuneFacts
from reports.tables.due import DONE, Standings, Task

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Overdue:
    """One thing not done by its day; without a commune it is the district's own."""

    commune: CommuneFacts | None
    unit_id: int
    criterion_id: int
    what: str
    due_on: dt.date
    days: int
    is_nearly: bool = False
    is_planned: bool = False


def late_words(late: Sequence[Overdue]) -> str:
    """ "02 cơ bản đạt, lâu nhất 25 ngày": what a directive asks is told from what was promised."""
    nearly, planned = sum(item.is_nearly for item in late), sum(item.is_planned for item in late)
    kinds = [(len(late) - nearly - planned, "theo chỉ thị"), (nearly, "cơ bản đạt"), (planned, "theo kế hoạch")]
    told = [f"{counted(count)} {words}" for count, words in kinds if count]
    return name_list([*told, *(f"lâu nhất {max(item.days for item in late)} ngày" for _ in late[:1])])


def overdue_items(board: Board, standings: Standings, plans: Sequence[PlanLine] = ()) -> tuple[Overdue, ...]:
    """Everything overdue in a district, the longest first; a cell counts once."""
    items = {
        **_of_plans(board, plans),
        **_of_nearly(board, standings),
        **_of_communes(board, standings),
        **_of_district(board, standings.tasks),
    }
    return tuple(sorted(items.values(), key=lambda item: -item.days))


def _of_plans(board: Board, plans: Sequence[PlanLine]) -> dict[Cell, Overdue]:
    """Plans of which a measure, or the goal, is past its day."""
    communes = {commune.id: commune for commune in board.communes}
    return {
        (plan.unit_id, plan.indicator_id or -plan.criterion_id): Overdue(
            communes[plan.unit_id], plan.unit_id, plan.criterion_id, f"kế hoạch {plan.subject_number}",
            board.period.as_of - dt.timedelta(days=line.standing.late_days), line.standing.late_days, is_planned=True,
        )
        for line in plans
        if (plan := line.plan).unit_id in communes and line.standing.is_late
    }  # fmt: skip


def _of_communes(board: Board, standings: Standings) -> dict[Cell, Overdue]:
    as_of = board.period.as_of
    late = [task for task in standings.tasks if task.applies_to == AppliesTo.COMMUNES and task.due_on < as_of]
    return {
        (commune.id, task.indicator_id): Overdue(
            commune, commune.id, task.criterion_id, f"chỉ tiêu {task.number} {task.name}", task.until(commune.id),
            (as_of - task.until(commune.id)).days,
        )
        for task in late
        for commune in board.communes
        if task.is_asked_of(commune.id) and task.until(commune.id) < as_of
        and standings.now[commune.id, task.indicator_id].cell.verdict not in DONE
    }  # fmt: skip


def _of_nearly(board: Board, standings: Standings) -> dict[Cell, Overdue]:
    nearly = [(commune, pk) for commune in board.communes for pk in board.window(commune.id).nearly]
    items = {}
    for commune, indicator_id in nearly:
        status = standings.now[commune.id, indicator_id]
        finish_by = status.official.finish_by if status.official else None
        if finish_by and finish_by < board.period.as_of:
            facts = status.indicator
            items[commune.id, indicator_id] = Overdue(
                commune, commune.id, facts.criterion_id, f"chỉ tiêu {facts.number} mới cơ bản đạt", finish_by,
                (board.period.as_of - finish_by).days, is_nearly=True,
            )  # fmt: skip
    return items


def _of_district(board: Board, tasks: Sequence[Task]) -> dict[Cell, Overdue]:
    as_of, unit = board.period.as_of, board.district_id
    numbers = {criterion.id: criterion for criterion in board.district_book.criteria}
    return {
        (unit, -task.criterion_id): Overdue(
            None, unit, task.criterion_id, f"tiêu chí huyện {numbers[task.criterion_id].number}", task.due_on,
            (as_of - task.due_on).days,
        )
        for task in tasks
        if task.applies_to == AppliesTo.DISTRICT and task.due_on < as_of and task.criterion_id in numbers
        and board.district_cell(task.criterion_id).verdict not in DONE
    }  # fmt: skip
