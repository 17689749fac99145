"""A form of the portal typed in Excel and loaded back: what lies in which heap, recorded whole, taken back whole."""

import io

import openpyxl
import pytest

from accounts.models import AuditEntry
from communes.enums import Post
from criteria.actions.findings import void_finding
from criteria.actions.imports.recording import apply_import, undo_import
from criteria.enums import Heap, Stage, Verdict, Via
from criteria.models import Finding, ImportBatch
from tests import build
from tests.criteria.entry import messages_of
from tests.criteria.imports.books import opened, saved, upload

pytestmark = pytest.mark.django_db
FORM = "/xa/xuan-tan/bieu-01.xlsx"
OWN = {"stage": Stage.SELF}


@pytest.fixture
def told(xuan_tan, officer):
    """Three figures of the commune's own."""
    build.record(
        xuan_tan,
        build.row("15.1", 4799, 5770, "2017-08-20", source_document="BC 45", **OWN),
        build.row("11", 54, 2119, "2017-08-20", **OWN),
        build.row("15.2", declared=Verdict.MET, assessed_on="2017-08-20", **OWN),
        by=officer,
    )


def row_of(sheet, number: str) -> int:
    """The row of an indicator in a form."""
    return next(row[0].row for row in sheet.iter_rows() if str(row[2].value or "").startswith(f"{number}. "))


def typed(content: bytes, day=None, **figures) -> bytes:
    """The form with figures typed: i15_1={"F": 5000} types into column F of 15.1."""
    book = opened(content)
    sheet = book.worksheets[0]
    for name, cells in figures.items():
        row = row_of(sheet, name[1:].replace("_", "."))
        for column, value in cells.items():
            sheet[f"{column}{row}"] = value
    if day is not None:
        sheet["C6"] = day
    return saved(book)


def filled(browser, day=None, path=FORM, **figures) -> bytes:
    return typed(browser.get(path).content, day, **figures)


def loaded(browser, content: bytes) -> ImportBatch:
    """The preview of an uploaded form."""
    response = upload(browser, content, "Bieu01.xlsx")
    assert response.status_code == 302, response.context["form"].errors
    return ImportBatch.objects.get(pk=int(response.url.split("/")[2]))


def heaps(batch: ImportBatch) -> dict[str, list[str]]:
    """The numbers in each heap."""
    found = {}
    for line in batch.lines.in_heaps():
        found.setdefault(line.heap, []).append(line.number)
    return found


def record(browser, batch, **given):
    """Press the button under the preview with the ticks as they stand."""
    lines = list(batch.lines.filter(may_choose=True))
    ticks = {"dong": [line.pk for line in lines], "chon": [line.pk for line in lines if line.chosen]}
    terms = {"luu": "ghi", "ngay": day_words(batch), "nguon": batch.source_document}
    return browser.post(f"/nhap-tep/{batch.pk}/", ticks | terms | given, follow=True)


def day_words(batch) -> str:
    return f"{batch.assessed_on:%d/%m/%Y}" if batch.assessed_on else ""


def line(batch, number):
    return batch.lines.get(number=number)


def test_lines_lie_in_heaps_with_their_cells_and_both_figures(told, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000}, i15_3={"F": 40, "G": 300}, i11={"F": "1.922,5"}))
    assert heaps(batch) == {Heap.NEW: ["15.3"], Heap.CHANGED: ["15.1"], Heap.REFUSED: ["11"], Heap.SAME: ["15.2"]}
    changed = line(batch, "15.1")
    assert (changed.address[0], changed.before_words, changed.after_words) == (
        "F", "83,17% (4.799/5.770)", "86,66% (5.000/5.770)",
    )  # fmt: skip
    refused = line(batch, "11")
    assert refused.remarks == [
        f"Tử số, ô {refused.address}: “1.922,5” không phải số nguyên. Nếu là hàng nghìn thì gõ liền, ví dụ 1922."
    ]
    assert {one.number: one.chosen for one in batch.lines.all()} == {
        "15.1": True, "15.3": True, "11": False, "15.2": False,
    }  # fmt: skip


