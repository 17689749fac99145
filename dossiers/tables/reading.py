"""Where dossiers stand on a day: every part of every place, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from communes.enums import Kind, Level
from communes.models import Unit
from directives.enums import DeadlineState
from directives.rules.deadlines import Deadline, Term, met_state, unfinished, words
from dossiers.enums import Move, PartState, Section, Takes
from dossiers.models import (
    ChecklistItem,
    Dossier,
    DossierDocument,
    DossierMove,
    Procedure,
    ProcedureStep,
    SatisfactionSurvey,
    Vote,
)
from dossiers.models.move import decisions_of
from dossiers.rules.moves import handed_in_on
from dossiers.rules.parts import PartFacts, Progress, due_day, part_deadline
from ntm_portal.clock import LOCAL
from ntm_portal.kept import kept

STATE_TAGS = {
    PartState.MISSING: ("plain", "circle"),
    PartState.DRAFT: ("draft", "edit"),
    PartState.SIGNED: ("done", "check"),
    PartState.RETURNED: ("soon", "back"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of one dossier on a day: its newest version, what it holds, and where it stands against its day."""

    item: ChecklistItem
    line: DossierDocument | None
    facts: PartFacts
    due_on: dt.date
    deadline: Deadline
    href: str = ""
    in_town: bool = False

    @property
    def signer(self) -> str:
        """Who signed it, or who is to sign it."""
        return self.line.signer if self.line and self.line.signer else self._said(self.item.signer)

    @property
    def prepared_by(self) -> str:
        """Who prepares it, as the place itself calls its bodies."""
        return self._said(self.item.prepared_by)

    def _said(self, words: str) -> str:
        """ "UBND thị trấn" in a township."""
        return words.replace("UBND xã", "UBND thị trấn") if self.in_town else words

    @property
    def remark(self) -> str:
        """What its state alone does not say: what is to be added, or what a signed paper still lacks."""
        match self.facts.state:
            case PartState.RETURNED:
                return self.facts.reason
            case PartState.SIGNED:
                return self.facts.lack
            case _:
                return ""

    @property
    def tag(self) -> tuple[str, str, str]:
        """How its state is drawn: kind of the pill, its icon, its words."""
        return (*STATE_TAGS[self.facts.state], self.facts.state.label)

    @property
    def is_late(self) -> bool:
        """Its day is over and it is not there."""
        return self.deadline.state == DeadlineState.OVERDUE

    @property
    def deadline_words(self) -> str:
        """ "Còn 35 ngày", "Quá hạn 3 ngày", "Hoàn thành 20/9/2017"."""
        return words(self.deadline)

    @property
    def who(self) -> str:
        """Who answers for it."""
        return self.item.department.short_name if self.item.department else self.prepared_by

    @property
    def holds(self) -> str:
        """The vote, the survey or the decisions inside, in words."""
        if self.facts.vote:
            return self.facts.vote.words
        if self.facts.survey:
            return self.facts.survey.words
        return f"{self.facts.decided[0]}/{self.facts.decided[1]} quyết định" if self.facts.decided else ""

    @property
    def due_by_default(self) -> bool:
        """Its day is one the portal proposes, not one of a document."""
        return self.item.due is not None


