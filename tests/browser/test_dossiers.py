"""Hồ sơ công nhận by hand: a paper, the vote, what the Front heard; sent back by the office; two who write one part."""

from playwright.sync_api import Page, expect

from tests.browser.hands import NARROW

HOME = "/ho-so/xuan-tan/"
PDF = {
    "name": "bien-ban-hop.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
}


def line(page: Page, title: str):
    """The line of a part in the dossier."""
    return page.get_by_role("row").filter(has_text=title)


def fill_vote(page: Page, members: str, present: str, in_favour: str) -> None:
    page.get_by_label("Ngày họp").fill("23/9/2017")
    page.get_by_label("Tổng số thành viên").fill(members)
    page.get_by_label("Số thành viên dự họp").fill(present)
    page.get_by_label("Số tán thành").fill(in_favour)
    page.get_by_role("button", name="Lưu kết quả").click()


def test_a_commune_files_its_minutes_with_the_vote_and_the_office_sends_them_back(page_as, accessible):
    page = page_as("xuan-tan.ntm")
    page.goto(HOME)
    page.get_by_role("link", name="Ghi Biên bản họp đề nghị công nhận, kết quả biểu quyết").click()
    page.get_by_label("Đã ký").check()
    page.get_by_label("Tệp").set_input_files(PDF)
    page.get_by_label("Số, ký hiệu").fill("07/BB-BCĐ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Ghi ngày của văn bản đã ký.")).to_be_visible()
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("07/BB-BCĐ")
    expect(page.get_by_text("chọn lại tệp", exact=False).first).to_be_visible()
    accessible(page)
    page.get_by_label("Ngày văn bản").fill("23/9/2017")
    page.get_by_label("Tệp").set_input_files(PDF)
    page.get_by_role("button", name="Lưu").click()
    expect(line(page, "Biên bản họp đề nghị công nhận")).to_contain_text("chưa ghi kết quả biểu quyết")

    line(page, "Biên bản họp đề nghị công nhận").get_by_role("link").first.click()
    page.get_by_role("link", name="Ghi kết quả biểu quyết").click()
    fill_vote(page, "31", "30", "33")
    expect(page.get_by_text("Số tán thành không quá số dự họp.")).to_be_visible()
    expect(page.get_by_label("Tổng số thành viên")).to_have_value("31")
    fill_vote(page, "31", "30", "29")
    expect(page.get_by_text("Đã ghi kết quả: 29/30 thành viên dự họp tán thành, đạt 96,67%.")).to_be_visible()

    office = page_as("vpdp")
    office.goto("/ho-so/xuan-tan/2017/a4/")
    office.get_by_label("Cần bổ sung").check()
    office.get_by_label("Ghi chú, lý do").fill("Thiếu chữ ký thư ký cuộc họp")
    office.get_by_role("button", name="Lưu").click()
    expect(line(office, "Biên bản họp đề nghị công nhận")).to_contain_text("Thiếu chữ ký thư ký cuộc họp")


def test_what_the_front_heard_is_written_by_the_front_on_a_telephone(page_as, accessible):
    phone = page_as("mttq", NARROW)
    phone.goto(HOME)
    phone.get_by_role("link", name="Báo cáo kết quả lấy ý kiến hài lòng của người dân").first.click()
    phone.get_by_role("link", name="Ghi kết quả lấy ý kiến").click()
    for label, words in (("Từ ngày", "20/9/2017"), ("Đến hết ngày", "10/9/2017"), ("Tổng số hộ", "2.000"),
                         ("Số hộ được hỏi", "1.260"), ("Số hộ hài lòng", "1.220")):  # fmt: skip
        phone.get_by_label(label).fill(words)
    phone.get_by_role("button", name="Lưu kết quả").click()
    expect(phone.get_by_text("Ngày bắt đầu phải trước hoặc bằng ngày kết thúc.")).to_be_visible()
    expect(phone.get_by_label("Số hộ được hỏi")).to_have_value("1.260")
    accessible(phone)
    phone.get_by_label("Từ ngày").fill("1/9/2017")
    phone.get_by_role("button", name="Lưu kết quả").click()
    expect(phone.get_by_text("1.260/2.000 hộ được hỏi (63,00%), 1.220 hộ hài lòng, đạt 96,83%").first).to_be_visible()


def test_two_who_write_one_part_see_each_other(page_as):
    office, officer = page_as("vpdp"), page_as("xuan-tan.ntm")
    for page in (office, officer):
        page.goto("/ho-so/xuan-tan/2017/a6/")
    officer.get_by_label("Dự thảo").check()
    officer.get_by_label("Ghi chú, lý do").fill("Đang chọn ảnh")
    officer.get_by_role("button", name="Lưu").click()
    expect(line(officer, "Hình ảnh minh họa kết quả")).to_be_visible()
    office.get_by_label("Cần bổ sung").check()
    office.get_by_label("Ghi chú, lý do").fill("Ít nhất 10 ảnh")
    office.get_by_role("button", name="Lưu").click()
    expect(office.get_by_text("Trần Văn Bình (minh họa) đã ghi bản 2 trong lúc trang này mở.")).to_be_visible()
    expect(office.get_by_label("Ghi chú, lý do")).to_have_value("Ít nhất 10 ảnh")
    expect(office.get_by_text("Đang chọn ảnh")).to_be_visible()
    office.get_by_role("button", name="Lưu").click()
    expect(line(office, "Hình ảnh minh họa kết quả")).to_contain_text("Ít nhất 10 ảnh")


def test_the_office_hands_a_dossier_in_and_nobody_writes_in_it_until_it_is_taken_back(page_as, accessible):
    page = page_as("vpdp")
    page.goto(HOME)
    page.get_by_role("link", name="Trình hồ sơ").click()
    page.get_by_label("Ngày trình").fill("30/9/2017")
    page.get_by_role("button", name="Trình hồ sơ").click()
    expect(page.get_by_text("Ngày này chưa đến, hôm nay là 25/9/2017.")).to_be_visible()
    page.get_by_label("Ngày trình").fill("25/9/2017")
    page.get_by_role("button", name="Trình hồ sơ").click()
    expect(page.get_by_text("Hồ sơ còn thành phần chưa ký: nêu lý do vẫn trình.")).to_be_visible()
    page.get_by_label("Ghi chú").fill("Tỉnh nhận hồ sơ trước")
    page.get_by_role("button", name="Trình hồ sơ").click()
    expect(page.get_by_text("Tỉnh nhận hồ sơ trước")).to_be_visible()
    accessible(page)
    expect(page.locator("a[href$='/sua/']")).to_have_count(0)
    page.get_by_role("link", name="Rút, trả lại, bổ sung").click()
    page.get_by_label("Rút hồ sơ").check()
    page.get_by_label("Lý do").fill("Bổ sung biên bản")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Bổ sung biên bản", exact=True)).to_be_visible()
    expect(page.locator("a[href$='/sua/']").first).to_be_visible()
