"""The three forms about a fall: sent, refused at the place of the fault, with what was typed kept."""

import re

import pytest
from django.utils.html import strip_tags

from directives.enums import CaseState, CaseStep
from directives.models import CaseEntry
from tests import build
from tests.directives.fallen import ANSWER, answered, drafted, lose, only
from tests.directives.test_case_actions import asked_again

pytestmark = pytest.mark.django_db
HERE = "/suy-giam/xuan-tan/15.2/2017-09-14/"
TYPED = {
    "cause": ANSWER.cause, "measure": ANSWER.measure, "finish_by": "10/10/2017", "responsible": ANSWER.responsible,
}  # fmt: skip


@pytest.fixture
def lost(xuan_tan, hanh):
    return lose(xuan_tan, hanh)


def text(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def hidden(page) -> dict:
    """What the page would send along: its token and the last word it showed."""
    found = re.findall(r'<input type="hidden" name="(token|seen)"(?: value="([^"]*)")?', page.content.decode())
    return dict(found)


def send(browser, act, **typed):
    page = browser.get(f"{HERE}{act}/")
    return browser.post(f"{HERE}{act}/", hidden(page) | typed)


def test_a_head_answers_and_is_led_back(lost, xuan_tan, sign_in):
    browser = sign_in("tan")
    sent = send(browser, "tra-loi", **TYPED)
    assert (sent.status_code, sent.url) == (302, HERE)
    entry = only(xuan_tan).answer
    assert (entry.cause, entry.measure, entry.finish_by, entry.responsible) == tuple(
        getattr(ANSWER, name) for name in ("cause", "measure", "finish_by", "responsible")
    )
    assert "Đã ghi trả lời." in text(browser.get(HERE))


def test_an_officer_saves_half_a_draft_and_the_head_finds_it_in_the_form(lost, xuan_tan, officer, sign_in):
    assert send(sign_in("officer"), "tra-loi", cause="Bác sĩ nghỉ").status_code == 302
    assert only(xuan_tan).state == CaseState.DRAFTED
    page = sign_in("tan").get(f"{HERE}tra-loi/")
    assert "Bác sĩ nghỉ</textarea>" in page.content.decode()
    assert "Soạn trả lời" in text(page)


def test_an_answer_given_before_stands_in_the_form(lost, tan, sign_in):
    answered(lost, tan)
    page = sign_in("chair").get(f"{HERE}tra-loi/").content.decode()
    assert 'value="10/10/2017"' in page


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(lost, sign_in):
    page = send(sign_in("tan"), "tra-loi", cause="Bác sĩ nghỉ", finish_by="31/9/2017")
    said = text(page)
    assert page.status_code == 200
    for words in ("Ghi biện pháp.", "Ghi người chịu trách nhiệm.", "Tháng 9 chỉ có 30 ngày."):
        assert words in said
    assert "Ghi nguyên nhân." not in said
    assert 'value="31/9/2017"' in page.content.decode()
    assert not CaseEntry.objects.exists()


def test_a_day_that_is_over_is_refused_at_its_field(lost, sign_in):
    page = send(sign_in("tan"), "tra-loi", **TYPED | {"finish_by": "24/9/2017"})
    assert "Hạn hoàn thành phải từ hôm nay (25/9/2017) trở đi." in text(page)


def test_the_office_says_in_whose_name(lost, xuan_tan, sign_in):
    holder = build.appointment(xuan_tan, name="Nguyễn Văn A")
    browser = sign_in("hanh")
    assert "Chọn người đứng đầu đã trả lời." in text(send(browser, "tra-loi", **TYPED))
    assert "Chọn người đứng đầu trong danh sách." in text(send(browser, "tra-loi", on_behalf_of="0", **TYPED))
    assert send(browser, "tra-loi", on_behalf_of=str(holder.pk), **TYPED).status_code == 302
    assert "ghi thay Nguyễn Văn A" in text(browser.get(HERE))


def test_another_s_word_comes_first_and_nothing_is_lost(lost, chair, sign_in):
    browser = sign_in("tan")
    page = browser.get(f"{HERE}tra-loi/")
    answered(lost, chair, at="2017-09-25")
    refused = browser.post(f"{HERE}tra-loi/", hidden(page) | TYPED)
    assert "Người thử chair vừa ghi lúc 09:00 ngày 25/9/2017 (trả lời): “Cử bác sĩ luân phiên”." in text(refused)
    assert f"{ANSWER.cause}</textarea>" in refused.content.decode()
    assert CaseEntry.objects.count() == 1


def test_a_second_press_writes_once(lost, sign_in):
    browser = sign_in("tan")
    sent = hidden(browser.get(f"{HERE}tra-loi/")) | TYPED
    assert [browser.post(f"{HERE}tra-loi/", sent).status_code for _ in range(2)] == [302, 302]
    assert CaseEntry.objects.count() == 1


def test_a_page_without_a_token_is_taken_all_the_same(lost, sign_in):
    assert sign_in("tan").post(f"{HERE}y-kien/", {"text": "Đã rõ"}).status_code == 302


@pytest.mark.parametrize(
    ("who", "step", "state"),
    [
        ("hanh", "FOLLOW", CaseState.FOLLOWED),
        ("party_office", "RETURN", CaseState.RETURNED),
        ("hanh", "ACCEPT", CaseState.ACCEPTED),
    ],
)
def test_an_answer_is_decided_about(who, step, state, lost, xuan_tan, tan, sign_in):
    answered(lost, tan)
    browser = sign_in(who)
    assert send(browser, "xem-xet", step=step, text="Đã kiểm tra tại chỗ").status_code == 302
    assert only(xuan_tan).state == state


def test_a_decision_says_what_it_lacks(lost, tan, hanh, sign_in):
    answered(lost, tan)
    browser = sign_in("hanh")
    assert "Chọn một kết luận." in text(send(browser, "xem-xet"))
    assert "Nêu lý do." in text(send(browser, "xem-xet", step=CaseStep.RETURN.value))


def test_a_remark_needs_words(lost, sign_in):
    browser = sign_in("leader")
    assert "Ghi ý kiến." in text(send(browser, "y-kien"))
    assert send(browser, "y-kien", text="Yêu cầu giải trình").status_code == 302
    assert "Yêu cầu giải trình" in text(browser.get(HERE))


def test_an_officer_can_not_draft_over_an_answer(lost, officer, tan, sign_in):
    answered(lost, tan)
    page = send(sign_in("officer"), "tra-loi", cause="Khác")
    assert "đang ở bước “đã trả lời, chờ xem xét”" in text(page)


def test_a_criterion_that_stands_for_itself_has_its_forms(xuan_tan, hanh, sign_in):
    asked_again(xuan_tan, hanh)
    here = "/suy-giam/xuan-tan/tc-2/2017-09-14/"
    browser = sign_in("tan")
    assert browser.post(f"{here}y-kien/", {"text": "Chợ đã đóng cửa"}).url == here
    assert "Chợ đã đóng cửa" in text(browser.get(here))


@pytest.mark.parametrize("act", ["tra-loi", "xem-xet", "y-kien"])
def test_a_case_that_is_not_there_has_no_form(act, xuan_tan, sign_in):
    assert sign_in("hanh").get(f"{HERE}{act}/").status_code == 404


def test_a_draft_is_named_in_the_trail(lost, officer, sign_in):
    drafted(lost, officer)
    assert "Đã soạn, chờ gửi" in text(sign_in("tan").get(HERE))
