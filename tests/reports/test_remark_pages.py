"""Viết nhận xét, tự kiểm điểm: the pages, who finds a draft in which door, two at once, twice the same."""

import pytest

from accounts.enums import Role
from directives.enums import Side
from directives.models import Remark, RemarkDraft
from tests import build
from tests.reports.word_files import opened

SHEET = "/trach-nhiem/xuan-tan/"
WRITE = f"{SHEET}ghi/to-chuc/"
OWN = f"{SHEET}ghi/tu-kiem-diem/"
DEPARTMENT = "/trach-nhiem/phong-ban/lao-dong/"
SECRET = "Chuyện chưa công bố"
# Everybody who may open the sheet of Xuân Tân.
READERS = ("tan", "chair", "hanh", "party_office", "party_org", "member", "leader")
DOORS = (
    SHEET, f"{SHEET}bieu-14/", "/trach-nhiem/", "/bao-cao/bieu-14/", "/viec-cua-toi/", "/tim/?q=bố", "/xa/xuan-tan/",
)  # fmt: skip


def text_of(answer) -> str:
    """What a Word file says."""
    drawn = opened(answer.content)
    cells = [cell.text for table in drawn.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in drawn.paragraphs), *cells])


@pytest.mark.parametrize("who", [who for who in READERS if who != "party_org"])
def test_a_draft_of_a_board_stands_in_no_door_of_anybody_else(who, sign_in, party_org, xuan_tan):
    build.remark_draft(party_org, xuan_tan, text=SECRET)
    browser = sign_in(who)
    assert [path for path in DOORS if SECRET in browser.get(path, follow=True).text] == []
    assert "Bản nháp" not in browser.get(SHEET).text
    assert SECRET not in text_of(browser.get(f"{SHEET}phieu.docx"))
    assert [browser.get(f"{WRITE}{step}").status_code for step in ("", "ban-hanh/", "bo/")] == [404] * 3


def test_not_even_the_administrator_finds_a_draft(sign_in, party_org, xuan_tan):
    build.remark_draft(party_org, xuan_tan, text=SECRET)
    browser = sign_in("admin")
    doors = ("/quan-tri/", "/quan-tri/accounts/auditentry/", "/quan-tri/toan-ven/", SHEET, WRITE)
    assert [path for path in doors if SECRET in browser.get(path, follow=True).text] == []
    assert browser.get("/quan-tri/directives/remarkdraft/").status_code == 404


def test_on_paper_not_even_one_s_own_draft_is_printed(sign_in, party_org, xuan_tan):
    build.remark_draft(party_org, xuan_tan, text=SECRET)
    browser = sign_in("party_org")
    assert SECRET not in browser.get(f"{SHEET}bieu-14/").text + text_of(browser.get(f"{SHEET}phieu.docx"))
    assert SECRET in browser.get(WRITE).text


@pytest.mark.parametrize("who", [who for who in READERS if who != "tan"])
def test_the_draft_of_a_head_is_his_alone(who, sign_in, tan, xuan_tan):
    build.remark_draft(tan, xuan_tan, side=Side.HEAD, text=SECRET)
    browser = sign_in(who)
    pages = [browser.get(path, follow=True).text for path in DOORS]
    answer = browser.get(OWN)
    assert [SECRET in page for page in (*pages, answer.text)] == [False] * (len(DOORS) + 1)
    assert answer.status_code == (200 if who == "chair" else 404)
    assert SECRET in sign_in("tan").get(OWN).text


def test_a_version_longer_than_any_number_is_a_page_of_before(sign_in, party_org, xuan_tan):
    draft = build.remark_draft(party_org, xuan_tan)
    sent = {"token": draft.token, "seen": "9" * 5000}
    assert sign_in("party_org").post(f"{WRITE}ban-hanh/", sent).status_code == 302
    assert (Remark.objects.count(), RemarkDraft.objects.count()) == (0, 1)


