"""Excel out and in, as a commune and a department do it: download, type, upload, look, record, take back."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.hands import NARROW, WIDE


def downloaded(page, path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(page.request.get(path).body()))


def saved(book, path) -> str:
    book.save(path)
    return str(path)


def read(page, file: str) -> None:
    """Choose the file and let the portal read it."""
    page.goto("/nhap-tep/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Đọc tệp").click()


def month_of_insurance(path) -> str:
    """A list as the insurance office might send it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tháng 9"
    sheet.append(["BẢO HIỂM XÃ HỘI HUYỆN XUÂN TRƯỜNG"])
    sheet.append(["TT", "Đơn vị", "Số người có thẻ BHYT", "Dân số", "Ghi chú"])
    for at, row in enumerate(
        [
            ("TT Xuân Trường", 7700, 8547),
            ("X. Xuân Châu", 3300, 3850),
            ("Xuân Tiêng", 5000, 6000),
            ("Xuân Thuỷ", 3900, 3579),
        ],
        1,
    ):
        sheet.append([at, *row, None])
    sheet.append([None, "Tổng cộng", 19900, 21976, None])
    return saved(book, path)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_a_commune_s_form_goes_out_and_comes_back(size, page_as, tmp_path, picture, accessible):
    page = page_as("xuan-thuy.ntm", size)
    book = downloaded(page, "/xa/xuan-thuy/bieu-01.xlsx")
    sheet = book.worksheets[0]
    rows = {str(row[2].value or "").split(". ")[0]: row[0].row for row in sheet.iter_rows()}
    typed = 3000 + size[0]
    sheet[f"F{rows['15.1']}"], sheet[f"F{rows['15.3']}"] = min(typed, 3579), "khoảng 20"
    read(page, saved(book, tmp_path / "Bieu01_XuanThuy.xlsx"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bieu01_XuanThuy.xlsx")
    changed = page.locator("#thay-doi")
    expect(changed).to_contain_text("15.1 Người dân tham gia BHYT")
    expect(page.locator("#bi-tu-choi")).to_contain_text("“khoảng 20” không phải là số")
    accessible(page)
    if size == WIDE:
        picture(page, "nhap-tep-xa")
    page.get_by_role("button", name="Ghi các dòng đã chọn").click()
    expect(page.get_by_role("main")).to_contain_text("Đã ghi số liệu của tệp.")
    accessible(page)
    page.get_by_role("link", name="Rút cả lần nhập").click()
    page.get_by_label("Lý do rút").fill("Nhầm tệp")
    accessible(page)
    page.get_by_role("button", name="Rút cả lần nhập").click()
    expect(page.get_by_role("main")).to_contain_text("Đã rút 01 số liệu")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_a_department_explains_its_list_once(size, page_as, tmp_path, picture, accessible):
    page = page_as("phong.bhxh", size)
    file = month_of_insurance(tmp_path / "BHYT thang 9.xlsx")
    read(page, file)
    if size == WIDE:
        expect(page.get_by_role("heading", level=1)).to_have_text("Khai cột của bảng")
        page.get_by_label("Cột C, chỉ tiêu").select_option("15.1")
        page.get_by_label("Cột C, là").select_option("Tử số")
        page.get_by_label("Cột D, chỉ tiêu").select_option("15.1")
        page.get_by_label("Cột D, là").select_option("Mẫu số")
        page.get_by_label("Xuân Tiêng là").select_option("Xã Xuân Tiến")
        accessible(page)
        picture(page, "nhap-tep-cot")
        page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("#bi-tu-choi")).to_contain_text("Chưa có ngày số liệu")
    page.get_by_label("Ngày số liệu").fill("25/9/2017")
    page.get_by_label("Nguồn, minh chứng").fill("BC 45/BHXH")
    page.get_by_role("button", name="Đọc lại").click()
    expect(page.locator("#thay-doi tbody tr")).to_have_count(3)
    expect(page.locator("#bi-tu-choi")).to_contain_text("Tử số 3.900 lớn hơn mẫu số 3.579.")
    accessible(page)
    if size == WIDE:
        picture(page, "nhap-tep-xem-truoc")
    page.reload()
    expect(page.locator("#thay-doi tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Bỏ tệp này").click()
    expect(page.get_by_role("main")).to_contain_text("chưa ghi gì")


def test_a_file_that_is_no_table_is_refused_at_its_field(page_as, tmp_path, accessible):
    page = page_as("phong.bhxh")
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n")
    read(page, str(path))
    expect(page.get_by_role("main")).to_contain_text("Chỉ nhận tệp Excel .xlsx hoặc .csv. Tệp này là loại khác.")
    accessible(page)


def test_without_script_the_same_can_be_done(page_as, tmp_path):
    page = page_as("phong.bhxh", script=False)
    read(page, month_of_insurance(tmp_path / "BHYT thang 9.xlsx"))
    expect(page.get_by_role("button", name="Bỏ tệp này")).to_be_visible()
