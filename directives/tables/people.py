"""Who answers on a day: posts resolved to the persons in office."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from communes.enums import Post
from communes.models import Appointment
from directives.tables.asked import Pair
from ntm_portal.kept import kept


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in office, as a page names him and leads to his tasks."""

    pk: int
    name: str

    @property
    def href(self) -> str:
        return f"/nguoi/{self.pk}/"


Holders = Mapping[tuple[int, str], Sequence[Person]]


def people_of(unit_ids: Collection[int], day: dt.date) -> Holders:
    """(unit, post) → who is in office on a day. One query."""
    return _people(tuple(sorted(unit_ids)), day)


@kept
def _people(unit_ids: tuple[int, ...], day: dt.date) -> Holders:
    held = Appointment.objects.on(day).filter(unit__in=unit_ids).by_post()
    found: dict[tuple[int, str], list[Person]] = {}
    for unit_id, post, pk, name in held.values_list("unit_id", "post", "officer_id", "officer__name"):
        found.setdefault((unit_id, post), []).append(Person(pk, name))
    return found


def heads_of_bodies(body_ids: Collection[int], day: dt.date) -> dict[int, list[Person]]:
    """Department → its head on a day. One query, none without departments."""
    if not body_ids:
        return {}
    held = Appointment.objects.on(day).filter(department__in=body_ids, post=Post.DEPARTMENT_HEAD)
    found: dict[int, list[Person]] = {}
    for body_id, pk, name in held.order_by("pk").values_list("department_id", "officer_id", "officer__name"):
        found.setdefault(body_id, []).append(Person(pk, name))
    return found


@dataclass(frozen=True, slots=True)
class Answering:
    """The people in office on a day in the places and bodies of some tasks."""

    holders: Holders
    heads: Mapping[int, Sequence[Person]]

    def of(self, pair: Pair) -> tuple[Person, ...]:
        """Who answers for a task in a place: the holders of its posts there, and the heads of the bodies asked."""
        asked = pair.obligation
        posts = [person for post in asked.answering_posts for person in self.holders.get((pair.unit.pk, post), ())]
        bodies = [pair.body] if pair.body else asked.answering_bodies.all()
        heads = [person for body in bodies for person in self.heads.get(body.pk, ())]
        return tuple(dict.fromkeys([*posts, *heads]))


def answering_on(pairs: Iterable[Pair], day: dt.date) -> Answering:
    """Everybody who answers for some tasks on a day. Two queries."""
    pairs = list(pairs)
    bodies = {body.pk for pair in pairs for body in pair.obligation.answering_bodies.all()}
    bodies |= {pair.body.pk for pair in pairs if pair.body}
    return Answering(people_of({pair.unit.pk for pair in pairs}, day), heads_of_bodies(bodies, day))


def answers_for(posts: Sequence[tuple[str, int | None, int | None]], pair: Pair) -> bool:
    """Whether somebody who holds these (post, unit, department) answers for a task in a place."""
    asked = pair.obligation
    bodies = {body.pk for body in asked.answering_bodies.all()} | ({pair.body.pk} if pair.body else set())
    return any(
        (post in asked.answering_posts and unit_id == pair.unit.pk)
        or (post == Post.DEPARTMENT_HEAD and body_id in bodies)
        for post, unit_id, body_id in posts
    )


def posts_of(officer_id: int, day: dt.date) -> list[Appointment]:
    """What somebody is in office for on a day. One query."""
    held = Appointment.objects.on(day).filter(officer=officer_id).select_related("unit__parent", "department")
    return list(held.by_post())


def within(posts: Sequence[Appointment]) -> Q:
    """The places in which somebody with these posts may have tasks."""
    units = [held.unit_id for held in posts if held.unit_id]
    districts = [held.department.district_id for held in posts if held.department_id]
    return Q(pk__in=[*units, *districts]) | Q(parent__in=districts)
