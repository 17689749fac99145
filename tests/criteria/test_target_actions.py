"""Mức yêu cầu: typing, correcting, withdrawing and comparing with the text, each both ways."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from accounts.models import AuditEntry
from criteria.actions.targets import confirm_target, correct_target, record_target, withdraw_target
from criteria.enums import Scope, SourceStatus, Stage, Verdict
from criteria.models import CriteriaSet, Indicator, Target, TargetCheck, VerdictSpan
from tests import build

pytestmark = pytest.mark.django_db
AT = build.moment("2017-09-25")


@pytest.fixture
def overlay(db) -> CriteriaSet:
    """48/2016/QĐ-UBND of Nam Định."""
    return CriteriaSet.objects.get(code="xa-2016-2020-nam-dinh")


@pytest.fixture
def insurance(db) -> Target:
    """The loaded level of 15.1 for the Red River Delta."""
    return Target.objects.get(indicator=build.indicator("15.1"), scope_code="DBSH")


def type_level(by, number="15.1", value="90", **given) -> Target:
    plain = {
        "indicator": build.indicator(number),
        "scope": Scope.PROVINCE,
        "scope_code": "36",
        "year_from": 2017,
        "value": Decimal(value),
        "source": "Quyết định 48/2016/QĐ-UBND, phụ lục",
        "at": AT,
    }
    return record_target(by=by, **plain | given)


def messages(refused) -> str:
    return " ".join(refused.value.messages)


# --- Typing -----------------------------------------------------------------------------------


def test_the_office_types_what_the_province_decided(hanh, overlay):
    target = type_level(hanh, decided_by=overlay, note="Trang 3")
    stored = Target.objects.get(pk=target.pk)
    assert (stored.scope, stored.scope_code, stored.year_from, stored.value) == (Scope.PROVINCE, "36", 2017, 90)
    assert (stored.source_status, stored.recorded_by, stored.recorded_at) == (SourceStatus.OFFICE, hanh, AT)
    assert (stored.decided_by, stored.note, stored.sample) == (overlay, "Trang 3", False)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.action, entry.detail["target"]) == (hanh, "Nhập mức yêu cầu", target.pk)


def test_a_typed_level_rewrites_the_verdicts_it_judges(hanh, xuan_tan):
    indicator = build.indicator("15.1")
    figures = build.row(indicator.number, stage=Stage.VERIFIED, numerator=870, denominator=1000)
    build.record(xuan_tan, figures, by=hanh)
    spans = VerdictSpan.objects.filter(unit=xuan_tan, indicator=indicator, track="OFFICIAL")
    assert list(spans.values_list("verdict", flat=True)) == [Verdict.MET]
    target = type_level(hanh, value="90")
    assert list(spans.values_list("verdict", flat=True)) == [Verdict.NOT_MET]
    withdraw_target(target=target, reason="Gõ nhầm", by=hanh, at=AT)
    assert list(spans.values_list("verdict", flat=True)) == [Verdict.MET]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"value": "100.5"}, "tỷ lệ không quá 100%"),
        ({"value": "-1"}, "từ 0 trở lên"),
        ({"number": "1.1", "value": "0"}, "chỉ có mức “Đạt”"),
        ({"number": "17.1"}, "Chỉ tiêu 17.1 có nhiều mức: ghi ở từng phần."),
        ({"year_from": 2015}, "có hiệu lực từ năm 2016 đến năm 2022"),
        ({"year_from": 2023}, "có hiệu lực từ năm 2016 đến năm 2022"),
        ({"scope_code": "99"}, "Không có vùng, nhóm xã hoặc tỉnh này."),
        ({"scope": Scope.REGION, "scope_code": "36"}, "Không có vùng, nhóm xã hoặc tỉnh này."),
        ({"scope": Scope.GROUP, "scope_code": ""}, "Không có vùng, nhóm xã hoặc tỉnh này."),
        ({"scope": Scope.COMMON, "scope_code": "36"}, "Không có vùng, nhóm xã hoặc tỉnh này."),
        ({"source": ""}, "không được để trắng"),
    ],
)
def test_a_level_that_cannot_be_is_refused(given, sentence, hanh):
    before = Target.objects.count(), AuditEntry.objects.count()
    with pytest.raises(ValidationError) as refused:
        type_level(hanh, **given)
    assert sentence in messages(refused)
    assert (Target.objects.count(), AuditEntry.objects.count()) == before


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"number": "10", "value": "41.5"}, Decimal("41.5")),
        ({"number": "9.1", "value": "0"}, 0),
        ({"number": "1.1", "value": "1"}, 1),
    ],
)
def test_a_level_may_be_money_a_count_or_a_plain_yes(given, value, hanh):
    assert type_level(hanh, **given).value == value


def test_a_set_kept_for_its_structure_takes_no_level(hanh):
    later = Indicator.objects.get(criterion__criteria_set__code="xa-2021-2025", number="15.1")
    with pytest.raises(ValidationError, match="chỉ có cấu trúc"):
        type_level(hanh, indicator=later, year_from=2022)


def test_a_second_submit_of_the_same_level_is_refused(hanh):
    type_level(hanh)
    with pytest.raises(ValidationError, match=f"Đã có mức do {hanh} ghi ngày 25/9/2017"):
        type_level(hanh, value="91")


def test_a_withdrawn_level_may_be_typed_again(hanh):
    withdraw_target(target=type_level(hanh), reason="Gõ nhầm", by=hanh, at=AT)
    assert type_level(hanh, value="91").value == 91


def test_a_real_level_may_be_typed_beside_an_illustrative_one(hanh):
    sample = type_level(hanh, number="2.1", sample=True)
    real = type_level(hanh, number="2.1")
    assert (sample.source_status, real.source_status) == (SourceStatus.SAMPLE, SourceStatus.OFFICE)


# --- Correcting and withdrawing ---------------------------------------------------------------


def test_a_correction_takes_the_place_of_the_level_and_keeps_it(hanh, insurance):
    correction = correct_target(
        target=insurance, value=Decimal(86), reason="Theo văn bản", by=hanh, at=AT, note="Trang 2"
    )
    assert (correction.corrects, correction.reason, correction.note) == (insurance, "Theo văn bản", "Trang 2")
    assert (correction.scope_code, correction.year_from, correction.source) == ("DBSH", 2016, insurance.source)
    assert list(Target.objects.in_force().same_place(insurance)) == [correction]
    assert AuditEntry.objects.latest("pk").detail["corrects"] == insurance.pk


def test_a_correction_may_name_a_better_source_only(hanh, insurance):
    better = correct_target(
        target=insurance, value=insurance.value, reason="Đã có văn bản", by=hanh, at=AT, source="Công báo"
    )
    assert (better.value, better.source, better.source_status) == (85, "Công báo", SourceStatus.OFFICE)


def test_a_correction_may_itself_be_corrected(hanh, insurance):
    first = correct_target(target=insurance, value=Decimal(86), reason="Theo văn bản", by=hanh, at=AT)
    second = correct_target(target=first, value=Decimal(85), reason="Đọc nhầm dòng", by=hanh, at=AT)
    assert list(Target.objects.in_force().same_place(insurance)) == [second]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"value": Decimal(86), "reason": "  "}, "Nêu lý do."),
        ({"value": Decimal(101), "reason": "Theo văn bản"}, "không quá 100%"),
        ({"value": Decimal(85), "reason": "Theo văn bản"}, "không có gì để sửa"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(given, sentence, hanh, insurance):
    insurance.note = ""
    with pytest.raises(ValidationError, match=sentence):
        correct_target(target=insurance, by=hanh, at=AT, **given)


def test_a_late_writer_is_told_who_was_first(hanh, insurance, admin):
    correct_target(target=insurance, value=Decimal(86), reason="Theo văn bản", by=admin, at=AT)
    with pytest.raises(ValidationError) as refused:
        correct_target(target=insurance, value=Decimal(87), reason="Theo văn bản", by=hanh, at=AT)
    assert f"không còn hiệu lực: do {admin} ghi ngày 25/9/2017" in messages(refused)


def test_a_late_writer_is_told_of_a_withdrawal(hanh, insurance):
    withdrawal = withdraw_target(target=insurance, reason="Không có trong văn bản", by=hanh, at=AT)
    assert (withdrawal.value, withdrawal.corrects) == (None, insurance)
    with pytest.raises(ValidationError, match=f"do {hanh} rút ngày 25/9/2017"):
        withdraw_target(target=insurance, reason="Không có trong văn bản", by=hanh, at=AT)
    with pytest.raises(ValidationError, match="đã được rút"):
        correct_target(target=withdrawal, value=Decimal(86), reason="Có lại", by=hanh, at=AT)


def test_an_illustrative_level_is_nobodys_to_correct_or_confirm(hanh, admin):
    sample = type_level(hanh, number="2.1", sample=True)
    with pytest.raises(ValidationError, match="mức minh họa"):
        correct_target(target=sample, value=Decimal(80), reason="Theo văn bản", by=hanh, at=AT)
    with pytest.raises(ValidationError, match="mức minh họa"):
        confirm_target(target=sample, by=admin, at=AT)


# --- Comparing with the text ------------------------------------------------------------------


def test_the_administrator_confirms_a_level_against_the_text(admin, insurance):
    check = confirm_target(target=insurance, by=admin, at=AT, note="Công báo số 1137")
    assert (check.target, check.checked_by, check.checked_at, check.note) == (insurance, admin, AT, "Công báo số 1137")
    assert Target.objects.get(pk=insurance.pk).checked
    assert AuditEntry.objects.latest("pk").action == "Đối chiếu mức yêu cầu"


def test_a_level_is_confirmed_once(admin, insurance):
    confirm_target(target=insurance, by=admin, at=AT)
    with pytest.raises(ValidationError, match=f"đã được {admin} đối chiếu ngày 25/9/2017"):
        confirm_target(target=insurance, by=admin, at=AT)


def test_a_corrected_level_must_be_compared_anew(admin, insurance):
    confirm_target(target=insurance, by=admin, at=AT)
    correction = correct_target(target=insurance, value=Decimal(86), reason="Đọc nhầm", by=admin, at=AT)
    assert not correction.checked
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        confirm_target(target=insurance, by=admin, at=AT)
    assert confirm_target(target=correction, by=admin, at=AT).target == correction


# --- Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["tan", "officer", "lao_dong", "leader", "front", "party_office", "member"])
def test_others_may_not_touch_a_level(who, request, insurance):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        type_level(user)
    with pytest.raises(PermissionDenied):
        correct_target(target=insurance, value=Decimal(86), reason="Theo văn bản", by=user, at=AT)
    with pytest.raises(PermissionDenied):
        withdraw_target(target=insurance, reason="Theo văn bản", by=user, at=AT)
    with pytest.raises(PermissionDenied):
        confirm_target(target=insurance, by=user, at=AT)


def test_the_office_types_but_does_not_confirm(hanh, insurance):
    with pytest.raises(PermissionDenied):
        confirm_target(target=insurance, by=hanh, at=AT)


# --- In the database --------------------------------------------------------------------------


def test_a_level_and_its_check_are_never_changed_not_even_from_a_shell(admin, insurance):
    confirm_target(target=insurance, by=admin, at=AT)
    for rows in (Target.objects.filter(pk=insurance.pk), TargetCheck.objects.all()):
        with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
            rows.update(note="khác")
        with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
            rows._raw_delete(rows.db)
