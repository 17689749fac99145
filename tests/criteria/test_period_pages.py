"""Kỳ báo cáo, Gia hạn, Việc của tôi: what each role reads there and what the buttons do."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from criteria.actions.extensions import decide_extension
from criteria.actions.submissions import take_over
from criteria.actions.verifying import Picked, return_cells
from criteria.enums import Stage
from criteria.models import Extension, PeriodLock, ReportingPeriod, Submission
from criteria.tables.inbox import figure_tasks, periods_begun
from criteria.tables.shares import Share
from directives.tables.inbox import desk_of
from directives.templatetags.work import desk
from ntm_portal.vietnamese import day
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AT = build.moment(TODAY)
BOARD = "/ky-bao-cao/thang-9-2017/"


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def sent_one(xuan_tan, officer, tan):
    """Xuân Tân has sent one day late, with one figure."""
    row = build.row("11", 40, 2470, stage=Stage.SELF, source_document="Sổ")
    (finding,) = build.record(xuan_tan, row, by=officer)
    build.sent(xuan_tan, tan, day="2017-09-21")
    return finding


# --- The calendar -----------------------------------------------------------------------------


def test_the_calendar_shows_where_each_period_stands(sent_one, hanh, sign_in):
    build.locked("thang-8-2017", by=hanh)
    lines = sign_in("hanh").get("/ky-bao-cao/").context["lines"]
    found = {line.period.name: (line.state.label, line.sent, line.tag) for line in lines}
    assert [found[name] for name in ("tháng 8/2017", "tháng 9/2017", "năm 2017", "tháng 10/2017")] == [
        ("Đã chốt", 0, "done"), ("Đến hạn", 1, "soon"), ("Đang mở", 0, "act"), ("Chưa đến kỳ", 0, "plain"),
    ]  # fmt: skip


def test_the_office_plans_the_next_year(district, sign_in):
    browser = sign_in("hanh")
    assert "Chưa có kỳ báo cáo" in browser.get("/ky-bao-cao/").content.decode()
    assert told(browser.post("/ky-bao-cao/lap-lich/", follow=True)) == ["Đã lập lịch 19 kỳ báo cáo năm 2017."]
    assert told(browser.post("/ky-bao-cao/lap-lich/", follow=True)) == ["Đã lập lịch 19 kỳ báo cáo năm 2018."]
    assert ReportingPeriod.objects.count() == 38


@pytest.mark.parametrize("path", ["/ky-bao-cao/lap-lich/", f"{BOARD}tiep-nhan/", f"{BOARD}chot/", f"{BOARD}mo-chot/"])
def test_only_the_office_may_press(path, sign_in, xuan_tan):
    build.period()
    assert [sign_in(who).post(path).status_code for who in ("tan", "lao_dong", "leader", "front", "admin")] == [404] * 5


# --- The board --------------------------------------------------------------------------------


def test_the_board_counts_what_the_rulebook_expects(sent_one, sign_in):
    page = sign_in("hanh").get(BOARD)
    board = page.context["board"]
    line = next(line for line in board.lines if line.unit.name == "Xuân Tân")
    assert (line.share.filled, line.share.expected, line.share.verified, line.explained) == (1, 49, 0, 49)
    assert (line.sending.words, line.tag, line.note) == ("Chậm 1 ngày", "late", "49 ô trống có lý do")
    assert (board.sent, len(board.late), len(board.missing), board.total.expected) == (1, 1, 19, 980)
    labour = next(share for share in board.departments if share.label == "Phòng LĐ-TB&XH")
    assert (labour.filled, labour.expected) == (1, 60)
    assert [share.label for share in board.criteria][:2] == ["1 Quy hoạch", "2 Giao thông"]


def test_a_place_sees_only_itself_and_a_department_only_its_own(sent_one, sign_in):
    assert [line.unit.name for line in sign_in("chau").get(BOARD).context["board"].lines] == ["Xuân Châu"]
    assert {share.label for share in sign_in("lao_dong").get(BOARD).context["board"].departments} == {"Phòng LĐ-TB&XH"}


def test_an_indicator_in_parts_counts_once_all_its_parts_have_a_figure(xuan_tan, officer, sign_in):
    build.period()
    build.record(xuan_tan, build.row("17.1a", 99, 100, stage=Stage.SELF), by=officer)
    shares = sign_in("officer").get(BOARD).context["board"].criteria
    assert next(share.filled for share in shares if share.label.startswith("17 ")) == 0
    build.record(xuan_tan, build.row("17.1b", 80, 100, stage=Stage.SELF), by=officer)
    shares = sign_in("officer").get(BOARD).context["board"].criteria
    assert next(share.filled for share in shares if share.label.startswith("17 ")) == 1


def test_only_a_full_bar_looks_full():
    assert [Share("", 980, filled, 0).filled_width for filled in (979, 980)] == [99, 100]
    assert (Share("", 0, 0, 0).filled_width, Share("", 0, 0, 0).verified_width) == (0, 0)


def test_the_office_takes_over_what_it_ticked(sent_one, sign_in):
    browser = sign_in("hanh")
    page = browser.post(f"{BOARD}tiep-nhan/", {"xa": ["xuan-tan", "xuan-chau"]}, follow=True)
    assert told(page) == [
        "Xã Xuân Châu: Chỉ tiếp nhận phiếu đã gửi và không còn ô trả lại.",
        "Đã tiếp nhận 01 phiếu kỳ tháng 9/2017.",
    ]
    assert Submission.objects.get(unit=sent_one.unit).state == "CONFIRMED"
    assert told(browser.post(f"{BOARD}tiep-nhan/", follow=True)) == ["Chưa chọn phiếu nào để tiếp nhận."]


def test_a_period_is_locked_and_opened_on_pages_of_their_own(sent_one, sign_in, settings):
    settings.PINNED_TODAY = dt.date(2017, 10, 2)
    browser = sign_in("hanh")
    assert "1/20" in browser.get(f"{BOARD}chot/").content.decode()
    assert told(browser.post(f"{BOARD}chot/", follow=True)) == ["Đã chốt số liệu kỳ tháng 9/2017."]
    assert PeriodLock.objects.get().cells.exists()
    assert "chốt số liệu ngày 02/10/2017" in browser.get(BOARD).content.decode()
    assert "Nêu lý do." in browser.post(f"{BOARD}mo-chot/", {"reason": ""}).content.decode()
    opened = browser.post(f"{BOARD}mo-chot/", {"reason": "Sót số liệu BHYT"}, follow=True)
    assert told(opened) == ["Đã mở chốt kỳ tháng 9/2017."]
    assert "mở chốt ngày 02/10/2017: Sót số liệu BHYT" in opened.content.decode()
    assert "chưa chốt" in browser.post(f"{BOARD}mo-chot/", {"reason": "Lần nữa"}).content.decode()


def test_a_running_period_cannot_be_locked_from_the_page_either(sent_one, sign_in):
    page = sign_in("hanh").post(f"{BOARD}chot/")
    assert "chốt được từ ngày 30/9/2017" in page.content.decode()
    assert not PeriodLock.objects.exists()


def test_what_changed_since_the_lock_stands_beside_what_was_locked(xuan_tan, officer, hanh, lao_dong, sign_in):
    build.record(xuan_tan, build.row("11", 40, 2470, "2017-08-20", Stage.SELF), by=officer)
    build.locked("thang-8-2017", by=hanh)
    build.record(xuan_tan, build.row("11", 90, 2470, "2017-08-25", reason="Rà soát lại"), by=hanh)
    (moved,) = sign_in("hanh").get("/ky-bao-cao/thang-8-2017/").context["moved"]
    assert (moved.unit, moved.number, moved.then, moved.then_by_self, moved.now, moved.now_by_self) == (
        xuan_tan, 11, "MET", True, "NOT_MET", False,
    )  # fmt: skip


@pytest.mark.parametrize("places", [1, 3])
def test_the_board_costs_the_same_for_any_number_of_sheets(places, sign_in, hanh, django_assert_num_queries, district):
    for commune in build.home_communes(places):
        build.sent(commune, build.user(role="COMMUNE_SECRETARY", unit=commune))
    browser = sign_in("hanh")
    browser.get(BOARD)
    with django_assert_num_queries(15):
        browser.get(BOARD)


# --- Extensions -------------------------------------------------------------------------------


def test_a_place_asks_on_its_page_and_reads_the_answer(xuan_tan, tan, hanh, sign_in):
    build.period()
    browser = sign_in("tan")
    refused = browser.post("/gia-han/xuan-tan/", {"wanted_until": "31/9/2017", "reason": "Chờ"})
    assert "Tháng 9 chỉ có 30 ngày" in refused.content.decode()
    asked = browser.post("/gia-han/xuan-tan/", {"wanted_until": "28/9/2017", "reason": "Chờ biên bản"}, follow=True)
    assert told(asked) == ["Đã gửi đề nghị gia hạn của xã Xuân Tân."]
    extension = Extension.objects.get()
    page = sign_in("hanh").post(
        f"/gia-han/{extension.pk}/quyet-dinh/",
        {"granted": "co", "expires_on": "27/9/2017", "reason": "Đồng ý"}, follow=True,
    )  # fmt: skip
    assert told(page) == ["Đã ghi quyết định gia hạn của xã Xuân Tân."]
    assert "đến hết 27/9/2017: Đồng ý" in browser.get("/gia-han/").content.decode()
    assert sign_in("hanh").get(f"/gia-han/{extension.pk}/quyet-dinh/").status_code == 404


def test_a_grant_without_a_day_is_refused_at_its_box(xuan_tan, tan, sign_in):
    extension = build.extension(xuan_tan, tan)
    asked = sign_in("hanh").get(f"/gia-han/{extension.pk}/quyet-dinh/").context["form"]
    assert asked["expires_on"].value() == day(extension.wanted_until)
    page = sign_in("hanh").post(f"/gia-han/{extension.pk}/quyet-dinh/", {"granted": "co", "reason": "Đồng ý"})
    assert "Ngày hết hạn phải từ hôm nay" in page.content.decode()


def test_a_refusal_is_read_with_its_reason(xuan_tan, tan, sign_in):
    extension = build.extension(xuan_tan, tan)
    sign_in("hanh").post(f"/gia-han/{extension.pk}/quyet-dinh/", {"granted": "khong", "reason": "Không lùi hạn"})
    assert "Không lùi hạn" in sign_in("officer").get("/gia-han/").content.decode()
    assert "Không lùi hạn" not in sign_in("chau").get("/gia-han/").content.decode()


def test_a_department_asks_for_one_of_its_cells(xuan_tan, sign_in):
    build.period()
    browser = sign_in("lao_dong")
    page = browser.get("/gia-han/xuan-tan/?chi_tieu=11")
    assert [number for number, _ in page.context["form"].fields["indicator"].choices] == ["11", "12", "14.3"]
    browser.post("/gia-han/xuan-tan/", {"indicator": "11", "wanted_until": "28/9/2017", "reason": "Chờ rà soát"})
    assert Extension.objects.get().indicator == build.indicator("11")


# --- Việc của tôi -----------------------------------------------------------------------------


def tasks_of(user, today):
    """What waits because of figures; what the directive asks is tested with the directive."""
    found = figure_tasks(user, periods_begun(user, today), today)
    return sorted(found, key=lambda task: task.due_on or dt.date.max)


def titles(user, today=TODAY):
    return [(task.title, task.due) for task in tasks_of(user, today)]


def agree(user, today=TODAY):
    """What the menu counts is what the page lists."""
    return desk_of(user, today).count == sum(task.weight for task in tasks_of(user, today))


def past_months_locked(by):
    for month in range(1, 9):
        last = build.period(f"thang-{month}-2017").ends_on
        build.locked(f"thang-{month}-2017", by=by, day=last)


def test_a_place_is_told_what_to_send_and_what_came_back(sent_one, xuan_tan, xuan_chau, tan, chau, lao_dong, hanh):
    past_months_locked(hanh)
    assert titles(chau) == [("Phiếu kỳ tháng 9/2017 chưa gửi", "Hạn gửi 20/9/2017, quá 5 ngày")]
    assert titles(tan) == []
    cells = [Picked(xuan_tan.pk, sent_one.indicator_id, sent_one.pk)]
    return_cells(
        period=build.period(), cells=cells, reason="Lệch sổ", answer_by=dt.date(2017, 9, 28), by=lao_dong, at=AT,
        today=TODAY,
    )  # fmt: skip
    assert titles(tan) == [("Ô trả lại: 11 Hộ nghèo đa chiều", "Hạn 28/9/2017, còn 3 ngày")]
    assert titles(tan, dt.date(2017, 9, 28)) == [("Ô trả lại: 11 Hộ nghèo đa chiều", "Hạn 28/9/2017, hôm nay")]
    assert titles(tan, dt.date(2017, 9, 29))[0][1] == "Hạn 28/9/2017, quá 1 ngày"
    assert agree(tan)
    assert agree(chau)


def test_the_officer_is_told_that_a_head_sends(xuan_tan, officer, hanh):
    past_months_locked(hanh)
    (task,) = tasks_of(officer, dt.date(2017, 9, 15))
    assert (task.act, task.detail, task.due) == (
        "Kiểm tra",
        "Bí thư hoặc Chủ tịch gửi.",
        "Hạn gửi 20/9/2017, còn 5 ngày",
    )


def test_a_department_is_told_where_cells_wait(sent_one, lao_dong):
    assert titles(lao_dong) == [("Xã Xuân Tân: 01 ô chờ thẩm tra", "Hạn thẩm tra 23/9/2017, quá 2 ngày")]
    assert agree(lao_dong)


def test_a_department_has_nothing_to_do_in_a_locked_period(sent_one, lao_dong, hanh):
    build.locked("thang-9-2017", by=hanh, day="2017-09-30")
    assert titles(lao_dong, dt.date(2017, 9, 30)) == []


def test_the_office_takes_over_decides_and_locks(sent_one, xuan_chau, chau, hanh):
    build.extension(xuan_chau, chau)
    past_months_locked(hanh)
    for code in ("quy-1-2017", "quy-2-2017", "6-thang-2017"):
        build.locked(code, by=hanh, day="2017-09-01")
    assert titles(hanh) == [
        ("Xã Xuân Châu đề nghị gia hạn cả phiếu", "Hạn 28/9/2017, còn 3 ngày"),
        ("Tiếp nhận 01 phiếu kỳ tháng 9/2017", "Hạn chốt 30/9/2017, còn 5 ngày"),
    ]
    assert agree(hanh)
    assert ("Chốt số liệu kỳ tháng 9/2017", "Hạn chốt 30/9/2017, hôm nay") in titles(hanh, dt.date(2017, 9, 30))
    assert agree(hanh, dt.date(2017, 9, 30))
    take_over(unit=sent_one.unit, period=build.period(), by=hanh, at=AT)
    decide_extension(
        extension=Extension.objects.get(), granted=False, expires_on=None, reason="Không", by=hanh, at=AT, today=TODAY
    )
    assert (titles(hanh), agree(hanh)) == ([], True)


def test_those_who_read_are_told_who_is_late(sent_one, leader, member):
    expected = [("19 xã, thị trấn quá hạn gửi kỳ tháng 9/2017", "Hạn gửi 20/9/2017, quá 5 ngày")]
    assert (titles(leader), titles(member), desk_of(leader, TODAY).count) == (expected, expected, 0)
    assert titles(leader, dt.date(2017, 9, 20)) == []


def test_the_menu_counts_the_work_and_names_the_period(sent_one, sign_in, hanh):
    past_months_locked(hanh)
    page = sign_in("chau").get("/viec-cua-toi/").content.decode()
    assert '<span class="count">1<span class="visually-hidden"> việc</span></span>' in page
    assert "Kỳ tháng 9/2017 đang mở, hạn chốt 30/9/2017" in page
    assert '<span class="count">' not in sign_in("tan").get("/viec-cua-toi/").content.decode()


def test_a_day_without_a_period_names_none(district, hanh, settings, sign_in):
    assert desk_of(hanh, TODAY).period == ""
    build.locked("thang-9-2017", by=hanh, day="2017-09-30")
    assert desk_of(hanh, dt.date(2017, 9, 30)).period == "Kỳ tháng 9/2017 đã chốt"


@pytest.mark.parametrize("places", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_sheets(places, sign_in, django_assert_num_queries, district):
    for commune in build.home_communes(places):
        build.sent(commune, build.user(role="COMMUNE_SECRETARY", unit=commune))
    browser = sign_in("hanh")
    browser.get("/viec-cua-toi/")
    with django_assert_num_queries(39):
        browser.get("/viec-cua-toi/")


def asked_for_the_menu(user) -> int:
    """How many queries the menu costs this person beside the name of the state."""
    with CaptureQueriesContext(connection) as asked:
        found = desk(user)
    return len(asked) - 1 if found.count else pytest.fail("there is work to count")


def test_the_menu_asks_again_only_when_the_work_has_changed(sent_one, xuan_chau, chau, hanh):
    """A figure moves the queue of departments alone; the work of all others stays as it was counted."""
    past_months_locked(hanh)
    assert asked_for_the_menu(hanh) > 0
    assert asked_for_the_menu(hanh) == 0
    build.record(xuan_chau, build.row("15.1", 90, 100, stage=Stage.SELF), by=chau)
    assert asked_for_the_menu(hanh) == 0
    build.extension(xuan_chau, chau)
    assert asked_for_the_menu(hanh) > 0


def test_the_menu_of_a_department_follows_the_figures(sent_one, xuan_tan, officer, lao_dong):
    assert desk(lao_dong).count == 1
    build.record(xuan_tan, build.row("11", 40, 2470, source_document="Sổ"), by=lao_dong)
    assert desk(lao_dong).count == 0


def test_the_menu_follows_a_new_role(sent_one, hanh):
    assert desk(hanh).count > 0
    hanh.role = Role.LEADERSHIP
    assert desk(hanh).count == 0


def test_nothing_is_offered_to_tick_where_no_sheet_waits(xuan_tan, tan, hanh, sign_in):
    build.period()
    empty = sign_in("hanh").get(BOARD).content.decode()
    assert ("Không có phiếu nào chờ tiếp nhận." in empty, "Tiếp nhận phiếu đã chọn" in empty) == (True, False)
    build.sent(xuan_tan, tan)
    assert "Tiếp nhận phiếu đã chọn" in sign_in("hanh").get(BOARD).content.decode()
