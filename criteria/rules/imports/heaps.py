"""What a line of a file would do to the figure in force."""

from criteria.enums import Heap
from criteria.rules.admission import FigureRow
from criteria.rules.facts import FindingFacts
from criteria.rules.imports.entries import Entry
from criteria.rules.verdicts import has_ratio
from ntm_portal.vietnamese import day

UNTOUCHED = "Không sửa từ lúc tải biểu."
WITHDRAWN = "Số có lúc tải biểu đã được rút; dòng này dựa vào số đã rút."


def same_figures(row: FigureRow, head: FindingFacts) -> bool:
    """Whether the file says what is in force already; a share beside its two numbers adds nothing."""
    if has_ratio(row) and has_ratio(head):
        return (row.numerator, row.denominator, row.declared) == (head.numerator, head.denominator, head.declared)
    words = ("numerator", "denominator", "value", "declared")
    return all(getattr(row, name) == getattr(head, name) for name in words)


def heap_of(entry: Entry, row: FigureRow, head: FindingFacts | None, note: str = "") -> Heap:
    """Where the line belongs; `note` is the remark of the figure in force, which a form may have changed too."""
    if entry.is_form and not entry.is_touched:
        return Heap.SAME
    if head is None:
        return Heap.OLDER if entry.seen else Heap.NEW
    unchanged = same_figures(row, head)
    if unchanged and not (entry.is_form and words_changed(row, head, note)):
        return Heap.SAME
    if (entry.is_form and entry.seen != head.id) or row.assessed_on < head.assessed_on:
        return Heap.OLDER
    return Heap.CHANGED


def words_changed(row: FigureRow, head: FindingFacts, note: str) -> bool:
    """Whether the source or the remark was typed anew."""
    return row.source_document not in ("", head.source) or row.note != note


def remark_of(heap: Heap, entry: Entry, row: FigureRow, head: FindingFacts | None, who: str) -> str:
    """Why a line lies in its heap, where that is not plain."""
    if heap == Heap.SAME and entry.is_form and not entry.is_touched:
        return UNTOUCHED
    if heap != Heap.OLDER:
        return ""
    if head is None:
        return WITHDRAWN
    if entry.is_form and entry.seen != head.id:
        return f"Sau khi tải biểu, {who} đã ghi số khác (số liệu ngày {day(head.assessed_on)})."
    told = f"Ngày số liệu {day(row.assessed_on)} trước số đang có (ngày {day(head.assessed_on)})"
    return f"{told}: dòng này bổ sung lịch sử, không thay kết quả hiện nay."
