"""Local days at midnight, the pinned clock, and what must stay when the demonstration goes."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from accounts.actions import create_user
from accounts.enums import Role
from accounts.models import AuditEntry, User
from communes.enums import Post
from criteria.actions.findings import RowFaults
from criteria.actions.settings import record_setting
from criteria.actions.targets import confirm_target, correct_target, record_target, withdraw_target
from criteria.enums import Scope, Stage, Verdict
from criteria.models import Finding, RuleSetting, Target, TargetCheck
from criteria.status import read_indicators, settings_at
from ntm_portal import clock
from tests import build

AT = build.moment("2017-09-25")
VIETNAM = dt.timezone(dt.timedelta(hours=7))


def stopped_at(monkeypatch, moment: dt.datetime) -> None:
    """Let the machine's clock show this moment."""

    class Stopped(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    fake = type("dt", (), {name: getattr(dt, name) for name in ("date", "time")} | {"datetime": Stopped})
    monkeypatch.setattr(clock, "dt", fake)


@pytest.mark.parametrize(
    ("moment", "local"),
    [
        (dt.datetime(2017, 9, 30, 16, 30, tzinfo=dt.UTC), dt.date(2017, 9, 30)),
        (dt.datetime(2017, 9, 30, 16, 59, 59, 999_999, tzinfo=dt.UTC), dt.date(2017, 9, 30)),
        (dt.datetime(2017, 9, 30, 17, 0, tzinfo=dt.UTC), dt.date(2017, 10, 1)),
        (dt.datetime(2017, 9, 30, 17, 30, tzinfo=dt.UTC), dt.date(2017, 10, 1)),
    ],
)
def test_a_day_is_a_day_in_vietnam(moment, local, monkeypatch, settings):
    stopped_at(monkeypatch, moment)
    settings.PINNED_TODAY = None
    assert clock.today() == local
    assert clock.now() == moment
    assert clock.now().astimezone(VIETNAM).date() == local


@pytest.mark.parametrize("hour", [0, 16, 17, 23])
def test_the_pinned_clock_never_passes_its_day(hour, monkeypatch, settings):
    stopped_at(monkeypatch, dt.datetime(2026, 3, 1, hour, 59, 59, 999_999, tzinfo=dt.UTC))
    settings.PINNED_TODAY = dt.date(2017, 9, 25)
    assert clock.today() == dt.date(2017, 9, 25)
    assert clock.now().astimezone(VIETNAM).date() == dt.date(2017, 9, 25)
    assert clock.now() <= clock.end_of_day(dt.date(2017, 9, 25))


@pytest.mark.django_db
def test_what_was_learnt_after_midnight_was_not_known_the_day_before(hanh, xuan_tan):
    pk, eve = build.indicator().pk, dt.date(2017, 9, 24)
    moments = {
        70: dt.datetime(2017, 9, 24, 23, 30, tzinfo=VIETNAM),
        80: dt.datetime(2017, 9, 24, 23, 59, 59, 999_999, tzinfo=VIETNAM),
        90: dt.datetime(2017, 9, 25, 0, 0, tzinfo=VIETNAM),
        95: dt.datetime(2017, 9, 25, 0, 30, tzinfo=VIETNAM),
    }
    for figure, at in moments.items():
        build.record(xuan_tan, build.row("15.1", figure, 100), by=hanh, at=at)
    known = read_indicators([xuan_tan.pk], [pk], eve, clock.end_of_day(eve))[xuan_tan.pk, pk]
    now = read_indicators([xuan_tan.pk], [pk], eve)[xuan_tan.pk, pk]
    assert (known.official.numerator, known.cell.verdict) == (80, Verdict.NOT_MET)
    assert (now.official.numerator, now.cell.verdict) == (95, Verdict.MET)


@pytest.fixture
def demo(db, settings):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)


