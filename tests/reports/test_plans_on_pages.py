"""Plans where figures are read: the matrix, the page of a commune, the panel of a cell, the chart, Biểu 11."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from defusedxml import ElementTree
from openpyxl import load_workbook

from criteria.enums import Stage
from directives.enums import PlanMove
from reports.charts import Expected, Line, history
from reports.charts.parts import Point
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from reports.tables.overview import read_overview
from tests import build
from tests.directives.test_plan_pages import text_of

pytestmark = pytest.mark.django_db
PERIOD = Period(dt.date(2017, 9, 25), dt.date(2017, 8, 28))


@pytest.fixture
def told(xuan_tan, xuan_chau, officer, chau, tan):
    """15.1 is not met in two communes; Xuân Tân has a plan of which one measure is late."""
    for unit, by in ((xuan_tan, officer), (xuan_chau, chau)):
        build.record(unit, build.row("15.1", 80, 100, "2017-09-20", Stage.SELF), by=by)
    return build.running(
        xuan_tan, officer, tan,
        build.step_line(
            cost=18_500_000, source="Ngân sách xã", expected_value=Decimal("83.5"), coordinating="Hội Nông dân"
        ),
        build.step_line("Rà soát danh sách", due_on="2017-09-28"), expected_value=Decimal(85),
    )  # fmt: skip


def late_of(read) -> dict[str, list[int]]:
    """Commune → the criteria underlined as late."""
    numbers = [criterion.number for criterion in read.matrix.criteria]
    found = {
        line.commune.name: [number for number, square in zip(numbers, line.squares, strict=True) if square.late]
        for line in read.matrix.lines
    }
    return {name: late for name, late in found.items() if late}


def test_the_matrix_underlines_what_a_plan_promised(told, district):
    read = read_overview(district, PERIOD)
    assert late_of(read) == {"Xuân Tân": [15]}
    figure = read.figures[-1]
    assert (figure.value, figure.note) == ("1", "01 theo kế hoạch, lâu nhất 5 ngày")


def test_the_overview_counts_criteria_without_a_plan(told, district, sign_in):
    read = read_overview(district, PERIOD)
    assert [(line.commune.name, line.numbers, line.href) for line in read.unplanned] == [
        ("Xuân Châu", "15", "ke-hoach/xuan-chau/"),
    ]
    assert "01 tiêu chí chưa đạt chưa có kế hoạch, ở 01 đơn vị Xuân Châu : tiêu chí 15" in text_of(
        sign_in("leader").get("/")
    )


def test_a_plan_is_seen_as_it_stood_on_the_day(told, district, officer):
    step = told.steps.first()
    build.progress(step, officer, 40, on="2017-09-12")
    before = Period(dt.date(2017, 9, 5), dt.date(2017, 8, 28))
    assert late_of(read_overview(district, before)) == {}
    assert [line.standing.state for line in Brief(district, before).read.plans] == ["DRAFT"]
    assert [line.percent for line in Brief(district, PERIOD).read.plans] == [20]
    assert Brief(district, Period(dt.date(2017, 9, 4), dt.date(2017, 8, 28))).read.plans == ()


def test_what_is_not_known_yet_is_not_shown(told, district):
    known = Period(PERIOD.as_of, PERIOD.compared, build.moment("2017-09-05", 23))
    assert [line.standing.state for line in Brief(district, known).read.plans] == ["DRAFT"]


def test_a_whole_criterion_is_planned_and_late(district, xuan_tan, officer, tan, hanh):
    build.record(xuan_tan, build.row("11", 61, 2470, "2017-09-20", Stage.SELF), by=officer)
    plan = build.plan(xuan_tan, officer, "11", reach_by="2017-09-20")
    plan.indicator = None
    plan.save()
    read = read_overview(district, PERIOD)
    assert (late_of(read), read.unplanned) == ({"Xuân Tân": [11]}, ())


def test_a_write_to_a_plan_is_seen_at_once(told, sign_in, officer, tan):
    browser = sign_in("leader")
    assert "01 theo kế hoạch" in text_of(browser.get("/"))
    build.moved(told, PlanMove.CANCEL, tan, day="2017-09-25", note="Thôi")
    assert "01 theo kế hoạch" not in text_of(browser.get("/"))


def test_the_page_of_a_commune_lists_its_plans_and_marks_its_chart(told, sign_in):
    answer = sign_in("tan").get("/xa/xuan-tan/")
    text = text_of(answer)
    assert "15.1: Đạt 85% dân số tham gia BHYT Tiến độ: 0% Quá hạn 5 ngày" in text
    assert "20/9/2017 Kế hoạch: Vận động hộ cận nghèo tham gia BHYT - 83,5" in text
    assert "30/9/2017 Kế hoạch: mục tiêu của kế hoạch - 85" in text
    assert answer.content.decode().count('<g class="planned">') == 1
    assert "Chưa có kế hoạch nào." in text_of(sign_in("chau").get("/xa/xuan-chau/"))


def test_a_department_sees_no_plan_of_another_on_the_page_of_a_commune(told, sign_in):
    assert "Chưa có kế hoạch nào." in text_of(sign_in("lao_dong").get("/xa/xuan-tan/"))


def test_what_ended_long_ago_is_left_out_and_what_ended_lately_stays(told, sign_in, xuan_tan, officer, tan):
    for number, reach_by in (("11", "2017-07-20"), ("12", "2017-09-10")):
        plan = build.plan(xuan_tan, officer, number, made="2017-07-01", reach_by=reach_by, goal=f"Mục tiêu {number}")
        build.moved(plan, PlanMove.CANCEL, tan, note="Thôi")
    text = text_of(sign_in("tan").get("/xa/xuan-tan/"))
    assert ("Mục tiêu 11" in text, "Mục tiêu 12" in text) == (False, True)


def test_the_panel_shows_the_plan_and_its_measures(told, sign_in):
    text = text_of(sign_in("tan").get("/chi-tiet/xuan-tan/15.1/ke-hoach/"))
    assert "Đạt 85% dân số tham gia BHYT Quá hạn 5 ngày Tiến độ: 0% đạt trước 30/9/2017" in text
    assert "Rà soát danh sách Tiến độ: 0% hạn 28/9/2017, Trưởng xóm 5" in text
    assert "Lập kế hoạch" in text_of(sign_in("chau").get("/chi-tiet/xuan-chau/15.1/ke-hoach/"))
    newest = text_of(sign_in("tan").get("/chi-tiet/xuan-tan/15.1/so-gan-nhat/"))
    assert "20/9/2017 Kế hoạch ◇ 83,5 30/9/2017 Kế hoạch ◇ 85" in newest


def test_a_chart_makes_room_for_what_is_expected():
    line = Line([Point(dt.date(2017, 9, 1), 80)])
    expected = [Expected(dt.date(2017, 11, 1), Decimal("85.5"), "Kế hoạch 01/11/2017: 85,5 (mục tiêu)")]
    drawn = history([line], title="BHYT", words="", expected=expected)
    planned = ElementTree.fromstring(drawn).find("g[@class='planned']/g[@class='pt']")
    assert planned.findtext("text[@class='tip']") == "Kế hoạch 01/11/2017: 85,5 (mục tiêu)"
    assert "11/17" in drawn
    assert 'class="planned"' not in history([line], title="BHYT", words="")


def test_form_11_lists_the_plans_of_all_communes(told, district, officer, xuan_tan, xuan_chau, chau):
    build.plan(xuan_chau, chau, "11", goal="Giảm hộ nghèo")
    table = FILLED["bieu-11"](Brief(district, PERIOD))
    said = [[str(cell.value) for _, cell in row.placed()] for row in table.rows]
    assert [row[:2] for row in said] == [
        ["", "Xuân Châu"], ["", "11 Hộ nghèo đa chiều (bản nháp)"], ["", "Xuân Tân"],
        ["1", "15.1 Người dân tham gia BHYT (đã duyệt)"], ["2", "15.1"], ["", "Tổng số"],
    ]  # fmt: skip
    assert said[3][4:] == [
        "Vận động hộ cận nghèo tham gia BHYT", "18.5", "Ngân sách xã", "2017-09-05", "2017-09-20", "Trưởng xóm 5",
        "Hội Nông dân", "0", "",
    ]  # fmt: skip
    assert {sum(cell.span for _, cell in row.placed()) for row in table.rows} == {13}
    assert table.notes[0] == "Ghi chú: 02 kế hoạch chưa kết thúc, 01 kế hoạch quá hạn."


def test_form_11_of_a_commune_prints_and_downloads(told, sign_in, officer, xuan_tan):
    build.record(xuan_tan, build.row("11", 61, 2470, "2017-09-20", Stage.SELF), by=officer)
    browser = sign_in("tan")
    text = text_of(browser.get("/ke-hoach/xuan-tan/bieu-11/"))
    assert "KẾ HOẠCH BỔ SUNG, HOÀN THIỆN TIÊU CHÍ XÃ XUÂN TÂN" in text
    assert "dòng chưa có giải pháp là ô chưa đạt chưa có kế hoạch" in text
    answer = browser.get("/ke-hoach/xuan-tan/bieu-11.xlsx")
    assert (
        answer.headers["Content-Disposition"]
        == 'attachment; filename="Bieu11_KeHoachHoanThien_XuanTan_2017-09-25.xlsx"'
    )
    book = load_workbook(io.BytesIO(answer.content))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Biểu 11", "visible"), ("NTM-KH", "hidden")]
    assert (book.properties.subject, book.properties.language) == ("Tình hình đến ngày 25/9/2017", "vi")
    assert len(book.defined_names) == 2
    assert [[cell.value for cell in row] for row in book["NTM-KH"].iter_rows()] == [
        ["NTM-KH", "1", "14110", "2017-09-25"], ["kế hoạch", "15.1", "3", None],
        ["giải pháp", "15.1", "1", str(told.steps.first().pk)], ["giải pháp", "15.1", "2", str(told.steps.last().pk)],
    ]  # fmt: skip
