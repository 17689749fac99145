"""What a preview showed, in a word that the page carries: only that is stored, whatever was edited since."""

import hashlib
from collections.abc import Mapping

from ntm_portal.vietnamese import counted, name_list

MARK = 16


def mark_of(what: object) -> str:
    """A short name for the figures of one place or cell; other figures have another one."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:MARK]


def shown_words(stored: Mapping[int, object]) -> str:
    """What a preview would store, as the page carries it: place → the name of its figures."""
    return " ".join(f"{pk}:{mark_of(what)}" for pk, what in stored.items())


def changed_since(shown: str, stored: Mapping[int, object]) -> set[int]:
    """The places of which something else would be stored now than the preview showed; added and left out ones too."""
    before = {tuple(pair.split(":", 1)) for pair in shown.split() if ":" in pair}
    now = {(str(pk), mark_of(what)) for pk, what in stored.items()}
    return {int(pk) for pk, _ in before ^ now if pk.isdecimal()}


def changed_words(shown: str, names: list[str]) -> str:
    """What to say when a table was edited after its preview."""
    if not shown:
        return "Bảng chưa được xem trước, chưa dòng nào được lưu. Xem bảng bên dưới rồi ghi."
    return (
        f"Bảng khác bản đã xem trước ở {counted(len(names))} đơn vị: {name_list(names)}. Chưa dòng nào được lưu. "
        "Xem bảng bên dưới rồi ghi."
    )
