"""An issued report on its way out: number, days, period, title; and two contents compared cell by cell."""

import datetime as dt
from fractions import Fraction

import pytest

from criteria.enums import Verdict
from reports.enums import Family, ReportKind
from reports.rules.frozen import ABSENT, HEAD, WHOLE_ROW, column_names, differences, digest
from reports.rules.issued import (
    Since,
    days_fault,
    forms_words,
    number_fault,
    number_hint,
    number_hints,
    number_key,
    period_words,
    report_title,
    tidy_number,
)
from reports.rules.issuers import ISSUERS, issuers_for, symbol_fault
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind
from reports.tables.frozen import frozen
from reports.tables.kinds import TEXT, Kind, rate, rate_or_none
from tests.reports import issues

DAY = dt.date(2017, 9, 25)


@pytest.mark.parametrize(
    ("typed", "family", "code", "number"),
    [
        ("45", Family.PARTY, "BC/VPHU", "45-BC/VPHU"),
        ("45", Family.STATE, "BC-VPĐP", "45/BC-VPĐP"),
        (" Số:  45/BC-UBND ", Family.STATE, "BC-UBND", "45/BC-UBND"),
        ("số 45a", Family.PARTY, "BC/HU", "45a-BC/HU"),
        ("45-BC/HU", Family.STATE, "BC-UBND", "45-BC/HU"),
        ("5", Family.STATE, "BC-UBND", "05/BC-UBND"),
        ("số 5a/BC-UBND", Family.STATE, "BC-UBND", "05a/BC-UBND"),
        ("05", Family.STATE, "BC-UBND", "05/BC-UBND"),
        ("5", Family.PARTY, "BC/HU", "5-BC/HU"),
        ("", Family.STATE, "BC-UBND", ""),
    ],
)
def test_a_number_is_completed_with_the_symbol_of_whoever_issues(typed, family, code, number):
    assert tidy_number(typed, family, code) == number


STATE, PARTY = (Family.STATE, "BC-VPĐP"), (Family.PARTY, "BC/VPHU")


@pytest.mark.parametrize(
    ("number", "body"),
    [
        ("45/BC-VPĐP", STATE), ("123 /BC-UBND", STATE), ("1/BC-NN&PTNT", STATE), ("45/BC-T.Ư", STATE),
        ("45-BC/VPHU", PARTY), ("45a-BC/HU", PARTY),
    ],
)  # fmt: skip
def test_a_number_of_the_clerk_is_taken(number, body):
    assert number_fault(number, *body) == ""


@pytest.mark.parametrize(
    "number",
    [
        "…/BC-VPĐP", "/BC-UBND", "45", "BC", "45/", "45//BC", "1234567/BC", f"4/{'B' * 60}",
        "45/…", "45/BC-…", "45/BC-...", "45/___",
    ],
)  # fmt: skip
def test_a_blank_or_invented_number_is_refused(number):
    assert number_fault(number, *STATE) == "Số gồm số thứ tự và ký hiệu, ví dụ 45/BC-VPĐP."


@pytest.mark.parametrize(
    ("number", "body", "words"),
    [
        ("45-BC/VPHU", STATE, "Số của khối chính quyền viết 45/BC-VPĐP: sau số thứ tự là dấu “/”."),
        ("45/BC-VPHU", PARTY, "Số của khối Đảng viết 45-BC/VPHU: sau số thứ tự là dấu “-”."),
    ],
)
def test_a_number_written_as_the_other_family_writes_it_is_refused(number, body, words):
    assert number_fault(number, *body) == words


@pytest.mark.parametrize(
    ("number", "issuer", "words"),
    [
        ("45/BC-VPĐP", "van-phong-dieu-phoi", ""),
        ("45/BC-VPĐPNTM", "van-phong-dieu-phoi", ""),
        (
            "45/BC-HU",
            "van-phong-dieu-phoi",
            "Ký hiệu của số là của Huyện ủy; Văn phòng điều phối NTM huyện viết 45/BC-VPĐP.",
        ),
        (
            "45/BC-ubnd",
            "ban-chi-dao",
            "Ký hiệu của số là của UBND huyện; Ban Chỉ đạo xây dựng NTM huyện viết 45/BC-BCĐ.",
        ),
        ("45-BC/HU", "van-phong-huyen-uy", "Ký hiệu của số là của Huyện ủy; Văn phòng Huyện ủy viết 45-BC/VPHU."),
    ],
)
def test_a_number_with_the_symbol_of_another_body_is_refused(number, issuer, words):
    assert symbol_fault(number, ISSUERS[issuer]) == words


