"""Báo cáo đã phát hành, Kế hoạch and Trách nhiệm as Excel, cell by cell as the pages show them."""

import html
import re
import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.enums import Post
from communes.models import Unit
from criteria.enums import Stage
from ntm_portal.kept import forget_readings
from reports.tables import plans_paper
from reports.views import issued
from tests import build
from tests.reports import issues, package
from tests.reports.test_heads import busy
from tests.reports.view_files import book_of, link_on, links_in, links_of, list_rows, lists_of, words_of
from tests.reports.writer import leaves, office_at, pages

pytestmark = pytest.mark.django_db
A3, A4 = (1191, 842), (842, 595)
ISSUED, PLANS, HEADS = "/bao-cao/da-phat-hanh", "/ke-hoach", "/trach-nhiem"


# --- Báo cáo đã phát hành -----------------------------------------------------------------------


@pytest.fixture
def sent(hanh, district, xuan_tan):
    """A report with a figure recorded later, one that was taken back, one that another replaced."""
    first = issues.issued(hanh, clocks=issues.known("2017-09-20"), note="Gửi kèm")
    build.record(xuan_tan, build.row("15.1", 90, 100, assessed_on="2017-09-15"), by=hanh, at=build.moment("2017-09-22"))
    issues.withdrawn(issues.issued(hanh, "46/BC-VPĐP"), hanh)
    issues.issued(hanh, "48/BC-VPĐP", replaces=first, replace_reason="Sai số liệu BHYT")


def issued_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, title, number, on, as_of, signer, issuer, by, *later, files = row
    name, _, gone = title.partition(" (")
    title = f"{name} {gone.removesuffix(')').replace(', ', ' ')}".strip()
    told = [f"{count.zfill(2)} số liệu" if count != "0" else "không" for count in later]
    return [title, f"{number}, {on}", as_of, f"{signer} {issuer}", by, *told, files.replace(", ", " ")]


ISSUED_STATES = [
    "", "?q=46", "?loai=MONTH&bieu=bieu-03", "?tinh_trang=da-thu-hoi", "?nguoi_ky=Người ký thử", "?tu=26/9/2017",
    "?tu=1/9/2017&toi=25/9/2017", "?loai=GI-DO",
]  # fmt: skip


@pytest.mark.parametrize("state", ISSUED_STATES)
@pytest.mark.parametrize("who", ["hanh", "party_office", "front", "tan"])
def test_the_file_of_issued_reports_holds_what_its_reader_sees(who, state, sign_in, sent):
    browser = sign_in(who)
    page = browser.get(f"{ISSUED}/{state}")
    shown = [row for table in lists_of(page) for row in table]
    if not shown:
        assert (link_on(page), browser.get(f"{ISSUED}.xlsx{state}").status_code) == ("", 302)
        return
    answer = browser.get(link_on(page))
    sheet = book_of(answer)["Đã phát hành"]
    assert [issued_row(row) for row in list_rows(sheet)] == shown
    assert {link.removeprefix("http://testserver") for link in links_of(sheet)} <= set(links_in(page))
    assert package.faults(answer.content) == []


def test_the_heading_of_issued_reports_says_what_was_asked(sign_in, sent):
    asked = "?q=48&loai=MONTH&bieu=bieu-03&tinh_trang=con-hieu-luc&nguoi_ky=Người ký thử&tu=01/9/2017&toi=30/9/2017"
    words = words_of(book_of(sign_in("hanh").get(f"{ISSUED}.xlsx{asked}"))["Đã phát hành"])
    assert (
        "(Số liệu tính đến ngày 25/9/2017, có từ “48”, loại báo cáo tháng, Biểu 03, còn hiệu lực, "
        "người ký Người ký thử, báo cáo từ ngày 01/9/2017, báo cáo đến ngày 30/9/2017)"
    ) in words


def test_a_wrong_day_leads_back_to_the_list(sign_in, sent):
    browser = sign_in("hanh")
    assert browser.get(f"{ISSUED}.xlsx?tu=31/9/2017&q=46").url == f"{ISSUED}/?q=46"
    assert link_on(browser.get(f"{ISSUED}/?tu=31/9/2017&q=46")) == f"{ISSUED}.xlsx?q=46"


def test_the_file_holds_every_page_of_the_issued_reports(sign_in, sent, monkeypatch):
    monkeypatch.setattr(issued, "PAGE", 1)
    browser = sign_in("hanh")
    page = browser.get(f"{ISSUED}/?trang=2")
    assert (len(lists_of(page)[0]), len(list_rows(book_of(browser.get(link_on(page))).active))) == (1, 3)


# --- Kế hoạch hoàn thiện ------------------------------------------------------------------------


