"""Câu mẫu của công văn: the office puts them its own way; letters, files and the page of a sentence follow."""

import datetime as dt

import pytest

from criteria.enums import Stage
from reports.models import LetterheadSetting, PatternText
from reports.rules.shipped_patterns import is_slot
from tests import build
from tests.reports import story
from tests.reports.word_files import opened

PATTERNS = "/bao-cao/dinh-ky/mau-cau/"
LETTER = "/ky-bao-cao/thang-9-2017/don-doc/"
OWN = "Theo quy định báo cáo kỳ {ky}: xã gửi trước hết ngày {ngay_gui}, phòng thẩm tra trước hết ngày {ngay_tham_tra}."


@pytest.fixture
def behind(db, district, xuan_tan, xuan_chau, tan, officer, lao_dong):
    """Xuân Châu has sent nothing, Xuân Tân came two days late; both have tasks of the directive left."""
    story.leave_communes(district, story.TAN, story.CHAU)
    build.record(xuan_tan, build.row("11", 61, 2470, stage=Stage.SELF), by=officer)
    build.sent(xuan_tan, tan, day="2017-09-22")
    return build.period()


def typed(text, act="ghi", seen=0):
    return {"text": text, "seen": seen, "viec": act}


def word_of(browser, issuer="van-phong-dieu-phoi", units=("xuan-chau", "xuan-tan"), path=LETTER) -> str:
    sent = {
        "units": list(units), "issuer": issuer, "deadline": "28/9/2017", "contact": "Bà Hạnh", "apart": "chung",
        "tai": "1",
    }  # fmt: skip
    file = opened(browser.post(path, sent).content)
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in file.paragraphs)])


def test_the_sentences_of_both_letters_stand_on_the_page_of_patterns(sign_in):
    page = sign_in("hanh").get(PATTERNS).content.decode()
    assert "Câu mẫu của báo cáo, công văn" in page
    titles = ("phần chung", "đôn đốc báo cáo kỳ", "đôn đốc nhiệm vụ của chỉ thị")
    assert [title in page for title in titles] == [True] * 3


def test_a_letter_says_it_as_the_office_has_put_it(behind, sign_in):
    browser = sign_in("hanh")
    assert "Theo lịch báo cáo kết quả" in word_of(browser)
    browser.post(f"{PATTERNS}cv-lich/", typed(OWN))
    words = "Theo quy định báo cáo kỳ tháng 9/2017: xã gửi trước hết ngày 20/9/2017, phòng thẩm tra trước hết ngày"
    assert words in word_of(browser)
    assert words in browser.get(LETTER).content.decode()
    browser.post(f"{PATTERNS}cv-lich/", typed(OWN, act="goc", seen=1))
    assert "Theo lịch báo cáo kết quả" in word_of(browser)


def test_what_the_party_office_says_its_own_way_the_state_office_does_not(behind, sign_in):
    office, party = sign_in("hanh"), sign_in("party_office")
    party.post(f"{PATTERNS}cv-lien-he/?co_quan=party", typed("Cần trao đổi thêm, gọi {lien_he}./."))
    assert "Cần trao đổi thêm, gọi Bà Hạnh./." in word_of(party, "van-phong-huyen-uy")
    assert "vướng mắc, liên hệ Bà Hạnh./." in word_of(office)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Theo lịch, kỳ {ky} gửi trước ngày {ngay_gui}.", "Thiếu chỗ trống {ngay_tham_tra}."),
        (f"{OWN[:-1]}./.", "Chỉ câu cuối văn bản có “./.”."),
    ],
)
def test_a_wording_that_would_lose_a_date_is_refused_at_its_box(text, fault, sign_in):
    page = sign_in("hanh").post(f"{PATTERNS}cv-lich/", typed(text)).content.decode()
    assert fault in page.replace("&#x27;", "'")
    assert not PatternText.objects.exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("cv-lich", "Theo lịch báo cáo kết quả thực hiện tiêu chí nông thôn mới kỳ tháng 9/2017, các xã"),
        ("cv-chua-gui", "Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND xã Xuân Châu chỉ đạo hoàn thiện số liệu"),
        ("cv-gui-cham", "Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND xã Xuân Tân rút kinh nghiệm"),
        ("cv-tinh-hinh", "Đến ngày 25/9/2017: xã Xuân Châu chưa gửi báo cáo, quá hạn 05 ngày; xã Xuân Châu còn thiếu"),
        ("cv-nv-trich-yeu", "V/v đôn đốc thực hiện Chỉ thị ngày 28/8/2017"),
        ("cv-nv-hoan-thanh", "hoàn thành các nhiệm vụ nêu trên chậm nhất ngày 30/9/2017."),
    ],
)
def test_the_page_of_a_sentence_shows_what_it_says_today(code, said, behind, sign_in):
    assert said in sign_in("hanh").get(f"{PATTERNS}{code}/").content.decode()


def test_where_nobody_is_behind_the_page_says_so(behind, sign_in, settings):
    settings.PINNED_TODAY = dt.date(2017, 1, 2)
    page = sign_in("hanh").get(f"{PATTERNS}cv-lich/").content.decode()
    assert "Với số liệu hôm nay không báo cáo, công văn nào dùng câu này." in page


def test_one_request_is_put_into_its_sentence_in_small_letters(behind, sign_in):
    words = word_of(sign_in("hanh"), units=["xuan-chau"])
    assert "huyện đề nghị đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND xã Xuân Châu chỉ đạo" in words


def test_a_letter_ends_as_the_office_has_set(behind, sign_in):
    browser = sign_in("hanh")
    assert "- Như trên;" in word_of(browser)
    LetterheadSetting.objects.create(paper="cong-van.van-phong-dieu-phoi", copies="Lưu: VT", signer="PHÓ VĂN PHÒNG")
    words = word_of(browser)
    assert ("- Lưu: VT." in words, "PHÓ VĂN PHÒNG" in words, "- Như trên;" in words) == (True, True, False)


def test_a_sentence_of_a_letter_is_no_text_of_a_report(sign_in):
    assert (is_slot("cv-lich"), is_slot("nhom_ii")) == (False, True)
    assert sign_in("hanh").get("/bao-cao/dinh-ky/chi-thi-9-2017/ghi/cv-lich/").status_code == 404
