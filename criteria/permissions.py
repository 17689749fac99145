"""Who may see and enter which indicators; the place is decided in accounts.permissions."""

from django.db.models import QuerySet

from accounts.enums import COMMUNE_ROLES, Role
from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    district_of,
    is_commune_user,
    is_office,
    is_sector,
    may_see_periods,
    may_type_targets,
    stages_open_to,
)
from communes.enums import Level
from communes.models import Unit
from criteria.enums import Side
from criteria.models import Extension, Finding, Indicator, ReportingPeriod


def indicators_visible_to(user: User) -> QuerySet[Indicator]:
    """Everyone sees every indicator, but a department only those it is in charge of."""
    if user.role == Role.SECTOR_DEPT:
        return Indicator.objects.filter(lead_department=user.department_id)
    return Indicator.objects.all()


def indicators_editable_by(user: User) -> QuerySet[Indicator]:
    """The indicators whose figures the user may enter; read-only roles have none."""
    rows = Indicator.objects.all()
    if user.role in (Role.DISTRICT_NTM_OFFICE, Role.ADMIN):
        return rows
    of_communes = rows.filter(criterion__criteria_set__level=Level.COMMUNE)
    if user.role == Role.SECTOR_DEPT:
        return of_communes.filter(lead_department=user.department_id)
    return of_communes if user.role in COMMUNE_ROLES else rows.none()


def findings_changeable_by(user: User, unit: Unit) -> QuerySet[Finding]:
    """Figures of a place that the user may correct or take back: those at his own stages that still count."""
    rows = Finding.objects.live().filter(unit=unit, stage__in=stages_open_to(user, unit))
    return rows.filter(indicator__in=indicators_editable_by(user))


def may_change_settings(user: User) -> bool:
    """Chooses bands, margins and the meaning of "cơ bản đạt chuẩn" for the district."""
    return may_type_targets(user)


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
