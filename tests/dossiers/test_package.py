"""Tải trọn bộ: the files of a dossier as one zip, in order, named, with contents and digests; only what one opens."""

import hashlib
import io
import zipfile

import openpyxl
import pytest

from communes.models import Department
from dossiers.enums import PartState
from ntm_portal import blobs
from ntm_portal.kept import forget_readings
from tests import build
from tests.dossiers import papers

pytestmark = pytest.mark.django_db
ZIP, PAGE = "/ho-so/xuan-tan/tron-bo.zip?nam=2017", "/ho-so/xuan-tan/?nam=2017"
A1 = "01_A1_To-trinh-de-nghi-tham-tra-cong-nhan-dat-chuan_2017-09-10.pdf"
A2 = "02_A2_Bao-cao-ket-qua-thuc-hien-cac-tieu-chi-kem-bieu-chi-tiet_du-thao_2017-09-11.pdf"


@pytest.fixture
def dossier(xuan_tan, officer):
    """Two files: A2 was brought before A1."""
    found = papers.opened(xuan_tan, officer)
    papers.wrote(found, officer, code="a2", state=PartState.DRAFT, upload=build.upload(build.pdf("nhap")))
    papers.wrote(found, officer, code="a1", upload=build.upload(build.pdf("to trinh")))
    papers.wrote(found, officer, code="a3")
    return found


def unpacked(page) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(page.streaming_content)))


def contents(archive) -> dict:
    """Number of a part → its line in the table of contents."""
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("00_MucLuc_Bieu13.xlsx"))).active
    return {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}


def test_the_package_holds_the_papers_in_order_with_contents_and_digests(dossier, sign_in):
    page = sign_in("officer").get(ZIP)
    assert page["Content-Disposition"] == 'attachment; filename="HoSo2017_XuanTan_2017-09-25.zip"'
    archive = unpacked(page)
    assert archive.testzip() is None
    assert archive.namelist() == ["00_MucLuc_Bieu13.xlsx", A1, A2, "SHA256SUMS.txt"]
    assert archive.read(A1) == build.pdf("to trinh")
    digests = [line.split("  ") for line in archive.read("SHA256SUMS.txt").decode().splitlines()]
    assert digests == [[hashlib.sha256(archive.read(name)).hexdigest(), name] for name in archive.namelist()[:3]]


def test_the_contents_name_the_files_and_say_what_is_missing(dossier, sign_in):
    told = contents(unpacked(sign_in("officer").get(ZIP)))
    assert told["A1"][1:6] == (
        "Tờ trình đề nghị thẩm tra, công nhận đạt chuẩn", "12/TTr-UBND, 10/9/2017", "Chủ tịch", "Đã ký", "01_A1….pdf",
    )  # fmt: skip
    assert [told[number][4:6] for number in ("A2", "A3", "A5")] == [
        ("Dự thảo", "02_A2….pdf"), ("Đã ký", "chưa có tệp"), ("Chưa có", "chưa có tệp"),
    ]  # fmt: skip
    (missing,) = (words for words in told if str(words).startswith("Còn thiếu "))
    assert missing.startswith("Còn thiếu 10 thành phần: A2, A4, A5")


def test_the_page_offers_what_may_be_opened_and_how_much_it_is(dossier, sign_in):
    assert 'href="/ho-so/xuan-tan/tron-bo.zip?nam=2017"' in sign_in("officer").get(PAGE).text
    assert "02 tệp, 1 KB" in sign_in("leader").get(PAGE).text
    for who in ("front", "lao_dong"):
        browser = sign_in(who)
        assert ("Tải trọn bộ" in browser.get(PAGE).text, browser.get(ZIP).status_code) == (False, 404)
    assert sign_in("chau").get(ZIP).status_code == 404


