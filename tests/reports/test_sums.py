"""Check 9 (DOMAIN 10): whatever a district looks like, bands sum to its units and the five verdicts to its criteria."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.enums import Verdict
from criteria.rules.settings import DEFAULTS, Band
from reports.tables.base import RowKind
from reports.tables.board import CriterionFacts
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from reports.tables.overview import bands
from reports.tables.reading import DistrictReading
from tests.reports.facts import PERIOD, board, cell, commune, standings

pytestmark = pytest.mark.django_db


@st.composite
def groupings(draw, size: int) -> tuple[Band, ...]:
    """Bands that touch, from the best down to none met: the only ones that can be stored (`read_bands`)."""
    lows = sorted({0, *draw(st.lists(st.integers(1, size), max_size=5))}, reverse=True)
    tops = [size, *(low - 1 for low in lows)]
    return tuple(Band(low, top, f"{low} - {top}") for low, top in zip(lows, tops, strict=False))


@st.composite
def districts(draw):
    """A board of any size, any verdicts on both days, any grouping, with and without criteria that do not apply."""
    size = draw(st.integers(1, 19))
    criteria = tuple(CriterionFacts(number, number, f"TC {number}", f"TC {number}", "I", "Nhóm") for number in
                     range(1, size + 1))  # fmt: skip
    communes = tuple(commune(number) for number in range(1, draw(st.integers(0, 12)) + 1))
    keys = [(place, criterion) for place in communes for criterion in criteria]
    verdicts = st.lists(st.sampled_from(Verdict), min_size=len(keys), max_size=len(keys))
    claims = draw(st.booleans())
    days = [
        {key: cell(verdict, by_self=claims) for key, verdict in zip(keys, draw(verdicts), strict=True)}
        for _ in range(2)
    ]
    grouped = {"bands": draw(groupings(size)), "band_counts_na": draw(st.booleans())}
    return board(*days, communes, criteria, settings=replace(DEFAULTS, **grouped))


def brief_of(district, facts) -> Brief:
    """The forms of generated facts, as if they had been read."""
    brief = Brief(district, PERIOD)
    brief.read = DistrictReading(facts, standings({}, tasks=()))
    return brief


def column(table, key: str, kind: RowKind = RowKind.DATA) -> list:
    """What stands in a column of the rows of one kind."""
    at = [one.key for one in table.columns].index(key)
    return [dict(row.placed())[at].value for row in table.rows if row.kind == kind]


def told(table, *keys: str) -> list[tuple]:
    """The columns of the rows of data, beside each other."""
    return list(zip(*(column(table, key) for key in keys), strict=True))


generated = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@generated
@given(facts=districts())
def test_bands_sum_to_the_units_on_the_overview_and_in_form_04(facts, district):
    brief, units = brief_of(district, facts), len(facts.communes)
    grouped = bands(facts, brief.matrix)
    assert sum(line.count for line in grouped.lines) == sum(line.before for line in grouped.lines) == units
    assert sum(line.share for line in grouped.lines) == 100 * bool(units)
    table = FILLED["bieu-04"](brief)
    for key in ("count", "before"):
        assert sum(column(table, key)) == column(table, key, RowKind.TOTAL)[0] == units
    assert [words.count("(") for words in column(table, "names")] == column(table, "count")


@generated
@given(facts=districts())
def test_the_five_verdicts_of_a_commune_sum_to_the_criteria_in_form_03(facts, district):
    table, size = FILLED["bieu-03"](brief_of(district, facts)), len(facts.commune_book.criteria)
    counts = told(table, "met", "nearly", "not_met", "others")
    letters = told(table, *(f"c{at}" for at in range(1, size + 1)))
    assert [sum(row) for row in counts] == [size] * len(facts.communes)
    assert counts == [_counted(row) for row in letters]
    total = [column(table, key, RowKind.TOTAL)[0] for key in ("met", "nearly", "not_met", "others")]
    assert total == [sum(found) for found in zip(*counts, strict=True)] or not counts
    assert sum(total) == size * len(facts.communes)


@generated
@given(facts=districts())
def test_a_criterion_accounts_for_every_unit_in_form_05_and_agrees_with_form_03(facts, district):
    brief, units = brief_of(district, facts), len(facts.communes)
    table, sheet = FILLED["bieu-05"](brief), FILLED["bieu-03"](brief)
    rows = told(table, "met", "nearly", "not_met")
    for at, row in enumerate(rows, 1):
        met, nearly, not_met, others = _counted(column(sheet, f"c{at}"))
        assert (row, sum(row) + others) == ((met, nearly, not_met), units)
    total = [column(table, key, RowKind.TOTAL)[0] for key in ("met", "nearly", "not_met")]
    assert total == [sum(found) for found in zip(*rows, strict=True)]
    assert total == [column(sheet, key, RowKind.TOTAL)[0] for key in ("met", "nearly", "not_met")]


def _counted(letters) -> tuple[int, int, int, int]:
    """Met, nearly met, not met, and the rest, counted from the letters as a reader would."""
    seen = [letter.verdict for letter in letters]
    first = tuple(seen.count(verdict) for verdict in (Verdict.MET, Verdict.NEARLY, Verdict.NOT_MET))
    return (*first, seen.count(Verdict.UNASSESSED) + seen.count(Verdict.NA))
