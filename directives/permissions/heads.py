"""Who reads the sheets of heads, and who writes on them."""

import datetime as dt

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    district_of,
    is_head,
    may_compare_heads,
    may_see_heads,
    posts_held,
)
from communes.models import Department, Unit
from directives.enums import BOARDS, Side
from directives.models import Remark, RemarkDraft


def sheets_visible_to(user: User) -> QuerySet[Unit]:
    """The communes whose sheet the user reads: a head his own, those who judge heads all of the district."""
    if may_see_heads(user):
        return communes_visible_to(user)
    return Unit.objects.none()


def department_sheets_visible_to(user: User) -> QuerySet[Department]:
    """The departments whose sheet the user reads."""
    if not may_compare_heads(user):
        return Department.objects.none()
    return Department.objects.filter(district=district_of(user))


def in_charge_of(user: User, day: dt.date) -> QuerySet[Unit]:
    """The communes a member of the Standing Committee was in charge of on a day, by the appointments of his person."""
    if user.role != Role.ASSIGNED_MEMBER:
        return Unit.objects.none()
    return communes_visible_to(user).filter(pk__in=posts_held(user, day).values("unit"))


def may_write_remarks(user: User) -> bool:
    """Writes the remarks of the two boards."""
    return user.role == Role.PARTY_ORG


def sides_of(user: User) -> tuple[Side, ...]:
    """In whose name the user writes on a sheet."""
    if may_write_remarks(user):
        return BOARDS
    return (Side.HEAD,) if is_head(user) else ()


def may_say(user: User, side: Side, unit: Unit | None, department: Department | None) -> bool:
    """Writes in this name about this place; a head never about a department."""
    if side not in sides_of(user):
        return False
    if department is not None:
        return department_sheets_visible_to(user).filter(pk=department.pk).exists()
    return unit is not None and sheets_visible_to(user).filter(pk=unit.pk).exists()


def remarks_visible_to(user: User) -> QuerySet[Remark]:
    """What was issued, for whoever reads the sheet it stands on."""
    units, departments = sheets_visible_to(user), department_sheets_visible_to(user)
    return Remark.objects.filter(Q(unit__in=units) | Q(department__in=departments))


def drafts_of(user: User) -> QuerySet[RemarkDraft]:
    """The drafts of the user's own side; nobody else learns that they exist."""
    if may_write_remarks(user):
        units, departments = sheets_visible_to(user), department_sheets_visible_to(user)
        return RemarkDraft.objects.filter(Q(unit__in=units) | Q(department__in=departments), side__in=BOARDS)
    return RemarkDraft.objects.filter(owner=user, unit__in=sheets_visible_to(user))
