"""Minh chứng của một nơi as Excel: the documents that were asked for, with their day as a real date."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localtime

from criteria.tables.evidence import DocumentRow, Show, Use
from criteria.tables.evidence_list import SHOW_WORDS, PlaceDocuments
from ntm_portal.vietnamese import counted, lower_first
from reports.tables.kinds import CODE, DAY
from reports.tables.list_paper import OPENS, Listed, Part, Told

PAPER, FILE, UPLOADED = "Văn bản", "Tệp", "Tải lên"
UNUSED = "không còn dùng"


def _use(use: Use) -> str:
    return f"{use.number} ({counted(use.figures)} số liệu)" if use.figures > 1 else use.number


COLUMNS = (
    Told("Số, ký hiệu", 30, lambda row: row.document.evidence.number, under=PAPER),
    Told("Ngày", 23, lambda row: row.document.evidence.issued_on, DAY, PAPER),
    Told("Cơ quan ban hành", 40, lambda row: row.document.evidence.issuer, under=PAPER),
    Told("Trích yếu", 70, lambda row: row.document.evidence.summary, under=PAPER),
    Told("Cũ", 12, lambda row: "cũ" if row.document.is_old else "", CODE, PAPER),
    Told("Tên tệp", 40, lambda row: row.document.evidence.file_name, under=FILE),
    Told("Loại, dung lượng", 26, lambda row: row.document.file_words, under=FILE),
    Told("Dùng cho chỉ tiêu", 46, lambda row: ", ".join(map(_use, row.uses)) or UNUSED),
    Told("Người", 30, lambda row: row.document.evidence.uploaded_by.full_name, under=UPLOADED),
    Told("Ngày", 23, lambda row: localtime(row.document.evidence.uploaded_at).date(), DAY, UPLOADED),
    Told("Giờ", 14, lambda row: f"{localtime(row.document.evidence.uploaded_at):%H:%M}", CODE, UPLOADED),
)


def evidence_listed(read: PlaceDocuments, rows: Sequence[DocumentRow], scope: str) -> Listed:
    """The list as it is filtered, the newest document first; below, what the page warns of."""
    part = Part(rows, opens=lambda row: row.document.path)
    return Listed("minh-chung", COLUMNS, [part], tuple(_asked(read, scope)), tuple(_notes(read)))


def _asked(read: PlaceDocuments, scope: str) -> Iterator[str]:
    """What the reader is in charge of, and what the switch and the search box ask for, in their words."""
    asked = read.asked
    if scope:
        yield scope
    if asked.show != Show.ALL:
        yield f"tài liệu: {lower_first(SHOW_WORDS[asked.show]).format(months=read.months)}"
    if asked.words:
        yield f"có từ “{asked.words}”"


def _notes(read: PlaceDocuments) -> Iterator[str]:
    """Which met indicators want a document or a newer one, what is called old, and how a file is opened."""
    proofs = read.proofs()
    if proofs.missing:
        yield f"Đạt nhưng chưa có minh chứng: {', '.join(proofs.missing)}."
    if proofs.old:
        yield f"{read.old_words}: {', '.join(proofs.old)}."
    yield f"Ghi chú: cũ: văn bản đã quá {read.months} tháng."
    yield OPENS.format("tệp")
