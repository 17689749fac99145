"""What changes rarely is read once, and never shown after it has changed."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from communes.models import Appointment, Unit
from criteria.actions.spans import rebuild_spans
from criteria.models import Indicator, RuleSetting
from criteria.models.cells import places_of, read_book, targets_near
from criteria.models.settings import settings_at
from criteria.rules.facts import Place
from directives.models import Obligation
from ntm_portal.kept import Ledger, Shelf, kept, kept_under, revision
from ntm_portal.triggers import Bump, all_triggers
from tests import build

HERE = Place("36", "DBSH")
READINGS = {
    "the rulebook": read_book,
    "levels": lambda: targets_near(frozenset({HERE}), None),
    "settings": lambda: settings_at(None),
    "places": lambda: places_of(tuple(Unit.objects.values_list("pk", flat=True))),
}


def choose(stale_months: int) -> None:
    RuleSetting.objects.create(key="stale_months", value=stale_months, recorded_at=build.moment("2017-09-25"))


CHANGES = {
    "a unit, past every action": lambda: Unit.objects.filter(slug="xuan-tan").update(households=1),
    "an indicator": lambda: Indicator.objects.filter(number="15.1").update(name="khác"),
    "a level": build.target,
    "a post": lambda: build.appointment(unit=build.unit()),
    "a setting": lambda: choose(6),
    "a recognition": lambda: build.recognition(build.unit()),
    "a task taken away": lambda: Obligation.objects.first().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_gives_the_state_another_name(change, db):
    before = revision()
    change()
    assert revision() != before


def test_spans_computed_again_are_read_again(xuan_tan):
    before = revision()
    rebuild_spans([xuan_tan])
    assert revision() != before


def test_a_full_shelf_gives_away_what_has_stood_longest():
    shelf, asked = Shelf(2), []

    def read(places):
        asked.append(places)
        return {place: object() for place in places}

    with kept_under("a"):
        for keys in ({1: "x"}, {2: "x2"}, {3: "x3"}, {3: "x3"}, {1: "x"}):
            shelf.take(keys, read)
    assert asked == [[1], [2], [3], [1]]


def test_without_a_name_a_shelf_keeps_nothing():
    shelf = Shelf(2)
    assert shelf.take({1: "x"}, lambda places: {1: len(shelf.held)}) == {1: 0}
    assert shelf.held == {}


def test_a_ledger_hands_over_what_it_holds_of_a_place_that_has_grown():
    ledger, asked = Ledger(2), []

    def read(behind):
        asked.append({place: held and (held.newest, held.reading) for place, held in behind.items()})
        return {place: f"{place} as read the {len(asked)}. time" for place in behind}

    with kept_under("a"):
        assert ledger.take({1: 5, 2: 7}, "x", read) == {1: "1 as read the 1. time", 2: "2 as read the 1. time"}
        assert ledger.take({1: 5, 2: 8}, "x", read) == {1: "1 as read the 1. time", 2: "2 as read the 2. time"}
        assert ledger.take({1: 5, 2: 8}, "x", read) == {1: "1 as read the 1. time", 2: "2 as read the 2. time"}
    assert asked == [{1: None, 2: None}, {2: (7, "2 as read the 1. time")}]


def test_a_reader_who_sees_less_than_is_held_reads_for_itself():
    ledger = Ledger(2)
    with kept_under("a"):
        ledger.take({1: 9}, "x", lambda behind: {1: "new"})
        assert ledger.take({1: 8}, "x", lambda behind: {1: ("old", behind[1])}) == {1: ("old", None)}
        assert ledger.take({1: 9}, "x", lambda behind: {1: "again"}) == {1: "new"}


def test_a_full_ledger_gives_away_what_has_stood_longest():
    ledger, asked = Ledger(2), []

    def read(behind):
        asked.extend(behind)
        return dict.fromkeys(behind, "")

    with kept_under("a"):
        for newest in ({1: 1}, {2: 1}, {1: 2}, {3: 1}, {1: 2}, {2: 1}):
            ledger.take(newest, "x", read)
    assert asked == [1, 2, 1, 3, 2]


def test_without_a_name_a_ledger_keeps_nothing():
    ledger = Ledger(2)
    assert ledger.take({1: 5}, "x", lambda behind: {1: behind[1]}) == {1: None}
    assert ledger.held == {}


def test_a_change_that_was_taken_back_leaves_the_name(db):
    before = revision()
    with transaction.atomic():
        Unit.objects.filter(slug="xuan-tan").update(households=1)
        assert revision() != before
        transaction.set_rollback(True)
    assert revision() == before


def test_the_same_change_made_twice_has_two_names(db):
    names = set()
    for _ in range(2):
        with transaction.atomic():
            Unit.objects.filter(slug="xuan-tan").update(households=1)
            names.add(revision())
            transaction.set_rollback(True)
    assert len(names) == 2


def test_a_figure_does_not_change_what_changes_rarely(xuan_tan, hanh):
    before = revision()
    build.record(xuan_tan, build.row("15.1", 90, 100), by=hanh)
    assert revision() == before


def test_a_reading_is_made_once_for_each_name(db, django_assert_num_queries):
    with kept_under():
        settings_at()
        with django_assert_num_queries(0):
            settings_at()
    Unit.objects.filter(slug="xuan-tan").update(households=1)
    with kept_under(), django_assert_num_queries(1):
        settings_at()


def test_a_changed_setting_is_read_at_once(db):
    with kept_under():
        before = settings_at().stale_months
    choose(before + 1)
    with kept_under():
        assert settings_at().stale_months == before + 1


def test_outside_nothing_is_taken_from_memory(db, django_assert_num_queries):
    settings_at()
    with django_assert_num_queries(1):
        settings_at()


def test_an_inner_name_counts_inside_alone(db):
    asked = []

    @kept
    def read():
        asked.append(1)
        return len(asked)

    with kept_under("a"):
        first = read()
        with kept_under("b"):
            assert read() == 2
        assert read() == first
    assert read() == 3


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
def test_every_table_that_is_kept_names_its_changes(reading, db):
    with CaptureQueriesContext(connection) as queries:
        reading()
    read = {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert read
    assert read <= {trigger.table for trigger in all_triggers() if isinstance(trigger, Bump)}


def test_posts_and_places_are_among_them():
    tables = {trigger.table for trigger in all_triggers() if isinstance(trigger, Bump)}
    assert {Appointment._meta.db_table, Unit._meta.db_table} <= tables
