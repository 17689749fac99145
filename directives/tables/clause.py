"""The page of one clause: every place with its state, what was done on what proof, who answers, what may be done."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import may_see_history, may_see_overview
from communes.enums import Level
from communes.models import Department, Unit
from criteria.enums import Verdict
from criteria.models import Criterion
from directives.enums import JudgedBy
from directives.models import Directive, Dissemination, ExtensionRequest, Fulfilment, Obligation
from directives.permissions import (
    extension_requests_visible_to,
    fulfilments_confirmable_by,
    fulfilments_visible_to,
    fulfilments_withdrawable_by,
    may_ask_more_time,
    may_plan_visit_for,
    may_record,
    proofs_visible_to,
)
from directives.rules.clauses import clause_slug
from directives.rules.recurrence import rhythm_words
from directives.tables.asked import Pair, pairs_of
from directives.tables.clause_visits import VisitNote, notes_of_visits
from directives.tables.people import Person, answering_on
from directives.tables.states import ObligationState, states_of
from directives.tables.tasks import TAG_OF, Task, grouped, rank_of, task_of
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was recorded, with its documents and what the reader may do with it."""

    fulfilment: Fulfilment
    proofs: tuple[tuple[int, str], ...]
    withdrawn: Fulfilment | None
    may_confirm: bool
    may_withdraw: bool

    @property
    def confirmed_words(self) -> str:
        """Who said that it is so, and when."""
        word = getattr(self.fulfilment, "confirmation", None)
        if word is None:
            return "chờ xác nhận" if self.fulfilment.obligation.judged.asks_confirmation else ""
        return f"{word.confirmed_by.full_name} xác nhận {day(word.confirmed_at.astimezone(LOCAL).date())}"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place or body under the clause."""

    state: ObligationState
    tag: str
    people: tuple[Person, ...]
    lines: tuple[Line, ...]
    visits: tuple[VisitNote, ...]
    known: str
    asked: ExtensionRequest | None
    may_record: bool
    may_ask: bool
    may_plan: bool
    may_see_documents: bool
    sees_district: bool

    @property
    def name(self) -> str:
        """ "Xuân Tân", "Huyện Xuân Trường", "Văn phòng Huyện ủy"."""
        return self.state.body.name if self.state.body else self.state.unit.short_label

    @property
    def href(self) -> str:
        """The page of the place, where it has one."""
        if self.state.body:
            return ""
        return "/huyen/" if self.state.unit.level == Level.DISTRICT else f"/xa/{self.state.unit.slug}/"

    @property
    def dossier_href(self) -> str:
        """The dossier of recognition, where the task is about it."""
        unit = self.state.unit
        if self.state.body or "hồ sơ" not in self.state.obligation.title.casefold():
            return ""
        return "" if unit.level == Level.DISTRICT and not self.sees_district else f"/ho-so/{unit.place}/"

    @property
    def acts(self) -> str:
        """The address under which the reader records or asks for this place."""
        return f"/nhiem-vu/{self.state.obligation.pk}/{place_word(self.state.pair.place)}"

    @property
    def takes_deeds(self) -> bool:
        return self.state.obligation.judged.takes_deeds

    @property
    def is_of_visits(self) -> bool:
        """Whether the minutes of visits decide; what was recorded before they did stays to be read."""
        return self.state.obligation.judged == JudgedBy.VISIT

    @property
    def plan_href(self) -> str:
        """Where a visit is planned, the commune already chosen."""
        chosen = f"?xa={self.state.unit.slug}" if self.state.unit.level == Level.COMMUNE else ""
        return f"/kiem-tra/lap/{chosen}"

    @property
    def criterion(self) -> Criterion | None:
        """Which of several criteria of one clause the row is about."""
        return self.state.obligation.criterion

    @property
    def evidence_href(self) -> str:
        """The documents behind the figure that decides it."""
        indicator = self.state.obligation.indicator if self.may_see_documents else None
        return f"/minh-chung/{self.state.unit.place}/{indicator.number}/" if indicator else ""

    @property
    def gap(self) -> str:
        """What is still to be done, for a task that a figure decides."""
        status = self.state.status
        if status is None or self.state.deadline.is_met:
            return ""
        return self.state.gap_words or ("chưa có số liệu" if self.state.cell.verdict == Verdict.UNASSESSED else "")


@dataclass(frozen=True, slots=True)
class TaskBlock:
    """One task of the clause with every place it is asked of."""

    task: Task
    obligations: tuple[Obligation, ...]
    rows: tuple[PlaceRow, ...]

    @property
    def first(self) -> Obligation:
        return self.obligations[0]

    @property
    def rhythm(self) -> str:
        """ "ngày 25, hằng tháng", for what comes again."""
        return rhythm_words(self.first.rhythm) if self.first.rhythm else ""

    @property
    def is_measured(self) -> bool:
        return self.first.judged == JudgedBy.MEASURE

    @property
    def is_of_visits(self) -> bool:
        return self.first.judged == JudgedBy.VISIT

    @property
    def has_acts(self) -> bool:
        """Whether the reader may do something in any row."""
        return any(row.may_record or row.may_ask or row.may_plan for row in self.rows)

    @property
    def measure_href(self) -> str:
        """The indicator that decides it, for whoever compares communes."""
        return f"/chi-tieu/{self.first.indicator.number}/"


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause of a document with its tasks."""

    directive: Directive
    clause: str
    blocks: tuple[TaskBlock, ...]

    @property
    def href(self) -> str:
        """The page of the document."""
        return f"/chi-thi/{self.directive.pk}/"

    @property
    def is_plural(self) -> bool:
        """Whether the clause asks several things."""
        return len(self.blocks) > 1

    @property
    def title(self) -> str:
        """What it asks, where it asks one thing."""
        return "" if self.is_plural else self.blocks[0].task.title


