"""What a reminder letter says: sentences composed from who owes what, right for none, one, a few and all."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ntm_portal.vietnamese import counted, day, lower_first, name_list
from reports.rules import reminder_words as words
from reports.rules.papers import Grid
from reports.rules.patterns import Speech

USUAL_DAYS = 3


class Named(Protocol):
    """A place or a department a letter speaks of."""

    name: str
    spoken: str
    is_xa: bool


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A place that owes something for a period; `days` past its due day, `sent` where it came late all the same."""

    key: str
    name: str
    spoken: str
    is_xa: bool
    due_on: dt.date
    responsible: str
    days: int = 0
    sent: bool = False
    lacking: int = 0
    returned: int = 0

    @property
    def is_missing(self) -> bool:
        """Past its day and not sent."""
        return self.days > 0 and not self.sent

    @property
    def is_late(self) -> bool:
        """Sent, but after its day."""
        return self.days > 0 and self.sent

    @property
    def state(self) -> str:
        """As the table prints it."""
        parts = [words.ROW_MISSING.format(days=self.days)] * self.is_missing
        parts += [words.ROW_LATE.format(days=self.days)] * self.is_late
        parts += [words.ROW_LACKING.format(count=self.lacking)] * bool(self.lacking)
        parts += [words.ROW_RETURNED.format(count=self.returned)] * bool(self.returned)
        return _sentence("; ".join(parts))