@pytest.fixture
def planned(xuan_tan, xuan_chau, officer, chau, tan):
    """Xuân Tân: a late plan of 11, 15.1 without one, a plan of a whole criterion that ended; Xuân Châu: a draft."""
    for unit, by, number, figure in (
        (xuan_tan, officer, "15.1", 80),
        (xuan_tan, officer, "11", 9),
        (xuan_chau, chau, "15.1", 70),
    ):
        build.record(unit, build.row(number, figure, 100, "2017-09-20", Stage.SELF), by=by)
    build.running(xuan_tan, officer, tan, build.step_line(is_priority=True), number="11")
    build.plan(xuan_chau, chau, number="15.1")


def plan_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, place, subject, letter, goal, done, reach_by, next_on, state = row
    subject = subject.replace(" (cả", " cả").removesuffix(")")
    return [place, f"{letter} {subject}", goal, f"{done}%", reach_by, next_on, state.replace("; ", " ")]


PLAN_STATES = [
    "", "?loc=qua-han", "?loc=cho-duyet", "?loc=da-xong", "?xa=xuan-tan&tc=11", "?xa=xa-la", "?tc=abc&loc=gi-do",
]  # fmt: skip


@pytest.mark.parametrize("state", PLAN_STATES)
@pytest.mark.parametrize("who", ["hanh", "leader", "lao_dong"])
def test_the_file_of_plans_holds_what_its_reader_sees(who, state, sign_in, planned, request):
    if who == "lao_dong":
        request.getfixturevalue("lao_dong")
    browser = sign_in(who)
    page = browser.get(f"{PLANS}/{state}")
    tables = lists_of(page)
    answer = browser.get(link_on(page))
    book = book_of(answer)
    communes, shown = tables[0], [row for table in tables for row in table if len(row) == 7]
    assert [dashed(row[1:]) for row in list_rows(book["Các xã"])] == communes
    rows = list_rows(book["Kế hoạch"])
    assert [plan_row(row) for row in rows] == shown if shown else rows == [[plans_paper.NO_PLAN]]
    late = [row for table in tables[1:] for row in table if len(row) == 6]
    assert [row[1:] for row in late_rows(book)] == late
    assert {browser.get(href).status_code for sheet in book for href in links_of(sheet)} == {200}
    assert package.faults(answer.content) == []


def late_rows(book) -> list[list[str]]:
    """The late measures as the page writes them; no sheet where none is late."""
    found = list_rows(book["Giải pháp quá hạn"]) if "Giải pháp quá hạn" in book.sheetnames else []
    return [[at, place, measure.replace(" (ưu tiên)", " ưu tiên"), *more] for at, place, measure, *more in found]


def test_the_heading_of_plans_says_what_was_asked_and_a_commune_is_led_to_its_own(sign_in, planned):
    browser = sign_in("hanh")
    assert (
        link_on(browser.get(f"{PLANS}/?loc=qua-han&xa=xuan-tan&tc=11")) == f"{PLANS}.xlsx?loc=qua-han&xa=xuan-tan&tc=11"
    )
    book = book_of(browser.get(f"{PLANS}.xlsx?loc=qua-han&xa=xuan-tan&tc=11"))
    assert "(Số liệu tính đến ngày 25/9/2017, kế hoạch: quá hạn, đơn vị Xuân Tân, tiêu chí 11)" in words_of(
        book["Kế hoạch"]
    )
    assert "(Số liệu tính đến ngày 25/9/2017, đơn vị Xuân Tân, tiêu chí 11)" in words_of(book["Giải pháp quá hạn"])
    assert "(Số liệu tính đến ngày 25/9/2017)" in words_of(book["Các xã"])
    assert sign_in("tan").get(f"{PLANS}.xlsx").url == f"{PLANS}/xuan-tan/"


# --- Trách nhiệm người đứng đầu -----------------------------------------------------------------


@pytest.fixture
def judged(xuan_chau, hanh):
    """In Xuân Châu the chairman changed, 19.2 fell, and a task was kept."""
    build.appointment(xuan_chau, Post.CHAIR, "Người trước", valid_to=build.date("2017-09-07"))
    build.appointment(xuan_chau, Post.CHAIR, "Người sau", valid_from=build.date("2017-09-08"))
    busy([xuan_chau], hanh)


def commune_row(row: list[str]) -> list[str]:
    """What one line of the file reads like on the page."""
    _, name, secretary, chair, met, required, change, *counts = row
    return [name, secretary, chair, f"{met}/{required}", change.replace("0", "-"), *dashed(counts)]


def department_row(row: list[str]) -> list[str]:
    _, name, heads, led, met, every, change, *counts = row
    cells = f"{met}/{every}" if every != "-" else "-"
    return [name, heads, *dashed([led]), cells, change.replace("0", "-"), *dashed(counts)]


def dashed(counts: list[str]) -> list[str]:
    return [count if count != "0" else "-" for count in counts]


def unmarked(change: str) -> str:
    """A change of the page without its arrow and with the sign of the file."""
    return change.removeprefix("▲ ").removeprefix("▼ ").removeprefix("+")


