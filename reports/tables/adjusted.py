"""Điều chỉnh sau phát hành: what later records changed for the dates of an issued report, cell by cell."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Finding
from criteria.rules.verdicts import has_ratio
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import counted, day, lower_first, number
from reports.models import IssuedReport
from reports.rules.adjustments import Adjustment, Later, adjustments
from reports.rules.frozen import differences
from reports.rules.issuers import ISSUERS
from reports.tables.base import Column, Form, Head, Row, Signer, Table
from reports.tables.board import communes_in_order
from reports.tables.issued import recorded_after
from reports.tables.issuing import bodies_of, dress_of, made_of, order_of
from reports.tables.kinds import CODE, TEXT

FORM = Form(
    code="dieu-chinh", number="", sheet="Điều chỉnh", name="Điều chỉnh sau phát hành",
    title="BẢNG ĐIỀU CHỈNH SAU KHI PHÁT HÀNH BÁO CÁO", file="DieuChinh", paper="A4", portrait=False, size=10,
    measured_in="theo từng ô", issuer=(),
    signers=(Signer("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"), Signer("THỦ TRƯỞNG ĐƠN VỊ", "(Ký, đóng dấu)")),
)  # fmt: skip
COLUMNS = (
    Column("tt", "A", 9, CODE), Column("sheet", "B", 17, TEXT), Column("row", "C", 36, TEXT),
    Column("column", "D", 36, TEXT), Column("was", "1", 28, TEXT), Column("now", "2", 28, TEXT),
    Column("cause", "E", 50, TEXT), Column("who", "F", 30, TEXT), Column("reason", "G", 28, TEXT),
)  # fmt: skip
HEADS = (
    "TT", "Biểu", "Đơn vị, dòng", "Cột", "Đã phát hành", "Nay", "Số liệu ghi sau", "Người ghi, ngày ghi", "Lý do",
)  # fmt: skip
EQUAL = "Không có ô nào khác: những gì ghi sau không làm thay đổi báo cáo này."


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Everything that became known later for the days of a report, and the cells it changes."""

    report: IssuedReport
    today: dt.date
    laters: tuple[Later, ...]
    cells: tuple[Adjustment, ...]

    @property
    def counted_words(self) -> str:
        """ "24 số liệu ghi sau, làm khác 85 ô"."""
        if not self.laters and not self.cells:
            return "chưa có số liệu ghi sau, không ô nào khác"
        return f"{counted(len(self.laters))} số liệu ghi sau, làm khác {counted(len(self.cells))} ô"


def adjusted(report: IssuedReport, today: dt.date) -> Adjusted:
    """The report of the same days as known now, held against what was issued."""
    kept = list(report.forms.all())
    order = order_of(report, [form.code for form in kept], None)
    now = {content["code"]: content for content in made_of(order, dress_of(report)).contents}
    found = [
        difference
        for form in kept
        if form.code in now
        for difference in differences(form.content, now[form.code], with_words=False)
    ]
    laters = laters_of(report)
    return Adjusted(
        report, today, tuple(laters), tuple(adjustments(found, laters, names_of(report.place, report.as_of)))
    )


def names_of(place: Unit, as_of: dt.date) -> list[str]:
    """How rows name the communes."""
    communes = communes_in_order(place.district, as_of)
    return [name for commune in communes for name in (commune.label, commune.name)]


def laters_of(report: IssuedReport) -> list[Later]:
    """The figures for its days that became known after it, in the order in which they did. One query."""
    rows = Finding.objects.filter(recorded_after(report)).select_related(
        "unit__parent", "indicator__criterion", "entered_by", "corrects"
    )
    return [later_of(row) for row in rows.order_by("recorded_at", "pk")]


def later_of(row: Finding) -> Later:
    criterion = row.indicator.criterion
    kind = "ghi sau"
    if row.corrects:
        kind = "rút" if row.is_void else "đính chính"
    on = row.corrects.assessed_on if row.is_void else row.assessed_on
    return Later(
        unit=row.unit.label, short=row.unit.short_label, slug=row.unit.slug, number=row.indicator.number,
        criterion=str(criterion.number), criterion_name=criterion.name,
        stage=lower_first(row.get_stage_display()), kind=kind, assessed_on=on,
        was=figure_words(row.corrects) if row.corrects else "", now=figure_words(row), by=row.entered_by.full_name,
        on=row.recorded_at.astimezone(LOCAL).date(), reason=row.reason if row.corrects else "",
    )  # fmt: skip


def figure_words(row: Finding) -> str:
    """ "7.459/8.548", "36,2", "Đạt", "rút"."""
    if row.is_void:
        return "rút"
    if has_ratio(row):
        return f"{number(row.numerator)}/{number(row.denominator)}"
    return number(row.value) if row.value is not None else Verdict(row.declared).label


def adjusted_table(found: Adjusted) -> Table:
    """The list to attach to the next report."""
    report = found.report
    rows = [
        Row(
            (
                at, cell.difference.sheet, cell.difference.place, cell.difference.column, cell.difference.was,
                cell.difference.now, cell.words, cell.who, cell.reasons,
            )
        )
        for at, cell in enumerate(found.cells, 1)
    ]  # fmt: skip
    return Table(
        form=FORM,
        title=FORM.title,
        issuer=bodies_of(ISSUERS[report.issuer], report.place.district),
        about=(
            f"(Báo cáo {report.label}; số liệu tính đến ngày {day(report.as_of)}, so với ngày {day(report.compared)}; "
            f"đối chiếu với số liệu ghi đến ngày {day(found.today)})"
        ),
        place_line=f"{report.place.district.name}, ngày … tháng … năm {found.today.year}",
        columns=COLUMNS,
        heads=(tuple(Head(text) for text in HEADS),),
        rows=tuple(rows),
        notes=notes_of(found.cells),
        sample=report.sample,
        pinned=3,
    )


def notes_of(cells: Sequence[Adjustment]) -> tuple[str, ...]:
    """What the reader should know of the list."""
    if not cells:
        return (EQUAL,)
    return ("Ghi chú: báo cáo đã phát hành giữ nguyên; bảng này kèm theo báo cáo kỳ sau.",)
