"""The cases as lists and pages read them: exact, with the people of that day, and with words that outlive the fall."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.actions.findings import void_finding
from criteria.enums import FallKind
from criteria.models import CriteriaSet, Criterion, Finding, Indicator
from directives.actions.cases import Subject
from directives.enums import CaseState, CaseStep
from directives.models import RegressionCase
from directives.tables.cases import case_named, last_steps, names_of, open_cases, read_cases
from directives.tables.risks import read_risks
from ntm_portal.kept import forget_readings
from tests import build
from tests.directives.fallen import FELL, TODAY, answered, decided, drafted, lose, only, remarked, say
from tests.review.test_truth import START, book_of_three, write, writes
from tests.review.test_truth import TODAY as STORY_ENDS

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
LEFT_TO_THE_PROVINCE = ("2.1", "2.2", "2.3", "2.4", "10")


@pytest.fixture
def lost(xuan_tan, hanh) -> Subject:
    return lose(xuan_tan, hanh)


# --- One case -------------------------------------------------------------------------------


def test_a_case_is_there_as_soon_as_the_figure_is(lost, xuan_tan):
    case = only(xuan_tan)
    assert (case.unit, case.label, case.code) == (xuan_tan, "15.2 Xã đạt chuẩn y tế", "15.2")
    assert case.href == "/suy-giam/xuan-tan/15.2/2017-09-14/"
    assert (case.fall.kind, case.state, case.is_open, case.is_fault) == (FallKind.LOST, CaseState.TO_ANSWER, True, True)
    assert (case.before.shown, case.before.on) == ("Đạt", dt.date(2017, 8, 1))
    assert (case.after.shown, case.after.on, case.after.said) == ("Chưa đạt", FELL, "Trạm y tế khuyết bác sĩ")
    assert (case.values, case.answer, case.draft, case.newest_id) == (("", ""), None, None, None)
    assert not RegressionCase.objects.exists()


def test_figures_stand_beside_their_verdicts(xuan_tan, hanh):
    for day, part in (("2017-08-01", 90), (FELL, 80)):
        build.record(xuan_tan, build.row("15.1", part, 100, day), by=hanh)
    assert only(xuan_tan).values == ("90,00%", "80,00%")


@pytest.mark.parametrize(
    ("as_of", "words", "tag"),
    [
        (dt.date(2017, 9, 14), "Chờ trả lời, hạn 21/9", "soon"),
        (dt.date(2017, 9, 21), "Chờ trả lời, hạn 21/9", "soon"),
        (dt.date(2017, 9, 22), "Chờ trả lời, hạn 21/9, quá 1 ngày", "late"),
    ],
)
def test_the_place_has_a_week_to_answer(as_of, words, tag, lost, xuan_tan):
    case = only(xuan_tan, as_of)
    assert (case.answer_by, case.state_words, case.tag) == (dt.date(2017, 9, 21), words, tag)


@pytest.mark.parametrize(
    ("as_of", "words", "tag"),
    [
        (dt.date(2017, 10, 10), "Đã trả lời, chờ xem xét", "soon"),
        (dt.date(2017, 10, 11), "Đã trả lời, chờ xem xét, biện pháp quá hạn 1 ngày", "late"),
    ],
)
def test_a_measure_that_is_not_finished_in_time_is_late(as_of, words, tag, lost, xuan_tan, tan):
    answered(lost, tan)
    assert (only(xuan_tan, as_of).state_words, only(xuan_tan, as_of).tag) == (words, tag)


def test_a_returned_answer_is_pressing_and_a_closed_case_is_calm(lost, xuan_tan, tan, hanh):
    entry = answered(lost, tan)
    back = decided(lost, hanh, CaseStep.RETURN, entry.pk)
    assert (only(xuan_tan).tag, only(xuan_tan).state_words) == ("late", "Trả lại, chờ bổ sung")
    again = answered(lost, tan, back.pk, "2017-09-22")
    decided(lost, hanh, CaseStep.ACCEPT, again.pk, "2017-09-23")
    assert (only(xuan_tan).tag, only(xuan_tan).state_words) == ("done", "Đã chấp nhận giải trình")
    assert open_cases([xuan_tan], TODAY) == []


def test_what_is_asked_of_the_past_knows_only_what_was_said_by_then(lost, xuan_tan, tan):
    answered(lost, tan, at="2017-09-20")
    assert only(xuan_tan, dt.date(2017, 9, 19)).state == CaseState.TO_ANSWER
    assert only(xuan_tan, dt.date(2017, 9, 20)).state == CaseState.ANSWERED
    assert only(xuan_tan, known_at=build.moment("2017-09-20", 8)).state == CaseState.TO_ANSWER
    assert only(xuan_tan, known_at=build.moment("2017-09-20", 10)).state == CaseState.ANSWERED


def test_losing_a_criterion_and_the_whole_is_said_at_the_indicator(xuan_tan, hanh):
    rows = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020", parts=None)
    build.record(xuan_tan, *map(plain, rows), by=hanh)
    say(xuan_tan, FELL, "NOT_MET", hanh)
    assert only(xuan_tan).took == ("tiêu chí 15: đạt → chưa đạt", "không còn đủ 19/19 tiêu chí")
    say(xuan_tan, "2017-09-15", "NOT_MET", hanh, number="19.2")
    assert read_cases([xuan_tan], TODAY)[1].took == ("tiêu chí 19: đạt → chưa đạt",)


def test_whether_all_was_met_before_a_fall_is_told_as_known_then(xuan_tan, hanh):
    rows = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020", parts=None)
    build.record(xuan_tan, *map(plain, rows.exclude(number="19.2")), by=hanh)
    say(xuan_tan, FELL, "NOT_MET", hanh)
    build.record(
        xuan_tan, build.row("19.2", assessed_on="2017-08-01", declared="MET"), by=hanh, at=build.moment("2017-09-20")
    )
    whole = "không còn đủ 19/19 tiêu chí"
    assert [whole in only(xuan_tan, known_at=build.moment(day)).took for day in ("2017-09-19", "2017-09-21")] == [
        False,
        True,
    ]


def plain(indicator):
    """A figure that meets any level; where the province has set none, a word."""
    if indicator.kind == "YES_NO" or indicator.number in LEFT_TO_THE_PROVINCE:
        return build.row(indicator.number, assessed_on="2017-08-01", declared="MET", reason="Thử")
    least = indicator.direction == "AT_MOST"
    if not indicator.keeps_ratio:
        return build.row(indicator.number, value=0 if least else 99, assessed_on="2017-08-01")
    return build.row(indicator.number, 0 if least else 100, 100, "2017-08-01")


# --- Who answered on that day ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "name"),
    [(dt.date(2017, 9, 13), "Người trước"), (dt.date(2017, 9, 14), "Người sau"), (dt.date(2017, 9, 15), "Người sau")],
)
def test_the_day_of_a_change_belongs_to_the_one_who_comes(day, name, xuan_tan, hanh):
    build.appointment(xuan_tan, "CHAIR", "Người trước", valid_to=FELL - ONE_DAY)
    build.appointment(xuan_tan, "CHAIR", "Người sau", valid_from="2017-09-14")
    build.appointment(xuan_tan, "PARTY_SECRETARY", "Bí thư")
    build.appointment(xuan_tan, "ASSIGNED_MEMBER", "Ủy viên")
    lose(xuan_tan, hanh, day)
    assert only(xuan_tan).heads_words == f"Bí thư Đảng ủy: Bí thư; Chủ tịch UBND xã: {name}"


def test_nobody_in_office_is_left_open(lost, xuan_tan):
    assert only(xuan_tan).heads_words == ""


# --- Erased, and gone with its set ----------------------------------------------------------


def test_a_fall_erased_by_a_correction_keeps_what_was_said(lost, xuan_tan, hanh, tan):
    answered(lost, tan)
    wrong = Finding.objects.get(unit=xuan_tan, assessed_on=FELL)
    void_finding(finding=wrong, reason="Ghi nhầm xã", by=hanh, at=build.moment("2017-09-22"), today=TODAY)
    case = only(xuan_tan)
    assert (case.state, case.tag, case.is_fault, case.fall.kind) == (CaseState.WITHDRAWN, "plain", False, FallKind.NONE)
    assert (case.answer.cause, case.state_words) == ("Bác sĩ nghỉ chế độ", "Rút do đính chính")
    assert (case.before.shown, case.values, case.answer_by) == ("…", ("", ""), None)
    known = only(xuan_tan, known_at=build.moment("2017-09-21"))
    assert (known.state, only(xuan_tan, known_at=build.moment("2017-09-23")).state) == (
        CaseState.ANSWERED,
        CaseState.WITHDRAWN,
    )


def test_a_case_that_nobody_spoke_of_goes_with_its_fall(lost, xuan_tan, hanh):
    wrong = Finding.objects.get(unit=xuan_tan, assessed_on=FELL)
    void_finding(finding=wrong, reason="Ghi nhầm xã", by=hanh, at=build.moment("2017-09-22"), today=TODAY)
    assert read_cases([xuan_tan], TODAY) == []


def test_a_back_dated_figure_moves_the_fall_and_leaves_the_words_where_they_were(lost, xuan_tan, hanh, tan):
    answered(lost, tan)
    say(xuan_tan, "2017-09-10", "NOT_MET", hanh)
    found = {case.fall.on: case.state for case in read_cases([xuan_tan], TODAY)}
    assert found == {dt.date(2017, 9, 10): CaseState.TO_ANSWER, FELL: CaseState.WITHDRAWN}


def test_after_its_set_a_cell_can_not_come_back(lost, xuan_tan):
    CriteriaSet.objects.filter(code="xa-2016-2020").update(effective_to=dt.date(2020, 12, 31))
    assert only(xuan_tan, dt.date(2020, 12, 31)).state == CaseState.TO_ANSWER
    assert only(xuan_tan, dt.date(2021, 1, 1)).state == CaseState.LAPSED


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(writes, min_size=4, max_size=14), spoken=st.integers(0, 3))
def test_words_outlive_any_history(history, spoken, hanh, tan, xuan_tan):
    """Somebody speaks of a fall as soon as there is one; later writes may erase it, its words stay readable."""
    with build.rolled_back():
        made = book_of_three()
        for hour, step in enumerate(history):
            at = START + hour * dt.timedelta(hours=1)
            write(step, at, xuan_tan, hanh, made)
            open_now = [c for c in open_cases([xuan_tan], STORY_ENDS) if not c.entries]
            if open_now and RegressionCase.objects.count() <= spoken:
                remarked(subject_of(open_now[0]), tan, at="2017-01-20")
        cases = {case.event.key: case for case in read_cases([xuan_tan], STORY_ENDS)}
        for row in RegressionCase.objects.all():
            assert [entry.text for entry in cases[row.key].entries] == ["Báo cáo trước ngày 28/9"]
        known = read_cases([xuan_tan], STORY_ENDS, build.moment("2017-01-20", 23))
        assert {c.event.key: (c.state, c.took) for c in known} == {k: (c.state, c.took) for k, c in cases.items()}


def subject_of(case) -> Subject:
    fall = case.fall
    if fall.criterion_id:
        return Subject(
            case.unit, fall.on, criterion=Criterion.objects.select_related("criteria_set").get(pk=fall.criterion_id)
        )
    rows = Indicator.objects.select_related("criterion__criteria_set")
    return Subject(case.unit, fall.on, indicator=rows.get(pk=fall.indicator_id))


# --- Lists and what they cost ---------------------------------------------------------------


def test_what_closed_before_the_compared_day_is_left_out(lost, xuan_tan, hanh):
    say(xuan_tan, "2017-09-20", "MET", hanh)
    assert [case.state for case in read_cases([xuan_tan], TODAY)] == [CaseState.RECOVERED]
    assert read_cases([xuan_tan], TODAY, since=dt.date(2017, 9, 20)) == []
    assert names_of(read_cases([xuan_tan], TODAY)) == "Xuân Tân 15.2"


def test_a_case_is_found_by_its_address(lost, xuan_tan):
    cases = read_cases([xuan_tan], TODAY)
    assert case_named(cases, "15.2", FELL) is cases[0]
    assert case_named(cases, "15.1", FELL) is case_named(cases, "15.2", TODAY) is None


def test_pages_that_name_falls_ask_only_for_the_last_step(lost, xuan_tan, officer, tan):
    draft = drafted(lost, officer)
    answered(lost, tan, draft.pk)
    remarked(lost, tan, at="2017-09-21")
    key = (xuan_tan.pk, lost.indicator.pk, None, FELL)
    assert last_steps((xuan_tan.pk,), dt.date(2017, 8, 28), TODAY) == {key: CaseStep.ANSWER}
    assert last_steps((xuan_tan.pk,), dt.date(2017, 8, 28), dt.date(2017, 9, 19)) == {key: CaseStep.DRAFT}
    assert last_steps((xuan_tan.pk,), FELL, TODAY) == {}


def cost_of(communes, hanh, tan) -> int:
    units = build.home_communes(communes)
    for at, unit in enumerate(units):
        about = lose(unit, hanh)
        lose(unit, hanh, "2017-09-15", "19.2")
        if unit.pk == tan.unit_id or not at:
            remarked(about, hanh)
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert len(read_cases(units, TODAY, since=dt.date(2017, 8, 28))) == 2 * communes
    return len(captured)


@pytest.mark.parametrize("communes", [1, 3, 20])
def test_any_number_of_cases_costs_the_same(communes, hanh, tan):
    assert cost_of(communes, hanh, tan) == 18


# --- Có nguy cơ beside them -----------------------------------------------------------------


def test_what_moves_towards_its_level_is_named_and_what_is_old_is_counted(xuan_tan, xuan_chau, hanh, tan):
    for day, part in (("2017-07-31", 88), ("2017-08-31", 87), ("2017-09-20", 86)):
        build.record(xuan_tan, build.row("15.1", part, 100, day), by=hanh)
    build.record(xuan_tan, build.row("15.1", 99, 100, "2017-09-21", "SELF"), by=tan)
    say(xuan_chau, "2016-12-15", "MET", hanh)
    ids = [build.indicator(number).pk for number in ("15.1", "15.2", "15.3")]
    risks = read_risks([xuan_tan, xuan_chau], ids, dt.date(2018, 1, 20))
    (line,), (aged,) = risks.towards, risks.aged
    assert (line.unit, line.face.number, line.href) == (xuan_tan, "15.1", "/lich-su/xuan-tan/15.1/")
    assert line.words == "86,00% ngày 20/9/2017, giảm từ 88,00% ngày 31/7/2017; hơn mức 85% chỉ 1 người"
    assert (aged.unit, aged.words, risks.months, bool(risks)) == (xuan_chau, "15.2", 12, True)
    known = read_risks([xuan_tan, xuan_chau], ids, TODAY, build.moment("2017-09-15"))
    assert known.towards[0].words.startswith("87,00% ngày 31/8/2017, giảm từ 88,00% ngày 31/7/2017")
    assert not read_risks([xuan_tan], [], TODAY)
