"""The text of a report issued with its annexes: number, day and signer in it, frozen line by line and byte for byte."""

import lxml.html
import pytest

from ntm_portal import blobs
from reports.enums import PaperKind
from reports.models import IssuedReport
from reports.tables.adjusted import adjusted
from reports.tables.base import Signer
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.issued_text import issued_paper, period_called, periods_on
from reports.tables.remade import remade
from tests import build
from tests.reports import issues
from tests.reports.word_files import opened

pytestmark = pytest.mark.django_db
ISSUE = "/bao-cao/phat-hanh/?ky=thang-9-2017&bieu=bieu-03&den=2017-09-25&so_voi=2017-08-28"


def typed(district, **given):
    entered = {"issuer": "van-phong-dieu-phoi", "number": "45", "issued_on": "25/9/2017", "note": "", "seen": ""}
    return entered | {"signer": issues.signer(district).pk, "token": "mot"} | given


@pytest.fixture
def report(sign_in, district, xuan_tan, hanh):
    """A monthly report with one annex, issued on its page."""
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh, at=build.moment("2017-09-21"))
    sign_in("hanh").post(ISSUE, typed(district))
    return IssuedReport.objects.get()


def words_of(report):
    file = report.files.get(kind=PaperKind.WORD)
    document = opened(blobs.path_of(file.sha256).read_bytes())
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return file, "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_text_and_annexes_are_issued_together_with_number_day_and_signer(report):
    assert (report.title, report.period_code) == ("Báo cáo tháng 9/2017, kèm Biểu 03", "thang-9-2017")
    assert [form.code for form in report.forms.all()] == ["bao-cao", "bieu-03"]
    file, words = words_of(report)
    assert file.file_name == "BaoCao_XuanTruong_2017-09-25_so-45-BC-VPDP.docx"
    assert opened(blobs.path_of(file.sha256).read_bytes()).core_properties.comments == ""
    for said in ("Số: 45/BC-VPĐP", "Xuân Trường, ngày 25 tháng 9 năm 2017", "Người ký thử", "Biểu 03."):
        assert said in words
    assert "đã biết" not in words
    table = report.forms.get(code="bieu-03").content
    assert table["about"].startswith("(Kèm theo Báo cáo số 45/BC-VPĐP ngày 25/9/2017 của")


def test_every_line_of_the_text_is_kept_and_in_the_file(report, sign_in):
    _, words = words_of(report)
    content = report.forms.get(code="bao-cao").content
    lines = [row["cells"][1][0] for row in content["rows"] if row["kind"] == "data" and not row["name"]]
    assert len(lines) > 5
    for line in lines:
        assert all(part in words for part in line.split("\n"))
    page = sign_in("leader").get(report.href)
    assert page.context["chosen"].code == "bao-cao"
    assert "tep/word/" in page.text


def test_made_again_it_is_equal_whatever_was_written_since(report, xuan_tan, hanh, district):
    build.record(
        xuan_tan,
        build.row("15.1", 10, 100, assessed_on="2017-09-21"),
        by=hanh,
        at=build.moment("2017-09-26"),
        today="2017-09-26",
    )
    found = remade(report, issues.DRAW)
    assert (found.is_equal, [file.is_same for file in found.files]) == (True, [True, True])
    changed = {cell.difference.sheet for cell in adjusted(report, issues.TODAY).cells}
    assert changed == {"Báo cáo", "Biểu 03"}


def test_a_text_is_of_a_period_of_its_figures(district):
    names = [row.name for row in periods_on(district, build.date("2017-09-25"))]
    assert names == ["từ Chỉ thị 28/8/2017", "tháng 9/2017", "quý III/2017", "9 tháng đầu năm 2017", "năm 2017"]
    assert period_called("thang-8-2017", district, build.date("2017-09-25")) is None
    assert period_called("", district, build.date("2017-09-25")) is None
    assert periods_on(district, build.date("2017-07-31"))[0].name == "tháng 7/2017"


