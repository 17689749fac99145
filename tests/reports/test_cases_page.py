"""Suy giảm on the screen: what is open first, what each reader sees, how one case reads."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from criteria.actions.findings import void_finding
from criteria.models import Finding
from directives.enums import CaseStep
from ntm_portal.kept import forget_readings
from tests import build
from tests.directives.fallen import answered, decided, drafted, lose, remarked, say

pytestmark = pytest.mark.django_db
ADDRESS = "/suy-giam/xuan-tan/15.2/2017-09-14/"
ROW = r'<th scope="row" class="strong nowrap">(.*?)</th>.*?<a class="plain strong"[^>]*>(.*?)</a>'


@pytest.fixture
def lost(xuan_tan, hanh):
    return lose(xuan_tan, hanh)


def text(response) -> str:
    assert response.status_code == 200
    page = response.content.decode().split('<main id="noi-dung"', 1)[1]
    return " ".join(strip_tags(re.sub(r"<(script|select).*?</\1>", " ", page, flags=re.DOTALL)).split())


def sections(response) -> dict[str, list[str]]:
    """The headings of the page, with the place and the indicator of each row."""
    found = {}
    for part in response.content.decode().split('<section class="sec"')[1:]:
        title = strip_tags(re.search(r"<h2[^>]*>(.*?)</h2>", part)[1])
        rows = re.findall(
            r'<th scope="row" class="strong nowrap">(.*?)</th>.*?<a class="plain strong"[^>]*>(.*?)</a>',
            part,
            re.DOTALL,
        )
        found[title] = [" ".join(row) for row in rows]
    return found


# --- The list -------------------------------------------------------------------------------


def test_open_cases_come_first_and_the_rest_is_apart(lost, xuan_chau, hanh, sign_in):
    lose(xuan_chau, hanh)
    say(xuan_chau, "2017-09-20", "MET", hanh)
    assert sections(sign_in("hanh").get("/suy-giam/")) == {
        "Đang mở (1)": ["Xuân Tân 15.2 Xã đạt chuẩn y tế"],
        "Đã phục hồi trong kỳ (1)": ["Xuân Châu 15.2 Xã đạt chuẩn y tế"],
        "Có nguy cơ": [],
        "Mức cảnh báo để tham khảo": [],
    }


def test_the_page_names_values_people_cause_and_state(lost, xuan_tan, tan, sign_in):
    build.appointment(xuan_tan, "PARTY_SECRETARY", "Nguyễn Văn A")
    answered(lost, tan)
    page = text(sign_in("hanh").get("/suy-giam/"))
    for words in (
        "Đạt xuống mức thấp hơn, 14/9/2017", "Bí thư Đảng ủy: Nguyễn Văn A", "Bác sĩ nghỉ chế độ",
        "Số liệu: Trạm y tế khuyết bác sĩ", "Cử bác sĩ luân phiên", "hạn 10/10/2017, Trạm trưởng Trạm Y tế",
        "Đã trả lời, chờ xem xét", "theo Quyết định 18/2022/QĐ-TTg, ban hành năm 2022, sau thời kỳ này",
    ):  # fmt: skip
        assert words in page


def test_without_a_fall_the_page_says_what_leads_here(xuan_tan, sign_in):
    page = text(sign_in("tan").get("/suy-giam/"))
    assert "Không có trường hợp suy giảm nào Đến ngày này không có kết quả nào tụt xuống" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["15.2", "19.2", "15.1"]),
        ("xa=xuan-tan", ["15.2", "19.2"]),
        ("xa=huyen", []),
        ("tc=15", ["15.2", "15.1"]),
        ("loai=mat-dat", ["15.2", "19.2", "15.1"]),
        ("loai=tut", []),
        ("loai=gi-do&tt=gi-do&luc=gi-do", ["15.2", "19.2", "15.1"]),
        ("tt=cho-tra-loi", ["15.2", "15.1"]),
        ("tt=cho-xem-xet", ["19.2"]),
        ("tt=khep-lai", []),
        ("luc=trong-ky&so_voi=2017-09-15", ["15.1"]),
    ],
)
def test_the_filters_stand_in_the_address(asked, found, lost, xuan_tan, xuan_chau, hanh, tan, sign_in):
    answered(lose(xuan_tan, hanh, number="19.2"), tan)
    for day, part in (("2017-08-20", 90), ("2017-09-16", 80)):
        build.record(xuan_chau, build.row("15.1", part, 100, day), by=hanh)
    page = sign_in("hanh").get(f"/suy-giam/?{asked}")
    rows = [row for title, rows in sections(page).items() if title.startswith("Đang mở") for row in rows]
    assert sorted(re.search(r"\d+\.\d", row)[0] for row in rows) == sorted(found)
    if not found:
        assert "Không có trường hợp nào thuộc diện lọc" in text(page)


def test_everybody_sees_the_falls_he_answers_for(lost, xuan_chau, hanh, lao_dong, sign_in):
    lose(xuan_chau, hanh)
    build.record(xuan_chau, build.row("11", 40, 2470, "2017-08-01"), by=hanh)
    build.record(xuan_chau, build.row("11", 90, 2470, "2017-09-14"), by=hanh)
    seen = {
        who: [row for rows in sections(sign_in(who).get("/suy-giam/")).values() for row in rows]
        for who in ("tan", "chau", "lao_dong", "front")
    }
    assert seen["tan"] == ["Xuân Tân 15.2 Xã đạt chuẩn y tế"]
    assert [row.split(" ")[:3] for row in seen["chau"]] == [["Xuân", "Châu", "15.2"], ["Xuân", "Châu", "11"]]
    assert [row.split(" ")[2] for row in seen["lao_dong"]] == ["11"]
    assert len(seen["front"]) == 3


def test_a_department_is_not_shown_levels_of_whole_communes(lost, sign_in):
    assert "Mức cảnh báo" not in text(sign_in("lao_dong").get("/suy-giam/"))


def test_warnings_stand_below_the_cases_and_follow_the_filter(xuan_tan, hanh, sign_in):
    for day, part in (("2017-07-31", 88), ("2017-09-20", 86)):
        build.record(xuan_tan, build.row("15.1", part, 100, day), by=hanh)
    browser = sign_in("hanh")
    words = "Xuân Tân, 15.1 Người dân tham gia BHYT"
    assert words in text(browser.get("/suy-giam/"))
    assert words in text(browser.get("/suy-giam/?xa=xuan-tan&tc=15"))
    for asked in ("xa=xuan-chau", "tc=11", "tt=khep-lai"):
        assert "Không có cảnh báo nào" in text(browser.get(f"/suy-giam/?{asked}"))


def test_six_failing_criteria_are_an_alarm_for_reference(xuan_tan, hanh, sign_in):
    numbers = ("1.1", "3.2", "4.1", "6.1", "8.1", "19.2")
    build.record(xuan_tan, *(build.row(n, assessed_on="2017-09-20", declared="NOT_MET") for n in numbers), by=hanh)
    build.recognition(xuan_tan)
    page = text(sign_in("hanh").get("/suy-giam/"))
    assert "6/19 tiêu chí chưa đạt: 1, 3, 4, 6, 8, 19" in page
    assert "huyện cũng chạm mức cảnh báo" in page


def test_a_wrong_day_is_said_and_the_page_still_stands(lost, sign_in):
    page = text(sign_in("hanh").get("/suy-giam/?den=31/9/2017"))
    assert "Tháng 9 chỉ có 30 ngày" in page


@pytest.mark.parametrize("communes", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_communes(communes, hanh, sign_in):
    units = build.home_communes(communes)
    for unit in units:
        remarked(lose(unit, hanh), hanh)
        for day, part in (("2017-07-31", 88), ("2017-09-20", 86)):
            build.record(unit, build.row("15.1", part, 100, day), by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            browser.get("/suy-giam/")
        counts.append(len(captured))
    assert counts == [35, 14]


# --- One case -------------------------------------------------------------------------------


def test_one_case_tells_its_story(lost, xuan_tan, officer, tan, hanh, party_office, sign_in):
    build.appointment(xuan_tan, "CHAIR", "Trần Thị B")
    draft = drafted(lost, officer)
    answer = answered(lost, tan, draft.pk)
    decided(lost, party_office, CaseStep.RETURN, answer.pk, reason="Chưa rõ nguyên nhân")
    page = text(sign_in("hanh").get(ADDRESS))
    for words in (
        "Xuân Tân, 15.2 Xã đạt chuẩn y tế: suy giảm 14/9/2017", "Trả lại, chờ bổ sung",
        "Chủ tịch UBND xã: Trần Thị B", "Nguyên nhân: Bác sĩ nghỉ chế độ", "Chưa rõ nguyên nhân",
        "số liệu ngày 14/9/2017, ghi ngày 14/9/2017", "Các số liệu gần nhất",
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("", ["20/9/2017", "14/9/2017", "01/8/2017"]),
        ("?den=2017-09-19", ["14/9/2017", "01/8/2017"]),
        ("?biet_den=2017-09-19", ["14/9/2017", "01/8/2017"]),
        ("?biet_den=2017-09-21", ["20/9/2017", "14/9/2017", "01/8/2017"]),
    ],
)
def test_the_figures_beside_a_case_are_those_of_the_day_asked_for(asked, days, lost, xuan_tan, hanh, sign_in):
    say(xuan_tan, "2017-09-20", "NOT_MET", hanh)
    page = sign_in("hanh").get(ADDRESS + asked).text
    assert re.findall(r"<td>(\d+/\d+/\d+)</td>", page.partition("Các số liệu gần nhất")[2]) == days


def test_a_figure_corrected_later_stands_beside_the_case_as_it_was_known(lost, xuan_tan, hanh, sign_in):
    say(xuan_tan, "2017-09-20", "NOT_MET", hanh)
    wrong = Finding.objects.get(unit=xuan_tan, assessed_on="2017-09-20")
    void_finding(
        finding=wrong, reason="Ghi nhầm", by=hanh, at=build.moment("2017-09-22"), today=build.date("2017-09-25")
    )
    browser = sign_in("hanh")
    pages = [browser.get(f"{ADDRESS}?biet_den={day}").text for day in ("2017-09-21", "2017-09-22")]
    assert ["<td>20/9/2017</td>" in page for page in pages] == [True, False]


def test_other_falls_of_the_cell_are_one_step_away(lost, xuan_tan, hanh, sign_in):
    say(xuan_tan, "2017-09-16", "MET", hanh)
    say(xuan_tan, "2017-09-18", "NOT_MET", hanh)
    page = sign_in("hanh").get(ADDRESS).content.decode()
    assert 'href="/suy-giam/xuan-tan/15.2/2017-09-18/"' in page


def test_a_risen_level_is_told_as_nobody_s_fault(xuan_tan, hanh, sign_in):
    for value, year in (("33", 2016), ("36", 2017)):
        build.target(build.indicator("10"), value, scope="PROVINCE", scope_code="36", year_from=year)
    build.record(xuan_tan, build.row("10", value=34, assessed_on="2016-12-31"), by=hanh)
    build.record(xuan_tan, build.row("10", value=35, assessed_on="2017-09-12"), by=hanh)
    browser = sign_in("tan")
    page = text(browser.get("/suy-giam/xuan-tan/10/2017-09-12/"))
    assert "không tính trách nhiệm người đứng đầu" in page
    assert "Trả lời…" not in page
    assert "Do mức yêu cầu thay đổi (1)" in sections(browser.get("/suy-giam/"))


def test_a_district_s_own_fall_has_its_page(district, hanh, sign_in):
    for day, verdict in (("2017-08-01", "MET"), ("2017-09-14", "NOT_MET")):
        row = build.row("1", assessed_on=day, declared=verdict, stage="SELF", level="DISTRICT")
        build.record(district, row, by=hanh)
    assert "Huyện Xuân Trường" in text(sign_in("leader").get("/suy-giam/huyen/1/2017-09-14/"))
    assert sign_in("tan").get("/suy-giam/huyen/1/2017-09-14/").status_code == 404


@pytest.mark.parametrize(
    ("who", "acts"),
    [
        ("officer", ["Soạn trả lời…", "Ghi ý kiến…"]),
        ("tan", ["Trả lời…", "Ghi ý kiến…"]),
        ("hanh", ["Trả lời…", "Xem xét trả lời…", "Ghi ý kiến…"]),
        ("party_office", ["Xem xét trả lời…", "Ghi ý kiến…"]),
        ("leader", ["Ghi ý kiến…"]),
        ("front", []),
    ],
)
def test_each_reader_is_offered_what_he_may_do(who, acts, lost, chair, sign_in):
    answered(lost, chair)
    found = re.findall(r'<a class="btn[^>]*>([^<]*…)</a>', sign_in(who).get(ADDRESS).content.decode())
    expected = [act for act in acts if (who, act) != ("officer", "Soạn trả lời…")]
    assert found == expected


def test_the_office_is_not_offered_its_own_answer_to_decide_about(lost, xuan_tan, hanh, sign_in):
    answered(lost, hanh, on_behalf_of=build.appointment(xuan_tan))
    assert "Xem xét trả lời…" not in text(sign_in("hanh").get(ADDRESS))


def test_the_front_reads_the_answer_and_not_the_work_behind_it(lost, tan, hanh, sign_in):
    entry = answered(lost, tan)
    decided(lost, hanh, CaseStep.RETURN, entry.pk, reason="Nêu rõ hơn")
    page = text(sign_in("front").get(ADDRESS))
    assert ("Bác sĩ nghỉ chế độ" in page, "Nêu rõ hơn" in page, "Các số liệu gần nhất" in page) == (True, False, False)


@pytest.mark.parametrize(
    "address",
    [
        "/suy-giam/xuan-tan/15.2/2017-09-13/", "/suy-giam/xuan-tan/15.1/2017-09-14/",
        "/suy-giam/xuan-tan/tc-15/2017-09-14/", "/suy-giam/xuan-tan/15.2/hom-nay/",
        "/suy-giam/xuan-chau/15.2/2017-09-14/", "/suy-giam/khong-co/15.2/2017-09-14/",
        f"{ADDRESS}?den=2017-09-13",
    ],
)  # fmt: skip
def test_what_never_fell_is_not_found(address, lost, sign_in):
    assert sign_in("hanh").get(address).status_code == 404


def test_the_story_costs_the_same_however_much_was_said(lost, hanh, sign_in):
    browser, counts = sign_in("hanh"), []
    for words in ("Lần một", "Lần hai", "Lần ba"):
        remarked(lost, hanh, words)
        forget_readings()
        with CaptureQueriesContext(connection) as captured:
            browser.get(ADDRESS)
        counts.append(len(captured))
    assert counts == [31] * 3


# --- Where it is named ----------------------------------------------------------------------


def test_the_overview_says_what_became_of_a_fall(lost, xuan_tan, tan, hanh, sign_in):
    build.record(xuan_tan, build.row("15.1", 90, 100, "2017-08-01"), build.row("15.3", 5, 100, "2017-08-01"), by=hanh)
    browser = sign_in("hanh")
    assert "tụt tiêu chí 15 từ 14/9, chưa báo cáo nguyên nhân." in text(browser.get("/"))
    answered(lost, tan, at=dt.date(2017, 9, 25))
    page = browser.get("/")
    assert "tụt tiêu chí 15 từ 14/9, đã trả lời, chờ xem xét." in text(page)
    assert page.content.decode().count("suy-giam/?xa=xuan-tan&amp;tc=15") >= 3


def test_the_commune_and_the_history_lead_to_its_falls(lost, sign_in):
    browser = sign_in("tan")
    assert 'href="/suy-giam/?xa=xuan-tan"' in browser.get("/xa/xuan-tan/").content.decode()
    then = browser.get("/xa/xuan-tan/?den=2017-09-20").content.decode()
    assert 'href="/suy-giam/?den=2017-09-20&amp;xa=xuan-tan"' in then
    assert 'href="/suy-giam/?xa=xuan-tan&amp;tc=15"' in browser.get("/lich-su/xuan-tan/15.2/").content.decode()


@pytest.mark.parametrize(("who", "offered"), [("leader", True), ("tan", True), ("front", False)])
def test_a_fall_leads_to_its_documents(who, offered, lost, sign_in):
    page = sign_in(who).get("/suy-giam/xuan-tan/15.2/2017-09-14/").content.decode()
    assert ('href="/minh-chung/xuan-tan/15.2/"' in page) is offered
