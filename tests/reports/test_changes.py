"""What changed, what is overdue, and what needs a decision: only what the figures say."""

import datetime as dt

import pytest

from criteria.enums import FallKind, Verdict
from criteria.status import Cause, Cell
from directives.enums import CaseStep
from reports.tables.asks import asks
from reports.tables.board import Period
from reports.tables.changes import changes
from reports.tables.due import due_blocks, risks
from reports.tables.matrix import matrix
from reports.tables.overdue import overdue_items
from tests.reports.facts import (
    BEFORE,
    CHAU,
    CULTURE,
    DAY,
    HEALTH,
    MET,
    NEARLY,
    NOT_MET,
    POOR,
    ROADS,
    TAN,
    TOWN,
    board,
    cell,
    commune,
    fall,
    standings,
    status,
    task,
)

COMMUNES = (TAN, CHAU, TOWN)
CAUSE = Cause(151, "15.1", "Thẻ BHYT hết hạn.", "Bảng tổng hợp tháng 9", dt.date(2017, 9, 14))
LATER = dt.date(2017, 10, 10)


def told(now, before=None, falls=(), causes=None, figures=None, earlier=None):
    facts = board(now, before, COMMUNES, falls=falls, causes=causes or {})
    stand = standings(figures or {}, earlier, tasks=[task()] if figures else ())
    return changes(facts, stand, matrix(facts), risks(stand, COMMUNES))


def test_a_regression_stands_with_the_finding_that_brought_it():
    found = told({(TAN, HEALTH): cell(NOT_MET)}, falls=(fall(),), causes={500: CAUSE})
    (line,) = found.fallen
    assert (line.commune, line.criterion, line.was, line.has) == (TAN, HEALTH, MET, NOT_MET)
    assert line.cause == "15.1 Thẻ BHYT hết hạn; Bảng tổng hợp tháng 9, số liệu ngày 14/9"
    assert line.href == "xa/xuan-tan/#tc-15"
    assert found.count == 1


def test_without_words_of_the_officer_the_figures_speak():
    silent = Cause(151, "15.1", "", "", dt.date(2017, 9, 14))
    found = told(
        {(TAN, HEALTH): cell(NOT_MET)}, falls=(fall(),), causes={500: silent}, figures={TAN: status(7204, 8600)}
    )
    assert found.fallen[0].cause == (
        "15.1 7.204/8.600 người, đạt 83,77%; cần 7.310 người để đủ 85%, còn thiếu 106 người; số liệu ngày 14/9"
    )


def test_a_cause_that_is_not_known_is_left_out():
    assert told({(TAN, HEALTH): cell(NOT_MET)}, falls=(fall(),)).fallen[0].cause == ""


def test_a_risen_target_is_a_note_and_not_a_regression():
    found = told({(TAN, HEALTH): cell(NOT_MET)}, falls=(fall(kind=FallKind.SET_CHANGED),))
    assert (found.fallen, len(found.set_changed), found.count) == ((), 1, 0)


def test_a_fall_that_was_made_good_is_listed_apart():
    found = told({}, falls=(fall(recovered_on=dt.date(2017, 9, 20)), fall(CHAU, kind=FallKind.SET_CHANGED)))
    assert found.recovered == "Xuân Tân 15 (từ 14/9 đến 20/9)"
    assert found.fallen == ()


def test_the_newest_fall_comes_last():
    now = {(TAN, HEALTH): cell(NOT_MET), (CHAU, POOR): cell(NOT_MET)}
    found = told(now, falls=(fall(), fall(CHAU, POOR, on=dt.date(2017, 9, 2))))
    assert [(line.commune.name, line.on.day) for line in found.fallen] == [("Xuân Châu", 2), ("Xuân Tân", 14)]


def test_what_is_newly_met_is_counted_with_the_communes_that_are_complete():
    before = {(TAN, POOR): cell(NOT_MET), (TAN, HEALTH): cell(NEARLY), (CHAU, POOR): cell(NOT_MET)}
    found = told({(CHAU, HEALTH): cell(NOT_MET)}, before | {(CHAU, HEALTH): cell(NOT_MET)})
    assert found.risen == "03 tiêu chí ở 02 xã. Đủ 3/3 thêm Xuân Tân."
    assert told({(CHAU, HEALTH): cell(NOT_MET)}, {(CHAU, POOR): cell(NOT_MET)}).risen == "01 tiêu chí ở 01 xã."
    assert told({}).risen == ""


