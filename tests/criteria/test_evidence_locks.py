"""What proves a closed figure is closed with it, on every way in; the office may, and says why."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from criteria.actions.evidence import attach_file, attach_known, withdraw_evidence
from criteria.actions.extensions import decide_extension
from criteria.enums import Stage
from criteria.models import EvidenceLink
from tests import build
from tests.criteria.test_evidence_pages import form_of

TODAY = dt.date(2017, 9, 25)
AT = build.moment(TODAY)
CELL = "/minh-chung/xuan-tan/15.1/"
SENTENCE = (
    "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017. Muốn sửa, đề nghị gia hạn hoặc liên hệ Văn phòng điều phối NTM huyện."
)
OFFICE_SENTENCE = "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017. Văn phòng ghi vào ô này phải nêu lý do ở dòng."


@pytest.fixture
def august(xuan_tan, tan):
    """The commune's figure of August, proven, before the period was locked."""
    (finding,) = build.record(xuan_tan, build.row("15.1", 90, 100, "2017-08-20", stage=Stage.SELF), by=tan)
    build.evidence_link(finding, build.evidence(xuan_tan, tan), by=tan)
    return finding


@pytest.fixture
def locked(august, hanh):
    build.locked(by=hanh)
    return august


def attach(finding, by, **given):
    plain = {"upload": build.upload(), "paper": build.paper(), "by": by, "at": AT, "today": TODAY}
    return attach_file(unit=finding.unit, finding_ids=[finding.pk], **plain | given)


def refusal(act, *args, **given) -> dict | list:
    with pytest.raises(ValidationError) as fault:
        act(*args, **given)
    return fault.value.message_dict


def test_every_way_in_hears_the_same_answer(locked, xuan_tan, tan):
    known, link = build.evidence(xuan_tan, tan), EvidenceLink.objects.get()
    same = {"by": tan, "at": AT, "today": TODAY}
    assert refusal(attach, locked, tan) == {"findings": [SENTENCE]}
    assert refusal(attach_known, evidence=known, finding_ids=[locked.pk], **same) == {"findings": [SENTENCE]}
    assert refusal(withdraw_evidence, link=link, reason="Nhầm", **same) == {"__all__": [SENTENCE]}
    assert EvidenceLink.objects.get() == link


def test_the_office_says_why_and_the_reason_is_kept(locked, xuan_tan, hanh):
    assert refusal(attach, locked, hanh, reason=" ") == {"reason": [OFFICE_SENTENCE]}
    assert attach(locked, hanh, reason=" Sót khi tổng hợp ").links[0].reason == "Sót khi tổng hợp"
    link = EvidenceLink.objects.order_by("pk").first()
    assert withdraw_evidence(link=link, reason="Nhầm xã", by=hanh, at=AT, today=TODAY).reason == "Nhầm xã"


def test_what_was_sent_is_closed_to_the_place(xuan_tan, tan):
    (finding,) = build.record(xuan_tan, build.row("15.1", 90, 100, "2017-09-18", stage=Stage.SELF), by=tan)
    build.sent(xuan_tan, tan)
    assert "Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017." in refusal(attach, finding, tan)["findings"][0]


def test_an_extension_opens_the_proof_with_the_figure(locked, xuan_tan, tan, hanh):
    asked = build.extension(xuan_tan, tan, build.indicator("15.1"), code="thang-8-2017")
    until = dt.date(2017, 9, 28)
    decide_extension(extension=asked, granted=True, expires_on=until, reason="Được", by=hanh, at=AT, today=TODAY)
    assert attach(locked, tan).links


# --- The pages ------------------------------------------------------------------------------


def test_the_page_says_what_is_closed_and_offers_no_form(locked, sign_in):
    page = sign_in("tan").get(CELL)
    assert (page.context["form"], page.context["locked"]) == (None, [SENTENCE])
    assert "rồi đính kèm vào số mới" in page.content.decode()
    assert f"{CELL}dung-lai/" not in page.content.decode()
    assert sign_in("tan").get(f"{CELL}dung-lai/").status_code == 404
    assert sign_in("tan").post(CELL, form_of(locked)).status_code == 404
    assert "/rut/" not in page.content.decode()


def test_a_lock_that_came_meanwhile_is_said_at_the_form(august, hanh, sign_in):
    link, browser = EvidenceLink.objects.get(), sign_in("tan")
    build.locked(by=hanh)
    answer = browser.post(f"{CELL}{link.pk}/rut/", {"reason": "Nhầm"})
    assert answer.context["form"].non_field_errors() == [SENTENCE]


def test_the_office_is_asked_for_its_reason_on_the_page(locked, hanh, xuan_tan, sign_in):
    (finding,) = build.record(
        xuan_tan, build.row("15.1", 90, 100, "2017-08-25", reason="Chốt lại"), by=hanh, at=build.moment("2017-09-02")
    )
    browser = sign_in("hanh")
    assert browser.get(CELL).context["form"].fields["reason"].label == "Lý do ghi vào ô đã khóa"
    answer = browser.post(CELL, form_of(finding))
    assert answer.context["form"].errors["reason"] == [OFFICE_SENTENCE]
    assert browser.post(CELL, form_of(finding, reason="Sót")).status_code == 302
    known = EvidenceLink.objects.get(finding=finding).evidence
    typed = {"document": known.pk, "findings": [locked.pk]}
    assert "reason" in browser.post(f"{CELL}dung-lai/", typed).context["form"].errors
    assert browser.post(f"{CELL}dung-lai/", typed | {"reason": "Sót"}).status_code == 302


def test_an_open_cell_asks_for_no_reason(xuan_tan, hanh, sign_in):
    build.record(xuan_tan, build.row("15.1", 90, 100, "2017-09-18"), by=hanh)
    assert "reason" not in sign_in("hanh").get(CELL).context["form"].fields


def test_the_panel_is_told_the_words_and_no_page(xuan_tan, tan, sign_in):
    (finding,) = build.record(xuan_tan, build.row("15.1", 90, 100, stage=Stage.SELF), by=tan)
    browser = sign_in("tan")
    answer = browser.post(f"{CELL}?trong=bang", form_of(finding), headers={"Accept": "application/json"})
    assert list(answer.json()) == ["words"]
    assert list(browser.get(CELL).context["messages"]) == []
