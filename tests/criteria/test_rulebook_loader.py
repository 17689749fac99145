"""Nạp bộ tiêu chí: what is loaded, what a second run leaves alone, and what stops it."""

import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from communes.models import Department
from criteria.actions.targets import correct_target
from criteria.enums import SourceStatus
from criteria.models import CriteriaSet, Criterion, CriterionGroup, Indicator, RuleSetting, Target
from criteria.rules.settings import DEFAULTS, RuleSettings
from dossiers.models import ChecklistItem, ProcedureStep
from tests import build
from tests.criteria.rulebook_copy import DATA, counts, load, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the rulebook's files."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def levels(number: str, code: str = "xa-2016-2020") -> dict[str, tuple]:
    rows = Target.objects.filter(indicator__number=number, decided_by__code=code).order_by("year_from", "pk")
    return {row.scope_code or "chung": (row.value.normalize(), row.source_status, row.year_from) for row in rows}


# --- What is loaded ---------------------------------------------------------------------------


def test_each_set_has_the_rows_its_decision_counts():
    found = {row.code: (row.criterion_count, row.indicator_count) for row in CriteriaSet.objects.with_counts()}
    assert found == {
        "xa-2009-2015": (0, 0),
        "huyen-2009-2015": (0, 0),
        "xa-2016-2020": (19, 49),
        "huyen-2016-2020": (9, 14),
        "xa-2016-2020-nam-dinh": (0, 0),
        "xa-2021-2025": (19, 57),
    }


def test_sets_know_what_they_replace_and_what_they_detail():
    rows = CriteriaSet.objects.values_list("code", "supersedes__code", "overlays__code", "structure_only")
    assert set(rows) == {
        ("xa-2009-2015", None, None, True),
        ("huyen-2009-2015", None, None, True),
        ("xa-2016-2020", "xa-2009-2015", None, False),
        ("huyen-2016-2020", "huyen-2009-2015", None, False),
        ("xa-2016-2020-nam-dinh", None, "xa-2016-2020", False),
        ("xa-2021-2025", "xa-2016-2020", None, True),
    }


@pytest.mark.parametrize(
    ("level", "day", "code"),
    [
        ("COMMUNE", "2016-11-30", []),
        ("COMMUNE", "2016-12-01", ["xa-2016-2020"]),
        ("COMMUNE", "2017-09-25", ["xa-2016-2020"]),
        ("COMMUNE", "2022-03-07", ["xa-2016-2020"]),
        ("COMMUNE", "2022-03-08", []),
        ("DISTRICT", "2016-04-05", ["huyen-2016-2020"]),
        ("DISTRICT", "2022-03-08", []),
    ],
)
def test_one_set_at_most_judges_a_level_on_a_day(level, day, code):
    assert list(CriteriaSet.objects.judging(level, build.date(day)).values_list("code", flat=True)) == code


def test_17_1_is_counted_once_and_judged_by_its_two_parts():
    rows = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020", number__startswith="17.1")
    assert list(rows.order_by("number").values_list("number", "part_of__number", "keeps_ratio")) == [
        ("17.1", None, False),
        ("17.1a", "17.1", True),
        ("17.1b", "17.1", True),
    ]
    assert not levels("17.1")
    assert levels("17.1a")["DBSH"] == (98, SourceStatus.RECALLED, 2016)
    assert levels("17.1b")["DBSH"] == (65, SourceStatus.RECALLED, 2016)


@pytest.mark.parametrize(
    ("number", "place", "expected"),
    [
        ("15.1", "DBSH", (85, SourceStatus.VERIFIED, 2016)),
        ("15.1", "TN", (85, SourceStatus.SINGLE_SOURCE, 2016)),
        ("15.3", "DBSH", (Decimal("13.9"), SourceStatus.VERIFIED, 2016)),
        ("11", "chung", (6, SourceStatus.VERIFIED, 2016)),
        ("11", "DBSH", (2, SourceStatus.RECALLED, 2016)),
        ("9.1", "DBSH", (0, SourceStatus.RECALLED, 2016)),
        ("1.1", "DBSH", (1, SourceStatus.RECALLED, 2016)),
        ("14.3", "DBSH", (45, SourceStatus.CONFLICT, 2016)),
        ("14.3", "BTB", (40, SourceStatus.SINGLE_SOURCE, 2016)),
        ("10", "DBSH", (50, SourceStatus.VERIFIED, 2020)),
    ],
)
def test_a_level_carries_its_value_how_sure_it_is_and_its_first_year(number, place, expected):
    assert levels(number)[place] == expected


def test_the_conflict_of_14_3_names_the_other_value():
    note = Target.objects.get(indicator__number="14.3", scope_code="DBSH").note
    assert "40%" in note
    assert "45%" in note


def test_roads_and_the_provinces_overlay_have_no_level():
    assert not Target.objects.filter(indicator__criterion__name="Giao thông", scope="REGION").exists()
    assert not Target.objects.filter(scope="PROVINCE").exists()


def test_income_has_no_level_before_2020():
    assert set(Target.objects.filter(indicator__number="10").values_list("year_from", flat=True)) == {2020}


