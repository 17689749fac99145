"""An error says what is safe, what is kept, and gives a code to read out."""

import logging
import re
from html import unescape

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _broken_addresses(settings):
    settings.ROOT_URLCONF = "tests.accounts.broken_urls"


@pytest.fixture
def browser(tan) -> Client:
    """Shows the error page instead of the exception."""
    browser = Client(raise_request_exception=False)
    browser.force_login(tan, backend="accounts.backends.PortalBackend")
    return browser


def heading(response) -> str:
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


def code_read_out(response) -> str:
    return re.search(r"<dt>Mã lỗi</dt><dd>(.*?)</dd>", response.content.decode())[1]


def test_our_own_fault_says_what_is_safe_and_gives_a_code(browser, caplog):
    with caplog.at_level(logging.ERROR, "ntm_portal"):
        response = browser.get("/hong/?a=1")
    page = response.content.decode()
    assert (response.status_code, heading(response)) == (500, "Hệ thống chưa xử lý được yêu cầu này")
    assert "Số liệu đã lưu trước đó không bị ảnh hưởng." in page
    assert '<a class="btn btn-primary" href="/hong/?a=1">' in page
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{2}", code_read_out(response))
    assert f"Mã lỗi {code_read_out(response)}: GET /hong/, RuntimeError" in caplog.messages
    assert response.headers["X-Request-Code"] == code_read_out(response)


def test_our_own_fault_reads_no_database(browser, django_assert_num_queries):
    browser.get("/hong/")
    with django_assert_num_queries(1):  # whose session it is, asked before the fault
        browser.get("/hong/")


def test_our_own_fault_keeps_what_was_typed(browser):
    response = browser.post("/hong/", {"15.1-numerator": "7204", "password": "bí mật", "note": "<b>"})
    page = response.content.decode()
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    assert [(name, unescape(value)) for name, value in fields if name != "csrfmiddlewaretoken"] == [
        ("15.1-numerator", "7204"),
        ("note", "<b>"),
    ]
    assert '<form method="post" action="/hong/">' in page
    assert "vẫn được giữ ở trang này" in page


def test_our_own_fault_says_when_nothing_could_be_kept(browser):
    page = browser.post("/hong/", {"password": "bí mật"}).content.decode()
    assert "Yêu cầu vừa gửi chưa được lưu." in page


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/khong-co/", 404, "Không có trang này"),
        ("/cam/", 403, "Tài khoản này không được làm việc đó"),
        ("/nghi-ngo/", 400, "Yêu cầu không hợp lệ"),
    ],
)
def test_other_errors_say_what_they_mean(path, status, title, browser):
    response = browser.get(path)
    assert (response.status_code, heading(response)) == (status, title)
    assert response.headers["X-Request-Code"] == code_read_out(response)


def test_a_visitor_finds_no_page_either(client, district):
    response = client.get("/khong-co/")
    assert (response.status_code, heading(response)) == (404, "Không có trang này")
    assert "Huyện Xuân Trường" in response.content.decode()


def test_too_large_a_request_is_refused_before_it_is_read(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = browser.post("/doi-mat-khau/", {"note": "x" * 200})
    assert (response.status_code, heading(response)) == (413, "Tệp hoặc nội dung gửi lên quá lớn")


def test_every_answer_carries_its_own_code(browser):
    codes = {browser.get("/doi-mat-khau/").headers["X-Request-Code"] for _ in range(5)}
    assert len(codes) == 5
