"""The cast and the stage: the people and places every test knows, and a database that holds the rulebook."""

import datetime as dt
import ipaddress
import os
import socket
from io import StringIO

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.test.client import Client

from accounts.enums import Role
from accounts.models import User
from communes.models import Department, Unit
from ntm_portal.kept import forget_readings
from ntm_portal.triggers import lifted
from reports.views.directive import drawn_directive
from reports.views.overview import drawn_overview
from tests import build

# Generated cases are judged by their result, not by how busy the machine is.
hypothesis.settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("portal")

TODAY = dt.date(2017, 9, 25)
LOADERS = ("load_units", "load_rulebook", "load_procedures", "load_directive")


# --- The database ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite tests use a file: two writers on a shared in-memory database do not lock as they do in the office."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test finds the units, the rulebook and the directive, and no demonstration data."""
    with django_db_blocker.unblock():
        for name in LOADERS:
            call_command(name, stdout=StringIO())
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


@pytest.fixture(scope="session", autouse=True)
def _refill_after_flush():
    """The one place where the append-only triggers give way: Django's own flush after a transactional test."""
    flush = TransactionTestCase._fixture_teardown

    def flush_and_refill(self):
        self.serialized_rollback = True
        with lifted(connection):
            flush(self)
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)

    TransactionTestCase._fixture_teardown = flush_and_refill
    yield
    TransactionTestCase._fixture_teardown = flush


# --- The stage ------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _light_stage(tmp_path_factory):
    """Hash passwords fast, and serve static files without collecting them: no test is about either."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        EVIDENCE_ROOT=tmp_path_factory.mktemp("minh-chung"),
        CACHES=settings.CACHES | {"goi": settings.CACHES["goi"] | {"LOCATION": tmp_path_factory.mktemp("goi")}},
        STORAGES=settings.STORAGES | {"staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True)
def _pinned_day(settings):
    """It is 25/9/2017 in every test that does not say otherwise."""
    settings.PINNED_TODAY = TODAY


@pytest.fixture(autouse=True)
def _nothing_drawn():
    """A test that was rolled back leaves its keys to the next one: forget the pages drawn for them."""
    drawn_overview.cache_clear()
    drawn_directive.cache_clear()
    forget_readings()


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """A test may talk to this machine only."""
    connect = socket.socket.connect

    def connect_at_home(self, address):
        at_home = self.family == getattr(socket, "AF_UNIX", None) or is_loopback(address[0])
        if not at_home:
            raise AssertionError(f"A test tried to reach {address}.")
        return connect(self, address)

    socket.socket.connect = connect_at_home
    yield
    socket.socket.connect = connect


def is_loopback(host: str) -> bool:
    is_address = host[:1].isdigit() or ":" in host
    return ipaddress.ip_address(host).is_loopback if is_address else host == "localhost"


# --- Places ---------------------------------------------------------------------------------


def place(code: str) -> Unit:
    """The unit with this code on the pinned day."""
    return Unit.objects.valid_on(TODAY).get(code=code)


@pytest.fixture
def district(db) -> Unit:
    """Huyện Xuân Trường."""
    return place("364")


@pytest.fixture
def xuan_tan(district) -> Unit:
    return place("14110")


@pytest.fixture
def xuan_chau(district) -> Unit:
    return place("14092")


@pytest.fixture
def labour(district) -> Department:
    """Phòng Lao động, Thương binh và Xã hội: in charge of 11 and 12."""
    return district.departments.get(code="lao-dong")


# --- People ---------------------------------------------------------------------------------


@pytest.fixture
def hanh(district) -> User:
    """Văn phòng điều phối NTM huyện: does the main job."""
    return build.user("hanh", Role.DISTRICT_NTM_OFFICE, unit=district)


@pytest.fixture
def tan(xuan_tan) -> User:
    """Bí thư Đảng ủy xã Xuân Tân."""
    return build.user("tan", Role.COMMUNE_SECRETARY, unit=xuan_tan)


@pytest.fixture
def chau(xuan_chau) -> User:
    """Bí thư Đảng ủy xã Xuân Châu: the stranger in another commune."""
    return build.user("chau", Role.COMMUNE_SECRETARY, unit=xuan_chau)


@pytest.fixture
def officer(xuan_tan) -> User:
    """Cán bộ NTM xã Xuân Tân."""
    return build.user("officer", Role.COMMUNE_OFFICER, unit=xuan_tan)


@pytest.fixture
def chair(xuan_tan) -> User:
    """Chủ tịch UBND xã Xuân Tân."""
    return build.user("chair", Role.COMMUNE_CHAIR, unit=xuan_tan)


@pytest.fixture
def lao_dong(district, labour) -> User:
    """Phòng LĐ-TB&XH: its own indicators in all communes."""
    return build.user("lao_dong", Role.SECTOR_DEPT, unit=district, department=labour)


@pytest.fixture
def party_office(district) -> User:
    """Văn phòng Huyện ủy."""
    return build.user("party_office", Role.PARTY_OFFICE, unit=district)


@pytest.fixture
def party_org(district) -> User:
    """Ban Tổ chức Huyện ủy."""
    return build.user("party_org", Role.PARTY_ORG, unit=district)


@pytest.fixture
def member(district) -> User:
    """Ủy viên Ban Thường vụ phụ trách xã."""
    return build.user("member", Role.ASSIGNED_MEMBER, unit=district)


@pytest.fixture
def leader(district) -> User:
    """Lãnh đạo huyện."""
    return build.user("leader", Role.LEADERSHIP, unit=district)


@pytest.fixture
def front(district) -> User:
    """Mặt trận Tổ quốc huyện."""
    return build.user("front", Role.FRONT, unit=district)


@pytest.fixture
def admin(district) -> User:
    """Quản trị: serves the rulebook, units and users in Django's admin."""
    return build.user("admin", Role.ADMIN, unit=district, is_staff=True, is_superuser=True)


@pytest.fixture
def sign_in(request):
    """`sign_in("hanh")` gives a browser in which that person of the cast has signed in."""

    def as_person(who: str) -> Client:
        client = Client()
        client.force_login(request.getfixturevalue(who), backend="accounts.backends.PortalBackend")
        return client

    return as_person


@pytest.fixture
def copy_holds():
    """Whether a browser may keep its copy of a page: PostgreSQL's word for the data also moves with other tests."""

    def asked_again(browser: Client, path: str) -> bool:
        for _ in range(20):
            held = {"If-None-Match": browser.get(path).headers["ETag"]}
            if browser.get(path, headers=held).status_code == 304:
                return True
        return False

    return asked_again
