"""The forms, cell by cell, on three communes that can be checked by hand (tests/reports/golden)."""

import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from communes.enums import Level
from criteria.enums import FallKind, Stage, ValueKind, Verdict
from criteria.models import Indicator
from directives.models import Obligation
from ntm_portal.clock import end_of_day
from reports import xlsx
from reports.rules.periodic_tables import dues_grid
from reports.tables.base import Letter
from reports.tables.board import CriterionFacts, Period
from reports.tables.brief import Brief
from reports.tables.filled import COMMON, FILLED, filled
from reports.tables.form_03 import share_kind
from reports.tables.periodic_facts import dues_of
from reports.tables.reading import DistrictReading
from reports.templatetags.paper import written
from tests import build
from tests.reports import facts, story

GOLDEN = Path(__file__).parent / "golden"
# The shares of a printed page that have a class of their own; a column without one takes what is left over.
STYLES = (Path(__file__).parents[2] / "static" / "portal.css").read_text(encoding="utf-8")
WIDTHS = {int(width) for width in re.findall(r"\.bieu \.u-(\d+) ", STYLES)}
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(district, hanh):
    story.tell(district, hanh)
    return district


@pytest.fixture
def brief(told):
    return Brief(told, story.PERIOD)


@pytest.mark.parametrize("code", FILLED)
def test_a_form_says_exactly_this(code, brief):
    assert story.read_aloud(FILLED[code](brief)) == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")


def cells_of(table, key):
    at = [column.key for column in table.columns].index(key)
    return [dict(row.placed()).get(at) for row in table.rows]


@pytest.mark.parametrize("code", FILLED)
def test_every_row_covers_every_column(code, brief):
    table = FILLED[code](brief)
    width = len(table.columns)
    assert {sum(cell.span for _, cell in row.placed()) for row in table.rows} == {width}
    top = [head.columns for head in table.heads[0]]
    assert sum(top) == width


@pytest.mark.parametrize("code", FILLED)
def test_the_style_sheet_knows_the_width_of_every_column(code, brief):
    assert {column.width for column in FILLED[code](brief).columns} <= WIDTHS


def test_known_at_is_said_and_obeyed(told):
    early = Brief(told, Period(story.PERIOD.as_of, story.PERIOD.compared, end_of_day(build.date("2017-09-01"))))
    table = FILLED["bieu-03"](early)
    assert table.about.endswith("; theo số liệu đã ghi đến hết ngày 01/9/2017)")
    assert [str(cell.value) for cell in cells_of(table, "c19")[:3]] == ["Đ", "…", "Đ"]


def test_only_a_claim_is_underlined(brief):
    marked = [cell.value for cell in cells_of(FILLED["bieu-03"](brief), "c16")[:3]]
    assert marked == [Letter(Verdict.MET), Letter(Verdict.UNASSESSED), Letter(Verdict.MET, by_self=True)]


def test_a_difference_with_those_who_verify_is_no_regression(district, hanh, officer):
    (tan,) = story.leave_communes(district, story.TAN)
    build.record(tan, build.row("16", 10, 12, story.BEFORE, Stage.SELF), by=officer)
    build.record(tan, build.row("16", 5, 12, story.AFTER), by=hanh)
    cells = cells_of(FILLED["bieu-03"](Brief(district, story.PERIOD)), "c16")
    assert cells[0].value == Letter(Verdict.NOT_MET)


def test_a_fall_of_a_set_that_has_ended_is_no_remark_of_the_form(district):
    """A criterion of another set has no column: its level was raised before the set of the day began."""
    brief, ended = Brief(district, facts.PERIOD), CriterionFacts(990, 20, "Của bộ cũ", "Của bộ cũ")
    falls = [facts.fall(criterion=ended, kind=FallKind.SET_CHANGED), facts.fall(kind=FallKind.SET_CHANGED)]
    brief.read = DistrictReading(facts.board({}, falls=falls, recognised={1: 2016, 2: 2016}), facts.standings({}))
    table = FILLED["bieu-03"](brief)
    assert [row.cells[-1] for row in table.rows[:2]] == ["TC 15: mức mới", ""]


def test_a_rate_shows_as_many_places_as_its_verdict_needs(district, hanh):
    (tan,) = story.leave_communes(district, story.TAN)
    build.record(tan, build.row("15.1", 84996, 100000, story.AFTER), by=hanh)
    cells = cells_of(FILLED["bieu-06"](Brief(district, story.PERIOD)), "rate1")
    assert (cells[0].value, cells[0].kind.excel) == (Decimal("84.996"), "0.000")