def test_a_file_nobody_typed_in_changes_nothing(told, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, browser.get(FORM).content)
    assert heaps(batch) == {Heap.SAME: ["11", "15.1", "15.2"]}
    assert line(batch, "11").remarks == ["Không sửa từ lúc tải biểu."]
    assert messages_of(record(browser, batch)) == ["Chưa chọn dòng nào để ghi."]


def test_an_empty_form_asks_for_nothing(told, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, browser.get(f"{FORM}?trong=co").content)
    page = browser.get(f"/nhap-tep/{batch.pk}/").content.decode()
    assert (heaps(batch), "Tệp không có dòng nào khác lúc tải biểu" in page) == ({}, True)


def test_the_ticked_lines_are_recorded_in_one_go_and_leave_a_trace(told, sign_in, officer):
    browser = sign_in("officer")
    day = build.date("2017-09-22")
    content = filled(browser, day, i15_1={"F": 5000, "J": "Danh sách 5"}, i15_3={"F": 40, "G": 300})
    batch = loaded(browser, content)
    assert messages_of(record(browser, batch)) == ["Đã ghi số liệu của tệp."]
    batch.refresh_from_db()
    made = Finding.objects.filter(via=Via.FILE).order_by("pk")
    assert [(f.indicator.number, f.assessed_on, f.stage, f.source_document) for f in made] == [
        ("15.1", day, "SELF", "Danh sách 5"), ("15.3", day, "SELF", ""),
    ]  # fmt: skip
    assert list(batch.lines.exclude(made=None).order_by("position").values_list("made", flat=True)) == [
        f.pk for f in made
    ]
    assert AuditEntry.objects.filter(action="Nhập tệp số liệu").get().detail == {"import": batch.pk, "lines": 2}
    page = browser.get(f"/nhap-tep/{batch.pk}/")
    assert [one.number for one in page.context["lines"]] == ["15.1", "15.3"]


def test_a_line_without_its_tick_is_left_out(told, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000}, i15_3={"F": 40, "G": 300}))
    record(browser, batch, chon=[line(batch, "15.3").pk])
    assert [f.indicator.number for f in Finding.objects.filter(via=Via.FILE)] == ["15.3"]


def test_a_file_is_recorded_once(told, sign_in, officer):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000}))
    record(browser, batch)
    record(browser, batch)
    assert Finding.objects.filter(via=Via.FILE).count() == 1
    with pytest.raises(Exception, match="Tệp này đã được ghi"):
        apply_import(batch=batch, by=officer, at=build.moment("2017-09-25"), today=build.date("2017-09-25"))


def test_the_same_file_again_is_told_and_changes_nothing(told, sign_in):
    browser = sign_in("officer")
    content = filled(browser, i15_1={"F": 5000})
    record(browser, loaded(browser, content))
    again = loaded(browser, content)
    assert heaps(again) == {Heap.SAME: ["11", "15.1", "15.2"]}
    assert "Tệp này đã được ghi ngày 25/9/2017" in browser.get(f"/nhap-tep/{again.pk}/").content.decode()


def test_a_figure_recorded_after_the_download_is_not_overwritten_unseen(told, sign_in, xuan_tan, tan):
    browser = sign_in("officer")
    content = filled(browser, i15_1={"F": 5000})
    build.record(xuan_tan, build.row("15.1", 4900, 5770, "2017-09-21", **OWN), by=tan)
    batch = loaded(browser, content)
    older = line(batch, "15.1")
    assert (older.heap, older.chosen, older.may_choose) == (Heap.OLDER, False, True)
    assert older.remarks == ["Sau khi tải biểu, Người thử tan đã ghi số khác (số liệu ngày 21/9/2017)."]
    told_why = record(browser, batch, chon=[older.pk])
    assert messages_of(told_why) == ["Có dòng cũ hơn số liệu hiện có: nêu lý do ghi các dòng này."]
    record(browser, batch, chon=[older.pk], ly_do="Đã đối chiếu với BHXH")
    assert Finding.objects.latest("pk").reason == "Đã đối chiếu với BHXH"