@dataclass(frozen=True, slots=True)
class LateDepartment:
    """A department that has not yet verified what was sent to it, after its day."""

    key: str
    name: str
    waiting: int
    due_on: dt.date
    responsible: str

    @property
    def spoken(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """As the table prints it."""
        return _sentence(words.ROW_UNVERIFIED.format(count=self.waiting))


@dataclass(frozen=True, slots=True)
class Reminded:
    """To whom one letter goes, out of how many places and departments, about which period, until when."""

    units: Sequence[LateUnit]
    departments: Sequence[LateDepartment]
    of_units: int
    of_departments: int
    period: str
    send_on: dt.date
    verify_on: dt.date
    on: dt.date
    deadline: dt.date
    issuer: str
    contact: str
    speech: Speech


def usual_deadline(today: dt.date) -> dt.date:
    """Three days on; an office that rests on Saturday and Sunday is given the Monday."""
    found = today + dt.timedelta(days=USUAL_DAYS)
    return found + dt.timedelta(days=7 - found.weekday()) if found.weekday() >= 5 else found


def deadline_fault(deadline: dt.date, today: dt.date) -> str:
    """Nobody can be asked to finish by a day that is past."""
    return f"Hạn mới phải từ hôm nay ({day(today)}) trở đi." if deadline < today else ""


def new_day(letter: Reminded) -> dt.date | None:
    """The day the letter gives; none where all it names have sent, though late: nothing is left to be done by a day."""
    open_work = letter.departments or any(unit.is_missing or unit.returned for unit in letter.units)
    return letter.deadline if open_work else None


def about(letter: Reminded) -> str:
    """Trích yếu: the work that is asked for, or keeping the day where all is done."""
    works = [words.WORK_SEND] * any(unit.is_missing for unit in letter.units)
    works += [words.WORK_ANSWER] * any(unit.returned > 0 for unit in letter.units)
    works += [words.WORK_VERIFY] * bool(letter.departments)
    if not works:
        return letter.speech.say("cv-trich-yeu-cham", ky=letter.period)
    return letter.speech.say("cv-trich-yeu", viec=", ".join(works), ky=letter.period)


def addressees(letter: Reminded) -> tuple[str, ...]:
    """Kính gửi: the heads of the places, then the departments, each in official order."""
    found = []
    if letter.units:
        found.append(words.TO_HEADS.format(whom=whom_of(letter.units, letter.of_units, kinds_of(letter.units))))
    if letter.departments:
        whom = whom_of(letter.departments, letter.of_departments, "phòng, ban")
        found.append(words.TO_DEPARTMENTS.format(whom=whom))
    return tuple(found)


def opening(letter: Reminded) -> tuple[str, ...]:
    """What the calendar asks, and how far those addressed are behind it."""
    say = letter.speech.say
    calendar = say("cv-lich", ky=letter.period, ngay_gui=day(letter.send_on), ngay_tham_tra=day(letter.verify_on))
    return calendar, say("cv-tinh-hinh", ngay=day(letter.on), tinh_hinh="; ".join(_facts(letter)))


def closing(letter: Reminded) -> tuple[str, ...]:
    """What is asked of whom until when, numbered where it is more than one thing; then whom to call."""
    say, asked = letter.speech.say, list(_requests(letter))
    contact = say("cv-lien-he", lien_he=letter.contact)
    if len(asked) == 1:
        return say("cv-de-nghi-mot", co_quan=letter.issuer, viec=lower_first(asked[0])), contact
    numbered = [f"{at}. {request}" for at, request in enumerate(asked, 1)]
    return say("cv-de-nghi", co_quan=letter.issuer), *numbered, contact


def grid(letter: Reminded) -> Grid:
    """Everybody addressed, in the order of the letter, with state, due day and who answers for it."""
    rows = tuple(
        (str(at), row.name, row.state, day(row.due_on), row.responsible)
        for at, row in enumerate([*letter.units, *letter.departments], 1)
    )
    return Grid(words.HEADS, rows, frozenset({0, 3}))


def _facts(letter: Reminded) -> Iterator[str]:
    groups = (
        (_is_missing, words.MISSING, words.MISSING_ONE, _days),
        (_is_lacking, words.LACKING, words.LACKING, _lacking),
        (_is_late, words.LATE, words.LATE_ONE, _days),
        (_is_returned, words.RETURNED, words.RETURNED, _returned),
    )
    for belongs, many, one, figure in groups:
        found = [unit for unit in letter.units if belongs(unit)]
        if found:
            total = counted(sum(figure(unit) for unit in found))
            who = who_of(found, letter.of_units, kinds_of(found))
            yield (one if len(found) == 1 else many).format(who=who, days=total, count=total)
    if letter.departments:
        who = who_of(letter.departments, letter.of_departments, "phòng, ban")
        yield words.UNVERIFIED.format(who=who, count=counted(sum(row.waiting for row in letter.departments)))


def _requests(letter: Reminded) -> Iterator[str]:
    until = {"ky": letter.period, "han": day(letter.deadline)}
    for belongs, who, code in (
        (_is_missing, words.WHO_MISSING, "cv-chua-gui"),
        (_is_returned, words.WHO_RETURNED, "cv-tra-loi"),
        (_is_late, words.WHO_LATE, "cv-gui-cham"),
    ):
        found = [unit for unit in letter.units if belongs(unit)]
        if found:
            whom = found[0].spoken if len(found) == 1 else who.format(kinds=kinds_of(found))
            yield letter.speech.say(code, ai=words.HEADS_OF.format(whom=whom), **until)
    if letter.departments:
        whom = letter.departments[0].spoken if len(letter.departments) == 1 else words.WHO_UNVERIFIED
        yield letter.speech.say("cv-tham-tra", ai=words.LEADERS_OF.format(whom=whom), **until)


def _is_missing(unit: LateUnit) -> bool:
    return unit.is_missing


def _is_late(unit: LateUnit) -> bool:
    return unit.is_late


def _is_lacking(unit: LateUnit) -> bool:
    return unit.lacking > 0


def _is_returned(unit: LateUnit) -> bool:
    return unit.returned > 0


def _days(unit: LateUnit) -> int:
    return unit.days


def _lacking(unit: LateUnit) -> int:
    return unit.lacking


def _returned(unit: LateUnit) -> int:
    return unit.returned


def kinds_of(units: Sequence[Named]) -> str:
    """ "xã", "thị trấn", or both, as those meant are."""
    communes = sum(unit.is_xa for unit in units)
    kinds = ["xã"] * bool(communes) + ["thị trấn"] * (communes < len(units))
    return ", ".join(kinds)


def who_of(found: Sequence[Named], of_all: int, kinds: str) -> str:
    """The subject of a sentence: one by name, all as all, a few with their number and their names."""
    if len(found) == 1:
        return found[0].spoken
    if len(found) == of_all:
        return words.ALL.format(count=counted(of_all), kinds=kinds)
    return words.MANY.format(count=counted(len(found)), kinds=kinds, names=name_list(row.name for row in found))


def whom_of(found: Sequence[Named], of_all: int, kinds: str) -> str:
    """The same behind "Kính gửi"."""
    if len(found) == 1:
        return found[0].spoken
    if len(found) == of_all:
        return words.EVERYONE.format(kinds=kinds)
    return words.LISTED.format(kinds=kinds, names=name_list(row.name for row in found))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
