"""Báo cáo đã phát hành as Excel: every report that was asked for, the newest first."""

from collections.abc import Iterator, Sequence

from ntm_portal.vietnamese import day, lower_first
from reports.enums import ReportKind, Standing
from reports.tables.base import Cell
from reports.tables.issued import Entry, Filters
from reports.tables.kinds import COUNT, DAY
from reports.tables.list_paper import OPENS, Listed, Part, Told


def _title(entry: Entry) -> str:
    gone = ["đã thay thế"] * bool(entry.replaced_by) + ["đã thu hồi"] * bool(entry.withdrawal)
    return f"{entry.report.title} ({', '.join(gone)})" if gone else entry.report.title


def _number(entry: Entry) -> str:
    return f"{entry.report.number} (minh họa)" if entry.report.sample else entry.report.number


def _later(entry: Entry) -> Cell:
    return Cell(entry.later, link=f"{entry.report.href}dieu-chinh/" if entry.later else "")


COLUMNS = (
    Told("Báo cáo", 74, _title),
    Told("Số, ký hiệu", 34, _number),
    Told("Ngày", 22, lambda entry: entry.report.issued_on, DAY),
    Told("Số liệu đến", 22, lambda entry: entry.report.as_of, DAY),
    Told("Họ tên", 34, lambda entry: entry.report.signer_name, under="Người ký"),
    Told("Cơ quan ban hành", 50, lambda entry: entry.report.issuer_name, under="Người ký"),
    Told("Người phát hành", 34, lambda entry: entry.report.issued_by.full_name),
)
LATER = Told("Số liệu ghi sau khi phát hành", 24, _later, COUNT)
FILES = Told("Tệp", 22, lambda entry: ", ".join(file.get_kind_display() for file in entry.files))


def issued_listed(
    entries: Sequence[Entry], filters: Filters, forms: Sequence[tuple[str, str]], *, sees_later: bool
) -> Listed:
    """The reports as they are filtered; `forms` names the forms that may be asked for."""
    columns = (*COLUMNS, *[LATER] * sees_later, FILES)
    part = Part(entries, opens=lambda entry: entry.report.href)
    return Listed("da-phat-hanh", columns, [part], tuple(_asked(filters, dict(forms))), (OPENS.format("báo cáo"),))


def _asked(filters: Filters, forms: dict[str, str]) -> Iterator[str]:
    """What the filter asks for, in the words of its boxes."""
    if filters.words:
        yield f"có từ “{filters.words}”"
    if filters.kind:
        yield f"loại {lower_first(ReportKind(filters.kind).label)}"
    if filters.form:
        yield forms[filters.form]
    if filters.standing:
        yield lower_first(Standing(filters.standing).label)
    if filters.signer:
        yield f"người ký {filters.signer}"
    if filters.since:
        yield f"báo cáo từ ngày {day(filters.since)}"
    if filters.until:
        yield f"báo cáo đến ngày {day(filters.until)}"
