"""Nhập, sửa, rút, đối chiếu and the choices of the office, as they are typed on screen."""

import re
from dataclasses import fields
from decimal import Decimal

import pytest

from criteria.enums import Scope, SourceStatus
from criteria.models import RuleSetting, Target, TargetCheck
from criteria.models.settings import settings_at
from criteria.rules.settings import Band, RuleSettings
from criteria.tables.rulebook_settings import LABELS
from tests import build

pytestmark = pytest.mark.django_db
ROADS = "/bo-tieu-chi/xa-2016-2020/2.1/"
TYPED = {
    "scope": "PROVINCE 36",
    "value": "87,5",
    "year_from": "2017",
    "source": "Quyết định 48/2016/QĐ-UBND, phụ lục",
    "note": "",
}


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def insurance() -> Target:
    return Target.objects.in_force().get(indicator=build.indicator("15.1"), scope_code="DBSH")


@pytest.fixture
def office(client, hanh):
    """The office, signed in."""
    client.force_login(hanh)
    return client


@pytest.fixture
def administrator(client, admin):
    """The administrator, signed in."""
    client.force_login(admin)
    return client


# --- Typing -----------------------------------------------------------------------------------


def test_the_form_opens_with_the_year_and_the_provinces_decision(office):
    page = office.get(f"{ROADS}nhap/")
    assert 'value="2017"' in page.content.decode()
    assert "Quyết định 48/2016/QĐ-UBND" in page.content.decode()
    assert "Mức yêu cầu (từ … % trở lên)" in text(page)


def test_the_level_is_kept_and_the_page_says_so(office, hanh):
    page = office.post(f"{ROADS}nhap/", TYPED, follow=True)
    assert page.redirect_chain == [(ROADS, 302)]
    assert "Chỉ tiêu 2.1: đã ghi mức yêu cầu." in text(page)
    assert "Yêu cầu năm 2017 tại địa phương: ≥ 87,5% (Tỉnh Nam Định)" in text(page)
    target = Target.objects.get(indicator=build.indicator("2.1"))
    assert (target.value, target.scope, target.scope_code) == (Decimal("87.5"), Scope.PROVINCE, "36")
    assert (target.decided_by.code, target.recorded_by) == ("xa-2016-2020-nam-dinh", hanh)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("value", "1.234", "1.234"),
        ("value", "abc", "không phải là số"),
        ("value", "101", "tỷ lệ không quá 100%"),
        ("value", "-5", "-5"),
        ("value", "", "Không để trống ô này."),
        ("year_from", "17", "có hiệu lực từ năm 2016"),
        ("year_from", "năm nay", "Gõ năm bằng bốn chữ số"),
        ("source", "", "Không để trống ô này."),
        ("scope", "REGION DBSH", "Chọn một giá trị trong danh sách."),
        ("source", "x" * 301, "300"),
    ],
)
def test_what_was_typed_wrong_is_said_at_its_field_and_kept(field, typed, sentence, office):
    before = Target.objects.count()
    page = office.post(f"{ROADS}nhap/", TYPED | {field: typed})
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "is-invalid" in page.content.decode()
    assert Target.objects.count() == before


def test_the_same_level_sent_twice_is_refused_above_the_form(office):
    office.post(f"{ROADS}nhap/", TYPED)
    page = office.post(f"{ROADS}nhap/", TYPED)
    assert "Đã có mức do" in text(page)
    assert Target.objects.filter(indicator=build.indicator("2.1")).count() == 1


def test_a_split_indicator_is_refused_above_the_form(office):
    page = office.post("/bo-tieu-chi/xa-2016-2020/17.1/nhap/", TYPED)
    assert "ghi ở từng phần" in text(page)


def test_a_yes_no_level_needs_no_number(office):
    page = office.get("/bo-tieu-chi/xa-2016-2020/1.1/nhap/").content.decode()
    assert re.search(r'type="hidden"[^>]*name="value"[^>]*value="1"|name="value"[^>]*value="1"[^>]*type="hidden"', page)
    office.post("/bo-tieu-chi/xa-2016-2020/1.1/nhap/", TYPED | {"value": "1"})
    assert Target.objects.get(indicator=build.indicator("1.1"), scope=Scope.PROVINCE).value == 1


