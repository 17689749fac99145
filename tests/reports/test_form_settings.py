"""What an office prints instead of what the portal ships: checked word by word, printed everywhere, taken back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry
from ntm_portal.kept import kept_under
from reports.models import FormSetting
from reports.rules.form_settings import braces_fault, keys, lines_fault, number_fault, setting_faults, shipped_number
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from reports.tables.paper import commune_forms, forms, place_line_of
from reports.tables.pieces import all_forms
from tests.reports import story

ROOM = "/quan-tri/reports/formsetting/"
EMPTY = dict.fromkeys(
    ("number", "title", "place_title", "issuer", "place_line", "left_post", "left_how", "left_name", "right_post",
     "right_how", "right_name"), "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("", ""), ("3", ""), ("03", ""), ("12a", ""), ("12đ", ""),
        ("05", "Số 05 đã dùng cho biểu khác."),
        ("3A", "Số biểu gồm 1 đến 3 chữ số, có thể thêm một chữ cái thường: 03, 12a."),
        ("1234", "Số biểu gồm 1 đến 3 chữ số, có thể thêm một chữ cái thường: 03, 12a."),
        ("ba", "Số biểu gồm 1 đến 3 chữ số, có thể thêm một chữ cái thường: 03, 12a."),
    ],
)  # fmt: skip
def test_a_number_is_a_number_no_other_form_has(number, fault):
    assert number_fault(number, {"05"}) == fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ""),
        ("KẾT QUẢ HUYỆN {DISTRICT}", ""),
        ("KẾT QUẢ {COMMUNE} {DISTRICT}", ""),
        ("KẾT QUẢ {HUYEN}", "Không điền được {HUYEN}; chỉ dùng {DISTRICT} hoặc {COMMUNE}."),
        ("{DISTRICT.name}", "Không điền được {DISTRICT.name}; chỉ dùng {DISTRICT} hoặc {COMMUNE}."),
        ("{DISTRICT:>9}", "Không điền được {DISTRICT}; chỉ dùng {DISTRICT} hoặc {COMMUNE}."),
        ("{DISTRICT!r}", "Không điền được {DISTRICT}; chỉ dùng {DISTRICT} hoặc {COMMUNE}."),
        ("{}", "Không điền được {}; chỉ dùng {DISTRICT} hoặc {COMMUNE}."),
        ("{DISTRICT", "Dấu { và } phải đi thành cặp, trong đó là một chữ được điền tự động."),
        ("DISTRICT}", "Dấu { và } phải đi thành cặp, trong đó là một chữ được điền tự động."),
    ],
)
def test_only_what_can_be_filled_in_stands_in_braces(text, fault):
    assert braces_fault(text, ("DISTRICT", "COMMUNE")) == fault


def test_an_issuing_body_has_at_most_three_lines():
    assert lines_fault("UBND HUYỆN\nVĂN PHÒNG\n\n") == ""
    assert lines_fault("A\nB\nC\nD") == "Cơ quan ban hành ghi nhiều nhất 3 dòng, đang có 4 dòng."


def test_each_fault_stands_at_its_box():
    typed = EMPTY | {"number": "05", "issuer": "{X}", "place_line": "{DISTRICT}", "title": "A"}
    assert setting_faults("bieu-03", typed, {"05"}) == {
        "number": "Số 05 đã dùng cho biểu khác.",
        "issuer": "Không điền được {X}; chỉ dùng {DISTRICT} hoặc {COMMUNE}.",
        "place_line": "Không điền được {DISTRICT}; chỉ dùng {Place} hoặc {year}.",
    }
    assert setting_faults("tom-tat", EMPTY | {"number": "7"}, ()) == {
        "number": "Trang này không đánh số biểu; để trống ô này."
    }


def test_every_shipped_form_has_a_key_and_the_two_of_form_11_differ():
    assert keys()["bieu-11"] == "Biểu 11. Kế hoạch bổ sung, hoàn thiện tiêu chí"
    assert keys()["bieu-11-xa"] == "Biểu 11. Kế hoạch bổ sung, hoàn thiện tiêu chí (của một xã)"
    assert keys()["tom-tat"] == "Tóm tắt cho Ban Thường vụ"
    assert (shipped_number("bieu-11-xa"), shipped_number("bieu-01"), shipped_number("tom-tat")) == ("11", "01", "")


@pytest.fixture
def told(district, hanh):
    story.tell(district, hanh)
    return district


def given(form="bieu-03", **words) -> FormSetting:
    row = FormSetting(form=form, **words)
    row.full_clean()
    row.save()
    return row


def test_the_office_s_words_are_printed_and_empty_boxes_stay_as_shipped(told):
    given(
        number="3a", title="BẢNG TỔNG HỢP HUYỆN {DISTRICT}", issuer="HUYỆN ỦY {DISTRICT}\n VĂN PHÒNG ",
        place_line="{Place}, ngày     tháng     năm {year}", right_post="PHÓ CHÁNH VĂN PHÒNG",
        right_name="Nguyễn Văn A",
    )  # fmt: skip
    table = FILLED["bieu-03"](Brief(told, story.PERIOD))
    assert (table.title, table.issuer) == (
        "BẢNG TỔNG HỢP HUYỆN XUÂN TRƯỜNG", ("HUYỆN ỦY XUÂN TRƯỜNG", "VĂN PHÒNG"),
    )  # fmt: skip
    assert table.place_line == "Xuân Trường, ngày     tháng     năm 2017"
    assert (table.form.label, table.form.sheet, table.form.file) == ("Biểu số 3a", "Biểu 3a", "Bieu3a_TongHop19TieuChi")
    assert [(signer.post, signer.how, signer.name) for signer in table.form.signers] == [
        ("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", ""), ("PHÓ CHÁNH VĂN PHÒNG", "(Ký, đóng dấu)", "Nguyễn Văn A"),
    ]  # fmt: skip
    assert FILLED["bieu-04"](Brief(told, story.PERIOD)).issuer[0] == "UBND HUYỆN XUÂN TRƯỜNG"


def test_a_note_names_another_form_by_the_office_s_number(told):
    given("bieu-13", number="13a")
    told_of_papers = FILLED["bieu-12"](Brief(told, story.PERIOD)).notes[0]
    assert told_of_papers.endswith("(Biểu 13a).")


def test_a_commune_s_own_form_11_has_words_of_its_own(db):
    given("bieu-11-xa", issuer="ĐẢNG ỦY {COMMUNE}", number="11")
    assert commune_forms()["bieu-11"].issuer == ("ĐẢNG ỦY {COMMUNE}",)
    assert forms()["bieu-11"].issuer == ("UBND HUYỆN {DISTRICT}", "VĂN PHÒNG ĐIỀU PHỐI NTM")


def test_forms_stand_in_the_order_of_their_numbers(db):
    given("bieu-03", number="17")
    assert [form.number for form in all_forms()][-2:] == ["16", "17"]
    assert all_forms()[0].code == "tom-tat"


def test_a_number_with_a_letter_stands_behind_its_number(db):
    given("bieu-16", number="4a")
    assert [form.number for form in all_forms()][4:7] == ["04", "4a", "05"]


def test_a_line_of_place_and_day_without_a_form_is_the_shipped_one(told):
    assert place_line_of(told, dt.date(2017, 9, 25)) == "Xuân Trường, ngày … tháng … năm 2017"


def test_settings_are_read_once_and_anew_after_a_change(db, django_assert_num_queries):
    with kept_under("a"):
        forms()
        with django_assert_num_queries(0):
            assert forms()["bieu-03"].number == "03"
    given(number="3a")
    with kept_under():
        assert forms()["bieu-03"].number == "3a"


def test_an_administrator_changes_a_form_and_takes_it_back(sign_in, admin):
    browser = sign_in("admin")
    assert browser.post(f"{ROOM}add/", EMPTY | {"form": "bieu-05", "number": "5b", "_save": "1"}).status_code == 302
    row = FormSetting.objects.get()
    seen = browser.get(f"{ROOM}{row.pk}/change/").context["adminform"].form.initial["seen"]
    typed = EMPTY | {"form": "bieu-05", "title": "MỚI", "seen": seen}
    assert browser.post(f"{ROOM}{row.pk}/change/", typed).status_code == 302
    assert [(past.number, past.title) for past in row.history.order_by("history_id")] == [("5b", ""), ("", "MỚI")]
    assert "Biểu 05. Kết quả theo từng tiêu chí" in browser.get(ROOM).content.decode()
    assert browser.post(f"{ROOM}{row.pk}/delete/", {"post": "yes"}).status_code == 302
    lines = AuditEntry.objects.order_by("pk").values_list("action", "subject")
    assert [line for line in lines if "cách in" in line[0]] == [
        ("Sửa cách in của biểu", "Biểu 05. Kết quả theo từng tiêu chí"),
        ("Sửa cách in của biểu", "Biểu 05. Kết quả theo từng tiêu chí"),
        ("Bỏ cách in của biểu", "Biểu 05. Kết quả theo từng tiêu chí"),
    ]


def test_a_form_changed_meanwhile_is_not_overwritten(sign_in, admin):
    row, browser = given(number="3a"), sign_in("admin")
    typed = EMPTY | {"form": "bieu-03", "seen": row.history.latest().pk}
    assert browser.post(f"{ROOM}{row.pk}/change/", typed | {"number": "3b"}).status_code == 302
    late = browser.post(f"{ROOM}{row.pk}/change/", typed | {"title": "CỦA TÔI"}).content.decode()
    assert f"Mục này vừa được {admin} sửa. Mở lại trang để xem rồi sửa tiếp." in late
    assert "CỦA TÔI" in late
    row.refresh_from_db()
    assert (row.number, row.title) == ("3b", "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"form": "bieu-05", "number": "04"}, "Số 04 đã dùng cho biểu khác."),
        ({"form": "bieu-05", "title": "{HUYEN}"}, "Không điền được {HUYEN}; chỉ dùng {DISTRICT} hoặc {COMMUNE}."),
        ({"form": "bieu-03"}, "Biểu này đã có cách in."),
        ({"form": "bieu-99"}, "bieu-99"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_sentence_and_kept_in_its_box(typed, words, sign_in, admin):
    given(title="TỔNG HỢP")
    response = sign_in("admin").post(f"{ROOM}add/", EMPTY | typed)
    assert (response.status_code, FormSetting.objects.count()) == (200, 1)
    assert words in response.content.decode()
    assert "Chưa lưu. Sửa các ô có dòng báo đỏ rồi lưu lại." in response.content.decode()


def test_a_form_that_does_not_exist_has_no_setting(db):
    with pytest.raises(ValidationError, match=r"Không có biểu này\."):
        given("bieu-99")
    assert str(FormSetting(form="bieu-99")) == "bieu-99"
