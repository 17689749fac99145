"""What the portal knows beside figures: deeds, moved days, dissemination, falls. Each read once for a page."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from criteria.status import lost_between
from directives.enums import JudgedBy
from directives.models import Dissemination, ExtensionRequest, Fulfilment, Obligation
from directives.rules.deadlines import Deed
from directives.tables.asked import Pair
from ntm_portal.kept import kept

Asked = tuple[int, int, int]
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Done:
    """A deed with the due day it was done for."""

    deed: Deed
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Work:
    """Everything recorded for some tasks by the end of a day."""

    deeds: Mapping[Asked, Sequence[Done]] = field(default_factory=dict)
    moved: Mapping[tuple[Asked, dt.date], dt.date] = field(default_factory=dict)
    spread: Mapping[tuple[int, int], Deed] = field(default_factory=dict)
    fallen: Mapping[tuple[int, dt.date], int] = field(default_factory=dict)

    def deeds_of(self, pair: Pair, due_on: dt.date | None) -> list[Deed]:
        """What was done for one due day (None where the task comes once)."""
        found = [done.deed for done in self.deeds.get(pair.asked, ()) if done.due_on == due_on]
        if pair.obligation.judged.asks_confirmation:
            return found
        return [replace(deed, confirmed=True) for deed in found]

    def until(self, pair: Pair, due_on: dt.date | None) -> dt.date | None:
        """The day that counts for the place: the one of the document, or the one granted to it."""
        return self.moved.get((pair.asked, due_on), due_on) if due_on else None


def read_work(
    pairs: Sequence[Pair],
    as_of: dt.date,
    known_at: dt.datetime | None,
    tasks: Collection[Obligation] | None = None,
) -> Work:
    """At most four queries for any number of tasks and places, none for what no task asks.

    `tasks`: everything a page asks of anybody, where it reads its places one by one: what was recorded is kept for all.
    """
    every = {pair.obligation.pk: pair.obligation for pair in pairs}.values() if tasks is None else tasks
    judged = {task.judged for task in every}
    ids = tuple(sorted(task.pk for task in every))
    documents = tuple(sorted({task.directive_id for task in every}))
    takes_deeds = any(way.takes_deeds for way in judged)
    return Work(
        deeds=deeds_by(ids, as_of, known_at) if takes_deeds else {},
        moved=moved_days(ids, known_at) if ids else {},
        spread=spread_by(documents, as_of, known_at) if JudgedBy.SPREAD in judged else {},
        fallen=_fallen([pair for pair in pairs if pair.obligation.judged == JudgedBy.NO_FALL], as_of, known_at),
    )


@kept
def deeds_by(ids: tuple[int, ...], as_of: dt.date, known_at: dt.datetime | None) -> dict[Asked, list[Done]]:
    """Task, unit and body → what was recorded by a day and stands. One query."""
    rows = Fulfilment.objects.standing(known_at).filter(obligation__in=ids, done_on__lte=as_of)
    columns = ("obligation_id", "unit_id", "body_id", "due_on", "done_on", "quantity", "confirmation__confirmed_at")
    found = defaultdict(list)
    for task, unit, body, due_on, done_on, quantity, confirmed_at in rows.order_by("pk").values_list(*columns):
        confirmed = confirmed_at is not None and (known_at is None or confirmed_at <= known_at)
        found[task, unit or 0, body or 0].append(Done(Deed(done_on, quantity, confirmed), due_on))
    return dict(found)


@kept
def moved_days(ids: tuple[int, ...], known_at: dt.datetime | None) -> dict[tuple[Asked, dt.date], dt.date]:
    """Task, place and day of the document → the day granted last. One query."""
    rows = ExtensionRequest.objects.granted_by(known_at).filter(obligation__in=ids)
    columns = ("obligation_id", "unit_id", "body_id", "due_on", "moved_to")
    return {
        ((task, unit or 0, body or 0), due_on): moved_to for task, unit, body, due_on, moved_to in
        rows.values_list(*columns)
    }  # fmt: skip


@kept
def spread_by(documents: tuple[int, ...], as_of: dt.date, known_at: dt.datetime | None) -> dict[tuple[int, int], Deed]:
    """Document and commune → the day on which its committee made the document known. One query."""
    rows = Dissemination.objects.filter(directive__in=documents, body__unit__isnull=False, confirmed_on__lte=as_of)
    rows = rows if known_at is None else rows.filter(confirmed_at__lte=known_at)
    columns = ("directive_id", "body__unit_id", "confirmed_on")
    return {(document, unit): Deed(day) for document, unit, day in rows.values_list(*columns)}


def _fallen(pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None) -> dict[tuple[int, dt.date], int]:
    """Unit and day the task was given → criteria lost since that somebody answers for and that have not come back."""
    given = {(pair.unit.pk, pair.obligation.begins_on) for pair in pairs}
    if not given:
        return {}
    units, first = {unit for unit, _ in given}, min(begins_on for _, begins_on in given)
    lost = lost_between(units, first - ONE_DAY, as_of, known_at)
    return {key: sum(unit == key[0] and on >= key[1] for unit, on in lost) for key in given}
