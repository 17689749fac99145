"""Trách nhiệm người đứng đầu: the list, the sheets, whose days, what is told, what a page costs."""

import datetime as dt

import pytest

from communes.enums import Post
from directives.actions.obligations import add_obligation
from directives.enums import AppliesTo, EventKind, JudgedBy
from directives.models import Directive, Obligation
from directives.rules.accountability import Span
from directives.rules.sheet_periods import SheetPeriod, of_directive
from directives.tables.events import events_of
from reports.tables.accountability import Look, read_sheets
from reports.tables.department_sheets import read_department_sheets
from tests import build

DAY = dt.date(2017, 9, 25)
LIST = "/trach-nhiem/"
SHEET = "/trach-nhiem/xuan-tan/"
DEPARTMENT = "/trach-nhiem/phong-ban/lao-dong/"
MONTH = SheetPeriod(
    "thang-9-2017", "tháng 9/2017", Span(dt.date(2017, 9, 1), dt.date(2017, 9, 30)), dt.date(2017, 8, 31)
)


@pytest.fixture(autouse=True)
def measured_tasks_alone(db):
    """The directive as if it asked only what figures decide; deeds are told with the tasks themselves."""
    Obligation.objects.exclude(judged_by=JudgedBy.MEASURE).delete()


@pytest.fixture
def look(district) -> Look:
    return Look(district, of_directive(dt.date(2017, 8, 28), DAY), DAY)


def told(look, unit) -> list[tuple]:
    """Kind, day and words of everything that is put down to the heads of a commune."""
    return [(row.kind.value, row.on.isoformat(), row.words) for row in events_of(look.asked([unit]))[unit.pk]]


def met_from(unit, by, day, number="11", **given):
    """Poor households below the level from a day on."""
    build.record(unit, build.row(number, 1, 100, assessed_on=day, **given), by=by)


def lost_from(unit, by, day, number="11", **given):
    build.record(unit, build.row(number, 9, 100, assessed_on=day, **given), by=by)


# --- What is put down -----------------------------------------------------------------------


def test_a_task_kept_counts_on_the_day_it_was_met(look, hanh, xuan_tan):
    lost_from(xuan_tan, hanh, "2017-06-30")
    met_from(xuan_tan, hanh, "2017-09-18")
    assert told(look, xuan_tan) == [("KEPT", "2017-09-18", "hạn 30/9/2017, hoàn thành 18/9/2017")]


@pytest.mark.parametrize(
    ("as_of", "events"),
    [
        ("2017-09-30", []),
        ("2017-10-01", [("MISSED", "2017-09-30", "hạn 30/9/2017, quá hạn 1 ngày")] * 2),
    ],
)
def test_a_task_is_missed_the_day_after_it_was_due(as_of, events, district, hanh, xuan_tan):
    lost_from(xuan_tan, hanh, "2017-06-30")
    build.record(xuan_tan, build.row("15.3", 1, 100, assessed_on="2017-06-30"), by=hanh)
    build.record(xuan_tan, build.row("15.1", 10, 100, assessed_on="2017-06-30"), by=hanh)
    moment = dt.date.fromisoformat(as_of)
    look = Look(district, of_directive(dt.date(2017, 8, 28), moment), moment)
    assert told(look, xuan_tan) == events


def test_a_task_done_late_counts_on_its_due_day(district, hanh, xuan_tan):
    lost_from(xuan_tan, hanh, "2017-06-30")
    build.record(xuan_tan, build.row("11", 1, 100, assessed_on="2017-10-03"), by=hanh, today="2017-10-05")
    look = Look(district, MONTH, dt.date(2017, 10, 5))
    found = [row for row in told(look, xuan_tan) if row[0] == "KEPT_LATE"]
    assert found == [("KEPT_LATE", "2017-09-30", "hạn 30/9/2017, hoàn thành sau hạn (03/10/2017), chậm 3 ngày")]


def test_a_fall_tells_its_cause_and_its_recovery(look, hanh, xuan_tan):
    met_from(xuan_tan, hanh, "2017-06-30", "17.6")
    build.record(xuan_tan, build.row("19.2", declared="MET", assessed_on="2017-06-30"), by=hanh)
    down = build.row("19.2", declared="NOT_MET", assessed_on="2017-09-08", note="Có vụ việc phức tạp")
    build.record(xuan_tan, down, by=hanh)
    words = "đạt xuống chưa đạt; có vụ việc phức tạp"
    assert told(look, xuan_tan) == [("FELL", "2017-09-08", words)]
    build.record(xuan_tan, build.row("19.2", declared="MET", assessed_on="2017-09-20"), by=hanh)
    assert told(look, xuan_tan) == [("FELL", "2017-09-08", f"{words}; phục hồi 20/9/2017")]


