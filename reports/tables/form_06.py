"""Biểu 06: the indicators a directive wants finished by one day, commune by commune, with who answers for them."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from communes.enums import Post
from criteria.enums import Verdict
from criteria.rules.verdicts import has_ratio
from criteria.status import IndicatorStatus
from directives.models import Obligation
from directives.tables.people import people_of
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted, month_year, name_list
from reports.rules.phrases import first_of
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.board import CommuneFacts
from reports.tables.brief import Brief
from reports.tables.due import Task
from reports.tables.form_03 import SIGNS
from reports.tables.kinds import CODE, COUNT, DAY, NO_FIGURE, TEXT, VERDICT, amount, places_of, rate
from reports.tables.plots import Plot, Point

NONE = "-"


@dataclass(frozen=True, slots=True)
class Block:
    """One indicator of the form: its statuses in the order of the communes."""

    at: int
    due: Task
    statuses: tuple[IndicatorStatus, ...]

    @property
    def counted(self) -> str:
        return self.statuses[0].indicator.counted if self.statuses else ""

    @property
    def title(self) -> str:
        required = f" ({self.statuses[0].required})" if self.statuses else ""
        return f"{self.due.number}. {self.due.name}{required}"

    def pairs(self) -> list[IndicatorStatus]:
        """The communes whose numerator and denominator are known: only they enter the rate of the district."""
        return [status for status in self.statuses if is_pair(status)]


def is_pair(status: IndicatorStatus) -> bool:
    return bool(status.official) and has_ratio(status.official)


def table_06(brief: Brief) -> Table:
    """One block an indicator, one row a commune, the whole district last."""
    blocks = blocks_of(brief)
    posts = posts_of([block.due for block in blocks])
    holders = holders_of(brief.board.communes, posts, brief.period.as_of)
    rows = [_row(brief, at, commune, blocks, holders) for at, commune in enumerate(brief.board.communes)]
    notes = (f"Ghi chú: {SIGNS}", *_notes(brief, blocks))
    # One commune has nothing to add up.
    totals = [] if brief.place else [_total(blocks)]
    heads, plots = _heads(blocks, posts), tuple(_plots(blocks))
    return brief.table("bieu-06", _columns(blocks), heads, (*rows, *totals), notes, plots=plots)


def _plots(blocks: Sequence[Block]) -> Iterator[Plot]:
    """The rate of the district beside the level, for the indicators that have one."""
    asked = [(block, block.statuses[0].target) for block in blocks if block.statuses and block.statuses[0].target]
    points = tuple(
        Point(f"{block.due.number} ({block.statuses[0].required})", (f"[rate{block.at}@total]", target.value))
        for block, target in asked
    )
    if points:
        due_on = asked[0][0].due.due_on
        title = f"Chỉ tiêu hoàn thành trong tháng {month_year(due_on.year, due_on.month)} so với yêu cầu"
        yield Plot(title, "Chỉ tiêu", ("Toàn huyện (%)", "Yêu cầu (%)"), points, rate())


def blocks_of(brief: Brief) -> list[Block]:
    """The indicators the newest directive asks of all communes by its nearest day."""
    now, communes = brief.standings.now, brief.board.communes
    return [
        Block(at, due, tuple(now[commune.id, due.indicator_id] for commune in communes))
        for at, due in enumerate(brief.standings.dues)
    ]


def _columns(blocks: Sequence[Block]) -> tuple[Column, ...]:
    columns = [Column("tt", "A", 8, CODE), Column("name", "B", 31, TEXT)]
    for block in blocks:
        first = 5 * block.at + 1
        columns += [
            Column(f"part{block.at}", str(first), 16, COUNT),
            Column(f"whole{block.at}", str(first + 1), 16, COUNT),
            Column(f"rate{block.at}", f"{first + 2}={first}/{first + 1}", 16, rate()),
            Column(f"gap{block.at}", str(first + 3), 16, COUNT),
            Column(f"verdict{block.at}", str(first + 4), 10, VERDICT),
        ]
    last = 5 * len(blocks) + 1
    columns += [Column("due", str(last), 20, DAY), Column("holders", "C", 92, TEXT)]
    days = [Column(f"day{block.at}", str(last + 1 + block.at), 20, DAY) for block in blocks]
    return (*columns, *days)


def _heads(blocks: Sequence[Block], posts: Sequence[Post]) -> tuple[tuple[Head, ...], ...]:
    answering = (
        f"Người chịu trách nhiệm ({'; '.join(post.label for post in posts)})" if posts else "Người chịu trách nhiệm"
    )
    first = [
        Head("TT", levels=2),
        Head("Xã, thị trấn", levels=2),
        *(Head(block.title, columns=5) for block in blocks),
        Head("Thời hạn", levels=2),
        Head(answering, levels=2),
    ]
    if blocks:
        first.append(Head("Ngày số liệu của chỉ tiêu", columns=len(blocks)))
    second = []
    for block in blocks:
        left = f"Còn phải thực hiện ({block.counted})" if block.counted else "Còn phải thực hiện"
        second += [Head("Tử số"), Head("Mẫu số"), Head("Tỷ lệ (%)"), Head(left), Head("Đạt")]
    return tuple(first), (*second, *(Head(block.due.number) for block in blocks))


def _row(brief: Brief, at: int, commune: CommuneFacts, blocks: Sequence[Block], holders: dict[int, list[str]]) -> Row:
    cells = [at + 1, commune.name]
    for block in blocks:
        cells += _figures(block.at, block.statuses[at])
    cells += [_until(brief, commune), name_list(holders.get(commune.id, [NO_FIGURE]))]
    found = (block.statuses[at].official for block in blocks)
    return Row((*cells, *(finding.assessed_on if finding else NO_FIGURE for finding in found)))


def _until(brief: Brief, commune: CommuneFacts) -> dt.date | str:
    """The common day, or the latest one granted to the commune."""
    return max((due.until(commune.id) for due in brief.standings.dues), default=NONE)


def _figures(at: int, status: IndicatorStatus) -> list:
    """Numerator, denominator, rate, what is left to do, letter."""
    letter = Letter(status.cell.verdict, status.cell.by_self)
    if status.cell.verdict == Verdict.NA:
        return [NONE, NONE, NONE, NONE, letter]
    finding = status.official
    way = NO_FIGURE if status.cell.verdict != Verdict.MET else 0
    left = tidy(status.gap.amount) if status.gap else way
    if is_pair(status):
        exact = 100 * Fraction(finding.numerator) / Fraction(finding.denominator)
        share = Cell(exact, f"[part{at}]/[whole{at}]*100", rate(max(places_of(status.shown), 2)))
        return [_counted(finding.numerator), _counted(finding.denominator), share, left, letter]
    alone = NO_FIGURE if finding is None or finding.value is None else Cell(finding.value, kind=rate(2))
    return [NO_FIGURE, NO_FIGURE, alone, left, letter]


def tidy(figure: Decimal) -> int | Decimal:
    """7204 rather than 7204,0000."""
    return int(figure) if figure == figure.to_integral_value() else figure.normalize()


def _counted(figure: Decimal) -> int | Cell:
    plain = tidy(figure)
    return plain if isinstance(plain, int) else Cell(plain, kind=amount(-plain.as_tuple().exponent))


def _total(blocks: Sequence[Block]) -> Row:
    cells: list = ["", "Toàn huyện"]
    for block in blocks:
        at, pairs = block.at, block.pairs()
        part, whole = (sum((getattr(status.official, side) for status in pairs), Decimal(0)) for side in SIDES)
        share = (
            Cell(100 * Fraction(part) / Fraction(whole), f"[part{at}@total]/[whole{at}@total]*100")
            if whole
            else NO_FIGURE
        )
        met = sum(status.cell.verdict == Verdict.MET for status in block.statuses)
        sums = (tidy(part), tidy(whole)) if pairs else (NO_FIGURE, NO_FIGURE)
        cells += [*map(_summed, sums), share, _summed(left_of(block.statuses))]
        cells.append(Cell(met, 'COUNTIF([:],"Đ")', COUNT))
    return Row((*cells, "", "", *[""] * len(blocks)), RowKind.TOTAL, "total")


SIDES = ("numerator", "denominator")


def left_of(statuses: Collection[IndicatorStatus]) -> int | Decimal | str:
    """What all communes together still have to do; no figure while none of them tells."""
    if not any(status.gap or status.cell.verdict == Verdict.MET for status in statuses):
        return NO_FIGURE
    return tidy(sum((status.gap.amount for status in statuses if status.gap), Decimal(0)))


def _summed(value: int | Decimal | str) -> Cell:
    """A sum that follows its column; while no cell of it holds a number it says so."""
    return Cell(value, f'IF(COUNT([:])=0,"{NO_FIGURE}",SUM([:]))' if value == NO_FIGURE else "SUM([:])")


def _notes(brief: Brief, blocks: Sequence[Block]) -> list[str]:
    """How the rate of the district is made, and whom it leaves out."""
    if not blocks:
        return ["Đến ngày này chưa có chỉ thị giao chỉ tiêu có thời hạn cho các xã, thị trấn."]
    if brief.place:
        return [brief.units_note()]
    notes = [f"Tỷ lệ toàn huyện = tổng tử số / tổng mẫu số. {brief.units_note()}"]
    longer = [c.name for c in brief.board.communes if _until(brief, c) != brief.standings.due_on]
    if longer:
        notes.append(f"Thời hạn đã tính gia hạn của {counted(len(longer))} đơn vị ({first_of(longer)}).")
    for block in blocks:
        out = [c.name for c, s in zip(brief.board.communes, block.statuses, strict=True) if not is_pair(s)]
        if out:
            words = "không tính vào tỷ lệ toàn huyện vì chưa có tử số, mẫu số"
            notes.append(f"Chỉ tiêu {block.due.number}: {counted(len(out))} đơn vị {words} ({first_of(out)}).")
    return notes


def posts_of(dues: Collection[Task]) -> list[Post]:
    """Who answers for these indicators, in the order of the posts."""
    asked = answering_posts(tuple(due.obligation_id for due in dues))
    return [post for post in Post if post in asked]


@kept
def answering_posts(obligation_ids: tuple[int, ...]) -> frozenset[str]:
    """The posts that some tasks name. One query."""
    rows = Obligation.objects.filter(pk__in=obligation_ids)
    return frozenset(code for codes in rows.values_list("answering_posts", flat=True) for code in codes)


def holders_of(communes: Sequence[CommuneFacts], posts: Sequence[Post], day: dt.date) -> dict[int, list[str]]:
    """Who held these posts on a day, in the order of the posts asked; a commune without any is not told. One query."""
    held = people_of([commune.id for commune in communes], day)
    names = {
        commune.id: [person.name for post in posts for person in held.get((commune.id, post), ())]
        for commune in communes
    }
    return {pk: found for pk, found in names.items() if found}
