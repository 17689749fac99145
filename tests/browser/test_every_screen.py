"""Every screen, for those who see it, on a desk and on a telephone: readable by everyone, whole, and in Vietnamese."""

import pytest

from tests.browser.hands import NARROW, WIDE

SCREENS = {
    "vpdp": (
        "/",
        "/?muc=tu-danh-gia&loc=thay-doi&so_voi=2016-12-31",
        "/?den=2017-06-30&biet_den=2017-07-01",
        "/xa/",
        "/xa/xuan-thuy/",
        "/tieu-chi/",
        "/tieu-chi/17/",
        "/chi-tieu/15.1/",
        "/chi-tieu/17.1/",
        "/huyen/",
        "/dien-bien/",
        "/so-do/?theo=tc-15",
        "/tuoi-so-lieu/?loc=tat-ca&tc=15",
        "/bang/?cot=so,tc-15,ct-15.1&xep=ct-15.1&loc=chua-dat",
        "/so-do/?theo=ct-15.1",
        "/xa/xuan-ninh/dien-bien/?thang=tat-ca",
        "/xa/xuan-tan/so-sanh/",
        "/xa/xuan-tan/so-sanh/?voi=xuan-ninh",
        "/chi-thi/",
        "/tim/?q=xuan+thuy",
        "/tim/?q=khong-co-gi",
        "/cap-nhat/",
        "/cap-nhat/xuan-tan/",
        "/cap-nhat/xuan-tan/?buoc=tu-danh-gia&dien=co",
        "/cap-nhat/huyen/",
        "/nhap-tep/",
        "/cap-nhat/luoi/",
        "/cap-nhat/luoi/?loc=khac&gap=2",
        "/cap-nhat/xuan-tan/luoi/",
        "/cap-nhat/huyen/luoi/",
        "/lich-su/xuan-tan/15.1/",
        "/lich-su/huyen/2.2/",
        "/minh-chung/xuan-tan/",
        "/minh-chung/xuan-tan/?q=bhyt&loc=dang-dung",
        "/minh-chung/xuan-tan/?q=khong-co",
        "/minh-chung/xuan-tan/15.1/",
        "/minh-chung/xuan-tan/17.1/",
        "/minh-chung/xuan-tan/15.1/dung-lai/",
        "/minh-chung/huyen/",
        "/trao-doi/xuan-tan/15.1/",
        "/trao-doi/huyen/1/",
        "/bien-dong-ho-ngheo/",
        "/bien-dong-ho-ngheo/?nam=2016",
        "/bien-dong-ho-ngheo/xuan-hoa/",
        "/bien-dong-ho-ngheo/dan/",
        "/bao-cao/",
        "/bao-cao/?bieu=tom-tat",
        "/bao-cao/?bieu=bieu-01&bieu=bieu-03&noi=huyen&noi=xuan-tan",
        "/bao-cao/?bieu=bieu-01",
        "/bao-cao/chon/?bieu=bieu-04&bieu=bieu-05",
        "/bao-cao/goi/?bieu=bieu-04",
        "/bao-cao/?bieu=bieu-06&den=31/9/2017",
        "/viec-cua-toi/",
        "/nhac-viec/",
        "/nhac-viec/?xem=tat-ca",
        "/tham-tra/",
        "/tham-tra/?the=chenh-lech&tra=co",
        "/tham-tra/xuan-phu/15.3/",
        "/ky-bao-cao/",
        "/ky-bao-cao/thang-9-2017/",
        "/ky-bao-cao/thang-8-2017/",
        "/ky-bao-cao/thang-8-2017/mo-chot/",
        "/ky-bao-cao/thang-9-2017/chot/",
        "/ky-bao-cao/thang-9-2017/don-doc/",
        "/gui-huyen/xuan-hong/",
        "/gia-han/",
        "/bo-tieu-chi/",
        "/bo-tieu-chi/xa-2016-2020/",
        "/bo-tieu-chi/xa-2016-2020/15.1/",
        "/bo-tieu-chi/xa-2016-2020/15.1/nhap/",
        "/bo-tieu-chi/tuy-chon/",
        "/bo-tieu-chi/tuy-chon/bands/",
        "/suy-giam/",
        "/suy-giam/?xa=xuan-kien&tc=17",
        "/suy-giam/?tt=tra-lai",
        "/suy-giam/xuan-kien/17.5/2017-09-14/",
        "/suy-giam/xuan-ninh/19.2/2017-09-08/tra-loi/",
        "/suy-giam/xuan-kien/17.5/2017-09-14/y-kien/",
        "/kiem-tra/",
        "/kiem-tra/lap/?xa=xuan-phong",
        "/kiem-tra/10/",
        "/kiem-tra/11/",
        "/kiem-tra/11/bo-sung/",
        "/kiem-tra/17/",
        "/kiem-tra/17/ghi/",
        "/kiem-tra/17/noi-dung/",
        "/kiem-tra/17/kien-nghi/",
        "/kiem-tra/17/huy/",
        "/kien-nghi/",
        "/kien-nghi/?loc=cho",
    ),
    "lanhdao": ("/", "/xa/xuan-kien/", "/chi-thi/", "/viec-cua-toi/", "/ky-bao-cao/thang-9-2017/"),
    "xuan-hong.ntm": (
        "/cap-nhat/xuan-hong/",
        "/gui-huyen/xuan-hong/",
        "/gia-han/xuan-hong/",
        "/viec-cua-toi/",
        "/nhac-viec/",
    ),
    "xuan-tan.bithu": (
        "/xa/xuan-tan/",
        "/cap-nhat/xuan-tan/",
        "/cap-nhat/xuan-tan/luoi/",
        "/lich-su/xuan-tan/15.1/",
        "/chi-thi/",
        "/bo-tieu-chi/",
    ),
    "xuan-tan.ntm": (
        "/minh-chung/xuan-tan/",
        "/minh-chung/xuan-tan/13.2/",
        "/trao-doi/xuan-tan/11/",
        "/bien-dong-ho-ngheo/xuan-tan/",
    ),
    "phong.bhxh": ("/tieu-chi/", "/xa/", "/xa/xuan-tan/", "/cap-nhat/xuan-tan/", "/chi-thi/"),
    "mttq": ("/xa/xuan-tan/", "/chi-tieu/11/", "/kiem-tra/", "/kiem-tra/10/"),
    "quantri": ("/bo-tieu-chi/xa-2016-2020/15.1/", "/quan-tri/toan-ven/"),
    "xuan-thuy.bithu": ("/suy-giam/", "/suy-giam/xuan-thuy/15.2/2017-09-05/"),
    "vphu": ("/suy-giam/xuan-kien/17.5/2017-09-14/xem-xet/",),
    "xuan-kien.ntm": ("/kiem-tra/", "/kiem-tra/10/", "/kien-nghi/", "/chi-thi/"),
}


