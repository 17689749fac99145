"""Every figure on the page of a commune is told by a form or a record: read, matched, nothing left over."""

import datetime as dt
import random

import pytest

from communes.models import Unit
from reports.tables.board import Period
from tests import build
from tests.reports import story
from tests.reports.commune_again import CommunePage
from tests.reports.page_again import select

pytestmark = pytest.mark.django_db
TODAY, DIRECTIVE = dt.date(2017, 9, 25), dt.date(2017, 8, 28)


def page_of(browser, district, slug) -> CommunePage:
    """The page of a commune as the office sees it, beside the forms and the records."""
    unit = Unit.objects.communes().in_district(district).valid_on(TODAY).get(slug=slug)
    return CommunePage(browser.get(f"/xa/{slug}/").content.decode(), district, unit, Period(TODAY, DIRECTIVE))


@pytest.fixture
def office(client, hanh):
    """The browser of the office."""
    client.force_login(hanh)
    return client


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_recorded_the_page_says_what_forms_and_records_say(seed, district, hanh, office):
    draw = random.Random(seed)
    for unit in story.leave_communes(district, story.TOWN, story.TAN, story.CHAU):
        for day in ("2017-08-20", "2017-09-20"):
            rows = [
                build.row("11", draw.randint(0, 100), 2470, day),
                build.row("15.1", draw.randint(6500, 8500), 8600, day),
                build.row("15.3", draw.randint(30, 80), 438, day),
                build.row("12", draw.randint(80, 100), 100, day),
                *[build.row("10", value=draw.randint(30, 50), assessed_on=day)] * draw.randint(0, 1),
            ]
            build.record(unit, *rows, by=hanh)
        assert page_of(office, district, unit.slug).check() > 150


@pytest.mark.parametrize(
    "where",
    [
        ".facts .num",
        ".crit .age",
        ".crit td .unit",
        ".crit-body > .note",
        ".aside dd",
        ".strip small",
        ".lacks a",
        "h1",
    ],
)
def test_a_figure_that_nothing_tells_is_found(where, district, hanh, office):
    story.tell(district, hanh)
    page = page_of(office, district, "xuan-tan")
    select(page.main, where)[0].text = "31"
    with pytest.raises(AssertionError):
        page.check()
