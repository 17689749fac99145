"""Every address of the portal is looked at in a browser, or a list says why not; a new one without a place fails."""

from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver, resolve

from tests.browser.screens import ELSEWHERE, FILE_ENDINGS, FILES, FORMS, NOT_YET, ONLY_SENT, SCREENS

BROWSER = Path(__file__).parent / "browser"


def all_routes() -> set[str]:
    """Every address of our own; Quản trị is drawn by Django and looked at in test_shell."""
    found = [one for one in get_resolver().url_patterns if not str(one.pattern).startswith("quan-tri/")]
    resolvers = [one for one in found if isinstance(one, URLResolver)]
    assert found == resolvers
    return {str(one.pattern) for resolver in resolvers for one in resolver.url_patterns}


def seen_routes() -> set[str]:
    """Those of which a screen stands in the list."""
    addresses = [path.partition("?")[0] for paths in SCREENS.values() for path in paths]
    return {resolve(path).route for path in (*addresses, *(f"/bao-cao/{form}/" for form in FORMS))}


def excused() -> list[str]:
    """Those that are no screen, are looked at in another module, or not yet."""
    return [*(route for routes in ELSEWHERE.values() for route in routes), *ONLY_SENT, *FILES, *NOT_YET]


def test_every_address_has_a_screen_or_a_reason():
    files = {route for route in all_routes() if route.endswith(FILE_ENDINGS)}
    assert all_routes() - seen_routes() - files - set(excused()) == set()


def test_no_reason_outlives_its_address():
    assert set(excused()) - all_routes() == set()


def test_what_is_seen_needs_no_reason():
    assert set(excused()) & seen_routes() == set()
    assert len(excused()) == len(set(excused()))


@pytest.mark.parametrize("module", ELSEWHERE)
def test_a_module_that_vouches_for_screens_looks_at_them(module):
    assert "accessible(" in (BROWSER / module).read_text()
