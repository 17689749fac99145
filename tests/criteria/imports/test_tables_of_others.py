"""Somebody else's Excel: columns explained once, names chosen and never guessed, the same for a whole department."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from criteria.actions.imports.uploading import choose_sheet, explain_layout
from criteria.enums import Heap, Part, Stage, Via
from criteria.models import Finding, ImportBatch, ImportLayout
from criteria.rules.imports.layout import Reading
from tests import build
from tests.criteria.entry import messages_of
from tests.criteria.imports.books import book_of, opened, saved, upload
from tests.criteria.imports.test_forms_come_back import heaps, line, record

pytestmark = pytest.mark.django_db
HEAD = ["TT", "Đơn vị", "Hộ nghèo", "Tổng số hộ", "Ngày rà soát", "Văn bản"]
DAY = dt.date(2017, 9, 20)
TABLE = [
    HEAD,
    [1, "Xã Xuân Tân", 40, 2119, DAY, "BC 1"],
    [2, "X. Xuân Thuỷ", "1.030", 1373, "19/9/2017", "BC 2"],
    [3, "Xuân Tiêng", 12, 900, DAY, "BC 3"],
    [4, "Tổng cộng", 82, 4392, None, None],
]
COLUMNS = {
    "cot-ten": "2", "c3-chi_tieu": "11", "c3-phan": "numerator", "c4-chi_tieu": "11", "c4-phan": "denominator",
    "c5-phan": "day", "c6-phan": "source",
}  # fmt: skip
NOW = {"at": build.moment("2017-09-25"), "today": build.date("2017-09-25")}


def loaded(browser, rows=TABLE, name="ho ngheo.xlsx", **given) -> ImportBatch:
    response = upload(browser, book_of(rows), name)
    assert response.status_code == 302, response.context["form"].errors
    return ImportBatch.objects.get(pk=int(response.url.split("/")[2]))


def explained(browser, rows=TABLE, **more) -> ImportBatch:
    batch = loaded(browser, rows)
    response = browser.post(f"/nhap-tep/{batch.pk}/cot/", COLUMNS | more)
    assert response.status_code == 302, [c.fault for c in response.context["form"].columns]
    return ImportBatch.objects.get(pk=batch.pk)


def test_an_unknown_table_is_to_be_explained_first(sign_in):
    browser = sign_in("lao_dong")
    batch = loaded(browser)
    assert browser.get(f"/nhap-tep/{batch.pk}/").url == f"/nhap-tep/{batch.pk}/cot/"
    form = browser.get(f"/nhap-tep/{batch.pk}/cot/").context["form"]
    assert [(choice.column.letter, choice.column.head) for choice in form.columns] == list(
        zip("ABCDEF", HEAD, strict=True)
    )
    assert [(name.words, name.nearest[0].label) for name in form.unknown] == [("Xuân Tiêng", "Xã Xuân Tiến")]


def test_a_department_records_its_column_for_many_communes(sign_in):
    browser = sign_in("lao_dong")
    batch = explained(browser)
    assert heaps(batch) == {Heap.NEW: ["11", "11"], Heap.REFUSED: ["11"]}
    refused = batch.lines.get(heap=Heap.REFUSED)
    assert (refused.place, refused.after_words) == ("Xuân Tiêng", "12 / 900")
    assert refused.remarks[0].startswith("Không có xã, thị trấn nào tên “Xuân Tiêng”; gần nhất: Xã Xuân Tiến")
    assert messages_of(record(browser, batch))[-1] == "Đã ghi số liệu của tệp."
    made = Finding.objects.filter(via=Via.FILE).order_by("unit__code")
    assert [(f.unit.name, f.numerator, f.assessed_on, f.stage, f.source_document) for f in made] == [
        ("Xuân Tân", 40, DAY, "VERIFIED", "BC 1"), ("Xuân Thủy", 1030, dt.date(2017, 9, 19), "VERIFIED", "BC 2"),
    ]  # fmt: skip


def test_the_next_file_with_the_same_head_is_read_at_once(sign_in):
    browser = sign_in("lao_dong")
    explained(browser)
    batch = loaded(browser, [HEAD, [1, "Xuân Châu", 5, 1000, DAY, "BC 9"]])
    assert (heaps(batch), browser.get(f"/nhap-tep/{batch.pk}/").status_code) == ({Heap.NEW: ["11"]}, 200)


def test_a_chosen_name_holds_for_this_file_and_the_next(sign_in):
    browser = sign_in("lao_dong")
    batch = explained(browser, **{"ten-0": "14140"})
    assert batch.lines.get(number="11", address="C4").place == "Xã Xuân Tiến"
    again = loaded(browser)
    assert heaps(again) == {Heap.NEW: ["11", "11", "11"]}
    form = browser.get(f"/nhap-tep/{again.pk}/cot/").context["form"]
    assert form.unknown == []


def test_lines_of_a_name_may_be_left_out_and_taken_in_again(sign_in):
    browser = sign_in("lao_dong")
    batch = explained(browser, **{"ten-0": "bo"})
    assert heaps(batch) == {Heap.NEW: ["11", "11"]}
    form = browser.get(f"/nhap-tep/{batch.pk}/cot/").context["form"]
    assert [(name.words, name.chosen) for name in form.unknown] == [("Xuân Tiêng", "")]
    browser.post(f"/nhap-tep/{batch.pk}/cot/", COLUMNS | {"ten-0": "14140"})
    assert heaps(batch) == {Heap.NEW: ["11", "11", "11"]}


@pytest.mark.parametrize(
    ("change", "at", "fault"),
    [
        ({"c3-phan": ""}, 3, "Chọn cột này là tử số, mẫu số hay kết quả."),
        ({"c3-chi_tieu": ""}, 3, "Chọn chỉ tiêu của cột này."),
        ({"c3-phan": "gì đó"}, 3, "Chọn một giá trị trong danh sách."),
        ({"c3-chi_tieu": "15.1"}, 3, "Chọn một giá trị trong danh sách."),
        ({"c4-phan": "numerator"}, 4, "Đã có cột khác được khai như vậy."),
        ({"c2-phan": "note"}, 2, "Cột này là tên xã, thị trấn."),
    ],
)
def test_a_column_explained_wrongly_is_said_at_the_column(change, at, fault, sign_in):
    browser = sign_in("lao_dong")
    batch = loaded(browser)
    form = browser.post(f"/nhap-tep/{batch.pk}/cot/", COLUMNS | change).context["form"]
    assert form.columns[at - 1].fault == fault
    assert form.faults == ["Có cột khai chưa đúng, xem chữ đỏ ở từng cột."]


def test_a_table_without_figures_is_not_read(sign_in):
    browser = sign_in("lao_dong")
    batch = loaded(browser)
    form = browser.post(f"/nhap-tep/{batch.pk}/cot/", {"cot-ten": "2"}).context["form"]
    assert form.faults == ["Chọn ít nhất một cột là tử số, mẫu số, kết quả hoặc đánh giá của một chỉ tiêu."]


def test_the_column_of_names_may_be_another_one(sign_in):
    browser = sign_in("lao_dong")
    batch = loaded(browser)
    form = browser.get(f"/nhap-tep/{batch.pk}/cot/?cot_ten=6").context["form"]
    assert (form.place_column, len(form.unknown)) == (6, 4)
    assert browser.get(f"/nhap-tep/{batch.pk}/cot/?cot_ten=99").status_code == 404


def test_two_lines_for_one_commune_refuse_both(sign_in):
    batch = explained(sign_in("lao_dong"), [*TABLE[:2], [9, "xuan tan", 41, 2119, DAY, ""]])
    said = "Có hai dòng cho cùng một chỉ tiêu của cùng một đơn vị: cả hai bị từ chối."
    assert [one.remarks for one in batch.lines.all()] == [[said], [said]]


def test_figures_that_stand_already_are_unchanged_and_a_newer_day_may_confirm_them(sign_in, xuan_tan, lao_dong):
    build.record(xuan_tan, build.row("11", 40, 2119, "2017-08-31"), by=lao_dong)
    browser = sign_in("lao_dong")
    batch = explained(browser, TABLE[:2])
    same = line(batch, "11")
    assert (same.heap, same.may_choose, same.chosen) == (Heap.SAME, True, False)
    record(browser, batch, chon=[same.pk])
    assert Finding.objects.get(via=Via.FILE).assessed_on == DAY


def test_a_figure_of_an_earlier_day_adds_to_the_history_only(sign_in, xuan_tan, lao_dong):
    build.record(xuan_tan, build.row("11", 50, 2119, "2017-09-22"), by=lao_dong)
    build.record(xuan_tan, build.row("11", 55, 2119, DAY), by=lao_dong, at=build.moment("2017-09-23"))
    browser = sign_in("lao_dong")
    batch = explained(browser, TABLE[:2])
    older = line(batch, "11")
    assert older.remarks == [
        "Ngày số liệu 20/9/2017 trước số đang có (ngày 22/9/2017): dòng này bổ sung lịch sử, "
        "không thay kết quả hiện nay."
    ]
    said = messages_of(record(browser, batch, chon=[older.pk], ly_do="Theo biên bản rà soát"))
    assert said[-1] == "Đã ghi số liệu của tệp."


def test_a_table_without_a_day_asks_for_one(sign_in):
    browser = sign_in("lao_dong")
    batch = explained(browser, TABLE[:2], **{"c5-phan": "", "c6-phan": ""})
    assert line(batch, "11").remarks == ["Chưa có ngày số liệu: ghi ở đầu trang rồi bấm Đọc lại."]
    terms = {"luu": "doc-lai", "ngay": "21/9/2017", "nguon": "BC 12/LĐTBXH"}
    browser.post(f"/nhap-tep/{batch.pk}/", terms)
    row = line(batch, "11").row(Stage.VERIFIED)
    assert (row.assessed_on, row.source_document) == (dt.date(2017, 9, 21), "BC 12/LĐTBXH")


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ({"ngay": "31/9/2017"}, ("day", "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017.")),
        ({"ngay": "26/9/2017"}, ("day", "Ngày này chưa đến, hôm nay là 25/9/2017.")),
        ({"nguon": "a" * 301}, ("source", "Dài quá 300 ký tự.")),
    ],
)
def test_what_holds_for_all_lines_is_checked(terms, fault, sign_in):
    browser = sign_in("lao_dong")
    batch = explained(browser)
    response = browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "ghi"} | terms)
    assert dict([fault]).items() <= response.context["terms"].faults.items()


def test_the_office_chooses_the_stage_but_never_types_a_list_in_the_name_of_communes(sign_in):
    browser = sign_in("hanh")
    batch = explained(browser)
    assert browser.get(f"/nhap-tep/{batch.pk}/").context["terms"].stages == ["VERIFIED", "RECHECK", "APPRAISED"]
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "doc-lai", "muc": "RECHECK", "ngay": "", "nguon": ""})
    batch.refresh_from_db()
    assert batch.stage == "RECHECK"
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "doc-lai", "muc": "SELF"})
    batch.refresh_from_db()
    assert batch.stage == "RECHECK"


def test_a_share_worked_out_beside_its_two_numbers_is_not_needed(sign_in):
    rows = [[*HEAD[:4], "Tỷ lệ"], [1, "Xuân Tân", 40, 2119, "=C2/D2*100"], [2, "Xuân Châu", None, None, "=1+1"]]
    terms = {"c5-chi_tieu": "11", "c5-phan": "value", "c6-phan": ""}
    browser = sign_in("lao_dong")
    batch = explained(browser, rows, **terms)
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "doc-lai", "ngay": "20/9/2017"})
    assert heaps(batch) == {Heap.NEW: ["11"], Heap.REFUSED: ["11"]}
    assert "Ô chứa công thức" in batch.lines.get(heap=Heap.REFUSED).remarks[0]


def test_a_department_uses_only_its_part_of_a_layout_the_office_explained(sign_in, hanh, lao_dong):
    rows = [[*HEAD[:4], "Thẻ BHYT", "Dân số"], [1, "Xuân Tân", 40, 2119, 4000, 5770]]
    more = {"c5-chi_tieu": "15.1", "c5-phan": "numerator", "c6-chi_tieu": "15.1", "c6-phan": "denominator"}
    explained(sign_in("hanh"), rows, **more)
    batch = loaded(sign_in("lao_dong"), rows)
    assert batch.said().columns == {3: ("11", Part.NUMERATOR), 4: ("11", Part.DENOMINATOR)}
    reading = Reading(2, {5: ("15.1", Part.NUMERATOR)})
    with pytest.raises(ValidationError, match=r"Chỉ tiêu 15\.1 không nhập được"):
        explain_layout(batch=batch, reading=reading, by=lao_dong, **NOW)
    assert ImportLayout.objects.best_for(batch.fingerprint, hanh).made_by == hanh


def test_another_sheet_of_the_file_may_be_read(sign_in, lao_dong):
    book = opened(book_of(TABLE))
    second = book.create_sheet("Tháng 8")
    for row in [["TT", "Tên xã", "Số hộ"], [1, "Xuân Châu", 7]]:
        second.append(row)
    book.create_sheet("Ghi chú").append(["không có xã nào"])
    browser = sign_in("lao_dong")
    batch = loaded_book(browser, saved(book))
    assert browser.get(f"/nhap-tep/{batch.pk}/cot/").context["sheets"] == ["Tháng 9", "Tháng 8"]
    browser.get(f"/nhap-tep/{batch.pk}/cot/?trang_tinh=Tháng 8")
    batch.refresh_from_db()
    assert batch.sheet == "Tháng 8"
    assert browser.get(f"/nhap-tep/{batch.pk}/cot/?trang_tinh=Tháng 7").status_code == 404
    with pytest.raises(ValidationError, match="Tệp không có trang tính này"):
        choose_sheet(batch=batch, sheet="Tháng 7", by=lao_dong, today=NOW["today"])
    explained(browser)
    choose_sheet(batch=batch, sheet="Tháng 9", by=lao_dong, today=NOW["today"])
    assert heaps(batch) == {Heap.NEW: ["11", "11"], Heap.REFUSED: ["11"]}


def loaded_book(browser, content: bytes) -> ImportBatch:
    return ImportBatch.objects.get(pk=int(upload(browser, content).url.split("/")[2]))


def test_a_table_without_communes_is_refused(sign_in):
    response = upload(sign_in("lao_dong"), book_of([["TT", "Chỉ tiêu"], [1, "Hộ nghèo"]]))
    assert response.context["form"].errors["tep"][0].startswith("Không thấy cột tên xã, thị trấn trong tệp.")


def test_a_commune_reads_its_line_of_a_list_of_all(sign_in):
    browser = sign_in("officer")
    batch = explained(browser)
    assert [(one.place, one.heap) for one in batch.lines.all()] == [
        ("Xã Xuân Tân", "NEW"), ("Xã Xuân Thủy", "REFUSED"), ("Xuân Tiêng", "REFUSED"),
    ]  # fmt: skip
    assert batch.stage == "SELF"


def test_a_csv_list_is_read_the_same_way(sign_in):
    browser = sign_in("lao_dong")
    text = "TT;Đơn vị;Hộ nghèo;Tổng số hộ;Ngày rà soát;Văn bản\n1;Xuân Tân;40;2.119;20/9/2017;BC 1\n"
    batch = loaded_book_named(browser, text.encode("utf-8-sig"), "ho ngheo.csv")
    browser.post(f"/nhap-tep/{batch.pk}/cot/", COLUMNS)
    assert [(one.number, one.after_words) for one in batch.lines.all()] == [("11", "1,89% (40/2.119)")]


def loaded_book_named(browser, content: bytes, name: str) -> ImportBatch:
    return ImportBatch.objects.get(pk=int(upload(browser, content, name).url.split("/")[2]))


def test_rows_without_a_name_or_a_figure_are_no_lines(sign_in):
    rows = [*TABLE[:2], [None, None, 5, 6], [3, "Xuân Châu", None, "…", DAY], [4, "Bưởi Năm Roi", 1, 2, DAY]]
    batch = explained(sign_in("lao_dong"), rows)
    assert [(one.place, one.remarks) for one in batch.lines.all()] == [
        ("Xã Xuân Tân", []), ("Bưởi Năm Roi", ["Không có xã, thị trấn nào tên “Bưởi Năm Roi”."]),
    ]  # fmt: skip


def test_a_figure_is_held_against_the_level_of_its_own_year(sign_in, xuan_tan):
    build.target(build.indicator("11"), "1", scope="PROVINCE", scope_code="36", year_from=2017)
    batch = explained(sign_in("lao_dong"), [HEAD, [1, "Xuân Tân", 40, 2119, dt.date(2016, 12, 20), "BC 1"]])
    assert (line(batch, "11").heap, line(batch, "11").row(Stage.VERIFIED).year) == (Heap.NEW, 2016)


def test_a_share_alone_stands_where_the_same_share_stood(sign_in, xuan_tan, lao_dong):
    build.record(xuan_tan, build.row("11", value="1.89", assessed_on="2017-09-20"), by=lao_dong)
    rows = [HEAD[:3], [1, "Xuân Tân", "1,89%"]]
    browser = sign_in("lao_dong")
    batch = explained(browser, rows, **{"c3-phan": "value", "c4-phan": "", "c5-phan": "", "c6-phan": ""})
    browser.post(f"/nhap-tep/{batch.pk}/", {"luu": "doc-lai", "ngay": "20/9/2017"})
    assert (line(batch, "11").heap, line(batch, "11").may_choose) == (Heap.SAME, False)


def test_a_sheet_of_others_may_be_called_like_our_hidden_one(sign_in):
    browser = sign_in("lao_dong")
    batch = loaded_book(browser, book_of(TABLE, "NTM"))
    assert (batch.kind, batch.sheet) == ("KHAC", "NTM")


def test_a_file_that_was_never_recorded_is_forgotten_after_a_month(sign_in, lao_dong):
    old = build.import_batch(lao_dong, uploaded_at=build.moment("2017-08-25"))
    kept = build.import_batch(lao_dong, uploaded_at=build.moment("2017-08-27"))
    loaded(sign_in("lao_dong"))
    assert list(ImportBatch.objects.filter(pk__in=[old.pk, kept.pk])) == [kept]
