"""Cách xem đã lưu: a page with its state under a name of its reader's own, seen by nobody else."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actions import (
    MOST_VIEWS,
    drop_default,
    drop_view,
    make_default,
    overwrite_view,
    rename_view,
    save_view,
)
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


def line(action: str) -> dict:
    """What the newest audit line of an action tells."""
    return AuditEntry.objects.filter(action=action).latest("pk").detail


def test_a_view_gets_another_name_and_a_line_is_left(hanh):
    view = save_view(name="BHYT", address=PAGE, by=hanh)
    assert rename_view(view=view, name=" Thẻ BHYT ", seen="BHYT", by=hanh).name == "Thẻ BHYT"
    assert line("Đổi tên cách xem") == {"from": "BHYT"}


@pytest.mark.parametrize(
    ("name", "seen", "fault"),
    [
        ("", "BHYT", "Trường này không được để trắng."),
        ("Tháng 9", "BHYT", "Đã có một cách xem mang tên này"),
        ("Thẻ", "Bảo hiểm", "vừa được đổi tên thành “BHYT”"),
    ],
)
def test_a_name_that_is_empty_used_or_given_to_what_moved_is_refused(name, seen, fault, hanh):
    view = save_view(name="BHYT", address=PAGE, by=hanh)
    save_view(name="Tháng 9", address="/", by=hanh)
    with pytest.raises(ValidationError, match=fault):
        rename_view(view=view, name=name, seen=seen, by=hanh)
    view.refresh_from_db()
    assert view.name == "BHYT"


def test_a_name_stands_for_another_state_of_its_page(hanh):
    view = save_view(name="BHYT", address=PAGE, by=hanh, opens=True)
    assert overwrite_view(view=view, address="/bang/?cot=so", seen=PAGE, by=hanh).address == "/bang/?cot=so"
    assert line("Ghi đè cách xem") == {"from": PAGE, "address": "/bang/?cot=so"}


@pytest.mark.parametrize(
    ("address", "seen", "fault"),
    [
        ("/bang/?cot=so", "/bang/", "vừa được ghi đè ở nơi khác"),
        ("/xa/?loc=x", PAGE, "cùng trang /bang/"),
        ("/bang/", PAGE, "Cách xem mặc định phải có ngày, bộ lọc hoặc cột"),
    ],
)
def test_what_moved_or_is_no_view_of_the_page_is_not_overwritten(address, seen, fault, hanh):
    view = save_view(name="BHYT", address=PAGE, by=hanh, opens=True)
    with pytest.raises(ValidationError, match=fault):
        overwrite_view(view=view, address=address, seen=seen, by=hanh)
    view.refresh_from_db()
    assert view.address == PAGE


def defaults(user) -> dict[str, str]:
    """Page → the name of the view it opens by."""
    return dict(user.saved_views.exclude(opens="").values_list("opens", "name"))


def test_a_page_opens_by_one_view_and_another_page_by_its_own(hanh, tan):
    first = save_view(name="BHYT", address=PAGE, by=hanh, opens=True)
    save_view(name="Số tiêu chí", address="/bang/?cot=so", by=hanh, opens=True)
    save_view(name="Thay đổi", address="/?loc=thay-doi", by=hanh, opens=True)
    save_view(name="Của xã", address=PAGE, by=tan, opens=True)
    assert defaults(hanh) == {"/bang/": "Số tiêu chí", "/": "Thay đổi"}
    make_default(view=first, by=hanh)
    assert defaults(hanh) == {"/bang/": "BHYT", "/": "Thay đổi"}
    assert line("Đặt cách xem mặc định") == {"page": "/bang/"}
    drop_default(view=first, by=hanh)
    assert (defaults(hanh), defaults(tan)) == ({"/": "Thay đổi"}, {"/bang/": "Của xã"})
    assert line("Bỏ cách xem mặc định") == {"page": "/bang/"}


@pytest.mark.parametrize("address", ["/bang/", "/bang/?", "/bang/?#danh-sach"])
def test_a_page_on_which_nothing_is_chosen_needs_no_default(address, hanh):
    with pytest.raises(ValidationError, match="chưa chọn ngày, bộ lọc hay cột nào"):
        save_view(name="Trống", address=address, by=hanh, opens=True)
    assert not SavedView.objects.exists()


def test_what_was_dropped_elsewhere_becomes_no_default(hanh):
    view = save_view(name="BHYT", address=PAGE, by=hanh)
    SavedView.objects.all().delete()
    with pytest.raises(ValidationError, match="vừa được bỏ ở nơi khác"):
        make_default(view=view, by=hanh)


@pytest.mark.parametrize(
    ("address", "opens", "fault"),
    [
        ("/bang/?cot=cn", "/bang/", "Trang này đã có một cách xem mặc định."),
        ("/xa/?loc=x", "/so-do/", "Cách xem mặc định phải có ngày, bộ lọc hoặc cột đã chọn"),
        ("/xa/", "/xa/", "Cách xem mặc định phải có ngày, bộ lọc hoặc cột đã chọn"),
        ("/xa/?", "/xa/", "Cách xem mặc định phải có ngày, bộ lọc hoặc cột đã chọn"),
    ],
)
def test_the_database_refuses_a_second_default_and_one_without_a_choice(address, opens, fault, hanh):
    save_view(name="BHYT", address=PAGE, by=hanh, opens=True)
    wrong = SavedView(user=hanh, name="Sai", address=address, opens=opens)
    with pytest.raises(ValidationError, match=fault):
        wrong.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


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
    assert f'href="{PAGE.replace("&", "&amp;")}">BHYT</a>' in listed
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
    assert "Riêng của văn phòng" not in browser.get(f"/cach-xem/?sua={view.pk}").content.decode()
    acts = ("bo", "doi-ten", "ghi-de", "mac-dinh", "bo-mac-dinh")
    assert {browser.post(f"/cach-xem/{view.pk}/{act}/", {"name": "Khác"}).status_code for act in acts} == {404}


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


def test_a_view_is_renamed_where_it_stands(sign_in, hanh):
    browser = sign_in("hanh")
    view = save_view(name="BHYT", address=PAGE, by=hanh)
    page = browser.get(f"/cach-xem/?sua={view.pk}").text
    assert f'action="/cach-xem/{view.pk}/doi-ten/"' in page
    answer = browser.post(f"/cach-xem/{view.pk}/doi-ten/", {"name": "Thẻ BHYT", "seen": "BHYT"}, follow=True).text
    assert "Đã đổi tên thành “Thẻ BHYT”." in answer
    assert "/doi-ten/" not in answer


@pytest.mark.parametrize(
    ("name", "seen", "fault"),
    [
        ("", "BHYT", "Đặt tên để sau này tìm lại"),
        ("x" * 81, "BHYT", "Tên dài nhất 80 ký tự, tên này dài 81."),
        ("Tháng 9", "BHYT", "Đã có một cách xem mang tên này"),
        ("Thẻ", "Bảo hiểm", "vừa được đổi tên thành “BHYT”"),
    ],
)
def test_a_refused_name_stays_in_its_box_with_the_fault_beside_it(name, seen, fault, sign_in, hanh):
    view = save_view(name="BHYT", address=PAGE, by=hanh)
    save_view(name="Tháng 9", address="/", by=hanh)
    page = sign_in("hanh").post(f"/cach-xem/{view.pk}/doi-ten/", {"name": name, "seen": seen}).text
    box, said = re.search(
        r'(<input[^>]*id="id_name"[^>]*>)\s*<p class="bad" role="alert" id="id_name_error">(.*?)</p>', page
    ).groups()
    assert (f'value="{name}"' in box or not name, fault in said) == (True, True)
    assert 'aria-describedby="id_name_error"' in box
    assert 'name="seen" value="BHYT"' in page


def test_a_page_is_kept_as_its_default_at_once_or_later(sign_in, hanh):
    browser = sign_in("hanh")
    browser.post("/cach-xem/", {"name": "BHYT", "address": PAGE, "opens": "on"})
    other = save_view(name="Số tiêu chí", address="/bang/?cot=so", by=hanh)
    assert defaults(hanh) == {"/bang/": "BHYT"}
    assert "thay cho “BHYT”" in browser.get("/cach-xem/", {"trang": "/bang/?cot=cn"}).text
    said = browser.post(f"/cach-xem/{other.pk}/mac-dinh/", follow=True).text
    assert "Từ nay trang Bảng tự chọn mở theo cách xem “Số tiêu chí”." in said
    assert defaults(hanh) == {"/bang/": "Số tiêu chí"}
    said = browser.post(f"/cach-xem/{other.pk}/bo-mac-dinh/", follow=True).text
    assert "Trang Bảng tự chọn không còn mở theo cách xem “Số tiêu chí”." in said
    assert defaults(hanh) == {}


def test_a_page_without_a_choice_is_not_offered_as_default(sign_in, hanh):
    browser = sign_in("hanh")
    view = save_view(name="Các xã", address="/xa/", by=hanh)
    assert 'name="opens"' not in browser.get("/cach-xem/", {"trang": "/xa/"}).text
    assert f"/cach-xem/{view.pk}/mac-dinh/" not in browser.get("/cach-xem/").text
    assert "không cần cách xem mặc định" in browser.post(f"/cach-xem/{view.pk}/mac-dinh/", follow=True).text


def test_the_page_at_hand_takes_the_place_of_a_view_of_the_same_page(sign_in, hanh):
    browser = sign_in("hanh")
    view = save_view(name="BHYT", address=PAGE, by=hanh)
    elsewhere = save_view(name="Các xã", address="/xa/", by=hanh)
    page = browser.get("/cach-xem/", {"trang": "/bang/?cot=so"}).text
    assert [f"/cach-xem/{pk}/ghi-de/" in page for pk in (view.pk, elsewhere.pk)] == [True, False]
    sent = {"trang": "/bang/?cot=so", "seen": PAGE}
    assert "Đã ghi đè cách xem “BHYT”" in browser.post(f"/cach-xem/{view.pk}/ghi-de/", sent, follow=True).text
    assert hanh.saved_views.get(pk=view.pk).address == "/bang/?cot=so"
    refused = browser.post(f"/cach-xem/{view.pk}/ghi-de/", sent, follow=True)
    assert "vừa được ghi đè ở nơi khác" in refused.text
    assert refused.redirect_chain == [("/cach-xem/?trang=%2Fbang%2F%3Fcot%3Dso", 302)]


def test_what_was_overwritten_is_taken_back_with_one_click(sign_in, hanh):
    browser = sign_in("hanh")
    view = save_view(name="BHYT", address=PAGE, by=hanh, opens=True)
    other = save_view(name="Số tiêu chí", address="/bang/?cot=so", by=hanh)
    sent = {"trang": "/bang/?cot=cn", "seen": PAGE}
    page = browser.post(f"/cach-xem/{view.pk}/ghi-de/", sent, follow=True).text
    assert "Đã ghi đè cách xem “BHYT”. Bấm Lấy lại như trước để bỏ lần ghi đè này." in page
    assert ('name="name"' in page, f"/cach-xem/{other.pk}/ghi-de/" in page) == (False, False)
    (back,) = re.findall(rf'action="/cach-xem/{view.pk}/ghi-de/">.*?</form>', page)
    offered = {name: unescape(value) for name, value in re.findall(r'name="(trang|seen)" value="([^"]*)"', back)}
    assert offered == {"trang": PAGE, "seen": "/bang/?cot=cn"}
    browser.post(f"/cach-xem/{view.pk}/ghi-de/", offered)
    assert hanh.saved_views.get(name="BHYT").address == PAGE
    assert defaults(hanh) == {"/bang/": "BHYT"}


def test_a_way_back_that_was_typed_leads_nowhere_else(sign_in, hanh):
    browser = sign_in("hanh")
    view = save_view(name="BHYT", address=PAGE, by=hanh)
    for asked in ({"trang": "/xa/?loc=x", "lai": view.pk}, {"trang": PAGE, "lai": "x"}, {"lai": view.pk}):
        assert "Lấy lại như trước" not in browser.get("/cach-xem/", asked).text


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("/", "Tổng quan"),
        ("/suy-giam/", "Suy giảm"),
        ("/bang/", "Bảng tự chọn"),
        ("/tuoi-so-lieu/", "Tuổi số liệu"),
        ("/so-do/", "Sơ đồ"),
        ("/huyen/dien-bien/", "Diễn biến tiêu chí huyện"),
        ("/kien-nghi/", "Kiến nghị sau kiểm tra"),
        ("/bao-cao/da-phat-hanh/", "Báo cáo đã phát hành"),
        ("/bao-cao/dinh-ky/", "Báo cáo định kỳ"),
        ("/bao-cao/phat-hanh/", "Phát hành báo cáo"),
        ("/tieu-chi/15/", "Tiêu chí 15"),
        ("/chi-tieu/15.1/", "Chỉ tiêu 15.1"),
        ("/xa/xuan-tan/", "Xã Xuân Tân"),
        ("/xa/xuan-tan/dien-bien/", "Diễn biến Xã Xuân Tân"),
        ("/xa/xuan-tan/so-sanh/", "So sánh Xã Xuân Tân"),
        ("/ke-hoach/xuan-tan/", "Kế hoạch hoàn thiện, xã Xuân Tân"),
        ("/trach-nhiem/xuan-tan/", "Trách nhiệm người đứng đầu, xã Xuân Tân"),
        ("/minh-chung/xuan-tan/", "Minh chứng xã Xuân Tân"),
    ],
)
def test_a_view_is_listed_under_the_title_of_its_page(page, name, sign_in, hanh):
    save_view(name="Một", address=f"{page}?den=2017-09-24", by=hanh)
    browser = sign_in("hanh")
    assert f'<span class="note">Trang {name}, số liệu dừng ở ngày 24/9/2017</span>' in browser.get("/cach-xem/").text
    shown = browser.get(page).text
    assert re.search(r"<title>(.*?)</title>", shown, re.S)[1].startswith(name)
    assert f'">{name}</a>' in browser.get("/cach-xem/", {"trang": f"{page}?den=2017-09-24"}).text


@pytest.mark.parametrize("page", ["/xa/khong-con/", "/lich-su/xuan-tan/15.1/"])
def test_a_page_without_a_title_of_its_own_is_told_by_its_address(page, sign_in, hanh):
    save_view(name="Một", address=f"{page}?x=1", by=hanh)
    SavedView.objects.create(user=hanh, name="Đã bỏ", address="/khong-co-trang-nay/")
    listed = sign_in("hanh").get("/cach-xem/").text
    assert [f"Trang {one}<" in listed for one in (page, "/khong-co-trang-nay/")] == [True, True]


def test_a_dropped_default_comes_back_as_default(sign_in, hanh):
    browser = sign_in("hanh")
    view = save_view(name="BHYT", address=PAGE, by=hanh, opens=True)
    page = browser.post(f"/cach-xem/{view.pk}/bo/", follow=True).text
    assert re.search(r'<input type="checkbox" name="opens"[^>]* checked', page)


def test_a_day_that_stands_still_is_told(sign_in, hanh):
    browser = sign_in("hanh")
    save_view(name="Tháng 8", address="/?den=2017-08-31", by=hanh)
    assert "Trang Tổng quan, số liệu dừng ở ngày 31/8/2017" in browser.get("/cach-xem/").text
    assert "Số liệu dừng ở ngày 05/9/2017" in browser.get("/cach-xem/", {"trang": "/?den=5/9/2017"}).text
    assert "dừng ở ngày" not in browser.get("/cach-xem/", {"trang": "/?den=mai"}).text.partition("Đã lưu")[0]
