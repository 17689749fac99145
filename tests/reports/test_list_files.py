"""Suy giảm, Kiểm tra, Kiến nghị and Sổ văn bản as Excel: cell by cell what the page shows its reader."""

import datetime as dt
import html
import re
import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.actions.documents import add_document
from directives.actions.inspection_requests import accept_request, answer_request
from directives.enums import DocumentKind, RequestAct
from directives.models import Directive, Dissemination, Obligation, PartyBody
from directives.views import inspection_requests, inspections
from ntm_portal.kept import forget_readings
from tests import build
from tests.criteria.test_setting_actions import choose
from tests.directives import visits, work
from tests.directives.fallen import answered, lose, say
from tests.directives.test_moved_visits import moved
from tests.directives.test_set_changes import both_sets  # noqa: F401
from tests.directives.test_set_changes import say as say_of_set
from tests.reports import package
from tests.reports.view_files import book_of, links_of, list_rows, page_tables
from tests.reports.writer import leaves, office_at, pages

pytestmark = pytest.mark.django_db
A3, A4 = (1191, 842), (842, 595)
TODAY = build.date("2017-09-25")


def tables(response) -> list[list[list[str]]]:
    """The rows of the lists of a page, without their heads."""
    return [table[1:] for table in page_tables(response)]


def link_on(page) -> str:
    """Where the page leads to its file; nothing where it does not."""
    found = re.findall(r'href="(/[a-z-]+\.xlsx[^"]*)"', page.content.decode())
    return html.unescape(found[0]) if found else ""


def links_in(page) -> list[str]:
    """Where the rows of the list of a page lead, from the top down."""
    rows = page.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    return re.findall(r'<a [^>]*href="([^"]+)"', rows)


def words_of(sheet) -> str:
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


# --- Suy giảm -------------------------------------------------------------------------------


@pytest.fixture
def fallen(xuan_tan, xuan_chau, hanh, tan):
    """A word that was answered, a figure nobody answered for, one that came back, and two warnings."""
    build.appointment(xuan_tan, "CHAIR", "Nguyễn Văn A")
    answered(lose(xuan_tan, hanh), tan)
    for day, part in (("2017-08-20", 90), ("2017-09-16", 80)):
        build.record(xuan_chau, build.row("15.1", part, 100, day), by=hanh)
    for day, poor in (("2017-08-01", 40), ("2017-09-14", 90)):
        build.record(xuan_chau, build.row("11", poor, 2470, day), by=hanh)
    lose(xuan_chau, hanh, number="19.2")
    say(xuan_chau, "2017-09-20", "MET", hanh, "19.2")
    for day, part in (("2017-07-31", 88), ("2017-09-20", 86)):
        build.record(xuan_tan, build.row("15.1", part, 100, day), by=hanh)


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
    shown = [row for table in tables(page) for row in table if len(row) == 7]
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
    ((unit, failing, level, recognised),) = tables(page)[-1]
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


# --- Kiểm tra, giám sát -----------------------------------------------------------------------


@pytest.fixture
def visited(xuan_tan, xuan_chau, hanh, front, tan):
    """A visit with one request done and one overdue, one that was moved, one of the Front, one called off."""
    signed = visits.signed(xuan_tan, hanh, due="2017-09-22", requests=2)
    first = signed.requests.first()
    given = {"by": tan, "at": build.moment("2017-09-21"), "today": TODAY}
    answer_request(request=first, act=RequestAct.FINISH, words="Đã phân công", upload=build.upload(), **given)
    first.refresh_from_db()
    accept_request(request=first, words="", by=hanh, at=build.moment("2017-09-22"), today=TODAY)
    moved(visits.planned(xuan_chau, hanh, on="2017-09-26", at="2017-09-20"), hanh)
    visits.signed(xuan_chau, front, on="2017-09-21", due="2017-10-10", kind="OVERSIGHT", team_name="MTTQ huyện")
    visits.planned(xuan_chau, hanh, on="2017-09-27", at="2017-09-20")


