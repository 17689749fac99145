"""One meaning of "old": what the office chooses is what every page marks, filters by and says."""

import io

import openpyxl
import pytest

from criteria.models import RuleSetting
from criteria.models.settings import settings_at
from tests import build

ON = "2017-01-20"  # eight months and five days before the day of the story


@pytest.fixture
def told(hanh, xuan_tan):
    build.record(xuan_tan, build.row("11", 49, 2470, ON), by=hanh)


@pytest.fixture
def chosen(told):
    """Old after four months, too old after seven."""
    for key, months in (("recent_months", 2), ("old_months", 4), ("stale_months", 7)):
        RuleSetting.objects.create(key=key, value=months, recorded_at=build.moment("2017-09-25"))


def test_the_page_of_ages_names_the_levels_of_the_office(sign_in, chosen):
    page = sign_in("hanh").get("/tuoi-so-lieu/").content.decode()
    for words in ("Trong 2 tháng", "Từ 2 đến 4 tháng", "Từ 4 đến 7 tháng", "Trên 7 tháng", "Thiếu hoặc trên 2 tháng"):
        assert words in page
    assert "Số liệu trên 4 tháng in đậm" in page


@pytest.mark.parametrize(("show", "words"), [("cu", "trên 4 tháng"), ("qua-cu", "trên 7 tháng")])
def test_filter_and_file_name_the_same_level(show, words, sign_in, chosen):
    browser = sign_in("hanh")
    assert "20/01/2017" in browser.get(f"/tuoi-so-lieu/?loc={show}").content.decode()
    answer = browser.get(f"/tuoi-so-lieu.xlsx?loc={show}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Danh sách"]
    assert any(f", {words})" in str(row[0]) for row in sheet.iter_rows(max_row=8, values_only=True))


def test_two_levels_chosen_alike_are_one_filter(sign_in, told):
    RuleSetting.objects.create(key="old_months", value=12, recorded_at=build.moment("2017-09-25"))
    page = sign_in("hanh").get("/tuoi-so-lieu/").content.decode()
    assert "loc=qua-cu" not in page
    assert ">Trên 12 tháng</a>" in page


def test_the_commune_page_and_where_one_types_use_the_same_levels(sign_in, chosen, xuan_tan):
    browser = sign_in("hanh")
    ages = browser.get("/xa/xuan-tan/").context["ages"]
    assert [(band.words, band.count) for band in ages.bands][2:] == [("Từ 4 đến 7 tháng", 0), ("Trên 7 tháng", 1)]
    assert "Chỉ số liệu trên 4 tháng" in browser.get("/cap-nhat/luoi/").content.decode()
    chooser = browser.get("/cap-nhat/").content.decode()
    assert "Trên 7 tháng" in chooser
    assert '<span class="age old">1</span>' in chooser


def test_what_may_be_lost_is_told_by_the_same_level(sign_in, told):
    browser = sign_in("hanh")
    assert "số liệu đã quá" not in browser.get("/suy-giam/").content.decode()
    RuleSetting.objects.create(key="stale_months", value=7, recorded_at=build.moment("2017-09-25"))
    assert settings_at().stale_months == 7
    assert "số liệu đã quá 7 tháng ở 1 chỉ tiêu đạt" in browser.get("/suy-giam/").content.decode()
