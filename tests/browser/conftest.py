"""A real Chromium against a real server: `manage.py serve` on a copy of the demonstration.

`page_as("vpdp")` gives a page on which that demonstration account has signed in. `picture(page, name)`
writes docs/images/<name>.png when SCREENSHOTS=on (`python bootstrap.py screenshots`) and otherwise only
asks that the picture exists. `accessible(page)` looks for what no page of the portal may have: a breach of
WCAG 2.2 AA, a page wider than its window, an id given twice, English, Vietnamese spelled in two ways.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.hands import WIDE, sign_in

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "images"
LOADERS = ("migrate", "load_units", "load_rulebook", "load_procedures", "load_directive", "load_periods", "load_demo")
BESIDE_A_SCROLL_BAR = 1349
PATIENCE = 20_000  # milliseconds, for machines that do other work as well
expect.set_options(timeout=PATIENCE)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
IDS_GIVEN_TWICE = """() => {
    const ids = Array.from(document.querySelectorAll("[id]"), (element) => element.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
# Charts without a name, a description, a stop of Tab, or a table in their part of the page.
BARE_CHARTS = """() => Array.from(document.querySelectorAll("svg[data-points]")).filter((chart) => {
    const told = ["title", "desc"].every((part) => chart.querySelector(`:scope > ${part}`)?.textContent);
    const part = chart.closest("figure:has(table), section, details");
    return !(told && chart.tabIndex === 0 && part?.querySelector("table"));
}).map((chart) => chart.textContent)"""
# What a template prints when nobody thought of a case, and tone marks where the house does not put them.
SLIPS = re.compile(r"\b(None|True|False|null|undefined|NaN)\b|(?i:\b\w*(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b)")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))  # the first test of a run waits for the demonstration


# --- The server -----------------------------------------------------------------------------


def manage(database: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment(database), check=True)


def environment(database: Path) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": f"sqlite:///{database.as_posix()}"}


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Iterator[Path]:
    """A folder of this run that all its workers see, with the files the portals keep.

    Evidence is kept under the digest of its bytes, so the portals of all modules may share one folder of it.
    """
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("EVIDENCE_ROOT", (folder / "minh-chung").as_posix())
        environ.setenv("BUNDLES_ROOT", (folder / "goi").as_posix())
        yield folder


@pytest.fixture(scope="session")
def demonstration(shared) -> Path:
    """A database as `make run` leaves it; every module works on a copy.

    Made once for all workers, and the static files with it: two who write the same files at once spoil them.
    """
    database, is_ready = shared / "demonstration" / "demo.sqlite3", shared / "demonstration-is-ready"
    try:
        database.parent.mkdir()
    except FileExistsError:
        wait_until(is_ready.exists)
        return database
    for command in LOADERS:
        manage(database, command)
    manage(database, "collectstatic", "--noinput", "--verbosity=0")
    is_ready.touch()
    return database


def wait_until(told: Callable[[], bool], seconds: int = 280) -> None:
    """For what another process does."""
    ends = time.monotonic() + seconds
    while not told():
        if time.monotonic() > ends:
            pytest.fail(f"waited {seconds} s for another process")
        time.sleep(0.2)


@pytest.fixture(scope="module")
def portal(demonstration, tmp_path_factory) -> Iterator[str]:
    """The address of a portal whose database belongs to this test module alone."""
    database = tmp_path_factory.mktemp("portal") / "portal.sqlite3"
    for original in demonstration.parent.glob(f"{demonstration.name}*"):
        shutil.copy(original, database.with_name(original.name.replace(demonstration.name, database.name)))
    with serving(database) as address:
        yield address


@contextmanager
def serving(database: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(database), stdout=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, server: subprocess.Popen) -> None:
    """Until the server listens; one that ended or hangs is a failure."""
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail("The server ended before it listened.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The server did not listen within 30 seconds.")


# --- The browser ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("No Chromium on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, portal):
    """`open_page(NARROW)`: a fresh visitor. Any console error (a blocked style, a missing file) fails the test."""
    contexts, complaints = [], []

    def new_page(size: tuple[int, int] = WIDE, state: dict | None = None, *, script: bool = True) -> Page:
        width, height = size
        context = chromium.new_context(
            base_url=portal,
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            storage_state=state,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    new_page.complaints = complaints
    yield new_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def refusals_expected(open_page):
    """A refused or unanswered cell is an answer of the portal; the browser notes its status code as an error."""
    yield
    open_page.complaints[:] = [text for text in open_page.complaints if not text.startswith("Failed to load resource")]


@pytest.fixture(scope="module")
def signed_in_states() -> dict[str, dict]:
    """Who has signed in already in this module, so that the others need not wait for it."""
    return {}


@pytest.fixture
def page_as(open_page, signed_in_states):
    """`page_as("vpdp", NARROW)`: a page of someone who has signed in through the form."""

    def person(who: str, size: tuple[int, int] = WIDE, *, script: bool = True) -> Page:
        if who not in signed_in_states:
            page = open_page()
            sign_in(page, who)
            page.wait_for_url(lambda address: "/dang-nhap/" not in address)
            signed_in_states[who] = page.context.storage_state()
        return open_page(size, signed_in_states[who], script=script)

    return person


@pytest.fixture
def picture():
    """Write a picture of the docs when asked to, otherwise see that it is there."""

    def take(page: Page, name: str) -> Path:
        path = PICTURES / f"{name}.png"
        if os.environ.get("SCREENSHOTS") == "on":
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, animations="disabled", caret="hide")
        assert path.exists(), f"{path.name} is missing: python bootstrap.py screenshots"
        return path

    return take


@pytest.fixture
def accessible():
    """Fail with the words of what is wrong with the page as it stands in its window."""

    def look(page: Page) -> None:
        with whole(page):
            found = Axe().run(page, options=AXE).response["violations"]
        assert [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]] == []
        assert page.evaluate(IDS_GIVEN_TWICE) == []
        assert page.evaluate(BARE_CHARTS) == []
        words = page.locator("body").inner_text()
        assert [slip.group() for slip in SLIPS.finditer(words)] == []
        assert words == unicodedata.normalize("NFC", words)
        assert fits(page), "scrolls sideways"

    return look


@contextmanager
def whole(page: Page) -> Iterator[None]:
    """The window as tall as its page: what a bar at its foot happens to cover is only a matter of scrolling."""
    size = page.viewport_size
    page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.documentElement.scrollHeight")})
    try:
        yield
    finally:
        page.set_viewport_size(size)


def fits(page: Page) -> bool:
    """No sideways scroll; on a desk the scroll bar takes its part of the width."""
    size = page.viewport_size
    width = min(size["width"], BESIDE_A_SCROLL_BAR)
    page.set_viewport_size({"width": width, "height": size["height"]})
    taken = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(size)
    return taken <= width
