"""What the menu says of the work: how much waits for the reader, and which period runs."""

from django import template

from accounts.models import User
from criteria.tables.inbox import Desk, desk_of
from ntm_portal import clock

register = template.Library()


@register.simple_tag
def desk(user: User) -> Desk:
    """{% desk user as desk %}: read only where a page shows the menu."""
    return desk_of(user, clock.today()) if user and user.is_authenticated else Desk()