@pytest.mark.parametrize(
    "state",
    ["", "?xep=suy-giam", "?xep=tieu-chi&ky=thang-9-2017", "?ky=thang-7-2017", "?den=2017-09-10&biet_den=2017-09-12"],
)
@pytest.mark.parametrize("who", ["party_office", "member"])
def test_the_file_of_heads_holds_what_its_reader_sees(who, state, sign_in, judged):
    browser = sign_in(who)
    page = browser.get(f"{HEADS}/{state}")
    communes, *departments = lists_of(page)
    answer = browser.get(link_on(page))
    book = book_of(answer)
    for row in (*communes, *(row for table in departments for row in table)):
        row[4] = unmarked(row[4])
    assert [commune_row(row) for row in list_rows(book["Người đứng đầu"])] == communes
    if departments:
        assert [department_row(row) for row in list_rows(book["Phòng ban"])] == departments[0]
    hrefs = re.findall(r'<th scope="row" class="strong[^"]*"><a class="plain" href="([^"]+)"', page.text)
    assert [link for sheet in book for link in links_of(sheet)] == [
        f"http://testserver{html.unescape(href)}" for href in hrefs
    ]
    assert package.faults(answer.content) == []


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("", "25/9/2017, kỳ từ Chỉ thị 28/8/2017: từ 28/8/2017 đến hết 25/9/2017, so với cuối ngày 28/8/2017)"),
        (
            "?ky=thang-9-2017&den=2017-09-20&biet_den=2017-09-22&xep=bao-cao-cham",
            "20/9/2017; theo số liệu đã ghi đến hết ngày 22/9/2017, kỳ tháng 9/2017: từ 01/9/2017 đến hết 20/9/2017, "
            "so với cuối ngày 31/8/2017, xếp theo báo cáo chậm)",
        ),
    ],
)
def test_the_heading_of_heads_names_period_knowledge_and_order(state, said, sign_in, judged):
    book = book_of(sign_in("party_office").get(f"{HEADS}.xlsx{state}"))
    assert f"(Số liệu tính đến ngày {said}" in words_of(book["Người đứng đầu"])


def test_a_member_reads_in_the_file_that_his_own_communes_stand_on_top(sign_in, member, xuan_tan):
    member.officer = build.appointment(xuan_tan, Post.ASSIGNED_MEMBER, name=member.full_name).officer
    member.save()
    sheet = book_of(sign_in("member").get(f"{HEADS}.xlsx"))["Người đứng đầu"]
    assert list_rows(sheet)[0][1] == "Xuân Tân"
    assert "các xã được phân công phụ trách ở trên)" in words_of(sheet)


def test_who_may_not_compare_heads_takes_no_file_of_them(sign_in):
    assert sign_in("tan").get(f"{HEADS}.xlsx").url == f"{HEADS}/xuan-tan/"
    assert sign_in("front").get(f"{HEADS}.xlsx").status_code == 404
    browser = sign_in("party_office")
    assert browser.get(f"{HEADS}.xlsx?ky=khong-co").status_code == 404
    assert browser.get(f"{HEADS}.xlsx?den=31/9/2017&xep=suy-giam").url == f"{HEADS}/?xep=suy-giam"


# --- All three ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [PLANS, HEADS])
def test_a_district_without_communes_has_no_file(path, sign_in, party_office):
    over = build.date("2017-09-24")
    Unit.objects.filter(parent=party_office.unit, valid_from__lte=over, valid_to__gt=over).update(valid_to=over)
    browser = sign_in("party_office")
    assert (link_on(browser.get(f"{path}/")), browser.get(f"{path}.xlsx").url) == ("", f"{path}/")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "cost"), [(ISSUED, 8), (PLANS, 8), (HEADS, 52)])
def test_a_file_costs_the_same_for_any_number_of_lines(path, cost, rows, hanh, officer, tan, sign_in):
    for number, unit in enumerate(build.home_communes(rows), 1):
        issues.issued(hanh, f"{number}/BC-VPĐP")
        build.record(unit, build.row("15.1", 80, 100, "2017-09-20"), by=hanh)
        busy([unit], hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(f"{path}.xlsx").status_code == 200
    assert len(captured) == cost


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: workbooks are not tried")
def test_another_program_prints_them(sign_in, sent, planned, judged, tmp_path):
    browser, office = sign_in("hanh"), office_at(tmp_path)
    for path, name, sheets, said in (
        (ISSUED, "BaoCaoDaPhatHanh", [A4], "48/BC-VPĐP"),
        (PLANS, "KeHoach", [A4, A4, A4[::-1]], "11 Hộ nghèo đa chiều"),
        (HEADS, "NguoiDungDau", [A3, A4], "Người sau"),
    ):
        answer = browser.get(f"{path}.xlsx")
        assert answer.headers["Content-Disposition"].endswith(f'"{name}_XuanTruong_2017-09-25.xlsx"')
        pdf = office(answer.content, "pdf")
        assert (pages(pdf), said in leaves(pdf, tmp_path)[0]) == (sheets, True)
