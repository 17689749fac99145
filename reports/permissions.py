"""Who reads, writes and words the periodic reports; who reads issued reports, and who issues them."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    district_of,
    is_admin,
    is_commune_user,
    is_office,
    may_compare_heads,
    may_download_reports,
    may_see_history,
)
from communes.models import Unit
from reports.models import IssuedReport
from reports.rules.issuers import issuers_for


def may_issue(user: User) -> bool:
    """Phát hành báo cáo: the office that makes it, and the Party office that reports to the Standing Committee."""
    return is_office(user) or user.role == Role.PARTY_OFFICE


def places_reported_by(user: User) -> QuerySet[Unit]:
    """The places about which the user issues reports: the district, and each of its communes."""
    if not may_issue(user):
        return Unit.objects.none()
    home = district_of(user).pk
    return Unit.objects.filter(Q(pk=home) | Q(parent=home))


def may_see_issued(user: User) -> bool:
    """Has the list of issued reports: whoever takes reports away, and a commune for what is about itself."""
    return may_download_reports(user) or is_commune_user(user)


def issued_visible_to(user: User) -> QuerySet[IssuedReport]:
    """Reports of the places the user reads about; with a form about heads only for those who judge heads."""
    rows = IssuedReport.objects.all()
    if is_commune_user(user):
        return rows.filter(place__in=communes_visible_to(user), apart=False)
    if not may_download_reports(user):
        return rows.none()
    home = district_of(user).pk
    rows = rows.filter(Q(place=home) | Q(place__parent=home))
    return rows if may_compare_heads(user) else rows.filter(apart=False)


def withdrawable_by(user: User) -> QuerySet[IssuedReport]:
    """Reports the user takes back or replaces: those of the bodies in whose name the user issues."""
    return issued_visible_to(user).filter(issuer__in=bodies_of(user))


def may_withdraw(user: User, report: IssuedReport) -> bool:
    """Takes back or replaces a report that the user reads."""
    return report.issuer in bodies_of(user)


def bodies_of(user: User) -> list[str]:
    """The bodies in whose name the user issues."""
    return [issuer.code for issuer in issuers_for(user.role)]


def may_see_adjustments(user: User) -> bool:
    """Reads what was recorded later, by whom and why; the Front sees results, not the work behind them."""
    return may_see_issued(user) and may_see_history(user)


def may_read_periodic(user: User) -> bool:
    """Reads the report that is being written: it speaks of heads, so only those who compare them."""
    return may_compare_heads(user)


def places_with_reports(user: User) -> QuerySet[Unit]:
    """The communes whose own report the user reads: its people, and the offices that may write it for them."""
    return communes_visible_to(user) if is_commune_user(user) or may_issue(user) else Unit.objects.none()


def may_read_report(user: User, unit: Unit) -> bool:
    """The same of a commune that the user sees already."""
    return may_issue(user) or (is_commune_user(user) and user.unit_id == unit.pk)


def may_write_periodic(user: User) -> bool:
    """Writes the texts of a report and puts its sentences otherwise: the Party office and the office."""
    return is_office(user) or user.role == Role.PARTY_OFFICE


def may_write_texts(user: User, place: Unit) -> bool:
    """Writes the texts of the report of a place: both offices any of their district, a commune's officer its own.

    Secretary and chairman read what their officer writes, and sign the paper.
    """
    if may_write_periodic(user):
        return place.pk == district_of(user).pk or place.parent_id == district_of(user).pk
    return user.role == Role.COMMUNE_OFFICER and user.unit_id == place.pk


def may_word_patterns(user: User) -> bool:
    """Changes how the sentences of all reports are put: those who write them, and the administrator."""
    return may_write_periodic(user) or is_admin(user)
