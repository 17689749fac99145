"""What an office may print at the foot of its reports and letters instead of what the portal ships."""

from collections.abc import Mapping

from reports.enums import Family
from reports.rules.shipped_patterns import DATA, OF_LETTERS

REPORT, LETTER = "bao-cao", "cong-van"
SHIPPED = {REPORT: ("Báo cáo định kỳ", DATA["heads"]), LETTER: ("Công văn đôn đốc", OF_LETTERS["heads"])}
MOST_LINES, LONGEST = 8, 70
# What the portal puts before and behind each line itself.
BEFORE, BEHIND = "-–•+ \t", ";,. \t"


def key_of(kind: str, code: str) -> str:
    """How the foot of one body's reports or letters is called in the settings."""
    return f"{kind}.{code}"


def letterhead_keys() -> dict[str, str]:
    """Every foot that has a setting of its own: "Báo cáo định kỳ của UBND huyện"."""
    return {
        key_of(kind, entry["code"]): f"{papers} của {entry['name']}"
        for kind, (papers, heads) in SHIPPED.items()
        for entry in heads
    }


def shipped_foot(key: str) -> dict[str, str]:
    """What is printed while nothing is set: the lines of "Nơi nhận", on whose authority, who signs."""
    kind, _, code = key.partition(".")
    entry = next(one for one in SHIPPED[kind][1] if one["code"] == code)
    return {"copies": "\n".join(entry["copies"]), "authority": entry["authority"], "signer": entry["signer"]}


def bare_lines(text: str) -> list[str]:
    """The places named in a box, one a line, without dash and closing mark."""
    return [bare for line in text.splitlines() if (bare := line.lstrip(BEFORE).rstrip(BEHIND))]


def copies_of(text: str, family: Family) -> tuple[str, ...]:
    """ "Nơi nhận" as it is printed: a dash before each line, the mark of the family behind, a full stop at the end."""
    lines, mark = bare_lines(text), "," if family == Family.PARTY else ";"
    return tuple(f"- {line}{mark if at < len(lines) else '.'}" for at, line in enumerate(lines, 1))


def letterhead_faults(typed: Mapping[str, str]) -> dict[str, str]:
    """Box → what is wrong with it. An empty box is never wrong."""
    lines = bare_lines(typed["copies"])
    if len(lines) > MOST_LINES:
        return {"copies": f"Nơi nhận ghi nhiều nhất {MOST_LINES} dòng, đang có {len(lines)} dòng."}
    if long := next((line for line in lines if len(line) > LONGEST), None):
        return {"copies": f"Mỗi dòng nhiều nhất {LONGEST} ký tự; dòng “{long[:20]}…” dài {len(long)}."}
    return {}