def test_no_number_at_all_is_asked_for():
    assert number_fault("", *STATE) == "Ghi số của báo cáo."


def test_the_hint_of_a_number_carries_the_symbol_of_the_body():
    assert number_hint(*PARTY) == "gõ 45 hoặc 45-BC/VPHU"
    assert number_hints([("Văn phòng A", *STATE), ("Văn phòng B", *PARTY)]) == (
        "gõ 45, hoặc ghi cả ký hiệu: 45/BC-VPĐP (Văn phòng A); 45-BC/VPHU (Văn phòng B)"
    )


def test_two_spellings_of_a_number_are_one():
    assert number_key("45 / BC-VPĐP") == number_key("45/bc-vpdp")
    assert number_key("05-BC/HU") == number_key("5-BC/HU") != number_key("50-BC/HU")


@pytest.mark.parametrize(
    ("issued", "known", "words"),
    [
        ((2017, 9, 25), (2017, 9, 25), ""),
        ((2017, 9, 26), (2017, 9, 25), "Ngày báo cáo chưa đến, hôm nay là 25/9/2017."),
        ((2017, 9, 19), (2017, 9, 19), "Số liệu tính đến 20/9/2017, báo cáo phải ghi ngày đó hoặc sau."),
        ((2017, 9, 21), (2017, 9, 25), "Báo cáo ghi ngày 21/9/2017 không thể có số liệu biết sau ngày đó."),
    ],
)
def test_the_day_on_the_paper_lies_between_figures_and_today(issued, known, words):
    faults = days_fault(dt.date(*issued), dt.date(2017, 9, 20), dt.date(*known), DAY)
    assert faults.get("issued_on", "").startswith(words)
    assert bool(faults) is bool(words)


@pytest.mark.parametrize(
    ("kind", "as_of", "words"),
    [
        (ReportKind.MONTH, (2017, 8, 31), "tháng 8/2017"),
        (ReportKind.QUARTER, (2017, 9, 25), "quý III/2017"),
        (ReportKind.HALF, (2017, 6, 30), "6 tháng đầu năm 2017"),
        (ReportKind.HALF, (2017, 9, 25), ""),
        (ReportKind.NINE, (2017, 9, 30), "9 tháng đầu năm 2017"),
        (ReportKind.YEAR, (2017, 12, 31), "năm 2017"),
        (ReportKind.TOPIC, (2017, 9, 5), "đến 05/9/2017"),
        (ReportKind.ADHOC, (2017, 9, 25), "đến 25/9/2017"),
    ],
)
def test_the_period_follows_from_the_day_of_the_figures(kind, as_of, words):
    assert period_words(kind, dt.date(*as_of)) == words


def test_the_title_names_what_belongs_to_the_report():
    sheets = ["Tóm tắt", "Biểu 03", "Biểu 15"]
    assert forms_words(sheets) == "Biểu 03, 15, tóm tắt"
    assert (
        report_title(ReportKind.MONTH, "tháng 8/2017", "", sheets[1:], has_text=False)
        == "Báo cáo tháng 8/2017, gồm Biểu 03, 15"
    )
    assert report_title(ReportKind.TOPIC, "đến 28/8/2017", "", sheets[1:2], has_text=True) == (
        "Báo cáo chuyên đề đến 28/8/2017, kèm Biểu 03"
    )
    assert (
        report_title(ReportKind.YEAR, "năm 2017", "xã Xuân Tân", [], has_text=True)
        == "Báo cáo năm 2017 của xã Xuân Tân"
    )


