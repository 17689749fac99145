"""Xã: what a commune meets, lacks and is asked for, beside its district, for those who may read it."""

import datetime as dt
import re

import pytest

from accounts.enums import Role
from communes.enums import Post
from criteria.enums import Stage, Verdict
from directives.actions.extensions import ask_more_time, decide_more_time
from directives.enums import AppliesTo
from directives.models import Directive, Obligation
from ntm_portal.kept import forget_readings
from tests import build

PAGE = "/xa/xuan-tan/"


@pytest.fixture
def story(xuan_tan, tan, hanh):
    """15.1 rises through the year and is verified as nearly met; 11 is too high; 1.1 and 1.2 are met."""
    for day, insured in (("2016-12-31", 6120), ("2017-06-30", 6480), ("2017-08-28", 6669), ("2017-09-22", 7204)):
        build.record(
            xuan_tan,
            build.row("15.1", insured, 8600, assessed_on=day, stage=Stage.SELF, source_document="BHXH huyện"),
            by=tan,
        )
    nearly = {"declared": Verdict.NEARLY, "reason": "Đang vận động", "finish_by": dt.date(2017, 9, 30)}
    build.record(
        xuan_tan,
        build.row("15.1", 7204, 8600, assessed_on="2017-09-22", source_document="BHXH huyện", **nearly),
        build.row("11", 61, 2470, assessed_on="2017-09-18"),
        build.row("15.3", 68, 654, assessed_on="2017-06-30"),
        by=hanh,
    )
    for number in ("1.1", "1.2"):
        build.record(xuan_tan, build.row(number, declared=Verdict.MET, assessed_on="2017-01-31"), by=hanh)


def page_of(client, path=PAGE):
    return client.get(path).context["page"]


@pytest.mark.parametrize(
    ("who", "status"),
    [(who, 200) for who in ("hanh", "tan", "officer", "chair", "lao_dong", "party_office", "party_org")]
    + [(who, 200) for who in ("member", "leader", "front", "admin")]
    + [("chau", 404)],
)
def test_a_commune_is_read_by_its_own_people_and_by_the_district(who, status, sign_in, xuan_tan):
    assert sign_in(who).get(PAGE).status_code == status


@pytest.mark.parametrize("path", ["/xa/khong-co/", "/xa/xuan-tan/?den=2017-09-25&so_voi=la"])
def test_an_unknown_commune_is_not_there_but_a_wrong_day_is_explained(path, sign_in, xuan_tan):
    response = sign_in("hanh").get(path)
    if "khong-co" in path:
        assert response.status_code == 404
    else:
        assert list(response.context["lens"].faults) == ["so_voi"]


def test_the_facts_are_kept_apart(story, sign_in, xuan_tan):
    page = page_of(sign_in("hanh"))
    assert (page.of_criteria.tally.printed, page.of_criteria.change) == ("1/19", 0)
    assert (page.of_indicators.tally.met, page.of_indicators.tally.required) == (3, 49)
    assert page.recognition is None
    assert page.label == "Chưa đạt"
    assert page.decisions == ["QĐ 1980/QĐ-TTg", "QĐ 48/2016/QĐ-UBND"]
    assert page.size == "19 tiêu chí, 49 chỉ tiêu"
    assert (str(page.mean_met), page.units) == ("0.1", 20)


def test_a_recognition_is_another_fact_than_the_count(story, sign_in, xuan_tan):
    build.recognition(xuan_tan, "2015-12-31", decision="123/QĐ-UBND", year=2015)
    page = page_of(sign_in("hanh"))
    assert (page.recognition.year, page.label) == (2015, "Chưa đạt")
    assert "123/QĐ-UBND ngày 31/12/2015" in sign_in("hanh").get(PAGE).text


def test_the_strip_leads_to_all_nineteen(story, sign_in):
    strip = re.findall(r'href="#tc-(\d+)" title="([^"]+)"', sign_in("leader").get(PAGE).text)
    assert [int(number) for number, _ in strip] == list(range(1, 20))
    assert [title for number, title in strip if number in ("1", "11", "15")] == [
        "1. Quy hoạch: đạt",
        "11. Hộ nghèo: chưa đạt",
        "15. Y tế: chưa đủ số liệu",
    ]


