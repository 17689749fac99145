"""Biểu 14 and the Word file: one page a commune, only for those who judge heads, in the head of the Party."""

import io

import openpyxl
import pytest

from directives.rules.sheet_periods import of_directive
from ntm_portal.clock import end_of_day
from reports.docx import sheet as word_sheet
from reports.tables.accountability import Look, read_sheets
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import COMMON, FILLED
from reports.tables.form_14 import table_14, table_14_of
from reports.tables.sheet_paper import HEADS, paper_of
from tests import build
from tests.reports.word_files import opened

DAY, DIRECTIVE = build.date("2017-09-25"), build.date("2017-08-28")


@pytest.mark.parametrize(
    ("who", "status"),
    [("hanh", 200), ("party_office", 200), ("party_org", 200), ("member", 200), ("leader", 200), ("front", 404),
     ("admin", 404), ("officer", 404), ("lao_dong", 404)],
)  # fmt: skip
def test_the_form_about_persons_is_for_those_who_judge_heads(who, status, sign_in):
    browser = sign_in(who)
    paths = ("/bao-cao/bieu-14/", "/bao-cao/bieu-14.xlsx", "/bao-cao/?bieu=bieu-14")
    assert [browser.get(path).status_code for path in paths] == [status] * 3


def test_others_are_not_offered_it_and_no_workbook_holds_it(sign_in):
    assert ("bieu-14" in FILLED, "bieu-14" in COMMON) == (True, False)
    assert 'value="bieu-14"' in sign_in("leader").get("/bao-cao/").text
    page = sign_in("front").get("/bao-cao/").text
    assert ('value="bieu-14"' in page, 'value="bieu-15"' in page) == (False, True)
    book = openpyxl.load_workbook(io.BytesIO(sign_in("leader").get("/bao-cao/tong-hop.xlsx").content))
    assert "Biểu 14" not in book.sheetnames


def test_each_commune_begins_a_page(district):
    table = table_14(Brief(district, Period(DAY, DIRECTIVE)))
    begins = [row for row in table.rows if row.begins_page]
    assert (len(begins), table.rows[0].begins_page) == (19, False)


def test_in_excel_too(sign_in):
    book = openpyxl.load_workbook(io.BytesIO(sign_in("party_org").get("/bao-cao/bieu-14.xlsx").content))
    sheet = book["Biểu 14"]
    starts = {cell.row for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if str(cell.value or "").startswith("XÃ ")}
    assert starts - {line.id + 1 for line in sheet.row_breaks.brk} == set()


@pytest.mark.parametrize(
    ("compared", "about"),
    [
        ("2017-08-28", "(từ 28/8/2017 đến hết 25/9/2017, so với cuối ngày 28/8/2017; theo"),
        ("2017-08-31", "(từ 01/9/2017 đến hết 25/9/2017, so với cuối ngày 31/8/2017; theo"),
        ("2017-09-25", "(từ 25/9/2017 đến hết 25/9/2017, so với cuối ngày 25/9/2017; theo"),
    ],
)
def test_the_days_follow_the_two_dates_of_the_chooser(compared, about, district):
    assert table_14(Brief(district, Period(DAY, build.date(compared)))).about.startswith(about)


def test_what_was_said_of_periods_within_the_days_is_printed(district, party_org, xuan_tan):
    build.remark(party_org, xuan_tan, text="Trong kỳ")
    told = [str(table_14(Brief(district, Period(DAY, build.date(day)))).rows) for day in ("2017-08-28", "2017-08-01")]
    assert ["Trong kỳ" in text for text in told] == [True, True]
    assert "Trong kỳ" not in str(table_14(Brief(district, Period(DAY, build.date("2017-08-31")))).rows)


def test_as_known_then_is_said(district, xuan_tan):
    look = Look(district, of_directive(DIRECTIVE, DAY), DAY, end_of_day(build.date("2017-09-20")))
    assert "theo số liệu đã ghi đến hết ngày 20/9/2017" in table_14_of(read_sheets(look, [xuan_tan])[0]).about


@pytest.mark.parametrize(
    ("who", "bodies", "signer"),
    [
        ("party_org", "HUYỆN ỦY XUÂN TRƯỜNG BAN TỔ CHỨC *", "TRƯỞNG BAN"),
        ("leader", "HUYỆN ỦY XUÂN TRƯỜNG VĂN PHÒNG *", "CHÁNH VĂN PHÒNG"),
        ("tan", "ĐẢNG BỘ HUYỆN XUÂN TRƯỜNG ĐẢNG ỦY XÃ XUÂN TÂN *", "BÍ THƯ"),
    ],
)
def test_the_word_file_carries_the_head_of_the_party(who, bodies, signer, sign_in):
    answer = sign_in(who).get("/trach-nhiem/xuan-tan/phieu.docx")
    drawn = opened(answer.content)
    head = drawn.tables[0]
    assert " ".join(head.cell(0, 0).text.split()) == bodies
    assert head.cell(0, 1).text.startswith("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert signer in drawn.tables[-1].cell(0, 1).text
    assert 'filename="PhieuTrachNhiem_XaXuanTan_2017-09-25.docx"' in answer.headers["Content-Disposition"]


def test_the_same_sheet_gives_the_same_file(district, xuan_tan):
    sheet = read_sheets(Look(district, of_directive(DIRECTIVE, DAY), DAY), [xuan_tan])[0]
    paper = paper_of(sheet, HEADS["van-phong"], DAY, sample=True)
    assert word_sheet(paper) == word_sheet(paper)
    assert (paper.under_number, paper.about) == ("", "PHIẾU THEO DÕI TRÁCH NHIỆM NGƯỜI ĐỨNG ĐẦU")
