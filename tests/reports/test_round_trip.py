"""There and back through LibreOffice: a form is downloaded, typed in, saved by another program, loaded and recorded."""

import io
import shutil
import subprocess

import openpyxl
import pytest

from criteria.enums import Heap, Stage, Verdict, Via
from criteria.models import Finding
from reports.tables.base import Letter
from tests import build
from tests.criteria.imports.test_forms_come_back import heaps, loaded, record, typed
from tests.reports.test_commune_forms import folder, table_01, table_02
from tests.reports.test_libreoffice import A3, A4, pages, same

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: round trips are not tried"
    ),
]
FORM = "/xa/xuan-tan/bieu-01.xlsx"
OWN = {"stage": Stage.SELF}


@pytest.fixture
def office(tmp_path):
    """Hands a file to LibreOffice and gives back what it made of it."""

    def convert(content: bytes, source: str, kind: str) -> bytes:
        path, made = tmp_path / f"bieu.{source}", tmp_path / "made"
        path.write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(made), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        return (made / f"bieu.{kind}").read_bytes()

    return convert


@pytest.fixture
def told(xuan_tan, officer):
    build.record(
        xuan_tan,
        build.row("15.1", 4799, 5770, "2017-08-20", source_document="=Danh sách", **OWN),
        build.row("2.2", "15.8", "16.8", "2017-08-20", **OWN),
        build.row("15.2", declared=Verdict.MET, assessed_on="2017-08-20", **OWN),
        build.row("17.1a", 2100, 2119, "2017-08-20", **OWN),
        build.row("17.1b", 1505, 2119, "2017-08-20", **OWN),
        by=officer,
    )


def test_a_form_saved_by_another_program_changes_nothing(told, sign_in, office):
    browser = sign_in("officer")
    passed = office(office(browser.get(FORM).content, "xlsx", "ods"), "ods", "xlsx")
    assert set(heaps(loaded(browser, passed))) == {Heap.SAME}


def test_what_was_typed_is_what_is_recorded(told, sign_in, office):
    browser = sign_in("officer")
    content = typed(
        browser.get(FORM).content, build.date("2017-09-22"),
        i15_1={"F": 5000, "J": "Danh sách đợt 3"}, i2_2={"F": 16.1}, i10={"H": 38.25, "I": "Đ", "K": "Cục Thống kê"},
        i15_2={"I": "C"}, i15_3={"F": 40, "G": 300},
    )  # fmt: skip
    batch = loaded(browser, office(office(content, "xlsx", "ods"), "ods", "xlsx"))
    assert heaps(batch) == {
        Heap.NEW: ["10", "15.3"], Heap.CHANGED: ["2.2", "15.1", "15.2"], Heap.SAME: ["17.1a", "17.1b"],
    }  # fmt: skip
    record(browser, batch)
    made = Finding.objects.filter(via=Via.FILE).order_by("pk")
    day = build.date("2017-09-22")
    assert [(f.indicator.number, f.numerator, f.denominator, f.value, f.declared, f.assessed_on) for f in made] == [
        ("2.2", build.Decimal("16.1"), build.Decimal("16.8"), None, None, day),
        ("10", None, None, build.Decimal("38.25"), "MET", day),
        ("15.1", 5000, 5770, None, None, day),
        ("15.2", None, None, None, "NOT_MET", day),
        ("15.3", 40, 300, None, None, day),
    ]
    assert [f.source_document for f in made][2] == "Danh sách đợt 3"


@pytest.mark.parametrize(("code", "make"), [("bieu-01", table_01), ("bieu-02", table_02)])
@pytest.mark.parametrize("empty", [False, True])
def test_what_excel_works_out_is_what_we_print(code, make, empty, told, xuan_tan, sign_in, office):
    suffix = "?trong=co" if empty else ""
    ours = sign_in("hanh").get(f"/xa/xuan-tan/{code}.xlsx{suffix}").content
    stage = Stage.SELF if code == "bieu-01" else Stage.VERIFIED
    table = make(folder(xuan_tan, stage, empty=empty))
    sheet = openpyxl.load_workbook(io.BytesIO(office(ours, "xlsx", "xlsx")), data_only=True).worksheets[0]
    first = int(openpyxl.load_workbook(io.BytesIO(ours)).worksheets[0].freeze_panes[1:])
    wrong = [
        (first + down, at + 1, cell.value, sheet.cell(first + down, at + 1).value)
        for down, row in enumerate(table.rows)
        for at, cell in row.placed()
        if not cell.covered and not agrees(sheet.cell(first + down, at + 1).value, cell.value)
    ]
    assert wrong == []


def agrees(found, ours) -> bool:
    """Whether LibreOffice shows our value; a letter that stands for nothing is an empty cell."""
    return same(found, str(ours) if isinstance(ours, Letter) else ours)


@pytest.mark.parametrize(
    ("path", "sizes"),
    [
        ("/xa/xuan-tan/bieu-01.xlsx", [A4] * 4),
        ("/xa/xuan-tan/bieu-02.xlsx", [A4] * 4),
        ("/cap-nhat/luoi.xlsx", [A3] * 6),
    ],
)
def test_forms_fit_their_paper(path, sizes, told, sign_in, office):
    assert pages(office(sign_in("hanh").get(path).content, "xlsx", "pdf")) == sizes


def test_a_grid_comes_back_too(told, sign_in, office, xuan_tan):
    browser = sign_in("lao_dong")
    book = openpyxl.load_workbook(io.BytesIO(browser.get("/cap-nhat/luoi.xlsx").content))
    sheet = book.worksheets[0]
    row = next(row[0].row for row in sheet.iter_rows() if row[1].value == "Xuân Tân")
    sheet[f"C{row}"], sheet[f"D{row}"] = 40, 2119
    file = io.BytesIO()
    book.save(file)
    batch = loaded(browser, office(file.getvalue(), "xlsx", "xlsx"))
    assert [(one.place, one.number, one.after_words) for one in batch.lines.all()] == [
        ("Xã Xuân Tân", "11", "1,89% (40/2.119)")
    ]
