"""E-mails of reminders through a real mail server: what arrives, whom it refuses, what happens while it is down."""

import datetime as dt

import environ
import pytest
from django.core.management import CommandError, call_command

from directives.actions.reminding import Planned, remind, tell
from directives.enums import MailState
from directives.models import Reminder
from directives.rules.reminders import Due, Reminded
from tests import build
from tests.mailbox import mailbox

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
TITLE = "Phiếu kỳ tháng 9/2017 chưa gửi, đề nghị Bí thư Đảng ủy, Chủ tịch UBND xã Xuân Tân xem"


@pytest.fixture
def named(settings):
    """Name the mail server the way the setting EMAIL_URL does."""

    def at_port(port: int) -> None:
        read = environ.Env.email_url_config(f"smtp://127.0.0.1:{port}")
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
            read["EMAIL_BACKEND"], read["EMAIL_HOST"], read["EMAIL_PORT"],
        )  # fmt: skip
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "ntm@xuantruong.example"

    return at_port


@pytest.fixture
def people(officer, tan, chair):
    """Three who read their messages by e-mail."""
    for user in (officer, tan, chair):
        user.email = f"{user.username}@xuantan.example"
        user.save()
    return officer, tan, chair


def dues(user, today) -> list[Due]:
    return [Due("viec", TITLE, "Ghi rõ ô còn trống.", "/gui-huyen/xuan-tan/", dt.date(2017, 9, 24))]


def run(today=TODAY) -> list[Reminder]:
    return remind(today=today, at=build.moment(today), dues_of=dues)


def states() -> dict[str, str]:
    return dict(Reminder.objects.values_list("user__username", "mail_state"))


def test_a_letter_arrives_and_is_read_in_vietnamese(people, named):
    with mailbox() as server:
        named(server.port)
        run()
    assert server.recipients == ["chair@xuantan.example", "officer@xuantan.example", "tan@xuantan.example"]
    letter = next(letter for to, letter in server.taken if to == ["tan@xuantan.example"])
    message = Reminder.objects.get(user__username="tan")
    assert (letter["From"], letter["To"]) == ("ntm@xuantruong.example", "tan@xuantan.example")
    assert str(letter["Subject"]).strip() == message.subject
    assert (letter.get_content_type(), letter.get_content_charset()) == ("text/plain", "utf-8")
    assert letter.get_content().replace("\r\n", "\n").strip() == message.text.strip()
    assert f"Hạn 24/9/2017 (quá 1 ngày): {TITLE}" in letter.get_content()


def test_nobody_reads_who_else_was_told(people, named):
    with mailbox() as server:
        named(server.port)
        run()
    assert [len(to) for to, _ in server.taken] == [1, 1, 1]
    assert [letter["Cc"] or letter["Bcc"] for _, letter in server.taken] == [None, None, None]


def test_a_refused_address_stops_nobody_else_and_is_reported(people, named, settings):
    settings.PINNED_TODAY = TODAY
    with mailbox() as server:
        named(server.port)
        server.refused.add("officer@xuantan.example")
        for user in people:
            tell(Planned(user, (Reminded(dues(user, TODAY)[0], "T+1"),)), TODAY, build.moment(TODAY))
        with pytest.raises(CommandError, match=r"officer <officer@xuantan.example>: .*no such person"):
            call_command("remind", verbosity=0)
        assert server.recipients == ["chair@xuantan.example", "tan@xuantan.example"]
        assert states() == {"officer": MailState.FAILED, "tan": MailState.SENT, "chair": MailState.SENT}
        server.refused.clear()
        run()
        run()
    assert server.recipients.count("officer@xuantan.example") == 1
    assert states()["officer"] == MailState.SENT


def test_while_the_server_is_down_nothing_is_lost_and_the_next_run_sends_once(people, named):
    with mailbox() as server:
        port = server.port
    named(port)
    assert len(run()) == 3
    assert set(states().values()) == {MailState.FAILED}
    assert "Connection refused" in Reminder.objects.first().fault
    with mailbox(port) as server:
        assert run(dt.date(2017, 9, 26)) == []
        run(dt.date(2017, 9, 26))
    assert len(server.taken) == 3
    assert set(states().values()) == {MailState.SENT}


def test_a_letter_that_could_not_go_for_two_days_is_not_sent_late(people, named):
    with mailbox() as server:
        port = server.port
    named(port)
    run()
    with mailbox(port) as server:
        run(dt.date(2017, 9, 28))
    assert (server.taken, set(states().values())) == ([], {MailState.FAILED})
