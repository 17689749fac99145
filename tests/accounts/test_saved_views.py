"""Cách xem đã lưu: a page with its state under a name of its reader's own, seen by nobody else."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actions import MOST_VIEWS, drop_view, save_view
from accounts.models import AuditEntry, SavedView
from ntm_portal.kept import forget_readings

PAGE = "/bang/?cot=so%2Cct-15.1&xep=ct-15.1&loc=chua-dat"


def test_a_view_is_kept_with_its_whole_address_and_a_line_is_left(hanh):
    view = save_view(name="  BHYT chưa đạt ", address=PAGE, by=hanh)
    assert (view.name, view.address, view.user, str(view)) == ("BHYT chưa đạt", PAGE, hanh, "BHYT chưa đạt")
    assert AuditEntry.objects.filter(action="Lưu cách xem", by=hanh, detail={"address": PAGE}).count() == 1
    drop_view(view=view, by=hanh)
    assert not SavedView.objects.exists()
    assert AuditEntry.objects.filter(action="Bỏ cách xem", subject="BHYT chưa đạt").count() == 1


@pytest.mark.parametrize(
    ("name", "address", "fault"),
    [
        ("", PAGE, "Trường này không được để trắng."),
        ("Trang lạ", "/khong-co-trang-nay/", "Địa chỉ này không phải một trang của cổng."),
        ("Nơi khác", "//example.com/bang/", "Chỉ lưu được trang của cổng này."),
        ("Nơi khác", "https://example.com/", "Chỉ lưu được trang của cổng này."),
    ],
)
def test_what_is_not_a_page_of_the_portal_is_refused(name, address, fault, hanh):
    with pytest.raises(ValidationError) as refusal:
        save_view(name=name, address=address, by=hanh)
    assert fault in refusal.value.messages
    assert not SavedView.objects.exists()


def test_a_name_is_used_once_by_one_person(hanh, tan):
    save_view(name="Tháng 9", address="/", by=hanh)
    save_view(name="Tháng 9", address="/xa/", by=tan)
    with pytest.raises(ValidationError, match="Đã có một cách xem mang tên này"):
        save_view(name="Tháng 9", address="/xa/", by=hanh)


def test_the_database_refuses_an_address_elsewhere(hanh):
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(user=hanh, name="Lạ", address="//example.com/")


def test_so_many_are_enough(hanh):
    SavedView.objects.bulk_create(SavedView(user=hanh, name=f"Trang {n}", address="/") for n in range(MOST_VIEWS))
    with pytest.raises(ValidationError, match="Đã lưu 50 cách xem"):
        save_view(name="Thêm", address="/", by=hanh)


# --- The pages ------------------------------------------------------------------------------


def test_the_menu_of_the_account_offers_to_keep_the_page_at_hand(sign_in, hanh):
    page = sign_in("hanh").get("/dien-bien/?thang=tat-ca&den=2017-09-24").content.decode()
    assert "/cach-xem/?trang=%2Fdien-bien%2F%3Fthang%3Dtat-ca%26den%3D2017-09-24" in page


def test_a_page_is_named_kept_opened_and_dropped(sign_in, hanh):
    browser = sign_in("hanh")
    assert f'value="{PAGE.replace("&", "&amp;")}"' in browser.get("/cach-xem/", {"trang": PAGE}).content.decode()
    answer = browser.post("/cach-xem/", {"name": "BHYT", "address": PAGE})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    listed = browser.get("/cach-xem/").content.decode()
    assert f'<a href="{PAGE.replace("&", "&amp;")}">BHYT</a>' in listed
    drop = re.search(r'action="(/cach-xem/\d+/bo/)"', listed)[1]
    assert browser.post(drop).headers["Location"].startswith("/cach-xem/?trang=")
    assert "Chưa lưu cách xem nào" in browser.get("/cach-xem/").content.decode()


def test_what_was_dropped_is_kept_again_with_one_click(sign_in, hanh):
    browser = sign_in("hanh")
    view = save_view(name="BHYT & hộ nghèo", address=PAGE, by=hanh)
    page = browser.post(f"/cach-xem/{view.pk}/bo/", follow=True).content.decode()
    assert "Đã bỏ cách xem “BHYT &amp; hộ nghèo”. Bấm Lưu cách xem để lấy lại." in page
    offered = {name: unescape(value) for name, value in re.findall(r'name="(name|address)" value="([^"]*)"', page)}
    assert offered == {"name": "BHYT & hộ nghèo", "address": PAGE}
    assert browser.post("/cach-xem/", offered).headers["Location"] == PAGE
    assert [(kept.name, kept.address) for kept in hanh.saved_views.all()] == [("BHYT & hộ nghèo", PAGE)]


def test_a_fault_keeps_what_was_typed(sign_in, hanh):
    browser = sign_in("hanh")
    save_view(name="BHYT", address="/", by=hanh)
    page = browser.post("/cach-xem/", {"name": "BHYT", "address": PAGE}).content.decode()
    assert "Đã có một cách xem mang tên này" in page
    assert 'value="BHYT"' in page
    page = browser.post("/cach-xem/", {"name": "", "address": PAGE}).content.decode()
    assert "Đặt tên để sau này tìm lại" in page


def test_nobody_sees_or_drops_the_view_of_another(sign_in, hanh, tan):
    view = save_view(name="Riêng của văn phòng", address="/", by=hanh)
    browser = sign_in("tan")
    assert "Riêng của văn phòng" not in browser.get("/cach-xem/").content.decode()
    assert browser.post(f"/cach-xem/{view.pk}/bo/").status_code == 404


@pytest.mark.parametrize("views", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_views(views, sign_in, hanh):
    for number in range(views):
        save_view(name=f"Trang {number}", address="/", by=hanh)
    browser = sign_in("hanh")
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        browser.get("/cach-xem/")
    assert len(captured) == 11


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:x", "Tỉnh Nam Định"])
def test_what_is_no_page_of_ours_is_not_offered_to_be_kept(elsewhere, client, hanh):
    client.force_login(hanh)
    page = client.get("/cach-xem/", {"trang": elsewhere}).text
    assert elsewhere not in page
    assert "Chưa lưu cách xem nào" in page
