"""Plans are made for one cell, written before approval, copied from another commune, and moved along their way."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from criteria.enums import Verdict
from directives.actions.plans import (
    Aim,
    StaleWrite,
    Subject,
    answering,
    copy_plan,
    copyable_plans,
    make_plan,
    move_plan,
    write_plan,
)
from directives.enums import PlanMove, PlanState
from directives.models import ImprovementPlan, PlanStep
from directives.permissions import plan_side, plans_editable_by, plans_visible_to
from tests import build

TODAY = dt.date(2017, 9, 25)
AIM = Aim("Đạt 85%", dt.date(2017, 9, 30), Decimal(85), dt.date(2017, 9, 27))


def subject(number="15.1"):
    indicator = build.indicator(number)
    return Subject(indicator.criterion, indicator, "Còn thiếu 106 người.")


def make(unit, by, number="15.1", aim=AIM):
    return make_plan(unit=unit, subject=subject(number), aim=aim, by=by, at=build.moment(TODAY), today=TODAY)


def test_an_officer_makes_the_plan_of_his_commune(xuan_tan, officer):
    plan = make(xuan_tan, officer)
    assert (plan.number, plan.state, plan.version, plan.made_on) == (1, PlanState.DRAFT, 1, TODAY)
    assert [(event.move, event.state) for event in plan.events.all()] == [(PlanMove.MAKE, PlanState.DRAFT)]
    assert AuditEntry.objects.get(action="Lập kế hoạch").subject == "Xã Xuân Tân: kế hoạch 15.1"
    assert (str(plan), plan.path) == ("Xã Xuân Tân: kế hoạch 15.1", "/ke-hoach/xuan-tan/1/")
    assert make(xuan_tan, officer, "11").number == 2


def test_a_whole_criterion_can_be_planned(xuan_tan, hanh):
    criterion = build.indicator("17.1").criterion
    about = Subject(criterion, None, "Ba chỉ tiêu chưa đạt.")
    plan = make_plan(unit=xuan_tan, subject=about, aim=AIM, by=hanh, at=build.moment(TODAY), today=TODAY)
    assert (plan.subject_number, plan.subject_name) == ("17", criterion.short_name)
    with pytest.raises(ValidationError):
        make_plan(unit=xuan_tan, subject=about, aim=AIM, by=hanh, at=build.moment(TODAY), today=TODAY)


@pytest.mark.parametrize("who", ["chau", "lao_dong", "leader", "front", "admin", "party_office", "member"])
def test_nobody_else_makes_a_plan(who, request, xuan_tan):
    with pytest.raises(PermissionDenied):
        make(xuan_tan, request.getfixturevalue(who))


def test_a_cell_has_one_open_plan_and_may_get_another_after_it(xuan_tan, officer, tan):
    first = make(xuan_tan, officer)
    with pytest.raises(ValidationError, match="đang có một kế hoạch chưa kết thúc"):
        make(xuan_tan, officer)
    build.moved(first, PlanMove.CANCEL, tan, day="2017-09-25", note="Lập lại")
    assert make(xuan_tan, officer).number == 2


def test_the_goal_lies_ahead(xuan_tan, officer):
    with pytest.raises(ValidationError) as refused:
        make(xuan_tan, officer, aim=Aim("Đạt 85%", dt.date(2017, 9, 24)))
    assert refused.value.message_dict == {"reach_by": ["Ngày phải đạt phải từ ngày lập (25/9/2017) trở đi."]}


def write(plan, by, seen=1, standing="Còn thiếu 90 người.", aim=AIM):
    return write_plan(plan=plan, standing=standing, aim=aim, seen=seen, by=by, at=build.moment(TODAY, 10))


def test_a_draft_is_written_and_keeps_its_history(xuan_tan, officer):
    plan = write(make(xuan_tan, officer), officer)
    assert (plan.standing, plan.version) == ("Còn thiếu 90 người.", 2)
    assert [row.standing for row in plan.history.order_by("history_id")] == [
        "Còn thiếu 106 người.",
        "Còn thiếu 90 người.",
    ]


def test_the_same_words_sent_twice_change_nothing(xuan_tan, officer):
    plan = make(xuan_tan, officer)
    write(plan, officer)
    assert write(plan, officer).version == 2


def test_a_stale_write_is_refused_with_whose_words_stand_there(xuan_tan, officer, tan):
    plan = make(xuan_tan, officer)
    write(plan, officer)
    with pytest.raises(StaleWrite) as refused:
        write(plan, tan, standing="Khác")
    assert refused.value.theirs.standing == "Còn thiếu 90 người."
    assert refused.value.messages[0].startswith("Người thử officer đã sửa kế hoạch này lúc 10:00 ngày 25/9/2017.")


def test_an_approved_plan_is_not_written(xuan_tan, officer, tan):
    plan = build.running(xuan_tan, officer, tan)
    with pytest.raises(ValidationError, match="Mở lại để sửa"):
        write(plan, officer, seen=plan.version)


def test_another_commune_cannot_write(xuan_tan, officer, chau):
    with pytest.raises(PermissionDenied):
        write(make(xuan_tan, officer), chau)


def test_the_secretary_approves_in_his_own_name(xuan_tan, officer, tan):
    holder = build.appointment(xuan_tan, name="Bí thư thử")
    plan = build.running(xuan_tan, officer, tan)
    last = plan.events.last()
    assert (plan.state, last.by, last.on_behalf_of) == (PlanState.APPROVED, tan, holder)


def test_the_chairman_approves_on_behalf_of_the_secretary(xuan_tan, officer, chair):
    holder = build.appointment(xuan_tan, name="Bí thư thử")
    plan = build.running(xuan_tan, officer, chair)
    assert (plan.events.last().by, plan.events.last().on_behalf_of) == (chair, holder)


def test_nobody_answers_where_the_post_is_vacant_or_the_office_acts(xuan_tan, tan, hanh):
    assert answering(xuan_tan, tan, TODAY) is None
    assert answering(xuan_tan, hanh, TODAY) is None


def test_a_plan_goes_its_whole_way(xuan_tan, officer, tan, hanh):
    plan = build.running(xuan_tan, officer, tan)
    build.moved(plan, PlanMove.SEE, hanh, note="Báo hằng tuần")
    build.moved(plan, PlanMove.RETURN, hanh, note="Chưa rõ nguồn")
    build.moved(plan, PlanMove.APPROVE, tan)
    build.moved(plan, PlanMove.REVISE, officer, note="Thêm giải pháp")
    build.moved(plan, PlanMove.APPROVE, tan)
    plan = build.moved(plan, PlanMove.CLOSE, tan, verdict=Verdict.MET)
    assert plan.state == PlanState.CLOSED
    assert [event.move for event in plan.events.all()] == [
        "MAKE", "APPROVE", "SEE", "RETURN", "APPROVE", "REVISE", "APPROVE", "CLOSE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("move", "who", "note", "words"),
    [
        (PlanMove.SEE, "tan", "", "không xác nhận đã xem được"),
        (PlanMove.APPROVE, "officer", "", "không duyệt kế hoạch được"),
        (PlanMove.RETURN, "hanh", "", "Nêu lý do."),
        (PlanMove.CLOSE, "tan", "", "Ô này chưa đạt"),
    ],
)
def test_a_move_out_of_turn_is_refused(move, who, note, words, request, xuan_tan, officer, tan):
    plan = build.running(xuan_tan, officer, tan)
    with pytest.raises(ValidationError, match=words):
        build.moved(plan, move, request.getfixturevalue(who), note=note)


def move(plan, what, by, seen):
    given = {"at": build.moment(TODAY), "today": TODAY, "verdict": Verdict.NOT_MET}
    return move_plan(plan=plan, move=what, by=by, seen=seen, note="Vì sao", **given)


def test_a_move_sent_twice_is_made_once(xuan_tan, officer, tan, hanh):
    plan = build.running(xuan_tan, officer, tan)
    assert move(plan, PlanMove.SEE, hanh, plan.version).state == PlanState.SEEN
    assert move(plan, PlanMove.SEE, hanh, plan.version).events.filter(move=PlanMove.SEE).count() == 1


def test_a_move_on_top_of_anothers_is_refused(xuan_tan, officer, tan, hanh):
    plan = build.running(xuan_tan, officer, tan)
    move(plan, PlanMove.REVISE, tan, plan.version)
    with pytest.raises(StaleWrite):
        move(plan, PlanMove.SEE, hanh, plan.version)


def test_a_plan_is_copied_to_a_new_start_without_people_and_money(xuan_tan, xuan_chau, officer, tan, chau, labour):
    source = build.running(
        xuan_tan, officer, tan, build.step_line(cost=5_000_000, source="Ngân sách xã", department_id=labour.pk,
                                                expected_value=Decimal("83.5"), is_priority=True),
        build.step_line("Rà soát danh sách", "2017-09-10", "2017-09-25"),
    )  # fmt: skip
    assert list(copyable_plans(chau, xuan_chau, subject())) == [source]
    given = {"by": chau, "at": build.moment(TODAY), "today": TODAY}
    copy = copy_plan(source=source, unit=xuan_chau, subject=subject(), starts_on=dt.date(2017, 10, 1), **given)
    assert (copy.unit, copy.goal, copy.copied_from, copy.state) == (xuan_chau, source.goal, source, PlanState.DRAFT)
    assert copy.reach_by == dt.date(2017, 10, 26)
    rows = copy.steps.in_order().values_list(
        "measure", "starts_on", "due_on", "responsible", "holder", "cost", "department"
    )
    assert list(rows) == [
        ("Vận động hộ cận nghèo tham gia BHYT", dt.date(2017, 10, 1), dt.date(2017, 10, 16), "", None, None, labour.pk),
        ("Rà soát danh sách", dt.date(2017, 10, 6), dt.date(2017, 10, 21), "", None, None, None),
    ]
    assert copy.events.get().note == "Chép từ Xã Xuân Tân"


def test_a_plan_without_measures_is_copied_by_its_goal(xuan_tan, xuan_chau, officer, chau):
    source = build.plan(xuan_tan, officer)
    given = {"by": chau, "at": build.moment(TODAY), "today": TODAY}
    copy = copy_plan(source=source, unit=xuan_chau, subject=subject(), starts_on=dt.date(2017, 9, 6), **given)
    assert (copy.reach_by, copy.steps.count()) == (dt.date(2017, 10, 1), 0)


def test_drafts_and_own_plans_are_not_offered_for_copying(xuan_tan, xuan_chau, officer, tan, chau):
    build.plan(xuan_tan, officer)
    assert list(copyable_plans(chau, xuan_chau, subject())) == []
    build.running(xuan_chau, chau, chau)
    assert list(copyable_plans(chau, xuan_chau, subject())) == []


def test_a_sample_plan_is_not_copied_for_a_real_commune(xuan_tan, xuan_chau, officer, chau, hanh):
    officer.sample = True
    officer.save()
    source = build.plan(xuan_tan, officer)
    given = {"subject": subject(), "starts_on": TODAY, "at": build.moment(TODAY), "today": TODAY}
    with pytest.raises(ValidationError, match="minh họa"):
        copy_plan(source=source, unit=xuan_chau, by=chau, **given)
    with pytest.raises(PermissionDenied):
        copy_plan(source=source, unit=xuan_tan, by=chau, **given)


def bare(unit, by, **given):
    plain = {"number": 9, "criterion": build.indicator("15.1").criterion, "indicator": build.indicator("15.1"),
             "standing": "Thiếu", "goal": "Đạt", "reach_by": TODAY, "made_on": TODAY, "changed_by": by,
             "changed_at": build.moment(TODAY)}  # fmt: skip
    return ImprovementPlan.objects.create(unit=unit, **plain | given)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 1}, {"goal": ""}, {"standing": ""}, {"reach_by": dt.date(2017, 9, 24)}, {},
    ],
)  # fmt: skip
def test_the_database_keeps_a_plan_sound(wrong, xuan_tan, officer):
    build.plan(xuan_tan, officer)
    other = {} if wrong == {} else {"indicator": build.indicator("11"), "criterion": build.indicator("11").criterion}
    with pytest.raises(IntegrityError), transaction.atomic():
        bare(xuan_tan, officer, **other | wrong)


def test_a_plan_names_the_criterion_of_its_own_indicator(xuan_tan, officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        bare(xuan_tan, officer, criterion=build.indicator("11").criterion)
    assert PlanStep.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("officer", "OFFICER"),
        ("tan", "HEAD"),
        ("chair", "HEAD"),
        ("hanh", "OFFICE"),
        ("leader", None),
        ("lao_dong", None),
    ],
)
def test_people_act_on_plans_for_their_side(who, side, request):
    assert plan_side(request.getfixturevalue(who)) == side


def test_plans_are_visible_to_whom_they_concern(request, xuan_tan, officer, hanh):
    poor = build.plan(xuan_tan, officer, "11")
    whole = build.plan(xuan_tan, hanh, "12")
    whole.indicator = None
    whole.save()
    other = build.plan(xuan_tan, officer)
    seen = {who: set(plans_visible_to(request.getfixturevalue(who))) for who in ("tan", "chau", "lao_dong", "front")}
    assert seen == {
        "tan": {poor, whole, other},
        "chau": set(),
        "lao_dong": {poor, whole},
        "front": {poor, whole, other},
    }
    assert set(plans_editable_by(hanh)) == {poor, whole, other}
    assert set(plans_editable_by(request.getfixturevalue("lao_dong"))) == set()
