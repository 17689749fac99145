"""A page typed in an old session is not lost, and is sent only by the person who typed it."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.forms import Kept
from tests import build

SHEET = "/cap-nhat/xuan-tan/"
TYPED = {"15.1-numerator": "7204", "15.1-denominator": "8600", "csrfmiddlewaretoken": "x", "password": "bí mật"}
KEPT = [("15.1-numerator", "7204"), ("15.1-denominator", "8600")]


@pytest.fixture
def left_open(client, tan) -> Client:
    """Tân signed in, opened the sheet, and came back after the session had ended."""
    client.post("/dang-nhap/", {"username": "tan", "password": build.PASSWORD})
    client.cookies.pop("sessionid")
    return client


def carried(response) -> str:
    """The hidden field in which the sign-in form carries the page."""
    return unescape(re.search(r'name="kept" value="([^"]*)"', response.content.decode())[1])


def hidden(response) -> list[tuple[str, str]]:
    """The hidden fields of the form that sends on, without the new token."""
    form = response.content.decode().partition('<div class="state-box">')[2]
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return [(name, unescape(value)) for name, value in fields if name != "csrfmiddlewaretoken"]


def sign_in_again(browser, kept, username="tan", password=build.PASSWORD):
    return browser.post("/dang-nhap/", {"username": username, "password": password, "kept": kept})


def test_a_post_after_the_session_carries_what_was_typed(left_open):
    response = left_open.post(SHEET, TYPED)
    assert response.status_code == 403
    assert Kept.unpacked(carried(response)).fields == KEPT
    assert "bí mật" not in response.content.decode()
    assert "<b>chưa lưu</b> nhưng vẫn được giữ" in response.content.decode()


def test_the_same_person_may_send_it_on(left_open):
    kept = carried(left_open.post(f"{SHEET}?den=2017-09-25", TYPED))
    response = sign_in_again(left_open, kept)
    assert hidden(response) == KEPT
    assert f'<form method="post" action="{SHEET}?den=2017-09-25">' in response.content.decode()


def test_several_values_of_one_name_are_all_kept(left_open):
    kept = carried(left_open.post(SHEET, {"chon": ["15.1", "15.3"]}))
    assert hidden(sign_in_again(left_open, kept)) == [("chon", "15.1"), ("chon", "15.3")]


def test_marks_in_what_was_typed_stay_text(left_open):
    kept = carried(left_open.post(SHEET, {"note": '"><script>alert(1)</script>'}))
    response = sign_in_again(left_open, kept)
    assert hidden(response) == [("note", '"><script>alert(1)</script>')]
    assert "<script>alert" not in response.content.decode()


def test_another_person_is_told_and_sends_nothing(left_open, chau):
    kept = carried(left_open.post(SHEET, TYPED))
    response = sign_in_again(left_open, kept, username="chau")
    page = response.content.decode()
    assert "Số liệu này do tài khoản khác nhập" in page
    assert ("7204" in page, SHEET in page) == (False, False)


def test_nobody_is_taken_for_the_writer_when_the_browser_forgot_who_it_was(client, tan):
    kept = carried(client.post(SHEET, TYPED))
    assert "Số liệu này do tài khoản khác nhập" in sign_in_again(client, kept).content.decode()


@pytest.mark.parametrize("note", ["1:forged", "", "abc"])
def test_a_forged_note_of_the_writer_is_not_believed(note, client, tan):
    client.cookies["nguoi_nhap"] = note
    assert Kept.unpacked(carried(client.post(SHEET, TYPED))).user_id is None


def test_a_wrong_password_loses_nothing(left_open):
    kept = carried(left_open.post(SHEET, TYPED))
    again = sign_in_again(left_open, kept, password="nhầm rồi")
    assert carried(again) == kept


def test_a_lock_loses_nothing(left_open):
    kept = carried(left_open.post(SHEET, TYPED))
    for _ in range(5):
        locked = sign_in_again(left_open, kept, password="nhầm rồi")
    assert (locked.status_code, carried(locked)) == (429, kept)
    assert "Số liệu vừa nhập chưa lưu, vẫn được giữ" in locked.content.decode()


@pytest.mark.parametrize("kept", ["forged", "a:b:c"])
def test_a_forged_page_is_ignored(kept, client, tan):
    assert sign_in_again(client, kept).url == "/xa/xuan-tan/"


def test_a_page_older_than_a_working_day_is_ignored(left_open, monkeypatch):
    kept = carried(left_open.post(SHEET, TYPED))
    monkeypatch.setattr("accounts.forms.kept.GOOD_FOR", -1)
    assert sign_in_again(left_open, kept).url == "/xa/xuan-tan/"


@pytest.mark.parametrize(
    "typed",
    [
        {"old_password": "x", "new_password": "y"},
        {"note": "x" * 200_001},
        {},
    ],
    ids=["only secrets", "too much", "nothing"],
)
def test_what_cannot_be_kept_is_said_plainly(typed, left_open):
    page = left_open.post(SHEET, typed).content.decode()
    assert "<b>chưa thực hiện</b>, chưa lưu gì" in page


def test_a_file_has_to_be_chosen_again(left_open, tmp_path):
    file = tmp_path / "bang.xlsx"
    file.write_bytes(b"x")
    with file.open("rb") as attached:
        response = left_open.post(SHEET, {"15.1-numerator": "7204", "tep": attached})
    assert "tệp đính kèm phải chọn lại" in response.content.decode()
    assert 'name="kept"' not in response.content.decode().replace('name="kept" id=', "")


def test_nothing_is_written_before_the_person_presses_the_button(left_open):
    with CaptureQueriesContext(connection) as queries:
        left_open.post(SHEET, TYPED)
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []


# --- A page opened before the present sign-in -------------------------------------------------


@pytest.fixture
def strict(tan) -> Client:
    """A browser whose tokens are checked, as in the office; Tân has just signed in anew."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(tan, backend="accounts.backends.PortalBackend")
    return browser


def test_a_page_from_before_the_sign_in_can_be_sent_on(strict):
    response = strict.post(SHEET, TYPED, HTTP_ORIGIN="http://testserver")
    assert (response.status_code, hidden(response)) == (403, KEPT)
    assert "được mở trước lần đăng nhập hiện tại" in response.content.decode()


@pytest.mark.parametrize("origin", [{"HTTP_ORIGIN": "https://example.com"}, {}])
def test_a_page_of_another_site_is_offered_nothing(origin, strict):
    response = strict.post(SHEET, TYPED, **origin)
    assert response.status_code == 403
    assert ("7204" in response.content.decode(), "Trang đã cũ" in response.content.decode()) == (False, True)


def test_an_old_sign_in_page_leads_on_when_another_tab_has_signed_in(strict):
    assert strict.post("/dang-nhap/", {"username": "tan"}).url == "/dang-nhap/"


def test_an_old_sign_in_page_still_sends_on_what_it_carried(strict, tan):
    kept = Kept(SHEET, KEPT, tan.pk).packed()
    assert hidden(strict.post("/dang-nhap/", {"username": "tan", "kept": kept})) == KEPT


def test_an_old_sign_in_page_is_replaced_and_keeps_what_it_carried(tan):
    kept = Kept(SHEET, KEPT, tan.pk).packed()
    response = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "tan", "kept": kept})
    assert (response.status_code, carried(response)) == (200, kept)
