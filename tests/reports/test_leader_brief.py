"""Tóm tắt một trang: four numbers, short tables, what needs a decision."""

from dataclasses import replace
from fractions import Fraction

import pytest

from reports.rules.leader_brief import MOST_ROWS, brief_summary, four_numbers, most_pressing, three_tables
from reports.rules.periodic_facts import Overdue, Short
from tests.reports import periodic_cases as cases
from tests.reports import story
from tests.reports.periodic_cases import XA
from tests.reports.test_periodic_pages import SEPTEMBER, words_of


def test_the_four_numbers_with_their_changes():
    found = four_numbers(cases.heading(), cases.general(), cases.district(True, False), Overdue(0, ""))
    assert [(row.label, row.value, row.note) for row in found] == [
        ("Đủ 19/19 tiêu chí", "3/20", "tăng 02 đơn vị so với ngày 28/8/2017"),
        ("Bình quân tiêu chí", "18,2", "tăng 0,5 tiêu chí so với ngày 28/8/2017"),
        ("Tiêu chí huyện đạt", "1/2", "giữ nguyên so với ngày 28/8/2017"),
        ("Việc quá hạn", "0", "không có"),
    ]
    assert brief_summary(cases.heading()) == "Xây dựng nông thôn mới đến ngày 25/9/2017, so với ngày 28/8/2017"


def test_an_average_that_gained_less_than_a_tenth_is_not_said_to_be_kept():
    general = cases.general(mean=Fraction(368, 20), mean_before=Fraction(367, 20))
    found = four_numbers(cases.heading(), general, cases.district(True, False), Overdue(0, ""))
    assert (found[1].value, found[1].note) == ("18,4", "tăng chưa đến 0,1 tiêu chí so với ngày 28/8/2017")


def test_what_cannot_be_compared_is_not_said_to_have_moved():
    general = cases.general(was_told=False, complete_before=0)
    district = replace(cases.district(True, False), was_told=False)
    found = four_numbers(cases.heading(), general, district, Overdue(0, ""))
    assert [row.note for row in found[:3]] == ["chưa có số liệu ngày 28/8/2017 để so sánh"] * 3


def test_before_anything_is_known_there_is_no_nought_and_no_place_that_falls_short():
    general = cases.general(size=0, is_told=False, was_told=False, short=short(3))
    found = four_numbers(cases.heading(), general, cases.district(True, False), Overdue(0, ""))
    assert [(row.label, row.value) for row in found[:2]] == [("Đủ tiêu chí", "…"), ("Bình quân tiêu chí", "…")]
    assert three_tables(general, [], cases.falls()) == ()


def short(count: int) -> list[Short]:
    """Places with one failing criterion, the last one with two."""
    numbers = [(11, 15) if at == count - 1 else (15,) for at in range(count)]
    return [Short(XA[at], "17/19", (("chưa đạt", failing),)) for at, failing in enumerate(numbers)]


@pytest.mark.parametrize(
    ("count", "rows", "last"),
    [(6, 6, "Xuân E"), (8, MOST_ROWS, "và 03 đơn vị khác")],
)
def test_no_table_is_longer_than_six_rows_and_the_worst_stand_first(count, rows, last):
    told = cases.falls(fallen=("Xuân A (19.2)",), at_risk=("Xuân B (15.1)",))
    tables = dict(three_tables(cases.general(short=short(count)), [cases.due()] * 8, told))
    places = tables["Đơn vị chưa đủ tiêu chí"].rows
    assert (len(places), places[0][0], places[-1][0]) == (rows, XA[count - 1].name, last)
    assert len(tables["Chỉ tiêu có thời hạn"].rows) == MOST_ROWS
    assert tables["Suy giảm, có nguy cơ suy giảm"].rows == (
        ("Xuân A (19.2)", "Suy giảm"),
        ("Xuân B (15.1)", "Có nguy cơ"),
    )


@pytest.mark.parametrize(("count", "last"), [(0, None), (6, "f"), (8, "Và 03 việc khác ở trang Tổng quan.")])
def test_no_more_than_six_matters_are_asked_and_the_last_line_says_how_many_others(count, last):
    asked = most_pressing("abcdefgh"[:count])
    assert (len(asked), asked[-1:]) == (min(count, MOST_ROWS), (last,) * bool(count))


def test_a_table_without_rows_is_left_out():
    assert three_tables(cases.general(), [], cases.falls()) == ()


@pytest.mark.django_db
def test_the_page_is_a_word_file_without_number_and_signature(district, hanh, sign_in):
    story.tell(district, hanh)
    answer = sign_in("leader").get(f"{SEPTEMBER}tom-tat.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="TomTat_XuanTruong_2017-09-25.docx"'
    said = words_of(answer.content)
    for words in (
        "TÓM TẮT",
        "Đủ 19/19 tiêu chí",
        "Đơn vị chưa đủ tiêu chí",
        "Cần cho ý kiến",
        "Xuân Tân: tụt tiêu chí",
    ):
        assert words in said
    assert "Nơi nhận" not in said
    assert "/BC" not in said


@pytest.mark.django_db
def test_a_wrong_day_leads_back_to_the_page(district, sign_in):
    answer = sign_in("leader").get(f"{SEPTEMBER}tom-tat.docx?den=26/9/2017")
    assert answer["Location"] == f"{SEPTEMBER}?den=26%2F9%2F2017"
