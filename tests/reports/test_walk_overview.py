"""Every figure on the overview and in the leaders' brief is told by a form: read, matched, nothing left over."""

import datetime as dt
import random

import pytest
from django.core.management import call_command

from accounts.models import User
from communes.models import Unit
from ntm_portal.clock import end_of_day
from reports.docx.leader_brief import leader_brief_docx
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.leader_brief import leader_brief
from reports.tables.periodic import REPORTERS
from tests import build
from tests.reports import story
from tests.reports.brief_again import BriefPage
from tests.reports.form_figures import Forms
from tests.reports.page_again import Page, select

pytestmark = pytest.mark.django_db
TODAY, DIRECTIVE = dt.date(2017, 9, 25), dt.date(2017, 8, 28)


def page_of(browser, district, query="", as_of=TODAY, compared=DIRECTIVE, known_at=None) -> Page:
    """The overview as the office sees it, beside the forms."""
    html = browser.get(f"/{query}").content.decode()
    return Page(html, Forms(Brief(district, Period(as_of, compared, known_at))))


def brief_of(district) -> BriefPage:
    """The page for leaders as its Word file has it, beside the forms."""
    brief = Brief(district, Period(TODAY, DIRECTIVE))
    paper = leader_brief(brief, REPORTERS["van-phong-dieu-phoi"])
    return BriefPage(leader_brief_docx(paper), Forms(brief))


def as_office(client, hanh):
    """The browser of the office."""
    client.force_login(hanh)
    return client


def test_the_overview_of_the_demonstration_says_what_the_forms_say(db, settings, client):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)
    client.force_login(User.objects.get(username="vpdp"))
    district = Unit.objects.districts().get(code="364")
    assert page_of(client, district).check() > 250
    assert brief_of(district).check() > 30
    known_at = end_of_day(dt.date(2017, 9, 20))
    assert page_of(client, district, "?biet_den=2017-09-20", known_at=known_at).check() > 250
    for as_of, compared in (("2017-08-31", "2017-07-31"), ("2017-09-10", "2017-08-28")):
        days = (dt.date.fromisoformat(as_of), dt.date.fromisoformat(compared))
        assert page_of(client, district, f"?den={as_of}&so_voi={compared}", *days).check() > 250


def test_the_overview_of_a_small_district_says_what_the_forms_say(district, hanh, client):
    story.tell(district, hanh)
    assert page_of(as_office(client, hanh), district).check() > 80
    assert brief_of(district).check() > 20


def test_where_nothing_was_recorded_the_overview_says_so(district, hanh, client):
    page_of(as_office(client, hanh), district).check()
    assert brief_of(district).check()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_recorded_the_overview_says_what_the_forms_say(seed, district, hanh, client):
    draw = random.Random(seed)
    units = story.leave_communes(district, story.TOWN, story.TAN, story.CHAU)
    for unit in units:
        for day in ("2017-08-20", "2017-09-20"):
            rows = [
                build.row("11", draw.randint(0, 100), 2470, day),
                build.row("15.1", draw.randint(6500, 8500), 8600, day),
                build.row("15.3", draw.randint(30, 80), 438, day),
                build.row("16", draw.randint(0, 12), 12, day),
                build.row("10", value=draw.randint(30, 50), assessed_on=day),
            ]
            build.record(unit, *draw.sample(rows, draw.randint(1, 5)), by=hanh)
    assert page_of(as_office(client, hanh), district).check() > 80


@pytest.mark.parametrize("where", [".tiles b", ".lead", ".figures .num a", ".matrix tbody td.tot", "h1"])
def test_a_figure_that_no_form_tells_is_found(where, district, hanh, client):
    story.tell(district, hanh)
    page = page_of(as_office(client, hanh), district)
    select(page.main, where)[0].text = "31"
    with pytest.raises(AssertionError):
        page.check()
