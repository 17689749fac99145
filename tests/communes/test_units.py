"""What holds for a unit whoever writes it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from communes.enums import Kind, Level, Region
from communes.models import Unit, UnitChange
from tests import build

CODE_TAKEN = "Mã này đang là của đơn vị khác trong cùng thời gian."
ADDRESS_TAKEN = "Địa chỉ này đang là của đơn vị khác trong cùng thời gian."
DAY_BEFORE, DAY_AFTER = dt.date(2017, 12, 31), dt.date(2018, 1, 1)


@pytest.fixture
def province(db) -> Unit:
    return build.unit(code="98", level=Level.PROVINCE, kind=Kind.TINH)


@pytest.mark.parametrize(
    ("day", "covered"), [("2017-01-01", True), ("2017-12-31", True), ("2016-12-31", False), ("2018-01-01", False)]
)
def test_a_unit_covers_its_first_and_last_day(day, covered):
    unit = Unit(valid_from=dt.date(2017, 1, 1), valid_to=DAY_BEFORE)
    assert unit.covers(build.date(day)) is covered


def test_a_code_serves_one_unit_at_a_time(province):
    first = build.unit(code="98001", parent=province, valid_to=DAY_BEFORE)
    with pytest.raises(IntegrityError, match=CODE_TAKEN), transaction.atomic():
        build.unit(code="98001", parent=province, valid_from=DAY_BEFORE)
    second = build.unit(code="98001", parent=province, valid_from=DAY_AFTER)
    with pytest.raises(IntegrityError, match=CODE_TAKEN), transaction.atomic():
        Unit.objects.filter(pk=first.pk).update(valid_to=DAY_AFTER)
    assert [unit.pk for unit in Unit.objects.filter(code="98001").order_by("valid_from")] == [first.pk, second.pk]


def test_a_code_of_another_level_is_another_code(province):
    assert build.unit(code="98", level=Level.COMMUNE, parent=province).pk


def test_an_address_serves_one_unit_of_a_place_at_a_time(province):
    first = build.unit(parent=province, slug="xuan-thu", valid_to=DAY_BEFORE)
    with pytest.raises(IntegrityError, match=ADDRESS_TAKEN), transaction.atomic():
        build.unit(parent=province, slug="xuan-thu", valid_from=DAY_BEFORE)
    assert build.unit(parent=province, slug="xuan-thu", valid_from=DAY_AFTER).pk
    assert build.unit(slug="xuan-thu").pk
    with pytest.raises(IntegrityError, match=ADDRESS_TAKEN), transaction.atomic():
        Unit.objects.filter(pk=first.pk).update(valid_to=DAY_AFTER)


SOURCE = {"figures_source": "Chi cục Thống kê"}
DATED = SOURCE | {"figures_date": dt.date(2017, 4, 1)}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": Kind.HUYEN}, "Loại đơn vị không thuộc cấp đã chọn."),
        ({"region": Region.DBSH}, "Vùng NTM chỉ ghi ở cấp tỉnh; huyện, xã theo vùng của tỉnh."),
        ({"grid_row": 1}, "Ô trên sơ đồ cần cả hàng và cột."),
        ({"grid_col": 0}, "Ô trên sơ đồ cần cả hàng và cột."),
        ({"area_km2": 5}, "Diện tích, dân số, số hộ phải kèm nguồn."),
        ({"population": 5000} | {"figures_date": dt.date(2017, 4, 1)}, "Diện tích, dân số, số hộ phải kèm nguồn."),
        ({"population": 5000} | SOURCE, "Dân số, số hộ phải kèm ngày số liệu."),
        ({"households": 1300} | SOURCE, "Dân số, số hộ phải kèm ngày số liệu."),
        ({"valid_from": DAY_AFTER, "valid_to": DAY_BEFORE}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
    ],
)
def test_a_unit_that_cannot_be_is_refused_twice(given, sentence, province):
    """Once with a sentence for whoever types it, and once by the database."""
    plain = {"code": "98001", "name": "Xuân Thử", "level": Level.COMMUNE, "kind": Kind.XA, "parent": province}
    with pytest.raises(ValidationError) as refusal:
        Unit(**plain | given).full_clean()
    assert refusal.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        build.unit(**plain | given)


@pytest.mark.parametrize(
    "given",
    [
        {"area_km2": 5} | SOURCE,
        {"population": 5000, "households": 1300} | DATED,
        {"grid_row": 0, "grid_col": 0},
        {"kind": Kind.THI_TRAN},
        {"valid_from": DAY_AFTER, "valid_to": DAY_AFTER},
    ],
)
def test_a_unit_that_can_be_is_taken_twice(given, province):
    plain = {"code": "98001", "name": "Xuân Thử", "level": Level.COMMUNE, "kind": Kind.XA, "parent": province}
    Unit(**plain | given).full_clean()
    assert build.unit(**plain | given).pk


def test_whoever_types_a_taken_code_or_address_reads_why(district, xuan_tan):
    plain = {"level": Level.COMMUNE, "kind": Kind.XA, "parent": district}
    refusals = []
    for code, name in (("14110", "Xuân Mới"), ("98001", "Xuân Tân")):
        with pytest.raises(ValidationError) as refusal:
            Unit(code=code, name=name, **plain).full_clean()
        refusals.append(refusal.value.message_dict)
    assert refusals == [{"code": [CODE_TAKEN]}, {"slug": [ADDRESS_TAKEN]}]
    xuan_tan.full_clean()


def test_a_missing_day_is_asked_for_first():
    unit = Unit(code="98001", name="Xuân Thử", level=Level.COMMUNE, kind=Kind.XA, valid_from=None)
    with pytest.raises(ValidationError) as refusal:
        unit.full_clean(validate_constraints=False)
    assert refusal.value.message_dict == {"valid_from": ["Trường này không thể để trống."]}


@pytest.mark.parametrize(
    ("level", "kind", "above", "allowed"),
    [
        (Level.PROVINCE, Kind.TINH, None, True),
        (Level.PROVINCE, Kind.TINH, "district", False),
        (Level.DISTRICT, Kind.HUYEN, "province", True),
        (Level.DISTRICT, Kind.HUYEN, None, False),
        (Level.COMMUNE, Kind.XA, "district", True),
        (Level.COMMUNE, Kind.XA, "province", True),
        (Level.COMMUNE, Kind.XA, "commune", False),
        (Level.HAMLET, Kind.THON, "commune", True),
        (Level.HAMLET, Kind.TO_DAN_PHO, "district", False),
    ],
)
def test_a_unit_lies_in_a_place_of_the_level_above(level, kind, above, allowed, district, xuan_tan):
    parent = {None: None, "province": district.province, "district": district, "commune": xuan_tan}[above]
    unit = Unit(code="98001", name="Xuân Thử", level=level, kind=kind, parent=parent)
    if allowed:
        unit.full_clean()
    else:
        with pytest.raises(ValidationError, match="Đơn vị cấp trên không đúng cấp"):
            unit.full_clean()


def test_one_unit_becomes_another_once(xuan_tan, xuan_chau):
    change = {"from_unit": xuan_tan, "to_unit": xuan_chau, "kind": "MERGED", "effective_on": DAY_AFTER, "act": "1/NQ"}
    UnitChange.objects.create(**change)
    with pytest.raises(ValidationError, match="Việc sáp nhập, đổi tên này đã được ghi"):
        UnitChange(**change).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitChange.objects.create(**change)
