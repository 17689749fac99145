"""Who may see and enter which indicators; the place is decided in accounts.permissions."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import COMMUNE_ROLES, POST_OF, Role
from accounts.models import User
from accounts.permissions import (
    accounts_in_post,
    communes_editable_by,
    communes_visible_to,
    district_of,
    is_admin,
    is_commune_user,
    is_office,
    is_sector,
    may_enter,
    may_see_history,
    may_see_money,
    may_see_periods,
    may_type_targets,
    posts_held,
    stages_open_to,
    visible_units,
)
from communes.enums import Level, Post
from communes.models import Unit
from criteria.enums import Addressee, Side
from criteria.models import (
    Comment,
    Evidence,
    EvidenceLink,
    Extension,
    Finding,
    ImportBatch,
    Indicator,
    Mention,
    MoneySheet,
    Movement,
    ReportingPeriod,
)
from criteria.rules.comments import REACHED
from ntm_portal.kept import kept


def indicators_visible_to(user: User) -> QuerySet[Indicator]:
    """Everyone sees every indicator, but a department only those it is in charge of."""
    if user.role == Role.SECTOR_DEPT:
        return Indicator.objects.filter(lead_department=user.department_id)
    return Indicator.objects.all()


def indicators_editable_by(user: User) -> QuerySet[Indicator]:
    """The indicators whose figures the user may enter; read-only roles have none."""
    return _open_to(user.role, user.department_id)


def _open_to(role: str, department_id: int | None) -> QuerySet[Indicator]:
    rows = Indicator.objects.all()
    if role in (Role.DISTRICT_NTM_OFFICE, Role.ADMIN):
        return rows
    of_communes = rows.filter(criterion__criteria_set__level=Level.COMMUNE)
    if role == Role.SECTOR_DEPT:
        return of_communes.filter(lead_department=department_id)
    return of_communes if role in COMMUNE_ROLES else rows.none()


@kept
def open_indicators(role: str, department_id: int | None, level: str) -> frozenset[int]:
    """The indicators judging a place of this level whose figures this role and department may enter. One query."""
    judging = {"criterion__criteria_set__level": level, "criterion__criteria_set__structure_only": False}
    return frozenset(_open_to(role, department_id).filter(**judging).values_list("pk", flat=True))


def findings_changeable_by(user: User, unit: Unit) -> QuerySet[Finding]:
    """Figures of a place that the user may correct or take back: those at his own stages that still count."""
    rows = Finding.objects.live().filter(unit=unit, stage__in=stages_open_to(user, unit))
    return rows.filter(indicator__in=indicators_editable_by(user))


def imports_visible_to(user: User) -> QuerySet[ImportBatch]:
    """Uploaded files: one's own; once recorded, those of the same commune or department, and for the office all."""
    rows = ImportBatch.objects.all()
    if not may_enter(user):
        return rows.none()
    recorded = Q(applied_at__isnull=False)
    if is_commune_user(user):
        shared = recorded & Q(uploaded_by__unit=user.unit_id)
    elif is_office(user):
        home = district_of(user).pk
        shared = recorded & (Q(uploaded_by__unit=home) | Q(uploaded_by__unit__parent=home))
    else:
        shared = recorded & Q(uploaded_by__department=user.department_id)
    return rows.filter(Q(uploaded_by=user) | shared)


def previews_of(user: User) -> QuerySet[ImportBatch]:
    """Files the user has uploaded and not recorded yet: nobody else sees or records them."""
    return imports_visible_to(user).filter(uploaded_by=user, applied_at=None)


def may_change_settings(user: User) -> bool:
    """Chooses bands, margins and the meaning of "cơ bản đạt chuẩn" for the district."""
    return may_type_targets(user)


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """Documents of the places the user reads about; a department's only where its own indicators use them.

    The Front sees results, not the work behind them, and documents hold names of households.
    """
    if not may_see_history(user):
        return Evidence.objects.none()
    rows = Evidence.objects.filter(unit__in=visible_units(user).values("pk"))
    if not is_sector(user):
        return rows
    used = EvidenceLink.objects.filter(finding__indicator__in=indicators_visible_to(user)).values("evidence")
    return rows.filter(Q(pk__in=used) | Q(uploaded_by__department=user.department_id))