def test_a_figure_recorded_after_the_preview_stops_everything(told, sign_in, xuan_tan, tan):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000}, i15_3={"F": 40, "G": 300}))
    build.record(xuan_tan, build.row("15.1", 4900, 5770, "2017-09-21", **OWN), by=tan)
    address = line(batch, "15.1").address
    assert messages_of(record(browser, batch)) == [
        f"Chưa ghi dòng nào. Xã Xuân Tân, 15.1 (ô {address}): Người thử tan vừa ghi số khác sau khi mở bản xem trước. "
        "Bản xem trước đã được làm mới."
    ]
    assert Finding.objects.filter(via=Via.FILE).count() == 0
    assert heaps(batch) == {Heap.NEW: ["15.3"], Heap.OLDER: ["15.1"], Heap.SAME: ["11", "15.2"]}


def test_a_figure_withdrawn_since_the_download_is_said(told, sign_in, officer):
    browser = sign_in("officer")
    content = filled(browser, i15_1={"F": 5000})
    gone = Finding.objects.get(indicator__number="15.1")
    void_finding(finding=gone, reason="Nhầm", by=officer, at=build.moment("2017-09-24"), today=build.date("2017-09-24"))
    older = line(loaded(browser, content), "15.1")
    assert (older.heap, older.remarks) == (
        Heap.OLDER, ["Số có lúc tải biểu đã được rút; dòng này dựa vào số đã rút."],
    )  # fmt: skip


def test_an_import_is_taken_back_whole_with_one_reason(told, sign_in, officer):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000}, i15_3={"F": 40, "G": 300}))
    record(browser, batch)
    corrected = Finding.objects.get(indicator__number="15.3", via=Via.FILE)
    fix = build.row("15.3", 41, 300, "2017-09-25", corrects_id=corrected.pk, reason="Đếm lại", **OWN)
    build.record(corrected.unit, fix, by=officer)
    asked = browser.get(f"/nhap-tep/{batch.pk}/rut/").content.decode()
    assert "Rút 01 số liệu đã ghi từ tệp này" in asked
    browser.post(f"/nhap-tep/{batch.pk}/rut/", {"reason": ""})
    said = browser.post(f"/nhap-tep/{batch.pk}/rut/", {"reason": "Nhầm tháng"}, follow=True)
    assert messages_of(said) == ["Đã rút 01 số liệu; số có trước lần nhập này có hiệu lực trở lại."]
    live = Finding.objects.live().filter(indicator__number__in=["15.1", "15.3"]).order_by("indicator__number")
    assert [(f.indicator.number, f.numerator) for f in live] == [("15.1", 4799), ("15.3", 41)]
    page = browser.get(f"/nhap-tep/{batch.pk}/").content.decode()
    assert "Lý do: Nhầm tháng" in page
    assert "đã đính chính" in page
    assert browser.get(f"/nhap-tep/{batch.pk}/rut/").status_code == 404


@pytest.mark.parametrize("reason", ["", "x"])
def test_only_what_was_recorded_can_be_taken_back_and_with_a_reason(reason, officer, xuan_tan):
    batch = build.import_batch(officer) if reason else build.applied_import(xuan_tan, officer)
    now = {"at": build.moment("2017-09-25", 12), "today": build.date("2017-09-25")}
    with pytest.raises(Exception, match="Lần nhập này chưa ghi hoặc đã rút" if reason else "Nêu lý do"):
        undo_import(batch=batch, reason=reason, by=officer, **now)


def test_a_form_of_another_commune_is_refused_line_by_line(told, sign_in):
    content = filled(sign_in("officer"), i15_1={"F": 5000})
    batch = loaded(sign_in("chau"), content)
    refused = line(batch, "15.1")
    assert (refused.heap, refused.place) == (Heap.REFUSED, "Xã Xuân Tân")
    assert refused.remarks == ["Tài khoản này không nhập số liệu của Xã Xuân Tân."]


