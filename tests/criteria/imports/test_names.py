"""Names of communes in other people's tables: matched however they are written, and never guessed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.rules.imports.places import Matcher, Named, key_of
from ntm_portal.vietnamese import fold

NAMES = [
    "Xuân Châu", "Xuân Hồng", "Xuân Thành", "Xuân Thượng", "Xuân Phong", "Xuân Đài", "Xuân Tân", "Xuân Thủy",
    "Xuân Ngọc", "Xuân Bắc", "Xuân Phương", "Thọ Nghiệp", "Xuân Phú", "Xuân Trung", "Xuân Vinh", "Xuân Kiên",
    "Xuân Tiến", "Xuân Ninh", "Xuân Hòa",
]  # fmt: skip
TOWN = Named("14089", "THI_TRAN", "Xuân Trường", "TT. Xuân Trường")
PLACES = (TOWN, *(Named(f"1{at:04}", "XA", name, f"Xã {name}") for at, name in enumerate(NAMES)))


def matcher(**given) -> Matcher:
    return Matcher(PLACES, "Xuân Trường", **given)


def label_of(written: str) -> str:
    place = matcher().match(written).place
    return place.label if place else ""


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Xuân Thuỷ", "Xã Xuân Thủy"), ("XUÂN THUỶ", "Xã Xuân Thủy"), ("xã Xuân Thủy", "Xã Xuân Thủy"),
        ("X. Xuân Thủy", "Xã Xuân Thủy"), ("X.Xuân Thuỷ", "Xã Xuân Thủy"), ("xuan  thuy", "Xã Xuân Thủy"),
        ("Xuân Hoà", "Xã Xuân Hòa"), ("3. Xuân Hồng", "Xã Xuân Hồng"), ("Thọ   Nghiệp ", "Xã Thọ Nghiệp"),
        ("TT Xuân Trường", "TT. Xuân Trường"), ("TT. Xuân Trường", "TT. Xuân Trường"),
        ("Thị trấn Xuân Trường", "TT. Xuân Trường"), ("Thị trấn  XUÂN TRƯỜNG", "TT. Xuân Trường"),
        ("14089", "TT. Xuân Trường"), (unicodedata.normalize("NFD", "Xuân Thượng"), "Xã Xuân Thượng"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written, label):
    assert label_of(written) == label


@pytest.mark.parametrize("written", ["Xuân Tiêng", "X. Thủy", "Xã Xuân Trường", "Xuân", "Hải Hậu", "", "TT. Xuân Tân"])
def test_a_name_that_is_no_commune_s_is_not_guessed(written):
    match = matcher().match(written)
    assert (match.place, match.is_total) == (None, False)


def test_the_town_and_the_district_share_a_name_so_the_kind_must_be_written():
    match = matcher().match("Xuân Trường")
    assert (match.place, match.nearest[0]) == (None, TOWN)
    assert matcher().match("Huyện Xuân Trường").is_total


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("Xuân Tiêng", "Xã Xuân Tiến"), ("Xuân Thuyỷ", "Xã Xuân Thủy"), ("X. Thủy", "Xã Xuân Thủy")],
)
def test_the_nearest_names_are_offered(written, nearest):
    assert matcher().match(written).nearest[0].label == nearest


def test_nothing_is_offered_where_nothing_is_near():
    assert matcher().match("Bưởi Năm Roi").nearest == ()


@pytest.mark.parametrize("written", ["Tổng cộng", "Cộng", "TỔNG SỐ", "Toàn huyện", "Bình quân chung"])
def test_a_line_that_adds_others_up_is_no_commune(written):
    assert matcher().match(written).is_total


def test_a_commune_may_be_called_like_a_total():
    united = Named("20000", "XA", "Cộng Hòa", "Xã Cộng Hòa")
    assert Matcher((*PLACES, united)).match("Cộng Hoà").place == united


def test_two_communes_that_differ_in_marks_only_are_told_apart_by_them():
    twin = Named("20001", "XA", "Xuân Phủ", "Xã Xuân Phủ")
    both = Matcher((*PLACES, twin))
    assert [both.match(name).place.name for name in ("Xuân Phú", "Xuân Phủ")] == ["Xuân Phú", "Xuân Phủ"]
    assert both.match("Xuan Phu").place is None


def test_a_name_may_itself_begin_with_a_word_for_a_kind():
    third = Named("20002", "PHUONG", "Phường 3", "Phường 3")
    assert Matcher((third,)).match("Phường 3").place == third


def test_what_somebody_chose_before_holds():
    chosen = matcher(aliases={key_of("Xuân Tiêng"): "10016", key_of("Xuân Lạ"): ""})
    assert chosen.match("2. XUÂN TIÊNG").place.name == "Xuân Tiến"
    assert chosen.match("Xuân Lạ").is_total
    assert matcher(aliases={key_of("Xuân Mất"): "99999"}).match("Xuân Mất").place is None


written_ways = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["", "xã ", "Xã ", "X. ", "X.", "x "]),
    st.sampled_from([str, str.upper, str.lower, fold, lambda name: unicodedata.normalize("NFD", name)]),
    st.sampled_from([" ", "  ", "\u00a0"]),
)


@given(written_ways)
def test_every_way_of_writing_a_commune_finds_it(way):
    name, kind, spelled, gap = way
    assert label_of(kind + spelled(name).replace(" ", gap)) == f"Xã {name}"


@given(st.text(max_size=30))
def test_any_text_names_at_most_one_commune_and_the_right_one(written):
    place = matcher().match(written).place
    assert place is None or fold(place.name) in fold(written) or place.code in written