@pytest.mark.parametrize(("who", "path"), [(who, path) for who, paths in SCREENS.items() for path in paths])
def test_a_screen_is_sound(who, path, page_as, accessible):
    page = page_as(who)
    assert page.goto(path).status == 200
    assert page.get_by_role("heading", level=1).count() == 1
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


FORMS = (
    "tom-tat",
    "bieu-03",
    "bieu-04",
    "bieu-05",
    "bieu-06",
    "bieu-07",
    "bieu-10",
    "bieu-11",
    "bieu-12",
    "bieu-13",
    "bieu-14",
    "bieu-15",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_to_print_is_sound(form, page_as, accessible):
    page = page_as("vphu")
    assert page.goto(f"/bao-cao/{form}/").status == 200
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


@pytest.mark.parametrize("form", ["bieu-01", "bieu-02"])
def test_a_commune_s_form_to_print_is_sound(form, page_as, accessible):
    page = page_as("xuan-tan.bithu")
    assert page.goto(f"/xa/xuan-tan/{form}/").status == 200
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


def test_withdrawing_a_document_is_sound(page_as, accessible):
    page = page_as("vpdp")
    page.goto("/minh-chung/xuan-tan/15.1/")
    page.locator("a[href$='/rut/']").first.click()
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)


@pytest.mark.parametrize("act", ["dinh-chinh", "rut"])
def test_setting_a_figure_right_is_sound(act, page_as, accessible):
    page = page_as("vpdp")
    page.goto("/lich-su/xuan-tan/15.1/")
    page.locator(f"a[href$='/{act}/']").first.click()
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        accessible(page)
