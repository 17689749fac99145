"""Accounts joined to people: work, messages, calendars, calls and signatures follow whoever is in office on the day."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accounts.actions import check_in_post, create_user
from accounts.enums import Role
from accounts.models import User
from accounts.permissions import in_post, posts_held
from communes.actions.people import end_appointment
from communes.enums import Post
from communes.models import Appointment
from criteria.actions.submissions import send_submission
from criteria.enums import Addressee
from criteria.models import Indicator
from criteria.permissions import mentions_open_to
from criteria.rules.comments import REACHED
from directives.actions.calendars import make_address
from directives.actions.remarks import issue_remark, save_draft
from directives.actions.reminding import planned
from directives.enums import PlanMove, Side
from directives.models import OfSheet, Reminder
from directives.permissions import in_charge_of
from directives.rules.reminders import Due
from directives.rules.sheet_periods import of_directive
from directives.tables.inbox import desk_of, tasks_of
from ntm_portal.kept import forget_readings
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
LAST_DAY, FIRST_DAY = dt.date(2017, 9, 24), dt.date(2017, 9, 25)


@pytest.fixture
def old(xuan_tan) -> User:
    """The secretary who leaves at the end of 24/9/2017."""
    return secretary(xuan_tan, "old", valid_to=LAST_DAY)


@pytest.fixture
def new(xuan_tan, old) -> User:
    """The secretary from 25/9/2017 on."""
    return secretary(xuan_tan, "new", valid_from=FIRST_DAY)


def secretary(unit, username, **days) -> User:
    held = build.appointment(unit, Post.PARTY_SECRETARY, name=username, **days)
    return build.user(username, Role.COMMUNE_SECRETARY, unit=unit, officer=held.officer)


def told_on(day) -> list[str]:
    due = Due("viec", "Một việc", "", "/viec-cua-toi/", dt.date(2017, 9, 26))
    return [plan.user.username for plan in planned(day, lambda user, today: [due])]


# --- Who is in post -----------------------------------------------------------------------------


def test_an_account_is_in_post_on_the_days_of_its_person(old, new):
    days = (LAST_DAY, FIRST_DAY)
    assert [(in_post(old, day), in_post(new, day)) for day in days] == [(True, False), (False, True)]


def test_an_account_joined_to_nobody_stands_for_the_post(tan, old):
    assert (in_post(tan, TODAY), list(posts_held(tan, TODAY))) == (True, [])


def test_a_role_that_is_no_post_is_never_out_of_it(hanh, old):
    hanh.officer = old.officer
    assert (in_post(hanh, TODAY), list(posts_held(hanh, LAST_DAY))) == (True, [])


def test_the_post_of_another_place_is_another_post(old, xuan_chau):
    old.unit = xuan_chau
    assert in_post(old, LAST_DAY) is False


def test_a_department_works_for_the_head_it_is_joined_to(lao_dong, labour):
    held = build.appointment(None, Post.DEPARTMENT_HEAD, department=labour, valid_to=LAST_DAY)
    lao_dong.officer = held.officer
    assert (in_post(lao_dong, LAST_DAY), in_post(lao_dong, FIRST_DAY)) == (True, False)


def test_a_member_in_charge_follows_his_appointments_to_the_day(member, xuan_tan, xuan_chau):
    held = build.appointment(xuan_tan, Post.ASSIGNED_MEMBER, valid_to=LAST_DAY)
    Appointment.objects.create(officer=held.officer, post=held.post, unit=xuan_chau, valid_from=FIRST_DAY)
    member.officer = held.officer
    assert [list(in_charge_of(member, day)) for day in (LAST_DAY, FIRST_DAY)] == [[xuan_tan], [xuan_chau]]


# --- Work, messages, calendars --------------------------------------------------------------------


def test_messages_go_to_the_account_in_office_on_the_day(old, new):
    assert (told_on(LAST_DAY), told_on(FIRST_DAY)) == (["old"], ["new"])


def test_the_morning_run_tells_the_new_head_and_nothing_to_the_old_one(old, new):
    call_command("remind", verbosity=0)
    assert list(Reminder.objects.values_list("user__username", flat=True)) == ["new"]


def test_where_the_only_officer_left_the_head_is_told_at_once(new, xuan_tan):
    held = build.appointment(xuan_tan, Post.NTM_OFFICER, valid_to=LAST_DAY)
    build.user("left", Role.COMMUNE_OFFICER, unit=xuan_tan, officer=held.officer)
    due = Due("viec", "Một việc", "", "/viec-cua-toi/", dt.date(2017, 9, 26), of_staff=True)
    assert [plan.user.username for plan in planned(FIRST_DAY, lambda user, today: [due])] == ["new"]


def test_work_waits_for_the_account_in_office(old, new):
    assert (tasks_of(old, LAST_DAY) != [], tasks_of(new, LAST_DAY)) == (True, [])
    assert (tasks_of(old, FIRST_DAY), tasks_of(new, FIRST_DAY) != []) == ([], True)


def test_the_menu_counts_nothing_for_the_one_who_left(old, new, xuan_tan):
    build.period()
    assert (desk_of(old, FIRST_DAY).count, desk_of(new, FIRST_DAY).count > 0) == (0, True)


def test_the_page_of_work_says_why_it_is_empty(old, new, sign_in, client):
    for user, words in ((old, True), (new, False)):
        client.force_login(user, backend="accounts.backends.PortalBackend")
        page = client.get("/viec-cua-toi/").content.decode()
        assert ("không giữ chức vụ của tài khoản này" in page) is words


def test_the_calendar_of_the_one_who_left_is_empty_and_still_answers(old, new, client):
    at = build.moment(TODAY)
    found = [client.get(f"/lich/{make_address(by=user, at=at)}.ics").content.decode() for user in (old, new)]
    assert ["BEGIN:VEVENT" in text for text in found] == [False, True]
    assert all("BEGIN:VCALENDAR" in text for text in found)


@pytest.mark.parametrize(("who", "queries"), [("unjoined", 0), ("joined", 1)])
def test_whether_somebody_is_in_post_costs_one_query_of_the_joined_only(
    who, queries, tan, old, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        in_post(old if who == "joined" else tan, TODAY)


# --- Tôi phải làm gì ------------------------------------------------------------------------------


def own_page(client, user) -> str:
    forget_readings()
    client.force_login(user, backend="accounts.backends.PortalBackend")
    return client.get("/nguoi/toi/").content.decode()


def test_nhiem_vu_cua_toi_is_that_of_the_person_of_the_account(old, new, client):
    assert '<p class="lead">old,' in own_page(client, old)
    assert '<p class="lead">new,' in own_page(client, new)


def test_an_account_joined_to_nobody_shows_the_holder_of_its_post(tan, old, new, client):
    assert '<p class="lead">new,' in own_page(client, tan)


def test_a_member_joined_to_his_person_has_a_page_of_his_own(member, xuan_tan, client):
    client.force_login(member, backend="accounts.backends.PortalBackend")
    assert client.get("/nguoi/toi/").status_code == 404
    User.objects.filter(pk=member.pk).update(
        officer=build.appointment(xuan_tan, Post.ASSIGNED_MEMBER, name="Vũ Văn Hải").officer
    )
    assert client.get("/nguoi/toi/").status_code == 200


# --- Calls in comments ----------------------------------------------------------------------------


def called(user, unit, addressee, day) -> bool:
    build.comment(unit, to=[addressee])
    return mentions_open_to(user, day).filter(addressee=addressee).exists()


@pytest.mark.parametrize("addressee", [Addressee.COMMUNE_SECRETARY, Addressee.COMMUNE])
def test_a_call_to_a_post_reaches_the_account_in_office(addressee, old, new, xuan_tan):
    reached = [(called(old, xuan_tan, addressee, day), called(new, xuan_tan, addressee, day)) for day in (
        LAST_DAY, FIRST_DAY,
    )]  # fmt: skip
    assert reached == [(True, False), (False, True)]


def test_a_call_to_a_member_reaches_the_one_in_charge_of_the_commune(member, xuan_tan, xuan_chau):
    assert called(member, xuan_chau, Addressee.ASSIGNED_MEMBER, TODAY) is True
    member.officer = build.appointment(xuan_tan, Post.ASSIGNED_MEMBER).officer
    assert called(member, xuan_tan, Addressee.ASSIGNED_MEMBER, TODAY) is True
    assert mentions_open_to(member, TODAY).filter(comment__unit=xuan_chau).exists() is False


def test_a_call_to_a_department_reaches_the_head_in_office(lao_dong, labour, xuan_tan):
    poor = Indicator.objects.get(number="11", criterion__criteria_set__code="xa-2016-2020")
    build.comment(xuan_tan, poor, to=[Addressee.DEPARTMENT])
    held = build.appointment(None, Post.DEPARTMENT_HEAD, department=labour, valid_to=LAST_DAY)
    lao_dong.officer = held.officer
    found = [mentions_open_to(lao_dong, day).count() for day in (LAST_DAY, FIRST_DAY)]
    assert (found, REACHED[Role.SECTOR_DEPT]) == ([1, 0], (Addressee.DEPARTMENT,))


# --- Signatures -----------------------------------------------------------------------------------


def test_whoever_left_signs_nothing_more(old, new):
    check_in_post(new, FIRST_DAY)
    with pytest.raises(ValidationError, match="không giữ chức vụ của tài khoản này"):
        check_in_post(old, FIRST_DAY)


def test_a_sheet_is_not_sent_in_the_name_of_the_new_head_by_the_old_one(old, new, xuan_tan):
    period = build.period()
    with pytest.raises(ValidationError, match="không giữ chức vụ"):
        send_submission(unit=xuan_tan, period=period, by=old, at=build.moment(FIRST_DAY), today=FIRST_DAY)


def test_a_plan_is_approved_by_whoever_is_in_office(old, new, officer, xuan_tan):
    plan = build.plan(xuan_tan, officer)
    build.steps(plan, by=officer)
    with pytest.raises(ValidationError, match="không giữ chức vụ"):
        build.moved(plan, PlanMove.APPROVE, old, day=FIRST_DAY)
    assert build.moved(plan, PlanMove.APPROVE, new, day=FIRST_DAY).events.last().on_behalf_of.officer == new.officer


def test_a_review_is_not_sent_by_the_one_who_left(old, xuan_tan):
    on = OfSheet(of_directive(dt.date(2017, 8, 28), TODAY), unit=xuan_tan)
    draft = save_draft(sheet=on, side=Side.HEAD, text="Tự kiểm điểm", seen=0, by=old, at=build.moment(LAST_DAY))
    given = {"token": draft.token, "seen": draft.revision, "ends_on": LAST_DAY, "by": old}
    with pytest.raises(ValidationError, match="không giữ chức vụ"):
        issue_remark(**given, at=build.moment(FIRST_DAY))
    assert issue_remark(**given, at=build.moment(LAST_DAY)).post == Post.PARTY_SECRETARY


def test_who_leaves_is_out_of_post_from_the_day_after(new, old, xuan_tan):
    held = Appointment.objects.get(officer=new.officer)
    end_appointment(appointment=held, last_day=dt.date(2017, 9, 30), by=None)
    assert [in_post(new, dt.date(2017, 9, 30)), in_post(new, dt.date(2017, 10, 1))] == [True, False]


# --- Joining --------------------------------------------------------------------------------------


def test_a_person_has_one_open_account_of_a_role(old, xuan_tan):
    given = {"role": Role.COMMUNE_SECRETARY, "unit": xuan_tan, "officer": old.officer}
    with pytest.raises(ValidationError, match="đã có một tài khoản đang mở"):
        create_user(username="hai", full_name="Hai", password="lúa chín đồng xa 2017", by=None, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        build.user("hai", **given)
    User.objects.filter(pk=old.pk).update(is_active=False)
    assert build.user("hai", **given).officer == old.officer


JOINING = import_module("accounts.migrations.0004_join_accounts")


def test_accounts_made_before_are_joined_where_one_person_is_possible(xuan_tan, xuan_chau, member, lao_dong, labour):
    def holder(unit, post, name, **given):
        return build.appointment(unit, post, name=name, **given).officer

    one = build.user("one", Role.COMMUNE_SECRETARY, unit=xuan_tan, full_name="Trần Văn Một", sample=True)
    gone = build.user("gone", Role.COMMUNE_CHAIR, unit=xuan_tan, full_name="Lê Văn Cũ", sample=True)
    real = build.user("real", Role.COMMUNE_OFFICER, unit=xuan_tan, full_name="Cán Bộ")
    twice = build.user("twice", Role.ASSIGNED_MEMBER, unit=xuan_tan.parent, full_name="Vũ Văn Hai", sample=True)
    User.objects.filter(pk=lao_dong.pk).update(sample=True, full_name="Trưởng Phòng")
    secretary_of, head = (
        holder(xuan_tan, Post.PARTY_SECRETARY, "Trần Văn Một"),
        holder(None, Post.DEPARTMENT_HEAD, "Trưởng Phòng", department=labour),
    )
    holder(xuan_tan, Post.CHAIR, "Lê Văn Cũ", valid_to=LAST_DAY)
    holder(xuan_tan, Post.NTM_OFFICER, "Cán Bộ")
    for unit in (xuan_tan, xuan_chau):
        holder(unit, Post.ASSIGNED_MEMBER, "Vũ Văn Hai")
    JOINING.join(apps, None)
    JOINING.join(apps, None)
    joined = [User.objects.get(pk=user.pk).officer for user in (one, gone, real, twice, lao_dong)]
    assert joined == [secretary_of, None, None, None, head]
