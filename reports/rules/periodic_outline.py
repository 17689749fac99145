"""Length and content of a periodic report by its kind: which passages, which texts of the office, which annexes.

The table of kinds is general practice, not a rule that was checked; see docs/decisions/0036-periodic-report.md.
"""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from criteria.rules.periods import last_of_month
from directives.rules.sheet_periods import DIRECTIVE
from reports.enums import Passage, ReportKind

PREFIXES = {
    "thang-": ReportKind.MONTH,
    "quy-": ReportKind.QUARTER,
    "6-thang-": ReportKind.HALF,
    "9-thang-": ReportKind.NINE,
    "nam-": ReportKind.YEAR,
    DIRECTIVE: ReportKind.TOPIC,
}
MONTHS_TO_COME = {ReportKind.MONTH: 1, ReportKind.TOPIC: 1, ReportKind.QUARTER: 3}
USUAL_MONTHS_TO_COME = 6

# What the office writes itself: the part of a slot's name tells where its words stand.
NARRATIVES: Mapping[str, str] = {
    "viet-chi-dao": "Lãnh đạo, chỉ đạo: phần ghi thêm",
    "viet-ket-qua": "Kết quả nổi bật",
    "viet-uoc": "Ước thực hiện đến cuối kỳ sau",
    "viet-han-che": "Hạn chế khác",
    "viet-nguyen-nhan": "Nguyên nhân",
    "viet-trach-nhiem": "Trách nhiệm người đứng đầu: phần ghi thêm",
    "viet-thi-dua": "Thi đua, khen thưởng",
    "viet-nhiem-vu": "Nhiệm vụ, giải pháp",
    "viet-muc-tieu": "Mục tiêu năm sau",
    "viet-de-xuat": "Đề xuất, kiến nghị",
}
USUAL_TEXTS = ("viet-chi-dao", "viet-ket-qua", "viet-han-che", "viet-nguyen-nhan", "viet-nhiem-vu", "viet-de-xuat")

# Sentences that go on in the paragraph of the one before: an official text sets one subject in one paragraph.
GO_ON = frozenset({
    "van-ban", "van-ban-khong", "kiem-tra", "kiem-tra-khong", "chi-dao-khong", "kien-nghi", "co-ban", "co-ban-rieng",
    "co-ban-khong", "cong-nhan", "binh-quan", "binh-quan-rieng", "dat-them", "dat-them-khong", "cung-ky", "ho-so",
    "ho-so-chua", "muc-moi", "nguy-co", "phuc-hoi", "qua-han", "qua-han-khong", "trach-nhiem-xa",
    "xa-kien-nghi", "xa-con-lai", "xa-dat-them", "xa-dat-them-khong", "xa-cong-nhan",
    "xa-cong-nhan-chua",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """What a report of one kind holds; no annexes named: all forms."""

    passages: frozenset[Passage]
    texts: frozenset[str]
    annexes: tuple[str, ...] = ()
    is_short: bool = False  # two pages at most: no headings within a section that do not divide much


MONTH = frozenset({Passage.FALLS, Passage.LATE})
QUARTER = MONTH | {
    Passage.STANDING, Passage.BANDS, Passage.SAME_DAY, Passage.GROUPS, Passage.DUES_TABLE, Passage.DISTRICT,
    Passage.INCOMPLETE, Passage.RISKS,
}  # fmt: skip
LONG = QUARTER - {Passage.SAME_DAY} | {Passage.HEADS, Passage.MONEY}
OUTLINES = {
    ReportKind.MONTH: Outline(MONTH, frozenset(USUAL_TEXTS), ("bieu-03", "bieu-06", "bieu-15"), is_short=True),
    ReportKind.QUARTER: Outline(
        QUARTER, frozenset(USUAL_TEXTS), ("bieu-03", "bieu-04", "bieu-05", "bieu-06", "bieu-10", "bieu-15")
    ),
    ReportKind.HALF: Outline(LONG, frozenset({*USUAL_TEXTS, "viet-uoc", "viet-trach-nhiem"})),
    ReportKind.NINE: Outline(LONG, frozenset({*USUAL_TEXTS, "viet-uoc", "viet-trach-nhiem"})),
    ReportKind.YEAR: Outline(
        LONG, frozenset({*USUAL_TEXTS, "viet-trach-nhiem", "viet-thi-dua", "viet-muc-tieu"})
    ),
    ReportKind.TOPIC: Outline(
        LONG - {Passage.GROUPS, Passage.MONEY}, frozenset({*USUAL_TEXTS, "viet-trach-nhiem"}),
        ("bieu-03", "bieu-06", "bieu-10", "bieu-14"),
    ),
}  # fmt: skip


# A commune says nothing of the responsibility of heads in a report of its own.
NOT_OF_COMMUNES = frozenset({"viet-trach-nhiem"})


def commune_outline(kind: ReportKind) -> Outline:
    """What the report of a commune of that kind holds; its annexes are its own."""
    whole = OUTLINES[kind]
    return replace(whole, texts=whole.texts - NOT_OF_COMMUNES, annexes=())


def kind_of(code: str) -> ReportKind:
    """What kind of report a period has, from the code in its address."""
    return next(kind for prefix, kind in PREFIXES.items() if code.startswith(prefix))


def next_until(kind: ReportKind, as_of: dt.date) -> dt.date:
    """The last day of the period to come, counted from the day of the figures."""
    months = as_of.year * 12 + as_of.month - 1 + MONTHS_TO_COME.get(kind, USUAL_MONTHS_TO_COME)
    return last_of_month(months // 12, months % 12 + 1)


def year_before(on: dt.date) -> dt.date:
    """Cùng kỳ: the same day a year earlier; of 29/02 the last of that February."""
    day = min(on.day, calendar.monthrange(on.year - 1, on.month)[1])
    return on.replace(year=on.year - 1, day=day)
