"""Outlines of units from a GeoJSON file: read strictly, since people bring them from anywhere."""

import json
from numbers import Real

from communes.rules.rows import FileFault

# Longitude and latitude of Vietnam with its islands; metres of VN-2000 or a swapped pair fall outside.
WEST, EAST, SOUTH, NORTH = 102, 118, 6, 24
KINDS = ("Polygon", "MultiPolygon")


def read_outlines(text: str) -> dict[str, dict]:
    """The shape of each unit code in a GeoJSON file."""
    outlines: dict[str, dict] = {}
    for place, feature in enumerate(_features(text), 1):
        code = _code(feature, f"Hình thứ {place}")
        if code in outlines:
            raise FileFault(f"Mã {code} có hai hình.")
        outlines[code] = _shape(feature, f"Mã {code}")
    return outlines


def _features(text: str) -> list:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise FileFault("Tệp không phải JSON.") from fault
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise FileFault("Tệp không phải GeoJSON loại FeatureCollection.")
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise FileFault("Tệp không có hình nào.")
    return features


def _code(feature: object, where: str) -> str:
    """The unit code: the feature's `id`, or `code` among its properties."""
    if not isinstance(feature, dict):
        raise FileFault(f"{where} không phải Feature của GeoJSON.")
    properties = feature.get("properties")
    code = feature.get("id") or (properties.get("code") if isinstance(properties, dict) else None)
    if not isinstance(code, str) or not code.isdecimal():
        raise FileFault(f'{where} không có mã đơn vị (id hoặc code, dạng chữ, ví dụ "14110").')
    return code


def _shape(feature: dict, where: str) -> dict:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in KINDS:
        raise FileFault(f"{where}: hình phải là Polygon hoặc MultiPolygon.")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    for polygon in _filled_list(polygons, where):
        for ring in _filled_list(polygon, where):
            _check_ring(ring, where)
    return {"type": geometry["type"], "coordinates": coordinates}


def _filled_list(parts: object, where: str) -> list:
    if not isinstance(parts, list) or not parts:
        raise FileFault(f"{where}: hình không có tọa độ.")
    return parts


def _check_ring(ring: object, where: str) -> None:
    points = _filled_list(ring, where)
    if len(points) < 4 or points[0] != points[-1]:
        raise FileFault(f"{where}: đường viền phải có ít nhất 4 điểm và khép kín.")
    for point in points:
        if not _in_vietnam(point):
            raise FileFault(f"{where}: tọa độ phải là kinh độ, vĩ độ WGS 84 trong phạm vi Việt Nam.")


def _in_vietnam(point: object) -> bool:
    if not isinstance(point, list) or len(point) < 2 or not all(isinstance(part, Real) for part in point):
        return False
    return WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH
