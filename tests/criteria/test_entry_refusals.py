"""Bad input is refused at its row with a clear sentence, and nothing that was typed is lost."""

import pytest

from criteria.enums import Stage
from criteria.forms.entry import SheetForm
from criteria.models import Finding
from ntm_portal import clock
from tests import build
from tests.criteria.entry import SHEET, SOURCE, messages_of, refusals, send, stored

HOW = "Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1."
NOT_WHOLE = "không phải số nguyên. Nếu là hàng nghìn thì gõ liền, ví dụ 1922."


@pytest.mark.parametrize(
    ("boxes", "sentences"),
    [
        ({"15.1-tu": "14,1", "15.1-mau": "8600"}, [f"Tử số: “14,1” {NOT_WHOLE}"]),
        ({"15.1-tu": "85.4", "15.1-mau": "8600"}, [f"Tử số: “85.4” {NOT_WHOLE}"]),
        ({"15.1-tu": "abc", "15.1-mau": "8600"}, [f"Tử số: “abc” không phải là số. {HOW}"]),
        ({"15.1-tu": "-5", "15.1-mau": "8600"}, ["Tử số: Số liệu không được âm."]),
        ({"15.1-tu": "7204"}, ["Thiếu mẫu số."]),
        ({"15.1-mau": "8600"}, ["Thiếu tử số."]),
        ({"15.1-tu": "9000", "15.1-mau": "8600"}, ["Tử số 9.000 lớn hơn mẫu số 8.600."]),
        ({"15.1-kq": "100,1"}, ["Tỷ lệ phải từ 0 đến 100."]),
        ({"15.1-kq": "-1"}, ["Kết quả: Số liệu không được âm."]),
        ({"15.1-kq": "1.234"}, ["Kết quả: 1.234 có thể là 1234 hoặc 1,234; gõ 1234 hoặc 1,234."]),
        ({"2.1-tu": "1.234", "2.1-mau": "20"}, ["Tử số: 1.234 có thể là 1234 hoặc 1,234; gõ 1234 hoặc 1,234."]),
        ({"15.1-ghi": "chỉ có ghi chú"}, ["Chưa có số liệu: nhập số, hoặc chọn mức đánh giá."]),
        ({"1.1-dg": "la"}, ["Chọn một trong các mức đánh giá của dòng này."]),
        ({"15.1-kq": "84", "15.1-dg": "dat"}, ["Chỉ tiêu này do số liệu quyết định, không chọn đạt hoặc chưa đạt."]),
        (
            {"15.1-tu": "7204", "15.1-mau": "8600", "15.1-dg": "co-ban"},
            ["Cơ bản đạt phải nêu lý do.", "Cơ bản đạt phải có hạn hoàn thành."],
        ),
        (
            {"15.1-tu": "10", "15.1-mau": "8600", "15.1-dg": "co-ban", "15.1-ly_do": "x", "15.1-han": "30/9/2017"},
            ["Kết quả còn xa mức yêu cầu: chỉ văn phòng điều phối huyện được ghi cơ bản đạt."],
        ),
        ({"15.1-dg": "khong-xet", "15.1-ly_do": "x"}, ["Chỉ tiêu này không được đánh giá là không xét."]),
        ({"1.1-dg": "dat", "1.1-nam": "17"}, ["Năm của số liệu: gõ một năm từ 2009 đến 2100."]),
        ({"1.1-dg": "dat", "1.1-ghi": "x" * 501}, ["Ghi chú: dài quá 500 ký tự."]),
        ({"1.1-dg": "dat", "1.1-nguon": "x" * 301}, ["Nguồn, minh chứng: dài quá 300 ký tự."]),
    ],
)
def test_a_wrong_figure_is_refused_with_what_to_do(boxes, sentences, sign_in, xuan_tan):
    response = send(sign_in("tan"), boxes)
    number = next(iter(boxes)).split("-")[0]
    assert refusals(response) == {number: sentences}
    assert stored("pk") == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/9/2017", "Ngày số liệu: Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."),
        ("hôm qua", "Ngày số liệu: Không đọc được ngày này. Nhập theo mẫu 28/8/2017."),
        ("26/9/2017", "Ngày số liệu 26/9/2017 sau ngày hôm nay (25/9/2017)."),
        ("30/11/2016", "Ngày số liệu phải từ 01/12/2016 đến 25/9/2017."),
    ],
)
def test_a_wrong_day_is_refused_with_what_to_do(typed, sentence, sign_in, xuan_tan):
    response = send(sign_in("tan"), {"1.1-dg": "dat", "1.1-ngay": typed})
    assert refusals(response) == {"1.1": [sentence]}
    assert f'name="1.1-ngay" value="{typed}"' in response.text
    assert stored("pk") == []


