"""What the database itself refuses of an account, each rule both ways."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import User
from tests import build

SENTENCES = {
    "commune_role_has_unit": "Tài khoản cấp xã phải gắn với một xã, thị trấn.",
    "sector_role_has_department": "Tài khoản phòng, ban phải gắn với một phòng, ban.",
    "only_admin_role_administers": "Chỉ tài khoản vai trò Quản trị được vào trang quản trị.",
}
LEGAL = [
    ("tan", {}),
    ("lao_dong", {}),
    ("leader", {"unit": None}),
    ("admin", {"is_staff": True, "is_superuser": True}),
    ("admin", {"is_staff": False, "is_superuser": False}),
]
ILLEGAL = [
    ("officer", {"unit": None}, "commune_role_has_unit"),
    ("tan", {"unit": None}, "commune_role_has_unit"),
    ("chair", {"unit": None}, "commune_role_has_unit"),
    ("lao_dong", {"department": None}, "sector_role_has_department"),
    ("hanh", {"is_staff": True}, "only_admin_role_administers"),
    ("leader", {"is_superuser": True}, "only_admin_role_administers"),
    ("admin", {"role": Role.FRONT}, "only_admin_role_administers"),
]


def changed(request, who, change) -> User:
    user = request.getfixturevalue(who)
    for name, value in change.items():
        setattr(user, name, value)
    return user


@pytest.mark.parametrize(("who", "change"), LEGAL)
def test_an_account_that_fits_its_role_is_stored(who, change, request):
    user = changed(request, who, change)
    user.full_clean()
    user.save()


@pytest.mark.parametrize(("who", "change", "rule"), ILLEGAL)
def test_an_account_that_does_not_fit_is_refused_in_vietnamese(who, change, rule, request):
    user = changed(request, who, change)
    with pytest.raises(ValidationError) as refused:
        user.full_clean()
    assert refused.value.messages == [SENTENCES[rule]]


@pytest.mark.parametrize(("who", "change", "rule"), ILLEGAL)
def test_the_database_refuses_it_too(who, change, rule, request):
    user = changed(request, who, change)
    with transaction.atomic(), pytest.raises(IntegrityError, match=rule):
        user.save()


@pytest.mark.parametrize("username", ["xuantan.ntm", "ktht-2", "nguyen_van_a"])
def test_a_username_is_small_latin(username, db):
    User(username=username, full_name="Người thử", role=Role.LEADERSHIP, password="x").full_clean()


@pytest.mark.parametrize("username", ["Xuân Tân", "TAN", "tan\n", "a" * 61])
def test_any_other_username_is_refused(username, db):
    with pytest.raises(ValidationError) as refused:
        User(username=username, full_name="Người thử", role=Role.LEADERSHIP, password="x").full_clean()
    assert list(refused.value.message_dict) == ["username"]


def test_a_superuser_made_at_the_console_is_an_administrator(db):
    user = User.objects.create_superuser("goc", password=build.PASSWORD, full_name="Quản trị gốc")
    assert (user.role, user.is_staff, user.is_superuser) == (Role.ADMIN, True, True)


def test_accounts_can_be_asked_for_in_office_words(tan, hanh, admin):
    build.user("nghi", full_name="Đã nghỉ", is_active=False, sample=True)
    assert set(User.objects.working()) == {tan, hanh, admin}
    assert [user.username for user in User.objects.sample()] == ["nghi"]


def test_the_post_stands_under_the_name(officer, tan, chair, lao_dong, hanh, district):
    township = district.children.get(name="Xuân Trường", level="COMMUNE")
    people = [officer, tan, chair, build.user(role=Role.COMMUNE_CHAIR, unit=township), lao_dong, hanh]
    assert [person.post_label for person in people] == [
        "Cán bộ NTM xã Xuân Tân",
        "Bí thư Đảng ủy xã Xuân Tân",
        "Chủ tịch UBND xã Xuân Tân",
        "Chủ tịch UBND TT. Xuân Trường",
        lao_dong.department.short_name,
        "Văn phòng điều phối NTM huyện",
    ]


def test_a_person_is_shown_by_name(hanh):
    assert [str(hanh), hanh.get_full_name(), hanh.get_short_name()] == [hanh.full_name] * 3
