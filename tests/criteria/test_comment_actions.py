"""Trao đổi: written once, calls that wait until answered or done, words that are taken back and stay."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.enums import Role
from accounts.models import AuditEntry
from criteria.actions.comments import settle_mentions, withdraw_comment, write_comment
from criteria.enums import Addressee
from criteria.models import Comment, CommentWithdrawal, Mention, Settlement
from criteria.permissions import mentions_open_to
from criteria.rules.comments import MOST
from tests import build

pytestmark = pytest.mark.django_db
AT = build.moment("2017-09-25")
LATER = AT + dt.timedelta(minutes=5)


def said(unit, by, number="11", text="Đề nghị rà soát lại danh sách", to=(), at=AT, token=None):
    given = {"text": text, "to": to, "token": token or str(uuid4()), "by": by, "at": at}
    return write_comment(unit=unit, indicator=build.indicator(number), **given)


def refusal(act, **given) -> dict | list:
    with pytest.raises(ValidationError) as fault:
        act(**given)
    return fault.value.message_dict if hasattr(fault.value, "error_dict") else fault.value.messages


def waits_for(user) -> list[int]:
    return list(mentions_open_to(user, localdate(LATER)).order_by("comment").values_list("comment", flat=True))


def last_line() -> tuple:
    return AuditEntry.objects.order_by("-pk").values_list("action", "detail").first()


# --- Writing --------------------------------------------------------------------------------


def test_a_comment_is_kept_with_whom_it_calls_and_leaves_a_line(xuan_tan, hanh):
    written = said(xuan_tan, hanh, text=" Thiếu biên bản\r\nxóm 5 ", to=[Addressee.COMMUNE, Addressee.COMMUNE])
    comment = written.comment
    assert (comment.text, comment.by, comment.at, written.was_there) == ("Thiếu biên bản\nxóm 5", hanh, AT, False)
    assert [mention.addressee for mention in comment.mentions.all()] == ["COMMUNE"]
    assert last_line() == ("Ghi ý kiến trao đổi", {"comment": comment.pk, "to": ["COMMUNE"], "answers": []})


def test_a_double_press_writes_once(xuan_tan, hanh, tan):
    first = said(xuan_tan, hanh, token="một lần")
    again = said(xuan_tan, hanh, token="một lần", at=LATER)
    assert (again.comment, again.was_there) == (first.comment, True)
    assert said(xuan_tan, tan, token="một lần").comment != first.comment


def test_the_same_words_a_moment_later_are_a_second_press(xuan_tan, hanh, tan):
    first = said(xuan_tan, hanh)
    soon = AT + dt.timedelta(seconds=90)
    assert refusal(said, unit=xuan_tan, by=hanh, at=soon) == {
        "text": ["Ý kiến này vừa được ghi lúc 09:00, không ghi thêm lần nữa."]
    }
    assert said(xuan_tan, hanh, number="12", at=soon).comment != first.comment
    assert said(xuan_tan, hanh, at=LATER).comment != first.comment
    assert said(xuan_tan, tan, at=soon).comment.by == tan


def test_nothing_too_much_and_too_fast_are_refused(xuan_tan, hanh):
    assert refusal(said, unit=xuan_tan, by=hanh, text="  ") == {"text": ["Ghi nội dung trao đổi."]}
    assert "tối đa 1.000" in refusal(said, unit=xuan_tan, by=hanh, text="a" * 1001)["text"][0]
    for number in range(MOST):
        build.comment(xuan_tan, by=hanh, text=f"Ý {number}", at="2017-09-25")
    assert refusal(said, unit=xuan_tan, by=hanh) == {
        "text": ["Tài khoản này đã ghi 20 ý kiến trong 10 phút. Chờ ít phút rồi ghi tiếp."]
    }
    assert said(xuan_tan, hanh, at=AT + dt.timedelta(minutes=11))


def test_only_those_who_have_to_do_with_the_cell_are_called(district, hanh):
    given = {"unit": district, "indicator": build.indicator("1", "DISTRICT"), "text": "Thử", "token": "t", "at": AT}
    assert refusal(write_comment, **given, by=hanh, to=[Addressee.COMMUNE]) == {
        "to": ["Chọn nơi nhận trong danh sách."]
    }
    assert write_comment(**given, by=hanh, to=[Addressee.LEADERSHIP]).comment.unit == district


@pytest.mark.parametrize(
    "who", ["officer", "tan", "chair", "lao_dong", "hanh", "leader", "member", "party_org", "admin"]
)
def test_whoever_reads_the_history_may_speak(who, xuan_tan, request):
    assert said(xuan_tan, request.getfixturevalue(who)).comment.pk


@pytest.mark.parametrize("who", ["chau", "front"])
def test_a_stranger_may_not(who, xuan_tan, request):
    with pytest.raises(PermissionDenied):
        said(xuan_tan, request.getfixturevalue(who))


def test_a_department_speaks_about_its_own_indicators(xuan_tan, lao_dong):
    with pytest.raises(PermissionDenied):
        said(xuan_tan, lao_dong, number="15.1")


# --- Calls ----------------------------------------------------------------------------------


CALLED = [
    (Addressee.COMMUNE, {"officer", "tan", "chair"}),
    (Addressee.COMMUNE_OFFICER, {"officer"}),
    (Addressee.COMMUNE_SECRETARY, {"tan"}),
    (Addressee.COMMUNE_CHAIR, {"chair"}),
    (Addressee.DEPARTMENT, {"lao_dong"}),
    (Addressee.OFFICE, {"hanh"}),
    (Addressee.PARTY_OFFICE, {"party_office"}),
    (Addressee.PARTY_ORG, {"party_org"}),
    (Addressee.ASSIGNED_MEMBER, {"member"}),
    (Addressee.LEADERSHIP, {"leader"}),
]
CAST = ("officer", "tan", "chair", "chau", "lao_dong", "hanh", "party_office", "party_org", "member", "leader", "front")


@pytest.mark.parametrize(("addressee", "reached"), CALLED)
def test_a_call_reaches_exactly_those_it_names(addressee, reached, xuan_tan, admin, request):
    said(xuan_tan, admin, to=[addressee])
    cast = {who: request.getfixturevalue(who) for who in (*CAST, "admin")}
    assert {who for who, user in cast.items() if waits_for(user)} == reached


def test_a_department_is_called_at_the_indicators_it_leads(xuan_tan, hanh, lao_dong):
    said(xuan_tan, hanh, number="15.1", to=[Addressee.DEPARTMENT])
    assert waits_for(lao_dong) == []


def test_an_answer_ends_the_call(xuan_tan, hanh, tan, chair):
    asked = said(xuan_tan, hanh, to=[Addressee.COMMUNE, Addressee.COMMUNE_CHAIR]).comment
    answer = said(xuan_tan, tan, text="Đã rà soát", at=LATER)
    assert (answer.answered, waits_for(tan), waits_for(chair)) == (1, [], [asked.pk])
    (settled,) = Settlement.objects.all()
    assert (settled.mention.addressee, settled.answer, settled.by) == ("COMMUNE", answer.comment, tan)
    assert last_line()[1]["answers"] == [settled.mention_id]


def test_nobody_answers_himself_or_in_another_cell(xuan_tan, hanh):
    asked = said(xuan_tan, hanh, to=[Addressee.OFFICE]).comment
    assert said(xuan_tan, hanh, text="Nói thêm", at=LATER).answered == 0
    colleague = build.user(unit=hanh.unit)
    assert said(xuan_tan, colleague, number="12").answered == 0
    assert waits_for(hanh) == [asked.pk]
    assert said(xuan_tan, colleague, text="Đã xem", at=LATER).answered == 1


def test_those_who_were_called_say_that_it_is_done(xuan_tan, hanh, tan, chau):
    asked = said(xuan_tan, hanh, to=[Addressee.COMMUNE_SECRETARY]).comment
    wrong = ["Ý kiến này đã được trả lời, đánh dấu xong, hoặc không gửi tới tài khoản này."]
    for who in (hanh, chau):
        assert refusal(settle_mentions, comment=asked, by=who, at=LATER) == wrong
    (settled,) = settle_mentions(comment=asked, by=tan, at=LATER)
    assert (settled.answer, settled.by, waits_for(tan)) == (None, tan, [])
    assert last_line() == ("Đánh dấu ý kiến đã xong", {"comment": asked.pk})
    assert refusal(settle_mentions, comment=asked, by=tan, at=LATER) == wrong


# --- Taking back ----------------------------------------------------------------------------


def test_the_author_takes_back_and_nobody_waits_any_longer(xuan_tan, hanh, tan):
    asked = said(xuan_tan, hanh, to=[Addressee.COMMUNE]).comment
    line = withdraw_comment(comment=asked, reason=" Nhầm ô ", by=hanh, at=LATER)
    assert (line.reason, Comment.objects.get().text, waits_for(tan)) == ("Nhầm ô", asked.text, [])
    assert last_line() == ("Rút ý kiến trao đổi", {"comment": asked.pk, "reason": "Nhầm ô"})
    gone = ["Ý kiến này đã được rút, hoặc không phải của tài khoản này."]
    assert refusal(withdraw_comment, comment=asked, reason="Lần nữa", by=hanh, at=LATER) == gone


def test_the_administrator_may_take_back_and_others_may_not(xuan_tan, hanh, tan, admin):
    asked = said(xuan_tan, hanh).comment
    gone = ["Ý kiến này đã được rút, hoặc không phải của tài khoản này."]
    assert refusal(withdraw_comment, comment=asked, reason="Không thích", by=tan, at=LATER) == gone
    assert list(refusal(withdraw_comment, comment=asked, reason=" ", by=admin, at=LATER)) == ["reason"]
    assert withdraw_comment(comment=asked, reason="Có tên hộ dân", by=admin, at=LATER).by == admin


# --- The demonstration ----------------------------------------------------------------------


def test_real_words_do_not_lean_on_the_demonstration(xuan_tan, hanh, tan):
    clerk = build.user("minh-hoa", Role.DISTRICT_NTM_OFFICE, unit=hanh.unit, sample=True)
    asked = said(xuan_tan, clerk, to=[Addressee.COMMUNE]).comment
    assert (asked.sample, asked.mentions.get().sample) == (True, True)
    assert said(xuan_tan, tan, at=LATER).answered == 0
    assert refusal(settle_mentions, comment=asked, by=tan, at=LATER) == [
        "Đây là ý kiến minh họa, không đánh dấu bằng tài khoản thật."
    ]
    administrator = build.user(role=Role.ADMIN, is_staff=True, is_superuser=True)
    assert refusal(withdraw_comment, comment=asked, reason="Thử", by=administrator, at=LATER) == [
        "Đây là ý kiến minh họa, không rút bằng tài khoản thật."
    ]


def test_the_demonstration_goes_with_its_comments(xuan_tan, hanh):
    clerk = build.user("minh-hoa", Role.DISTRICT_NTM_OFFICE, unit=hanh.unit, sample=True)
    other = build.user("xa-minh-hoa", Role.COMMUNE_OFFICER, unit=xuan_tan, sample=True)
    said(xuan_tan, clerk, to=[Addressee.COMMUNE])
    said(xuan_tan, other, at=LATER)
    withdraw_comment(comment=said(xuan_tan, clerk, text="Nhầm", at=LATER).comment, reason="Nhầm", by=clerk, at=LATER)
    real = said(xuan_tan, hanh, at=LATER).comment
    call_command("remove_demo", verbosity=0)
    assert (list(Comment.objects.all()), Mention.objects.count(), Settlement.objects.count()) == ([real], 0, 0)


def test_removal_names_real_words_that_lean_on_the_demonstration(xuan_tan, hanh, tan):
    asked = build.comment(xuan_tan, by=hanh, sample=True, to=[Addressee.COMMUNE])
    settled = Settlement.objects.create(mention=asked.mentions.get(), by=tan, at=AT)
    with pytest.raises(CommandError, match=rf"trả lời lời nhắc {settled.pk} \(lời nhắc\)"):
        call_command("remove_demo")


# --- What the database keeps ----------------------------------------------------------------


def refused(act) -> str:
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        act()
    return str(fault.value)


def test_nothing_that_was_said_is_changed_or_removed(xuan_tan, hanh, tan):
    asked = said(xuan_tan, hanh, to=[Addressee.COMMUNE, Addressee.OFFICE]).comment
    said(xuan_tan, tan, at=LATER)
    withdraw_comment(comment=asked, reason="Nhầm", by=hanh, at=LATER)
    changes = {
        Comment: ({"text": "khác"}, "Ý kiến trao đổi"),
        CommentWithdrawal: ({"reason": "khác"}, "Rút ý kiến"),
        Mention: ({"addressee": "LEADERSHIP"}, "Nơi nhận ý kiến"),
        Settlement: ({"at": LATER}, "Trả lời lời nhắc"),
    }
    for model, (change, what) in changes.items():
        rows = model.objects.all()
        assert f"{what} chỉ được ghi thêm, không được sửa" in refused(
            lambda rows=rows, change=change: rows.update(**change)
        )
        assert f"{what} chỉ được ghi thêm, không được xóa" in refused(lambda rows=rows: rows._raw_delete(rows.db))


def test_an_answer_stands_in_the_cell_of_the_call(xuan_tan, xuan_chau, hanh, tan):
    asked = build.comment(xuan_tan, by=hanh, to=[Addressee.COMMUNE])
    others = [
        asked,
        build.comment(xuan_chau, by=tan),
        build.comment(xuan_tan, build.indicator("11"), by=tan),
    ]
    for answer in others:
        wrong = Settlement(mention=asked.mentions.get(), answer=answer, by=tan, at=AT)
        assert "Ý kiến trả lời phải ở cùng một ô" in refused(wrong.save)


@pytest.mark.parametrize("given", [{"text": ""}, {"token": "một lần"}])
def test_an_empty_comment_or_one_sent_twice_is_no_row(given, xuan_tan, hanh):
    build.comment(xuan_tan, by=hanh, token="một lần")
    with pytest.raises(IntegrityError), transaction.atomic():
        build.comment(xuan_tan, by=hanh, **given)


def test_a_place_is_called_once_and_a_comment_is_withdrawn_with_a_reason(xuan_tan, hanh):
    asked = build.comment(xuan_tan, by=hanh, to=[Addressee.COMMUNE])
    refused(lambda: Mention.objects.create(comment=asked, addressee=Addressee.COMMUNE))
    refused(lambda: CommentWithdrawal.objects.create(comment=asked, reason="", by=hanh, at=AT))


def test_rows_are_called_by_what_they_say(xuan_tan, hanh, tan):
    asked = said(xuan_tan, hanh, to=[Addressee.COMMUNE]).comment
    said(xuan_tan, tan, at=LATER)
    line = withdraw_comment(comment=asked, reason="Nhầm", by=hanh, at=LATER)
    mention, settled = Mention.objects.get(), Settlement.objects.get()
    assert [str(each) for each in (mention, settled, line)] == [
        f"{asked.pk}: Xã", f"{mention.pk}: đã trả lời", f"{asked.pk}: Nhầm",
    ]  # fmt: skip
    assert str(Settlement(mention=mention)) == f"{mention.pk}: đã xong"
    assert "Xuân Tân" in str(asked)
