"""Who may see and do what: small predicates, and the query sets every page starts from.

When it may be done (deadline, lock, state) is not decided here but in each app's rules.
"""

import datetime as dt

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import COMMUNE_ROLES, DISTRICT_READERS, HEAD_READERS, HEAD_ROLES, POST_OF, Role
from accounts.models import User
from communes.enums import Level
from communes.models import Appointment, Unit

SELF, VERIFIED, APPRAISED, RECHECK = "SELF", "VERIFIED", "APPRAISED", "RECHECK"


def is_commune_user(user: User) -> bool:
    """Works for one commune and sees only that."""
    return user.role in COMMUNE_ROLES


def is_office(user: User) -> bool:
    """Văn phòng điều phối NTM huyện, which does the main job."""
    return user.role == Role.DISTRICT_NTM_OFFICE


def is_sector(user: User) -> bool:
    """A department that answers for its own indicators in all communes."""
    return user.role == Role.SECTOR_DEPT


def is_admin(user: User) -> bool:
    """Looks after accounts, rulebook and units, and types no figures."""
    return user.role == Role.ADMIN


def posts_held(user: User, day: dt.date) -> QuerySet[Appointment]:
    """What the person of an account holds on a day of the post that goes with its role: a head's over his own place."""
    held = Appointment.objects.on(day).filter(officer=user.officer_id, post=POST_OF.get(user.role))
    if is_commune_user(user):
        return held.filter(unit=user.unit_id)
    return held.filter(department=user.department_id) if is_sector(user) else held


def in_post(user: User, day: dt.date) -> bool:
    """Whether the account works for its post on a day: its person holds it, or it is joined to nobody."""
    return user.officer_id is None or user.role not in POST_OF or posts_held(user, day).exists()


def accounts_in_post(day: dt.date) -> QuerySet[User]:
    """Working accounts that receive what waits for their post on a day; of all accounts what `in_post` says of one."""
    held = Appointment.objects.on(day).filter(officer=OuterRef("officer"))
    own = held.filter(Q(unit=OuterRef("unit")) | Q(department=OuterRef("department")))
    found = Q(officer=None) | ~Q(role__in=POST_OF)
    for role, post in POST_OF.items():
        rows = held if role == Role.ASSIGNED_MEMBER else own
        found |= Q(Exists(rows.filter(post=post)), role=role)
    return User.objects.working().filter(found)


def district_of(user: User) -> Unit:
    """The district whose communes the user works with."""
    own = user.unit and user.unit.district
    return own or Unit.objects.districts().order_by("valid_from").get(code=settings.HOME_DISTRICT)


def communes_visible_to(user: User) -> QuerySet[Unit]:
    """A commune's own people see their commune, everyone else all communes of the district."""
    if is_commune_user(user):
        return Unit.objects.communes().filter(pk=user.unit_id)
    return Unit.objects.communes().in_district(district_of(user))


def communes_editable_by(user: User) -> QuerySet[Unit]:
    """Communes for which the user may record figures."""
    if is_commune_user(user) or is_sector(user) or is_office(user):
        return communes_visible_to(user)
    return Unit.objects.none()


def district_visible_to(user: User) -> QuerySet[Unit]:
    """The district itself, for those who read its pages."""
    if not may_see_overview(user):
        return Unit.objects.none()
    return Unit.objects.filter(pk=district_of(user).pk)


def district_editable_by(user: User) -> QuerySet[Unit]:
    """The district itself, for those who record its own figures."""
    return district_visible_to(user) if may_edit_district(user) else Unit.objects.none()


def visible_units(user: User) -> QuerySet[Unit]:
    """Every commune and district the user may read about."""
    districts = district_visible_to(user).values("pk")
    return Unit.objects.filter(Q(pk__in=communes_visible_to(user).values("pk")) | Q(pk__in=districts))


def may_edit_district(user: User) -> bool:
    """Records the district's own nine criteria."""
    return is_office(user)


