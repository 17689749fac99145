"""The page of a directive: its tasks with their progress, then the communes with what they still owe."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from directives.enums import AppliesTo
from directives.models import Directive
from directives.rules.deadlines import Deadline, countdown, words
from directives.tables.communes import Column, CommuneRow, columns_of, commune_rows, side_by_side
from directives.tables.scope import Scope, work_seen
from directives.tables.states import ObligationState
from directives.tables.tasks import Headline, Task, headlines, numeral, tasks_of
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted, day, lower_first, name_list


@dataclass(frozen=True, slots=True)
class CommuneTable:
    """The communes that still owe something, and by name those that do not; a single commune is always shown."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[CommuneRow, ...]
    finished: str
    finished_count: int
    clock: Deadline
    clock_words: str


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """Everything the page shows."""

    directive: Directive
    cited: tuple[Directive, ...]
    headlines: tuple[Headline, ...]
    tasks: tuple[Task, ...]
    communes: CommuneTable | None

    @property
    def matrix_href(self) -> str:
        """Every clause by commune."""
        return f"/chi-thi/{self.directive.pk}/ma-tran/"

    @property
    def has_office_days(self) -> bool:
        """Whether a deadline was set by the office, which the page marks with a star."""
        return any(task.due_set_by_office for task in self.tasks)


def directive_page(
    directive: Directive,
    scope: Scope,
    *,
    as_of: dt.date,
    compared: dt.date,
    known_at: dt.datetime | None = None,
) -> DirectivePage:
    """What a directive has come to on a day, for the places and tasks a reader may see."""
    states, before = work_seen(directive, scope, as_of, compared, known_at)
    tasks = tasks_of(states, as_of)
    return DirectivePage(
        directive=directive,
        cited=cited_by(directive.pk),
        headlines=headlines(tasks, states, before, compared),
        tasks=tasks,
        communes=commune_table(side_by_side([state for state in states if _is_measured(state)], as_of), as_of),
    )


@kept
def cited_by(directive_id: int) -> tuple[Directive, ...]:
    """What a document rests on, the oldest first. One query."""
    return tuple(Directive.objects.filter(cited_by=directive_id).order_by("issued_on", "pk"))


def _is_measured(state: ObligationState) -> bool:
    return state.status is not None and state.obligation.applies_to == AppliesTo.COMMUNES


def commune_table(measured: Sequence[ObligationState], as_of: dt.date) -> CommuneTable | None:
    """The measured tasks by commune; none where no indicator is asked."""
    if not measured:
        return None
    rows, columns = commune_rows(measured, as_of), columns_of(measured)
    done = [row for row in rows if not row.left]
    due_on = min(state.obligation.due_on for state in measured)
    clock = countdown(as_of, due_on)
    alone = len(rows) == 1
    whose = f"của {lower_first(rows[0].unit.label)}" if alone else "theo xã"
    return CommuneTable(
        title=f"{numeral(len(columns))} chỉ tiêu hạn {day(due_on)} {whose}",
        note="" if alone else _note(len(rows) - len(done)),
        columns=columns,
        rows=tuple(rows) if alone else tuple(row for row in rows if row.left),
        finished=name_list(row.unit.short_label for row in done),
        finished_count=0 if alone else len(done),
        clock=clock,
        clock_words=words(clock),
    )


def _note(left: int) -> str:
    if not left:
        return "mọi đơn vị đã xong"
    return f"{counted(left)} đơn vị chưa xong, xếp theo số chỉ tiêu còn lại"