@dataclass(frozen=True, slots=True)
class DossierReading:
    """The dossier of one place for a year on a day; without one, every part is missing.

    `moves`: its steps between the place and whoever receives it, the first one first.
    """

    unit: Unit
    year: int
    procedure: Procedure | None
    dossier: Dossier | None
    parts: tuple[Part, ...]
    as_of: dt.date
    moves: tuple[DossierMove, ...] = ()

    @property
    def progress(self) -> Progress:
        """Đã có trên tổng số."""
        return Progress.of(part.facts for part in self.parts)

    @property
    def missing(self) -> list[Part]:
        """What is not there, the nearest day first."""
        return sorted((part for part in self.parts if not part.facts.is_ready), key=_urgency)

    @property
    def to_do(self) -> list[Part]:
        """What is missing of a dossier that is written in: not of one nobody asked for, nor of one handed in."""
        return self.missing if self.dossier and self.lock is None else []

    @property
    def late(self) -> list[Part]:
        """What is to be done and whose day is over."""
        return [part for part in self.to_do if part.is_late]

    @property
    def due_on(self) -> dt.date | None:
        """By when it is handed in."""
        if self.dossier:
            return self.dossier.due_on
        return self.procedure.due_in(self.year) if self.procedure else None

    @property
    def submitted_on(self) -> dt.date | None:
        """When it was handed in, as far as the day looked at knows."""
        return handed_in_on([move.facts for move in self.moves])

    @property
    def lock(self) -> DossierMove | None:
        """The step that handed it in, while nothing opened it again: its contents stay as they were."""
        return lock_of(self.moves)

    @property
    def reopened(self) -> DossierMove | None:
        """The step that opened it again after it had been handed in, until it is handed in anew."""
        return self.moves[-1] if self.moves and self.lock is None else None

    @property
    def planned_on(self) -> dt.date | None:
        """When the higher level took the place into its plan."""
        return _by(self.dossier.planned_on, self.as_of) if self.dossier else None

    @property
    def registered_on(self) -> dt.date | None:
        """When the place registered."""
        return _by(self.dossier.registered_on, self.as_of) if self.dossier else None

    @property
    def deadline(self) -> Deadline | None:
        """Where the whole dossier stands against its day: done on the day it was handed in."""
        if self.due_on is None:
            return None
        if self.submitted_on:
            return Deadline(met_state(self.submitted_on, dt.date.min, self.due_on), met_on=self.submitted_on)
        return unfinished(self.as_of, Term(dt.date.min, self.due_on))

    def of_section(self, section: Section) -> list[Part]:
        """The parts that lie in one section, in order."""
        return [part for part in self.parts if part.item.section == section]

    def by_criterion(self) -> dict[int, Progress]:
        """Criterion id → how many of its papers are there."""
        found: dict[int, list[PartFacts]] = defaultdict(list)
        for part in self.parts:
            if part.item.criterion_id:
                found[part.item.criterion_id].append(part.facts)
        return {criterion: Progress.of(facts) for criterion, facts in found.items()}

    def part(self, code: str) -> Part | None:
        """One part by its code."""
        return next((part for part in self.parts if part.item.code == code), None)


def _urgency(part: Part) -> tuple[dt.date, int]:
    return part.due_on, part.item.position


def lock_of(moves: Sequence[DossierMove]) -> DossierMove | None:
    """The last step, when it is that the dossier was handed in."""
    return moves[-1] if moves and moves[-1].kind == Move.HANDED_IN else None


def _by(moment: dt.date | None, as_of: dt.date) -> dt.date | None:
    return moment if moment and moment <= as_of else None


@kept
def procedure_for(level: str, year: int) -> Procedure | None:
    """The procedure of a level and year. One query."""
    return Procedure.objects.for_year(level, year).first()


@kept
def items_of(procedure_id: int) -> tuple[ChecklistItem, ...]:
    """Every part a dossier holds under a procedure. One query."""
    rows = ChecklistItem.objects.filter(procedure=procedure_id)
    return tuple(rows.select_related("department", "criterion").order_by("position"))


