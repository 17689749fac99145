"""Kiểm tra: the steps, what minutes need, where a request stands, how words are read."""

import datetime as dt

import pytest

from directives.enums import InspectionAct, InspectionState, MemberSide, RequestAct, RequestState
from directives.rules import inspections as rules
from directives.rules import minutes_words as words
from ntm_portal.vietnamese import day

TODAY = dt.date(2017, 9, 25)
S, A = InspectionState, InspectionAct


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", rules.MOVES)
def test_a_step_is_open_in_its_own_states_only(act, state):
    opens = {
        A.BEGIN: {S.PLANNED},
        A.MOVE: {S.PLANNED},
        A.DRAFT: {S.HELD},
        A.SIGN: {S.DRAFTED},
        A.SUPPLEMENT: {S.SIGNED, S.CLOSED},
        A.CLOSE: {S.SIGNED},
        A.CANCEL: {S.PLANNED},
    }
    assert (rules.move_fault(act, state) == "") == (state in opens[act])


@pytest.mark.parametrize(
    ("act", "state", "opens"),
    [
        (RequestAct.ANSWER, RequestState.OPEN, True),
        (RequestAct.ANSWER, RequestState.DONE, False),
        (RequestAct.FINISH, RequestState.ANSWERED, True),
        (RequestAct.RETURN, RequestState.OPEN, False),
        (RequestAct.ACCEPT, RequestState.DONE, True),
        (RequestAct.ACCEPT, RequestState.ACCEPTED, False),
    ],
)
def test_a_request_goes_from_answer_to_acceptance(act, state, opens):
    assert (rules.request_fault(act, state, binding=True) == "") is opens
    assert rules.request_fault(act, state, binding=False) == "Kiến nghị có hiệu lực khi biên bản được ký."


FULL = rules.Minutes(TODAY, "Trụ sở", "Chậm", frozenset(MemberSide), 1)


def test_minutes_say_what_they_lack_before_they_are_signed():
    empty = rules.Minutes(None, "", "", frozenset(), 0)
    assert rules.minutes_faults(FULL) == []
    assert rules.minutes_faults(empty) == [
        "Ghi ngày kiểm tra.",
        "Ghi nơi kiểm tra.",
        "Ghi thành phần của đoàn.",
        "Ghi thành phần của đơn vị được kiểm tra.",
        "Ghi ít nhất một nội dung đã xem.",
        "Ghi kết luận.",
    ]


@pytest.mark.parametrize(
    ("signed", "sentence"),
    [
        ("2017-09-19", "Ngày ký phải từ ngày kiểm tra (20/9/2017) trở đi."),
        ("2017-09-20", ""),
        ("2017-09-25", ""),
        ("2017-09-26", "Ngày ký chưa đến."),
    ],
)
def test_minutes_are_signed_from_the_visit_until_today(signed, sentence):
    assert rules.signing_fault(dt.date.fromisoformat(signed), dt.date(2017, 9, 20), TODAY) == sentence


def test_a_visit_is_written_down_on_its_day_or_later():
    assert rules.visit_fault(None, TODAY) == rules.visit_fault(TODAY, TODAY) == ""
    assert rules.visit_fault(TODAY + dt.timedelta(1), TODAY) == "Ngày kiểm tra chưa đến."


def test_a_request_leaves_time_from_the_visit_on():
    assert rules.due_fault(TODAY, None) == rules.due_fault(TODAY, TODAY) == ""
    assert "từ ngày kiểm tra (25/9/2017)" in rules.due_fault(TODAY - dt.timedelta(1), TODAY)


@pytest.mark.parametrize(("left", "sentence"), [(0, ""), (2, "Còn 02 kiến nghị chưa được chấp nhận.")])
def test_an_inspection_ends_when_everything_is_accepted(left, sentence):
    assert rules.closing_fault(left) == sentence


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("\n  \n", ""),
        ("Chậm vận động. Thiếu biên bản.", "Chậm vận động"),
        ("Một dòng\nhai dòng", "Một dòng"),
        ("chữ " * 60, ("chữ " * 39) + "chữ …"),
    ],
)
def test_the_main_conclusion_is_the_first_sentence_in_whole_words(text, line):
    assert rules.headline(text) == line


