"""One indicator of a set: every level that holds somewhere, and how each came to be."""

import datetime as dt
from dataclasses import dataclass

from criteria.enums import Scope
from criteria.models import Indicator, Target
from criteria.models.cells import read_book, targets_of
from criteria.rules.facts import IndicatorFacts, Place
from criteria.rules.targets import RANK, target_for
from criteria.rules.verdicts import required
from criteria.tables.rulebook import LevelLine, level_line, place_words, province_names

INITIAL = "Bộ dữ liệu ban đầu"


@dataclass(frozen=True, slots=True)
class Level:
    """A level in force: `here` when it holds in the reader's place, `judges` when it decides there in that year."""

    line: LevelLine
    here: bool
    judges: bool
    open_to_change: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a level: who did what, when, and why."""

    at: dt.datetime
    who: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class IndicatorLevels:
    """Everything the page of one indicator shows of its levels."""

    facts: IndicatorFacts
    judging: LevelLine | None
    levels: list[Level]
    events: list[Event]

    @property
    def required(self) -> str:
        """The level that holds here, or that the province sets it."""
        return self.judging.required if self.judging else required(self.facts, None)


def levels_of(indicator: Indicator, place: Place, year: int) -> IndicatorLevels:
    """The levels of one indicator for a reader in a place. A fixed number of queries."""
    facts = read_book().indicators[indicator.pk]
    judging = target_for(targets_of([indicator.pk], [place]).get(indicator.pk, ()), place, year)
    rows = Target.objects.filter(indicator=indicator).select_related(
        "recorded_by", "corrects", "corrected_by", "check_record__checked_by"
    )
    rows = list(rows.order_by("-recorded_at", "-pk"))
    provinces = province_names(rows)
    in_force = [row for row in rows if row.value is not None and not hasattr(row, "corrected_by")]
    in_force.sort(key=lambda row: (is_here(row, place), RANK[row.scope], row.year_from), reverse=True)
    levels = [
        Level(
            level_line(row, facts, provinces),
            is_here(row, place),
            judging is not None and row.pk == judging.id,
            not (row.sample and row.recorded_by is None),
        )
        for row in in_force
    ]
    line = next((level.line for level in levels if level.judges), None)
    return IndicatorLevels(facts, line, levels, _events(rows, facts, provinces))


def one_line(target: Target) -> LevelLine:
    """One level by itself, as the page on which it is changed prints it."""
    facts = read_book().indicators[target.indicator_id]
    return level_line(target, facts, province_names([target]))


def is_here(row: Target, place: Place) -> bool:
    """Whether the level could judge the place."""
    codes = {
        Scope.REGION: place.region,
        Scope.GROUP: place.group,
        Scope.PROVINCE: place.province_code,
        Scope.COMMON: "",
    }
    return row.scope_code == codes[row.scope]


def _events(rows: list[Target], facts: IndicatorFacts, provinces: dict[str, str]) -> list[Event]:
    """The history of all levels, newest first; what came with the portal is one line."""
    initial = [row for row in rows if row.recorded_by is None and row.corrects is None]
    events = [_recorded(row, facts, provinces) for row in rows if row not in initial]
    events += [_checked(row, facts, provinces) for row in rows if row.checked]
    if initial:
        at = min(row.recorded_at for row in initial)
        events.append(Event(at, INITIAL, f"Nạp {len(initial)} mức theo văn bản đã ban hành", ""))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _recorded(row: Target, facts: IndicatorFacts, provinces: dict[str, str]) -> Event:
    where = place_words(row, provinces)
    if row.corrects is None:
        what = f"Nhập mức {required(facts, row)}, {where}, từ năm {row.year_from}"
    elif row.value is None:
        what = f"Rút mức {required(facts, row.corrects)}, {where}"
    else:
        what = f"Sửa {required(facts, row.corrects)} thành {required(facts, row)}, {where}"
    return Event(row.recorded_at, str(row.recorded_by), what, row.reason or row.source)


def _checked(row: Target, facts: IndicatorFacts, provinces: dict[str, str]) -> Event:
    check = row.check_record
    what = f"Đối chiếu mức {required(facts, row)}, {place_words(row, provinces)}"
    return Event(check.checked_at, str(check.checked_by), what, check.note)
