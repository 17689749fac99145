"""The forms as Chromium prints them: their paper, repeated heads, numbered pages, signatures beside the last rows."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from criteria.enums import Verdict
from reports.tables.base import COVERED, Cell, Letter, Row
from tests.reports import hand
from tests.reports.writer import leaves, pages

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is missing: pages are not read")
A3, A4, UPRIGHT = (1191, 842), (842, 595), (595, 842)
STYLE = Path("static/portal.css")
PAPER = {
    "bieu-03": [A3], "bieu-04": [A4], "bieu-05": [A4] * 2, "bieu-06": [A3], "bieu-07": [A3], "bieu-08": [A3],
    "bieu-09": [A4] * 2, "bieu-10": [A4] * 2, "bieu-11": [A3] * 2, "bieu-12": [A4] * 2, "bieu-13": [A4] * 4,
    "bieu-14": [UPRIGHT] * 20, "bieu-15": [A4] * 3,
}  # fmt: skip


def flat(pdf: bytes, folder: Path) -> list[str]:
    """The words of each page without spaces: a reader of PDF may set one inside a word."""
    return ["".join(text.split()) for text in leaves(pdf, folder)]


def test_every_form_keeps_its_pages_numbered_headed_and_signed_beside_the_last_row(page_as, tmp_path):
    page, found = page_as("vpdp"), {}
    for code in PAPER:
        page.goto(f"/bao-cao/{code}/")
        head, last, signer = (
            "".join(page.locator(where).last.inner_text().split()[:most])
            for where, most in (
                (".bieu thead tr:first-child th:nth-child(2)", 9),
                (".bieu .tail .l", 1),
                (".sign b", 9),
            )
        )
        pdf = page.pdf(prefer_css_page_size=True)
        found[code], words = pages(pdf), flat(pdf, tmp_path)
        assert [head in text and text.endswith(str(at)) for at, text in enumerate(words, 1)] == [True] * len(words), (
            code
        )
        assert last in words[-1], code
        assert signer in words[-1], code
    assert found == PAPER


@pytest.fixture
def on_paper(chromium, tmp_path):
    """Prints a form filled by hand; gives the words of each page."""
    page = chromium.new_page()

    def printed(table) -> list[str]:
        drawn = render_to_string("reports/_forms_paper.html", {"table": table})
        page.set_content(f"<style>{STYLE.read_text(encoding='utf-8')}</style><main class='paper-wrap'>{drawn}</main>")
        return flat(page.pdf(prefer_css_page_size=True), tmp_path)

    yield printed
    page.close()


def numbered(count: int) -> tuple[Row, ...]:
    """Rows with a figure in bold, as Biểu 03 has them."""
    rows = [hand.row(at, f"Xã thứ {at}", 7204, 8600, Letter(Verdict.MET)) for at in range(1, count + 1)]
    return tuple(replace(row, cells=(*row.cells[:2], Cell(7204, bold=True), *row.cells[3:])) for row in rows)


def test_a_form_of_229_communes_begins_under_its_title(on_paper):
    words = on_paper(hand.table(numbered(229)))
    assert "Biểusố05" in words[0]
    assert "Xãthứ1" in words[0]
    assert [number for number, text in enumerate(words, 1) if "Ghichú" not in text] == []
    assert "Xãthứ229" in words[-1]


@pytest.mark.parametrize("count", range(16, 30))
def test_no_page_tears_the_signatures_off_the_last_rows(count, on_paper):
    words = on_paper(hand.table(numbered(count)))
    for needed in (f"Xãthứ{count - 1}", f"Xãthứ{count}", "Tổngsố", "NGƯỜILẬPBIỂU", "Ký,đóngdấu"):
        assert needed in words[-1], needed


def test_rows_under_one_cell_stay_on_one_page(on_paper):
    """A plan of three measures: what reaches down over them is not cut by the end of a page."""
    plans = []
    for at in range(1, 26):
        first = Row((at, Cell("Kế hoạch nhiều chữ", down=3), 1, 1, 1, "Đ", 0, "", f"đầu{at}."), joined=True)
        second, third = (Row(("", COVERED, 1, 1, 1, "Đ", 0, "", said)) for said in ("giữa", f"cuối{at}."))
        plans += [first, replace(second, joined=True), third]
    words = on_paper(hand.table(tuple(plans)))
    assert len(words) > 2
    for at in range(1, 26):
        where = [number for number, text in enumerate(words) if f"đầu{at}." in text]
        assert where == [number for number, text in enumerate(words) if f"cuối{at}." in text], at


def test_a_long_unit_breaks_between_its_words_not_into_the_next_column(on_paper):
    narrow = tuple(replace(column, width=10) if column.key == "day" else column for column in hand.COLUMNS)
    rows = (Row((1, "Xã", 1, 1, 1, Letter(Verdict.MET), 0, "triệu đồng/người/năm", "bên cạnh")),)
    words = on_paper(replace(hand.table(rows), columns=narrow))
    assert "đồng/người/năm" not in words[0]


def test_a_short_table_of_a_report_stays_whole_below_its_lead(page_as, tmp_path):
    page = page_as("vpdp")
    page.goto("/bao-cao/dinh-ky/9-thang-2017/in/")
    words = flat(page.pdf(prefer_css_page_size=True), tmp_path)
    lead = "Phânnhómxã,thịtrấntheosốtiêuchíđạt:"
    (where,) = (text for text in words if lead in text)
    assert "Dưới5tiêuchí" in where.partition(lead)[2]