def test_the_page_offers_the_usual_annexes_and_shows_the_text(sign_in, district):
    page = sign_in("hanh").get("/bao-cao/phat-hanh/?ky=chi-thi")
    assert "Sẽ chốt: <b>báo cáo chữ từ Chỉ thị 28/8/2017, Biểu 03, 06, 10, 14</b>" in page.text
    assert page.context["table"].form.code == "bao-cao"
    assert "kind" not in page.context["form"].fields
    assert "UBND huyện" in str(page.context["form"]["issuer"])
    assert (
        "/bao-cao/phat-hanh/?den=2017-09-25&amp;so_voi=2017-08-31&amp;ky=thang-9-2017&amp;bieu=bieu-03&amp;bieu=bieu-06"
        in sign_in("hanh").get("/bao-cao/dinh-ky/thang-9-2017/").text
    )


SLOT = "/bao-cao/dinh-ky/thang-9-2017/ghi/"
REST = "lãnh đạo, chỉ đạo: phần ghi thêm; kết quả nổi bật; hạn chế khác"


def waiting(page) -> str:
    """What the page says of the text that is still open."""
    found = page.text.partition("Xem lại <a href=")[2].partition("</p>")[0]
    return " ".join(lxml.html.fromstring(f"<p>{found}</p>").text_content().split()) if found else ""


@pytest.mark.parametrize("shown", ["bao-cao", "bieu-03"])
def test_what_is_not_written_is_said_before_the_text_is_frozen(shown, sign_in, district):
    office = sign_in("hanh")
    office.post(f"{SLOT}viet-nguyen-nhan/", {"text": "Do thiếu người.", "basis": "", "seen": 0, "viec": "ghi"})
    office.post(f"{SLOT}viet-de-xuat/", {"text": "Xin vốn.", "basis": "", "seen": 0, "viec": "nhap"})
    office.post(f"{SLOT}gui-bao-cao/", {"text": "Câu khác.", "basis": "Câu cũ.", "seen": 0, "viec": "ghi"})
    said = waiting(office.get(f"{ISSUE}&xem={shown}"))
    assert f"Chưa viết: {REST}; nhiệm vụ, giải pháp; đề xuất, kiến nghị." in said
    assert "Còn nháp, chưa vào báo cáo: đề xuất, kiến nghị." in said
    assert said.startswith('"/bao-cao/dinh-ky/thang-9-2017/?den=2017-09-25&so_voi=2017-08-28"')


def test_forms_alone_have_nothing_to_be_written(sign_in, district):
    assert waiting(sign_in("hanh").get("/bao-cao/phat-hanh/?chon=1&bieu=bieu-03")) == ""


def test_a_text_alone_is_a_report_without_annexes(sign_in, district, hanh):
    sign_in("hanh").post("/bao-cao/phat-hanh/?chon=1&ky=quy-3-2017&den=2017-09-25", typed(district))
    report = IssuedReport.objects.get()
    assert (report.title, report.files.count()) == ("Báo cáo quý III/2017", 1)
    assert "Kèm theo" not in words_of(report)[1]
    assert remade(report, issues.DRAW).is_equal
    assert "ky=quy-3-2017" in sign_in("hanh").get(report.href).text


@pytest.mark.parametrize(
    ("issuer", "issued_on", "source"),
    [
        ("van-phong-dieu-phoi", "2020-03-04", "Thông tư 01/2011/TT-BNV"),
        ("van-phong-dieu-phoi", "2020-03-05", "Nghị định 30/2020/NĐ-CP"),
        ("huyen-uy", "2018-04-02", "Hướng dẫn 11-HD/VPTW"),
        ("huyen-uy", "2018-04-03", "Hướng dẫn 36-HD/VPTW"),
    ],
)
def test_a_document_follows_the_rules_of_the_day_it_is_issued(issuer, issued_on, source, district):
    on = build.date("2017-09-25")
    period = period_called("thang-9-2017", district, on)
    paper = issued_paper(
        Brief(district, Period(on, build.date("2017-08-31"))), period, issuer=issuer, number="45/BC",
        issued_on=build.date(issued_on), signer=Signer("BÍ THƯ", "", "Người ký thử"), annexes=(),
    )  # fmt: skip
    assert paper.rules.source == source


def test_where_a_body_is_chosen_the_page_says_what_its_names_rest_on(sign_in, district):
    said = "theo thông lệ, chưa đối chiếu văn bản"
    for path in (ISSUE, "/bao-cao/dinh-ky/thang-9-2017/"):
        assert said in sign_in("hanh").get(path).content.decode()
