"""Thẩm tra: the queue as a department and the office see it, and what its buttons do."""

import datetime as dt

import pytest

from criteria.actions.submissions import answer_returned, take_over
from criteria.enums import Check, Stage, Waiting
from criteria.models import Finding, ReturnedCell, Submission
from criteria.models.desk import read_desk
from criteria.tables.verifying import Filter, queue_of
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AT = build.moment(TODAY)
SOURCE = "Biên bản rà soát"


def say(unit, by, numerator, denominator=2470, day="2017-09-20", number="11", **given):
    given.setdefault("source_document", SOURCE)
    (finding,) = build.record(unit, build.row(number, numerator, denominator, day, Stage.SELF, **given), by=by)
    return finding


def key(finding):
    return f"{finding.unit_id}-{finding.indicator_id}-{finding.pk}"


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def two_sent(xuan_tan, xuan_chau, tan, chau, officer, lao_dong):
    """Xuân Tân says 40 poor households, Xuân Châu 20 where the department found 60; both have sent."""
    agreed = say(xuan_tan, officer, 40)
    build.record(xuan_chau, build.row("11", 60, 2000, "2017-09-18"), by=lao_dong, at=build.moment("2017-09-18"))
    differing = say(xuan_chau, chau, 20, 2000)
    build.sent(xuan_tan, tan)
    build.sent(xuan_chau, chau)
    return agreed, differing


def lines(response):
    return [
        (line.unit.name, line.indicator.number, line.difference, line.cell.waiting)
        for line in response.context["queue"].chosen
    ]


def test_both_sides_stand_beside_each_other_the_difference_first(two_sent, sign_in):
    page = sign_in("lao_dong").get("/tham-tra/")
    assert lines(page) == [
        ("Xuân Châu", "11", "+2,00", Waiting.CHANGED),
        ("Xuân Tân", "11", "-", Waiting.VERIFICATION),
    ]
    assert page.context["queue"].lead == (
        "Đã xác nhận 0/2 ô có số liệu. Còn 02 ô cần xử lý, 01 ô chênh lệch giữa xã và huyện, 0 ô đã trả lại xã."
    )
    assert "huyện đã thẩm tra là chưa đạt" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("the=chenh-lech", ["Xuân Châu"]),
        ("the=cho-tham-tra", ["Xuân Tân"]),
        ("the=sua-sau", ["Xuân Châu"]),
        ("the=da-xac-nhan", []),
        ("the=khong-co", ["Xuân Châu", "Xuân Tân"]),
        ("xa=xuan-tan", ["Xuân Tân"]),
        ("tc=11", ["Xuân Châu", "Xuân Tân"]),
        ("tc=12", []),
        ("phong=lao-dong", ["Xuân Châu", "Xuân Tân"]),
        ("phong=bhxh", []),
    ],
)
def test_the_state_of_the_page_is_in_its_address(query, places, two_sent, sign_in):
    page = sign_in("hanh").get(f"/tham-tra/?{query}")
    assert [line[0] for line in lines(page)] == places


def test_a_department_sees_only_its_own_indicators(xuan_tan, officer, tan, sign_in):
    say(xuan_tan, officer, 7204, 8600, number="15.1")
    build.sent(xuan_tan, tan)
    assert lines(sign_in("lao_dong").get("/tham-tra/")) == []
    assert [line[1] for line in lines(sign_in("hanh").get("/tham-tra/"))] == ["15.1"]


def test_one_click_confirms_one_cell(two_sent, sign_in):
    agreed, _ = two_sent
    page = sign_in("lao_dong").post("/tham-tra/", {"mot": key(agreed)}, follow=True)
    assert told(page) == ["Đã xác nhận 01 ô của 01 xã, thị trấn."]
    assert Finding.objects.get(stage=Stage.VERIFIED, unit=agreed.unit).numerator == 40


def test_ticked_cells_are_confirmed_together_unless_one_is_heavy(two_sent, sign_in):
    browser = sign_in("lao_dong")
    page = browser.post("/tham-tra/", {"o": [key(finding) for finding in two_sent], "lam": "xac-nhan"}, follow=True)
    assert told(page) == [
        "Chưa xác nhận ô nào. Xuân Châu, chỉ tiêu 11: có cảnh báo phải xem lại, mở ô để xác nhận riêng."
    ]
    assert told(browser.post("/tham-tra/", {"lam": "xac-nhan"}, follow=True)) == ["Chưa chọn ô nào để xác nhận."]


def test_a_forged_cell_does_not_exist(two_sent, xuan_tan, officer, sign_in):
    foreign = say(xuan_tan, officer, 7204, 8600, day="2016-12-31", number="15.1")
    for typed in ({"mot": key(foreign)}, {"o": key(foreign), "lam": "tra-lai", "ly_do": "Thử"}):
        assert sign_in("lao_dong").post("/tham-tra/", typed).status_code == 404


