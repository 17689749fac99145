"""Writing a report in the portal: boxes beside the paper, drafts, stale writes, and the page of the patterns."""

import lxml.html
import pytest

from reports.models import PatternText, ReportText
from tests import build
from tests.directives.test_inspection_pages import text_of
from tests.reports import story
from tests.reports.test_periodic_pages import SEPTEMBER, words_of

pytestmark = pytest.mark.django_db
CAUSE = f"{SEPTEMBER}ghi/viet-nguyen-nhan/"
OVERDUE = f"{SEPTEMBER}ghi/qua-han-khong/"
PATTERN = "/bao-cao/dinh-ky/mau-cau/nhom/"
SHIPPED = "Nhóm {so_nhom}. {ten_nhom}: {ket_qua}."
OWN = "{ten_nhom} (nhóm {so_nhom}): {ket_qua}."
NOTHING_LATE = "Không có việc nào về tiêu chí quá hạn."


@pytest.fixture(autouse=True)
def one_commune(district, hanh):
    """With one figure: of a district where nothing is known a report says little."""
    (tan,) = story.leave_communes(district, story.TAN)
    build.record(tan, build.row("15.1", 7204, 8600, "2017-08-20"), by=hanh)


def typed(text="Do thiếu người.", act="ghi", seen=0, **more) -> dict:
    return {"text": text, "viec": act, "seen": seen, **more}


def test_what_is_written_stands_in_the_report_and_in_word(sign_in):
    browser = sign_in("party_office")
    answer = browser.post(CAUSE, typed("Do thiếu người.\nDo chậm."))
    dates = "den=2017-09-25&so_voi=2017-08-31&co_quan=van-phong-huyen-uy"
    assert answer["Location"] == f"{SEPTEMBER}?{dates}#viet-nguyen-nhan"
    page = browser.get(SEPTEMBER).content.decode()
    assert "Đã đưa vào báo cáo." in page
    assert '<p class="letter-text"><b>Nguyên nhân:</b> Do thiếu người.</p><p class="letter-text">Do chậm.</p>' in page
    assert "Do thiếu người.\nDo chậm." in words_of(browser.get(f"{SEPTEMBER}bao-cao.docx").content)


def test_a_draft_is_kept_and_does_not_stand_in_the_report(sign_in):
    browser = sign_in("hanh")
    browser.post(CAUSE, typed(act="nhap"))
    page = text_of(browser.get(SEPTEMBER))
    assert "Bản nháp chưa vào báo cáo: nguyên nhân" in page
    assert "Do thiếu người." not in words_of(browser.get(f"{SEPTEMBER}bao-cao.docx").content)
    assert "Do thiếu người." in browser.get(SEPTEMBER).content.decode()


def test_an_edited_sentence_is_marked_and_can_be_taken_back(sign_in):
    browser = sign_in("hanh")
    browser.post(OVERDUE, typed("Các xã không còn việc quá hạn.", basis=NOTHING_LATE))
    page = browser.get(SEPTEMBER).content.decode()
    assert "Các xã không còn việc quá hạn." in page
    assert "sửa tay" in page
    assert "số liệu đã đổi" not in page
    browser.post(OVERDUE, typed("", act="lay-lai", seen=1))
    assert "Các xã không còn" not in text_of(browser.get(SEPTEMBER))


def test_where_the_figures_have_changed_since_a_sentence_was_edited_the_page_says_so(sign_in):
    browser = sign_in("hanh")
    browser.post(OVERDUE, typed("Không còn việc quá hạn.", basis="Còn 05 việc quá hạn."))
    page = text_of(browser.get(SEPTEMBER))
    assert "Số liệu hoặc ngày đã khác từ khi sửa: không có việc quá hạn" in page
    assert f"Câu tự động hiện nay: {NOTHING_LATE}" in page


def test_a_stale_write_shows_the_words_of_the_other_and_keeps_what_was_typed(sign_in):
    sign_in("party_office").post(CAUSE, typed("Lời của Văn phòng Huyện ủy."))
    browser = sign_in("hanh")
    answer = browser.post(CAUSE, typed("Lời của mình."))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Người thử party_office</b> đã ghi lúc" in page
    assert "Lời của Văn phòng Huyện ủy." in page
    assert ">Lời của mình.</textarea>" in page
    assert 'name="seen" value="1"' in page
    assert browser.post(CAUSE, typed("Lời của cả hai.", seen=1)).status_code == 302


