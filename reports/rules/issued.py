"""An issued report on its way out: its number, its days, its name; and what a remake that differs may come from."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.enums import PeriodKind
from criteria.rules.periods import last_of_month, spans_of
from ntm_portal.vietnamese import day, fold, lower_first, name_list, nfc
from reports.enums import Family, ReportKind

ORDINAL = re.compile(r"\d{1,5}[a-zđ]?", re.IGNORECASE)
WHOLE = re.compile(r"\d{1,5}[a-zđ]?\s?[-/]\s?[^\s\-/][^\s]{0,40}", re.IGNORECASE)
LONE_DIGIT = re.compile(r"^(?=[1-9](?!\d))")
NOUGHTS = re.compile(r"^0+(?=\d)")
PATTERNS = {Family.STATE: "{number}/{code}", Family.PARTY: "{number}-{code}"}
NUMBER_HELP = {Family.STATE: "gõ 45 hoặc 45/{code}", Family.PARTY: "gõ 45 hoặc 45-{code}"}
LONGEST_NUMBER = 60
# The text of the report among its forms.
TEXT_CODE = "bao-cao"


def tidy_number(typed: str, family: Family, code: str) -> str:
    """The number as the document carries it: "45" of a Party office becomes "45-BC/VPHU", "số 45/…" loses its word.

    State bodies write a nought before a number below ten (Thông tư 01/2011/TT-BNV, Nghị định 30/2020/NĐ-CP).
    """
    number = without_word(typed)
    if family == Family.STATE:
        number = LONE_DIGIT.sub("0", number)
    if ORDINAL.fullmatch(number):
        return PATTERNS[family].format(number=number, code=code)
    return number


def without_word(typed: str) -> str:
    """A number as it was typed, without the word before it: "số: 47/TB-VPĐP" is 47/TB-VPĐP."""
    return re.sub(r"^số\s*:?\s*", "", " ".join(nfc(typed).split()), flags=re.IGNORECASE)


def number_fault(number: str) -> str:
    """Why a number cannot be entered; empty when it can. A number is what the clerk gave, never blank or dots."""
    if not number:
        return "Ghi số của báo cáo."
    if len(number) > LONGEST_NUMBER or not WHOLE.fullmatch(number):
        return "Số gồm số thứ tự và ký hiệu, ví dụ 45-BC/VPHU hoặc 45/BC-VPĐP."
    return ""


def number_key(number: str) -> str:
    """What two numbers are compared by: without marks, case, spaces and noughts before them: 05/BC is 5/BC."""
    return NOUGHTS.sub("", fold(number).replace(" ", ""))


def days_fault(issued_on: dt.date, as_of: dt.date, known_on: dt.date, today: dt.date) -> dict[str, str]:
    """What is wrong with the day on the paper, beside the day of the figures and the day they were known."""
    if issued_on > today:
        return {"issued_on": f"Ngày báo cáo chưa đến, hôm nay là {day(today)}."}
    if issued_on < as_of:
        return {"issued_on": f"Số liệu tính đến {day(as_of)}, báo cáo phải ghi ngày đó hoặc sau."}
    if known_on > issued_on:
        return {
            "issued_on": f"Báo cáo ghi ngày {day(issued_on)} không thể có số liệu biết sau ngày đó. "
            f"Chọn “Đã biết đến” {day(issued_on)} hoặc trước, hoặc ghi ngày báo cáo {day(known_on)}."
        }
    return {}


def withdrawal_faults(
    number: str, decided_on: dt.date, reason: str, issued_on: dt.date, today: dt.date
) -> dict[str, str]:
    """What is wrong with the paper that takes a report back: number, day beside that of the report, reason."""
    faults = {}
    if len(number) > LONGEST_NUMBER or not WHOLE.fullmatch(number):
        faults["number"] = "Ghi số thứ tự và ký hiệu của văn bản thu hồi, ví dụ 47/TB-VPĐP."
    if decided_on > today:
        faults["decided_on"] = f"Ngày văn bản chưa đến, hôm nay là {day(today)}."
    elif decided_on < issued_on:
        faults["decided_on"] = f"Báo cáo ghi ngày {day(issued_on)}, văn bản thu hồi phải ghi ngày đó hoặc sau."
    if not reason:
        faults["reason"] = "Nêu lý do thu hồi."
    return faults


def period_words(kind: ReportKind, as_of: dt.date) -> str:
    """ "tháng 8/2017": the period of that kind the figures belong to; empty where the day lies in none."""
    if kind in (ReportKind.TOPIC, ReportKind.ADHOC):
        return f"đến {day(as_of)}"
    for found, _, name, first, last in spans_of(as_of.year):
        begins, ends = dt.date(as_of.year, first, 1), last_of_month(as_of.year, last)
        if found == PeriodKind(kind.value) and begins <= as_of <= ends:
            return name
    return ""


def report_title(kind: ReportKind, period: str, place: str, sheets: Iterable[str], *, has_text: bool) -> str:
    """ "Báo cáo tháng 8/2017, kèm Biểu 03, 06, 15"; without a text the forms are the report.

    `place` is the commune it is about, empty for the whole district.
    """
    name = f"Báo cáo {period}" if kind.value in PeriodKind.values else f"{kind.label} {period}"
    name = f"{name} của {place}" if place else name
    listed = forms_words(sheets)
    if not listed:
        return name
    return f"{name}, {'kèm' if has_text else 'gồm'} {listed}"


def forms_words(sheets: Iterable[str]) -> str:
    """ "Biểu 03, 06, Tóm tắt": the word is said once."""
    numbered = [sheet.removeprefix("Biểu ") for sheet in sheets if sheet.startswith("Biểu ")]
    others = [lower_first(sheet) for sheet in sheets if not sheet.startswith("Biểu ")]
    return name_list([f"Biểu {name_list(numbered)}"] * bool(numbered) + others)


@dataclass(frozen=True, slots=True)
class Since:
    """What of the portal itself is another than when a report was issued."""

    program: bool
    registers: bool

    @property
    def words(self) -> str:
        """What a difference of the remake comes from, as far as it can be known."""
        if self.program and self.registers:
            return (
                "Chương trình và danh mục (đơn vị, chức vụ, bộ tiêu chí, văn bản…) đều đã thay đổi từ khi phát hành; "
                "khác biệt do một trong hai, không do số liệu ghi về sau."
            )
        if self.program:
            return (
                "Chương trình đã thay đổi từ khi phát hành, danh mục thì không: khác biệt do cách tính hoặc cách trình "
                "bày của chương trình, không do số liệu ghi về sau."
            )
        if self.registers:
            return (
                "Danh mục (đơn vị, chức vụ, bộ tiêu chí, văn bản…) đã sửa từ khi phát hành, chương trình thì không: "
                "khác biệt do danh mục, không do số liệu ghi về sau."
            )
        return (
            "Chương trình và danh mục vẫn như khi phát hành: có nội dung không lưu thời điểm ghi, hoặc dữ liệu bị sửa "
            "ngoài cổng. Báo người quản trị xem trang Toàn vẹn dữ liệu."
        )
