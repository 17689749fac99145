"""Who says what about a fall."""

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import is_admin, is_commune_user, is_office
from communes.models import Unit
from directives.permissions.tasks import follows_tasks


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
    return follows_tasks(user)


def may_remark_case(user: User) -> bool:
    """Leaves a remark under a fall: whoever works with it or reads it to decide."""
    return may_see_case_words(user) and not is_admin(user)
