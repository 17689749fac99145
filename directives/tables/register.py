"""Sổ văn bản: the list with its search, and one document with everything around it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from accounts.permissions import district_of, is_commune_user
from communes.enums import Level
from criteria.models import Criterion, Indicator
from criteria.status import current_set
from directives.enums import DocumentKind
from directives.models import Directive, Dissemination, Obligation, PartyBody
from directives.permissions import (
    answering_units,
    bodies_confirmable_by,
    directives_visible_to,
    disseminations_visible_to,
    follows_tasks,
    obligations_visible_to,
)
from directives.rules.clauses import clause_order
from directives.rules.recurrence import rhythm_words
from directives.tables.asked import pairs_of
from directives.tables.tasks import answering_of
from ntm_portal.asking import query_of
from ntm_portal.vietnamese import day, fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register."""

    document: Directive
    tasks: int
    sent: int
    confirmed: int

    @property
    def spread(self) -> str:
        """ "18/22 nơi đã quán triệt", nothing where it was not sent."""
        return f"{self.confirmed}/{self.sent}" if self.sent else ""


LONGEST_SEARCH = 100
WITH_TASKS = "1"


@dataclass(frozen=True, slots=True)
class RegisterAsked:
    """What the filter of the register asks for; a kind it does not know asks for nothing."""

    words: str = ""
    kind: str = ""
    with_tasks: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "RegisterAsked":
        kind, words = asked.get("loai", ""), "".join(filter(str.isprintable, asked.get("q", "")))
        return cls(words.strip()[:LONGEST_SEARCH], kind if kind in DocumentKind.values else "", "co_viec" in asked)

    @property
    def query(self) -> str:
        """How the address asks for it."""
        return query_of({"q": self.words, "loai": self.kind, "co_viec": WITH_TASKS * self.with_tasks})


def register(user: User, asked: RegisterAsked) -> list[Entry]:
    """The documents the user reads, the newest first, by any part of what stands on them. One query."""
    mine = Q(obligations__in=obligations_visible_to(user))
    counted = directives_visible_to(user).annotate(
        task_count=Count("obligations", filter=mine, distinct=True),
        sent_count=Count("disseminations", distinct=True),
        confirmed_count=Count("disseminations", filter=Q(disseminations__confirmed_at__isnull=False), distinct=True),
    )
    rows = counted.filter(kind=asked.kind) if asked.kind else counted
    rows = rows.filter(task_count__gt=0) if asked.with_tasks else rows
    words = fold(asked.words).split()
    return [
        Entry(row, row.task_count, row.sent_count, row.confirmed_count)
        for row in rows.newest_first()
        if all(word in fold(searched(row)) for word in words)
    ]


def searched(document: Directive) -> str:
    """By which words a document is found."""
    return f"{document.label} {document.issuer} {document.signer} {document.summary} {document.scope}"


@dataclass(frozen=True, slots=True)
class Given:
    """One task of a document, as the register lists it; nine criteria of one clause are one line. `opens`: whether
    its clause has a page for the reader, who sees only places of his own."""

    obligations: tuple[Obligation, ...]
    answering: str
    due: str
    asked: str
    opens: bool

    @property
    def first(self) -> Obligation:
        return self.obligations[0]


