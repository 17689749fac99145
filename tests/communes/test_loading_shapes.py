"""Outlines of units from any GeoJSON keyed by unit code: taken whole, or refused whole."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communes.management.commands import load_shapes
from communes.models import UnitShape

SQUARE = [[106.3, 20.2], [106.4, 20.2], [106.4, 20.3], [106.3, 20.3], [106.3, 20.2]]
END = " Chưa có gì được lưu."
pytestmark = pytest.mark.django_db


def feature(code="14110", coordinates=None, kind="Polygon", **given) -> dict:
    shape = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "id": code, "properties": {"name": "Xuân Tân"}, "geometry": shape} | given


def write(path, features, **given) -> str:
    file = path / "so-do.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features} | given), encoding="utf-8")
    return str(file)


def run(path: str, **options) -> str:
    out = StringIO()
    call_command("load_shapes", path, stdout=out, **options)
    return out.getvalue().strip()


def refused(path: str, **options) -> str:
    with pytest.raises(CommandError) as refusal:
        run(path, **options)
    assert not UnitShape.objects.exists()
    assert str(refusal.value).endswith(END)
    return str(refusal.value).removesuffix(END)


def test_outlines_are_stored_and_a_second_time_changes_nothing(tmp_path, xuan_tan):
    path = write(tmp_path, [feature(), feature("14092", [[SQUARE], [SQUARE]], "MultiPolygon"), feature("364")])
    assert run(path) == "Đã lưu hình của 3 đơn vị, tính đến ngày 25/9/2017."
    assert run(path) == "Không có gì thay đổi."
    assert (xuan_tan.shape.geometry["coordinates"], xuan_tan.shape.source) == ([SQUARE], "so-do.geojson")
    assert str(xuan_tan.shape) == "Sơ đồ Xã Xuân Tân"


def test_a_better_outline_replaces_the_old_one(tmp_path, xuan_tan):
    run(write(tmp_path, [feature(), feature("14092")]))
    better = [[[106.31, 20.21], *SQUARE[1:4], [106.31, 20.21]]]
    told = run(write(tmp_path, [feature(coordinates=better), feature("14092")]), source="Bản đồ nền 2018")
    assert told == "Đã lưu hình của 2 đơn vị, tính đến ngày 25/9/2017."
    assert (xuan_tan.shape.geometry["coordinates"], UnitShape.objects.count()) == (better, 2)
    assert set(UnitShape.objects.values_list("source", flat=True)) == {"Bản đồ nền 2018"}


def test_a_quiet_loading_says_nothing(tmp_path):
    assert run(write(tmp_path, [feature()]), verbosity=0) == ""


def test_the_code_may_stand_among_the_properties(tmp_path, xuan_tan):
    run(write(tmp_path, [feature(None, properties={"code": "14110"})]))
    assert UnitShape.objects.get().unit == xuan_tan


@pytest.mark.parametrize(
    ("day", "label"), [("28/8/2017", "Xã Xuân Phương"), ("1/9/2024", "Xã Trà Lũ"), ("1/7/2025", "Xã Xuân Hưng")]
)
def test_a_code_means_the_unit_of_the_day(day, label, tmp_path):
    run(write(tmp_path, [feature("14122")]), day=day)
    assert str(UnitShape.objects.get().unit) == label


def test_a_code_of_another_time_is_refused(tmp_path):
    message = "Không có đơn vị mang mã 14110 vào ngày đã chọn."
    assert refused(write(tmp_path, [feature(), feature("14122")]), day="1/7/2025") == message


def test_a_day_that_does_not_exist_is_refused(tmp_path):
    assert refused(write(tmp_path, [feature()]), day="31/9/2017") == (
        "Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."
    )


OUTSIDE = "Mã 14110: tọa độ phải là kinh độ, vĩ độ WGS 84 trong phạm vi Việt Nam."
NO_PLACES = "Mã 14110: hình không có tọa độ."
RING = "Mã 14110: đường viền phải có ít nhất 4 điểm và khép kín."
NO_POLYGON = "Mã 14110: hình phải là Polygon hoặc MultiPolygon."


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([], "Tệp không có hình nào."),
        ({}, "Tệp không có hình nào."),
        (["Xuân Tân"], "Hình thứ 1 không phải Feature của GeoJSON."),
        ([feature(None)], 'Hình thứ 1 không có mã đơn vị (id hoặc code, dạng chữ, ví dụ "14110").'),
        ([feature(14110)], 'Hình thứ 1 không có mã đơn vị (id hoặc code, dạng chữ, ví dụ "14110").'),
        ([feature(None, properties=None)], 'Hình thứ 1 không có mã đơn vị (id hoặc code, dạng chữ, ví dụ "14110").'),
        ([feature(), feature("XT01")], 'Hình thứ 2 không có mã đơn vị (id hoặc code, dạng chữ, ví dụ "14110").'),
        ([feature(), feature()], "Mã 14110 có hai hình."),
        ([feature(), feature("99999")], "Không có đơn vị mang mã 99999 vào ngày đã chọn."),
        (
            [feature(str(code)) for code in range(99991, 99998)],
            "Không có đơn vị mang mã 99991, 99992, 99993, 99994, 99995 và 2 mã khác vào ngày đã chọn.",
        ),
        ([feature(geometry=None)], NO_POLYGON),
        ([feature(coordinates=[106.3, 20.2], kind="Point")], NO_POLYGON),
        ([feature(coordinates=SQUARE, kind="LineString")], NO_POLYGON),
        ([feature(coordinates=[])], NO_PLACES),
        ([feature(coordinates="106.3 20.2")], NO_PLACES),
        ([feature(coordinates=[[]])], NO_PLACES),
        ([feature(coordinates=[SQUARE], kind="MultiPolygon")], RING),
        ([feature(coordinates=[SQUARE[:3]])], RING),
        ([feature(coordinates=[SQUARE[:4]])], RING),
        ([feature(coordinates=[[[y, x] for x, y in SQUARE]])], OUTSIDE),
        ([feature(coordinates=[[[x * 5000, y * 100000] for x, y in SQUARE]])], OUTSIDE),
        ([feature(coordinates=[[["106.3", "20.2"]] * 4])], OUTSIDE),
        ([feature(coordinates=[[[106.3]] * 4])], OUTSIDE),
        ([feature(coordinates=[["106.3,20.2"] * 4])], OUTSIDE),
        ([feature(coordinates=[[*SQUARE[:2], [float("nan"), 20.2], *SQUARE[3:]]])], OUTSIDE),
        ([feature(coordinates=[SQUARE, [*SQUARE[:2], [0, 0], *SQUARE[3:]]])], OUTSIDE),
    ],
)
def test_a_shape_that_does_not_fit_stops_the_loading(features, message, tmp_path):
    assert refused(write(tmp_path, features)) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<kml/>", "Tệp không phải JSON."),
        ("", "Tệp không phải JSON."),
        ("[" * 200_000, "Tệp không phải JSON."),
        ("[]", "Tệp không phải GeoJSON loại FeatureCollection."),
        ('{"type": "Topology"}', "Tệp không phải GeoJSON loại FeatureCollection."),
        ('{"type": "FeatureCollection"}', "Tệp không có hình nào."),
    ],
)
def test_a_file_that_is_no_geojson_is_refused(text, message, tmp_path):
    path = tmp_path / "so-do.geojson"
    path.write_text(text)
    assert refused(str(path)) == message


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(load_shapes, "MOST_MEGABYTES", 0)
    assert refused(write(tmp_path, [feature()])) == "Tệp lớn hơn 0 MB."


def test_a_file_that_is_not_there_is_told(tmp_path):
    path = str(tmp_path / "khong-co.geojson")
    assert refused(path) == f"Không có tệp {path}."
