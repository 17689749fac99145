"""Gửi huyện: the dialog before sending, and the answers to what came back."""

import datetime as dt

import pytest

from communes.enums import Post
from criteria.actions.verifying import Picked, return_cells
from criteria.enums import Stage
from criteria.models import EmptyCell, ReturnedCell, Submission
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
PAGE = "/gui-huyen/xuan-tan/"


def told(response):
    return [str(message) for message in response.context["messages"]]


def reasons(unit_page, text="Chưa có số liệu"):
    return {line.box: text for line in unit_page.context["page"].empty}


@pytest.fixture(autouse=True)
def planned(district):
    return build.period()


def say(unit, by, **given):
    row = build.row("11", 40, 2470, stage=Stage.SELF, **given)
    return build.record(unit, row, by=by)[0]


def test_the_page_says_what_is_missing_and_what_is_odd(xuan_tan, officer, sign_in):
    say(xuan_tan, officer)
    page = sign_in("tan").get(PAGE).context["page"]
    assert (page.filled, page.expected, page.unexplained) == (1, 49, 49)
    assert [(group.weight.label, [line.text for line in group.lines]) for group in page.cautions] == [
        ("Phải xem lại", ["Đạt nhưng chưa ghi nguồn."])
    ]


def test_sending_without_reasons_is_refused_and_keeps_the_words(xuan_tan, officer, sign_in):
    say(xuan_tan, officer)
    browser = sign_in("tan")
    typed = reasons(browser.get(PAGE))
    first, *rest = typed
    refused = browser.post(PAGE, dict.fromkeys(rest, "") | {first: "Chờ kết quả", "lam": "gui"})
    assert refused.context["faults"][0].startswith("Còn 48 ô trống chưa nêu lý do")
    assert EmptyCell.objects.get().reason == "Chờ kết quả"
    unexplained = browser.post(PAGE, typed | {"lam": "gui"})
    assert "01 ô phải xem lại: sửa, hoặc nêu lý do vẫn gửi" in unexplained.content.decode()
    assert unexplained.context["faults"] == ["Còn 01 ô phải xem lại: 11. Sửa số liệu, hoặc nêu lý do vẫn gửi."]
    sent = browser.post(PAGE, typed | {"lam": "gui", "ly_do_gui": "Nguồn gửi sau"}, follow=True)
    assert "Nguồn gửi sau" in sent.content.decode()
    assert told(sent) == ["Đã gửi phiếu kỳ tháng 9/2017 của xã Xuân Tân."]
    assert Submission.objects.get().state == "SENT"


def test_the_officer_prepares_and_the_head_sends(xuan_tan, sign_in):
    browser = sign_in("officer")
    page = browser.get(PAGE)
    assert "Bí thư Đảng ủy hoặc Chủ tịch UBND duyệt và gửi." in page.content.decode()
    saved = browser.post(PAGE, reasons(page) | {"lam": "ly-do"}, follow=True)
    assert told(saved) == ["Đã lưu 50 lý do ô trống."]
    assert told(browser.post(PAGE, {"lam": "ly-do"}, follow=True)) == ["Không có lý do nào thay đổi."]
    assert browser.post(PAGE, {"lam": "gui"}).status_code == 403
    assert told(sign_in("chair").post(PAGE, {"lam": "gui"}, follow=True)) == [
        "Đã gửi phiếu kỳ tháng 9/2017 của xã Xuân Tân."
    ]


def test_the_office_sends_in_the_name_of_a_head(xuan_tan, sign_in):
    head = build.appointment(xuan_tan, Post.CHAIR, "Trần Văn B")
    browser = sign_in("hanh")
    typed = reasons(browser.get(PAGE)) | {"lam": "gui"}
    assert browser.post(PAGE, typed).context["faults"] == ["Chọn người chịu trách nhiệm của xã."]
    page = browser.post(PAGE, typed | {"thay": str(head.pk)}, follow=True).content.decode()
    assert "chịu trách nhiệm: Chủ tịch UBND xã Trần Văn B" in page


def test_an_unknown_button_is_not_there(sign_in, xuan_tan):
    assert sign_in("tan").post(PAGE, {"lam": "khac"}).status_code == 404


def came_back(xuan_tan, officer, tan, lao_dong):
    finding = say(xuan_tan, officer, source_document="Sổ")
    build.sent(xuan_tan, tan)
    return_cells(
        period=build.period(), cells=[Picked(xuan_tan.pk, finding.indicator_id, finding.pk)], reason="Lệch sổ hộ nghèo",
        answer_by=dt.date(2017, 9, 28), by=lao_dong, at=build.moment(TODAY), today=TODAY,
    )  # fmt: skip
    return finding


