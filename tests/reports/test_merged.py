"""Communes merged between the two days: what is said of the compared day is what was said on it."""

import datetime as dt

import pytest

from criteria.models import Indicator
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.cover import cover
from reports.tables.criterion import read_criterion, read_criterion_list
from reports.tables.due import due_blocks
from reports.tables.form_03 import table_03
from reports.tables.form_04 import table_04
from reports.tables.indicator import read_indicator
from reports.tables.matrix import matrix
from reports.tables.overview import bands, complete_count, exact_means
from reports.tables.periodic_facts import dues_of, general_of
from reports.tables.trend import read_district_trend
from tests import build
from tests.reports import story
from tests.reports.facts import CHAU, HEALTH, NONE, NOT_MET, POOR, TAN, TOWN, board, cell

AS_OF, COMPARED = story.PERIOD.as_of, story.PERIOD.compared
MERGED_ON = dt.date(2017, 9, 1)


@pytest.fixture
def merged(district, hanh):
    """Xuân Châu is merged into a new commune on 1/9; the new one is judged, and the town has become worse."""
    town, tan, chau = story.leave_communes(district, story.TOWN, story.TAN, story.CHAU)
    type(chau).objects.filter(pk=chau.pk).update(valid_to=MERGED_ON - dt.timedelta(days=1))
    chau.refresh_from_db()
    new = build.unit(parent=district, valid_from=MERGED_ON, name="Xuân Mới")
    build.record(town, *story.of_town(), by=hanh)
    build.record(tan, *story.of_tan_before(), by=hanh)
    build.record(chau, *story.of_chau_before(), by=hanh)
    insured, stunted = build.row("15.1", 3300, 3850, story.AFTER), build.row("15.3", 30, 292, story.AFTER)
    build.record(new, insured, build.row("15.2", assessed_on=story.AFTER, **story.YES), stunted, by=hanh)
    build.record(town, build.row("11", 99, 2542, story.AFTER), by=hanh)
    for unit in (town, chau):
        build.recognition(unit, "2015-12-31")
    return district


@pytest.fixture
def both(merged):
    """The brief of the day after the merger, and that of the compared day itself."""
    return Brief(merged, Period(AS_OF, COMPARED)), Brief(merged, Period(COMPARED, COMPARED))


@pytest.mark.django_db
def test_the_matrix_sums_the_compared_day_over_the_communes_it_had(both):
    now, then = (brief.matrix for brief in both)
    assert "Xuân Mới" in [line.commune.name for line in now.lines]
    assert [line.commune.name for line in now.lines_before] == [line.commune.name for line in then.lines]
    met_before = tuple(met - change for met, change in zip(now.totals.met, now.totals.changes, strict=True))
    assert met_before == then.totals.met
    assert sum(met_before) == now.totals.tally.met - now.totals.change > 0
    assert (complete_count(now)[1], exact_means(now)[1]) == (complete_count(then)[0], exact_means(then)[0])


@pytest.mark.django_db
def test_bands_and_counts_of_the_compared_day_are_those_of_that_day(both):
    now, then = both
    assert [line.before for line in bands(now.board, now.matrix).lines] == [
        line.count for line in bands(then.board, then.matrix).lines
    ]
    total = next(row.cells for row in table_04(now).rows if row.name == "total")
    assert [cell.value for cell in total[2:6]] == [3, 100, 3, 0]
    told, earlier = general_of(now), general_of(then)
    assert (told.mean_before, told.recognised_before, told.was_told) == (earlier.mean, len(earlier.recognised), True)
    assert [due.met_before for due in dues_of(now)] == [len(due.met) for due in dues_of(then)] != [0]
    blocks = zip(due_blocks(now.standings, now.board), due_blocks(then.standings, then.board), strict=True)
    assert all(block.met - block.met_change == earlier.met for block, earlier in blocks)


@pytest.mark.django_db
def test_the_summary_says_of_the_compared_day_what_it_said_then(both):
    now, then = ([row.cells for row in cover(brief).rows if len(row.cells) > 4] for brief in both)
    pairs = [(once, later) for once, later in zip(then, now, strict=True) if str(once[1]).startswith("Số đơn vị")]
    assert len(pairs) > 3
    assert [later[4] for _, later in pairs] == [once[2] for once, _ in pairs]


