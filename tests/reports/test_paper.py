"""A form on screen and paper: the same table as in Excel, with the figures written the Vietnamese way."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils.safestring import SafeString

from communes.models import Unit
from criteria.enums import Verdict
from reports.tables.base import COVERED, Cell, Column, Letter, Row, RowKind
from reports.tables.brief import Brief
from reports.tables.filled import FILLED, OF_PLACE
from reports.tables.kinds import CHANGE, CODE, COUNT, DAY, MEAN, MEAN_CHANGE, TEXT, rate, sentence
from reports.tables.paper import FORMS, file_name, issuer_of, place_line_of
from reports.templatetags.paper import paper, paper_table, written
from tests.reports import hand, story

XUAN_TRUONG = Unit(name="Xuân Trường", kind="HUYEN", level="DISTRICT")


class Reader(HTMLParser):
    """The rows of a table as lists of "text.class", for whole comparisons."""

    def __init__(self):
        super().__init__()
        self.rows = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            spans = given.get("colspan", "1") + "x" + given.get("rowspan", "1")
            self.rows[-1].append(["", given.get("class", ""), spans])

    def handle_data(self, data):
        self.rows[-1][-1][0] += data


def read(table):
    reader = Reader()
    reader.feed(paper_table(table))
    return reader.rows


def test_the_head_repeats_the_levels_and_numbers_of_the_form():
    first, second, numbers = read(hand.table())[:3]
    assert [(text, spans) for text, _, spans in first] == [
        ("TT", "1x2"),
        ("Xã, thị trấn", "1x2"),
        ("BHYT", "4x1"),
        ("Tăng, giảm", "1x2"),
        ("Ngày số liệu", "1x2"),
        ("Ghi chú", "1x2"),
    ]
    assert [text for text, *_ in second] == ["Tử số", "Mẫu số", "Tỷ lệ (%)", "Đạt"]
    assert [text for text, *_ in numbers] == ["A", "B", "1", "2", "3=1/2", "4", "5", "6", "C"]
    assert first[3][1] == "turn"


def test_the_rows_are_written_as_the_office_writes():
    assert [[text for text, *_ in row] for row in read(hand.table())[3:]] == [
        ["I", "Khu vực nông thôn"],
        ["1", "Xuân Tân", "7.204", "8.600", "83,77", "C▼", "-1", "03/6/2017", "=1+1"],
        ["2", "Xuân Châu", "6.100", "7.000", "87,14", "Đ, tự đánh giá", "+2", "03/6/2017", ""],
        ["3", "Xuân Thủy", "-", "6.500", "0,00", "CB", "-", "03/6/2017", ""],
        ["", "Tổng số", "13.304", "22.100", "60,20", "1", "+1", "", ""],
    ]


def test_letters_and_figures_have_the_look_of_the_design():
    rows = read(hand.table())[3:]
    assert [row[5][1] for row in rows[1:]] == ["fv-c", "fv-self", "fv-b", ""]
    assert [cell[1] for cell in rows[1]] == ["", "l", "n", "n", "n", "fv-c", "n", "", "l"]
    assert rows[0][1][2] == "8x1"


def test_a_name_cannot_write_into_the_page():
    table = hand.table(rows=(hand.row(1, "<b>Xuân", 1, 2, Letter(Verdict.MET)),))
    assert '<th scope="row" class="l">&lt;b&gt;Xuân</th>' in paper_table(table)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, COUNT, ""),
        ("…", COUNT, "…"),
        (0, COUNT, "-"),
        (1922, COUNT, "1.922"),
        (Decimal("14.05"), MEAN, "14,1"),
        (Decimal("14.0"), MEAN, "14,0"),
        (3, CHANGE, "+3"),
        (-1, CHANGE, "-1"),
        (0, CHANGE, "-"),
        (Decimal("0.5"), MEAN_CHANGE, "+0,5"),
        (Decimal("-0.5"), MEAN_CHANGE, "-0,5"),
        (Decimal("0.0"), MEAN_CHANGE, "-"),
        (Decimal("83.767"), rate(), "83,77"),
        (Decimal("84.996"), rate(3), "84,996"),
        (Decimal(95), rate(0), "95"),
        (dt.date(2017, 9, 5), DAY, "05/9/2017"),
        (dt.date(2017, 2, 17), DAY, "17/02/2017"),
        (Decimal("18.2"), sentence("Bình quân", "tiêu chí/đơn vị"), "Bình quân 18,2 tiêu chí/đơn vị"),
        (7, CODE, "7"),
        ("xã", TEXT, "xã"),
    ],
)
def test_every_kind_of_figure_has_one_way_of_writing(value, kind, text):
    assert written(Cell(value), Column("key", "1", 10, kind)) == text


def test_a_cell_may_be_written_otherwise_than_its_column():
    assert written(Cell(Decimal(95), kind=rate(0)), Column("key", "1", 10, COUNT)) == "95"


def test_the_letterhead_names_the_district():
    form = FORMS["bieu-03"]
    assert issuer_of(form, XUAN_TRUONG) == ("UBND HUYỆN XUÂN TRƯỜNG", "VĂN PHÒNG ĐIỀU PHỐI NTM")
    assert place_line_of(XUAN_TRUONG, dt.date(2017, 9, 25)) == "Xuân Trường, ngày … tháng … năm 2017"
    assert [(signer.post, signer.how, signer.name) for signer in form.signers] == [
        ("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", ""),
        ("CHÁNH VĂN PHÒNG", "(Ký, đóng dấu)", ""),
    ]


def test_file_names_survive_old_mail_programs():
    name = file_name(FORMS["bieu-03"].file, XUAN_TRUONG, dt.date(2017, 9, 25))
    assert name == "Bieu03_TongHop19TieuChi_XuanTruong_2017-09-25.xlsx"


@pytest.mark.django_db
def test_every_width_used_on_paper_is_in_the_style_sheet(district, xuan_tan):
    """A column without its width takes what the others leave, and prints too wide or too narrow."""
    css = Path("static/portal.css").read_text(encoding="utf-8")
    brief = Brief(district, story.PERIOD)
    tables = [fill(brief) for fill in FILLED.values()] + [fill(brief.of_place(xuan_tan)) for fill in OF_PLACE.values()]
    widths = {column.width for table in tables for column in table.columns} | {column.width for column in hand.COLUMNS}
    assert [width for width in sorted(widths) if f".u-{width} " not in css] == []


def test_what_stands_below_ends_the_table_so_that_no_page_parts_it_from_the_last_rows():
    drawn = paper(SafeString("<p>Ghi chú</p>"), hand.table())
    assert drawn.endswith('<tr class="below"><td colspan="9"><p>Ghi chú</p></td></tr></tbody></table>')
    assert "below" not in paper_table(hand.table())


def test_a_heading_stands_with_its_first_row_and_rows_under_one_cell_together():
    single = Row(("", "một mình", *[""] * 7))
    first, under = Row((1, Cell("kế hoạch", down=2), *[""] * 7), joined=True), Row(("", COVERED, *[""] * 7))
    heading = Row(("I", Cell("nhóm", span=8)), RowKind.GROUP)
    table = hand.table((single, heading, single, first, under, single, single))
    assert table.blocks == [[single], [heading, single], [first, under]]
    many = [first, *[replace(under, joined=True)] * 7, under]
    drawn = paper_table(hand.table((*many, single, single)))
    assert drawn.count('<tbody class="long">') == 1
    wordy = replace(first, cells=(*first.cells[:-1], "chữ " * 400))
    assert paper_table(hand.table((wordy, under, single, single))).count('<tbody class="long">') == 1


def test_a_unit_may_break_between_its_words_and_a_number_of_a_document_may_not():
    table = hand.table((Row((1, "triệu đồng/người/năm, số 19/QĐ-UBND", *[""] * 7)),))
    assert "đồng/<wbr>người/<wbr>năm, số 19/QĐ-UBND" in paper_table(table)


def test_a_row_may_cover_several_columns():
    table = replace(hand.table(), rows=(Row((1, Cell("Bình quân", span=2), *[""] * 6)),))
    assert [spans for *_, spans in read(table)[3]] == ["1x1", "2x1", *["1x1"] * 6]
