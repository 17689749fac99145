"""Which target judges: scope first, then the latest start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Scope
from criteria.rules.facts import Place
from criteria.rules.targets import known_targets, target_for
from tests.criteria.rules.facts import target

XUAN_TAN = Place(province_code="36", region="DBSH", group="II")

COMMON = target(id=1, value="80")
DELTA = target(id=2, value="85", scope=Scope.REGION, scope_code="DBSH")
MOUNTAINS = target(id=3, value="70", scope=Scope.REGION, scope_code="TDMN")
GROUP = target(id=4, value="86", scope=Scope.GROUP, scope_code="II")
PROVINCE = target(id=5, value="90", scope=Scope.PROVINCE, scope_code="36")
NEIGHBOUR = target(id=6, value="95", scope=Scope.PROVINCE, scope_code="34")


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ([], None),
        ([COMMON], COMMON),
        ([COMMON, DELTA], DELTA),
        ([DELTA, MOUNTAINS], DELTA),
        ([DELTA, GROUP], GROUP),
        ([DELTA, GROUP, PROVINCE], PROVINCE),
        ([COMMON, NEIGHBOUR], COMMON),
        ([NEIGHBOUR, MOUNTAINS], None),
    ],
)
def test_the_nearest_scope_rules(rows, chosen):
    assert target_for(rows, XUAN_TAN, 2017) == chosen
    assert target_for(rows[::-1], XUAN_TAN, 2017) == chosen


@pytest.mark.parametrize(
    ("year", "chosen"), [(2015, None), (2016, 1), (2017, 1), (2018, 2), (2019, 2), (2020, 3), (2030, 3)]
)
def test_the_latest_start_rules_within_a_scope(year, chosen):
    rows = [target(id=1, year_from=2016), target(id=2, year_from=2018), target(id=3, year_from=2020)]
    found = target_for(rows, XUAN_TAN, year)
    assert (found.id if found else None) == chosen


def test_a_row_that_has_ended_gives_way():
    rows = [COMMON, target(id=9, scope=Scope.PROVINCE, scope_code="36", year_from=2016, year_to=2017)]
    assert [target_for(rows, XUAN_TAN, year).id for year in (2017, 2018)] == [9, 1]


def test_an_older_provincial_row_still_outranks_a_newer_common_one():
    rows = [target(id=1, year_from=2017), target(id=2, year_from=2016, scope=Scope.PROVINCE, scope_code="36")]
    assert target_for(rows, XUAN_TAN, 2017).id == 2


def test_a_correction_replaces_the_row_it_names():
    corrected = target(id=8, value="88", scope=Scope.REGION, scope_code="DBSH", corrects_id=DELTA.id)
    assert target_for([DELTA, corrected], XUAN_TAN, 2017) == corrected


def test_a_withdrawn_provincial_row_lets_the_region_rule_again():
    withdrawn = target(id=8, value=None, scope=Scope.PROVINCE, scope_code="36", corrects_id=PROVINCE.id)
    assert target_for([DELTA, PROVINCE, withdrawn], XUAN_TAN, 2017) == DELTA


def test_a_withdrawal_may_itself_be_corrected():
    withdrawn = target(id=8, value=None, corrects_id=COMMON.id)
    restored = target(id=9, value="82", corrects_id=withdrawn.id)
    assert known_targets([COMMON, withdrawn, restored]) == [restored]


def test_a_place_without_region_takes_no_regional_row():
    nowhere = Place()
    assert target_for([target(scope=Scope.REGION, scope_code="")], nowhere, 2017) is None


@given(st.lists(st.integers(min_value=2016, max_value=2020), max_size=6), st.integers(min_value=2015, max_value=2022))
def test_what_starts_later_than_the_year_never_judges(starts, year):
    rows = [target(id=pk, year_from=start) for pk, start in enumerate(starts, start=1)]
    found = target_for(rows, XUAN_TAN, year)
    assert (found.year_from if found else None) == max((start for start in starts if start <= year), default=None)
