"""What was inspected, asked, sent and returned, as known at a day: the day before, the day itself, after."""

import datetime as dt

import pytest

from criteria.enums import Stage
from directives.actions.inspection_requests import accept_request, answer_request
from directives.enums import EventKind, RequestAct
from directives.rules.sheet_periods import of_directive
from directives.tables.inspections import late_requests, visit_lines
from ntm_portal.clock import end_of_day
from reports.tables.accountability import Look, read_sheets
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.commune_report_facts import coming_to
from reports.tables.filled import FILLED
from reports.tables.periodic_work import coming_of, directive_on, led_of, sending_of, units_on
from tests import build
from tests.directives import visits
from tests.reports import story

pytestmark = pytest.mark.django_db
TODAY, COMPARED = dt.date(2017, 9, 25), dt.date(2017, 8, 28)


def brief(district, known: str | None = None, as_of=TODAY) -> Brief:
    return Brief(district, Period(as_of, COMPARED, end_of_day(build.date(known)) if known else None))


def led(district, known=None) -> tuple[int, int, int, int]:
    """Visits, requests, of these done, of these overdue."""
    read = brief(district, known)
    found = led_of(read, directive_on(read))
    return found.visits, found.requests, found.done, found.overdue


@pytest.fixture
def inspected(district, hanh, tan, xuan_tan):
    """A visit of 15/9 written down and signed on 20/9 with one request until 21/9, accepted on 24/9."""
    story.leave_communes(district, story.TAN, story.CHAU)
    visit = visits.signed(xuan_tan, hanh, due="2017-09-21")
    row, moment = visit.requests.get(), build.moment("2017-09-24")
    done = {"upload": build.upload(), "by": tan, "at": moment, "today": build.date("2017-09-24")}
    answer_request(request=row, act=RequestAct.FINISH, words="Đã phân công", **done)
    accept_request(request=row, words="", by=hanh, at=moment, today=build.date("2017-09-24"))
    return visit


def test_a_visit_counts_from_the_moment_it_was_recorded(inspected, district):
    known = ("2017-09-19", "2017-09-20", "2017-09-23", "2017-09-24", None)
    assert [led(district, day) for day in known] == [
        (0, 0, 0, 0), (1, 1, 0, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 1, 0),
    ]  # fmt: skip


def test_what_is_overdue_is_known_until_it_is_accepted(inspected, district, xuan_tan):
    def asked(known):
        moment = end_of_day(build.date(known)) if known else None
        late, line = late_requests(district, TODAY, moment), visit_lines([inspected], TODAY, moment)[0]
        return bool(late), line.requests_words

    assert asked("2017-09-19") == (False, "không có")
    assert asked("2017-09-23") == (True, "1 chưa xong")
    assert asked("2017-09-24") == asked(None) == (False, "1 xong")


def test_the_pill_of_a_request_says_what_was_known(district, hanh, tan, xuan_tan):
    visit = visits.signed(xuan_tan, hanh, due="2017-09-21")
    row, reported, accepted = visit.requests.get(), build.moment("2017-09-23"), build.moment("2017-09-24")
    done = {"upload": build.upload(), "by": tan, "at": reported, "today": reported.date()}
    answer_request(request=row, act=RequestAct.FINISH, words="Đã phân công", **done)

    def pill(known):
        moment = end_of_day(build.date(known)) if known else None
        return visit_lines([visit], TODAY, moment)[0].pill

    waiting = ("late", "Quá hạn 4 ngày, chờ chấp nhận")
    assert [pill(known) for known in ("2017-09-22", "2017-09-23", None)] == [
        ("late", "Quá hạn 4 ngày"), waiting, waiting,
    ]  # fmt: skip
    accept_request(request=row, words="", by=hanh, at=accepted, today=accepted.date())
    assert [pill(known) for known in ("2017-09-22", "2017-09-23", "2017-09-24", None)] == [
        ("late", "Quá hạn 4 ngày"), waiting, None, None,
    ]  # fmt: skip


def test_biểu_14_counts_a_visit_and_a_late_request_as_known_then(inspected, district, xuan_tan):
    def counted(known):
        look = Look(district, of_directive(COMPARED, TODAY), TODAY, end_of_day(build.date(known)) if known else None)
        counts = read_sheets(look, [xuan_tan])[0].counts
        return counts[EventKind.INSPECTED], counts[EventKind.REQUEST_LATE]

    assert [counted(known) for known in ("2017-09-19", "2017-09-20", "2017-09-24", None)] == [
        (0, 0), (1, 1), (1, 0), (1, 0),
    ]  # fmt: skip


