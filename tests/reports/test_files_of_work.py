"""Báo cáo đã phát hành as Excel, cell by cell as the page shows it."""

import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ntm_portal.kept import forget_readings
from reports.views import issued
from tests import build
from tests.reports import issues, package
from tests.reports.view_files import book_of, link_on, links_in, links_of, list_rows, lists_of, words_of
from tests.reports.writer import leaves, office_at, pages

pytestmark = pytest.mark.django_db
A4 = (842, 595)
ISSUED = "/bao-cao/da-phat-hanh"


@pytest.fixture
def sent(hanh, district, xuan_tan):
    """A report with a figure recorded later, one that was taken back, one that another replaced."""
    first = issues.issued(hanh, clocks=issues.known("2017-09-20"), note="Gửi kèm")
    build.record(xuan_tan, build.row("15.1", 90, 100, assessed_on="2017-09-15"), by=hanh, at=build.moment("2017-09-22"))
    issues.withdrawn(issues.issued(hanh, "46/BC-VPĐP"), hanh)
    issues.issued(hanh, "48/BC-VPĐP", replaces=first, replace_reason="Sai số liệu BHYT")


def issued_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, title, number, on, as_of, signer, issuer, by, *later, files = row
    name, _, gone = title.partition(" (")
    title = f"{name} {gone.removesuffix(')').replace(', ', ' ')}".strip()
    told = [f"{count.zfill(2)} số liệu" if count != "0" else "không" for count in later]
    return [title, f"{number}, {on}", as_of, f"{signer} {issuer}", by, *told, files.replace(", ", " ")]


ISSUED_STATES = [
    "", "?q=46", "?loai=MONTH&bieu=bieu-03", "?tinh_trang=da-thu-hoi", "?nguoi_ky=Người ký thử", "?tu=26/9/2017",
    "?tu=1/9/2017&toi=25/9/2017", "?loai=GI-DO",
]  # fmt: skip


@pytest.mark.parametrize("state", ISSUED_STATES)
@pytest.mark.parametrize("who", ["hanh", "party_office", "front", "tan"])
def test_the_file_of_issued_reports_holds_what_its_reader_sees(who, state, sign_in, sent):
    browser = sign_in(who)
    page = browser.get(f"{ISSUED}/{state}")
    shown = [row for table in lists_of(page) for row in table]
    if not shown:
        assert (link_on(page), browser.get(f"{ISSUED}.xlsx{state}").status_code) == ("", 302)
        return
    answer = browser.get(link_on(page))
    sheet = book_of(answer)["Đã phát hành"]
    assert [issued_row(row) for row in list_rows(sheet)] == shown
    assert {link.removeprefix("http://testserver") for link in links_of(sheet)} <= set(links_in(page))
    assert package.faults(answer.content) == []


def test_the_heading_of_issued_reports_says_what_was_asked(sign_in, sent):
    asked = "?q=48&loai=MONTH&bieu=bieu-03&tinh_trang=con-hieu-luc&nguoi_ky=Người ký thử&tu=01/9/2017&toi=30/9/2017"
    words = words_of(book_of(sign_in("hanh").get(f"{ISSUED}.xlsx{asked}"))["Đã phát hành"])
    assert (
        "(Số liệu tính đến ngày 25/9/2017, có từ “48”, loại báo cáo tháng, Biểu 03, còn hiệu lực, "
        "người ký Người ký thử, báo cáo từ ngày 01/9/2017, báo cáo đến ngày 30/9/2017)"
    ) in words


def test_a_wrong_day_leads_back_to_the_list(sign_in, sent):
    browser = sign_in("hanh")
    assert browser.get(f"{ISSUED}.xlsx?tu=31/9/2017&q=46").url == f"{ISSUED}/?q=46"
    assert link_on(browser.get(f"{ISSUED}/?tu=31/9/2017&q=46")) == f"{ISSUED}.xlsx?q=46"


def test_the_file_holds_every_page_of_the_issued_reports(sign_in, sent, monkeypatch):
    monkeypatch.setattr(issued, "PAGE", 1)
    browser = sign_in("hanh")
    page = browser.get(f"{ISSUED}/?trang=2")
    assert (len(lists_of(page)[0]), len(list_rows(book_of(browser.get(link_on(page))).active))) == (1, 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_file_of_issued_reports_costs_the_same_for_any_number(rows, hanh, sign_in):
    for number in range(rows):
        issues.issued(hanh, f"{number + 1}/BC-VPĐP")
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(f"{ISSUED}.xlsx").status_code == 200
    assert len(captured) == 8


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: workbooks are not tried")
def test_another_program_prints_them(sign_in, sent, tmp_path):
    browser, office = sign_in("hanh"), office_at(tmp_path)
    answer = browser.get(f"{ISSUED}.xlsx")
    assert answer.headers["Content-Disposition"].endswith('"BaoCaoDaPhatHanh_XuanTruong_2017-09.xlsx"')
    pdf = office(answer.content, "pdf")
    assert (pages(pdf), "48/BC-VPĐP" in leaves(pdf, tmp_path)[0]) == ([A4], True)