def test_a_returned_cell_shows_why_and_is_answered(xuan_tan, officer, tan, lao_dong, sign_in):
    finding = came_back(xuan_tan, officer, tan, lao_dong)
    browser = sign_in("tan")
    page = browser.get(PAGE)
    assert "Lệch sổ hộ nghèo" in page.content.decode()
    assert "trả lời trước hết ngày 28/9/2017" in page.content.decode()
    refused = browser.post(PAGE, {"lam": "tra-loi"})
    assert refused.context["faults"] == ["Còn 01 ô chưa trả lời: 11. Nhập số mới, hoặc ghi giải trình."]
    done = browser.post(PAGE, {"lam": "tra-loi", f"giai_trinh-{finding.indicator_id}": "Sổ đúng"}, follow=True)
    assert told(done) == ["Đã trả lời 01 ô, phiếu kỳ tháng 9/2017 đã gửi lại huyện."]
    assert ReturnedCell.objects.get().explanation == "Sổ đúng"


def test_the_new_figure_stands_beside_the_old_one(xuan_tan, officer, tan, lao_dong, sign_in):
    came_back(xuan_tan, officer, tan, lao_dong)
    row = build.row("11", 44, 2470, "2017-09-21", Stage.SELF, source_document="Sổ")
    build.record(xuan_tan, row, by=officer)
    (line,) = sign_in("tan").get(PAGE).context["page"].returned
    assert (line.old, line.new, line.has_new) == ("1,62%", "1,78%", True)


# --- What the entry sheet shows ---------------------------------------------------------------

SHEET = "/cap-nhat/xuan-tan/"


def test_locked_rows_are_grey_with_the_reason_and_the_returned_one_is_open(xuan_tan, officer, tan, lao_dong, sign_in):
    came_back(xuan_tan, officer, tan, lao_dong)
    page = sign_in("officer").get(SHEET).content.decode()
    assert "49 dòng đã khóa. Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017." in page
    assert "Ô này đang mở để xã sửa. Lý do trả lại: Lệch sổ hộ nghèo" in page
    assert page.count("is-locked") == 49
    poor = page.split('id="i-11"')[1].split('id="i-12"')[0]
    assert (" disabled" in poor, "đề nghị Phòng LĐ-TB&amp;XH trả lại ô này" in page) == (False, True)


def test_a_locked_row_is_refused_even_if_somebody_sends_it(xuan_tan, officer, tan, lao_dong, sign_in):
    came_back(xuan_tan, officer, tan, lao_dong)
    typed = {"luu": "het", "ngay": "20/9/2017", "nguon": "Sổ", "12-tu": "4000", "12-mau": "4400"}
    page = sign_in("officer").post(SHEET, typed)
    (row,) = page.context["form"].wrong
    assert row.messages[0].startswith("Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017.")


def test_the_office_may_write_into_a_sent_sheet_with_a_reason(xuan_tan, tan, sign_in):
    build.sent(xuan_tan, tan)
    page = sign_in("hanh").get(f"{SHEET}?buoc=tu-danh-gia").content.decode()
    assert "Văn phòng ghi vào các dòng này phải nêu lý do ở dòng." in page
    assert "is-locked" not in page


def test_the_period_and_its_due_day_stand_where_one_types(xuan_tan, tan, sign_in):
    page = sign_in("officer").get(SHEET).content.decode()
    assert ("Kỳ tháng 9/2017" in page, "Hạn gửi 20/9/2017, quá 5 ngày" in page) == (True, True)
    assert "Hạn thẩm tra 23/9/2017, quá 2 ngày" in sign_in("lao_dong").get(SHEET).content.decode()
    build.sent(xuan_tan, tan)
    assert "Đã gửi ngày 19/9/2017" in sign_in("officer").get(SHEET).content.decode()


def test_a_sheet_leads_to_its_sending(sign_in, xuan_tan):
    assert 'href="/gui-huyen/xuan-tan/"' in sign_in("officer").get(SHEET).content.decode()
    assert 'href="/gui-huyen/xuan-tan/"' not in sign_in("lao_dong").get(SHEET).content.decode()


@pytest.mark.parametrize("figures", [1, 3])
def test_the_dialog_costs_the_same_however_much_was_typed(
    figures, xuan_tan, officer, sign_in, django_assert_num_queries
):
    for number in ("11", "12", "16")[:figures]:
        build.record(xuan_tan, build.row(number, 10, 100, stage=Stage.SELF), by=officer)
    browser = sign_in("tan")
    browser.get(PAGE)
    with django_assert_num_queries(15):
        browser.get(PAGE)
