"""Measures are written as one list, reported on in order, proven, called done by the right person, opened again."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from criteria.models import Evidence
from directives.actions.plan_steps import (
    LineFaults,
    line_of,
    prove_step,
    prove_step_with,
    reopen_step,
    write_steps,
)
from directives.actions.plans import StaleWrite
from directives.enums import PlanMove, ProgressKind
from directives.models import ImprovementPlan, PlanEvent, StepProgress, StepProof
from tests import build

TODAY = dt.date(2017, 9, 25)


def write(plan, lines, by, seen=None):
    plan = ImprovementPlan.objects.get(pk=plan.pk)
    return write_steps(plan=plan, lines=lines, seen=seen or plan.version, by=by, at=build.moment(TODAY))


def test_several_measures_are_written_at_once(xuan_tan, officer, labour):
    holder = build.appointment(xuan_tan, name="Chủ tịch thử", post="CHAIR")
    plan = build.plan(xuan_tan, officer)
    lines = [
        build.step_line(responsible="", holder_id=holder.pk, department_id=labour.pk, cost=18_500_000, source="Xã"),
        build.step_line("Rà soát danh sách", expected_value=Decimal("83.5"), coordinating="Hội Nông dân"),
    ]
    write(plan, lines, officer)
    first, second = plan.steps.in_order()
    assert (first.who, first.with_whom, first.cost, str(first)) == (
        "Chủ tịch thử", labour.short_name, 18_500_000, "1. Vận động hộ cận nghèo tham gia BHYT",
    )  # fmt: skip
    assert (second.position, second.who, second.with_whom, second.written_by) == (
        2,
        "Trưởng xóm 5",
        "Hội Nông dân",
        officer,
    )


def test_a_list_is_changed_reordered_and_shortened(xuan_tan, officer, tan):
    plan = build.plan(xuan_tan, officer)
    one, two, three = build.steps(
        plan, *(build.step_line(words) for words in ("Rà soát", "Vận động", "Sửa nhà")), by=officer
    )
    write(plan, [line_of(three), line_of(one)], tan)
    assert [(step.pk, step.position) for step in plan.steps.in_order()] == [(three.pk, 1), (one.pk, 2)]
    assert {step.written_by for step in plan.steps.all()} == {officer}
    assert not plan.steps.filter(pk=two.pk).exists()


def test_a_list_sent_twice_is_written_once(xuan_tan, officer):
    plan = build.plan(xuan_tan, officer)
    step = build.steps(plan, by=officer)[0]
    before = ImprovementPlan.objects.get(pk=plan.pk).version
    assert write(plan, [line_of(step)], officer, seen=1).version == before


def test_a_list_on_top_of_anothers_is_refused(xuan_tan, officer, tan):
    plan = build.plan(xuan_tan, officer)
    build.steps(plan, by=officer)
    with pytest.raises(StaleWrite):
        write(plan, [build.step_line("Khác")], tan, seen=1)


def test_faults_are_said_at_the_line_and_its_box(xuan_tan, xuan_chau, officer):
    stranger = build.appointment(xuan_chau, name="Người xã khác")
    lines = [
        build.step_line(),
        build.step_line(" ", due_on="2017-09-01"),
        build.step_line(responsible="", holder_id=stranger.pk),
        build.step_line(pk=987654),
    ]
    with pytest.raises(LineFaults) as refused:
        write(build.plan(xuan_tan, officer), lines, officer)
    assert {at: sorted(faults) for at, faults in refused.value.lines.items()} == {
        1: ["due_on", "measure"], 2: ["who"], 3: ["__all__"],
    }  # fmt: skip


def test_a_measure_that_was_reported_on_stays_in_the_plan(xuan_tan, officer, tan):
    plan = build.running(xuan_tan, officer, tan)
    build.progress(plan.steps.get(), officer)
    build.moved(plan, PlanMove.REVISE, tan, note="Thêm giải pháp")
    with pytest.raises(ValidationError, match="Giải pháp 1 đã có tiến độ hoặc minh chứng"):
        write(plan, [build.step_line("Mới")], officer)


def test_approved_measures_are_not_written(xuan_tan, officer, tan):
    with pytest.raises(ValidationError, match="Kế hoạch đã duyệt"):
        write(build.running(xuan_tan, officer, tan), [], officer)


@pytest.fixture
def step(xuan_tan, officer, tan):
    """An urgent measure of an approved plan, written by the officer."""
    return build.running(xuan_tan, officer, tan, build.step_line(is_priority=True)).steps.get()


def test_progress_is_reported_with_the_day_of_the_next_look(step, officer):
    told = build.progress(step, officer, 45, note="41/92 người", next_review_on=dt.date(2017, 9, 19))
    step.plan.refresh_from_db()
    assert (told.percent, told.kind, str(told), told.says_more) == (45, ProgressKind.PROGRESS, f"{step.pk}: 45%", False)
    assert step.plan.next_review_on == dt.date(2017, 9, 19)


def test_progress_sent_twice_is_written_once(step, officer):
    assert build.progress(step, officer, token="một lần") == build.progress(step, officer, token="một lần")
    assert step.progress.count() == 1


def test_progress_is_told_in_order(step, officer):
    build.progress(step, officer)
    with pytest.raises(ValidationError) as refused:
        build.progress(step, officer, on="2017-09-11")
    assert list(refused.value.message_dict) == ["reported_on"]


def test_a_draft_takes_no_progress(xuan_tan, officer):
    step = build.steps(build.plan(xuan_tan, officer), by=officer)[0]
    with pytest.raises(ValidationError, match="khi kế hoạch đã duyệt"):
        build.progress(step, officer)


def test_a_stranger_reports_nothing(step, chau):
    with pytest.raises(PermissionDenied):
        build.progress(step, chau)


def test_an_urgent_measure_is_done_with_proof_and_by_another(step, officer, tan):
    with pytest.raises(ValidationError, match="Chưa có tài liệu chứng minh"):
        build.finished(step, tan)
    build.proof(step, officer)
    with pytest.raises(ValidationError, match="do chính tài khoản này viết"):
        build.finished(step, officer)
    told = build.finished(step, tan, token="xong")
    assert (told.percent, told.kind, told.says_more) == (100, ProgressKind.DONE, True)
    assert build.finished(step, tan, token="xong") == told
    with pytest.raises(ValidationError, match="Giải pháp này đã xong"):
        build.finished(step, tan)
    with pytest.raises(ValidationError, match="Mở lại, nêu lý do"):
        build.progress(step, officer, on="2017-09-16")


def test_the_day_it_was_done_follows_what_was_told_before(step, officer, tan):
    build.proof(step, officer)
    build.progress(step, officer, on="2017-09-18")
    with pytest.raises(ValidationError) as refused:
        build.finished(step, tan, on="2017-09-15")
    assert list(refused.value.message_dict) == ["reported_on"]


def reopen(step, by, sent="mở lại"):
    given = {"at": build.moment(TODAY), "today": TODAY, "token": sent}
    return reopen_step(step=step, percent=80, reason="Còn 02 hộ", by=by, **given)


def test_a_measure_called_done_too_early_is_opened_again(step, officer, tan):
    with pytest.raises(ValidationError, match="chưa xong"):
        reopen(step, tan, "sớm")
    build.proof(step, officer)
    build.finished(step, tan)
    told = reopen(step, officer)
    assert (told.percent, told.kind, reopen(step, officer)) == (80, ProgressKind.REOPENED, told)
    build.progress(step, officer, 90, on="2017-09-25")


def test_a_document_is_joined_once_however_often_it_is_sent(step, officer, tan):
    content = build.pdf("Biên bản")
    given = {"paper": build.paper(), "at": build.moment(TODAY), "today": TODAY}
    first = prove_step(step=step, upload=build.upload(content), by=officer, **given)
    assert prove_step(step=step, upload=build.upload(content), by=tan, **given) == first
    assert (Evidence.objects.count(), str(first)) == (1, f"{step.pk}/{first.evidence_id}")


def test_a_document_is_not_dated_ahead(step, officer):
    given = {"paper": build.paper(issued_on="2017-09-26"), "at": build.moment(TODAY), "today": TODAY}
    with pytest.raises(ValidationError, match="Ngày văn bản chưa đến"):
        prove_step(step=step, upload=build.upload(), by=officer, **given)


def test_a_document_of_the_commune_is_used_again_and_no_other(step, officer, xuan_tan, xuan_chau):
    own, foreign = build.evidence(xuan_tan, officer), build.evidence(xuan_chau)
    assert prove_step_with(step=step, evidence=own, by=officer, at=build.moment(TODAY)).evidence == own
    with pytest.raises(ValidationError, match="không thuộc xã"):
        prove_step_with(step=step, evidence=foreign, by=officer, at=build.moment(TODAY))


def bare(step, by, **given):
    plain = {
        "kind": ProgressKind.PROGRESS,
        "percent": 100,
        "reported_on": TODAY,
        "at": build.moment(TODAY),
        "token": "thô",
    }
    return StepProgress.objects.create(step=step, by=by, **plain | given)


def test_the_database_itself_wants_proof_and_another_person(step, officer, tan):
    with pytest.raises(IntegrityError, match="tài liệu chứng minh"), transaction.atomic():
        bare(step, tan, kind=ProgressKind.DONE)
    build.proof(step, officer)
    with pytest.raises(IntegrityError, match="người khác"), transaction.atomic():
        bare(step, officer, kind=ProgressKind.DONE)
    assert bare(step, tan, kind=ProgressKind.DONE).pk


@pytest.mark.parametrize(
    "wrong",
    [{"percent": 101}, {"kind": ProgressKind.DONE, "percent": 99}, {"kind": ProgressKind.REOPENED, "note": ""}],
)
def test_the_database_keeps_a_report_sound(wrong, step, officer, tan):
    build.proof(step, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        bare(step, tan, **wrong)


def test_a_document_of_another_commune_proves_nothing_here(step, officer, xuan_chau):
    with pytest.raises(IntegrityError, match="cùng một đơn vị"), transaction.atomic():
        StepProof.objects.create(step=step, evidence=build.evidence(xuan_chau), by=officer, at=build.moment(TODAY))


@pytest.mark.parametrize("model", [PlanEvent, StepProgress, StepProof])
def test_what_happened_is_only_added(model, step, officer):
    build.progress(step, officer)
    build.proof(step, officer)
    row = model.objects.first()
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(by=officer)
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        model.objects.filter(pk=row.pk).delete()


def test_moves_are_named_in_the_trail(step):
    assert [str(event) for event in step.plan.events.all()] == [
        f"{step.plan_id}: Lập kế hoạch", f"{step.plan_id}: Duyệt kế hoạch",
    ]  # fmt: skip
