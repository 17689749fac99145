"""Phát hành: once, whole, for good; refused with a sentence where anything is missing or taken."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.models import AuditEntry
from communes.enums import Kind, Level, Post
from communes.models import Appointment
from criteria.enums import Verdict
from ntm_portal import blobs, triggers
from reports.actions.issuing import StaleIssue
from reports.enums import PaperKind, ReportKind
from reports.models import IssuedFile, IssuedForm, IssuedReport
from reports.permissions import issued_visible_to, may_issue, may_see_adjustments, may_see_issued
from reports.rules.frozen import digest
from reports.rules.issuers import ISSUERS, issuers_for
from reports.tables.base import Signer
from reports.tables.board import Period
from reports.tables.filled import FILLED
from reports.tables.frozen import frozen, thawed
from reports.tables.issued_text import period_called
from reports.tables.issuing import (
    Dress,
    Order,
    bodies_of,
    made_of,
    post_words,
    signer_choices,
    signers_on,
    signs_as,
)
from reports.templatetags.paper import paper_table
from tests import build
from tests.reports import issues

pytestmark = pytest.mark.django_db


def test_a_report_keeps_what_was_entered_and_what_it_consisted_of(hanh):
    made = issues.contents(issues.table(verdict=Verdict.MET), issues.table("bieu-15"))
    report = issues.issued(hanh, number="số 45", made=made, note="Gửi kèm công văn")
    kept = IssuedReport.objects.get()
    assert (kept.number, kept.title, kept.period) == (
        "45/BC-VPĐP", "Báo cáo tháng 9/2017, gồm Biểu 03, 15", "tháng 9/2017",
    )  # fmt: skip
    assert (kept.signer_name, kept.signer_post, kept.issuer_name) == (
        "Người ký thử", "Trưởng phòng", "Văn phòng điều phối NTM huyện",
    )  # fmt: skip
    assert str(report) == "số 45/BC-VPĐP ngày 25/9/2017"
    assert [(form.code, form.digest == digest(form.content)) for form in kept.forms.all()] == [
        ("bieu-03", True), ("bieu-15", True),
    ]  # fmt: skip
    file = kept.files.get()
    assert blobs.path_of(file.sha256).read_bytes() == b"tep thu"
    assert (str(file), file.size_words, str(kept.forms.first())) == (
        "Bieu.xlsx", "1 KB", "Biểu 03 Tổng hợp xã × 19 tiêu chí",
    )  # fmt: skip
    line = AuditEntry.objects.get(action="Phát hành báo cáo")
    assert (line.subject, line.detail["so"]) == (kept.title, "45/BC-VPĐP")


def test_sent_twice_it_is_issued_once(hanh):
    first, second = (issues.issued(hanh, token="mot-lan") for _ in range(2))
    assert first == second == IssuedReport.objects.get()


def test_the_second_of_two_is_told_what_the_first_has_issued(hanh, party_office):
    district = hanh.unit.district
    sending = issues.Sending(party_office, issues.NOW, "sau", None)
    theirs = issues.issued(hanh)
    given = {"clocks": issues.CLOCKS, "contents": issues.contents(), "today": issues.TODAY}
    entered = issues.paper(district, "45-BC/VPHU", issuer="van-phong-huyen-uy")
    with pytest.raises(StaleIssue) as stale:
        issues.issue_report(paper=entered, sending=sending, **given)
    assert stale.value.theirs == theirs
    again = issues.issue_report(paper=entered, sending=replace(sending, seen=theirs.pk), **given)
    assert again.number == "45-BC/VPHU"


def refused(by, **given):
    with pytest.raises(ValidationError) as found:
        issues.issued(by, **given)
    return found.value.message_dict


def test_each_district_counts_its_own_numbers(hanh):
    """Bodies of two districts bear the same name; none may read of the other's report in a refusal."""
    other = build.unit(level=Level.DISTRICT, kind=Kind.HUYEN, parent=hanh.unit.parent)
    head = build.appointment(other, Post.DISTRICT_CHAIR, "Người ký huyện bên")
    theirs = build.user("huyen_ben", Role.DISTRICT_NTM_OFFICE, unit=other)
    issues.issued(hanh, "45/BC-UBND", issuer="uy-ban-nhan-dan")
    assert issues.issued(theirs, "45/BC-UBND", issuer="uy-ban-nhan-dan", signer=head).district == other
    assert "number" in refused(theirs, number="45/BC-UBND", issuer="uy-ban-nhan-dan", signer=head, token="hai")


