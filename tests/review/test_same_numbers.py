"""One number, one value: every page, form and file says of the demonstration what the status reader says."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from accounts.enums import Role
from communes.enums import Level
from communes.models import Unit
from criteria.enums import Stage, Track, Verdict
from criteria.models import Finding
from criteria.rules.communes import CommuneLabel, Tally, label_by_count
from criteria.status import EMPTY_CELL, current_set, read_cells, read_criteria, recognised_on, settings_at
from directives.models import Obligation
from ntm_portal.vietnamese import rounded
from reports.tables.board import Period
from tests import build
from tests.review.pages import everything

YEAR_END, HALF_YEAR, GIVEN = dt.date(2016, 12, 31), dt.date(2017, 6, 30), dt.date(2017, 8, 28)
DAYS = [
    (YEAR_END, YEAR_END),
    (HALF_YEAR, YEAR_END),
    (GIVEN, HALF_YEAR),
    (dt.date(2017, 8, 31), GIVEN),
    (dt.date(2017, 9, 25), GIVEN),
    (dt.date(2017, 9, 25), YEAR_END),
    (dt.date(2017, 9, 30), GIVEN),
    (dt.date(2017, 10, 5), GIVEN),
    (dt.date(2018, 1, 9), GIVEN),
]
DONE = (Verdict.MET, Verdict.NA)
LATE = ("OVERDUE", "DONE_THEN_FELL")
URGENT = ("11", "15.1", "15.3")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration, loaded once and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO_ALLOWED=True):
        call_command("load_demo", verbosity=0)
        yield Unit.objects.districts().get(code="364")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def heard():
    """What was asked already: the tests come in any order, and all pages of one day take seconds."""
    return {}


@pytest.fixture(params=DAYS, ids=lambda days: " ".join(map(str, days)))
def told(request, demo, heard, django_db_blocker):
    """What the status reader says on two days, and what every page says."""
    with django_db_blocker.unblock(), transaction.atomic():
        if request.param not in heard:
            reader = build.user(role=Role.DISTRICT_NTM_OFFICE, unit=demo)
            period = Period(*request.param)
            heard[request.param] = Truth(demo, period), everything(reader, demo, period, URGENT)
        yield heard[request.param]
        transaction.set_rollback(True)


class Truth:
    """Counted again from the cells alone."""

    def __init__(self, district, period):
        self.district, self.period = district, period
        self.units = list(Unit.objects.in_district(district).valid_on(period.as_of).in_order())
        self.criteria = list(current_set(Level.COMMUNE, period.as_of).criteria.order_by("number"))
        self.of_district = list(current_set(Level.DISTRICT, period.as_of).criteria.order_by("number"))
        self.cells, self.cells_before = self.read(period.as_of), self.read(period.compared)
        self.recognised = recognised_on([unit.pk for unit in self.units], period.as_of)

    def read(self, day):
        places = [unit.pk for unit in self.units] + [self.district.pk]
        return read_criteria(places, [c.pk for c in self.criteria + self.of_district], day)

    def tally(self, unit, track=Track.OFFICIAL, before=False):
        cells = self.cells_before if before else self.cells
        criteria = self.of_district if unit == self.district else self.criteria
        return Tally.of(cells.get((unit.pk, c.pk), EMPTY_CELL).on(track) for c in criteria)

    def met(self, criterion, before=False):
        cells = self.cells_before if before else self.cells
        return sum(cells.get((u.pk, criterion.pk), EMPTY_CELL).verdict == Verdict.MET for u in self.units)

    def complete(self, before=False):
        return sum(self.tally(unit, before=before).complete for unit in self.units)

    def mean(self, before=False):
        return rounded(Fraction(sum(self.tally(u, before=before).met for u in self.units), len(self.units)), 1)

    def nearly(self):
        found = [label_by_count(self.tally(unit), settings_at()) for unit in self.units]
        return found.count(CommuneLabel.NEARLY)

    def heads(self, number):
        """The finding that speaks officially in each commune."""
        pk = build.indicator(number).pk
        found = {}
        for unit in self.units:
            rows = Finding.objects.live().filter(unit=unit, indicator=pk, assessed_on__lte=self.period.as_of)
            checked = rows.exclude(stage=Stage.SELF).order_by("assessed_on", "recorded_at", "pk").last()
            found[unit.pk] = checked or rows.order_by("assessed_on", "recorded_at", "pk").last()
        return found


def says(row, words: str) -> bool:
    """Whether a cell of a row begins with these words."""
    return any(str(cell.value).startswith(words) for _, cell in row.placed())


def by_name(rows, at=1):
    """Rows of a form by the text of one column, as plain values."""
    plain = [[getattr(cell.value, "verdict", cell.value) for _, cell in row.placed()] for row in rows]
    return {row[at]: row for row in plain}


def test_every_commune_counts_the_same_everywhere(told):
    truth, said = told
    lines = {line.commune.id: line for line in said["/"].matrix.lines}
    listed = {row.commune.id: row for row in said["/xa/"]}
    printed = by_name(said["/bao-cao/bieu-03/"][0])
    for unit in truth.units:
        tally, before = truth.tally(unit), truth.tally(unit, before=True)
        page = said[f"/xa/{unit.slug}/"][0]
        assert (lines[unit.pk].tally, lines[unit.pk].before) == (tally, before)
        assert (listed[unit.pk].tally, listed[unit.pk].before) == (tally, before)
        assert (page.of_criteria.tally, page.of_criteria.before) == (tally, before)
        row = printed[unit.short_label]
        assert row[2 : 2 + 19] == [square.verdict for square in lines[unit.pk].squares]
        assert row[21:26] == [
            tally.met,
            tally.nearly,
            tally.not_met,
            tally.unassessed + tally.na,
            tally.met - before.met,
        ]
        assert page.mean_met == truth.mean()
        assert len(lines) == len(listed) == 20


def test_every_criterion_counts_the_same_everywhere(told):
    truth, said = told
    totals = said["/"].matrix.totals
    listed = {line.criterion.id: line for line in said["/tieu-chi/"].lines}
    printed = by_name(said["/bao-cao/bieu-05/"][0])
    foot = by_name(said["/bao-cao/bieu-03/"][0])["Số đơn vị đạt"]
    for at, criterion in enumerate(truth.criteria):
        met, before = truth.met(criterion), truth.met(criterion, before=True)
        assert (totals.met[at], totals.changes[at]) == (met, met - before)
        assert (listed[criterion.pk].tally.met, listed[criterion.pk].before.met) == (met, before)
        assert printed[criterion.name][2] == foot[2 + at] == met
        assert {line.met_in_district for u in truth.units for line in said[f"/xa/{u.slug}/"][0].criteria
                if line.facts.id == criterion.pk} == {met}  # fmt: skip
        page = said.get(f"/tieu-chi/{criterion.number}/")
        if page:
            assert (page.tally.met, page.before.met) == (met, before)


def test_the_headline_numbers_are_the_same_on_the_page_and_on_the_cover(told):
    truth, said = told
    page, cover = said["/"], by_name(said["/bao-cao/tom-tat/"][0])
    values = [figure.value for figure in page.figures]
    complete, district = truth.complete(), truth.tally(truth.district)
    counted = [unit for unit in truth.units if unit.counts_for_district]
    recognised = sum(unit.pk in truth.recognised for unit in counted)
    assert values[0] == str(complete)
    assert values[1].replace(",", ".") == str(truth.mean())
    assert values[2] == str(len(truth.recognised))
    assert values[3] == str(district.met)
    assert cover["Số đơn vị đủ 19/19 tiêu chí"][2:5] == [complete, 20, truth.complete(before=True)]
    assert cover["Số đơn vị cơ bản đạt chuẩn"][2] == truth.nearly()
    assert cover["Cộng đủ tiêu chí và cơ bản đạt chuẩn"][2] == complete + truth.nearly()
    assert cover["Bình quân tiêu chí đạt/đơn vị"][2:5] == [truth.mean(), 19, truth.mean(before=True)]
    assert cover["Số xã có quyết định công nhận đạt chuẩn"][2:4] == [recognised, 19]
    assert cover["Số tiêu chí huyện đạt"][2:5] == [district.met, 9, truth.tally(truth.district, before=True).met]
    assert f" {complete} trong 20 " in page.sentence.replace("0", "0") or f"{complete:02d} trong 20" in page.sentence


def test_the_bands_add_up_to_all_communes(told):
    truth, said = told
    page = said["/"].bands
    met = [truth.tally(unit).met + truth.tally(unit).na for unit in truth.units]
    expected = [sum(line.band.low <= count <= line.band.high for count in met) for line in page.lines]
    assert [line.count for line in page.lines] == expected
    assert sum(expected) == 20
    printed = by_name(said["/bao-cao/bieu-04/"][0])
    assert [printed[line.band.label][2] for line in page.lines] == expected
    assert (page.mean, page.mean_before) == (truth.mean(), truth.mean(before=True))
    tiles = {tile.commune.id: tile.met for tile in said["/"].tiles.tiles}
    assert tiles == {unit.pk: truth.tally(unit).met for unit in truth.units}


def test_the_district_counts_the_same_everywhere(told):
    truth, said = told
    tally, before = truth.tally(truth.district), truth.tally(truth.district, before=True)
    assert (said["/huyen/"].tally, said["/huyen/"].before) == (tally, before)
    total = said["/bao-cao/bieu-12/"][0][-1]
    assert [cell.value for _, cell in total.placed() if isinstance(cell.value, int)] == [tally.met]
    if "/chi-thi/" in said:
        headline = next(h for h in said["/chi-thi/"].headlines if h.label == "Tiêu chí huyện đạt")
        assert (headline.number, headline.of) == (tally.met, "/9")
    share = next(c for c in said["/huyen/"].conditions if c.number == 2)
    counted = [unit for unit in truth.units if unit.counts_for_district]
    assert share.printed == f"{sum(unit.pk in truth.recognised for unit in counted)}/19 xã"
    assert share.printed in said["/bao-cao/bieu-12/"][1][1]


def clause_of(number: str) -> str:
    """The clause of the directive that asks for an indicator."""
    return Obligation.objects.get(indicator__number=number, directive__kind="DIRECTIVE").clause


def test_the_urgent_indicators_count_the_same_everywhere(told):
    truth, said = told
    if not said["/"].blocks:
        assert truth.period.as_of < GIVEN
        return
    form, cover = said["/bao-cao/bieu-06/"][0], said["/bao-cao/tom-tat/"][0]
    foot = [cell.value for _, cell in form[-1].placed()]
    page = said["/chi-thi/"]
    for at, block in enumerate(said["/"].blocks):
        heads = truth.heads(block.due.number)
        pk = build.indicator(block.due.number).pk
        cells = read_cells([unit.pk for unit in truth.units], [pk], truth.period.as_of)
        met = sum(cells[unit.pk, pk].verdict == Verdict.MET for unit in truth.units)
        part = sum(head.numerator for head in heads.values() if head and head.denominator)
        whole = sum(head.denominator for head in heads.values() if head and head.denominator)
        short = sum(line.amount or 0 for line in block.lines)
        asked = said[f"/chi-tieu/{block.due.number}/"]
        exact = rounded(100 * Fraction(part) / Fraction(whole), 2)
        assert block.met == asked.met == met
        assert block.rate == asked.rate == f"{exact}".replace(".", ",") + "%"
        assert block.total == asked.total == short == foot[2 + 5 * at + 3]
        assert foot[2 + 5 * at : 4 + 5 * at] == [part, whole]
        assert foot[2 + 5 * at + 4] == met
        rows = [
            row
            for row in cover
            if any(str(c.value).startswith(f"Chỉ tiêu {block.due.number}.") for _, c in row.placed())
        ]
        place = cover.index(rows[0])
        values = [[cell.value for _, cell in row.placed()] for row in cover[place + 1 : place + 4]]
        assert [values[0][2], values[1][2], values[2][2]] == [met, exact, block.total]
        clause = clause_of(block.due.number)
        task = next(task for task in page.tasks if task.clause == clause)
        assert (task.done, task.total) == (met, 20)
        for unit in truth.units:
            mine = next(t for t in said[f"/xa/{unit.slug}/"][1].tasks if t.number == block.due.number)
            assert mine.district == block.rate
            assert mine.state.cell == cells[unit.pk, pk]


def test_what_is_late_is_late_everywhere(told):
    truth, said = told
    overview = said["/"]
    cover = by_name(said["/bao-cao/tom-tat/"][0])
    late = int(overview.figures[5].value)
    assert cover["Số việc quá hạn"][2] == late
    if "/chi-thi/" not in said:
        return
    open_pairs = [
        (unit, number)
        for number in URGENT
        for unit in truth.units
        if truth.period.as_of > dt.date(2017, 9, 30)
        and read_cells([unit.pk], [build.indicator(number).pk], truth.period.as_of)[
            unit.pk, build.indicator(number).pk
        ].verdict not in DONE
    ]  # fmt: skip
    open_criteria = [
        criterion
        for criterion in truth.of_district
        if truth.period.as_of > dt.date(2017, 12, 31)
        and truth.cells.get((truth.district.pk, criterion.pk), EMPTY_CELL).verdict not in DONE
    ]
    tasks = [t for u in truth.units for t in said[f"/xa/{u.slug}/"][1].tasks if t.state.deadline.state in LATE]
    assert len(tasks) == len(open_pairs)
    of_district = [c for c in said["/huyen/"].criteria if c.deadline and c.deadline.state in LATE]
    assert len(of_district) == len(open_criteria)
    headline = next(h for h in said["/chi-thi/"].headlines if h.label == "Quá hạn, vi phạm")
    late_clauses = [task.clause for task in said["/chi-thi/"].tasks if task.tag == "late"]
    assert headline.number == len(late_clauses)
    late_numbers = {number for _, number in open_pairs}
    assert {number for number in URGENT if clause_of(number) in late_clauses} == late_numbers
    assert ("4a" in late_clauses) == bool(open_criteria)
    unfinished = {unit.pk for unit, _ in open_pairs}
    table = said["/chi-thi/"].communes
    if truth.period.as_of > dt.date(2017, 9, 30):
        assert {row.unit.pk for row in table.rows} == unfinished
    assert late >= len(open_pairs) + len(open_criteria)


def test_what_fell_is_the_same_everywhere(told):
    _truth, said = told
    overview, cover = said["/"], by_name(said["/bao-cao/tom-tat/"][0])
    marks = [
        (line.commune.id, criterion.id)
        for line in overview.matrix.lines
        for criterion, square in zip(overview.matrix.criteria, line.squares, strict=True)
        if square.mark == "down"
    ]
    assert overview.figures[4].value == str(len(marks))
    assert cover["Số tiêu chí suy giảm so với kỳ trước"][2] == len(marks)
    assert [(line.commune.id, line.criterion.id) for line in overview.changes.fallen] != [] or not marks
    assert sorted((line.commune.id, line.criterion.id) for line in overview.changes.fallen) == sorted(marks)
    printed = said["/bao-cao/bieu-03/"][0]
    fell = sum(getattr(cell.value, "fell", False) for row in printed for _, cell in row.placed())
    assert fell == len(marks)
    assert sum(tile.fell for tile in overview.tiles.tiles) == len({unit for unit, _ in marks})


def test_each_band_of_labels_is_counted_once(told):
    truth, said = told
    labels = [row.label for row in said["/xa/"]]
    assert labels == [label_by_count(truth.tally(unit), settings_at()) for unit in truth.units]
    for unit, row in zip(truth.units, said["/xa/"], strict=True):
        page = said[f"/xa/{unit.slug}/"][0]
        assert (page.label, bool(page.recognition)) == (row.label, unit.pk in truth.recognised)
    note = said["/"].bands.note
    assert f"{Decimal(20 - truth.complete())}"[-1] in note or truth.complete() == 20


def test_what_is_late_is_named_apart(told):
    truth, said = told
    note, number = said["/"].figures[5].note, int(said["/"].figures[5].value)
    promised = 2 * (truth.period.as_of >= dt.date(2017, 9, 25))
    if number == promised:
        assert note.startswith("02 cơ bản đạt, ") or not number
    assert by_name(said["/bao-cao/tom-tat/"][0])["Số việc quá hạn"][6] == (note if number else "")
