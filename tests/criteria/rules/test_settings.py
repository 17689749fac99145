"""Settings of the rules, as they come from the database."""

from decimal import Decimal

import pytest

from criteria.rules.settings import DEFAULTS, Band, RuleSettings, SettingFault, bands_fault


def test_without_rows_the_defaults_hold():
    assert RuleSettings.from_rows({}) == DEFAULTS


def test_rows_of_the_office_come_over_the_defaults():
    rows = {
        "bands": [[19, 19, "Đủ"], [0, 18, "Chưa đủ"]],
        "margin_at_least": "95.5",
        "nearly_least_met": 15,
        "nearly_tolerates_not_met": True,
    }
    settings = RuleSettings.from_rows(rows)
    assert settings.bands == (Band(19, 19, "Đủ"), Band(0, 18, "Chưa đủ"))
    assert settings.margin_at_least == Decimal("95.5")
    assert (settings.nearly_least_met, settings.nearly_tolerates_not_met) == (15, True)
    assert settings.margin_at_most == DEFAULTS.margin_at_most


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ({"mau": 1}, "Không có tùy chọn mau."),
        ({"bands": []}, "Nhóm cuối phải bắt đầu từ 0."),
        ({"bands": [[19, 19, "Đủ"], [0, 17, "Còn"]]}, "Nhóm “Còn” không nối liền với “Đủ”: thiếu 18."),
        ({"bands": [[19, 19, "Đủ"], [0, 14, "Còn"]]}, "Nhóm “Còn” không nối liền với “Đủ”: thiếu 15-18."),
        ({"bands": [[15, 19, "A"], [0, 15, "B"]]}, "Nhóm “B” chồng lên “A”: 15 tiêu chí thuộc cả hai nhóm."),
        ({"bands": [[10, 19, "Không xuống 0"]]}, "Nhóm cuối phải bắt đầu từ 0."),
        ({"bands": [[0, 4, "A"], [5, 19, "B"]]}, "Nhóm “B” đứng dưới “A” mà cao hơn: xếp các nhóm từ cao xuống thấp."),
        ({"bands": [[19, 15, "A"], [0, 14, "B"]]}, r"Nhóm “A”: số đầu \(19\) lớn hơn số sau \(15\)\."),
        ({"bands": [[1, 2]]}, "ba phần"),
        ({"bands": 5}, "ba phần"),
        ({"margin_at_least": "nhiều"}, "không phải là số"),
        ({"margin_at_least": "NaN"}, "từ 0 đến 100"),
        ({"margin_at_most": "-1"}, "từ 0 đến 100"),
        ({"nearly_least_met": "15"}, "số nguyên"),
        ({"nearly_least_met": -1}, "số nguyên"),
        ({"nearly_tolerates_not_met": 1}, "có hoặc không"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(rows, refusal):
    with pytest.raises(SettingFault, match=refusal):
        RuleSettings.from_rows(rows)


def test_a_band_tells_its_counts_where_its_name_does_not():
    said = [Band(19, 19, "19 tiêu chí"), Band(15, 18, "15-18 tiêu chí"), Band(10, 14, "Khá"), Band(0, 9, "Dưới 10")]
    assert [band.said for band in said] == ["19 tiêu chí", "15-18 tiêu chí", "Khá (10-14)", "Dưới 10 (0-9)"]


@pytest.mark.parametrize(
    ("bands", "fault"),
    [
        (DEFAULTS.bands, ""),
        ((Band(0, 19, ""),), "Nhóm nào cũng phải có tên."),
        ((Band(15, 19, "A"), Band(0, 14, "A")), "Hai nhóm cùng tên “A”: trên biểu không phân biệt được."),
        ((Band(0, 19, "a" * 61),), f"Tên nhóm dài nhất 60 chữ: “{'a' * 61}” có 61."),
        ((Band(0, 18, "A"),), "Nhóm đầu phải đến đúng 19, số tiêu chí của bộ tiêu chí xã; đang đến 18."),
        ((Band(0, 99, "A"),), "Nhóm đầu phải đến đúng 19, số tiêu chí của bộ tiêu chí xã; đang đến 99."),
    ],
)
def test_bands_newly_chosen_can_be_told_apart_and_reach_the_top(bands, fault):
    assert bands_fault(bands, 19) == fault
