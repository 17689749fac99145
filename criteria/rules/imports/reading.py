"""What stands in a cell of a file, read as figure, day, verdict or words; never guessed (DOMAIN 9.1)."""

import datetime as dt
from decimal import Decimal

from criteria.enums import Verdict
from criteria.rules.imports.grid import DAY, ERROR, FORMULA, NUMBER, Written
from ntm_portal.vietnamese import DayFault, NumberFault, day, fold, nfc, number, parse_day, parse_number
from ntm_portal.vietnamese.numbers import MOST_DIGITS, MOST_PLACES

# How the tables of the office write that there is no figure.
NO_FIGURE = ("…", "...", "..")
DASHES = ("-", "–", "—", "\u2212")
VERDICT_WORDS = {
    "d": Verdict.MET, "dat": Verdict.MET,
    "c": Verdict.NOT_MET, "chua": Verdict.NOT_MET, "chua dat": Verdict.NOT_MET, "khong dat": Verdict.NOT_MET,
    "cb": Verdict.NEARLY, "co ban": Verdict.NEARLY, "co ban dat": Verdict.NEARLY,
    "kx": Verdict.NA, "khong xet": Verdict.NA,
}  # fmt: skip
IS_FORMULA = "Ô chứa công thức, cổng không tính công thức của tệp. Dán lại thành giá trị rồi tải lên."
IS_DASH = "Dấu “-” có thể là không có, có thể là chưa có số. Gõ 0 hoặc để trống."


class CellFault(ValueError):
    """A cell that cannot be taken; the message says what to do in the file."""


def is_blank(cell: Written | None) -> bool:
    """Nothing stands there, or the sign for "no figure"."""
    if cell is None or cell.kind == FORMULA:
        return cell is None
    return cell.text.strip() in ("", *NO_FIGURE)


def refuse_what_is_no_value(cell: Written) -> None:
    """A formula or an error of the spreadsheet is not a figure."""
    if cell.kind == FORMULA:
        raise CellFault(IS_FORMULA)
    if cell.kind == ERROR:
        raise CellFault(f"Ô báo lỗi {cell.text[:20]}. Sửa trong tệp rồi tải lên.")


def read_number(cell: Written | None, *, whole: bool, share: bool = False) -> Decimal | None:
    """The exact figure of a cell; `whole` for people and households, `share` where a "%" may stand behind it."""
    if is_blank(cell):
        return None
    refuse_what_is_no_value(cell)
    if cell.kind == DAY:
        shown = day(dt.date.fromisoformat(cell.text))
        raise CellFault(f"Ô là ngày {shown}, không phải số. Định dạng ô là số rồi gõ lại.")
    if cell.kind == NUMBER:
        return _stored(Decimal(cell.text), whole)
    typed = cell.text.strip()
    if typed in DASHES:
        raise CellFault(IS_DASH)
    if share and typed.endswith("%"):
        typed = typed[:-1]
    try:
        return parse_number(typed, whole=whole)
    except NumberFault as fault:
        raise CellFault(str(fault)) from fault


def _stored(figure: Decimal, whole: bool) -> Decimal:
    """A number as Excel keeps it: nothing about it is ambiguous, but it may be out of bounds."""
    if figure < 0:
        raise CellFault("Số liệu không được âm.")
    if figure >= 10**MOST_DIGITS:
        raise CellFault("Số quá lớn. Kiểm tra lại số chữ số.")
    if whole and figure != figure.to_integral_value():
        raise CellFault(f"“{number(figure)}” không phải số nguyên. Nếu là hàng nghìn thì gõ liền, ví dụ 1922.")
    if figure != round(figure, MOST_PLACES):
        words = (
            f"Ô giữ {number(figure)}, nhiều hơn {MOST_PLACES} số lẻ. Làm tròn trong tệp (hàm ROUND, dán thành giá trị)"
        )
        raise CellFault(f"{words} hoặc nhập tử số, mẫu số.")
    return figure


def read_on(cell: Written | None) -> dt.date | None:
    """The day of a cell: a real date of Excel, or d/m/yyyy as text; a bare number is no day."""
    if is_blank(cell):
        return None
    refuse_what_is_no_value(cell)
    if cell.kind == DAY:
        return dt.date.fromisoformat(cell.text)
    if cell.kind == NUMBER:
        raise CellFault(f"“{cell.text[:20]}” là số, không phải ngày. Định dạng ô là ngày, hoặc gõ theo mẫu 28/8/2017.")
    try:
        return parse_day(cell.text)
    except DayFault as fault:
        raise CellFault(str(fault)) from fault


def read_verdict(cell: Written | None) -> Verdict | None:
    """Đ, C, CB, KX or their words, however they are cased."""
    if is_blank(cell):
        return None
    refuse_what_is_no_value(cell)
    found = VERDICT_WORDS.get(fold(cell.text)) if cell.kind != NUMBER else None
    if found is None:
        raise CellFault(f"“{cell.text.strip()[:20]}” không phải kết quả đánh giá. Ghi Đ, C hoặc KX.")
    return found


def read_words(cell: Written | None, longest: int) -> str:
    """Words as they were typed, spelled one way; a number or a day in a column of words is words too."""
    if is_blank(cell):
        return ""
    refuse_what_is_no_value(cell)
    words = day(dt.date.fromisoformat(cell.text)) if cell.kind == DAY else cell.text
    words = nfc(" ".join(words.replace("\x00", "").split()))
    if len(words) > longest:
        raise CellFault(f"Dài quá {longest} ký tự.")
    return words


def written_as(cell: Written | None) -> str:
    """What a reader of the file sees in the cell, for a line of the preview."""
    if cell is None:
        return ""
    if cell.kind == NUMBER:
        return number(Decimal(cell.text))
    if cell.kind == DAY:
        return day(dt.date.fromisoformat(cell.text))
    return "công thức" if cell.kind == FORMULA else cell.text.strip()
