"""Việc của tôi, the work of the directive: plans, requests of inspections, falls, deeds, documents to make known."""

import datetime as dt
from collections.abc import Iterator
from textwrap import shorten

from accounts.models import User
from accounts.permissions import communes_visible_to, is_commune_user
from communes.models import Unit
from criteria.tables.inbox import Task
from directives.enums import CaseState, InspectionState, PlanMove, PlanSide, PlanState, RequestState
from directives.models import ImprovementPlan
from directives.permissions import (
    bodies_confirmable_by,
    disseminations_visible_to,
    extension_requests_visible_to,
    follows_tasks,
    fulfilments_confirmable_by,
    inspections_visible_to,
    inspections_writable_by,
    may_decide_case,
    plan_side,
    plans_editable_by,
    requests_acceptable_by,
    requests_answerable_by,
)
from directives.rules.plan_states import moves_open
from directives.rules.plans import step_standing
from directives.rules.reminders import DAYS_EARLY, left_words
from directives.tables.cases import open_cases
from directives.tables.plan_reading import lines_of, read_plans, verdicts_of
from ntm_portal.vietnamese import counted, day, lower_first

ANSWERABLE = (CaseState.TO_ANSWER, CaseState.DRAFTED, CaseState.RETURNED)
WORDS = 140


def timed(title: str, detail: str, url: str, act: str, due_on: dt.date, today: dt.date, **given) -> Task:
    """A thing with a day, its pill as urgent as the day is near."""
    left = (due_on - today).days
    tag = "late" if left < 0 else "soon" if left <= DAYS_EARLY else "plain"
    return Task(title, detail, url, act, due_on, tag, f"Hạn {day(due_on)}, {left_words(due_on, today)}", **given)


def waiting_acts(user: User, today: dt.date) -> Iterator[Task]:
    """What waits for a word of this person; none of it depends on figures, so the menu counts it."""
    yield from _plans_to_move(user)
    yield from _requests(user, today)
    if follows_tasks(user):
        yield from _more_time(user, today)
        yield from _deeds(user)
    yield from _documents(user)


def dated_work(user: User, today: dt.date) -> Iterator[Task]:
    """Visits that come, measures of plans and falls, which depend on the day and its figures."""
    yield from _visits(user, today)
    if is_commune_user(user):
        yield from _measures(user, today)
        yield from _falls(user, today)
    elif may_decide_case(user):
        yield from _answers(user, today)


def _plans_to_move(user: User) -> Iterator[Task]:
    """A head approves, an officer mends what came back, the office looks at what was approved."""
    side = plan_side(user)
    acts = {
        PlanSide.HEAD: (PlanState.DRAFT, PlanMove.APPROVE, "chờ duyệt", "Duyệt"),
        PlanSide.OFFICER: (PlanState.RETURNED, None, "huyện trả lại, chờ bổ sung", "Bổ sung"),
        PlanSide.OFFICE: (PlanState.APPROVED, PlanMove.SEE, "đã duyệt, chờ huyện xem", "Xem"),
    }
    if side is None:
        return
    state, move, words, act = acts[side]
    if move is not None and move not in moves_open(state, side):
        return
    for plan in plans_editable_by(user).filter(state=state).with_names().in_order():
        yield Task(
            f"Kế hoạch {plan.subject_number} {plan.subject_name}, {lower_first(plan.unit.label)}: {words}",
            shorten(plan.goal, WORDS, placeholder=" …"), plan.path, act, None, "plain", f"Mốc {day(plan.reach_by)}",
        )  # fmt: skip


def _requests(user: User, today: dt.date) -> Iterator[Task]:
    """Requests to answer, and those reported as done that wait to be accepted."""
    open_states = (RequestState.OPEN, RequestState.ANSWERED)
    asked = requests_answerable_by(user).filter(state__in=open_states).with_places().nearest_first()
    for row in asked:
        yield timed(
            f"Kiến nghị kiểm tra: {shorten(row.text, WORDS, placeholder=' …')}",
            f"{row.inspection.unit.label}; giao {row.asked}", f"/kien-nghi/{row.pk}/", "Trả lời", row.due_on, today,
            of_staff=True,
        )  # fmt: skip
    for row in requests_acceptable_by(user).filter(state=RequestState.DONE).with_places().nearest_first():
        yield Task(
            f"Kiến nghị đã báo xong: {shorten(row.text, WORDS, placeholder=' …')}", row.inspection.unit.label,
            f"/kien-nghi/{row.pk}/", "Xem xét", None, "plain", f"Báo xong {day(row.done_on)}",
        )  # fmt: skip


