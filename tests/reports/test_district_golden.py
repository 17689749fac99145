"""The forms of the whole demonstration district and of one of its communes, compared line by line with files.

To write the files anew after a change that is meant, and then read what changed:

    GOLDEN=write python -m pytest tests/reports/test_district_golden.py -p no:randomly -k exactly
"""

import datetime as dt
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from accounts.enums import Role
from communes.models import Unit
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED, OF_PLACE
from reports.templatetags.paper import written
from tests import build
from tests.reports import story

GOLDEN = Path(__file__).parent / "golden" / "huyen"
PERIOD = Period(dt.date(2017, 9, 25), dt.date(2017, 8, 28))
COMMUNE = "xuan-tan"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def brief(django_db_setup, django_db_blocker):
    """The demonstration, loaded once and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO_ALLOWED=True):
        call_command("load_demo", verbosity=0)
        yield Brief(Unit.objects.districts().get(code="364"), PERIOD)
        transaction.set_rollback(True)


def compare(name: str, told: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("code", FILLED)
def test_a_form_of_the_district_says_exactly_this(code, brief):
    compare(code, story.read_aloud(FILLED[code](brief)))


@pytest.mark.parametrize("code", OF_PLACE)
def test_a_form_of_one_commune_says_exactly_this(code, brief):
    place = Unit.objects.communes().with_places().valid_on(PERIOD.as_of).get(slug=COMMUNE)
    compare(f"{code}.{COMMUNE}", story.read_aloud(OF_PLACE[code](brief.of_place(place))))


def test_there_is_no_file_of_a_form_that_is_gone():
    names = {*FILLED, *(f"{code}.{COMMUNE}" for code in OF_PLACE)}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == names


class MatrixReader(HTMLParser):
    """The rows of the first table of a class as the words of their cells, without those for screen readers alone."""

    def __init__(self, name: str):
        super().__init__()
        self.name, self.rows, self.inside, self.hidden = name, [], False, 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        names = (given.get("class") or "").split()
        self.inside = self.inside or (tag == "table" and self.name in names)
        if self.hidden or "visually-hidden" in names:
            self.hidden += tag not in ("br", "img", "use")
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.hidden -= bool(self.hidden)
        self.inside = self.inside and tag != "table"

    def handle_data(self, data):
        if self.inside and not self.hidden and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def test_the_matrix_on_the_screen_holds_the_letters_and_counts_of_form_03(brief):
    browser = Client()
    user = build.user("doc-gia", Role.LEADERSHIP, unit=brief.district)
    browser.force_login(user, backend="accounts.backends.PortalBackend")
    reader = MatrixReader("matrix")
    reader.feed(browser.get("/?den=2017-09-25&so_voi=2017-08-28").content.decode())
    printed = FILLED["bieu-03"](brief)
    lines = [line for line in reader.rows if len(line) > 20 and line[0][:1].isdigit()]
    shown = [[line[0], *(re.sub("[▲▼▽]", "", words) for words in line[1:25])] for line in lines]
    rows = [list(row.placed())[:26] for row in printed.rows[: len(brief.units)]]
    read = [[re.sub("▼", "", written(cell, printed.columns[at])) for at, cell in row] for row in rows]
    assert shown == [[f"{number}{name}", *cells] for number, name, *cells in read]
