"""Check 4 at every door of indicator 11: entry, grid, paste, import, sending, queue; and what it costs."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from criteria.enums import Stage
from criteria.models import ImportLine, Movement
from tests import build
from tests.criteria.entry import send as send_sheet
from tests.criteria.grid import send as send_cell
from tests.criteria.test_paste import cell, paste

pytestmark = pytest.mark.django_db
WAY = ["biến động hộ nghèo 2017", "/bien-dong-ho-ngheo/xuan-tan/?nam=2017"]
SAID = "Hộ nghèo của chỉ tiêu 11 là 51"


@pytest.fixture
def counted(xuan_tan):
    """Xuân Tân counted 49 poor households on 18/9/2017."""
    return build.movement(xuan_tan)


def of_eleven(warnings) -> list[str]:
    return [text for text in warnings if SAID in text]


def test_the_sheet_says_it_with_the_way_there(counted, sign_in, officer):
    browser = sign_in("officer")
    page = send_sheet(browser, {"11-tu": "51", "11-mau": "2119"}, luu="kiem-tra").content.decode()
    assert SAID in page
    assert '<a href="/bien-dong-ho-ngheo/xuan-tan/?nam=2017">Xem biến động hộ nghèo 2017</a>' in page


def test_a_saved_cell_says_it_with_the_way_there(counted, sign_in, hanh):
    answer = send_cell(sign_in("hanh"), hanh, indicator="11", text="51/2119", day="18/9/2017").json()
    assert (len(of_eleven(answer["warnings"])), WAY in answer["ways"]) == (1, True)


def test_a_pasted_rectangle_says_it(counted, sign_in, hanh):
    told = paste(sign_in("hanh"), hanh, cell(indicator="11", text="51/2119", day="18/9/2017")).json()["cells"][0]
    assert (len(of_eleven(told["warnings"])), WAY in told["ways"]) == (1, True)


def test_the_dialog_of_sending_and_the_queue_say_it(counted, sign_in, xuan_tan, officer, tan):
    build.record(xuan_tan, build.row("11", 51, 2119, "2017-09-18", Stage.SELF), by=officer)
    build.period()
    assert SAID in sign_in("tan").get("/gui-huyen/xuan-tan/").content.decode()
    build.sent(xuan_tan, tan)
    page = sign_in("lao_dong").get("/tham-tra/").content.decode()
    assert (SAID in page, WAY[1] in page) == (True, True)


def test_an_imported_line_says_it(counted, sign_in, hanh):
    browser = sign_in("hanh")
    form = load_workbook(io.BytesIO(browser.get("/xa/xuan-tan/bieu-02.xlsx").content))
    sheet = form["Biểu 02"]
    row = next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value) == "11")
    blanks = [at for at in range(1, sheet.max_column + 1) if not sheet.cell(row, at).protection.locked]
    sheet.cell(row, blanks[0]).value, sheet.cell(row, blanks[1]).value = 51, 2119
    kept = io.BytesIO()
    form.save(kept)
    browser.post("/nhap-tep/", {"tep": SimpleUploadedFile("bieu-02.xlsx", kept.getvalue())})
    told = ImportLine.objects.get(number="11", heap="NEW").cautions
    (found,) = [caution for caution in told if SAID in caution["text"]]
    assert (found["check"], found["ways"]) == ("MOVEMENT", [["11", "/lich-su/xuan-tan/11/"], WAY])


@pytest.mark.parametrize(("indicator", "text", "more"), [("11", "51/2119", 1), ("15.1", "7204/8600", 0)])
def test_one_cell_costs_one_query_more_and_only_where_poor_households_are_counted(
    indicator, text, more, sign_in, hanh, django_assert_num_queries, counted
):
    queries = costs(sign_in, hanh, indicator, text)
    asked = [query for query in queries if "criteria_movement" in query]
    assert len(asked) == more


def costs(sign_in, hanh, indicator: str, text: str) -> list[str]:
    browser = sign_in("hanh")
    with CaptureQueriesContext(connection) as queries:
        assert send_cell(browser, hanh, indicator=indicator, text=text, day="18/9/2017").status_code == 200
    return [query["sql"] for query in queries.captured_queries]


# --- Biểu 07, out and in --------------------------------------------------------------------


def test_bieu_07_is_filled_in_excel_and_taken_back(sign_in, counted, xuan_tan):
    browser = sign_in("hanh")
    book = load_workbook(io.BytesIO(browser.get("/bao-cao/bieu-07.xlsx?den=25/9/2017").content))
    sheet = book["Biểu 07"]
    rows = {str(sheet.cell(row, 2).value): row for row in range(1, sheet.max_row + 1)}
    typed = [sheet.cell(rows["Xuân Tân"], at).value for at in range(3, 27)]
    for at, value in enumerate(typed, 3):
        sheet.cell(rows["Xuân Châu"], at).value = value
    kept = io.BytesIO()
    book.save(kept)
    given = {"counted_on": "18/9/2017", "source": "Biểu 07", "bang": "", "lam": "xem"}
    address = "/bien-dong-ho-ngheo/dan/?nam=2017"
    page = browser.post(address, given | {"tep": SimpleUploadedFile("bieu07.xlsx", kept.getvalue())})
    table = page.context["table"]
    assert [(row.unit.name, row.will_be_stored) for row in table.rows] == [("Xuân Châu", True), ("Xuân Tân", False)]
    text = page.context["form"].data["bang"]
    browser.post(address, given | {"bang": text, "lam": "ghi", "seen": table.seen, "shown": table.shown})
    assert Movement.objects.get(unit__name="Xuân Châu").facts.figures == counted.facts.figures


def test_a_file_that_cannot_be_read_is_refused_at_its_field(sign_in):
    browser = sign_in("hanh")
    given = {"counted_on": "18/9/2017", "bang": "", "lam": "xem"}
    for name, content in (("a.pdf", b"%PDF-1.4"), ("a.xlsx", b"PK\x03\x04 broken")):
        page = browser.post("/bien-dong-ho-ngheo/dan/", given | {"tep": SimpleUploadedFile(name, content)})
        assert list(page.context["form"].errors) == ["tep"]


def test_a_workbook_without_a_known_commune_says_so(sign_in):
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["Đơn vị", "Số hộ"])
    book.save(kept)
    given = {"counted_on": "18/9/2017", "bang": "", "lam": "xem"}
    file = SimpleUploadedFile("a.xlsx", kept.getvalue())
    page = sign_in("hanh").post("/bien-dong-ho-ngheo/dan/", given | {"tep": file})
    assert list(page.context["form"].errors) == ["bang"]
