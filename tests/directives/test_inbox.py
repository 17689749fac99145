"""Việc của tôi: what the work of the directive leaves for each person to say or do."""

import datetime as dt

import pytest

from communes.enums import Post
from directives.enums import PlanMove
from directives.models import Dissemination, ExtensionRequest, PartyBody
from directives.tables.inbox import desk_of, tasks_of
from directives.tables.inbox_acts import dated_work, waiting_acts
from tests import build
from tests.directives import visits, work

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)


def acts(user) -> list[tuple[str, str, str]]:
    """Title, page and button of what waits for a word of this person."""
    return [(task.title, task.url, task.act) for task in waiting_acts(user, TODAY)]


def dated(user) -> list[tuple[str, str]]:
    """Title and day of what depends on the figures."""
    return [(task.title, task.due) for task in dated_work(user, TODAY)]


# --- Plans ------------------------------------------------------------------------------------


def test_a_plan_waits_for_the_head_then_for_the_office_and_comes_back_to_the_officer(xuan_tan, officer, tan, hanh):
    plan = build.plan(xuan_tan, officer)
    build.steps(plan, by=officer)
    named, page = "Kế hoạch 15.1 Người dân tham gia BHYT, xã Xuân Tân", "/ke-hoach/xuan-tan/1/"
    assert (acts(officer), acts(hanh)) == ([], [])
    assert acts(tan) == [(f"{named}: chờ duyệt", page, "Duyệt")]
    build.moved(plan, PlanMove.APPROVE, tan)
    assert (acts(tan), acts(hanh)) == ([], [(f"{named}: đã duyệt, chờ huyện xem", page, "Xem")])
    build.moved(plan, PlanMove.RETURN, hanh, note="Bổ sung người phụ trách")
    assert (acts(hanh), acts(officer)) == ([], [(f"{named}: huyện trả lại, chờ bổ sung", page, "Bổ sung")])


def test_a_measure_is_listed_from_a_week_before_its_day_until_the_goal_is_reached(xuan_tan, officer, tan):
    late, soon = build.step_line(), build.step_line("Cấp thẻ đợt cuối", due_on="2017-10-02")
    far = build.step_line("Duy trì", due_on="2017-10-03")
    build.running(xuan_tan, officer, tan, late, soon, far, reach_by="2017-10-15")
    assert dated(officer) == [
        ("Kế hoạch 15.1: Vận động hộ cận nghèo tham gia BHYT", "Hạn 20/9/2017, quá 5 ngày"),
        ("Kế hoạch 15.1: Cấp thẻ đợt cuối", "Hạn 02/10/2017, còn 7 ngày"),
    ]
    build.record(xuan_tan, build.row("15.1", 90, 100), by=build.user())
    assert dated(officer) == []


# --- Inspections ------------------------------------------------------------------------------


def test_a_request_waits_for_the_commune_until_it_is_reported_and_then_for_the_team(xuan_tan, tan, officer, hanh):
    request = visits.signed(xuan_tan, hanh).requests.get()
    page = f"/kien-nghi/{request.pk}/"
    assert [(url, act) for _, url, act in acts(officer)] == [(page, "Trả lời")]
    assert acts(hanh) == []
    type(request).objects.filter(pk=request.pk).update(state="DONE", done_by=tan, done_on=TODAY)
    assert acts(officer) == []
    assert [(url, act) for _, url, act in acts(hanh)] == [(page, "Xem xét")]


# --- Falls ------------------------------------------------------------------------------------


def test_a_fall_waits_for_an_answer_of_its_place(xuan_tan, tan, hanh, party_office):
    for day, verdict in (("2017-08-20", "MET"), ("2017-09-14", "NOT_MET")):
        build.record(xuan_tan, build.row("15.2", assessed_on=day, declared=verdict), by=hanh)
    ((title, due),) = dated(tan)
    assert title == "Suy giảm 15.2 Xã đạt chuẩn y tế: chờ trả lời"
    assert due.startswith("Hạn ")
    assert (dated(hanh), dated(party_office)) == ([], [])


# --- Tasks and documents ----------------------------------------------------------------------


def test_deeds_and_asks_for_more_time_wait_for_the_offices_that_follow(xuan_tan, tan, hanh, party_office):
    work.deed(xuan_tan, tan)
    task = work.clause("3a")
    asked = ExtensionRequest.objects.create(
        obligation=task, unit=xuan_tan, due_on=task.due_on, wanted_until=dt.date(2017, 9, 28), reason="Chờ",
        asked_by=tan, asked_at=build.moment(TODAY),
    )  # fmt: skip
    expected = [
        ("Xã Xuân Tân đề nghị gia hạn mục 3a", f"/gia-han-nhiem-vu/{asked.pk}/quyet-dinh/", "Quyết định"),
        ("Mục 3a: 01 kết quả chờ xác nhận", task.href, "Xác nhận"),
    ]
    assert acts(hanh) == expected
    assert len(acts(party_office)) == 2
    assert acts(tan) == []


def test_a_document_waits_for_the_head_of_the_party_committee(xuan_tan, tan, officer, hanh):
    line = Dissemination.objects.create(
        directive=work.directive(), body=PartyBody.objects.get(unit=xuan_tan), sent_on=TODAY, sent_by=hanh
    )
    assert acts(tan) == [("Quán triệt chỉ thị ngày 28/8/2017", f"/quan-triet/{line.pk}/", "Xác nhận")]
    assert acts(officer) == []


def test_a_task_of_another_document_says_of_which(xuan_tan, officer, hanh):
    task = work.clause("3c")
    type(task.directive).objects.filter(pk=task.directive_id).update(kind="PLAN", number="12-KH/HU")
    titles = [row.title for row in tasks_of(officer, TODAY)]
    assert "Kế hoạch số 12-KH/HU ngày 28/8/2017, mục 3c: Hoàn thành chỉ tiêu hộ nghèo" in titles


# --- The menu ---------------------------------------------------------------------------------


def test_the_menu_counts_what_waits_for_a_word_and_not_what_follows_from_figures(xuan_tan, officer, tan):
    build.appointment(xuan_tan, Post.PARTY_SECRETARY, "Nguyễn Văn A")
    assert desk_of(tan, TODAY).count == 0
    build.plan(xuan_tan, officer)
    assert desk_of(tan, TODAY).count == 1
    assert sum(task.weight for task in tasks_of(tan, TODAY)) == 1
