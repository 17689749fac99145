"""A plan for a criterion as a whole: offered where it fails, covering its indicators, on paper and on the charts."""

import datetime as dt
import io
import re

import pytest
from openpyxl import load_workbook

from criteria.enums import Stage, Verdict
from criteria.xlsx import read_file
from directives.actions.plan_import import apply_file, preview_file
from directives.enums import PlanMove
from directives.models import ImprovementPlan
from directives.rules.plan_file import FileLine, PlanFile, read_plan_file
from directives.tables.plan_reading import lines_of, read_plans
from directives.tables.plan_subject import fitting, subject_at, with_covered
from ntm_portal.kept import forget_readings
from reports.charts import Expected, Line, history
from reports.charts.parts import Point
from tests import build
from tests.directives.test_plan_pages import text_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
HOME = "/ke-hoach/xuan-tan/"
NEW = f"{HOME}lap/tieu-chi-15/"
AIM = {"standing": "Còn hai chỉ tiêu", "goal": "Đạt tiêu chí 15", "reach_by": "30/9/2017", "next_review_on": ""}


@pytest.fixture
def told(xuan_tan, officer):
    """15.1 and 15.3 of Xuân Tân are not met."""
    build.record(xuan_tan, build.row("15.1", 80, 100, "2017-09-20", Stage.SELF), by=officer)
    build.record(xuan_tan, build.row("15.3", 400, 1000, "2017-09-20", Stage.SELF), by=officer)


def whole(unit, by, steps=(), **given) -> ImprovementPlan:
    """An open plan for criterion 15."""
    plan = build.plan(unit, by, **given)
    plan.indicator = plan.finding = plan.expected_value = None
    plan.save()
    if steps:
        build.steps(plan, *steps, by=by)
    return ImprovementPlan.objects.get(pk=plan.pk)


# --- Offered ------------------------------------------------------------------------------------


def test_the_commune_page_of_plans_offers_one_plan_for_all_that_fails_of_a_criterion(told, sign_in):
    page = sign_in("officer").get(HOME)
    assert "Tiêu chí 15 Y tế Lập cho cả tiêu chí (15.1, 15.3)" in text_of(page)
    assert [path for path in (NEW, NEW.replace("lap", "chep")) if path not in page.content.decode()] == []


def test_a_criterion_of_one_indicator_is_planned_by_that_indicator(xuan_tan, officer, sign_in):
    build.record(xuan_tan, build.row("11", 61, 2470, "2017-09-20", Stage.SELF), by=officer)
    browser = sign_in("officer")
    assert "Lập cho cả tiêu chí" not in text_of(browser.get(HOME))
    assert browser.get(f"{HOME}lap/tieu-chi-11/").status_code == 404


@pytest.mark.parametrize("word", ["tieu-chi-", "tieu-chi-99", "tieu-chi-1999", "tieu-chi-x", "tieu-chi-15.1", "99.9"])
def test_what_is_no_criterion_leads_nowhere(word, told, sign_in):
    assert sign_in("officer").get(f"{HOME}lap/{word}/").status_code == 404


def test_whoever_only_reads_is_offered_nothing(told, sign_in):
    assert "Lập cho cả tiêu chí" not in text_of(sign_in("leader").get(HOME))
    assert sign_in("leader").get(NEW).status_code == 404


def test_the_form_says_which_indicators_the_plan_covers(told, sign_in):
    page = sign_in("officer").get(NEW)
    text = text_of(page)
    assert "Lập kế hoạch tiêu chí 15 Y tế" in text
    assert "C chưa đạt, tự đánh giá 15.1 Người dân tham gia BHYT" in text
    assert "Đạt tiêu chí 15 Y tế" in page.content.decode()
    assert 'type="hidden" name="expected_value"' in page.content.decode()


def test_the_plan_is_made_and_the_second_press_leads_to_it(told, sign_in, xuan_tan):
    browser = sign_in("officer")
    assert browser.post(NEW, AIM).url == f"{HOME}1/"
    plan = ImprovementPlan.objects.get(unit=xuan_tan)
    assert (plan.indicator, plan.finding, plan.subject_number, plan.expected_value) == (None, None, "15", None)
    assert browser.post(NEW, AIM).url == f"{HOME}1/"
    assert browser.get(f"{HOME}lap/15.3/").url == f"{HOME}1/"
    assert ImprovementPlan.objects.count() == 1


