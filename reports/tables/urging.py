"""Công văn đôn đốc nhiệm vụ: which communes have which tasks of a directive left, and the letters that say so."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.enums import Kind
from communes.models import Department, Unit
from criteria.tables.owing import NOBODY, heads_on
from directives.enums import AppliesTo, DeadlineState
from directives.models import Directive
from directives.tables.states import ObligationState
from ntm_portal.vietnamese import fold
from reports.rules.papers import Letter, rules_for
from reports.rules.urging import LeftTask, Urged, UrgedUnit, about, addressees, closing, grid, opening
from reports.tables.periodic_texts import speech_of
from reports.tables.reminder import DATA, Choice, letterhead_in

# What is urged: a day that is past, or comes within a week.
PRESSING = (DeadlineState.OVERDUE, DeadlineState.DONE_THEN_FELL, DeadlineState.DUE_SOON, DeadlineState.DUE_TODAY)
LATE = (DeadlineState.OVERDUE, DeadlineState.DONE_THEN_FELL)


@dataclass(frozen=True)
class Left:
    """The places that have pressing tasks left, out of how many; departments are urged by other letters."""

    units: Sequence[UrgedUnit]
    of_units: int
    departments: Sequence[Department] = ()

    @property
    def anyone(self) -> bool:
        """Whether there is somebody to urge."""
        return bool(self.units)


def left_of(states: Sequence[ObligationState], today: dt.date) -> Left:
    """The communes behind in their tasks, in official order. One query, for the people who answer."""
    asked = [state for state in states if state.obligation.applies_to == AppliesTo.COMMUNES]
    units = list(dict.fromkeys(state.unit for state in asked))
    pressing = {unit: [] for unit in units}
    for state in asked:
        if state.deadline.state in PRESSING and state.until:
            pressing[state.unit].append(_task(state))
    heads = heads_on(units, today)
    return Left([_unit(unit, tasks, heads) for unit, tasks in pressing.items() if tasks], len(units))


def _task(state: ObligationState) -> LeftTask:
    asked = state.obligation
    short = f"{asked.indicator.number} {asked.indicator.short_name}" if asked.indicator else f"Mục {asked.clause}"
    late = state.deadline.days if state.deadline.state in LATE else 0
    return LeftTask(asked.title, short, state.gap_words or "chưa xong", state.until, late)


def _unit(unit: Unit, tasks: Sequence[LeftTask], heads: dict[int, str]) -> UrgedUnit:
    spoken = f"{Kind(unit.kind).label.lower()} {unit.name}"
    name = unit.short_label
    return UrgedUnit(unit.slug, name, spoken, unit.kind == Kind.XA, tuple(tasks), heads.get(unit.pk, NOBODY))


def document_words(directive: Directive) -> str:
    """ "Chỉ thị ngày 28/8/2017 của Ban Thường vụ Huyện ủy Xuân Trường"."""
    return f"{directive.label} của {directive.issuer}"


def urging_letters(
    directive: Directive, left: Left, choice: Choice, district: Unit, today: dt.date, sample: bool
) -> list[Letter]:
    """One letter to all who were chosen, or one to each of them."""
    chosen = [unit for unit in left.units if unit.key in choice.units]
    groups = [[unit] for unit in chosen] if choice.apart else [chosen]
    letters, speech = [], speech_of(district, choice.head)
    for units in groups:
        told = Urged(
            units, left.of_units, document_words(directive), today, choice.deadline, choice.head.spoken, choice.contact,
            speech,
        )  # fmt: skip
        name = units[0].name if choice.apart else district.name
        letters.append(_letter(told, choice, district, name, sample))
    return letters


def _letter(told: Urged, choice: Choice, district: Unit, name: str, sample: bool) -> Letter:
    place = "".join(letter for letter in fold(name).title() if letter.isalnum())
    return Letter(
        rules=rules_for(choice.head.family, told.on),
        head=letterhead_in(choice.head, district),
        place_line=DATA["place_line"].format(Place=district.name, year=told.on.year),
        about=about(told),
        to=addressees(told),
        opening=opening(told),
        grid=grid(told),
        closing=closing(told),
        on=told.on,
        file=f"{DATA['file']}_{place}_{told.on:%Y-%m-%d}",
        until=told.deadline,
        sample=sample,
    )
