"""What a letter says that urges the tasks of a directive: who has not done what, right for one, a few and all."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ntm_portal.vietnamese import day, lower_first
from reports.rules import reminder_words, urging_words
from reports.rules.papers import Grid
from reports.rules.patterns import Speech
from reports.rules.reminder import kinds_of, usual_deadline, who_of, whom_of


@dataclass(frozen=True, slots=True)
class LeftTask:
    """One thing a place has not done: as the directive says it, shortly, what is missing, by when."""

    title: str
    short: str
    left: str
    due_on: dt.date
    days_late: int = 0

    @property
    def row(self) -> str:
        """As the table prints it."""
        words = urging_words.ROW_LATE if self.days_late > 0 else urging_words.ROW
        return words.format(title=self.short, left=self.left, days=self.days_late)


@dataclass(frozen=True, slots=True)
class UrgedUnit:
    """A place with what it has left to do, and who answers for it."""

    key: str
    name: str
    spoken: str
    is_xa: bool
    tasks: tuple[LeftTask, ...]
    responsible: str

    @property
    def state(self) -> str:
        return "; ".join(task.row for task in self.tasks)

    @property
    def due_on(self) -> dt.date:
        """The first day it had, or has, to keep."""
        return min(task.due_on for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Urged:
    """To whom one letter goes, out of how many places, about which document, until when."""

    units: Sequence[UrgedUnit]
    of_units: int
    document: str
    on: dt.date
    deadline: dt.date
    issuer: str
    contact: str
    speech: Speech


def common_deadline(units: Sequence[UrgedUnit], today: dt.date) -> dt.date:
    """The day the document gives while it is to come; after it a few working days."""
    coming = [task.due_on for unit in units for task in unit.tasks if task.due_on >= today]
    return min(coming, default=usual_deadline(today))


def about(letter: Urged) -> str:
    """Trích yếu."""
    return letter.speech.say("cv-nv-trich-yeu", van_ban=letter.document)


def addressees(letter: Urged) -> tuple[str, ...]:
    """Kính gửi: the heads of the places."""
    whom = whom_of(letter.units, letter.of_units, kinds_of(letter.units))
    return (reminder_words.TO_HEADS.format(whom=whom),)


def opening(letter: Urged) -> tuple[str, ...]:
    """What the document asks, and which places have not done which of it."""
    titles = {task.title: task.due_on for unit in letter.units for task in unit.tasks}
    asked = "; ".join(
        urging_words.TASK.format(title=lower_first(title), due=day(due_on)) for title, due_on in titles.items()
    )
    facts = "; ".join(_fact(letter, title) for title in titles)
    return (
        letter.speech.say("cv-nv-giao", van_ban=letter.document, nhiem_vu=asked),
        letter.speech.say("cv-tinh-hinh", ngay=day(letter.on), tinh_hinh=facts),
    )


def _fact(letter: Urged, title: str) -> str:
    found = [unit for unit in letter.units if title in {task.title for task in unit.tasks}]
    said = lower_first(title)
    words = urging_words.NOT_DONE if said.startswith(urging_words.DONE_VERB) else urging_words.NOT_DONE_OTHER
    return words.format(who=who_of(found, letter.of_units, kinds_of(found)), title=said)


def closing(letter: Urged) -> tuple[str, ...]:
    """What is asked until when; then whom to call."""
    alone = len(letter.units) == 1
    whom = letter.units[0].spoken if alone else urging_words.WHO.format(kinds=kinds_of(letter.units))
    say, heads = letter.speech.say, reminder_words.HEADS_OF.format(whom=whom)
    return (
        say("cv-de-nghi", co_quan=letter.issuer),
        f"1. {say('cv-nv-hoan-thanh', ai=heads, han=day(letter.deadline))}",
        f"2. {say('cv-nv-bao-cao')}",
        say("cv-lien-he", lien_he=letter.contact),
    )


def grid(letter: Urged) -> Grid:
    """Every place addressed, in official order, with what is left, the day, and who answers for it."""
    rows = tuple(
        (str(at), unit.name, unit.state, day(unit.due_on), unit.responsible) for at, unit in enumerate(letter.units, 1)
    )
    return Grid(urging_words.HEADS, rows, frozenset({0, 3}))
