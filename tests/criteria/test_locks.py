"""Locked cells are locked on every way in, and nobody verifies a figure of his own."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from criteria.actions.extensions import ask_extension, decide_extension
from criteria.actions.findings import RowFaults, void_finding
from criteria.actions.sheets import check_sheet, record_sheet
from criteria.actions.submissions import take_over
from criteria.actions.verifying import Picked, return_cells
from criteria.enums import LockCode, Stage, Via
from criteria.models import Finding
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AUGUST = "2017-08-20"


def refused(unit, *rows, by, **given):
    with pytest.raises(RowFaults) as fault:
        build.record(unit, *rows, by=by, **given)
    return fault.value


def test_every_way_in_hears_the_same_answer(xuan_tan, officer, hanh):
    build.locked(by=hanh)
    row = build.row("11", 40, 2470, AUGUST, Stage.SELF)
    sentence = (
        "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017. Muốn sửa, đề nghị gia hạn hoặc liên hệ Văn phòng điều phối NTM huyện."
    )
    for via in Via:
        fault = refused(xuan_tan, row, by=officer, via=via)
        assert (fault.messages, fault.locked[row.indicator_id].code) == ([sentence], LockCode.PERIOD_LOCKED)
    at = build.moment(TODAY)
    checked = check_sheet(unit=xuan_tan, rows=[row], by=officer, at=at, today=TODAY)
    assert checked[row.indicator_id].faults == [sentence]
    with pytest.raises(RowFaults):
        record_sheet(unit=xuan_tan, rows=[row], by=officer, at=at, today=TODAY)
    assert not Finding.objects.exists()


def test_a_figure_of_a_day_outside_every_period_is_stored(xuan_tan, officer, hanh):
    build.locked(by=hanh)
    assert build.record(xuan_tan, build.row("11", 40, 2470, "2016-12-31", Stage.SELF), by=officer)


def test_the_office_corrects_late_with_a_reason_only(xuan_tan, officer, hanh):
    build.locked(by=hanh)
    late = build.row("11", 40, 2470, AUGUST)
    assert refused(xuan_tan, late, by=hanh).messages == [
        "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017. Văn phòng ghi vào ô này phải nêu lý do ở dòng."
    ]
    assert build.record(xuan_tan, build.row("11", 40, 2470, AUGUST, reason="Sót khi tổng hợp"), by=hanh)


def test_a_correction_of_a_locked_day_is_locked_wherever_it_is_dated(xuan_tan, officer, hanh):
    (old,) = build.record(xuan_tan, build.row("11", 40, 2470, AUGUST, Stage.SELF), by=officer)
    build.locked(by=hanh)
    moved = build.row("11", 41, 2470, "2017-09-20", Stage.SELF, corrects_id=old.pk, reason="Nhầm")
    assert "đã chốt" in refused(xuan_tan, moved, by=officer).messages[0]
    with pytest.raises(RowFaults, match="đã chốt"):
        void_finding(finding=old, reason="Nhầm", by=officer, at=build.moment(TODAY), today=TODAY)


def test_what_was_sent_opens_again_only_where_it_was_returned(xuan_tan, officer, tan, lao_dong):
    build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(xuan_tan, tan)
    poor, work = build.row("11", 41, 2470, "2017-09-21", Stage.SELF), build.row("12", 4000, 4400, stage=Stage.SELF)
    assert refused(xuan_tan, poor, by=officer).locked[poor.indicator_id].code == LockCode.SENT
    returned = [Picked(xuan_tan.pk, poor.indicator_id, 0)]
    return_cells(
        period=build.period(), cells=returned, reason="Lệch sổ hộ nghèo", answer_by=None, by=lao_dong,
        at=build.moment(TODAY), today=TODAY,
    )  # fmt: skip
    assert build.record(xuan_tan, poor, by=officer)
    answer = refused(xuan_tan, work, by=officer).locked[work.indicator_id]
    assert (answer.code, answer.sentence) == (LockCode.SENT, "Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017.")
    assert "đề nghị Phòng LĐ-TB&XH trả lại ô này" in answer.ask


def test_a_sheet_taken_over_is_closed_to_the_department_too(xuan_tan, tan, lao_dong, hanh):
    build.sent(xuan_tan, tan)
    take_over(unit=xuan_tan, period=build.period(), by=hanh, at=build.moment(TODAY))
    row = build.row("11", 40, 2470)
    assert refused(xuan_tan, row, by=lao_dong).locked[row.indicator_id].code == LockCode.TAKEN_OVER


@pytest.mark.parametrize(("number", "opens"), [(None, {"11", "12"}), ("11", {"11"})])
def test_an_extension_opens_the_place_or_the_cell_until_it_expires(number, opens, xuan_tan, officer, tan, hanh):
    build.sent(xuan_tan, tan)
    asked = ask_extension(
        unit=xuan_tan, period=build.period(), wanted_until=TODAY, reason="Chờ biên bản", by=officer,
        at=build.moment(TODAY), today=TODAY, indicator=build.indicator(number) if number else None,
    )  # fmt: skip
    decide_extension(
        extension=asked, granted=True, expires_on=TODAY, reason="Đồng ý", by=hanh, at=build.moment(TODAY), today=TODAY
    )
    rows = [build.row("11", 40, 2470, stage=Stage.SELF), build.row("12", 4000, 4400, stage=Stage.SELF)]
    for row in rows:
        if build.indicator("11").pk == row.indicator_id or "12" in opens:
            build.record(xuan_tan, row, by=officer)
        else:
            refused(xuan_tan, row, by=officer)
    later = build.row("11", 42, 2470, "2017-09-24", Stage.SELF)
    assert refused(xuan_tan, later, by=officer, today="2017-09-26").locked


# --- Nobody verifies his own figure ---------------------------------------------------------

OWN = "Không ai thẩm tra số liệu do chính mình nhập"


def typed_for(commune, by, day="2017-09-20"):
    build.record(commune, build.row("11", 40, 2470, day, Stage.SELF), by=by)


def test_nobody_verifies_a_figure_he_typed_for_the_place(xuan_tan, hanh):
    typed_for(xuan_tan, hanh)
    with pytest.raises(RowFaults, match=OWN):
        build.record(xuan_tan, build.row("11", 40, 2470), by=hanh)
    with pytest.raises(IntegrityError, match=OWN), transaction.atomic():
        build.finding(xuan_tan, build.indicator("11"), by=hanh, stage=Stage.VERIFIED)


def test_somebody_else_verifies_it_and_an_earlier_day_is_another_figure(xuan_tan, hanh, lao_dong):
    typed_for(xuan_tan, hanh)
    build.record(xuan_tan, build.row("11", 40, 2470), by=lao_dong)
    build.record(xuan_tan, build.row("11", 60, 2470, "2017-09-10"), by=hanh)
    assert Finding.objects.filter(stage=Stage.VERIFIED).count() == 2


def test_what_the_place_said_since_frees_the_office(xuan_tan, hanh, officer):
    typed_for(xuan_tan, hanh)
    typed_for(xuan_tan, officer, "2017-09-21")
    assert build.record(xuan_tan, build.row("11", 40, 2470, "2017-09-22"), by=hanh)


def test_taking_a_verified_figure_back_verifies_nothing(xuan_tan, hanh):
    (verified,) = build.record(xuan_tan, build.row("11", 40, 2470), by=hanh)
    typed_for(xuan_tan, hanh)
    assert void_finding(finding=verified, reason="Nhầm", by=hanh, at=build.moment(TODAY), today=TODAY).is_void


def test_an_extension_is_refused_to_the_past(xuan_tan, officer):
    with pytest.raises(ValidationError, match="từ hôm nay"):
        ask_extension(
            unit=xuan_tan, period=build.period(), wanted_until=dt.date(2017, 9, 24), reason="Chờ", by=officer,
            at=build.moment(TODAY), today=TODAY,
        )  # fmt: skip
