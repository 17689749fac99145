"""The sentences of a commune's report: right for none, one, a few and all."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from reports.enums import ReportKind
from reports.rules import commune_words as words
from reports.rules.commune_facts import CommuneFacts, Failing, Group, Met, Sent
from reports.rules.commune_paper import commune_sections
from reports.rules.patterns import fill
from reports.rules.periodic_facts import Coming, Falls, Heading, Led, MoneyFacts, NextFacts, Overdue
from reports.rules.periodic_outline import commune_outline
from reports.rules.shipped_patterns import PATTERNS
from tests import build
from tests.reports.periodic_cases import shipped_wording

OWN = {
    "viet-chi-dao", "viet-ket-qua", "viet-thi-dua", "viet-han-che", "viet-nguyen-nhan", "viet-nhiem-vu",
    "viet-muc-tieu", "viet-de-xuat",
}  # fmt: skip
TAN = SimpleNamespace(name="Xuân Tân", is_xa=True)
HEADING = Heading("Chỉ thị", "kết quả", "UBND", "huyện", build.date("2017-09-25"), build.date("2017-08-28"), None)


def text(said) -> str:
    return fill(PATTERNS[said.pattern].text, said.values)


def texts(every) -> list[str]:
    return [text(one) for one in every]


def standing(**given) -> list[str]:
    plain = {
        "met": 17, "required": 19, "exempt": 0, "met_before": 17, "gained": [], "others": [], "recognised": None,
    }  # fmt: skip
    facts = SimpleNamespace(heading=HEADING, met=Met(**plain | given), label="xã Xuân Tân")
    return texts(words.standing(facts))


def test_what_only_a_commune_says_is_a_pattern_like_the_districts():
    own = [code for code, pattern in PATTERNS.items() if pattern.is_of_commune]
    assert own == [code for code in PATTERNS if code.startswith("xa-")]
    assert len(own) == 23


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ({"met": 0, "met_before": 0}, "chưa đạt tiêu chí nào trong 19 tiêu chí, không thay đổi so với ngày 28/8/2017."),
        ({"met": 1, "met_before": 3}, "đạt 1/19 tiêu chí, giảm 02 tiêu chí so với ngày 28/8/2017."),
        ({"met": 17, "met_before": 16}, "đạt 17/19 tiêu chí, tăng 01 tiêu chí so với ngày 28/8/2017."),
        ({"met": 19}, "đạt đủ 19/19 tiêu chí, tăng 02 tiêu chí so với ngày 28/8/2017."),
        ({"met": 18, "required": 18, "exempt": 1},
         "đạt đủ 18/18 tiêu chí (01 tiêu chí không xét), tăng 01 tiêu chí so với ngày 28/8/2017."),
    ],
)  # fmt: skip
def test_how_many_criteria_are_met(given, first):
    assert standing(**given)[0] == f"Đến ngày 25/9/2017, xã Xuân Tân {first}"


def test_what_is_not_known_is_neither_counted_nor_compared():
    unrecognised = "Xã Xuân Tân chưa có quyết định công nhận đạt chuẩn nông thôn mới."
    assert standing(met=0, is_told=False, was_told=False) == [
        "Đến ngày 25/9/2017, xã Xuân Tân chưa có số liệu đánh giá tiêu chí.", unrecognised,
    ]  # fmt: skip
    assert standing(met_before=0, was_told=False, gained=[(11, "Hộ nghèo")], others=[("chưa đạt", 2)]) == [
        "Đến ngày 25/9/2017, xã Xuân Tân đạt 17/19 tiêu chí, chưa có số liệu ngày 28/8/2017 để so sánh.",
        "Còn lại 02 tiêu chí chưa đạt.",
        unrecognised,
    ]


def test_the_rest_what_was_gained_and_the_recognition():
    assert standing()[1:] == [
        "Trong kỳ không đạt thêm tiêu chí nào.", "Xã Xuân Tân chưa có quyết định công nhận đạt chuẩn nông thôn mới.",
    ]  # fmt: skip
    told = standing(
        others=[("chưa đạt", 1), ("cơ bản đạt", 2)], gained=[(11, "Hộ nghèo"), (15, "Y tế")], recognised=2015
    )
    assert told[1:] == [
        "Còn lại 01 tiêu chí chưa đạt, 02 tiêu chí cơ bản đạt.",
        "Trong kỳ đạt thêm 02 tiêu chí: 11 (Hộ nghèo), 15 (Y tế).",
        "Xã Xuân Tân đã có quyết định công nhận đạt chuẩn nông thôn mới năm 2015.",
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(1, "Quy hoạch", "đạt", True)], "đạt tiêu chí 1 (Quy hoạch)"),
        ([(10, "Thu nhập", "đạt", True), (11, "Hộ nghèo", "đạt", True)], "đạt cả 02 tiêu chí"),
        ([(7, "Chợ", "không xét", False), (8, "Thông tin", "đạt", True)],
         "đạt 1/2 tiêu chí; tiêu chí 7 (Chợ) không xét"),
        ([(10, "Thu nhập", "đạt", True), (11, "Hộ nghèo", "chưa đạt", False)],
         "đạt 1/2 tiêu chí; tiêu chí 11 (Hộ nghèo) chưa đạt"),
        ([(10, "Thu nhập", "cơ bản đạt", False), (11, "Hộ nghèo", "chưa đạt", False)],
         "tiêu chí 10 (Thu nhập) cơ bản đạt; tiêu chí 11 (Hộ nghèo) chưa đạt"),
    ],
)  # fmt: skip
def test_a_group(rows, told):
    assert texts(words.groups([Group("III", "Kinh tế", rows)])) == [f"Nhóm III. Kinh tế: {told}."]


def due(**given):
    plain = {
        "number": "11", "name": "Hộ nghèo", "required": "≤ 2%", "part": 61, "whole": 2470, "rate": Decimal("2.47"),
        "without": [], "left_in": [TAN], "verb": "còn phải giảm", "left": 12, "counted": "hộ",
    }  # fmt: skip
    return SimpleNamespace(**plain | given)


@pytest.mark.parametrize(
    ("given", "verdict", "told"),
    [
        ({}, "chưa đạt", "2,47% (61/2.470), chưa đạt, còn phải giảm 12 hộ."),
        ({}, "cơ bản đạt", "2,47% (61/2.470), cơ bản đạt, còn phải giảm 12 hộ."),
        ({"left_in": []}, "đạt", "2,47% (61/2.470), đạt."),
        ({"left_in": [], "without": [TAN], "whole": 0}, "chưa đạt",
         "chưa có tử số, mẫu số, chưa đạt, chưa tính được phần còn lại."),
    ],
)  # fmt: skip
def test_an_indicator_with_a_day(given, verdict, told):
    assert texts(words.dues([(due(**given), verdict)])) == [f"Chỉ tiêu 11 Hộ nghèo (yêu cầu ≤ 2%): {told}"]


def sums(**given) -> MoneyFacts:
    plain = {
        "funding_of": [TAN], "raised": [("vốn trực tiếp", Decimal(0)), ("dân góp", Decimal("12.5"))], "debts_of": [TAN],
        "indebted": [TAN], "works": 2, "owed": Decimal(300), "owed_before": Decimal(300),
    }  # fmt: skip
    return MoneyFacts(**plain | given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ["Lũy kế từ đầu năm huy động 12,5 triệu đồng (dân góp 12,5).",
              "Nợ đọng xây dựng cơ bản 300 triệu đồng của 02 công trình, giữ nguyên so với ngày 28/8/2017."]),
        ({"raised": [("dân góp", Decimal(0))], "owed": Decimal(0)},
         ["Từ đầu năm không huy động nguồn lực nào.",
          "Không còn nợ đọng xây dựng cơ bản, giảm 300 triệu đồng so với ngày 28/8/2017."]),
        ({"funding_of": [], "raised": [], "debts_of": []},
         ["Chưa có số liệu huy động nguồn lực từ đầu năm.", "Chưa có số liệu nợ đọng xây dựng cơ bản."]),
    ],
)  # fmt: skip
def test_money(given, told):
    assert texts(words.money(HEADING, sums(**given))) == told


def test_what_fails_is_listed_by_criterion():
    assert texts(words.failing([])) == ["Không còn tiêu chí nào chưa đạt."]
    rows = [
        Failing(15, "Y tế", "chưa đạt", ["15.1 BHYT 83%", "15.3 chưa đạt"]),
        Failing(16, "Văn hóa", "chưa đánh giá", []),
    ]
    assert texts(words.failing(rows)) == [
        "Tiêu chí 15 (Y tế) chưa đạt: 15.1 BHYT 83%; 15.3 chưa đạt.",
        "Tiêu chí 16 (Văn hóa) chưa đánh giá: chưa có số liệu của chỉ tiêu nào.",
    ]


def test_inspections_their_requests_sending_and_plans():
    none, one = (
        Led(None, 0, [], visits, [TAN] * bool(visits), requests, 0, 0) for visits, requests in ((0, 0), (1, 2))
    )
    assert texts(words.visited(HEADING, none, TAN, "xã Xuân Tân")) == [
        "Trong kỳ không có cuộc kiểm tra, giám sát nào tại xã Xuân Tân."
    ]
    assert texts(words.visited(HEADING, one, TAN, "xã Xuân Tân")) == [
        "Trong kỳ có 01 cuộc kiểm tra, giám sát tại xã Xuân Tân.", "Kiểm tra trong kỳ nêu 02 kiến nghị: đều chưa xong.",
    ]  # fmt: skip
    assert text(words.sent(Sent("tháng 9/2017", "đã gửi đúng hạn"))) == "Báo cáo tháng 9/2017: đã gửi đúng hạn."
    assert text(words.plans([])) == "Không có kế hoạch hoàn thiện tiêu chí nào đang thực hiện."
    assert text(words.plans(["11 Hộ nghèo (đến ngày 30/9/2017)"])) == (
        "Đang thực hiện 01 kế hoạch hoàn thiện tiêu chí: 11 Hộ nghèo (đến ngày 30/9/2017)."
    )


def headings(**given) -> tuple[list[str], set[str]]:
    """The headings of a report, and the patterns it says."""
    met = Met(17, 19, 0, 17, [], [], None)
    facts = CommuneFacts(HEADING, TAN, "xã Xuân Tân", met, [], Led(None, 0, [], 0, [], 0, 0, 0), [], **given)
    sections = commune_sections(facts, commune_outline(ReportKind.YEAR), shipped_wording())
    blocks = [block for section in sections for block in section.blocks]
    return [block.heading for block in blocks if block.heading], {one.slot for b in blocks for one in b.every_line}


def test_a_report_says_only_what_it_was_told():
    told, slots = headings()
    assert told == ["1. Tồn tại, hạn chế", "2. Nguyên nhân"]
    assert {slot for slot in slots if slot.startswith("viet-")} == OWN
    assert {"xa-dat", "xa-du", "xa-ke-hoach-khong"} <= slots
    assert not slots & {"suy-giam-khong", "xa-gui-bao-cao", "qua-han-khong", "den-han-khong"}
    more, slots = headings(
        dues=[(due(), "chưa đạt")], dues_title="Ba chỉ tiêu", money=sums(), falls=Falls([], [], [], []),
        groups=[Group("I", "Quy hoạch", [(1, "Quy hoạch", "đạt", True)])], sent=Sent("tháng 9/2017", "chưa gửi"),
        overdue=Overdue(0, ""), coming=NextFacts(HEADING.as_of, []),
    )  # fmt: skip
    assert more[1:4] == ["2. Theo nhóm tiêu chí", "3. Ba chỉ tiêu", "4. Huy động nguồn lực, nợ đọng xây dựng cơ bản"]
    assert {"suy-giam-khong", "xa-gui-bao-cao", "qua-han-khong", "den-han-khong"} <= slots
    _, slots = headings(coming=NextFacts(HEADING.as_of, [Coming("Việc", "UBND xã", HEADING.as_of)]))
    assert "den-han" in slots