def test_a_level_that_was_raised_is_nobody_s_fault(look, hanh, xuan_tan):
    build.target(build.indicator("15.1"), "90", scope="PROVINCE", scope_code="36", year_from=2017)
    build.record(xuan_tan, build.row("15.1", 86, 100, assessed_on="2016-12-31"), by=hanh)
    build.record(xuan_tan, build.row("15.1", 87, 100, assessed_on="2017-09-10"), by=hanh)
    assert [row for row in told(look, xuan_tan) if row[0] == "FELL"] == []


def test_a_report_is_missing_from_the_day_after_it_was_due_and_late_once_sent(district, hanh, tan, xuan_tan):
    build.period()
    month = Look(district, MONTH, DAY)
    assert ("REPORT_MISSING", "2017-09-20", "hạn 20/9/2017, chưa gửi, quá hạn 5 ngày") in told(month, xuan_tan)
    build.sent(xuan_tan, tan, day="2017-09-22")
    found = [row for row in told(month, xuan_tan) if row[0] == "REPORT_LATE"]
    assert found == [("REPORT_LATE", "2017-09-20", "hạn 20/9/2017, gửi 22/9/2017, chậm 2 ngày")]
    known = Look(district, MONTH, DAY, build.moment("2017-09-21"))
    assert [row[0] for row in told(known, xuan_tan)] == ["REPORT_MISSING"] * 3


def test_more_time_moves_the_day_of_a_report(district, hanh, tan, xuan_tan):
    from_office = build.extension(xuan_tan, tan, until="2017-09-28")
    type(from_office).objects.filter(pk=from_office.pk).update(
        granted=True, expires_on=dt.date(2017, 9, 28), decided_at=build.moment("2017-09-19"), decided_by=hanh,
        decision_reason="Đồng ý",
    )  # fmt: skip
    found = [row for row in told(Look(district, MONTH, DAY), xuan_tan) if "tháng" in row[2] or row[0] == "EXTENDED"]
    assert found == [("EXTENDED", "2017-09-19", "hạn 20/9/2017, được gửi đến hết 28/9/2017")]
    known = Look(district, MONTH, DAY, build.moment("2017-09-18"))
    assert "EXTENDED" not in {row[0] for row in told(known, xuan_tan)}


def test_a_task_about_a_whole_criterion_is_told_too(look, hanh, xuan_tan):
    lost_from(xuan_tan, hanh, "2017-06-30")
    met_from(xuan_tan, hanh, "2017-09-18")
    task = add_obligation(
        directive=Directive.objects.asking().get(), clause="9", title="Giữ tiêu chí 11", applies_to=AppliesTo.COMMUNES,
        begins_on=dt.date(2017, 8, 28), due_on=dt.date(2017, 9, 30), answering_posts=["CHAIR"], by=hanh,
        criterion=build.indicator("11").criterion,
    )  # fmt: skip
    events = events_of(look.asked([xuan_tan]))[xuan_tan.pk]
    assert [(row.title, row.href) for row in events] == [
        ("Mục 3c: Hoàn thành chỉ tiêu hộ nghèo", "/lich-su/xuan-tan/11/"),
        ("Mục 9: Giữ tiêu chí 11", f"/chi-thi/{task.directive_id}/9/"),
    ]


# --- Whose days -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last_day", "counts"),
    [("2017-09-07", [0, 1]), ("2017-09-08", [1, 0]), ("2017-09-09", [1, 0])],
)
def test_a_change_of_chairman_puts_a_fall_down_to_whoever_held_the_post(last_day, counts, look, hanh, xuan_tan):
    day = dt.date.fromisoformat(last_day)
    build.appointment(xuan_tan, Post.CHAIR, "Người trước", valid_to=day)
    build.appointment(xuan_tan, Post.CHAIR, "Người sau", valid_from=day + dt.timedelta(days=1))
    met_from(xuan_tan, hanh, "2017-06-30")
    lost_from(xuan_tan, hanh, "2017-09-08")
    sheet = read_sheets(look, [xuan_tan])[0]
    chair = next(block for block in sheet.blocks if block.post == Post.CHAIR)
    assert [part.counts[EventKind.FELL] for part in chair.parts] == counts
    assert (chair.holder, chair.former, sheet.counts[EventKind.FELL]) == ("Người sau", "Người trước", 1)


