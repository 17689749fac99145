"""The lines of a file beside each other: totals of one place, one number in every place."""

import datetime as dt

import pytest

from criteria.actions.imports.desk import Desk
from criteria.actions.imports.previewing import Judged, compare
from criteria.enums import Stage
from tests import build

pytestmark = pytest.mark.django_db


def test_lines_that_disagree_or_agree_too_well_are_pointed_out(hanh, district):
    desk = Desk(hanh, dt.date(2017, 9, 25), Stage.VERIFIED)
    first, *others = build.home_communes(3)
    same = [Judged(None, unit, desk.facts("15.1"), row=build.row("15.1", 90, 100)) for unit in (first, *others)]
    homes = [Judged(None, first, desk.facts(number), row=build.row(number, 9, of)) for number, of in
             (("11", 2470), ("4.2", 2740))]  # fmt: skip
    compare(same + homes, {}, desk)
    assert [[odd.check.value for odd in one.odd] for one in same + homes] == [
        ["SAME_PLACES"], ["SAME_PLACES"], ["SAME_PLACES"], ["TOTALS"], ["TOTALS"],
    ]  # fmt: skip
    stands = {
        (first.pk, build.indicator("17.6").pk, False): build.row("17.6", 9, 2480).facts(build.moment("2017-09-20"))
    }
    alone = Judged(None, first, desk.facts("11"), row=build.row("11", 9, 2470))
    compare([alone], stands, desk)
    assert [odd.check.value for odd in alone.odd] == ["TOTALS"]
