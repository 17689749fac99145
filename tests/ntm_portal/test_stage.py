"""The stage itself: what every test may rely on."""

import importlib.util
import socket

import pytest

from communes.models import Unit
from ntm_portal import clock
from tests import build


def test_it_is_25_september_2017():
    assert clock.today().isoformat() == "2017-09-25"


def test_a_test_cannot_reach_the_network():
    with socket.socket() as outward, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        outward.connect(("192.0.2.1", 80))


CAST = (
    "hanh",
    "tan",
    "chau",
    "officer",
    "chair",
    "lao_dong",
    "party_office",
    "party_org",
    "member",
    "leader",
    "front",
    "admin",
)


@pytest.mark.parametrize("who", CAST)
def test_the_whole_cast_can_sign_in(who, sign_in, request):
    client = sign_in(who)
    assert client.session["_auth_user_id"] == str(request.getfixturevalue(who).pk)


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_the_database_as_it_was(time):
    before = Unit.objects.filter(slug__startswith="xa-thu").count()
    build.unit()
    assert before == 0


def test_postgresql_is_spoken_to_through_psycopg2():
    """A package that brings psycopg 3 would change the driver under our feet."""
    assert importlib.util.find_spec("psycopg") is None
