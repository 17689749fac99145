"""Cần xem: one line for each point of a checklist, put together from what the portal knows of it before the visit."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from accounts.models import User
from criteria.enums import Verdict
from criteria.models import Indicator
from criteria.status import EMPTY_CELL, read_cells
from directives.models import ChecklistItem, Inspection, InspectionNote, InspectionRequest
from directives.permissions import inspections_visible_to, plans_visible_to, requests_visible_to
from directives.rules.plans import step_standing
from directives.tables.checklist import CheckedLine
from directives.tables.plan_reading import PlanRead, read_plans
from ntm_portal.vietnamese import day, lower_first, name_list


def pointed(lines: Sequence[CheckedLine], user: User, inspection: Inspection, today: dt.date) -> list[CheckedLine]:
    """The points with what to look at, as far as the reader may know it; nothing any more once minutes are signed.

    Six queries for any number of points.
    """
    items = [line.item for line in lines if line.item]
    if not items or inspection.is_binding:
        return list(lines)
    known = Known.read(user, inspection, items, today)
    return [replace(line, look_at="; ".join(known.words(line))) if line.item else line for line in lines]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a place before a visit."""

    notes: Sequence[InspectionNote]
    requests: Sequence[InspectionRequest]
    plans: Sequence[PlanRead]
    failing: Sequence[Indicator]
    today: dt.date

    @classmethod
    def read(cls, user: User, inspection: Inspection, items: Sequence[ChecklistItem], today: dt.date) -> "Known":
        """Earlier notes, requests left, measures of plans, and which indicators of whole criteria are not met."""
        unit, criteria = inspection.unit_id, {item.criterion_id for item in items}
        held = inspections_visible_to(user).held_by(today).filter(unit=unit).exclude(pk=inspection.pk)
        notes = InspectionNote.objects.filter(inspection__in=held.values("pk"), item__criterion__in=criteria)
        requests = requests_visible_to(user).open_on(today).filter(inspection__unit=unit, note__item__isnull=False)
        return cls(
            list(notes.select_related("item", "inspection").order_by("-inspection__visited_on", "-pk")),
            list(requests.select_related("note__item").nearest_first()),
            read_plans(plans_visible_to(user).running().filter(unit=unit, criterion__in=criteria), today),
            _failing(unit, items, today),
            today,
        )

    def words(self, line: CheckedLine) -> Iterator[str]:
        """Part by part: what somebody asked for, what it means, the gap, the last visit, what is left to do."""
        item = line.item
        if item.look_at:
            yield item.look_at
        yield self._meaning(item)
        if line.gap:
            yield line.gap
        yield from self._last_seen(item)
        for request in self.requests:
            if is_about(item, request.note.item.criterion_id, request.note.item.indicator_id):
                yield f"kiến nghị chưa xong, hạn {day(request.due_on)}: {lower_first(request.text).rstrip('.')}"
        for plan in self.plans:
            if is_about(item, plan.criterion_id, plan.indicator_id):
                yield from self._next_step(plan)

    def _meaning(self, item: ChecklistItem) -> str:
        if item.indicator:
            return item.indicator.name
        left = [row.number for row in self.failing if row.criterion_id == item.criterion_id]
        return f"chỉ tiêu chưa đạt: {name_list(left)}" if left else "các chỉ tiêu đang đạt: xem việc giữ vững"

    def _last_seen(self, item: ChecklistItem) -> Iterator[str]:
        """The newest note of an earlier visit."""
        for note in self.notes:
            if is_about(item, note.item.criterion_id, note.item.indicator_id) and note.says_something:
                verdict = Verdict(note.verdict).label.lower() if note.verdict else ""
                said = [text for text in (verdict, lower_first((note.shortcoming or note.seen).rstrip("."))) if text]
                yield f"lần trước ({day(note.inspection.visited_on)}): {', '.join(said)}"
                return

    def _next_step(self, plan: PlanRead) -> Iterator[str]:
        """The measure of a plan that is due next."""
        left = [step for step in plan.steps if not step_standing(step.facts, self.today).is_finished]
        for step in sorted(left, key=lambda step: step.due_on)[:1]:
            yield f"kế hoạch: {lower_first(step.measure).rstrip('.')}, hạn {day(step.due_on)}"


def is_about(item: ChecklistItem, criterion_id: int, indicator_id: int | None) -> bool:
    """Whether a note, request or plan concerns a point: a whole criterion takes what is said of its indicators."""
    return item.criterion_id == criterion_id and (not item.indicator_id or indicator_id in (None, item.indicator_id))


def _failing(unit_id: int, items: Iterable[ChecklistItem], today: dt.date) -> list[Indicator]:
    """The indicators of criteria looked at as a whole that are not met. Two queries, none without such a point."""
    whole = {item.criterion_id for item in items if not item.indicator_id}
    if not whole:
        return []
    rows = list(Indicator.objects.filter(criterion__in=whole, part_of=None).order_by("criterion", "display_order"))
    cells = read_cells([unit_id], [row.pk for row in rows], today)
    done = (Verdict.MET, Verdict.NA)
    return [row for row in rows if cells.get((unit_id, row.pk), EMPTY_CELL).verdict not in done]
