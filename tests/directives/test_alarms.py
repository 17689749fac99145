"""The reference levels of a later decision: data with its source, judged exactly."""

import datetime as dt
from fractions import Fraction

import pytest

from criteria.enums import SourceStatus, Verdict
from criteria.models import Criterion
from directives.rules.alarms import alarm_of, district_alarm
from directives.tables.alarms import ALARM_RULE, read_alarms
from tests import build

TODAY = dt.date(2017, 9, 25)
OTHERS = [1, 2, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("failing", "asked", "code"),
    [
        ([], 19, None),
        ([17], 19, None),
        (OTHERS[:6], 19, None),
        ([*OTHERS[:4], 17], 19, None),
        ([*OTHERS[:5], 17], 19, "ba-muoi"),
        ([*OTHERS[:5], 10], 19, "ba-muoi"),
        ([*OTHERS[:5], 19], 19, "ba-muoi"),
        ([*OTHERS[:8], 17], 19, "ba-muoi"),
        (OTHERS, 19, None),
        ([*OTHERS, 11], 19, "nua"),
        (OTHERS, 18, "nua"),
        ([*OTHERS[:5], 17], 20, "ba-muoi"),
        ([*OTHERS[:5], 17], 21, None),
    ],
)
def test_six_of_nineteen_with_a_key_criterion_or_ten_of_nineteen(failing, asked, code):
    level = alarm_of(failing, asked, ALARM_RULE)
    assert (level and level.code) == code


@pytest.mark.parametrize(
    ("reached", "recognised", "said"), [(0, 0, False), (5, 17, False), (6, 17, True), (3, 10, True)]
)
def test_a_district_is_in_question_from_thirty_per_cent_of_its_communes(reached, recognised, said):
    assert district_alarm([object()] * reached, recognised, ALARM_RULE) is said


def test_the_levels_are_data_with_their_source():
    assert (ALARM_RULE.decision, ALARM_RULE.year) == ("18/2022/QĐ-TTg", 2022)
    assert ALARM_RULE.source_status == SourceStatus.SINGLE_SOURCE
    assert {row.number: row.source_status for row in ALARM_RULE.key_criteria if row.number == 13} == {
        13: SourceStatus.RECALLED
    }
    assert [level.share for level in ALARM_RULE.levels] == [Fraction(50), Fraction(30)]


@pytest.mark.django_db
def test_a_commune_that_fails_many_is_named_with_the_criteria(xuan_tan, xuan_chau, hanh, django_assert_num_queries):
    rows = [build.row(number, assessed_on="2017-09-20", declared=Verdict.NOT_MET) for number in ("4.1", "6.1", "8.1")]
    rows += [build.row(number, assessed_on="2017-09-20", declared=Verdict.NOT_MET) for number in ("1.1", "3.2", "19.2")]
    build.record(xuan_tan, *rows, by=hanh)
    build.recognition(xuan_tan)
    criteria = list(Criterion.objects.filter(criteria_set__code="xa-2016-2020").values_list("pk", flat=True))
    with django_assert_num_queries(3):
        alarms = read_alarms([xuan_chau, xuan_tan], criteria, TODAY)
    (line,) = alarms.lines
    assert (line.unit, line.level.code, line.is_recognised, line.href) == (xuan_tan, "ba-muoi", True, "/xa/xuan-tan/")
    assert line.words == "6/19 tiêu chí chưa đạt: 1, 3, 4, 6, 8, 19"
    assert (alarms.recognised, alarms.reaches_district, alarms.district_share) == (1, True, "30%")
    assert "13 Tổ chức sản xuất (chưa kèm văn bản gốc)" in alarms.keys
