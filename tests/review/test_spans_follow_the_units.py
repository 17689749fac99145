"""A place or a set whose days are put right is judged anew: the stored spans stay the truth."""

import datetime as dt

import pytest
from django.core.management import call_command

from criteria.actions.spans import span_differences
from criteria.enums import Scope
from criteria.models import CriteriaSet
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(hanh, xuan_tan):
    build.record(xuan_tan, build.row("15.1", 90, 100), build.row("11", 1, 100), by=hanh)
    return xuan_tan


def change(client, unit, **given):
    """Send the form of a unit in the administration pages with something changed."""
    path = f"/quan-tri/communes/unit/{unit.pk}/change/"
    form = client.get(path).context["adminform"].form
    boxes = {name: form[name].value() for name in form.fields}
    plain = {name: value for name, value in boxes.items() if value not in (None, False)}
    answer = client.post(path, plain | given)
    assert answer.status_code == 302, answer.context["adminform"].form.errors


def test_a_place_that_ended_earlier(judged, sign_in):
    change(sign_in("admin"), judged, valid_to="24/9/2017")
    judged.refresh_from_db()
    assert judged.valid_to == dt.date(2017, 9, 24)
    assert span_differences(judged) == []


def test_a_province_in_another_region(judged, sign_in, district):
    build.target(value="95", scope=Scope.REGION, scope_code="TN")
    change(sign_in("admin"), district.parent, region="TN")
    assert span_differences(judged) == []


def test_another_name_changes_no_span(judged, sign_in):
    change(sign_in("admin"), judged, name="Xuân Tân Mới")
    assert span_differences(judged) == []


def test_a_set_whose_last_day_is_put_right(hanh, xuan_tan):
    CriteriaSet.objects.filter(code="xa-2016-2020").update(effective_to=dt.date(2021, 12, 31))
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    call_command("load_rulebook", verbosity=0)
    assert CriteriaSet.objects.get(code="xa-2016-2020").effective_to == dt.date(2022, 3, 7)
    assert span_differences(xuan_tan) == []
