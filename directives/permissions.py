"""Who may read which tasks: the document is for everyone in the district, the rows of a commune for its own people."""

import datetime as dt

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    district_of,
    is_commune_user,
    is_head,
    is_office,
    is_sector,
    may_compare_heads,
    may_see_heads,
)
from communes.enums import Post
from communes.models import Appointment, Department, Unit
from criteria.permissions import indicators_visible_to
from directives.enums import BOARDS, Side
from directives.models import Directive, Obligation, Remark, RemarkDraft, Reminder

# The post an account of a head speaks from.
POST_OF = {Role.COMMUNE_SECRETARY: Post.PARTY_SECRETARY, Role.COMMUNE_CHAIR: Post.CHAIR}


def directives_visible_to(user: User) -> QuerySet[Directive]:
    """Every signed-in person of the district reads what its Standing Committee, the province and the state issued."""
    return Directive.objects.filter(Q(district=None) | Q(district=district_of(user)))


def answering_units(user: User) -> QuerySet[Unit]:
    """The places whose progress the user reads: a commune its own, everyone else all communes and the district."""
    communes = communes_visible_to(user)
    if is_commune_user(user):
        return communes
    return Unit.objects.filter(Q(pk__in=communes.values("pk")) | Q(pk=district_of(user).pk))


def obligations_visible_to(user: User) -> QuerySet[Obligation]:
    """The tasks whose progress the user reads: a department those of its own indicators."""
    tasks = Obligation.objects.filter(directive__in=directives_visible_to(user))
    return tasks.filter(indicator__in=indicators_visible_to(user)) if is_sector(user) else tasks


def may_follow_reminders(user: User) -> bool:
    """Reads whom the portal reminded of what: the two offices that follow the directive."""
    return is_office(user) or user.role == Role.PARTY_OFFICE


def reminders_visible_to(user: User) -> QuerySet[Reminder]:
    """A person's own messages; those who follow the work read everybody's in the district."""
    if not may_follow_reminders(user):
        return Reminder.objects.filter(user=user)
    home = district_of(user)
    return Reminder.objects.filter(Q(user__unit=home) | Q(user__unit__parent=home) | Q(user=user))


# --- Trách nhiệm người đứng đầu ---------------------------------------------------------------


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
    """The communes a member of the Standing Committee was in charge of on a day; account and officer share the name."""
    if user.role != Role.ASSIGNED_MEMBER:
        return Unit.objects.none()
    held = Appointment.objects.on(day).filter(post=Post.ASSIGNED_MEMBER, officer__name=user.full_name)
    return communes_visible_to(user).filter(pk__in=held.values("unit"))


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
