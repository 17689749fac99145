"""Load the demonstration: the figures first, then the work that follows from the directive."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo.loading import load_demo
from criteria.actions.demo.story import LAST
from directives.actions.demo.plans import load_plans


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demonstration: the district, its communes by code, the accounts by name for signing in."""

    district: Unit
    communes: dict[str, Unit]
    users: dict[str, User]


# Each tells one part of the story, in this order.
PARTS: tuple[Callable[[Cast], None], ...] = (load_plans,)


@transaction.atomic
def load_all() -> int:
    """Nạp số liệu minh họa và các việc theo Chỉ thị. Returns how many figures."""
    figures = load_demo()
    cast = sample_cast()
    for part in PARTS:
        part(cast)
    return figures


def sample_cast() -> Cast:
    """The people and places the figures were loaded with."""
    district = Unit.objects.districts().valid_on(LAST).get(code=settings.HOME_DISTRICT)
    communes = Unit.objects.communes().in_district(district).valid_on(LAST).in_order()
    users = User.objects.filter(sample=True)
    return Cast(district, {row.code: row for row in communes}, {row.username: row for row in users})
