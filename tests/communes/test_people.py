"""Who holds which post on which day, and that a unit has one head."""

import datetime as dt
from collections.abc import Callable
from threading import Event, Thread
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from communes.actions.people import appoint, end_appointment
from communes.enums import FAR, HEAD_POSTS, Post
from communes.models import Appointment, Officer, Unit
from tests import build

DAY = dt.date(2017, 9, 25)
TAKEN = "Chức vụ này đang có người giữ trong thời gian đã chọn."


@pytest.fixture
def secretary(xuan_tan) -> Appointment:
    """Bí thư Xuân Tân from 1/8/2015 to 30/6/2017."""
    return build.appointment(
        unit=xuan_tan, name="Bí thư trước", valid_from="2015-08-01", valid_to=build.date("2017-06-30")
    )


@pytest.fixture
def newcomer(db) -> Officer:
    return Officer.objects.create(name="Người mới", sample=True)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2015-07-31", []),
        ("2015-08-01", ["Bí thư trước", "Chủ tịch"]),
        ("2017-06-30", ["Bí thư trước", "Chủ tịch"]),
        ("2017-07-01", ["Chủ tịch"]),
    ],
)
def test_the_heads_of_a_commune_are_those_of_the_day(day, names, xuan_tan, secretary):
    build.appointment(unit=xuan_tan, post=Post.CHAIR, name="Chủ tịch")
    build.appointment(unit=xuan_tan, post=Post.NTM_OFFICER, name="Cán bộ")
    heads = Appointment.objects.heads_of(xuan_tan, build.date(day))
    assert [held.officer.name for held in heads] == names


def test_posts_stand_in_the_order_of_a_document(xuan_tan):
    for post in (Post.NTM_OFFICER, Post.ASSIGNED_MEMBER, Post.CHAIR, Post.PARTY_SECRETARY):
        build.appointment(unit=xuan_tan, post=post)
    posts = [held.post for held in Appointment.objects.on(DAY).filter(unit=xuan_tan).by_post()]
    assert posts == [Post.PARTY_SECRETARY, Post.CHAIR, Post.ASSIGNED_MEMBER, Post.NTM_OFFICER]


def test_an_appointment_leaves_the_user_and_the_reason(xuan_tan, newcomer, hanh):
    held = appoint(
        officer=newcomer, post=Post.CHAIR, unit=xuan_tan, valid_from=DAY, by=hanh, source="QĐ 12", sample=True
    )
    end_appointment(appointment=held, last_day=dt.date(2017, 12, 31), by=hanh)
    lines = [(line.history_user, line.history_change_reason, line.valid_to) for line in held.history.all()]
    assert lines == [(hanh, "Thôi giữ chức vụ", dt.date(2017, 12, 31)), (hanh, "Giao chức vụ", FAR)]
    assert str(held) == "Chủ tịch UBND xã: Người mới"


def test_a_successor_begins_the_day_after(xuan_tan, secretary, newcomer, hanh):
    held = appoint(officer=newcomer, post=Post.PARTY_SECRETARY, unit=xuan_tan, valid_from=dt.date(2017, 7, 1), by=hanh)
    assert list(Appointment.objects.heads_of(xuan_tan, DAY)) == [held]


@pytest.mark.parametrize(("valid_from", "valid_to"), [("2017-06-30", FAR), ("2015-01-01", dt.date(2015, 8, 1))])
def test_a_post_that_is_taken_is_refused_by_name(valid_from, valid_to, xuan_tan, secretary, newcomer, hanh):
    with pytest.raises(ValidationError) as refusal:
        appoint(
            officer=newcomer,
            post=Post.PARTY_SECRETARY,
            unit=xuan_tan,
            valid_from=build.date(valid_from),
            valid_to=valid_to,
            by=hanh,
        )
    assert refusal.value.message_dict == {"valid_from": ["Chức vụ này do Bí thư trước giữ trong thời gian đã chọn."]}


