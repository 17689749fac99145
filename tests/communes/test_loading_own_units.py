"""The units that come with the portal, loaded as often as the server starts."""

import datetime as dt
from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from communes.actions.units import store_units
from communes.enums import DAWN, FAR, ChangeKind, Kind, Level, Post, Region
from communes.management.commands import load_units
from communes.models import Appointment, Commune, Department, Officer, Unit, UnitChange
from communes.rules.own_country import build as build_country
from communes.rules.rows import FileFault, Key, UnitRow

IN_2017 = dt.date(2017, 9, 25)
pytestmark = pytest.mark.django_db


def run(**options) -> list[str]:
    out = StringIO()
    call_command("load_units", stdout=out, **options)
    return out.getvalue().splitlines()


def rows(model) -> list[dict]:
    return list(model.objects.order_by("pk").values())


def tables() -> dict:
    return {
        "provinces": load_units.table("provinces.csv"),
        "districts": load_units.table("districts.csv"),
        "communes": load_units.table("communes.csv"),
        "history": deepcopy(load_units.history()),
    }


def test_a_second_loading_changes_nothing_and_says_so():
    models = (Unit, UnitChange, Department, Officer, Appointment, Unit.history.model)
    before = [rows(model) for model in models]
    assert run() == ["Không có gì thay đổi."]
    assert [rows(model) for model in models] == before


def test_a_quiet_loading_says_nothing():
    assert run(verbosity=0) == []


def test_a_loading_tells_what_it_added():
    UnitChange.objects.filter(to_unit__level=Level.COMMUNE, effective_on__year=2025).delete()
    Unit.objects.communes().filter(valid_from__year=2025).delete()
    Appointment.objects.all().delete()
    assert run() == ["Cấp xã: thêm 4 đơn vị.", "Sáp nhập, đổi tên: thêm 14.", "Người giữ chức vụ: thêm 1."]


def test_the_district_of_2017_is_complete(district):
    communes = Commune.objects.valid_on(IN_2017).in_district(district)
    kinds = [communes.filter(kind=kind).count() for kind in (Kind.XA, Kind.THI_TRAN)]
    assert (communes.count(), kinds, communes.counted().count()) == (20, [19, 1], 19)
    assert communes.aggregate(people=Sum("population"), homes=Sum("households")) == {
        "people": district.population,
        "homes": district.households,
    }


def test_every_figure_has_its_source_and_date(district):
    communes = Commune.objects.valid_on(IN_2017).in_district(district)
    assert {unit.figures_date for unit in communes} == {dt.date(2019, 4, 1)}
    assert all("1/4/2019" in unit.figures_source and "diện tích" in unit.figures_source for unit in communes)


def test_the_tile_grid_has_one_cell_for_each_commune(district):
    cells = Commune.objects.valid_on(IN_2017).in_district(district).values_list("grid_row", "grid_col")
    assert len(set(cells)) == 20
    assert {(row, col) for row, col in cells} <= {(row, col) for row in range(7) for col in range(5)}


def test_every_province_of_2017_has_one_of_seven_regions():
    regions = list(Unit.objects.provinces().valid_on(IN_2017).values_list("region", flat=True))
    assert {region: regions.count(region) for region in Region} == {
        Region.TDMN: 14,
        Region.DBSH: 11,
        Region.BTB: 6,
        Region.DHNTB: 8,
        Region.TN: 5,
        Region.DNB: 6,
        Region.DBSCL: 13,
    }


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [
        ("2017-08-28", 63, 10, 20),
        ("2024-08-31", 63, 10, 20),
        ("2024-09-01", 63, 10, 14),
        ("2025-06-30", 63, 10, 14),
        ("2025-07-01", 34, 0, 4),
    ],
)
def test_mergers_take_effect_on_their_day(day, provinces, districts, communes):
    units = Unit.objects.valid_on(dt.date.fromisoformat(day))
    counts = (units.provinces().count(), units.districts().count(), units.communes().count())
    assert counts == (provinces, districts, communes)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("14122", ["Xã Xuân Phương", "Xã Trà Lũ", "Xã Xuân Hưng"]),
        ("14104", ["Xã Xuân Phong", "Xã Xuân Giang", "Xã Xuân Giang"]),
        ("14089", ["TT. Xuân Trường", "Xã Xuân Trường"]),
        ("14146", ["Xã Xuân Hòa", "Xã Xuân Phúc"]),
        ("14110", ["Xã Xuân Tân"]),
        ("36", ["Tỉnh Nam Định"]),
        ("37", ["Tỉnh Ninh Bình", "Tỉnh Ninh Bình"]),
        ("46", ["Tỉnh Thừa Thiên Huế", "Thành phố Huế"]),
        ("01", ["Thành phố Hà Nội"]),
    ],
)
def test_one_code_stands_for_several_territories_over_time(code, names):
    units = list(Unit.objects.filter(code=code).order_by("valid_from"))
    assert [str(unit) for unit in units] == names
    ends = [unit.valid_to + dt.timedelta(days=1) for unit in units[:-1]]
    assert [unit.valid_from for unit in units] == [DAWN, *ends]


def test_the_changes_tell_what_became_of_each_unit():
    told = UnitChange.objects.filter(from_unit__code="14122").order_by("effective_on")
    assert [(str(change), change.kind, change.act) for change in told] == [
        ("Xã Xuân Phương → Xã Trà Lũ", ChangeKind.CONTINUED, "1104/NQ-UBTVQH15"),
        ("Xã Trà Lũ → Xã Xuân Hưng", ChangeKind.CONTINUED, "1674/NQ-UBTVQH15"),
    ]
    merged = UnitChange.objects.filter(to_unit__code="37").values_list("from_unit__code", "kind")
    assert sorted(merged) == [("35", "MERGED"), ("36", "MERGED"), ("37", "CONTINUED")]
    assert UnitChange.objects.get(to_unit__code="46").kind == ChangeKind.RENAMED


