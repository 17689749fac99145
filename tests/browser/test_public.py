"""The public page: opened by an administrator, sound for everyone, without a session; closed again, it is gone."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.browser.hands import NARROW, WIDE


@pytest.fixture(scope="module")
def portal(demonstration, tmp_path_factory):
    """A portal of this module, whose page is opened and closed without anybody else looking."""
    database = tmp_path_factory.mktemp("portal") / "portal.sqlite3"
    for original in demonstration.parent.glob(f"{demonstration.name}*"):
        shutil.copy(original, database.with_name(original.name.replace(demonstration.name, database.name)))
    with serving(database) as address:
        yield address


def switch(page, reason: str, button: str) -> None:
    """As the administrator does it, by keyboard."""
    page.goto("/quan-tri/trang-cong-khai/")
    page.get_by_label("Căn cứ hoặc lý do").fill(reason)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=button)).to_be_focused()
    page.keyboard.press("Enter")


def test_an_administrator_opens_it_for_anybody_and_closes_it_again(page_as, open_page, accessible, refusals_expected):
    office, visitor = page_as("quantri"), open_page()
    assert visitor.goto("/cong-khai/").status == 404
    switch(office, "Thông báo của Ban Thường vụ", "Mở trang công khai")
    expect(office.get_by_text("Đã mở trang công khai.")).to_be_visible()
    for width, height in (WIDE, NARROW):
        office.set_viewport_size({"width": width, "height": height})
        accessible(office)
    assert visitor.goto("/cong-khai/").status == 200
    for width, height in (WIDE, NARROW):
        visitor.set_viewport_size({"width": width, "height": height})
        accessible(visitor)
    assert visitor.context.cookies() == []
    expect(visitor.get_by_role("rowheader")).to_have_count(21)  # twenty places and their sum
    office.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    switch(office, "Đang rà soát lại", "Đóng trang công khai")
    expect(office.get_by_text("Đã đóng trang công khai.")).to_be_visible()
    assert open_page().goto("/cong-khai/").status == 404
