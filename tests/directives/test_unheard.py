"""Calls and reminders that reach nobody: said where somebody calls and where the office reads reminders."""

import datetime as dt

import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import accounts_in_post, in_post
from communes.enums import Post
from criteria.enums import Addressee
from criteria.models import Mention, Settlement
from criteria.permissions import addressees_unheard, calls_unheard, mentions_open_to
from directives.tables.unreached import unreached_people
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
CELL = "/trao-doi/xuan-tan/11/"


@pytest.fixture
def gone(xuan_chau) -> User:
    """The chairman of Xuân Châu until yesterday, whose account is still open."""
    held = build.appointment(xuan_chau, Post.CHAIR, valid_to=dt.date(2017, 9, 24))
    return build.user(role=Role.COMMUNE_CHAIR, unit=xuan_chau, officer=held.officer)


@pytest.fixture
def in_charge(xuan_tan, district) -> User:
    """The member in charge of Xuân Tân, and of nothing else."""
    held = build.appointment(xuan_tan, Post.ASSIGNED_MEMBER, name="Lê Thị Mận")
    return build.user(role=Role.ASSIGNED_MEMBER, unit=district, officer=held.officer)


def called(unit, by, number="11") -> list[Mention]:
    """The calls of a comment to everybody."""
    return list(build.comment(unit, build.indicator(number), by=by, to=list(Addressee)).mentions.all())


def heard_by(users, calls) -> set[int]:
    """Which calls wait for one of these accounts."""
    found = (mentions_open_to(user, TODAY).values_list("pk", flat=True) for user in users)
    return set().union(*found) & {call.pk for call in calls}


def test_a_call_is_unheard_exactly_where_it_waits_for_no_account(
    xuan_tan, xuan_chau, tan, chau, hanh, lao_dong, gone, in_charge
):
    calls = [*called(xuan_tan, hanh), *called(xuan_chau, hanh), *called(xuan_tan, hanh, "15.1")]
    heard = heard_by(User.objects.working(), calls)
    unheard = set(calls_unheard(TODAY).values_list("pk", flat=True))
    assert unheard == {call.pk for call in calls} - heard
    assert unheard
    assert heard


def test_what_is_said_of_a_cell_agrees_with_what_is_said_of_its_calls(xuan_tan, tan, hanh, lao_dong, in_charge):
    for number in ("11", "15.1"):
        calls = called(xuan_tan, hanh, number)
        unheard = {call.addressee for call in calls_unheard(TODAY).filter(pk__in=[one.pk for one in calls])}
        assert addressees_unheard(xuan_tan, build.indicator(number), TODAY) == unheard


def test_an_answered_call_is_waited_for_no_longer(xuan_tan, hanh):
    call = called(xuan_tan, hanh)[0]
    assert call in calls_unheard(TODAY)
    Settlement.objects.create(mention=call, by=hanh, at=build.moment("2017-09-23"))
    assert call not in calls_unheard(TODAY)


def test_of_many_accounts_the_same_is_said_as_of_one(tan, chau, hanh, lao_dong, gone, in_charge):
    assert set(accounts_in_post(TODAY)) == {user for user in User.objects.working() if in_post(user, TODAY)}
    assert gone not in accounts_in_post(TODAY)
    assert gone in accounts_in_post(dt.date(2017, 9, 24))


def test_the_page_of_a_cell_says_whom_one_calls_in_vain(xuan_tan, tan, hanh, sign_in):
    build.comment(xuan_tan, build.indicator("11"), by=hanh, to=[Addressee.COMMUNE_CHAIR, Addressee.COMMUNE_SECRETARY])
    page = sign_in("hanh").get(CELL)
    assert "Chưa có tài khoản nhận: Cán bộ NTM, Chủ tịch UBND, " in page.text
    states = [(call.words, call.state) for row in page.context["rows"] for call in row.calls]
    assert states == [("Chủ tịch UBND", "đang chờ; chưa có tài khoản nhận"), ("Bí thư Đảng ủy", "đang chờ")]


def test_where_everybody_is_heard_nothing_is_said(
    xuan_tan, officer, tan, chair, hanh, lao_dong, in_charge, district, sign_in
):
    for role in (Role.PARTY_OFFICE, Role.PARTY_ORG, Role.LEADERSHIP):
        build.user(role=role, unit=district)
    assert "Chưa có tài khoản nhận" not in sign_in("hanh").get(CELL).text


def test_the_office_reads_whom_no_reminder_reaches(
    xuan_tan, xuan_chau, tan, gone, in_charge, district, lao_dong, hanh, sign_in
):
    for unit in (xuan_tan, xuan_chau):
        build.appointment(unit, Post.PARTY_SECRETARY)
        build.appointment(unit, Post.ASSIGNED_MEMBER, name="Vũ Văn Hải")
    build.appointment(None, Post.DEPARTMENT_HEAD, department=lao_dong.department)
    told = {one.post: one.words for one in unreached_people(district, TODAY)}
    assert told == {
        "Bí thư Đảng ủy, Trưởng BCĐ xã": "01/2: Xuân Châu",
        "Ủy viên BTV Huyện ủy phụ trách": "01/2: Vũ Văn Hải",
    }
    browser = sign_in("hanh")
    assert "01/2: Xuân Châu" in browser.get("/nhac-viec/?xem=tat-ca").text
    assert "Không nhắc được" not in browser.get("/nhac-viec/").text


def test_reading_it_costs_one_query_for_any_number(xuan_tan, xuan_chau, district, django_assert_num_queries):
    for unit in (xuan_tan, xuan_chau):
        build.appointment(unit, Post.CHAIR)
        with django_assert_num_queries(1):
            unreached_people(district, TODAY)
