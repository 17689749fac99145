"""Who may draft a reminder, and by when it asks."""

import datetime as dt

import pytest

from criteria.permissions import may_remind
from reports.enums import Family
from reports.rules.papers import rules_for
from reports.rules.reminder import usual_deadline

pytestmark = pytest.mark.django_db
PEOPLE = {"hanh": True, "party_office": True, "tan": False, "lao_dong": False, "leader": False, "front": False}


@pytest.mark.parametrize("who", PEOPLE)
def test_the_two_offices_remind_and_nobody_else(who, request):
    assert may_remind(request.getfixturevalue(who)) is PEOPLE[who]


@pytest.mark.parametrize(("today", "asked"), [(25, 28), (26, 29), (27, 32), (28, 32), (22, 25)])
def test_the_usual_deadline_is_three_days_on_and_a_working_day(today, asked):
    assert usual_deadline(dt.date(2017, 9, today)) == dt.date(2017, 9, 1) + dt.timedelta(days=asked - 1)


@pytest.mark.parametrize(
    ("family", "on", "source"),
    [
        (Family.STATE, "2001-01-01", "Thông tư 01/2011/TT-BNV"),
        (Family.STATE, "2020-03-04", "Thông tư 01/2011/TT-BNV"),
        (Family.STATE, "2020-03-05", "Nghị định 30/2020/NĐ-CP"),
        (Family.PARTY, "2018-04-02", "Hướng dẫn 11-HD/VPTW"),
        (Family.PARTY, "2018-04-03", "Hướng dẫn 36-HD/VPTW"),
    ],
)
def test_the_rules_of_a_document_follow_its_family_and_day(family, on, source):
    assert rules_for(family, dt.date.fromisoformat(on)).source == source