def place_word(place: Unit | Department) -> str:
    """How an address names a place or a body: "xuan-tan", "huyen", "cq-mat-tran"."""
    return f"cq-{place.code}" if isinstance(place, Department) else place.place


def clause_page(
    directive: Directive,
    slug: str,
    user: User,
    units: Sequence[Unit],
    obligations: QuerySet[Obligation],
    *,
    as_of: dt.date,
    known_at: dt.datetime | None = None,
) -> ClausePage | None:
    """Everything about one clause in a fixed number of queries; None where the document has no such clause."""
    rows = obligations.begun_by(as_of).with_addressees().in_order()
    found = [row for row in rows if clause_slug(row.clause) == slug]
    pairs = pairs_of(found, units)
    if not pairs:
        return None
    states = states_of(pairs, as_of, known_at)
    reader = Reader(user, pairs, as_of, known_at)
    blocks = [_block(group, reader) for group in grouped(states).values()]
    return ClausePage(directive, found[0].clause, tuple(blocks))


def _block(states: Sequence[ObligationState], reader: "Reader") -> TaskBlock:
    task = task_of(states, reader.as_of)
    ordered = sorted(states, key=lambda state: rank_of(state.deadline.state))
    asked = tuple(dict.fromkeys(state.obligation for state in states))
    return TaskBlock(task, asked, tuple(reader.row(state) for state in ordered))


