"""Known as at a day: what the portal learnt later changes no page that is asked what was known then."""

import datetime as dt
from dataclasses import asdict, is_dataclass, replace
from decimal import Decimal

import pytest

from criteria.actions.findings import void_finding
from criteria.actions.settings import record_setting
from criteria.actions.targets import confirm_target, correct_target, record_target, withdraw_target
from criteria.enums import Scope, Stage, Verdict
from criteria.models import Finding, RuleSetting, Target
from ntm_portal.clock import end_of_day
from reports.tables.board import Period
from tests import build
from tests.reports import story
from tests.review.pages import everything

TODAY, THEN = dt.date(2017, 9, 25), dt.date(2017, 9, 21)
PERIOD = Period(TODAY, dt.date(2017, 8, 28))
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(district, hanh):
    story.tell(district, hanh)
    return district


def find(said: dict, other: dict) -> list[str]:
    """The pages that differ, field by field: lines and windows of the overview are told apart by identity."""
    addresses = said.keys() | other.keys()
    return [address for address in addresses if plain(said.get(address)) != plain(other.get(address))]


def plain(page):
    return asdict(page) if is_dataclass(page) else page


@pytest.mark.parametrize("as_of", [dt.date(2016, 12, 31), dt.date(2017, 8, 28), dt.date(2017, 9, 25)])
def test_all_that_is_known_now_is_the_same_as_known_at_this_moment(as_of, told, hanh):
    period = Period(as_of, min(as_of, dt.date(2017, 8, 28)))
    now = everything(hanh, told, period)
    known = everything(hanh, told, replace(period, known_at=end_of_day(TODAY)))
    assert find(now, known) == []


def later_level(hanh, admin, unit):
    level = Target.objects.get(indicator__number="15.1", scope=Scope.REGION, scope_code="DBSH")
    correct_target(target=level, value=Decimal(99), reason="Thử", by=hanh, at=build.moment(TODAY))


def later_level_of_the_province(hanh, admin, unit):
    record_target(
        indicator=build.indicator("11"), scope=Scope.PROVINCE, scope_code="36", year_from=2017, value=Decimal("0.1"),
        source="Thử", by=hanh, at=build.moment(TODAY),
    )  # fmt: skip


def later_withdrawal_of_a_level(hanh, admin, unit):
    level = Target.objects.filter(indicator__number="15.3", scope=Scope.REGION, scope_code="DBSH").first()
    withdraw_target(target=level, reason="Thử", by=hanh, at=build.moment(TODAY))


def later_comparison_with_the_text(hanh, admin, unit):
    for number in ("15.1", "11", "17.1a"):
        level = Target.objects.filter(indicator__number=number, scope=Scope.REGION, scope_code="DBSH").first()
        confirm_target(target=level, by=admin, at=build.moment(TODAY))


def later_choices(hanh, admin, unit):
    for key, value in {"nearly_least_met": 19, "stale_months": 1, "bands": [[10, 19, "Cao"], [0, 9, "Thấp"]]}.items():
        newest = RuleSetting.objects.newest_of(key)
        record_setting(
            key=key, value=value, reason="Thử", by=hanh, at=build.moment(TODAY), seen_id=newest and newest.pk
        )


def later_figures(hanh, admin, unit):
    at = build.moment(TODAY)
    build.record(
        unit, build.row("15.1", 1, 100, "2017-08-27"), build.row("17.1a", 1, 100, "2017-08-27"), by=hanh, at=at
    )
    build.record(unit, build.row("16", 1, 12, "2017-09-20", Stage.RECHECK), by=hanh, at=at)


def later_corrections(hanh, admin, unit):
    at = build.moment(TODAY)
    for finding in Finding.objects.live().filter(unit=unit, indicator__number="15.1"):
        row = build.row("15.1", 1, 100, finding.assessed_on, Stage(finding.stage), corrects_id=finding.pk, reason="Thử")
        build.record(unit, row, by=hanh, at=at)
    for finding in Finding.objects.live().filter(unit=unit, indicator__number__in=("11", "19.2")):
        void_finding(finding=finding, reason="Thử", by=hanh, at=at, today=TODAY)


def later_nearly(hanh, admin, unit):
    row = build.row(
        "11", 60, 2470, "2017-08-25", declared=Verdict.NEARLY, reason="Thử", finish_by=dt.date(2017, 9, 1)
    )  # fmt: skip
    build.record(unit, row, by=hanh, at=build.moment(TODAY))


LATER = [
    later_level,
    later_level_of_the_province,
    later_withdrawal_of_a_level,
    later_comparison_with_the_text,
    later_choices,
    later_figures,
    later_corrections,
    later_nearly,
]


@pytest.mark.parametrize("happens", LATER)
def test_what_is_learnt_later_changes_nothing_known_then(happens, told, hanh, admin, xuan_tan):
    known = replace(PERIOD, known_at=end_of_day(THEN))
    then = everything(hanh, told, known)
    now = everything(hanh, told, PERIOD)
    happens(hanh, admin, xuan_tan)
    assert find(everything(hanh, told, known), then) == []
    assert find(everything(hanh, told, PERIOD), now)
