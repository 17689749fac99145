"""The calendar of a district: planned from settings, locked with a snapshot, opened again with a reason."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from criteria.actions.periods import lock_period, plan_year, unlock_period
from criteria.enums import Stage
from criteria.models import DueDays, FrozenCell, PeriodLock, ReportingPeriod
from criteria.models.locks import period_running
from tests import build

pytestmark = pytest.mark.django_db
FIRST_OF_OCTOBER = dt.date(2017, 10, 1)


def test_the_command_plans_a_year_once(district, capsys):
    call_command("load_periods", "--year", "2017")
    call_command("load_periods", "--year", "2017")
    assert capsys.readouterr().out == "Kỳ báo cáo năm 2017: thêm 19 kỳ.\nKỳ báo cáo năm 2017: thêm 0 kỳ.\n"
    assert ReportingPeriod.objects.of(district).count() == 19


def test_names_of_months_planned_before_get_their_nought(district):
    plan_year(district=district, year=2017, by=None)
    months = ReportingPeriod.objects.filter(kind="MONTH", begins_on__month__in=(1, 2, 3)).order_by("begins_on")
    stored = ("tháng 1/2017", "tháng hai", "tháng 3/2017")
    for period, name in zip(months, stored, strict=True):
        months.filter(pk=period.pk).update(name=name)
    import_module("criteria.migrations.0012_names_of_months").rename(apps, None)
    assert list(months.values_list("name", flat=True)) == ["tháng 01/2017", "tháng hai", "tháng 3/2017"]


def test_a_year_nobody_can_mean_is_refused(district):
    with pytest.raises(CommandError, match="Năm phải từ 2009"):
        call_command("load_periods", "--year", "17")


def test_due_days_are_a_setting_and_hold_for_periods_planned_later(district):
    plan_year(district=district, year=2017, by=None)
    DueDays.objects.filter(kind="MONTH").update(send_day=15, verify_day=18, lock_day=25)
    plan_year(district=district, year=2018, by=None)
    months = ReportingPeriod.objects.filter(code__in=["thang-2-2017", "thang-2-2018"]).order_by("ends_on")
    assert list(months.values_list("send_on", "verify_on", "lock_on")) == [
        (dt.date(2017, 2, 20), dt.date(2017, 2, 23), dt.date(2017, 2, 28)),
        (dt.date(2018, 2, 15), dt.date(2018, 2, 18), dt.date(2018, 2, 25)),
    ]


def test_a_period_the_office_moved_stays_where_it_was_put(district):
    period = build.period()
    ReportingPeriod.objects.filter(pk=period.pk).update(send_on=dt.date(2017, 9, 22))
    plan_year(district=district, year=2017, by=None)
    assert build.period().send_on == dt.date(2017, 9, 22)


def test_planning_leaves_one_audit_line(district, hanh):
    plan_year(district=district, year=2017, by=hanh)
    plan_year(district=district, year=2017, by=hanh)
    assert list(AuditEntry.objects.filter(by=hanh).values_list("action", "subject", "by")) == [
        ("Lập lịch kỳ báo cáo", "Năm 2017", hanh.pk)
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("send_on", dt.date(2017, 9, 24), "Hạn phải theo thứ tự: xã gửi, thẩm tra, chốt số liệu."),
        ("ends_on", dt.date(2017, 8, 31), "Ngày cuối kỳ và hạn gửi phải từ ngày đầu kỳ trở đi."),
    ],
)
def test_days_out_of_order_are_refused_with_a_sentence(field, value, sentence, district):
    period = build.period()
    setattr(period, field, value)
    with pytest.raises(ValidationError) as refused:
        period.full_clean()
    assert refused.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingPeriod.objects.filter(pk=period.pk).update(**{field: value})


def test_due_days_out_of_order_are_refused_with_a_sentence(district):
    with pytest.raises(ValidationError, match="theo thứ tự"):
        DueDays(kind="MONTH", send_day=25, verify_day=20, lock_day=31).full_clean()


def test_the_month_is_the_period_one_works_in(district):
    build.period()
    assert period_running(district, dt.date(2017, 9, 25)) == build.period().facts
    assert period_running(district, dt.date(2019, 1, 1)) is None


# --- Locking --------------------------------------------------------------------------------


def test_a_lock_keeps_what_was_official_then(xuan_tan, tan, lao_dong, hanh):
    build.record(xuan_tan, build.row("11", 40, 2470, "2017-08-20", Stage.SELF), by=tan)
    period = build.period("thang-8-2017")
    lock = lock_period(period=period, by=hanh, at=build.moment("2017-09-01"), today=dt.date(2017, 9, 1))
    build.record(xuan_tan, build.row("11", 90, 2470, "2017-09-05"), by=lao_dong)
    frozen = lock.cells.get(indicator__number="11")
    assert (frozen.unit, frozen.verdict, frozen.by_self) == (xuan_tan, "MET", True)
    assert lock.cells.get(criterion__number=11).verdict == "MET"
    entry = AuditEntry.objects.get(action="Chốt số liệu")
    assert (entry.subject, entry.detail["cells"]) == ("Kỳ tháng 8/2017", lock.cells.count())


def test_only_the_office_locks(tan, lao_dong, district):
    period = build.period("thang-8-2017")
    for who in (tan, lao_dong):
        with pytest.raises(PermissionDenied):
            lock_period(period=period, by=who, at=build.moment("2017-09-01"), today=dt.date(2017, 9, 1))
        with pytest.raises(PermissionDenied):
            unlock_period(period=period, reason="Lý do", by=who, at=build.moment("2017-09-01"))


def test_a_running_period_is_not_locked(hanh, district):
    with pytest.raises(ValidationError, match="còn nhận số liệu"):
        lock_period(period=build.period(), by=hanh, at=build.moment("2017-09-25"), today=dt.date(2017, 9, 25))


def test_a_period_is_locked_once_even_in_the_database(hanh, district):
    period = build.locked(by=hanh)
    with pytest.raises(ValidationError, match="đã chốt ngày 01/9/2017"):
        lock_period(period=period, by=hanh, at=build.moment("2017-09-02"), today=dt.date(2017, 9, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodLock.objects.create(period=period, locked_at=build.moment("2017-09-02"), locked_by=hanh)


def test_unlocking_says_why_and_leaves_the_snapshot(hanh, xuan_tan, tan):
    build.record(xuan_tan, build.row("11", 40, 2470, "2017-08-20", Stage.SELF), by=tan)
    period = build.locked(by=hanh)
    with pytest.raises(ValidationError, match="Mở chốt phải nêu lý do"):
        unlock_period(period=period, reason="", by=hanh, at=build.moment("2017-09-03"))
    lock = unlock_period(period=period, reason="Sót số liệu BHYT", by=hanh, at=build.moment("2017-09-03"))
    assert (build.period("thang-8-2017").locked_on, lock.cells.exists()) == (None, True)
    assert lock.history.count() == 2
    with pytest.raises(ValidationError, match="chưa chốt"):
        unlock_period(period=period, reason="Lần nữa", by=hanh, at=build.moment("2017-09-03"))
    assert build.locked(by=hanh, day="2017-09-04").locked_on == dt.date(2017, 9, 4)


def test_a_snapshot_cannot_be_touched_from_a_database_shell(hanh, xuan_tan, tan):
    build.record(xuan_tan, build.row("11", 40, 2470, "2017-08-20", Stage.SELF), by=tan)
    build.locked(by=hanh)
    for statement in ("UPDATE criteria_frozencell SET verdict = 'NOT_MET'", "DELETE FROM criteria_frozencell"):
        with pytest.raises(IntegrityError, match="Kết quả đã chốt chỉ được ghi thêm"), transaction.atomic():
            connection.cursor().execute(statement)
    assert FrozenCell.objects.exists()


def test_an_unlock_without_a_reason_is_refused_by_the_database(hanh, district):
    period = build.locked(by=hanh)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodLock.objects.filter(period=period).update(unlocked_at=build.moment("2017-09-03"), unlocked_by=hanh)