def test_it_is_copied_from_another_commune(told, sign_in, xuan_tan, xuan_chau, hanh, chau):
    build.record(xuan_chau, build.row("15.1", 80, 100, "2017-09-20", Stage.SELF), by=chau)
    source = whole(xuan_chau, hanh, [build.step_line()])
    build.moved(source, PlanMove.APPROVE, chau)
    browser = sign_in("officer")
    assert "Xã Xuân Châu" in text_of(browser.get(f"{HOME}chep/tieu-chi-15/"))
    sent = {"source": source.pk, "starts_on": "26/9/2017"}
    assert browser.post(f"{HOME}chep/tieu-chi-15/", sent).url == f"{HOME}1/"
    made = ImprovementPlan.objects.get(unit=xuan_tan)
    assert (made.copied_from, made.indicator, made.steps.count()) == (source, None, 1)
    assert made.standing.startswith("15.1: ")


def test_where_no_commune_has_one_the_page_of_copying_leads_on(told, sign_in):
    page = sign_in("officer").get(f"{HOME}chep/tieu-chi-15/")
    assert "Chưa xã nào trong huyện có kế hoạch đã duyệt cho tiêu chí 15 Y tế." in text_of(page)
    assert NEW in page.content.decode()


def test_the_panel_of_a_cell_offers_both(told, sign_in):
    page = sign_in("officer").get("/chi-tiet/xuan-tan/15.1/ke-hoach/").content.decode()
    assert [f"{HOME}lap/{word}/" in page for word in ("15.1", "tieu-chi-15")] == [True, True]


def test_the_overview_leads_from_a_criterion_to_its_place_among_the_plans(told, sign_in):
    assert '<a class="plain" href="ke-hoach/xuan-tan/#tc-15">15</a>' in sign_in("leader").get("/").content.decode()


def test_the_standing_of_a_criterion_says_as_much_as_there_is_room_for(told, xuan_tan):
    subject = subject_at(xuan_tan, "tieu-chi-15", TODAY)
    assert re.match(r"15\.1: .+ 15\.3: .+ Số liệu ngày 20/9/2017\.$", subject.standing)
    assert fitting(["a" * 30, "b" * 30], 50) == "a" * 30 + " Và 1 chỉ tiêu khác."
    assert (fitting(["a" * 60], 50), fitting([], 50)) == ("", "")


def test_a_criterion_whose_indicators_have_plans_of_their_own_still_says_where_it_stands(told, xuan_tan, officer):
    for number in ("15.1", "15.3"):
        build.plan(xuan_tan, officer, number)
    subject = subject_at(xuan_tan, "tieu-chi-15", TODAY)
    assert (subject.covered, subject.standing) == ((), "Chưa đạt.")


# --- Covered ------------------------------------------------------------------------------------


def test_what_a_whole_plan_covers_is_not_listed_as_without_a_plan(told, sign_in, xuan_tan, officer):
    whole(xuan_tan, officer)
    text = text_of(sign_in("officer").get(HOME))
    assert "Ô chưa đạt nào cũng đã có kế hoạch; 01 kế hoạch chưa kết thúc" in text
    assert "15 Y tế cả tiêu chí: 15.1, 15.3" in text
    assert "Ô chưa có kế hoạch 0" in text_of(sign_in("hanh").get("/ke-hoach/"))


def test_an_indicator_with_a_plan_of_its_own_is_left_to_it(told, sign_in, xuan_tan, officer):
    build.plan(xuan_tan, officer, "15.1")
    plan = whole(xuan_tan, officer, number="15.3")
    text = text_of(sign_in("officer").get(plan.path))
    assert "Kế hoạch cả tiêu chí 15 Y tế" in text
    assert "kế hoạch này phải đưa lên đạt: 15.3" in text
    assert "15.1 Người dân tham gia BHYT , có kế hoạch riêng" in text


def test_a_cancelled_plan_covers_nothing(told, sign_in, xuan_tan, officer, tan):
    build.moved(whole(xuan_tan, officer), PlanMove.CANCEL, tan, day="2017-09-25", note="Thôi")
    assert "02 ô chưa đạt chưa có kế hoạch" in text_of(sign_in("officer").get(HOME))


