"""The page of a directive: its tasks with their progress, then the communes with what they still owe."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from accounts.permissions import communes_visible_to
from communes.enums import Level
from directives.models import Directive
from directives.permissions import inspections_visible_to, may_inspect
from directives.rules.deadlines import Deadline, countdown, words
from directives.tables.communes import Column, CommuneRow, most_left_first
from directives.tables.inspections import DirectiveVisits, directive_visits
from directives.tables.scope import Line, Scope, Seen, work_seen
from directives.tables.shares import Share
from directives.tables.tasks import Headline, Task, headlines, numeral, summed
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted, day, lower_first, name_list

# Thirty tasks of a dozen documents on eight days.
KEPT_LINES = 4096


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
    visits: DirectiveVisits

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
    seen = work_seen(directive, scope, as_of, compared, known_at)
    tasks = tuple(summed_line(line, seen.shares_of(line), as_of) for line in seen.outline.lines)
    communes, district = seen.measured(Level.COMMUNE), seen.measured(Level.DISTRICT)
    return DirectivePage(
        directive=directive,
        cited=cited_by(directive.pk),
        headlines=headlines(tasks, communes, district, compared),
        tasks=tasks,
        communes=commune_table(seen, as_of),
        visits=visits_seen(scope, directive.issued_on, as_of, known_at),
    )


@lru_cache(maxsize=KEPT_LINES)
def summed_line(line: Line, shares: tuple[Share, ...], as_of: dt.date) -> Task:
    """One line of the tasks: after a figure, the others are what they were."""
    return summed(line.asked, shares, as_of)


@kept
def visits_seen(scope: Scope, since: dt.date, as_of: dt.date, known_at: dt.datetime | None = None) -> DirectiveVisits:
    """The visits somebody sees since a document was issued, as known at a moment. Four queries."""
    user = scope.user
    communes = list(communes_visible_to(user).valid_on(as_of).in_order())
    seen, moment = inspections_visible_to(user), (as_of, known_at)
    return directive_visits(seen, communes, since, moment, may_plan=may_inspect(user))


@kept
def cited_by(directive_id: int) -> tuple[Directive, ...]:
    """What a document rests on, the oldest first. One query."""
    return tuple(Directive.objects.filter(cited_by=directive_id).order_by("issued_on", "pk"))


def commune_table(seen: Seen, as_of: dt.date) -> CommuneTable | None:
    """The measured tasks by commune; none where no indicator is asked."""
    rows, columns = most_left_first(seen.rows()), seen.columns()
    if not rows:
        return None
    done = [row for row in rows if not row.left]
    due_on = seen.outline.columns[0].due_on
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