@pytest.mark.usefixtures("demo")
def test_the_demonstration_goes_with_all_that_was_tried_in_it_and_real_work_stays(xuan_tan, district):
    office, sample_admin = User.objects.get(username="vpdp"), User.objects.get(username="quantri")
    real = create_user(
        username="that", full_name="Người thật", role=Role.DISTRICT_NTM_OFFICE, password=build.PASSWORD,
        by=sample_admin, unit=district,
    )  # fmt: skip
    try_the_rulebook(office, sample_admin)
    refuse_to_lean_on_it(real, xuan_tan)
    before = RuleSetting.objects.newest_of("stale_months")
    record_setting(key="stale_months", value=9, reason="Thật", by=real, at=AT, seen_id=before.pk)
    build.record(xuan_tan, build.row("15.1", 60, 100, "2017-09-24", Stage.RECHECK), by=real)
    neighbour = build.unit(parent=district)
    build.record(neighbour, build.row("2.1", 99, 100, "2017-09-24"), by=real)
    call_command("remove_demo", verbosity=0)
    assert list(Finding.objects.order_by("pk").values_list("entered_by__username", flat=True)) == ["that", "that"]
    for model in (User, Target, TargetCheck, RuleSetting, AuditEntry):
        assert not model.objects.filter(sample=True).exists()
    assert (settings_at().jump_share, settings_at().stale_months) == (20, 9)
    call_command("check_spans", verbosity=0)
    check_constraints()


def try_the_rulebook(office, sample_admin):
    """What somebody does who learns the portal with the accounts of the demonstration."""
    before = RuleSetting.objects.newest_of("jump_share")
    record_setting(key="jump_share", value="30", reason="Thử", by=office, at=AT, seen_id=before.pk)
    level = Target.objects.get(indicator__number="15.1", scope=Scope.REGION, scope_code="DBSH", corrected_by=None)
    confirm_target(target=level, by=sample_admin, at=AT)
    fixed = correct_target(target=level, value=Decimal(86), reason="Thử", by=office, at=AT)
    typed = record_target(
        indicator=build.indicator("2.1"), scope=Scope.PROVINCE, scope_code="36", year_from=2016, value=Decimal(90),
        source="Thử", by=office, at=AT,
    )  # fmt: skip
    assert (fixed.sample, typed.sample) == (True, True)
    withdraw_target(target=typed, reason="Thử", by=office, at=AT)


def refuse_to_lean_on_it(real, xuan_tan):
    """A real figure cannot be taken away again, so none may depend on what can."""
    holder = xuan_tan.appointments.filter(post=Post.CHAIR).first()
    (sentence,) = refused(xuan_tan, build.row("15.1", 50, 100, stage=Stage.SELF), by=real, on_behalf_of=holder)
    assert sentence == "Người được nhập thay là người minh họa."
    wrong = Finding.objects.live().filter(unit=xuan_tan, indicator__number="15.1", stage=Stage.VERIFIED).last()
    (sentence,) = refused(xuan_tan, build.row("15.1", 50, 100, corrects_id=wrong.pk, reason="Thật"), by=real)
    assert sentence.startswith("Đây là số liệu minh họa")
    typed = Target.objects.filter(sample=True, recorded_by__isnull=False, value__isnull=False).first()
    for act, given in (
        (withdraw_target, {"reason": "Thật"}),
        (correct_target, {"reason": "Thật", "value": Decimal(1)}),
    ):
        with pytest.raises(ValidationError, match="mức minh họa"):
            act(target=typed, by=real, at=AT, **given)


def refused(unit, row, **given) -> list[str]:
    with pytest.raises(RowFaults) as fault:
        build.record(unit, row, **given)
    return fault.value.rows[row.indicator_id]


def check_constraints():
    """No row points at one that is gone."""
    connection.check_constraints()


@pytest.mark.django_db
def test_only_somebody_of_the_place_is_represented(hanh, xuan_tan, xuan_chau):
    stranger = build.appointment(xuan_chau, Post.CHAIR)
    sentence = "Người được nhập thay không giữ chức ở đơn vị này."
    assert refused(xuan_tan, build.row("15.1", 50, 100, stage=Stage.SELF), by=hanh, on_behalf_of=stranger) == [sentence]
