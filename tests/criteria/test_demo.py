"""The demonstration tells its story, agrees with the units' people and households, and goes away again."""

import datetime as dt
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from accounts.enums import Role
from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from criteria.actions.demo.removing import FLOW
from criteria.enums import FallKind, Verdict
from criteria.models import (
    Extension,
    Finding,
    PeriodLock,
    Recognition,
    ReportingPeriod,
    ReturnedCell,
    Submission,
    Target,
    VerdictSpan,
)
from criteria.rules.communes import Tally, commune_label
from criteria.status import EMPTY_CELL, current_set, falls_between, read_criteria, recognised_on, settings_at
from criteria.tables.movements import counted_list
from directives.actions.demo.removing import WORK
from directives.models import Inspection, InspectionRequest, Overturn
from dossiers.actions.demo.removing import CORRECTED, DOSSIERS
from reports.actions.demo.removing import KEPT
from tests import build

DIRECTIVE = dt.date(2017, 8, 28)
TODAY = dt.date(2017, 9, 25)


@pytest.fixture
def demo(db, settings):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)


def tallies(day):
    units = Unit.objects.communes().valid_on(day).filter(parent__code="364")
    criteria = [row.pk for row in current_set(Level.COMMUNE, day).criteria.all()]
    cells = read_criteria([unit.pk for unit in units], criteria, day)
    return {unit: Tally.of([cells.get((unit.pk, pk), EMPTY_CELL).verdict for pk in criteria]) for unit in units}


def labels(day):
    found = tallies(day)
    held = recognised_on([unit.pk for unit in found], day)
    return sorted(str(commune_label(tally, unit.pk in held, settings_at())) for unit, tally in found.items())


def check_the_directive_found_all_twenty():
    assert labels(DIRECTIVE) == ["Cơ bản đạt chuẩn"] * 3 + ["Đạt chuẩn"] * 17


def check_three_communes_came_up_last():
    before, now = tallies(DIRECTIVE), tallies(TODAY)
    moves = {
        unit.name: (before[unit].printed, now[unit].printed) for unit in now if unit.code in ("14092", "14110", "14113")
    }
    assert moves == {
        "Xuân Châu": ("16/19", "18/19"),
        "Xuân Tân": ("15/19", "17/19"),
        "Xuân Thủy": ("14/18 (01 không xét)", "15/18 (01 không xét)"),
    }  # fmt: skip


def check_two_regressions_of_fact_and_one_of_target():
    units = Unit.objects.communes().valid_on(TODAY).filter(parent__code="364")
    falls = falls_between([unit.pk for unit in units], dt.date(2016, 12, 31), TODAY)
    found = [(Unit.objects.get(pk=fall.unit_id).name, fall.on.day, fall.kind) for fall in falls if fall.criterion_id]
    assert found == [
        ("Xuân Ninh", 8, FallKind.LOST),
        ("Xuân Ngọc", 12, FallKind.SET_CHANGED),
        ("Xuân Kiên", 14, FallKind.LOST),
    ]


def check_seven_of_nine_in_the_district():
    district = Unit.objects.districts().get(code="364")
    criteria = current_set(Level.DISTRICT, TODAY).criteria.all()
    cells = read_criteria([district.pk], [row.pk for row in criteria], TODAY)
    met = [row.number for row in criteria if cells[district.pk, row.pk].verdict == Verdict.MET]
    assert met == [1, 2, 3, 4, 6, 8, 9]


def check_figures_agree_with_the_units():
    wrong = Finding.objects.filter(numerator__gt=F("denominator")).count()
    insured = Finding.objects.filter(indicator__number="15.1").exclude(denominator=F("unit__population"))
    poor = Finding.objects.filter(indicator__number="11", is_void=False).exclude(denominator=F("unit__households"))
    assert (wrong, insured.filter(is_void=False).count(), poor.count()) == (0, 0, 0)


def check_households_add_up_but_in_one_commune():
    units = list(Unit.objects.communes().valid_on(TODAY).filter(parent__code="364"))
    (odd,) = [line for line in counted_list(units, 2017, TODAY).lines if line.cautions]
    assert (odd.unit.name, len(counted_list(units, 2017, TODAY).counted)) == ("Xuân Hòa", 20)


