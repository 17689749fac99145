"""Settings of the rules, as they come from the database."""

from decimal import Decimal

import pytest

from criteria.rules.settings import DEFAULTS, Band, RuleSettings, SettingFault


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
        ({"bands": []}, "nối liền nhau"),
        ({"bands": [[19, 19, "Đủ"], [0, 17, "Thiếu 18"]]}, "nối liền nhau"),
        ({"bands": [[15, 19, "Trùng"], [0, 15, "Trùng"]]}, "nối liền nhau"),
        ({"bands": [[10, 19, "Không xuống 0"]]}, "nối liền nhau"),
        ({"bands": [[0, 4, "Ngược"], [5, 19, "Ngược"]]}, "nối liền nhau"),
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
