"""Tóm tắt một trang cho lãnh đạo: four numbers, three short tables, and what needs a decision."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ntm_portal.vietnamese import counted, day, number
from reports.rules.papers import Grid, Letterhead, PaperRules
from reports.rules.periodic_facts import DistrictFacts, DueFacts, Falls, General, Heading, Overdue
from reports.rules.periodic_tables import UNKNOWN, dues_grid
from reports.rules.periodic_words import failing_words
from reports.rules.phrases import incomparable, mean_moved, only_moved

# No table is longer, so that everything stays on one page.
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Number:
    """One of the four: what it counts, the number, what stands below it."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class LeaderBrief:
    """The page; it has no number of its own and nobody signs it."""

    rules: PaperRules
    head: Letterhead
    place_line: str
    title: str
    summary: str
    numbers: tuple[Number, ...]
    tables: tuple[tuple[str, Grid], ...]
    asks: tuple[str, ...]
    on: dt.date
    file: str
    sample: bool

    @property
    def about(self) -> str:
        """The title in the properties of the file."""
        return f"{self.title.capitalize()}: {self.summary}"

    @property
    def subject(self) -> str:
        """Beside it."""
        return self.summary

    @property
    def category(self) -> str:
        """What kind of document it is."""
        return "Tóm tắt"

    @property
    def number(self) -> str:
        """A working paper carries no number."""
        return ""

    @property
    def under_number(self) -> str:
        """Nothing stands there."""
        return ""


def four_numbers(heading: Heading, general: General, district: DistrictFacts, late: Overdue) -> tuple[Number, ...]:
    """Complete places, the average, the district's criteria, what is overdue."""
    units = len(general.places)
    complete = len(general.complete)
    told = f"{complete}/{units}" if general.is_told else UNKNOWN
    size = f" {general.size}/{general.size}" * bool(general.size)  # no set, no number of criteria

    def change(words: str, was_told: bool) -> str:
        return f"{words} so với ngày {day(heading.compared)}" if was_told else incomparable(heading.compared)

    return (
        Number(
            f"Đủ{size} tiêu chí", told,
            change(only_moved(complete - general.complete_before, "đơn vị", of=complete), general.was_told),
        ),
        Number(
            "Bình quân tiêu chí", number(general.mean, 1) if general.is_told else UNKNOWN,
            change(mean_moved(general.mean, general.mean_before, "tiêu chí", of=general.mean), general.was_told),
        ),
        Number(
            "Tiêu chí huyện đạt", f"{district.met}/{district.required}",
            change(only_moved(district.met - district.met_before, "tiêu chí", of=district.met), district.was_told),
        ),
        Number("Việc quá hạn", str(late.count), late.words or "không có"),
    )  # fmt: skip


def three_tables(general: General, dues: Sequence[DueFacts], falls: Falls) -> tuple[tuple[str, Grid], ...]:
    """Indicators with a day, places that fall short, what fell or may fall; a table without rows is left out."""
    found = []
    if dues:
        found.append(("Chỉ tiêu có thời hạn", dues_grid(dues[:MOST_ROWS])))
    if general.short and general.is_told:
        rows = [(row.place.name, row.printed, failing_words(row)) for row in _worst(general)]
        heads = (("Xã, thị trấn", 40), ("Tiêu chí đạt", 28), ("Chưa đạt, cơ bản đạt, chưa đủ số liệu", 97))
        found.append(("Đơn vị chưa đủ tiêu chí", Grid(heads, _at_most(rows, "đơn vị"), frozenset({1}))))
    told = [*((words, "Suy giảm") for words in falls.fallen), *((words, "Có nguy cơ") for words in falls.at_risk)]
    if told:
        heads = (("Trường hợp", 130), ("Loại", 35))
        found.append(("Suy giảm, có nguy cơ suy giảm", Grid(heads, _at_most(told, "trường hợp"), frozenset({1}))))
    return tuple(found)


def _worst(general: General) -> list:
    """The places that lack most first, otherwise in the order of the tables."""
    return sorted(general.short, key=lambda row: -sum(len(numbers) for _, numbers in row.by_verdict))


def _at_most(rows: Sequence[tuple[str, ...]], what: str) -> tuple[tuple[str, ...], ...]:
    """Six rows; where there are more, the last one says how many are left out."""
    if len(rows) <= MOST_ROWS:
        return tuple(rows)
    shown = rows[: MOST_ROWS - 1]
    blank = [""] * (len(rows[0]) - 1)
    return (*shown, (f"và {counted(len(rows) - len(shown))} {what} khác", *blank))


def most_pressing(asks: Sequence[str]) -> tuple[str, ...]:
    """Six matters, which come in the order in which they press; where there are more, the last line says how many."""
    if len(asks) <= MOST_ROWS:
        return tuple(asks)
    return (*asks[: MOST_ROWS - 1], f"Và {counted(len(asks) - MOST_ROWS + 1)} việc khác ở trang Tổng quan.")


def brief_summary(heading: Heading) -> str:
    """What the page is of, and as of when."""
    return f"Xây dựng nông thôn mới đến ngày {day(heading.as_of)}, so với ngày {day(heading.compared)}"
