"""The pictures of the README and of the guides that show the portal at rest; those of a task stand in its test."""

import pytest

from tests.browser.hands import NARROW, WIDE

TALL = (1366, 940)
PICTURES = {
    "tong-quan": ("vpdp", TALL, "/"),
    "chon-xa": ("vpdp", WIDE, "/cap-nhat/"),
    "lich-su": ("vpdp", WIDE, "/lich-su/xuan-tan/15.1/"),
    "bao-cao": ("vpdp", WIDE, "/bao-cao/"),
    "tham-tra": ("vpdp", WIDE, "/tham-tra/"),
    "ky-bao-cao": ("vpdp", WIDE, "/ky-bao-cao/thang-9-2017/"),
    "gui-huyen": ("xuan-tan.bithu", WIDE, "/gui-huyen/xuan-tan/"),
    "xa": ("xuan-tan.bithu", WIDE, "/xa/xuan-tan/"),
    "xa-dien-thoai": ("xuan-tan.bithu", NARROW, "/xa/xuan-tan/"),
    "xa-chi-thi": ("xuan-tan.bithu", WIDE, "/chi-thi/"),
    "lanh-dao-xa": ("lanhdao", WIDE, "/xa/xuan-kien/#tc-17"),
    "lanh-dao-chi-tieu": ("lanhdao", WIDE, "/chi-tieu/15.1/"),
    "lanh-dao-huyen": ("lanhdao", WIDE, "/huyen/"),
    "lanh-dao-dien-thoai": ("lanhdao", NARROW, "/"),
}
LARGEST = 300_000


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_guides(name, page_as, picture):
    who, size, path = PICTURES[name]
    page = page_as(who, size)
    assert page.goto(path).status == 200
    page.evaluate("document.fonts.ready")
    assert picture(page, name).stat().st_size < LARGEST