@kept
def steps_of(procedure_id: int) -> tuple[ProcedureStep, ...]:
    """Every step of a procedure. One query."""
    return tuple(ProcedureStep.objects.filter(procedure=procedure_id).select_related("item").order_by("position"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a year asks of the levels at hand: their procedures, and the parts of each."""

    year: int
    procedures: Mapping[str, Procedure | None]
    items: Mapping[int, tuple[ChecklistItem, ...]]

    @classmethod
    def of(cls, units: Iterable[Unit], year: int, dossiers: Iterable[Dossier]) -> "Asked":
        """Two queries a level, none where they are kept."""
        procedures = {level: procedure_for(level, year) for level in sorted({unit.level for unit in units})}
        ids = {procedure.pk for procedure in procedures.values() if procedure}
        ids |= {dossier.procedure_id for dossier in dossiers}
        return cls(year, procedures, {pk: items_of(pk) for pk in sorted(ids)})


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written in the dossiers of several places, by (dossier, item)."""

    decided: tuple[int, int] | None
    lines: Mapping[tuple[int, int], DossierDocument] = field(default_factory=dict)
    votes: Mapping[tuple[int, int], Vote] = field(default_factory=dict)
    surveys: Mapping[tuple[int, int], SatisfactionSurvey] = field(default_factory=dict)
    moves: Mapping[int, tuple[DossierMove, ...]] = field(default_factory=dict)


def read_dossiers(
    units: Sequence[Unit],
    year: int,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    decided: tuple[int, int] | None = None,
) -> dict[int, DossierReading]:
    """Unit id → its dossier of the year on a day. Five queries for any number of places, one where there is no dossier.

    `decided`: of how many communes of the district the decision is there, and of how many it is asked; read with two
    queries more where a district is among the places and the caller does not know.
    """
    district = next((unit for unit in units if unit.level == Level.DISTRICT), None)
    if decided is None and district is not None:
        decided = decisions_of(district, as_of, known_at)
    dossiers = _dossiers(units, year, as_of, known_at)
    written = _written(list(dossiers.values()), decided, as_of, known_at) if dossiers else _Written(decided=decided)
    asked = Asked.of(units, year, dossiers.values())
    return {unit.pk: _reading(unit, asked, dossiers.get(unit.pk), written, as_of) for unit in units}


def read_dossier(
    unit: Unit,
    year: int,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
    decided: tuple[int, int] | None = None,
) -> DossierReading:
    """The dossier of one place."""
    return read_dossiers([unit], year, as_of, known_at, decided)[unit.pk]


def _dossiers(units: Sequence[Unit], year: int, as_of: dt.date, known_at: dt.datetime | None) -> dict[int, Dossier]:
    """Unit id → its dossier; as its history knew it at a moment when one is given."""
    rows = Dossier.objects.of_year(year).known(as_of, known_at).filter(unit__in=[unit.pk for unit in units])
    found = {dossier.unit_id: dossier for dossier in rows.select_related("procedure", "unit")}
    if known_at and found:
        then = Dossier.history.as_of(known_at).filter(id__in=[dossier.pk for dossier in found.values()])
        for former in then:
            former.unit, former.procedure = found[former.unit_id].unit, found[former.unit_id].procedure
            found[former.unit_id] = former
    return found


def _written(
    dossiers: Sequence[Dossier], decided: tuple[int, int] | None, as_of: dt.date, known_at: dt.datetime | None
) -> _Written:
    moves = defaultdict(tuple)
    for move in DossierMove.objects.known(as_of, known_at).filter(dossier__in=dossiers).select_related("recorded_by"):
        moves[move.dossier_id] += (move,)
    lines = DossierDocument.objects.known(as_of, known_at).filter(dossier__in=dossiers).select_related("evidence")
    held = {pk: lock.versions for pk, each in moves.items() if (lock := lock_of(each))}
    return _Written(
        lines=_by_part(line for line in lines if line.version <= _handed_in(held, line)),
        votes=_by_part(Vote.objects.standing(as_of, known_at).filter(dossier__in=dossiers)),
        surveys=_by_part(SatisfactionSurvey.objects.standing(as_of, known_at).filter(dossier__in=dossiers)),
        moves=moves,
        decided=decided,
    )


def _handed_in(held: Mapping[int, Mapping[int, int]], line: DossierDocument) -> int:
    """The version of a part that was handed in; of a dossier that is not, any."""
    return held[line.dossier_id].get(line.item_id, 0) if line.dossier_id in held else line.version


def _by_part(rows: Iterable) -> dict:
    """The last row of each part; rows come oldest first."""
    return {(row.dossier_id, row.item_id): row for row in rows}


def _reading(unit: Unit, asked: Asked, dossier: Dossier | None, written: _Written, as_of: dt.date) -> DossierReading:
    year, procedure = asked.year, dossier.procedure if dossier else asked.procedures[unit.level]
    moves = written.moves.get(dossier.pk, ()) if dossier else ()
    items = asked.items[procedure.pk] if procedure else ()
    if lock := lock_of(moves):
        items = tuple(item for item in items if item.pk in lock.versions)
        written = replace(written, decided=lock.decided or written.decided)
    due_on = dossier.due_on if dossier else procedure.due_in(year) if procedure else as_of
    in_town = unit.kind == Kind.THI_TRAN
    parts = tuple(replace(_part(item, dossier, written, year, due_on, as_of), in_town=in_town) for item in items)
    return DossierReading(unit, year, procedure, dossier, parts, as_of, moves)


def _part(
    item: ChecklistItem, dossier: Dossier | None, written: _Written, year: int, usual: dt.date, as_of: dt.date
) -> Part:
    key = (dossier.pk if dossier else 0, item.pk)
    line, vote, survey = written.lines.get(key), written.votes.get(key), written.surveys.get(key)
    facts = PartFacts(
        state=PartState(line.state) if line else PartState.MISSING,
        takes=Takes(item.takes),
        signed_on=line.issued_on if line else None,
        reason=line.reason if line else "",
        vote=vote.facts if vote else None,
        survey=survey.facts if survey else None,
        decided=written.decided if item.takes == Takes.DECISIONS else None,
    )
    due_on = due_day(year, item.due, usual)
    begins_on = dossier.opened_at.astimezone(LOCAL).date() if dossier else dt.date.min
    deadline = part_deadline(facts, as_of, min(begins_on, due_on), due_on)
    return Part(item, line, facts, due_on, deadline, dossier.part_href(item.code) if dossier else "")