def test_open_tasks_say_how_far_it_is_and_finished_ones_stand_below(story, sign_in):
    due = sign_in("tan").get(PAGE).context["due"]
    assert (due.title, due.clock, due.due_on) == (
        "Phải hoàn thành trong tháng 9/2017",
        "Còn 5 ngày",
        dt.date(2017, 9, 30),
    )
    assert [(task.number, task.state.gap_words, task.age.words, task.source, task.district) for task in due.open] == [
        ("11", "còn phải giảm 12 hộ", "7 ngày", "", "2,47%"),
        ("15.1", "còn thiếu 106 người", "3 ngày", "BHXH huyện", "83,77%"),
    ]
    assert [(task.number, task.state.words) for task in due.finished] == [("15.3", "Đạt từ trước")]


def test_tasks_with_different_days_each_say_their_own(story, sign_in):
    directive = Directive.objects.asking().get()
    Obligation.objects.create(
        directive=directive,
        clause="9",
        title="Lao động có việc làm",
        indicator=build.indicator("12"),
        applies_to=AppliesTo.COMMUNES,
        begins_on=directive.issued_on,
        due_on=dt.date(2017, 12, 31),
        answering_posts=[Post.CHAIR],
    )
    response = sign_in("tan").get(PAGE)
    due = response.context["due"]
    assert (due.title, due.due_on, due.clock, due.is_late) == ("Nhiệm vụ có thời hạn", None, "", False)
    assert [task.state.words for task in due.open] == ["Còn 5 ngày", "Còn 5 ngày", "Còn 97 ngày"]
    assert "hạn 31/12/2017" in response.text


def test_the_level_is_drawn_for_the_years_that_have_one(story, sign_in, hanh):
    build.target(build.indicator("15.1"), value="84", scope="PROVINCE", scope_code="36", year_from=2017)
    insured = next(task for task in sign_in("tan").get(PAGE).context["due"].open if task.number == "15.1")
    assert [(level.value, level.valid_from.year, level.valid_to.year, level.words) for level in insured.levels] == [
        (85, 2016, 2016, "Yêu cầu ≥\u00a085%"),
        (84, 2017, 2017, "Yêu cầu ≥\u00a084%"),
    ]


def test_the_table_beside_the_chart_has_every_figure_of_it(story, sign_in):
    response = sign_in("tan").get(PAGE)
    due = response.context["due"]
    insured = next(task for task in due.open if task.number == "15.1")
    assert [(str(past.assessed_on), past.stage, past.ratio, past.result) for past in insured.past] == [
        ("2017-09-22", "Thẩm tra", "7.204/8.600", "83,77%"),
        ("2017-09-22", "Tự đánh giá", "7.204/8.600", "83,77%"),
        ("2017-08-28", "Tự đánh giá", "6.669/8.600", "77,55%"),
        ("2017-06-30", "Tự đánh giá", "6.480/8.600", "75,35%"),
        ("2016-12-31", "Tự đánh giá", "6.120/8.600", "71,16%"),
    ]
    chart = next(drawn for drawn in re.findall(r'<svg class="chart".*?</svg>', response.text) if "15.1" in drawn)
    assert re.findall(r'<text class="tip"[^>]*>(.*?)</text>', chart)[-2:] == [
        "22/9/2017: 83,77%, tự đánh giá",
        "22/9/2017: 83,77%",
    ]
    assert chart.count('<g class="pt">') == 5
    assert "Yêu cầu ≥\u00a085%" in chart
    assert "Hạn 30/9" in chart
    assert "<desc>Từ 71,16% ngày 31/12/2016 đến 83,77% ngày 22/9/2017; yêu cầu ≥\u00a085%</desc>" in chart


