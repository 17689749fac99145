"""Còn thiếu: what a commune lacks besides the open tasks of a directive, and by when it was promised."""

import datetime as dt
import re

import pytest

from criteria.enums import Verdict
from directives.enums import CaseStep
from tests import build
from tests.directives.fallen import answered, decided, lose, say

PAGE = "/xa/xuan-tan/"


@pytest.fixture
def story(xuan_tan, hanh, officer, tan):
    """15.1 is a task of the directive; 12 was to be finished in August and is planned; nobody planned 17.5."""
    nearly = {"declared": Verdict.NEARLY, "reason": "Đang làm", "finish_by": dt.date(2017, 8, 31)}
    build.record(
        xuan_tan,
        build.row("15.1", 7204, 8600, assessed_on="2017-09-22"),
        build.row("12", 88, 100, assessed_on="2017-08-15", **nearly),
        build.row("17.5", declared=Verdict.NOT_MET, assessed_on="2017-09-14"),
        by=hanh,
    )


def lacks_of(client, address=PAGE) -> list[tuple]:
    lacking = client.get(address).context["lacking"]
    return [
        (lack.number, lack.gap, [(promise.said, promise.left[1]) for promise in lack.promises], lack.to_plan)
        for lack in lacking.lacks
    ]


def test_what_no_directive_asks_for_is_listed_with_the_day_it_was_promised(story, sign_in):
    assert lacks_of(sign_in("tan")) == [
        (
            "12",
            "còn thiếu 2 người",
            [("ghi nhận cơ bản đạt, hạn 31/8/2017", "Quá hạn 25 ngày")],
            "/ke-hoach/xuan-tan/#o-12",
        ),
        ("17.5", "", [], "/ke-hoach/xuan-tan/#o-17.5"),
    ]


def test_a_plan_promises_another_day_and_is_linked(story, sign_in, xuan_tan, officer):
    made = build.plan(xuan_tan, officer, "12", reach_by="2017-10-31", goal="Giới thiệu việc làm cho 2 người")
    assert lacks_of(sign_in("tan"))[0][2:] == (
        [
            ("ghi nhận cơ bản đạt, hạn 31/8/2017", "Quá hạn 25 ngày"),
            ("kế hoạch đến 31/10/2017", "Còn 36 ngày"),
        ],
        "",
    )
    assert f'<a href="/ke-hoach/xuan-tan/{made.number}/">kế hoạch đến 31/10/2017</a>' in sign_in("tan").get(PAGE).text


def test_a_plan_with_a_late_measure_is_late_before_its_own_day(story, sign_in, xuan_tan, officer, tan):
    build.running(xuan_tan, officer, tan, number="17.5", goal="Thu gom rác ở xóm 5")
    assert lacks_of(sign_in("tan"))[1] == ("17.5", "", [("kế hoạch đến 30/9/2017", "Quá hạn 5 ngày")], "")


def promised_after_the_fall(client, address=PAGE) -> list[tuple]:
    return next(lack[2] for lack in lacks_of(client, address) if lack[0] == "15.2")


def test_a_fall_says_by_when_it_is_to_be_answered_and_then_what_was_promised(sign_in, xuan_tan, hanh, tan):
    lost = lose(xuan_tan, hanh)
    client = sign_in("tan")
    assert promised_after_the_fall(client) == [("suy giảm 14/9/2017", "Chờ trả lời, hạn 21/9, quá 4 ngày")]
    given = answered(lost, tan)
    assert promised_after_the_fall(client) == [("suy giảm 14/9/2017, hẹn khắc phục xong 10/10/2017", "Còn 15 ngày")]
    assert '<a href="/suy-giam/xuan-tan/15.2/2017-09-14/">suy giảm 14/9/2017, hẹn' in client.get(PAGE).text
    assert promised_after_the_fall(client, f"{PAGE}?den=18/9/2017") == [
        ("suy giảm 14/9/2017", "Chờ trả lời, hạn 21/9")
    ], "the day of the page knows nothing of what was answered later"
    decided(lost, hanh, CaseStep.RETURN, seen_id=given.pk)
    assert promised_after_the_fall(client) == [("suy giảm 14/9/2017", "Trả lại, chờ bổ sung")]


def test_a_fall_that_came_back_promises_nothing(sign_in, xuan_tan, hanh, tan):
    answered(lose(xuan_tan, hanh), tan)
    say(xuan_tan, "2017-09-24", Verdict.MET, hanh)
    assert "15.2" not in [lack[0] for lack in lacks_of(sign_in("tan"))]


def test_two_promises_of_one_day_say_once_how_late_it_is(story, sign_in, xuan_tan, officer):
    build.plan(
        xuan_tan, officer, "12", made="2017-08-20", reach_by="2017-08-31", goal="Giới thiệu việc làm cho 2 người"
    )
    told = re.search(r'aria-labelledby="h-thieu">.*?</section>', sign_in("tan").get(PAGE).text, re.S)
    assert told[0].count("Quá hạn 25 ngày") == 1
    assert told[0].count("31/8/2017") == 2


def test_open_tasks_stand_above_and_are_not_told_twice(story, sign_in):
    client = sign_in("tan")
    assert "Còn thiếu ngoài việc trên" in client.get(PAGE).text
    assert "15.1" in [task.number for task in client.get(PAGE).context["due"].open]
    assert "15.1" not in [lack[0] for lack in lacks_of(client)]


def test_what_has_no_figure_is_named_with_where_it_stands(story, sign_in):
    lacking = sign_in("tan").get(PAGE).context["lacking"]
    assert ("17.1a", 17) in lacking.unassessed
    assert ("17.1", 17) not in lacking.unassessed
    assert {"12", "15.1", "17.5"}.isdisjoint(number for number, _ in lacking.unassessed)


def test_a_department_reads_of_its_own_indicators_only(story, sign_in):
    response = sign_in("lao_dong").get(PAGE)
    assert [lack.number for lack in response.context["lacking"].lacks] == ["12"]
    assert response.context["lacking"].unassessed == (("14.3", 14),)


def test_who_lacks_nothing_reads_nothing_of_it(sign_in, xuan_tan, hanh):
    for number in ("11", "12", "14.3"):
        figures = (1, 100) if number == "11" else (99, 100)
        build.record(xuan_tan, build.row(number, *figures, assessed_on="2017-09-01"), by=hanh)
    response = sign_in("lao_dong").get(PAGE)
    assert response.context["lacking"].is_empty
    assert "h-thieu" not in response.text


def test_a_folded_criterion_says_which_indicators_fail_where_nothing_can_be_counted(story, sign_in):
    lines = {line.facts.number: line for line in sign_in("tan").get(PAGE).context["page"].criteria}
    assert (lines[1].gap, lines[12].gap) == ("chưa đủ số liệu", "còn thiếu 2 người")
    assert lines[17].gap == ("chưa đủ số liệu 17.1a, 17.1b, 17.2, 17.3, 17.4, 17.6, 17.7, 17.8, chưa đạt 17.5")
