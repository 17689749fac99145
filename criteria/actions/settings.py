"""Choices of the office inside the rules: every choice is a new row, so that past days can be asked."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.actions import audit
from accounts.models import User
from communes.enums import Level
from criteria.models import Criterion, RuleSetting
from criteria.permissions import may_change_settings
from criteria.rules.settings import RuleSettings, SettingFault, bands_fault
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day


@transaction.atomic
def record_setting(
    *, key: str, value: object, reason: str, by: User, at: dt.datetime, seen_id: int | None, sample: bool = False
) -> RuleSetting:
    """Đổi tùy chọn quy tắc; `seen_id` is the newest row of this key that the writer saw."""
    if not may_change_settings(by):
        raise PermissionDenied
    _refuse_unfit(key, value)
    _refuse_stale(_newest_held(key), value, seen_id)
    sample = sample or by.sample
    setting = RuleSetting(key=key, value=value, reason=reason, recorded_by=by, recorded_at=at, sample=sample)
    setting.full_clean()
    setting.save(force_insert=True)
    audit(by=by, action="Đổi tùy chọn quy tắc", subject=key, detail={"value": value, "reason": reason}, sample=sample)
    return setting


def _refuse_unfit(key: str, value: object) -> None:
    """Every fault stands at the box of the value."""
    try:
        chosen = RuleSettings.from_rows({key: value})
    except SettingFault as fault:
        raise ValidationError({"value": str(fault)}) from fault
    if key == "bands" and (fault := bands_fault(chosen.bands, _most_criteria())):
        raise ValidationError({"value": fault})


def _most_criteria() -> int:
    """As many criteria as a commune can meet under any set."""
    of_communes = Criterion.objects.filter(criteria_set__level=Level.COMMUNE)
    return of_communes.aggregate(most=Max("number"))["most"]


def _newest_held(key: str) -> RuleSetting | None:
    """The choice that holds now, read only once no other writer of the key is left."""
    list(RuleSetting.objects.filter(key=key).select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return RuleSetting.objects.newest_of(key)


def _refuse_stale(newest: RuleSetting | None, value: object, seen_id: int | None) -> None:
    if newest and newest.pk != seen_id:
        who, on = newest.recorded_by or "bộ dữ liệu ban đầu", day(newest.recorded_at.astimezone(LOCAL).date())
        raise ValidationError(f"Tùy chọn này vừa được {who} đổi ngày {on}. Mở lại trang để xem giá trị hiện nay.")
    if newest and newest.value == value:
        raise ValidationError({"value": "Giá trị mới trùng với giá trị đang dùng: không có gì để đổi."})
