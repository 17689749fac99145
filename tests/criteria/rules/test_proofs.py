"""Met without a document, or on an old one, is a warning; the very day is not yet too old."""

import datetime as dt

import pytest

from criteria.enums import Verdict
from criteria.rules.ages import is_past, months_back
from criteria.rules.proofs import Proof, proof_of
from criteria.rules.settings import DEFAULTS

TODAY = dt.date(2017, 9, 25)
YEAR_AGO, BEFORE_THAT = dt.date(2016, 9, 25), dt.date(2016, 9, 24)
NO_DOCUMENT = "Đạt nhưng chưa có minh chứng."
OLD = "Minh chứng mới nhất ngày 24/9/2016, đã quá 12 tháng."


@pytest.mark.parametrize(
    ("verdict", "days", "sentence"),
    [
        (Verdict.MET, [], NO_DOCUMENT),
        (Verdict.MET, [BEFORE_THAT], OLD),
        (Verdict.MET, [dt.date(2012, 1, 1), BEFORE_THAT], OLD),
        (Verdict.MET, [YEAR_AGO], ""),
        (Verdict.MET, [BEFORE_THAT, TODAY], ""),
        (Verdict.NEARLY, [], ""),
        (Verdict.NOT_MET, [BEFORE_THAT], ""),
        (None, [], ""),
    ],
)
def test_only_what_is_met_needs_a_document_that_is_not_old(verdict, days, sentence):
    proof = proof_of(verdict, days, TODAY, DEFAULTS)
    assert (proof.sentence, proof.count, proof.newest) == (sentence, len(days), max(days, default=None))


def test_no_proof_says_nothing():
    assert Proof().sentence == ""


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (dt.date(2017, 9, 25), 12, dt.date(2016, 9, 25)),
        (dt.date(2017, 1, 31), 1, dt.date(2016, 12, 31)),
        (dt.date(2017, 3, 31), 1, dt.date(2017, 2, 28)),
        (dt.date(2016, 2, 29), 12, dt.date(2015, 2, 28)),
        (dt.date(2017, 9, 25), 0, dt.date(2017, 9, 25)),
    ],
)
def test_so_many_months_earlier(day, months, earlier):
    assert months_back(day, months) == earlier
    assert not is_past(earlier, day, months)
    assert is_past(earlier - dt.timedelta(days=1), day, months)
