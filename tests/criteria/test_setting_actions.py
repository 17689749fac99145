"""Tùy chọn quy tắc: a choice is a new row, checked for its shape, and a late writer is told."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import AuditEntry
from criteria.actions.settings import record_setting
from criteria.models import RuleSetting
from criteria.models.settings import settings_at
from criteria.rules.settings import Band
from tests import build

pytestmark = pytest.mark.django_db
AT = build.moment("2017-09-25")
BANDS = [[19, 19, "19 tiêu chí"], [10, 18, "10-18 tiêu chí"], [0, 9, "Dưới 10 tiêu chí"]]


def choose(by, key="stale_months", value=6, **given) -> RuleSetting:
    newest = RuleSetting.objects.newest_of(key)
    plain = {"reason": "Ban Thường vụ yêu cầu", "at": AT, "seen_id": newest and newest.pk}
    return record_setting(key=key, value=value, by=by, **plain | given)


@pytest.mark.parametrize("who", ["hanh", "admin"])
def test_the_office_and_the_administrator_choose(who, request):
    user = request.getfixturevalue(who)
    setting = choose(user, sample=True)
    assert (setting.value, setting.recorded_by, setting.recorded_at, setting.sample) == (6, user, AT, True)
    assert settings_at().stale_months == 6
    assert settings_at(build.moment("2017-09-24")).stale_months == 12
    assert AuditEntry.objects.latest("pk").subject == "stale_months"


def test_bands_are_chosen_whole(hanh):
    choose(hanh, key="bands", value=BANDS)
    assert settings_at().bands == (
        Band(19, 19, "19 tiêu chí"),
        Band(10, 18, "10-18 tiêu chí"),
        Band(0, 9, "Dưới 10 tiêu chí"),
    )


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("stale_months", "6", "số nguyên"),
        ("stale_months", -1, "số nguyên"),
        ("margin_at_least", "105", "từ 0 đến 100"),
        ("margin_at_most", "mười", "không phải là số"),
        ("nearly_tolerates_not_met", 1, "có hoặc không"),
        ("bands", [[19, 19, "19"], [0, 17, "khác"]], "nối liền"),
        ("bands", [[19, 19]], "ba phần"),
        ("bands", [[0, 18, "tất cả"]], "phải đến đúng 19"),
        ("colour", 1, "Không có tùy chọn colour"),
    ],
)
def test_a_choice_of_the_wrong_shape_is_refused(key, value, sentence, hanh):
    before = RuleSetting.objects.count()
    with pytest.raises(ValidationError, match=sentence) as refused:
        choose(hanh, key=key, value=value)
    assert list(refused.value.message_dict) == ["value"]
    assert RuleSetting.objects.count() == before


def test_a_choice_needs_a_reason(hanh):
    with pytest.raises(ValidationError) as refused:
        choose(hanh, reason="")
    assert list(refused.value.message_dict) == ["reason"]


def test_the_same_choice_again_is_refused(hanh):
    with pytest.raises(ValidationError, match="không có gì để đổi"):
        choose(hanh, value=12)


def test_a_late_writer_is_told_who_was_first(hanh, admin):
    seen = RuleSetting.objects.newest_of("stale_months").pk
    choose(admin)
    with pytest.raises(ValidationError, match=f"vừa được {admin} đổi ngày 25/9/2017"):
        choose(hanh, value=9, seen_id=seen)


def test_a_late_writer_is_told_of_the_loaded_choice_too(hanh):
    with pytest.raises(ValidationError, match="bộ dữ liệu ban đầu đổi ngày 05/4/2016"):
        choose(hanh, seen_id=None)


@pytest.mark.parametrize("who", ["tan", "lao_dong", "leader", "front", "party_org"])
def test_others_do_not_choose(who, request):
    with pytest.raises(PermissionDenied):
        choose(request.getfixturevalue(who))
