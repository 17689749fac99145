"""When a verdict by hand may be stored beside, or instead of, a number."""

import datetime as dt
from decimal import Decimal

import pytest

from criteria.enums import Stage, Verdict
from criteria.rules.admission import Circumstances, FigureRow, declared_faults
from criteria.rules.settings import DEFAULTS
from tests.criteria.rules.facts import INSURED, MARKET, POST_OFFICE, target

DAY, LATER = dt.date(2017, 9, 20), dt.date(2017, 12, 31)


def row(numerator=None, denominator=None, **given) -> FigureRow:
    figures = {"numerator": numerator, "denominator": denominator}
    exact = {name: None if typed is None else Decimal(typed) for name, typed in figures.items()}
    return FigureRow(1, Stage.VERIFIED, DAY, **exact, **given)


def around(by_district_office: bool = False) -> Circumstances:
    return Circumstances(DAY, dt.date(2016, 12, 1), dt.date(2021, 12, 31), ("VERIFIED",), by_district_office, DEFAULTS)


NEARLY = {"declared": Verdict.NEARLY, "reason": "Còn một đợt cấp thẻ", "finish_by": LATER}


@pytest.mark.parametrize(
    ("typed", "indicator", "level", "by_office", "faults"),
    [
        (row(declared="MET"), POST_OFFICE, None, False, []),
        (row(declared="MET", reason="Biên bản kiểm tra"), INSURED, None, False, []),
        (row(declared="MET"), INSURED, None, False, ["Chưa có mức yêu cầu: đánh giá bằng lời phải nêu lý do."]),
        (
            row(7204, 8600, declared="MET", reason="Đã đủ"),
            INSURED,
            "85",
            True,
            ["Chỉ tiêu này do số liệu quyết định, không chọn đạt hoặc chưa đạt."],
        ),
        (row(7204, 8600, **NEARLY), INSURED, "85", False, []),
        (row(7400, 8600, **NEARLY), INSURED, "85", True, ["Số liệu đã đủ mức yêu cầu, không ghi cơ bản đạt."]),
        (
            row(3000, 8600, **NEARLY),
            INSURED,
            "85",
            False,
            ["Kết quả còn xa mức yêu cầu: chỉ văn phòng điều phối huyện được ghi cơ bản đạt."],
        ),
        (row(3000, 8600, **NEARLY), INSURED, "85", True, []),
        (
            row(7204, 8600, declared="NEARLY"),
            INSURED,
            "85",
            False,
            ["Cơ bản đạt phải nêu lý do.", "Cơ bản đạt phải có hạn hoàn thành."],
        ),
        (
            row(7204, 8600, **NEARLY | {"finish_by": dt.date(2017, 9, 19)}),
            INSURED,
            "85",
            False,
            ["Hạn hoàn thành phải từ ngày số liệu trở đi."],
        ),
        (row(declared="NA", reason="Không quy hoạch chợ"), MARKET, None, False, []),
        (row(declared="NA"), MARKET, None, False, ["Không xét phải nêu lý do."]),
        (row(declared="NA", reason="Khó"), INSURED, "85", True, ["Chỉ tiêu này không được đánh giá là không xét."]),
        (row(declared="UNASSESSED"), POST_OFFICE, None, True, ["Không chọn được mức đánh giá này."]),
        (row(7204, 8600), INSURED, "85", False, []),
    ],
)
def test_a_verdict_by_hand_is_admitted_only_where_no_number_decides(typed, indicator, level, by_office, faults):
    judged_by = target(level) if level else None
    assert declared_faults(typed, indicator, judged_by, around(by_office)) == faults
