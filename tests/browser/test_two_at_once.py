"""Two officers at one row, one officer clicking twice: nothing is overwritten, nothing is stored twice."""

from playwright.sync_api import Page, expect

from tests.browser.hands import box, message_at, save, show


def type_poor_households(page: Page, poor: str) -> None:
    box(page, "11-tu").fill(poor)
    box(page, "11-mau").fill("2119")


def test_the_later_of_two_officers_sees_both_values_and_chooses(page_as, accessible, picture):
    office, department = page_as("vpdp"), page_as("phong.lao-dong")
    for page in (office, department):
        page.goto("/cap-nhat/xuan-tan/")
    type_poor_households(department, "45")
    save(department)
    expect(department.get_by_role("main")).to_contain_text("Đã lưu 01 chỉ tiêu")

    type_poor_households(office, "50")
    save(office)
    said = message_at(office, "11")
    expect(said).to_contain_text("Phòng LĐ-TB&XH (minh họa) đã ghi 2,12% (45/2.119)")
    expect(said).to_contain_text("2,36% (50/2.119)")
    expect(said).to_contain_text("Chưa lưu.")
    expect(box(office, "11-tu")).to_have_value("50")
    show(office, "11")
    accessible(office)
    picture(office, "nhap-hai-nguoi")

    said.get_by_label("Dùng của tôi").check()
    save(office)
    expect(message_at(office, "11")).to_contain_text("lý do")
    expect(said.get_by_label("Dùng của tôi")).to_be_checked()
    box(office, "11-ly_do").fill("Đã trừ hộ chuyển đi")
    save(office)
    expect(office.get_by_role("main")).to_contain_text("Đã lưu 01 chỉ tiêu")
    office.goto("/lich-su/xuan-tan/11/")
    rows = office.locator("table.history tbody tr")
    expect(rows.filter(has_text="50/2.119")).to_contain_text("Đã trừ hộ chuyển đi")
    expect(rows.filter(has_text="45/2.119")).to_be_visible()


def test_a_sheet_sent_twice_is_stored_once(page_as):
    page = page_as("vpdp")
    page.goto("/cap-nhat/xuan-dai/")
    box(page, "12-tu").fill("2000")
    box(page, "12-mau").fill("2100")
    with page.expect_navigation():
        page.evaluate("""() => {
            const form = document.querySelector("form.entry");
            const button = form.querySelector(".savebar .btn-primary");
            fetch(form.action, {method: "POST", body: new FormData(form, button)}).then(() => button.click());
        }""")
    expect(page.get_by_role("main")).to_contain_text("01 dòng đã được lưu từ lần gửi trước, không ghi thêm lần nữa.")
    page.goto("/lich-su/xuan-dai/12/")
    expect(page.locator("table.history tbody tr").filter(has_text="2.000/2.100")).to_have_count(1)


def test_a_saved_page_does_not_save_again_when_it_is_reloaded(page_as):
    page = page_as("vpdp")
    page.goto("/cap-nhat/xuan-bac/")
    box(page, "12-tu").fill("2990")
    box(page, "12-mau").fill("3100")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("Đã lưu 01 chỉ tiêu")
    page.reload()
    page.goto("/lich-su/xuan-bac/12/")
    expect(page.locator("table.history tbody tr").filter(has_text="2.990/3.100")).to_have_count(1)
