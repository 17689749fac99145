"""Thu hồi: once, by the body that issued, for good; the report itself stays byte for byte and says so on top."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from ntm_portal import triggers
from reports.models import IssuedReport, IssuedWithdrawal
from reports.permissions import withdrawable_by
from reports.rules.issued import withdrawal_faults, without_word
from tests import build
from tests.reports import issues

pytestmark = pytest.mark.django_db
TYPED = {"number": "47/TB-VPĐP", "decided_on": "25/9/2017", "reason": "Sai số liệu BHYT"}


@pytest.fixture
def report(hanh) -> IssuedReport:
    return issues.issued(hanh)


def test_a_withdrawal_keeps_its_paper_reason_and_writer_and_leaves_a_line(report, hanh):
    made = issues.withdrawn(report, hanh, number="số: 47/TB-VPĐP", reason="Sai  số liệu")
    kept = IssuedWithdrawal.objects.get()
    assert (kept.number, kept.reason, kept.withdrawn_by, kept.withdrawn_at) == (
        "47/TB-VPĐP", "Sai số liệu", hanh, issues.NOW,
    )  # fmt: skip
    assert str(made) == "số 47/TB-VPĐP ngày 25/9/2017"
    line = AuditEntry.objects.get(action="Thu hồi báo cáo")
    assert (line.subject, line.detail["so"], line.detail["van-ban"]) == (report.title, "45/BC-VPĐP", "47/TB-VPĐP")


def test_sent_twice_it_is_withdrawn_once(report, hanh):
    assert issues.withdrawn(report, hanh) == issues.withdrawn(report, hanh) == IssuedWithdrawal.objects.get()


def refused(report, by, **given) -> list[str]:
    with pytest.raises(ValidationError) as found:
        issues.withdrawn(report, by, **given)
    return found.value.messages


def test_the_second_is_told_the_words_of_the_first(report, hanh):
    issues.withdrawn(report, hanh)
    other = build.user("binh", hanh.role, unit=hanh.unit)
    assert refused(report, other, number="48/TB-VPĐP") == [
        "Người thử hanh đã ghi thu hồi báo cáo này lúc 10:00 ngày 25/9/2017, theo văn bản số 47/TB-VPĐP ngày "
        "25/9/2017. Lý do: Sai số liệu BHYT"
    ]
    assert IssuedWithdrawal.objects.get().number == "47/TB-VPĐP"


def test_what_was_replaced_is_not_withdrawn_and_what_was_withdrawn_is_not_replaced(report, hanh):
    newer = issues.issued(hanh, "46/BC-VPĐP", replaces=report, replace_reason="Sai số liệu")
    assert refused(report, hanh) == [f"Báo cáo đã được thay bằng báo cáo {newer.label}, không thu hồi."]
    issues.withdrawn(newer, hanh)
    with pytest.raises(ValidationError) as found:
        issues.issued(hanh, "48/BC-VPĐP", replaces=newer, replace_reason="Sai số liệu")
    assert found.value.messages == [f"Báo cáo {newer.label} đã thu hồi: phát hành báo cáo mới, không thay thế."]


def test_a_report_of_the_demonstration_is_not_withdrawn_by_a_real_account(report, hanh):
    hanh.sample = True
    hanh.save()
    sample = issues.issued(hanh, "49/BC-VPĐP")
    hanh.sample = False
    hanh.save()
    assert refused(sample, hanh) == ["Báo cáo minh họa không thu hồi bằng tài khoản thật."]


def test_only_the_office_that_issued_takes_back(report, hanh, party_office, leader, tan):
    for stranger in (party_office, leader, tan):
        with pytest.raises(PermissionDenied):
            issues.withdrawn(report, stranger)
        assert list(withdrawable_by(stranger)) == []
    assert list(withdrawable_by(hanh)) == [report]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, {}),
        ({"number": "47"}, {"number": "Ghi số thứ tự và ký hiệu của văn bản thu hồi, ví dụ 47/TB-VPĐP."}),
        ({"number": "4/" + "x" * 60}, {"number": "Ghi số thứ tự và ký hiệu của văn bản thu hồi, ví dụ 47/TB-VPĐP."}),
        ({"decided_on": "2017-09-26"}, {"decided_on": "Ngày văn bản chưa đến, hôm nay là 25/9/2017."}),
        (
            {"decided_on": "2017-08-30"},
            {"decided_on": "Báo cáo ghi ngày 31/8/2017, văn bản thu hồi phải ghi ngày đó hoặc sau."},
        ),
        ({"decided_on": "2017-08-31"}, {}),
        ({"reason": ""}, {"reason": "Nêu lý do thu hồi."}),
    ],
)
def test_the_paper_has_number_day_and_reason(given, faults):
    plain = {"number": "47/TB-VPĐP", "decided_on": "2017-09-25", "reason": "Sai số liệu"} | given
    plain["decided_on"] = build.date(plain["decided_on"])
    assert withdrawal_faults(**plain, issued_on=build.date("2017-08-31"), today=issues.TODAY) == faults


@pytest.mark.parametrize("typed", ["số 47/TB-VPĐP", "Số: 47/TB-VPĐP", " 47/TB-VPĐP "])
def test_the_word_before_a_number_is_left_out(typed):
    assert without_word(typed) == "47/TB-VPĐP"


# --- What the database itself keeps ---------------------------------------------------------


def broken(change) -> str:
    with pytest.raises(IntegrityError) as found, transaction.atomic():
        change()
    return str(found.value)


def test_a_withdrawal_is_never_changed_or_taken_away(report, hanh):
    made = issues.withdrawn(report, hanh)
    rows = IssuedWithdrawal.objects.filter(pk=made.pk)
    assert "chỉ được ghi thêm, không được sửa" in broken(lambda: rows.update(reason="Khác"))
    assert "chỉ được ghi thêm, không được xóa" in broken(rows.delete)
    assert triggers.missing(connection) == []


def row(report, hanh, **given) -> IssuedWithdrawal:
    plain = {"number": "47/TB-VPĐP", "decided_on": issues.TODAY, "reason": "Sai số liệu", "search_name": "thu hoi"}
    return IssuedWithdrawal(report=report, withdrawn_by=hanh, withdrawn_at=issues.NOW, **plain | given)


def test_the_database_refuses_a_second_state_an_early_paper_and_empty_words(report, hanh):
    newer = issues.issued(hanh, "46/BC-VPĐP", replaces=report, replace_reason="Sai số liệu")
    assert "Báo cáo đã được thay thế" in broken(row(report, hanh).save)
    early = row(newer, hanh, decided_on=build.date("2017-09-24"))
    assert "Văn bản thu hồi không thể có ngày trước báo cáo" in broken(early.save)
    assert "withdrawal_has_paper_and_reason" in broken(row(newer, hanh, reason="").save)
    issues.withdrawn(newer, hanh)
    newer.pk, newer.replaces_id, newer.number_key, newer.token = None, newer.pk, "khac", "khac"
    assert "phải về cùng đơn vị và chưa thu hồi" in broken(lambda: newer.save(force_insert=True))


# --- The pages ------------------------------------------------------------------------------


def test_it_is_entered_from_the_page_of_the_report_and_stands_above_it(sign_in, report):
    office = sign_in("hanh")
    before = office.get(f"{report.href}tep/excel/")
    assert f'href="{report.href}thu-hoi/"' in office.get(report.href).text
    assert "Thu hồi rồi không bỏ được" in office.get(f"{report.href}thu-hoi/").text
    page = office.post(f"{report.href}thu-hoi/", TYPED, follow=True).text
    assert "Đã ghi thu hồi báo cáo số 45/BC-VPĐP ngày 25/9/2017." in page
    assert "<b>Đã thu hồi</b> theo văn bản số 47/TB-VPĐP ngày 25/9/2017. Lý do: Sai số liệu BHYT" in page
    assert "Người thử hanh ghi lúc" in page
    assert "thu-hoi/" not in page
    assert "Phát hành bản thay thế" not in page
    stamp = '<p class="issued-stamp">Đã thu hồi theo văn bản số 47/TB-VPĐP ngày 25/9/2017</p>'
    assert stamp in office.get(f"{report.href}in/").text
    after = office.get(f"{report.href}tep/excel/")
    assert b"".join(before.streaming_content) == b"".join(after.streaming_content) == b"tep thu"


def test_pressed_twice_it_leads_to_the_same_page(sign_in, report):
    office = sign_in("hanh")
    answers = [office.post(f"{report.href}thu-hoi/", TYPED).url for _ in range(2)]
    assert answers == [report.href] * 2
    assert office.get(f"{report.href}thu-hoi/").url == report.href
    assert IssuedWithdrawal.objects.count() == 1


def test_faults_stand_at_their_fields_and_what_was_typed_stays(sign_in, report):
    page = sign_in("hanh").post(
        f"{report.href}thu-hoi/", {"number": "47", "decided_on": "31/9/2017", "reason": "Sai số"}
    )
    said = {name: [str(words) for words in found] for name, found in page.context["form"].errors.items()}
    assert said == {"decided_on": ["Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."]}
    page = sign_in("hanh").post(f"{report.href}thu-hoi/", TYPED | {"number": "47", "reason": "Sai số"})
    assert list(page.context["form"].errors) == ["number"]
    assert 'value="Sai số"' in page.text
    assert IssuedWithdrawal.objects.count() == 0


def test_the_list_marks_filters_and_finds_what_was_withdrawn(sign_in, report, hanh):
    newer = issues.issued(hanh, "46/BC-VPĐP", replaces=report, replace_reason="Sai số liệu")
    third = issues.issued(hanh, "50/BC-VPĐP")
    issues.withdrawn(third, hanh, number="51/TB-VPĐP")
    office = sign_in("leader")

    def found(asked: str) -> list[str]:
        return [entry.report.number for entry in office.get(f"/bao-cao/da-phat-hanh/?{asked}").context["entries"]]

    assert found("tinh_trang=con-hieu-luc") == [newer.number]
    assert found("tinh_trang=da-thay-the") == [report.number]
    assert found("tinh_trang=da-thu-hoi") == found("q=51/tb-vpdp") == found("q=thu+hoi+50/bc") == [third.number]
    assert found("tinh_trang=la") == [third.number, newer.number, report.number]
    assert "đã thu hồi" in office.get("/bao-cao/da-phat-hanh/").text


def test_a_withdrawn_report_offers_no_replacement(sign_in, report, hanh):
    issues.withdrawn(report, hanh)
    assert sign_in("hanh").get(f"/bao-cao/phat-hanh/?thay={report.pk}").status_code == 404