def _visits(user: User, today: dt.date) -> Iterator[Task]:
    """Planned visits: for the team until it has been there, for the place until the day is over."""
    planned = InspectionState.PLANNED
    if is_commune_user(user):
        rows, act = inspections_visible_to(user).filter(state=planned, planned_on__gte=today), "Xem"
    else:
        rows, act = inspections_writable_by(user).filter(state=planned), "Mở"
    for row in rows.with_places().prefetch_related("items__criterion", "items__indicator").order_by("planned_on", "pk"):
        about = ", ".join(item.label for item in row.items.all())
        yield timed(
            f"{row.get_kind_display()} {lower_first(row.unit.label)}, {row.team_name}",
            shorten(f"{row.moved_words}; {about}" if row.moved_words else about, WORDS, placeholder=" …"), row.href,
            act, row.planned_on, today, weight=0, of_staff=True,
        )  # fmt: skip


def _more_time(user: User, today: dt.date) -> Iterator[Task]:
    rows = extension_requests_visible_to(user).undecided().select_related("obligation", "unit", "body")
    for row in rows.order_by("wanted_until", "pk"):
        place = row.unit.label if row.unit else row.body.short_name
        yield timed(
            f"{place} đề nghị gia hạn mục {row.obligation.clause}", row.reason,
            f"/gia-han-nhiem-vu/{row.pk}/quyet-dinh/", "Quyết định", row.wanted_until, today,
        )  # fmt: skip


def _deeds(user: User) -> Iterator[Task]:
    """What was reported as done and waits to be confirmed, a line for each clause."""
    waiting: dict[int, list] = {}
    rows = fulfilments_confirmable_by(user).select_related("obligation__directive", "unit", "body")
    for row in rows.order_by("obligation__clause", "pk"):
        waiting.setdefault(row.obligation_id, []).append(row)
    for found in waiting.values():
        asked = found[0].obligation
        yield Task(
            f"Mục {asked.clause}: {counted(len(found))} kết quả chờ xác nhận", asked.title, asked.href, "Xác nhận",
            None, "plain", f"Từ {day(min(row.done_on for row in found))}", len(found),
        )  # fmt: skip


def _documents(user: User) -> Iterator[Task]:
    """Documents sent to the body one speaks for, not yet made known to its members."""
    if follows_tasks(user):
        return
    rows = disseminations_visible_to(user).filter(confirmed_on=None, body__in=bodies_confirmable_by(user).values("pk"))
    for row in rows.select_related("directive", "body").order_by("sent_on", "pk"):
        yield Task(
            f"Quán triệt {lower_first(row.directive.label)}", row.directive.summary, f"/quan-triet/{row.pk}/",
            "Xác nhận", None, "plain", f"Gửi {day(row.sent_on)}",
        )  # fmt: skip


def _measures(user: User, today: dt.date) -> Iterator[Task]:
    """Measures of approved plans that are due within a week or late; none where the goal is reached."""
    plans = read_plans(ImprovementPlan.objects.running().filter(unit=user.unit_id), today)
    for line in lines_of(plans, verdicts_of(plans, today), today):
        for step in () if line.standing.is_reached else line.plan.steps:
            standing = step_standing(step.facts, today)
            if not standing.is_finished and (step.due_on - today).days <= DAYS_EARLY:
                yield timed(
                    f"Kế hoạch {line.plan.subject_number}: {shorten(step.measure, WORDS, placeholder=' …')}", step.who,
                    line.plan.path, "Báo tiến độ", step.due_on, today, weight=0, part=f"{step.id}", of_staff=True,
                )  # fmt: skip


def _falls(user: User, today: dt.date) -> Iterator[Task]:
    """Falls of the place that ask for cause and measure, and measures whose day comes."""
    for case in open_cases(list(Unit.objects.filter(pk=user.unit_id).select_related("parent")), today):
        if case.state in ANSWERABLE and case.answer_by:
            yield timed(
                f"Suy giảm {case.label}: {lower_first(case.state.label)}", "Ghi nguyên nhân, biện pháp, hạn khắc phục.",
                case.href, "Trả lời", case.answer_by, today, weight=0,
            )  # fmt: skip
        elif case.answer:
            yield timed(
                f"Suy giảm {case.label}: thực hiện biện pháp", shorten(case.answer.measure, WORDS, placeholder=" …"),
                case.href, "Xem", case.answer.finish_by, today, weight=0,
            )  # fmt: skip


def _answers(user: User, today: dt.date) -> Iterator[Task]:
    """Answers about falls that wait for the office."""
    units = communes_visible_to(user).valid_on(today).select_related("parent")
    for case in open_cases(list(units), today):
        if case.state == CaseState.ANSWERED:
            yield Task(
                f"Suy giảm {case.label}, {lower_first(case.unit.label)}: chờ xem xét trả lời",
                shorten(case.answer.cause, WORDS, placeholder=" …"), case.href, "Xem xét", None, "plain",
                f"Trả lời {day(case.answer.at.date())}", 0,
            )  # fmt: skip
