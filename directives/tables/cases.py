"""Suy giảm: every fall as a case, with what was said about it and where it stands on a day.

The falls are computed from the timeline, so a case exists as soon as its figure is stored; the words are read beside.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from communes.models import Appointment, Unit
from criteria.enums import FallKind, Verdict
from criteria.models.settings import settings_at
from criteria.status import Event, Fall, events_on, events_until
from directives.enums import CaseState, CaseStep
from directives.models import CaseEntry, RegressionCase
from directives.rules.cases import Standing, answer_due, case_state, is_open
from directives.tables.case_facts import (
    NO_FIGURE,
    Face,
    Figure,
    completeness_lost,
    faces,
    figures_of,
    heads_between,
    heads_on,
)
from ntm_portal.clock import end_of_day
from ntm_portal.kept import kept
from ntm_portal.vietnamese import day, day_month, name_list

ORDER = {state: at for at, state in enumerate(CaseState)}
LATE, SOON, PLAIN, DONE = "late", "soon", "plain", "done"


@dataclass(frozen=True, slots=True)
class Case:
    """One fall with everything a list or a page says of it."""

    event: Event
    unit: Unit
    face: Face
    criterion: Face
    state: CaseState
    as_of: dt.date
    before: Figure = NO_FIGURE
    after: Figure = NO_FIGURE
    took: tuple[str, ...] = ()
    heads: tuple[Appointment, ...] = ()
    members: tuple[Face, ...] = ()
    entries: tuple[CaseEntry, ...] = ()
    answer_by: dt.date | None = None

    @property
    def fall(self) -> Fall:
        return self.event.fall

    @property
    def code(self) -> str:
        """ "17.5" or "tc-17": how the address names it."""
        return self.face.number if self.fall.criterion_id is None else f"tc-{self.face.number}"

    @property
    def href(self) -> str:
        return f"/suy-giam/{self.unit.place}/{self.code}/{self.fall.on.isoformat()}/"

    @property
    def label(self) -> str:
        """ "17.5 Thu gom rác thải" or "Tiêu chí 17 Môi trường"."""
        named = f"{self.face.number} {self.face.name}"
        return named if self.fall.criterion_id is None else f"Tiêu chí {named}"

    @property
    def is_open(self) -> bool:
        return is_open(self.state)

    @property
    def is_fault(self) -> bool:
        """Somebody answers for it: a risen level is nobody's fault."""
        return self.fall.kind not in (FallKind.SET_CHANGED, FallKind.NONE)

    @property
    def departments(self) -> frozenset[int]:
        """The departments that lead the indicator, or an indicator of the criterion."""
        mine = [self.face] if self.fall.criterion_id is None else self.members
        return frozenset(face.department_id for face in mine if face.department_id)

    @property
    def heads_words(self) -> str:
        """ "Bí thư Đảng ủy: …; Chủ tịch UBND xã: …": who answered on the day of the fall."""
        return "; ".join(self.head_lines)

    @property
    def head_lines(self) -> list[str]:
        """Each head with the first words of the post; the posts stand in their order."""
        return [f"{row.post_label.partition(',')[0]}: {row.officer.name}" for row in self.heads]

    @property
    def values(self) -> tuple[str, str]:
        """The figures before and after; empty where only a word was said, which the verdict beside it repeats."""
        return _value(self.before, self.fall.previous), _value(self.after, self.fall.verdict)

    @property
    def answer(self) -> CaseEntry | None:
        """The answer that stands: the last one given."""
        return next((entry for entry in reversed(self.entries) if entry.step == CaseStep.ANSWER), None)

    @property
    def draft(self) -> CaseEntry | None:
        """What was written down since the last answer, for a head to send."""
        last = next((e for e in reversed(self.entries) if e.step in (CaseStep.DRAFT, CaseStep.ANSWER)), None)
        return last if last and last.step == CaseStep.DRAFT else None

    @property
    def newest_id(self) -> int | None:
        return self.entries[-1].pk if self.entries else None

    @property
    def is_measure_late(self) -> bool:
        """The day promised for the measure is over and the cell is not back."""
        return self.is_open and bool(self.answer and self.answer.finish_by < self.as_of)

    @property
    def is_answer_late(self) -> bool:
        waits = self.state in (CaseState.TO_ANSWER, CaseState.DRAFTED)
        return waits and self.answer_by is not None and self.answer_by < self.as_of

    @property
    def tag(self) -> str:
        """The pill of the state: outline and icon, never the colour of a verdict."""
        if self.is_answer_late or self.is_measure_late or self.state == CaseState.RETURNED:
            return LATE
        if self.is_open:
            return SOON
        return DONE if self.state in (CaseState.RECOVERED, CaseState.ACCEPTED) else PLAIN

    @property
    def state_words(self) -> str:
        """ "Chờ trả lời, hạn 21/9", "Đã phục hồi 18/9/2017"."""
        if self.state == CaseState.RECOVERED:
            return f"{self.state.label} {day(self.fall.recovered_on)}"
        if self.state in (CaseState.TO_ANSWER, CaseState.DRAFTED) and self.answer_by:
            left = (self.answer_by - self.as_of).days
            late = f", quá {-left} ngày" if left < 0 else ""
            return f"{self.state.label}, hạn {day_month(self.answer_by)}{late}"
        if self.is_measure_late:
            return f"{self.state.label}, biện pháp quá hạn {(self.as_of - self.answer.finish_by).days} ngày"
        return self.state.label