def test_a_draft_is_kept_gone_on_with_and_issued(sign_in, party_org):
    browser = sign_in("party_org")
    answer = browser.post(WRITE, {"text": "Một\nHai", "seen": "0"})
    assert (answer.status_code, answer.url) == (302, WRITE)
    page = browser.get(WRITE).text
    assert ("Đã lưu nháp." in page, "Một\nHai</textarea>" in page, f'href="{WRITE}ban-hanh/"' in page) == (True,) * 3
    draft = RemarkDraft.objects.get()
    assert f'value="{draft.token}"' in browser.get(f"{WRITE}ban-hanh/").text
    sent = {"token": draft.token, "seen": "1"}
    assert [browser.post(f"{WRITE}ban-hanh/", sent).url for _ in range(2)] == [SHEET] * 2
    page = browser.get(SHEET).text
    assert ("Đã ban hành nhận xét." in page, page.count("Một\nHai")) == (True, 1)
    assert Remark.objects.count() == 1


def test_a_review_is_sent_and_then_everybody_who_reads_the_sheet_reads_it(sign_in):
    browser = sign_in("chair")
    browser.post(OWN, {"text": "Tôi nhận trách nhiệm", "seen": "0"})
    draft = RemarkDraft.objects.get()
    browser.post(f"{OWN}ban-hanh/", {"token": draft.token, "seen": "1"})
    page = sign_in("leader").get(SHEET).text
    assert "<h3>Tự kiểm điểm của Chủ tịch UBND</h3>" in page
    assert "Tôi nhận trách nhiệm" in page
    assert "Tôi nhận trách nhiệm" in sign_in("leader").get(f"{SHEET}bieu-14/").text
    assert "Tôi nhận trách nhiệm" in text_of(sign_in("leader").get(f"{SHEET}phieu.docx"))


def test_a_second_word_is_a_supplement_beside_the_first(sign_in, party_org, xuan_tan):
    build.remark(party_org, xuan_tan, text="Bản đầu")
    browser = sign_in("party_org")
    assert "Ban hành thêm một bản nữa là bản bổ sung." in browser.get(WRITE).text
    build.remark(party_org, xuan_tan, text="Bản sau")
    page = browser.get(SHEET).text
    assert page.index("Bản đầu") < page.index("Ban Tổ chức Huyện ủy (bổ sung)") < page.index("Bản sau")


def test_a_draft_changed_meanwhile_is_shown_beside_what_was_typed(sign_in, party_org, xuan_tan, district):
    other = build.user("other", Role.PARTY_ORG, unit=district, full_name="Người khác")
    build.remark_draft(other, xuan_tan, text="Của họ")
    browser = sign_in("party_org")
    page = browser.post(WRITE, {"text": "Của tôi", "seen": "0"}).text
    assert ("<b>Người khác</b> đã ghi" in page, "Của họ" in page, "Của tôi</textarea>" in page) == (True,) * 3
    assert RemarkDraft.objects.get().text == "Của họ"
    assert browser.post(WRITE, {"text": "Cả hai", "seen": "1"}).status_code == 302
    assert RemarkDraft.objects.get().text == "Cả hai"


def test_a_draft_issued_meanwhile_is_said_and_what_was_typed_stays(sign_in, party_org, xuan_tan):
    build.remark(party_org, xuan_tan)
    page = sign_in("party_org").post(WRITE, {"text": "Của tôi", "seen": "1"}).text
    assert ("đã được ban hành hoặc đã bỏ" in page, "Của tôi</textarea>" in page) == (True, True)
    assert 'name="seen" value="0"' in page


@pytest.mark.parametrize(("text", "words"), [(" ", "Ghi nội dung."), ("x" * 4001, "dài quá 01 ký tự")])
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(text, words, sign_in):
    page = sign_in("party_org").post(WRITE, {"text": text, "seen": "0"}).text
    assert (words in page, 'aria-invalid="true"' in page, f"{text}</textarea>" in page) == (True, True, True)


def test_a_forged_version_keeps_the_words_and_stores_nothing(sign_in):
    page = sign_in("party_org").post(WRITE, {"text": "Của tôi", "seen": "x"}).text
    assert ("Của tôi</textarea>" in page, RemarkDraft.objects.count()) == (True, 0)


