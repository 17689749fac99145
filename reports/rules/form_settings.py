"""What an office may print on its forms instead of what the portal ships, and what cannot be printed."""

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from string import Formatter

SHIPPED = json.loads((Path(__file__).parent.parent / "data" / "forms.json").read_text(encoding="utf-8"))
NUMBER = re.compile(r"\d{1,3}[a-zđ]?")
# The words in braces that the portal fills in, by the box they may stand in.
FILLED_IN = {
    "title": ("DISTRICT", "COMMUNE"),
    "place_title": ("DISTRICT", "COMMUNE"),
    "issuer": ("DISTRICT", "COMMUNE"),
    "place_line": ("Place", "year"),
}
MOST_LINES = 3


def keys() -> dict[str, str]:
    """Every form that has a setting of its own, by key, as the office calls it.

    Biểu 11 is shipped twice: of the district, and of one commune to be filled in Excel.
    """
    district = {entry["code"]: called(entry) for entry in SHIPPED["forms"]}
    communes = {commune_key(entry["code"]): f"{called(entry)} (của một xã)" for entry in SHIPPED["commune_forms"]}
    return district | communes


def called(entry: Mapping) -> str:
    """ "Biểu 03. Tổng hợp xã × 19 tiêu chí"."""
    return f"{entry['sheet']}. {entry['name']}" if entry["number"] else entry["name"]


def commune_key(code: str) -> str:
    """The key of a form of one commune."""
    return f"{code}-xa" if any(entry["code"] == code for entry in SHIPPED["forms"]) else code


def shipped_number(key: str) -> str:
    """The number a form has unless the office gives it another."""
    code = key.removesuffix("-xa")
    return next(entry["number"] for entry in (*SHIPPED["forms"], *SHIPPED["commune_forms"]) if entry["code"] == code)


def place_of(number: str) -> tuple[int, str]:
    """Where a number stands in the list: 4a after 04, before 05; what has no number stands first."""
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    return int(digits or 0), number.removeprefix(digits)


def setting_faults(key: str, typed: Mapping[str, str], others: Collection[str]) -> dict[str, str]:
    """Box → what is wrong with it; `others` are the numbers of the other forms. An empty box is never wrong."""
    found = {
        "number": number_fault(typed["number"], others),
        "issuer": lines_fault(typed["issuer"]),
    }
    for name, allowed in FILLED_IN.items():
        found[name] = found.get(name, "") or braces_fault(typed[name], allowed)
    if typed["number"] and not shipped_number(key):
        found["number"] = "Trang này không đánh số biểu; để trống ô này."
    return {name: words for name, words in found.items() if words}


def number_fault(number: str, others: Collection[str]) -> str:
    """Digits, with a letter where needed, that no other form has."""
    if number and not NUMBER.fullmatch(number):
        return "Số biểu gồm 1 đến 3 chữ số, có thể thêm một chữ cái thường: 03, 12a."
    return f"Số {number} đã dùng cho biểu khác." if number and number in others else ""


def lines_fault(text: str) -> str:
    """The issuing body stands in few lines."""
    count = len(text.strip().splitlines())
    return f"Cơ quan ban hành ghi nhiều nhất {MOST_LINES} dòng, đang có {count} dòng." if count > MOST_LINES else ""


def braces_fault(text: str, allowed: Collection[str]) -> str:
    """Only words that the portal can fill in stand in braces."""
    try:
        names = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return "Dấu { và } phải đi thành cặp, trong đó là một chữ được điền tự động."
    known = " hoặc ".join(f"{{{name}}}" for name in allowed)
    for name, shape, turned in names:
        if name not in allowed or shape or turned:
            return f"Không điền được {{{name}}}; chỉ dùng {known}."
    return ""
