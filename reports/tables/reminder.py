"""Công văn đôn đốc: who owes something for a period, and the letters that say so."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.db.models import Count, Min, Q

from accounts.models import User
from accounts.permissions import is_office
from communes.enums import Kind, Level
from communes.models import Department, Unit
from criteria.models import Indicator, ReturnedCell
from criteria.models.desk import read_desk
from criteria.models.expected import expected_indicators
from criteria.rules.periods import PeriodFacts
from criteria.rules.verifying import TO_CONFIRM
from criteria.tables.owing import NO_HEAD, NOBODY, department_heads_on, heads_on
from criteria.tables.periods import BoardLine, board_of
from ntm_portal.vietnamese import fold
from reports.enums import Family
from reports.rules.letterheads import LETTER
from reports.rules.papers import Letter, Letterhead, rules_for
from reports.rules.reminder import (
    LateDepartment,
    LateUnit,
    Reminded,
    about,
    addressees,
    closing,
    grid,
    new_day,
    opening,
)
from reports.tables.letterheads import as_set
from reports.tables.periodic_texts import speech_of

DATA = json.loads((Path(__file__).parent.parent / "data" / "letters.json").read_text(encoding="utf-8"))


def _letterhead(entry: dict) -> Letterhead:
    given = entry | {"family": Family(entry["family"]), "bodies": tuple(entry["bodies"])}
    return Letterhead(**given | {"copies": tuple(entry["copies"])})


HEADS = {entry["code"]: _letterhead(entry) for entry in DATA["heads"]}


def letterheads_of(user: User) -> list[Letterhead]:
    """In whose name the user drafts: the office for state bodies, the Party office for itself."""
    family = Family.STATE if is_office(user) else Family.PARTY
    return [head for head in HEADS.values() if head.family == family]


@dataclass(frozen=True)
class Owing:
    """Everybody who is behind in a period, out of how many."""

    units: Sequence[LateUnit]
    departments: Sequence[LateDepartment]
    of_units: int
    of_departments: int

    @property
    def anyone(self) -> bool:
        """Whether there is somebody to remind."""
        return bool(self.units or self.departments)


def owing_of(period: PeriodFacts, units: Sequence[Unit], today: dt.date) -> Owing:
    """Late and missing places and departments, each in official order. The same queries for any number of places."""
    board = board_of(period, units, Indicator.objects.all(), today)
    returned, heads = _returned(period, units, today), heads_on(units, today)
    found = [_late_unit(line, returned.get(line.unit.pk), heads) for line in board.lines]
    departments, of_departments = _departments(period, units, today)
    return Owing([unit for unit in found if unit.state], departments, len(units), of_departments)


def _returned(period: PeriodFacts, units: Sequence[Unit], today: dt.date) -> dict[int, tuple[int, dt.date | None]]:
    """Unit id → cells that came back and should have been answered by now, and since when."""
    rows = ReturnedCell.objects.unanswered().filter(submission__period=period.id, submission__unit__in=units)
    overdue = rows.filter(Q(answer_by=None) | Q(answer_by__lt=today)).order_by()
    counts = overdue.values_list("submission__unit").annotate(Count("pk"), Min("answer_by"))
    return {unit: (count, since) for unit, count, since in counts}


def _late_unit(line: BoardLine, returned: tuple[int, dt.date | None] | None, heads: dict[int, str]) -> LateUnit:
    unit, sending = line.unit, line.sending
    count, answer_by = returned or (0, None)
    behind = max(0, -sending.days)
    return LateUnit(
        unit.slug, unit.short_label, f"{Kind(unit.kind).label.lower()} {unit.name}", unit.kind == Kind.XA,
        sending.due_on if behind else (answer_by or sending.due_on), heads.get(unit.pk, NOBODY),
        days=behind, sent=sending.sent_on is not None,
        lacking=line.share.expected - line.share.filled if sending.is_missing else 0, returned=count,
    )  # fmt: skip


def _departments(period: PeriodFacts, units: Sequence[Unit], today: dt.date) -> tuple[list[LateDepartment], int]:
    """Departments with cells in their queue after the day of verifying: the same cells the queue itself lists."""
    rows = dict(expected_indicators(Level.COMMUNE, period.ends_on).values_list("pk", "lead_department_id"))
    owners = {owner for owner in rows.values() if owner}
    if today <= period.verify_on:
        return [], len(owners)
    desk = read_desk([unit.pk for unit in units], list(rows), period, today)
    waiting = Counter(rows[pk] for (_, pk), cell in desk.items() if cell.waiting in TO_CONFIRM)
    heads = department_heads_on(owners, today)
    late = [
        LateDepartment(row.code, row.short_name, waiting[row.pk], period.verify_on, heads.get(row.pk, NO_HEAD))
        for row in Department.objects.filter(pk__in=owners)
        if waiting[row.pk]
    ]
    return late, len(owners)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose on the page: whom to remind, in whose name, until when, whom to call."""

    units: frozenset[str]
    departments: frozenset[str]
    head: Letterhead
    deadline: dt.date
    contact: str
    apart: bool = False


def letters_of(
    period: PeriodFacts, owing: Owing, choice: Choice, district: Unit, today: dt.date, sample: bool
) -> list[Letter]:
    """One letter to all who were chosen, or one to each of them."""
    units = [unit for unit in owing.units if unit.key in choice.units]
    departments = [row for row in owing.departments if row.key in choice.departments]
    groups = [(units, departments)]
    if choice.apart:
        groups = [([unit], []) for unit in units] + [([], [row]) for row in departments]
    letters, speech = [], speech_of(district, choice.head)
    for of_units, of_departments in groups:
        told = Reminded(
            of_units, of_departments, owing.of_units, owing.of_departments, period.name, period.send_on,
            period.verify_on, today, choice.deadline, choice.head.spoken, choice.contact,
            speech,
        )  # fmt: skip
        alone = [*of_units, *of_departments][0].name if choice.apart else district.name
        letters.append(_letter(told, choice.head, district, _file(alone, period), sample))
    return letters


def _letter(told: Reminded, head: Letterhead, district: Unit, file: str, sample: bool) -> Letter:
    return Letter(
        rules=rules_for(head.family, told.on),
        head=letterhead_in(head, district),
        place_line=DATA["place_line"].format(Place=district.name, year=told.on.year),
        about=about(told),
        to=addressees(told),
        opening=opening(told),
        grid=grid(told),
        closing=closing(told),
        on=told.on,
        file=file,
        until=new_day(told),
        sample=sample,
    )


def letterhead_in(head: Letterhead, district: Unit) -> Letterhead:
    """The letterhead with the name of the district."""
    first, second = (body.format(DISTRICT=district.name.upper()) for body in head.bodies)
    return replace(as_set(LETTER, head), bodies=(first, second))


def _file(name: str, period: PeriodFacts) -> str:
    """ "CongVanDonDoc_XuanTan_2017-09": no marks or spaces, old mail programs break on them."""
    place = "".join(letter for letter in fold(name).title() if letter.isalnum())
    return f"{DATA['file']}_{place}_{period.ends_on:%Y-%m}"
