"""The list of a whole country: taken whole, or refused whole."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.enums import Kind, Level, Region
from communes.management.commands import load_units
from communes.models import Unit
from tests.communes.country import COLUMNS, line, small_country, write, xuan_truong

IN_2017 = dt.date(2017, 9, 25)
END = "Chưa có gì được lưu."
pytestmark = pytest.mark.django_db


def run(path: str) -> list[str]:
    out = StringIO()
    call_command("load_units", national=path, stdout=out)
    return out.getvalue().splitlines()


def refused(path: str) -> str:
    """The sentence a list is refused with; nothing is stored then."""
    before = list(Unit.objects.order_by("pk").values())
    with pytest.raises(CommandError) as refusal:
        run(path)
    assert list(Unit.objects.order_by("pk").values()) == before
    sentence, end = str(refusal.value)[: -len(END)].rstrip(), str(refusal.value)[-len(END) :]
    assert end == END
    return sentence


@pytest.mark.parametrize("name", ["country.csv", "country.csv.gz"])
def test_a_country_is_loaded_and_a_second_time_changes_nothing(name, tmp_path):
    path = write(tmp_path / name, small_country() + xuan_truong())
    assert run(path) == ["Cấp tỉnh: thêm 1 đơn vị.", "Cấp huyện: thêm 2 đơn vị.", "Cấp xã: thêm 10 đơn vị."]
    stored = list(Unit.objects.order_by("pk").values())
    assert run(path) == ["Không có gì thay đổi."]
    assert list(Unit.objects.order_by("pk").values()) == stored


def test_every_unit_has_its_parent_kind_and_region(tmp_path):
    run(write(tmp_path / "country.csv", small_country()))
    communes = Unit.objects.communes().filter(parent__parent__code="99").with_places()
    assert {(unit.province.region, unit.district.level, unit.region) for unit in communes} == {
        (Region.TDMN, Level.DISTRICT, "")
    }
    kinds = [(unit.kind, unit.counts_for_district) for unit in communes]
    assert (kinds.count((Kind.XA, True)), kinds.count((Kind.THI_TRAN, False))) == (8, 2)


def test_the_units_of_a_parent_stand_in_the_order_of_their_codes(tmp_path):
    lines = small_country(districts=1, communes=2)
    run(write(tmp_path / "country.csv", lines[:1] + lines[:0:-1]))
    units = Unit.objects.filter(parent__code="980").in_order()
    assert list(units.values_list("code", "display_order")) == [("99000", 1), ("99001", 2), ("99050", 3), ("99051", 4)]


def test_names_that_fold_alike_get_their_code_into_the_address(tmp_path):
    run(write(tmp_path / "country.csv", small_country(districts=1, communes=1)))
    slugs = Unit.objects.filter(parent__code="980").in_order().values_list("slug", flat=True)
    assert list(slugs) == ["ban-0", "dong-thanh-99050", "dong-thanh-99051"]


def test_units_of_the_district_level_end_with_it(tmp_path):
    run(write(tmp_path / "country.csv", small_country(districts=1)))
    ends = Unit.objects.filter(code__startswith="9", valid_to__lt=dt.date(9999, 1, 1)).filter(parent__code="980")
    assert {unit.valid_to for unit in ends} == {dt.date(2025, 6, 30)}


def test_what_is_loaded_already_keeps_its_order_grid_and_figures(tmp_path):
    codes = ["36", "364", "14089", "14113"]
    before = list(Unit.objects.filter(code__in=codes).order_by("pk").values())
    run(write(tmp_path / "country.csv", small_country() + xuan_truong()))
    assert list(Unit.objects.filter(code__in=codes).order_by("pk").values()) == before


def test_the_word_in_the_name_decides_and_the_contradiction_is_told(tmp_path):
    lines = small_country(districts=1, communes=1)
    lines[1] |= {"name": "Thị xã Vùng 0", "kind": "Huyện"}
    assert run(write(tmp_path / "country.csv", lines))[-1] == (
        "Loại ghi khác với tên, đã lấy theo tên: Thị xã Vùng 0 (980)."
    )
    assert Unit.objects.get(code="980").kind == Kind.THI_XA


def test_blank_people_stay_blank(tmp_path):
    lines = small_country(districts=1, communes=1)
    lines[2] |= {"population_2019": "", "households_2019": ""}
    run(write(tmp_path / "country.csv", lines))
    unit = Unit.objects.get(code="99000")
    assert (unit.population, unit.households, unit.figures_source, unit.figures_date) == (None, None, "", None)


@pytest.mark.parametrize("communes", [1, 40])
def test_the_number_of_queries_does_not_grow_with_the_country(communes, tmp_path, django_assert_max_num_queries):
    path = write(tmp_path / "country.csv", small_country(districts=3, communes=communes))
    with django_assert_max_num_queries(40):
        run(path)


@pytest.mark.parametrize(
    ("place", "change", "message"),
    [
        (0, {"region_code": "TDMNBP"}, "Dòng 2: vùng “TDMNBP” không có trong danh mục."),
        (0, {"code": "099"}, "Dòng 2: mã “099” phải có 2 chữ số."),
        (0, {"kind": "Bang"}, "Dòng 2: loại đơn vị “Bang” không có trong danh mục."),
        (1, {"kind": "Xã"}, "Dòng 3: loại “Xã” không thuộc cấp huyện."),
        (1, {"parent_code": "98"}, "Dòng 3: đơn vị cấp trên “98” không có trong tệp."),
        (1, {"parent_code": ""}, "Dòng 3: đơn vị cấp trên “” không có trong tệp."),
        (1, {"region_code": "DBSH"}, "Dòng 3: vùng khác với vùng của đơn vị cấp trên."),
        (1, {"level": "4"}, "Dòng 3: cấp “4” không phải 1, 2 hoặc 3."),
        (2, {"code": "9900x"}, "Dòng 4: mã “9900x” phải có 5 chữ số."),
        (2, {"code": "99050"}, "Dòng 5: mã 99050 có hai lần."),
        (2, {"name": ""}, "Dòng 4: tên đơn vị trống, quá dài hoặc có ký tự lạ."),
        (2, {"name": "Xã " + "dài " * 30}, "Dòng 4: tên đơn vị trống, quá dài hoặc có ký tự lạ."),
        (2, {"name": "Xã Bản\0"}, "Dòng 4: tên đơn vị trống, quá dài hoặc có ký tự lạ."),
        (2, {"code": "٩٩٠٠٠"}, "Dòng 4: mã “٩٩٠٠٠” phải có 5 chữ số."),
        (2, {"population_2019": "-5"}, "Dòng 4: “-5” không phải số người, số hộ."),
        (2, {"households_2019": "1.300"}, "Dòng 4: “1.300” không phải số người, số hộ."),
        (2, {"households_2019": "9" * 12}, "Dòng 4: “999999999999” không phải số người, số hộ."),
    ],
)
def test_a_line_that_does_not_fit_stops_the_loading(place, change, message, tmp_path):
    lines = small_country(districts=1, communes=1)
    lines[place] |= change
    assert refused(write(tmp_path / "country.csv", lines)) == message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"code": "14113", "name": "Xã Xuân Hưng"},
            "Mã 14113 trong tệp là “Xã Xuân Hưng”, đã nạp là “Xã Xuân Thủy”: tệp thuộc thời điểm khác.",
        ),
        (
            {"code": "14113", "name": "Phường Xuân Thủy"},
            "Mã 14113 trong tệp là “Phường Xuân Thủy”, đã nạp là “Xã Xuân Thủy”: tệp thuộc thời điểm khác.",
        ),
    ],
)
def test_a_list_of_another_time_is_refused(change, message, tmp_path):
    lines = xuan_truong()
    lines[-1] |= change
    assert refused(write(tmp_path / "country.csv", lines)) == message


def test_a_known_unit_in_another_place_is_refused(tmp_path):
    lines = [*xuan_truong(), line("2", "365", "Giao Thủy", "36", region_code="DBSH")]
    lines[3]["parent_code"] = "365"
    message = "Mã 14113 (Xã Xuân Thủy): đơn vị cấp trên trong tệp khác với đã nạp."
    assert refused(write(tmp_path / "country.csv", lines)) == message


def test_a_known_province_in_another_region_is_refused(tmp_path):
    path = write(tmp_path / "country.csv", [line("1", "36", "Nam Định", region_code="BTB")])
    assert refused(path) == "Mã 36 (Tỉnh Nam Định): vùng NTM trong tệp khác với đã nạp."


def spoil(path, kind: str) -> str:
    """A file that is no list at all."""
    lines = small_country(districts=1, communes=1)
    made = {
        "no columns": lambda: write(path / "a.csv", lines, COLUMNS.replace("region_code,", "")),
        "only a header": lambda: write(path / "a.csv", []),
        "empty": lambda: (path / "a.csv").write_text(""),
        "json": lambda: (path / "a.csv").write_text(json.dumps({"a": 1})),
        "latin": lambda: write(path / "a.csv", lines, encoding="utf-16"),
        "short line": lambda: (path / "a.csv").write_text(f"{COLUMNS}\n1,99\n", encoding="utf-8"),
        "long line": lambda: (path / "a.csv").write_text(f"{COLUMNS}\n{'1,' * 12}\n", encoding="utf-8"),
        "huge cell": lambda: (path / "a.csv").write_text(f"{COLUMNS}\n1,{'9' * 200_000}\n", encoding="utf-8"),
        "not gzip": lambda: (path / "a.csv.gz").write_text(COLUMNS),
        "missing": lambda: None,
        "a folder": lambda: (path / "a.csv").mkdir(),
    }
    made[kind]()
    return str(path / ("a.csv.gz" if kind == "not gzip" else "a.csv"))


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("no columns", "Tệp không phải danh mục đơn vị hành chính: thiếu cột region_code."),
        ("only a header", "Tệp không có đơn vị nào."),
        ("latin", "Tệp không phải văn bản UTF-8."),
        ("short line", "Dòng 2: số cột không khớp với dòng tiêu đề."),
        ("long line", "Dòng 2: số cột không khớp với dòng tiêu đề."),
        ("huge cell", "Tệp CSV không đọc được."),
        ("not gzip", "Không đọc được tệp {path}."),
        ("missing", "Không có tệp {path}."),
        ("a folder", "Không đọc được tệp {path}."),
    ],
)
def test_a_file_that_is_no_list_is_refused(kind, message, tmp_path):
    path = spoil(tmp_path, kind)
    assert refused(path) == message.format(path=path)


@pytest.mark.parametrize("kind", ["empty", "json"])
def test_a_file_without_the_columns_is_told_which(kind, tmp_path):
    sentence = refused(spoil(tmp_path, kind))
    assert sentence.startswith("Tệp không phải danh mục đơn vị hành chính: thiếu cột code, households_2019,")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(load_units, "MOST_MEGABYTES", 0)
    assert refused(write(tmp_path / "a.csv.gz", small_country())) == "Tệp lớn hơn 0 MB."


def test_a_list_that_is_too_long_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("communes.rules.national.MOST_LINES", 5)
    assert refused(write(tmp_path / "a.csv", small_country())) == "Tệp có hơn 5 dòng."
