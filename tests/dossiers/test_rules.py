"""Rules of dossiers: exact shares, what a part lacks, its day, the step at hand."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.enums import DeadlineState
from dossiers.enums import PartState, StepState, Takes
from dossiers.rules.parts import PartFacts, Progress, due_day, is_day_of_any_year, part_deadline
from dossiers.rules.shares import SurveyFacts, VoteFacts
from dossiers.rules.steps import StepFacts, standings

NINETY, SIXTY, EIGHTY = Decimal(90), Decimal(60), Decimal(80)
SIGNED = {"state": PartState.SIGNED, "signed_on": dt.date(2017, 9, 10)}


@pytest.mark.parametrize(
    ("in_favour", "present", "least", "reaches", "words"),
    [
        (27, 30, NINETY, True, "27/30 thành viên dự họp tán thành, đạt 90,00%"),
        (26, 30, NINETY, False, "26/30 thành viên dự họp tán thành, đạt 86,67%"),
        (26, 30, None, None, "26/30 thành viên dự họp tán thành, đạt 86,67%"),
        (89999, 100000, NINETY, False, "89.999/100.000 thành viên dự họp tán thành, đạt 89,999%"),
    ],
)
def test_a_vote_is_counted_among_those_present(in_favour, present, least, reaches, words):
    vote = VoteFacts(200000, present, in_favour, least)
    assert (vote.reaches, vote.words) == (reaches, words)


def test_a_vote_below_the_share_says_by_how_much():
    assert VoteFacts(30, 30, 26, NINETY).fault == "biểu quyết đạt 86,67%, cần từ 90%"
    assert (VoteFacts(30, 30, 27, NINETY).fault, VoteFacts(30, 30, 1).fault) == ("", "")


@pytest.mark.parametrize(
    ("asked", "satisfied", "fault"),
    [
        (600, 480, ""),
        (599, 599, "mới hỏi 59,90% số hộ, cần từ 60%"),
        (600, 479, "tỷ lệ hài lòng 79,83%, cần từ 80%"),
    ],
)
def test_a_survey_asks_enough_households_and_satisfies_enough_of_them(asked, satisfied, fault):
    assert SurveyFacts(1000, asked, satisfied, SIXTY, EIGHTY).fault == fault


def test_a_survey_without_shares_is_not_judged():
    survey = SurveyFacts(76, 72, 71)
    assert survey.fault == ""
    assert survey.words == "72/76 hộ được hỏi (94,74%), 71 hộ hài lòng, đạt 98,61%"


@given(st.integers(1, 10**6), st.data())
def test_the_printed_share_never_contradicts_the_answer(present, data):
    vote = VoteFacts(present, present, data.draw(st.integers(0, present)), NINETY)
    printed = Decimal(vote.words.rsplit(" ", 1)[1].rstrip("%").replace(",", "."))
    assert (printed >= NINETY) == vote.reaches


GOOD_VOTE, BAD_VOTE = VoteFacts(30, 30, 29, NINETY), VoteFacts(30, 30, 20, NINETY)
GOOD_SURVEY = SurveyFacts(1000, 700, 650, SIXTY, EIGHTY)


@pytest.mark.parametrize(
    ("part", "lack"),
    [
        (PartFacts(), "chưa có"),
        (PartFacts(PartState.DRAFT), "mới có dự thảo"),
        (PartFacts(PartState.RETURNED, reason="thiếu biểu"), "cần bổ sung: thiếu biểu"),
        (PartFacts(**SIGNED), ""),
        (PartFacts(**SIGNED, takes=Takes.VOTE), "chưa ghi kết quả biểu quyết"),
        (PartFacts(**SIGNED, takes=Takes.VOTE, vote=GOOD_VOTE), ""),
        (PartFacts(**SIGNED, takes=Takes.VOTE, vote=BAD_VOTE), "biểu quyết đạt 66,67%, cần từ 90%"),
        (PartFacts(takes=Takes.VOTE, vote=GOOD_VOTE), "chưa có"),
        (PartFacts(**SIGNED, takes=Takes.SURVEY), "chưa ghi kết quả lấy ý kiến"),
        (PartFacts(**SIGNED, takes=Takes.SURVEY, survey=GOOD_SURVEY), ""),
        (PartFacts(**SIGNED, takes=Takes.DECISIONS, decided=(16, 19)), "còn thiếu 03 quyết định"),
        (PartFacts(**SIGNED, takes=Takes.DECISIONS, decided=(19, 19)), ""),
        (PartFacts(**SIGNED, takes=Takes.DECISIONS), ""),
    ],
)
def test_a_part_says_what_it_lacks(part, lack):
    assert (part.lack, part.is_ready) == (lack, not lack)


@pytest.mark.parametrize(
    ("have", "total", "printed", "percent", "complete"),
    [(21, 27, "21/27", 77, False), (9, 9, "9/9", 100, True), (0, 0, "0/0", 0, False), (0, 12, "0/12", 0, False)],
)
def test_progress_is_have_of_total(have, total, printed, percent, complete):
    progress = Progress(have, total)
    assert (progress.printed, progress.percent, progress.is_complete) == (printed, percent, complete)


def test_progress_counts_ready_parts():
    assert Progress.of([PartFacts(), PartFacts(**SIGNED)]) == Progress(1, 2)


OPENED, DUE = dt.date(2017, 8, 7), dt.date(2017, 9, 25)


@pytest.mark.parametrize(
    ("part", "as_of", "state", "days"),
    [
        (PartFacts(), dt.date(2017, 9, 24), DeadlineState.DUE_SOON, 1),
        (PartFacts(), DUE, DeadlineState.DUE_TODAY, 0),
        (PartFacts(), dt.date(2017, 9, 26), DeadlineState.OVERDUE, 1),
        (PartFacts(**SIGNED), dt.date(2017, 9, 26), DeadlineState.DONE, 0),
        (PartFacts(PartState.SIGNED, signed_on=dt.date(2017, 9, 26)), dt.date(2017, 9, 26), DeadlineState.DONE_LATE, 0),
        (PartFacts(PartState.SIGNED), DUE, DeadlineState.DONE, 0),
    ],
)
def test_a_part_stands_against_its_day(part, as_of, state, days):
    deadline = part_deadline(part, as_of, OPENED, DUE)
    assert (deadline.state, deadline.days) == (state, days)


def test_a_part_without_a_day_of_its_own_is_due_with_the_dossier():
    assert due_day(2017, (9, 25), DUE) == dt.date(2017, 9, 25)
    assert due_day(2018, (9, 25), DUE) == dt.date(2018, 9, 25)
    assert due_day(2017, None, dt.date(2017, 12, 31)) == dt.date(2017, 12, 31)


@pytest.mark.parametrize(
    ("month", "day", "exists"), [(2, 28, True), (2, 29, False), (11, 31, False), (13, 1, False), (0, 1, False)]
)
def test_a_default_day_exists_in_every_year(month, day, exists):
    assert is_day_of_any_year(month, day) is exists


DONE, OPEN, UNTOLD = StepFacts(True), StepFacts(False), StepFacts(False, is_known=False)


@pytest.mark.parametrize(
    ("steps", "states"),
    [
        ([], ""),
        ([OPEN, OPEN], "na"),
        ([DONE, OPEN, OPEN], "dna"),
        ([DONE, OPEN, DONE], "dnd"),
        ([DONE, UNTOLD, OPEN], "dan"),
        ([DONE, UNTOLD, DONE], "ddd"),
        ([DONE, UNTOLD], "da"),
    ],
)
def test_the_first_step_that_is_not_done_is_at_hand(steps, states):
    letters = {StepState.DONE: "d", StepState.NOW: "n", StepState.AHEAD: "a"}
    assert "".join(letters[state] for state in standings(steps)) == states
