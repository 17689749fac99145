"""Kiểm tra, Kiến nghị and Sổ văn bản as Excel, cell by cell as the page shows them; what all list files share."""

import re
import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.actions.documents import add_document
from directives.actions.inspection_requests import accept_request, answer_request
from directives.actions.inspections import cancel_visit
from directives.enums import DocumentKind, RequestAct
from directives.models import Directive, Dissemination, Obligation, PartyBody
from directives.views import inspection_requests, inspections
from ntm_portal.kept import forget_readings
from tests import build
from tests.directives import visits, work
from tests.directives.fallen import lose, tell_of_falls
from tests.directives.test_moved_visits import moved
from tests.reports import package
from tests.reports.view_files import book_of, link_on, links_in, links_of, list_rows, lists_of, words_of
from tests.reports.writer import leaves, office_at, pages

pytestmark = pytest.mark.django_db
A3, A4 = (1191, 842), (842, 595)
TODAY = build.date("2017-09-25")


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
    off = visits.planned(xuan_chau, hanh, on="2017-09-27", at="2017-09-20")
    cancel_visit(inspection=off, words="Mưa bão", by=hanh, at=build.moment("2017-09-25"))


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
    shown = [row for table in lists_of(page) for row in table]
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
    shown = [row for table in lists_of(page) for row in table]
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
        assert len(lists_of(page)[0]) == 1
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
    shown = [row for table in lists_of(page) for row in table]
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


@pytest.fixture
def fallen(xuan_tan, xuan_chau, hanh, tan):
    tell_of_falls(xuan_tan, xuan_chau, hanh, tan)


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


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("suy-giam", "SuyGiam_XuanTruong_2017-09-25"),
        ("kiem-tra", "KiemTra_XuanTruong_2017-09-25"),
        ("kien-nghi", "KienNghi_XuanTruong_2017-09-25"),
        ("van-ban", "SoVanBan_XuanTruong_2017-09-25"),
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
