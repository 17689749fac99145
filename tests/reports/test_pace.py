"""Nhịp độ: how fast a gap closes, how fast it would have to, and what is said where nothing can be."""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.pace import Outlook, pace
from tests import build

BEGUN, DUE = dt.date(2017, 8, 28), dt.date(2017, 9, 30)


def asked(begun, now, figure="2017-09-22", day="2017-09-25"):
    return pace(
        begun=None if begun is None else Decimal(begun), now=Decimal(now), begun_on=BEGUN, figure_on=build.date(figure),
        as_of=build.date(day), due_on=DUE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("begun", "now", "figure", "day", "outlook", "needed", "so_far", "left"),
    [
        (225, 100, "2017-09-22", "2017-09-25", Outlook.BEHIND, 20, 5, 60),
        (225, 40, "2017-09-22", "2017-09-25", Outlook.IN_TIME, 8, Fraction(37, 5), 0),
        (100, 100, "2017-09-22", "2017-09-25", Outlook.STILL, 20, 0, 100),
        (50, 100, "2017-09-22", "2017-09-25", Outlook.WORSE, 20, -2, 116),
        (0, 25, "2017-09-22", "2017-09-25", Outlook.WORSE, 5, -1, 33),
        (225, 100, "2017-08-28", "2017-09-25", Outlook.UNKNOWN, 20, None, None),
        (None, 100, "2017-09-22", "2017-09-25", Outlook.UNKNOWN, 20, None, None),
        (225, 100, "2017-09-22", "2017-09-30", Outlook.BEHIND, None, 5, 60),
        (225, 100, "2017-09-22", "2017-10-01", Outlook.OVERDUE, None, 5, 60),
        (225, 100, "2017-10-02", "2017-10-05", Outlook.OVERDUE, None, Fraction(25, 7), 100),
        (None, 100, "2017-09-22", "2017-10-01", Outlook.OVERDUE, None, None, None),
    ],
)
def test_a_pace_is_told_with_where_it_leads(begun, now, figure, day, outlook, needed, so_far, left):
    found = asked(begun, now, figure, day)
    assert (found.outlook, found.needed, found.so_far, found.left) == (outlook, needed, so_far, left)


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(1, 33), st.integers(0, 32))
def test_who_keeps_the_needed_pace_is_in_time(begun, now, figure, more):
    figure_on = BEGUN + dt.timedelta(days=figure)
    as_of = min(figure_on + dt.timedelta(days=more), DUE)
    found = pace(begun=Decimal(begun), now=Decimal(now), begun_on=BEGUN, figure_on=figure_on, as_of=as_of, due_on=DUE)
    assert found.left >= 0
    if found.needed is not None and found.so_far >= found.needed:
        assert found.outlook == Outlook.IN_TIME
    if found.outlook == Outlook.IN_TIME:
        assert found.so_far > 0
        assert found.left == 0


# --- On the page ----------------------------------------------------------------------------


def lines(page):
    body = page.split('id="h-nhip"')[1].split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_the_page_of_an_indicator_with_a_day_tells_the_pace_of_each_commune(sign_in, xuan_tan, xuan_chau, hanh):
    build.record(xuan_tan, build.row("15.1", 700, 1000, "2017-08-20"), by=hanh)
    build.record(xuan_tan, build.row("15.1", 750, 1000, "2017-09-22"), by=hanh)
    build.record(xuan_chau, build.row("15.1", 800, 1000, "2017-08-20"), by=hanh)
    page = sign_in("hanh").get("/chi-tieu/15.1/").content.decode()
    assert lines(page) == [
        ["Xuân Tân", "100", "20,0", "2,0", "84", "chậm", "30/9/2017", "22/9/2017"],
        ["Xuân Châu", "50", "10,0", "…", "…", "chưa có số liệu mới", "30/9/2017", "20/8/2017"],
    ]
    assert "Nhịp từ 28/8/2017 đến ngày số liệu mới nhất của từng đơn vị, hạn 30/9/2017. Đây là ước tính" in page


def test_the_overview_leads_to_the_pace_of_what_is_due(sign_in, xuan_tan, hanh):
    build.record(xuan_tan, build.row("15.1", assessed_on="2017-09-24", numerator=70, denominator=100), by=hanh)
    browser = sign_in("hanh")
    link = '<a class="go" href="chi-tieu/15.1/#h-nhip">Đơn vị nào chưa kịp nếu giữ nhịp này</a>'
    assert browser.get("/").text.count(link) == 1
    assert browser.get("/chi-tieu/15.1/").text.count('id="h-nhip"') == 1


def test_the_overview_leads_to_no_pace_where_no_gap_can_be_counted(sign_in, xuan_tan, hanh):
    browser = sign_in("hanh")
    for _ in range(2):
        assert "Đơn vị nào chưa kịp" not in browser.get("/").text
        assert "h-nhip" not in browser.get("/chi-tieu/15.1/").text
        build.record(xuan_tan, build.row("15.1", value=70, assessed_on="2017-09-24"), by=hanh)


def test_households_are_not_counted_in_parts(sign_in, xuan_tan, hanh):
    build.record(xuan_tan, build.row("11", 61, 2470, "2017-08-20"), by=hanh)
    build.record(xuan_tan, build.row("11", 54, 2470, "2017-09-22"), by=hanh)
    assert lines(sign_in("hanh").get("/chi-tieu/11/").content.decode()) == [
        ["Xuân Tân", "5", "1,0", "0,3", "3", "chậm", "30/9/2017", "22/9/2017"]
    ]


def test_an_indicator_without_a_day_or_without_a_gap_has_no_pace(sign_in, xuan_tan, hanh):
    build.record(xuan_tan, build.row("15.1", 900, 1000), build.row("14.2", 1, 10), by=hanh)
    for path in ("/chi-tieu/15.1/", "/chi-tieu/14.2/"):
        assert "Nhịp độ" not in sign_in("hanh").get(path).content.decode()