def test_what_no_commune_tells_is_no_figure_in_the_total(district, hanh):
    """Not "-": that would say that nobody has anything left to do."""
    brief = Brief(district, story.PERIOD)
    total = next(row for row in FILLED["bieu-06"](brief).rows if row.name == "total")
    assert [cell.value if hasattr(cell, "value") else cell for cell in total.cells[2:7]] == ["…", "…", "…", "…", 0]
    assert total.cells[2].formula == 'IF(COUNT([:])=0,"…",SUM([:]))'
    (left, *_) = (row for row in FILLED["tom-tat"](brief).rows if str(row.cells[1]).startswith("Còn phải thực hiện"))
    assert left.cells[2:6] == ("…", "", "…", "")
    (first, *_) = dues_grid(tuple(dues_of(brief))).rows
    assert first[2:] == ("-", "…", "…", "…", "…")


def test_a_commune_to_which_an_indicator_does_not_apply_has_no_figures(district, hanh):
    (tan,) = story.leave_communes(district, story.TAN)
    Indicator.objects.filter(pk=build.indicator("15.3").pk).update(na_allowed=True)
    row = build.row("15.3", assessed_on=story.AFTER, declared=Verdict.NA, reason="Không có trẻ dưới 5 tuổi")
    build.record(tan, row, by=hanh)
    cells = dict(FILLED["bieu-06"](Brief(district, story.PERIOD)).rows[0].placed())
    assert [cells[at].value for at in range(12, 17)] == ["-", "-", "-", "-", Letter(Verdict.NA)]


@pytest.mark.parametrize(("value", "shown", "excel"), [("12.50", "12,5", "#,##0.0"), ("12", "12", "#,##0")])
def test_a_plain_figure_of_the_district_keeps_its_decimals(value, shown, excel, district, hanh):
    roads = build.indicator("2.2", Level.DISTRICT)
    Indicator.objects.filter(pk=roads.pk).update(kind=ValueKind.COUNT, keeps_ratio=False, unit_of_measure="km")
    row = build.row("2.2", value=value, assessed_on=story.AFTER, stage=Stage.SELF, level=Level.DISTRICT)
    build.record(district, row, by=hanh)
    table = FILLED["bieu-12"](Brief(district, story.PERIOD))
    result = cells_of(table, "result")[3]
    assert (written(result, table.columns[4]), result.kind.excel) == (shown, excel)


@pytest.mark.parametrize(("units", "excel"), [(20, "0"), (3, "0.0"), (229, "0.0"), (0, "0.0")])
def test_shares_have_decimals_only_where_they_need_them(units, excel):
    assert share_kind(units).excel == excel


def test_a_commune_that_is_left_out_of_an_indicator_has_no_gap(district, hanh):
    story.leave_communes(district, story.TAN)
    statuses = FILLED["bieu-06"](Brief(district, story.PERIOD)).rows[0]
    assert [cell.value for _, cell in statuses.placed()][2:6] == ["…", "…", "…", "…"]


def test_before_the_directive_no_indicator_has_a_deadline(told):
    Obligation.objects.all().delete()
    table = FILLED["bieu-06"](Brief(told, story.PERIOD))
    assert [column.key for column in table.columns] == ["tt", "name", "due", "holders"]
    assert table.notes[-1].startswith("Đến ngày này chưa có chỉ thị")
    cover = FILLED["tom-tat"](Brief(told, story.PERIOD))
    assert [row.cells[0] for row in cover.rows if row.kind.name == "GROUP"] == ["I", "II"]


@pytest.mark.parametrize("code", FILLED)
def test_a_district_without_communes_still_has_its_forms(code, district):
    story.leave_communes(district)
    table = FILLED[code](Brief(district, story.PERIOD))
    assert openpyxl.load_workbook(io.BytesIO(xlsx.workbook([table], build.moment("2017-09-25"))))


@pytest.mark.parametrize("code", COMMON)
def test_before_any_set_there_is_nothing_to_judge_by(code, told):
    period = Period(dt.date(2000, 1, 2), dt.date(2000, 1, 1))
    table = FILLED[code](Brief(told, period))
    compared = "" if code == "bieu-07" else ", so với ngày 01/01/2000"
    assert table.about == f"(Số liệu tính đến ngày 02/01/2000{compared})"


def test_sheets_are_marked_while_the_demonstration_is_loaded(told):
    assert not FILLED["bieu-04"](Brief(told, story.PERIOD)).sample
    build.user("minh-hoa", Role.LEADERSHIP, sample=True)
    assert FILLED["bieu-04"](Brief(told, story.PERIOD)).sample


def test_the_whole_workbook_costs_the_same_queries_for_one_commune_as_for_three(told):
    assert told.province.name == "Nam Định"
    counts = []
    for codes in ((story.TOWN, story.TAN, story.CHAU), (story.TAN,)):
        story.leave_communes(told, *codes)
        with CaptureQueriesContext(connection) as queries:
            filled(Brief(told, story.PERIOD), COMMON)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 97


@pytest.mark.parametrize(("code", "queries"), [("bieu-03", 21), ("bieu-12", 36)])
def test_one_form_reads_only_what_it_needs(code, queries, told, django_assert_max_num_queries):
    with django_assert_max_num_queries(queries):
        FILLED[code](Brief(told, story.PERIOD))
