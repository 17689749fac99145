"""Who may read which tasks, and who records, confirms and decides.

The document is for everyone in the district, the rows of a commune for its own people. The two offices that follow
the directive keep the register and the tasks; whoever is asked records what he did; nobody confirms his own word.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import COMMUNE_ROLES, Role
from accounts.models import User
from accounts.permissions import communes_visible_to, district_of, is_commune_user, is_sector
from communes.enums import Level
from communes.models import Appointment, Department, Officer, Unit
from criteria.permissions import indicators_visible_to
from directives.enums import AppliesTo, JudgedBy
from directives.models import (
    Directive,
    Dissemination,
    ExtensionRequest,
    Fulfilment,
    FulfilmentProof,
    Obligation,
    PartyBody,
)

FOLLOWERS = (Role.DISTRICT_NTM_OFFICE, Role.PARTY_OFFICE)


def follows_tasks(user: User) -> bool:
    """Văn phòng Huyện ủy and the NTM office: they keep the register and the tasks, confirm and decide."""
    return user.role in FOLLOWERS


def directives_visible_to(user: User) -> QuerySet[Directive]:
    """Every signed-in person of the district reads what its Standing Committee, the province and the state issued."""
    return Directive.objects.filter(Q(district=None) | Q(district=district_of(user)))


def directives_editable_by(user: User) -> QuerySet[Directive]:
    """Documents the user may correct and give tasks with."""
    return directives_visible_to(user) if follows_tasks(user) else Directive.objects.none()


def answering_units(user: User) -> QuerySet[Unit]:
    """The places whose progress the user reads: a commune its own, everyone else all communes and the district."""
    communes = communes_visible_to(user)
    if is_commune_user(user):
        return communes
    return Unit.objects.filter(Q(pk__in=communes.values("pk")) | Q(pk=district_of(user).pk))


def obligations_visible_to(user: User) -> QuerySet[Obligation]:
    """The tasks whose progress the user reads: a department those of its own indicators, or given to it."""
    tasks = Obligation.objects.filter(directive__in=directives_visible_to(user))
    if not is_sector(user):
        return tasks
    through = {
        name: Exists(field.through.objects.filter(obligation=OuterRef("pk"), department=user.department_id))
        for name, field in (("bodies", Obligation.bodies), ("answering", Obligation.answering_bodies))
    }
    own = Q(indicator__in=indicators_visible_to(user)) | Q(through["bodies"]) | Q(through["answering"])
    return tasks.filter(own)


def obligations_editable_by(user: User) -> QuerySet[Obligation]:
    """Tasks the user may correct."""
    return Obligation.objects.filter(directive__in=directives_editable_by(user))


def may_record(user: User, obligation: Obligation, place: Unit | Department) -> bool:
    """Says what was done for a task: the place itself, the body that was asked, or an office that follows."""
    if not obligation.judged.takes_deeds or not is_asked_of(obligation, place):
        return False
    if follows_tasks(user):
        return True
    if isinstance(place, Unit):
        return is_commune_user(user) and user.unit_id == place.pk
    return user.role != Role.ADMIN and user.department_id == place.pk


def may_ask_more_time(user: User, obligation: Obligation, place: Unit | Department) -> bool:
    """Asks for a later day: those who are asked themselves, never the office that decides."""
    if follows_tasks(user) or not is_asked_of(obligation, place):
        return False
    if isinstance(place, Unit):
        return is_commune_user(user) and user.unit_id == place.pk
    return user.department_id == place.pk


def is_asked_of(obligation: Obligation, place: Unit | Department) -> bool:
    """Whether the task is asked of that place or body."""
    if isinstance(place, Department):
        return obligation.applies_to == AppliesTo.BODIES and place in obligation.bodies.all()
    named = list(obligation.units.all())
    if obligation.applies_to == AppliesTo.DISTRICT:
        return place.level == Level.DISTRICT
    return (
        obligation.applies_to == AppliesTo.COMMUNES and place.level == Level.COMMUNE and (not named or place in named)
    )


def fulfilments_visible_to(user: User) -> QuerySet[Fulfilment]:
    """What was done for tasks the user reads: a commune sees its own."""
    rows = Fulfilment.objects.filter(obligation__in=obligations_visible_to(user))
    return rows.filter(unit__in=answering_units(user)) if is_commune_user(user) else rows


def fulfilments_confirmable_by(user: User) -> QuerySet[Fulfilment]:
    """What the user may confirm: as one of the offices that follow, and never his own word."""
    if not follows_tasks(user):
        return Fulfilment.objects.none()
    asking = [judged for judged in JudgedBy if judged.asks_confirmation]
    waiting = fulfilments_visible_to(user).standing().filter(confirmation=None, obligation__judged_by__in=asking)
    return waiting.exclude(recorded_by=user)


def fulfilments_withdrawable_by(user: User) -> QuerySet[Fulfilment]:
    """What the user may take back: his own place's word until it is confirmed, an office everything."""
    rows = fulfilments_visible_to(user).standing()
    if follows_tasks(user):
        return rows
    own = Q(unit=user.unit_id) if is_commune_user(user) else Q(body__isnull=False, body=user.department_id)
    return rows.filter(own, confirmation=None)


def proofs_visible_to(user: User) -> QuerySet[FulfilmentProof]:
    """Documents behind what was done; the Front and administrators see their own body's only."""
    rows = FulfilmentProof.objects.filter(fulfilment__in=fulfilments_visible_to(user))
    if user.role in (Role.FRONT, Role.ADMIN):
        return rows.filter(fulfilment__body__isnull=False, fulfilment__body=user.department_id)
    return rows


def extension_requests_visible_to(user: User) -> QuerySet[ExtensionRequest]:
    """Requests for more time: a place or body sees its own, the readers all."""
    rows = ExtensionRequest.objects.filter(obligation__in=obligations_visible_to(user))
    if is_commune_user(user):
        return rows.filter(unit=user.unit_id)
    return rows.filter(body=user.department_id) if is_sector(user) else rows


def bodies_confirmable_by(user: User) -> QuerySet[PartyBody]:
    """For which party bodies the user may confirm that a document was made known: a commune its own, an office all."""
    rows = PartyBody.objects.filter(district=district_of(user))
    if follows_tasks(user):
        return rows
    heads = (Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR)
    return rows.filter(unit=user.unit_id) if user.role in heads else rows.none()


def disseminations_visible_to(user: User) -> QuerySet[Dissemination]:
    """Where a document was sent: a commune sees its own line, departments none, everyone else all."""
    rows = Dissemination.objects.filter(directive__in=directives_visible_to(user))
    if is_commune_user(user):
        return rows.filter(body__unit=user.unit_id)
    return rows.none() if is_sector(user) else rows.filter(body__district=district_of(user))


def officers_visible_to(user: User) -> QuerySet[Officer]:
    """People whose tasks the user may read, as far as he reads the tasks: a commune its own heads and those who answer
    for it in the district, everyone else all."""
    home = district_of(user)
    own = Q(unit=user.unit_id) if user.role in COMMUNE_ROLES else Q(unit=home) | Q(unit__parent=home)
    held = Appointment.objects.filter(own | Q(department__district=home))
    return Officer.objects.filter(pk__in=held.values("officer"))