def test_the_page_of_a_commune_names_what_has_no_plan_and_what_a_plan_covers(told, sign_in, xuan_tan, officer, tan):
    text = text_of(sign_in("tan").get("/xa/xuan-tan/"))
    assert "Chưa đạt, chưa có kế hoạch: 15.1 , 15.3" in text
    whole(xuan_tan, officer)
    text = text_of(sign_in("tan").get("/xa/xuan-tan/"))
    assert ("Chưa đạt, chưa có kế hoạch" in text, "cả tiêu chí: 15.1, 15.3" in text) == (False, True)


def test_a_whole_plan_that_covers_nothing_more_says_only_that_it_is_whole(xuan_tan, officer):
    whole(xuan_tan, officer)
    read = read_plans(ImprovementPlan.objects.all(), TODAY)
    (line,) = with_covered(lines_of(read, {}, TODAY), [], {})
    assert line.covers_words == "cả tiêu chí"


def test_a_whole_plan_has_no_figure_of_its_own_to_be_edited(told, sign_in, xuan_tan, officer):
    plan = whole(xuan_tan, officer)
    assert 'type="hidden" name="expected_value"' in sign_in("officer").get(f"{plan.path}sua/").content.decode()


@pytest.mark.parametrize("plans", [1, 3])
def test_the_page_of_a_commune_costs_the_same_for_any_number_of_plans(
    plans, told, sign_in, xuan_tan, officer, django_assert_num_queries
):
    whole(xuan_tan, officer)
    for number in ("11", "12", "15.1")[:plans]:
        build.plan(xuan_tan, officer, number)
    browser = sign_in("officer")
    forget_readings()
    with django_assert_num_queries(16):
        browser.get(HOME)


@pytest.mark.parametrize("steps", [1, 3])
def test_the_page_of_a_whole_plan_costs_the_same_for_any_number_of_measures(
    steps, told, sign_in, xuan_tan, officer, django_assert_num_queries
):
    plan = whole(xuan_tan, officer, [build.step_line(f"Rà soát {number}") for number in range(steps)])
    browser = sign_in("leader")
    browser.get(plan.path)
    forget_readings()
    with django_assert_num_queries(20):
        browser.get(plan.path)


def test_the_measures_of_a_whole_plan_ask_for_no_figure_and_print_without_blank_lines(told, sign_in, xuan_tan, officer):
    plan = whole(xuan_tan, officer, [build.step_line()])
    page = sign_in("officer").get(plan.path).content.decode()
    assert ("expected_value-0" in page, "measure-0" in page, '<li class="is-blank">' in page) == (False, True, True)


def test_a_single_cell_of_a_criterion_is_planned_by_itself(xuan_tan, officer, sign_in):
    build.record(xuan_tan, build.row("15.1", 80, 100, "2017-09-20", Stage.SELF), by=officer)
    assert "Lập cho cả tiêu chí" not in text_of(sign_in("officer").get(HOME))


# --- Charts -------------------------------------------------------------------------------------


def test_the_chart_of_a_covered_indicator_carries_the_days_of_the_plan(told, sign_in, xuan_tan, officer):
    whole(xuan_tan, officer, [build.step_line("Vận động hộ cận nghèo", due_on="2017-09-20")])
    page = sign_in("officer").get("/chi-tiet/xuan-tan/15.3/so-gan-nhat/")
    drawn = page.content.decode()
    assert drawn.count("<path d=") == 2
    assert "Kế hoạch 30/9/2017: mục tiêu của kế hoạch cả tiêu chí 15" in text_of(page)
    assert "20/9/2017 Kế hoạch: Vận động hộ cận nghèo ◇" in text_of(page)
    commune = text_of(sign_in("officer").get("/xa/xuan-tan/"))
    assert "30/9/2017 Kế hoạch: mục tiêu của kế hoạch cả tiêu chí 15 - -" in commune


def test_a_plan_of_its_own_speaks_for_an_indicator_before_the_whole_one(told, sign_in, xuan_tan, officer):
    whole(xuan_tan, officer)
    build.plan(xuan_tan, officer, "15.1", expected_value=85)
    drawn = text_of(sign_in("officer").get("/chi-tiet/xuan-tan/15.1/so-gan-nhat/"))
    assert ("cả tiêu chí" in drawn, "85 (mục tiêu của kế hoạch)" in drawn) == (False, True)


