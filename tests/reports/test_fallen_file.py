"""Suy giảm as Excel: the falls cell by cell as the page shows them its reader, its warnings, its levels."""

import datetime as dt
import html
import re

import pytest

from tests import build
from tests.criteria.test_setting_actions import choose
from tests.directives.fallen import say, tell_of_falls
from tests.directives.test_set_changes import both_sets  # noqa: F401
from tests.directives.test_set_changes import say as say_of_set
from tests.reports.view_files import book_of, link_on, links_of, list_rows, lists_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fallen(xuan_tan, xuan_chau, hanh, tan):
    tell_of_falls(xuan_tan, xuan_chau, hanh, tan)


def fallen_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, unit, face, was, was_letter, has, has_letter, kind, on, heads, cause, measure, due, who, state = row
    pair = " ".join(filter(None, (was, was_letter, has_letter, has, f"{kind}, {on}")))
    return [unit, face, pair, heads, cause, f"{measure} hạn {due}, {who}" if due else measure, state]


FALLEN_STATES = [
    "", "?xa=xuan-tan", "?tc=15&loai=mat-dat", "?tt=cho-xem-xet", "?luc=trong-ky&so_voi=2017-09-15",
    "?den=2017-09-15", "?den=2017-09-22&biet_den=2017-09-18", "?loai=gi-do",
]  # fmt: skip


@pytest.mark.parametrize("state", FALLEN_STATES)
@pytest.mark.parametrize("who", ["hanh", "tan", "chau", "lao_dong", "front"])
def test_the_file_of_falls_holds_what_its_reader_sees(who, state, sign_in, fallen, request):
    if who == "lao_dong":
        request.getfixturevalue("lao_dong")
    browser = sign_in(who)
    page = browser.get(f"/suy-giam/{state}")
    shown = [row for table in lists_of(page) for row in table if len(row) == 7]
    heads = re.findall(r'<h2 id="h-(?:mo|phuc-hoi|muc|bo|khep)">([^<]*)</h2>', page.content.decode())
    if not link_on(page):
        assert (shown, browser.get(f"/suy-giam.xlsx{state}").status_code) == ([], 302)
        return
    rows = list_rows(book_of(browser.get(link_on(page)))["Suy giảm"])
    if shown:
        assert [fallen_row(row) for row in rows if len(row) > 1] == shown
        assert [row[0].partition(":")[0] for row in rows if len(row) == 1] == heads
    else:
        assert rows == [["Không có trường hợp suy giảm nào."]]


def test_figures_and_days_of_a_fall_are_figures_and_days(sign_in, fallen):
    sheet = book_of(sign_in("hanh").get("/suy-giam.xlsx?tc=15&tt=cho-tra-loi"))["Suy giảm"]
    (row,) = (row for row in sheet.iter_rows() if row[0].value == 1 and row[1].value == "Xuân Châu")
    assert [(cell.value, cell.number_format) for cell in (row[3], row[5], row[8])] == [
        (90, '0.00"%"_)'), (80, '0.00"%"_)'), (dt.datetime.combine(dt.date(2017, 9, 16), dt.time()), "dd/m/yyyy"),
    ]  # fmt: skip
    assert (row[4].value, row[6].value) == ("Đ", "C")