def test_faulty_words_are_refused_at_their_box(sign_in):
    page = sign_in("hanh").post(CAUSE, typed("Hết./.")).content.decode()
    assert "Chỉ câu cuối văn bản có “./.”." in page
    assert ">Hết./.</textarea>" in page
    assert not ReportText.objects.exists()
    for seen in ("", "abc"):
        assert sign_in("hanh").post(CAUSE, typed(seen=seen)).status_code == 200
    assert not ReportText.objects.exists()


def test_every_version_can_be_read(sign_in):
    browser = sign_in("hanh")
    browser.post(CAUSE, typed("Một."))
    browser.post(CAUSE, typed("Hai.", seen=1))
    page = text_of(browser.get(CAUSE))
    assert page.index("Lần 2: đưa vào báo cáo, Người thử hanh") < page.index("Lần 1: đưa vào báo cáo")


def test_a_sentence_that_the_report_no_longer_uses_can_still_be_looked_at(sign_in):
    page = text_of(sign_in("hanh").get(f"{SEPTEMBER}ghi/muc-moi/"))
    assert "Câu không dùng trong báo cáo này" in page


def test_a_leader_reads_without_boxes_and_an_earlier_knowledge_is_only_read(sign_in):
    assert "<textarea" not in sign_in("leader").get(SEPTEMBER).content.decode()
    assert "<textarea" not in sign_in("hanh").get(f"{SEPTEMBER}?biet_den=20/9/2017").content.decode()
    assert "<textarea" in sign_in("hanh").get(SEPTEMBER).content.decode()


def test_an_unknown_text_and_a_wrong_day_are_not_written(sign_in):
    browser = sign_in("hanh")
    assert browser.post(f"{SEPTEMBER}ghi/khong-co/", typed()).status_code == 404
    assert browser.post(f"{CAUSE}?den=26/9/2017", typed())["Location"] == f"{SEPTEMBER}?den=26%2F9%2F2017"
    assert not ReportText.objects.exists()


# --- Patterns ---------------------------------------------------------------------------------


def test_the_patterns_stand_under_the_parts_of_the_report(sign_in):
    page = text_of(sign_in("admin").get("/bao-cao/dinh-ky/mau-cau/"))
    assert "II.2. Theo nhóm tiêu chí" in page
    assert "Nhóm so_nhom . ten_nhom : ket_qua ." in page


def test_a_pattern_is_tried_with_the_figures_of_today_before_it_is_kept(sign_in):
    browser = sign_in("hanh")
    page = text_of(browser.post(PATTERN, typed(OWN, act="xem-thu")))
    assert "Hạ tầng kinh tế - xã hội (nhóm II): tiêu chí 2 (Giao thông) chưa đơn vị nào đạt" in page
    assert not PatternText.objects.exists()


def test_a_pattern_is_kept_used_and_taken_back(sign_in):
    browser = sign_in("hanh")
    assert browser.post(PATTERN, typed(OWN))["Location"] == PATTERN
    assert "Quy hoạch (nhóm I): tiêu chí 1" in text_of(browser.get("/bao-cao/dinh-ky/quy-3-2017/"))
    assert "văn phòng đặt" in text_of(browser.get(PATTERN))
    browser.post(PATTERN, typed("", act="goc", seen=1))
    assert "Nhóm I. Quy hoạch: tiêu chí 1" in text_of(browser.get("/bao-cao/dinh-ky/quy-3-2017/"))
    assert "Lần 2" in text_of(browser.get(PATTERN))


@pytest.mark.parametrize("body", ["", "?co_quan=party"])
@pytest.mark.parametrize("blank", ["", "  \r\n "])
def test_an_empty_pattern_is_refused_and_nothing_is_dropped(blank, body, sign_in):
    browser = sign_in("hanh")
    browser.post(f"{PATTERN}{body}", typed(OWN))
    assert "Ghi câu mẫu." in text_of(browser.post(f"{PATTERN}{body}", typed(blank, seen=1)))
    assert [row.text for row in PatternText.objects.all()] == [OWN]