def links_withdrawable_by(user: User, unit: Unit) -> QuerySet[EvidenceLink]:
    """Links that the user may take back: whoever may change the figure decides what proves it."""
    return EvidenceLink.objects.live().filter(finding__in=findings_changeable_by(user, unit))


def side_of_writer(user: User) -> Side:
    """For whom the user acts in the flow of a sheet: his commune, his department, or the office."""
    if is_commune_user(user):
        return Side.COMMUNE
    return Side.DEPARTMENT if is_sector(user) else Side.OFFICE


def periods_visible_to(user: User) -> QuerySet[ReportingPeriod]:
    """The calendar of the user's district; the Front reads results, not the work behind them."""
    return ReportingPeriod.objects.of(district_of(user)) if may_see_periods(user) else ReportingPeriod.objects.none()


def may_send(user: User, unit: Unit) -> bool:
    """Approves and sends the sheet of a place: its secretary or chairman; the office on behalf of one of them."""
    if user.role in (Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR):
        return user.unit_id == unit.pk
    return is_office(user) and unit.level == Level.COMMUNE


def may_explain(user: User, unit: Unit) -> bool:
    """Says why a cell is empty, or why a returned figure stands: everybody of the place, and the office."""
    return may_send(user, unit) or (is_commune_user(user) and user.unit_id == unit.pk)


def may_lock(user: User) -> bool:
    """Takes sheets over, locks and unlocks periods, decides on extensions."""
    return is_office(user)


def extensions_visible_to(user: User) -> QuerySet[Extension]:
    """A place sees its own requests, the office and those who read about the district all of them."""
    return Extension.objects.filter(unit__in=communes_visible_to(user), period__in=periods_visible_to(user))


def may_ask_extension(user: User) -> bool:
    """Asks for more time: the place for itself or one cell, a department for a cell of its own."""
    return is_commune_user(user) or is_sector(user)


def may_talk_about(user: User, unit: Unit, indicator: Indicator) -> bool:
    """Reads and writes comments on a cell: whoever reads its history."""
    return (
        may_see_history(user)
        and visible_units(user).filter(pk=unit.pk).exists()
        and indicators_visible_to(user).filter(pk=indicator.pk).exists()
    )


def comments_withdrawable_by(user: User) -> QuerySet[Comment]:
    """One's own comments; the administrator also takes back what should not stand there, such as a person's data."""
    rows = Comment.objects.standing()
    return rows if is_admin(user) else rows.filter(by=user)


def mentions_open_to(user: User, day: dt.date) -> QuerySet[Mention]:
    """Calls that wait for the user's office or post: a commune's at its own cells, a department's at those it leads.

    Where the account is joined to a person, only what that person is in office for on the day.
    """
    rows = Mention.objects.open().filter(addressee__in=REACHED.get(user.role, ()))
    rows = rows.filter(comment__unit__in=visible_units(user).values("pk"))
    if is_sector(user):
        rows = rows.filter(comment__indicator__lead_department=user.department_id)
    if user.officer_id is None or user.role not in POST_OF:
        return rows
    held = posts_held(user, day)
    return rows.filter(Exists(held)) if is_sector(user) else rows.filter(comment__unit__in=held.values("unit"))


def accounts_called(
    day: dt.date, *, unit: int | OuterRef, district: int | OuterRef | None, department: int | OuterRef | None
) -> QuerySet[User]:
    """Accounts that hear a call at a cell on a day: of its place, of its district, of the department that leads it, or
    of a member in charge of the place. Keys, or what refers to them."""
    in_charge = Q(
        officer__appointments__unit=unit,
        officer__appointments__post=Post.ASSIGNED_MEMBER,
        officer__appointments__valid_from__lte=day,
        officer__appointments__valid_to__gte=day,
    )
    member, wide = Q(role=Role.ASSIGNED_MEMBER), ~Q(role__in=(*COMMUNE_ROLES, Role.SECTOR_DEPT, Role.ASSIGNED_MEMBER))
    return accounts_in_post(day).filter(
        Q(role__in=COMMUNE_ROLES, unit=unit)
        | Q(role=Role.SECTOR_DEPT, department=department)
        | member & (Q(officer=None) | in_charge)
        | wide & (Q(unit=None) | Q(unit=unit) | Q(unit=district))
    )


