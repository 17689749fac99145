"""Which later records changed a cell of an issued report: by the place and the indicator its row and head name."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ntm_portal.vietnamese import counted, day, name_list
from reports.rules.frozen import Difference

NUMBERED = re.compile(r"(?:^|, )(\d{1,2}(?:\.\d{1,2}){0,2})\.? ")
TOLD_SINGLY = 2
NOT_A_FIGURE = "không do số liệu ghi sau: kế hoạch, giải trình, kỳ báo cáo hoặc danh mục"


@dataclass(frozen=True, slots=True)
class Later:
    """A figure that became known after the report, for its days: where, of what, how, by whom, when, why."""

    unit: str
    short: str
    slug: str
    number: str
    criterion: str
    criterion_name: str
    stage: str
    kind: str
    assessed_on: dt.date
    was: str
    now: str
    by: str
    on: dt.date
    reason: str

    @property
    def href(self) -> str:
        """The history of the figure."""
        return f"/lich-su/{self.slug}/{self.number}/"

    @property
    def words(self) -> str:
        """ "15.1 Xuân Tân 31/8/2017, thẩm tra, đính chính: 7.459/8.548 thành 7.445/8.548"."""
        figures = f"{self.was} thành {self.now}" if self.was else self.now
        return f"{self.number} {self.short} {day(self.assessed_on)}, {self.stage}, {self.kind}: {figures}"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A cell that reads otherwise today, and what changed it."""

    difference: Difference
    causes: tuple[Later, ...]

    @property
    def words(self) -> str:
        """What changed it; many figures are counted by indicator."""
        if not self.causes:
            return NOT_A_FIGURE
        if len(self.causes) <= TOLD_SINGLY:
            return "; ".join(cause.words for cause in self.causes)
        numbers = sorted({cause.number for cause in self.causes})
        return f"{counted(len(self.causes))} số liệu ghi sau của chỉ tiêu {name_list(numbers)}"

    @property
    def single(self) -> tuple[Later, ...]:
        """The few figures that are told one by one, each with its history."""
        return self.causes if len(self.causes) <= TOLD_SINGLY else ()

    @property
    def who(self) -> str:
        """Who wrote it down and on which day; many are counted."""
        said = dict.fromkeys(f"{cause.by}, {day(cause.on)}" for cause in self.causes)
        if len(said) <= TOLD_SINGLY:
            return "; ".join(said)
        people, days = {cause.by for cause in self.causes}, [cause.on for cause in self.causes]
        between = f"từ {day(min(days))} đến {day(max(days))}" if min(days) < max(days) else f"ngày {day(days[0])}"
        return f"{counted(len(people))} người, {between}"

    @property
    def reasons(self) -> str:
        """Why, where somebody had to say so."""
        return "; ".join(dict.fromkeys(cause.reason for cause in self.causes if cause.reason))


def adjustments(
    differences: Sequence[Difference], laters: Sequence[Later], places: Collection[str]
) -> list[Adjustment]:
    """Every cell with what changed it; `places` are the names of all places a row may speak of."""
    return [Adjustment(one, tuple(causes_of(one, laters, places))) for one in differences]


def causes_of(one: Difference, laters: Sequence[Later], places: Collection[str]) -> list[Later]:
    """The later figures a cell can come from: of the place it names, else of all; of what its head or row names."""
    found = list(laters)
    if names_any(one.place, places):
        found = [later for later in found if names_any(one.place, (later.unit, later.short))]
    numbers = {number for words in (one.column, one.row, one.group) for number in NUMBERED.findall(words)}
    if numbers:
        return [later for later in found if is_about(later, numbers)]
    named = [later for later in found if names_any(f"{one.column}, {one.place}", (later.criterion_name,))]
    return named or found


def is_about(later: Later, numbers: Collection[str]) -> bool:
    """Whether one of the numbers is that of its indicator, of the whole it is a part of, or of its criterion."""
    return later.criterion in numbers or any(later.number == n or later.number.startswith(f"{n}.") for n in numbers)


def names_any(words: str, names: Collection[str]) -> bool:
    """Whether one of the names stands in the words as a whole."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) for name in names)
