"""Huyện: nine criteria, fourteen indicators, conditions and deadlines."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.enums import Level
from criteria.enums import Stage
from criteria.models import Criterion
from directives.enums import AppliesTo
from directives.models import Directive, Obligation
from ntm_portal.kept import forget_readings
from tests import build
from tests.reports.story import leave_communes, tell
from tests.reports.test_criteria_pages import links, table, words

OWN = {"stage": Stage.SELF, "level": Level.DISTRICT}
PROVINCE = {"assessed_on": "2017-09-22", "stage": Stage.APPRAISED, "level": Level.DISTRICT}


@pytest.fixture
def told(district, hanh):
    """Three communes, and the district's own word on four indicators."""
    tell(district, hanh)


def page(browser, address="/huyen/"):
    return browser.get(address)


def test_the_nine_criteria_come_with_their_fourteen_indicators(sign_in, told):
    rows = table(page(sign_in("hanh")))
    numbers = "1 2 2.1 2.2 3 4 5 5.1 5.2 5.3 6 7 7.1 7.2 8 9 9.1 9.2"
    assert [row[0] for row in rows] == numbers.split()


def test_a_row_says_result_side_gap_age_and_deadline(sign_in, told):
    rows = {row[0]: row for row in table(page(sign_in("hanh")))}
    assert rows["1"] == [
        "1", "Quy hoạch Có quy hoạch xây dựng vùng huyện được phê duyệt", "Đạt †", "Đạt", "Đ 28/8: …", "-",
        "Phòng KT&amp;HT", "20/9/2017 5 ngày · Lịch sử", "Hoàn thành 20/9/2017 chờ tỉnh thẩm định hạn 31/12/2017",
    ]  # fmt: skip
    assert rows["2"] == ["2", "Giao thông", "C", "28/8: …", "Còn 97 ngày hạn 31/12/2017"]
    assert rows["2.2"][3:6] == ["95,00%", "C", "95/100 km, đạt 95,00%; cần 100 km để đủ 100%, còn thiếu 5 km."]
    assert rows["5.1"][3:6] == ["…", "…", "Chưa có số liệu."]


def test_what_only_the_district_had_said_stays_hollow_when_compared(sign_in, told, district, hanh):
    build.record(district, build.row("1", declared="NOT_MET", assessed_on="2017-08-01", **OWN), by=hanh)
    chips = re.findall(r'28/8: <span class="v ([^"]*)"', page(sign_in("hanh")).content.decode())
    assert chips[0] == "is-notmet by-self"


def test_the_province_s_word_stands_beside_the_district_s(sign_in, told, district, hanh):
    build.record(district, build.row("1", declared="MET", **PROVINCE), by=hanh)
    rows = {row[0]: row for row in table(page(sign_in("hanh")))}
    assert rows["1"][4] == "Đ Đ 28/8: …"
    assert rows["1"][8] == "Hoàn thành 20/9/2017 hạn 31/12/2017"


def test_the_lead_counts_what_is_met_and_names_what_is_not(sign_in, told):
    told_so = words(page(sign_in("hanh")).content.decode())
    assert (
        "Đến 25/9/2017, huyện Xuân Trường đạt 1/9 tiêu chí (+1 so với 28/8/2017), còn tiêu chí 2, 3, 4, 5, 6, 7, 8, 9. "
        "QĐ 558/QĐ-TTg: 09 tiêu chí, 14 chỉ tiêu."
    ) in told_so


def test_the_conditions_name_the_communes_that_are_waited_for(sign_in, told):
    shown = page(sign_in("hanh")).content.decode().split('<ul class="cond"')[1].split("</ul>")[0]
    conditions = [words(item) for item in re.findall(r"<li>(.*?)</li>", shown, re.S)]
    assert conditions == [
        "1. Đã đăng ký và được tỉnh đưa vào kế hoạch … … Chưa đủ số liệu",
        "2. 100% số xã được công nhận 1/2 xã C Chưa đạt chưa có quyết định: Xuân Tân; TT. Xuân Trường không tính",
        "3. Đạt 9/9 tiêu chí huyện 1/9 C Chưa đạt còn tiêu chí 2, 3, 4, 5, 6, 7, 8, 9",
        "4. Không nợ đọng xây dựng cơ bản … … Chưa đủ số liệu 03 đơn vị chưa báo",
    ]


def test_when_every_xa_is_recognised_nobody_is_waited_for(sign_in, told, xuan_tan):
    build.recognition(xuan_tan, "2017-09-01")
    assert "2/2 xã Đ Đạt" in words(page(sign_in("hanh")).content.decode())


def test_an_old_day_has_no_deadline_and_no_figures(sign_in, told):
    rows = {row[0]: row for row in table(page(sign_in("hanh"), "/huyen/?den=2017-08-01"))}
    assert (rows["1"][3], rows["1"][8]) == ("…", "")


def test_after_the_day_the_open_criteria_are_overdue(sign_in, told, settings):
    settings.PINNED_TODAY = build.date("2018-01-03")
    rows = {row[0]: row for row in table(page(sign_in("hanh")))}
    assert rows["2"][4] == "Quá hạn 3 ngày hạn 31/12/2017"


def test_without_a_set_for_districts_the_page_says_so(sign_in, district, monkeypatch):
    monkeypatch.setattr("reports.tables.board.books_on", lambda district, as_of: {})
    assert "Chưa có bộ tiêu chí huyện nào có hiệu lực vào ngày này." in words(page(sign_in("hanh")).content.decode())


@pytest.mark.parametrize(
    ("who", "edits", "history"), [("hanh", True, True), ("leader", False, True), ("front", False, False)]
)
def test_what_leads_on_depends_on_the_reader(who, edits, history, sign_in, told):
    found = links(page(sign_in(who)))
    assert ("/cap-nhat/huyen/" in found, "/lich-su/huyen/2.2/" in found) == (edits, history)
    assert ("/minh-chung/huyen/" in found) == history


@pytest.mark.parametrize("communes", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_communes(communes, district, hanh, sign_in):
    codes = ["14089", "14110", "14092"][:communes]
    leave_communes(district, *codes)
    browser = sign_in("hanh")
    with CaptureQueriesContext(connection) as captured:
        assert browser.get("/huyen/").status_code == 200
    assert len(captured) == 28


@pytest.mark.parametrize("others", [0, 3])
def test_the_page_costs_the_same_for_any_number_of_due_days(others, district, hanh, sign_in, settings):
    settings.PINNED_TODAY = build.date("2018-01-03")
    document = Directive.objects.asking().get()
    criteria = Criterion.objects.filter(criteria_set__level=Level.DISTRICT).order_by("number")
    for at, criterion in enumerate(criteria[:others], 1):
        Obligation.objects.create(
            directive=document, clause=f"9{at}", title=f"Hoàn thành tiêu chí {at}", applies_to=AppliesTo.DISTRICT,
            criterion=criterion, begins_on=build.date("2017-08-28"), due_on=build.date(f"2017-1{at - 1}-15"),
        )  # fmt: skip
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get("/huyen/").status_code == 200
    assert len(captured) == 28
