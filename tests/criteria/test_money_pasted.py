"""The money of all communes at once: pasted or from a file, looked at, stored as one or not at all."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.enums import Money
from criteria.models import DebtLine, FundingLine, MoneySheet
from criteria.models.money import standing_on
from ntm_portal.kept import forget_readings
from tests import build
from tests.criteria import money
from tests.criteria.entry import messages_of
from tests.criteria.money import debts, funding, line, work

pytestmark = pytest.mark.django_db
FUNDS, DEBTS = "/nguon-luc/dan/", "/no-dong/dan/"
NEXT = "Kênh cấp 3"
NO_NUMBER = "“abc” không phải là số. Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1."
SAME_WORK = "Công trình này đã có ở dòng khác: gộp thành một dòng, hoặc ghi tên để phân biệt."
NOBODY = "Không rõ của đơn vị nào: ghi tên đơn vị ở đầu dòng, hoặc ở dòng riêng ngay trên các nội dung."
NO_FIGURES = "Các dòng không có số nào. Nếu đúng là không có, ghi “không nợ” hoặc “không huy động” sau tên đơn vị."


def owed(place="Xuân Tân", name="Đường trục xóm 3", investment="1000", done="800", paid="500", owed="300", **given):
    """A line of Biểu 09."""
    when = given.get("when", "quý IV/2017")
    return (place, name, "Số 12/QĐ-UBND", investment, done, paid, owed, when, "ngân sách xã", "")


def raised(place="Xuân Tân", content="Giao thông (km)", total="150", direct="100", commune="100", people="50"):
    """A line of Biểu 08 with its commune in front, nothing planned."""
    return (place, content, "2", total, direct, "", "", "", "", commune, "", "", "", people, "", "", *[""] * 13, "")


def pasted(client, *rows, path=DEBTS, lam="xem", **given):
    text = "\n".join("\t".join(row) for row in rows)
    plain = {"counted_on": "25/9/2017", "source": "Báo cáo tháng 9", "reason": "", "bang": text, "lam": lam}
    if lam == "ghi" and "shown" not in given:
        table = table_of(client.post(path, plain | given | {"lam": "xem"}))
        given = {"seen": table.seen, "shown": table.shown} | given
    return client.post(path, plain | given)


def table_of(page):
    return page.context["table"]


def told(page) -> list:
    """(commune, what becomes of it, why)."""
    return [
        (row.unit and row.unit.name, row.will_be_stored, [*row.faults, *(one.text for one in row.cautions)])
        for row in table_of(page).rows
    ]


def text(response) -> str:
    return " ".join(response.content.decode().split())


# --- Biểu 09 --------------------------------------------------------------------------------


def test_a_misspelt_commune_that_owes_nothing_is_not_lost(sign_in):
    page = pasted(sign_in("hanh"), owed(), ("Xuân Tâm", "Không nợ"))
    (_, stored, kept), (unknown, lost, (fault,)) = told(page)
    assert (stored, kept, unknown, lost, fault[:23]) == (True, [], None, False, "Không có đơn vị tên này")


def test_debts_of_several_communes_are_looked_at_and_nothing_is_stored(sign_in, xuan_tan):
    money.sheet(xuan_tan, debts("2017-06-30", work(paid=400)))
    rows = [
        owed(),
        owed("", NEXT, "90", "90", "90", ""),
        owed("Xuân Châu"),
        owed("Xuân Tâm"),
        ("Xuân Hồng", "Không nợ"),
    ]
    page = pasted(sign_in("hanh"), *rows)
    assert [(name, stored) for name, stored, _ in told(page)] == [
        ("Xuân Tân", True), ("Xuân Châu", True), (None, False), ("Xuân Hồng", True),
    ]  # fmt: skip
    said = text(page)
    assert "03 đơn vị sẽ ghi, 0 không đổi, 01 bị từ chối. Chưa ghi gì." in said
    assert "02 công trình, còn nợ 300" in said
    assert "01 công trình, còn nợ 400 (30/6/2017)" in said
    assert "Không có đơn vị tên này. Có phải " in said
    assert "Không có trong bảng, giữ nguyên: TT. Xuân Trường, Xuân Thành" in said
    assert "Ghi bảng của 03 đơn vị" in said
    assert MoneySheet.objects.count() == 1


def test_what_was_looked_at_is_stored_as_one(sign_in, xuan_tan, xuan_chau, hanh):
    browser = sign_in("hanh")
    rows = [owed(), owed("", NEXT, "90", "90", "90", ""), owed("Xuân Châu"), ("Xuân Hồng", "không nợ")]
    seen = table_of(pasted(browser, *rows)).seen
    page = browser.get(pasted(browser, *rows, lam="ghi", seen=seen).url)
    assert messages_of(page) == ["Đã ghi bảng nợ đọng xây dựng cơ bản ngày 25/9/2017 của 03 đơn vị."]
    stored = {row.unit: (row.line_count, row.entered_by) for row in MoneySheet.objects.all()}
    assert (stored[xuan_tan], stored[xuan_chau], len(stored)) == ((2, hanh), (1, hanh), 3)
    assert DebtLine.objects.filter(work=NEXT).get().sheet.unit == xuan_tan


def test_what_was_seen_in_numbers_longer_than_any_stores_nothing(sign_in):
    page = pasted(sign_in("hanh"), owed(), lam="ghi", seen=f"{'9' * 5000}:1", shown="")
    assert (page.status_code, MoneySheet.objects.count()) == (200, 0)


def test_the_form_of_the_district_is_read_with_its_heads_and_sums(sign_in):
    rows = [
        ("UBND HUYỆN XUÂN TRƯỜNG", "", "", "", "", "", "", "", "", "", "Biểu số 09"),
        ("TT", "Xã, thị trấn", "Công trình", "Quyết định phê duyệt", "Tổng mức đầu tư"),
        ("A", "B", "C", "D", "1", "2", "3", "4=2-3", "E", "F", "G"),
        ("1", *owed(investment="1.000", done="1.800", paid="1.500")),
        ("2", *owed("Xuân Châu")),
        ("", "Tổng cộng", "", "", "2.000", "2.600", "2.000", "600"),
        ("", "", "Người lập biểu"),
        ("Ghi chú: còn nợ = giá trị khối lượng hoàn thành - đã thanh toán. 02 đơn vị còn nợ.",),
    ]  # fmt: skip
    page = pasted(sign_in("hanh"), *rows)
    assert [(row.unit.name, row.sheet.owed) for row in table_of(page).rows] == [("Xuân Tân", 300), ("Xuân Châu", 300)]
    assert [row.sheet.lines[0].done for row in table_of(page).rows] == [1800, 800]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([owed(paid="900")], "Dòng 1, Còn nợ: Tệp ghi 300, cộng lại là -100."),
        ([owed(paid="900", owed="")], "Dòng 1, Đã thanh toán: Đã thanh toán nhiều hơn giá trị hoàn thành (800)."),
        ([owed(done="abc")], f"Dòng 1, Giá trị khối lượng hoàn thành: {NO_NUMBER}"),
        ([owed(done="1.234")], "Dòng 1, Giá trị khối lượng hoàn thành: 1.234 có thể là 1234 hoặc 1,234; gõ 1234 hoặc "
                               "1,234."),
        ([owed(), owed("")], f"Dòng 2, Công trình: {SAME_WORK}"),
        ([owed(), ("Xuân Tân", "không nợ")], "Ghi là không có mà vẫn có dòng số liệu: bỏ một trong hai."),
        ([owed("")], NOBODY),
    ],
)  # fmt: skip
def test_a_fault_stands_at_its_commune_with_the_line_and_the_column(rows, why, sign_in):
    page = pasted(sign_in("hanh"), owed("Xuân Châu"), ("", "Tổng cộng"), *rows, path=DEBTS)
    (good, bad) = table_of(page).rows
    assert (good.will_be_stored, bad.will_be_stored) == (True, False)
    line_moved = why.replace("Dòng 1", "Dòng 3").replace("Dòng 2", "Dòng 4")
    assert line_moved in bad.faults
    assert line_moved in text(page)


def test_a_day_that_has_a_table_wants_a_reason_and_the_same_table_changes_nothing(sign_in, xuan_tan):
    money.sheet(xuan_tan)
    browser = sign_in("hanh")
    same = pasted(browser, owed())
    assert [row.is_same for row in table_of(same).rows] == [True]
    assert "Không đổi" in text(same)
    assert pasted(browser, owed(), lam="ghi").context["form"].errors == {"bang": ["Không có dòng nào mới để ghi."]}
    changed = owed(paid="600", owed="200")
    (why,) = table_of(pasted(browser, changed)).rows[0].faults
    assert why.startswith("Ngày 25/9/2017 đã có bảng đang dùng: ghi lý do đính chính")
    pasted(browser, changed, lam="ghi", reason="Kho bạc đã trả 100")
    assert MoneySheet.objects.live().get().reason == "Kho bạc đã trả 100"


def test_odd_figures_are_warned_of_and_stored(sign_in, xuan_tan):
    money.sheet(xuan_tan, debts("2017-06-30"))
    page = pasted(sign_in("hanh"), owed(paid="400", owed="400"))
    assert "01 có cảnh báo" in text(page)
    assert "đã thanh toán 400 triệu đồng, ít hơn 500 đã ghi ngày 30/6/2017" in text(page)
    assert [row.will_be_stored for row in table_of(page).odd] == [True]


def test_figures_nobody_typed_anew_are_said_to_be_the_old_ones(sign_in, xuan_tan):
    money.sheet(xuan_tan, debts("2017-06-30"))
    (row,) = table_of(pasted(sign_in("hanh"), owed())).rows
    assert [one.text for one in row.cautions] == [
        "Mọi dòng như bảng ngày 30/6/2017. Nếu chưa có số mới thì bỏ các dòng của đơn vị khỏi bảng."
    ]


def test_what_somebody_recorded_meanwhile_stops_all_of_it(sign_in, xuan_tan, xuan_chau):
    browser = sign_in("hanh")
    seen = table_of(pasted(browser, owed(), owed("Xuân Châu"))).seen
    money.sheet(xuan_tan, debts("2017-09-18"))
    page = pasted(browser, owed(), owed("Xuân Châu"), lam="ghi", seen=seen)
    (said,) = page.context["form"].non_field_errors()
    assert said.endswith("rút bảng từ lúc mở trang. Xem lại bảng rồi ghi lại, chưa dòng nào được lưu.")
    assert (MoneySheet.objects.count(), "Đường trục xóm 3" in text(page)) == (1, True)


def test_what_was_edited_after_its_preview_is_shown_again(sign_in, xuan_tan, xuan_chau):
    browser = sign_in("hanh")
    shown = table_of(pasted(browser, owed(), owed("Xuân Châu"), owed("Xuân Hồng"))).shown
    edited = (owed(), owed("Xuân Châu", paid="600", owed="200"), owed("Xuân Tiến"))
    page = pasted(browser, *edited, lam="ghi", shown=shown)
    assert page.context["form"].non_field_errors() == [
        "Bảng khác bản đã xem trước ở 03 đơn vị: Xuân Châu, Xuân Hồng, Xuân Tiến. Chưa dòng nào được lưu. "
        "Xem bảng bên dưới rồi ghi."
    ]
    assert (MoneySheet.objects.count(), "600\t200" in page.context["form"]["bang"].value()) == (0, True)
    assert f'name="shown" value="{table_of(page).shown}"' in page.text
    assert pasted(browser, *edited, lam="ghi", shown=table_of(page).shown).status_code == 302


@pytest.mark.parametrize("given", [{"counted_on": "24/9/2017"}, {"source": "Báo cáo khác"}])
def test_another_day_or_document_is_looked_at_again_too(given, sign_in):
    browser = sign_in("hanh")
    shown = table_of(pasted(browser, owed())).shown
    page = pasted(browser, owed(), lam="ghi", shown=shown, **given)
    assert (page.status_code, MoneySheet.objects.count()) == (200, 0)
    assert "Bảng khác bản đã xem trước ở 01 đơn vị: Xuân Tân." in page.text


def test_spaces_that_change_no_figure_are_no_edit(sign_in):
    browser = sign_in("hanh")
    shown = table_of(pasted(browser, owed())).shown
    assert pasted(browser, (" ",), owed(name=" Đường trục xóm 3 "), lam="ghi", shown=shown).status_code == 302


def test_nothing_real_corrects_the_demonstration(sign_in, xuan_tan):
    money.sheet(xuan_tan, sample=True)
    page = pasted(sign_in("hanh"), owed(paid="600", owed="200"), lam="ghi", reason="Sửa")
    assert page.context["form"].non_field_errors() == [
        "Ngày 25/9/2017 đang có số liệu minh họa: ghi số liệu thật của ngày khác, hoặc xóa số liệu minh họa trước."
    ]


# --- Biểu 08 --------------------------------------------------------------------------------


def test_contents_under_a_misspelt_commune_name_it_and_the_nearest(sign_in):
    page = pasted(sign_in("hanh"), ("", "Xuân Tâm"), raised("1"), path=FUNDS)
    ((place, stored, faults),) = told(page)
    assert (place, stored, faults[0][:23]) == (None, False, "Không có đơn vị tên này")
    assert table_of(page).rows[0].table.name == "Xuân Tâm"


def test_resources_are_read_with_the_commune_on_each_line_or_above_them(sign_in, xuan_tan, xuan_chau):
    rows = [
        raised(), raised("", "Điện", "9", "9", "9", ""), ("Xã Xuân Châu",), ("I", "Hạ tầng kinh tế - xã hội"),
        ("1", *raised(content="Giao thông")[1:]), ("Tổng cộng", "", "", "150"), ("Xuân Hồng", "không huy động"),
    ]  # fmt: skip
    page = pasted(sign_in("hanh"), *rows, path=FUNDS, lam="ghi")
    assert page.url == "/nguon-luc/?den=2017-09-25"
    found = standing_on(Money.FUNDING, [xuan_tan.pk, xuan_chau.pk], [build.date("2017-09-25")])[
        build.date("2017-09-25")
    ]
    assert {line.content: line.result.total for line in found[xuan_tan.pk].lines} == {"giao-thong": 150, "dien": 9}
    assert [line.result.people_cash for line in found[xuan_chau.pk].lines] == [50]
    assert (MoneySheet.objects.get(unit__name="Xuân Hồng").line_count, FundingLine.objects.count()) == (0, 3)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([raised(), raised()], "Dòng 2: nội dung này đã có ở dòng 1 của cùng đơn vị."),
        ([raised(), raised(content="Cầu cảng", direct="9")], "Dòng 2: không có nội dung “Cầu cảng” trong danh mục."),
        ([raised(total="")], "Dòng 1: thiếu số ở cột Tổng số, nên không chắc các cột đứng đúng chỗ. Cần đủ các cột như "
                             "Biểu 08."),
        ([raised(total="170")], "Dòng 1, Kết quả từ đầu năm, Tổng số: Tệp ghi 170, cộng lại là 150."),
        ([raised(people="abc")], f"Dòng 1, Kết quả từ đầu năm, Dân góp tiền: {NO_NUMBER}"),
        ([raised(total="-", direct="-", commune="-", people="-")[:2] + ("-",) * 27], NO_FIGURES),
        ([raised("")], NOBODY),
        ([("Xã Xuân Tâm",), raised("")], "Không có đơn vị tên này. Có phải "),
        ([raised("Xuân Nào")], "Không có đơn vị tên này."),
    ],
)  # fmt: skip
def test_a_line_of_resources_that_cannot_be_told_is_refused(rows, why, sign_in):
    page = pasted(sign_in("hanh"), *rows, path=FUNDS)
    (row,) = table_of(page).rows
    assert any(said.startswith(why) for said in row.faults)
    assert row.will_be_stored is False


def test_a_commune_named_without_figures_is_left_as_it_was(sign_in):
    empty = ("Xuân Châu", "Giao thông (km)", *["…"] * 27)
    page = pasted(sign_in("hanh"), raised(), empty, ("Xuân Hồng",), path=FUNDS)
    assert [row.unit.name for row in table_of(page).rows] == ["Xuân Tân"]
    assert "Xuân Châu, Xuân Hồng" in table_of(page).silent


# --- Out to Excel and back ------------------------------------------------------------------


def uploaded(browser, path, book, **given):
    out = io.BytesIO()
    book.save(out)
    return pasted(browser, path=path, tep=SimpleUploadedFile("bang.xlsx", out.getvalue()), **given)


def sheet_of(browser, path):
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{path}bang.xlsx").content))
    return book, book.worksheets[0]


def found(sheet, words) -> list:
    """The rows in which these words stand."""
    return [cell.row for row in sheet.iter_rows() for cell in row if cell.value == words]


def test_the_sheet_of_all_communes_comes_back_as_it_went(sign_in, xuan_tan, xuan_chau):
    money.sheet(
        xuan_tan, funding("2017-09-25", line("giao-thong", "2.5", commune="1000.25"), line("dien", 1, credit=9))
    )
    money.sheet(xuan_chau, funding("2017-09-25", source="").__class__(Money.FUNDING, build.date("2017-09-25")))
    money.sheet(xuan_tan)
    money.sheet(xuan_chau, debts(none=True))
    browser = sign_in("hanh")
    for path in (FUNDS, DEBTS):
        page = uploaded(browser, path, sheet_of(browser, path)[0])
        assert [(row.unit, row.is_same, row.faults) for row in table_of(page).rows] == [
            (xuan_chau, True, []), (xuan_tan, True, []),
        ]  # fmt: skip


def test_an_empty_sheet_is_filled_in_excel(sign_in, xuan_chau):
    browser = sign_in("hanh")
    book, sheet = sheet_of(browser, FUNDS)
    at = found(sheet, "Xuân Châu")[1]
    sheet.cell(at, 11).value, sheet.cell(at, 4).value = 120.5, 2
    page = uploaded(browser, FUNDS, book, lam="ghi", shown="")
    assert page.context["form"].non_field_errors() == [
        "Bảng chưa được xem trước, chưa dòng nào được lưu. Xem bảng bên dưới rồi ghi."
    ]
    given = {"bang": page.context["form"].data["bang"], "shown": table_of(page).shown}
    assert pasted(browser, path=FUNDS, lam="ghi", **given).status_code == 302
    line = FundingLine.objects.get()
    assert (line.sheet.unit, str(line.commune), line.volume) == (xuan_chau, "120.500", 2)


def test_the_form_09_of_the_district_comes_back(sign_in, xuan_tan):
    money.sheet(xuan_tan, debts("2017-06-30"))
    browser = sign_in("hanh")
    form = browser.get("/bao-cao/bieu-09.xlsx?den=2017-09-25").content
    page = pasted(browser, tep=SimpleUploadedFile("bieu09.xlsx", form))
    assert [(row.unit, row.sheet.owed, row.faults) for row in table_of(page).rows] == [(xuan_tan, 300, [])]
    assert "Đường trục xóm 3" in page.context["form"]["bang"].value()


# --- The page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "where", "sentence"),
    [
        ({"bang": "  \n"}, "bang", "Dán bảng vào ô này, hoặc chọn tệp."),
        ({"bang": "Xin chào"}, "bang", "Không thấy đơn vị nào có số liệu. Dán cả cột tên đơn vị."),
        ({"counted_on": "26/9/2017"}, "counted_on", "Ngày số liệu không được sau hôm nay (25/9/2017)."),
        ({"counted_on": ""}, "counted_on", "Ghi ngày số liệu."),
    ],
)
@pytest.mark.parametrize("path", [FUNDS, DEBTS])
def test_what_is_missing_is_said_at_its_field(path, given, where, sentence, sign_in):
    page = pasted(sign_in("hanh"), owed(), path=path, **given)
    assert page.context["form"].errors[where] == [sentence]
    assert page.context["table"] is None


def test_a_file_that_is_no_table_is_refused_at_its_field(sign_in):
    for content, why in ((b"x", "Chỉ nhận tệp Excel .xlsx hoặc .csv. Tệp này là loại khác."), (b"\n", "Tệp rỗng.")):
        page = pasted(sign_in("hanh"), tep=SimpleUploadedFile("a.xlsx", content))
        assert page.context["form"].errors == {"tep": [why]}


@pytest.mark.parametrize("path", [FUNDS, DEBTS])
def test_only_whoever_records_for_all_finds_the_page(path, sign_in):
    browser = sign_in("hanh")
    said = text(browser.get(path))
    assert ("Xem trước" in said, f'href="{path}bang.xlsx"' in said) == (True, True)
    assert f'href="{path}"' in text(browser.get(path.removesuffix("dan/")))
    for who in ("officer", "tan", "leader", "lao_dong", "front"):
        other = sign_in(who)
        assert [other.get(address).status_code for address in (path, f"{path}bang.xlsx")] == [404, 404]
    assert f'href="{path}"' not in text(sign_in("leader").get(path.removesuffix("dan/")))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "make", "told_of"), [(DEBTS, owed, debts), (FUNDS, raised, funding)])
def test_a_preview_costs_the_same_for_any_number_of_communes(
    path, make, told_of, count, sign_in, django_assert_num_queries
):
    communes = build.home_communes(count)
    for commune in communes:
        money.sheet(commune, told_of("2017-06-30"))
    browser = sign_in("hanh")
    rows = [make(commune.short_label) for commune in communes]
    pasted(browser, *rows, path=path)
    forget_readings()
    pasted(browser, *rows, path=path)
    with django_assert_num_queries(7):
        pasted(browser, *rows, path=path)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", [FUNDS, DEBTS])
def test_the_sheet_costs_the_same_for_any_number_of_tables(path, count, sign_in, django_assert_num_queries):
    for commune in build.home_communes(count):
        money.sheet(commune, funding() if path == FUNDS else debts())
    browser = sign_in("hanh")
    browser.get(f"{path}bang.xlsx")
    with django_assert_num_queries(13 if path == FUNDS else 12):
        browser.get(f"{path}bang.xlsx")