def test_nothing_is_dated_before_the_unit_existed(sign_in, xuan_tan):
    type(xuan_tan).objects.filter(pk=xuan_tan.pk).update(valid_from="2017-09-01")
    response = send(sign_in("tan"), {"1.1-dg": "dat", "1.1-ngay": "31/8/2017"})
    assert refusals(response) == {"1.1": ["Ngày số liệu phải từ 01/9/2017 đến 25/9/2017."]}


def test_day_comes_before_month(sign_in, xuan_tan):
    send(sign_in("tan"), {"1.1-dg": "dat"}, ngay="03/6/2017")
    assert [str(day) for (day,) in stored("assessed_on")] == ["2017-06-03"]


def test_a_dot_before_three_digits_is_thousands_where_people_are_counted(sign_in, xuan_tan):
    send(sign_in("tan"), {"15.1-tu": "1.922", "15.1-mau": "2.470"})
    assert stored("numerator", "denominator") == [(1922, 2470)]


def test_a_wrong_common_day_holds_only_the_rows_that_use_it(sign_in, xuan_tan):
    boxes = {"1.1-dg": "dat", "1.2-dg": "dat", "1.2-ngay": "20/9/2017"}
    response = send(sign_in("tan"), boxes, ngay="31/9/2017")
    assert refusals(response) == {"1.1": ["Sửa ngày số liệu chung ở đầu phiếu, hoặc gõ ngày ở dòng này."]}
    assert response.context["form"].common.faults == {"day": "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."}
    assert 'id="chung-ngay" name="ngay" value="31/9/2017"' in response.text


def test_a_common_source_that_is_too_long_holds_everything(sign_in, xuan_tan):
    response = send(sign_in("tan"), {"1.1-dg": "dat"}, nguon="x" * 301)
    assert response.context["form"].common.faults == {"source": "Dài quá 300 ký tự."}
    assert stored("pk") == []


def test_a_stray_null_character_is_left_out(sign_in, xuan_tan):
    send(sign_in("tan"), {"1.1-dg": "dat", "1.1-ghi": "a\x00b"})
    assert stored("note") == [("ab",)]


# --- Two officers, one row ------------------------------------------------------------------


@pytest.fixture
def clash(sign_in, xuan_tan, tan, officer):
    """Both open the empty sheet; the officer of the commune saves 15.1 first, then the secretary sends his."""
    send(sign_in("officer"), {"15.1-tu": "7204", "15.1-mau": "8600"})
    return send(sign_in("tan"), {"15.1-tu": "7210", "15.1-mau": "8600", "1.1-dg": "dat"})


def test_the_later_one_is_shown_both_figures_and_nothing_of_his_is_stored(clash):
    assert stored("indicator__number", "numerator") == [("15.1", 7204)]
    assert "<b>Người thử officer</b> đã ghi <b>83,77% (7.204/8.600)</b> (số liệu ngày 20/9/2017)" in clash.text
    assert "Số gõ ở dòng này: <b>83,84% (7.210/8.600)</b>. Chưa lưu." in clash.text
    assert 'name="15.1-tu" value="7210"' in clash.text


def again(client, **choice):
    theirs = str(Finding.objects.get().pk)
    boxes = {"15.1-tu": "7210", "15.1-mau": "8600", "15.1-lech": theirs, "1.1-dg": "dat"}
    return send(client, boxes | {f"15.1-{name}": text for name, text in choice.items()})


def test_he_must_say_which_figure_holds(clash, sign_in):
    response = again(sign_in("tan"))
    assert refusals(response) == {"15.1": ["Chọn giữ số của họ hay dùng số của mình."]}
    assert len(stored("pk")) == 1


def test_keeping_theirs_leaves_their_figure_and_stores_his_other_rows(clash, sign_in):
    again(sign_in("tan"), chon="ho")
    assert stored("indicator__number", "numerator") == [("15.1", 7204), ("1.1", None)]


def test_using_his_own_needs_a_reason(clash, sign_in):
    response = again(sign_in("tan"), chon="toi")
    assert refusals(response) == {"15.1": ["Nêu lý do dùng số của mình thay cho số vừa được ghi."]}


