"""Thẩm tra: the cells of a department over all communes, both sides beside each other, differences first."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict, Waiting
from criteria.models import Indicator
from criteria.models.desk import DeskCell, read_desk
from criteria.models.expected import expected_indicators
from criteria.permissions import indicators_editable_by
from criteria.rules.periods import PeriodFacts
from criteria.rules.verdicts import judge, required, shown
from criteria.rules.verifying import TO_CONFIRM
from criteria.tables.finish import CautionLine, ReturnedLine, returned_line
from ntm_portal.vietnamese import counted, day_month, number

# The tabs of the queue: the word of the address, the label, what lies in them. "Chênh lệch" goes by the figures.
DIFFERENCES = "chenh-lech"
TO_DO = "can-xu-ly"
TABS: tuple[tuple[str, str, tuple[Waiting, ...]], ...] = (
    (TO_DO, "Cần xử lý", TO_CONFIRM),
    (DIFFERENCES, "Chênh lệch", ()),
    ("cho-tham-tra", "Chờ thẩm tra", (Waiting.VERIFICATION,)),
    ("da-tra-loi", "Xã đã trả lời", (Waiting.ANSWERED,)),
    ("da-tra-lai", "Đã trả lại", (Waiting.RETURNED,)),
    ("sua-sau", "Sửa sau khi xác nhận", (Waiting.CHANGED,)),
    ("xa-chua-gui", "Xã chưa gửi", (Waiting.NOT_SENT,)),
    ("da-xac-nhan", "Đã xác nhận", (Waiting.NOTHING,)),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the address asks for; a word that means nothing filters nothing."""

    tab: str = TO_DO
    unit: str = ""
    criterion: str = ""
    department: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Not all cells of the tab are asked for."""
        return bool(self.unit or self.criterion or self.department)


@dataclass(frozen=True, slots=True)
class Empty:
    """What a tab without cells says, and where it leads on: the word of the tab, and how the way is called."""

    title: str
    reason: str
    tab: str
    label: str


NARROWED = "Không có ô nào ở thẻ này", "Bộ lọc đang chọn không có ô nào."
ALL_DONE = Empty(
    "Không còn ô nào cần xử lý", "Ô xã mới gửi hoặc vừa trả lời sẽ hiện ở đây.", "da-xac-nhan", "Xem ô đã xác nhận"
)
NOTHING_HERE = Empty("Không có ô nào ở thẻ này", "Chọn thẻ khác.", TO_DO, "Xem ô cần xử lý")


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One cell of the queue, ready to be printed."""

    unit: Unit
    indicator: Indicator
    cell: DeskCell
    returned: ReturnedLine | None

    @property
    def key(self) -> str:
        """What its box sends: place, indicator and the figure that was on screen."""
        own = self.cell.facts.own
        return f"{self.unit.pk}-{self.indicator.pk}-{own.id if own else 0}"

    @property
    def address(self) -> str:
        return f"/tham-tra/{self.unit.slug}/{self.indicator.number}/"

    @property
    def cautions(self) -> list[CautionLine]:
        """What speaks against the cell, with the ways to where it is put right."""
        return [CautionLine.of(caution, self.indicator, self.unit.slug) for caution in self.cell.cautions]

    @property
    def required(self) -> str:
        return required(self.cell.indicator, self.cell.target)

    @property
    def own(self) -> str:
        return shown(self.cell.facts.own, self.cell.indicator, self.cell.target)

    @property
    def verified(self) -> str:
        return shown(self.cell.facts.verified, self.cell.indicator, self.cell.target)

    @property
    def own_verdict(self) -> Verdict:
        return judge(self.cell.facts.own, self.cell.indicator, self.cell.target)

    @property
    def verified_verdict(self) -> Verdict:
        return judge(self.cell.facts.verified, self.cell.indicator, self.cell.target)

    @property
    def has_verified(self) -> bool:
        return self.cell.facts.verified is not None

    @property
    def difference(self) -> str:
        """ "-3,31" in points, "khác" where no numbers can be compared, "-" where both say the same."""
        if not self.cell.differs:
            return "-"
        gap = self.cell.gap
        return f"{'+' if gap > 0 else ''}{number(gap, 2)}" if gap else "khác"

    @property
    def changes_verdict(self) -> bool:
        """The two sides come to different verdicts, not only to different numbers."""
        return self.cell.differs and self.own_verdict != self.verified_verdict

    @property
    def source(self) -> str:
        """On what the district's figure rests, with its day."""
        return _source(self.cell.facts.verified)

    @property
    def own_source(self) -> str:
        """On what the place's figure rests, with its day."""
        return _source(self.cell.facts.own)

    @property
    def is_listed(self) -> bool:
        """May be ticked: something is to be confirmed, or a confirmed cell may come back."""
        return self.cell.waiting in (*TO_CONFIRM, Waiting.NOTHING)

    @property
    def may_confirm(self) -> bool:
        """May be confirmed with one click."""
        return self.cell.waiting in TO_CONFIRM and not self.cell.is_heavy

    @property
    def must_look(self) -> bool:
        """Is confirmed on a page of its own, with a word."""
        return self.cell.waiting in TO_CONFIRM and self.cell.is_heavy


