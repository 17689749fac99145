"""Kiểm tra: planning, writing, signing, supplementing and ending a visit, and who may not."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import AuditEntry
from directives.actions.inspections import (
    MinutesSealed,
    Visit,
    add_item,
    add_supplement,
    cancel_visit,
    close_inspection,
    draft_minutes,
    plan_visits,
    sign_minutes,
)
from directives.actions.minutes import MOST_PHOTOS, WordsRefused, keep_photo
from directives.enums import InspectionAct, InspectionKind, InspectionState, TeamOf
from directives.models import Inspection, InspectionPaper
from tests import build
from tests.directives import visits

pytestmark = pytest.mark.django_db
AT, TODAY = build.moment("2017-09-25"), build.date("2017-09-25")


def state_of(inspection) -> str:
    return Inspection.objects.get(pk=inspection.pk).state


def trail(inspection) -> list[str]:
    return list(inspection.steps.values_list("act", flat=True))


# --- Planning ---------------------------------------------------------------------------------


def test_several_places_are_planned_at_once_and_only_once(hanh, xuan_tan, xuan_chau):
    visit = Visit(
        InspectionKind.CHECK, TeamOf.STATE, "Tổ công tác", TODAY, team=[("Trần Văn K", "Tổ trưởng")],
        cells=[visits.cell("15.1"), visits.cell("tc-17")],
    )  # fmt: skip
    given = {"units": [xuan_tan, xuan_chau], "visit": visit, "token": "một lần", "by": hanh, "at": AT}
    made = plan_visits(**given)
    assert plan_visits(**given) == made
    assert [(row.unit, row.items.count(), row.members.get().name) for row in made] == [
        (xuan_tan, 2, "Trần Văn K"),
        (xuan_chau, 2, "Trần Văn K"),
    ]
    assert trail(made[0]) == ["PLAN"]
    assert AuditEntry.objects.filter(by=hanh, action__startswith="Lập kế hoạch").count() == 2
    assert made[0].history.get().history_user == hanh


@pytest.mark.parametrize("lacking", ["units", "cells"])
def test_a_plan_needs_a_place_and_something_to_look_at(lacking, hanh, xuan_tan):
    cells = [] if lacking == "cells" else [visits.cell("15.1")]
    visit = Visit(InspectionKind.CHECK, TeamOf.STATE, "Tổ công tác", TODAY, cells=cells)
    units = [] if lacking == "units" else [xuan_tan]
    with pytest.raises(ValidationError) as refused:
        plan_visits(units=units, visit=visit, token="x", by=hanh, at=AT)
    assert list(refused.value.message_dict) == [lacking]


@pytest.mark.parametrize(
    ("who", "kind", "team"),
    [
        ("hanh", "CHECK", "FRONT"),
        ("hanh", "OPINION", "STATE"),
        ("member", "CHECK", "STATE"),
        ("member", "CRITICISM", "PARTY"),
        ("front", "CHECK", "FRONT"),
        ("front", "OVERSIGHT", "PARTY"),
        ("tan", "CHECK", "STATE"),
        ("leader", "CHECK", "PARTY"),
        ("party_office", "CHECK", "PARTY"),
        ("lao_dong", "CHECK", "STATE"),
        ("admin", "CHECK", "STATE"),
    ],
)
def test_nobody_plans_what_is_not_his(who, kind, team, xuan_tan, request):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        visits.planned(xuan_tan, by, kind=InspectionKind(kind), team_of=TeamOf(team))


@pytest.mark.parametrize(
    ("who", "kind"),
    [("hanh", "CHECK"), ("member", "OVERSIGHT"), ("front", "CRITICISM"), ("front", "OPINION"), ("front", "OVERSIGHT")],
)
def test_each_role_has_its_own_kinds(who, kind, xuan_tan, request):
    by = request.getfixturevalue(who)
    assert visits.planned(xuan_tan, by, kind=InspectionKind(kind)).kind == kind


# --- Writing ----------------------------------------------------------------------------------


def test_the_first_words_begin_the_visit_and_the_same_words_change_nothing(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    slot = visits.slot_of(made)
    assert visits.write(made, hanh, slot, verdict="MET") == {"verdict": "MET"}
    lines = AuditEntry.objects.count()
    visits.write(made, hanh, slot, verdict="MET")
    assert (state_of(made), trail(made), AuditEntry.objects.count()) == ("HELD", ["PLAN", "BEGIN"], lines)
    assert made.notes.get().item.indicator.number == "15.1"


def test_people_and_days_are_written_as_words(hanh, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    assert list(made.members.values_list("side", "name", "post")) == [
        ("TEAM", "Trần Văn K", "Ủy viên BTV"),
        ("TEAM", "Phạm Thị D", ""),
        ("UNIT", "Nguyễn Văn A", "Chủ tịch UBND xã"),
    ]
    visits.write(made, hanh, seen={"team": "Trần Văn K, Ủy viên BTV\nPhạm Thị D"}, team="Phạm Thị D")
    assert list(made.members.filter(side="TEAM").values_list("name", flat=True)) == ["Phạm Thị D"]


def test_what_somebody_else_wrote_meanwhile_is_never_overwritten(hanh, member, xuan_tan):
    made = visits.planned(xuan_tan, member)
    other = build.user(role="ASSIGNED_MEMBER", unit=xuan_tan.district, full_name="Phạm Thị D")
    visits.write(made, other, place="Nhà văn hóa xóm 2")
    with pytest.raises(WordsRefused) as refused:
        visits.write(made, member, seen={"place": ""}, place="Trụ sở UBND xã")
    stale = refused.value.stale["place"]
    assert (stale.text, stale.who, stale.at) == ("Nhà văn hóa xóm 2", "Phạm Thị D", build.moment("2017-09-20", 10))
    visits.write(made, member, seen={"place": "Nhà văn hóa xóm 2"}, place="Trụ sở UBND xã")
    assert Inspection.objects.get(pk=made.pk).place == "Trụ sở UBND xã"


def test_two_who_write_the_same_do_not_disturb_each_other(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    visits.write(made, hanh, place="Trụ sở")
    assert visits.write(made, hanh, seen={"place": "không đúng"}, place="Trụ sở") == {"place": "Trụ sở"}
    with pytest.raises(WordsRefused) as refused:
        visits.write(made, hanh, place="Khác", began_at="lúc")
    assert refused.value.faults == {"began_at": "Không đọc được giờ này. Nhập theo mẫu 8:30."}
    assert set(refused.value.stale) == {"place"}


def test_an_unreadable_seen_text_counts_as_not_seen(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    with pytest.raises(WordsRefused) as refused:
        visits.write(made, hanh, seen={"visited_on": "hôm qua"}, visited_on="19/9/2017")
    assert set(refused.value.stale) == {"visited_on"}


def test_a_visit_in_the_future_and_hours_the_wrong_way_are_refused(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    with pytest.raises(WordsRefused) as refused:
        visits.write(made, hanh, visited_on="26/9/2017")
    assert refused.value.faults == {"visited_on": "Ngày kiểm tra chưa đến."}
    with pytest.raises(ValidationError, match="Giờ kết thúc phải sau giờ bắt đầu"):
        visits.write(made, hanh, began_at="9:00", ended_at="8:00")


@pytest.mark.parametrize("slot", ["muc-0", "muc-x", "la", "khac-" + "x" * 40, "khac-\n"])
def test_a_place_that_is_not_in_the_minutes_is_refused(slot, hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    with pytest.raises(ValidationError):
        visits.write(made, hanh, slot, subject="x")


def test_a_note_besides_the_checklist_has_its_own_place(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    visits.write(made, hanh, "khac-abc", subject="Chợ")
    visits.write(made, hanh, "khac-abc", shortcoming="Chưa có chợ")
    note = made.notes.get()
    assert (note.item, note.subject, note.shortcoming, note.says_something) == (None, "Chợ", "Chưa có chợ", True)


def test_points_are_added_while_the_minutes_are_open(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    criterion, poor = visits.cell("11")
    item = add_item(inspection=made, criterion=criterion, indicator=poor, look_at="Hồ sơ", by=hanh, at=AT)
    assert str(item) == "11 Hộ nghèo đa chiều"
    with pytest.raises(ValidationError, match="đã có trong nội dung kiểm tra"):
        add_item(inspection=made, criterion=criterion, indicator=poor, look_at="", by=hanh, at=AT)


@pytest.mark.parametrize("who", ["member", "front", "tan", "leader", "lao_dong", "admin"])
def test_nobody_writes_the_minutes_of_another_team(who, hanh, xuan_tan, request):
    made = visits.planned(xuan_tan, hanh)
    with pytest.raises(PermissionDenied):
        visits.write(made, request.getfixturevalue(who), place="Trụ sở")


def test_nothing_real_is_written_into_the_demonstration(hanh, xuan_tan):
    clerk = build.user(unit=xuan_tan.district, sample=True)
    made = visits.planned(xuan_tan, clerk)
    assert made.sample
    with pytest.raises(ValidationError, match="minh họa"):
        visits.write(made, hanh, place="Trụ sở")


# --- Photos -----------------------------------------------------------------------------------


def photo(inspection, by, slot, words="ảnh", **given):
    upload = build.upload(build.pdf(words), name="anh.pdf")
    return keep_photo(inspection=inspection, slot=slot, upload=upload, by=by, at=AT, today=TODAY, **given)


def test_a_photo_is_evidence_of_the_place_and_kept_once(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    slot = visits.slot_of(made)
    kept = photo(made, hanh, slot)
    assert photo(made, hanh, slot) == kept
    assert (kept.evidence.unit, kept.evidence.summary, kept.note.slot) == (
        xuan_tan,
        "Ảnh kiểm tra: 15.1 Người dân tham gia BHYT",
        slot,
    )
    assert photo(made, hanh, "khac-a").evidence.summary == "Ảnh kiểm tra: nội dung khác"


def test_photos_are_bounded_and_belong_to_something_that_was_seen(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    slot = visits.slot_of(made)
    for number in range(MOST_PHOTOS):
        photo(made, hanh, slot, f"ảnh {number}")
    with pytest.raises(ValidationError, match="nhiều nhất 20"):
        photo(made, hanh, slot, "thừa")
    with pytest.raises(ValidationError, match="Ảnh gắn với một nội dung"):
        photo(made, hanh, "bien-ban")
    with pytest.raises(ValidationError, match="Không nhận loại tệp này"):
        keep_photo(
            inspection=made, slot="khac-b", upload=build.upload(b"MZ", "x.exe"), by=hanh, at=AT, today=TODAY
        )  # fmt: skip


# --- Signing and after ------------------------------------------------------------------------


def test_minutes_go_from_draft_to_signature_to_end(hanh, xuan_tan):
    made = visits.signed(xuan_tan, hanh, requests=0)
    assert (made.state, made.team_signer, made.unit_signer, made.signed_on) == (
        InspectionState.SIGNED,
        "Trần Văn K",
        "Nguyễn Văn A",
        build.date("2017-09-20"),
    )
    add_supplement(inspection=made, words="Số thẻ ở xóm 2 là 712", by=hanh, at=AT)
    close_inspection(inspection=made, by=hanh, at=AT)
    add_supplement(inspection=made, words="Thêm một lần", by=hanh, at=AT)
    assert trail(made) == ["PLAN", "BEGIN", "DRAFT", "SIGN", "SUPPLEMENT", "CLOSE", "SUPPLEMENT"]
    assert state_of(made) == "CLOSED"


def test_minutes_that_lack_something_are_not_signed(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    visits.write(made, hanh, place="Trụ sở")
    with pytest.raises(ValidationError, match="Ghi ngày kiểm tra"):
        draft_minutes(inspection=made, by=hanh, at=AT)
    with pytest.raises(ValidationError, match="Ghi ngày kiểm tra"):
        sign_minutes(
            inspection=made, team_signer="A", unit_signer="B", signed_on=TODAY, by=hanh, at=AT, today=TODAY
        )  # fmt: skip


def test_minutes_are_drafted_before_they_are_signed_and_not_before_the_visit(hanh, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    given = {"inspection": made, "team_signer": "A", "unit_signer": "B", "by": hanh, "at": AT, "today": TODAY}
    with pytest.raises(ValidationError, match="đang ở bước “Đang kiểm tra”"):
        sign_minutes(signed_on=TODAY, **given)
    draft_minutes(inspection=made, by=hanh, at=AT)
    with pytest.raises(ValidationError, match="Ngày ký phải từ ngày kiểm tra"):
        sign_minutes(signed_on=build.date("2017-09-19"), **given)


def test_signed_minutes_take_no_more_words(hanh, xuan_tan):
    made = visits.signed(xuan_tan, hanh)
    with pytest.raises(MinutesSealed, match="Biên bản đã ký ngày 20/9/2017"):
        visits.write(made, hanh, seen={"place": "Trụ sở UBND xã"}, place="Nơi khác")
    with pytest.raises(MinutesSealed):
        photo(made, hanh, visits.slot_of(made))
    with pytest.raises(MinutesSealed):
        visits.asked(made, hanh)


def test_a_visit_ends_only_when_nothing_is_left(hanh, xuan_tan):
    made = visits.signed(xuan_tan, hanh, requests=2)
    with pytest.raises(ValidationError, match="Còn 02 kiến nghị"):
        close_inspection(inspection=made, by=hanh, at=AT)
    planned = visits.planned(xuan_tan, hanh)
    with pytest.raises(ValidationError, match="đang ở bước “Đã lên lịch”"):
        close_inspection(inspection=planned, by=hanh, at=AT)


def test_a_plan_is_called_off_with_a_reason_and_then_sealed(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh)
    with pytest.raises(ValidationError, match="lý do hủy"):
        cancel_visit(inspection=made, words="", by=hanh, at=AT)
    cancel_visit(inspection=made, words="Xã đang chống bão", by=hanh, at=AT)
    assert made.steps.last().words == "Xã đang chống bão"
    with pytest.raises(MinutesSealed, match="đã hủy"):
        visits.write(made, hanh, place="Trụ sở")


def test_words_of_people_are_kept_as_they_are_called(hanh, xuan_tan):
    made = visits.signed(xuan_tan, hanh)
    texts = [made.members.first(), made.notes.first(), made.steps.first(), made.requests.first(), made]
    assert [str(row) for row in texts] == [
        "Trần Văn K",
        f"{made.pk}: {visits.slot_of(made)}",
        f"{made.pk}: {InspectionAct.PLAN.label}",
        "Việc thứ 1",
        "Kiểm tra Xã Xuân Tân",
    ]
    assert InspectionPaper.objects.count() == 0
