"""One event, one case: it stands where it began and names what it took down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.rules.regressions import above, lowest
from tests.criteria.rules.facts import indicator

CLEAN = indicator(id=1, criterion_id=17, number="17.5")
WATER = indicator(id=2, criterion_id=17, number="17.1")
TAP = indicator(id=3, criterion_id=17, number="17.1a", part_of_id=2)
WELL = indicator(id=4, criterion_id=17, number="17.1b", part_of_id=2)
ROADS = indicator(id=5, criterion_id=2, number="2.1")
BOOK = {facts.id: facts for facts in (CLEAN, WATER, TAP, WELL, ROADS)}
CRITERION, OTHER = ("C", 17), ("C", 2)


@pytest.mark.parametrize(
    ("fallen", "events"),
    [
        ([("I", 1)], {("I", 1): []}),
        ([("I", 1), CRITERION], {("I", 1): [CRITERION]}),
        ([("I", 3), ("I", 2), CRITERION], {("I", 3): [("I", 2), CRITERION]}),
        ([("I", 3), ("I", 4), ("I", 2)], {("I", 3): [("I", 2)], ("I", 4): [("I", 2)]}),
        ([("I", 3), CRITERION], {("I", 3): [CRITERION]}),
        ([("I", 1), ("I", 3), CRITERION], {("I", 1): [CRITERION], ("I", 3): [CRITERION]}),
        ([("I", 2), CRITERION], {("I", 2): [CRITERION]}),
        ([CRITERION], {CRITERION: []}),
        ([("I", 5), CRITERION], {("I", 5): [], CRITERION: []}),
        ([("I", 5), OTHER, CRITERION], {("I", 5): [OTHER], CRITERION: []}),
        ([("I", 9)], {("I", 9): []}),
    ],
)
def test_a_case_stands_at_the_lowest_that_fell(fallen, events):
    assert lowest(fallen, BOOK) == events


@given(st.sets(st.sampled_from([*(("I", pk) for pk in BOOK), CRITERION, OTHER])))
def test_nothing_that_fell_is_lost_and_nothing_is_made_up(fallen):
    found = lowest(fallen, BOOK)
    assert set(found) | {up for ups in found.values() for up in ups} == fallen
    assert all(set(above(owner, BOOK)) & fallen == set(ups) for owner, ups in found.items())
    assert not any(owner in above(other, BOOK) for owner in found for other in fallen)
