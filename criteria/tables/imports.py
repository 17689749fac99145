"""The pages of an uploaded file: the list of files, the heaps of a preview, what an import recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communes.models import Unit
from criteria.enums import Heap
from criteria.models import ImportBatch, ImportLine
from criteria.models.imports import CLOSED
from ntm_portal.vietnamese import number

PAGE = 300
# How each heap is called on its pill and what it means.
MEANINGS = {
    Heap.NEW: "chưa có số liệu nào",
    Heap.CHANGED: "khác số đang có",
    Heap.OLDER: "số đang có được ghi sau, hoặc của ngày sau",
    Heap.REFUSED: "không ghi được, xem lý do ở từng dòng",
    Heap.SAME: "trùng với số đang có",
}
ANCHORS = {
    Heap.NEW: "moi", Heap.CHANGED: "thay-doi", Heap.OLDER: "cu-hon", Heap.REFUSED: "bi-tu-choi", Heap.SAME: "khong-doi",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeapCount:
    """One heap in the summary: how many lines, and where it begins."""

    heap: Heap
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class HeapLines:
    """The lines of one heap on the page that is shown."""

    heap: Heap
    count: int
    lines: list[ImportLine]
    may_choose: bool

    @property
    def anchor(self) -> str:
        return ANCHORS[self.heap]

    @property
    def meaning(self) -> str:
        return MEANINGS[self.heap]

    @property
    def is_folded(self) -> bool:
        """What does not change is there to be looked up, not to be read."""
        return self.heap == Heap.SAME


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The part of a preview that one page shows."""

    heaps: list[HeapCount]
    sections: list[HeapLines]
    page: int
    pages: int
    total: int
    chosen: int
    needs_reason: bool

    @property
    def others(self) -> list[int]:
        """The numbers of the pages, where there are several."""
        return list(range(1, self.pages + 1)) if self.pages > 1 else []


def preview_page(batch: ImportBatch, asked: str) -> PreviewPage:
    """The heaps with their counts and the lines of one page; three queries for any number of lines."""
    counts = batch.lines.heap_counts()
    total = sum(counts.values())
    pages = max(-(-total // PAGE), 1)
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    page = min(max(wanted, 1), pages)
    lines = list(batch.lines.in_heaps().select_related("indicator")[(page - 1) * PAGE : page * PAGE])
    return PreviewPage(
        heaps=list(heap_counts(counts)),
        sections=[section for heap in Heap if (section := section_of(heap, counts, lines)).lines],
        page=page,
        pages=pages,
        total=total,
        chosen=batch.lines.ticked().count(),
        needs_reason=bool(counts.get(Heap.OLDER)) or batch.lines.filter(figure__has_key=CLOSED).exists(),
    )


def heap_counts(counts: Mapping[str, int]) -> Iterable[HeapCount]:
    """Every heap, empty ones too, with the page on which it begins."""
    before = 0
    for heap in Heap:
        count = counts.get(heap, 0)
        yield HeapCount(heap, count, f"?trang={before // PAGE + 1}#{ANCHORS[heap]}" if count else "")
        before += count


def section_of(heap: Heap, counts: Mapping[str, int], lines: Iterable[ImportLine]) -> HeapLines:
    """The lines of one heap among those of the page."""
    own = [line for line in lines if line.heap == heap]
    return HeapLines(heap, counts.get(heap, 0), own, any(line.may_choose for line in own))


def units_of(batch: ImportBatch) -> list[Unit]:
    """The communes a file is about: one, or the first two of many."""
    named = batch.lines.exclude(unit=None).order_by().values("unit")
    return list(Unit.objects.filter(pk__in=named).order_by("pk")[:2])


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One uploaded file in the list: what it is, and where it stands in a word."""

    batch: ImportBatch
    state: tuple[str, str]
    figures: str


def import_rows(batches: Iterable[ImportBatch]) -> list[ImportRow]:
    """The list in the order given."""
    return [ImportRow(one, state_of(one), number(one.recorded) if one.applied_at else "-") for one in batches]


def state_of(batch: ImportBatch) -> tuple[str, str]:
    """Kind and words of the pill: waiting, recorded, taken back."""
    if batch.undone_at:
        return "draft", "Đã rút"
    return ("done", "Đã ghi") if batch.applied_at else ("soon", "Chờ ghi")