def _value(figure: Figure, verdict: Verdict) -> str:
    return "" if figure.on is None or figure.shown == verdict.label else figure.shown


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that was said by a moment about the falls of some places."""

    rows: Mapping[tuple, RegressionCase]
    entries: Mapping[int, tuple[CaseEntry, ...]]

    def of(self, key: tuple) -> tuple[CaseEntry, ...]:
        row = self.rows.get(key)
        return self.entries.get(row.pk, ()) if row else ()


def read_cases(
    units: Sequence[Unit], as_of: dt.date, known_at: dt.datetime | None = None, since: dt.date | None = None
) -> list[Case]:
    """The cases of some places on a day, the open ones first; with `since` without those closed by then.

    A fixed number of queries, however many cases and places there are.
    """
    by_id = {unit.pk: unit for unit in units}
    events = events_until(list(by_id), as_of, since, known_at)
    words = words_of(by_id, as_of, known_at)
    gone = withdrawn(words, events, by_id, as_of, known_at)
    return in_order(Telling(by_id, as_of, known_at, words).told([*events, *gone]))


def moved_cases(
    units: Sequence[Unit], after: dt.date, until: dt.date, known_at: dt.datetime | None = None
) -> list[Case]:
    """The cases of what fell after a day and until another, and of what came back in that time; the open ones first.

    What fell earlier and still lies there is not among them, nor what corrections have erased.
    """
    by_id = {unit.pk: unit for unit in units}
    events = events_until(list(by_id), until, after, known_at)
    moved = [event for event in events if event.fall.on > after or event.fall.recovered_on]
    return in_order(Telling(by_id, until, known_at, words_of(by_id, until, known_at)).told(moved))


def in_order(cases: Iterable[Case]) -> list[Case]:
    """The open ones first, then by the day of the fall and the order of the places."""
    return sorted(cases, key=lambda case: (ORDER[case.state], case.fall.on, place_order(case)))


def open_cases(units: Sequence[Unit], as_of: dt.date, known_at: dt.datetime | None = None) -> list[Case]:
    """The falls somebody still has to answer for or bring back; what others count and remind of."""
    return [case for case in read_cases(units, as_of, known_at, since=as_of) if case.is_open]


def place_order(case: Case) -> tuple:
    return case.unit.display_order, case.unit.sort_key, case.unit.pk


def words_of(unit_ids: Collection[int], as_of: dt.date, known_at: dt.datetime | None) -> Words:
    """What was said by the end of a day, as far as it was known. Two queries, one where nobody spoke."""
    until = min(filter(None, (known_at, end_of_day(as_of))))
    rows = {row.key: row for row in RegressionCase.objects.of_places(unit_ids, as_of)}
    said = CaseEntry.objects.filter(case__in=[row.pk for row in rows.values()]).said_by(until).in_order()
    entries: dict[int, tuple[CaseEntry, ...]] = {}
    for entry in said.select_related("by__unit", "by__department", "on_behalf_of__officer") if rows else ():
        entries[entry.case_id] = (*entries.get(entry.case_id, ()), entry)
    return Words(rows, entries)


@kept
def last_steps(
    unit_ids: tuple[int, ...], after: dt.date, until: dt.date, known_at: dt.datetime | None = None
) -> dict[tuple, CaseStep]:
    """The key of a fall between two days → the last step that was taken about it, remarks left out. One query.

    For pages that name the falls already; kept until somebody speaks.
    """
    moment = min(filter(None, (known_at, end_of_day(until))))
    rows = CaseEntry.objects.filter(case__unit__in=unit_ids, case__fell_on__gt=after, case__fell_on__lte=until)
    rows = rows.exclude(step=CaseStep.REMARK).said_by(moment).in_order()
    columns = ("case__unit_id", "case__indicator_id", "case__criterion_id", "case__fell_on", "step")
    return {tuple(key): CaseStep(step) for *key, step in rows.values_list(*columns)}


def withdrawn(
    words: Words, events: Iterable[Event], unit_ids: Collection[int], as_of: dt.date, known_at: dt.datetime | None
) -> list[Event]:
    """Falls that somebody spoke of and corrections have erased since: as they were when the first word was said."""
    found = {event.key for event in events}
    missing = {key: row for key, row in words.rows.items() if key not in found and words.entries.get(row.pk)}
    if not missing:
        return []
    if known_at:
        standing = {event.key for event in events_until(unit_ids, as_of, None, known_at)}
    else:
        standing = events_on(unit_ids, {key[3] for key in missing}, as_of)
    return [
        Event(Fall(*key, FallKind.NONE, Verdict(row.previous), Verdict(row.verdict), None, None, None))
        for key, row in missing.items()
        if key not in standing
    ]


class Telling:
    """The cases of some events: what belongs to all of them is read once."""

    def __init__(self, units: Mapping[int, Unit], as_of: dt.date, known_at: dt.datetime | None, words: Words):
        self.units, self.as_of, self.known_at, self.words = units, as_of, known_at, words
        self.faces = faces()

    def told(self, events: Sequence[Event]) -> list[Case]:
        """Each event as a case."""
        figures = figures_of(events, list(self.units), self.known_at)
        lost = completeness_lost(events, self.known_at)
        heads = heads_between({event.fall.unit_id for event in events}, {event.fall.on for event in events})
        days = settings_at(self.known_at).case_answer_days
        found = []
        for event in events:
            fall, face = event.fall, self.face(event.fall)
            after, entries = figures.after(fall.finding_id), self.words.of(event.key)
            asked = fall.kind not in (FallKind.SET_CHANGED, FallKind.NONE) and after.recorded_at
            found.append(
                Case(
                    event=event, unit=self.units[fall.unit_id], face=face, criterion=self.faces["C", face.criterion_id],
                    state=self.state(fall, face, entries), as_of=self.as_of,
                    before=figures.before(fall.finding_id), after=after, took=self.took(event, lost),
                    heads=tuple(heads_on(heads, fall.unit_id, fall.on)), members=self.members(fall), entries=entries,
                    answer_by=answer_due(localtime(after.recorded_at).date(), days) if asked else None,
                )
            )  # fmt: skip
        return found

    def face(self, fall: Fall) -> Face:
        return self.faces["I", fall.indicator_id] if fall.criterion_id is None else self.faces["C", fall.criterion_id]

    def members(self, fall: Fall) -> tuple[Face, ...]:
        """The indicators of a criterion that stands for itself."""
        if fall.criterion_id is None:
            return ()
        found = self.faces.items()
        return tuple(face for (kind, _), face in found if kind == "I" and face.criterion_id == fall.criterion_id)

    def state(self, fall: Fall, face: Face, entries: Iterable[CaseEntry]) -> CaseState:
        standing = Standing(fall.kind, fall.recovered_on, face.ends < self.as_of)
        return case_state(standing, [CaseStep(entry.step) for entry in entries])

    def took(self, event: Event, lost: Mapping[tuple[int, dt.date], int]) -> tuple[str, ...]:
        """What went down with it, in words: "tiêu chí 17: Đạt → Chưa đạt", "không còn đủ 19/19"."""
        words = []
        for fall in event.took:
            face = self.face(fall)
            named = f"tiêu chí {face.number}" if fall.criterion_id else f"chỉ tiêu {face.number}"
            words.append(f"{named}: {fall.previous.label.lower()} → {fall.verdict.label.lower()}")
        size = lost.get((event.fall.unit_id, event.fall.on))
        return (*words, f"không còn đủ {size}/{size} tiêu chí") if size else tuple(words)


def case_named(cases: Iterable[Case], code: str, on: dt.date) -> Case | None:
    """The case an address names."""
    return next((case for case in cases if case.code == code and case.fall.on == on), None)


def names_of(cases: Iterable[Case]) -> str:
    """ "Xuân Kiên 17.5, Xuân Ninh 19.2"."""
    return name_list(f"{case.unit.short_label} {case.face.number}" for case in cases)