def test_a_draft_that_changed_after_it_was_read_is_read_again_before_it_is_issued(sign_in, party_org, xuan_tan):
    draft = build.remark_draft(party_org, xuan_tan)
    browser = sign_in("party_org")
    answer = browser.post(f"{WRITE}ban-hanh/", {"token": draft.token, "seen": "7"}, follow=True)
    assert ("Đọc lại bản mới rồi làm tiếp." in answer.text, Remark.objects.count()) == (True, 0)
    answer = browser.post(f"{WRITE}ban-hanh/", {"token": "không có", "seen": "x"}, follow=True)
    assert ("đã được ban hành hoặc đã bỏ" in answer.text, Remark.objects.count()) == (True, 0)


def test_a_real_word_after_a_sample_one_is_refused_with_its_reason(sign_in, party_org, xuan_tan, district):
    build.remark(build.user("mau", Role.PARTY_ORG, unit=district, sample=True), xuan_tan)
    draft = build.remark_draft(party_org, xuan_tan)
    sent = {"token": draft.token, "seen": "1"}
    answer = sign_in("party_org").post(f"{WRITE}ban-hanh/", sent, follow=True)
    assert "không bổ sung bằng tài khoản thật" in answer.text


def test_a_draft_is_dropped_after_it_was_asked_once_more(sign_in, party_org, xuan_tan):
    draft = build.remark_draft(party_org, xuan_tan, text=SECRET)
    browser = sign_in("party_org")
    assert SECRET in browser.get(f"{WRITE}bo/").text
    answer = browser.post(f"{WRITE}bo/", {"token": draft.token, "seen": "1"}, follow=True)
    assert ("Đã bỏ bản nháp." in answer.text, RemarkDraft.objects.count()) == (True, 0)
    assert browser.get(f"{WRITE}ban-hanh/").status_code == 404


def test_a_department_is_remarked_on_but_does_not_review_itself(sign_in, party_org, labour):
    browser = sign_in("party_org")
    browser.post(f"{DEPARTMENT}ghi/kiem-tra/", {"text": "Về phòng", "seen": "0"})
    draft = RemarkDraft.objects.get()
    browser.post(f"{DEPARTMENT}ghi/kiem-tra/ban-hanh/", {"token": draft.token, "seen": "1"})
    assert "Về phòng" in sign_in("leader").get(DEPARTMENT).text
    assert "Về phòng" in text_of(sign_in("leader").get(f"{DEPARTMENT}phieu.docx"))
    assert [browser.get(f"{DEPARTMENT}ghi/{word}/").status_code for word in ("tu-kiem-diem", "ai-do")] == [404] * 2


def test_a_word_belongs_to_its_period(sign_in, party_org, xuan_tan):
    browser = sign_in("party_org")
    browser.post(f"{WRITE}?ky=thang-9-2017", {"text": "Của tháng", "seen": "0"})
    assert (RemarkDraft.objects.get().period_code, browser.get(WRITE).text.count("Của tháng")) == ("thang-9-2017", 0)
    build.remark(party_org, xuan_tan, text="Từ Chỉ thị")
    words = '<p class="remark-text">Từ Chỉ thị'
    assert [words in browser.get(f"{SHEET}{asked}").text for asked in ("", "?ky=quy-3-2017")] == [True, False]


def test_what_was_issued_later_does_not_stand_on_an_earlier_day(sign_in, party_org, xuan_tan):
    build.remark(party_org, xuan_tan, text="Hôm nay")
    browser = sign_in("leader")
    assert [text in browser.get(f"{SHEET}{asked}").text for text, asked in (
        ("Hôm nay</p>", ""), ("Hôm nay</p>", "?den=2017-09-24"), ("Hôm nay</p>", "?biet_den=2017-09-24"),
    )] == [True, False, False]  # fmt: skip


def test_a_script_in_the_words_stays_words(sign_in, party_org, xuan_tan):
    build.remark(party_org, xuan_tan, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in sign_in("leader").get(SHEET).text


@pytest.mark.parametrize("remarks", [1, 3])
def test_the_page_to_write_costs_the_same_for_one_word_and_for_three(
    remarks, sign_in, party_org, xuan_tan, django_assert_num_queries
):
    for at in range(remarks):
        build.remark(party_org, xuan_tan, text=f"Bản {at}")
    build.remark_draft(party_org, xuan_tan)
    browser = sign_in("party_org")
    browser.get(WRITE)
    with django_assert_num_queries(8):
        browser.get(WRITE)
