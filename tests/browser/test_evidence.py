"""Minh chứng in a real browser: progress, faults at their box, a cut line, an ended session, and no script at all."""

import io
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import NARROW, sign_in
from tests.browser.line import line_to
from tests.browser.luoi import at, open_sheet, saved

CELL = "/minh-chung/xuan-tan/13.2/"
MEGABYTE = 1024 * 1024


@pytest.fixture
def papers(tmp_path) -> Path:
    """Files as an officer has them on the desk."""
    (tmp_path / "hop-dong.pdf").write_bytes(b"%PDF-1.4\n" + b"hop dong " * 300_000 + b"\n%%EOF\n")
    (tmp_path / "khac.pdf").write_bytes(b"%PDF-1.4\nkhac\n%%EOF\n")
    (tmp_path / "lon.pdf").write_bytes(b"%PDF-1.4\n" + b"x" * 24 * MEGABYTE)
    (tmp_path / "gia-pdf.pdf").write_bytes(b"<html>khong phai pdf</html>")
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    (tmp_path / "bang-ke.xlsx").write_bytes(made.getvalue())
    return tmp_path


def fill(page: Page, file: Path, summary="Hợp đồng liên kết tiêu thụ nông sản", day="15/8/2017", number="") -> None:
    page.locator("#id_file").set_input_files(file)
    page.get_by_label("Trích yếu").fill(summary)
    page.get_by_label("Số, ký hiệu").fill(number)
    page.get_by_label("Ngày văn bản").fill(day)


def send(page: Page) -> None:
    page.get_by_role("button", name="Đính kèm").click()


def confirm_unchanged(page: Page, number: str) -> None:
    """A figure of a locked period is said again for today, and can be proven there."""
    open_sheet(page)
    page.get_by_label("Nguồn, minh chứng").fill("Báo cáo 51")
    found = at(page, number)
    page.get_by_role("button", name="Xác nhận ô này không đổi").click()
    page.get_by_role("dialog", name="Xác nhận không đổi").get_by_role("button", name="Xác nhận").click()
    saved(found)


def documents(page: Page) -> list[str]:
    return page.locator(".evidence .doc-name").all_inner_texts()


def expected(complaints: list[str], *parts: str) -> None:
    """The browser notes an answer that is not 200; nothing else may have gone wrong."""
    assert [complaint for complaint in complaints if not any(part in complaint for part in parts)] == []
    complaints.clear()


def test_an_officer_attaches_a_file_and_opens_it(page_as, papers, picture):
    page = page_as("xuan-tan.ntm")
    page.goto(CELL)
    expect(page.get_by_role("main")).to_contain_text("Kỳ tháng 6/2017 đã chốt ngày 30/6/2017.")
    expect(page.get_by_role("checkbox", name="ngày 30/6/2017")).to_have_count(0)
    confirm_unchanged(page, "13.2")
    page.goto(CELL)
    expect(page.get_by_role("main")).to_contain_text("Đạt nhưng chưa có minh chứng.")
    fill(page, papers / "bang-ke.xlsx", number="05/HĐ-HTX")
    page.get_by_label("Cơ quan ban hành").fill("HTX dịch vụ nông nghiệp Xuân Tân")
    page.get_by_label("Trang, mục").fill("trang 2")
    page.evaluate("window.scrollTo(0, 0)")
    picture(page, "xa-minh-chung")
    send(page)
    expect(page.get_by_role("status").first).to_contain_text("Đã gắn vào 01 số liệu của chỉ tiêu 13.2")
    assert documents(page) == ["05/HĐ-HTX, ngày 15/8/2017, HTX dịch vụ nông nghiệp Xuân Tân"]
    with page.expect_download() as started:
        page.get_by_role("link", name="bang-ke.xlsx").first.click()
    assert started.value.suggested_filename == "bang-ke.xlsx"
    assert Path(started.value.path()).read_bytes() == (papers / "bang-ke.xlsx").read_bytes()


def test_faults_stand_at_their_box_and_the_file_need_not_be_chosen_again(page_as, open_page, papers, accessible):
    page = page_as("xuan-tan.ntm")
    page.goto("/minh-chung/xuan-tan/15.3/")
    before = len(documents(page))
    send(page)
    expect(page.get_by_text("Chọn tệp cần đính kèm.")).to_be_visible()
    fill(page, papers / "lon.pdf", day="31/9/2017")
    send(page)
    expect(page.get_by_text("Tệp 24,0 MB, lớn hơn mức 20 MB.")).to_be_visible()
    page.locator("#id_file").set_input_files(papers / "gia-pdf.pdf")
    send(page)
    expect(page.get_by_text("Không nhận loại tệp này.")).to_be_visible()
    expect(page.get_by_text("Tháng 9 chỉ có 30 ngày.")).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")
    accessible(page)
    page.locator("#id_file").set_input_files(papers / "khac.pdf")
    send(page)
    expect(page.get_by_text("Không nhận loại tệp này.")).to_have_count(0)
    page.get_by_label("Ngày văn bản").fill("30/8/2017")
    send(page)
    expect(page.locator(".evidence .doc-name")).to_have_count(before + 1)
    expected(open_page.complaints, "422")


