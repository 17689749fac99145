"""Nhắc việc: one message a day, nothing twice, e-mails, the page, and the private calendar."""

import datetime as dt
import re
import smtplib

import pytest
import vobject
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry, User
from directives.actions.calendars import make_address, revoke_address
from directives.actions.reminding import Planned, mail_waiting, planned, remind, tell
from directives.enums import MailState
from directives.models import CalendarAddress, RemindedTask, Reminder
from directives.permissions import reminders_visible_to
from directives.rules.reminders import Due, Reminded
from directives.tables.inbox import dues_of
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AT = build.moment(TODAY)
PAGE = "/nhac-viec/"


@pytest.fixture(autouse=True)
def portal_address(settings):
    settings.PORTAL_ADDRESS = "https://ntm.example"


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("máy chủ thư không trả lời")


REFUSING = f"{__name__}.Refusing"


def run(today=TODAY) -> list[str]:
    made = remind(today=today, at=build.moment(today), dues_of=dues_of)
    return sorted(message.user.username for message in made)


def due(key="viec", on=dt.date(2017, 9, 30), **given) -> Due:
    return Due(key, f"Việc {key}", "", "/viec-cua-toi/", on, **given)


# --- Who is told what -------------------------------------------------------------------------


def test_a_commune_is_reminded_of_the_directive_and_of_its_sheets(xuan_tan, officer, tan):
    build.period()
    assert run() == ["officer", "tan"]
    message = Reminder.objects.get(user=officer)
    assert message.subject == "Nhắc việc ngày 25/9/2017: 12 việc quá hạn, 03 việc sắp đến hạn"
    assert "Hạn 20/9/2017 (quá 5 ngày): Phiếu kỳ tháng 9/2017 chưa gửi" in message.text
    assert "https://ntm.example/chi-thi/" in message.text
    assert (message.mail_state, message.mail_to, mail.outbox) == (MailState.NONE, "", [])


def test_a_second_run_says_nothing(xuan_tan, officer):
    assert (run(), run(), Reminder.objects.count()) == (["officer"], [], 1)
    assert AuditEntry.objects.filter(action="Gửi nhắc việc").count() == 1


def test_the_next_day_only_what_reached_a_new_step_is_said(xuan_tan, officer):
    run()
    assert run(dt.date(2017, 9, 26)) == []
    assert run(dt.date(2017, 9, 29)) == ["officer"]
    assert set(RemindedTask.objects.filter(reminder__day="2017-09-29").values_list("step", flat=True)) == {"T-1"}


def test_what_is_done_is_not_said_any_more(xuan_tan, officer, tan):
    build.record(xuan_tan, build.row("11", 20, 2470), by=build.user())
    run()
    assert "hộ nghèo" not in Reminder.objects.get(user=officer).text


def test_a_head_is_told_of_the_work_of_his_people_when_it_is_late(xuan_tan, officer, tan):
    late, fresh = due("muộn", dt.date(2017, 9, 20), of_staff=True), due("mới", of_staff=True)
    plans = planned(TODAY, lambda user, today: [late, fresh])
    told = {plan.user.username: [item.due.key for item in plan.items] for plan in plans}
    assert told == {"officer": ["muộn", "mới"], "tan": ["muộn"]}


def test_where_no_officer_works_the_head_is_told_at_once(xuan_tan, tan):
    (plan,) = planned(TODAY, lambda user, today: [due(of_staff=True)])
    assert plan.user == tan


def test_the_front_administrators_and_closed_accounts_are_not_reminded(xuan_tan, officer):
    for role in ("FRONT", "ADMIN"):
        build.user(role=role, unit=xuan_tan.district)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert planned(TODAY, lambda user, today: [due()]) == []


def test_two_runs_at_once_tell_a_person_once(xuan_tan, officer):
    plan = Planned(officer, (Reminded(due(), "T-7"),))
    assert tell(plan, TODAY, AT) is not None
    assert tell(plan, TODAY, AT) is None
    assert (Reminder.objects.count(), RemindedTask.objects.count()) == (1, 1)


