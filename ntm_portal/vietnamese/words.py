"""Vietnamese names: one spelling, one order, and a key that finds them however they are typed."""

import re
import unicodedata
from collections.abc import Iterable

# Quốc ngữ letters with the foreign ones in their usual place; order within a base letter is a, ă, â.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Order of tones in Vietnamese dictionaries; ngang carries no mark.
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng

# An open syllable in oa, oe, uy carries the mark on the first vowel (hòa, khỏe, thủy), except after q (quý).
LATE_MARK = re.compile(
    r"(?<![qQ])(?P<first>[uU])(?P<late>[ỳýỷỹỵỲÝỶỸỴ])(?!\w)|(?P<open>[oO])(?P<tail>[àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ])(?!\w)"
)


def nfc(text: str) -> str:
    """One spelling of each word: composed letters, and the tone mark in one fixed place (Thuỷ becomes Thủy)."""
    return LATE_MARK.sub(_mark_moved, unicodedata.normalize("NFC", text))


def _mark_moved(match: re.Match) -> str:
    first, late = match["first"] or match["open"], match["late"] or match["tail"]
    bare, tone = unicodedata.normalize("NFD", late)
    return unicodedata.normalize("NFC", first + tone) + bare


def fold(text: str) -> str:
    """The key of a search: no marks, no case, đ as d, single spaces ("XUÂN THUỶ" becomes "xuan thuy")."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def sort_key(text: str) -> str:
    """A key that plain comparison puts in Vietnamese order: the letters of the whole text first, then its tones.

    Only lower-case letters and digits, so that every database collation compares it alike.
    """
    codes, tones = [], []
    for word in nfc(text).lower().split():
        letters, tone = _letters_and_tone(word)
        codes.append("".join(_code(letter) for letter in letters))
        tones.append(str(tone))
    return "10".join(codes) + "00" + "".join(tones).rstrip("0")


def _letters_and_tone(word: str) -> tuple[str, int]:
    marks = [TONES[mark] for mark in unicodedata.normalize("NFD", word) if mark in TONES]
    bare = "".join(mark for mark in unicodedata.normalize("NFD", word) if mark not in TONES)
    return unicodedata.normalize("NFC", bare), next(iter(marks), 0)


def _code(letter: str) -> str:
    """Two characters a letter: its base, then its place among the letters of that base."""
    if letter in "0123456789":
        return f"2{letter}"
    if letter not in ALPHABET:
        return ""
    base = fold(letter)
    return f"{base}{ALPHABET.index(letter) - ALPHABET.index(base)}"


def name_list(names: Iterable[str]) -> str:
    """Names in a sentence: "Xuân Tân, Xuân Châu, Xuân Thủy"."""
    return ", ".join(names)


def lower_first(label: str) -> str:
    """A label inside a sentence: "huyện Xuân Trường", but "TT. Xuân Trường" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
