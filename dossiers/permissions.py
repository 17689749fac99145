"""Who reads a dossier, who keeps which of its parts, and who opens its files."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import communes_visible_to, district_of, is_commune_user, is_office, is_sector, visible_units
from communes.models import Unit
from criteria.models import Evidence
from criteria.permissions import evidence_visible_to
from dossiers.enums import Keeper, PartState, Section
from dossiers.models import ChecklistItem, Dossier, DossierDocument

# What whoever keeps a part may say of it; only the office, which receives it, finds that something is lacking.
OWN_STATES = (PartState.MISSING, PartState.DRAFT, PartState.SIGNED)


def places_with_dossiers(user: User) -> QuerySet[Unit]:
    """The places whose dossier the user reads: a commune its own, everyone else all.

    A department reads the district's too, because it answers for papers in it.
    """
    own = visible_units(user)
    if not is_sector(user):
        return own
    return Unit.objects.filter(Q(pk__in=own.values("pk")) | Q(pk=district_of(user).pk))


def dossiers_visible_to(user: User) -> QuerySet[Dossier]:
    """The dossiers of those places."""
    return Dossier.objects.filter(unit__in=places_with_dossiers(user).values("pk"))


def may_open_dossier(user: User, unit: Unit) -> bool:
    """Begins the dossier of a place: the commune its own, the office any of its district."""
    if is_commune_user(user):
        return user.unit_id == unit.pk
    return is_office(user) and _in_district(user, unit)


def may_amend_dossier(user: User, dossier: Dossier) -> bool:
    """Writes down when it was registered, planned and handed in: the office that answers and sends."""
    return is_office(user) and _in_district(user, dossier.unit)


def may_keep_part(user: User, dossier: Dossier, item: ChecklistItem) -> bool:
    """Writes down a part: the commune its own papers, the Front what it heard from residents, the office everything.

    A department writes down the proof of the criteria it answers for.
    """
    if is_commune_user(user):
        return user.unit_id == dossier.unit_id and item.kept_by == Keeper.COMMUNE
    if not _in_district(user, dossier.unit):
        return False
    if is_sector(user):
        return item.section == Section.CRITERION and item.department_id == user.department_id
    return is_office(user) or (user.role == Role.FRONT and item.kept_by == Keeper.FRONT)


def states_open_to(user: User) -> tuple[PartState, ...]:
    """What the user may say of a part he keeps."""
    return tuple(PartState) if is_office(user) else OWN_STATES


def files_visible_to(user: User) -> QuerySet[DossierDocument]:
    """Versions whose file the user opens; papers may name households, so the Front and departments open what they keep
    themselves, and the state of all else is enough."""
    rows = DossierDocument.objects.filter(dossier__in=dossiers_visible_to(user), evidence__isnull=False)
    if is_sector(user):
        return rows.filter(item__section=Section.CRITERION, item__department=user.department_id)
    return rows.filter(item__kept_by=Keeper.FRONT) if user.role == Role.FRONT else rows


def usable_documents(user: User, unit: Unit) -> QuerySet[Evidence]:
    """Documents of a place that the user may put into its dossier: those he sees, and those he brought himself."""
    seen = evidence_visible_to(user).values("pk")
    return Evidence.objects.filter(Q(pk__in=seen) | Q(uploaded_by=user), unit=unit)


def _in_district(user: User, unit: Unit) -> bool:
    home = district_of(user)
    return unit.pk == home.pk or communes_visible_to(user).filter(pk=unit.pk).exists()
