"""Who plans visits, writes their minutes, answers and accepts what they asked for."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    is_commune_user,
    is_sector,
    stages_open_to,
)
from communes.models import Unit
from criteria.enums import Stage
from directives.enums import InspectionKind, InspectionState, JudgedBy, TeamOf
from directives.models import Inspection, InspectionRequest, Obligation
from directives.rules.inspections import BINDING, SHOWN_TO_UNIT

# Which kinds of visit a role holds, and in whose name.
HOLDS = {
    Role.DISTRICT_NTM_OFFICE: ((InspectionKind.CHECK,), (TeamOf.STATE, TeamOf.PARTY)),
    Role.ASSIGNED_MEMBER: ((InspectionKind.CHECK, InspectionKind.OVERSIGHT), (TeamOf.PARTY,)),
    Role.FRONT: ((InspectionKind.OVERSIGHT, InspectionKind.CRITICISM, InspectionKind.OPINION), (TeamOf.FRONT,)),
}


def kinds_open_to(user: User) -> tuple[InspectionKind, ...]:
    """The kinds of visit the user plans and writes minutes of; none for those who only read."""
    return HOLDS.get(user.role, ((), ()))[0]


def teams_open_to(user: User) -> tuple[TeamOf, ...]:
    """In whose name the user's teams come."""
    return HOLDS.get(user.role, ((), ()))[1]


def may_inspect(user: User) -> bool:
    """Plans visits and writes their minutes: the office, members in charge, the Front."""
    return bool(kinds_open_to(user))


def may_plan_visit_for(user: User, obligation: Obligation) -> bool:
    """Plans the visits that decide a task: those whose teams it counts."""
    if obligation.judged != JudgedBy.VISIT:
        return False
    return any(team in teams_open_to(user) for team in ([obligation.visits_of] if obligation.visits_of else TeamOf))


def inspections_visible_to(user: User) -> QuerySet[Inspection]:
    """A commune the visits to itself; the Front its own, and of others what is signed; everyone else all of them."""
    rows = Inspection.objects.filter(unit__in=communes_visible_to(user).values("pk"))
    if is_commune_user(user):
        return rows.exclude(state=InspectionState.CANCELLED)
    return rows.filter(Q(team_of=TeamOf.FRONT) | Q(state__in=BINDING)) if user.role == Role.FRONT else rows


def inspections_writable_by(user: User) -> QuerySet[Inspection]:
    """Visits held in the name of the user's own team: he writes their minutes and accepts what was done."""
    return inspections_visible_to(user).filter(team_of__in=teams_open_to(user))


def may_write_minutes(user: User, inspection: Inspection) -> bool:
    """Writes the minutes of this visit."""
    return inspections_writable_by(user).filter(pk=inspection.pk).exists()


def may_read_minutes(user: User, inspection: Inspection) -> bool:
    """Reads what was found: the place itself only when the minutes are ready to be signed."""
    return not is_commune_user(user) or inspection.state in SHOWN_TO_UNIT


def may_open_papers(user: User, inspection: Inspection) -> bool:
    """Opens photos and papers, which may hold names of households: the Front only those of its own visits."""
    own = user.role != Role.FRONT or inspection.team_of == TeamOf.FRONT
    return own and may_read_minutes(user, inspection)


def requests_visible_to(user: User) -> QuerySet[InspectionRequest]:
    """Requests of signed minutes the user may read; a department those that are put to it."""
    rows = InspectionRequest.objects.binding().filter(inspection__in=inspections_visible_to(user).values("pk"))
    return rows.filter(department=user.department_id) if is_sector(user) else rows


def opens_request(user: User, request: InspectionRequest) -> bool:
    """Opens the page of a request of a visit he reads: twin of `requests_visible_to` for one row."""
    is_binding = request.inspection.is_binding
    return is_binding and (not is_sector(user) or request.department_id == user.department_id)


def requests_answerable_by(user: User) -> QuerySet[InspectionRequest]:
    """Requests the user answers: his commune's, or those put to his department."""
    if is_commune_user(user):
        return requests_visible_to(user).filter(department=None)
    return requests_visible_to(user) if is_sector(user) else InspectionRequest.objects.none()


def requests_acceptable_by(user: User) -> QuerySet[InspectionRequest]:
    """Requests of which the user says whether they are done: those of his own team, never what he reported himself."""
    rows = requests_visible_to(user).filter(inspection__team_of__in=teams_open_to(user))
    return rows.exclude(done_by=user)


def may_confirm_overturn(user: User, unit: Unit) -> bool:
    """Records a re-check of this place: what the team saw becomes the official figure."""
    return Stage.RECHECK in stages_open_to(user, unit)