def test_a_request_comes_due_as_long_as_nobody_knew_it_was_done(district, hanh, tan, xuan_tan):
    story.leave_communes(district, story.TAN, story.CHAU)
    row = visits.signed(xuan_tan, hanh, due="2017-09-30").requests.get()
    done = {"upload": build.upload(), "by": tan, "at": build.moment("2017-09-24"), "today": build.date("2017-09-24")}
    answer_request(request=row, act=RequestAct.FINISH, words="Đã phân công", **done)
    accept_request(request=row, words="", by=hanh, at=build.moment("2017-09-24"), today=build.date("2017-09-24"))

    def asked(known):
        read = brief(district, known)
        tasks = coming_of(read, units_on(read), dt.date(2017, 10, 31)).tasks
        own = coming_to(read.of_place(xuan_tan), dt.date(2017, 10, 31)).tasks
        return tuple(sum("kiến nghị" in task.what for task in found) for found in (tasks, own))

    assert [asked(known) for known in ("2017-09-19", "2017-09-20", "2017-09-23", "2017-09-24", None)] == [
        (0, 0), (1, 1), (1, 1), (0, 0), (0, 0),
    ]  # fmt: skip


# --- Gửi báo cáo ------------------------------------------------------------------------------


@pytest.fixture
def sent(district, tan, officer):
    """Xuân Tân wrote one figure on 21/9 and sent its sheet on 22/9, two days late."""
    story.leave_communes(district, story.TAN, story.CHAU)
    build.record(tan.unit, build.row("11", 40, 2470, stage=Stage.SELF), by=officer, at=build.moment("2017-09-21"))
    build.sent(tan.unit, tan, day="2017-09-22")


def line_of(district, known=None, as_of=TODAY) -> str:
    """Xuân Tân in Biểu 15."""
    read = story.read_aloud(FILLED["bieu-15"](brief(district, known, as_of))).splitlines()
    return next(line for line in read if "| Xuân Tân |" in line)


def test_biểu_15_knows_a_sheet_from_the_moment_it_was_sent(sent, district):
    late = "2 | Xuân Tân | 20/9/2017 | 22/9/2017 | Chậm 2 ngày | - | 1 | 49 | 2,0 | - | - | - | 1 | 0,0"
    missing = "2 | Xuân Tân | 20/9/2017 | … | Chưa gửi, quá hạn 5 ngày | - | 1 | 49 | 2,0 | - | - | - | - | 0,0 | "
    empty = missing.replace("| 1 | 49 | 2,0 |", "| - | 49 | 0,0 |")
    assert line_of(district, "2017-09-20") == empty
    assert line_of(district, "2017-09-21") == missing
    assert line_of(district, "2017-09-22").startswith(late)
    assert line_of(district).startswith(late)


def test_biểu_15_says_what_has_no_clock_only_where_it_is_asked_as_known_then(sent, district):
    notes = [FILLED["bieu-15"](brief(district, known)).notes[-1] for known in ("2017-09-20", None)]
    assert ["không ghi giờ" in note for note in notes] == [True, False]


def test_the_report_says_who_had_sent_as_known_then(sent, district):
    def told(known):
        read = brief(district, known)
        found = sending_of(read, units_on(read))
        return [len(places) for places in (found.sent, found.late, found.missing)]

    assert [told(known) for known in ("2017-09-21", "2017-09-22", None)] == [[0, 0, 2], [1, 1, 1], [1, 1, 1]]


def test_more_time_counts_from_the_decision(district, tan, hanh):
    story.leave_communes(district, story.TAN, story.CHAU)
    asked = build.extension(tan.unit, tan, until="2017-09-28")
    type(asked).objects.filter(pk=asked.pk).update(
        granted=True, expires_on=dt.date(2017, 9, 28), decided_at=build.moment("2017-09-22"), decided_by=hanh,
        decision_reason="Đồng ý",
    )  # fmt: skip
    assert "quá hạn 5 ngày" in line_of(district, "2017-09-21")
    assert "28/9/2017 | … | Chưa gửi |" in line_of(district, "2017-09-22")
