"""Biểu 11 comes back from Excel: every line is compared with the plans as they stand, and all is written or nothing."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from criteria.enums import Stage
from criteria.rules.imports.grid import Grid, Written
from criteria.xlsx import read_file
from directives.actions.plan_import import apply_file, preview_file
from directives.enums import PlanFileHeap, PlanMove
from directives.models import ImprovementPlan, PlanStep, StepProgress
from directives.rules.plan_file import (
    HIDDEN,
    KEYS,
    NUMBERS,
    CarriedPlans,
    CarriedStep,
    FileLine,
    PlanFile,
    PlanFileFault,
    read_plan_file,
    typed_of,
)
from tests import build

TODAY = dt.date(2017, 9, 25)
FORM = "/ke-hoach/xuan-tan/bieu-11.xlsx"
LOAD = "/ke-hoach/xuan-tan/nap/"


def book_of(browser):
    return load_workbook(io.BytesIO(browser.get(FORM).content))


def rows_of(sheet) -> list[int]:
    """The rows of the form that hold an indicator."""
    first = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "A" and sheet.cell(row, 2).value == "B")
    return [row for row in range(first + 1, sheet.max_row + 1) if str(sheet.cell(row, 2).value or "")[:1].isdigit()]


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def column(key: str) -> int:
    return KEYS.index(key) + 1


def file_of(book) -> PlanFile:
    return read_plan_file(read_file("bieu-11.xlsx", saved(book)))


def heaps(file, unit, by):
    found = preview_file(unit=unit, file=file, by=by, today=TODAY)
    return [(one.heap, one.remarks) for one in found]


def apply(file, unit, by, sent="lần này"):
    return apply_file(unit=unit, file=file, by=by, at=build.moment(TODAY), today=TODAY, token=sent)


@pytest.fixture
def draft(xuan_tan, officer):
    """A draft with two measures."""
    plan = build.plan(xuan_tan, officer)
    build.steps(plan, build.step_line(cost=18_500_000, source="Xã"), build.step_line("Rà soát"), by=officer)
    return plan


def test_an_untouched_form_changes_nothing(draft, sign_in, xuan_tan, officer):
    file = file_of(book_of(sign_in("officer")))
    assert heaps(file, xuan_tan, officer) == [(PlanFileHeap.SAME, [])] * 2
    with pytest.raises(ValidationError, match="Không còn dòng nào để ghi"):
        apply(file, xuan_tan, officer)


def test_changed_and_new_lines_are_told_with_their_cells_and_written(draft, sign_in, xuan_tan, officer):
    build.record(xuan_tan, build.row("11", 61, 2470, "2017-09-20", Stage.SELF), by=officer)
    build.record(xuan_tan, build.row("15.1", 80, 100, "2017-09-20", Stage.SELF), by=officer)
    book = book_of(sign_in("officer"))
    sheet = book.worksheets[0]
    first, second, wanting = rows_of(sheet)
    sheet.cell(first, column("due_on")).value = dt.date(2017, 9, 28)
    sheet.cell(first, column("cost")).value = 20.5
    sheet.cell(second, column("who")).value = "Hội Nông dân"
    sheet.cell(wanting, column("measure")).value = "Hỗ trợ sửa nhà"
    sheet.cell(wanting, column("goal")).value = "Giảm 12 hộ"
    added = wanting + 1
    sheet.insert_rows(added)
    for key, value in (("subject", "15.1"), ("measure", "Vận động học sinh"), ("due_on", "30/9/2017")):
        sheet.cell(added, column(key)).value = value
    file = file_of(book)
    assert heaps(file, xuan_tan, officer) == [
        (PlanFileHeap.CHANGED, [f"kinh phí (F{first}): 18,5 triệu → 20,5 triệu",
                            f"hoàn thành (I{first}): 20/9/2017 → 28/9/2017"]),
        (PlanFileHeap.CHANGED, [f"người phụ trách (J{second}): Trưởng xóm 5 → Hội Nông dân"]),
        (PlanFileHeap.NEW, ["lập kế hoạch 11 (bản nháp)"]),
        (PlanFileHeap.NEW, []),
    ]  # fmt: skip
    assert apply(PlanFile.of_plain(file.plain()), xuan_tan, officer) == 4
    rows = PlanStep.objects.order_by("plan__number", "position").values_list(
        "plan__number", "measure", "cost", "responsible"
    )
    assert list(rows) == [
        (1, "Vận động hộ cận nghèo tham gia BHYT", 20_500_000, "Trưởng xóm 5"),
        (1, "Rà soát", None, "Hội Nông dân"),
        (1, "Vận động học sinh", None, ""),
        (2, "Hỗ trợ sửa nhà", None, ""),
    ]
    made = ImprovementPlan.objects.get(number=2)
    assert (made.goal, made.standing[:8], str(made.reach_by)) == ("Giảm 12 hộ", "61/2.470", "2017-09-25")


def test_progress_is_taken_where_the_plan_is_approved(draft, sign_in, xuan_tan, officer, tan):
    build.moved(draft, PlanMove.APPROVE, tan)
    book = book_of(sign_in("officer"))
    sheet = book.worksheets[0]
    first, second = rows_of(sheet)
    sheet.cell(first, column("percent")).value = 60
    sheet.cell(first, column("note")).value = "41/92 người"
    sheet.cell(second, column("measure")).value = "Khác"
    file = file_of(book)
    assert heaps(file, xuan_tan, officer) == [
        (PlanFileHeap.CHANGED, [f"tiến độ (L{first}): 0% → 60%"]),
        (
            PlanFileHeap.REFUSED,
            ["Kế hoạch đã duyệt: chỉ ghi tiến độ, ghi chú. Muốn sửa giải pháp thì mở lại kế hoạch."],
        ),
    ]
    assert apply(file, xuan_tan, officer) == 1
    told = StepProgress.objects.get()
    assert (told.percent, told.note, told.reported_on) == (60, "41/92 người", TODAY)


def test_a_draft_and_a_measure_that_is_done_take_no_progress(draft, sign_in, xuan_tan, officer, tan):
    book = book_of(sign_in("officer"))
    book.worksheets[0].cell(rows_of(book.worksheets[0])[0], column("percent")).value = 60
    assert heaps(file_of(book), xuan_tan, officer)[0] == (
        PlanFileHeap.REFUSED,
        ["Kế hoạch chưa duyệt: chưa ghi tiến độ."],
    )
    build.moved(draft, PlanMove.APPROVE, tan)
    step = draft.steps.first()
    build.proof(step, officer)
    build.finished(step, tan)
    book = book_of(sign_in("officer"))
    book.worksheets[0].cell(rows_of(book.worksheets[0])[0], column("percent")).value = 60
    assert heaps(file_of(book), xuan_tan, officer)[0][1] == [
        "Giải pháp đã xong. Mở lại trên trang giải pháp rồi ghi tiến độ."
    ]


def test_a_form_older_than_the_plan_is_refused_line_by_line(draft, sign_in, xuan_tan, officer, tan):
    book = book_of(sign_in("officer"))
    step = draft.steps.first()
    build.steps(draft, build.step_line(pk=step.pk, measure="Sửa bởi bí thư"), by=tan)
    found = heaps(file_of(book), xuan_tan, officer)
    assert found == [
        (PlanFileHeap.REFUSED, ["Kế hoạch đã được Người thử tan sửa sau khi tải biểu. Tải biểu mới."]),
        (PlanFileHeap.REFUSED, ["Giải pháp này không còn trong kế hoạch. Tải biểu mới."]),
    ]


def line(number="15.1", pk=None, row=12, **texts):
    return FileLine(row, number, pk, dict.fromkeys(KEYS, "") | {"measure": "Rà soát"} | texts)


def proposal(unit, by, one, versions=None):
    file = PlanFile(unit.code, versions or {}, [one])
    return heaps(file, unit, by)[0]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (line("99.9"), "Không có chỉ tiêu, tiêu chí 99.9 trong bộ tiêu chí đang áp dụng."),
        (line("11", starts_on="2017-09-30", due_on="2017-09-26"), "Ngày hoàn thành phải từ ngày bắt đầu trở đi."),
        (line(starts_on="2017-09-30", due_on="2017-09-26"), "Ngày hoàn thành phải từ ngày bắt đầu trở đi."),
        (
            line(cost="1.234.5"),
            "Ô F12: “1.234.5” không phải là số. Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1.",
        ),
        (line(percent="120"), "Ô L12: Tiến độ từ 0 đến 100."),
        (line(due_on="mai"), "Ô I12: Không đọc được ngày này. Nhập theo mẫu 28/8/2017."),
    ],
)
def test_a_line_is_refused_with_its_cell_and_reason(one, why, draft, xuan_tan, officer):
    assert proposal(xuan_tan, officer, one) == (PlanFileHeap.REFUSED, [why])


def test_a_new_plan_without_words_gets_the_usual_ones(xuan_tan, officer):
    file = PlanFile(xuan_tan.code, {}, [line("11"), line("11", row=13, measure="Vận động", due_on="2017-10-15")])
    assert apply(file, xuan_tan, officer) == 2
    plan = ImprovementPlan.objects.get()
    assert (plan.standing, plan.goal, str(plan.reach_by)) == (
        "Chưa ghi thực trạng.", "Đạt chỉ tiêu 11 Hộ nghèo đa chiều", "2017-10-15",
    )  # fmt: skip


def test_people_and_departments_are_known_by_name(draft, xuan_tan, officer, labour):
    holder = build.appointment(xuan_tan, name="Chủ tịch thử", post="CHAIR")
    one = line(who="Chủ tịch thử", **{"with": labour.name})
    assert apply(PlanFile(xuan_tan.code, {"15.1": 2}, [one]), xuan_tan, officer) == 1
    step = draft.steps.last()
    assert (step.holder, step.department) == (holder, labour)
    again = line(pk=step.pk, who="Chủ tịch thử", starts_on="2017-09-25", due_on="2017-09-30", **{"with": labour.name})
    assert proposal(xuan_tan, officer, again, {"15.1": 3}) == (PlanFileHeap.SAME, [])


def test_a_form_of_another_commune_and_a_stranger_are_refused(draft, xuan_tan, xuan_chau, officer, hanh, leader):
    file = PlanFile(xuan_tan.code, {}, [line()])
    with pytest.raises(ValidationError, match="Biểu này của đơn vị khác"):
        preview_file(unit=xuan_chau, file=file, by=hanh, today=TODAY)
    with pytest.raises(PermissionDenied):
        preview_file(unit=xuan_tan, file=file, by=leader, today=TODAY)


# --- Reading --------------------------------------------------------------------------------


def grids(rows, hidden=None, head=NUMBERS):
    """The two sheets as they are read."""
    carried = CarriedPlans("14110", TODAY, (("15.1", 2),), (CarriedStep("15.1", "1", 7),))
    sheet = Grid("Biểu 11", {10: {at: Written("t", word) for at, word in enumerate(head, 1)}})
    for at, cells in enumerate(rows, 11):
        sheet.rows[at] = {KEYS.index(key) + 1: written for key, written in cells.items()}
    secret = Grid(HIDDEN, hidden=True)
    for at, row in enumerate(carried.rows() if hidden is None else hidden, 1):
        secret.rows[at] = {place: Written("t", word) for place, word in enumerate(row, 1)}
    return [sheet, secret]


def words(**texts):
    return {key.rstrip("_"): Written("t", text) for key, text in texts.items()}


def test_a_line_is_known_by_its_indicator_and_its_place():
    file = read_plan_file(grids([
        words(tt="1", subject="15.1 Bảo hiểm y tế", measure=" Rà  soát "),
        words(subject="15.1", measure="Mới"),
        words(subject="Tổng số", measure="x"),
        words(tt="2", subject="15.1"),
        words(subject="15,1", measure="Dấu phẩy"),
    ]))  # fmt: skip
    assert [(one.row, one.number, one.pk, one.texts["measure"]) for one in file.lines] == [
        (11, "15.1", 7, "Rà soát"), (12, "15.1", None, "Mới"), (15, "15.1", None, "Dấu phẩy"),
    ]  # fmt: skip


def test_two_lines_for_one_measure_refuse_both():
    twins = [words(tt="1", subject="15.1", measure="Một"), words(tt="1", subject="15.1", measure="Hai")]
    assert [one.fault for one in read_plan_file(grids(twins)).lines] == [
        "Hai dòng (11 và 12) cùng ghi một giải pháp."
    ] * 2


def test_formulas_and_long_words_are_refused():
    rows = [
        words(tt="1", subject="15.1", measure="Một") | {"cost": Written("f", ""), "source": Written("e", "#REF!")},
        words(subject="15.1", measure="x" * 301, source="y" * 121),
    ]
    assert [one.fault for one in read_plan_file(grids(rows)).lines] == [
        "Ô F11 có công thức hoặc lỗi: chép giá trị rồi nạp lại.", "Ô E12 dài quá 300 ký tự.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "why"),
    [
        ([], "không phải Biểu 11"),
        (grids([])[:1], "không phải Biểu 11"),
        (grids([], hidden=[["KHAC", "1"]]), "phiên bản khác"),
        (grids([], hidden=[["NTM-KH", "1", "14110", "2017-09-25"], ["kế hoạch", "15.1", "hai"]]), "Trang ẩn"),
        (grids([], hidden=[["NTM-KH", "1", "14110"]]), "Trang ẩn"),
        (grids([], head=("A", "C", *NUMBERS[2:])), "các cột đã bị thêm, bớt hoặc dời"),
        (grids([words(subject="15.1", measure="Một")] * 401), "hơn 400 dòng"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_with_the_way_out(sheets, why):
    with pytest.raises(PlanFileFault, match=why):
        read_plan_file(sheets)


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        ({}, (None, None, None, None)),
        ({"starts_on": "2017-09-25", "due_on": "30/9/2017", "cost": "18.5", "percent": "60"},
         (TODAY, dt.date(2017, 9, 30), 18_500_000, 60)),
        ({"cost": "18,5"}, (None, None, 18_500_000, None)),
    ],
)  # fmt: skip
def test_days_and_money_are_read_as_excel_and_people_write_them(texts, read):
    typed, fault = typed_of(line(**texts))
    assert (fault, (typed.starts_on, typed.due_on, typed.cost, typed.percent)) == ("", read)


# --- The page -------------------------------------------------------------------------------


def upload(browser, content, name="bieu-11.xlsx"):
    return browser.post(LOAD, {"tep": SimpleUploadedFile(name, content)})


def test_a_file_is_previewed_and_then_written(draft, sign_in):
    browser = sign_in("officer")
    book = book_of(browser)
    sheet = book.worksheets[0]
    sheet.cell(rows_of(sheet)[1], column("measure")).value = "Rà soát từng xóm"
    answer = upload(browser, saved(book))
    assert [(heap, len(found)) for heap, _, found in answer.context["sections"]] == [
        (PlanFileHeap.CHANGED, 1), (PlanFileHeap.SAME, 1),
    ]  # fmt: skip
    assert PlanStep.objects.filter(measure="Rà soát").exists()
    packed = {"goi": answer.context["packed"]}
    assert browser.post(LOAD, packed).url == "/ke-hoach/xuan-tan/"
    assert draft.steps.last().measure == "Rà soát từng xóm"
    said = browser.post(LOAD, packed, follow=True).content.decode()
    assert "Không còn dòng nào để ghi" in said


def test_a_strange_file_is_refused_at_its_box(draft, sign_in):
    browser, other = sign_in("officer"), Workbook()
    other.active["A1"] = "x"
    assert list(upload(browser, saved(other)).context["form"].errors) == ["tep"]
    assert list(upload(browser, b"x", "a.txt").context["form"].errors) == ["tep"]
    book = book_of(browser)
    assert list(browser.post("/ke-hoach/xuan-tan/nap/", {}).context["form"].errors) == ["tep"]
    assert "Biểu này của đơn vị khác" in str(
        sign_in("hanh")
        .post("/ke-hoach/xuan-chau/nap/", {"tep": SimpleUploadedFile("b.xlsx", saved(book))})
        .context["form"]
        .errors
    )


def test_a_preview_that_was_tampered_with_is_not_written(draft, sign_in):
    answer = sign_in("officer").post(LOAD, {"goi": "khác"}, follow=True)
    assert "nạp lại tệp" in answer.content.decode()
