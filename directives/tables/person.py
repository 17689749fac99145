"""Tôi phải làm gì: everything somebody answers for on a day, by the posts he holds on that day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.enums import POST_OF
from accounts.models import User
from accounts.permissions import is_commune_user
from communes.models import Appointment, Officer, Unit
from directives.models import Obligation
from directives.tables.asked import pairs_asked
from directives.tables.people import answers_for, posts_of, within
from directives.tables.states import ObligationState, states_of
from directives.tables.tasks import LATE_STATES, SOON_STATES, TAG_OF, Headline, rank_of
from ntm_portal.vietnamese import day, lower_first


@dataclass(frozen=True, slots=True)
class OwnTask:
    """One task of a person in one place."""

    state: ObligationState
    tag: str

    @property
    def where(self) -> str:
        """The place or body it is asked of."""
        return self.state.body.short_name if self.state.body else self.state.unit.short_label

    @property
    def due(self) -> str:
        return day(self.state.until) if self.state.until else "thường xuyên"


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person, the posts of the day, and the tasks that follow from them; what presses stands first."""

    officer: Officer
    posts: tuple[Appointment, ...]
    open: tuple[OwnTask, ...]
    finished: tuple[OwnTask, ...]

    @property
    def post_words(self) -> str:
        """ "Chủ tịch UBND xã Xuân Tân; …"."""
        return "; ".join(post_words(held) for held in self.posts)

    @property
    def headlines(self) -> tuple[Headline, ...]:
        """How many tasks, how many press."""
        states = [task.state.deadline.state for task in self.open]
        return (
            Headline("Nhiệm vụ", len(self.open) + len(self.finished), note="theo chức vụ trong ngày"),
            Headline("Quá hạn, vi phạm", sum(state in LATE_STATES for state in states)),
            Headline("Đến hạn trong 7 ngày", sum(state in SOON_STATES for state in states)),
            Headline("Đã xong", len(self.finished)),
        )


def post_words(held: Appointment) -> str:
    """A post with its place: "Chủ tịch UBND xã, xã Xuân Tân", "Trưởng phòng, ban, BHXH huyện"."""
    place = lower_first(held.unit.label) if held.unit else held.department.short_name
    return f"{held.post_label}, {place}"


def person_page(
    officer: Officer,
    visible: QuerySet[Unit],
    obligations: QuerySet[Obligation],
    *,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
) -> PersonPage:
    """The tasks of a person in the places the reader sees."""
    posts = posts_of(officer.pk, as_of)
    units = list(visible.filter(within(posts)).valid_on(as_of).select_related("parent").in_order()) if posts else []
    held = [(post.post, post.unit_id, post.department_id) for post in posts]
    pairs = [pair for pair in pairs_asked(units, as_of, obligations) if answers_for(held, pair)]
    tasks = [OwnTask(state, TAG_OF[state.deadline.state]) for state in states_of(pairs, as_of, known_at)]
    return PersonPage(officer, tuple(posts), *_sorted_out(tasks))


def _sorted_out(tasks: Sequence[OwnTask]) -> tuple[tuple[OwnTask, ...], tuple[OwnTask, ...]]:
    left = [task for task in tasks if not task.state.deadline.is_met]
    ordered = sorted(left, key=lambda task: (rank_of(task.state.deadline.state), task.state.until or dt.date.max))
    return tuple(ordered), tuple(task for task in tasks if task.state.deadline.is_met)


def officer_of(user: User, as_of: dt.date) -> Officer | None:
    """The person an account stands for: whom it is joined to, else whoever holds its post in its place on a day."""
    if user.officer_id:
        return user.officer
    place = {"unit": user.unit_id} if is_commune_user(user) else {"department": user.department_id}
    held = Appointment.objects.on(as_of).filter(post=POST_OF[user.role], **place).select_related("officer")
    found = held.order_by("pk").first()
    return found.officer if found else None