def test_the_form_of_a_return_opens_below_what_was_ticked(two_sent, sign_in):
    agreed, _ = two_sent
    browser = sign_in("lao_dong")
    opened = browser.post("/tham-tra/?the=cho-tham-tra", {"o": key(agreed), "lam": "mo-tra-lai"}, follow=True)
    assert opened.context["open_at"] == key(agreed)
    assert 'id="ly-do"' in opened.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ly_do": " "}, "Trả lại phải nêu lý do."),
        ({"ly_do": "x" * 501}, "Dài quá 500 ký tự."),
        ({"ly_do": "Lệch", "han": "31/9/2017"}, "Tháng 9 chỉ có 30 ngày"),
        ({"ly_do": "Lệch", "han": "24/9/2017"}, "Hạn trả lời phải từ hôm nay"),
        ({"ly_do": "Lệch", "o": ""}, "Chọn ít nhất một ô để trả lại."),
    ],
)
def test_a_return_that_is_refused_keeps_what_was_typed(typed, sentence, two_sent, sign_in):
    page = sign_in("lao_dong").post("/tham-tra/", {"o": key(two_sent[0]), "lam": "tra-lai"} | typed)
    assert sentence in page.content.decode()
    assert page.context["form"].reason == typed["ly_do"].strip()
    assert not ReturnedCell.objects.exists()


def test_exactly_the_ticked_cell_is_returned_and_comes_back_old_beside_new(two_sent, sign_in, xuan_tan, officer, tan):
    agreed, _ = two_sent
    typed = {"o": key(agreed), "lam": "tra-lai", "ly_do": "Lệch sổ hộ nghèo", "han": "28/9/2017"}
    browser = sign_in("lao_dong")
    assert told(browser.post("/tham-tra/", typed, follow=True)) == ["Đã trả lại 01 ô. Các ô khác của xã vẫn khóa."]
    assert [line[0] for line in lines(browser.get("/tham-tra/?the=da-tra-lai"))] == ["Xuân Tân"]
    say(xuan_tan, officer, 44, day="2017-09-21")
    answer_returned(
        unit=xuan_tan, period=build.period(), explanations={}, by=tan, at=build.moment(TODAY, 23), today=TODAY
    )
    page = browser.get("/tham-tra/?the=da-tra-loi")
    assert "1,62% → <b>1,78%</b>" in page.content.decode()


def test_a_cell_is_returned_once_at_a_time(two_sent, sign_in):
    typed = {"o": key(two_sent[0]), "lam": "tra-lai", "ly_do": "Lệch"}
    sign_in("lao_dong").post("/tham-tra/", typed)
    page = sign_in("lao_dong").post("/tham-tra/", typed)
    assert page.context["form"].faults["cells"] == "Ô này đang chờ xã trả lời."


def test_cells_of_the_same_criterion_are_offered_beside_a_single_one(xuan_tan, officer, tan, sign_in):
    first = say(xuan_tan, officer, 7204, 8600, number="15.1")
    say(xuan_tan, officer, 60, 654, number="15.3")
    build.sent(xuan_tan, tan)
    page = sign_in("hanh").get(f"/tham-tra/?tra=co&o={key(first)}")
    assert [line.indicator.number for line in page.context["beside"]] == ["15.3"]


# --- One cell ---------------------------------------------------------------------------------

CELL = "/tham-tra/xuan-chau/11/"


def test_the_districts_figure_stands_in_the_boxes_where_the_two_differ(two_sent, sign_in):
    page = sign_in("lao_dong").get(CELL)
    assert page.context["form"].initial["numerator"] == "60"
    assert "20/9" in page.content.decode()


def test_the_verified_figure_is_recorded_with_its_reason(two_sent, sign_in):
    typed = {
        "numerator": "58", "denominator": "2000", "day": "20/9/2017", "source": "Biên bản kiểm tra",
        "reason": "Hai hộ đã thoát nghèo, còn 58 hộ",
    }  # fmt: skip
    page = sign_in("lao_dong").post(CELL, typed, follow=True)
    assert told(page) == ["Đã ghi số của huyện cho chỉ tiêu 11, xã Xuân Châu."]
    newest = Finding.objects.filter(stage=Stage.VERIFIED).latest("pk")
    assert (newest.numerator, newest.reason, newest.corrects) == (58, typed["reason"], None)
    assert lines(sign_in("lao_dong").get("/tham-tra/?the=da-xac-nhan"))[0][0] == "Xuân Châu"


def test_a_wrong_figure_is_refused_at_its_box(two_sent, sign_in):
    typed = {"numerator": "2.500", "denominator": "2000", "day": "20/9/2017", "reason": "Thử"}
    page = sign_in("lao_dong").post(CELL, typed)
    assert "lớn hơn mẫu số" in page.content.decode()


def test_a_cell_of_which_the_place_says_nothing_is_not_there(xuan_tan, sign_in):
    build.period()
    assert sign_in("lao_dong").get("/tham-tra/xuan-tan/12/").status_code == 404