def test_the_database_keeps_one_message_a_day_and_one_step_of_a_thing(xuan_tan, officer):
    message = tell(Planned(officer, (Reminded(due(), "T-7"),)), TODAY, AT)
    again = {"user": officer, "made_at": AT, "subject": "x", "text": "x", "mail_state": MailState.NONE}
    with pytest.raises(ValidationError, match="đã được nhắc trong ngày"):
        Reminder(day=TODAY, **again).full_clean()
    task = {"reminder": message, "user": officer, "key": "viec", "step": "T-7", "title": "x", "due_on": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        RemindedTask.objects.create(**task)
    for wrong, words in (
        ({"mail_state": MailState.SENT, "mail_to": "a@b.vn"}, "phải có lúc gửi"),
        ({"mail_state": MailState.WAITING}, "phải có địa chỉ"),
    ):
        with pytest.raises(ValidationError, match=words):
            Reminder(day=dt.date(2017, 9, 26), **again | wrong).full_clean()


# --- E-mail -----------------------------------------------------------------------------------


@pytest.fixture
def mailed(officer):
    officer.email = "can.bo@xuantan.vn"
    officer.save()
    return officer


def test_where_there_is_an_address_an_email_goes_out(xuan_tan, mailed):
    run()
    (letter,) = mail.outbox
    message = Reminder.objects.get()
    assert (letter.to, letter.subject, letter.body) == (["can.bo@xuantan.vn"], message.subject, message.text)
    assert (message.mail_state, message.mailed_at) == (MailState.SENT, AT)
    run()
    assert len(mail.outbox) == 1


def test_what_the_mail_server_refused_is_tried_again_for_two_days(xuan_tan, mailed, settings, capsys):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.PINNED_TODAY = REFUSING, TODAY
    with pytest.raises(CommandError, match=r"officer <can.bo@xuantan.vn>: .*máy chủ thư không trả lời"):
        call_command("remind")
    message = Reminder.objects.get()
    assert (message.mail_state, message.mailed_at) == (MailState.FAILED, None)
    settings.EMAIL_BACKEND = working
    run(dt.date(2017, 9, 28))
    assert mail.outbox == []
    run(dt.date(2017, 9, 27))
    message.refresh_from_db()
    assert (len(mail.outbox), message.mail_state, message.fault) == (1, MailState.SENT, "")


class Impatient(EmailBackend):
    """A mail server so slow that meanwhile somebody else sends everything that waits."""

    def send_messages(self, messages):
        mail_waiting(TODAY, AT)
        return super().send_messages(messages)


def test_two_runs_at_once_mail_every_message_once(xuan_tan, mailed, tan, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Impatient"
    User.objects.filter(pk=tan.pk).update(email="bi.thu@xuantan.vn")
    run()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["bi.thu@xuantan.vn", "can.bo@xuantan.vn"]


def test_a_dry_run_tells_and_sends_nothing(xuan_tan, mailed, tan, settings, capsys):
    settings.PINNED_TODAY = TODAY
    call_command("remind", "--dry-run")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "officer (can.bo@xuantan.vn): Nhắc việc ngày 25/9/2017: 03 việc quá hạn, 03 việc sắp đến hạn"
    assert "  T-7: Mục 3c: Hoàn thành chỉ tiêu hộ nghèo" in said
    assert said[-1] == "Sẽ nhắc 02 người. Chưa gửi gì."
    assert not Reminder.objects.exists()
    call_command("remind")
    assert capsys.readouterr().out == "Đã nhắc 02 người.\n"


# --- The page ---------------------------------------------------------------------------------


def test_the_page_shows_my_messages_and_nobody_elses(xuan_tan, officer, chau, sign_in):
    run()
    page = sign_in("officer").get(PAGE).content.decode()
    assert page.count('<details class="told"') == 1
    assert '/3c/">Mục 3c: Hoàn thành chỉ tiêu hộ nghèo</a>' in page
    assert "Nhắc trong cổng, không có địa chỉ thư." in page
    other = sign_in("chau").get(PAGE + "?xem=tat-ca").content.decode()
    assert "Trần" not in other
    assert "Mọi người trong huyện" not in other


def test_the_offices_that_follow_read_everybodys_messages(xuan_tan, officer, hanh, party_office, sign_in):
    run()
    for who in ("hanh", "party_office"):
        page = sign_in(who).get(PAGE + "?xem=tat-ca").content.decode()
        assert officer.full_name in page
        assert 'aria-current="page">Mọi người trong huyện' in page


def test_only_the_offices_that_follow_see_messages_of_others(xuan_tan, officer, tan, hanh):
    run()
    assert {row.user for row in reminders_visible_to(officer)} == {officer}
    assert {row.user for row in reminders_visible_to(hanh)} >= {officer, tan}


def test_without_messages_the_page_leads_on(xuan_tan, sign_in):
    assert "Chưa nhắc việc nào" in sign_in("tan").get(PAGE).content.decode()


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_messages(
    days, xuan_tan, officer, sign_in, django_assert_num_queries
):
    for number in range(days):
        plan = Planned(officer, (Reminded(due(str(number)), "T-7"),))
        tell(plan, TODAY - dt.timedelta(days=number), AT)
    browser = sign_in("officer")
    browser.get(PAGE)
    with django_assert_num_queries(7):
        browser.get(PAGE)


def test_older_messages_stand_on_the_next_page(xuan_tan, officer, sign_in):
    for number in range(31):
        tell(Planned(officer, (Reminded(due(str(number)), "T-7"),)), TODAY - dt.timedelta(days=number), AT)
    browser = sign_in("officer")
    assert 'href="?trang=2"' in browser.get(PAGE).content.decode()
    assert browser.get(PAGE + "?trang=2").content.decode().count('<details class="told"') == 1


def test_an_address_for_emails_is_stored_or_refused_at_its_field(xuan_tan, tan, sign_in):
    browser = sign_in("tan")
    refused = browser.post(PAGE + "thu-dien-tu/", {"email": "không phải thư"})
    assert (refused.status_code, 'value="không phải thư"' in refused.content.decode()) == (422, True)
    assert "Địa chỉ thư chưa đúng" in refused.content.decode()
    browser.post(PAGE + "thu-dien-tu/", {"email": " tan@xuantan.vn "})
    assert User.objects.get(pk=tan.pk).email == "tan@xuantan.vn"
    page = browser.post(PAGE + "thu-dien-tu/", {"email": ""}, follow=True).content.decode()
    assert ("chỉ nhắc trong cổng" in page, User.objects.get(pk=tan.pk).email) == (True, "")


# --- The calendar -----------------------------------------------------------------------------


def events(content: bytes) -> dict:
    """What another program reads."""
    found = vobject.readOne(content.decode())
    return {event.summary.value: event for event in getattr(found, "vevent_list", [])}


def test_the_calendar_holds_every_due_day_as_another_program_reads_it(xuan_tan, officer, client):
    token = make_address(by=officer, at=AT)
    response = client.get(f"/lich/{token}.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    found = events(response.content)
    poor = found["Hạn: Mục 3c: Hoàn thành chỉ tiêu hộ nghèo"]
    assert (poor.dtstart.value, poor.dtend.value) == (dt.date(2017, 9, 30), dt.date(2017, 10, 1))
    assert poor.description.value.endswith("/3c/")
    assert {event.dtstart.value.day for event in found.values()} == {15, 20, 30}


def test_a_program_that_asks_again_is_told_that_nothing_changed(xuan_tan, officer, client):
    address = f"/lich/{make_address(by=officer, at=AT)}.ics"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.head(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    build.record(xuan_tan, build.row("11", 20, 2470), by=build.user())
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_the_calendar_is_only_read(xuan_tan, officer, client):
    address = f"/lich/{make_address(by=officer, at=AT)}.ics"
    assert (client.post(address).status_code, client.head(address).content) == (405, b"")


def test_whole_days_are_those_of_vietnam_whatever_the_clock_of_the_reader(xuan_tan, officer, client):
    found = client.get(f"/lich/{make_address(by=officer, at=AT)}.ics").content.decode().replace("\r\n ", "")
    assert "X-WR-TIMEZONE:Asia/Ho_Chi_Minh" in found
    days = [line for line in found.splitlines() if line.startswith(("DTSTART", "DTEND"))]
    assert len(days) > 2
    assert [line for line in days if not re.fullmatch(r"DT(START|END);VALUE=DATE:\d{8}", line)] == []


def test_a_revoked_address_is_gone_even_for_whoever_holds_a_copy(xuan_tan, officer, client):
    address = f"/lich/{make_address(by=officer, at=AT)}.ics"
    held = {"If-None-Match": client.get(address)["ETag"]}
    revoke_address(by=officer, at=AT)
    assert client.get(address, headers=held).status_code == 404


def test_a_thing_keeps_its_name_in_the_calendar(xuan_tan, officer, client):
    address = f"/lich/{make_address(by=officer, at=AT)}.ics"
    names = [sorted(event.uid.value for event in events(client.get(address).content).values()) for _ in range(2)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_a_new_address_closes_the_one_before_and_revoking_closes_the_last(xuan_tan, officer, client):
    first, second = make_address(by=officer, at=AT), make_address(by=officer, at=AT)
    assert [client.get(f"/lich/{token}.ics").status_code for token in (first, second)] == [404, 200]
    revoke_address(by=officer, at=AT)
    assert client.get(f"/lich/{second}.ics").status_code == 404
    with pytest.raises(ValidationError, match="Không có địa chỉ lịch"):
        revoke_address(by=officer, at=AT)


def test_an_address_of_a_closed_account_or_of_one_without_work_shows_nothing(xuan_tan, officer, client):
    token = make_address(by=officer, at=AT)
    User.objects.filter(pk=officer.pk).update(role="FRONT")
    assert client.get(f"/lich/{token}.ics").status_code == 404
    User.objects.filter(pk=officer.pk).update(role="COMMUNE_OFFICER", is_active=False)
    assert client.get(f"/lich/{token}.ics").status_code == 404


def test_the_secret_is_shown_once_and_not_kept(xuan_tan, sign_in, client):
    browser = sign_in("officer")
    page = browser.post(PAGE + "lich/", follow=True).content.decode()
    token = page.split("http://testserver/lich/")[1].split(".ics")[0]
    assert client.get(f"/lich/{token}.ics").status_code == 200
    assert token not in str(list(CalendarAddress.objects.values()))
    assert token not in browser.get(PAGE).content.decode()
    assert "Đã thu hồi" in browser.post(PAGE + "lich/thu-hoi/", follow=True).content.decode()
    assert "Không có địa chỉ lịch" in browser.post(PAGE + "lich/thu-hoi/", follow=True).content.decode()


def test_one_open_address_for_each_person(xuan_tan, officer):
    make_address(by=officer, at=AT)
    with pytest.raises(ValidationError, match="một địa chỉ lịch"):
        CalendarAddress(user=officer, digest="x", made_at=AT).full_clean()
    with pytest.raises(ValidationError, match="chỉ thu hồi được sau khi tạo"):
        CalendarAddress(user=officer, digest="y", made_at=AT, revoked_at=AT - dt.timedelta(1)).full_clean()


@pytest.mark.parametrize("who", ["officer", "tan", "lao_dong", "hanh", "party_office", "member", "leader"])
def test_everybody_with_work_may_subscribe(who, xuan_tan, client, request):
    token = make_address(by=request.getfixturevalue(who), at=AT)
    assert client.get(f"/lich/{token}.ics").content.startswith(b"BEGIN:VCALENDAR")


def test_a_calendar_costs_the_same_for_one_and_for_three_communes(xuan_tan, hanh, client, django_assert_num_queries):
    build.home_communes(3)
    token = make_address(by=hanh, at=AT)
    client.get(f"/lich/{token}.ics")
    with django_assert_num_queries(36):
        client.get(f"/lich/{token}.ics")
