"""What is odd about a line of a file: the words of every other door, each with the ways to where it is put right."""

import pytest

from tests import build
from tests.criteria.imports.test_forms_come_back import filled, line, loaded

pytestmark = pytest.mark.django_db
OUTSIDE = "Ngày số liệu 30/6/2017 ngoài kỳ tháng 9/2017 (01/9/2017 - 30/9/2017)."


@pytest.fixture
def old_day(sign_in, officer):
    """Biểu 01 of Xuân Tân, whose day was set back to the end of June."""
    build.period()
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000, "G": 5770}))
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "doc-lai", "ngay": "30/6/2017", "nguon": "Báo cáo 1/BC"})
    return browser, batch


def test_a_day_outside_the_period_of_today_is_said_in_the_words_of_the_entry_page(old_day):
    _, batch = old_day
    outside = [caution for caution in line(batch, "15.1").cautions if caution["check"] == "PERIOD"]
    assert outside == [{"check": "PERIOD", "text": OUTSIDE, "ways": [["15.1", "/lich-su/xuan-tan/15.1/"]]}]


def test_the_preview_leads_to_where_it_is_put_right(old_day):
    browser, batch = old_day
    page = browser.get(f"/nhap-tep/{batch.pk}/").content.decode()
    assert OUTSIDE in page
    assert '<a class="small" href="/lich-su/xuan-tan/15.1/" target="_blank" rel="noopener">Xem 15.1' in page


def test_a_day_of_the_period_needs_no_word(sign_in, officer):
    build.period()
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000, "G": 5770}))
    assert "PERIOD" not in [caution["check"] for caution in line(batch, "15.1").cautions]
