"""What the office writes into a report: what is refused before it is kept."""

from ntm_portal.vietnamese import counted, nfc, number
from reports.rules.patterns import END
from reports.rules.periodic_outline import NARRATIVES
from reports.rules.shipped_patterns import pattern_of

LONGEST_TEXT, LONGEST_SENTENCE = 6000, 1500


def tidied(slot: str, text: str) -> str:
    """As it is kept: one spelling; a text by lines without blank ones at its ends, a sentence on one line."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if slot in NARRATIVES:
        return "\n".join(" ".join(line.split()) for line in lines).strip()
    return " ".join(" ".join(lines).split())


def text_fault(slot: str, text: str) -> str:
    """What is wrong with the words, or nothing."""
    own = slot in NARRATIVES
    if not text:
        return "Ghi nội dung." if own else "Ghi câu, hoặc lấy lại câu tự động."
    longest = LONGEST_TEXT if own else LONGEST_SENTENCE
    if len(text) > longest:
        return f"Nội dung dài quá {counted(len(text) - longest)} ký tự; nhiều nhất {number(longest)} ký tự."
    pattern = pattern_of(slot)
    is_last = pattern is not None and pattern.is_last
    if is_last != text.endswith(END):
        return f"Câu cuối văn bản kết thúc bằng “{END}”." if is_last else f"Chỉ câu cuối văn bản có “{END}”."
    return ""
