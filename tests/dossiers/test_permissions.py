"""Who reads a dossier, keeps its parts and opens its files."""

import pytest

from communes.models import Department
from dossiers.enums import PartState
from dossiers.permissions import (
    dossiers_visible_to,
    files_visible_to,
    may_amend_dossier,
    may_keep_part,
    may_open_dossier,
    states_open_to,
)
from tests import build
from tests.dossiers import papers

pytestmark = pytest.mark.django_db
ALL = ("officer", "tan", "chair", "chau", "lao_dong", "hanh", "party_office", "member", "leader", "front", "admin")


@pytest.fixture
def dossier(xuan_tan, officer):
    return papers.opened(xuan_tan, officer)


def those(request, allowed) -> list[str]:
    return [who for who in ALL if allowed(request.getfixturevalue(who))]


def test_a_stranger_does_not_read_the_dossier_of_a_commune(request, dossier):
    assert those(request, lambda user: dossiers_visible_to(user).exists()) == [who for who in ALL if who != "chau"]


def test_the_dossier_of_the_district_is_for_those_who_read_the_district(request, district, hanh):
    papers.opened(district, hanh)
    readers = ["lao_dong", "hanh", "party_office", "member", "leader", "front", "admin"]
    assert those(request, lambda user: dossiers_visible_to(user).exists()) == readers


def test_the_commune_and_the_office_open_a_dossier(request, xuan_tan, district):
    assert those(request, lambda user: may_open_dossier(user, xuan_tan)) == ["officer", "tan", "chair", "hanh"]
    assert those(request, lambda user: may_open_dossier(user, district)) == ["hanh"]


def test_only_the_office_amends(request, dossier):
    assert those(request, lambda user: may_amend_dossier(user, dossier)) == ["hanh"]


@pytest.mark.parametrize(
    ("code", "keepers"),
    [("a1", ["officer", "tan", "chair", "hanh"]), ("b1", ["hanh"]), ("b4", ["hanh", "front"])],
)
def test_each_part_has_its_keepers(code, keepers, request, dossier):
    item = papers.item(dossier, code)
    assert those(request, lambda user: may_keep_part(user, dossier, item)) == keepers


@pytest.fixture
def roads(district):
    """Phòng Kinh tế và Hạ tầng, which answers for the plan and the roads of the district."""
    department = Department.objects.get(district=district, code="kinh-te-ha-tang")
    return build.user("ktht", "SECTOR_DEPT", unit=district, department=department)


def test_a_department_keeps_and_opens_the_proof_of_its_own_criteria(district, hanh, roads, lao_dong):
    dossier = papers.opened(district, hanh)
    own, others = (dossier.procedure.items.get(code=code) for code in ("tc1a", "tc5a"))
    parts = [item for item in dossier.procedure.items.all() if may_keep_part(roads, dossier, item)]
    assert {item.department.code for item in parts} == {"kinh-te-ha-tang"}
    assert {item.section for item in parts} == {"CRITERION"}
    assert (own in parts, others in parts, may_keep_part(lao_dong, dossier, own)) == (True, False, False)
    for code in ("tc1a", "tc5a"):
        papers.wrote(dossier, hanh, code=code, upload=build.upload())
    assert [line.item for line in files_visible_to(roads)] == [own]
    assert list(files_visible_to(lao_dong)) == []


def test_nobody_of_another_district_keeps_a_part(dossier):
    other = build.unit(level="DISTRICT", kind="HUYEN", parent=dossier.unit.district.parent)
    stranger = build.user("stranger", "DISTRICT_NTM_OFFICE", unit=other)
    item = papers.item(dossier)
    assert not may_keep_part(stranger, dossier, item)
    assert not may_open_dossier(stranger, dossier.unit)


def test_only_the_office_finds_that_something_is_lacking(request):
    assert those(request, lambda user: PartState.RETURNED in states_open_to(user)) == ["hanh"]


@pytest.mark.parametrize(
    ("code", "who", "openers"),
    [
        ("a1", "hanh", ["officer", "tan", "chair", "hanh", "party_office", "member", "leader", "admin"]),
        ("b4", "front", ["officer", "tan", "chair", "hanh", "party_office", "member", "leader", "front", "admin"]),
    ],
)
def test_files_are_opened_by_those_who_may_see_documents(code, who, openers, request, dossier):
    papers.wrote(dossier, request.getfixturevalue(who), code=code, upload=build.upload())
    assert those(request, lambda user: files_visible_to(user).exists()) == openers