def roles_calling(addressee: str) -> list[Role]:
    """Accounts of which roles a call to an office or post is for."""
    return [role for role, reached in REACHED.items() if addressee in reached]


def addressees_unheard(unit: Unit, indicator: Indicator, day: dt.date) -> set[Addressee]:
    """Offices and posts that no account stands for at a cell: whoever calls them is heard by nobody. One query."""
    heard = accounts_called(day, unit=unit.pk, district=unit.parent_id, department=indicator.lead_department_id)
    roles = set(heard.values_list("role", flat=True).order_by().distinct())
    return {addressee for addressee in Addressee if not roles.intersection(roles_calling(addressee))}


def calls_unheard(day: dt.date) -> QuerySet[Mention]:
    """Open calls to an office or post that no account stands for at their cell."""
    cell = "comment__unit", "comment__unit__parent", "comment__indicator__lead_department"
    unit, district, department = (OuterRef(name) for name in cell)
    heard = accounts_called(day, unit=unit, district=district, department=department)
    by_addressee = [Q(Exists(heard.filter(role__in=roles_calling(one))), addressee=one) for one in Addressee]
    return Mention.objects.open().exclude(pk__in=Mention.objects.filter(reduce(or_, by_addressee)).values("pk"))


def comments_waiting_for(user: User, day: dt.date) -> QuerySet[Comment]:
    """Comments that wait for the user, each once, however many of its calls reach him."""
    return Comment.objects.filter(pk__in=mentions_open_to(user, day).values("comment"))


def may_remind(user: User) -> bool:
    """Drafts letters to those who are late: the office, and the Party office, each in its own name."""
    return is_office(user) or user.role == Role.PARTY_OFFICE


def leads_poverty(user: User) -> bool:
    """The department that answers for the indicator of poor households (Phòng LĐ-TB&XH)."""
    return is_sector(user) and Indicator.objects.filter(lead_department=user.department_id).exclude(poverty="").exists()


def places_counted_for(user: User) -> QuerySet[Unit]:
    """The communes whose movement of poor households the user reads; of the departments only the one that leads."""
    if not may_see_history(user) or (is_sector(user) and not leads_poverty(user)):
        return Unit.objects.none()
    return communes_visible_to(user)


def places_counted_by(user: User) -> QuerySet[Unit]:
    """The communes whose movement the user records: its own people, the leading department, the office."""
    return communes_editable_by(user).filter(pk__in=places_counted_for(user).values("pk"))


def movements_open_to(user: User) -> QuerySet[Movement]:
    """Movements the user may set right or take back: those that count, of the places he records for.

    Nothing real corrects the demonstration.
    """
    rows = Movement.objects.live().filter(unit__in=places_counted_by(user).values("pk"))
    return rows if user.sample else rows.filter(sample=False)


def places_of_money(user: User) -> QuerySet[Unit]:
    """The communes whose resources and debts the user reads: everybody but the Front, which sees results."""
    return communes_visible_to(user) if may_see_money(user) else Unit.objects.none()


def places_of_money_for(user: User) -> QuerySet[Unit]:
    """The communes whose resources and debts the user records: its own people, and the office."""
    return Unit.objects.none() if is_sector(user) else communes_editable_by(user)


def money_open_to(user: User) -> QuerySet[MoneySheet]:
    """Tables the user may set right or take back: those that count, of the places he records for.

    Nothing real corrects the demonstration.
    """
    rows = MoneySheet.objects.live().filter(unit__in=places_of_money_for(user).values("pk"))
    return rows if user.sample else rows.filter(sample=False)
