"""Nobody is led to where he may not go: each kind of page of the demonstration with its links, for every role."""

import re
from collections import Counter, deque
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import Resolver404, resolve

from accounts.context import INTEGRITY, PUBLIC_PAGE
from accounts.models import User
from tests.browser.screens import FILE_ENDINGS, FILES

READERS = ("vpdp", "vphu", "xuan-tan.ntm", "xuan-tan.bithu", "phong.bhxh", "mttq")
# So many links to a kind of page are followed from each kind of page.
OF_A_KIND = 1
# Whoever sees fewer kinds of pages than this was not let in.
FEWEST_KINDS = 40
LINK = re.compile(r'<a [^>]*?href="([^"]+)"')
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration, loaded once and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO_ALLOWED=True):
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def kind_of(address: str) -> str | None:
    """Which of our pages an address opens; None for files and for Quản trị; the address itself where it opens none."""
    path = address.partition("?")[0]
    if path.startswith("/quan-tri/") and path not in (INTEGRITY, PUBLIC_PAGE):
        return None
    try:
        route = resolve(path).route
    except Resolver404:
        return path
    return None if route in FILES or route.endswith(FILE_ENDINGS) else route


def links_of(address: str, page: str) -> list[str]:
    """What a page links to inside the portal, each once."""
    found = (urljoin(address, link.replace("&amp;", "&")).partition("#")[0] for link in LINK.findall(page))
    return [link for link in dict.fromkeys(found) if link.startswith("/") and not link.startswith("/static/")]


def walked(client: Client) -> tuple[set[str], list[tuple[str, str, int]]]:
    """From the first page on, a few links of each kind on each kind of page: the kinds that were opened, and what was
    refused (where the link stood, where it leads, the answer)."""
    opened, seen, refused, ahead = Counter(), {"/"}, [], deque([(None, "/", "/")])
    while ahead:
        source_kind, source, address = ahead.popleft()
        kind = kind_of(address)
        if kind is None or opened[source_kind, kind] >= OF_A_KIND:
            continue
        opened[source_kind, kind] += 1
        answer = client.get(address)
        if answer.status_code >= 400:
            refused.append((source, address, answer.status_code))
        found = [answer["Location"]] if answer.status_code in (301, 302) else links_of(address, answer.text)
        ahead.extend((kind, address, link) for link in found if link not in seen)
        seen.update(found)
    return {kind for _, kind in opened}, refused


@pytest.mark.parametrize("name", READERS)
def test_no_link_is_refused(name, demo):
    client = Client()
    client.force_login(User.objects.get(username=name))
    kinds, refused = walked(client)
    assert refused == []
    assert len(kinds) >= FEWEST_KINDS