@dataclass(frozen=True, slots=True)
class Spread:
    """One party body under a document: what became of it there, and whether the reader may confirm."""

    body: PartyBody
    line: Dissemination | None
    tag: str
    words: str
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document with what it rests on, what rests on it, its tasks and where it was made known."""

    document: Directive
    cited: tuple[Directive, ...]
    citing: tuple[Directive, ...]
    tasks: tuple[Given, ...]
    spread: tuple[Spread, ...]
    may_edit: bool
    sees_spread: bool

    @property
    def sent(self) -> list[Spread]:
        """The bodies it was sent to."""
        return [one for one in self.spread if one.line]

    @property
    def confirmed(self) -> int:
        return sum(one.line.confirmed_at is not None for one in self.sent)

    @property
    def can_send(self) -> bool:
        """Whether some body has not been sent it yet."""
        return self.may_edit and len(self.sent) < len(self.spread)


def document_page(document: Directive, user: User, today: dt.date) -> DocumentPage:
    """Everything around one document. A fixed number of queries."""
    tasks = list(obligations_visible_to(user).filter(directive=document).with_addressees().in_order())
    units = answering_units(user).valid_on(today).select_related("parent") if tasks else ()
    opened = {pair.obligation.clause for pair in pairs_of([row for row in tasks if row.begins_on <= today], units)}
    return DocumentPage(
        document=document,
        cited=tuple(document.cites.order_by("issued_on", "pk")),
        citing=tuple(directives_visible_to(user).filter(cites=document).order_by("issued_on", "pk")),
        tasks=_given(sorted(tasks, key=lambda row: clause_order(row.clause)), opened),
        spread=tuple(spread_of(document, user)),
        may_edit=follows_tasks(user),
        sees_spread=is_commune_user(user) or bool(disseminations_visible_to(user).exists()) or follows_tasks(user),
    )


def _given(rows: Sequence[Obligation], opened: Collection[str]) -> tuple[Given, ...]:
    found: dict[tuple, list[Obligation]] = {}
    for row in rows:
        found.setdefault((row.clause, row.title, row.due_on, row.applies_to), []).append(row)
    return tuple(_line(tuple(group), opened) for group in found.values())


def _line(group: tuple[Obligation, ...], opened: Collection[str]) -> Given:
    row = group[0]
    due = rhythm_words(row.rhythm) if row.rhythm else day(row.due_on) if row.due_on else "thường xuyên"
    named = [unit.short_label for unit in row.units.all()] + [body.short_name for body in row.bodies.all()]
    asked = ", ".join(named) or row.get_applies_to_display()
    return Given(group, answering_of(row), due, asked, row.clause in opened)


def spread_of(document: Directive, user: User) -> list[Spread]:
    """The party bodies the user reads about, with their line. Two queries."""
    visible = disseminations_visible_to(user).filter(directive=document)
    lines = {line.body_id: line for line in visible.select_related("confirmed_by", "read_by")}
    own = set(bodies_confirmable_by(user).values_list("pk", flat=True))
    bodies = PartyBody.objects.of(district_of(user)).select_related("unit")
    shown = bodies if follows_tasks(user) else bodies.filter(pk__in=lines)
    return [
        Spread(body, lines.get(body.pk), *spread_state(lines.get(body.pk)), _may_confirm(lines.get(body.pk), own))
        for body in shown
        if body.pk in lines or not body.closed
    ]


def _may_confirm(line: Dissemination | None, own: set[int]) -> bool:
    return line is not None and line.confirmed_at is None and line.body_id in own


def spread_state(line: Dissemination | None) -> tuple[str, str]:
    """The tag and the words of one line."""
    if line is None:
        return "plain", "chưa gửi"
    if line.confirmed_on:
        return "done", f"Đã quán triệt {day(line.confirmed_on)}"
    return ("act", "Đã xem, chưa xác nhận") if line.read_at else ("soon", "Đã gửi, chưa xem")


def measure_choices(as_of: dt.date) -> dict[str, list[tuple[str, str, Level]]]:
    """What a task may be measured by: criteria and indicators of the sets in force. Six queries."""
    found = {}
    for level, name in ((Level.COMMUNE, "xã"), (Level.DISTRICT, "huyện")):
        judging = current_set(level, as_of)
        criteria = Criterion.objects.filter(criteria_set=judging).order_by("number")
        indicators = Indicator.objects.filter(criterion__criteria_set=judging, part_of=None)
        found[f"Tiêu chí {name}"] = [(f"C:{row.pk}", f"{row.number} {row.name}", level) for row in criteria]
        found[f"Chỉ tiêu {name}"] = [
            (f"I:{row.pk}", f"{row.number} {row.name}", level)
            for row in indicators.order_by("criterion__number", "display_order")
        ]
    return found
