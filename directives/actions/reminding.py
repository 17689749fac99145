"""Nhắc việc: make today's message for everybody whom something waits for, and send it where there is an address."""

import datetime as dt
import smtplib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from accounts.actions import audit
from accounts.enums import COMMUNE_ROLES, Role
from accounts.models import User
from accounts.permissions import in_post
from criteria.models.settings import settings_at
from directives.enums import MailState
from directives.models import RemindedTask, Reminder
from directives.rules.reminders import Due, Reminded, is_told, letter_of, reminded, subject_of

COMMUNE_HEADS = (Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR)
# An e-mail the server did not take is tried again for so many days.
MAILED_AGAIN_DAYS = 2


@dataclass(frozen=True, slots=True)
class Planned:
    """What one person would be told today."""

    user: User
    items: tuple[Reminded, ...]

    def subject(self, today: dt.date) -> str:
        return subject_of(self.items, today)


def planned(today: dt.date, dues_of) -> list[Planned]:
    """Whom to tell what today: everybody with work, once a day, each thing once at each step.

    `dues_of(user, today)` says what waits for a person.
    """
    told_today = set(Reminder.objects.filter(day=today).values_list("user", flat=True))
    working = people_with_work(today)
    people = [user for user in working if user.pk not in told_today]
    staffed = Counter(user.unit_id for user in working if user.role == Role.COMMUNE_OFFICER)
    after = settings_at().remind_head_after_days
    found = []
    for user in people:
        dues = [due for due in dues_of(user, today) if _is_told(user, due, today, after, staffed)]
        if items := reminded(dues, said_to(user), today):
            found.append(Planned(user, tuple(items)))
    return found


def people_with_work(today: dt.date) -> list[User]:
    """Working accounts that may have something to do, in the order of names for signing in; nobody out of his post."""
    rows = User.objects.working().exclude(role__in=(Role.FRONT, Role.ADMIN)).with_places()
    return [user for user in rows.order_by("username") if in_post(user, today)]


def said_to(user: User) -> set[tuple[str, str]]:
    """(thing, step) of everything the person was told before."""
    return set(RemindedTask.objects.filter(user=user).values_list("key", "step"))


def _is_told(user: User, due: Due, today: dt.date, after: int, staffed: Counter) -> bool:
    return is_told(
        due,
        today,
        is_head=user.role in COMMUNE_HEADS,
        head_after_days=after,
        staff_works=user.role in COMMUNE_ROLES and staffed[user.unit_id] > 0,
    )


def remind(*, today: dt.date, at: dt.datetime, dues_of, by: User | None = None) -> list[Reminder]:
    """Gửi nhắc việc của ngày: safe to run twice, and by two at once; what could not be mailed is tried again.

    Returns the messages made now.
    """
    made = [message for plan in planned(today, dues_of) if (message := tell(plan, today, at))]
    if made:
        audit(
            by=by, action="Gửi nhắc việc", subject=f"{len(made)} người", at=at, sample=all(row.sample for row in made)
        )
    mail_waiting(today - dt.timedelta(days=MAILED_AGAIN_DAYS), at)
    return made


def tell(plan: Planned, today: dt.date, at: dt.datetime) -> Reminder | None:
    """The message of one person, or None where somebody else has just told him."""
    user = plan.user
    message = Reminder(
        user=user, day=today, made_at=at, subject=plan.subject(today), mail_to=user.email, sample=user.sample,
        text=letter_of(plan.items, today, f"{user.full_name}, {user.post_label}", settings.PORTAL_ADDRESS),
        mail_state=MailState.WAITING if user.email else MailState.NONE,
    )  # fmt: skip
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            RemindedTask.objects.bulk_create(task_of(message, item) for item in plan.items)
    except IntegrityError:
        return None
    return message


def task_of(message: Reminder, item: Reminded) -> RemindedTask:
    """One thing of a message, remembered."""
    due = item.due
    return RemindedTask(
        reminder=message, user=message.user, key=due.key[:300], step=item.step, title=due.title[:400],
        due_on=due.due_on, sample=message.sample,
    )  # fmt: skip


def mail_waiting(since: dt.date, at: dt.datetime) -> None:
    """Send every message that waits for its e-mail; whoever takes one first sends it."""
    waiting = Reminder.objects.unsent(since)
    for message in waiting.order_by("day", "pk"):
        taken = waiting.filter(pk=message.pk).update(mail_state=MailState.SENT, mailed_at=at, fault="")
        if taken:
            mail(message)


def mail(message: Reminder) -> None:
    """Send one e-mail. It was marked as sent before, so that a machine that stops here never sends it twice."""
    try:
        EmailMessage(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [message.mail_to]).send()
    except (smtplib.SMTPException, OSError) as fault:
        words = f"{type(fault).__name__}: {fault}"[:300]
        Reminder.objects.filter(pk=message.pk).update(mail_state=MailState.FAILED, mailed_at=None, fault=words)


def faults_of(messages: Iterable[Reminder]) -> list[str]:
    """Whom no e-mail reached, with the words of the mail server."""
    return [f"{row.user.username} <{row.mail_to}>: {row.fault}" for row in messages]
