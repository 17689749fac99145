"""The one write path: what is stored, what is refused, and what the spans say afterwards."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from criteria.actions.findings import RowFaults, void_finding
from criteria.actions.spans import span_differences
from criteria.enums import Stage, Track, Verdict
from criteria.models import Finding, VerdictSpan
from criteria.status import EMPTY_CELL, read_criteria, read_indicators
from tests import build

TODAY = dt.date(2017, 9, 25)


def official(unit, number="15.1", day=TODAY, known_at=None):
    pk = build.indicator(number).pk
    return read_indicators([unit.pk], [pk], day, known_at)[unit.pk, pk]


@pytest.mark.django_db
def test_a_figure_becomes_a_verdict_with_its_gap(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    found = official(xuan_tan)
    assert (found.cell.verdict, found.shown, found.required) == (Verdict.NOT_MET, "83,77%", "≥\u00a085%")
    assert found.gap.amount == 106
    assert found.cell.since == dt.date(2017, 9, 20)


@pytest.mark.django_db
def test_one_audit_line_names_every_finding(hanh, xuan_tan):
    found = build.record(xuan_tan, build.row("15.1", 7204, 8600), build.row("11", 61, 2470), by=hanh)
    entry = AuditEntry.objects.get(action="Ghi nhận số liệu")
    assert (entry.by, entry.action, entry.subject) == (hanh, "Ghi nhận số liệu", str(xuan_tan))
    assert entry.detail == {"findings": [f.pk for f in found], "via": "FORM"}


@pytest.mark.django_db
def test_one_bad_row_stores_nothing(hanh, xuan_tan):
    good, bad = build.row("15.1", 7204, 8600), build.row("11", 2512, 2470)
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, good, bad, by=hanh)
    assert refused.value.rows == {bad.indicator_id: ["Tử số 2.512 lớn hơn mẫu số 2.470."]}
    assert not Finding.objects.exists()
    assert not VerdictSpan.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"assessed_on": "2017-09-26"}, "Ngày số liệu 26/9/2017 sau ngày hôm nay (25/9/2017)."),
        ({"assessed_on": "2016-11-30"}, "Ngày số liệu phải từ 01/12/2016 đến 25/9/2017."),
        ({"declared": Verdict.MET}, "Chỉ tiêu này do số liệu quyết định, không chọn đạt hoặc chưa đạt."),
        ({"declared": Verdict.NA, "reason": "x"}, "Chỉ tiêu này không được đánh giá là không xét."),
        ({"declared": Verdict.UNASSESSED}, "Không chọn được mức đánh giá này."),
        ({"stage": Stage.SELF, "note": "x" * 501}, "Đảm bảo giá trị này có nhiều nhất 500 ký tự (nó đang có 501)."),
    ],
)
def test_a_row_outside_the_rules_is_refused(given, sentence, hanh, xuan_tan):
    row = build.row("15.1", 7204, 8600, **given)
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, row, by=hanh, at=build.moment("2017-09-25"))
    assert len(refused.value.rows[row.indicator_id]) == 1
    if "500" not in sentence:
        assert refused.value.rows[row.indicator_id] == [sentence]


@pytest.mark.django_db
def test_nearly_outside_the_margin_is_for_the_district_office_only(hanh, officer, xuan_tan):
    far = {"declared": Verdict.NEARLY, "reason": "Đang vận động", "finish_by": dt.date(2017, 9, 30)}
    build.record(xuan_tan, build.row("15.1", 6000, 8600, **far), by=hanh)
    assert official(xuan_tan).cell.verdict == Verdict.NEARLY
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, build.row("15.1", 6000, 8600, stage=Stage.SELF, **far), by=officer)
    assert list(refused.value.rows.values()) == [
        ["Kết quả còn xa mức yêu cầu: chỉ văn phòng điều phối huyện được ghi cơ bản đạt."]
    ]


@pytest.mark.django_db
def test_nearly_needs_a_reason_and_a_day_that_is_not_past(hanh, xuan_tan):
    row = build.row("15.1", 7204, 8600, declared=Verdict.NEARLY)
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, row, by=hanh)
    assert refused.value.rows[row.indicator_id] == ["Cơ bản đạt phải nêu lý do.", "Cơ bản đạt phải có hạn hoàn thành."]
    late = build.row("15.1", 7204, 8600, declared=Verdict.NEARLY, reason="x", finish_by=dt.date(2017, 9, 1))
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, late, by=hanh)
    assert refused.value.rows[row.indicator_id] == ["Hạn hoàn thành phải từ ngày số liệu trở đi."]


@pytest.mark.django_db
def test_not_applicable_is_taken_where_the_rulebook_allows_it(hanh, xuan_tan):
    build.record(xuan_tan, build.row("7", declared=Verdict.NA, reason="Quy hoạch không có chợ"), by=hanh)
    assert official(xuan_tan, "7").cell.verdict == Verdict.NA
    row = build.row("7", declared=Verdict.NA)
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, row, by=hanh)
    assert refused.value.rows[row.indicator_id] == ["Không xét phải nêu lý do."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "stage", "stored"),
    [
        ("hanh", Stage.VERIFIED, True),
        ("hanh", Stage.SELF, True),
        ("tan", Stage.SELF, True),
        ("tan", Stage.VERIFIED, False),
        ("officer", Stage.RECHECK, False),
        ("leader", Stage.VERIFIED, False),
    ],
)
def test_each_side_records_only_its_own_stage(who, stage, stored, request, xuan_tan):
    by = request.getfixturevalue(who)
    row = build.row("15.1", 7204, 8600, stage=stage)
    if stored:
        assert len(build.record(xuan_tan, row, by=by)) == 1
    else:
        with pytest.raises(RowFaults):
            build.record(xuan_tan, row, by=by)


@pytest.mark.django_db
def test_a_department_records_only_its_own_indicators(lao_dong, xuan_tan):
    assert len(build.record(xuan_tan, build.row("11", 61, 2470), by=lao_dong)) == 1
    row = build.row("15.1", 7204, 8600)
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, row, by=lao_dong)
    assert refused.value.rows == {row.indicator_id: ["Chỉ tiêu này không nhập được bằng tài khoản này."]}


@pytest.mark.django_db
def test_an_indicator_with_parts_takes_figures_only_on_its_parts(hanh, xuan_tan):
    with pytest.raises(RowFaults):
        build.record(xuan_tan, build.row("17.1", 2400, 2470), by=hanh)
    build.record(xuan_tan, build.row("17.1a", 2460, 2470), build.row("17.1b", 1000, 2470), by=hanh)
    assert official(xuan_tan, "17.1").cell.verdict == Verdict.NOT_MET
    build.record(xuan_tan, build.row("17.1b", 1700, 2470, "2017-09-21"), by=hanh)
    assert official(xuan_tan, "17.1").cell.verdict == Verdict.MET


@pytest.mark.django_db
def test_two_rows_for_one_cell_are_both_refused(hanh, xuan_tan):
    rows = build.row("15.1", 7204, 8600), build.row("15.1", 7300, 8600)
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, *rows, by=hanh)
    sentence = "Có hai dòng cho cùng một chỉ tiêu trong cùng ngày: cả hai bị từ chối."
    assert refused.value.rows == {rows[0].indicator_id: [sentence, sentence]}


@pytest.mark.django_db
def test_a_write_that_did_not_see_the_newest_finding_is_stale(hanh, officer, xuan_tan):
    (theirs,) = build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    row = build.row("15.1", 7300, 8600, "2017-09-22")
    with pytest.raises(RowFaults) as refused:
        build.record(xuan_tan, row, by=hanh, trust_seen=False)
    assert refused.value.stale == {row.indicator_id: theirs}
    assert Finding.objects.count() == 1
    seen = build.row("15.1", 7300, 8600, "2017-09-22", seen_finding_id=theirs.pk)
    build.record(xuan_tan, seen, by=hanh, trust_seen=False)
    own = build.row("15.1", 7300, 8600, "2017-09-22", stage=Stage.SELF)
    build.record(xuan_tan, own, by=officer, trust_seen=False)
    assert Finding.objects.count() == 3


@pytest.mark.django_db
def test_a_correction_replaces_and_a_withdrawal_restores(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7204, 8600, "2017-08-20"), by=hanh)
    (wrong,) = build.record(xuan_tan, build.row("15.1", 8204, 8600), by=hanh)
    right = build.row("15.1", 7250, 8600, corrects_id=wrong.pk, reason="Gõ nhầm 7 thành 8")
    build.record(xuan_tan, right, by=hanh)
    assert official(xuan_tan).official.numerator == 7250
    corrected = Finding.objects.get(corrects=wrong)
    void_finding(finding=corrected, reason="Nhầm xã", by=hanh, at=build.moment("2017-09-25"), today=TODAY)
    assert official(xuan_tan).official.numerator == 7204
    with pytest.raises(RowFaults) as refused:
        void_finding(finding=wrong, reason="Lần nữa", by=hanh, at=build.moment("2017-09-25"), today=TODAY)
    assert "không còn hiệu lực" in refused.value.messages[0]


@pytest.mark.django_db
def test_corrections_and_withdrawals_need_a_reason_and_the_same_cell(hanh, xuan_tan):
    (wrong,) = build.record(xuan_tan, build.row("15.1", 8204, 8600), by=hanh)
    for row, sentence in [
        (build.row("15.1", 7204, 8600, corrects_id=wrong.pk), "Đính chính phải nêu lý do."),
        (build.row("15.1", corrects_id=wrong.pk, is_void=True), "Rút số liệu phải nêu lý do."),
        (build.row("15.1", is_void=True, reason="x"), "Rút số liệu phải nêu số liệu bị rút."),
        (
            build.row("11", 61, 2470, corrects_id=wrong.pk, reason="x"),
            "Số liệu cần đính chính thuộc chỉ tiêu hoặc mức đánh giá khác.",
        ),
    ]:
        with pytest.raises(RowFaults) as refused:
            build.record(xuan_tan, row, by=hanh)
        assert refused.value.rows == {row.indicator_id: [sentence]}


@pytest.mark.django_db
def test_no_rows_is_no_write(hanh, xuan_tan):
    assert build.record_findings(unit=xuan_tan, rows=[], by=hanh, at=build.moment(TODAY), today=TODAY) == []
    assert not AuditEntry.objects.filter(action="Ghi nhận số liệu").exists()


@pytest.mark.django_db
def test_figures_typed_by_a_sample_account_are_sample_figures(hanh, xuan_tan):
    hanh.sample = True
    (found,) = build.record(xuan_tan, build.row("15.1", 7204, 8600), by=hanh)
    assert found.sample


@pytest.mark.django_db
def test_what_was_known_on_a_day_can_be_asked_later(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7000, 8600, "2017-08-20"), by=hanh, at=build.moment("2017-08-21"))
    build.record(xuan_tan, build.row("15.1", 7400, 8600, "2017-08-25"), by=hanh, at=build.moment("2017-09-10"))
    day = dt.date(2017, 8, 28)
    assert official(xuan_tan, day=day).cell.verdict == Verdict.MET
    known = official(xuan_tan, day=day, known_at=build.moment("2017-08-28", 23))
    assert (known.cell.verdict, known.official.numerator) == (Verdict.NOT_MET, 7000)
    criterion = build.indicator("15.1").criterion_id
    cells = read_criteria([xuan_tan.pk], [criterion], day, build.moment("2017-08-28", 23))
    assert cells[xuan_tan.pk, criterion].verdict == Verdict.NOT_MET
    assert read_criteria([xuan_tan.pk], [criterion], dt.date(2017, 1, 1)).get((1, 1), EMPTY_CELL) == EMPTY_CELL


@pytest.mark.django_db
def test_self_and_verified_stand_side_by_side(hanh, officer, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 7400, 8600, stage=Stage.SELF), by=officer)
    claimed = official(xuan_tan).cell
    assert (claimed.verdict, claimed.by_self, claimed.verified, claimed.differs) == (Verdict.MET, True, None, False)
    build.record(xuan_tan, build.row("15.1", 7204, 8600, "2017-09-22"), by=hanh)
    checked = official(xuan_tan).cell
    assert (checked.verdict, checked.by_self, checked.own, checked.differs) == (
        Verdict.NOT_MET,
        False,
        Verdict.MET,
        True,
    )
    assert [checked.on(track) for track in Track] == [Verdict.MET, Verdict.NOT_MET, Verdict.NOT_MET]


@pytest.mark.django_db
def test_what_is_given_back_is_what_was_stored(hanh, xuan_tan):
    given = {"assessed_on": "2017-09-20", "source_document": "Báo cáo 12", "note": "Ghi chú", "figure_year": 2017}
    nearly = {"declared": Verdict.NEARLY, "reason": "Đang vận động", "finish_by": dt.date(2017, 9, 30)}
    rows = [build.row("15.1", 7204, 8600, **given), build.row("11", 100, 2470, **nearly)]
    found = build.record(xuan_tan, *rows, by=hanh)
    stored = Finding.objects.order_by("pk")
    columns = [field.attname for field in Finding._meta.concrete_fields]
    assert list(found) == list(stored)
    assert [{name: getattr(f, name) for name in columns} for f in found] == list(stored.values())


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("per_cent", [90, 10], ids=["as before", "another verdict"])
def test_a_save_costs_the_same_queries_for_any_number_of_rows(rows, per_cent, hanh, xuan_tan):
    numbers = ("15.1", "17.1a", "17.1b")[:rows]
    build.record(xuan_tan, *(build.row(number, 90, 100, "2017-08-20") for number in numbers), by=hanh)
    sheet = [build.row(number, per_cent, 100) for number in numbers]
    with CaptureQueriesContext(connection) as queries:
        build.record(xuan_tan, *sheet, by=hanh)
    # Savepoint, revision, what stands, findings, audit, release; where a verdict changes two reads and two writes.
    expected = 6 if per_cent == 90 else 10
    assert len(queries) == expected + connection.features.has_select_for_update


@pytest.mark.django_db
def test_what_only_repeats_leaves_every_span_as_it_is(hanh, officer, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 90, 100, "2017-08-20"), build.row("11", 90, 100, "2017-08-20"), by=hanh)
    build.record(xuan_tan, build.row("15.1", 80, 100, "2017-08-20", Stage.SELF), by=officer)
    before = list(VerdictSpan.objects.order_by("pk").values())
    build.record(xuan_tan, build.row("15.1", 91, 100), build.row("11", 89, 100), by=hanh)
    build.record(xuan_tan, build.row("15.1", 81, 100, stage=Stage.SELF), by=officer)
    assert list(VerdictSpan.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_first_verification_cuts_short_what_the_place_had_said(hanh, officer, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 90, 100, "2017-09-22", Stage.SELF), by=officer)
    build.record(xuan_tan, build.row("15.1", 90, 100, "2017-09-20"), by=hanh)
    assert span_differences(xuan_tan) == []
    assert official(xuan_tan).cell.since == dt.date(2017, 9, 20)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("figure", "faults"),
    [("12345678901234", 0), ("123456789012345", 1), ("1.2345", 0), ("1.23456", 1), ("1E+3", 0), ("1E+15", 1)],
)
def test_a_figure_too_long_to_be_kept_is_refused(figure, faults, hanh, xuan_tan):
    row = build.row("10", value=Decimal(figure))
    try:
        build.record(xuan_tan, row, by=hanh)
        found = []
    except RowFaults as refused:
        found = refused.rows[row.indicator_id]
    assert len(found) == faults
