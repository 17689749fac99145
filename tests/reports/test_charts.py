"""Charts: every length is a number of the drawing, every word is escaped."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from defusedxml import ElementTree

from reports.charts import Expected, Line, Point, Spot, Threshold, bar, history, meter, sparkline, spread
from reports.charts.history import _levels, _months
from reports.charts.parts import inside, mark

DAY = dt.date(2017, 8, 28)


def numbers(svg, path, *names):
    return [tuple(part.get(name) for name in names) for part in ElementTree.fromstring(svg).iterfind(path)]


@pytest.mark.parametrize(
    ("length", "written"),
    [(Fraction(1, 3), "0.3"), (Decimal("69.94"), "69.9"), (7, "7"), (Fraction(-5, 4), "-1.2"), (Decimal("9.96"), "10")],
)
def test_lengths_are_tenths_with_a_point(length, written):
    assert mark(length) == written


@pytest.mark.parametrize(
    ("done", "elapsed", "fill", "tick"),
    [
        (Fraction(7, 10), Fraction(28, 33), "70", "84.8"),
        (Fraction(-1, 5), Fraction(2), "0", "99.2"),
        (1, 0, "100", "0"),
    ],
)
def test_a_meter_shows_work_done_and_a_tick_for_the_time(done, elapsed, fill, tick):
    assert numbers(meter(done, elapsed), "rect", "class", "width", "x") == [
        ("track", "100", None),
        ("fill", fill, None),
        ("tick", ".8", tick),
    ]


def test_a_meter_without_a_deadline_has_no_tick():
    assert numbers(meter(Fraction(1, 2)), "rect", "class") == [("track",), ("fill",)]


@pytest.mark.parametrize(("part", "whole", "width"), [(106, 412, "25.7"), (412, 412, "100"), (0, 0, "0")])
def test_a_bar_is_the_share_of_the_largest_gap(part, whole, width):
    assert numbers(bar(part, whole), "rect", "width") == [(width,)]


def test_a_sparkline_of_one_figure_is_a_dash():
    assert sparkline([Point(DAY, Decimal(3))]) == '<span class="unit">-</span>'


def test_a_sparkline_rises_with_the_figures_and_shows_the_required_level():
    points = [Point(DAY, Decimal(80)), Point(DAY + dt.timedelta(days=10), Decimal(90))]
    drawn = sparkline(points, Decimal(85), "15.1", "80% đến 90%")
    assert numbers(drawn, "polyline", "points") == [("2,20 70,2",)]
    assert numbers(drawn, "line", "class", "y1") == [("thr", "11")]
    assert numbers(drawn, "circle", "cx", "cy") == [("70", "2")]
    chart = ElementTree.fromstring(drawn)
    assert (chart.findtext("title"), chart.findtext("desc")) == ("15.1", "80% đến 90%")


def test_equal_figures_lie_in_the_middle_of_a_sparkline():
    points = [Point(DAY, 5), Point(DAY + dt.timedelta(days=1), 5)]
    assert numbers(sparkline(points), "polyline", "points") == [("2,11 70,11",)]


@pytest.mark.parametrize(
    ("figures", "levels"),
    [
        ([Fraction("71.2"), 85], [70, 75, 80, 85]),
        ([Fraction("4.05"), 2], [2, 3, 4, 5]),
        (
            [Fraction("13.9"), Fraction("14.6")],
            [Fraction("13.8"), 14, Fraction("14.2"), Fraction("14.4"), Fraction("14.6")],
        ),
        ([7, 7], [6, Fraction(13, 2), 7, Fraction(15, 2), 8]),
        ([0, 30], [0, 10, 20, 30]),
        ([40, 410], [0, 100, 200, 300, 400, 500]),
    ],
)
def test_the_levels_named_are_round_and_enclose_the_figures(figures, levels):
    assert _levels([Fraction(figure) for figure in figures]) == levels


def test_at_most_six_months_are_named():
    months = _months(dt.date(2016, 12, 1), dt.date(2017, 9, 30))
    assert [f"{month:%m/%y}" for month in months] == ["12/16", "02/17", "04/17", "06/17", "08/17"]


def drawing(**given):
    points = [Point(dt.date(2017, 7, 31), Decimal("76.6")), Point(dt.date(2017, 9, 22), Decimal("83.77"))]
    plain = {"title": "15.1 BHYT", "words": "từ 76,60% đến 83,77%"}
    return history(given.pop("lines", [Line(points)]), **plain | given)


def test_nothing_measured_draws_nothing():
    assert drawing(lines=[Line([])]) == ""


def test_the_history_names_itself_and_places_every_figure():
    drawn = drawing(last_label="83,77%")
    chart = ElementTree.fromstring(drawn)
    assert (chart.findtext("title"), chart.findtext("desc")) == ("15.1 BHYT", "từ 76,60% đến 83,77%")
    assert [text.text for text in chart.iterfind("g/text")] == ["76", "78", "80", "82", "84", "7/17", "8/17", "9/17"]
    assert len(numbers(drawn, "g/g/circle[2]", "cx")) == 2
    assert numbers(drawn, "text", "class", "text-anchor") == [("cut", "start"), ("last", "end")]


def test_the_threshold_and_the_deadline_are_drawn_and_named():
    level = Threshold(85, dt.date(2016, 1, 1), dt.date(2017, 12, 31), "Yêu cầu ≥ 85%")
    later = Threshold(90, dt.date(2018, 1, 1), dt.date(2018, 12, 31), "Yêu cầu ≥ 90%")
    drawn = drawing(thresholds=[level, later], deadline=dt.date(2017, 10, 31))
    assert numbers(drawn, "line", "class", "x1", "x2") == [("thr", "40", "366")]
    assert [text.text for text in ElementTree.fromstring(drawn).iterfind("text")][1:] == ["Yêu cầu ≥ 85%", None]
    assert [text.text for text in ElementTree.fromstring(drawn).iterfind("g[@class='due-line']/text")] == ["Hạn 31/10"]


@pytest.mark.parametrize(
    ("values", "deadline", "said"),
    [
        ((76, 84), None, ("Trục bắt đầu từ 76", "40", "start")),
        ((76, 84), "2017-10-31", ("Trục bắt đầu từ 76", "40", "start")),
        ((76, 84), "2017-08-05", ("Trục bắt đầu từ 76", "366", "end")),
        (("1.4", "1.9"), None, ("Trục bắt đầu từ 1,4", "40", "start")),
        ((0, 84), None, None),
    ],
)
def test_a_scale_that_leaves_out_the_nought_says_so(values, deadline, said):
    points = [Point(dt.date(2017, 7, 31), Decimal(values[0])), Point(dt.date(2017, 9, 22), Decimal(values[1]))]
    drawn = ElementTree.fromstring(drawing(lines=[Line(points)], deadline=deadline and dt.date.fromisoformat(deadline)))
    cut = drawn.find("text[@class='cut']")
    assert (None if cut is None else (cut.text, cut.get("x"), cut.get("text-anchor"))) == said


def test_a_claim_is_drawn_apart_from_the_district_s_word():
    claim = Line([Point(DAY, 1), Point(dt.date(2017, 9, 1), 2)], by_self=True)
    word = Line([Point(DAY, 1)])
    assert numbers(drawing(lines=[claim, word]), "g", "class") == [("axis",), ("series by-self",), ("series",)]


def test_words_are_escaped():
    assert "<b>" not in drawing(title="<b>", words="<b>", last_label="<b>")


def label_and_line(values, level=None):
    """The box of the last label, and the heights of the line under or over it."""
    points = [Point(dt.date(2017, month, 28), Decimal(value)) for month, value in enumerate(values, start=3)]
    levels = [Threshold(Decimal(level), dt.date(2017, 1, 1), dt.date(2017, 12, 31), "")] if level else []
    chart = ElementTree.fromstring(drawing(lines=[Line(points)], thresholds=levels, last_label="83,77%"))
    label = chart.find("text[@class='last']")
    right, base = float(label.get("x")), float(label.get("y"))
    places = [(float(circle.get("cx")), float(circle.get("cy"))) for circle in chart.iterfind("g/g/circle[2]")]
    heights = [
        y + (next_y - y) * (at - x) / (next_x - x)
        for (x, y), (next_x, next_y) in pairwise(places)
        for at in range(int(right) - 46, int(right))
        if x <= at <= next_x
    ]
    return (base - 11, base), heights


@pytest.mark.parametrize(
    ("values", "level", "side"),
    [
        (("76", "78", "80", "81"), "85", "above"),
        (("74", "78", "82", "84"), "85", "below"),
        (("84", "82", "80", "78"), None, "above"),
        (("70", "84", "83", "85"), None, "above"),
        (("14", "14", "14", "17"), None, "above"),
    ],
)
def test_the_newest_figure_is_never_written_on_its_line(values, level, side):
    (top, base), heights = label_and_line(values, level)
    assert heights
    assert base < min(heights) if side == "above" else top > max(heights)


def test_a_steep_line_leaves_its_newest_figure_beside_its_point():
    """Below the line it would stand beside an older figure and seem to belong to it."""
    chart = ElementTree.fromstring(drawing(lines=[Line(steep())], last_label="17"))
    label, point = chart.find("text[@class='last']"), list(chart.iterfind("g/g/circle[2]"))[-1]
    assert 0 < float(point.get("cy")) - float(label.get("y")) < 12


def test_below_a_deadline_the_upper_edge_is_left_to_its_day():
    chart = ElementTree.fromstring(drawing(lines=[Line(steep())], last_label="17", deadline=dt.date(2017, 6, 30)))
    point = list(chart.iterfind("g/g/circle[2]"))[-1]
    assert float(chart.find("text[@class='last']").get("y")) > float(point.get("cy"))


def steep():
    """Three quiet months, then a jump."""
    return [Point(dt.date(2017, month, 28), Decimal(value)) for month, value in enumerate((14, 14, 14, 17), start=3)]


def test_each_commune_of_a_distribution_is_read_with_its_figure():
    spots = [Spot("Xuân Tân", Decimal(83), "83%", "is-nearly"), Spot("Xuân Châu", Decimal(90), "90%", "is-met")]
    chart = ElementTree.fromstring(spread(spots, Decimal(85), "BHYT: kết quả của 2 đơn vị", "≥ 85%"))
    assert chart.get("data-points") == ""
    assert [tip.text for tip in chart.iterfind("g/text[@class='tip']")] == ["Xuân Tân: 83%", "Xuân Châu: 90%"]
    assert chart.findtext("desc") == "Từ Xuân Tân 83% đến Xuân Châu 90%; yêu cầu ≥ 85%"
    assert [dot.get("class") for dot in chart.iterfind("g/circle[2]")] == ["is-nearly", "is-met"]


def test_one_result_is_no_distribution():
    assert spread([Spot("Xuân Tân", Decimal(83), "83%", "is-met")], None, "BHYT") == ""


def test_where_all_results_are_one_the_line_says_how_many_lie_on_each_other():
    spots = [Spot(f"Xã {at}", Decimal(0), "0", "is-met") for at in range(20)]
    chart = ElementTree.fromstring(spread(spots, Decimal(0), "Nhà tạm", "Không còn nhà nào"))
    (words,) = chart.findall("text")[1:]
    assert (words.text, words.get("text-anchor")) == ("cả 20 đơn vị: 0", "middle")
    assert chart.findtext("desc") == "Cả 20 đơn vị: 0; yêu cầu không còn nhà nào"


WORDS = "≥ 36 triệu đồng/người/năm"


@pytest.mark.parametrize(("place", "at"), [(20, 89.5), (180, 180), (350, 282.5), (0, 89.5)])
def test_words_of_a_chart_stand_at_their_place_or_as_near_as_its_ends_let_them(place, at):
    assert float(inside(Fraction(place), WORDS, 12, 360)) == pytest.approx(at, abs=0.06)


def test_the_words_of_every_figure_stay_between_the_ends_of_the_drawing():
    points = [Point(dt.date(2017, month, 28), Decimal(month)) for month in range(1, 10)]
    plan = [Expected(dt.date(2017, 9, 30), Decimal(9), "Kế hoạch 30/9/2017: 9 (mục tiêu của kế hoạch)")]
    chart = ElementTree.fromstring(drawing(lines=[Line(points, by_self=True)], expected=plan))
    tips = list(chart.iterfind(".//text[@class='tip']"))
    assert tips[-1].text == "28/9/2017: 9, tự đánh giá"
    assert len(tips) == 10
    for tip in tips:
        lines = tip.findall("tspan") or [tip]
        middle, half = float(lines[0].get("x")), max(len(line.text) for line in lines) * 31 / 8
        assert (middle - half >= 39.9, middle + half <= 366.1) == (True, True)
        assert float(lines[0].get("y")) > 13


def test_long_words_of_a_figure_stand_in_lines_one_below_the_other():
    plan = [Expected(DAY, Decimal(80), "Kế hoạch 28/8/2017: 80 (Vận động hộ cận nghèo xóm 5, xóm 8 mua thẻ)")]
    lines = ElementTree.fromstring(drawing(expected=plan)).findall("g[@class='planned']/g/text/tspan")
    assert [line.text for line in lines] == ["Kế hoạch 28/8/2017: 80 (Vận động hộ cận", "nghèo xóm 5, xóm 8 mua thẻ)"]
    assert len({line.get("x") for line in lines}) == 1
    assert float(lines[1].get("y")) - float(lines[0].get("y")) == pytest.approx(17.4, abs=0.1)


@pytest.mark.parametrize(
    ("last", "height", "at"), [("Xuân Phong", "78", "72"), ("Nghĩa Thượng Hòa Bình Trung Thành", "90", "84")]
)
def test_two_long_names_at_the_ends_of_the_line_stand_one_below_the_other(last, height, at):
    spots = [Spot("Xuân Thủy", Decimal(80), "80,25%", "is-notmet"), Spot(last, Decimal(90), "90,92%", "is-met")]
    chart = ElementTree.fromstring(spread(spots, None, "BHYT"))
    first, second = chart.findall("text")[-2:]
    assert (chart.get("viewBox").split()[-1], first.get("y"), second.get("y")) == (height, "72", at)
    assert second.text == f"{last} 90,92%"
