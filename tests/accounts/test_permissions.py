"""Who sees and does what, as tables: one row for each person of the cast."""

import pytest

from accounts import permissions
from communes.models import Unit

DISTRICT_PEOPLE = ["lao_dong", "hanh", "party_office", "party_org", "member", "leader", "front", "admin"]
COMMUNE_PEOPLE = ["officer", "tan", "chair"]
EVERYONE = [*COMMUNE_PEOPLE, "chau", *DISTRICT_PEOPLE]

OFFICE_STAGES = ("VERIFIED", "SELF", "RECHECK", "APPRAISED")

MAY = {
    #               overview criteria district enter history reports rulebook type  confirm gallery admin
    "officer":      ("no",  "no",  "no",  "yes", "yes", "no",  "yes", "no",  "no",  "no",  "no"),
    "tan":          ("no",  "no",  "no",  "yes", "yes", "no",  "yes", "no",  "no",  "no",  "no"),
    "chair":        ("no",  "no",  "no",  "yes", "yes", "no",  "yes", "no",  "no",  "no",  "no"),
    "lao_dong":     ("no",  "yes", "no",  "yes", "yes", "no",  "yes", "no",  "no",  "no",  "no"),
    "hanh":         ("yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes", "no",  "yes", "no"),
    "party_office": ("yes", "yes", "no",  "no",  "yes", "yes", "yes", "no",  "no",  "no",  "no"),
    "party_org":    ("yes", "yes", "no",  "no",  "yes", "yes", "yes", "no",  "no",  "no",  "no"),
    "member":       ("yes", "yes", "no",  "no",  "yes", "yes", "yes", "no",  "no",  "no",  "no"),
    "leader":       ("yes", "yes", "no",  "no",  "yes", "yes", "yes", "no",  "no",  "no",  "no"),
    "front":        ("yes", "yes", "no",  "no",  "no",  "yes", "yes", "no",  "no",  "no",  "no"),
    "admin":        ("yes", "yes", "no",  "no",  "yes", "yes", "yes", "yes", "yes", "yes", "yes"),
}  # fmt: skip
PREDICATES = (
    permissions.may_see_overview,
    permissions.may_see_criteria,
    permissions.may_edit_district,
    permissions.may_enter,
    permissions.may_see_history,
    permissions.may_download_reports,
    permissions.may_see_rulebook,
    permissions.may_type_targets,
    permissions.may_confirm_targets,
    permissions.may_see_gallery,
    permissions.may_administer,
)


@pytest.mark.parametrize("who", MAY)
def test_each_role_may_do_its_own_work_and_no_more(who, request):
    user = request.getfixturevalue(who)
    assert tuple("yes" if may(user) else "no" for may in PREDICATES) == MAY[who]


@pytest.mark.parametrize("who", EVERYONE)
def test_a_person_belongs_to_one_kind(who, request):
    user = request.getfixturevalue(who)
    kinds = (permissions.is_commune_user, permissions.is_sector, permissions.is_office, permissions.is_admin)
    expected = {"lao_dong": "is_sector", "hanh": "is_office", "admin": "is_admin"}
    usual = "is_commune_user" if who in [*COMMUNE_PEOPLE, "chau"] else None
    named = expected.get(who, usual)
    assert [kind.__name__ for kind in kinds if kind(user)] == ([named] if named else [])


@pytest.mark.parametrize("who", COMMUNE_PEOPLE)
def test_a_commune_sees_and_edits_only_itself(who, request, xuan_tan):
    user = request.getfixturevalue(who)
    assert list(permissions.communes_visible_to(user)) == [xuan_tan]
    assert list(permissions.communes_editable_by(user)) == [xuan_tan]
    assert list(permissions.visible_units(user)) == [xuan_tan]
    assert list(permissions.district_visible_to(user)) == []
    assert list(permissions.district_editable_by(user)) == []


@pytest.mark.parametrize("who", DISTRICT_PEOPLE)
def test_the_district_sees_all_its_communes(who, request, district):
    user = request.getfixturevalue(who)
    expected = Unit.objects.communes().filter(parent=district)
    assert set(permissions.communes_visible_to(user)) == set(expected)


@pytest.mark.parametrize("who", DISTRICT_PEOPLE)
def test_only_the_office_and_departments_edit_communes(who, request, xuan_tan):
    user = request.getfixturevalue(who)
    assert permissions.communes_editable_by(user).contains(xuan_tan) == (who in {"hanh", "lao_dong"})


@pytest.mark.parametrize("who", DISTRICT_PEOPLE)
def test_departments_do_not_read_the_district_and_only_the_office_edits_it(who, request, district):
    user = request.getfixturevalue(who)
    assert list(permissions.district_visible_to(user)) == ([] if who == "lao_dong" else [district])
    assert list(permissions.district_editable_by(user)) == ([district] if who == "hanh" else [])


def test_all_units_of_the_office_are_its_communes_and_the_district(hanh, district):
    seen = set(permissions.visible_units(hanh))
    assert seen == {district, *Unit.objects.communes().filter(parent=district)}


@pytest.mark.parametrize(
    ("who", "own", "other", "district_stages"),
    [
        ("officer", ("SELF",), (), ()),
        ("tan", ("SELF",), (), ()),
        ("chair", ("SELF",), (), ()),
        ("chau", (), ("SELF",), ()),
        ("lao_dong", ("VERIFIED",), ("VERIFIED",), ()),
        ("hanh", OFFICE_STAGES, OFFICE_STAGES, ("SELF", "APPRAISED")),
        ("party_office", (), (), ()),
        ("party_org", (), (), ()),
        ("member", (), (), ()),
        ("leader", (), (), ()),
        ("front", (), (), ()),
        ("admin", (), (), ()),
    ],
)
def test_stages_open_to_each_role(who, own, other, district_stages, request, xuan_tan, xuan_chau, district):
    user = request.getfixturevalue(who)
    opened = [permissions.stages_open_to(user, unit) for unit in (xuan_tan, xuan_chau, district)]
    assert opened == [own, other, district_stages]


@pytest.mark.parametrize("who", EVERYONE)
def test_work_begins_at_home(who, request):
    homes = {"officer": "/xa/xuan-tan/", "tan": "/xa/xuan-tan/", "chair": "/xa/xuan-tan/", "chau": "/xa/xuan-chau/"}
    expected = homes.get(who, "/tieu-chi/" if who == "lao_dong" else "/")
    assert permissions.home_path(request.getfixturevalue(who)) == expected


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_works_in_the_same_district(who, request, district):
    assert permissions.district_of(request.getfixturevalue(who)) == district


def test_without_a_unit_the_home_district_is_meant(leader, district):
    leader.unit = None
    assert permissions.district_of(leader) == district