def test_the_front_takes_only_its_own_papers_and_the_contents_say_so(dossier, front, sign_in):
    papers.wrote(dossier, front, code="b4", upload=build.upload(build.pdf("lay y kien")))
    archive = unpacked(sign_in("front").get(ZIP))
    (own,) = archive.namelist()[1:-1]
    assert own.partition("_")[2].startswith("B4_")
    told = contents(archive)
    assert [told[number][5] for number in ("A1", "B4", "A3")] == [
        "không có trong gói: tài khoản này không mở tệp", f"{own[:2]}_B4….pdf", "chưa có tệp",
    ]  # fmt: skip


@pytest.fixture
def roads(district):
    """Phòng Kinh tế và Hạ tầng."""
    department = Department.objects.get(district=district, code="kinh-te-ha-tang")
    return build.user("ktht", "SECTOR_DEPT", unit=district, department=department)


@pytest.mark.usefixtures("roads")
def test_a_department_records_its_proof_and_takes_it_away(district, hanh, sign_in):
    dossier = papers.opened(district, hanh)
    papers.wrote(dossier, hanh, code="tc5a", upload=build.upload(build.pdf("y te")))
    browser = sign_in("roads")
    page = browser.get("/ho-so/huyen/?nam=2017").text
    assert "Minh chứng theo tiêu chí" in page
    assert ('href="/ho-so/huyen/2017/tc1a/"' in page, "tiêu chí huyện</h2>" in page, "Biểu 12" in page) == (
        True, False, False,
    )  # fmt: skip
    assert browser.get("/ho-so/huyen/tron-bo.zip?nam=2017").status_code == 404
    typed = {"state": "SIGNED", "number": "4/QĐ", "issued_on": "12/9/2017", "signer": "Chủ tịch", "seen": "0"}
    assert browser.post("/ho-so/huyen/2017/tc5a/", typed).status_code == 404
    assert browser.post("/ho-so/huyen/2017/tc1a/", typed | {"file": build.upload()}).status_code == 302
    names = unpacked(browser.get("/ho-so/huyen/tron-bo.zip?nam=2017")).namelist()
    assert [name.split("_")[1] for name in names[1:-1]] == ["1a"]


def test_a_file_that_is_gone_from_the_disk_is_said_to_be(dossier, sign_in):
    blobs.path_of(hashlib.sha256(build.pdf("to trinh")).hexdigest()).unlink()
    archive = unpacked(sign_in("officer").get(ZIP))
    assert archive.namelist() == ["00_MucLuc_Bieu13.xlsx", A2, "SHA256SUMS.txt"]
    assert contents(archive)["A1"][5] == "không có trong gói: tệp không còn trên máy chủ, báo quản trị"


def test_a_past_day_is_packed_as_it_stood_then_and_a_faulty_one_is_sent_back(dossier, sign_in):
    browser = sign_in("officer")
    archive = unpacked(browser.get(f"{ZIP}&den=2017-09-10"))
    assert archive.namelist()[1:-1] == [A1]
    assert browser.get(f"{ZIP}&den=31/2/2017").url.startswith("/ho-so/xuan-tan/?nam=2017&den=31")
    assert browser.get("/ho-so/xuan-tan/tron-bo.zip?nam=2015").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_package_costs_the_same_for_any_number_of_files(count, xuan_tan, officer, sign_in, django_assert_num_queries):
    dossier = papers.opened(xuan_tan, officer)
    for code in ("a1", "a2", "a3")[:count]:
        papers.wrote(dossier, officer, code=code, upload=build.upload(build.pdf(code)))
    browser = sign_in("officer")
    forget_readings()
    b"".join(browser.get(ZIP).streaming_content)
    with django_assert_num_queries(13):
        b"".join(browser.get(ZIP).streaming_content)


@pytest.mark.usefixtures("roads")
def test_a_department_is_not_led_to_a_form_of_the_district(district, hanh, sign_in):
    papers.opened(district, hanh)
    found = [sign_in(who).get("/ho-so/huyen/2017/2/").text for who in ("roads", "leader")]
    assert ['href="/bao-cao/bieu-12/"' in page for page in found] == [False, True]
