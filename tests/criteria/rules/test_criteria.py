"""A criterion over its indicators: all or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Verdict
from criteria.rules.verdicts import criterion_verdict
from tests.criteria.rules.facts import verdicts

# From the worst for the place to the best; NA is no rank, it is left out.
HEIGHT = [Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NEARLY, Verdict.MET]


@pytest.mark.parametrize(
    ("members", "verdict"),
    [
        (["MET", "MET", "MET"], "MET"),
        (["MET", "NA", "MET"], "MET"),
        (["MET", "NEARLY", "MET"], "NEARLY"),
        (["MET", "UNASSESSED"], "UNASSESSED"),
        (["NEARLY", "UNASSESSED"], "UNASSESSED"),
        (["NOT_MET", "UNASSESSED"], "NOT_MET"),
        (["NOT_MET", "NEARLY", "MET"], "NOT_MET"),
        (["NA", "NA"], "NA"),
        ([], "NA"),
    ],
)
def test_the_worst_member_decides(members, verdict):
    assert criterion_verdict(Verdict(member) for member in members) == verdict


@given(st.lists(verdicts))
def test_one_missing_indicator_is_never_met(members):
    assert criterion_verdict([*members, Verdict.UNASSESSED]) in (Verdict.UNASSESSED, Verdict.NOT_MET)


@given(st.lists(st.sampled_from(HEIGHT), min_size=1), st.data())
def test_a_worse_finding_never_raises_the_criterion(members, data):
    place = data.draw(st.integers(min_value=0, max_value=len(members) - 1))
    worse = data.draw(st.sampled_from(HEIGHT[: HEIGHT.index(members[place]) + 1]))
    after = [*members[:place], worse, *members[place + 1 :]]
    assert HEIGHT.index(criterion_verdict(after)) <= HEIGHT.index(criterion_verdict(members))


@given(st.lists(verdicts))
def test_the_order_of_indicators_does_not_matter(members):
    assert criterion_verdict(members) == criterion_verdict(members[::-1])


@given(st.lists(verdicts), st.lists(verdicts))
def test_parts_may_be_judged_before_the_whole(one, other):
    assert criterion_verdict([criterion_verdict(one), criterion_verdict(other)]) == criterion_verdict(one + other)