def test_more_time_moves_the_day_in_the_chart(story, sign_in, xuan_tan, tan, hanh):
    task, until = Obligation.objects.measured().get(indicator=build.indicator("15.1")), build.date("2017-10-15")
    asked = ask_more_time(
        obligation=task, place=xuan_tan, due_on=task.due_on, wanted_until=until, reason="Danh sách chậm", by=tan,
        at=build.moment("2017-09-20"),
    )  # fmt: skip
    decide_more_time(
        request=asked, granted=True, moved_to=until, reason="Đồng ý", by=hanh, at=build.moment("2017-09-21")
    )
    page = sign_in("tan").get(PAGE).text
    chart = next(drawn for drawn in re.findall(r'<svg class="chart".*?</svg>', page) if "15.1" in drawn)
    assert ("Hạn 15/10" in chart, "Hạn 30/9" in chart) == (True, False)


def test_failing_criteria_stand_open_with_their_gap(story, sign_in):
    page = page_of(sign_in("tan"))
    lines = {line.facts.number: line for line in page.criteria}
    assert [(n, lines[n].is_open, lines[n].gap, lines[n].met_words) for n in (1, 11)] == [
        (1, False, "", "2/2 chỉ tiêu đạt"),
        (11, True, "còn phải giảm 12 hộ", "0/1 chỉ tiêu đạt"),
    ]
    folded = re.findall(r'id="tc-(\d+)">\s*<details><summary>', sign_in("tan").get(PAGE).text)
    assert folded == ["1"]


def test_both_stages_stand_beside_each_other(story, sign_in):
    page = page_of(sign_in("hanh"))
    insured = next(line for line in page.lines if line.number == "15.1")
    assert (insured.own, insured.status.cell.verified, insured.ratio) == (
        Verdict.NOT_MET,
        Verdict.NEARLY,
        "7.204/8.600",
    )
    assert [str(mark.day) for mark in insured.marks] == ["2016-12-31", "2017-06-30", "2017-08-28", "2017-09-22"]


def test_a_small_chart_has_its_figures_behind_it(story, sign_in):
    row = sign_in("hanh").get(PAGE).text.split('href="/lich-su/xuan-tan/15.1/"')[1].split("</tr>")[0]
    chart, fold = row.split("Xem số liệu")
    told = [("22/9/2017", "83,77%"), ("28/8/2017", "77,55%"), ("30/6/2017", "75,35%"), ("31/12/2016", "71,16%")]
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", fold) == told
    assert f"<desc>{'; '.join(': '.join(one) for one in reversed(told))}</desc>" in chart


def test_an_indicator_with_parts_shows_its_parts(story, sign_in):
    lines = [line for line in page_of(sign_in("hanh")).lines if line.number.startswith("17.1")]
    assert [(line.number, line.is_part, line.has_parts) for line in lines] == [
        ("17.1", False, True),
        ("17.1a", True, False),
        ("17.1b", True, False),
    ]


@pytest.mark.parametrize(
    ("address", "numbers"),
    [("", 19), ("?loc=thieu", 18), ("?loc=cu", 1), ("?loc=la", 19)],
)
def test_the_filter_stands_in_the_address(address, numbers, story, sign_in):
    groups = sign_in("hanh").get(f"{PAGE}{address}").context["groups"]
    assert sum(len(group.criteria) for group in groups) == numbers


@pytest.mark.parametrize(("address", "left_off"), [("", 0), ("?loc=thieu", 2)])
def test_what_is_lacking_is_printed_without_the_ages_and_the_trail(address, left_off, story, sign_in):
    text = sign_in("tan").get(f"{PAGE}{address}").text
    assert (
        re.findall(r'<section class="off-paper">\s*<h2>(Tuổi số liệu|Nhật ký)', text)
        == (["Tuổi số liệu", "Nhật ký"][:left_off])
    )


def test_the_filter_counts_what_it_would_show(story, sign_in):
    filters = sign_in("hanh").get(f"{PAGE}?den=2017-09-24").context["filters"]
    assert [(choice.words, choice.href, choice.is_current) for choice in filters] == [
        ("Tất cả 19", "?den=2017-09-24#tieu-chi", True),
        ("Còn thiếu 18", "?den=2017-09-24&loc=thieu#tieu-chi", False),
        ("Số liệu cũ 1", "?den=2017-09-24&loc=cu#tieu-chi", False),
    ]