def test_the_whole_country_and_seven_regions_have_levels_of_the_commune_set():
    places = Counter(Target.objects.filter(decided_by__code="xa-2016-2020").values_list("scope_code", flat=True))
    # 49 indicators less the four roads left to the province, plus one for the second part of 17.1.
    assert places == dict.fromkeys(["", "TDMN", "DBSH", "BTB", "DHNTB", "TN", "DNB", "DBSCL"], 46)


@pytest.mark.parametrize(
    ("number", "counted", "whole"),
    [
        ("2.1", "km", False),
        ("3.1", "ha", False),
        ("11", "hộ", True),
        ("15.1", "người", True),
        ("15.3", "trẻ", True),
        ("18.4", "tổ chức", True),
    ],
)
def test_gaps_are_told_in_the_words_of_the_indicator(number, counted, whole):
    indicator = build.indicator(number)
    assert (indicator.counted, indicator.whole, indicator.keeps_ratio) == (counted, whole, True)


def test_every_indicator_in_use_has_a_department_and_a_short_name():
    rows = Indicator.objects.exclude(criterion__criteria_set__structure_only=True)
    assert not rows.filter(lead_department=None).exists()
    assert not rows.filter(short_name="").exists()
    assert build.indicator("15.3").lead_department.code == "trung-tam-y-te"


def test_only_markets_and_sheds_may_be_left_out():
    rows = Indicator.objects.filter(na_allowed=True)
    assert set(rows.values_list("number", flat=True)) == {"7", "17.7"}
    assert not rows.filter(na_ground="").exists()


def test_the_default_choices_are_those_of_the_rules():
    assert RuleSettings.from_rows(dict(RuleSetting.objects.values_list("key", "value"))) == DEFAULTS


# --- A second run -----------------------------------------------------------------------------


def test_a_second_run_changes_nothing():
    before = counts()
    assert "thêm 0 dòng, sửa 0 dòng, thêm 0 mức yêu cầu, 0 tùy chọn" in load()
    assert counts() == before


def test_a_level_the_office_corrected_stays_corrected(hanh):
    loaded = Target.objects.get(indicator=build.indicator("11"), scope_code="DBSH")
    moment = build.moment("2017-09-25")
    correction = correct_target(target=loaded, value=Decimal(3), reason="Theo văn bản", by=hanh, at=moment)
    load()
    assert list(Target.objects.in_force().same_place(loaded)) == [correction]


def test_what_the_administrator_may_change_stays_changed(labour):
    Indicator.objects.filter(number="11").update(short_name="Hộ nghèo NTM", lead_department=labour)
    Criterion.objects.filter(number=11).update(short_name="Nghèo")
    CriterionGroup.objects.filter(code="V").update(name="Chính trị, an ninh")
    moved = CriterionGroup.objects.get(code="V", criteria_set__code="xa-2016-2020")
    Criterion.objects.filter(number=17, criteria_set=moved.criteria_set).update(group=moved)
    load()
    assert set(Indicator.objects.filter(number="11").values_list("short_name", flat=True)) == {"Hộ nghèo NTM"}
    assert set(Criterion.objects.filter(number=11).values_list("short_name", flat=True)) == {"Nghèo"}
    assert set(CriterionGroup.objects.filter(code="V").values_list("name", flat=True)) == {"Chính trị, an ninh"}
    assert list(moved.criteria.values_list("number", flat=True)) == [17, 18, 19]


def test_what_the_decision_says_is_put_right():
    Indicator.objects.filter(number="15.3").update(direction="AT_LEAST")
    assert "sửa 2 dòng" in load()
    assert build.indicator("15.3").direction == "AT_MOST"


def test_a_department_loaded_later_is_filled_in():
    Indicator.objects.filter(number="11").update(lead_department=None)
    load()
    assert build.indicator("11").lead_department.code == "lao-dong"


def test_a_level_that_differs_from_the_file_is_kept_and_reported(folder):
    rewrite(folder, lambda content: content["criteria"][14]["indicators"][0]["targets"][0].update(value="86"))
    assert "Mức đang lưu khác với tệp, giữ nguyên: xa-2016-2020 15.1" in load(folder)
    assert not Target.objects.filter(value=86).exists()


def test_a_level_new_in_the_file_is_added(folder):
    row = {"places": ["DBSH"], "value": "90", "status": "SINGLE_SOURCE", "source": "Văn bản mới", "year_from": 2019}
    rewrite(folder, lambda content: content["criteria"][14]["indicators"][0]["targets"].append(row))
    assert "thêm 1 mức yêu cầu" in load(folder)
    assert levels("15.1")["DBSH"] == (90, SourceStatus.SINGLE_SOURCE, 2019)


def test_a_choice_of_the_office_is_not_put_back(folder, hanh):
    RuleSetting.objects.create(
        key="stale_months", value=6, reason="Số liệu phải mới", recorded_by=hanh, recorded_at=build.moment("2017-09-25")
    )
    load(folder)
    assert RuleSetting.objects.newest_of("stale_months").value == 6


def test_before_the_units_are_loaded_the_rulebook_loads_without_departments():
    ProcedureStep.objects.all().delete()
    ChecklistItem.objects.all().delete()
    Department.objects.all().delete()
    assert "Đã nạp 6 bộ tiêu chí" in load()
