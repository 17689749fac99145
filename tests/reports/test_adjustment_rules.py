"""What changed a cell: by the place its row names, and the indicator or criterion its row or head names."""

import datetime as dt

import pytest

from reports.rules.adjustments import NOT_A_FIGURE, Later, adjustments, causes_of
from reports.rules.frozen import Difference

PLACES = ("Xã Xuân Tân", "Xuân Tân", "Xã Xuân Hòa", "Xuân Hòa", "Thị trấn Xuân Trường", "TT. Xuân Trường")


def later(short="Xuân Tân", number="15.1", name="Y tế", **given):
    facts = {
        "unit": f"Xã {short}", "slug": "xuan-tan", "criterion": number.partition(".")[0], "criterion_name": name,
        "stage": "thẩm tra",
        "kind": "đính chính", "assessed_on": dt.date(2017, 8, 31), "was": "90/100", "now": "80/100", "by": "BHXH huyện",
        "on": dt.date(2017, 9, 8), "reason": "14 thẻ trùng",
    }  # fmt: skip
    return Later(short=short, number=number, **facts | given)


TAN, HOA = later(), later("Xuân Hòa")
POOR = later(number="11", name="Hộ nghèo")
CLEAN = later(number="17.1.2", name="Môi trường")


def cell(column="Đạt", row="Xuân Tân", group=""):
    return Difference("Biểu 03", group, row, column, "Đ", "C")


@pytest.mark.parametrize(
    ("one", "causes"),
    [
        (cell("15 Y tế"), [TAN]),
        (cell("15 Y tế", "Số đơn vị đạt"), [TAN, HOA]),
        (cell("11 Hộ nghèo", "Xuân Hòa"), []),
        (cell("15.1. Người dân tham gia BHYT (≥ 85%), Tử số", "Xuân Hòa"), [HOA]),
        (cell("Cuối kỳ", "15.1 Người dân tham gia BHYT", "Xã Xuân Tân, Tình hình"), [TAN]),
        (cell("Kết quả", "Tỷ lệ toàn huyện", "Chỉ tiêu 11. Hộ nghèo"), [POOR]),
        (cell("Số đơn vị đạt", "Hộ nghèo", "Kinh tế"), [POOR]),
        (cell("Đạt"), [TAN, POOR, CLEAN]),
        (cell("17 Môi trường"), [CLEAN]),
        (cell("17.1 Nước"), [CLEAN]),
        (cell("1 Quy hoạch"), []),
        (cell("Đạt", "Cộng"), [TAN, HOA, POOR, CLEAN]),
        (cell("Đạt", "TT. Xuân Trường"), []),
    ],
)
def test_a_cell_comes_from_the_figures_of_its_place_and_its_indicator(one, causes):
    assert causes_of(one, [TAN, HOA, POOR, CLEAN], PLACES) == causes


def test_few_figures_are_told_one_by_one_with_their_history():
    (found,) = adjustments([cell("15 Y tế")], [TAN], PLACES)
    assert found.words == "15.1 Xuân Tân 31/8/2017, thẩm tra, đính chính: 90/100 thành 80/100"
    assert (found.who, found.reasons, found.single) == ("BHXH huyện, 08/9/2017", "14 thẻ trùng", (TAN,))
    assert found.single[0].href == "/lich-su/xuan-tan/15.1/"


def test_many_figures_are_counted_by_indicator():
    new = later("Xuân Hòa", was="", reason="", kind="ghi sau")
    (found,) = adjustments([cell("Đạt", "Cộng")], [TAN, new, POOR], PLACES)
    assert found.words == "03 số liệu ghi sau của chỉ tiêu 11, 15.1"
    assert (found.who, found.reasons, found.single) == ("BHXH huyện, 08/9/2017", "14 thẻ trùng", ())
    assert new.words == "15.1 Xuân Hòa 31/8/2017, thẩm tra, ghi sau: 80/100"


def test_many_writers_are_counted_with_their_days():
    once = [later(by=f"Người {at}") for at in (2, 5, 8)]
    assert adjustments([cell("15 Y tế")], once, PLACES)[0].who == "03 người, ngày 08/9/2017"
    several = [later(by=f"Người {at}", on=dt.date(2017, 9, at)) for at in (2, 5, 8)]
    (found,) = adjustments([cell("15 Y tế")], several, PLACES)
    assert found.who == "03 người, từ 02/9/2017 đến 08/9/2017"


def test_what_no_figure_changed_is_said_so():
    (found,) = adjustments([cell("Đạt", "TT. Xuân Trường")], [TAN], PLACES)
    assert (found.words, found.who, found.reasons) == (NOT_A_FIGURE, "", "")
