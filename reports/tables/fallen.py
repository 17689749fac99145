"""Suy giảm on one page: the cases by what is to be done about them, the warnings, the reference levels."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from communes.enums import Level
from communes.models import Unit
from criteria.enums import FallKind
from criteria.models.cells import read_book
from directives.enums import CaseState
from directives.tables.alarms import Alarms, read_alarms
from directives.tables.case_facts import Face, faces
from directives.tables.cases import Case, read_cases
from directives.tables.risks import Risks, leaves_of, read_risks
from directives.tables.set_changes import SetChange, set_changes
from reports.tables.board import Period

# How the address names kinds and states; a state of the address may stand for several.
KINDS: Mapping[str, FallKind] = MappingProxyType(
    {
        "mat-dat": FallKind.LOST,
        "tut": FallKind.SLIPPED,
        "mat-so-lieu": FallKind.NO_DATA,
        "muc-yeu-cau": FallKind.SET_CHANGED,
    }
)
STATES: Mapping[str, tuple[str, tuple[CaseState, ...]]] = MappingProxyType(
    {
        "cho-tra-loi": ("Chờ trả lời", (CaseState.TO_ANSWER, CaseState.DRAFTED)),
        "cho-xem-xet": ("Chờ xem xét", (CaseState.ANSWERED,)),
        "tra-lai": ("Trả lại", (CaseState.RETURNED,)),
        "theo-doi": ("Đang thực hiện biện pháp", (CaseState.FOLLOWED,)),
        "khep-lai": (
            "Đã khép lại",
            (CaseState.RECOVERED, CaseState.ACCEPTED, CaseState.LAPSED, CaseState.WITHDRAWN, CaseState.NOT_ASKED),
        ),
    }
)
IN_PERIOD = "trong-ky"
OF_TARGET = "số liệu vẫn đạt mức cũ; không tính trách nhiệm người đứng đầu, không cần trả lời"
OF_SET = "đủ tiêu chí của bộ cũ, chưa đủ của bộ mới; không tính trách nhiệm người đứng đầu"
CLOSED_WORDS = "giải trình được chấp nhận, rút do đính chính hoặc bộ tiêu chí hết hiệu lực"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filters of the address ask for; unknown words ask for nothing."""

    place: str = ""
    criterion: str = ""
    kind: str = ""
    state: str = ""
    when: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Asked":
        kind, state, when = asked.get("loai", ""), asked.get("tt", ""), asked.get("luc", "")
        return cls(
            asked.get("xa", ""),
            asked.get("tc", ""),
            kind if kind in KINDS else "",
            state if state in STATES else "",
            when if when == IN_PERIOD else "",
        )

    @property
    def given(self) -> dict[str, str]:
        """By the names of the address."""
        named = {"xa": self.place, "tc": self.criterion, "loai": self.kind, "tt": self.state, "luc": self.when}
        return {name: word for name, word in named.items() if word}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.given)

    def keeps(self, case: Case, period: Period) -> bool:
        """Whether a case is asked for."""
        return (
            self.place in ("", case.unit.place)
            and self.criterion in ("", case.criterion.number)
            and (not self.kind or case.fall.kind == KINDS[self.kind])
            and (not self.state or case.state in STATES[self.state][1])
            and (not self.when or case.fall.on > period.compared)
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the list: its heading, and its cases or what a new set took."""

    key: str
    name: str
    note: str
    cases: tuple[Case, ...] = ()
    changes: tuple[SetChange, ...] = ()

    @property
    def title(self) -> str:
        """ "Đang mở (3)"."""
        return f"{self.name} ({len(self.cases) + len(self.changes)})"


@dataclass(frozen=True, slots=True)
class FallenPage:
    """What the page shows, every part in the order of its list."""

    open: tuple[Case, ...]
    set_changed: tuple[Case, ...]
    recovered: tuple[Case, ...]
    closed: tuple[Case, ...]
    new_sets: tuple[SetChange, ...]
    risks: Risks
    alarms: Alarms | None
    asked: Asked
    units: tuple[Unit, ...]
    criteria: tuple[Face, ...]

    @property
    def parts(self) -> list[Part]:
        """What is listed, from what is to be done to what is closed; a part without a line is left out."""
        parts = (
            Part("mo", "Đang mở", "chưa đạt lại, chưa có giải trình được chấp nhận", self.open),
            Part("phuc-hoi", "Đã phục hồi trong kỳ", "", self.recovered),
            Part("muc", "Do mức yêu cầu thay đổi", OF_TARGET, self.set_changed),
            Part("bo", "Do bộ tiêu chí mới", OF_SET, changes=self.new_sets),
            Part("khep", "Đã khép lại", CLOSED_WORDS, self.closed),
        )
        return [part for part in parts if part.cases or part.changes]

    @property
    def to_answer(self) -> int:
        return sum(case.state in STATES["cho-tra-loi"][1] for case in self.open)

    @property
    def late(self) -> int:
        return sum(case.is_answer_late or case.is_measure_late for case in self.open)

    @property
    def to_decide(self) -> int:
        return sum(case.state == CaseState.ANSWERED for case in self.open)

    @property
    def is_bare(self) -> bool:
        """Neither a fall nor a warning to be read."""
        return not (self.parts or self.risks or (self.alarms and self.alarms.lines))


def fallen_page(
    units: Sequence[Unit], department_id: int | None, period: Period, asked: Asked, *, with_alarms: bool
) -> FallenPage:
    """The cases, warnings and levels of the places a reader sees; a department reads only what it leads.

    The number of queries does not depend on places, cases or years.
    """
    cases = read_cases(units, period.as_of, period.known_at, since=period.compared)
    cases = [case for case in cases if department_id is None or department_id in case.departments]
    shown = [case for case in cases if asked.keeps(case, period)]
    criteria = criteria_on(period.as_of, {unit.level for unit in units})
    return FallenPage(
        open=tuple(case for case in shown if case.is_open),
        set_changed=tuple(case for case in shown if case.state == CaseState.NOT_ASKED),
        recovered=tuple(case for case in shown if case.state == CaseState.RECOVERED),
        closed=tuple(case for case in shown if case.state in CLOSED),
        new_sets=_new_sets(units, period, asked) if department_id is None else (),
        risks=_risks(units, criteria, department_id, period, asked),
        alarms=_alarms(units, criteria, period) if with_alarms else None,
        asked=asked,
        units=tuple(units),
        criteria=tuple(_named_once(criteria.values())),
    )


CLOSED = (CaseState.ACCEPTED, CaseState.LAPSED, CaseState.WITHDRAWN)


def criteria_on(as_of: dt.date, levels: Collection[Level]) -> dict[int, Face]:
    """The criteria that judge on a day, the communes' and the district's; a set without figures judges nothing."""
    book = read_book()
    judging = {pk for pk, ends in book.ends.items() if book.begins[pk] <= as_of <= ends}
    return {pk: face for (kind, pk), face in faces().items() if kind == "C" and pk in judging and face.level in levels}


def _named_once(found: Iterable[Face]) -> list[Face]:
    """The criteria of the communes, or of the district where it is alone."""
    rows = sorted(found, key=lambda face: (face.level != Level.COMMUNE, int(face.number)))
    level = rows[0].level if rows else None
    return [face for face in rows if face.level == level]


def _new_sets(units: Sequence[Unit], period: Period, asked: Asked) -> tuple[SetChange, ...]:
    """What a new set took from the places asked for; it concerns no single criterion and nobody answers for it."""
    if asked.criterion or asked.kind not in ("", "muc-yeu-cau") or asked.state not in ("", "khep-lai"):
        return ()
    places = [unit for unit in units if asked.place in ("", unit.place)]
    return tuple(set_changes(places, period.compared, period.as_of, period.known_at))


def _risks(units, criteria: Mapping[int, Face], department_id: int | None, period: Period, asked: Asked) -> Risks:
    """The warnings of the places and criteria asked for; kinds, states and times are of cases only."""
    if asked.kind or asked.state:
        return Risks()
    named = faces()
    wanted = [pk for pk, face in criteria.items() if asked.criterion in ("", face.number)]
    leaves = [pk for pk in leaves_of(wanted) if department_id in (None, named["I", pk].department_id)]
    places = [unit for unit in units if asked.place in ("", unit.place)]
    return read_risks(places, leaves, period.as_of, period.known_at)


def _alarms(units: Sequence[Unit], criteria: Mapping[int, Face], period: Period) -> Alarms:
    communes = [unit for unit in units if unit.level == Level.COMMUNE]
    ids = [pk for pk, face in criteria.items() if face.level == Level.COMMUNE]
    return read_alarms(communes, ids, period.as_of, period.known_at)