def visit_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, on, when, unit, team, told, state, done, left, due = row
    planned, _, from_day = when.partition("; ")
    requests = ", ".join([f"{done} xong"] * (done != "0") + [f"{left} chưa xong"] * (left != "0"))
    day = " ".join(filter(None, (planned, on, from_day)))
    return [day, unit, team, told, state, requests or "không có", due]


VISIT_STATES = [
    "",
    "?xa=xuan-tan",
    "?loai=oversight",
    "?buoc=planned",
    "?loc=qua-han",
    "?loai=gi-do&loc=x",
    "?xa=xa-la",
]


@pytest.mark.parametrize("state", VISIT_STATES)
@pytest.mark.parametrize("who", ["hanh", "tan", "chau", "front", "lao_dong"])
def test_the_file_of_visits_holds_what_its_reader_sees(who, state, sign_in, visited, request):
    if who == "lao_dong":
        request.getfixturevalue("lao_dong")
    browser = sign_in(who)
    page = browser.get(f"/kiem-tra/{state}")
    shown = [row for table in tables(page) for row in table]
    if not shown:
        asked = state if "gi-do" not in state else ""
        assert (link_on(page), browser.get(f"/kiem-tra.xlsx{state}").url) == ("", f"/kiem-tra/{asked}")
        return
    sheet = book_of(browser.get(link_on(page)))["Kiểm tra"]
    assert [visit_row(row) for row in list_rows(sheet)] == shown
    hrefs = re.findall(r'<th scope="row" class="strong"><a class="plain" href="([^"]+)"', page.content.decode())
    assert links_of(sheet) == [f"http://testserver{href}" for href in hrefs]
    assert {browser.get(href).status_code for href in hrefs} == {200}


def test_the_heading_and_the_notes_of_visits_say_what_was_asked_and_who_was_visited(sign_in, visited):
    browser = sign_in("hanh")
    words = words_of(book_of(browser.get("/kiem-tra.xlsx?xa=xuan-chau&loai=oversight&buoc=signed"))["Kiểm tra"])
    assert "(Số liệu tính đến ngày 25/9/2017, đơn vị Xuân Châu, loại giám sát, trạng thái đã ký biên bản)" in words
    assert "Từ 28/8/2017 (chỉ thị): đã kiểm tra 2/20 đơn vị. Chưa kiểm tra: " in words
    assert "Theo tháng: tháng 9/2017 02 đợt: Xuân Tân, Xuân Châu." in words
    words = words_of(book_of(browser.get("/kiem-tra.xlsx?loc=qua-han"))["Kiểm tra"])
    assert "(Số liệu tính đến ngày 25/9/2017, có kiến nghị quá hạn)" in words
    words = words_of(book_of(sign_in("tan").get("/kiem-tra.xlsx"))["Kiểm tra"])
    assert "CÁC ĐỢT KIỂM TRA, GIÁM SÁT TẠI XÃ XUÂN TÂN" in words
    assert "đơn vị." not in words


