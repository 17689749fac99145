"""Many rows added at once are the rows that were given, and the database refuses what it always refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from criteria.enums import Scope, SourceStatus
from criteria.models import Target
from ntm_portal.rows import add_rows
from tests import build

COLUMNS = (
    "indicator_id", "scope", "scope_code", "year_from", "value", "source", "source_status", "note", "recorded_at",
    "reason", "sample",
)  # fmt: skip
AT = build.moment("2017-09-25")

pytestmark = pytest.mark.django_db


def lines(count, **given):
    pk = build.indicator().pk
    value = given.get("value", Decimal("12.5"))
    return [
        (pk, Scope.COMMON, "", 2016 + n, value, f"Nguồn {n % 3}", SourceStatus.OFFICE, "", AT, "", False)
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 3, 8, 20])
def test_keys_come_in_the_order_of_the_rows(count):
    keys = add_rows(Target, COLUMNS, lines(count))
    found = Target.objects.in_bulk(keys)
    assert [found[key].year_from for key in keys] == [2016 + n for n in range(count)]


def test_values_are_stored_as_by_the_model():
    (key,) = add_rows(Target, COLUMNS, lines(1))
    made = build.target(value="12.5", source="Nguồn 0", recorded_at=AT)
    added, made = (Target.objects.filter(pk=pk).values(*COLUMNS).get() for pk in (key, made.pk))
    assert added == made
    assert type(added["recorded_at"]) is dt.datetime


def test_a_constraint_holds():
    with pytest.raises(IntegrityError), transaction.atomic():
        add_rows(Target, COLUMNS, lines(1, value=None))


def test_a_row_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match="zip"):
        add_rows(Target, COLUMNS, [line[:-1] for line in lines(2)])
