"""The forms of 229 communes: every unit is there, the sums hold, and the workbook is whole."""

import io
from itertools import cycle, islice

import openpyxl
import pytest

from criteria.enums import Verdict
from reports import xlsx
from reports.tables.base import RowKind
from reports.tables.board import CriterionFacts
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from reports.tables.reading import DistrictReading
from tests import build
from tests.reports import facts, package

pytestmark = pytest.mark.django_db
UNITS, CRITERIA = 229, 19
TURNS = (*[Verdict.MET] * 7, Verdict.NEARLY, Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NA)


@pytest.fixture
def brief(district) -> Brief:
    """Verdicts that follow one another without a pattern of 19."""
    criteria = tuple(
        CriterionFacts(number, number, f"Tiêu chí {number}", f"TC {number}", "I", "Nhóm")
        for number in range(1, CRITERIA + 1)
    )
    communes = tuple(facts.commune(number) for number in range(1, UNITS + 1))
    keys = [(place, criterion) for place in communes for criterion in criteria]
    found = {key: facts.cell(verdict) for key, verdict in zip(keys, islice(cycle(TURNS), len(keys)), strict=True)}
    filled = Brief(district, facts.PERIOD)
    falls = [facts.fall(place, criteria[0]) for place in communes if found[place, criteria[0]].verdict == facts.NOT_MET]
    board = facts.board(found, None, communes, criteria, falls=falls)
    filled.read = DistrictReading(board, facts.standings({}, tasks=()))
    return filled


def column(table, key, kind=RowKind.DATA):
    at = [one.key for one in table.columns].index(key)
    cells = [dict(row.placed())[at] for row in table.rows if row.kind == kind]
    return [cell.value for cell in cells if not cell.covered]


def test_every_unit_is_counted_once_in_each_form(brief):
    matrix, bands, criteria = (FILLED[code](brief) for code in ("bieu-03", "bieu-04", "bieu-05"))
    counts = [column(matrix, key) for key in ("met", "nearly", "not_met", "others")]
    assert [sum(row) for row in zip(*counts, strict=True)] == [CRITERIA] * UNITS
    assert (sum(column(bands, "count")), column(bands, "count", RowKind.TOTAL)[0]) == (UNITS, UNITS)
    assert sum(column(criteria, "met")) == column(matrix, "met", RowKind.TOTAL)[0] == sum(counts[0])
    assert matrix.notes[0].endswith("Tính trên 229 đơn vị, gồm 229 xã.")


def test_the_cover_names_the_first_that_fell_and_leads_to_the_form_of_all(brief):
    """All names in one cell would push the signatures to a second page."""
    (said,) = (row for row in FILLED["tom-tat"](brief).rows if "suy giảm" in str(row.cells[1]))
    assert said.cells[-1].count(": TC ") == 8
    assert said.cells[-1].endswith(" đơn vị khác, xem Biểu 10")


def test_the_workbook_of_a_province_is_whole(brief):
    made = xlsx.workbook(
        [FILLED[code](brief) for code in ("bieu-03", "bieu-04", "bieu-05")], build.moment("2017-09-25")
    )
    assert package.faults(made) == []


def test_the_names_of_a_band_go_on_in_rows_no_higher_than_a_page(brief):
    """Excel draws no row higher than 409 points and cuts off what does not fit into it."""
    table = FILLED["bieu-04"](brief)
    told = [str(dict(row.placed())[6].value) for row in table.rows if row.kind == RowKind.DATA]
    listed = [name for text in told for name in text.strip("-").rstrip(",").split(", ") if name]
    assert (len(listed), len(set(listed))) == (UNITS, UNITS)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.workbook([table], build.moment("2017-09-25"))))["Biểu 04"]
    heights = [sheet.row_dimensions[at].height or 15 for at in range(1, sheet.max_row + 1)]
    assert max(heights) < 409
    assert sum(text.endswith(",") for text in told) == len(told) - len(column(table, "count"))
