"""Nhận xét, tự kiểm điểm: who writes, who reads a draft, what cannot be changed, two writers at once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from accounts.enums import Role
from accounts.models import AuditEntry
from communes.enums import Post
from directives.actions.remarks import StaleDraft, drop_draft, issue_remark, save_draft
from directives.enums import Side
from directives.models import Remark, RemarkDraft
from directives.permissions import (
    department_sheets_visible_to,
    drafts_of,
    in_charge_of,
    may_say,
    remarks_visible_to,
    sheets_visible_to,
)
from tests import build

CAST = (
    "officer", "tan", "chair", "chau", "lao_dong", "hanh", "party_office", "party_org", "member", "leader", "front",
    "admin",
)  # fmt: skip
AT = build.moment("2017-09-25")
UNTIL = dt.date(2017, 9, 25)


@pytest.fixture
def person(request):
    return request.getfixturevalue


def save(by, unit=None, department=None, side=Side.ORGANISATION, text="Nháp", seen=0):
    return save_draft(sheet=build.of_sheet(unit, department), side=side, text=text, seen=seen, by=by, at=AT)


def issue(draft, by, seen=None):
    seen = draft.revision if seen is None else seen
    return issue_remark(token=draft.token, seen=seen, ends_on=UNTIL, by=by, at=AT)


# --- Who ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", CAST)
def test_only_the_boards_and_the_heads_themselves_write(who, person, xuan_tan, labour):
    by = person(who)
    may = [
        side for side in Side for unit, department in ((xuan_tan, None), (None, labour))
        if may_say(by, side, unit, department)
    ]  # fmt: skip
    boards = [Side.ORGANISATION, Side.ORGANISATION, Side.INSPECTION, Side.INSPECTION]
    assert may == (boards if who == "party_org" else [Side.HEAD] if who in ("tan", "chair") else [])
    assert not may_say(by, Side.ORGANISATION, None, None)


@pytest.mark.parametrize("who", [who for who in CAST if who != "party_org"])
def test_nobody_else_saves_a_remark(who, person, xuan_tan):
    with pytest.raises(PermissionDenied):
        save(person(who), xuan_tan)


@pytest.mark.parametrize("who", CAST)
def test_a_draft_of_a_board_is_known_to_the_boards_alone(who, person, party_org, xuan_tan, labour):
    drafts = [save(party_org, xuan_tan), save(party_org, department=labour)]
    assert list(drafts_of(person(who)).order_by("pk")) == (drafts if who == "party_org" else [])


@pytest.mark.parametrize("who", CAST)
def test_a_draft_of_a_head_is_known_to_himself_alone(who, person, tan, xuan_tan):
    draft = save(tan, xuan_tan, side=Side.HEAD)
    assert list(drafts_of(person(who))) == ([draft] if who == "tan" else [])


@pytest.mark.parametrize("who", CAST)
def test_what_was_issued_is_read_by_whoever_reads_the_sheet(who, person, party_org, xuan_tan, labour):
    remarks = [build.remark(party_org, xuan_tan), build.remark(party_org, department=labour)]
    readers = {"hanh", "party_office", "party_org", "member", "leader"}
    seen = remarks if who in readers else remarks[:1] if who in ("tan", "chair") else []
    assert list(remarks_visible_to(person(who)).order_by("pk")) == seen


@pytest.mark.parametrize("who", CAST)
def test_sheets_are_for_those_who_judge_heads_and_for_the_head_himself(who, person, xuan_tan):
    user = person(who)
    communes, departments = sheets_visible_to(user).count(), department_sheets_visible_to(user).count()
    readers = {"hanh", "party_office", "party_org", "member", "leader"}
    own = 1 if who in ("tan", "chair", "chau") else 0
    assert (communes > 1, departments > 1) == (who in readers, who in readers)
    assert communes == own or who in readers


def test_a_member_is_in_charge_of_the_communes_he_was_appointed_to(member, leader, xuan_tan, xuan_chau):
    held = build.appointment(xuan_tan, Post.ASSIGNED_MEMBER)
    build.appointment(xuan_chau, Post.ASSIGNED_MEMBER, name=member.full_name)
    assert list(in_charge_of(member, UNTIL)) == []
    member.officer = held.officer
    assert list(in_charge_of(member, UNTIL)) == [xuan_tan]
    assert list(in_charge_of(leader, UNTIL)) == []


# --- Drafts ---------------------------------------------------------------------------------


def test_a_draft_is_gone_on_with_and_counts_its_versions(party_org, xuan_tan):
    first = save(party_org, xuan_tan, text=" Thuỷ lợi ")
    again = save(party_org, xuan_tan, text="Hai", seen=1)
    assert (first.pk, first.text, again.pk, again.text, again.revision) == (again.pk, "Thủy lợi", first.pk, "Hai", 2)


def test_the_two_boards_and_the_two_heads_each_have_a_draft_of_their_own(party_org, tan, chair, xuan_tan):
    save(party_org, xuan_tan), save(party_org, xuan_tan, side=Side.INSPECTION)
    save(tan, xuan_tan, side=Side.HEAD), save(chair, xuan_tan, side=Side.HEAD)
    assert RemarkDraft.objects.count() == 4


def test_a_draft_somebody_else_has_changed_is_not_overwritten(party_org, xuan_tan, district):
    other = build.user("other", Role.PARTY_ORG, unit=district)
    save(party_org, xuan_tan, text="Một")
    save(other, xuan_tan, text="Hai", seen=1)
    with pytest.raises(StaleDraft) as stale:
        save(party_org, xuan_tan, text="Ba", seen=1)
    assert (stale.value.theirs.text, stale.value.theirs.changed_by) == ("Hai", other)
    assert RemarkDraft.objects.get().text == "Hai"


def test_a_draft_that_is_gone_is_said_to_be_gone(party_org, xuan_tan):
    draft = save(party_org, xuan_tan)
    drop_draft(token=draft.token, seen=1, by=party_org, at=AT)
    with pytest.raises(StaleDraft) as stale:
        save(party_org, xuan_tan, text="Ba", seen=1)
    assert (stale.value.theirs, RemarkDraft.objects.count()) == (None, 0)


def test_the_same_words_sent_twice_are_kept_once(party_org, xuan_tan):
    save(party_org, xuan_tan, text="Một")
    assert (save(party_org, xuan_tan, text="Một").revision, RemarkDraft.objects.count()) == (1, 1)


def test_empty_words_are_refused_at_their_field(party_org, xuan_tan):
    with pytest.raises(ValidationError) as refused:
        save(party_org, xuan_tan, text="  \n ")
    assert refused.value.message_dict == {"text": ["Ghi nội dung."]}


def test_a_dropped_draft_leaves_nothing_but_the_line_that_it_was_dropped(party_org, xuan_tan):
    draft = save(party_org, xuan_tan, text="Chưa công bố")
    with pytest.raises(StaleDraft):
        drop_draft(token=draft.token, seen=7, by=party_org, at=AT)
    drop_draft(token=draft.token, seen=1, by=party_org, at=AT)
    with pytest.raises(StaleDraft):
        drop_draft(token=draft.token, seen=1, by=party_org, at=AT)
    assert list(AuditEntry.objects.filter(by=party_org).values_list("action", "subject")) == [
        ("Lưu nháp nhận xét", "Ban Tổ chức Huyện ủy: Xã Xuân Tân"),
        ("Bỏ nháp nhận xét", "Ban Tổ chức Huyện ủy: Xã Xuân Tân"),
    ]


def test_no_line_of_the_audit_holds_the_words_of_a_draft(tan, xuan_tan):
    issue(save(tan, xuan_tan, side=Side.HEAD, text="Chưa công bố"), tan)
    lines = AuditEntry.objects.filter(by=tan).values_list("action", "subject", "detail")
    assert [line[0] for line in lines] == ["Lưu nháp tự kiểm điểm", "Gửi bản tự kiểm điểm"]
    assert "Chưa công bố" not in str(list(lines))


# --- Issued ---------------------------------------------------------------------------------


def test_what_is_issued_keeps_words_days_and_who_issued_it(party_org, labour):
    remark = issue(save(party_org, department=labour, text="Đã rõ"), party_org)
    assert (remark.text, remark.department, remark.post, remark.begins_on, remark.ends_on, remark.issued_by) == (
        "Đã rõ", labour, "", dt.date(2017, 8, 28), UNTIL, party_org,
    )  # fmt: skip
    assert (str(remark), RemarkDraft.objects.count()) == (f"Ban Tổ chức Huyện ủy: {labour.name}", 0)


@pytest.mark.parametrize(("who", "post"), [("tan", Post.PARTY_SECRETARY), ("chair", Post.CHAIR)])
def test_a_review_carries_the_post_of_whoever_sent_it(who, post, person, xuan_tan):
    remark = build.remark(person(who), xuan_tan, side=Side.HEAD)
    assert (remark.post, remark.issued_by) == (post, person(who))


def test_sent_twice_it_is_issued_once(party_org, xuan_tan):
    draft = save(party_org, xuan_tan)
    assert issue(draft, party_org) == issue(draft, party_org) == Remark.objects.get()


def test_a_draft_that_changed_after_it_was_read_is_not_issued(party_org, xuan_tan):
    draft = save(party_org, xuan_tan)
    save(party_org, xuan_tan, text="Khác", seen=1)
    with pytest.raises(StaleDraft) as stale:
        issue(draft, party_org, seen=1)
    assert (stale.value.theirs.text, Remark.objects.count()) == ("Khác", 0)


@pytest.mark.parametrize("who", [who for who in CAST if who != "party_org"])
def test_nobody_issues_the_draft_of_another_side(who, person, party_org, xuan_tan):
    draft = save(party_org, xuan_tan)
    with pytest.raises(StaleDraft) as stale:
        issue(draft, person(who))
    assert (stale.value.theirs, Remark.objects.count()) == (None, 0)


def test_a_later_word_supplements_the_first(party_org, xuan_tan):
    first, second, third = (build.remark(party_org, xuan_tan, text=text) for text in ("Một", "Hai", "Ba"))
    assert [row.supplements for row in (first, second, third)] == [None, first, first]
    assert list(Remark.objects.in_order()) == [first, second, third]


def test_each_head_and_each_side_has_a_first_word_of_its_own(party_org, tan, chair, xuan_tan, xuan_chau):
    build.remark(party_org, xuan_tan), build.remark(party_org, xuan_chau)
    build.remark(party_org, xuan_tan, side=Side.INSPECTION)
    build.remark(tan, xuan_tan, side=Side.HEAD), build.remark(chair, xuan_tan, side=Side.HEAD)
    assert Remark.objects.filter(supplements=None).count() == 5


def test_a_real_word_does_not_lean_on_the_demonstration(party_org, xuan_tan, district):
    build.remark(build.user("mau", Role.PARTY_ORG, unit=district, sample=True), xuan_tan)
    draft = save(party_org, xuan_tan, text="Thật")
    with pytest.raises(ValidationError, match="số liệu minh họa"):
        issue(draft, party_org)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_was_issued_is_neither_changed_nor_deleted(change, party_org, xuan_tan):
    remark = build.remark(party_org, xuan_tan)
    rows = Remark.objects.filter(pk=remark.pk)
    with pytest.raises((IntegrityError, DatabaseError), match="chỉ được ghi thêm"), transaction.atomic():
        rows.update(text="Khác") if change == "update" else rows.delete()


@pytest.mark.parametrize("elsewhere", ["unit", "period", "side"])
def test_a_supplement_stands_on_the_sheet_of_what_it_supplements(elsewhere, party_org, xuan_tan, xuan_chau):
    first = build.remark(party_org, xuan_tan)
    other = {
        "unit": {"unit": xuan_chau},
        "period": {"begins_on": dt.date(2017, 9, 1)},
        "side": {"side": Side.INSPECTION},
    }[elsewhere]
    plain = {
        "side": first.side, "unit": xuan_tan, "period_code": "chi-thi", "begins_on": first.begins_on, "ends_on": UNTIL,
        "text": "Thử", "issued_by": party_org, "issued_at": AT, "token": "t", "supplements": first,
    }  # fmt: skip
    with pytest.raises((IntegrityError, DatabaseError), match="cùng kỳ với bản đầu"), transaction.atomic():
        Remark.objects.create(**plain | other)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"unit": None}, "Nhận xét về một đơn vị"),
        ({"text": ""}, "Ghi nội dung."),
        ({"post": Post.CHAIR}, "phải ghi chức vụ"),
        ({"ends_on": dt.date(2017, 8, 27)}, "từ ngày đầu kỳ trở đi"),
    ],
)
def test_the_table_itself_refuses_what_makes_no_sense(given, words, party_org, xuan_tan):
    plain = {
        "side": Side.ORGANISATION, "unit": xuan_tan, "period_code": "chi-thi", "begins_on": dt.date(2017, 8, 28),
        "ends_on": UNTIL, "text": "Thử", "issued_by": party_org, "issued_at": AT, "token": "t",
    }  # fmt: skip
    row = Remark(**plain | given)
    with pytest.raises(ValidationError, match=words):
        row.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_draft_of_a_head_has_an_owner_and_that_of_a_board_has_none(tan, party_org, xuan_tan):
    draft, head = save(party_org, xuan_tan), save(tan, xuan_tan, side=Side.HEAD)
    for row, owner in ((draft, tan), (head, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            RemarkDraft.objects.filter(pk=row.pk).update(owner=owner)
    assert str(head) == "Tự kiểm điểm của người đứng đầu: Xã Xuân Tân"


def test_the_triggers_stand_in_the_database(db):
    with connection.cursor() as cursor:
        listed = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
            "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        }
        cursor.execute(listed[connection.vendor])
        names = {name for (name,) in cursor.fetchall()}
    assert {"directives_remark_no_update", "directives_remark_no_delete", "directives_remark_same_sheet"} <= names