@pytest.mark.parametrize(
    ("due", "done", "accepted", "said", "tag"),
    [
        ("2017-09-26", None, False, "Còn 1 ngày", "soon"),
        ("2017-10-02", None, False, "Còn 7 ngày", "soon"),
        ("2017-10-03", None, False, "Còn 8 ngày", "plain"),
        ("2017-09-25", None, False, "Hạn hôm nay", "soon"),
        ("2017-09-24", None, False, "Quá hạn 1 ngày", "late"),
        ("2017-09-24", "2017-09-23", False, "Quá hạn 1 ngày, chờ chấp nhận", "late"),
        ("2017-09-24", "2017-09-24", True, "Hoàn thành 24/9/2017", "done"),
        ("2017-09-24", "2017-09-25", True, "Hoàn thành sau hạn (25/9/2017)", "done"),
        ("2016-03-01", "2016-02-29", True, "Hoàn thành 29/02/2016", "done"),
    ],
)
def test_a_request_stands_by_its_due_day_and_the_day_it_was_reported_done(due, done, accepted, said, tag):
    done_on = done and dt.date.fromisoformat(done)
    clock = rules.request_clock(dt.date.fromisoformat(due), TODAY, done_on=done_on, accepted=accepted)
    assert (rules.clock_words(clock), rules.clock_tag(clock)) == (said, tag)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((), "không có"),
        (("OPEN", "DONE"), "2 chưa xong"),
        (("ACCEPTED", "OPEN"), "1 xong, 1 chưa xong"),
        (("ACCEPTED",), "1 xong"),
    ],
)
def test_requests_are_counted_as_done_when_they_are_accepted(states, said):
    assert rules.open_words([RequestState(state) for state in states]) == said


# --- Words ------------------------------------------------------------------------------------


def test_a_text_keeps_its_lines_and_loses_what_nobody_sees():
    assert words.read_long("  Xuân Thuỷ \r\n  hai\rba  \n\n") == "Xuân Thủy\n  hai\nba"
    assert words.read_short("  một \n hai ") == "một hai"


@pytest.mark.parametrize(("read", "most"), [(words.read_long, words.LONGEST), (words.read_short, words.SHORT)])
def test_a_text_that_is_too_long_is_refused_with_its_length(read, most):
    assert read("a" * most)
    with pytest.raises(words.WordFault, match="tối đa"):
        read("a" * (most + 1))


@pytest.mark.parametrize("text", ["20/9/2017", "2017-9-20", " 20-9-2017 "])
def test_a_day_is_read_as_the_office_types_it(text):
    assert words.show_day(words.read_day(text)) == "20/9/2017" == day(words.read_day(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("8:30", "8:30"), ("08:05", "8:05"), ("14h", "14:00"), ("8 giờ 30", "8:30"), ("9g15", "9:15"), ("", "")],
)
def test_a_time_is_read_as_the_office_types_it(text, shown):
    assert words.show_time(words.read_time(text)) == shown


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (words.read_day, "31/9/2017"),
        (words.read_time, "25:00"),
        (words.read_time, "8:60"),
        (words.read_time, "sáng"),
        (words.read_verdict, "NA"),
        (words.read_members, "\n".join(f"Người {n}" for n in range(41))),
        (words.read_members, "N" * 81),
        (words.read_members, f"A, {'c' * 121}"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(read, text):
    with pytest.raises(words.WordFault):
        read(text)


def test_nothing_typed_is_nothing_known():
    assert (words.read_day(" "), words.show_day(None), words.show_time(None), words.read_verdict("")) == (
        None,
        "",
        "",
        "",
    )
    assert words.read_verdict("MET") == "MET"


def test_people_are_one_a_line_with_the_post_after_the_comma():
    read = words.read_members("Trần Văn K, Ủy viên BTV, Trưởng đoàn\n\n , chức vụ không tên\nPhạm Thị D")
    assert read == (("Trần Văn K", "Ủy viên BTV, Trưởng đoàn"), ("Phạm Thị D", ""))
    assert words.show_members(read) == "Trần Văn K, Ủy viên BTV, Trưởng đoàn\nPhạm Thị D"