def test_who_meets_all_that_is_asked_of_it_is_told_with_what_is_not_considered():
    before = {(TAN, POOR): cell(NOT_MET), (CHAU, POOR): cell(NOT_MET)}
    found = told({(CHAU, HEALTH): cell(Verdict.NA)}, before | {(CHAU, HEALTH): cell(Verdict.NA)})
    assert found.risen == "02 tiêu chí ở 02 xã. Đủ 3/3 thêm Xuân Tân; đủ 2/2 (01 không xét) thêm Xuân Châu."
    found = told({(CHAU, HEALTH): cell(Verdict.NA)}, {(CHAU, POOR): cell(NOT_MET), (CHAU, HEALTH): cell(Verdict.NA)})
    assert found.risen == "01 tiêu chí ở 01 xã. Đủ 2/2 (01 không xét) thêm Xuân Châu."


def test_warnings_are_one_sentence():
    found = told({}, figures={TAN: status("85.4", 100)}, earlier={TAN: status(86, 100, assessed_on=BEFORE)})
    assert found.at_risk == "Xuân Tân 15.1 (85,40%, ngưỡng 85%)"


# --- Overdue --------------------------------------------------------------------------------


def late(now, figures, nearly=(), tasks=None, as_of=DAY):
    facts = board(now, None, COMMUNES, nearly=nearly, period=Period(as_of, DAY))
    return overdue_items(facts, standings(figures, tasks=tasks))


def shown(items):
    return [(item.commune.name if item.commune else "", item.what, item.days) for item in items]


def test_nothing_is_overdue_on_the_due_day_itself():
    figures = {place: status(80, 100) for place in COMMUNES}
    assert late({}, figures, as_of=dt.date(2017, 9, 30)) == ()


def test_what_the_directive_wanted_is_overdue_the_day_after():
    figures = {TAN: status(80, 100), CHAU: status(90, 100), TOWN: status()}
    assert shown(late({}, figures, as_of=dt.date(2017, 10, 1))) == [
        ("Xuân Tân", "chỉ tiêu 15.1 Người dân tham gia BHYT", 1),
        ("TT. Xuân Trường", "chỉ tiêu 15.1 Người dân tham gia BHYT", 1),
    ]


def test_nearly_met_is_overdue_after_the_day_it_was_to_be_finished():
    nearly = status(80, 100, declared=NEARLY, finish_by=dt.date(2017, 9, 15))
    in_time = status(80, 100, declared=NEARLY, finish_by=DAY)
    figures = {TAN: nearly, CHAU: in_time, TOWN: status()}
    cells = [(place.id, 151) for place in COMMUNES]
    assert shown(late({}, figures, cells)) == [("Xuân Tân", "chỉ tiêu 15.1 mới cơ bản đạt", 10)]


def test_a_cell_that_is_overdue_twice_counts_once():
    nearly = status(80, 100, declared=NEARLY, finish_by=dt.date(2017, 9, 15))
    figures = {TAN: nearly, CHAU: status(90, 100), TOWN: status(90, 100)}
    assert shown(late({}, figures, [(TAN.id, 151)], as_of=LATER)) == [
        ("Xuân Tân", "chỉ tiêu 15.1 Người dân tham gia BHYT", 10)
    ]


def test_the_district_s_own_criteria_may_be_overdue_too():
    own = task(None, ROADS.id, "2", "Giao thông", applies_to="DISTRICT")
    assert shown(late({}, {}, tasks=[own], as_of=LATER)) == [("", "tiêu chí huyện 2", 10)]
    unknown = task(None, 77, "7", "Môi trường", applies_to="DISTRICT")
    assert late({}, {}, tasks=[unknown], as_of=LATER) == ()


# --- Cần cho ý kiến -------------------------------------------------------------------------


def asked(now, falls=(), figures=None, items=(), communes=COMMUNES, tasks=None):
    facts = board(now, None, communes, falls=falls)
    stand = standings(figures or {}, tasks=tasks or ([task()] if figures else ()))
    blocks = due_blocks(stand, facts) if figures else ()
    return [(ask.subject, ask.words, ask.href) for ask in asks(facts, stand, matrix(facts), blocks, items)]


