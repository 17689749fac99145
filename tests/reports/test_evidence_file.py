"""Minh chứng của một nơi as Excel, cell by cell as the page shows it to its reader."""

import re
import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from criteria.enums import Stage, Verdict
from criteria.views import evidence_list
from ntm_portal.kept import forget_readings
from tests import build
from tests.reports import package
from tests.reports.view_files import book_of, link_on, links_in, links_of, list_rows, lists_of, words_of
from tests.reports.writer import leaves, office_at, pages

pytestmark = pytest.mark.django_db
A4 = (842, 595)
PLACE = "/minh-chung/xuan-tan"


@pytest.fixture
def documents(xuan_tan, tan, lao_dong):
    """One that proves two figures and another indicator, one old, one unused without number, one of a department."""
    insured, again = (
        build.record(xuan_tan, build.row("15.1", 90, 100, on, stage=Stage.SELF), by=tan)[0]
        for on in ("2017-09-10", "2017-09-20")
    )
    met = {"declared": Verdict.MET, "stage": Stage.SELF}
    planned, _bare = build.record(xuan_tan, build.row("1.1", **met), build.row("1.2", **met), by=tan)
    new = build.evidence(xuan_tan, tan, summary="Bảng BHYT", number="1/BC", issuer="UBND xã Xuân Tân")
    for figure in (insured, again, build.finding(xuan_tan, build.indicator("11"), by=tan)):
        build.evidence_link(figure, new, by=tan)
    old = build.evidence(xuan_tan, tan, summary="Quy hoạch", number="=2/QĐ", issued_on="2012-05-14")
    build.evidence_link(planned, old, by=tan)
    build.evidence(xuan_tan, tan, summary="Ảnh", file_name="anh.pdf", issued_on="2017-08-01")
    build.evidence(xuan_tan, lao_dong, summary="Danh sách hộ", number="4/BC", issued_on="2017-09-20")


def document_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, number, on, issuer, summary, old, name, kind, uses, by, day, at = row
    heading = ", ".join(filter(None, (number, f"ngày {on}", issuer)))
    heading = f"{heading[0].upper()}{heading[1:]}"
    told = " ".join(filter(None, (heading, old, summary)))
    return [told, f"{name} {kind} · Tải về", re.sub(r", (?=\d)", " , ", uses), f"{by} {at} ngày {day}"]


STATES = ["", "?loc=dang-dung", "?loc=khong-dung", "?loc=cu", "?loc=la", "?q=%01BHYT", "?loc=cu&q=quy", "?q=khong-co"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", ["hanh", "leader", "tan", "lao_dong"])
def test_the_file_holds_what_its_reader_sees(who, state, sign_in, documents):
    browser = sign_in(who)
    page = browser.get(f"{PLACE}/{state}")
    shown = [row for table in lists_of(page) for row in table]
    if not shown:
        assert (link_on(page), browser.get(f"{PLACE}.xlsx{state}").url) == ("", f"{PLACE}/{state}")
        return
    answer = browser.get(link_on(page))
    sheet = book_of(answer)["Minh chứng"]
    assert [document_row(row) for row in list_rows(sheet)] == shown
    opened = [href for href in links_in(page) if re.fullmatch(r"/minh-chung/tep/\d+/", href)]
    assert links_of(sheet) == [f"http://testserver{href}" for href in opened]
    assert {b"".join(browser.get(href))[:4] for href in opened} == {b"%PDF"}
    assert package.faults(answer.content) == []


def test_the_heading_and_the_notes_say_what_was_asked_and_what_lacks_proof(sign_in, documents, lao_dong):
    book = book_of(sign_in("hanh").get(f"{PLACE}.xlsx?loc=dang-dung&q=Quy"))
    words = words_of(book["Minh chứng"])
    assert "TÀI LIỆU MINH CHỨNG CỦA XÃ XUÂN TÂN" in words
    assert "(Số liệu tính đến ngày 25/9/2017, tài liệu: đang dùng, có từ “Quy”)" in words
    assert "Đạt nhưng chưa có minh chứng: 1.2. Minh chứng đã quá 12 tháng: 1.1. Ghi chú: cũ: văn bản đã quá 12" in words
    words = words_of(book_of(sign_in("lao_dong").get(f"{PLACE}.xlsx?loc=dang-dung"))["Minh chứng"])
    assert (
        f"(Số liệu tính đến ngày 25/9/2017, chỉ tiêu do {lao_dong.department.name} phụ trách, tài liệu: đang dùng)"
        in words
    )
    assert ("Quy hoạch" in words, "1.2" in words) == (False, False)


def test_the_file_of_the_district_is_its_own(sign_in, documents, district, hanh):
    browser = sign_in("leader")
    assert (link_on(browser.get("/minh-chung/huyen/")), browser.get("/minh-chung/huyen.xlsx").url) == (
        "", "/minh-chung/huyen/",
    )  # fmt: skip
    build.evidence(district, hanh, number="7/BC")
    answer = browser.get(link_on(browser.get("/minh-chung/huyen/")))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="MinhChung_XuanTruong_2017-09-25.xlsx"'
    sheet = book_of(answer)["Minh chứng"]
    assert [row[1] for row in list_rows(sheet)] == ["7/BC"]
    assert "TÀI LIỆU MINH CHỨNG CỦA HUYỆN XUÂN TRƯỜNG" in words_of(sheet)


@pytest.mark.parametrize(("who", "place"), [("chau", "xuan-tan"), ("front", "xuan-tan"), ("tan", "huyen")])
def test_a_stranger_takes_no_file(who, place, sign_in, documents):
    browser = sign_in(who)
    for path in (f"/minh-chung/{place}/", f"/minh-chung/{place}.xlsx", f"/minh-chung/{place}.xlsx?q=khong-co"):
        assert browser.get(path).status_code == 404


def test_the_file_holds_every_page_of_a_long_list(sign_in, documents, monkeypatch):
    monkeypatch.setattr(evidence_list, "PAGE", 1)
    browser = sign_in("hanh")
    page = browser.get(f"{PLACE}/?trang=2&loc=dang-dung")
    assert (len(lists_of(page)[0]), link_on(page)) == (1, f"{PLACE}.xlsx?loc=dang-dung")
    assert len(list_rows(book_of(browser.get(link_on(page)))["Minh chứng"])) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_file_costs_the_same_for_any_number_of_documents(rows, xuan_tan, tan, sign_in):
    (insured,) = build.record(xuan_tan, build.row("15.1", 90, 100, stage=Stage.SELF), by=tan)
    for _ in range(rows):
        build.evidence_link(insured, by=tan)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(f"{PLACE}.xlsx").status_code == 200
    assert len(captured) == 15


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: workbooks are not tried")
def test_another_program_prints_it(sign_in, documents, tmp_path):
    answer = sign_in("hanh").get(f"{PLACE}.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="MinhChung_XuanTan_2017-09-25.xlsx"'
    pdf = office_at(tmp_path)(answer.content, "pdf")
    assert (pages(pdf), "Danh sách hộ" in leaves(pdf, tmp_path)[0]) == ([A4], True)