def test_a_commune_cannot_load_the_form_of_the_district(told, sign_in, hanh):
    browser = sign_in("hanh")
    content = filled(browser, path="/xa/xuan-tan/bieu-02.xlsx", i15_1={"H": 5000, "I": 5770})
    response = upload(sign_in("officer"), content)
    assert response.context["form"].errors["tep"] == ["Tài khoản này không được ghi mức đánh giá của biểu."]
    assert heaps(loaded(browser, content))[Heap.NEW] == ["15.1"]


def test_the_office_loads_a_commune_s_form_in_the_name_of_somebody(told, sign_in, xuan_tan):
    holder = build.appointment(xuan_tan, Post.NTM_OFFICER, "Nguyễn Văn A", sample=False)
    browser = sign_in("hanh")
    batch = loaded(browser, filled(browser, i15_1={"F": 5000}))
    assert messages_of(record(browser, batch)) == ["Chọn người được nhập thay."]
    said = messages_of(record(browser, batch, thay=str(holder.pk)))
    assert said == ["Đã đọc lại tệp với ngày, nguồn ở trên và số liệu mới nhất. Kiểm tra rồi bấm Ghi."]
    record(browser, ImportBatch.objects.get(pk=batch.pk), thay=str(holder.pk))
    assert Finding.objects.get(via=Via.FILE).on_behalf_of == holder


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda book: book.worksheets[0].insert_cols(4), "Cột của biểu đã bị thêm, bớt hoặc đổi chỗ"),
        (lambda book: setattr(book.worksheets[0], "title", "Khác"), "Cột của biểu đã bị thêm, bớt hoặc đổi chỗ"),
        (lambda book: setattr(book["NTM"]["B1"], "value", "99"), "Biểu thuộc phiên bản khác của cổng."),
        (lambda book: setattr(book["NTM"]["D1"], "value", "?"), "Trang ẩn của biểu đã bị sửa"),
        (lambda book: setattr(book["NTM"]["AZ5"], "value", "thừa"), "Trang ẩn của biểu đã bị sửa"),
        (lambda book: book["NTM"].delete_rows(2, 99), "Trang ẩn của biểu đã bị sửa"),
    ],
)
def test_a_form_that_was_taken_apart_is_refused(change, sentence, told, sign_in):
    browser = sign_in("officer")
    book = opened(browser.get(FORM).content)
    change(book)
    response = upload(browser, saved(book))
    assert response.context["form"].errors["tep"][0].startswith(sentence)
    assert not ImportBatch.objects.exists()


def test_rows_that_moved_are_refused_where_they_moved(told, sign_in):
    browser = sign_in("officer")
    book = opened(browser.get(FORM).content)
    sheet = book.worksheets[0]
    sheet[f"C{row_of(sheet, '15.1')}"] = "dòng khác"
    batch = loaded(browser, saved(book))
    assert line(batch, "15.1").remarks[0].startswith("Dòng này không còn ở chỗ cũ")


@pytest.mark.parametrize(("day", "used"), [("20/9/2017", "2017-09-20"), ("hôm qua", "2017-09-25"), ("", "2017-09-25")])
def test_the_day_at_the_top_of_the_form_counts(day, used, told, sign_in):
    browser = sign_in("officer")
    assert loaded(browser, filled(browser, day, i15_1={"F": 5000})).assessed_on == build.date(used)


def test_a_day_that_has_not_come_is_refused(told, sign_in):
    browser = sign_in("officer")
    response = upload(browser, filled(browser, build.date("2017-09-26"), i15_1={"F": 5000}))
    assert response.context["form"].errors["tep"] == ["Ngày số liệu không được sau ngày hôm nay."]


