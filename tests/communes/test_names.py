"""How units are called, sorted and found."""

import datetime as dt

import pytest

from communes.enums import Kind, Level
from communes.models import Commune, District, Unit
from communes.rules.names import full_name, read_query, short_name, slug_of, split_kind
from tests import build

DAY = dt.date(2017, 9, 25)


@pytest.mark.parametrize(
    ("kind", "name", "label", "short_label"),
    [
        (Kind.XA, "Xuân Tân", "Xã Xuân Tân", "Xuân Tân"),
        (Kind.THI_TRAN, "Xuân Trường", "TT. Xuân Trường", "TT. Xuân Trường"),
        (Kind.PHUONG, "1", "Phường 1", "P. 1"),
        (Kind.HUYEN, "Xuân Trường", "Huyện Xuân Trường", "Huyện Xuân Trường"),
        (Kind.THANH_PHO, "Nam Định", "Thành phố Nam Định", "Thành phố Nam Định"),
        (Kind.TINH, "Nam Định", "Tỉnh Nam Định", "Tỉnh Nam Định"),
        (Kind.THANH_PHO_TW, "Hà Nội", "Thành phố Hà Nội", "Thành phố Hà Nội"),
        (Kind.THON, "Phú An", "Thôn Phú An", "Thôn Phú An"),
    ],
)
def test_only_a_commune_goes_without_its_kind(kind, name, label, short_label):
    assert (full_name(kind, name), short_name(kind, name)) == (label, short_label)


@pytest.mark.parametrize(
    ("typed", "kinds", "rest"),
    [
        ("xuan thuy", (), ""),
        ("x. xuan thuy", (Kind.XA,), "xuan thuy"),
        ("x.xuan thuy", (Kind.XA,), "xuan thuy"),
        ("xa xuan thuy", (Kind.XA,), "xuan thuy"),
        ("tt xuan truong", (Kind.THI_TRAN,), "xuan truong"),
        ("tt. xuan truong", (Kind.THI_TRAN,), "xuan truong"),
        ("thi tran xuan truong", (Kind.THI_TRAN,), "xuan truong"),
        ("thi xa son tay", (Kind.THI_XA,), "son tay"),
        ("huyen xuan truong", (Kind.HUYEN,), "xuan truong"),
        ("tp nam dinh", (Kind.THANH_PHO_TW, Kind.THANH_PHO), "nam dinh"),
        ("tinh nam dinh", (Kind.TINH,), "nam dinh"),
        ("xa", (), ""),
        ("xahoi", (), ""),
        ("  tt   xuan  truong ", (Kind.THI_TRAN,), "xuan truong"),
    ],
)
def test_the_kind_is_taken_off_the_front(typed, kinds, rest):
    query = read_query(typed)
    assert (query.kinds, query.rest) == (kinds, rest)


@pytest.mark.parametrize(
    ("level", "written", "kind", "name"),
    [
        (Level.COMMUNE, "Thị Trấn Ngọc Lặc", Kind.THI_TRAN, "Ngọc Lặc"),
        (Level.COMMUNE, "Phường 1", Kind.PHUONG, "1"),
        (Level.COMMUNE, "Xã Ch'ơm", Kind.XA, "Ch'ơm"),
        (Level.DISTRICT, "Thành phố Phan Rang-Tháp Chàm", Kind.THANH_PHO, "Phan Rang-Tháp Chàm"),
        (Level.PROVINCE, "Thành phố Hà Nội", Kind.THANH_PHO_TW, "Hà Nội"),
        (Level.PROVINCE, "Tỉnh  Nam Định", Kind.TINH, "Nam Định"),
        (Level.COMMUNE, "Xuân Tân", None, "Xuân Tân"),
        (Level.PROVINCE, "Quận Mười", None, "Quận Mười"),
    ],
)
def test_a_list_writes_the_kind_before_the_name(level, written, kind, name):
    assert split_kind(level, written) == (kind, name)


