"""Trao đổi: whom a call reaches, what a comment may be, how fast one may write."""

import datetime as dt

import pytest

from accounts.enums import Role
from communes.enums import Level
from criteria.enums import Addressee
from criteria.rules.comments import LONGEST, MOST, REACHED, addressees_of, pace_fault, text_fault, tidied

AT = dt.datetime(2017, 9, 25, 9, tzinfo=dt.UTC)


def test_everybody_who_can_be_called_is_reached_by_somebody():
    assert {addressee for reached in REACHED.values() for addressee in reached} == set(Addressee)
    assert set(Role) - set(REACHED) == {Role.FRONT, Role.ADMIN}


@pytest.mark.parametrize(
    ("level", "has_department", "away"),
    [
        (Level.COMMUNE, True, set()),
        (Level.COMMUNE, False, {Addressee.DEPARTMENT}),
        (
            Level.DISTRICT,
            True,
            {
                Addressee.COMMUNE, Addressee.COMMUNE_OFFICER, Addressee.COMMUNE_SECRETARY, Addressee.COMMUNE_CHAIR,
                Addressee.DEPARTMENT, Addressee.ASSIGNED_MEMBER,
            },
        ),
    ],
)  # fmt: skip
def test_a_cell_offers_those_who_have_to_do_with_it(level, has_department, away):
    assert set(addressees_of(level, has_department=has_department)) == set(Addressee) - away


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Đã rà soát \r\n\r\n\r\n\r\nChờ huyện  ", "Đã rà soát\n\nChờ huyện"),
        ("một\rhai", "một\nhai"),
        (" \n ", ""),
        ("<b>https://xuantan.vn</b>", "<b>https://xuantan.vn</b>"),
    ],
)
def test_words_are_kept_as_typed_but_for_empty_space(typed, kept):
    assert tidied(typed) == kept


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Ghi nội dung trao đổi."),
        ("a", ""),
        ("a" * LONGEST, ""),
        ("a" * 1234, "Nội dung dài 1.234 chữ, tối đa 1.000. Rút gọn, hoặc gắn tài liệu ở minh chứng."),
    ],
)
def test_a_comment_says_something_and_is_no_essay(text, fault):
    assert text_fault(text) == fault


@pytest.mark.parametrize(("minutes_ago", "waits"), [(9, True), (10, False), (11, False)])
def test_whoever_writes_too_fast_waits(minutes_ago, waits):
    written = [AT - dt.timedelta(minutes=minutes_ago)] * MOST
    assert bool(pace_fault(written, AT)) is waits
    assert pace_fault(written[1:], AT) == ""
