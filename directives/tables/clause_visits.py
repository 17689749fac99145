"""The visits under a clause that visits decide: those that count, those to be signed, those that are planned."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from directives.enums import InspectionState, JudgedBy
from directives.models import Inspection
from directives.permissions import inspections_visible_to
from directives.tables.asked import Pair
from directives.tables.work import visits_for
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class VisitNote:
    """One visit under a task: when, by whom, what came of it, and how far its minutes are."""

    on: dt.date
    href: str
    title: str
    words: str
    standing: str


def notes_of_visits(
    user: User, pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None
) -> dict[tuple[int, int, int], tuple[VisitNote, ...]]:
    """Task and place → its visits the reader may open, the earliest first, then what is planned. Three queries."""
    asked = [pair for pair in pairs if pair.obligation.judged == JudgedBy.VISIT]
    if not asked:
        return {}
    visited = visits_for(asked, as_of, known_at)
    opened = inspections_visible_to(user).select_related("unit").in_bulk([visit.pk for visit in visited])
    found: dict[tuple[int, int, int], list[VisitNote]] = defaultdict(list)
    planned = _planned(user, asked, as_of) if known_at is None else []
    for pair in asked:
        counting = [visit for visit in visited if visit.pk in opened and visit.counts_for(pair)]
        found[pair.asked] += [_held(opened[visit.pk], is_signed=visit.deed.confirmed, pair=pair) for visit in counting]
        found[pair.asked] += [_to_come(row, pair) for row in planned if _is_for(row, pair)]
    return {key: tuple(notes) for key, notes in found.items()}


def _planned(user: User, pairs: Sequence[Pair], as_of: dt.date) -> list[Inspection]:
    """Visits that are planned and have not begun, of the places asked; on a past day nothing is said of plans."""
    rows = inspections_visible_to(user).filter(state=InspectionState.PLANNED, planned_on__gte=as_of)
    units = {pair.unit.pk for pair in pairs}
    rows = rows.filter(unit__in=units) | rows.filter(unit__parent__in=units)
    return list(rows.select_related("unit").order_by("planned_on", "pk"))


def _is_for(row: Inspection, pair: Pair) -> bool:
    return pair.unit.pk in (row.unit_id, row.unit.parent_id) and pair.obligation.visits_of in ("", row.team_of)


def _title(row: Inspection, pair: Pair) -> str:
    """ "Kiểm tra của BTV Huyện ủy"; of a district or body also where."""
    where = "" if row.unit_id == pair.unit.pk else f", {row.unit.short_label}"
    return f"{row.get_kind_display()} của {row.team_name}{where}"


def _held(row: Inspection, pair: Pair, *, is_signed: bool) -> VisitNote:
    standing = f"biên bản ký {day(row.signed_on)}" if is_signed else "chờ ký biên bản"
    words = row.headline if is_signed else ""
    return VisitNote(row.visited_on, row.href, _title(row, pair), words, standing)


def _to_come(row: Inspection, pair: Pair) -> VisitNote:
    standing = f"đã lên lịch, {row.moved_words}" if row.moved_words else "đã lên lịch"
    return VisitNote(row.planned_on, row.href, _title(row, pair), "", standing)
