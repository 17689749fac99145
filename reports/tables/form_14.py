"""Biểu 14: the heads of one commune on a page, or of all communes on as many: days in office, events, words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import Q

from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from directives.enums import EventKind, Side
from directives.models import Directive, Remark
from directives.rules.accountability import ONE_DAY, Event, Span
from directives.rules.sheet_periods import SheetPeriod, of_directive
from ntm_portal.vietnamese import change, day, day_month
from reports.tables.accountability import KINDS, Block, Look, Sheet, as_of_words, read_sheets, speaker
from reports.tables.base import Cell, Column, Form, Head, Row, RowKind, Table
from reports.tables.board import criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, COUNT, TEXT
from reports.tables.paper import forms, issuer_of, place_line_of, title_of

COLUMNS = (
    Column("tt", "A", 8, CODE),
    Column("what", "B", 52, TEXT),
    Column("before", "1", 15, CODE),
    Column("now", "2", 16, CODE),
    Column("told", "C", 84, TEXT),
)
HEADS = (tuple(Head(text) for text in ("TT", "Nội dung", "Đầu kỳ, số việc", "Cuối kỳ", "Chi tiết")),)
WIDE = len(COLUMNS) - 1
# Room on paper for what nobody has written yet.
ROOM = " ".join("." * 96)
NOTES = (
    "Mỗi việc tính cho người giữ chức vào ngày của việc đó; việc chậm, quá hạn: vào ngày hạn.",
    "Không tính suy giảm do mức yêu cầu thay đổi. Cơ bản đạt không tính là đạt.",
)


def table_14(brief: Brief) -> Table:
    """All communes of a district between two days, each on a page of its own."""
    look = Look(brief.district, period_of(brief), brief.period.as_of, brief.period.known_at)
    table = table_of(brief.district, look, read_sheets(look, brief.units), sample=brief.sample)
    return replace(
        table, title=title_of(table.form, brief.place or brief.district), place=brief.place and brief.place.pk
    )


def table_14_of(sheet: Sheet) -> Table:
    """The page of one commune."""
    return table_of(sheet.look.district, sheet.look, [sheet], sample=User.objects.sample().exists())


def period_of(brief: Brief) -> SheetPeriod:
    """The days after the compared one; from the directive on where it was issued on that day."""
    compared, as_of = brief.period.compared, brief.period.as_of
    own = Directive.objects.asking().filter(Q(district=None) | Q(district=brief.district), issued_on=compared)
    if own.exists():
        return of_directive(compared, as_of)
    return SheetPeriod("", f"sau ngày {day(compared)}", Span(min(compared + ONE_DAY, as_of), as_of), compared)


def table_of(district: Unit, look: Look, sheets: Sequence[Sheet], *, sample: bool) -> Table:
    """The form over some sheets."""
    form: Form = forms()["bieu-14"]
    decisions = criteria_in_order(Level.COMMUNE, district, look.until).decisions
    return Table(
        form=form,
        title=title_of(form, district),
        issuer=issuer_of(form, district),
        about=f"({as_of_words(look)}{f'; theo {decisions}' if decisions else ''})",
        place_line=place_line_of(district, look.until, form),
        columns=COLUMNS,
        heads=HEADS,
        rows=tuple(row for at, sheet in enumerate(sheets) for row in _page(sheet, begins=at > 0)),
        notes=NOTES,
        sample=sample,
    )


def _page(sheet: Sheet, *, begins: bool) -> Iterator[Row]:
    yield Row(("", Cell(sheet.unit.label.upper(), span=WIDE, kind=TEXT)), RowKind.GROUP, begins_page=begins)
    yield _heading("I", "Người đứng đầu và những ngày giữ chức trong kỳ")
    yield from (_holder(at, block) for at, block in enumerate(sheet.blocks, 1))
    yield _heading("II", f"Tình hình hết ngày {day(sheet.look.period.compared_on)} và hết ngày {day(sheet.look.until)}")
    yield from _standing(sheet)
    yield _heading("III", "Việc trong kỳ")
    kinds = dict(sheet.kinds)
    yield from (_events(at, sheet, kind, kinds.get(kind, ())) for at, kind in enumerate(KINDS, 1))
    yield _heading("IV", "Tự kiểm điểm và nhận xét")
    *others, last = (row for said in sheet.said for row in _words(said.side, said.remarks))
    yield from (replace(row, joined=True) for row in others)
    yield last


def _heading(number: str, text: str) -> Row:
    return Row((number, Cell(text, span=WIDE, kind=TEXT)), RowKind.GROUP)


def _holder(at: int, block: Block) -> Row:
    told = "; ".join(f"{part.holder}: {part.span.words}" for part in block.parts)
    return Row((at, Cell(block.label, kind=TEXT), Cell(told, span=3, kind=TEXT)))


def _standing(sheet: Sheet) -> Iterator[Row]:
    standing = sheet.standing
    moved = Cell(f"{change(standing.change)}; {standing.left_words}" if standing.change else standing.left_words)
    yield Row((1, "Số tiêu chí đạt", standing.before.printed, standing.now.printed, moved))
    yield Row((2, "Nhóm theo số tiêu chí", _bare(standing.band_before), _bare(standing.band), str(standing.label)))
    for at, line in enumerate(sheet.dues, 3):
        what = f"{line.name} ({line.now.required})"
        yield Row((at, what, line.shown_before, line.shown_now, line.left_words))


def _bare(band: str) -> str:
    """ "15-18" of "15-18 tiêu chí": the line says what is counted."""
    return band.removesuffix(" tiêu chí")


def _events(at: int, sheet: Sheet, kind: EventKind, events: Sequence[Event]) -> Row:
    told = " ".join(_event(sheet, event) for event in events)
    return Row((at, kind.label, Cell(len(events), kind=COUNT), Cell(told, span=2, kind=TEXT)))


def _event(sheet: Sheet, event: Event) -> str:
    """ "12/9, Kiểm tra của BTV Huyện ủy: …"; no day in front where the words say it anyway."""
    who = "".join(f" {words}." for words in sheet.answering(event))
    when = "" if day(event.on) in event.words else f"{day_month(event.on)}, "
    return f"{when}{event.title}: {event.words}.{who}"


def _words(side: Side, remarks: Sequence[Remark]) -> Iterator[Row]:
    if not remarks:
        yield Row(("", side.label, Cell(ROOM, span=3, kind=TEXT)))
    for remark in remarks:
        yield Row(("", speaker(remark), Cell(remark.text.replace("\n", " "), span=3, kind=TEXT)))
