"""Numbers with a decimal comma and dots for thousands, printed exactly and read with suspicion."""

import re
from decimal import Decimal
from fractions import Fraction

Exact = Decimal | int | Fraction

MOST_DIGITS = 14
MOST_PLACES = 4
HOW = "Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1."


class NumberFault(ValueError):
    """A typed number that cannot be taken; the message tells the officer what to do."""


class AmbiguousNumber(NumberFault):
    """A typed number that may be read in two ways, so the officer is asked."""


def rounded(figure: Exact, places: int) -> Decimal:
    """Half up, away from zero, from the exact figure: the rounding of all official tables."""
    part, whole = figure.as_integer_ratio()
    scaled = (2 * abs(part) * 10**places + whole) // (2 * whole)
    return Decimal(scaled if part >= 0 else -scaled).scaleb(-places)


def number(figure: Exact, places: int | None = None) -> str:
    """ "1.922" or "36,2"; without `places` as many decimals as the figure has."""
    exact = Decimal(figure) if places is None else rounded(figure, places)
    whole, _, fraction = f"{exact:,f}".partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def percent(figure: Exact, places: int = 2) -> str:
    """ "83,77%": two decimals, no space before the sign."""
    return f"{number(figure, places)}%"


def counted(count: int) -> str:
    """A count in running text: "03 xã", "09 tiêu chí", "20 xã"."""
    return f"{count:02d}" if 0 < count < 10 else number(count)


def file_size(size: int) -> str:
    """ "1,2 MB", "812 KB"; the smallest file has one KB."""
    if size < 1024 * 1024:
        return f"{number(max(1, size // 1024))} KB"
    return f"{number(Fraction(size, 1024 * 1024), 1)} MB"


def change(difference: Exact) -> str:
    """Tăng/giảm: "+3", "-1", and "-" where nothing changed."""
    if difference == 0:
        return "-"
    return f"+{number(difference)}" if difference > 0 else number(difference)


def parse_number(text: str, whole: bool = False) -> Decimal:
    """The figure an officer typed; `whole` for people, households, children, where "1.922" can only be 1922."""
    typed = " ".join(text.split())
    if not typed:
        raise NumberFault("Chưa nhập số.")
    if re.fullmatch(r"[-\u2212–] ?[0-9.,]+", typed):
        raise NumberFault("Số liệu không được âm.")
    if typed.endswith("%"):
        raise NumberFault("Gõ số, không kèm dấu %.")
    figure = _read(typed, whole)
    if whole and figure != figure.to_integral_value():
        raise NumberFault(f"“{_short(typed)}” không phải số nguyên. Nếu là hàng nghìn thì gõ liền, ví dụ 1922.")
    return _within_bounds(figure)


def _read(typed: str, whole: bool) -> Decimal:
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", typed):
        return _one_dot_before_three(typed, whole)
    if re.fullmatch(r"[0-9]+|[0-9]+[.,][0-9]+|[0-9]{1,3}( [0-9]{3})+(,[0-9]+)?", typed):
        return Decimal(typed.replace(" ", "").replace(",", "."))
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}", typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}", typed):
        return Decimal(typed.replace(",", ""))
    raise NumberFault(f"“{_short(typed)}” không phải là số. {HOW}")


def _one_dot_before_three(typed: str, whole: bool) -> Decimal:
    joined, decimal = typed.replace(".", ""), typed.replace(".", ",")
    if whole:
        return Decimal(joined)
    raise AmbiguousNumber(f"{typed} có thể là {joined} hoặc {decimal}; gõ {joined} hoặc {decimal}.")


def _within_bounds(figure: Decimal) -> Decimal:
    if figure >= 10**MOST_DIGITS:
        raise NumberFault("Số quá lớn. Kiểm tra lại số chữ số.")
    if figure != rounded(figure, MOST_PLACES):
        raise NumberFault(f"Chỉ ghi tối đa {MOST_PLACES} chữ số sau dấu phẩy.")
    return figure


def _short(typed: str) -> str:
    return typed if len(typed) <= 20 else f"{typed[:20]}…"
