"""What a directive wants finished by a day: how far each indicator still is, and which communes hold it up."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, Coalesce

from communes.models import Unit
from criteria.enums import Direction, Verdict
from criteria.rules.facts import TargetFacts
from criteria.rules.verdicts import has_ratio
from criteria.status import IndicatorStatus, Statuses
from directives.enums import AppliesTo
from directives.models import ExtensionRequest, Obligation
from directives.rules.clauses import section_of
from directives.tables.risks import NO_RISKS, PlaceRisks, short_words
from ntm_portal.kept import kept
from ntm_portal.vietnamese import change, counted, number, percent
from reports.tables.board import Board, CommuneFacts, counted_places

DONE = (Verdict.MET, Verdict.NA)
NAMED = Obligation.units.through.objects


@dataclass(frozen=True, slots=True)
class Task:
    """One thing a directive wants done by a day: an indicator in all communes, or a criterion of the district."""

    obligation_id: int
    applies_to: str
    indicator_id: int | None
    criterion_id: int
    number: str
    name: str
    clause: str
    begins_on: dt.date
    due_on: dt.date
    issued_on: dt.date
    only: frozenset[int] = frozenset()
    moved: tuple[tuple[int, dt.date], ...] = ()

    @property
    def section(self) -> str:
        """ "3" of clause "3d"."""
        return section_of(self.clause)

    def is_asked_of(self, unit_id: int) -> bool:
        """Every commune, or those that the task names."""
        return not self.only or unit_id in self.only

    def until(self, unit_id: int) -> dt.date:
        """The day of the document, or the one granted to this place."""
        return dict(self.moved).get(unit_id, self.due_on)


def dues_of(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """What the newest directive asks of all communes by its nearest day."""
    asked = [task for task in tasks if task.applies_to == AppliesTo.COMMUNES and not task.only]
    return tuple(task for task in asked if (task.issued_on, task.due_on) == (asked[0].issued_on, asked[0].due_on))


@dataclass(frozen=True, slots=True)
class Standings:
    """What is to be done, and how it stood: on the day, on the compared day, when it was given."""

    tasks: tuple[Task, ...]
    now: Statuses
    before: Statuses
    begun: Statuses
    risks: Mapping[int, PlaceRisks] = field(default_factory=dict)

    @property
    def dues(self) -> tuple[Task, ...]:
        return dues_of(self.tasks)

    @property
    def due_on(self) -> dt.date | None:
        """The day the dues share."""
        return self.dues[0].due_on if self.dues else None

    def unfinished(self, communes: Collection[CommuneFacts]) -> list[CommuneFacts]:
        """The communes in which any of the dues is not met."""
        dues = self.dues
        return [c for c in communes if any(self.is_open(c.id, due) for due in dues)]

    def is_open(self, unit_id: int, due: Task) -> bool:
        return self.now[unit_id, due.indicator_id].cell.verdict not in DONE


@dataclass(frozen=True, slots=True)
class GapLine:
    """One commune that holds the indicator up: how much is missing, and its verdict."""

    commune: CommuneFacts
    amount: Decimal | None
    words: str
    share: Fraction
    verdict: Verdict
    by_self: bool
    href: str


@dataclass(frozen=True, slots=True)
class DueBlock:
    """One indicator of the block: total gap, work done beside time gone by, communes by size of gap."""

    due: Task
    required: str
    target: TargetFacts | None
    verb: str
    total: Decimal
    counted: str
    lines: tuple[GapLine, ...]
    done: Fraction | None
    done_words: str
    elapsed: Fraction
    met: int
    met_change: int
    units: int
    rate: str
    left_out: tuple[str, ...]

    @property
    def met_words(self) -> str:
        """ "17/20 đơn vị đạt (+3)"."""
        moved = f" ({change(self.met_change)})" if self.met_change else ""
        return f"{self.met}/{self.units} đơn vị đạt{moved}"

    @property
    def href(self) -> str:
        return f"chi-tieu/{self.due.number}/"

    @property
    def elapsed_words(self) -> str:
        return percent(100 * self.elapsed, 0)

    @property
    def total_words(self) -> str:
        return number(self.total)

    @property
    def places_words(self) -> str:
        """ "03 xã": the communes with a gap that can be counted."""
        return counted_places([line.commune for line in self.lines if line.amount is not None])

    @property
    def has_pace(self) -> bool:
        """Whether the page of the indicator can tell the pace of any commune that it was asked of."""
        return any(line.amount and self.due.is_asked_of(line.commune.id) for line in self.lines)


@kept
def tasks_of(district: Unit, as_of: dt.date, known_at: dt.datetime | None = None) -> tuple[Task, ...]:
    """What verdicts decide of what the directives have asked for by a day, newest directive and nearest day first.

    One query, and one each where a task names its communes or a place was given more time.
    """
    own = Q(directive__district=district) | Q(directive__district=None)
    rows = (
        Obligation.objects.measured()
        .begun_by(as_of)
        .filter(
            own,
            Q(applies_to=AppliesTo.DISTRICT, criterion__isnull=False)
            | Q(applies_to=AppliesTo.COMMUNES, indicator__isnull=False),
        )
    )
    rows = rows.order_by(
        "-directive__issued_on", "due_on", "indicator__criterion__number", "indicator__display_order", "pk"
    )
    columns = (
        "id", "applies_to", "indicator_id", Coalesce("criterion_id", "indicator__criterion_id"),
        Coalesce("indicator__number", Cast("criterion__number", CharField())),
        Coalesce("indicator__short_name", "criterion__short_name"),
        "clause", "begins_on", "due_on", "directive__issued_on",
    )  # fmt: skip
    extended = ExtensionRequest.objects.filter(obligation=OuterRef("pk"), granted=True)
    rows = rows.annotate(names=Exists(NAMED.filter(obligation=OuterRef("pk"))), was_moved=Exists(extended))
    found = list(rows.values_list(*columns, "names", "was_moved"))
    only = _named([row[0] for row in found if row[-2]])
    moved = _moved([row[0] for row in found if row[-1]], known_at)
    return tuple(Task(*row[:-2], only.get(row[0], frozenset()), moved.get(row[0], ())) for row in found)


def _named(ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """Task → the only communes it is asked of."""
    found: dict[int, set[int]] = {}
    for task, unit in NAMED.filter(obligation__in=ids).values_list("obligation_id", "unit_id") if ids else ():
        found.setdefault(task, set()).add(unit)
    return {task: frozenset(units) for task, units in found.items()}


def _moved(ids: Sequence[int], known_at: dt.datetime | None) -> dict[int, tuple[tuple[int, dt.date], ...]]:
    """Task → the communes that were given more time, and until when."""
    found: dict[int, dict[int, dt.date]] = {}
    rows = ExtensionRequest.objects.granted_by(known_at).filter(obligation__in=ids, unit__isnull=False)
    for task, unit, until in rows.values_list("obligation_id", "unit_id", "moved_to") if ids else ():
        found.setdefault(task, {})[unit] = until
    return {task: tuple(sorted(days.items())) for task, days in found.items()}


def due_blocks(standings: Standings, board: Board) -> tuple[DueBlock, ...]:
    """The block of each indicator with a deadline."""
    return tuple(_block(due, standings, board) for due in standings.dues)


def _block(due: Task, standings: Standings, board: Board) -> DueBlock:
    communes, as_of = board.communes, board.period.as_of
    now, begun = (
        {commune.id: statuses[commune.id, due.indicator_id] for commune in communes}
        for statuses in (standings.now, standings.begun)
    )
    before = [standings.before[commune.id, due.indicator_id] for commune in board.communes_before]
    lines = gap_lines(communes, now)
    total = total_gap(now.values())
    done, done_words = work_done(total_gap(begun.values()), total)
    met = met_count(now.values())
    rate, left_out = district_rate(now.values())
    first = next(iter(now.values()), None)
    return DueBlock(
        due=due,
        required=first.required if first else "",
        target=first.target if first else None,
        verb=verb_of(first),
        total=total,
        counted=first.indicator.counted or first.indicator.unit_of_measure if first else "",
        lines=lines,
        done=done,
        done_words=done_words,
        elapsed=time_elapsed(due.begins_on, due.due_on, as_of),
        met=met,
        met_change=met - met_count(before),
        units=len(communes),
        rate=rate,
        left_out=left_out,
    )


def verb_of(status: IndicatorStatus | None) -> str:
    """ "Còn phải giảm" for poor households and stunting, "Còn thiếu" for the rest."""
    downwards = status is not None and status.indicator.direction == Direction.AT_MOST
    return "Còn phải giảm" if downwards else "Còn thiếu"


def total_gap(statuses: Collection[IndicatorStatus]) -> Decimal:
    """What all communes together still lack."""
    return sum((status.gap.amount for status in statuses if status.gap), Decimal(0))


def met_count(statuses: Collection[IndicatorStatus]) -> int:
    return sum(status.cell.verdict == Verdict.MET for status in statuses)


def gap_lines(communes: Sequence[CommuneFacts], statuses: Mapping[int, IndicatorStatus]) -> tuple[GapLine, ...]:
    """The communes that are not there yet, the largest gap first, those without a count of it last."""
    late = [commune for commune in communes if statuses[commune.id].cell.verdict not in DONE]
    amounts = {c.id: status.gap.amount for c in late if (status := statuses[c.id]).gap}
    largest = max(amounts.values(), default=Decimal(0))
    lines = [
        GapLine(
            commune=commune,
            amount=amounts.get(commune.id),
            words=number(amounts[commune.id]) if commune.id in amounts else statuses[commune.id].shown,
            share=Fraction(amounts[commune.id]) / Fraction(largest) if commune.id in amounts else Fraction(0),
            verdict=statuses[commune.id].cell.verdict,
            by_self=statuses[commune.id].cell.by_self,
            href=f"xa/{commune.slug}/#tc-{criterion_of(statuses[commune.id])}",
        )
        for commune in late
    ]
    return tuple(sorted(lines, key=lambda line: -(line.amount or Decimal(-1))))


def criterion_of(status: IndicatorStatus) -> str:
    """ "15" of indicator 15.1."""
    return status.indicator.number.partition(".")[0]


def work_done(begun: Decimal, now: Decimal) -> tuple[Fraction | None, str]:
    """The share of the work that was there at the beginning and is done, with its words."""
    if not begun:
        return None, "Khi giao việc chưa tính được phần còn thiếu"
    done = 1 - Fraction(now) / Fraction(begun)
    if done < 0:
        return Fraction(0), f"Phần còn thiếu tăng {percent(-100 * done, 0)}"
    return done, f"Đã xong {percent(100 * done, 0)}"


def time_elapsed(begins_on: dt.date, due_on: dt.date, as_of: dt.date) -> Fraction:
    """The share of the time given that is gone."""
    given = (due_on - begins_on).days
    gone = (as_of - begins_on).days
    return min(max(Fraction(gone, given), Fraction(0)), Fraction(1)) if given else Fraction(1)


def district_rate(statuses: Collection[IndicatorStatus]) -> tuple[str, tuple[str, ...]]:
    """Σ/Σ of the district ("1,70%"), and which communes it leaves out, in words."""
    pairs = [official for status in statuses if (official := status.official) and has_ratio(official)]
    whole = sum(pair.denominator for pair in pairs)
    rate = percent(100 * Fraction(sum(pair.numerator for pair in pairs)) / Fraction(whole)) if whole else ""
    nothing = sum(status.official is None for status in statuses)
    alone = len(statuses) - len(pairs) - nothing
    words = []
    if alone and rate:
        words.append(f"không tính {counted(alone)} đơn vị chưa có tử số, mẫu số")
    if nothing:
        words.append(f"{counted(nothing)} đơn vị chưa có số liệu")
    return rate, tuple(words)


@dataclass(frozen=True, slots=True)
class Risk:
    """One commune where an indicator is still met but may be lost."""

    commune: CommuneFacts
    number: str
    criterion_id: int
    words: str


def risks(standings: Standings, communes: Sequence[CommuneFacts]) -> tuple[Risk, ...]:
    """Có nguy cơ, by the one rule of all pages (directives/tables/risks.py): met, near the level, getting worse."""
    return tuple(
        Risk(commune, status.indicator.number, status.indicator.criterion_id, short_words(status))
        for commune in communes
        for _, status, _ in standings.risks.get(commune.id, NO_RISKS).towards
    )


def aged_words(standings: Standings, communes: Sequence[CommuneFacts], months: int) -> str:
    """ "05 chỉ tiêu đạt ở 02 xã có số liệu đã quá 12 tháng"; empty where no figure is that old."""
    found = [(commune, len(standings.risks.get(commune.id, NO_RISKS).aged)) for commune in communes]
    places = [commune for commune, count in found if count]
    if not places:
        return ""
    total = counted(sum(count for _, count in found))
    return f"{total} chỉ tiêu đạt ở {counted_places(places)} có số liệu đã quá {months} tháng"