def test_a_family_says_a_sentence_its_own_way(sign_in):
    browser, quarter = sign_in("hanh"), "/bao-cao/dinh-ky/quy-3-2017/?co_quan="
    party = f"{PATTERN}?co_quan=party"
    assert "Chưa có câu riêng: đang dùng câu chung." in text_of(browser.get(party))
    tried = text_of(browser.post(party, typed(OWN, act="xem-thu")))
    assert "Hạ tầng kinh tế - xã hội (nhóm II): tiêu chí 2" in tried
    assert browser.post(party, typed(OWN))["Location"] == party
    page = text_of(browser.get(party))
    assert ("Đã lưu câu mẫu, dùng cho Khối Đảng." in page, f"câu riêng Câu chung: {SHIPPED}" in page) == (True, True)
    assert "Khối Đảng riêng" in page
    assert "câu riêng: Khối Đảng" in text_of(browser.get("/bao-cao/dinh-ky/mau-cau/"))
    said = [text_of(browser.get(f"{quarter}{body}")) for body in ("huyen-uy", "uy-ban-nhan-dan")]
    assert ["Quy hoạch (nhóm I): tiêu chí 1" in words for words in said] == [True, False]
    assert ["Nhóm I. Quy hoạch: tiêu chí 1" in words for words in said] == [False, True]
    browser.post(party, typed("", act="goc", seen=1))
    page = text_of(browser.get(party))
    assert ("Đã bỏ câu riêng." in page, "Lần 2" in page, "Chưa có câu riêng" in page) == (True, True, True)


def test_what_everybody_says_typed_again_is_no_wording_apart(sign_in):
    browser = sign_in("hanh")
    browser.post(PATTERN, typed(OWN))
    browser.post(f"{PATTERN}?co_quan=huyen-uy", typed(OWN))
    assert list(PatternText.objects.filter(body="huyen-uy").values_list("text", flat=True)) == [""]


def test_a_body_that_is_not_there_has_no_page(sign_in):
    assert sign_in("hanh").get(f"{PATTERN}?co_quan=ubnd-xa").status_code == 404


def test_a_stale_wording_of_a_family_shows_that_it_was_dropped(sign_in):
    party, browser = f"{PATTERN}?co_quan=party", sign_in("party_office")
    browser.post(party, typed(OWN))
    browser.post(party, typed("", act="goc", seen=1))
    page = sign_in("hanh").post(party, typed("{ten_nhom}, {so_nhom}: {ket_qua}.", seen=1)).text
    assert "(đã bỏ câu riêng)" in page


def test_the_shipped_sentence_typed_again_is_the_shipped_one(sign_in):
    browser = sign_in("hanh")
    browser.post(PATTERN, typed(OWN))
    browser.post(PATTERN, typed(SHIPPED, seen=1))
    assert PatternText.objects.get(revision=2).text == ""


@pytest.mark.parametrize("act", ["xem-thu", "ghi"])
def test_a_faulty_pattern_is_refused_at_its_box(act, sign_in):
    page = sign_in("hanh").post(PATTERN, typed("Nhóm {so_nhom}: {ket_qua} {huyen}.", act=act)).content.decode()
    assert "Chỗ trống {huyen} không có trong câu này. Thiếu chỗ trống {ten_nhom}." in page
    assert "Sửa chỗ báo lỗi rồi bấm Xem thử." in page
    assert not PatternText.objects.exists()


def test_a_stale_pattern_shows_the_words_of_the_other(sign_in):
    sign_in("party_office").post(PATTERN, typed(OWN))
    page = sign_in("hanh").post(PATTERN, typed("{ten_nhom}, {so_nhom}: {ket_qua}.")).content.decode()
    assert "Người thử party_office</b> đã sửa câu này lúc" in page
    assert OWN in page


def test_a_sentence_nobody_needs_today_says_so(sign_in):
    page = text_of(sign_in("hanh").get("/bao-cao/dinh-ky/mau-cau/muc-moi/"))
    assert "Với số liệu hôm nay không báo cáo, công văn nào dùng câu này." in page


def test_a_refused_text_says_apart_what_is_saved(sign_in):
    browser, slot = sign_in("hanh"), "/bao-cao/dinh-ky/thang-9-2017/ghi/viet-de-xuat/"
    browser.post(slot, {"text": "Đã ghi.", "basis": "", "seen": 0, "viec": "ghi"})
    page = lxml.html.fromstring(browser.post(slot, {"text": "x" * 6001, "basis": "", "seen": 1, "viec": "ghi"}).text)
    box = page.get_element_by_id("noi-dung-ghi")
    assert (box.get("data-saved"), box.text_content().strip()) == ("Đã ghi.", "x" * 6001)