def test_the_ages_of_the_figures_add_up(story, sign_in):
    ages = sign_in("hanh").get(PAGE).context["ages"]
    assert [(band.words, band.count, band.is_old) for band in ages.bands] == [
        ("Trong 3 tháng", 3, False),
        ("Từ 3 đến 6 tháng", 0, False),
        ("Từ 6 đến 12 tháng", 2, True),
        ("Trên 12 tháng", 0, True),
    ]
    assert ages.missing == 44
    assert (ages.without_evidence, ages.old_evidence) == (3, 0)
    assert ages.total == 49


def test_the_heads_are_those_in_office_on_that_day(story, sign_in, xuan_tan):
    build.appointment(xuan_tan, Post.PARTY_SECRETARY, "Bí thư cũ", "2010-01-01", valid_to=dt.date(2017, 6, 30))
    build.appointment(xuan_tan, Post.PARTY_SECRETARY, "Bí thư mới", "2017-07-01")
    build.appointment(xuan_tan, Post.CHAIR, "Chủ tịch", "2016-06-01")
    client = sign_in("hanh")
    for path, name in ((PAGE, "Bí thư mới"), (f"{PAGE}?den=2017-06-30", "Bí thư cũ")):
        holders = client.get(path).context["holders"]
        assert holders[0].name == name
        assert [holder.post for holder in holders] == ["Bí thư Đảng ủy, Trưởng BCĐ xã", "Chủ tịch UBND xã"]


def test_the_log_names_the_last_figures_corrections_too(story, sign_in, xuan_tan, tan):
    wrong = build.record(
        xuan_tan, build.row("12", 4000, 4400, stage=Stage.SELF), by=tan, at=build.moment("2017-09-23")
    )[0]
    fixed = build.row("12", 4100, 4400, stage=Stage.SELF, corrects_id=wrong.pk, reason="Nhầm")
    fixed = build.record(xuan_tan, fixed, by=tan, at=build.moment("2017-09-24"))[0]
    gone = build.row("12", stage=Stage.SELF, corrects_id=fixed.pk, reason="Nhầm xã", is_void=True)
    build.record(xuan_tan, gone, by=tan, at=build.moment("2017-09-25"))
    log = sign_in("hanh").get(PAGE).context["log"]
    assert [(line.number, line.words) for line in log[:3]] == [
        ("12", "rút số liệu ngày 20/9"),
        ("12", "đính chính thành 4.100/4.400 người, 93,18%, số liệu ngày 20/9"),
        ("12", "4.000/4.400 người, 90,91%, số liệu ngày 20/9"),
    ]
    assert len(log) == 5
    earlier = sign_in("hanh").get(f"{PAGE}?den=2017-06-30").context["log"]
    assert [line.words.rpartition(" ")[2] for line in earlier] == ["30/6", "30/6", "31/01", "31/01", "31/12"]


def test_an_earlier_day_and_an_earlier_knowledge_can_be_asked(story, sign_in):
    client = sign_in("hanh")
    then = page_of(client, f"{PAGE}?den=2017-08-28")
    insured = next(line for line in then.lines if line.number == "15.1")
    assert (insured.status.shown, insured.own, insured.status.cell.verified) == ("77,55%", Verdict.NOT_MET, None)
    known = page_of(client, f"{PAGE}?biet_den=2017-09-19")
    insured = next(line for line in known.lines if line.number == "15.1")
    assert insured.status.shown == "77,55%"


def test_neighbours_are_one_click_away_for_the_district_only(story, sign_in):
    page = page_of(sign_in("leader"))
    assert (page.previous_href, page.following_href) == ("/xa/xuan-dai/", "/xa/xuan-thuy/")
    assert 'href="/xa/xuan-dai/"' in sign_in("leader").get(PAGE).text
    assert 'href="/xa/xuan-dai/"' not in sign_in("tan").get(PAGE).text