@pytest.mark.django_db
def test_pages_of_criteria_and_indicators_compare_with_the_communes_there_were(merged):
    after, then = Period(AS_OF, COMPARED), Period(COMPARED, COMPARED)
    seen = Indicator.objects.all()
    lists = [read_criterion_list(merged, period, seen).lines for period in (after, then)]
    assert [line.before for line in lists[0]] == [line.tally for line in lists[1]]
    page, earlier = (read_criterion(merged, period, seen, 15) for period in (after, then))
    assert page.before == earlier.tally
    assert [line.before for line in page.lines if line.commune.name == "Xuân Mới"] == [
        line.cell.verdict for line in page.lines if line.commune.name == "Xuân Mới"
    ]
    indicator, once = (read_indicator(merged, period, seen, "15.1") for period in (after, then))
    assert indicator.met - indicator.met_change == once.met == 2


@pytest.mark.django_db
def test_a_course_counts_on_each_day_the_communes_of_that_day(both):
    course, earlier = (
        read_district_trend(brief.district, brief.board.commune_book, brief.period, dt.date(2017, 8, 1))
        for brief in both
    )
    at = course.days.index(dt.date(2017, 8, 31))
    assert [line.figures[at] for line in course.lines] == [line.figures[-1] for line in earlier.lines]
    assert [one.series.figures[at] for one in course.criteria] == [one.series.figures[-1] for one in earlier.criteria]


@pytest.mark.django_db
def test_biểu_03_says_who_is_new_and_adds_up_by_itself_only_where_the_rows_do(both):
    table = table_03(both[0])
    rows = {row.cells[1]: row.cells for row in table.rows}
    assert "Chưa có vào 28/8/2017" in rows["Xuân Mới"][-1]
    assert rows["Xuân Mới"][-2] == 0
    assert rows["Số đơn vị đạt"][-2].formula == ""
    before = [cell.value for cell in rows["Số đơn vị đạt kỳ trước"][2:-1]]
    assert before == list(both[1].matrix.totals.met)


def test_a_new_commune_has_not_changed_and_one_that_is_gone_still_counts_then():
    facts = board(
        {(TAN, HEALTH): cell(NOT_MET)}, {(TOWN, key): cell(NONE) for key in (POOR, HEALTH)},
        (TAN, TOWN), (POOR, HEALTH), communes_before=(TAN, CHAU),
    )  # fmt: skip
    drawn = matrix(facts)
    tan, new = drawn.lines
    assert (new.is_new, new.change, new.risen, new.fallen) == (True, 0, (), ())
    assert (tan.change, drawn.totals.changes, drawn.totals.change) == (-1, (0, -1), -1)
    assert [line.commune for line in drawn.lines_before] == [TAN, CHAU]


def test_the_groups_of_the_compared_day_add_up_to_the_communes_of_that_day():
    facts = board({}, None, (TAN,), communes_before=(TAN, CHAU))
    grouped = bands(facts, matrix(facts))
    assert (grouped.units, grouped.units_before, sum(line.change for line in grouped.lines)) == (1, 2, -1)


def test_a_new_commune_of_which_nothing_is_known_is_in_no_group_of_counts():
    facts = board({(TAN, key): cell(NONE) for key in (POOR, HEALTH)}, None, (TAN, TOWN), (POOR, HEALTH),
                  communes_before=(CHAU, TOWN))  # fmt: skip
    grouped = bands(facts, matrix(facts))
    assert [(line.band.label, line.count, line.before) for line in grouped.lines if line.count or line.before] == [
        ("Dưới 5 tiêu chí", 1, 2), ("Chưa có số liệu", 1, 0),
    ]  # fmt: skip
    assert (grouped.lines[-1].css, sum(line.count for line in grouped.lines), grouped.units) == ("is-none", 2, 2)


@pytest.mark.django_db
def test_biểu_04_names_who_has_no_figures_and_adds_up(merged, district):
    silent = build.unit(parent=district, valid_from=MERGED_ON, name="Xuân Im")
    table = table_04(Brief(merged, Period(AS_OF, COMPARED)))
    rows = [[getattr(cell, "value", cell) for cell in row.cells] for row in table.rows]
    (last,) = [row for row in rows if row[1] == "Chưa có số liệu"]
    assert (last[2], last[4], last[5], last[6]) == (1, 0, 1, f"{silent.name} (…)")
    total = next(row for row in rows if row[1] == "Tổng số")
    groups = rows[: rows.index(total)]
    assert table.notes[0].endswith("Bình quân tính cả 01 đơn vị chưa có số liệu.")
    assert [total[at] for at in (2, 4, 5)] == [sum(row[at] for row in groups) for at in (2, 4, 5)]
