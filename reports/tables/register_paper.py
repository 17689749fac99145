"""Sổ văn bản as Excel: the documents that were asked for, with their day as a real date."""

from collections.abc import Iterator, Sequence

from directives.enums import DocumentKind
from directives.models import Directive
from directives.tables.register import Entry, RegisterAsked
from ntm_portal.vietnamese import lower_first
from reports.tables.base import Cell
from reports.tables.kinds import CODE, COUNT, DAY
from reports.tables.list_paper import OPENS, Listed, Part, Told

NO_FILE = "chưa có tệp"


def _about(document: Directive) -> str:
    return " ".join(filter(None, (document.summary, document.scope)))


def _issued_by(document: Directive) -> str:
    return ", ".join(filter(None, (document.issuer, document.signer)))


def _tasks(entry: Entry) -> Cell:
    return Cell(entry.tasks, link=f"/chi-thi/{entry.document.pk}/" if entry.tasks else "")


def _text(entry: Entry) -> Cell:
    return Cell("Mở", link=f"/van-ban/{entry.document.pk}/toan-van/") if entry.document.file_id else Cell(NO_FILE)


COLUMNS = (
    Told("Loại, số", 54, lambda entry: entry.document.name, under="Văn bản"),
    Told("Ngày", 24, lambda entry: entry.document.issued_on, DAY, "Văn bản"),
    Told("Trích yếu", 94, lambda entry: _about(entry.document)),
    Told("Cơ quan ban hành, người ký", 58, lambda entry: _issued_by(entry.document)),
    Told("Nhiệm vụ", 19, _tasks, COUNT),
    Told("Số nơi", 17, lambda entry: entry.confirmed, COUNT, "Đã quán triệt"),
    Told("Nơi nhận", 17, lambda entry: entry.sent, COUNT, "Đã quán triệt"),
    Told("Toàn văn", 20, _text, CODE),
)


def register_listed(entries: Sequence[Entry], asked: RegisterAsked) -> Listed:
    """The register as it is filtered, the newest document first."""
    part = Part(entries, opens=lambda entry: f"/van-ban/{entry.document.pk}/")
    return Listed("van-ban", COLUMNS, [part], tuple(_asked(asked)), (OPENS.format("văn bản"),))


def _asked(asked: RegisterAsked) -> Iterator[str]:
    """What the filter asks for, in the words of its boxes."""
    if asked.words:
        yield f"có từ “{asked.words}”"
    if asked.kind:
        yield f"loại {lower_first(DocumentKind(asked.kind).label)}"
    if asked.with_tasks:
        yield "có giao việc"
