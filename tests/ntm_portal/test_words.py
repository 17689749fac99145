"""Vietnamese names: spelling, search key and order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_portal.vietnamese import fold, name_list, nfc, sort_key
from ntm_portal.vietnamese.words import ALPHABET

VIETNAMESE = st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìklmnoòóơờuùủúưừvxyỳýỷ 0123456789", max_size=30)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Xuân Thuỷ", "Xuân Thủy"),
        ("XUÂN THUỶ", "XUÂN THỦY"),
        ("Xuân Hoà", "Xuân Hòa"),
        ("mạnh khoẻ", "mạnh khỏe"),
        ("Huyện uỷ", "Huyện ủy"),
        ("quý", "quý"),
        ("thuyền", "thuyền"),
        ("hoàn thành", "hoàn thành"),
        (unicodedata.normalize("NFD", "Thọ Nghiệp"), "Thọ Nghiệp"),
        (unicodedata.normalize("NFD", "Hoà"), "Hòa"),
    ],
)
def test_one_spelling_is_kept(typed, kept):
    assert nfc(typed) == kept


@given(VIETNAMESE)
def test_spelling_is_settled_at_once(text):
    assert nfc(nfc(text)) == nfc(text)


@pytest.mark.parametrize("typed", ["xuan thuy", "XUÂN THUỶ", "Xuân  Thủy", unicodedata.normalize("NFD", "Xuân Thuỷ")])
def test_every_way_of_typing_folds_to_one_key(typed):
    assert fold(typed) == "xuan thuy"


def test_d_with_a_bar_is_found_by_d():
    assert fold("Xuân Đài") == fold("xuan dai")


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text) == fold(nfc(text)) == fold(text.upper())


@pytest.mark.parametrize(
    "in_order",
    [
        ["an", "ăn", "ân", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["Xuân Bắc", "Xuân Châu", "Xuân Đài", "Xuân Hòa", "Xuân Hồng", "Xuân Kiên"],
        ["Xuân Tân", "Xuân Thành", "Xuân Thủy", "Xuân Thượng", "Xuân Tiến", "Xuân Trung"],
        ["Ba Na", "Bà Na", "Bạ Na", "Ba Nà bốn", "Ban"],
        ["Xóm 2", "Xóm A"],
    ],
)
def test_names_stand_in_vietnamese_order(in_order):
    backwards = list(reversed(in_order))
    assert sorted(backwards, key=sort_key) == in_order


def test_tones_count_only_after_all_letters():
    assert sorted(["Hòa An", "Hoa Ba", "Hoa An"], key=sort_key) == ["Hoa An", "Hòa An", "Hoa Ba"]


def test_signs_do_not_count_in_the_order():
    assert sort_key("X. Xuân Tân") == sort_key("X Xuân Tân")


@given(st.text(alphabet=ALPHABET + " ", max_size=15), st.text(alphabet=ALPHABET + " ", max_size=15))
def test_unmarked_words_compare_letter_by_letter(one, other):
    def by_letters(text):
        return [[ALPHABET.index(letter) for letter in word] for word in text.split()]

    assert (sort_key(one) < sort_key(other)) == (by_letters(one) < by_letters(other))


@given(VIETNAMESE)
def test_sort_key_holds_only_what_every_collation_compares_alike(text):
    assert set(sort_key(text)) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


def test_names_are_listed_with_commas():
    assert name_list(["Xuân Tân", "Xuân Châu"]) == "Xuân Tân, Xuân Châu"
