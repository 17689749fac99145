"""What somebody sees of the tasks, read once for everybody who sees the same."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.models import User
from communes.models import Unit
from criteria.status.version import newest_findings
from directives.models import Directive, Obligation
from directives.permissions import answering_units, obligations_visible_to
from directives.rules.clauses import clause_order
from directives.tables.asked import pairs_of
from directives.tables.states import ObligationState, states_of
from directives.tables.tasks import Before, done_on
from ntm_portal.kept import Shelf, kept

# Twenty communes under a dozen documents, roles and pairs of days.
SHELF = Shelf(4096)


@dataclass(frozen=True, slots=True)
class Scope:
    """As whom a page is read: two people who see the same are the same."""

    role: str
    unit_id: int | None
    department_id: int | None
    user: User = field(compare=False)

    @classmethod
    def of(cls, user: User) -> "Scope":
        """The scope of a user."""
        return cls(user.role, user.unit_id, user.department_id, user)


@dataclass(frozen=True, slots=True)
class PlaceWork:
    """One place: the states of its tasks, and which of the measured ones were done on the compared day."""

    states: tuple[ObligationState, ...] = ()
    before: Mapping[tuple[int, int], bool] = field(default_factory=dict)


@kept
def tasks_seen(scope: Scope, directive_id: int, as_of: dt.date) -> tuple[Obligation, ...]:
    """The tasks of a document that somebody reads. Four queries."""
    rows = obligations_visible_to(scope.user).filter(directive=directive_id)
    return tuple(rows.begun_by(as_of).with_addressees().in_order())


@kept
def places_seen(scope: Scope, as_of: dt.date) -> tuple[Unit, ...]:
    """The places whose progress somebody reads. One query."""
    return tuple(answering_units(scope.user).valid_on(as_of).select_related("parent").in_order())


def work_seen(
    directive: Directive, scope: Scope, as_of: dt.date, compared: dt.date, known_at: dt.datetime | None
) -> tuple[list[ObligationState], Before]:
    """Every task in every place, in the order of the document; only places with new figures are read again."""
    tasks, places = tasks_seen(scope, directive.pk, as_of), places_seen(scope, as_of)
    by_id = {unit.pk: unit for unit in places}

    def read(ids: list[int]) -> dict[int, PlaceWork]:
        return _read([by_id[pk] for pk in ids], tasks, as_of, compared, known_at)

    newest = newest_findings(tuple(by_id))
    keys = {pk: (scope, directive.pk, pk, newest[pk], as_of, compared, known_at) for pk in by_id}
    found = SHELF.take(keys, read)
    ranks = {task.pk: (clause_order(task.clause), at) for at, task in enumerate(tasks)}
    states = [state for pk in by_id for state in found[pk].states]
    before: Before = {}
    for work in found.values():
        before |= work.before
    return sorted(states, key=lambda state: ranks[state.obligation.pk]), before


def _read(units, tasks, as_of, compared, known_at) -> dict[int, PlaceWork]:
    states = states_of(pairs_of(tasks, units), as_of, known_at)
    before = done_on(states, compared, known_at)
    return {
        unit.pk: PlaceWork(
            tuple(state for state in states if state.unit.pk == unit.pk),
            {key: was for key, was in before.items() if key[1] == unit.pk},
        )
        for unit in units
    }
