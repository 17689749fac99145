"""Trách nhiệm người đứng đầu in the browser: sound at both widths, a remark from draft to paper."""

import pytest

WIDE, NARROW = (1366, 768), (390, 844)
PAGES = (
    ("tochuc", "/trach-nhiem/"),
    ("tochuc", "/trach-nhiem/?xep=suy-giam&ky=thang-9-2017"),
    ("tochuc", "/trach-nhiem/xuan-ninh/"),
    ("xuan-tan.bithu", "/trach-nhiem/xuan-tan/"),
    ("lanhdao", "/trach-nhiem/phong-ban/lao-dong/"),
    ("tochuc", "/trach-nhiem/xuan-ninh/ghi/kiem-tra/"),
    ("tochuc", "/trach-nhiem/xuan-ninh/ghi/kiem-tra/ban-hanh/"),
    ("tochuc", "/trach-nhiem/xuan-ninh/ghi/kiem-tra/bo/"),
    ("tochuc", "/trach-nhiem/phong-ban/bhxh/"),
    ("tochuc", "/trach-nhiem/phong-ban/bhxh/ghi/to-chuc/"),
    ("tochuc", "/trach-nhiem/phong-ban/bhxh/ghi/to-chuc/ban-hanh/"),
    ("tochuc", "/trach-nhiem/phong-ban/bhxh/ghi/to-chuc/bo/"),
    ("vphu", "/bao-cao/bieu-14/"),
    ("vphu", "/trach-nhiem/xuan-kien/bieu-14/"),
)


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_about_heads_is_sound(who, path, page_as, accessible):
    page = page_as(who)
    assert page.goto(path).status == 200
    assert page.get_by_role("heading", level=1).count() == 1
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_name_takes_no_more_than_two_lines_of_the_list(page_as):
    page = page_as("tochuc", WIDE)
    page.goto("/trach-nhiem/")
    lines = "found => found.map(cell => Math.round(cell.offsetHeight / parseFloat(getComputedStyle(cell).lineHeight)))"
    names = page.locator("table.heads").first.locator('td[data-l="Bí thư Đảng ủy"] > span')
    assert set(names.evaluate_all(lines)) == {2}
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE[0]


def test_a_remark_goes_from_draft_to_paper_by_keyboard_alone(page_as):
    page = page_as("tochuc")
    page.goto("/trach-nhiem/xuan-thuy/")
    page.get_by_role("link", name="Viết nhận xét của Ban Tổ chức Huyện ủy").press("Enter")
    page.get_by_label("Nội dung").fill("Đã làm việc với xã ngày 25/9/2017.")
    page.get_by_role("button", name="Lưu nháp").press("Enter")
    page.get_by_role("link", name="Ban hành nhận xét…").press("Enter")
    page.get_by_role("button", name="Ban hành nhận xét").press("Enter")
    assert page.get_by_text("Đã làm việc với xã ngày 25/9/2017.").count() == 1
    page.get_by_role("link", name="Biểu 14").press("Enter")
    assert page.get_by_text("Đã làm việc với xã ngày 25/9/2017.").count() == 1
