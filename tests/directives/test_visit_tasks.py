"""Tasks that visits decide: signed minutes of the right place, in the right time, by the right team."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from criteria.tables.inbox import Task
from directives.actions.obligations import add_obligation
from directives.enums import AppliesTo, JudgedBy, Recurrence, TeamOf
from directives.models import Fulfilment, Inspection, Obligation
from directives.permissions import may_plan_visit_for, may_record
from directives.rules.accountability import Span
from directives.rules.deadlines import Deed
from directives.rules.recurrence import Rhythm, allotted, period_begin
from directives.tables.events import Asked, events_of
from directives.tables.inbox import obligation_tasks, tasks_of
from directives.tables.states import obligation_states
from tests import build
from tests.directives import visits
from tests.directives.work import TODAY, body, clause, deed, directive

pytestmark = pytest.mark.django_db


def said(unit, as_of=TODAY, name="5", known_at=None) -> str:
    """What the portal says of the clause in one place."""
    (state,) = [
        state
        for state in obligation_states([unit.pk], as_of, known_at, Obligation.objects.filter(clause=name))
        if state.unit == unit
    ]
    return state.words


def task(by, **given) -> Obligation:
    """A task of the office that visits decide."""
    plain = {
        "clause": "8", "title": "Kiểm tra cơ sở", "applies_to": AppliesTo.COMMUNES, "judged_by": JudgedBy.VISIT,
        "begins_on": dt.date(2017, 9, 1), "answering_posts": ["ASSIGNED_MEMBER"],
    }  # fmt: skip
    return add_obligation(directive=directive(), by=by, **plain | given)


# --- What counts ------------------------------------------------------------------------------


def test_signed_minutes_of_a_member_in_charge_decide_clause_5(member, xuan_tan, xuan_chau):
    assert said(xuan_tan) == "Đang thực hiện"
    made = visits.written(xuan_tan, member)
    assert said(xuan_tan) == "Đang thực hiện, chờ ký biên bản"
    visits.sign(made, member)
    assert said(xuan_tan) == "Hoàn thành 20/9/2017"
    assert said(xuan_chau) == "Đang thực hiện"
    assert (clause("5").visits_words, clause("5").visits_from) == ("đoàn của Huyện ủy", dt.date(2017, 8, 28))


def test_the_state_leads_to_the_minutes_that_decide_it(member, xuan_tan):
    made = visits.signed(xuan_tan, member)
    (state,) = obligation_states([xuan_tan.pk], TODAY, None, Obligation.objects.filter(clause="5"))
    assert (state.minutes, state.quantity) == (made.href, 1)
    (other,) = obligation_states([xuan_tan.pk], TODAY, None, Obligation.objects.filter(clause="3a"))
    assert other.minutes == ""


@pytest.mark.parametrize("who", ["hanh", "front"])
def test_a_visit_of_another_team_does_not_count(who, request, xuan_tan):
    visits.signed(xuan_tan, request.getfixturevalue(who), kind="OVERSIGHT" if who == "front" else "CHECK")
    assert said(xuan_tan) == "Đang thực hiện"


def test_where_no_team_is_named_every_visit_counts(hanh, front, xuan_tan):
    assert task(hanh, due_on=dt.date(2017, 9, 30)).visits_words == "mọi đoàn"
    visits.signed(xuan_tan, front, kind="OVERSIGHT")
    assert said(xuan_tan, name="8") == "Hoàn thành 20/9/2017"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"begins_on": dt.date(2017, 9, 21)}, "Đang thực hiện"),
        ({"opens_on": dt.date(2017, 9, 21)}, "Đang thực hiện"),
        ({"begins_on": dt.date(2017, 9, 20)}, "Hoàn thành 20/9/2017"),
        ({"due_on": dt.date(2017, 9, 20)}, "Hoàn thành 20/9/2017"),
        ({"due_on": dt.date(2017, 9, 19)}, "Hoàn thành sau hạn (20/9/2017)"),
        ({"wanted": 2, "due_on": dt.date(2017, 9, 24)}, "Quá hạn 1 ngày"),
    ],
)
def test_a_visit_counts_from_the_day_the_task_was_given_and_its_day_against_the_deadline(given, words, hanh, xuan_tan):
    task(hanh, **given)
    visits.signed(xuan_tan, hanh)
    assert said(xuan_tan, name="8") == words


def test_as_known_before_the_signature_it_waits_and_before_the_visit_nothing_is_known(member, xuan_tan):
    visits.signed(xuan_tan, member)
    assert said(xuan_tan, known_at=build.moment("2017-09-20", 9)) == "Đang thực hiện"
    assert said(xuan_tan, known_at=build.moment("2017-09-20", 11)) == "Đang thực hiện, chờ ký biên bản"
    assert said(xuan_tan, known_at=build.moment("2017-09-20", 13)) == "Hoàn thành 20/9/2017"
    assert said(xuan_tan, as_of=dt.date(2017, 9, 19)) == "Đang thực hiện"


def test_a_body_and_a_district_count_the_visits_to_all_communes(hanh, front, district, xuan_tan, xuan_chau):
    bodies = [body("mat-tran")]
    front_task = task(
        hanh, applies_to=AppliesTo.BODIES, bodies=bodies, visits_of=TeamOf.FRONT, wanted=3, answering_posts=[]
    )
    task(hanh, clause="9", applies_to=AppliesTo.DISTRICT, wanted=2, answering_posts=["DISTRICT_CHAIR"])
    for unit in (xuan_tan, xuan_chau):
        visits.signed(unit, front, kind="OVERSIGHT")
    states = obligation_states([district.pk], TODAY, None, Obligation.objects.filter(clause__in=("8", "9")))
    assert [(state.obligation.clause, state.quantity, state.words) for state in states] == [
        ("8", 2, "Đang thực hiện"),
        ("9", 2, "Hoàn thành 20/9/2017"),
    ]
    assert front_task.judged.comes_again


# --- What comes again -------------------------------------------------------------------------


def rhythm(every=Recurrence.MONTHLY) -> Rhythm:
    return Rhythm(every, 25, dt.date(2017, 8, 28))


@pytest.mark.parametrize(
    ("every", "due_on", "begin"),
    [
        ("MONTHLY", "2017-09-25", "2017-09-01"),
        ("QUARTERLY", "2017-09-25", "2017-07-01"),
        ("HALF_YEAR", "2017-12-25", "2017-07-01"),
        ("YEARLY", "2017-12-25", "2017-01-01"),
        ("QUARTERLY", "2018-03-25", "2018-01-01"),
    ],
)
def test_the_period_of_a_due_day_begins_with_its_first_month(every, due_on, begin):
    assert period_begin(rhythm(Recurrence(every)), build.date(due_on)) == build.date(begin)


@pytest.mark.parametrize(
    ("days", "wanted", "found"),
    [
        ([], 1, {9: [], 10: []}),
        (["2017-09-05"], 1, {9: ["2017-09-05"], 10: []}),
        (["2017-09-05", "2017-09-20"], 1, {9: ["2017-09-05"], 10: []}),
        (["2017-10-03"], 1, {9: ["2017-10-03"], 10: []}),
        (["2017-10-03", "2017-10-09"], 1, {9: ["2017-10-03"], 10: ["2017-10-09"]}),
        (["2017-10-09", "2017-09-30"], 2, {9: ["2017-09-30", "2017-10-09"], 10: []}),
    ],
)
def test_a_visit_after_a_missed_month_makes_up_for_it_and_a_second_one_is_none_of_the_next(days, wanted, found):
    dues = [dt.date(2017, 10, 25), dt.date(2017, 9, 25)]
    told = allotted(rhythm(), dues, [Deed(build.date(day)) for day in days], wanted)
    assert {due.month: [deed.done_on.isoformat() for deed in deeds] for due, deeds in told.items()} == found


def test_a_monthly_round_asks_again_in_the_next_month(hanh, xuan_tan):
    task(hanh, recurrence=Recurrence.MONTHLY, due_day=28)
    assert said(xuan_tan, name="8") == "Còn 3 ngày"
    visits.written(xuan_tan, hanh)
    assert said(xuan_tan, name="8") == "Còn 3 ngày, chờ ký biên bản"
    visits.signed(xuan_tan, hanh)
    assert said(xuan_tan, name="8") == "Hoàn thành 20/9/2017"
    assert said(xuan_tan, as_of=dt.date(2017, 10, 1), name="8") == "Còn 27 ngày, chờ ký biên bản"


# --- On the pages -----------------------------------------------------------------------------


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def text(browser, path) -> str:
    return text_of(browser.get(path))


def test_the_clause_leads_to_the_minutes_says_what_waits_and_what_is_planned(
    sign_in, member, hanh, xuan_tan, xuan_chau
):
    made = visits.signed(xuan_tan, member, team_name="BTV Huyện ủy")
    visits.written(xuan_chau, member)
    visits.planned(xuan_chau, member, on="2017-09-28", team_name="BTV Huyện ủy")
    visits.planned(xuan_chau, hanh, on="2017-09-29")
    page = text(sign_in("member"), clause("5").href)
    assert f'href="{made.href}"' in sign_in("member").get(clause("5").href).text
    assert "20/9/2017: Kiểm tra của BTV Huyện ủy . BHYT chậm biên bản ký 20/9/2017" in page
    assert "20/9/2017: Kiểm tra của Tổ công tác NTM chờ ký biên bản" in page
    assert "28/9/2017: Kiểm tra của BTV Huyện ủy đã lên lịch" in page
    assert "29/9/2017" not in page
    assert "(đoàn của Huyện ủy, từ 28/8/2017)" in page
    assert "19 đơn vị chưa kiểm tra" in page
    assert 'href="/kiem-tra/lap/?xa=xuan-chau"' in sign_in("member").get(clause("5").href).text
    assert "Lập lịch" not in text(sign_in("leader"), clause("5").href)


def test_as_known_earlier_nothing_is_said_of_plans(sign_in, member, xuan_tan):
    visits.planned(xuan_tan, member, on="2017-09-28")
    assert "đã lên lịch" in text(sign_in("member"), clause("5").href)
    assert "đã lên lịch" not in text(sign_in("member"), f"{clause('5').href}?biet_den=2017-09-24")


def test_the_front_is_not_led_to_minutes_it_may_not_open(sign_in, member, xuan_tan):
    made = visits.written(xuan_tan, member)
    assert made.href not in sign_in("front").get(clause("5").href).text
    visits.sign(made, member)
    assert made.href in sign_in("front").get(clause("5").href).text


def test_a_task_of_a_body_names_the_places_and_plans_without_one(sign_in, hanh, front, xuan_tan):
    given = {"applies_to": AppliesTo.BODIES, "bodies": [body("mat-tran")], "visits_of": TeamOf.FRONT, "wanted": 4}
    made = task(hanh, counted="cuộc", answering_posts=[], **given)
    visits.signed(xuan_tan, front, kind="OVERSIGHT", team_name="MTTQ huyện")
    page = sign_in("front").get(made.href)
    assert "Giám sát của MTTQ huyện, Xuân Tân" in text_of(page)
    assert "1 /4 cuộc" in text_of(page)
    assert 'href="/kiem-tra/lap/"' in page.text


@pytest.mark.parametrize("places", [1, 3])
def test_the_clause_costs_the_same_for_any_number_of_visits(places, sign_in, member, django_assert_num_queries):
    for unit in build.home_communes(places):
        visits.signed(unit, member)
    browser = sign_in("hanh")
    browser.get(clause("5").href)
    with django_assert_num_queries(21):
        browser.get(clause("5").href)


def test_the_matrix_and_the_person_lead_to_the_minutes(sign_in, member, hanh, xuan_tan):
    made = visits.signed(xuan_tan, member)
    page = sign_in("hanh").get(f"/chi-thi/{directive().pk}/ma-tran/").text
    assert f'href="{made.href}" title="Xuân Tân, mục 5: Hoàn thành 20/9/2017, biên bản kiểm tra"' in page
    held = build.appointment(xuan_tan, post="ASSIGNED_MEMBER")
    assert f'href="{made.href}">biên bản' in sign_in("hanh").get(f"/nguoi/{held.officer_id}/").text


def test_whoever_may_go_there_plans_the_visit_and_nobody_records_a_deed(request, xuan_tan, hanh):
    asked, every = clause("5"), task(hanh)
    may = {"member": (True, True), "hanh": (True, True), "front": (False, True), "tan": (False, False)}
    for who, expected in may.items():
        user = request.getfixturevalue(who)
        assert (may_plan_visit_for(user, asked), may_plan_visit_for(user, every)) == expected
        assert not may_record(user, asked, xuan_tan)
    assert not may_plan_visit_for(hanh, clause("3a"))


def test_the_office_gives_such_a_task_on_the_page_and_a_team_without_visits_is_refused(sign_in, xuan_tan):
    browser, path = sign_in("hanh"), f"/van-ban/{directive().pk}/nhiem-vu/them/"
    typed = {
        "clause": "8", "title": "Kiểm tra hằng quý", "applies_to": "COMMUNES", "begins_on": "1/9/2017",
        "recurrence": "QUARTERLY", "due_day": "25", "judged_by": "VISIT", "visits_of": "STATE", "wanted": "1",
        "answering_posts": ["ASSIGNED_MEMBER"],
    }  # fmt: skip
    refused = browser.post(path, typed | {"judged_by": "PROOF"})
    assert "Chỉ chọn khi đánh giá theo biên bản kiểm tra." in text_of(refused)
    assert browser.post(path, typed).status_code == 302
    made = Obligation.objects.get(clause="8")
    assert (made.judged, made.visits_words) == (JudgedBy.VISIT, "đoàn của UBND huyện")
    assert 'value="STATE" selected' in browser.get(f"/van-ban/{made.directive_id}/nhiem-vu/{made.pk}/sua/").text


def test_a_team_is_named_only_where_visits_decide(hanh):
    with pytest.raises(ValidationError, match="Chỉ chọn đoàn được tính"):
        task(hanh, judged_by=JudgedBy.PROOF, visits_of=TeamOf.PARTY)
    with pytest.raises(ValidationError, match="kiểm tra, việc có minh chứng mới giao định kỳ"):
        task(hanh, judged_by=JudgedBy.SPREAD, recurrence=Recurrence.MONTHLY, due_day=25)


# --- Whose work it is -------------------------------------------------------------------------


def titles(user) -> list[str]:
    return [found.title for found in obligation_tasks(user, TODAY)]


def test_to_be_visited_is_no_work_of_the_place_but_of_those_who_go(hanh, tan, member, front, leader, xuan_tan):
    task(hanh, due_on=dt.date(2017, 9, 30), visits_of=TeamOf.PARTY, units=[xuan_tan])
    mine = "Mục 8: Kiểm tra cơ sở"
    assert titles(member) == [mine]
    assert mine in titles(hanh)
    assert (mine in titles(tan), titles(front), titles(leader)) == (False, [], [])
    visits.signed(xuan_tan, member)
    assert titles(member) == []


def test_a_planned_visit_waits_for_both_sides_and_is_late_for_the_team_alone(hanh, tan, xuan_tan):
    visits.planned(xuan_tan, hanh, on="2017-09-28")
    visits.planned(xuan_tan, hanh, on="2017-09-22", team_name="Tổ thứ hai")

    def told(user) -> list[tuple[str, str]]:
        found: list[Task] = tasks_of(user, TODAY)
        return [(row.title, row.tag) for row in found if row.url.startswith("/kiem-tra/")]

    assert told(tan) == [("Kiểm tra xã Xuân Tân, Tổ công tác NTM", "soon")]
    assert told(hanh) == [
        ("Kiểm tra xã Xuân Tân, Tổ thứ hai", "late"), ("Kiểm tra xã Xuân Tân, Tổ công tác NTM", "soon"),
    ]  # fmt: skip


def test_nobody_answers_for_not_having_been_visited(hanh, xuan_tan):
    task(hanh, due_on=dt.date(2017, 9, 20))
    found = events_of(Asked([xuan_tan], Span(dt.date(2017, 9, 1), TODAY), TODAY))[xuan_tan.pk]
    assert [event.title for event in found if event.title.startswith("Mục 8")] == []


# --- Databases that are there already ----------------------------------------------------------


@pytest.fixture
def before(xuan_tan, hanh):
    """Clause 5 as it was loaded once, with a deed."""
    old = clause("5")
    Obligation.objects.filter(pk=old.pk).update(judged_by="PROOF", visits_of="")
    old.history.all().update(judged_by="PROOF", visits_of="")
    return deed(xuan_tan, hanh, "5", words="Đã kiểm tra tại xã", uploads=[(build.upload(), build.paper())])


def test_loading_again_brings_clause_5_over_and_what_was_recorded_stays_to_be_read(before, sign_in, xuan_tan):
    assert said(xuan_tan) == "Hoàn thành 14/9/2017, chờ xác nhận"
    call_command("load_directive", verbosity=0)
    moved = clause("5")
    assert (moved.judged, moved.visits_of) == (JudgedBy.VISIT, "PARTY")
    assert moved.history.first().history_change_reason == "Đánh giá theo biên bản kiểm tra"
    page = text(sign_in("hanh"), moved.href)
    assert "chưa kiểm tra Đã ghi trước khi đánh giá theo biên bản kiểm tra, không tính:" in page
    assert "14/9/2017: Đã kiểm tra tại xã" in page
    assert Fulfilment.objects.standing().count() == 1
    assert said(xuan_tan) == "Đang thực hiện"


def test_what_the_office_took_back_is_not_brought_over_again(before):
    call_command("load_directive", verbosity=0)
    again = clause("5")
    again.judged_by, again.visits_of = "PROOF", ""
    again.save()
    call_command("load_directive", verbosity=0)
    assert clause("5").judged == JudgedBy.PROOF


def test_minutes_that_are_entered_later_count_by_the_day_of_the_visit(before, member, xuan_tan):
    call_command("load_directive", verbosity=0)
    visits.signed(xuan_tan, member)
    assert said(xuan_tan) == "Hoàn thành 20/9/2017"
    assert Inspection.objects.counted_by(TODAY).get().is_signed