@pytest.mark.parametrize(
    ("program", "registers", "begins"),
    [
        (True, True, "Chương trình và danh mục"),
        (True, False, "Chương trình đã thay đổi"),
        (False, True, "Danh mục"),
        (False, False, "Chương trình và danh mục vẫn như khi phát hành"),
    ],
)
def test_a_remake_that_differs_says_what_it_may_come_from(program, registers, begins):
    assert Since(program, registers).words.startswith(begins)


def test_each_office_issues_in_its_own_names():
    assert [issuer.code for issuer in issuers_for("PARTY_OFFICE")] == ["van-phong-huyen-uy", "huyen-uy"]
    assert issuers_for("LEADERSHIP") == []


# --- Two contents ---------------------------------------------------------------------------


def told(was, now, **given):
    return [(d.place, d.column, d.was, d.now) for d in differences(frozen(was), frozen(now), **given)]


def test_equal_forms_have_no_difference():
    assert told(issues.table(), issues.table()) == []


def test_a_cell_that_differs_is_named_by_row_and_column():
    was, now = issues.table(verdict=Verdict.MET), issues.table(verdict=Verdict.NOT_MET)
    assert told(was, now) == [("Xuân Tân", "Y tế", "Đ", "C")]


def test_a_row_that_came_or_went_is_one_difference_and_its_number_none():
    was, now = issues.table(rows=("Xuân Tân", "Xuân Hòa")), issues.table(rows=("Xuân Bắc", "Xuân Hòa"))
    assert told(was, now) == [
        ("Xuân Tân", WHOLE_ROW, "Xuân Tân; …; 1.201", ABSENT),
        ("Xuân Bắc", WHOLE_ROW, ABSENT, "Xuân Bắc; …; 1.201"),
    ]


def test_the_words_of_a_head_are_compared_where_asked():
    was, now = issues.table(), issues.table(title="BIỂU KHÁC", notes=("Ghi chú",))
    assert told(was, now) == [(HEAD, "", "BIỂU THỬ", "BIỂU KHÁC"), (HEAD, "", "", "Ghi chú")]
    assert told(was, now, with_words=False) == []


def test_another_number_or_another_unit_of_measure_is_told():
    was = frozen(issues.table())
    now = was | {"number": "33", "measured_in": "nghìn đồng"}
    assert [(one.row, one.was, one.now) for one in differences(was, now)] == [
        (HEAD, "03", "33"), (HEAD, was["measured_in"], "nghìn đồng"),
    ]  # fmt: skip


def with_cells(*cells, kind=RowKind.DATA):
    return issues.table().__class__(**{**fields(), "rows": (Row(cells, kind),)})


def fields():
    one = issues.table()
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def test_a_figure_that_reads_alike_is_told_apart_exactly():
    was, now = with_cells(1, "Xuân Tân", "…", "5", ""), with_cells(1, "Xuân Tân", "…", 5, "")
    assert told(was, now) == [("Xuân Tân", "Đạt", "5 (chữ)", "5 (5)")]


def test_one_figure_written_in_two_ways_is_no_difference():
    nought, none, words = (
        with_cells(1, "Xuân Tân", "…", Cell(Fraction(0), kind=kind), "")
        for kind in (rate(), rate_or_none(), Kind("hộ", "right", "General", "{} hộ".format))
    )
    assert told(nought, none) == []
    assert told(nought, with_cells(1, "Xuân Tân", "…", Cell(Fraction(1, 900), kind=rate()), "")) == [
        ("Xuân Tân", "Đạt", "0,00 (0)", "0,00 (1/900)"),
    ]  # fmt: skip
    assert told(none, words) == [("Xuân Tân", "Đạt", "-", "0 hộ")]
    assert told(nought, with_cells(1, "Xuân Tân", "…", "-", "")) == [("Xuân Tân", "Đạt", "0,00", "-")]


def test_a_verdict_that_another_side_says_is_told_apart():
    was = with_cells(1, "Xuân Tân", Letter(Verdict.MET, by_self=True), 5, "")
    now = with_cells(1, "Xuân Tân", Letter(Verdict.MET), 5, "")
    assert told(was, now) == [("Xuân Tân", "Y tế", "Đ (tự đánh giá)", "Đ (đã thẩm tra)")]


