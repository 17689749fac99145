"""What a cell waits for, and when it may be confirmed with others."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from criteria.enums import Stage, SubmissionState, Waiting
from criteria.rules.verifying import CellFacts, confirm_faults, difference, is_settled, verified_day, waiting_for
from tests.criteria.rules.test_warnings import said

MORNING, NOON = (dt.datetime(2017, 9, 20, hour, tzinfo=dt.UTC) for hour in (2, 5))
OWN = said(90, recorded_at=MORNING)
SAME = said(90, recorded_at=MORNING, stage=Stage.VERIFIED)
OTHER = said(80, recorded_at=MORNING, stage=Stage.VERIFIED)


@pytest.mark.parametrize(
    ("own", "verified", "given", "waiting"),
    [
        (None, SAME, {}, "EMPTY"),
        (OWN, None, {}, "VERIFICATION"),
        (OWN, SAME, {}, "NOTHING"),
        (OWN, OTHER, {}, "VERIFICATION"),
        (OWN, replace(OTHER, recorded_at=NOON), {}, "NOTHING"),
        (replace(OWN, recorded_at=NOON), OTHER, {}, "CHANGED"),
        (OWN, replace(SAME, assessed_on=dt.date(2017, 9, 1)), {}, "VERIFICATION"),
        (OWN, None, {"state": SubmissionState.DRAFT}, "NOT_SENT"),
        (OWN, SAME, {"is_returned": True}, "RETURNED"),
        (OWN, SAME, {"answered_at": NOON}, "ANSWERED"),
        (OWN, None, {"answered_at": NOON}, "ANSWERED"),
        (OWN, replace(SAME, recorded_at=NOON), {"answered_at": NOON}, "NOTHING"),
    ],
)
def test_each_cell_lies_in_one_heap(own, verified, given, waiting):
    cell = CellFacts(own, verified, **{"state": SubmissionState.SENT} | given)
    assert waiting_for(cell) == Waiting(waiting)


def test_nothing_is_settled_before_the_district_has_spoken():
    assert not is_settled(OWN, None)


def test_only_what_waits_is_confirmed_and_nothing_heavy_with_others():
    assert confirm_faults(Waiting.VERIFICATION, heavy=False) == []
    assert confirm_faults(Waiting.CHANGED, heavy=True) == ["có cảnh báo phải xem lại, mở ô để xác nhận riêng"]
    assert confirm_faults(Waiting.RETURNED, heavy=False) == ["đã trả lại, không xác nhận được ở đây"]


@pytest.mark.parametrize(
    ("own", "verified", "points"),
    [(OWN, OTHER, Fraction(-10)), (OWN, None, None), (None, OTHER, None), (OWN, said(None, declared="MET"), None)],
)
def test_the_difference_is_exact_where_numbers_can_be_compared(own, verified, points):
    assert difference(own, verified) == points


@pytest.mark.parametrize(
    ("own_day", "verified_on", "begins", "day"),
    [(20, None, 1, 20), (20, 22, 1, 22), (20, 10, 1, 20), (20, None, 25, 25)],
)
def test_a_confirmation_keeps_the_day_unless_something_stands_before_it(own_day, verified_on, begins, day):
    of = dt.date(2017, 9, 1).replace
    verified = replace(OTHER, assessed_on=of(day=verified_on)) if verified_on else None
    assert verified_day(replace(OWN, assessed_on=of(day=own_day)), verified, of(day=begins)) == of(day=day)
