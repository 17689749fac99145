"""A page opened without a query opens by the default view of its reader; every other address means what it says."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import drop_default, rename_view, save_view
from communes.models import Unit
from ntm_portal.kept import forget_readings
from tests.accounts.addresses import Cast, Ids
from tests.accounts.test_every_url_every_role import READ

PAGE, VIEW = "/suy-giam/", "/suy-giam/?tc=15&tt=mo"
SHOWN, WHOLE = "Đang xem theo cách xem mặc định “Tiêu chí 15”", "Trang này có cách xem mặc định “Tiêu chí 15”"


@pytest.fixture
def view(hanh):
    return save_view(name="Tiêu chí 15", address=VIEW, by=hanh, opens=True)


@pytest.fixture
def browser(view, sign_in):
    return sign_in("hanh")


ELSEWHERE = ["", "http://testserver/", "http://testserver/suy-giam/xuan-tan/", "http://[", "http://a/tim/?q=/suy-giam/"]


@pytest.mark.parametrize("came_from", ELSEWHERE)
def test_who_arrives_at_a_page_is_led_to_the_default_view(came_from, browser):
    headers = {"Referer": came_from}
    for answer in (browser.get(PAGE, headers=headers), browser.head(PAGE, headers=headers)):
        assert (answer.status_code, answer.url) == (302, VIEW)


def test_the_page_says_that_it_is_the_default_view_and_how_to_leave_it(browser, view):
    page = browser.get(PAGE, follow=True).text
    assert SHOWN in page
    assert 'href="/suy-giam/?day-du">Xem đầy đủ' in page
    left = browser.post(f"/cach-xem/{view.pk}/bo-mac-dinh/", {"trang": VIEW})
    assert left.url == VIEW
    assert SHOWN not in browser.get(VIEW).text
    assert browser.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/suy-giam/?day-du", WHOLE),
        ("/suy-giam/?tt=mo&tc=15", SHOWN),
        ("/suy-giam/?tc=15", ""),
        ("/suy-giam/?tc=15&tt=mo&luc=ky", ""),
        ("/suy-giam/?xa=", ""),
    ],
)
def test_an_address_with_a_query_is_obeyed(address, says, browser):
    answer = browser.get(address)
    assert answer.status_code == 200
    assert [words for words in (SHOWN, WHOLE) if words in answer.text] == ([says] if says else [])


def test_on_the_page_itself_a_filter_can_be_taken_away(browser):
    answer = browser.get(PAGE, headers={"Referer": f"http://testserver{VIEW}"})
    assert answer.status_code == 200
    assert WHOLE in answer.text
    assert f'href="{VIEW}"' in unescape(answer.text)


def test_other_pages_and_other_people_know_nothing_of_it(browser, sign_in, leader):
    assert browser.get("/kiem-tra/").status_code == 200
    for address in (PAGE, VIEW):
        answer = sign_in("leader").get(address)
        assert answer.status_code == 200
        assert "cách xem mặc định" not in answer.text


def test_links_of_other_pages_stay_bare(browser):
    page = browser.get("/kiem-tra/").text
    assert re.findall(r'href="(/suy-giam/[^"]*)"', page) == [PAGE]


def test_what_is_sent_to_a_page_is_not_led_away(browser):
    assert browser.post(PAGE).status_code == 200


def test_two_pages_lead_each_to_its_own_view(browser, hanh):
    save_view(name="Thay đổi", address="/?loc=thay-doi", by=hanh, opens=True)
    assert [browser.get(page).url for page in ("/", PAGE)] == ["/?loc=thay-doi", VIEW]


def test_a_long_address_leads_to_the_same_view(browser):
    assert browser.get("/xuan-truong/suy-giam/").url == VIEW


def test_a_copy_of_the_browser_does_not_outlive_what_is_said_of_the_default(browser, view, hanh):
    tags = [browser.get(VIEW).headers["ETag"]]
    renamed = rename_view(view=view, name="TC 15", seen=view.name, by=hanh)
    tags.append(browser.get(VIEW).headers["ETag"])
    drop_default(view=renamed, by=hanh)
    tags.append(browser.get(VIEW).headers["ETag"])
    assert len(set(tags)) == 3
    assert browser.get(VIEW, headers={"If-None-Match": tags[0]}).status_code == 200


def test_a_view_whose_filter_is_no_more_gives_way_to_the_whole_page(sign_in, hanh, xuan_tan):
    address = "/xa/xuan-thuy/so-sanh/?voi=xuan-tan"
    save_view(name="Bên Xuân Tân", address=address, by=hanh, opens=True)
    browser = sign_in("hanh")
    assert browser.get("/xa/xuan-thuy/so-sanh/").url == address
    Unit.objects.filter(pk=xuan_tan.pk).update(valid_to="2017-09-01")
    answer = browser.get("/xa/xuan-thuy/so-sanh/", follow=True)
    assert [path for path, _ in answer.redirect_chain] == [address, "/xa/xuan-thuy/so-sanh/?day-du"]
    assert "Cách xem mặc định “Bên Xuân Tân” không mở được nữa" in answer.text
    assert "Trang này có cách xem mặc định “Bên Xuân Tân”" in answer.text


def test_a_page_that_is_no_more_is_not_there_with_or_without_a_default(sign_in, hanh, xuan_tan):
    save_view(name="Xuân Tân", address="/xa/xuan-tan/?loc=con-thieu", by=hanh, opens=True)
    Unit.objects.filter(pk=xuan_tan.pk).update(valid_to="2017-09-01")
    assert sign_in("hanh").get("/xa/xuan-tan/", follow=True).status_code == 404


# The whole page has an address of its own everywhere, and no page leads such an address back to the bare one.
WHOLE_PAGES = [row[0] for row in READ.values() if row[5] == 200 and row[0].endswith("/")]


def test_every_page_has_an_address_for_the_whole_page(sign_in, xuan_tan, tan, hanh, party_org, labour):
    ids, browser = Ids(Cast(xuan_tan, tan, hanh, party_org, labour)), sign_in("hanh")
    answers = {}
    for address in WHOLE_PAGES:
        answer = browser.get(f"{ids.path(address)}?day-du")
        b"".join(answer)  # a file is read to its end, and so closed
        answers[address] = answer.status_code
    assert len(answers) > 100
    assert answers == dict.fromkeys(WHOLE_PAGES, 200)


@pytest.mark.parametrize("views", [1, 3])
def test_a_default_costs_one_question_and_only_those_who_have_any(views, sign_in, hanh):
    def queries(address: str) -> int:
        browser = sign_in("hanh")
        forget_readings()
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        return len(captured)

    without = queries(VIEW)
    for page in (PAGE, "/kiem-tra/", "/xa/")[:views]:
        save_view(name=page, address=f"{page}?tc=15&tt=mo", by=hanh, opens=True)
    assert (queries(VIEW), queries(PAGE)) == (without + 1, 2)