# --- Kiến nghị --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("", "chưa xong"), ("?loc=qua-han", "quá hạn"), ("?loc=cho", "chờ chấp nhận"), ("?loc=tat-ca", "tất cả"),
        ("?loc=gi-do", "chưa xong"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("who", ["hanh", "tan", "chau", "front", "lao_dong"])
def test_the_file_of_requests_holds_what_its_reader_sees(who, state, said, sign_in, visited, request):
    if who == "lao_dong":
        request.getfixturevalue("lao_dong")
    browser = sign_in(who)
    page = browser.get(f"/kien-nghi/{state}")
    shown = [row for table in tables(page) for row in table]
    if not shown:
        asked = "" if "gi-do" in state else state
        assert (link_on(page), browser.get(f"/kien-nghi.xlsx{state}").url) == ("", f"/kien-nghi/{asked}")
        return
    sheet = book_of(browser.get(link_on(page)))["Kiến nghị"]
    assert [row[1:] for row in list_rows(sheet)] == shown
    assert f"(Số liệu tính đến ngày 25/9/2017, kiến nghị: {said})" in words_of(sheet)
    assert sorted(links_of(sheet)) == sorted(f"http://testserver{href}" for href in links_in(page))


def test_the_file_holds_every_page_of_a_long_list(sign_in, visited, monkeypatch):
    monkeypatch.setattr(inspections, "PER_PAGE", 1)
    monkeypatch.setattr(inspection_requests, "PER_PAGE", 1)
    browser = sign_in("hanh")
    for path, count in (("kiem-tra", 4), ("kien-nghi", 2)):
        page = browser.get(f"/{path}/?trang=2")
        assert len(tables(page)[0]) == 1
        assert link_on(page) == f"/{path}.xlsx"
        assert len(list_rows(book_of(browser.get(f"/{path}.xlsx")).active)) == count


# --- Sổ văn bản -------------------------------------------------------------------------------


@pytest.fixture
def registered(hanh, xuan_tan, tan):
    """The register as it is loaded, a document with a text, one that was sent, and a plan with a signer."""
    work.ids(xuan_tan, tan, hanh)
    day = build.date("2017-09-01")
    made = add_document(
        kind=DocumentKind.PLAN, number="12-KH/UBND", issued_on=day, issuer="UBND huyện", signer="Nguyễn Văn Thử",
        summary="Kế hoạch thử về BHYT", scope="các xã", by=hanh,
    )  # fmt: skip
    Dissemination.objects.create(directive=made, body=PartyBody.objects.first(), sent_on=TODAY, sent_by=hanh)


def document_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, name, on, summary, issuer, tasks, confirmed, sent, text = row
    spread = f"{confirmed}/{sent}" if sent != "0" else "-"
    return [f"{name} ngày {on}", summary, issuer, "-" if tasks == "0" else tasks, spread, text]


@pytest.mark.parametrize(
    "state", ["", "?q=ke hoach thu", "?loai=PLAN", "?co_viec=1", "?q=30-NQ&loai=GI-DO", "?q=%01BHYT", "?q=khong-co"]
)
@pytest.mark.parametrize("who", ["hanh", "tan", "lao_dong"])
def test_the_file_of_the_register_holds_what_its_reader_sees(who, state, sign_in, registered, request):
    if who == "lao_dong":
        request.getfixturevalue("lao_dong")
    browser = sign_in(who)
    page = browser.get(f"/van-ban/{state}")
    shown = [row for table in tables(page) for row in table]
    if not shown:
        assert (link_on(page), browser.get(f"/van-ban.xlsx{state}").url) == ("", f"/van-ban/{state}")
        return
    answer = browser.get(link_on(page))
    sheet = book_of(answer)["Sổ văn bản"]
    assert [document_row(row) for row in list_rows(sheet)] == shown
    assert links_of(sheet) == [f"http://testserver{href}" for href in links_in(page)]
    assert package.faults(answer.content) == []


def test_the_heading_of_the_register_names_words_kind_and_tasks(sign_in, registered):
    browser = sign_in("hanh")
    words = words_of(book_of(browser.get("/van-ban.xlsx?q=chi+thi&loai=DIRECTIVE&co_viec=1"))["Sổ văn bản"])
    assert "(Số liệu tính đến ngày 25/9/2017, có từ “chi thi”, loại chỉ thị, có giao việc)" in words


# --- All four -----------------------------------------------------------------------------------

FILES = ("suy-giam", "kiem-tra", "kien-nghi", "van-ban")


def test_nothing_of_another_commune_is_in_any_file(sign_in, fallen, visited, registered):
    browser = sign_in("chau")
    for path in FILES:
        book = book_of(browser.get(f"/{path}.xlsx"))
        words = " ".join(words_of(sheet) + " ".join(links_of(sheet)) for sheet in book.worksheets)
        assert ("Xuân Tân" in words, "xuan-tan" in words) == (False, False)
        assert browser.get(f"/{path}.xlsx?xa=xuan-tan").status_code == (200 if path in FILES[2:] else 302)


def test_a_page_without_a_line_leads_to_no_file(sign_in):
    Obligation.objects.all().delete()
    Directive.objects.all().delete()
    browser = sign_in("hanh")
    for path in FILES:
        assert (link_on(browser.get(f"/{path}/")), browser.get(f"/{path}.xlsx").url) == ("", f"/{path}/")


def test_a_wrong_day_leads_back_to_the_page(sign_in, fallen):
    assert sign_in("hanh").get("/suy-giam.xlsx?den=31/9/2017&tc=15").url == "/suy-giam/?tc=15"


def test_a_line_leads_to_its_page_through_the_dates_of_the_list(sign_in, fallen):
    sheet = book_of(sign_in("hanh").get("/suy-giam.xlsx?den=2017-09-24&xa=xuan-tan"))["Suy giảm"]
    assert links_of(sheet) == ["http://testserver/suy-giam/xuan-tan/15.2/2017-09-14/?den=2017-09-24"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    assert (cell.value, cell.font.u) == (1, "single")
    assert "Bấm số thứ tự để mở trường hợp trong cổng." in words_of(sheet)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("suy-giam", "SuyGiam_XuanTruong_2017-09"),
        ("kiem-tra", "KiemTra_XuanTruong_2017-09"),
        ("kien-nghi", "KienNghi_XuanTruong_2017-09"),
        ("van-ban", "SoVanBan_XuanTruong_2017-09"),
    ],
)
def test_a_file_is_whole_named_and_set_up_to_be_read_and_printed(path, name, sign_in, fallen, visited, registered):
    answer = sign_in("hanh").get(f"/{path}.xlsx")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.xlsx"'
    assert package.faults(answer.content) == []
    book = book_of(answer)
    assert (book.properties.language, book.properties.category) == ("vi", "Nông thôn mới")
    for sheet in book.worksheets:
        first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "A")
        assert sheet.freeze_panes.endswith(str(first + 1))
        assert sheet.print_title_rows.endswith(f"${first}")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [("suy-giam", 26), ("kiem-tra", 7), ("kien-nghi", 4), ("van-ban", 3)])
