"""A commune's report is written in the portal: who writes, what flows into it, and how its sentences are put."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEntry
from communes.enums import Kind, Level
from ntm_portal.kept import forget_readings
from reports.actions.texts import OfReport, write_text
from reports.models import PatternText, ReportText
from reports.permissions import may_write_texts
from reports.tables.periodic_texts import progress_of
from tests import build
from tests.directives.test_inspection_pages import text_of
from tests.reports import story
from tests.reports.test_heads import MONTH
from tests.reports.test_periodic_pages import words_of
from tests.reports.test_periodic_writing import typed

pytestmark = pytest.mark.django_db
AT = build.moment("2017-09-24")
LIST, SEPTEMBER = "/xa/xuan-tan/bao-cao/", "/xa/xuan-tan/bao-cao/thang-9-2017/"
CAUSE = f"{SEPTEMBER}ghi/viet-nguyen-nhan/"
STANDING = f"{SEPTEMBER}ghi/xa-cong-nhan-chua/"
PATTERN = "/bao-cao/dinh-ky/mau-cau/xa-dat/"
OWN = "Tính đến {ngay}, {xa} {ket_qua} ({tang_giam})."
SAID = "Xã Xuân Tân chưa có quyết định công nhận đạt chuẩn nông thôn mới."


def write(place, by, text="Do thiếu người.", seen=0):
    report = OfReport(place, MONTH.code, MONTH.span.begins_on)
    return write_text(
        report=report, slot="viet-nguyen-nhan", text=text, basis="", seen=seen, draft=False, by=by, at=AT
    )  # fmt: skip


# --- Who ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "own", "whole"),
    [("officer", True, False), ("hanh", True, True), ("party_office", True, True), ("tan", False, False),
     ("chair", False, False), ("chau", False, False), ("lao_dong", False, False), ("leader", False, False),
     ("member", False, False), ("front", False, False), ("admin", False, False)],
)  # fmt: skip
def test_the_officer_writes_for_his_commune_and_both_offices_for_all(who, own, whole, request, xuan_tan, district):
    person = request.getfixturevalue(who)
    assert (may_write_texts(person, xuan_tan), may_write_texts(person, district)) == (own, whole)


def test_nobody_writes_for_a_commune_that_is_not_his(officer, hanh):
    neighbour = build.home_communes(2)[1]
    elsewhere = build.unit(level=Level.DISTRICT, kind=Kind.HUYEN, parent=neighbour.parent.parent)
    stranger = build.unit(name="Xã Lạ", parent=elsewhere)
    for place, by in ((neighbour, officer), (stranger, hanh)):
        assert not may_write_texts(by, place)
        with pytest.raises(PermissionDenied):
            write(place, by)
    assert not ReportText.objects.exists()


def test_texts_of_a_commune_are_its_own(xuan_tan, district, officer, hanh):
    row = write(xuan_tan, officer)
    write(district, hanh, "Do chậm.")
    assert str(row) == "thang-9-2017, Xã Xuân Tân: Nguyên nhân"
    assert progress_of(xuan_tan, [MONTH])[MONTH.code].words == "1/6 phần"
    assert [found.last.text for found in progress_of(district, [MONTH]).values()] == ["Do chậm."]
    line = AuditEntry.objects.filter(action="Ghi phần viết của báo cáo").order_by("pk").first()
    assert (line.by, line.subject) == (officer, str(row))


# --- The pages ------------------------------------------------------------------------------


def test_what_the_officer_writes_stands_in_the_report_in_print_and_in_word(sign_in):
    browser = sign_in("officer")
    assert browser.post(CAUSE, typed("Do thiếu người.\nDo chậm."))["Location"].endswith("#viet-nguyen-nhan")
    page = browser.get(SEPTEMBER).text
    assert "Đã đưa vào báo cáo." in page
    assert '<p class="letter-text">Do thiếu người.</p><p class="letter-text">Do chậm.</p>' in page
    assert "Do thiếu người. Do chậm." in text_of(browser.get(f"{SEPTEMBER}in/"))
    assert "Do thiếu người.\nDo chậm." in words_of(browser.get(f"{SEPTEMBER}bao-cao.docx").content)
    assert "1/6 phần Người thử officer, 25/9/2017" in text_of(browser.get(LIST))
    assert "Do thiếu người." in words_of(sign_in("tan").get(f"{SEPTEMBER}bao-cao.docx").content)


@pytest.mark.parametrize(("who", "writes"), [("officer", True), ("hanh", True), ("tan", False), ("chair", False)])
def test_boxes_stand_only_before_those_who_write(who, writes, sign_in):
    browser = sign_in(who)
    page = browser.get(SEPTEMBER)
    assert (page.status_code, "<textarea" in page.text, "js/unsent.js" in page.text) == (200, writes, writes)
    assert browser.get(CAUSE).status_code == (200 if writes else 404)
    assert browser.post(CAUSE, typed()).status_code == (302 if writes else 404)
    assert ReportText.objects.exists() == writes
    assert "<textarea" not in browser.get(f"{SEPTEMBER}?biet_den=20/9/2017").text


def test_the_neighbour_finds_nothing(sign_in):
    browser = sign_in("chau")
    assert [browser.get(path).status_code for path in (LIST, SEPTEMBER, CAUSE)] == [404, 404, 404]
    assert browser.post(CAUSE, typed()).status_code == 404


def test_a_stale_write_of_the_office_shows_the_words_of_the_officer(sign_in):
    sign_in("officer").post(CAUSE, typed("Lời của xã."))
    browser = sign_in("hanh")
    page = browser.post(CAUSE, typed("Lời của huyện.")).text
    assert "Người thử officer</b> đã ghi lúc" in page
    assert ("Lời của xã." in page, ">Lời của huyện.</textarea>" in page) == (True, True)
    assert "Báo cáo tháng 9/2017 của xã Xuân Tân</a>" in page
    assert browser.post(CAUSE, typed("Lời của cả hai.", seen=1)).status_code == 302


def test_a_draft_waits_and_a_sentence_put_otherwise_is_marked(sign_in):
    browser = sign_in("officer")
    browser.post(CAUSE, typed(act="nhap"))
    browser.post(STANDING, typed("Xã đang chờ quyết định.", basis=SAID))
    page = text_of(browser.get(SEPTEMBER))
    assert "Bản nháp chưa vào báo cáo: nguyên nhân" in page
    assert ("sửa tay" in page, "số liệu đã đổi" in page, SAID in page) == (True, False, False)
    assert "Do thiếu người." not in words_of(browser.get(f"{SEPTEMBER}bao-cao.docx").content)
    browser.post(STANDING, typed("", act="lay-lai", seen=1))
    assert SAID in text_of(browser.get(SEPTEMBER))


def test_a_wrong_day_or_an_unknown_text_is_not_written(sign_in):
    browser = sign_in("officer")
    assert browser.post(f"{CAUSE}?den=26/9/2017", typed())["Location"] == f"{SEPTEMBER}?den=26%2F9%2F2017"
    assert browser.post(f"{SEPTEMBER}ghi/khong-co/", typed()).status_code == 404
    assert not ReportText.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_texts(count, sign_in, xuan_tan, officer, django_assert_num_queries):
    browser = sign_in("officer")
    browser.get(LIST)
    for seen in range(count):
        write(xuan_tan, officer, f"Lần {seen}.", seen)
    forget_readings()
    with django_assert_num_queries(12):
        browser.get(LIST)


# --- How its sentences are put --------------------------------------------------------------


def test_the_sentences_of_communes_stand_under_parts_of_their_own(sign_in):
    page = text_of(sign_in("hanh").get("/bao-cao/dinh-ky/mau-cau/"))
    assert "Báo cáo của xã: II.1. Kết quả chung Số tiêu chí đạt Đến ngày ngay , xa ket_qua , tang_giam ." in page


def test_a_sentence_of_communes_is_tried_kept_used_and_taken_back(district, hanh, sign_in):
    story.tell(district, hanh)
    browser = sign_in("hanh")
    tried = text_of(browser.post(PATTERN, typed(OWN, act="xem-thu")))
    assert "Tính đến 25/9/2017, thị trấn Xuân Trường" in tried or "Tính đến 25/9/2017, xã" in tried
    assert not PatternText.objects.exists()
    browser.post(PATTERN, typed(OWN))
    assert "Tính đến 25/9/2017, xã Xuân Tân" in text_of(sign_in("officer").get(SEPTEMBER))
    browser = sign_in("hanh")
    browser.post(PATTERN, typed("", act="goc", seen=1))
    assert "Đến ngày 25/9/2017, xã Xuân Tân" in text_of(sign_in("officer").get(SEPTEMBER))


def test_a_body_of_communes_says_a_sentence_its_own_way(district, hanh, sign_in):
    story.tell(district, hanh)
    party = f"{PATTERN}?co_quan=dang-uy-xa"
    browser = sign_in("hanh")
    tried = text_of(browser.post(party, typed(OWN, act="xem-thu")))
    assert "Tính đến 25/9/2017, " in tried
    browser.post(party, typed(OWN))
    said = [text_of(sign_in("tan").get(f"{SEPTEMBER}?co_quan={body}")) for body in ("dang-uy-xa", "ubnd-xa")]
    assert ["Tính đến 25/9/2017, xã Xuân Tân" in words for words in said] == [True, False]


def test_a_gap_of_a_commune_cannot_get_lost(sign_in):
    page = sign_in("hanh").post(PATTERN, typed("Đến {ngay}, {xa} {ket_qua}.")).text
    assert "Thiếu chỗ trống {tang_giam}." in page


def test_every_report_of_a_commune_reads_the_words_known_then(xuan_tan, officer, sign_in):
    write(xuan_tan, officer)
    browser = sign_in("officer")
    then = (AT - dt.timedelta(days=1)).date()
    assert "Do thiếu người." not in text_of(browser.get(f"{SEPTEMBER}?biet_den={then:%d/%m/%Y}"))
    assert "Do thiếu người." in text_of(browser.get(SEPTEMBER))
