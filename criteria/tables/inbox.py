"""Việc của tôi, the part of the figures: what waits for this person in the periods, and who calls."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.db.models import Count
from django.utils.timezone import localtime

from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    is_commune_user,
    is_office,
    is_sector,
    may_see_overview,
)
from criteria.enums import PeriodKind, SubmissionState
from criteria.models import Extension, ReportingPeriod, ReturnedCell, Submission
from criteria.permissions import comments_waiting_for, may_send, periods_visible_to
from criteria.rules.periods import governing
from criteria.tables.lens import due_words
from criteria.tables.verifying import waiting_cells
from ntm_portal.vietnamese import counted, day, lower_first


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, where, by when, and how many pieces it is made of in the count of the menu.

    `part` tells apart things that share an address. `of_staff`: prepared by those who type, not by the head.
    """

    title: str
    detail: str
    url: str
    act: str
    due_on: dt.date | None
    tag: str
    due: str
    weight: int = 1
    part: str = ""
    of_staff: bool = False


def periods_begun(user: User, today: dt.date) -> list[ReportingPeriod]:
    """The periods the person works with by now. One query."""
    return [row for row in periods_visible_to(user) if row.begins_on <= today]


def figure_tasks(user: User, begun: Sequence[ReportingPeriod], today: dt.date) -> Iterator[Task]:
    """What waits for this person in the periods begun: figures to answer for, verify, send, take over; and calls."""
    if is_commune_user(user):
        yield from _of_commune(user, begun, today)
    elif is_sector(user):
        yield from _of_department(user, begun, today)
    elif is_office(user):
        yield from _of_office(user, begun, today)
    else:
        yield from _of_reader(user, begun, today)
    yield from _of_comments(user, today)


def _of_comments(user: User, today: dt.date) -> Iterator[Task]:
    """Comments that call the user's office or post, the oldest first, until they are answered or marked as done."""
    rows = comments_waiting_for(user, today).select_related("by__unit", "by__department", "unit", "indicator")
    for comment in rows.order_by("at", "pk"):
        yield Task(
            f"Trao đổi: {comment.indicator.number} {comment.indicator.short_name}, {lower_first(comment.unit.label)}",
            f"{comment.by.post_label}: {shorten(comment.text, 160, placeholder=' …')}",
            f"/trao-doi/{comment.unit.place}/{comment.indicator.number}/#y-{comment.pk}",
            "Trả lời", None, "plain", f"Từ {day(localtime(comment.at).date())}",
        )  # fmt: skip


def _of_commune(user: User, begun: Sequence[ReportingPeriod], today: dt.date) -> Iterator[Task]:
    unit = user.unit
    unlocked = [period for period in begun if not period.locked_on]
    returned = ReturnedCell.objects.unanswered().filter(submission__unit=unit, submission__period__in=unlocked)
    for cell in returned.select_related("indicator", "submission__period", "returned_by__department").in_order():
        tag, due = _until(cell.answer_by, today)
        yield Task(
            f"Ô trả lại: {cell.indicator.number} {cell.indicator.short_name}",
            f"{cell.returned_by.post_label}: {cell.reason}",
            f"/gui-huyen/{unit.slug}/?ky={cell.submission.period.code}", "Trả lời", cell.answer_by, tag, due,
            part=cell.indicator.number, of_staff=True,
        )  # fmt: skip
    sent = set(
        Submission.objects.filter(unit=unit).exclude(state=SubmissionState.DRAFT).values_list("period", flat=True)
    )
    for period in unlocked:
        if period.kind == PeriodKind.MONTH and period.pk not in sent:
            tag, due = due_words(period.facts, today, "send")
            act = "Duyệt, gửi" if may_send(user, unit) else "Kiểm tra"
            detail = (
                "Kiểm tra ô trống, cảnh báo rồi gửi huyện." if may_send(user, unit) else "Bí thư hoặc Chủ tịch gửi."
            )
            yield Task(
                f"Phiếu kỳ {period.name} chưa gửi", detail, f"/gui-huyen/{unit.slug}/?ky={period.code}", act,
                period.send_on, tag, due,
            )  # fmt: skip


