"""Báo cáo định kỳ: the list, the report on screen, in print and as Word, and what a page costs."""

import datetime as dt
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from criteria.models import Finding
from ntm_portal.kept import forget_readings
from reports.docx.periodic import periodic_docx
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.periodic import REPORTERS, periodic_paper
from tests import build
from tests.directives import visits
from tests.directives.test_inspection_pages import text_of
from tests.reports import story
from tests.reports.periodic_cases import shipped_wording
from tests.reports.test_heads import MONTH
from tests.reports.word_files import opened

pytestmark = pytest.mark.django_db
LIST = "/bao-cao/dinh-ky/"
DIRECTIVE = "/bao-cao/dinh-ky/chi-thi/"
SEPTEMBER = "/bao-cao/dinh-ky/thang-9-2017/"


def words_of(content: bytes) -> str:
    """Everything a Word file says, tables included."""
    drawn = opened(content)
    cells = [cell.text for table in drawn.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in drawn.paragraphs), *cells])


def test_the_list_begins_with_the_directive_and_gives_each_report_its_days(district, sign_in):
    build.period()
    page = text_of(sign_in("party_office").get(LIST))
    assert "Chuyên đề: từ Chỉ thị 28/8/2017 25/9/2017 28/8/2017 -" in page
    assert "Tháng 9/2017 đang trong kỳ 25/9/2017 31/8/2017 30/9/2017" in page
    assert "Năm 2016" not in page


