"""Who may read which tasks: the document is for everyone in the district, the rows of a commune for its own people."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    district_of,
    is_admin,
    is_commune_user,
    is_office,
    is_sector,
    stages_open_to,
)
from communes.models import Unit
from criteria.enums import Stage
from criteria.permissions import indicators_visible_to
from directives.enums import InspectionKind, InspectionState, TeamOf
from directives.models import Directive, Inspection, InspectionRequest, Obligation, Reminder
from directives.rules.inspections import BINDING, SHOWN_TO_UNIT

# Which kinds of visit a role holds, and in whose name.
HOLDS = {
    Role.DISTRICT_NTM_OFFICE: ((InspectionKind.CHECK,), (TeamOf.STATE, TeamOf.PARTY)),
    Role.ASSIGNED_MEMBER: ((InspectionKind.CHECK, InspectionKind.OVERSIGHT), (TeamOf.PARTY,)),
    Role.FRONT: ((InspectionKind.OVERSIGHT, InspectionKind.CRITICISM, InspectionKind.OPINION), (TeamOf.FRONT,)),
}


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


def kinds_open_to(user: User) -> tuple[InspectionKind, ...]:
    """The kinds of visit the user plans and writes minutes of; none for those who only read."""
    return HOLDS.get(user.role, ((), ()))[0]


def teams_open_to(user: User) -> tuple[TeamOf, ...]:
    """In whose name the user's teams come."""
    return HOLDS.get(user.role, ((), ()))[1]


def may_inspect(user: User) -> bool:
    """Plans visits and writes their minutes: the office, members in charge, the Front."""
    return bool(kinds_open_to(user))


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
