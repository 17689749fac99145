"""When an account is locked, what of a typed page is kept, and how a saved address is read."""

import datetime as dt

import pytest

from accounts.rules import KEPT_AT_MOST, asked_by, fixed_day, kept_fields, locked_until, page_of, query_of

NINE = dt.datetime(2017, 9, 25, 9, 0, tzinfo=dt.UTC)
PAUSE = dt.timedelta(minutes=15)


def at(minute: int) -> dt.datetime:
    return NINE + dt.timedelta(minutes=minute)


@pytest.mark.parametrize(
    ("attempts", "until"),
    [
        ([], None),
        ([(at(0), 4)], None),
        ([(at(0), 5)], at(15)),
        ([(at(0), 3), (at(2), 2)], at(15)),
        ([(at(2), 2), (at(0), 3)], at(15)),
        ([(at(0), 1), (at(2), 5)], at(17)),
        ([(at(0), 9)], at(15)),
    ],
    ids=["none", "four", "five", "two machines", "any order", "the newer one alone is enough", "more than five"],
)
def test_the_lock_opens_when_fewer_than_five_failures_are_fresh(attempts, until):
    assert locked_until(attempts, limit=5, pause=PAUSE) == until


def test_passwords_and_tokens_are_never_carried_along():
    typed = [
        ("15.1-numerator", "7204"),
        ("csrfmiddlewaretoken", "secret"),
        ("old_password", "secret"),
        ("new_password_again", "secret"),
        ("mat_khau", "secret"),
        ("Password", "secret"),
        ("15.1-note", ""),
    ]
    assert kept_fields(typed) == [("15.1-numerator", "7204"), ("15.1-note", "")]


@pytest.mark.parametrize(("length", "kept"), [(KEPT_AT_MOST - 1, 1), (KEPT_AT_MOST, 0)])
def test_too_much_to_carry_is_not_carried(length, kept):
    assert len(kept_fields([("a", "x" * length)])) == kept


@pytest.mark.parametrize(
    ("address", "page", "query", "stops"),
    [
        ("/", "/", "", ""),
        ("/?den=2017-08-31&loc=x", "/", "den=2017-08-31&loc=x", "31/8/2017"),
        ("/bang/?cot=so#dau?den=1/9/2017", "/bang/", "cot=so", ""),
        ("/bang/#dau", "/bang/", "", ""),
        ("/bang/?den=5%2F9%2F2017", "/bang/", "den=5%2F9%2F2017", "05/9/2017"),
        ("/bang/?den=31/9/2017", "/bang/", "den=31/9/2017", ""),
        ("/bang/?so_voi=2017-08-31", "/bang/", "so_voi=2017-08-31", ""),
    ],
)
def test_a_saved_address_is_a_page_and_what_was_chosen_on_it(address, page, query, stops):
    assert (page_of(address), query_of(address), fixed_day(address)) == (page, query, stops)


def test_a_query_says_the_same_however_it_was_written():
    assert asked_by("q=xu%C3%A2n+t%C3%A2n&loc=") == asked_by("loc=&q=xuân tân")
    assert asked_by("xa=a&xa=b") != asked_by("xa=b&xa=a")
