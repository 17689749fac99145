"""The minutes as a page shows them: each point of the checklist beside the official verdict of the day."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from criteria.enums import Verdict
from criteria.models import Indicator
from criteria.rules.gaps import gap_words
from criteria.status import EMPTY_CELL, Cell, IndicatorStatus, read_criteria, read_indicators
from criteria.tables.evidence import Document
from directives.enums import InspectionAct
from directives.models import ChecklistItem, Inspection, InspectionNote, InspectionPaper, InspectionRequest, Overturn
from directives.permissions import opens_request
from directives.rules.minutes_words import OF_MINUTES, OF_NOTE


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo or paper: what it is called, and where it is opened."""

    paper: InspectionPaper

    @property
    def document(self) -> Document:
        """As the pages of evidence describe a file."""
        return Document(self.paper.evidence, is_old=False)

    @property
    def href(self) -> str:
        """The file itself, behind the permission of the visit."""
        return f"/kiem-tra/tep/{self.paper.pk}/"

    @property
    def thumbnail(self) -> str:
        """A small copy, for pages that show many."""
        return f"{self.href}nho/"

    @property
    def printed(self) -> str:
        """The copy that is printed: as sharp as paper shows it."""
        return f"{self.href}in/"

    @property
    def is_picture(self) -> bool:
        """Whether a browser can show it in the page."""
        return self.paper.evidence.kind in ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class OverturnLine:
    """A proposed re-check, and what became of it."""

    overturn: Overturn
    words: str
    tag: str
    is_waiting: bool
    may_undo: bool


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One point that was looked at: what stands officially, what the team saw, with which photos."""

    slot: str
    label: str
    item: ChecklistItem | None
    note: InspectionNote | None
    cell: Cell | None
    shown: str
    required: str
    photos: tuple[Photo, ...]
    overturns: tuple[OverturnLine, ...]
    gap: str = ""
    look_at: str = ""

    @property
    def differs(self) -> bool:
        """The team saw something else than the official verdict says."""
        seen = self.note.verdict if self.note else ""
        return bool(seen and self.cell and self.cell.verdict != Verdict.UNASSESSED and seen != self.cell.verdict)

    @property
    def is_blank(self) -> bool:
        """Nothing was written down here."""
        return not (self.note and self.note.says_something) and not self.photos

    @property
    def boxes(self) -> dict[str, str]:
        """The texts of the note's fields, as a form shows them."""
        return {name: word.show(getattr(self.note, name) if self.note else "") for name, word in OF_NOTE.items()}


def minutes_boxes(inspection: Inspection) -> dict[str, str]:
    """The texts of the fields of the minutes themselves."""
    sides: dict[str, list[tuple[str, str]]] = {"TEAM": [], "UNIT": []}
    for member in inspection.members.all():
        sides[member.side].append((member.name, member.post))
    values = {"team": sides["TEAM"], "unit_side": sides["UNIT"]}
    return {name: word.show(values.get(name, getattr(inspection, name, None))) for name, word in OF_MINUTES.items()}


def checked_lines(inspection: Inspection, today: dt.date) -> list[CheckedLine]:
    """Every point of the checklist in official order, then what was noted besides. The same queries for any number.

    What stands officially is that of the day of the visit; beside signed minutes, as it was known when they were
    signed: a re-check that followed from them must not rewrite what both sides saw.
    """
    items = list(
        inspection.items.select_related("criterion", "indicator__criterion").order_by("criterion__number", "pk")
    )
    items.sort(key=lambda item: (item.criterion.number, item.indicator.display_order if item.indicator else 0))
    notes = list(inspection.notes.select_related("item"))
    papers = list(inspection.papers.filter(request=None).select_related("evidence"))
    overturns = list(
        Overturn.objects.filter(note__inspection=inspection).select_related("indicator", "finding__corrected_by")
    )
    official = Official(inspection.unit_id, inspection.visited_on or today, known_when_signed(inspection))
    seen = _Seen(official, items, papers, overturns)
    by_item = {note.item_id: note for note in notes if note.item_id}
    lines = [seen.of_item(item, by_item.get(item.pk)) for item in items]
    return lines + [seen.free(note) for note in notes if note.item_id is None]


