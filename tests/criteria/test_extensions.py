"""Gia hạn: asked for by the place or a department, decided once by the office."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from criteria.actions.extensions import ask_extension, decide_extension
from criteria.models import Extension
from tests import build

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
AT = build.moment(TODAY)
LATER = dt.date(2017, 9, 28)


def ask(unit, by, **given):
    plain = {"wanted_until": LATER, "reason": "Chờ biên bản rà soát"}
    return ask_extension(unit=unit, period=build.period(), by=by, at=AT, today=TODAY, **plain | given)


def decide(extension, by, **given):
    plain = {"granted": True, "expires_on": LATER, "reason": "Đồng ý"}
    return decide_extension(extension=extension, by=by, at=AT, today=TODAY, **plain | given)


def test_a_place_asks_and_the_office_grants(xuan_tan, officer, hanh):
    asked = ask(xuan_tan, officer)
    assert list(Extension.objects.undecided()) == [asked]
    granted = decide(asked, hanh)
    assert (granted.granted, granted.expires_on, granted.decided_by) == (True, LATER, hanh)
    assert list(Extension.objects.granted()) == [granted]
    assert set(AuditEntry.objects.filter(by__in=[officer, hanh]).values_list("action", flat=True)) == {
        "Đề nghị gia hạn", "Đồng ý gia hạn",
    }  # fmt: skip


def test_a_refusal_has_no_day_and_is_final(xuan_tan, officer, hanh):
    refused = decide(ask(xuan_tan, officer), hanh, granted=False, reason="Kỳ này không lùi hạn")
    assert (refused.granted, refused.expires_on) == (False, None)
    with pytest.raises(ValidationError, match="đã được quyết định"):
        decide(refused, hanh)


@pytest.mark.parametrize("expires_on", [None, dt.date(2017, 9, 24)])
def test_a_grant_needs_a_day_to_come(expires_on, xuan_tan, officer, hanh):
    with pytest.raises(ValidationError, match="Ngày hết hạn phải từ hôm nay"):
        decide(ask(xuan_tan, officer), hanh, expires_on=expires_on)


def test_reasons_are_needed_on_both_sides(xuan_tan, officer, hanh):
    with pytest.raises(ValidationError):
        ask(xuan_tan, officer, reason="")
    with pytest.raises(ValidationError, match="phải có người, lý do"):
        decide(ask(xuan_tan, officer), hanh, reason="")


def test_a_department_asks_for_cells_of_its_own_only(xuan_tan, lao_dong):
    assert ask(xuan_tan, lao_dong, indicator=build.indicator("11"))
    with pytest.raises(PermissionDenied):
        ask(xuan_tan, lao_dong, indicator=build.indicator("15.1"))
    with pytest.raises(ValidationError, match="cho từng chỉ tiêu của mình"):
        ask(xuan_tan, lao_dong)


@pytest.mark.parametrize("who", ["chau", "leader", "hanh"])
def test_a_stranger_asks_for_nothing(who, xuan_tan, request):
    with pytest.raises(PermissionDenied):
        ask(xuan_tan, request.getfixturevalue(who))


def test_only_the_office_decides(xuan_tan, officer, tan):
    with pytest.raises(PermissionDenied):
        decide(ask(xuan_tan, officer), tan)


@pytest.mark.parametrize("number", [None, "11"])
def test_the_same_thing_is_asked_once_at_a_time(number, xuan_tan, officer):
    cell = build.indicator(number) if number else None
    asked = ask(xuan_tan, officer, indicator=cell)
    with pytest.raises(ValidationError, match="chưa quyết định"):
        ask(xuan_tan, officer, indicator=cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(
            unit=xuan_tan, period=asked.period, indicator=cell, wanted_until=LATER, reason="Lần nữa", asked_at=AT,
            asked_by=officer,
        )  # fmt: skip


def test_a_half_made_decision_is_refused_by_the_database(xuan_tan, officer, hanh):
    asked = ask(xuan_tan, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=asked.pk).update(granted=True, decided_at=AT, decided_by=hanh)
