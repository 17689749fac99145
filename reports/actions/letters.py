"""What the reports write down: that somebody drafted a letter."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from criteria.models import ReportingPeriod
from criteria.permissions import may_remind, periods_visible_to
from directives.models import Directive
from directives.permissions import directives_visible_to
from reports.rules.papers import Letter
from reports.rules.reminder import deadline_fault


@transaction.atomic
def draft_reminder(
    *, period: ReportingPeriod, letters: Sequence[Letter], by: User, at: dt.datetime, today: dt.date
) -> None:
    """Soạn công văn đôn đốc: who drafted it, in whose name, to whom, until when. The draft itself is not kept."""
    if not may_remind(by) or not periods_visible_to(by).filter(pk=period.pk).exists():
        raise PermissionDenied
    _note(letters, str(period), {"period": period.code}, by, at, today)


@transaction.atomic
def draft_urging(*, directive: Directive, letters: Sequence[Letter], by: User, at: dt.datetime, today: dt.date) -> None:
    """Soạn công văn đôn đốc nhiệm vụ: the same for the tasks of a directive."""
    if not may_remind(by) or not directives_visible_to(by).filter(pk=directive.pk).exists():
        raise PermissionDenied
    _note(letters, directive.label, {"directive": directive.pk}, by, at, today)


def _note(letters: Sequence[Letter], subject: str, about: dict, by: User, at: dt.datetime, today: dt.date) -> None:
    if not letters:
        raise ValidationError("Chọn ít nhất một đơn vị hoặc phòng, ban.")
    days = [letter.until for letter in letters if letter.until]
    if days and (fault := deadline_fault(min(days), today)):
        raise ValidationError({"deadline": fault})
    detail = about | {
        "issuer": letters[0].head.name,
        "deadline": days[0].isoformat() if days else "",
        "files": len(letters),
        "addressees": [row[1] for letter in letters for row in letter.grid.rows],
    }
    audit(by=by, action="Soạn công văn đôn đốc", subject=subject, detail=detail, at=at)