# --- What speaks against a cell -----------------------------------------------------------------


@pytest.mark.parametrize("address", ["/tham-tra/", "/tham-tra/xuan-tan/11/"])
def test_a_warning_leads_to_the_other_row_and_to_the_papers(address, xuan_tan, officer, tan, sign_in):
    say(xuan_tan, officer, 40, 2470)
    say(xuan_tan, officer, 2400, 2740, number="4.2")
    build.sent(xuan_tan, tan)
    page = sign_in("hanh").get(address).content.decode()
    assert 'href="/lich-su/xuan-tan/4.2/">Xem 4.2<' in page
    assert 'href="/minh-chung/xuan-tan/11/">Xem minh chứng<' in page


@pytest.mark.parametrize(("told_on", "noted"), [("2017-08-31", 0), ("2017-09-01", 1)])
def test_a_day_outside_the_period_is_noted_unless_the_figure_is_only_carried_over(told_on, noted, xuan_tan, officer):
    source = {"source_document": SOURCE}
    build.record(
        xuan_tan, build.row("11", 40, 2470, "2017-08-20", Stage.SELF, **source), by=officer,
        at=build.moment(told_on, 0),
    )  # fmt: skip
    pk = build.indicator("11").pk
    cell = read_desk([xuan_tan.pk], [pk], build.period().facts, TODAY)[xuan_tan.pk, pk]
    assert sum(caution.check == Check.PERIOD for caution in cell.cautions) == noted


# --- Locked, empty, cost ------------------------------------------------------------------------


def test_a_locked_period_is_only_read(two_sent, sign_in, hanh, settings):
    settings.PINNED_TODAY = dt.date(2017, 10, 1)
    build.locked("thang-9-2017", by=hanh, day="2017-09-30")
    page = sign_in("lao_dong").get("/tham-tra/?ky=thang-9-2017").content.decode()
    assert "đã chốt ngày 30/9/2017: chỉ xem" in page
    assert 'name="o"' not in page


def test_without_periods_the_page_says_so(sign_in, district):
    assert "Chưa có kỳ báo cáo" in sign_in("lao_dong").get("/tham-tra/").content.decode()


def test_a_sheet_taken_over_shows_what_stands_in_the_way(two_sent, sign_in, hanh, xuan_tan):
    take_over(unit=xuan_tan, period=build.period(), by=hanh, at=AT)
    page = sign_in("lao_dong").post("/tham-tra/", {"mot": key(two_sent[0])}, follow=True)
    assert "Văn phòng đã tiếp nhận kỳ tháng 9/2017" in told(page)[0]


def test_a_long_queue_has_pages(xuan_tan, officer, tan, sign_in, monkeypatch):
    monkeypatch.setattr("criteria.views.verifying.PER_PAGE", 1)
    say(xuan_tan, officer, 7204, 8600, number="15.1")
    say(xuan_tan, officer, 60, 654, number="15.3")
    build.sent(xuan_tan, tan)
    page = sign_in("hanh").get("/tham-tra/?trang=2")
    assert ("Trang 2" in page.content.decode(), page.context["page"].number) == (True, 2)


@pytest.mark.parametrize("places", [1, 3])
def test_the_queue_costs_the_same_for_any_number_of_cells(places, district, sign_in, django_assert_num_queries):
    communes = build.home_communes(places)
    for commune in communes:
        head = build.user(role="COMMUNE_SECRETARY", unit=commune)
        say(commune, head, 40)
        build.sent(commune, head)
    assert Submission.objects.count() == places
    browser = sign_in("hanh")
    browser.get("/tham-tra/")
    with django_assert_num_queries(14):
        assert len(browser.get("/tham-tra/").context["queue"].lines) == places


def test_an_unknown_filter_of_a_place_finds_nothing(two_sent, hanh, xuan_tan):
    found = queue_of([xuan_tan], hanh, build.period().facts, TODAY, Filter(unit="xa-khong-co"))
    assert found.chosen == []


@pytest.mark.parametrize(
    ("asked", "title", "leads_to"),
    [
        ("", "Không còn ô nào cần xử lý", "?ky=thang-9-2017&amp;the=da-xac-nhan"),
        ("&the=da-tra-lai", "Không có ô nào ở thẻ này", "?ky=thang-9-2017&amp;the=can-xu-ly"),
        ("&the=da-tra-lai&xa=xuan-tan", "Bộ lọc đang chọn không có ô nào.", "?ky=thang-9-2017&amp;the=da-tra-lai"),
    ],
)
def test_an_empty_tab_leads_somewhere_else(asked, title, leads_to, district, lao_dong, sign_in):
    build.period()
    page = sign_in("lao_dong").get(f"/tham-tra/?ky=thang-9-2017{asked}").content.decode()
    assert title in page
    assert f'href="/tham-tra/{leads_to}">' in page.split(title)[1]