@pytest.mark.parametrize(
    ("who", "enters", "history"), [("tan", True, True), ("leader", False, True), ("front", False, False)]
)
def test_the_page_offers_only_what_the_reader_may_do(who, enters, history, story, sign_in):
    text = sign_in(who).get(PAGE).text
    assert ('href="/cap-nhat/xuan-tan/"' in text) is enters
    assert ('href="/lich-su/xuan-tan/15.1/"' in text) is history


def test_a_department_sees_its_own_criteria_and_no_total(story, sign_in):
    response = sign_in("lao_dong").get(PAGE)
    page = response.context["page"]
    assert [line.number for line in page.lines] == ["11", "12", "14.3"]
    assert [line.facts.number for line in page.criteria] == [11, 12, 14]
    assert "Chỉ tiêu đạt" not in response.text
    assert [task.number for task in response.context["due"].tasks] == ["11"]


def test_nothing_recorded_is_said_not_guessed(sign_in, xuan_tan):
    response = sign_in("tan").get(PAGE)
    assert response.context["page"].of_criteria.tally.printed == "0/19"
    assert "Chưa có số liệu nào được ghi." in response.text
    assert [task.state.words for task in response.context["due"].open] == ["Còn 5 ngày"] * 3
    assert '<svg class="chart"' not in response.text


@pytest.mark.parametrize("findings", [1, 3])
def test_the_page_costs_the_same_for_any_history(findings, sign_in, xuan_tan, hanh, django_assert_num_queries):
    for number in ("15.1", "11", "15.3"):
        for day in ("2017-07-31", "2017-08-31", "2017-09-20")[:findings]:
            build.record(xuan_tan, build.row(number, 90, 100, assessed_on=day), by=hanh)
    client = sign_in("hanh")
    forget_readings()
    with django_assert_num_queries(40):
        client.get(PAGE)


# --- The list -------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), [("hanh", 200), ("leader", 200), ("front", 200), ("lao_dong", 200)])
def test_the_district_reads_the_list_of_its_communes(who, status, sign_in):
    assert sign_in(who).get("/xa/").status_code == status


def test_people_of_a_commune_are_led_to_their_own(sign_in):
    assert sign_in("tan").get("/xa/").url == PAGE
    assert sign_in("tan").get("/xa/?den=2017-06-30").url == f"{PAGE}?den=2017-06-30"


def test_the_list_says_count_change_and_what_is_lacking(story, sign_in, xuan_tan):
    build.recognition(xuan_tan, "2015-12-31", year=2015)
    rows = sign_in("leader").get("/xa/?so_voi=2016-12-31").context["rows"]
    assert len(rows) == 20
    row = next(row for row in rows if row.commune.slug == "xuan-tan")
    assert (row.tally.printed, row.change, row.mark, row.label, row.recognition.year, row.has_figures) == (
        "1/19", 1, "up", "Chưa đạt", 2015, True,
    )  # fmt: skip
    assert [item.criterion.number for item in row.lacking] == list(range(2, 20))
    assert not any(other.has_figures for other in rows if other != row)


def test_a_department_counts_only_its_criteria(story, sign_in):
    rows = sign_in("lao_dong").get("/xa/").context["rows"]
    assert {row.tally.printed for row in rows} == {"0/3"}


@pytest.mark.parametrize("communes", [1, 3])
def test_the_list_costs_the_same_for_any_district(communes, sign_in, django_assert_num_queries, district, xuan_tan):
    elsewhere = build.unit(level="DISTRICT", kind="HUYEN", parent=district.parent)
    for _ in range(communes):
        build.unit(parent=elsewhere)
    request_by = build.user("khac", Role.LEADERSHIP, unit=elsewhere)
    client = sign_in("leader")
    client.force_login(request_by, backend="accounts.backends.PortalBackend")
    with django_assert_num_queries(13):
        assert len(client.get("/xa/").context["rows"]) == communes