class Reader:
    """What somebody may see and do under a clause, read once for all its places. At most twelve queries."""

    def __init__(self, user: User, pairs: Sequence[Pair], as_of: dt.date, known_at: dt.datetime | None):
        self.user, self.as_of = user, as_of
        ids = {pair.obligation.pk for pair in pairs}
        self.answering = answering_on(pairs, as_of)
        self.lines = self._lines(ids, as_of, known_at)
        self.visits = notes_of_visits(user, pairs, as_of, known_at)
        self.spread = _spread(pairs, as_of)
        undecided = (
            extension_requests_visible_to(user).filter(obligation__in=ids).undecided().select_related("asked_by")
        )
        self.asked = {(row.obligation_id, row.unit_id or 0, row.body_id or 0): row for row in undecided}

    def _lines(self, ids: Iterable[int], as_of: dt.date, known_at: dt.datetime | None) -> dict[tuple, list[Line]]:
        rows = fulfilments_visible_to(self.user).filter(obligation__in=ids, withdraws=None, done_on__lte=as_of)
        rows = rows if known_at is None else rows.filter(recorded_at__lte=known_at)
        rows = list(
            rows.select_related(
                "obligation", "recorded_by", "confirmation__confirmed_by", "withdrawn_by__recorded_by"
            ).newest_first()
        )
        confirmable = set(fulfilments_confirmable_by(self.user).filter(obligation__in=ids).values_list("pk", flat=True))
        own = set(fulfilments_withdrawable_by(self.user).filter(obligation__in=ids).values_list("pk", flat=True))
        proofs = defaultdict(list)
        for pk, line, number, summary in (
            proofs_visible_to(self.user)
            .filter(fulfilment__in=rows)
            .order_by("pk")
            .values_list("pk", "fulfilment_id", "evidence__number", "evidence__summary")
        ):
            proofs[line].append((pk, number or summary))
        found = defaultdict(list)
        for row in rows:
            line = Line(
                row, tuple(proofs[row.pk]), getattr(row, "withdrawn_by", None), row.pk in confirmable, row.pk in own
            )
            found[row.obligation_id, row.unit_id or 0, row.body_id or 0].append(line)
        return found

    def row(self, state: ObligationState) -> PlaceRow:
        """One place, with the rights of the reader."""
        pair = state.pair
        asked = self.asked.get(pair.asked)
        has_day = state.due_on is not None and not state.deadline.is_met
        may_ask = asked is None and has_day and may_ask_more_time(self.user, pair.obligation, pair.place)
        return PlaceRow(
            state=state,
            tag=TAG_OF[state.deadline.state],
            people=self.answering.of(pair),
            lines=tuple(self.lines.get(pair.asked, ())),
            visits=self.visits.get(pair.asked, ()),
            known=self.spread.get((pair.obligation.pk, pair.unit.pk), ""),
            asked=asked,
            may_record=is_open(state) and may_record(self.user, pair.obligation, pair.place),
            may_ask=may_ask,
            may_plan=is_open(state) and may_plan_visit_for(self.user, pair.obligation),
            may_see_documents=may_see_history(self.user),
            sees_district=may_see_overview(self.user),
        )


def is_open(state: ObligationState) -> bool:
    """Whether there is still something to record: not done, or asked again and again."""
    return not state.deadline.is_met or bool(state.obligation.rhythm)


def _spread(pairs: Sequence[Pair], as_of: dt.date) -> dict[tuple[int, int], str]:
    """Task and commune → how far the document came there, for a task that the book of dissemination decides."""
    asked = [pair for pair in pairs if pair.obligation.judged == JudgedBy.SPREAD]
    if not asked:
        return {}
    documents = {pair.obligation.directive_id for pair in asked}
    rows = Dissemination.objects.filter(directive__in=documents, body__unit__isnull=False, sent_on__lte=as_of)
    rows = rows.select_related("body")
    found = {(row.directive_id, row.body.unit_id): spread_words(row, as_of) for row in rows}
    return {
        (pair.obligation.pk, pair.unit.pk): found.get(
            (pair.obligation.directive_id, pair.unit.pk), "Văn bản chưa gửi nơi này."
        )
        for pair in asked
    }


def spread_words(row: Dissemination, as_of: dt.date) -> str:
    """ "Gửi 29/8/2017, xem 30/8/2017, quán triệt 12/9/2017: …"."""
    said = [f"Gửi {day(row.sent_on)}"]
    if row.read_at and row.read_at.astimezone(LOCAL).date() <= as_of:
        said.append(f"xem {day(row.read_at.astimezone(LOCAL).date())}")
    if row.confirmed_on and row.confirmed_on <= as_of:
        said.append(f"quán triệt {day(row.confirmed_on)}: {row.words}")
    return ", ".join(said)
