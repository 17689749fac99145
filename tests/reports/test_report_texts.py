"""The words of the office in a report: versions that are only added, drafts, stale writes; how sentences are put."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from accounts.models import AuditEntry
from communes.enums import Kind, Level
from reports.actions.texts import OfReport, StaleText, restore_text, word_pattern, write_text
from reports.enums import TextAct
from reports.models import PatternText, ReportText
from reports.rules.shipped_patterns import PATTERNS, is_slot, pattern_of
from reports.rules.texts import LONGEST_SENTENCE, LONGEST_TEXT, text_fault, tidied
from reports.tables.periodic import REPORTERS
from reports.tables.periodic_texts import patterns_of, progress_of, texts_of, wording_then
from tests import build
from tests.reports.test_heads import MONTH

pytestmark = pytest.mark.django_db
AT = build.moment("2017-09-24")
LATER = build.moment("2017-09-25")
CAUSE = "viet-nguyen-nhan"
OVERDUE = "qua-han-khong"


@pytest.fixture
def report(district) -> OfReport:
    return OfReport(district, MONTH.code, MONTH.span.begins_on)


def write(report, by, text="Do thiếu người.", slot=CAUSE, seen=0, draft=False, basis="", at=AT) -> ReportText:
    return write_text(report=report, slot=slot, text=text, basis=basis, seen=seen, draft=draft, by=by, at=at)


def pattern(district, by, text, code="nhom", seen=0, at=AT, body="") -> PatternText:
    return word_pattern(district=district, code=code, text=text, seen=seen, by=by, at=at, body=body)


# --- Rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "text", "kept"),
    [
        (CAUSE, "  Một  hai.\r\n\r\nBa. \n", "Một hai.\n\nBa."),
        ("nhom_ii", "Nhóm II.\nHết.  ", "Nhóm II. Hết."),
    ],
)
def test_words_are_kept_tidy(slot, text, kept):
    assert tidied(slot, text) == kept


@pytest.mark.parametrize(
    ("slot", "text", "fault"),
    [
        (CAUSE, "Do thiếu người.", ""),
        (CAUSE, "", "Ghi nội dung."),
        ("qua-han", "", "Ghi câu, hoặc lấy lại câu tự động."),
        (CAUSE, "a" * (LONGEST_TEXT + 2), "Nội dung dài quá 02 ký tự; nhiều nhất 6.000 ký tự."),
        ("qua-han", "a" * (LONGEST_SENTENCE + 1), "Nội dung dài quá 01 ký tự; nhiều nhất 1.500 ký tự."),
        (CAUSE, "Hết./.", "Chỉ câu cuối văn bản có “./.”."),
        ("ket-thuc", "Hết.", "Câu cuối văn bản kết thúc bằng “./.”."),
        ("ket-thuc", "Trên đây là báo cáo./.", ""),
    ],
)
def test_words_are_refused_with_the_reason(slot, text, fault):
    assert text_fault(slot, text) == fault


def test_a_slot_is_a_text_or_a_use_of_a_pattern():
    assert [is_slot(slot) for slot in (CAUSE, "nhom_ii", "qua-han", "khong-co")] == [True, True, True, False]
    assert pattern_of("nhom_ii") is PATTERNS["nhom"]
    assert pattern_of(CAUSE) is None


# --- Texts ------------------------------------------------------------------------------------


def test_a_text_flows_into_the_report_and_leaves_a_line(report, hanh):
    write(report, hanh)
    found = texts_of(report)[CAUSE]
    assert (found.in_report.text, found.draft, found.seen) == ("Do thiếu người.", None, 1)
    line = AuditEntry.objects.get(action="Ghi phần viết của báo cáo")
    assert (line.subject, line.detail) == (
        "thang-9-2017: Nguyên nhân",
        {"ky": "thang-9-2017", "tu": "2017-09-01", "phan": CAUSE, "lan": 1},
    )


def test_a_draft_waits_beside_what_stands_in_the_report(report, hanh, party_office):
    write(report, hanh)
    write(report, party_office, "Do chậm.", seen=1, draft=True)
    found = texts_of(report)[CAUSE]
    assert (found.in_report.text, found.draft.text, found.seen) == ("Do thiếu người.", "Do chậm.", 2)
    write(report, hanh, "Do chậm.", seen=2)
    found = texts_of(report)[CAUSE]
    assert (found.in_report.text, found.draft, [row.revision for row in found.newest_first]) == (
        "Do chậm.", None, [3, 2, 1],
    )  # fmt: skip


def test_taking_back_brings_the_sentence_of_the_portal(report, hanh):
    slot = "qua-han"
    assert restore_text(report=report, slot=slot, seen=0, by=hanh, at=AT) is None
    write(report, hanh, "Không còn việc quá hạn.", slot=slot, basis="Còn 05 việc quá hạn.")
    restored = restore_text(report=report, slot=slot, seen=1, by=hanh, at=AT)
    found = texts_of(report)[slot]
    assert (restored.act, found.in_report, found.newest.revision) == (TextAct.RESTORE, None, 2)
    assert str(restored) == "thang-9-2017: Việc quá hạn"


def test_sent_twice_it_is_kept_once(report, hanh):
    write(report, hanh)
    again = write(report, hanh)
    assert (again.revision, ReportText.objects.count()) == (1, 1)


def test_a_stale_write_is_refused_with_the_words_of_the_other(report, hanh, party_office):
    write(report, hanh)
    with pytest.raises(StaleText) as refused:
        write(report, party_office, "Do chậm.")
    assert refused.value.theirs.text == "Do thiếu người."
    with pytest.raises(StaleText):
        restore_text(report=report, slot=CAUSE, seen=0, by=party_office, at=AT)
    assert ReportText.objects.count() == 1


def test_faulty_words_are_not_kept(report, hanh):
    with pytest.raises(ValidationError, match="Ghi nội dung"):
        write(report, hanh, "  ")


@pytest.mark.parametrize("who", ["leader", "party_org", "member", "tan", "lao_dong", "front", "admin"])
def test_only_both_offices_write(who, report, request):
    with pytest.raises(PermissionDenied):
        write(report, request.getfixturevalue(who))


def test_nobody_writes_into_another_district_or_an_unknown_place(report, hanh):
    other = build.unit(level=Level.DISTRICT, kind=Kind.HUYEN, parent=report.place.parent)
    with pytest.raises(PermissionDenied):
        write(OfReport(other, report.code, report.begins_on), hanh)
    with pytest.raises(PermissionDenied):
        write(report, hanh, slot="khong-co")


def test_an_earlier_knowledge_reads_the_words_of_then(report, hanh):
    write(report, hanh)
    write(report, hanh, "Do chậm.", seen=1, at=LATER)
    head = REPORTERS["van-phong-huyen-uy"].head
    then = wording_then(report.place, MONTH, head, AT + dt.timedelta(hours=1))
    assert then.written[CAUSE].text == "Do thiếu người."
    assert wording_then(report.place, MONTH, head).written[CAUSE].text == "Do chậm."
    assert wording_then(report.place, MONTH, head, AT - dt.timedelta(hours=1)).written == {}


def test_each_report_has_words_of_its_own(report, hanh):
    write(OfReport(report.place, "thang-9-2016", dt.date(2016, 9, 1)), hanh)
    assert texts_of(report) == {}


def test_the_list_tells_how_far_the_writing_is(report, hanh, party_office):
    assert progress_of(report.place, [MONTH])[MONTH.code].words == "0/6 phần"
    assert progress_of(report.place, [MONTH])[MONTH.code].last is None
    write(report, hanh)
    write(report, hanh, "Không.", slot=OVERDUE)
    write(report, party_office, "Nháp.", slot="viet-de-xuat", draft=True, at=LATER)
    found = progress_of(report.place, [MONTH])[MONTH.code]
    assert (found.words, found.last.text) == ("1/6 phần; 1 câu sửa; 1 nháp", "Nháp.")


# --- Patterns ---------------------------------------------------------------------------------


def test_a_pattern_of_the_office_is_used_until_the_shipped_one_is_brought_back(district, hanh, admin):
    own = "{ten_nhom} (nhóm {so_nhom}): {ket_qua}."
    pattern(district, hanh, own)
    assert patterns_of(district)["nhom"] == own
    restored = pattern(district, admin, "", seen=1, at=LATER)
    assert patterns_of(district)["nhom"] == PATTERNS["nhom"].text
    assert patterns_of(district, known_at=AT)["nhom"] == own
    assert str(restored) == "Câu mẫu Nhóm tiêu chí"
    actions = ["Sửa câu mẫu báo cáo", "Lấy lại câu mẫu gốc"]
    assert (
        list(AuditEntry.objects.filter(action__in=actions).order_by("pk").values_list("action", flat=True)) == actions
    )


BODIES = ("huyen-uy", "van-phong-huyen-uy", "uy-ban-nhan-dan")
COMMON, PARTY, TOP = (f"{{ten_nhom}} ({{so_nhom}}){mark} {{ket_qua}}." for mark in (":", ",", ";"))


def said_by(district, at=None) -> list[str]:
    """How Huyện ủy, its office and UBND huyện put the sentence."""
    return [patterns_of(district, REPORTERS[code].head, at)["nhom"] for code in BODIES]


def test_a_family_or_a_body_says_it_its_own_way_and_all_others_as_everybody(district, hanh, party_office):
    shipped = PATTERNS["nhom"].text
    pattern(district, hanh, COMMON)
    assert said_by(district) == [COMMON, COMMON, COMMON]
    pattern(district, party_office, PARTY, body="party")
    pattern(district, party_office, TOP, body="huyen-uy", at=LATER)
    assert said_by(district) == [TOP, PARTY, COMMON]
    assert said_by(district, AT) == [PARTY, PARTY, COMMON]
    assert patterns_of(district)["nhom"] == COMMON
    back = pattern(district, hanh, "", body="huyen-uy", seen=1)
    pattern(district, hanh, "", seen=1)
    assert said_by(district) == [PARTY, PARTY, shipped]
    assert str(back) == "Câu mẫu Nhóm tiêu chí, Huyện ủy"


def test_versions_of_each_body_are_numbered_apart_and_a_stale_one_is_refused(district, hanh, party_office):
    assert [pattern(district, hanh, COMMON, body=body).revision for body in ("", "party", "huyen-uy")] == [1, 1, 1]
    with pytest.raises(StaleText) as refused:
        pattern(district, party_office, TOP, body="party")
    assert refused.value.theirs.text == COMMON
    line = AuditEntry.objects.filter(action="Sửa câu mẫu báo cáo").order_by("pk").last()
    assert line.detail == {"cau": "nhom", "lan": 1, "co-quan": "huyen-uy"}


@pytest.mark.parametrize(("code", "body"), [("nhom", "ubnd-xa"), ("nhom", "khong-co"), ("xa-nhom", "huyen-uy")])
def test_a_body_that_never_says_the_sentence_has_no_wording_of_it(code, body, district, hanh):
    with pytest.raises(PermissionDenied):
        pattern(district, hanh, "", code=code, body=body)


@pytest.mark.parametrize(
    ("code", "body", "heard"),
    [("nhom", "", ("",)), ("nhom", "party", ("party", "")), ("nhom", "huyen-uy", ("huyen-uy", "party", "")),
     ("xa-nhom", "ubnd-xa", ("ubnd-xa", "state", ""))],
)  # fmt: skip
def test_whose_wordings_count_the_nearest_first(code, body, heard):
    assert PATTERNS[code].heard(body) == heard


def test_a_wording_that_no_longer_fits_is_not_used(district, hanh):
    PatternText.objects.create(
        district=district, pattern="nhom", text="Nhóm {cu}.", revision=1, written_by=hanh, written_at=AT
    )
    assert patterns_of(district)["nhom"] == PATTERNS["nhom"].text


def test_a_pattern_is_refused_with_the_name_of_the_gap(district, hanh):
    with pytest.raises(ValidationError) as refused:
        pattern(district, hanh, "Nhóm {so_nhom}, {huyen}: {ket_qua}.")
    assert refused.value.messages == ["Chỗ trống {huyen} không có trong câu này.", "Thiếu chỗ trống {ten_nhom}."]


def test_a_pattern_sent_twice_is_kept_once_and_a_stale_one_refused(district, hanh, party_office):
    own = "{ten_nhom} ({so_nhom}): {ket_qua}."
    assert pattern(district, hanh, own).pk == pattern(district, hanh, own).pk
    with pytest.raises(StaleText) as refused:
        pattern(district, party_office, "Nhóm {so_nhom} {ten_nhom}: {ket_qua}.")
    assert refused.value.theirs.text == own


@pytest.mark.parametrize("who", ["leader", "party_org", "tan", "front"])
def test_only_the_offices_and_the_administrator_word_patterns(who, district, request):
    with pytest.raises(PermissionDenied):
        pattern(district, request.getfixturevalue(who), "")


def test_a_pattern_that_is_not_there_or_of_another_district_is_not_worded(district, hanh):
    other = build.unit(level=Level.DISTRICT, kind=Kind.HUYEN, parent=district.parent)
    for place, code in ((other, "nhom"), (district, "khong-co")):
        with pytest.raises(PermissionDenied):
            pattern(place, hanh, "", code=code)


# --- The database -----------------------------------------------------------------------------


def test_versions_are_only_added(report, hanh):
    write(report, hanh)
    pattern(report.place, hanh, "{ten_nhom} ({so_nhom}): {ket_qua}.")
    for model in (ReportText, PatternText):
        for change in (lambda rows: rows.update(text="Khác"), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
                change(model.objects.all())


def test_a_version_says_something_unless_it_takes_back(report, hanh):
    row = write(report, hanh)
    for act, text in ((TextAct.WRITE, ""), (TextAct.RESTORE, "Còn")):
        wrong = ReportText(**report.fields, slot=CAUSE, act=act, text=text, revision=9, written_by=hanh, written_at=AT)
        with pytest.raises(ValidationError, match="Ghi nội dung"):
            wrong.full_clean()
    twice = ReportText(**report.fields, slot=CAUSE, act=TextAct.WRITE, text="a", revision=row.revision)
    with pytest.raises(ValidationError, match="vừa được người khác ghi"):
        twice.validate_constraints()
