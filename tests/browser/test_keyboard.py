"""Everything by keyboard: the matrix is one tab stop, the sheet goes down a column, menus open and close."""

from playwright.sync_api import Page, expect

from tests.browser.hands import box

FOCUSED = "document.activeElement"


def focused_is_in_matrix(page: Page) -> bool:
    return page.evaluate(f"{FOCUSED}.closest('[data-matrix] tbody') !== null")


def focused_title(page: Page) -> str:
    return page.evaluate(f"{FOCUSED}.title || {FOCUSED}.innerText")


def test_the_matrix_is_one_tab_stop_with_arrow_keys(page_as, portal):
    page = page_as("vpdp")
    page.goto("/")
    assert page.locator("[data-matrix] tbody a[tabindex='0']").count() == 1
    page.locator("[data-matrix] tbody a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert focused_title(page).startswith("TT. Xuân Trường, tiêu chí 1:")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert focused_title(page).startswith("Xuân Châu, tiêu chí 2:")
    page.keyboard.press("Control+End")
    assert focused_title(page).startswith("Xuân Hòa, tiêu chí 19:")
    page.keyboard.press("Home")
    assert "Xuân Hòa" in focused_title(page)
    page.keyboard.press("Tab")
    assert not focused_is_in_matrix(page)
    page.keyboard.press("Shift+Tab")
    assert focused_is_in_matrix(page)
    page.keyboard.press("Control+Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{portal}/xa/xuan-truong/")


def test_the_first_tab_leads_past_the_menu(page_as):
    page = page_as("vpdp")
    page.goto("/xa/xuan-tan/")
    page.keyboard.press("Tab")
    assert focused_title(page) == "Đến nội dung chính"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('main').contains({FOCUSED})")


def test_a_figure_is_typed_and_saved_by_keyboard_alone(page_as):
    page = page_as("vpdp")
    page.goto("/cap-nhat/xuan-tien/")
    box(page, "14.2-tu").focus()
    page.keyboard.type("150")
    page.keyboard.press("Tab")
    page.keyboard.type("158")
    expect(box(page, "14.2-kq")).to_have_attribute("placeholder", "94,94")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.name") == "14.3-mau"
    page.get_by_role("button", name="Lưu số liệu").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Đã lưu 01 chỉ tiêu")


def test_enter_in_a_box_stores_nothing(page_as):
    page = page_as("vpdp")
    page.goto("/cap-nhat/xuan-phong/")
    box(page, "15.1-tu").fill("1")
    page.locator("#chung-ngay").press("Enter")
    expect(page.locator(".savebar")).to_contain_text("01 dòng chưa lưu được")


def test_a_yes_or_no_is_chosen_with_arrow_keys(page_as):
    page = page_as("vpdp")
    page.goto("/cap-nhat/xuan-phong/")
    group = page.locator("#i-1\\.1 .yn")
    group.get_by_label("Để nguyên").focus()
    page.keyboard.press("ArrowLeft")
    expect(group.get_by_label("Chưa đạt")).to_be_checked()


def test_leaving_a_sheet_with_unsent_figures_is_asked_about(page_as):
    page = page_as("vpdp")
    page.goto("/cap-nhat/xuan-phong/")
    box(page, "15.1-tu").press_sequentially("12")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/")
    assert asked == ["beforeunload"]


def test_a_chart_is_one_tab_stop_whose_figures_are_read_one_by_one(page_as):
    page = page_as("lanhdao")
    page.goto("/dien-bien/")
    chart = page.locator("svg.chart").first
    chart.focus()
    shown = chart.locator(".pt.is-on .tip")
    expect(shown).to_have_text("25/9/2017: 9 đơn vị")
    page.keyboard.press("ArrowLeft")
    expect(shown).to_be_visible()
    expect(shown).to_have_text("31/8/2017: 7 đơn vị")
    expect(page.locator("svg.chart + output").first).to_have_text("31/8/2017: 7 đơn vị")
    page.keyboard.press("Home")
    expect(shown).to_have_text("31/12/2016: 0 đơn vị")
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_text("31/12/2016: 0 đơn vị")
    page.keyboard.press("Tab")
    expect(page.locator("svg.chart .pt.is-on").first).not_to_have_text("31/12/2016: 0 đơn vị")
