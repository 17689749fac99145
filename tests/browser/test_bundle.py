"""A package of forms: made file by file while one looks on, gone on with after the laptop was closed."""

import re
import zipfile

from playwright.sync_api import expect

ASKED = "/bao-cao/goi/?bieu=bieu-03&bieu=bieu-05&noi=huyen&noi=xuan-tan"


def test_a_package_goes_on_where_it_stopped_and_is_fetched_at_the_end(page_as, refusals_expected):
    page = page_as("vpdp")
    asked = []
    page.route("**/bieu-05.xlsx?noi=xuan-tan", lambda route: route.abort())
    page.on("request", lambda request: asked.append(request.url) if request.method == "HEAD" else None)
    page.goto(ASKED)
    expect(page.get_by_role("status")).to_contain_text("Mất kết nối. Tệp đã lập còn nguyên")
    assert [tag.inner_text() for tag in page.locator(".bundle-files .tag").all()] == ["đã lập"] * 3 + ["chưa lập"]
    page.unroute("**/bieu-05.xlsx?noi=xuan-tan")
    asked.clear()
    with page.expect_download() as download:
        page.get_by_role("button", name="Làm tiếp").click()
    assert [url.rpartition("/")[2] for url in asked] == ["bieu-05.xlsx?noi=xuan-tan"]
    assert re.fullmatch(r"BoBieu_NTM_XuanTruong_2017-09-25\.zip", download.value.suggested_filename)
    with zipfile.ZipFile(download.value.path()) as package:
        assert len(package.namelist()) == 4
    page.goto(ASKED)
    expect(page.get_by_role("status")).to_have_text("Đã lập đủ. Bấm Tải gói .zip để lấy về.")


def test_a_package_asked_for_while_its_files_are_made_is_not_fetched_again(page_as):
    page = page_as("vpdp")
    held, fetched = [], []
    page.route("**/bieu-06.xlsx?noi=xuan-tan", lambda route: held.append(route))
    page.on("download", lambda download: fetched.append(download))
    page.goto("/bao-cao/goi/?bieu=bieu-06&noi=xuan-tan")
    with page.expect_download():
        page.get_by_role("link", name="Tải gói .zip").click()
    held.pop().continue_()
    expect(page.get_by_role("status")).to_have_text("Đã lập đủ. Bấm Tải gói .zip để lấy về.")
    assert len(fetched) == 1


def test_without_script_the_link_makes_the_whole_package(page_as):
    page = page_as("xuan-tan.ntm", script=False)
    page.goto("/bao-cao/?bieu=bieu-01&bieu=bieu-06")
    page.get_by_role("button", name="Gói .zip").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải gói .zip").click()
    with zipfile.ZipFile(download.value.path()) as package:
        assert package.namelist() == [
            "Bieu01_TuDanhGia_XuanTan_2017-09-25.xlsx",
            "Bieu06_BaChiTieu_XuanTan_2017-09-25.xlsx",
        ]


def test_the_list_of_forms_is_searched_without_marks(page_as):
    page = page_as("vpdp")
    page.goto("/bao-cao/")
    page.get_by_label("Tìm biểu").fill("ho ngheo")
    lines = page.locator(".pickline:visible")
    expect(lines).to_have_text([re.compile("03 Tổng hợp"), re.compile("07 Diễn biến hộ nghèo")])
