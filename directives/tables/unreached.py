"""Whom no reminder reaches: people in office for whom nobody signs in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, When

from accounts.enums import POST_OF, Role
from accounts.permissions import accounts_in_post
from communes.enums import Post
from communes.models import Appointment, Unit
from ntm_portal.vietnamese import counted, name_list


@dataclass(frozen=True, slots=True)
class Unreached:
    """The holders of one post without an account, by their places; members in charge by their own names."""

    post: str
    names: tuple[str, ...]
    total: int

    @property
    def words(self) -> str:
        """ "13/20: Xuân Hồng, Xuân Thành …"."""
        return f"{counted(len(self.names))}/{self.total}: {name_list(self.names)}"


def unreached_people(district: Unit, today: dt.date) -> list[Unreached]:
    """Post by post, who of the district can be neither reminded nor called today. One query."""
    of_district = Q(unit__parent=district) | Q(department__district=district)
    rows = Appointment.objects.on(today).filter(of_district, post__in=POST_OF.values())
    reached = rows.annotate(reached=_signs_in(today)).select_related("officer", "unit", "department")
    held = sorted(reached, key=lambda row: (row.unit.display_order if row.unit else 0, row.pk))
    found = (_of_post(post, [row for row in held if row.post == post]) for post in POST_OF.values())
    return [one for one in found if one.names]


def _signs_in(today: dt.date) -> Case:
    """Whether somebody signs in for an appointment: its person as a member in charge, else anyone for its place."""
    accounts = accounts_in_post(today)
    own = {
        Role.ASSIGNED_MEMBER: accounts.filter(officer=OuterRef("officer")),
        Role.SECTOR_DEPT: accounts.filter(department=OuterRef("department")),
    }
    of_unit = accounts.filter(unit=OuterRef("unit"))
    chosen = [
        When(Exists(own.get(role, of_unit).filter(role=role)), post=post, then=True) for role, post in POST_OF.items()
    ]
    return Case(*chosen, default=False, output_field=BooleanField())


def _of_post(post: Post, rows: Sequence[Appointment]) -> Unreached:
    left = [row for row in rows if not row.reached]
    names = dict.fromkeys(_named(row) for row in left)
    return Unreached(post.label, tuple(names), len({_named(row) for row in rows}))


def _named(row: Appointment) -> str:
    """A member in charge of several communes is one person; everyone else is known by the place."""
    if row.post == Post.ASSIGNED_MEMBER:
        return row.officer.name
    return row.unit.short_label if row.unit else row.department.short_name
