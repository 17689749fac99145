"""Gói biểu: one file for each form and place, made one by one, kept until the package is fetched, never stale."""

import io
import zipfile

import pytest
from django.core.cache import caches

from accounts.actions import audit
from ntm_portal.clock import now
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.pieces import all_forms, pieces_of
from reports.xlsx.keeping import Keeper
from tests import build
from tests.reports import story

pytestmark = pytest.mark.django_db
ASKED = "bieu=bieu-03&bieu=bieu-06&noi=huyen&noi=xuan-tan"
NAMES = [
    "Bieu03_TongHop19TieuChi_XuanTruong_2017-09-25.xlsx",
    "Bieu06_BaChiTieu_XuanTruong_2017-09-25.xlsx",
    "Bieu03_TongHop19TieuChi_XuanTan_2017-09-25.xlsx",
    "Bieu06_BaChiTieu_XuanTan_2017-09-25.xlsx",
]


@pytest.fixture(autouse=True)
def told(district, hanh):
    caches["goi"].clear()
    story.tell(district, hanh)


def files(response) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def held(browser) -> list[bool]:
    return [is_held for *_, is_held in browser.get(f"/bao-cao/goi/?{ASKED}").context["files"]]


def test_the_package_has_one_file_for_each_form_and_place(sign_in):
    response = sign_in("hanh").get(f"/bao-cao/goi.zip?{ASKED}")
    assert list(files(response)) == NAMES
    assert response["Content-Disposition"] == 'attachment; filename="BoBieu_NTM_XuanTruong_2017-09-25.zip"'
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/zip", "no-store")


def test_what_was_made_before_the_laptop_was_closed_is_still_there(sign_in):
    browser = sign_in("hanh")
    assert held(browser) == [False] * 4
    assert browser.head("/bao-cao/bieu-06.xlsx?noi=xuan-tan").status_code == 204
    assert held(browser) == [False, False, False, True]
    assert (
        'data-piece="/bao-cao/bieu-06.xlsx?noi=xuan-tan" data-held'
        in browser.get(f"/bao-cao/goi/?{ASKED}").content.decode()
    )


def test_a_package_takes_the_files_that_are_there(sign_in):
    browser = sign_in("hanh")
    alone = browser.get("/bao-cao/bieu-06.xlsx?noi=xuan-tan").content
    assert files(browser.get(f"/bao-cao/goi.zip?{ASKED}"))["Bieu06_BaChiTieu_XuanTan_2017-09-25.xlsx"] == alone
    assert held(browser) == [True] * 4


@pytest.mark.parametrize(
    "write",
    [
        lambda unit, by: build.record(unit, build.row("15.1", 1, 2, "2017-09-24"), by=by),
        lambda unit, by: audit(by=by, action="Ghi biến động", subject=str(unit), at=now()),
        lambda unit, by: build.target(build.indicator("11")),
    ],
    ids=["a figure", "a deed", "a level"],
)
def test_a_file_made_before_something_was_written_is_not_taken(write, sign_in, xuan_tan, hanh):
    browser = sign_in("hanh")
    browser.get(f"/bao-cao/goi.zip?{ASKED}")
    assert held(browser) == [True] * 4
    write(xuan_tan, hanh)
    assert held(browser) == [False] * 4


def test_readers_with_other_indicators_other_days_and_other_programs_share_no_file(district, monkeypatch):
    piece = pieces_of(all_forms(), [district])[0]
    brief = Brief(district, story.PERIOD)
    earlier = Brief(district, Period(story.PERIOD.as_of, story.PERIOD.compared, build.moment("2017-09-20")))
    day, other_day = build.date("2017-09-25"), build.date("2017-09-26")
    keepers = [
        Keeper(brief, [district.pk], "", day),
        Keeper(brief, [district.pk], "7", day),
        Keeper(brief, [district.pk], "", other_day),
        Keeper(earlier, [district.pk], "", day),
    ]
    assert len({keeper.name(piece) for keeper in keepers}) == 4
    assert Keeper(brief, [district.pk], "", day).name(piece) == keepers[0].name(piece)


def test_a_kept_file_is_given_as_it_was_made(district):
    piece = pieces_of(all_forms(), [district])[0]
    keeper = Keeper(Brief(district, story.PERIOD), [district.pk], "", build.date("2017-09-25"))
    made = keeper.file(piece, now())
    assert keeper.file(piece, build.moment("2017-09-30")) == made
    assert keeper.held([piece]) == {"tom-tat.huyen"}


def test_too_many_files_are_refused_on_the_page(monkeypatch, sign_in):
    browser = sign_in("hanh")
    monkeypatch.setattr("reports.views.bundles.MOST_FILES", 3)
    assert "Nhiều nhất 3 tệp trong một gói; đang chọn 4." in browser.get(f"/bao-cao/goi/?{ASKED}").content.decode()
    assert browser.get(f"/bao-cao/goi.zip?{ASKED}").url == f"/bao-cao/goi/?{ASKED}"


def test_a_choice_without_pieces_leads_back_to_the_chooser(sign_in):
    asked = "bieu=bieu-01&noi=huyen"
    assert sign_in("hanh").get(f"/bao-cao/goi/?{asked}").url == f"/bao-cao/?{asked}"
