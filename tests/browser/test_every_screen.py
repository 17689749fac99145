"""Every screen, for those who see it, on a desk and on a telephone: readable by everyone, whole, and in Vietnamese."""

import pytest

from tests.browser.hands import NARROW, WIDE
from tests.browser.screens import FORMS, SCREENS


@pytest.mark.parametrize(("who", "path"), [(who, path) for who, paths in SCREENS.items() for path in paths])
def test_a_screen_is_sound(who, path, page_as, accessible):
    page = page_as(who)
    assert page.goto(path).status == 200
    assert page.get_by_role("heading", level=1).count() == 1
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_to_print_is_sound(form, page_as, accessible):
    page = page_as("vphu")
    assert page.goto(f"/bao-cao/{form}/").status == 200
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


@pytest.mark.parametrize("form", ["bieu-01", "bieu-02"])
def test_a_commune_s_form_to_print_is_sound(form, page_as, accessible):
    page = page_as("xuan-tan.bithu")
    assert page.goto(f"/xa/xuan-tan/{form}/").status == 200
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


def test_withdrawing_a_document_is_sound(page_as, accessible):
    page = page_as("vpdp")
    page.goto("/minh-chung/xuan-tan/15.1/")
    page.locator("a[href$='/rut/']").first.click()
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


@pytest.mark.parametrize("act", ["dinh-chinh", "rut"])
def test_setting_a_figure_right_is_sound(act, page_as, accessible):
    page = page_as("vpdp")
    page.goto("/lich-su/xuan-tan/15.1/")
    page.locator(f"a[href$='/{act}/']").first.click()
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)