def _source(finding) -> str:
    if finding is None:
        return ""
    return f"{finding.source or 'chưa ghi nguồn'}, {day_month(finding.assessed_on)}"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab with how many cells lie behind it."""

    word: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Queue:
    """The queue as its reader filtered it."""

    lines: Sequence[QueueLine]
    asked: Filter
    units: Sequence[Unit]
    criteria: Sequence[tuple[int, str]]
    departments: Sequence[tuple[str, str]]

    @cached_property
    def chosen(self) -> list[QueueLine]:
        """The lines of the tab, the largest difference of verdict and figure first."""
        found = [line for line in self.lines if _lies_in(line, self.asked.tab)]
        return sorted(found, key=_first)

    @cached_property
    def tabs(self) -> list[Tab]:
        counts = Counter(line.cell.waiting for line in self.lines)
        differing = sum(_lies_in(line, DIFFERENCES) for line in self.lines)
        return [
            Tab(
                word, label, differing if word == DIFFERENCES else sum(counts[w] for w in waits), word == self.asked.tab
            )
            for word, label, waits in TABS
        ]

    @property
    def empty(self) -> Empty:
        """What stands where the lines would."""
        if self.asked.is_narrowed:
            return Empty(*NARROWED, self.asked.tab, "Xóa bộ lọc")
        return ALL_DONE if self.asked.tab == TO_DO else NOTHING_HERE

    def count(self, word: str) -> int:
        """How many cells a tab holds."""
        return next(tab.count for tab in self.tabs if tab.word == word)

    @property
    def lead(self) -> str:
        """The sentence under the heading."""
        return (
            f"Đã xác nhận {number(self.count('da-xac-nhan'))}/{number(len(self.lines))} ô có số liệu. "
            f"Còn {counted(self.count('can-xu-ly'))} ô cần xử lý, {counted(self.count('chenh-lech'))} ô chênh lệch "
            f"giữa xã và huyện, {counted(self.count('da-tra-lai'))} ô đã trả lại xã."
        )


def _lies_in(line: QueueLine, tab: str) -> bool:
    if tab == DIFFERENCES:
        return line.cell.differs
    return line.cell.waiting in next(waits for word, _, waits in TABS if word == tab)


def _first(line: QueueLine) -> tuple:
    gap = abs(line.cell.gap) if line.cell.differs and line.cell.gap else 0
    return (not line.changes_verdict, not line.cell.differs, -gap)


def queue_of(units: Sequence[Unit], by: User, period: PeriodFacts, today: dt.date, asked: Filter) -> Queue:
    """Every cell of the reader's indicators that a place has spoken of. A fixed number of queries."""
    of_reader = expected_indicators(Level.COMMUNE, period.ends_on).filter(pk__in=indicators_editable_by(by))
    indicators = list(of_reader.select_related("criterion", "lead_department"))
    places = [unit for unit in units if asked.unit in ("", unit.slug)]
    wanted = [row for row in indicators if _is_wanted(row, asked)]
    cells = read_desk([unit.pk for unit in places], [row.pk for row in wanted], period, today)
    lines = [_line(unit, row, cells) for unit in places for row in wanted]
    return Queue(
        lines=[line for line in lines if line.cell.waiting != Waiting.EMPTY],
        asked=asked,
        units=units,
        criteria=sorted({(row.criterion.number, row.criterion.short_name) for row in indicators}),
        departments=sorted({(d.code, d.short_name) for row in indicators if (d := row.lead_department)}),
    )


def _is_wanted(row: Indicator, asked: Filter) -> bool:
    led_by = row.lead_department.code if row.lead_department else ""
    return asked.criterion in ("", str(row.criterion.number)) and asked.department in ("", led_by)


def _line(unit: Unit, row: Indicator, cells: Mapping[tuple[int, int], DeskCell]) -> QueueLine:
    cell = cells[unit.pk, row.pk]
    came_back = cell.returned and cell.waiting in (Waiting.RETURNED, Waiting.ANSWERED)
    return QueueLine(unit, row, cell, returned_line(cell.returned, cell) if came_back else None)


def waiting_cells(units: QuerySet[Unit], by: User, period: PeriodFacts, today: dt.date) -> Counter[int]:
    """Unit id → how many cells wait for the reader."""
    queue = queue_of(list(units), by, period, today, Filter())
    return Counter(line.unit.pk for line in queue.chosen)
