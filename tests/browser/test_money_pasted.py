"""The money of all communes at once, by keyboard: a sheet taken away, filled, brought back, looked at and stored."""

from playwright.sync_api import expect

DEBTS, FUNDS = "/no-dong/dan/", "/nguon-luc/dan/"


def test_the_office_pastes_the_debts_of_two_communes_without_a_mouse(page_as):
    page = page_as("vpdp")
    page.goto("/no-dong/")
    page.get_by_role("link", name="Dán bảng, đọc tệp").press("Enter")
    page.get_by_label("Ngày số liệu").focus()
    page.keyboard.type("24/9/2017")
    for _ in range(4):
        page.keyboard.press("Tab")
    works = "Xuân Châu\tĐường mới\t\t1.900,5\t900\t400,5\t499,5\tquý I/2018\n\tCầu mới\t\t90\t80\t90"
    expect(page.get_by_label("Bảng dán từ Excel")).to_be_focused()
    page.keyboard.insert_text(f"{works}\nXuân Vinh\tkhông nợ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("01 đơn vị sẽ ghi, 0 không đổi, 01 bị từ chối")).to_be_visible()
    expect(page.get_by_text("Dòng 2, Đã thanh toán: Đã thanh toán nhiều hơn giá trị hoàn thành (80).")).to_be_visible()
    box = page.get_by_label("Bảng dán từ Excel")
    box.fill(box.input_value().replace("80\t90", "90\t90"))
    page.get_by_role("button", name="Xem trước").press("Enter")
    expect(page.get_by_text("02 đơn vị sẽ ghi")).to_be_visible()
    page.get_by_role("button", name="Ghi bảng của 02 đơn vị").press("Enter")
    expect(page.get_by_text("Đã ghi bảng nợ đọng xây dựng cơ bản ngày 24/9/2017 của 02 đơn vị.")).to_be_visible()


def test_the_sheet_of_resources_comes_back_from_excel_as_it_went(page_as, tmp_path):
    page = page_as("vpdp")
    page.goto(FUNDS)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải bảng về điền trong Excel").click()
    file = tmp_path / "bang.xlsx"
    coming.value.save_as(file)
    page.get_by_label("Ngày số liệu").fill("25/9/2017")
    page.get_by_label("Hoặc tệp Biểu 08").set_input_files(file)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("19 không đổi, 0 bị từ chối")).to_be_visible()
    expect(page.get_by_text("Mọi dòng như bảng ngày 30/6/2017.")).to_be_visible()