def test_both_figures_and_his_choice_stay_until_the_reason_is_there(clash, sign_in):
    text = again(sign_in("tan"), chon="toi").content.decode()
    assert "<b>83,77% (7.204/8.600)</b>" in text
    assert 'name="15.1-chon" value="toi" checked' in text
    assert f'name="15.1-lech" value="{Finding.objects.get().pk}"' in text


def test_using_his_own_adds_it_after_theirs(clash, sign_in):
    again(sign_in("tan"), chon="toi", ly_do="BHXH huyện chốt lại")
    assert stored("indicator__number", "numerator", "reason") == [
        ("15.1", 7204, ""),
        ("1.1", None, ""),
        ("15.1", 7210, "BHXH huyện chốt lại"),
    ]


def test_a_figure_recorded_between_check_and_save_stops_the_save(xuan_tan, tan, officer):
    form = SheetForm(
        unit=xuan_tan,
        by=tan,
        stage=Stage.SELF,
        today=clock.today(),
        data={"ngay": "20/9/2017", "15.1-tu": "7210", "15.1-mau": "8600"},
    )
    form.check(clock.now())
    build.record(xuan_tan, build.row("15.1", 7204, 8600, stage=Stage.SELF), by=officer)
    assert form.store(clock.now()) is None
    assert [row.other.entered_by for row in form.wrong] == [officer]
    assert stored("numerator") == [(7204,)]


def test_the_commune_and_the_district_do_not_disturb_each_other(sign_in, xuan_tan):
    send(sign_in("tan"), {"15.1-tu": "7204", "15.1-mau": "8600"})
    send(sign_in("hanh"), {"15.1-tu": "7200", "15.1-mau": "8600"})
    assert stored("stage", "numerator") == [(Stage.SELF, 7204), (Stage.VERIFIED, 7200)]


# --- One officer, two clicks ----------------------------------------------------------------


def test_a_sheet_sent_twice_is_stored_once(sign_in, xuan_tan):
    client, boxes = sign_in("tan"), {"15.1-tu": "7204", "15.1-mau": "8600", "1.1-dg": "dat"}
    send(client, boxes)
    response = send(client, boxes)
    assert len(stored("pk")) == 2
    assert messages_of(response) == ["02 dòng đã được lưu từ lần gửi trước, không ghi thêm lần nữa."]


def test_a_back_dated_row_sent_twice_is_stored_once(sign_in, xuan_tan, tan):
    newer = build.finding(xuan_tan, build.indicator("15.1"), "2017-09-22", tan)
    client, boxes = sign_in("tan"), {"15.1-tu": "7000", "15.1-mau": "8600", "15.1-thay": str(newer.pk)}
    send(client, boxes)
    send(client, boxes)
    assert stored("numerator") == [(90,), (7000,)]


def test_a_second_click_with_one_more_row_stores_that_row(sign_in, xuan_tan):
    client = sign_in("tan")
    send(client, {"1.1-dg": "dat"})
    send(client, {"1.1-dg": "dat", "1.2-dg": "chua"})
    assert stored("indicator__number") == [("1.1",), ("1.2",)]


def test_going_back_to_an_earlier_figure_is_not_a_second_click(sign_in, xuan_tan):
    client = sign_in("tan")
    send(client, {"15.1-tu": "7204", "15.1-mau": "8600"})
    send(client, {"15.1-tu": "7210", "15.1-mau": "8600", "15.1-thay": str(Finding.objects.get().pk)})
    send(client, {"15.1-tu": "7204", "15.1-mau": "8600", "15.1-thay": str(Finding.objects.latest("pk").pk)})
    assert stored("numerator", "source_document") == [(7204, SOURCE), (7210, SOURCE), (7204, SOURCE)]


@pytest.mark.parametrize("seen", ["", "khong", "-1", "9" * 30])
def test_a_mangled_page_is_read_as_having_seen_nothing(seen, sign_in, xuan_tan):
    send(sign_in("tan"), {"1.1-dg": "dat", "1.1-thay": seen})
    assert len(stored("pk")) == 1


def test_a_row_may_be_stored_from_a_page_drawn_with_unknown_choice(sign_in, xuan_tan):
    assert send(sign_in("tan"), {"1.1-dg": "dat"}, SHEET, luu="la").status_code == 200
    assert len(stored("pk")) == 1
