"""Câu mẫu: a sentence with named gaps. Only names may stand in them, so that no pattern can reach further."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

LONGEST = 600
GAP = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BRACE = re.compile(r"[{}]")
END = "./."


def gaps_in(text: str) -> list[str]:
    """The names of the gaps, each once, in the order in which they stand."""
    return list(dict.fromkeys(GAP.findall(text)))


def pattern_faults(text: str, needed: Collection[str], known: Collection[str], ends: bool = False) -> list[str]:
    """What is wrong with a pattern of the office, each fault with the name it concerns.

    `needed`: gaps that must stand in it, or a figure would be missing; `known`: all that may. `ends`: it is the last.
    """
    if not text:
        return ["Ghi câu mẫu."]
    found = gaps_in(text)
    faults = [f"Chỗ trống {{{name}}} không có trong câu này." for name in found if name not in known]
    faults += [f"Thiếu chỗ trống {{{name}}}." for name in needed if name not in found]
    if BRACE.search(GAP.sub("", text)):
        faults.append("Dấu { } chỉ dùng để bao tên một chỗ trống, ví dụ {ngay}.")
    if len(text) > LONGEST:
        faults.append(f"Câu mẫu dài quá {LONGEST} ký tự.")
    if ends != text.endswith(END):
        faults.append(f"Câu cuối văn bản kết thúc bằng “{END}”." if ends else f"Chỉ câu cuối văn bản có “{END}”.")
    return faults


def fill(text: str, values: Mapping[str, str]) -> str:
    """The sentence: every gap with its words; an empty one leaves no hole, and the first letter is a capital."""
    return tidy(GAP.sub(lambda gap: values[gap[1]], text))


@dataclass(frozen=True, slots=True)
class Speech:
    """The wordings in force, by code, for a paper whose sentences nobody edits one by one."""

    patterns: Mapping[str, str]

    def say(self, code: str, **values: str) -> str:
        """The sentence of this code with its gaps filled."""
        return fill(self.patterns[code], values)


def tidy(text: str) -> str:
    """One space between words, none before a comma or a full stop, a capital at the beginning."""
    words = " ".join(text.split())
    words = re.sub(r" (?=[,.;:)])", "", words)
    return words[:1].upper() + words[1:]
