"""Who may read which tasks: the document is for everyone in the district, the rows of a commune for its own people."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import communes_visible_to, district_of, is_admin, is_commune_user, is_office, is_sector
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from directives.models import Directive, Obligation, Reminder


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


def may_see_case_words(user: User) -> bool:
    """Reads drafts, decisions and remarks about a fall; the Front reads the answer that stands, not the work behind."""
    return user.role != Role.FRONT


def may_draft_answer(user: User, unit: Unit) -> bool:
    """Writes down cause and measure for a head to send: everybody of the place, and the office."""
    return is_office(user) or (is_commune_user(user) and user.unit_id == unit.pk)


def may_answer_case(user: User, unit: Unit) -> bool:
    """Answers for a fall: the secretary or chairman of the place; the office in the name of one of them."""
    heads = (Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR)
    return is_office(user) or (user.role in heads and user.unit_id == unit.pk)


def may_decide_case(user: User) -> bool:
    """Follows, returns or accepts an answer: the NTM office and the Party office, never about one's own words."""
    return is_office(user) or user.role == Role.PARTY_OFFICE


def may_remark_case(user: User) -> bool:
    """Leaves a remark under a fall: whoever works with it or reads it to decide."""
    return may_see_case_words(user) and not is_admin(user)