def test_words_alone_are_a_change_and_a_verdict_needs_its_reason(told, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_1={"J": "BC 46"}, i15_2={"I": "CB"}, i7={"I": "KX"}))
    remarks = {one.number: one.remarks for one in batch.lines.exclude(heap=Heap.SAME)}
    assert (line(batch, "15.1").heap, remarks["15.2"]) == (
        Heap.CHANGED, ["Cơ bản đạt phải có lý do và hạn hoàn thành: ghi ở phiếu nhập."],
    )  # fmt: skip
    assert remarks["7"] == ["Không xét phải nêu lý do."]
    with_reason = loaded(browser, filled(browser, i7={"I": "KX", "K": "Không có chợ trong quy hoạch"}))
    assert line(with_reason, "7").row(Stage.SELF).reason == "Không có chợ trong quy hoạch"


def test_an_indicator_without_a_level_is_judged_by_word_with_the_remark_as_reason(sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i2_1={"F": 9, "G": 10, "I": "Đ", "K": "Xe đi lại được quanh năm"}))
    row = line(batch, "2.1").row(Stage.SELF)
    assert (row.declared, row.reason) == (Verdict.MET, "Xe đi lại được quanh năm")


def test_openpyxl_keeps_the_words_of_a_form_as_words(told, sign_in, xuan_tan, officer):
    build.record(xuan_tan, build.row("12", 95, 100, "2017-09-01", source_document="=1+1", **OWN), by=officer)
    sheet = openpyxl.load_workbook(io.BytesIO(sign_in("officer").get(FORM).content)).worksheets[0]
    cell = sheet[f"J{row_of(sheet, '12')}"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@pytest.mark.parametrize(
    ("cell", "value", "place", "sentence"),
    [
        ("A", "99999", "", "Tài khoản này không nhập số liệu của đơn vị này."),
        ("B", "99.9", "Xã Xuân Tân", "Không có chỉ tiêu này trong bộ tiêu chí đang dùng."),
    ],
)
def test_a_place_or_indicator_the_portal_does_not_know_is_refused(cell, value, place, sentence, told, sign_in):
    browser = sign_in("officer")
    book = opened(browser.get(FORM).content)
    hidden = book["NTM"]
    row = next(row[0].row for row in hidden.iter_rows() if row[1].value == "15.1")
    hidden[f"{cell}{row}"] = value
    book.worksheets[0][hidden[f"F{row}"].value] = 5000
    batch = loaded(browser, saved(book))
    refused = batch.lines.get(heap=Heap.REFUSED)
    assert (refused.place, refused.remarks) == (place, [sentence])


def test_a_source_without_a_figure_is_no_figure(told, sign_in):
    browser = sign_in("officer")
    batch = loaded(browser, filled(browser, i15_3={"J": "Báo cáo cân đo"}))
    assert line(batch, "15.3").remarks == ["Chưa có số liệu trong tệp."]


def test_a_department_loads_only_its_indicators_of_a_whole_form(told, sign_in):
    content = filled(
        sign_in("hanh"), path="/xa/xuan-tan/bieu-02.xlsx", i11={"H": 40, "I": 2119}, i15_1={"H": 1, "I": 2}
    )
    batch = loaded(sign_in("lao_dong"), content)
    assert (heaps(batch), line(batch, "15.1").remarks) == (
        {Heap.NEW: ["11"], Heap.REFUSED: ["15.1"]}, ["Chỉ tiêu này không nhập được bằng tài khoản này."],
    )  # fmt: skip


def test_nothing_is_wrong_with_a_line_nobody_touched(told, sign_in, xuan_tan, hanh, officer):
    market = {"declared": Verdict.NA, "reason": "Không có chợ trong quy hoạch", "assessed_on": "2017-08-20"}
    build.record(xuan_tan, build.row("7", **market, **OWN), by=officer)
    assert heaps(loaded(sign_in("officer"), sign_in("officer").get(FORM).content)) == {
        Heap.SAME: ["7", "11", "15.1", "15.2"]
    }
    build.record(xuan_tan, build.row("7", **market), build.row("15.2", declared=Verdict.MET), by=hanh)
    whole = sign_in("hanh").get("/xa/xuan-tan/bieu-02.xlsx").content
    assert heaps(loaded(sign_in("lao_dong"), whole)) == {Heap.SAME: ["7", "15.2"]}
