"""The public page, on a portal that has it switched on: sound for everyone, and without a session."""

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.browser.hands import NARROW, WIDE


@pytest.fixture(scope="module")
def portal(demonstration, tmp_path_factory):
    """A portal of this module whose office shows its results to everybody."""
    database = tmp_path_factory.mktemp("portal") / "portal.sqlite3"
    for original in demonstration.parent.glob(f"{demonstration.name}*"):
        shutil.copy(original, database.with_name(original.name.replace(demonstration.name, database.name)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PUBLIC_PAGE", "on")
        with serving(database) as address:
            yield address


def test_anybody_reads_the_public_page(open_page, accessible):
    page = open_page()
    assert page.goto("/cong-khai/").status == 200
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)
    assert page.context.cookies() == []
    expect(page.get_by_role("rowheader")).to_have_count(21)  # twenty places and their sum