def test_the_sheet_says_who_answered_where_somebody_changed(look, hanh, xuan_tan, sign_in):
    build.appointment(xuan_tan, Post.PARTY_SECRETARY, "Bí thư Tân")
    build.appointment(xuan_tan, Post.CHAIR, "Người trước", valid_to=dt.date(2017, 9, 15))
    build.appointment(xuan_tan, Post.CHAIR, "Người sau", valid_from=dt.date(2017, 9, 17))
    met_from(xuan_tan, hanh, "2017-06-30")
    lost_from(xuan_tan, hanh, "2017-09-16")
    page = sign_in("party_org").get(SHEET).text
    assert "Chủ tịch UBND xã: không có người giữ chức." in page
    assert "Bí thư Đảng ủy: Bí thư Tân." not in page
    assert "28/8/2017 - 15/9/2017 (19 ngày)" in page
    assert "17/9/2017 - 25/9/2017 (09 ngày)" in page


# --- Pages ----------------------------------------------------------------------------------


def test_the_list_has_a_line_for_each_commune_and_department(sign_in, xuan_tan):
    build.appointment(xuan_tan, Post.PARTY_SECRETARY, "Bí thư Tân")
    page = sign_in("leader").get(LIST).text
    assert page.count('<a class="plain" href="/trach-nhiem/') == 20 + 19
    assert ("Bí thư Tân" in page, "không có người giữ chức" in page) == (True, True)


def test_the_list_is_sorted_by_the_link_of_a_column(sign_in, hanh, xuan_chau, xuan_tan):
    met_from(xuan_tan, hanh, "2017-06-30")
    lost_from(xuan_tan, hanh, "2017-09-08")
    browser = sign_in("leader")
    page = browser.get(f"{LIST}?xep=suy-giam").text
    assert page.index("/trach-nhiem/xuan-tan/") < page.index("/trach-nhiem/xuan-chau/")
    assert 'aria-sort="descending"><a href="./"' in page
    met_from(xuan_chau, hanh, "2017-09-08")
    for order in ("tieu-chi", "tang-giam"):
        page = browser.get(f"{LIST}?xep={order}").text
        assert page.index("/trach-nhiem/xuan-tan/") < page.index("/trach-nhiem/xuan-chau/"), order


def test_a_member_finds_his_own_communes_on_top(sign_in, member, xuan_tan):
    member.officer = build.appointment(xuan_tan, Post.ASSIGNED_MEMBER, name=member.full_name).officer
    member.save()
    page = sign_in("member").get(LIST).text
    assert page.index("/trach-nhiem/xuan-tan/") < page.index("TT. Xuân Trường</a>")
    assert "các xã được phân công phụ trách ở trên" in page


def test_a_head_is_led_to_his_own_sheet_and_sees_no_way_to_the_others(sign_in):
    browser = sign_in("tan")
    assert browser.get(LIST).url == SHEET
    page = browser.get(SHEET).text
    assert ('href="/trach-nhiem/">' in page.split("<main")[1], "Viết bản tự kiểm điểm" in page) == (False, True)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("", "Từ Chỉ thị 28/8/2017: từ 28/8/2017 đến hết 25/9/2017, so với cuối ngày 28/8/2017"),
        ("?ky=thang-9-2017", "Tháng 9/2017: từ 01/9/2017 đến hết 25/9/2017, so với cuối ngày 31/8/2017"),
        ("?ky=quy-3-2017", "Quý III/2017: từ 01/7/2017 đến hết 25/9/2017, so với cuối ngày 30/6/2017"),
        ("?ky=nam-2017", "Năm 2017: từ 01/01/2017 đến hết 25/9/2017, so với cuối ngày 31/12/2016"),
        ("?den=2017-08-20", "Tháng 8/2017: từ 01/8/2017 đến hết 20/8/2017, so với cuối ngày 31/7/2017"),
        ("?ky=thang-7-2017&den=2017-09-10", "Tháng 7/2017: từ 01/7/2017 đến hết 31/7/2017, so với cuối ngày 30/6/2017"),
    ],
)
def test_the_period_stands_in_the_address(asked, words, sign_in):
    browser = sign_in("party_office")
    assert [words in browser.get(path + asked).text for path in (LIST, SHEET, DEPARTMENT)] == [True] * 3


def test_links_keep_the_period_and_a_period_that_is_not_there_is_not_found(sign_in):
    browser = sign_in("party_office")
    assert 'href="/trach-nhiem/xuan-tan/?ky=thang-9-2017"' in browser.get(f"{LIST}?ky=thang-9-2017").text
    assert [browser.get(f"{LIST}?ky={code}").status_code for code in ("quy-4-2017", "thang-1-2014", "x")] == [404] * 3


