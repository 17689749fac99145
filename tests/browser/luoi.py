"""What a person does with a grid, in the words of the tests."""

import re

from playwright.sync_api import Locator, Page, expect

SHEET = "/cap-nhat/{}/luoi/"


def open_sheet(page: Page, place: str = "xuan-tan", stage: str = "") -> None:
    """The grid of one place, ready for keys."""
    page.goto(SHEET.format(place) + (f"?buoc={stage}" if stage else ""))
    page.wait_for_selector("[data-grid][data-ready]")


def cell(page: Page, number: str, box: str = "kq") -> Locator:
    """A cell of the sheet: tu, mau or kq of an indicator."""
    return page.locator(f'tr[data-i="{number}"] [data-b="{box}"]')


def at(page: Page, number: str, box: str = "kq") -> Locator:
    """Choose a cell with the mouse."""
    found = cell(page, number, box)
    found.click()
    expect(found).to_be_focused()
    return found


def type_in(page: Page, number: str, text: str, box: str = "tu", key: str = "Enter") -> Locator:
    """Choose a cell, type, leave it with a key."""
    found = at(page, number, box)
    page.keyboard.type(text)
    page.keyboard.press(key)
    return found


def chosen(page: Page) -> str:
    """Which cell has the cursor: "15.1 tu"."""
    return page.evaluate("""() => {
        const cell = document.activeElement;
        return `${cell.closest("tr").dataset.i} ${cell.dataset.b}`;
    }""")


def bar(page: Page) -> Locator:
    """The line below the grid."""
    return page.locator("[data-savebar]")


def figures(page: Page, place: str, number: str) -> list[str]:
    """What the history holds, the newest first."""
    page.goto(f"/lich-su/{place}/{number}/")
    return page.locator("table.history tbody tr").all_inner_texts()


def saved(found: Locator) -> None:
    """The server has said so."""
    expect(found).to_have_class(re.compile(r"cs-(saved|warn)"))
