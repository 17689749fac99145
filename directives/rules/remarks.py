"""Nhận xét and tự kiểm điểm: what is refused before it is written down."""

from ntm_portal.vietnamese import counted, nfc, number

LONGEST = 4000


def tidied(text: str) -> str:
    """As it is kept: one spelling, lines of one kind, nothing blank at the ends."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def text_fault(text: str) -> str:
    """What is wrong with the words, or nothing."""
    if not text:
        return "Ghi nội dung."
    over = len(text) - LONGEST
    return f"Nội dung dài quá {counted(over)} ký tự; nhiều nhất {number(LONGEST)} ký tự." if over > 0 else ""
