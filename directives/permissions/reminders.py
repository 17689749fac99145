"""Who reads whom the portal reminded of what."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import (
    district_of,
)
from directives.models import Reminder
from directives.permissions.tasks import follows_tasks


def may_follow_reminders(user: User) -> bool:
    """Reads whom the portal reminded of what: the two offices that follow the directive."""
    return follows_tasks(user)


def reminders_visible_to(user: User) -> QuerySet[Reminder]:
    """A person's own messages; those who follow the work read everybody's in the district."""
    if not may_follow_reminders(user):
        return Reminder.objects.filter(user=user)
    home = district_of(user)
    return Reminder.objects.filter(Q(user__unit=home) | Q(user__unit__parent=home) | Q(user=user))