@pytest.mark.parametrize(
    ("given", "messages"),
    [
        ({"unit": None}, {"__all__": ["Chọn một đơn vị hoặc một phòng, ban."]}),
        ({"valid_to": dt.date(2017, 1, 1)}, {"__all__": ["Ngày thôi giữ chức phải từ ngày bắt đầu trở đi."]}),
        ({"valid_from": dt.date(2025, 7, 1)}, {"valid_from": ["Đơn vị chưa có hoặc không còn vào ngày này."]}),
        ({"valid_from": None}, {"valid_from": ["Trường này không thể để trống."]}),
    ],
)
def test_an_impossible_appointment_is_refused_with_a_sentence(given, messages, xuan_tan, newcomer, hanh):
    plain = {"officer": newcomer, "post": Post.NTM_OFFICER, "unit": xuan_tan, "valid_from": DAY, "by": hanh}
    with pytest.raises(ValidationError) as refusal:
        appoint(**plain | given)
    assert refusal.value.message_dict == messages
    assert not newcomer.appointments.exists()


def test_nobody_is_over_a_unit_and_a_department_at_once(xuan_tan, labour, newcomer):
    both = {"officer": newcomer, "post": Post.NTM_OFFICER, "unit": xuan_tan, "department": labour, "valid_from": DAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(**both)


@pytest.mark.parametrize("post", Post)
def test_the_database_itself_keeps_one_head_a_day(post, xuan_tan, labour):
    over = {"department": labour} if post == Post.DEPARTMENT_HEAD else {"unit": xuan_tan}
    build.appointment(post=post, valid_from="2015-08-01", valid_to=build.date("2017-06-30"), **over)
    if post in HEAD_POSTS:
        with pytest.raises(IntegrityError, match=TAKEN), transaction.atomic():
            build.appointment(post=post, valid_from="2017-06-30", **over)
    else:
        build.appointment(post=post, valid_from="2017-06-30", **over)
    assert build.appointment(post=post, valid_from="2017-07-01", **over).pk


def test_the_database_refuses_to_stretch_a_post_over_the_next_holder(xuan_tan, secretary):
    build.appointment(unit=xuan_tan, valid_from="2017-07-01")
    with pytest.raises(IntegrityError, match=TAKEN), transaction.atomic():
        Appointment.objects.filter(pk=secretary.pk).update(valid_to=build.date("2017-07-01"))
    assert Appointment.objects.filter(pk=secretary.pk).update(valid_to=build.date("2017-05-31")) == 1


def test_two_communes_have_their_own_heads(xuan_tan, xuan_chau):
    held = [build.appointment(unit=unit) for unit in (xuan_tan, xuan_chau)]
    assert [list(Appointment.objects.heads_of(unit, DAY)) for unit in (xuan_tan, xuan_chau)] == [[one] for one in held]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_the_database_takes_one(xuan_tan, newcomer):
    """The second writes while the first has not committed: it must wait, and then see the first."""
    first_has_written, answers = Event(), []

    def write(before: Callable, after: Callable):
        before()
        try:
            with transaction.atomic():
                Appointment.objects.create(officer=newcomer, post=Post.CHAIR, unit=xuan_tan, valid_from=DAY)
                after()
            answers.append("taken")
        except IntegrityError as refusal:
            answers.append(str(refusal))
        finally:
            connection.close()

    def linger():
        first_has_written.set()
        sleep(0.3)

    threads = [
        Thread(target=write, args=(int, linger)),
        Thread(target=write, args=(first_has_written.wait, int)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers[0], answers[1].splitlines()[0]) == ("taken", TAKEN)
    assert Appointment.objects.heads_of(xuan_tan, DAY).count() == 1


def test_a_post_taken_between_the_look_and_the_write_is_a_refusal(xuan_tan, newcomer, hanh, monkeypatch):
    build.appointment(unit=xuan_tan, post=Post.CHAIR)
    monkeypatch.setattr(Appointment, "clean", lambda self: None)
    with pytest.raises(ValidationError, match="Chức vụ này vừa có người giữ"):
        appoint(officer=newcomer, post=Post.CHAIR, unit=xuan_tan, valid_from=DAY, by=hanh)
    assert Appointment.objects.filter(unit=xuan_tan, post=Post.CHAIR).count() == 1


@pytest.mark.parametrize(("code", "label"), [("14110", "Chủ tịch UBND xã"), ("14089", "Chủ tịch UBND thị trấn")])
def test_a_post_is_called_as_the_place_calls_it(code, label, db):
    chair = build.appointment(unit=Unit.objects.valid_on(DAY).get(code=code), post=Post.CHAIR)
    assert chair.post_label == label