def test_a_file_costs_the_same_for_any_number_of_lines(path, cost, rows, hanh, sign_in):
    for number, unit in enumerate(build.home_communes(rows)):
        lose(unit, hanh)
        visits.signed(unit, hanh, requests=rows)
        add_document(kind=DocumentKind.PLAN, number=f"{number}-KH", issued_on=TODAY, issuer="UBND huyện", by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(f"/{path}.xlsx").status_code == 200
    assert len(captured) == cost


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: workbooks are not tried")
def test_another_program_prints_them(sign_in, fallen, visited, registered, tmp_path):
    browser, office = sign_in("hanh"), office_at(tmp_path)
    pdf = office(browser.get("/suy-giam.xlsx").content, "pdf")
    assert pages(pdf) == [A3, A4]
    words = leaves(pdf, tmp_path)
    assert "CÁC LẦN SUY GIẢM KẾT QUẢ TRONG HUYỆN XUÂN TRƯỜNG" in words[0]
    assert "Trạm trưởng" in words[0]
    for path, said in (
        ("kiem-tra", "dời từ"), ("kien-nghi", "Việc thứ 2"), ("van-ban", "Kế hoạch số 12-KH/UBND"),
    ):  # fmt: skip
        pdf = office(browser.get(f"/{path}.xlsx").content, "pdf")
        assert (pages(pdf), said in leaves(pdf, tmp_path)[0]) == ([A4], True)
