"""A place that met all of one set and not of the next is listed apart, and nobody answers for it."""

import datetime as dt

import pytest

from communes.enums import Level
from criteria.enums import Direction, Stage, ValueKind, Verdict
from criteria.models import CriteriaSet, Indicator
from criteria.rules.admission import FigureRow
from directives.tables.cases import read_cases
from directives.tables.set_changes import set_changes
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from tests import build
from tests.reports import story

pytestmark = pytest.mark.django_db
EVE, FIRST, TODAY = dt.date(2017, 9, 9), dt.date(2017, 9, 10), dt.date(2017, 9, 25)
BEFORE = dt.date(2017, 8, 28)


def one_word(code, decision, begins, ends) -> Indicator:
    """A set of one criterion with one yes/no indicator."""
    days = {"effective_from": begins, "effective_to": ends}
    criterion = build.criterion(build.criteria_set(code, decision=decision, **days))
    plain = {"name": "Thử", "short_name": "Thử", "unit_of_measure": "", "display_order": 1}
    kind = {"kind": ValueKind.YES_NO, "direction": Direction.YES}
    return Indicator.objects.create(criterion=criterion, number="1", **kind, **plain)


@pytest.fixture
def both_sets(db) -> tuple[Indicator, Indicator]:
    """The old set ends on 9/9/2017, the new one begins on 10/9."""
    CriteriaSet.objects.filter(level=Level.COMMUNE).update(structure_only=True)
    old = one_word("cu", "1/QĐ-CU", dt.date(2016, 1, 1), EVE)
    return old, one_word("moi", "2/QĐ-MOI", FIRST, dt.date(2020, 12, 31))


def say(unit, indicator, day, verdict, by):
    row = FigureRow(indicator.pk, Stage.VERIFIED, day, declared=verdict, figure_year=2017)
    build.record(unit, row, by=by)


def test_who_met_all_of_the_old_set_and_not_of_the_new_one_is_listed(both_sets, xuan_tan, xuan_chau, district, hanh):
    old, new = both_sets
    for unit in (xuan_tan, xuan_chau):
        say(unit, old, dt.date(2017, 8, 1), Verdict.MET, hanh)
    say(xuan_chau, new, FIRST, Verdict.MET, hanh)
    units = [xuan_tan, xuan_chau, district]
    (change,) = set_changes(units, BEFORE, TODAY)
    assert (change.unit, change.on) == (xuan_tan, FIRST)
    assert change.words == "từ 1/1 theo QĐ 1/QĐ-CU còn 0/1 theo QĐ 2/QĐ-MOI, 10/9/2017"
    assert set_changes(units, BEFORE, TODAY, build.moment(TODAY, 23)) == [change]
    assert set_changes(units, FIRST, TODAY) == set_changes(units, BEFORE, EVE) == []
    assert read_cases(units, TODAY) == []


def test_the_list_and_the_form_name_it_as_nobody_s_fault(both_sets, xuan_tan, district, hanh, sign_in):
    say(xuan_tan, both_sets[0], dt.date(2017, 8, 1), Verdict.MET, hanh)
    browser = sign_in("hanh")
    words = "từ 1/1 theo QĐ 1/QĐ-CU còn 0/1 theo QĐ 2/QĐ-MOI"
    shown = {
        asked: words in browser.get(f"/suy-giam/?{asked}").content.decode()
        for asked in ("", "xa=xuan-tan", "xa=xuan-chau", "loai=muc-yeu-cau", "loai=mat-dat", "tc=1", "tt=cho-tra-loi")
    }
    assert [asked for asked, is_shown in shown.items() if is_shown] == ["", "xa=xuan-tan", "loai=muc-yeu-cau"]
    lines = story.read_aloud(FILLED["bieu-10"](Brief(district, Period(TODAY, BEFORE)))).splitlines()
    cells = ["1", "Xuân Tân", "Đủ tiêu chí", "1/1", "Đ", "0/1", "C", "Bộ tiêu chí mới, 10/9/2017"]
    assert " | ".join([*cells, "QĐ 2/QĐ-MOI thay QĐ 1/QĐ-CU", "-", "-"]) in lines


def test_a_first_set_takes_nothing_away(xuan_tan):
    assert set_changes([xuan_tan], dt.date(2000, 1, 1), TODAY) == []