def test_links_from_the_heads_keep_the_day_of_knowledge(sign_in):
    browser = sign_in("party_office")
    known = "den=2017-09-20&amp;biet_den=2017-09-22"
    assert (
        'href="/bao-cao/bieu-14/?den=2017-09-20&amp;so_voi=2017-08-28&amp;biet_den=2017-09-22"'
        in browser.get(f"{LIST}?den=2017-09-20&biet_den=2017-09-22").text
    )
    assert f'href="/xa/xuan-tan/?{known}"' in browser.get(f"{SHEET}?den=2017-09-20&biet_den=2017-09-22").text


def test_a_day_that_cannot_be_used_is_said_and_what_was_typed_stays(sign_in):
    page = sign_in("party_office").get(f"{SHEET}?den=31/9/2017").text
    assert ('value="31/9/2017"' in page, "aria-invalid" in page) == (True, True)


def test_a_department_answers_for_its_indicators_in_all_communes(look, hanh, labour, xuan_tan, xuan_chau):
    lost_from(xuan_tan, hanh, "2017-06-30")
    met_from(xuan_tan, hanh, "2017-09-18")
    build.record(xuan_chau, build.row("15.1", 90, 100, assessed_on="2017-06-30"), by=hanh)
    build.record(xuan_chau, build.row("15.1", 10, 100, assessed_on="2017-09-18"), by=hanh)
    sheet = read_department_sheets(look, [labour], [xuan_tan, xuan_chau])[0]
    assert [(row.kind.value, row.title) for row in sheet.events] == [
        ("KEPT", "Xuân Tân: Mục 3c: Hoàn thành chỉ tiêu hộ nghèo"),
    ]
    assert [(row.number, row.before, row.now, row.change) for row in sheet.led][:1] == [("11", 0, 1, 1)]
    assert (sheet.met, sheet.met_before, sheet.change, sheet.asked) == (1, 0, 1, 2 * len(sheet.led))


@pytest.mark.parametrize(
    ("verified_at", "words"),
    [
        (None, "hạn 23/9/2017, 01 ô chưa thẩm tra"),
        ("2017-09-24", "hạn 23/9/2017, 01 ô thẩm tra sau hạn"),
        ("2017-09-23", None),
    ],
)
def test_a_department_verifies_until_the_end_of_the_day(verified_at, words, look, hanh, tan, labour, xuan_tan):
    build.period()
    own = build.row("11", 1, 100, assessed_on="2017-09-15", stage="SELF")
    build.record(xuan_tan, own, by=tan, at=build.moment("2017-09-16"))
    if verified_at:
        row = build.row("11", 1, 100, assessed_on="2017-09-15")
        build.record(xuan_tan, row, by=hanh, at=build.moment(verified_at))
    events = read_department_sheets(look, [labour], [xuan_tan])[0].events
    assert [row.words for row in events if row.kind == EventKind.VERIFIED_LATE] == ([words] if words else [])


def test_nothing_to_tell_says_what_leads_on(sign_in):
    page = sign_in("party_org").get(SHEET).text
    assert "Chọn kỳ dài hơn ở đầu trang" in page
    assert "Kỳ này chưa có nhận xét, tự kiểm điểm nào được ban hành." in page


# --- What a page costs ----------------------------------------------------------------------


def busy(units, hanh):
    """Communes in which something fell, something was kept, and nothing was sent."""
    build.period()
    for unit in units:
        lost_from(unit, hanh, "2017-06-30")
        met_from(unit, hanh, "2017-09-18")
        build.record(unit, build.row("19.2", declared="MET", assessed_on="2017-06-30"), by=hanh)
        build.record(unit, build.row("19.2", declared="NOT_MET", assessed_on="2017-09-08"), by=hanh)


@pytest.mark.parametrize("path", [LIST, SHEET, DEPARTMENT])
def test_a_page_costs_the_same_for_one_commune_three_and_nine(
    path, sign_in, hanh, xuan_tan, django_assert_max_num_queries
):
    browser, units = sign_in("party_org"), [xuan_tan, *build.home_communes(8)]
    costs = []
    for count in (1, 3, 9):
        busy(units[:count], hanh)
        browser.get(path)
        with django_assert_max_num_queries(60) as found:
            browser.get(path)
        costs.append(len(found))
    assert costs[0] == costs[1] == costs[2]
