"""The sheet of a place: empty cells explained, sent by a head, returned cell by cell, answered, taken over."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from communes.enums import Post
from criteria.actions.submissions import answer_returned, explain_empty_cells, send_submission, take_over
from criteria.actions.verifying import Picked, picked_of, return_cells, verify_cells, verify_figure
from criteria.enums import Stage, Waiting
from criteria.models import EmptyCell, Finding, ReturnedCell, Submission, SubmissionStep
from criteria.models.desk import read_desk
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AT = build.moment(TODAY)


def send(unit, by, **given):
    return send_submission(unit=unit, period=build.period(), by=by, at=AT, today=TODAY, **given)


def explain(unit, by, **reasons):
    ids = {build.indicator(number.replace("_", ".").removeprefix("i")).pk: text for number, text in reasons.items()}
    return explain_empty_cells(unit=unit, period=build.period(), reasons=ids, by=by, at=AT)


# --- Sending --------------------------------------------------------------------------------


def test_a_sheet_with_unexplained_empty_cells_is_not_sent(xuan_tan, tan):
    with pytest.raises(ValidationError) as refused:
        send(xuan_tan, tan)
    assert refused.value.messages[0].startswith("Còn 50 ô trống chưa nêu lý do: 1.1, 1.2, 2.1")
    assert not Submission.objects.exists()


def test_the_secretary_sends_and_answers_for_it(xuan_tan, tan):
    holder = build.appointment(xuan_tan, Post.PARTY_SECRETARY, "Nguyễn Văn A")
    sheet = build.sent(xuan_tan, tan)
    assert (sheet.state, sheet.sent_at) == ("SENT", build.moment("2017-09-19"))
    step = sheet.steps.get()
    assert (step.step, step.by, step.on_behalf_of) == ("SEND", tan, holder)
    assert AuditEntry.objects.filter(action="Gửi huyện").count() == 1


def test_the_office_sends_on_behalf_of_a_head_in_office(xuan_tan, xuan_chau, hanh):
    with pytest.raises(ValidationError, match="Chọn người chịu trách nhiệm của xã"):
        build.sent(xuan_tan, hanh)
    stranger = build.appointment(xuan_chau, Post.CHAIR)
    with pytest.raises(ValidationError, match="đang giữ chức ở đơn vị này"):
        build.sent(xuan_tan, hanh, on_behalf_of=stranger)
    head = build.appointment(xuan_tan, Post.CHAIR)
    assert build.sent(xuan_tan, hanh, on_behalf_of=head).steps.get().on_behalf_of == head


@pytest.mark.parametrize("who", ["officer", "chau", "lao_dong", "leader"])
def test_nobody_else_sends_it(who, xuan_tan, request):
    with pytest.raises(PermissionDenied):
        send(xuan_tan, request.getfixturevalue(who))


def test_a_sheet_is_sent_once(xuan_tan, tan):
    build.sent(xuan_tan, tan)
    with pytest.raises(ValidationError, match="Phiếu kỳ này đã gửi"):
        send(xuan_tan, tan)


def test_reasons_are_kept_changed_and_taken_away(xuan_tan, officer):
    assert explain(xuan_tan, officer, i18_5="Chờ kết quả") == 1
    assert explain(xuan_tan, officer, i18_5="Chờ kết quả") == 0
    assert explain(xuan_tan, officer, i18_5="Chờ văn bản", i1_1="") == 1
    assert list(EmptyCell.objects.values_list("indicator__number", "reason")) == [("18.5", "Chờ văn bản")]
    assert explain(xuan_tan, officer, i18_5="") == 1
    assert not EmptyCell.objects.exists()


def test_a_stranger_explains_nothing_and_nobody_after_sending(xuan_tan, tan, chau):
    with pytest.raises(PermissionDenied):
        explain(xuan_tan, chau, i18_5="Chờ")
    build.sent(xuan_tan, tan)
    with pytest.raises(ValidationError, match="không ghi thêm lý do ô trống"):
        explain(xuan_tan, tan, i18_5="Chờ")


def test_a_state_of_the_whole_period_is_never_stored(xuan_tan, tan):
    build.sent(xuan_tan, tan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(state="LOCKED")


def test_steps_cannot_be_changed_from_a_database_shell(xuan_tan, tan):
    build.sent(xuan_tan, tan)
    with pytest.raises(IntegrityError, match="Các bước của phiếu chỉ được ghi thêm"), transaction.atomic():
        connection.cursor().execute("UPDATE criteria_submissionstep SET note = 'khác'")


# --- Verifying ------------------------------------------------------------------------------


@pytest.fixture
def said(xuan_tan, officer, tan):
    """Xuân Tân says 40 of 2.470 poor households, with its source, and has sent its sheet."""
    row = build.row("11", 40, 2470, stage=Stage.SELF, source_document="Biên bản rà soát")
    (finding,) = build.record(xuan_tan, row, by=officer)
    build.sent(xuan_tan, tan)
    return finding


def picked(finding):
    return Picked(finding.unit_id, finding.indicator_id, finding.pk)


def confirm(by, *findings):
    cells = [picked(finding) for finding in findings]
    return verify_cells(period=build.period(), cells=cells, by=by, at=AT, today=TODAY)


def returned(by, *findings, reason="Lệch sổ hộ nghèo", answer_by=None):
    cells = [picked(finding) for finding in findings]
    return return_cells(
        period=build.period(), cells=cells, reason=reason, answer_by=answer_by, by=by, at=AT, today=TODAY
    )


def desk_cell(finding):
    found = read_desk([finding.unit_id], [finding.indicator_id], build.period().facts, TODAY)
    return found[finding.unit_id, finding.indicator_id]


def test_confirming_says_the_same_figure_again(said, lao_dong):
    (verified,) = confirm(lao_dong, said)
    assert (verified.stage, verified.numerator, verified.denominator, verified.assessed_on) == (
        "VERIFIED", said.numerator, said.denominator, said.assessed_on,
    )  # fmt: skip
    assert (verified.entered_by, verified.note) == (lao_dong, "Xác nhận số liệu xã ngày 20/9/2017")
    assert desk_cell(said).waiting == Waiting.NOTHING
    assert not desk_cell(said).differs


def test_a_figure_of_an_earlier_period_is_confirmed_as_of_this_one(xuan_tan, officer, tan, lao_dong):
    row = build.row("11", 40, 2470, "2017-06-30", Stage.SELF, source_document="Biên bản rà soát")
    (old,) = build.record(xuan_tan, row, by=officer)
    build.locked("thang-6-2017")
    build.sent(xuan_tan, tan)
    (verified,) = confirm(lao_dong, old)
    assert verified.assessed_on == dt.date(2017, 9, 1)


def test_a_cell_is_not_confirmed_twice(said, lao_dong):
    confirm(lao_dong, said)
    with pytest.raises(ValidationError, match="đã xác nhận, không xác nhận được ở đây"):
        confirm(lao_dong, said)


def test_a_figure_that_changed_meanwhile_is_not_confirmed(said, xuan_tan, hanh, lao_dong):
    newer = build.row("11", 41, 2470, "2017-09-22", Stage.SELF, source_document="Sổ", reason="Sửa thay xã")
    build.record(xuan_tan, newer, by=hanh)
    with pytest.raises(ValidationError, match="vừa thay đổi"):
        confirm(lao_dong, said)


def test_a_heavy_warning_keeps_a_cell_out_of_the_heap(xuan_tan, officer, tan, lao_dong):
    (bare,) = build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(xuan_tan, tan)
    with pytest.raises(ValidationError, match="có cảnh báo phải xem lại, mở ô để xác nhận riêng"):
        confirm(lao_dong, bare)
    row = build.row("11", 40, 2470, reason="Đã đối chiếu sổ hộ nghèo")
    assert verify_figure(unit=xuan_tan, row=row, by=lao_dong, at=AT, today=TODAY).stage == "VERIFIED"


def test_a_heap_is_confirmed_whole_or_not_at_all(said, xuan_tan, xuan_chau, chau, hanh):
    (theirs,) = build.record(xuan_chau, build.row("11", 30, 2000, stage=Stage.SELF), by=chau)
    with pytest.raises(ValidationError, match="Xuân Châu, chỉ tiêu 11: xã chưa gửi"):
        confirm(hanh, said, theirs)
    assert not Finding.objects.filter(stage=Stage.VERIFIED).exists()


def test_the_lock_stands_in_the_way_of_confirming(said, lao_dong, hanh, xuan_tan):
    take_over(unit=xuan_tan, period=build.period(), by=hanh, at=AT)
    with pytest.raises(ValidationError, match="Văn phòng đã tiếp nhận kỳ tháng 9/2017"):
        confirm(lao_dong, said)


def test_only_those_in_charge_confirm(said, tan, leader, xuan_tan, officer, lao_dong):
    for who in (tan, leader):
        with pytest.raises(PermissionDenied):
            confirm(who, said)
    with pytest.raises(PermissionDenied):
        verify_figure(unit=xuan_tan, row=build.row("11", 1, 10), by=tan, at=AT, today=TODAY)
    other = build.finding(xuan_tan, build.indicator("15.1"), by=officer)
    with pytest.raises(PermissionDenied):
        confirm(lao_dong, other)


@pytest.mark.parametrize("words", ["", "1-2", "1-2-x", "1-2-" + "9" * 30, "1-2-3-4", "²-1-1"])
def test_a_forged_tick_is_nothing(words):
    assert picked_of(words) is None


def test_a_tick_names_place_indicator_and_figure():
    assert picked_of("3-5-8") == Picked(3, 5, 8)


# --- Returning and answering ----------------------------------------------------------------


def test_a_return_names_the_cell_the_figure_and_why(said, lao_dong):
    (cell,) = returned(lao_dong, said, answer_by=dt.date(2017, 9, 28))
    sheet = Submission.objects.get()
    assert (sheet.state, cell.finding, cell.reason) == ("RETURNED", said, "Lệch sổ hộ nghèo")
    assert [step.step for step in sheet.steps.all()] == ["SEND", "RETURN"]
    assert desk_cell(said).waiting == Waiting.RETURNED


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"reason": ""}, "để trắng"), ({"answer_by": dt.date(2017, 9, 24)}, "Hạn trả lời phải từ hôm nay")],
)
def test_a_return_without_reason_or_into_the_past_is_refused(given, sentence, said, lao_dong):
    with pytest.raises(ValidationError, match=sentence):
        returned(lao_dong, said, **given)
    assert not ReturnedCell.objects.exists()


def test_a_cell_comes_back_once_at_a_time(said, lao_dong):
    returned(lao_dong, said)
    with pytest.raises(ValidationError, match="Ô này đang chờ xã trả lời"):
        returned(lao_dong, said)


def test_what_was_not_sent_cannot_come_back(xuan_tan, officer, lao_dong):
    (finding,) = build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    with pytest.raises(ValidationError, match="Xuân Tân: Xã chưa gửi kỳ này"):
        returned(lao_dong, finding)


def answer(unit, by, explanations=None, **given):
    return answer_returned(
        unit=unit, period=build.period(), explanations=explanations or {}, by=by, at=AT, today=TODAY, **given
    )


def test_the_place_answers_with_a_new_figure(said, xuan_tan, lao_dong, officer, tan):
    returned(lao_dong, said)
    with pytest.raises(ValidationError, match="Còn 01 ô chưa trả lời: 11"):
        answer(xuan_tan, tan)
    row = build.row("11", 44, 2470, "2017-09-21", Stage.SELF, source_document="Sổ hộ nghèo")
    (new,) = build.record(xuan_tan, row, by=officer)
    assert answer(xuan_tan, tan).state == "SENT"
    cell = ReturnedCell.objects.get()
    assert (cell.finding, cell.answer, cell.answered_by) == (said, new, tan)
    assert desk_cell(said).waiting == Waiting.ANSWERED
    assert confirm(lao_dong, new)
    assert desk_cell(said).waiting == Waiting.NOTHING


def test_the_place_may_stand_by_its_figure_with_a_word(said, xuan_tan, lao_dong, tan):
    returned(lao_dong, said)
    answer(xuan_tan, tan, {said.indicator_id: "Sổ đã cập nhật ngày 18/9"})
    cell = ReturnedCell.objects.get()
    assert (cell.answer, cell.explanation) == (None, "Sổ đã cập nhật ngày 18/9")
    assert desk_cell(said).waiting == Waiting.ANSWERED


def test_the_officer_does_not_answer_for_the_heads(said, xuan_tan, lao_dong, officer, tan):
    with pytest.raises(ValidationError, match="Không có ô nào"):
        answer(xuan_tan, tan)
    returned(lao_dong, said)
    with pytest.raises(PermissionDenied):
        answer(xuan_tan, officer, {said.indicator_id: "Giữ nguyên"})


def test_an_answer_without_words_or_figure_is_refused_by_the_database(said, lao_dong, tan):
    returned(lao_dong, said)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnedCell.objects.update(answered_at=AT, answered_by=tan)


# --- Taking over ----------------------------------------------------------------------------


def test_the_office_takes_over_what_was_sent(said, xuan_tan, xuan_chau, hanh, tan):
    assert take_over(unit=xuan_tan, period=build.period(), by=hanh, at=AT).state == "CONFIRMED"
    with pytest.raises(ValidationError, match="Xã Xuân Châu: Chỉ tiếp nhận phiếu đã gửi"):
        take_over(unit=xuan_chau, period=build.period(), by=hanh, at=AT)
    with pytest.raises(PermissionDenied):
        take_over(unit=xuan_tan, period=build.period(), by=tan, at=AT)


def test_only_the_office_returns_what_it_took_over(said, xuan_tan, hanh, lao_dong):
    take_over(unit=xuan_tan, period=build.period(), by=hanh, at=AT)
    with pytest.raises(ValidationError, match="chỉ văn phòng trả lại được"):
        returned(lao_dong, said)
    assert returned(hanh, said)


def test_nothing_moves_once_the_period_is_locked(xuan_tan, hanh, tan):
    build.locked("thang-8-2017", by=hanh)
    with pytest.raises(ValidationError, match="đã chốt"):
        build.sent(xuan_tan, tan, "thang-8-2017", "2017-09-02")
    assert not SubmissionStep.objects.exists()
