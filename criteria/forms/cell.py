"""One cell of a grid: what a script sent of it, what that means, and how the cell stands afterwards."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from criteria.enums import ValueKind, Verdict
from criteria.forms.entry import as_typed
from criteria.forms.sheet import Typed, clean, read_id
from criteria.rules.ages import months_between
from criteria.rules.facts import FindingFacts
from criteria.rules.gaps import gap, gap_words, sentence
from criteria.rules.verdicts import has_ratio, judge, shown
from criteria.tables.sheet import Line
from criteria.templatetags.verdicts import verdict_chip, verdict_pair
from ntm_portal.vietnamese import counted, day, fold, number

# What an officer may write in a cell instead of a number.
WORDS = {
    "d": "dat", "dat": "dat", "c": "chua", "chua": "chua", "chua dat": "chua",
    "cb": "co-ban", "co ban": "co-ban", "co ban dat": "co-ban", "kx": "khong-xet", "khong xet": "khong-xet",
}  # fmt: skip
# From so many months on an age is told in months.
MONTHS_FROM = 3
NOTHING = SafeString('<i>…</i><span class="visually-hidden">chưa có số liệu</span>')
DIFFERS = '<span class="corner"></span><span class="visually-hidden">, xã tự đánh giá khác</span>'
SPELLED = {"dat": "Đạt", "chua": "Chưa đạt", "co-ban": "Cơ bản đạt", "khong-xet": "Không xét"}
TYPED_BOXES = ("numerator", "denominator", "value", "verdict", "reason", "finish_by", "year", "day", "source", "note")


class Unreadable(ValueError):
    """A message that no page of ours sends."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a script sent: words as they were typed, and which finding the writer saw in the cell."""

    indicator: str = ""
    stage: str = ""
    user: int | None = None
    key: str = ""
    text: str | None = None
    typed: Typed = field(default_factory=Typed)
    seen: int | None = None
    clash: int | None = None
    choice: str = ""
    on_behalf_of: str = ""


def read_message(body: bytes) -> dict[str, object]:
    """The message itself; anything that is not one of ours is refused as a whole."""
    try:
        message = json.loads(body)
    except ValueError as fault:
        raise Unreadable from fault
    if not isinstance(message, dict):
        raise Unreadable
    return message


def read_sent(message: Mapping[str, object]) -> Sent:
    """One cell of a message."""
    words = {name: clean(text_of(message, name)) for name in TYPED_BOXES}
    ids = {name: read_id(text_of(message, name)) for name in ("user", "seen", "clash")}
    named = {name: text_of(message, name) for name in ("indicator", "stage", "key", "choice", "on_behalf_of")}
    text = clean(text_of(message, "text")) if "text" in message else None
    return Sent(typed=Typed(**words), text=text, **ids, **named)


def text_of(message: Mapping[str, object], name: str) -> str:
    """A word or a whole number of a message; nothing where it is missing."""
    value = message.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable
    return str(value)


def split(text: str, line: Line, numerator: str = "") -> dict[str, str]:
    """What the words in a cell mean: "7204/8600" is both numbers, "83,77" a percentage alone, "đ" a verdict.

    Words in the box of the numerator that are no verdict stay there, so that the fault is said there.
    """
    word = WORDS.get(fold(text))
    if word or line.label.typed_as == "yes_no":
        return {"verdict": word or text, "numerator": "", "denominator": ""}
    if numerator:
        return {}
    if line.label.typed_as == "ratio" and "/" in text:
        numerator, _, denominator = text.partition("/")
        return {"numerator": numerator.strip(), "denominator": denominator.strip()}
    percents = line.indicator.keeps_ratio or line.indicator.kind == ValueKind.PERCENT
    return {"value": text.removesuffix("%").strip() if percents else text}


def asked(typed: Typed, line: Line) -> list[str]:
    """What must still be said about a verdict in words: its reason, the day by which it is to be finished."""
    by_hand = line.label.typed_as != "yes_no" and typed.verdict in ("dat", "chua") and line.by_hand
    wanted = []
    if not typed.reason and (by_hand or typed.verdict in ("co-ban", "khong-xet")):
        wanted.append("reason")
    if not typed.finish_by and typed.verdict == "co-ban":
        wanted.append("finish_by")
    return wanted


def cell_words(line: Line, today: dt.date) -> dict[str, object]:
    """How a cell stands, in the words of the grid; `seen` names the finding that a writer has then seen."""
    finding, status = line.before, line.status
    typed = as_typed(finding) if finding else Typed()
    return {
        "seen": finding.id if finding else None,
        "shown": shown(finding, line.indicator, status.target) if finding else "",
        "verdict": judge(finding, line.indicator, status.target) if finding else "",
        "numerator": typed.numerator,
        "denominator": typed.denominator,
        "value": typed.value,
        "text": edit_text(finding),
        "faces": faces(line),
        "face": office_face(line),
        "chips": chips(line),
        "gap": gap_of(line),
        "sentence": sentence(finding, line.indicator, status.target),
        "day": day(finding.assessed_on) if finding else "",
        "age": age_words(finding, today),
        "source": finding.source if finding else "",
    }


def edit_text(finding: FindingFacts | None) -> str:
    """What F2 puts into the cell: the figure as it would be typed."""
    if finding is None:
        return ""
    typed = as_typed(finding)
    if has_ratio(finding):
        return f"{typed.numerator}/{typed.denominator}"
    return typed.value or SPELLED.get(typed.verdict, "")


def faces(line: Line) -> dict[str, str]:
    """What stands in the three boxes of a row of the sheet."""
    finding = line.before
    if finding is None:
        return {"tu": "", "mau": "", "kq": ""}
    pair = (finding.numerator, finding.denominator)
    tu, mau = ("" if figure is None else number(figure) for figure in pair)
    return {"tu": tu, "mau": mau, "kq": shown(finding, line.indicator, line.status.target)}


def chips(line: Line) -> SafeString:
    """Both sides' verdicts, self first."""
    cell = line.status.cell
    return verdict_pair(cell.own if line.status.own or not line.entered else None, cell.verified)


def gap_of(line: Line) -> str:
    """ "còn thiếu 106 người"; empty where nothing is missing, or nothing is known."""
    way = gap(line.before, line.indicator, line.status.target)
    return gap_words(way) if way else ""


def age_words(finding: FindingFacts | None, today: dt.date) -> str:
    """How old the figure is: "hôm nay", "05 ngày", "08 tháng"."""
    if finding is None:
        return ""
    days = (today - finding.assessed_on).days
    months = months_between(finding.assessed_on, today)
    if days <= 0:
        return "hôm nay"
    return f"{counted(days)} ngày" if months < MONTHS_FROM else f"{counted(months)} tháng"


def office_face(line: Line) -> SafeString:
    """What stands in a cell of the office grid: the official figure, and a chip only where something is wrong."""
    status = line.status
    cell, finding = status.cell, status.official
    if finding is None and line.entered:
        return NOTHING
    words = status.shown.removesuffix("%") if line.entered else cell.verdict.label
    is_word = words in SPELLED.values()
    chip = "" if cell.verdict == Verdict.MET else verdict_chip(cell.verdict, cell.by_self)
    figure = f"<i>{words}</i>" if is_word else escape(words)
    corner = DIFFERS if cell.differs else ""
    # A chip already says the word; beside a figure it says what the figure means.
    return mark_safe(f"{chip}{'' if chip and is_word else figure}{corner}")  # noqa: S308 - escaped above