def test_nothing_to_decide_is_an_empty_list():
    assert asked({}) == []


def test_a_regression_asks_first():
    now = {(TAN, HEALTH): cell(NOT_MET), (CHAU, CULTURE): Cell()}
    assert asked(now, (fall(),)) == [
        ("Xuân Tân", "tụt tiêu chí 15 từ 14/9, chưa báo cáo nguyên nhân.", "suy-giam/?xa=xuan-tan&tc=15"),
        ("Xuân Châu", "chưa đủ số liệu tiêu chí 16.", "xa/xuan-chau/"),
    ]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (CaseStep.DRAFT, "chưa báo cáo nguyên nhân"),
        (CaseStep.ANSWER, "đã trả lời, chờ xem xét"),
        (CaseStep.RETURN, "trả lời bị trả lại"),
        (CaseStep.FOLLOW, "đang thực hiện biện pháp"),
        (CaseStep.ACCEPT, "đã chấp nhận giải trình"),
    ],
)
@pytest.mark.parametrize("key", [(TAN.id, 151, None), (TAN.id, None, HEALTH.id)])
def test_a_regression_says_what_became_of_it(key, step, words):
    happened, said = fall(), {(*key, dt.date(2017, 9, 14)): step}
    facts = board({(TAN, HEALTH): cell(NOT_MET)}, None, COMMUNES, falls=(happened,), causes={500: CAUSE})
    asked_for = asks(facts, standings({}, tasks=()), matrix(facts), (), (), said)
    assert asked_for[0].words == f"tụt tiêu chí 15 từ 14/9, {words}."


def test_many_communes_without_figures_are_counted():
    places = tuple(commune(number) for number in range(1, 5))
    now = {(place, criterion): Cell() for place in places for criterion in (POOR, HEALTH)}
    assert asked(now, communes=places) == [("04 đơn vị", "chưa đủ số liệu ở 08 ô tiêu chí.", "#ma-tran")]


def test_the_longest_overdue_is_named_and_the_others_counted():
    figures = {TAN: status(80, 100), CHAU: status(70, 100), TOWN: status(90, 100)}
    items = late({}, figures, as_of=LATER)
    words = "chỉ tiêu 15.1 Người dân tham gia BHYT, hạn 30/9/2017, đã quá 10 ngày"
    assert asked({}, items=items[:1]) == [("Xuân Tân", f"{words}.", "xa/xuan-tan/")]
    assert asked({}, items=items) == [("Xuân Tân", f"{words}; 01 việc khác cũng quá hạn.", "?loc=qua-han#ma-tran")]


def test_the_district_s_own_overdue_task_leads_to_its_page():
    own = task(None, ROADS.id, "2", "Giao thông", applies_to="DISTRICT")
    items = late({}, {}, tasks=[own], as_of=LATER)
    assert asked({}, items=items) == [
        ("Huyện", "tiêu chí huyện 2, hạn 30/9/2017, đã quá 10 ngày.", "huyen/"),
    ]


@pytest.mark.parametrize(
    ("shares", "asks_for"),
    [
        (
            (40, 60, 80),
            [("Xuân Tân, Xuân Châu", "chiếm 93% phần còn thiếu của chỉ tiêu 15.1 Người dân tham gia BHYT.")],
        ),
        ((80, 84, 90), []),
        ((90, 90, 90), []),
    ],
)
def test_the_two_communes_that_hold_most_of_the_gap_are_named(shares, asks_for):
    figures = {place: status(share, 100) for place, share in zip(COMMUNES, shares, strict=True)}
    assert [found[:2] for found in asked({}, figures=figures)] == asks_for


def test_an_even_gap_names_nobody():
    places = tuple(commune(number) for number in range(1, 6))
    assert asked({}, figures={place: status(75, 100) for place in places}, communes=places) == []


def test_the_district_s_open_criteria_come_with_their_day():
    own = task(None, ROADS.id, "2", "Giao thông", applies_to="DISTRICT", due_on=dt.date(2017, 12, 31))
    assert asked({}, tasks=[own]) == [("Huyện", "chưa đủ số liệu tiêu chí 2, hạn 31/12/2017.", "huyen/")]
    facts = board({}, None, COMMUNES)
    assert facts.district_cell(ROADS.id) == Cell()
