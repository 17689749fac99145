"""What the directive wants by a day: gaps, work done, time gone, the rate of the district, warnings."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from criteria.enums import Stage
from reports.tables.due import aged_words, district_rate, due_blocks, risks, time_elapsed, work_done
from tests.reports.facts import (
    BEFORE,
    CHAU,
    DAY,
    NEARLY,
    NONE,
    NOT_MET,
    TAN,
    TOWN,
    board,
    poor,
    standings,
    status,
    task,
)  # fmt: skip

NEARLY_THERE = {"declared": NEARLY, "finish_by": dt.date(2017, 12, 31)}
COMMUNES = (TAN, CHAU, TOWN)


def block(now, before=None, begun=None, communes=COMMUNES, **given):
    return due_blocks(standings(now, before, begun, **given), board({}, None, communes))[0]


def full_of_gaps():
    now = {TAN: status(7204, 8600), CHAU: status(3215, 3850, **NEARLY_THERE), TOWN: status(7630, 8547)}
    before = {TAN: status(6800, 8600), CHAU: status(3215, 3850), TOWN: status(7000, 8547)}
    return block(now, before)


def test_the_communes_stand_by_size_of_gap_with_their_verdict():
    lines = full_of_gaps().lines
    assert [(line.commune, line.words, line.share, line.verdict, line.href) for line in lines] == [
        (TAN, "106", Fraction(1), NOT_MET, "xa/xuan-tan/#tc-15"),
        (CHAU, "58", Fraction(58, 106), NEARLY, "xa/xuan-chau/#tc-15"),
    ]


def test_the_block_adds_the_gaps_and_says_what_was_done_since():
    found = full_of_gaps()
    assert (found.verb, found.total, found.total_words, found.counted) == ("Còn thiếu", 164, "164", "người")
    assert (found.places_words, found.met_words, found.required) == ("02 xã", "1/3 đơn vị đạt (+1)", "≥\u00a085%")
    # 510 + 58 + 265 people were missing on the day of the directive.
    assert (found.done, found.done_words) == (1 - Fraction(164, 833), "Đã xong 80%")
    assert (found.elapsed, found.elapsed_words) == (Fraction(28, 33), "85%")
    assert (found.rate, found.left_out) == ("85,96%", ())
    assert found.href == "chi-tieu/15.1/"


def test_poor_households_are_to_become_fewer():
    households = {TAN: status(61, 2470, poor(), "2"), TOWN: status(45, 2542, poor(), "2")}
    found = block(households, communes=(TAN, TOWN), tasks=[task(110, 11, "11", "Hộ nghèo")])
    assert (found.verb, found.total, found.counted) == ("Còn phải giảm", 12, "hộ")
    assert found.lines[0].href == "xa/xuan-tan/#tc-11"


def test_what_cannot_be_counted_is_listed_last_with_its_result():
    now = {TAN: status(value="80"), CHAU: status(), TOWN: status(60, 100)}
    lines = block(now).lines
    assert [(line.commune, line.amount, line.words, line.share, line.verdict) for line in lines] == [
        (TOWN, 25, "25", Fraction(1), NOT_MET),
        (TAN, None, "80,00%", Fraction(0), NOT_MET),
        (CHAU, None, "…", Fraction(0), NONE),
    ]
    assert block(now).places_words == "01 đơn vị"


def test_a_claim_is_marked_as_the_commune_s_own_word():
    (line,) = block({TAN: status(60, 100, stage=Stage.SELF)}, communes=(TAN,)).lines
    assert line.by_self


@pytest.mark.parametrize(
    ("begun", "now", "done", "words"),
    [
        (100, 31, Fraction(69, 100), "Đã xong 69%"),
        (100, 0, Fraction(1), "Đã xong 100%"),
        (100, 125, Fraction(0), "Phần còn thiếu tăng 25%"),
        (0, 0, None, "Khi giao việc chưa tính được phần còn thiếu"),
    ],
)
def test_work_done_is_measured_from_the_day_it_was_given(begun, now, done, words):
    assert work_done(Decimal(begun), Decimal(now)) == (done, words)


@pytest.mark.parametrize(
    ("as_of", "share"),
    [
        (BEFORE, Fraction(0)),
        (dt.date(2017, 9, 25), Fraction(28, 33)),
        (dt.date(2017, 9, 30), Fraction(1)),
        (dt.date(2017, 10, 9), Fraction(1)),
        (dt.date(2017, 8, 1), Fraction(0)),
    ],
)
def test_time_goes_from_the_directive_to_the_due_day(as_of, share):
    assert time_elapsed(BEFORE, dt.date(2017, 9, 30), as_of) == share


def test_a_task_due_on_the_day_it_was_given_has_no_time():
    assert time_elapsed(DAY, DAY, DAY) == 1


@pytest.mark.parametrize(
    ("statuses", "rate", "left_out"),
    [
        ([status(1, 100), status(3, 100)], "2,00%", ()),
        ([status(1, 100), status(value="3")], "1,00%", ("không tính 01 đơn vị chưa có tử số, mẫu số",)),
        ([status(1, 100), status()], "1,00%", ("01 đơn vị chưa có số liệu",)),
        ([status(value="3")], "", ()),
        ([], "", ()),
    ],
)
def test_the_rate_of_the_district_is_sum_over_sum_and_says_whom_it_leaves_out(statuses, rate, left_out):
    assert district_rate(statuses) == (rate, left_out)


def test_the_block_holds_the_nearest_day_of_the_newest_directive():
    later = task(110, 11, "11", "Hộ nghèo", due_on=dt.date(2017, 12, 31))
    older = task(110, 11, "11", "Hộ nghèo", issued_on=dt.date(2016, 6, 3))
    own = task(None, 92, "2", "Giao thông", applies_to="DISTRICT")
    found = standings({TAN: status(90, 100)}, tasks=[task(), own, later, older])
    assert ([due.number for due in found.dues], found.due_on) == (["15.1"], dt.date(2017, 9, 30))


def test_without_tasks_there_is_no_deadline():
    found = standings({}, tasks=())
    assert (found.dues, found.due_on, found.unfinished((TAN,))) == ((), None, [])


def test_unfinished_communes_have_anything_open():
    now = {TAN: status(90, 100), CHAU: status(80, 100), TOWN: status()}
    assert standings(now).unfinished(COMMUNES) == [CHAU, TOWN]


@pytest.mark.parametrize(("clause", "section"), [("3d", "3"), ("3đ", "3"), ("4", "4"), ("3", "3")])
def test_the_section_is_the_clause_without_its_letter(clause, section):
    assert task(clause=clause).section == section


def test_warnings_name_the_commune_the_indicator_and_the_reason():
    now = {TAN: status("85.4", 100), CHAU: status(99, 100), TOWN: status(80, 100)}
    before = {place: status(figure, 100, assessed_on=BEFORE) for place, figure in ((TAN, 86), (CHAU, 99), (TOWN, 90))}
    found = risks(standings(now, before), COMMUNES)
    assert [(warning.commune, warning.number, warning.criterion_id, warning.words) for warning in found] == [
        (TAN, "15.1", 15, "85,40%, ngưỡng 85%")
    ]


def test_figures_that_are_too_old_are_counted_by_place():
    old = {TAN: status(99, 100, assessed_on=dt.date(2016, 8, 1)), CHAU: status(99, 100), TOWN: status(99, 100)}
    assert aged_words(standings(old), COMMUNES, 12) == "01 chỉ tiêu đạt ở 01 xã có số liệu đã quá 12 tháng"
    assert aged_words(standings({place: status(99, 100) for place in COMMUNES}), COMMUNES, 12) == ""


def test_a_commune_that_is_done_is_not_listed():
    found = block({TAN: status(90, 100)}, communes=(TAN,))
    assert (found.lines, found.total, found.places_words, found.met_words) == ((), 0, "0 xã", "1/1 đơn vị đạt")
    assert found.target.value == 85