def _of_department(user: User, begun: Sequence[ReportingPeriod], today: dt.date) -> Iterator[Task]:
    period = running_period(begun, today)
    if period is None or period.locked_on:
        return
    units = communes_visible_to(user).valid_on(today).in_order()
    waiting = waiting_cells(units, user, period.facts, today)
    tag, due = due_words(period.facts, today, "verify")
    for unit in units:
        if count := waiting[unit.pk]:
            yield Task(
                f"{unit.label}: {counted(count)} ô chờ thẩm tra", f"Kỳ {period.name}",
                f"/tham-tra/?ky={period.code}&xa={unit.slug}", "Thẩm tra", period.verify_on, tag, due, count,
            )  # fmt: skip


def _of_office(user: User, begun: Sequence[ReportingPeriod], today: dt.date) -> Iterator[Task]:
    by_key = {period.pk: period for period in begun}
    sent = Submission.objects.filter(period__in=by_key, state=SubmissionState.SENT).values_list("period")
    for pk, count in sent.annotate(Count("pk")):
        period = by_key[pk]
        if not period.locked_on:
            tag, due = due_words(period.facts, today, "lock")
            yield Task(
                f"Tiếp nhận {counted(count)} phiếu kỳ {period.name}", "Xã đã gửi, không còn ô trả lại.",
                f"/ky-bao-cao/{period.code}/", "Tiếp nhận", period.lock_on, tag, due, count,
            )  # fmt: skip
    asked = Extension.objects.undecided().filter(period__in=periods_visible_to(user))
    for extension in asked.select_related("unit", "indicator"):
        tag, due = _until(extension.wanted_until, today)
        what = f"chỉ tiêu {extension.indicator.number}" if extension.indicator else "cả phiếu"
        yield Task(
            f"{extension.unit.label} đề nghị gia hạn {what}", extension.reason,
            f"/gia-han/{extension.pk}/quyet-dinh/", "Quyết định", extension.wanted_until, tag, due,
        )  # fmt: skip
    for period in begun:
        if not period.locked_on and period.lock_on <= today:
            tag, due = due_words(period.facts, today, "lock")
            yield Task(
                f"Chốt số liệu kỳ {period.name}", "Kỳ đã đến hạn chốt.", f"/ky-bao-cao/{period.code}/chot/", "Chốt",
                period.lock_on, tag, due,
            )  # fmt: skip


def _of_reader(user: User, begun: Sequence[ReportingPeriod], today: dt.date) -> Iterator[Task]:
    """Those who only read are told who is late in the period that runs; it is no work of theirs."""
    period = running_period(begun, today)
    if period is None or period.locked_on or period.send_on >= today or not may_see_overview(user):
        return
    units = communes_visible_to(user).valid_on(today)
    sent = Submission.objects.filter(period=period).exclude(state=SubmissionState.DRAFT).values("unit")
    missing = units.exclude(pk__in=sent).count()
    if missing:
        tag, due = due_words(period.facts, today, "send")
        yield Task(
            f"{counted(missing)} xã, thị trấn quá hạn gửi kỳ {period.name}", "Văn phòng điều phối đang theo dõi.",
            f"/ky-bao-cao/{period.code}/", "Xem", period.send_on, tag, due, 0,
        )  # fmt: skip


def running_period(begun: Sequence[ReportingPeriod], today: dt.date) -> ReportingPeriod | None:
    """The period that is being worked on today."""
    by_facts = {period.facts: period for period in begun}
    return by_facts.get(governing(by_facts, today))


def _until(last: dt.date | None, today: dt.date) -> tuple[str, str]:
    if last is None:
        return "plain", "Không ghi hạn"
    left = (last - today).days
    if left < 0:
        return "late", f"Hạn {day(last)}, quá {-left} ngày"
    return ("soon", f"Hạn {day(last)}, hôm nay") if left == 0 else ("plain", f"Hạn {day(last)}, còn {left} ngày")
