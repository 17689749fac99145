"""Thu hồi: take an issued report back. Nothing of the report changes; a record beside it says so for good."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models.units import hold
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day, fold
from reports.models import IssuedReport, IssuedWithdrawal
from reports.permissions import withdrawable_by
from reports.rules.issued import withdrawal_faults, without_word


@transaction.atomic
def withdraw_report(
    *, report: IssuedReport, number: str, decided_on: dt.date, reason: str, by: User, at: dt.datetime, today: dt.date
) -> IssuedWithdrawal:
    """Thu hồi báo cáo đã phát hành, by a paper with number and day. Sent twice it is withdrawn once.

    Refused with a sentence where somebody else has withdrawn it, or another report has replaced it.
    """
    if not withdrawable_by(by).filter(pk=report.pk).exists():
        raise PermissionDenied
    hold(report.place.district.pk)
    number, reason = without_word(number), " ".join(reason.split())
    if found := IssuedWithdrawal.objects.filter(report=report).select_related("withdrawn_by").first():
        if (found.number, found.decided_on, found.withdrawn_by_id) == (number, decided_on, by.pk):
            return found
        raise ValidationError(withdrawn_words(found))
    if replaced_by := IssuedReport.objects.filter(replaces=report).first():
        raise ValidationError(f"Báo cáo đã được thay bằng báo cáo {replaced_by.label}, không thu hồi.")
    if report.sample and not by.sample:
        raise ValidationError("Báo cáo minh họa không thu hồi bằng tài khoản thật.")
    if faults := withdrawal_faults(number, decided_on, reason, report.issued_on, today):
        raise ValidationError(faults)
    return _recorded(report, number, decided_on, reason, by, at)


def _recorded(report, number, decided_on, reason, by, at) -> IssuedWithdrawal:
    withdrawal = IssuedWithdrawal(
        report=report, number=number, decided_on=decided_on, reason=reason, withdrawn_by=by, withdrawn_at=at,
        search_name=fold(f"thu hồi {number} {reason}")[:400], sample=by.sample,
    )  # fmt: skip
    withdrawal.full_clean()
    withdrawal.save(force_insert=True)
    detail = {"so": report.number, "van-ban": number, "ngay": decided_on.isoformat(), "ly-do": reason}
    audit(by=by, at=at, action="Thu hồi báo cáo", subject=report.title, detail=detail)
    return withdrawal


def withdrawn_words(found: IssuedWithdrawal) -> str:
    """Who was first, and what was entered."""
    at = found.withdrawn_at.astimezone(LOCAL)
    return (
        f"{found.withdrawn_by.full_name} đã ghi thu hồi báo cáo này lúc {at:%H:%M} ngày {day(at)}, "
        f"theo văn bản {found.label}. Lý do: {found.reason}"
    )