def test_a_number_is_used_once_a_year_by_each_body(hanh):
    issues.issued(hanh, "45/BC-VPĐP")
    words = refused(hanh, number="45 /bc-vpđp")["number"][0]
    assert words.startswith("Số 45/BC-VPĐP đã dùng: Báo cáo tháng 9/2017, gồm Biểu 03, ")
    assert issues.issued(hanh, "45/BC-NN&PTNT", issuer="phong-nong-nghiep").pk
    issues.issued(hanh, "5/BC-VPĐP")
    assert refused(hanh, number="05")["number"][0].startswith("Số 05/BC-VPĐP đã dùng: ")
    last = build.date("2016-12-31")
    earlier = replace(issues.known("2016-12-31"), compared=last)
    assert issues.issued(hanh, "45/BC-VPĐP", clocks=earlier, issued_on=last, token="năm trước").year == 2016


def test_the_database_itself_refuses_a_second_report_with_the_number(hanh):
    report = issues.issued(hanh)
    report.pk, report.token = None, "khac"
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save(force_insert=True)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"number": ""}, "number", "Ghi số của báo cáo."),
        ({"number": "…/BC"}, "number", "Số gồm số thứ tự"),
        ({"issued_on": build.date("2017-09-26")}, "issued_on", "Ngày báo cáo chưa đến"),
        ({"kind": ReportKind.HALF}, "kind", "Ngày số liệu 25/9/2017 không thuộc kỳ nào của báo cáo 6 tháng."),
    ],
)
def test_what_is_missing_is_said_at_its_field(hanh, given, field, words):
    found = refused(hanh, **given)
    assert list(found) == [field]
    assert found[field][0].startswith(words)
    assert IssuedReport.objects.count() == 0


def test_who_signs_holds_the_post_on_that_day(hanh, district):
    former = issues.signer(district, valid_to=build.date("2017-08-31"))
    assert refused(hanh, signer=former) == {"signer": ["Người ký thử không giữ chức này vào ngày 25/9/2017: chọn lại."]}


def test_only_the_two_offices_issue_each_in_its_own_name(hanh, leader, tan, party_office):
    assert [may_issue(user) for user in (hanh, party_office, leader, tan)] == [True, True, False, False]
    for by, issuer in ((leader, "huyen-uy"), (hanh, "huyen-uy"), (party_office, "van-phong-dieu-phoi")):
        with pytest.raises(PermissionDenied):
            issues.issued(by, "45", issuer=issuer)


# --- Replacing ------------------------------------------------------------------------------


def test_a_later_report_replaces_an_earlier_one_with_the_reason(hanh):
    old = issues.issued(hanh)
    new = issues.issued(hanh, "46/BC-VPĐP", replaces=old, replace_reason="Sai số liệu BHYT")
    assert IssuedReport.objects.get(pk=old.pk).replaced_by == new
    assert AuditEntry.objects.filter(action="Phát hành báo cáo").last().detail["thay"] == old.label


def test_a_replacement_needs_a_reason_and_one_that_was_not_replaced(hanh):
    old = issues.issued(hanh)
    assert refused(hanh, number="46", replaces=old) == {"replace_reason": ["Nêu lý do thay thế."]}
    issues.issued(hanh, "46", replaces=old, replace_reason="Sai số liệu")
    assert refused(hanh, number="47", replaces=old, replace_reason="Lại sai") == {
        "number": ["Báo cáo số 45/BC-VPĐP ngày 25/9/2017 đã được thay bằng báo cáo số 46/BC-VPĐP ngày 25/9/2017."]
    }


def test_what_one_may_not_open_cannot_be_replaced(hanh, xuan_tan):
    old = issues.issued(hanh)
    old.pk = 0
    assert refused(hanh, number="46", replaces=old, replace_reason="Sai") == {
        "number": ["Không có báo cáo cần thay thế."]
    }


def test_a_report_of_another_office_is_not_replaced(hanh, party_office):
    theirs = issues.issued(party_office, "45-BC/VPHU", issuer="van-phong-huyen-uy")
    assert refused(hanh, number="46", replaces=theirs, replace_reason="Sai") == {
        "number": ["Không có báo cáo cần thay thế."]
    }
    assert issues.issued(
        party_office, "46-BC/HU", issuer="huyen-uy", replaces=theirs, replace_reason="Sai cơ quan"
    ).replaces == theirs  # fmt: skip


