"""Biểu 10: net between two days, with what rose, what may fall, and what is back, each apart."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from criteria.enums import Verdict
from directives.enums import CaseStep
from ntm_portal.kept import forget_readings
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from tests import build
from tests.directives.fallen import answered, decided, lose, say
from tests.directives.test_case_actions import asked_again
from tests.reports import story

pytestmark = pytest.mark.django_db
PERIOD = Period(dt.date(2017, 9, 25), dt.date(2017, 8, 28))
NOTHING = " | Không có"


def parts(district, period=PERIOD) -> dict[str, list[str]]:
    """The rows under each heading, as text."""
    lines = story.read_aloud(FILLED["bieu-10"](Brief(district, period))).splitlines()
    found, at = {}, ""
    for line in lines:
        head = line.split(" | ")[0]
        if head in ("I", "II", "III", "IV"):
            found[at := head] = []
        elif at and not line.startswith(("Kỳ trước", "Ngoài ra", "Xuân Trường,")):
            found[at].append(line)
    return found


def test_an_empty_form_says_so_in_each_part(district):
    assert parts(district) == {part: [NOTHING] for part in ("I", "II", "III", "IV")}


def test_a_fall_has_both_days_its_cause_and_who_answered_then(district, xuan_tan, hanh, tan):
    build.appointment(xuan_tan, "CHAIR", "Trần Thị B")
    answered(lose(xuan_tan, hanh), tan)
    assert parts(district)["I"] == [
        "1 | Xuân Tân | 15.2 Xã đạt chuẩn y tế | - | Đ | - | C | Đạt xuống mức thấp hơn, 14/9/2017 | Bác sĩ nghỉ chế độ"
        " | Cử bác sĩ luân phiên Hạn 10/10/2017, Trạm trưởng Trạm Y tế. | Chủ tịch UBND xã: Trần Thị B"
    ]


def test_figures_stand_for_both_days_and_nobody_has_answered(district, xuan_tan, hanh):
    for day, part in (("2017-08-20", 90), ("2017-09-14", 80)):
        build.record(xuan_tan, build.row("15.1", part, 100, day), by=hanh)
    assert parts(district)["I"] == [
        "1 | Xuân Tân | 15.1 Người dân tham gia BHYT | 90,00% | Đ | 80,00% | C | Đạt xuống mức thấp hơn, 14/9/2017 | -"
        " | Chưa trả lời | …"
    ]


def test_what_rose_and_fell_within_the_period_is_not_net(district, xuan_tan, hanh):
    for day, verdict in (("2017-08-01", "NOT_MET"), ("2017-09-05", "MET"), ("2017-09-14", "NOT_MET")):
        say(xuan_tan, day, verdict, hanh)
    found = parts(district)
    assert (found["I"], found["IV"]) == ([NOTHING], [NOTHING])


def test_what_fell_before_the_period_is_not_net_and_what_is_back_stands_apart(district, xuan_tan, xuan_chau, hanh):
    lose(xuan_tan, hanh, "2017-08-20")
    lose(xuan_chau, hanh)
    say(xuan_chau, "2017-09-20", "MET", hanh)
    found = parts(district)
    assert found["I"] == [NOTHING]
    assert found["IV"] == [
        "1 | Xuân Châu | 15.2 Xã đạt chuẩn y tế | - | Đ | - | Đ | Đạt xuống mức thấp hơn, 14/9/2017; đạt lại 20/9/2017"
        " | Trạm y tế khuyết bác sĩ | - | …"
    ]


def test_places_stand_in_the_order_of_the_tables_whatever_fell_first(district, xuan_tan, xuan_chau, hanh):
    lose(xuan_tan, hanh, "2017-09-05")
    lose(xuan_chau, hanh, "2017-09-14")
    assert [row.split(" | ")[1] for row in parts(district)["I"]] == ["Xuân Châu", "Xuân Tân"]


def test_a_cell_that_fell_twice_has_one_row(district, xuan_tan, hanh):
    near = {"declared": Verdict.NEARLY, "finish_by": dt.date(2017, 12, 31), "reason": "Đang vận động"}
    for day, part, words in (("2017-08-20", 90, {}), ("2017-09-10", 80, near), ("2017-09-14", 70, {})):
        build.record(xuan_tan, build.row("15.1", part, 100, day, **words), by=hanh)
    (row,) = parts(district)["I"]
    assert "| 90,00% | Đ | 70,00% | C | Cơ bản đạt xuống chưa đạt, 14/9/2017 |" in row


def test_a_risen_level_is_nobody_s_fault(district, xuan_tan, hanh):
    for value, year in (("33", 2016), ("36", 2017)):
        build.target(build.indicator("10"), value, scope="PROVINCE", scope_code="36", year_from=year)
    build.appointment(xuan_tan, "CHAIR", "Trần Thị B")
    build.record(xuan_tan, build.row("10", value=34, assessed_on="2016-12-31"), by=hanh)
    build.record(xuan_tan, build.row("10", value=35, assessed_on="2017-09-12"), by=hanh)
    found = parts(district)
    assert found["I"] == [NOTHING]
    assert found["II"] == [
        "1 | Xuân Tân | 10 Thu nhập bình quân đầu người (triệu đồng/người/năm; tiêu chí 10: đạt → chưa đạt)"
        " | 34 | Đ | 35 | C"
        " | Do thay đổi mức yêu cầu, 12/9/2017 | - | - | -"
    ]


def test_a_warning_about_an_income_names_its_unit(district, xuan_tan, hanh):
    build.target(build.indicator("10"), "33", scope="PROVINCE", scope_code="36", year_from=2016)
    for day, value in (("2017-08-20", 36), ("2017-09-14", "33.2")):
        build.record(xuan_tan, build.row("10", value=value, assessed_on=day), by=hanh)
    (row,) = parts(district)["III"]
    assert row.startswith(
        "1 | Xuân Tân | 10 Thu nhập bình quân đầu người (triệu đồng/người/năm) | 36 | Đ | 33,2 | Đ | Có nguy cơ | "
    )


def test_a_warning_says_why_and_old_figures_are_counted(district, xuan_tan, hanh):
    for day, part in (("2017-08-20", 88), ("2017-09-14", 86)):
        build.record(xuan_tan, build.row("15.1", part, 100, day), by=hanh)
    say(xuan_tan, "2016-12-15", "MET", hanh)
    assert parts(district)["III"] == [
        "1 | Xuân Tân | 15.1 Người dân tham gia BHYT | 88,00% | Đ | 86,00% | Đ | Có nguy cơ | 86,00% ngày 14/9/2017, "
        "giảm từ 88,00% ngày 20/8/2017; hơn mức 85% chỉ 1 người | - | -"
    ]
    later = Period(dt.date(2018, 1, 20), dt.date(2017, 12, 31))
    notes = FILLED["bieu-10"](Brief(district, later)).notes
    assert notes[1] == "Ngoài ra 01 chỉ tiêu đạt ở 01 đơn vị có số liệu đã quá 12 tháng."


def test_a_criterion_that_stands_for_itself_has_no_figure(district, xuan_tan, hanh):
    asked_again(xuan_tan, hanh)
    (row,) = parts(district)["I"]
    assert row.startswith("1 | Xuân Tân | Tiêu chí 2 Thử 2 | … | Đ | … | C |")


def test_the_district_s_own_fall_stands_among_them(district, hanh):
    for day, verdict in (("2017-08-01", "MET"), ("2017-09-14", "NOT_MET")):
        row = build.row("1", assessed_on=day, declared=verdict, stage="SELF", level="DISTRICT")
        build.record(district, row, by=hanh)
    (row,) = parts(district)["I"]
    assert row.startswith("1 | Huyện Xuân Trường | 1 ")
    assert "| Đ_ | - | C_ |" in row


def test_what_was_erased_is_in_no_form_and_what_was_accepted_still_is(district, xuan_tan, hanh, tan):
    about = lose(xuan_tan, hanh)
    entry = answered(about, tan)
    decided(about, hanh, CaseStep.ACCEPT, entry.pk)
    assert len(parts(district)["I"]) == 1
    build.record(
        xuan_tan,
        build.row(
            "15.2", assessed_on="2017-09-14", declared="MET", corrects_id=about.unit.findings.latest("pk").pk,
            reason="Ghi nhầm",
        ),
        by=hanh,
    )  # fmt: skip
    assert parts(district) == {part: [NOTHING] for part in ("I", "II", "III", "IV")}


@pytest.mark.parametrize("communes", [1, 3])
def test_the_form_costs_the_same_for_any_number_of_communes(communes, district, hanh):
    for unit in build.home_communes(communes):
        lose(unit, hanh)
        for day, part in (("2017-08-20", 88), ("2017-09-14", 86)):
            build.record(unit, build.row("15.1", part, 100, day), by=hanh)
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        FILLED["bieu-10"](Brief(district, PERIOD))
    assert len(captured) == 68
