"""Biểu 16: the signed minutes of a period say what each paper says, for a commune or for all, as known at a day."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.actions.inspection_requests import accept_request, answer_request
from directives.actions.inspections import add_supplement
from directives.actions.minutes import ITEM
from directives.enums import RequestAct
from ntm_portal.clock import end_of_day
from ntm_portal.kept import forget_readings, kept_under
from reports.tables.base import RowKind
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED, OF_PLACE
from reports.tables.minutes import minutes_of
from tests import build
from tests.directives import visits
from tests.reports import story

pytestmark = pytest.mark.django_db
TODAY, COMPARED = dt.date(2017, 9, 25), dt.date(2017, 8, 28)


def brief(district, as_of=TODAY, compared=COMPARED, known=None) -> Brief:
    return Brief(district, Period(as_of, compared, end_of_day(build.date(known)) if known else None))


def rows(table) -> list[list]:
    return [[cell.value for _, cell in row.placed()] for row in table.rows]


def heads(table) -> list[str]:
    """Which visits the form names."""
    return [row.cells[1].value for row in table.rows if row.kind == RowKind.GROUP]


@pytest.fixture
def made(district, hanh, xuan_tan):
    """A signed visit with a photo and one request due on 22/9."""
    story.leave_communes(district, story.TAN, story.CHAU)
    found = visits.written(xuan_tan, hanh)
    visits.write(found, hanh, visits.slot_of(found), shortcoming="Chậm", cause="Thiếu người.", proposal="Giao việc")
    visits.photo(found, hanh)
    visits.asked(found, hanh, due="2017-09-22")
    return visits.sign(found, hanh)


def test_the_form_says_what_both_sides_signed(made, district, hanh):
    add_supplement(inspection=made, words="Xóm 2 là 712 thẻ", by=hanh, at=build.moment("2017-09-22"))
    assert rows(FILLED["bieu-16"](brief(district))) == [
        [1, "Xã Xuân Tân, kiểm tra ngày 20/9/2017"],
        ["", "Thời gian, địa điểm", "Ngày 20/9/2017, tại trụ sở UBND xã."],
        ["", "Tổ công tác NTM", "Trần Văn K, Ủy viên BTV; Phạm Thị D."],
        ["", "Xã Xuân Tân", "Nguyễn Văn A, Chủ tịch UBND xã."],
        [
            "1.1", "15.1 Người dân tham gia BHYT", "Chưa đạt",
            "Xóm 2 mới 71%. Tồn tại: Chậm. Nguyên nhân: Thiếu người. Đề nghị: Giao việc. Kèm 01 ảnh, giấy tờ.",
        ],
        ["", "Kết luận", "BHYT chậm. Cần vận động thêm."],
        [
            "", "Kiến nghị 1", "", "Phân công cán bộ vận động", "Chủ tịch UBND xã", dt.date(2017, 9, 22),
            "Quá hạn 3 ngày",
        ],
        [
            "", "Ký biên bản",
            "Ngày 20/9/2017: Trần Văn K, đại diện đoàn; Nguyễn Văn A, đại diện đơn vị. "
            "Bổ sung ngày 22/9/2017: Xóm 2 là 712 thẻ.",
        ],
    ]  # fmt: skip


def test_its_findings_and_requests_are_those_of_the_paper(made, district):
    table, paper = FILLED["bieu-16"](brief(district)), minutes_of(made, TODAY)
    found = [row for row in rows(table) if str(row[0]).startswith("1.")]
    assert [(what, seen, told) for _, what, seen, told in found] == [
        (what, seen, told) for _, what, _, seen, told in paper.results.rows
    ]
    asked = [row for row in rows(table) if str(row[1]).startswith("Kiến nghị")]
    assert [(text, of, f"{due:%-d/%-m/%Y}") for *_, text, of, due, _ in asked] == [
        tuple(row[1:]) for row in paper.requests.rows
    ]


def test_a_visit_stands_there_from_the_day_its_minutes_are_signed(made, district, hanh, xuan_tan, xuan_chau):
    visits.written(xuan_chau, hanh)  # not signed
    visits.planned(xuan_chau, hanh)
    tan = ["Xã Xuân Tân, kiểm tra ngày 20/9/2017"]
    days = [(dt.date(2017, 9, 19), COMPARED), (dt.date(2017, 9, 20), COMPARED), (TODAY, dt.date(2017, 9, 19))]
    assert [heads(FILLED["bieu-16"](brief(district, *pair))) for pair in days] == [[], tan, tan]
    after = FILLED["bieu-16"](brief(district, TODAY, dt.date(2017, 9, 20)))
    assert rows(after) == [["", "Không có biên bản kiểm tra, giám sát nào được ký từ sau ngày 20/9/2017."]]


def test_known_then_it_says_only_what_was_known(made, district, hanh, tan):
    row = made.requests.get()
    said = {"by": tan, "at": build.moment("2017-09-23"), "today": build.date("2017-09-23")}
    answer_request(request=row, act=RequestAct.FINISH, words="Đã phân công", upload=build.upload(), **said)
    accept_request(request=row, words="", by=hanh, at=build.moment("2017-09-24"), today=build.date("2017-09-24"))
    add_supplement(inspection=made, words="Xóm 2 là 712 thẻ", by=hanh, at=build.moment("2017-09-24"))

    def told(known):
        found = rows(FILLED["bieu-16"](brief(district, known=known)))
        states = [row[-1] for row in found if str(row[1]).startswith("Kiến nghị")]
        return states, any("Bổ sung" in str(row[-1]) for row in found)

    before = rows(FILLED["bieu-16"](brief(district, dt.date(2017, 9, 23))))
    assert "Bổ sung" not in str(before[-1]), "a supplement of the next day"
    assert [told(known) for known in ("2017-09-19", "2017-09-22", "2017-09-23", "2017-09-24", None)] == [
        ([], False),
        (["Quá hạn 3 ngày"], False),
        (["Quá hạn 3 ngày, chờ chấp nhận"], False),
        (["Hoàn thành sau hạn (23/9/2017)"], True),
        (["Hoàn thành sau hạn (23/9/2017)"], True),
    ]


def test_a_commune_s_form_holds_its_own_visits_only(made, district, hanh, xuan_tan, xuan_chau):
    visits.signed(xuan_chau, hanh)
    whole = brief(district)
    assert heads(FILLED["bieu-16"](whole)) == [
        "Xã Xuân Châu, kiểm tra ngày 20/9/2017", "Xã Xuân Tân, kiểm tra ngày 20/9/2017",
    ]  # fmt: skip
    own = OF_PLACE["bieu-16"](whole.of_place(xuan_tan))
    assert (heads(own), own.title) == (
        ["Xã Xuân Tân, kiểm tra ngày 20/9/2017"], "TỔNG HỢP BIÊN BẢN KIỂM TRA, GIÁM SÁT XÃ XUÂN TÂN",
    )  # fmt: skip


def test_findings_stand_in_official_order_and_the_rest_behind(district, hanh, xuan_tan):
    found = visits.written(xuan_tan, hanh, points=("17.1", "tc-15", "15.3"))
    for item in found.items.all():
        visits.write(found, hanh, f"{ITEM}{item.pk}", shortcoming="Chậm")
    table = FILLED["bieu-16"](brief(district, compared=visits.sign(found, hanh).visited_on - dt.timedelta(1)))
    assert [row[1].split(" ")[0] for row in rows(table) if str(row[0]).startswith("1.")] == ["15", "15.3", "17.1"]


def test_a_form_kept_in_memory_follows_every_later_act(made, district, hanh, tan, xuan_chau):
    request = made.requests.get()
    done = {"act": RequestAct.FINISH, "words": "Đã phân công", "upload": build.upload()}
    acts = (
        lambda: add_supplement(inspection=made, words="Xóm 2", by=hanh, at=build.moment("2017-09-23")),
        lambda: answer_request(
            request=request, by=tan, at=build.moment("2017-09-23"), today=build.date("2017-09-23"), **done
        ),
        lambda: accept_request(
            request=request, words="", by=hanh, at=build.moment("2017-09-24"), today=build.date("2017-09-24")
        ),
        lambda: visits.signed(xuan_chau, hanh),
    )

    def told() -> list[list]:
        with kept_under():
            return rows(FILLED["bieu-16"](brief(district)))

    for act in acts:
        before = told()
        assert told() == before
        act()
        anew, after = rows(FILLED["bieu-16"](brief(district))), told()
        assert after == anew != before


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [("/bao-cao/bieu-16/", 15), ("/bao-cao/bieu-16.xlsx", 16)])
def test_the_form_costs_the_same_for_any_number_of_visits(path, cost, times, made, hanh, xuan_chau, sign_in):
    for _ in range(times - 1):
        visits.signed(xuan_chau, hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    assert len(captured) == cost