def check_every_role_has_an_account():
    assert set(User.objects.filter(sample=True).values_list("role", flat=True)) == set(Role)


def check_september_is_half_sent_and_august_locked():
    states = Submission.objects.filter(period__code="thang-9-2017").values_list("state", flat=True)
    assert Counter(states) == {"SENT": 9, "CONFIRMED": 2, "RETURNED": 1}
    assert ReturnedCell.objects.get().submission.unit.name == "Xuân Hồng"
    assert Submission.objects.filter(period__code="thang-8-2017", state="CONFIRMED").count() == 20
    assert PeriodLock.objects.get(period__code="thang-8-2017").cells.filter(criterion__isnull=False).exists()
    assert list(Extension.objects.undecided().values_list("unit__name", flat=True)) == ["Xuân Thủy"]
    assert not Submission.objects.filter(sample=False).exists()


def check_fourteen_places_are_inspected_and_one_request_is_overdue():
    held = Inspection.objects.held_by(TODAY)
    assert (held.values("unit").distinct().count(), InspectionRequest.objects.open_on(TODAY).count()) == (14, 9)
    late = InspectionRequest.objects.overdue_on(TODAY).get()
    assert (late.inspection.unit.name, late.pill_on(TODAY)) == ("Xuân Kiên", ("late", "Quá hạn 3 ngày"))
    overturn = Overturn.objects.get()
    assert (overturn.finding.stage, overturn.finding.unit) == ("RECHECK", late.inspection.unit)


def test_the_story_and_its_end(demo, capsys):
    check_the_directive_found_all_twenty()
    check_three_communes_came_up_last()
    check_two_regressions_of_fact_and_one_of_target()
    check_seven_of_nine_in_the_district()
    check_figures_agree_with_the_units()
    check_households_add_up_but_in_one_commune()
    check_every_role_has_an_account()
    check_september_is_half_sent_and_august_locked()
    check_fourteen_places_are_inspected_and_one_request_is_overdue()
    assert not Finding.objects.exclude(sample=True).exists()
    call_command("check_spans")
    call_command("demo_accounts")
    assert "vpdp               Văn phòng điều phối NTM huyện" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Đã có số liệu"):
        call_command("load_demo")
    rulebook = Target.objects.filter(sample=False).count()
    call_command("remove_demo")
    removed = (Finding, Target, Recognition, User, *FLOW, *WORK, *KEPT, *DOSSIERS, *CORRECTED)
    left = [model.objects.filter(sample=True).count() for model in removed]
    assert set(left) == {0}
    assert not any(model.objects.exists() for model in FLOW)
    assert ReportingPeriod.objects.count() == 19
    assert not VerdictSpan.objects.exists()
    assert Target.objects.count() == rulebook


@pytest.mark.django_db
def test_removal_refuses_while_something_real_leans_on_it(xuan_tan, hanh):
    User.objects.filter(pk=hanh.pk).update(sample=True)
    build.finding(xuan_tan, by=hanh, sample=False)
    with pytest.raises(CommandError, match="số liệu thật còn gắn với số liệu minh họa"):
        call_command("remove_demo")
    assert User.objects.filter(sample=True).exists()


@pytest.mark.django_db
def test_removal_keeps_what_is_real_and_rebuilds_its_spans(xuan_tan, hanh):
    build.record(xuan_tan, build.row("15.1", 7400, 8600, "2017-08-20"), by=hanh)
    clerk = build.user(sample=True, unit=xuan_tan.district)
    build.record(xuan_tan, build.row("15.1", 7204, 8600), by=clerk)
    call_command("remove_demo")
    assert Finding.objects.get().numerator == 7400
    call_command("check_spans")


def test_the_demonstration_is_not_loaded_into_a_real_portal(db, settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="NTM_DEMO=on"):
        call_command("load_demo")


def test_without_demonstration_there_is_no_account_to_print(db, capsys):
    call_command("demo_accounts")
    assert capsys.readouterr().out == "Không có tài khoản minh họa.\n"
