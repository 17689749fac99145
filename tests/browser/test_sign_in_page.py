"""The door of the portal, on a desk and on a telephone."""

import pytest

WIDTHS = {"desk": (1366, 768), "telephone": (390, 844)}


@pytest.mark.parametrize("size", WIDTHS.values(), ids=WIDTHS)
def test_anyone_can_read_the_sign_in_page(size, open_page, accessible):
    page = open_page(size)
    page.goto("/")
    assert page.url.endswith("/dang-nhap/?next=/")
    assert page.locator("input[name=password]").count() == 1
    accessible(page)