def may_see_overview(user: User) -> bool:
    """Reads the pages about the district as a whole."""
    return user.role in DISTRICT_READERS


def may_see_criteria(user: User) -> bool:
    """Compares one criterion across all communes."""
    return may_see_overview(user) or is_sector(user)


def may_enter(user: User) -> bool:
    """Records figures of some place."""
    return is_commune_user(user) or is_sector(user) or is_office(user)


def may_count_households(user: User) -> bool:
    """Has the movement of poor households in the menu; the leading department finds it beside its figures."""
    return is_commune_user(user) or is_office(user)


def may_see_money(user: User) -> bool:
    """Reads what communes raised and owe; the Front reads results, not the work behind them."""
    return user.role != Role.FRONT


def may_verify(user: User) -> bool:
    """Confirms and returns figures of communes."""
    return is_sector(user) or is_office(user)


def may_see_periods(user: User) -> bool:
    """Reads the calendar and who has sent; the Front reads results, not the work behind them."""
    return user.role != Role.FRONT


def may_have_work(user: User) -> bool:
    """Has a list of what waits for him; administrators look after accounts, the Front reads results."""
    return user.role not in (Role.FRONT, Role.ADMIN)


def stands_for_a_post(user: User) -> bool:
    """Belongs to one post of one place or to one person in office, so that there are tasks of "mine"."""
    return is_commune_user(user) or is_sector(user) or user.officer_id is not None


def may_see_history(user: User) -> bool:
    """Reads who recorded which figure and when; the Front sees results, not the work behind them."""
    return user.role != Role.FRONT


def may_download_reports(user: User) -> bool:
    """Takes away the forms for the Standing Committee."""
    return may_see_overview(user)


def may_choose_forms(user: User) -> bool:
    """Takes away forms of some place: of the district, of the own commune, or of the own indicators in all communes."""
    return may_download_reports(user) or is_commune_user(user) or is_sector(user)


def is_head(user: User) -> bool:
    """Answers for a commune: its party secretary or its chairman."""
    return user.role in HEAD_ROLES


def may_compare_heads(user: User) -> bool:
    """Reads what is put down to the heads of all communes and departments."""
    return user.role in HEAD_READERS


def may_see_heads(user: User) -> bool:
    """Reads sheets of heads: all of them, or a head his own."""
    return may_compare_heads(user) or is_head(user)


def may_see_rulebook(user: User) -> bool:
    """Reads the criteria sets and required levels with their sources; communes need the levels too."""
    return user.is_authenticated


def may_type_targets(user: User) -> bool:
    """Types required levels that a province decided."""
    return is_office(user) or is_admin(user)


def may_confirm_targets(user: User) -> bool:
    """Says that a required level was compared with the text ("đã đối chiếu văn bản")."""
    return is_admin(user)


def may_see_gallery(user: User) -> bool:
    """Looks at the page of all components."""
    return is_office(user) or is_admin(user)


def may_administer(user: User) -> bool:
    """Uses the administration pages."""
    return is_admin(user)


def stages_open_to(user: User, unit: Unit) -> tuple[str, ...]:
    """The stages at which the user may record figures of this commune or district, the usual one first."""
    if is_commune_user(user):
        return (SELF,) if unit.pk == user.unit_id else ()
    if not is_sector(user) and not is_office(user):
        return ()
    home = district_of(user)
    if unit.pk == home.pk:
        return (SELF, APPRAISED) if is_office(user) else ()
    if unit.level != Level.COMMUNE or unit.parent_id != home.pk:
        return ()
    return (VERIFIED, SELF, RECHECK, APPRAISED) if is_office(user) else (VERIFIED,)


def home_path(user: User) -> str:
    """Where the user's work begins after signing in."""
    if is_commune_user(user):
        return f"/xa/{user.unit.slug}/"
    return "/tieu-chi/" if is_sector(user) else "/"