def test_a_day_without_a_figure_stands_on_the_lower_edge_and_moves_no_scale():
    points = [Point(dt.date(2017, 8, 1), 80), Point(dt.date(2017, 9, 1), 82)]
    bare = history([Line(points)], title="a", words="b")
    drawn = history([Line(points)], title="a", words="b", expected=[Expected(dt.date(2017, 9, 5), None, "Mốc")])
    assert '<g class="planned"><polyline points=""/><g class="pt">' in drawn
    assert re.search(r'<path d="M[\d.]+ 150m', drawn)
    assert drawn.replace(re.search(r'<g class="planned">.*?</g></g>', drawn)[0], "") == bare


# --- Biểu 11 ------------------------------------------------------------------------------------


def test_bieu_11_says_that_a_plan_is_whole_and_comes_back(told, sign_in, xuan_tan, officer):
    plan = whole(xuan_tan, officer, [build.step_line("Vận động hộ cận nghèo")])
    book = load_workbook(io.BytesIO(sign_in("officer").get(f"{HOME}bieu-11.xlsx").content))
    sheet = book.active
    row = next(row for row in range(1, 40) if str(sheet.cell(row, 2).value).startswith("15 "))
    assert sheet.cell(row, 2).value == "15 Y tế (cả tiêu chí: 15.1, 15.3) (bản nháp)"
    sheet.cell(row, 5).value = "Vận động hộ cận nghèo tham gia đủ"
    sheet.insert_rows(row + 1)
    sheet.cell(row + 1, 2).value, sheet.cell(row + 1, 5).value = "15", "Rà soát danh sách"
    file = io.BytesIO()
    book.save(file)
    read = read_plan_file(read_file("bieu-11.xlsx", file.getvalue()))
    assert apply_file(unit=xuan_tan, file=read, by=officer, at=build.moment(TODAY), today=TODAY, token="lần này") == 2
    assert [step.measure for step in plan.steps.in_order()] == [
        "Vận động hộ cận nghèo tham gia đủ", "Rà soát danh sách",
    ]  # fmt: skip


def line(number, **texts):
    empty = dict.fromkeys(
        ("tt", "subject", "standing", "goal", "measure", "cost", "source", "starts_on", "due_on", "who", "with",
         "percent", "note"), "")  # fmt: skip
    return FileLine(12, number, None, empty | {"measure": "Vận động hộ cận nghèo"} | texts)


def test_a_line_of_a_criterion_makes_its_plan(told, xuan_tan, officer):
    file = PlanFile(xuan_tan.code, {}, [line("15", standing="Còn hai chỉ tiêu")])
    (one,) = preview_file(unit=xuan_tan, file=file, by=officer, today=TODAY)
    assert one.remarks == ["lập kế hoạch 15 (bản nháp)"]
    apply_file(unit=xuan_tan, file=file, by=officer, at=build.moment(TODAY), today=TODAY, token="lần này")
    made = ImprovementPlan.objects.get()
    assert (made.indicator, made.goal, made.standing) == (None, "Đạt tiêu chí 15 Y tế", "Còn hai chỉ tiêu")


def test_a_line_of_an_indicator_is_led_to_the_plan_of_its_criterion(told, xuan_tan, officer):
    whole(xuan_tan, officer)
    file = PlanFile(xuan_tan.code, {}, [line("15.1")])
    (one,) = preview_file(unit=xuan_tan, file=file, by=officer, today=TODAY)
    assert one.remarks == [
        "Chỉ tiêu này thuộc kế hoạch cả tiêu chí 15: ghi giải pháp ở dòng của tiêu chí.",
    ]  # fmt: skip


def test_a_met_criterion_takes_no_plan(xuan_tan, officer, sign_in):
    build.record(xuan_tan, build.row("15.1", 86, 100, "2017-09-20", Stage.SELF), by=officer)
    build.record(
        xuan_tan, build.row("15.2", declared=Verdict.MET, assessed_on="2017-09-20", stage=Stage.SELF), by=officer
    )
    build.record(xuan_tan, build.row("15.3", 100, 1000, "2017-09-20", Stage.SELF), by=officer)
    assert sign_in("officer").get(f"{HOME}lap/tieu-chi-15/").status_code == 404
