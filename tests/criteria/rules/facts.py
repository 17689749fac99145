"""The smallest facts the rules accept, for the tests of this folder."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from criteria.enums import Direction, Scope, Stage, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts

NOON = dt.datetime(2017, 9, 20, 12, tzinfo=dt.UTC)


def exactly(figure) -> Decimal | None:
    """Figures are written as text or whole numbers in the tests, never as floats."""
    return None if figure is None else Decimal(figure)


def indicator(**given) -> IndicatorFacts:
    """15.1: people insured, at least, two numbers."""
    plain = {
        "id": 1,
        "criterion_id": 15,
        "number": "15.1",
        "kind": ValueKind.PERCENT,
        "direction": Direction.AT_LEAST,
        "keeps_ratio": True,
        "counted": "người",
    }
    return IndicatorFacts(**plain | given)


INSURED = indicator()
POOR = indicator(id=2, number="11", direction=Direction.AT_MOST, counted="hộ")
ROADS = indicator(id=3, number="2.1", counted="km", whole=False)
INCOME = indicator(
    id=4, number="10", kind=ValueKind.MONEY, keeps_ratio=False, counted="", unit_of_measure="triệu đồng/người/năm"
)
SHACKS = indicator(
    id=5, number="9.1", kind=ValueKind.COUNT, direction=Direction.AT_MOST, keeps_ratio=False, counted="nhà"
)
POST_OFFICE = indicator(id=6, number="8.1", kind=ValueKind.YES_NO, direction=Direction.YES, keeps_ratio=False)
MARKET = indicator(id=7, number="7", kind=ValueKind.YES_NO, direction=Direction.YES, keeps_ratio=False, na_allowed=True)


def target(value="85", **given) -> TargetFacts:
    """A level for the whole country from 2016 on."""
    plain = {"id": 1, "indicator_id": 1, "scope": Scope.COMMON, "scope_code": "", "year_from": 2016, "year_to": None}
    return TargetFacts(value=exactly(value), **plain | given)


def finding(numerator=None, denominator=None, value=None, **given) -> FindingFacts:
    """A verified finding of 20/9/2017."""
    plain = {
        "id": 1,
        "stage": Stage.VERIFIED,
        "assessed_on": dt.date(2017, 9, 20),
        "recorded_at": NOON,
        "figure_year": 2017,
    }
    figures = {
        "numerator": exactly(numerator),
        "denominator": exactly(denominator),
        "value": exactly(value),
    }
    return FindingFacts(**plain | figures | given)


# Strategies ---------------------------------------------------------------------------------

levels = st.decimals(min_value=0, max_value=100, places=4)
counts = st.integers(min_value=0, max_value=10**9)
some = st.integers(min_value=1, max_value=10**9)
verdicts = st.sampled_from(list(Verdict))


@st.composite
def shares(draw) -> tuple[int, int]:
    """A part and its whole."""
    whole = draw(some)
    return draw(st.integers(min_value=0, max_value=whole)), whole
