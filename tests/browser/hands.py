"""What a person does with the portal, in the words of the tests."""

from playwright.sync_api import Locator, Page

from criteria.actions.demo.people import PASSWORD

WIDE, NARROW = (1366, 768), (390, 844)


def sign_in(page: Page, who: str, password: str = PASSWORD) -> None:
    """Fill the form of the door and send it."""
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(who)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def box(page: Page, name: str) -> Locator:
    """A box of the entry sheet: "15.1-tu" is the numerator of indicator 15.1."""
    return page.locator(f'input[name="{name}"]')


def message_at(page: Page, number: str) -> Locator:
    """What the sheet says below the row of an indicator."""
    return page.locator(f'[id="e-{number}"]')


def save(page: Page) -> None:
    """Send the whole sheet."""
    page.get_by_role("button", name="Lưu số liệu").click()


def show(page: Page, number: str) -> None:
    """Bring the row of an indicator to the middle of the window."""
    page.locator(f'[id="i-{number}"]').evaluate("row => row.scrollIntoView({block: 'center'})")
