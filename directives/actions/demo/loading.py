"""Load the demonstration: the figures first, then the work that follows from the directive."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo.loading import load_demo
from criteria.actions.demo.story import LAST
from directives.actions.demo.cases import load_cases
from directives.actions.demo.cast import Cast
from directives.actions.demo.heads import load_heads
from directives.actions.demo.plans import load_plans
from directives.actions.demo.tasks import load_tasks
from directives.actions.demo.visits import load_visits

# Each tells one part of the story, in this order.
PARTS: tuple[Callable[[Cast], None], ...] = (
    load_cases,
    load_visits,
    load_tasks,
    load_plans,
    load_heads,
)


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