@pytest.mark.parametrize(
    ("kind", "name", "slug"),
    [(Kind.XA, "Xuân Đài", "xuan-dai"), (Kind.PHUONG, "1", "phuong-1"), (Kind.XA, "Ea H'leo", "ea-hleo")],
)
def test_an_address_has_no_marks(kind, name, slug):
    assert slug_of(kind, name) == slug


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("xuan thuy", ["Xã Xuân Thủy"]),
        ("XUÂN THUỶ", ["Xã Xuân Thủy"]),
        ("XUÂN THỦY", ["Xã Xuân Thủy"]),
        ("X. Xuân Thủy", ["Xã Xuân Thủy"]),
        ("xã xuân thuỷ", ["Xã Xuân Thủy"]),
        ("  Xuân   Thủy ", ["Xã Xuân Thủy"]),
        ("tt xuan truong", ["TT. Xuân Trường"]),
        ("TT. Xuân Trường", ["TT. Xuân Trường"]),
        ("Thị trấn Xuân Trường", ["TT. Xuân Trường"]),
        ("huyện xuân trường", ["Huyện Xuân Trường"]),
        ("H. Xuân Trường", ["Huyện Xuân Trường"]),
        ("xuan truong", ["TT. Xuân Trường", "Huyện Xuân Trường"]),
        ("xuan dai", ["Xã Xuân Đài"]),
        ("đài", ["Xã Xuân Đài"]),
        ("14110", ["Xã Xuân Tân"]),
        ("364", ["Huyện Xuân Trường"]),
        ("tỉnh nam định", ["Tỉnh Nam Định"]),
        ("tp nam dinh", ["Thành phố Nam Định"]),
        ("nam dinh", ["Thành phố Nam Định", "Tỉnh Nam Định"]),
        ("khong co xa nay", []),
        ("100%", []),
        ("_", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_name_is_found_however_it_is_typed(db, typed, found):
    assert [unit.label for unit in Unit.objects.valid_on(DAY).search(typed).order_by("level", "sort_key")] == found


def test_communes_stand_in_the_order_of_the_official_tables(district):
    communes = Commune.objects.valid_on(DAY).in_district(district).in_order()
    assert ", ".join(unit.short_label for unit in communes) == (
        "TT. Xuân Trường, Xuân Châu, Xuân Hồng, Xuân Thành, Xuân Thượng, Xuân Phong, Xuân Đài, Xuân Tân, Xuân Thủy, "
        "Xuân Ngọc, Xuân Bắc, Xuân Phương, Thọ Nghiệp, Xuân Phú, Xuân Trung, Xuân Vinh, Xuân Kiên, Xuân Tiến, "
        "Xuân Ninh, Xuân Hòa"
    )


def test_the_alphabet_is_vietnamese_on_any_database(district):
    communes = Commune.objects.valid_on(DAY).in_district(district).order_by("sort_key")
    assert ", ".join(unit.name for unit in communes) == (
        "Thọ Nghiệp, Xuân Bắc, Xuân Châu, Xuân Đài, Xuân Hòa, Xuân Hồng, Xuân Kiên, Xuân Ngọc, Xuân Ninh, Xuân Phong, "
        "Xuân Phú, Xuân Phương, Xuân Tân, Xuân Thành, Xuân Thủy, Xuân Thượng, Xuân Tiến, Xuân Trung, Xuân Trường, "
        "Xuân Vinh"
    )


@pytest.mark.parametrize(
    "names",
    [
        ["Da", "Đa", "E"],
        ["Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Băc", "Bâc"],
        ["Hoa Lộc", "Hòa Lộc", "Hoa Ly"],
        ["Phường 1", "Phường 2", "Phường A"],
    ],
)
def test_names_sort_by_letters_first_and_then_by_tones(db, names):
    province = build.unit(level=Level.PROVINCE, kind=Kind.TINH)
    for name in reversed(names):
        unit = Unit(code=f"98{names.index(name):03}", level=Level.COMMUNE, kind=Kind.XA, name=name, parent=province)
        unit.derive()
        unit.slug = f"thu-{names.index(name)}"
        unit.save()
    assert [unit.name for unit in province.children.order_by("sort_key")] == names


def test_a_name_is_kept_in_one_spelling(db):
    unit = Unit(code="98001", level=Level.COMMUNE, kind=Kind.XA, name="  Xuân   Thuỷ ")
    unit.derive()
    assert (unit.name, unit.search_name, unit.slug) == ("Xuân Thủy", "xuan thuy", "xuan-thuy")


def test_an_address_once_given_stays(xuan_tan):
    xuan_tan.name = "Xuân Tân Mới"
    xuan_tan.derive()
    assert (xuan_tan.slug, xuan_tan.search_name) == ("xuan-tan", "xuan tan moi")


def test_a_unit_knows_the_places_it_lies_in(district, xuan_tan):
    hamlet = build.unit(code="1", level=Level.HAMLET, kind=Kind.THON, parent=xuan_tan)
    assert [hamlet.district, xuan_tan.district, district.district, district.province.district] == [
        *[district] * 3,
        None,
    ]
    assert {str(unit.province) for unit in (hamlet, xuan_tan, district, district.province)} == {"Tỉnh Nam Định"}


def test_proxies_see_their_own_level(db):
    assert (Commune.objects.valid_on(DAY).count(), District.objects.valid_on(DAY).count()) == (20, 10)
    assert Unit.objects.provinces().valid_on(DAY).count() == 63


def test_places_come_along_in_one_query(district, django_assert_num_queries):
    with django_assert_num_queries(1):
        units = list(Commune.objects.valid_on(DAY).in_district(district).with_places())
        assert {(str(unit.district), str(unit.province)) for unit in units} == {("Huyện Xuân Trường", "Tỉnh Nam Định")}