def test_the_report_says_the_same_on_screen_in_print_and_in_word(district, hanh, xuan_tan, sign_in):
    story.tell(district, hanh)
    visits.signed(xuan_tan, hanh)
    browser = sign_in("party_office")
    screen, printed = (text_of(browser.get(path)) for path in (DIRECTIVE, f"{DIRECTIVE}in/"))
    answer = browser.get(f"{DIRECTIVE}bao-cao.docx")
    said = words_of(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="BaoCao_ChiThi_XuanTruong_2017-09-25.docx"'
    for words in (
        "II. KẾT QUẢ THỰC HIỆN",
        "Chỉ tiêu 15.1 Người dân tham gia BHYT",
        "Tổ chức 01 cuộc kiểm tra, giám sát tại 01 xã (Xuân Tân).",
        "Kèm theo báo cáo: Biểu 03, Biểu 06, Biểu 10, Biểu 14.",
        "chỉ đạo./.",
        "-BC/VPHU",
        "CHÁNH VĂN PHÒNG",
    ):
        assert words in screen
        assert words in printed
        assert words in said
    assert said.count("./.") == 1


@pytest.mark.parametrize(
    ("issuer", "words"),
    [
        ("van-phong-huyen-uy", ["ĐẢNG CỘNG SẢN VIỆT NAM", "HUYỆN ỦY XUÂN TRƯỜNG", "-BC/VPHU", "Hướng dẫn 11-HD/VPTW"]),
        ("huyen-uy", ["ĐẢNG BỘ TỈNH NAM ĐỊNH", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Kính gửi: Ban Thường vụ Tỉnh ủy"]),
        ("van-phong-dieu-phoi", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "/BC-VPĐP", "Thông tư 01/2011/TT-BNV"]),
        ("phong-nong-nghiep", ["/BC-NN&amp;PTNT", "TRƯỞNG PHÒNG"]),
        ("ban-chi-dao", ["BAN CHỈ ĐẠO XÂY DỰNG NTM", "TM. BAN CHỈ ĐẠO"]),
    ],
)
def test_the_look_follows_the_family_of_the_issuer(issuer, words, district, sign_in):
    page = sign_in("party_office").get(f"{SEPTEMBER}in/?co_quan={issuer}").content.decode()
    assert [word for word in words if word not in page] == []


def test_each_side_sees_its_own_letterhead_first_and_the_address_keeps_the_choice(district, sign_in):
    assert "/BC-VPĐP" in sign_in("hanh").get(SEPTEMBER).content.decode()
    page = sign_in("party_office").get(f"{SEPTEMBER}?co_quan=huyen-uy").content.decode()
    assert "den=2017-09-25&amp;so_voi=2017-08-31&amp;co_quan=huyen-uy" in page


def test_the_dates_are_of_the_period_unless_others_are_typed(district, sign_in):
    browser = sign_in("hanh")
    assert "tính đến ngày 31/8/2017, so với ngày 31/7/2017" in text_of(browser.get("/bao-cao/dinh-ky/thang-8-2017/"))
    page = text_of(browser.get(f"{SEPTEMBER}?den=20/9/2017&so_voi=10/9/2017&biet_den=21/9/2017"))
    assert "đến ngày 20/9/2017, so với ngày 10/9/2017, theo số liệu đã ghi đến hết ngày 21/9/2017" in page


def test_a_wrong_day_is_said_at_its_field_and_what_was_typed_stays(district, sign_in):
    browser = sign_in("hanh")
    page = browser.get(f"{SEPTEMBER}?den=26/9/2017").content.decode()
    assert "Ngày này chưa đến, hôm nay là 25/9/2017." in page
    assert 'value="26/9/2017"' in page
    for path in ("in/", "bao-cao.docx"):
        assert browser.get(f"{SEPTEMBER}{path}?den=26/9/2017")["Location"] == f"{SEPTEMBER}?den=26%2F9%2F2017"


@pytest.mark.parametrize("code", ["thang-10-2017", "thang-13-2017", "khong-co"])
def test_a_period_that_has_not_begun_is_not_there(code, district, sign_in):
    assert sign_in("hanh").get(f"{LIST}{code}/").status_code == 404


def test_before_the_directive_the_report_names_none(district, hanh, sign_in):
    page = text_of(sign_in("hanh").get("/bao-cao/dinh-ky/thang-7-2017/"))
    assert "Văn phòng điều phối nông thôn mới huyện báo cáo kết quả xây dựng nông thôn mới tháng 7/2017" in page
    assert "quán triệt" not in page


def test_a_quarter_is_compared_with_the_same_day_of_the_year_before(district, hanh, xuan_tan, sign_in, settings):
    settings.PINNED_TODAY = dt.date(2018, 3, 25)
    story.leave_communes(district, story.TAN)
    path = "/bao-cao/dinh-ky/quy-1-2018/"
    assert "cùng kỳ" not in text_of(sign_in("hanh").get(path))
    build.record(xuan_tan, build.row("16", 10, 12, "2017-03-20"), by=hanh)
    assert "So với cùng kỳ năm trước (25/3/2017), số đơn vị đủ 19/19 tiêu chí giữ nguyên; bình quân giữ" in text_of(
        sign_in("hanh").get(path)
    )


def test_the_same_report_gives_the_same_bytes(district, hanh):
    story.tell(district, hanh)
    files = {
        periodic_docx(
            periodic_paper(Brief(district, story.PERIOD), MONTH, REPORTERS["van-phong-dieu-phoi"], shipped_wording())
        )
        for _ in range(2)
    }
    assert len(files) == 1
    assert zipfile.ZipFile(io.BytesIO(files.pop())).testzip() is None


def test_an_earlier_knowledge_gives_the_report_of_then(district, hanh, xuan_tan):
    story.leave_communes(district, story.TAN)
    build.record(xuan_tan, build.row("15.1", 7204, 8600, "2017-09-20"), by=hanh, at=build.moment("2017-09-21"))
    known = build.moment("2017-09-22")
    wrong = Finding.objects.get(unit=xuan_tan)
    later = build.row("15.1", 8000, 8600, "2017-09-20", corrects_id=wrong.pk, reason="Đếm lại")
    build.record(xuan_tan, later, by=hanh, at=build.moment("2017-09-24"))

    def said(known_at):
        brief = Brief(district, Period(dt.date(2017, 9, 25), dt.date(2017, 8, 31), known_at))
        paper = periodic_paper(brief, MONTH, REPORTERS["van-phong-huyen-uy"], shipped_wording())
        return next(line.text for line in paper.lines if line.slot == "chi-tieu_15-1")

    assert "83,77% (7.204/8.600)" in said(known)
    assert "93,02% (8.000/8.600)" in said(None)


@pytest.mark.parametrize("path", [LIST, DIRECTIVE, SEPTEMBER])
def test_a_page_costs_the_same_for_one_and_for_three_communes(path, district, hanh, sign_in):
    browser, costs = sign_in("party_office"), []
    story.tell(district, hanh)
    for codes in ((story.TOWN, story.TAN, story.CHAU), (story.TAN,)):
        story.leave_communes(district, *codes)
        forget_readings()
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        costs.append(len(queries))
    assert costs == [{LIST: 10, DIRECTIVE: 103, SEPTEMBER: 69}[path]] * 2
