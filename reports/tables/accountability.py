"""Trách nhiệm người đứng đầu: the sheet of a commune for a period, read for one or for all in the same queries."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from communes.enums import HEAD_POSTS, Kind, Level, Post
from communes.models import Appointment, Unit
from criteria.rules.communes import Tally, band_of, label_by_count
from criteria.rules.gaps import gap_words
from criteria.rules.settings import RuleSettings
from criteria.status import EMPTY_CELL, IndicatorStatus, Statuses, read_criteria, read_indicators, read_judging
from criteria.status import settings_at as read_settings
from directives.enums import EventKind, Side
from directives.models import Remark
from directives.rules.accountability import Event, Part, Span, Tenure, by_kind, counts_of, split
from directives.rules.sheet_periods import SheetPeriod
from directives.tables.events import Asked, events_of
from ntm_portal.clock import day_ended_at, end_of_day
from ntm_portal.vietnamese import counted, day, name_list
from reports.tables.board import criteria_in_order
from reports.tables.due import DONE, Task, dues_of, tasks_of

# Whose days in office a sheet tells; the posts of a commune, and those of a department.
POSTS = (Post.PARTY_SECRETARY, Post.CHAIR, Post.ASSIGNED_MEMBER)
KINDS = tuple(kind for kind in EventKind if kind != EventKind.VERIFIED_LATE)


@dataclass(frozen=True, slots=True)
class Look:
    """Whose heads are judged over which days, as of when and as known when."""

    district: Unit
    period: SheetPeriod
    as_of: dt.date
    known_at: dt.datetime | None = None

    @property
    def span(self) -> Span:
        """The days of the period that the page knows of."""
        return Span(self.period.span.begins_on, min(self.period.span.ends_on, self.as_of))

    @property
    def until(self) -> dt.date:
        """The day whose verdicts are the end of the period."""
        return self.span.ends_on

    def asked(self, units: Sequence[Unit]) -> Asked:
        """What is asked of the sources of events."""
        return Asked(units, self.span, self.as_of, self.known_at)


@dataclass(frozen=True, slots=True)
class Block:
    """One post of a place over the period: who held it on which days, and what is put down to each."""

    post: Post
    label: str
    parts: tuple[Part, ...]

    @property
    def holder(self) -> str:
        """Who held it last."""
        return self.parts[-1].holder

    @property
    def last(self) -> Part:
        """The days of whoever held it last."""
        return self.parts[-1]

    @property
    def former(self) -> str:
        """Who held it before, in the order of days."""
        return name_list(part.holder for part in self.parts[:-1])

    @property
    def is_split(self) -> bool:
        """Somebody changed, or the post was vacant for some days."""
        return len(self.parts) > 1

    def holding(self, on: dt.date) -> str:
        """Who held the post on a day: "Chủ tịch UBND xã: Nguyễn Văn An"."""
        holders = name_list(part.holder for part in self.parts if part.span.covers(on))
        return f"{self.label}: {holders}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commune stood at the beginning and at the end of the period."""

    now: Tally
    before: Tally
    band: str
    band_before: str
    label: str

    @property
    def change(self) -> int:
        return self.now.met - self.before.met

    @property
    def left_words(self) -> str:
        """ "còn 02 tiêu chí"; nothing where all that is asked is met."""
        left = self.now.required - self.now.met
        return f"còn {counted(left)} tiêu chí" if left else "xong"

    @property
    def mark(self) -> str:
        """Which way the count moved."""
        return "" if not self.change else "up" if self.change > 0 else "down"


def written(status: IndicatorStatus) -> str:
    """ "82,75% C": the figure and the letter of its verdict."""
    return f"{status.shown} {status.cell.verdict.letter}".strip()


@dataclass(frozen=True, slots=True)
class DueLine:
    """One indicator the directive wants by its nearest day, at the beginning and at the end of the period."""

    due: Task
    before: IndicatorStatus
    now: IndicatorStatus
    href: str

    @property
    def name(self) -> str:
        return f"{self.due.number} {self.due.name}"

    @property
    def left_words(self) -> str:
        """ "còn thiếu 106 người"; "xong"; nothing where no number says how much."""
        if self.now.gap:
            return gap_words(self.now.gap)
        return "xong" if self.now.cell.verdict in DONE else ""

    @property
    def shown_before(self) -> str:
        """ "82,75% C": the figure and the letter of its verdict."""
        return written(self.before)

    @property
    def shown_now(self) -> str:
        return written(self.now)


