"""The words of minutes as they are typed, field by field: how each is read, and how it is shown again.

A draft on a telephone names what it saw; only a text can be compared there, so both ways stand here.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from criteria.enums import Verdict
from ntm_portal.vietnamese import DayFault, day, nfc, number, parse_day

LONGEST = 4000
SHORT = 300
MOST_MEMBERS = 40
VERDICTS_SEEN = (Verdict.MET, Verdict.NEARLY, Verdict.NOT_MET)
TIME = re.compile(r"([0-9]{1,2})\s*(?::|giờ|h|g)\s*([0-9]{0,2})")


class WordFault(ValueError):
    """Words that cannot be read; the message says how to type them."""


@dataclass(frozen=True, slots=True)
class Word:
    """One field: how its text becomes a value, and the value a text."""

    read: Callable[[str], object]
    show: Callable[[object], str] = str


def tidied(text: str) -> str:
    """As typed, with one kind of line break and no spaces at the ends of lines."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def read_long(text: str) -> str:
    """Several lines."""
    return _within(tidied(text), LONGEST)


def read_short(text: str) -> str:
    """One line."""
    return _within(" ".join(tidied(text).split()), SHORT)


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise WordFault(f"Nội dung dài {number(len(text))} chữ, tối đa {number(most)}. Rút gọn rồi lưu lại.")
    return text


def read_day(text: str) -> dt.date | None:
    """A day as the office types it; empty while it is not known."""
    if not text.strip():
        return None
    try:
        return parse_day(text)
    except DayFault as fault:
        raise WordFault(str(fault)) from fault


def show_day(value: dt.date | None) -> str:
    """ "20/9/2017"."""
    return day(value) if value else ""


def read_time(text: str) -> dt.time | None:
    """ "8:30", "8 giờ 30", "14h"; empty while it is not known."""
    typed = text.strip().lower()
    if not typed:
        return None
    found = TIME.fullmatch(typed)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise WordFault("Không đọc được giờ này. Nhập theo mẫu 8:30.")
    return dt.time(hour, minute)


def show_time(value: dt.time | None) -> str:
    """ "8:30"."""
    return f"{value.hour}:{value.minute:02d}" if value else ""


def read_verdict(text: str) -> str:
    """What the team saw; empty where it did not judge."""
    if text and text not in VERDICTS_SEEN:
        raise WordFault("Chọn một mức trong danh sách.")
    return text


def read_members(text: str) -> tuple[tuple[str, str], ...]:
    """One person a line: name, then the post after the first comma."""
    found = []
    for line in read_long(text).splitlines():
        name, _, post = line.partition(",")
        if name.strip():
            found.append((name.strip(), post.strip()))
    if len(found) > MOST_MEMBERS:
        raise WordFault(f"Mỗi bên ghi nhiều nhất {MOST_MEMBERS} người.")
    if any(len(name) > 80 or len(post) > 120 for name, post in found):
        raise WordFault("Mỗi dòng một người: họ tên dài nhất 80 chữ, chức vụ 120 chữ.")
    return tuple(found)


def show_members(members: Sequence[tuple[str, str]]) -> str:
    """As it was typed: "Trần Văn K, Ủy viên Ban Thường vụ"."""
    return "\n".join(", ".join(part for part in member if part) for member in members)


LONG, SHORT_WORD = Word(read_long), Word(read_short)
DAY, TIME_WORD = Word(read_day, show_day), Word(read_time, show_time)
MEMBERS = Word(read_members, show_members)

# The minutes as a whole, one thing that was looked at, one request.
OF_MINUTES: Mapping[str, Word] = MappingProxyType(
    {
        "visited_on": DAY, "began_at": TIME_WORD, "ended_at": TIME_WORD, "place": SHORT_WORD, "team": MEMBERS,
        "unit_side": MEMBERS, "conclusions": LONG,
    }
)  # fmt: skip
OF_NOTE: Mapping[str, Word] = MappingProxyType(
    {
        "subject": SHORT_WORD, "seen": LONG, "shortcoming": LONG, "cause": LONG, "proposal": LONG,
        "verdict": Word(read_verdict),
    }
)  # fmt: skip