def test_a_replacement_is_not_dated_before_what_it_replaces(hanh):
    old, earlier = issues.issued(hanh), build.date("2017-09-20")
    given = {"clocks": issues.known("2017-09-20"), "issued_on": earlier}
    assert refused(hanh, number="46", replaces=old, replace_reason="Sai", **given) == {
        "issued_on": ["Thay báo cáo ghi ngày 25/9/2017: phải ghi ngày đó hoặc sau."]
    }
    new = issues.issued(hanh, "46/BC-VPĐP", **given)
    new.pk, new.token, new.number_key, new.replaces, new.replace_reason = None, "khac", "khac", old, "Sai"
    with pytest.raises(IntegrityError, match="không ghi ngày sau báo cáo này"), transaction.atomic():
        new.save(force_insert=True)


def test_nothing_real_replaces_the_demonstration(hanh, district):
    sample = build.user("mau", unit=district, sample=True)
    old = issues.issued(sample)
    assert refused(hanh, number="46", replaces=old, replace_reason="Sai") == {
        "number": ["Báo cáo minh họa không thay bằng báo cáo thật."]
    }


# --- For good -------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [IssuedReport, IssuedForm, IssuedFile])
def test_nothing_of_an_issued_report_is_changed_or_removed(hanh, model):
    issues.issued(hanh)
    field = {IssuedReport: {"note": "khác"}, IssuedForm: {"sheet": "khác"}, IssuedFile: {"size": 1}}[model]
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm, không được sửa"), transaction.atomic():
        model.objects.update(**field)
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm, không được xóa"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_nothing_is_added_to_an_issued_report(hanh):
    report = issues.issued(hanh)
    form, file = report.forms.get(), report.files.get()
    form.pk, form.code = None, "bieu-04"
    with pytest.raises(IntegrityError, match="Không thêm biểu vào báo cáo đã phát hành"), transaction.atomic():
        form.save(force_insert=True)
    file.pk, file.kind = None, PaperKind.WORD
    with pytest.raises(IntegrityError, match="Không thêm tệp vào báo cáo đã phát hành"), transaction.atomic():
        file.save(force_insert=True)