def test_a_count_may_be_typed_with_a_dot_for_thousands(office):
    office.post("/bo-tieu-chi/xa-2016-2020/9.1/nhap/", TYPED | {"value": "1.234"})
    assert Target.objects.get(indicator=build.indicator("9.1"), scope=Scope.PROVINCE).value == 1234


@pytest.mark.parametrize(
    ("scope", "stored", "decided_by"),
    [
        ("REGION DBSH", (Scope.REGION, "DBSH"), "xa-2016-2020"),
        ("COMMON", (Scope.COMMON, ""), "xa-2016-2020"),
        ("PROVINCE 36", (Scope.PROVINCE, "36"), "xa-2016-2020-nam-dinh"),
    ],
)
def test_the_administrator_also_types_for_the_region_and_the_country(scope, stored, decided_by, administrator):
    administrator.post(f"{ROADS}nhap/", TYPED | {"scope": scope})
    target = Target.objects.get(indicator=build.indicator("2.1"))
    assert ((target.scope, target.scope_code), target.decided_by.code) == (stored, decided_by)


def test_a_district_indicator_has_no_decision_of_the_province(office):
    assert 'name="source" value' not in office.get("/bo-tieu-chi/huyen-2016-2020/5.3/nhap/").content.decode()
    office.post("/bo-tieu-chi/huyen-2016-2020/5.3/nhap/", TYPED)
    assert Target.objects.get(indicator=build.indicator("5.3", "DISTRICT"), scope=Scope.PROVINCE).decided_by is None


# --- Correcting, withdrawing, comparing -------------------------------------------------------


def test_a_correction_opens_with_what_is_recorded(office):
    page = office.get(f"/bo-tieu-chi/muc/{insurance().pk}/sua/")
    assert "Mức đang ghi ≥ 85% , Vùng Đồng bằng sông Hồng, từ năm 2016" in text(page)
    assert 'value="85"' in page.content.decode()


def test_a_correction_is_kept_with_its_reason(office):
    old = insurance()
    typed = {"value": "86", "source": "Công báo", "note": "", "reason": "Đọc nhầm dòng"}
    page = office.post(f"/bo-tieu-chi/muc/{old.pk}/sua/", typed, follow=True)
    assert "đã sửa mức yêu cầu" in text(page)
    new = insurance()
    assert (new.value, new.reason, new.corrects, new.source_status) == (86, "Đọc nhầm dòng", old, SourceStatus.OFFICE)


def test_a_correction_without_a_reason_is_refused_at_the_field(office):
    page = office.post(f"/bo-tieu-chi/muc/{insurance().pk}/sua/", {"value": "86", "source": "Công báo"})
    assert "Nêu lý do." in text(page)


def test_two_officers_correcting_one_level_do_not_overwrite_each_other(office):
    pk = insurance().pk
    typed = {"value": "86", "source": "Công báo", "reason": "Đọc nhầm dòng"}
    office.post(f"/bo-tieu-chi/muc/{pk}/sua/", typed)
    page = office.post(f"/bo-tieu-chi/muc/{pk}/sua/", typed | {"value": "87"})
    assert "Mức này không còn hiệu lực" in text(page)
    assert insurance().value == 86


def test_a_level_is_withdrawn_with_a_reason(office):
    pk = insurance().pk
    assert "Nêu lý do." in text(office.post(f"/bo-tieu-chi/muc/{pk}/rut/", {}))
    page = office.post(f"/bo-tieu-chi/muc/{pk}/rut/", {"reason": "Không có trong văn bản"}, follow=True)
    assert "đã rút mức yêu cầu" in text(page)
    assert not Target.objects.in_force().filter(indicator=build.indicator("15.1"), scope_code="DBSH").exists()
    assert "Mức đang ghi" in text(office.get(f"/bo-tieu-chi/muc/{pk}/rut/"))