@dataclass(frozen=True, slots=True)
class Said:
    """What one side has issued: the first word and what supplements it."""

    side: Side
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything about the heads of one commune in a period."""

    unit: Unit
    look: Look
    blocks: tuple[Block, ...]
    standing: Standing
    dues: tuple[DueLine, ...]
    events: tuple[Event, ...]
    said: tuple[Said, ...]

    @property
    def name(self) -> str:
        return self.unit.label

    @property
    def href(self) -> str:
        return f"/trach-nhiem/{self.unit.slug}/"

    @property
    def place_href(self) -> str:
        """The page of the commune itself."""
        return f"/xa/{self.unit.slug}/"

    @property
    def paper(self) -> str:
        """Where it is printed as Biểu 14."""
        return f"{self.href}bieu-14/"

    @property
    def word(self) -> str:
        return f"{self.href}phieu.docx"

    @property
    def heads(self) -> tuple[Block, ...]:
        """Bí thư and chủ tịch, who stand in every sheet."""
        return tuple(block for block in self.blocks if block.post in HEAD_POSTS)

    def answering(self, event: Event) -> list[str]:
        """Who held the posts on the day of an event, for the posts that somebody else held on other days."""
        return [block.holding(event.on) for block in self.blocks if block.is_split]

    @property
    def kinds(self) -> list[tuple[EventKind, tuple[Event, ...]]]:
        """The events of the committee as a body, kind by kind."""
        return by_kind(self.events)

    @property
    def counts(self) -> Counter:
        return counts_of(self.events)

    @property
    def issued(self) -> int:
        """How many words of boards and heads stand on it."""
        return sum(len(said.remarks) for said in self.said)


def read_sheets(look: Look, units: Sequence[Unit]) -> list[Sheet]:
    """The sheets of some communes of the district, in the order given. Fixed queries for any number of them."""
    events = events_of(look.asked(units))
    tenures = tenures_of(Appointment.objects.filter(unit__in=units, post__in=POSTS), "unit_id", look.span)
    standings, dues, said = standings_of(look, units), dues_lines_of(look, units), said_of(look, unit__in=units)
    return [
        Sheet(
            unit, look, blocks_of(unit, POSTS, tenures, look.span, events[unit.pk]), standings[unit.pk], dues[unit.pk],
            events[unit.pk], by_side(said.get(unit.pk, ())),
        )
        for unit in units
    ]  # fmt: skip


# --- Posts ------------------------------------------------------------------------------------


def tenures_of(rows, place: str, span: Span) -> Mapping[tuple[int, str], list[Tenure]]:
    """(place, post) → who held it during some of the days. One query."""
    found: dict[tuple[int, str], list[Tenure]] = defaultdict(list)
    held = rows.filter(valid_from__lte=span.ends_on, valid_to__gte=span.begins_on)
    columns = (place, "post", "officer_id", "officer__name", "valid_from", "valid_to")
    for place_id, post, *tenure in held.order_by("valid_from", "pk").values_list(*columns):
        found[place_id, post].append(Tenure(*tenure))
    return found


def blocks_of(
    place, posts: Sequence[Post], tenures: Mapping, span: Span, events: Collection[Event]
) -> tuple[Block, ...]:
    """One block a post; a post that may stay empty and had no holder at all is left out."""
    found = ((post, tenures.get((place.pk, post), ())) for post in posts)
    return tuple(
        Block(post, post_words(post, place), split(span, held, events))
        for post, held in found
        if held or post in HEAD_POSTS
    )


def post_words(post: Post, place) -> str:
    """ "Bí thư Đảng ủy", "Chủ tịch UBND thị trấn"."""
    words = post.label.partition(",")[0] if post == Post.PARTY_SECRETARY else post.label
    return words.replace(" xã", " thị trấn") if getattr(place, "kind", "") == Kind.THI_TRAN else words


SPEAKERS = {Post.PARTY_SECRETARY: "Tự kiểm điểm của Bí thư Đảng ủy", Post.CHAIR: "Tự kiểm điểm của Chủ tịch UBND"}


def speaker(remark: Remark) -> str:
    """ "Ban Tổ chức Huyện ủy", "Tự kiểm điểm của Chủ tịch UBND"."""
    words = SPEAKERS.get(remark.post, Side(remark.side).label)
    return f"{words} (bổ sung)" if remark.supplements_id else words


# --- Where the place stands -------------------------------------------------------------------


def standings_of(look: Look, units: Sequence[Unit]) -> dict[int, Standing]:
    """The criteria of each commune at both ends of the period. Fixed queries."""
    ids = criteria_in_order(Level.COMMUNE, look.district, look.until).ids
    unit_ids, settings = [unit.pk for unit in units], read_settings(look.known_at)
    now, before = (
        read_criteria(unit_ids, ids, moment, look.known_at) for moment in (look.until, look.period.compared_on)
    )
    return {pk: _standing(*(tally(cells, pk, ids) for cells in (now, before)), settings) for pk in unit_ids}


def tally(cells: Mapping, unit_id: int, ids: Sequence[int]) -> Tally:
    """One verdict a criterion, those without data too."""
    return Tally.of(cells.get((unit_id, pk), EMPTY_CELL).verdict for pk in ids)


def _standing(now: Tally, before: Tally, settings: RuleSettings) -> Standing:
    band, band_before = (band_of(found, settings.bands, settings.band_counts_na).label for found in (now, before))
    return Standing(now, before, band, band_before, label_by_count(now, settings))


def dues_lines_of(look: Look, units: Sequence[Unit]) -> dict[int, tuple[DueLine, ...]]:
    """What the newest directive asks of all communes by its nearest day, at both ends. Fixed queries."""
    dues = dues_of(tasks_of(look.district, look.until))
    unit_ids, ids = [unit.pk for unit in units], [due.indicator_id for due in dues]
    if not ids:
        return dict.fromkeys(unit_ids, ())
    judging = read_judging(unit_ids, ids, look.known_at)
    now, before = (
        read_indicators(unit_ids, ids, moment, look.known_at, judging)
        for moment in (look.until, look.period.compared_on)
    )
    return {unit.pk: tuple(_due_line(due, unit, before, now) for due in dues) for unit in units}


def _due_line(due: Task, unit: Unit, before: Statuses, now: Statuses) -> DueLine:
    key = (unit.pk, due.indicator_id)
    return DueLine(due, before[key], now[key], f"/lich-su/{unit.slug}/{due.number}/")


# --- What was said ----------------------------------------------------------------------------


def said_of(look: Look, **places) -> dict[int, list[Remark]]:
    """Place → what the boards and the heads have issued by the day. One query; a draft is never among it."""
    moment = end_of_day(look.as_of)
    rows = Remark.objects.filter(**places).of_period(look.period)
    rows = rows.issued_by_end_of(min(moment, look.known_at or moment)).select_related("issued_by")
    found: dict[int, list[Remark]] = defaultdict(list)
    for row in rows.in_order():
        found[row.unit_id or row.department_id].append(row)
    return found


def by_side(remarks: Sequence[Remark], sides: Sequence[Side] = tuple(Side)) -> tuple[Said, ...]:
    """One heap a side, also where nothing was said: on paper room is left for it."""
    return tuple(Said(side, tuple(row for row in remarks if row.side == side)) for side in sides)


def as_of_words(look: Look) -> str:
    """ "từ 28/8/2017 đến hết 25/9/2017, so với cuối ngày 28/8/2017; theo số liệu đã ghi đến hết ngày 26/9/2017"."""
    known_on = day_ended_at(look.known_at)
    known = f"; theo số liệu đã ghi đến hết ngày {day(known_on)}" if known_on else ""
    return f"{span_words(look)}{known}"


def span_words(look: Look) -> str:
    """ "từ 28/8/2017 đến hết 25/9/2017, so với cuối ngày 28/8/2017"."""
    ends = f"từ {day(look.span.begins_on)} đến hết {day(look.until)}"
    return f"{ends}, so với cuối ngày {day(look.period.compared_on)}"