def test_the_communes_of_2025_lie_in_their_province():
    communes = Unit.objects.communes().valid_on(dt.date(2025, 7, 1))
    assert {(str(unit.province), unit.province.valid_from, unit.district) for unit in communes} == {
        ("Tỉnh Ninh Bình", dt.date(2025, 7, 1), None)
    }
    assert not communes.counted().exists()


def test_a_merged_province_keeps_the_region_only_where_all_parts_agree():
    units = Unit.objects.provinces().valid_on(dt.date(2025, 7, 1))
    assert {unit.name: unit.region for unit in units if unit.code in ("37", "68")} == {
        "Ninh Bình": Region.DBSH,
        "Lâm Đồng": "",
    }


def test_the_signer_of_the_directive_is_the_only_public_name(district):
    (held,) = Appointment.objects.heads_of(district, dt.date(2017, 8, 28))
    assert (held.officer.name, held.post, held.sample) == ("Bùi Văn Hảo", Post.DISTRICT_SECRETARY, False)
    assert "chỉ thị ngày 28/8/2017" in held.source
    assert list(Appointment.objects.filter(sample=False)) == [held]


def test_a_better_figure_in_the_files_reaches_the_database(xuan_tan):
    Unit.objects.filter(pk=xuan_tan.pk).update(population=1)
    assert run() == ["Cập nhật 1 đơn vị."]
    xuan_tan.refresh_from_db()
    assert xuan_tan.population == 5770
    assert xuan_tan.history.first().history_change_reason == "Nạp danh mục kèm phần mềm"


def test_what_a_person_has_edited_is_left_alone(xuan_tan, admin):
    xuan_tan.population = 6100
    xuan_tan._history_user = admin
    xuan_tan.save()
    assert run() == ["Giữ nguyên vì đã sửa trên trang quản trị: Xã Xuân Tân (14110)."]
    xuan_tan.refresh_from_db()
    assert xuan_tan.population == 6100


def test_a_department_renamed_by_the_office_keeps_its_name(labour):
    Department.objects.filter(pk=labour.pk).update(name="Phòng Lao động huyện")
    assert run() == ["Không có gì thay đổi."]
    labour.refresh_from_db()
    assert labour.name == "Phòng Lao động huyện"


SPOILT = {
    "Cấp tỉnh: có 62 đơn vị, phải là 63.": lambda own: own["provinces"].pop(0),
    "Cấp xã: có 19 đơn vị, phải là 20.": lambda own: own["communes"].pop(),
    "Đơn vị 364 có hai lần trong cùng thời gian.": lambda own: own["districts"].append(own["districts"][7]),
    "Đơn vị 14089: đơn vị cấp trên 999 không có trong danh sách.": lambda own: own["communes"][0].update(
        district="999"
    ),
    "Xã 14089: loại đơn vị “Thị trận” không có trong danh mục.": lambda own: own["communes"][0].update(kind="Thị trận"),
    "Tỉnh 01: vùng “BẮC” không có trong danh mục.": lambda own: own["provinces"][0].update(region="BẮC"),
    "Có 20 xã tính vào điều kiện của huyện, phải là 19.": lambda own: own["communes"][0].update(kind="Xã"),
    "1104/NQ-UBTVQH15: có 20 đơn vị cấp xã, phải là 21.": lambda own: own["history"]["steps"][2].update(
        units_before=21
    ),
    "1104/NQ-UBTVQH15: có 14 đơn vị cấp xã, phải là 13.": lambda own: own["history"]["steps"][2].update(units_after=13),
    "Không có đơn vị 99999 cấp xã vào thời điểm thay đổi.": lambda own: own["history"]["steps"][2]["becomes"][0][
        "from"
    ].append("99999"),
}


@pytest.mark.parametrize("message", SPOILT)
def test_tables_that_do_not_fit_stop_the_loading(message):
    own = tables()
    SPOILT[message](own)
    with pytest.raises(FileFault) as refusal:
        build_country(**own)
    assert str(refusal.value) == message


def test_a_spoilt_table_leaves_the_database_as_it_was(monkeypatch, tmp_path):
    for file in load_units.DATA.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    text = (tmp_path / "communes.csv").read_text(encoding="utf-8")
    (tmp_path / "communes.csv").write_text(text.replace("14110,Xuân Tân,Xã", "14110,Xuân Tân,Xa"), encoding="utf-8")
    monkeypatch.setattr(load_units, "DATA", tmp_path)
    before = rows(Unit)
    with pytest.raises(CommandError) as refusal:
        run()
    message = "Xã 14110: loại đơn vị “Xa” không có trong danh mục. Chưa có gì được lưu."
    assert (str(refusal.value), rows(Unit)) == (message, before)


def test_a_unit_without_its_parent_is_not_stored():
    row = UnitRow(Key(Level.COMMUNE, "98001"), "Xuân Thử", Kind.XA, parent=Key(Level.DISTRICT, "980"))
    with pytest.raises(FileFault, match="Đơn vị 98001: đơn vị cấp trên 980 chưa có"):
        store_units([row], reason="Thử")
    assert not Unit.objects.filter(code="98001").exists()


def test_identity_is_code_and_period():
    country = build_country(**tables())
    assert [row.name for key, row in country.rows.items() if key.code == "14122"] == [
        "Xuân Phương",
        "Trà Lũ",
        "Xuân Hưng",
    ]
    assert country.rows[Key(Level.COMMUNE, "14122", dt.date(2025, 7, 1))].valid_to == FAR