def test_the_administrator_confirms_and_everyone_sees_it(administrator, admin):
    path = f"/bo-tieu-chi/muc/{insurance().pk}/doi-chieu/"
    page = administrator.post(path, {"note": "Công báo số 1137"}, follow=True)
    assert f"đã đối chiếu, {admin}, 25/9/2017" in text(page)
    assert TargetCheck.objects.get().note == "Công báo số 1137"
    assert f"đã được {admin} đối chiếu ngày 25/9/2017" in text(administrator.post(path, {}))


def test_a_note_too_long_is_refused(administrator):
    page = administrator.post(f"/bo-tieu-chi/muc/{insurance().pk}/doi-chieu/", {"note": "x" * 301})
    assert "300" in text(page)
    assert not TargetCheck.objects.exists()


# --- Choices ----------------------------------------------------------------------------------


def seen(key: str) -> int:
    return RuleSetting.objects.newest_of(key).pk


def test_the_choices_are_listed_in_words(office):
    page = text(office.get("/bo-tieu-chi/tuy-chon/"))
    assert "19 tiêu chí; 15-18 tiêu chí; 10-14 tiêu chí; 5-9 tiêu chí; Dưới 5 tiêu chí (0-4)" in page
    assert "Huyện đạt chuẩn: tỷ lệ xã được công nhận (%) 100% Bộ dữ liệu ban đầu, 05/4/2016" in page


def test_every_choice_the_rules_leave_has_its_words_and_its_first_row():
    chosen = set(RuleSetting.objects.values_list("key", flat=True))
    assert set(LABELS) == chosen == {field.name for field in fields(RuleSettings)}


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("stale_months", "6", 6),
        ("nearly_least_met", "17", 17),
        ("nearly_tolerates_not_met", "co", True),
        ("band_counts_na", "khong", False),
        ("margin_at_least", "92,5", Decimal("92.5")),
        ("bands", "15; 19; 15-19\r\n\r\n0; 14; dưới 15", (Band(15, 19, "15-19"), Band(0, 14, "dưới 15"))),
    ],
)
def test_a_choice_is_kept_with_its_reason(key, typed, stored, office):
    form = {"value": typed, "reason": "Ban Thường vụ quyết định", "seen": seen(key)}
    page = office.post(f"/bo-tieu-chi/tuy-chon/{key}/", form, follow=True)
    assert page.redirect_chain == [("/bo-tieu-chi/tuy-chon/", 302)]
    assert getattr(settings_at(), key) == stored
    history = text(office.get(f"/bo-tieu-chi/tuy-chon/{key}/"))
    assert history.index("Ban Thường vụ quyết định") < history.index("Bộ dữ liệu ban đầu")


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("stale_months", "mười", "không phải là số"),
        ("margin_at_least", "105", "từ 0 đến 100"),
        ("bands", "15; 19", "chưa đủ ba phần"),
        ("bands", "a; 19; x", "Dòng “a; 19; x”: “a” không phải là số."),
        ("bands", "10; 19; x\n-1; 9; y", "Dòng “-1; 9; y”: Số liệu không được âm."),
        ("bands", "15; 19; a\n0; 13; b", "nối liền"),
        ("bands", "", "Không để trống ô này."),
        ("nearly_tolerates_not_met", "có thể", "Chọn một giá trị trong danh sách."),
        ("stale_months", "12", "không có gì để đổi"),
    ],
)
def test_a_choice_typed_wrong_is_refused(key, typed, sentence, office):
    page = office.post(f"/bo-tieu-chi/tuy-chon/{key}/", {"value": typed, "reason": "Thử", "seen": seen(key)})
    assert sentence in text(page)
    assert page.context["form"]["value"].value() == typed
    assert list(page.context["form"].errors) == ["value"]
    assert RuleSetting.objects.filter(key=key).count() == 1


def test_a_choice_made_meanwhile_is_not_overwritten(office):
    form = {"value": "6", "reason": "Thử", "seen": seen("stale_months")}
    office.post("/bo-tieu-chi/tuy-chon/stale_months/", form)
    page = office.post("/bo-tieu-chi/tuy-chon/stale_months/", form | {"value": "9"})
    assert "vừa được" in text(page)
    assert settings_at().stale_months == 6