def test_warnings_and_levels_have_sheets_of_their_own(sign_in, fallen, xuan_tan, xuan_chau, hanh):
    numbers = ("1.1", "3.2", "4.1", "6.1", "8.1", "19.2")
    build.record(xuan_tan, *(build.row(n, assessed_on="2017-09-20", declared="NOT_MET") for n in numbers), by=hanh)
    build.recognition(xuan_tan)
    choose(hanh, value=6)
    say(xuan_chau, "2017-01-10", "MET", hanh)
    browser = sign_in("hanh")
    page = browser.get("/suy-giam/")
    book = book_of(browser.get("/suy-giam.xlsx"))
    assert book.sheetnames == ["Suy giảm", "Có nguy cơ", "Mức cảnh báo"]
    listed = re.search(r'<ul class="changes">(.*?)</ul>', page.content.decode(), re.S)[1]
    listed = re.sub(r'<span class="visually-hidden">.*?</span>', "", listed)
    told = (" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in listed.split("</li>"))
    said = [row.replace(" :", ":") for row in told if row]
    risks = [row for row in list_rows(book["Có nguy cơ"]) if len(row) > 1]
    assert [
        f"{unit}, {face} {letter} {why}" if letter else f"{unit}: {why} {face}" for _, unit, face, letter, why in risks
    ] == said
    ((unit, failing, level, recognised),) = lists_of(page)[-1]
    ((_, *told),) = list_rows(book["Mức cảnh báo"])
    assert [told[0], f"{told[1]}/{told[2]} tiêu chí chưa đạt: {told[3]}", *told[4:]] == [
        unit, failing, level, recognised,
    ]  # fmt: skip
    assert "chưa có hiệu lực vào ngày đang xem. Các mức: từ 50%" in words_of(book["Mức cảnh báo"])
    assert "huyện cũng chạm mức cảnh báo." in words_of(book["Mức cảnh báo"])


def test_what_a_new_set_took_stands_in_its_own_part(both_sets, xuan_tan, hanh, sign_in):  # noqa: F811
    say_of_set(xuan_tan, both_sets[0], dt.date(2017, 8, 1), "MET", hanh)
    browser = sign_in("hanh")
    assert list_rows(book_of(browser.get(link_on(browser.get("/suy-giam/"))))["Suy giảm"]) == [
        ["Do bộ tiêu chí mới (1): đủ tiêu chí của bộ cũ, chưa đủ của bộ mới; không tính trách nhiệm người đứng đầu"],
        ["1", "Xuân Tân", "từ 1/1 theo QĐ 1/QĐ-CU còn 0/1 theo QĐ 2/QĐ-MOI, 10/9/2017", *[""] * 12],
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("", "kỳ so sánh từ 28/8/2017"),
        (
            "?xa=xuan-tan&tc=15&loai=mat-dat&tt=cho-xem-xet&luc=trong-ky",
            "kỳ so sánh từ 28/8/2017, đơn vị Xuân Tân, tiêu chí 15 Y tế, đạt xuống mức thấp hơn, chờ xem xét, "
            "suy giảm sau 28/8/2017",
        ),
        (
            "?den=2017-09-22&biet_den=2017-09-23",
            "theo số liệu đã ghi đến hết ngày 23/9/2017, kỳ so sánh từ 28/8/2017",
        ),
    ],
)
def test_the_heading_names_the_filter(state, said, sign_in, fallen):
    book = book_of(sign_in("hanh").get(f"/suy-giam.xlsx{state}"))
    assert f"{said})" in words_of(book["Suy giảm"])
    assert book.properties.subject.endswith(said)


def test_a_department_is_told_that_it_sees_its_own_indicators(lao_dong, sign_in, fallen):
    words = words_of(book_of(sign_in("lao_dong").get("/suy-giam.xlsx"))["Suy giảm"])
    assert f"chỉ tiêu do {lao_dong.department.name} phụ trách)" in words


def test_a_wrong_day_leads_back_to_the_page(sign_in, fallen):
    assert sign_in("hanh").get("/suy-giam.xlsx?den=31/9/2017&tc=15").url == "/suy-giam/?tc=15"


def test_a_line_leads_to_its_page_through_the_dates_of_the_list(sign_in, fallen):
    sheet = book_of(sign_in("hanh").get("/suy-giam.xlsx?den=2017-09-24&xa=xuan-tan"))["Suy giảm"]
    assert links_of(sheet) == ["http://testserver/suy-giam/xuan-tan/15.2/2017-09-14/?den=2017-09-24"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    assert (cell.value, cell.font.u) == (1, "single")
    assert "Bấm số thứ tự để mở trường hợp trong cổng." in words_of(sheet)