def test_rows_of_a_group_are_named_with_it_and_those_of_a_page_with_its_head():
    rows = (
        Row((Cell("Xã Xuân Tân", span=5),), RowKind.GROUP, begins_page=True),
        Row((Cell("Tình hình", span=5),), RowKind.GROUP),
        Row((1, "Số tiêu chí", "", 17, "")),
    )
    was = issues.table().__class__(**{**fields(), "rows": rows})
    now = issues.table().__class__(**{**fields(), "rows": (*rows[:2], Row((1, "Số tiêu chí", "", 18, "")))})
    assert told(was, now) == [("Xã Xuân Tân, Tình hình, Số tiêu chí", "Đạt", "17", "18")]


def test_a_row_without_a_name_is_called_by_its_place():
    was, now = with_cells(1, "", "…", 5, ""), with_cells(1, "", "…", 6, "")
    assert told(was, now) == [("dòng 1", "Đạt", "5", "6")]


def test_a_column_is_called_by_as_much_of_its_head_as_tells_it_from_the_others():
    columns = tuple(Column(key, key, 10, TEXT) for key in ("name", "a", "b", "c", "d"))
    heads = (
        (Head("Xã", levels=3), Head("Kết quả", columns=2), Head("Kế hoạch", columns=2)),
        (Head("Vốn", columns=2), Head("Vốn", columns=2)),
        (Head("Tỉnh"), Head("15"), Head("Tỉnh"), Head("Xã")),
    )
    content = frozen(issues.table().__class__(**{**fields(), "columns": columns, "heads": heads, "rows": ()}))
    assert column_names(content) == {
        "name": "Xã", "a": "Kết quả, Vốn, Tỉnh", "b": "15 Vốn", "c": "Kế hoạch, Vốn, Tỉnh", "d": "Vốn, Xã",
    }  # fmt: skip


def test_the_digest_is_of_the_content_and_not_of_its_order():
    content = frozen(issues.table())
    assert digest(content) == digest(dict(reversed(content.items()))) != digest(content | {"title": "KHÁC"})


def tasks(*rows: tuple[str, str]) -> dict:
    """The text of a report that has one table."""
    said = [{"cells": [[part], [text]], "kind": "data", "page": False, "name": "grid"} for part, text in rows]
    heads = [[["Mục", 1, 1, False], ["Nội dung", 1, 1, False]]]
    return {"sheet": "Báo cáo", "columns": [["part"], ["text"]], "heads": heads, "rows": said, "pinned": 1}


def moved(was: dict, now: dict) -> list[tuple[str, str, str, str]]:
    return [(row.row, row.column, row.was, row.now) for row in differences(was, now, with_words=False)]


def test_a_task_that_comes_in_between_moves_no_other_one():
    old = tasks(("1", "Nhiệm vụ: A; Hạn: 28/9"), ("2", "Nhiệm vụ: B; Hạn: 30/9"), ("3", "Nhiệm vụ: B; Hạn: 02/10"))
    new = tasks(
        ("1", "Nhiệm vụ: A; Hạn: 28/9"), ("2", "Nhiệm vụ: C; Hạn: 29/9"), ("3", "Nhiệm vụ: B; Hạn: 30/9"),
        ("4", "Nhiệm vụ: B; Hạn: 03/10"),
    )  # fmt: skip
    assert moved(old, new) == [
        ("B", "Nội dung", "Nhiệm vụ: B; Hạn: 02/10", "Nhiệm vụ: B; Hạn: 03/10"),
        ("C", WHOLE_ROW, ABSENT, "Nhiệm vụ: C; Hạn: 29/9"),
    ]


def test_a_row_of_a_table_in_a_text_keeps_its_heading_or_its_own_name():
    old = tasks(("Phân nhóm: 1", "Nhóm: 19 tiêu chí; Số đơn vị: 6"), ("Xuân Đài", "Quá hạn: 1"))
    new = tasks(("Phân nhóm: 1", "Nhóm: 19 tiêu chí; Số đơn vị: 7"), ("Xuân Đài", "Quá hạn: 2"))
    assert [row for row, *_ in moved(old, new)] == ["Phân nhóm, 19 tiêu chí", "Xuân Đài"]
