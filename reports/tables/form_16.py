"""Biểu 16: the signed minutes of a period, of one commune or of all: who was there, what was found and asked for."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch

from communes.enums import Level
from criteria.enums import Verdict
from directives.enums import InspectionAct
from directives.models import Inspection, InspectionNote, InspectionRequest, InspectionStep
from directives.rules.inspections import clock_words
from directives.tables.checklist import minutes_boxes
from ntm_portal.clock import end_of_day
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted, day, lower_first
from reports.tables.base import Cell, Column, Head, Row, RowKind, Table
from reports.tables.board import Period, criteria_in_order
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, TEXT, on_day
from reports.tables.minutes import about_note, told_of

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("what", "B", 52, TEXT),
    Column("seen", "1", 25, CODE),
    Column("told", "C", 92, TEXT),
    Column("asked", "D", 31, TEXT),
    Column("due", "2", 20, CODE),
    Column("state", "E", 28, TEXT),
)
HEADS = (
    tuple(
        Head(text)
        for text in (
            "TT", "Nội dung kiểm tra", "Đoàn đánh giá", "Kết quả xem xét, nội dung kiến nghị", "Người thực hiện",
            "Thời hạn", "Tình trạng",
        )
    ),
)  # fmt: skip
WIDE = len(COLUMNS) - 2
NOTE = (
    "Gồm biên bản hai bên đã ký của những đợt kiểm tra sau ngày {since}. Đoàn đánh giá khác kết quả chính thức thì "
    "kết quả chỉ thay đổi sau phúc tra."
)
NOBODY = "Chưa ghi."


def table_16(brief: Brief) -> Table:
    """The visits after the compared day whose minutes both sides had signed; the same queries for any number."""
    period = brief.period
    places = tuple(unit.pk for unit in brief.units)
    visits = _signed_visits(places, period.compared, period.as_of, period.known_at)
    # Only the decision is printed: the verdicts of the district need not be read for that.
    book = criteria_in_order(Level.COMMUNE, brief.district, period.as_of)
    rows = [row for at, visit in enumerate(visits, 1) for row in _visit(at, visit, brief)] or [_none(period)]
    total = (f"Tổng số {counted(len(visits))} biên bản.",) if visits else ()
    notes = (*total, NOTE.format(since=day(period.compared)))
    return brief.table("bieu-16", COLUMNS, HEADS, tuple(rows), notes, book)


def _none(period: Period) -> Row:
    said = f"Không có biên bản kiểm tra, giám sát nào được ký từ sau ngày {day(period.compared)}."
    return Row(("", Cell(said, span=len(COLUMNS) - 1, kind=TEXT)))


@kept
def _signed_visits(
    places: tuple[int, ...], compared: dt.date, as_of: dt.date, known_at: dt.datetime | None
) -> Sequence[Inspection]:
    """The visits in the order of the places, the earlier first, with everything that is printed of them.

    Six queries, none while no visit changes: what is printed of signed minutes is sealed, a supplement is a step.
    """
    held = Inspection.objects.filter(unit__in=places, visited_on__gt=compared).held_by(as_of, known_at)
    order = {place: at for at, place in enumerate(places)}
    until = min(filter(None, (known_at, end_of_day(as_of))))
    added = InspectionStep.objects.filter(act=InspectionAct.SUPPLEMENT, at__lte=until)
    notes = InspectionNote.objects.select_related("item__criterion", "item__indicator__criterion")
    notes = notes.prefetch_related("papers")
    asked = InspectionRequest.objects.select_related("department", "inspection__unit").with_left(as_of, known_at)
    asked = asked.nearest_first()
    parts = (
        "members",
        Prefetch("notes", notes, to_attr="said"),
        Prefetch("requests", asked, to_attr="asked_for"),
        Prefetch("steps", added, to_attr="supplements"),
    )
    found = held.select_related("unit").prefetch_related(*parts)
    return sorted(found, key=lambda visit: (order[visit.unit_id], visit.visited_on, visit.pk))


def _visit(at: int, visit: Inspection, brief: Brief) -> Iterator[Row]:
    kind = lower_first(visit.get_kind_display())
    head = f"{visit.unit.label}, {kind} ngày {day(visit.visited_on)}"
    yield Row((at, Cell(head, span=len(COLUMNS) - 1, kind=TEXT)), RowKind.GROUP)
    boxes = minutes_boxes(visit)
    yield _line("Thời gian, địa điểm", _when(visit, boxes))
    yield _line(visit.team_name, _people(boxes["team"]))
    yield _line(visit.unit.label, _people(boxes["unit_side"]))
    for number, note in enumerate(_in_order(visit), 1):
        seen = Verdict(note.verdict).label if note.verdict else "-"
        yield Row(
            (f"{at}.{number}", about_note(note), seen, Cell(told_of(note, len(note.papers.all())), span=4, kind=TEXT))
        )
    yield _line("Kết luận", " ".join(visit.conclusions.split("\n")) or NOBODY)
    for number, request in enumerate(visit.asked_for, 1):
        yield _request(number, request, brief)
    yield _line("Ký biên bản", _signed(visit))


def _line(what: str, told: str) -> Row:
    return Row(("", what, Cell(told, span=WIDE, kind=TEXT)))


def _when(visit: Inspection, boxes: dict[str, str]) -> str:
    hours = [f"{word} {boxes[name]}" for word, name in (("từ", "began_at"), ("đến", "ended_at")) if boxes[name]]
    place = [f"tại {lower_first(visit.place)}"] if visit.place else []
    said = ", ".join([*[" ".join(hours)] * bool(hours), f"ngày {day(visit.visited_on)}", *place])
    return f"{said[:1].upper()}{said[1:]}."


def _people(names: str) -> str:
    return f"{'; '.join(names.splitlines())}." if names else NOBODY


def _in_order(visit: Inspection) -> list[InspectionNote]:
    """What was noted: by criterion and indicator, then what was noted besides."""

    def place(note: InspectionNote) -> tuple:
        item = note.item
        if item is None:
            return (1, 0, 0, note.pk)
        return (0, item.criterion.number, item.indicator.display_order if item.indicator else 0, note.pk)

    return sorted((note for note in visit.said if note.says_something), key=place)


def _request(number: int, request: InspectionRequest, brief: Brief) -> Row:
    due = Cell(request.due_on, kind=on_day(request.due_on))
    state = clock_words(request.clock_known(brief.period.as_of))
    return Row(("", f"Kiến nghị {number}", "", request.text, request.asked, due, state))


def _signed(visit: Inspection) -> str:
    signed = f"Ngày {day(visit.signed_on)}: {visit.team_signer}, đại diện đoàn; {visit.unit_signer}, đại diện đơn vị."
    added = (f" Bổ sung ngày {day(step.at)}: {step.words.rstrip('.')}." for step in visit.supplements)
    return signed + "".join(added)
