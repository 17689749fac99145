""" "Xác nhận không đổi": a dated finding of its own, with person and source."""

import datetime as dt

import pytest

from criteria.enums import Stage, Verdict
from tests import build
from tests.criteria.grid import JSON, SOURCE, stored

pytestmark = pytest.mark.django_db
PATH = "/cap-nhat/xuan-tan/khong-doi/"


def confirm(client, user, seen, path=PATH, **given):
    plain = {"user": user.pk, "stage": "tham-tra", "day": "25/9/2017", "source": SOURCE, "seen": seen}
    return client.post(path, plain | given, **JSON)


@pytest.fixture
def known(hanh, xuan_tan):
    """Two figures of an earlier day, by number."""
    rows = [build.row("15.1", 7204, 8600), build.row("1.1", declared=Verdict.MET)]
    found = build.record(xuan_tan, *rows, by=hanh)
    return {"15.1": found[0].pk, "1.1": found[1].pk}


def test_each_figure_becomes_a_finding_of_the_later_day(hanh, known, sign_in):
    answer = confirm(sign_in("hanh"), hanh, known)
    assert (answer.status_code, answer.json()["sentences"]) == (
        200, ["Đã xác nhận 02 chỉ tiêu không đổi vào ngày 25/9/2017."],
    )  # fmt: skip
    columns = ("assessed_on", "numerator", "declared", "source_document", "note", "entered_by", "via")
    note, day = "Xác nhận không đổi so với số liệu ngày 20/9/2017", dt.date(2017, 9, 25)
    assert stored(*columns)[2:] == [
        (day, 7204, None, SOURCE, note, hanh.pk, "GRID"), (day, None, "MET", SOURCE, note, hanh.pk, "GRID"),
    ]  # fmt: skip
    assert answer.json()["cells"]["15.1"]["day"] == "25/9/2017"


def test_confirming_twice_is_done_once(hanh, known, sign_in):
    browser = sign_in("hanh")
    confirm(browser, hanh, known)
    again = confirm(browser, hanh, known)
    assert (again.status_code, len(stored("pk"))) == (200, 4)


def test_a_claim_of_the_commune_is_not_verified_by_confirming_it(hanh, tan, xuan_tan, sign_in):
    claim = build.record(xuan_tan, build.row("15.1", 7204, 8600, stage=Stage.SELF), by=tan)[0]
    confirm(sign_in("hanh"), hanh, {"15.1": claim.pk})
    assert len(stored("pk")) == 1
    confirm(sign_in("tan"), tan, {"15.1": claim.pk}, stage="tu-danh-gia")
    assert stored("stage") == [("SELF",), ("SELF",)]


def test_figures_of_that_day_or_later_are_left(hanh, known, sign_in):
    answer = confirm(sign_in("hanh"), hanh, known, day="20/9/2017")
    assert answer.json()["sentences"] == [
        "Đã xác nhận 0 chỉ tiêu không đổi vào ngày 20/9/2017. 02 chỉ tiêu đã có số liệu từ ngày đó trở đi, giữ nguyên."
    ]


def test_a_figure_of_an_earlier_year_keeps_its_year(hanh, xuan_tan, sign_in):
    row = build.row("10", value=36, figure_year=2016)
    pk = build.record(xuan_tan, row, by=hanh)[0].pk
    confirm(sign_in("hanh"), hanh, {"10": pk})
    assert stored("figure_year") == [(2016,), (2016,)]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"source": ""}, "Ghi nguồn, minh chứng của việc xác nhận ở đầu lưới."),
        ({"day": "31/9/2017"}, "Ngày số liệu: Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."),
        ({"day": "26/9/2017"}, "Ngày số liệu 26/9/2017 sau ngày hôm nay (25/9/2017)."),
        ({"seen": {}}, "Chưa có số liệu để xác nhận."),
    ],
)
def test_what_is_missing_is_said(given, sentence, hanh, known, sign_in):
    answer = confirm(sign_in("hanh"), hanh, **{"seen": known} | given)
    assert (answer.status_code, answer.json()["sentences"]) == (422, [sentence])
    assert len(stored("pk")) == 2


def test_a_newer_figure_of_somebody_else_stops_it(hanh, known, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 7300, 8600, assessed_on="2017-09-21"), by=build.user())
    answer = confirm(sign_in("hanh"), hanh, known)
    assert (answer.status_code, answer.json()["cells"]["15.1"]["text"]) == (409, "7300/8600")
    assert len(stored("pk")) == 3


@pytest.mark.parametrize("seen", ["x", {"15.1": "1"}, None])
def test_a_message_of_nobody_is_refused(seen, hanh, sign_in):
    assert confirm(sign_in("hanh"), hanh, seen).status_code == 400


def test_a_stage_that_is_not_open_is_locked(tan, known, sign_in):
    assert confirm(sign_in("tan"), tan, known).status_code == 403


def test_a_stranger_confirms_nothing(chau, known, sign_in):
    assert confirm(sign_in("chau"), chau, known, stage="tu-danh-gia").status_code == 404
