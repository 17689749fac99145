"""Documents are attached once, reused, withdrawn with a reason; nothing is learnt from sending a file."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry
from criteria.actions.evidence import attach_file, attach_known, withdraw_evidence
from criteria.actions.findings import void_finding
from criteria.enums import DocumentKind, Stage
from criteria.models import Evidence, EvidenceLink
from ntm_portal import blobs
from ntm_portal.uploads import MEGABYTE
from tests import build
from tests.criteria import papers

TODAY = dt.date(2017, 9, 25)
AT = build.moment(TODAY)


@pytest.fixture
def insured(xuan_tan, tan):
    """Xuân Tân says that 15.1 is met."""
    return build.finding(xuan_tan, by=tan)


@pytest.fixture
def elsewhere(xuan_chau, chau):
    return build.finding(xuan_chau, by=chau)


def attach(finding, by, content=None, *more, paper=None, name="bao-cao.pdf", pages=""):
    return attach_file(
        unit=finding.unit,
        finding_ids=[one.pk for one in (finding, *more)],
        upload=build.upload(content, name),
        paper=paper or build.paper(),
        pages=pages,
        by=by,
        at=AT,
        today=TODAY,
    )


def live_pairs() -> list[tuple[int, int]]:
    return list(EvidenceLink.objects.live().order_by("pk").values_list("evidence", "finding"))


def test_a_file_is_kept_with_what_stands_on_it_and_joined_to_the_figure(insured, tan):
    attached = attach(insured, tan, papers.office(), name="Biên bản\u202e.docx", pages="trang 3")
    evidence = attached.evidence
    assert (evidence.number, evidence.issuer, evidence.issued_on) == ("12/BC-UBND", "UBND xã", dt.date(2017, 9, 1))
    assert (evidence.kind, evidence.file_name, evidence.size) == (
        DocumentKind.DOCX,
        "Biên bản.docx",
        len(papers.office()),
    )
    assert blobs.path_of(evidence.sha256).read_bytes() == papers.office()
    assert [(link.finding, link.pages, link.linked_by, link.linked_at) for link in attached.links] == [
        (insured, "trang 3", tan, AT)
    ]
    lines = AuditEntry.objects.filter(by=tan).order_by("pk").values_list("action", "subject")
    assert list(lines) == [("Tải lên minh chứng", "Xã Xuân Tân: 12/BC-UBND"), ("Gắn minh chứng", "12/BC-UBND")]


def test_one_document_proves_several_figures(insured, xuan_tan, tan):
    other = build.finding(xuan_tan, build.indicator("15.3"), by=tan)
    attach(insured, tan, None, other)
    assert [finding for _, finding in live_pairs()] == [insured.pk, other.pk]


def test_a_file_sent_again_ends_as_one_document(insured, tan):
    first, again = attach(insured, tan), attach(insured, tan)
    assert (again.evidence, again.links, again.was_there) == (first.evidence, [], True)
    assert (Evidence.objects.count(), len(live_pairs())) == (1, 1)


def test_the_same_bytes_under_other_words_are_the_document_that_is_there(insured, xuan_tan, tan):
    first = attach(insured, tan)
    other = build.finding(xuan_tan, build.indicator("15.3"), by=tan)
    again = attach(other, tan, paper=build.paper("Tên khác", number="99/BC"))
    assert (again.evidence, again.was_there, len(again.links)) == (first.evidence, True, 1)


def test_after_a_withdrawal_the_right_words_make_a_new_document_over_the_same_bytes(insured, tan):
    wrong = attach(insured, tan)
    withdraw_evidence(link=wrong.links[0], reason="Ghi sai số", by=tan, at=AT, today=TODAY)
    right = attach(insured, tan, paper=build.paper(number="13/BC-UBND"))
    assert (right.was_there, right.evidence == wrong.evidence) == (False, False)
    assert right.evidence.sha256 == wrong.evidence.sha256
    assert attach(insured, tan, paper=build.paper()).evidence == wrong.evidence


def test_two_places_share_the_bytes_and_nothing_else(insured, elsewhere, tan, chau):
    attach(insured, tan)
    other = attach(elsewhere, chau, paper=build.paper("Của xã khác", number="1/BC"))
    assert (other.was_there, other.evidence.number, other.evidence.unit) == (False, "1/BC", elsewhere.unit)
    assert Evidence.objects.values("sha256").distinct().count() == 1
    assert blobs.path_of(other.evidence.sha256).read_bytes() == papers.PDF


def test_a_department_is_not_told_of_documents_of_other_indicators(insured, xuan_tan, tan, lao_dong):
    attach(insured, tan)
    poor = build.finding(xuan_tan, build.indicator("11"), by=lao_dong, stage=Stage.VERIFIED)
    sent = attach(poor, lao_dong, paper=build.paper("Rà soát hộ nghèo", number=""))
    assert (sent.was_there, sent.evidence.summary) == (False, "Rà soát hộ nghèo")


def refusal(act, **given) -> dict | list:
    with pytest.raises(ValidationError) as refused:
        act(**given)
    return refused.value.message_dict if hasattr(refused.value, "error_dict") else refused.value.messages


def sent(finding, by, **given):
    plain = {
        "unit": finding.unit, "finding_ids": [finding.pk], "upload": build.upload(), "paper": build.paper(), "by": by,
        "at": AT, "today": TODAY,
    }  # fmt: skip
    return plain | given


NOT_YOURS = {"findings": ["Số liệu vừa được đính chính hoặc không thuộc phần việc của tài khoản này: chọn lại."]}


def test_nobody_attaches_to_what_he_may_not_enter(insured, elsewhere, tan, chau, leader, lao_dong, admin):
    for who in (chau, leader, lao_dong, admin):
        assert refusal(attach_file, **sent(insured, who)) == NOT_YOURS
    assert refusal(attach_file, **sent(insured, tan, finding_ids=[insured.pk, elsewhere.pk])) == NOT_YOURS
    verified = build.finding(insured.unit, stage=Stage.VERIFIED, by=leader)
    assert refusal(attach_file, **sent(verified, tan)) == NOT_YOURS


def test_a_figure_that_was_taken_back_is_not_proven_any_more(insured, tan):
    void_finding(finding=insured, reason="Nhầm", by=tan, at=AT, today=TODAY)
    assert refusal(attach_file, **sent(insured, tan)) == NOT_YOURS


def test_a_figure_must_be_chosen(insured, tan):
    assert refusal(attach_file, **sent(insured, tan, finding_ids=[])) == {"findings": ["Chọn ít nhất một số liệu."]}


def test_a_document_of_tomorrow_is_refused(insured, tan):
    paper = build.paper(issued_on="2017-09-26")
    assert refusal(attach_file, **sent(insured, tan, paper=paper)) == {"issued_on": ["Ngày văn bản chưa đến."]}


def test_what_is_not_a_document_leaves_nothing_behind(insured, tan):
    assert refusal(attach_file, **sent(insured, tan, upload=build.upload(b"MZ chay", "bao-cao.pdf"))) == [
        "Không nhận loại tệp này. Nhận PDF, Word, Excel, PowerPoint không có macro, và ảnh JPEG, PNG, WebP, HEIC."
    ]
    assert not Evidence.objects.exists()


def test_a_file_over_the_limit_is_refused_with_its_size(insured, tan, settings):
    settings.EVIDENCE_MAX_MB = 2
    large = build.upload(papers.PDF)
    large.size = int(2.5 * MEGABYTE)
    assert refusal(attach_file, **sent(insured, tan, upload=large)) == [
        "Tệp 2,5 MB, lớn hơn mức 2 MB. Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp."
    ]


def test_a_document_of_the_place_is_used_again(insured, xuan_tan, tan):
    other = build.finding(xuan_tan, build.indicator("15.3"), by=tan)
    evidence = attach(insured, tan).evidence
    again = attach_known(
        evidence=evidence, finding_ids=[other.pk, insured.pk], pages="trang 2", by=tan, at=AT, today=TODAY
    )
    assert [(link.finding, link.pages) for link in again.links] == [(other, "trang 2")]


def test_a_document_one_does_not_see_cannot_be_used(insured, xuan_tan, tan, lao_dong):
    evidence = attach(insured, tan).evidence
    poor = build.finding(xuan_tan, build.indicator("11"), by=lao_dong, stage=Stage.VERIFIED)
    given = {"evidence": evidence, "finding_ids": [poor.pk], "by": lao_dong, "at": AT, "today": TODAY}
    assert refusal(attach_known, **given) == ["Tài liệu này không thuộc phạm vi của tài khoản."]


def test_a_withdrawal_is_a_new_line_with_a_reason(insured, tan):
    attached = attach(insured, tan)
    line = withdraw_evidence(link=attached.links[0], reason=" Nhầm chỉ tiêu ", by=tan, at=AT, today=TODAY)
    assert (line.reason, line.withdraws, line.finding) == ("Nhầm chỉ tiêu", attached.links[0], insured)
    assert (EvidenceLink.objects.count(), live_pairs(), Evidence.objects.in_use().count()) == (2, [], 0)
    assert AuditEntry.objects.latest("pk").action == "Rút minh chứng"
    gone = {"link": attached.links[0], "reason": "Lần nữa", "by": tan, "at": AT, "today": TODAY}
    assert refusal(withdraw_evidence, **gone) == ["Minh chứng này đã được rút, hoặc số liệu không còn hiệu lực."]
    assert len(attach(insured, tan).links) == 1


def test_a_withdrawal_without_a_reason_is_refused(insured, tan):
    link = attach(insured, tan).links[0]
    assert refusal(withdraw_evidence, link=link, reason="  ", by=tan, at=AT, today=TODAY) == {
        "__all__": ["Rút minh chứng phải nêu lý do."]
    }


def test_only_who_may_enter_the_figure_withdraws(insured, tan, chau, leader):
    link = attach(insured, tan).links[0]
    for who in (chau, leader):
        assert refusal(withdraw_evidence, link=link, reason="Thử", by=who, at=AT, today=TODAY) == [
            "Minh chứng này đã được rút, hoặc số liệu không còn hiệu lực."
        ]


def test_a_correction_keeps_the_documents_of_what_it_corrects(insured, xuan_tan, tan):
    kept, dropped = attach(insured, tan, pages="trang 7"), attach(insured, tan, papers.JPEG)
    withdraw_evidence(link=dropped.links[0], reason="Nhầm", by=tan, at=AT, today=TODAY)
    row = build.row("15.1", 91, 100, stage=Stage.SELF, corrects_id=insured.pk, reason="Gõ sai")
    (corrected,) = build.record(xuan_tan, row, by=tan)
    links = EvidenceLink.objects.live().of_counting()
    assert [(link.evidence, link.finding, link.pages) for link in links] == [(kept.evidence, corrected, "trang 7")]
    void_finding(finding=corrected, reason="Nhầm xã", by=tan, at=AT, today=TODAY)
    assert not EvidenceLink.objects.live().of_counting().exists()


# --- The demonstration ----------------------------------------------------------------------


@pytest.fixture
def clerk(xuan_tan):
    """Someone who learns the portal with a demonstration account."""
    return build.user("thu", "COMMUNE_OFFICER", unit=xuan_tan, sample=True)


def test_what_a_sample_account_attaches_is_sample(insured, clerk):
    attached = attach(insured, clerk)
    assert (attached.evidence.sample, attached.links[0].sample) == (True, True)
    assert withdraw_evidence(link=attached.links[0], reason="Thử", by=clerk, at=AT, today=TODAY).sample


def test_nothing_real_leans_on_the_demonstration(insured, xuan_tan, tan, clerk):
    invented = build.finding(xuan_tan, build.indicator("15.3"), by=clerk, sample=True)
    assert refusal(attach_file, **sent(invented, tan)) == {
        "findings": ["Đây là số liệu minh họa: ghi số liệu thật trước, rồi đính kèm."]
    }
    attached = attach(insured, clerk)
    given = {"evidence": attached.evidence, "finding_ids": [insured.pk], "by": tan, "at": AT, "today": TODAY}
    assert refusal(attach_known, **given) == ["Đây là tài liệu minh họa, không dùng cho số liệu thật."]
    link = attached.links[0]
    assert refusal(withdraw_evidence, link=link, reason="Thật", by=tan, at=AT, today=TODAY) == [
        "Đây là minh chứng minh họa, không rút bằng tài khoản thật."
    ]
    assert attach(insured, tan).was_there is False


def test_a_real_correction_does_not_inherit_a_sample_document(insured, xuan_tan, tan, clerk):
    attach(insured, clerk)
    row = build.row("15.1", 91, 100, stage=Stage.SELF, corrects_id=insured.pk, reason="Gõ sai")
    (corrected,) = build.record(xuan_tan, row, by=tan)
    assert not EvidenceLink.objects.filter(finding=corrected).exists()