def test_a_replacement_is_about_the_same_place(hanh, xuan_tan):
    old = issues.issued(hanh)
    old.replaces_id, old.replace_reason, old.place = old.pk, "khác nơi", xuan_tan
    old.pk, old.token, old.number_key = None, "khac", "khac"
    with pytest.raises(IntegrityError, match="phải về cùng đơn vị"), transaction.atomic():
        old.save(force_insert=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_postgresql_refuses_truncate():
    with pytest.raises(IntegrityError, match="không được xóa"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE reports_issuedreport CASCADE")


def test_a_missing_trigger_stops_the_start():
    on = " ON reports_issuedreport" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER reports_issuedreport_no_update{on}")
    assert triggers.missing(connection) == ["reports_issuedreport_no_update"]


# --- What is frozen -------------------------------------------------------------------------


def test_the_annexes_carry_number_day_and_signer(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    report = issues.really_issued(hanh, number="46")
    table = thawed(report.forms.get(code="bieu-03").content)
    assert table.about.startswith(
        "(Kèm theo Báo cáo số 46/BC-VPĐP ngày 25/9/2017 của Văn phòng điều phối nông thôn mới huyện; số liệu tính đến "
    )
    assert (table.place_line, table.form.signers[1].name) == ("Xuân Trường, ngày 25 tháng 9 năm 2017", "Người ký thử")
    file = report.files.get()
    assert file.file_name == "TongHop_NTM_XuanTruong_2017-09-25_so-46-BC-VPDP.xlsx"
    sheet = load_workbook(BytesIO(blobs.path_of(file.sha256).read_bytes()))["Biểu 03"]
    said = {cell.value for row in sheet.iter_rows(max_row=8) for cell in row}
    assert {table.about, "VĂN PHÒNG ĐIỀU PHỐI NTM"} <= said


def test_a_frozen_form_is_drawn_as_it_was(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 90, 100), build.row("11", 3, 100), by=hanh)
    clocks, dress = issues.CLOCKS, Dress(ISSUERS["huyen-uy"], "46", issues.TODAY, Signer("BÍ THƯ", "", "A"))
    order = Order(hanh.unit.district, tuple(FILLED), Period(clocks.as_of, clocks.compared, issues.NOW))
    for table in made_of(order, dress).tables:
        kept = json.loads(json.dumps(frozen(table)))
        assert paper_table(thawed(kept)) == paper_table(table)


def test_one_form_gives_its_name_to_the_file(hanh):
    report = issues.really_issued(hanh, ("bieu-15",))
    assert report.files.get().file_name == "Bieu15_TinhHinhGuiBaoCao_XuanTruong_2017-09-25_so-46-BC-VPDP.xlsx"


@pytest.mark.parametrize(
    ("post", "issuer", "words"),
    [
        (Post.DISTRICT_SECRETARY, "huyen-uy", "BÍ THƯ"),
        (Post.DISTRICT_CHAIR, "uy-ban-nhan-dan", "CHỦ TỊCH"),
        (Post.DISTRICT_SECRETARY, "ban-chi-dao", "TRƯỞNG BAN"),
        (Post.DEPARTMENT_HEAD, "van-phong-huyen-uy", "CHÁNH VĂN PHÒNG"),
        # What was issued before only the posts of a body signed for it.
        (Post.DISTRICT_SECRETARY, "van-phong-dieu-phoi", "BÍ THƯ"),
    ],
)
def test_a_person_signs_as_the_body_calls_its_head(post, issuer, words):
    assert signs_as(Appointment(post=post), ISSUERS[issuer]) == words


def test_whoever_holds_a_post_of_the_bodies_that_day_signs_for_them(hanh, district, xuan_tan):
    build.appointment(xuan_tan, name="Bí thư xã")
    build.appointment(None, Post.DEPARTMENT_HEAD, "Giám đốc BHXH", department=district.departments.get(code="bhxh"))
    head = issues.signer(district)
    office, party = issuers_for("DISTRICT_NTM_OFFICE"), issuers_for("PARTY_OFFICE")
    found = signers_on(district, issues.TODAY, office)
    assert [(row.officer.name, post_words(row)) for row in found] == [
        ("Bùi Văn Hảo", "Bí thư Huyện ủy"), ("Người ký thử", "Trưởng phòng NN&PTNT"),
    ]  # fmt: skip
    assert signer_choices(found, office) == [
        ("Ban Chỉ đạo xây dựng NTM huyện", [(str(found[0].pk), "Bùi Văn Hảo, Bí thư Huyện ủy")]),
        ("Văn phòng điều phối NTM huyện, Phòng Nông nghiệp và PTNT",
         [(str(head.pk), "Người ký thử, Trưởng phòng NN&PTNT")]),
    ]  # fmt: skip
    assert [row.officer.name for row in signers_on(district, issues.TODAY, party)] == ["Bùi Văn Hảo"]
    assert signers_on(district, build.date("2015-01-01"), office) == []


def test_nobody_signs_for_a_body_whose_post_he_does_not_hold(hanh):
    head = issues.signer(hanh.unit)
    assert refused(hanh, number="46/BC-UBND", issuer="uy-ban-nhan-dan", signer=head) == {
        "signer": ["Người ký thử không ký cho UBND huyện: chọn người khác."]
    }


@pytest.mark.parametrize("issuer", ISSUERS.values(), ids=ISSUERS)
def test_every_body_that_is_offered_issues_text_and_forms(issuer, hanh, district, xuan_tan):
    clocks, dress = issues.CLOCKS, Dress(issuer, "46/BC", issues.TODAY, Signer(issuer.signer, "", "A"))
    days, text = Period(clocks.as_of, clocks.compared), period_called("thang-9-2017", district, clocks.as_of)
    made = made_of(Order(district, ("bieu-03",), days, text), dress)
    assert (made.paper.head.bodies, made.tables[0].issuer) == (bodies_of(issuer, district),) * 2
    assert (made.paper.head.family, made.paper.head.number_code) == (issuer.family, issuer.number_code)
    assert (made.paper.head.signer, made.paper.signed_by) == (issuer.signer, "A")
    assert issuer.signs


# --- Who reads ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "district_report", "of_heads", "of_commune", "later"),
    [
        ("hanh", True, True, True, True),
        ("party_office", True, True, True, True),
        ("leader", True, True, True, True),
        ("member", True, True, True, True),
        ("front", True, False, True, False),
        ("admin", True, False, True, True),
        ("tan", False, False, True, True),
        ("officer", False, False, True, True),
        ("chau", False, False, False, True),
        ("lao_dong", False, False, False, False),
    ],
)
def test_each_role_opens_the_reports_of_what_it_reads(
    who, district_report, of_heads, of_commune, later, request, hanh, xuan_tan
):
    user = request.getfixturevalue(who)
    whole = issues.issued(hanh)
    heads = issues.issued(hanh, "46", issues.contents(issues.table("bieu-14")))
    IssuedReport(**fields_of(whole) | {"place": xuan_tan, "token": "xa", "number_key": "xa"}).save(force_insert=True)
    own = IssuedReport.objects.get(token="xa")
    visible = set(issued_visible_to(user))
    assert [report in visible for report in (whole, heads, own)] == [district_report, of_heads, of_commune]
    assert may_see_issued(user) is (who != "lao_dong")
    assert may_see_adjustments(user) is later


def fields_of(report):
    return {f.name: getattr(report, f.name) for f in report._meta.concrete_fields if f.name != "id"}
