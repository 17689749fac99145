"""The pages of dossiers: read by date, written by whoever keeps a part, refused with the other's words."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dossiers.enums import PartState
from dossiers.models import Dossier, SatisfactionSurvey, Vote
from ntm_portal.kept import forget_readings
from tests import build
from tests.dossiers import papers
from tests.reports.story import CHAU, TAN, TOWN, leave_communes

pytestmark = pytest.mark.django_db
PART = "/ho-so/xuan-tan/2017/a4/"
TYPED = {"state": "SIGNED", "number": "9/BB", "issued_on": "12/9/2017", "signer": "Nguyễn Văn A", "seen": "0"}
VOTE = {"held_on": "12/9/2017", "members": "30", "present": "30", "in_favour": "29", "seen": "0"}
SURVEY = {
    "begins_on": "04/9/2017", "ends_on": "14/9/2017", "households": "1.000", "asked": "700", "satisfied": "650",
    "published_on": "", "seen": "0",
}  # fmt: skip


@pytest.fixture
def dossier(xuan_tan, officer) -> Dossier:
    return papers.opened(xuan_tan, officer)


@pytest.fixture
def of_district(district, hanh) -> Dossier:
    return papers.opened(district, hanh)


def test_without_a_dossier_the_page_shows_what_is_asked_and_leads_on(sign_in):
    page = sign_in("officer").get("/ho-so/xuan-tan/").text
    assert "Lập hồ sơ năm 2017" in page
    assert 'action="/ho-so/xuan-tan/2017/lap/"' in page
    assert "Lập hồ sơ năm 2017</button>" not in sign_in("leader").get("/ho-so/xuan-tan/").text


def test_a_dossier_is_begun_with_one_button_and_twice_is_once(sign_in):
    browser = sign_in("officer")
    for _ in range(2):
        answer = browser.post("/ho-so/xuan-tan/2017/lap/")
        assert answer.url == "/ho-so/xuan-tan/?nam=2017"
    assert Dossier.objects.count() == 1


def test_a_year_without_a_procedure_says_so(sign_in):
    browser = sign_in("hanh")
    assert browser.post("/ho-so/huyen/2016/lap/").url == "/ho-so/huyen/"
    assert "Chưa có thủ tục công nhận cho năm 2016" in browser.get("/ho-so/huyen/").text
    assert "Chưa có thủ tục công nhận cho năm 2016" in browser.get("/ho-so/huyen/?nam=2016").text
    assert browser.get("/ho-so/huyen/bieu-13/?nam=2016").status_code == 404


def test_a_signed_part_is_read_as_it_stood_on_a_day(dossier, officer, sign_in):
    papers.wrote(dossier, officer, code="a2", number="20/BC-UBND", issued_on="2017-09-10")
    browser = sign_in("officer")
    assert "1/7 đã có" in browser.get("/ho-so/xuan-tan/").text
    assert "0/7 đã có" in browser.get("/ho-so/xuan-tan/?den=9/9/2017").text
    assert "0/7 đã có" in browser.get("/ho-so/xuan-tan/?biet_den=10/9/2017").text
    assert "Chưa lập hồ sơ" in browser.get("/ho-so/xuan-tan/?den=30/8/2017").text


def test_minutes_without_a_vote_are_not_there_yet(dossier, officer, sign_in):
    papers.wrote(dossier, officer, code="a4")
    assert "chưa ghi kết quả biểu quyết" in sign_in("officer").get("/ho-so/xuan-tan/").text
    papers.voted(dossier, officer)
    page = sign_in("officer").get("/ho-so/xuan-tan/").text
    assert ("29/30 thành viên dự họp tán thành, đạt 96,67%" in page, "1/7 đã có" in page) == (True, True)


def test_a_part_is_written_down_with_its_file(dossier, officer, sign_in):
    browser = sign_in("officer")
    assert browser.post(PART, TYPED | {"file": build.upload()}).url == "/ho-so/xuan-tan/?nam=2017"
    line = dossier.documents.get()
    assert (line.number, line.state, line.signer) == ("9/BB", "SIGNED", "Nguyễn Văn A")
    assert b"".join(browser.get(f"/ho-so/tep/{line.pk}/")).startswith(b"%PDF")
    assert "Bản 1" in browser.get(PART).text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"signer": ""}, "signer", "Ghi người ký."),
        ({"issued_on": ""}, "issued_on", "Ghi ngày của văn bản đã ký."),
        ({"issued_on": "31/9/2017"}, "issued_on", "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."),
        ({"issued_on": "26/9/2017"}, "issued_on", "Ngày này chưa đến, hôm nay là 25/9/2017."),
        ({"state": "MISSING"}, "reason", "Nêu lý do."),
        ({"state": "RETURNED"}, "state", "Chọn một giá trị trong danh sách."),
    ],
)
def test_a_fault_is_said_at_its_field_and_nothing_typed_is_lost(typed, field, words, dossier, sign_in):
    form = sign_in("officer").post(PART, TYPED | typed | {"file": build.upload()}).context["form"]
    assert form.errors[field] == [words]
    assert form.errors["file"] == ["Trình duyệt không giữ tệp khi trang mở lại: chọn lại tệp."]
    assert form["number"].value() == "9/BB"


def test_a_stale_page_is_refused_once_with_the_other_s_version_beside(dossier, tan, sign_in):
    papers.wrote(dossier, tan, code="a4", number="8/BB")
    browser = sign_in("officer")
    refused = browser.post(PART, TYPED)
    assert f"{tan.full_name} đã ghi bản 1 trong lúc trang này mở." in refused.text
    assert browser.post(PART, TYPED | {"seen": refused.context["form"].data["seen"]}).status_code == 302
    assert dossier.documents.count() == 2


def test_a_wrong_field_does_not_hide_that_somebody_wrote_meanwhile(dossier, tan, sign_in):
    papers.wrote(dossier, tan, code="a4", number="8/BB")
    assert sign_in("officer").post(PART, TYPED | {"signer": ""}).context["form"].data["seen"] == "0"


def test_a_document_of_the_place_may_be_chosen(dossier, officer, xuan_tan, sign_in):
    paper = build.evidence(xuan_tan, by=officer)
    sign_in("officer").post(PART, TYPED | {"known": str(paper.pk)})
    assert dossier.documents.get().evidence == paper


def test_who_only_reads_finds_no_form(dossier, sign_in):
    page = sign_in("leader").get(PART)
    assert (page.context["form"], "Tài khoản này chỉ xem" in page.text) == (None, True)
    assert sign_in("leader").post(PART, TYPED).status_code == 404
    assert sign_in("hanh").get("/ho-so/xuan-tan/2017/z9/").status_code == 404


def test_a_vote_is_written_and_corrected_with_a_reason(dossier, sign_in):
    browser = sign_in("officer")
    assert browser.post(f"{PART}bieu-quyet/", VOTE).url == PART
    seen = {"seen": str(Vote.objects.get().pk), "in_favour": "28"}
    refused = browser.post(f"{PART}bieu-quyet/", VOTE | seen).context["form"]
    assert refused.errors["reason"] == ["Nêu lý do đính chính."]
    browser.post(f"{PART}bieu-quyet/", VOTE | seen | {"reason": "Đếm lại"})
    assert [vote.in_favour for vote in Vote.objects.standing()] == [28]
    assert "Kết quả đang có" in browser.get(f"{PART}bieu-quyet/").text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"in_favour": "31"}, "in_favour", "Số tán thành không quá số dự họp."),
        ({"present": "0", "in_favour": "0"}, "present", "Cuộc họp có ít nhất một người dự."),
        ({"members": "ba mươi"}, "members", "“ba mươi” không phải là số. "),
    ],
)
def test_a_vote_that_does_not_add_up_is_said_at_its_field(typed, field, words, dossier, sign_in):
    form = sign_in("officer").post(f"{PART}bieu-quyet/", VOTE | typed).context["form"]
    assert form.errors[field][0].startswith(words)


def test_the_front_writes_down_what_households_said(dossier, sign_in):
    browser = sign_in("front")
    path = "/ho-so/xuan-tan/2017/b4/y-kien/"
    wrong = browser.post(path, SURVEY | {"published_on": "03/9/2017"}).context["form"]
    assert wrong.errors["published_on"] == ["Ngày công bố phải từ ngày bắt đầu trở đi."]
    assert browser.post(path, SURVEY | {"published_on": "15/9/2017"}).url == "/ho-so/xuan-tan/2017/b4/"
    assert SatisfactionSurvey.objects.get().households == 1000
    assert "Cần hỏi từ 60% số hộ." in browser.get("/ho-so/xuan-tan/2017/b4/").text
    assert "650 hộ hài lòng" in browser.get(path).text


def test_the_office_writes_the_days_over_the_state_it_saw(dossier, hanh, sign_in):
    browser, path = sign_in("hanh"), "/ho-so/xuan-tan/2017/sua/"
    typed = {"planned_on": "20/12/2016", "due_on": "20/10/2017", "seen": "1"}
    papers.amended(dossier, hanh, registered_on="2016-12-14")
    refused = browser.post(path, typed)
    assert "Bản đang có:" in refused.text
    browser.post(path, typed | {"seen": refused.context["form"].data["seen"]})
    assert str(Dossier.objects.get().planned_on) == "2016-12-20"
    assert "20/12/2016" in browser.get(path).text
    assert "20/12/2016" in browser.get("/ho-so/xuan-tan/").text


def test_the_district_shows_four_conditions_nine_criteria_and_their_papers(of_district, hanh, sign_in):
    papers.wrote(of_district, hanh, code="tc5a")
    papers.amended(of_district, hanh, registered_on="2017-01-12", planned_on="2017-02-20", due_on="2017-12-31")
    page = sign_in("leader").get("/ho-so/huyen/")
    place = page.context["page"]
    assert [condition.number for condition in place.conditions] == [1, 2, 3, 4]
    assert [str(papers_.printed) for _, papers_ in place.criteria][4] == "1/6"
    assert "đã có <a" in sign_in("leader").get("/huyen/").text


def test_the_list_says_what_is_missing_next_and_late(dossier, officer, hanh, sign_in):
    papers.wrote(dossier, officer, state=PartState.DRAFT)
    page = sign_in("hanh").get("/ho-so/").context["page"]
    line = next(line for line in page.lines if line.read.unit.slug == "xuan-tan")
    assert (line.state[1], line.next.item.code) == ("01 phần quá hạn", "a2")
    assert page.figures[0] == ("Xã, thị trấn có hồ sơ", 1)
    papers.handed_in(dossier, hanh)
    page = sign_in("hanh").get("/ho-so/").context["page"]
    line = next(line for line in page.lines if line.read.unit.slug == "xuan-tan")
    assert line.state[1] == "Đã trình 20/9/2017"
    build.recognition(dossier.unit, "2017-09-22", year=2017)
    page = sign_in("hanh").get("/ho-so/?nam=2017").context["page"]
    assert "Đã công nhận 22/9/2017" in [line.state[1] for line in page.lines]


def test_form_13_of_a_place_is_paper_and_excel(dossier, sign_in):
    page = sign_in("officer").get("/ho-so/xuan-tan/bieu-13/?nam=2017").text
    assert "THEO DÕI HỒ SƠ ĐỀ NGHỊ CÔNG NHẬN XÃ XUÂN TÂN ĐẠT CHUẨN NÔNG THÔN MỚI NĂM 2017" in page
    file = sign_in("officer").get("/ho-so/xuan-tan/bieu-13.xlsx")
    assert file["Content-Disposition"].endswith('Bieu13_HoSoCongNhan_XuanTan_2017-09-25.xlsx"')
    assert sign_in("officer").get("/ho-so/xuan-tan/bieu-13/?den=x").url == "/ho-so/xuan-tan/?den=x"


def test_form_13_of_the_district_names_what_a_commune_lacks_next_and_who_answers(dossier, officer, sign_in):
    papers.wrote(dossier, officer, code="a2")
    sheet = load_workbook(BytesIO(sign_in("hanh").get("/bao-cao/bieu-13.xlsx").content)).active
    (row,) = [[str(cell.value) for cell in line] for line in sheet if line[1].value == "Xuân Tân"]
    told = " ".join(row)
    assert "tiếp theo: Tờ trình" in told
    assert "Đã có 1/12" in told
    assert "UBND xã" in row[-1]


@pytest.mark.parametrize("address", ["/ho-so/", "/ho-so/huyen/", "/ho-so/xuan-tan/"])
def test_a_page_costs_the_same_for_one_commune_and_for_three(address, dossier, of_district, district, sign_in):
    browser, counts = sign_in("hanh"), []
    browser.get(address)
    for codes in ((TOWN, TAN, CHAU), (TAN,)):
        leave_communes(district, *codes)
        forget_readings()
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 39
