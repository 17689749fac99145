"""What the menu says of the work: how much waits for the reader, and which period runs."""

from django import template

from accounts.models import User
from directives.tables.inbox import Desk, desk_of
from ntm_portal import clock
from ntm_portal.kept import kept_under, revision_in_force

register = template.Library()


@register.simple_tag
def desk(user: User) -> Desk:
    """{% desk user as desk %}: read only where a page shows the menu."""
    if not (user and user.is_authenticated):
        return Desk()
    with kept_under(revision_in_force()):
        return desk_of(user, clock.today())
