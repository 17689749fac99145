"""Who reads, writes and decides about improvement plans."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import communes_visible_to, is_commune_user, is_office, is_sector
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from directives.enums import PlanSide
from directives.models import ImprovementPlan


def plans_visible_to(user: User) -> QuerySet[ImprovementPlan]:
    """A commune reads its own plans, a department those about its own indicators, everyone else all of the district."""
    rows = ImprovementPlan.objects.filter(unit__in=communes_visible_to(user).values("pk"))
    if not is_sector(user):
        return rows
    own = indicators_visible_to(user)
    whole = Q(indicator=None, criterion__in=own.values("criterion"))
    return rows.filter(Q(indicator__in=own.values("pk")) | whole)


def planning_units(user: User) -> QuerySet[Unit]:
    """The communes whose plans the user writes and reports on: its own people, and the office for all."""
    return communes_visible_to(user) if plan_side(user) else Unit.objects.none()


def plans_editable_by(user: User) -> QuerySet[ImprovementPlan]:
    """The plans the user writes and reports on."""
    return plans_visible_to(user).filter(unit__in=planning_units(user).values("pk"))


def plan_side(user: User) -> PlanSide | None:
    """For whom the user acts on plans: his commune as officer or head, or the office; None for those who only read."""
    if is_office(user):
        return PlanSide.OFFICE
    if not is_commune_user(user):
        return None
    return PlanSide.OFFICER if user.role == Role.COMMUNE_OFFICER else PlanSide.HEAD
