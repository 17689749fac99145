"""Báo cáo đã phát hành in the browser: issue, find, open, make again, see what changed later."""

import pytest

WIDE, NARROW = (1366, 768), (390, 844)
ISSUE = "/bao-cao/phat-hanh/?bieu=bieu-03&bieu=bieu-15&den=2017-09-25&so_voi=2017-08-28"
PAGES = (
    ("vpdp", ISSUE),
    ("lanhdao", "/bao-cao/da-phat-hanh/"),
    ("mttq", "/bao-cao/da-phat-hanh/1/"),
    ("xuan-tan.bithu", "/bao-cao/da-phat-hanh/"),
    ("vpdp", "/bao-cao/da-phat-hanh/2/"),
    ("xuan-tan.bithu", "/bao-cao/da-phat-hanh/3/"),
    ("vpdp", "/bao-cao/da-phat-hanh/1/in/"),
    ("vpdp", "/bao-cao/da-phat-hanh/1/lam-lai/"),
    ("vpdp", "/bao-cao/da-phat-hanh/1/dieu-chinh/"),
    ("vpdp", "/bao-cao/da-phat-hanh/1/dieu-chinh/in/"),
)


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_about_issued_reports_is_sound(who, path, page_as, accessible):
    page = page_as(who)
    assert page.goto(path).status == 200
    assert page.get_by_role("heading", level=1).count() == 1
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_report_is_issued_found_opened_made_again_and_compared(page_as):
    page = page_as("vpdp")
    page.goto(ISSUE)
    page.get_by_label("Số, ký hiệu").fill("46")
    page.locator("#id_signer").select_option(label="Trần Văn Dũng (minh họa), Trưởng phòng NN&PTNT")
    page.get_by_role("button", name="Chốt và phát hành").press("Enter")
    page.get_by_text("Đã phát hành báo cáo số 46/BC-VPĐP ngày 25/9/2017.").wait_for()
    assert page.get_by_text("(Kèm theo Báo cáo số 46/BC-VPĐP ngày 25/9/2017").count() == 1
    page.get_by_role("link", name="Đã phát hành").first.click()
    page.get_by_label("Tìm báo cáo").fill("46 bieu 15")
    page.get_by_role("button", name="Lọc").click()
    assert page.get_by_role("row").count() == 2
    page.get_by_role("link", name="Báo cáo tháng 9/2017, gồm Biểu 03, 15").click()
    page.get_by_role("link", name="Làm lại, so sánh").click()
    page.get_by_text("Không khác ô nào").wait_for()
    assert page.get_by_text("giống từng byte").count() == 1
    page.goto("/bao-cao/da-phat-hanh/")
    page.get_by_role("link", name="24 số liệu").click()
    page.get_by_role("link", name="15.1 TT. Xuân Trường 31/8/2017, thẩm tra, đính chính").first.click()
    page.get_by_text("BHXH huyện đối chiếu lại: 14 thẻ trùng").first.wait_for()


def test_the_list_of_signers_follows_the_body_that_issues(page_as):
    page = page_as("vpdp")
    page.goto(ISSUE)

    def offered():
        return page.locator("#id_signer option:not([value=''])").all_inner_texts()

    def chosen():
        return page.locator("#id_signer option:checked").inner_text()

    office = offered()
    page.locator("#id_signer").select_option(label=office[0])
    page.get_by_label("Cơ quan ban hành").select_option(label="UBND huyện")
    committee = offered()
    assert committee
    assert not set(committee) & set(office)
    assert chosen() == "Chọn…"
    assert page.locator("#id_number_helptext").inner_text() == "gõ 45 hoặc 45/BC-UBND"
    page.get_by_label("Cơ quan ban hành").select_option(index=0)
    assert offered() == office
    assert page.locator("#id_number_helptext").inner_text() == "gõ 45 hoặc 45/BC-VPĐP"


def test_without_script_the_hint_names_the_symbol_of_every_body(page_as):
    page = page_as("vpdp", script=False)
    page.goto(ISSUE)
    assert "45/BC-UBND (UBND huyện)" in page.locator("#id_number_helptext").inner_text()