def test_a_cut_line_keeps_everything_and_sending_again_ends_as_one_document(page_as, open_page, portal, papers):
    page = page_as("xuan-tan.ntm")
    with line_to(urlsplit(portal).port) as line:
        page.goto(f"{line.address}/minh-chung/xuan-tan/17.5/")
        before = documents(page)
        fill(page, papers / "hop-dong.pdf")
        line.cut_after = MEGABYTE
        send(page)
        expect(page.get_by_text("Mất kết nối.")).to_be_visible()
        expect(page.get_by_label("Trích yếu")).to_have_value("Hợp đồng liên kết tiêu thụ nông sản")
        line.mend()
        again = page.get_by_role("button", name="Gửi lại")
        expect(again).to_be_focused()
        again.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Đã gắn vào 01 số liệu")
        assert len(documents(page)) == len(before) + 1
        fill(page, papers / "hop-dong.pdf")
        send(page)
        expect(page.get_by_role("status").first).to_contain_text("đã gắn vào số liệu này từ trước")
        assert len(documents(page)) == len(before) + 1
    expected(open_page.complaints, "ERR_")


def test_a_session_that_ended_loses_neither_file_nor_words(open_page, papers):
    page = open_page()
    sign_in(page, "xuan-tan.ntm")
    page.goto("/minh-chung/xuan-tan/9.1/")
    fill(page, papers / "hop-dong.pdf", summary="Biên bản nghiệm thu")
    page.context.clear_cookies(name="sessionid")
    send(page)
    expect(page.get_by_text("Phiên làm việc đã hết.")).to_be_visible()
    other = page.context.new_page()
    sign_in(other, "xuan-tan.ntm")
    other.wait_for_url("**/xa/xuan-tan/")
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã gắn vào 01 số liệu của chỉ tiêu 9.1")
    expected(open_page.complaints, "401")


def test_without_script_a_plain_form_does_it_and_says_that_the_file_must_be_chosen_again(page_as, papers):
    page = page_as("xuan-tan.ntm", NARROW, script=False)
    page.goto("/minh-chung/xuan-tan/11/")
    fill(page, papers / "khac.pdf", day="hôm qua")
    send(page)
    expect(page.get_by_text("Trình duyệt không giữ tệp khi trang mở lại: chọn lại tệp.")).to_be_visible()
    expect(page.get_by_label("Trích yếu")).to_have_value("Hợp đồng liên kết tiêu thụ nông sản")
    page.locator("#id_file").set_input_files(papers / "khac.pdf")
    page.get_by_label("Ngày văn bản").fill("24/9/2017")
    send(page)
    expect(page.get_by_role("main")).to_contain_text("Đã gắn vào 01 số liệu của chỉ tiêu 11")


def test_a_document_is_used_again_and_withdrawn_with_a_reason(page_as):
    page = page_as("xuan-tan.ntm")
    page.goto("/minh-chung/xuan-tan/10/")
    page.get_by_role("link", name="Dùng tài liệu đã có").click()
    page.get_by_label("Tìm tài liệu").fill("QUY HOACH")
    page.get_by_role("button", name="Tìm", exact=True).last.click()
    page.get_by_label("Quyết định phê duyệt quy hoạch").check()
    page.get_by_role("button", name="Gắn tài liệu").click()
    row = page.locator("tr", has_text="quyet-dinh-quy-hoach.pdf")
    row.get_by_role("link", name="Rút").click()
    page.get_by_label("Lý do rút").fill("Không nói về thu nhập")
    page.get_by_role("button", name="Rút minh chứng").click()
    expect(page.locator("tr.gone")).to_contain_text("Không nói về thu nhập")


def test_a_leader_finds_the_documents_of_a_commune_and_reads_them(page_as):
    page = page_as("lanhdao")
    page.goto("/xa/xuan-tan/")
    page.get_by_role("link", name="Minh chứng", exact=True).click()
    page.get_by_label("Tìm tài liệu").fill("the bhyt")
    page.get_by_label("Tìm tài liệu").press("Enter")
    expect(page.locator(".evidence tbody tr")).to_have_count(1)
    address = page.locator(".evidence tbody a").first.get_attribute("href")
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-security-policy"].endswith("sandbox")


# --- The script, each part by itself --------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("tooLarge(20 * 1024 * 1024, 20)", ""),
        (
            "tooLarge(20 * 1024 * 1024 + 1, 20)",
            "Tệp 20,0 MB, lớn hơn mức 20 MB. Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp.",
        ),
        ("progressWords(0, 0)", "Đang gửi 0% (0,0 MB trong 0,0 MB)"),
        ("progressWords(1048576, 4194304)", "Đang gửi 25% (1,0 MB trong 4,0 MB)"),
        ("progressWords(5, 5)", "Đã gửi xong, đang kiểm tra tệp…"),
        ('verdictOn(200, \'{"href": "/x/"}\', 20).href', "/x/"),
        ('verdictOn(422, \'{"faults": {"file": ["a"]}}\', 20).faults.file[0]', "a"),
        ("verdictOn(413, '', 20).faults.file[0]", "Tệp lớn hơn mức 20 MB."),
        ("verdictOn(403, '', 20).sentence.slice(0, 22)", "Phiên làm việc đã hết."),
        ("verdictOn(404, '', 20).sentence.slice(0, 32)", "Tài khoản này không đính kèm được"[:32]),
        ("verdictOn(502, '', 20).sentence.slice(0, 28)", "Máy chủ chưa nhận được tệp. "),
    ],
)
def test_the_script_says_what_it_means(call, result, page_as):
    page = page_as("xuan-tan.ntm")
    page.goto(CELL)
    script = f"async () => {{ const m = await import('/static/js/upload.js'); return m.{call}; }}"
    assert page.evaluate(script) == result