def known_when_signed(inspection: Inspection) -> dt.datetime | None:
    """The moment the signatures were recorded; none before. One query at most."""
    if not inspection.is_binding:
        return None
    return inspection.steps.filter(act=InspectionAct.SIGN).values_list("at", flat=True).first()


@dataclass(frozen=True, slots=True)
class Official:
    """Which official verdicts stand beside the minutes: of which place, on which day, known when."""

    unit_id: int
    as_of: dt.date
    known_at: dt.datetime | None

    def indicators(self, wanted: Collection[int]) -> Mapping[tuple[int, int], IndicatorStatus]:
        """The indicators of the checklist."""
        return read_indicators([self.unit_id], wanted, self.as_of, self.known_at) if wanted else {}

    def criteria(self, wanted: Collection[int]) -> Mapping[tuple[int, int], Cell]:
        """The whole criteria of the checklist."""
        return read_criteria([self.unit_id], wanted, self.as_of, self.known_at) if wanted else {}


class _Seen:
    """What was read for a visit, put together line by line."""

    def __init__(
        self,
        official: Official,
        items: Sequence[ChecklistItem],
        papers: Sequence[InspectionPaper],
        overturns: Sequence[Overturn],
    ):
        self.unit_id = official.unit_id
        self.statuses = official.indicators({item.indicator_id for item in items if item.indicator_id})
        self.criteria = official.criteria({item.criterion_id for item in items if not item.indicator_id})
        self.papers, self.overturns = papers, overturns

    def of_item(self, item: ChecklistItem, note: InspectionNote | None) -> CheckedLine:
        status: IndicatorStatus | None = self.statuses.get((self.unit_id, item.indicator_id))
        cell = status.cell if status else self.criteria.get((self.unit_id, item.criterion_id), EMPTY_CELL)
        shown, required = (status.shown, status.required) if status else ("", "")
        return CheckedLine(
            f"muc-{item.pk}", item.label, item, note, cell, shown, required, self.photos(note), self.proposals(note),
            gap_words(status.gap) if status and status.gap else "", item.look_at,
        )  # fmt: skip

    def free(self, note: InspectionNote) -> CheckedLine:
        label = note.subject or "Nội dung khác"
        return CheckedLine(note.slot, label, None, note, None, "", "", self.photos(note), self.proposals(note))

    def photos(self, note: InspectionNote | None) -> tuple[Photo, ...]:
        return tuple(Photo(paper) for paper in self.papers if note and paper.note_id == note.pk)

    def proposals(self, note: InspectionNote | None) -> tuple[OverturnLine, ...]:
        return tuple(overturn_line(row) for row in self.overturns if note and row.note_id == note.pk)


def overturn_line(row: Overturn) -> OverturnLine:
    """What a proposal of re-check has come to."""
    if row.decided_at is None:
        return OverturnLine(row, "chờ văn phòng xác nhận", "soon", is_waiting=True, may_undo=False)
    if row.finding is None:
        return OverturnLine(row, f"không xác nhận: {row.refusal}", "plain", is_waiting=False, may_undo=False)
    if hasattr(row.finding, "corrected_by"):
        return OverturnLine(
            row, "đã ghi phúc tra, sau đó đính chính hoặc rút", "plain", is_waiting=False, may_undo=False
        )
    return OverturnLine(row, "đã ghi phúc tra", "done", is_waiting=False, may_undo=True)


def indicators_of(item: ChecklistItem) -> list[Indicator]:
    """The indicators whose verdict a note at this point can overturn: those that carry figures."""
    rows = Indicator.objects.filter(criterion=item.criterion_id, parts=None).order_by("display_order")
    if item.indicator_id:
        rows = rows.filter(pk=item.indicator_id) | rows.filter(part_of=item.indicator_id)
    return list(rows)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request: whom it asks, where it stands, the last word about it, and whether its page opens for the reader."""

    request: InspectionRequest
    pill: tuple[str, str]
    last: str
    opens: bool


def request_lines(requests: Sequence[InspectionRequest], day: dt.date, reader: User) -> list[RequestLine]:
    """Requests with their last step; the steps are brought along by whoever reads them."""
    return [RequestLine(row, row.pill_on(day), _last_words(row), opens_request(reader, row)) for row in requests]


def _last_words(request: InspectionRequest) -> str:
    steps = list(request.steps.all())
    return f"{steps[-1].get_act_display()}: {steps[-1].words}".rstrip(": ") if steps else ""
