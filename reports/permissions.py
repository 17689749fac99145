"""Who reads, writes and words the periodic reports."""

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import is_admin, is_office, may_compare_heads


def may_read_periodic(user: User) -> bool:
    """Reads the report that is being written: it speaks of heads, so only those who compare them."""
    return may_compare_heads(user)


def may_write_periodic(user: User) -> bool:
    """Writes the texts of a report and puts its sentences otherwise: the Party office and the office."""
    return is_office(user) or user.role == Role.PARTY_OFFICE


def may_word_patterns(user: User) -> bool:
    """Changes how the sentences of all reports are put: those who write them, and the administrator."""
    return may_write_periodic(user) or is_admin(user)
