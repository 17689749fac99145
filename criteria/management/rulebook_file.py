"""Reads a file of the rulebook into frozen rows, and says everything that is wrong with it."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path

from communes.enums import FAR, Level, Region
from criteria.enums import Direction, Scope, SourceStatus, ValueKind


class RulebookFault(Exception):
    """The rulebook cannot be loaded; nothing was changed."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True, kw_only=True)
class SetRow:
    """A criteria set as its file gives it."""

    code: str
    level: Level
    decision: str
    title: str
    issued_on: dt.date
    effective_from: dt.date
    effective_to: dt.date = FAR
    period: str
    supersedes: str = ""
    overlays: str = ""
    province_code: str = ""
    structure_only: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many rows the decision has: the file must agree with itself."""

    groups: int
    criteria: int
    indicators: int
    parts: int


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """One level, for the whole country or for one region, from a year on."""

    scope: Scope
    scope_code: str
    value: Decimal
    source_status: SourceStatus
    source: str
    note: str
    year_from: int


@dataclass(frozen=True, kw_only=True)
class IndicatorRow:
    """One indicator, or one part of an indicator with two thresholds."""

    number: str
    name: str
    short_name: str
    kind: ValueKind
    direction: Direction
    unit: str
    keeps_ratio: bool = False
    counted: str = ""
    whole: bool = True
    total: str = ""
    poverty: str = ""
    na_ground: str = ""
    measured_how: str = ""
    lead_sector: str = ""
    department: str = ""
    name_status: SourceStatus
    targets: tuple[TargetRow, ...] = ()
    parts: tuple["IndicatorRow", ...] = ()


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    """One criterion with its indicators."""

    number: int
    name: str
    short_name: str
    group: str = ""
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A group of criteria."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class SetFile:
    """A whole file: the set and everything in it."""

    criteria_set: SetRow
    counts: Counts
    groups: tuple[GroupRow, ...]
    criteria: tuple[CriterionRow, ...]

    def indicators(self) -> Iterator[IndicatorRow]:
        """The counted indicators, without their parts."""
        for criterion in self.criteria:
            yield from criterion.indicators

    def judged(self) -> Iterator[IndicatorRow]:
        """Indicators and parts alike."""
        for indicator in self.indicators():
            yield indicator
            yield from indicator.parts


def read_file(path: Path) -> SetFile:
    """Reads one file; raises RulebookFault with the place of what is wrong."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RulebookFault([f"{path.name}: không phải JSON ({error})."]) from error
    try:
        year = _key(content, "targets_from")
        return SetFile(
            criteria_set=_row(SetRow, _key(content, "set")),
            counts=_row(Counts, _key(content, "counts")),
            groups=tuple(_row(GroupRow, group) for group in _key(content, "groups")),
            criteria=tuple(_criterion(criterion, year) for criterion in _key(content, "criteria")),
        )
    except _BadRow as fault:
        raise RulebookFault([f"{path.name}: {fault}"]) from fault


class _BadRow(Exception):
    pass


def _key(content: dict, name: str):
    if name not in content:
        raise _BadRow(f"thiếu “{name}”.")
    return content[name]


def _criterion(row: dict, year: int) -> CriterionRow:
    indicators = tuple(_indicator(indicator, year) for indicator in _key(row, "indicators"))
    return _row(CriterionRow, row, indicators=indicators)


def _indicator(row: dict, year: int) -> IndicatorRow:
    targets = tuple(target for several in row.get("targets", ()) for target in _targets(several, year, row))
    parts = tuple(_indicator(part, year) for part in row.get("parts", ()))
    return _row(IndicatorRow, row, targets=targets, parts=parts)


def _targets(row: dict, year: int, indicator: dict) -> Iterator[TargetRow]:
    where = f"chỉ tiêu {indicator.get('number')}"
    for place in _key(row, "places"):
        if place != Scope.COMMON and place not in Region:
            raise _BadRow(f"{where}: không có vùng “{place}”.")
        yield TargetRow(
            scope=Scope.COMMON if place == Scope.COMMON else Scope.REGION,
            scope_code="" if place == Scope.COMMON else place,
            value=_decimal(_key(row, "value"), where),
            source_status=_read(SourceStatus, _key(row, "status"), where),
            source=_key(row, "source"),
            note=row.get("note", ""),
            year_from=row.get("year_from", year),
        )


def _row(kind: type, row: dict, **ready):
    """A row of the given kind: no key unknown, none missing, every value of its type."""
    where = f"“{row.get('number') or row.get('code') or kind.__name__}”"
    known = {field.name: field for field in fields(kind)}
    values = ready | {name: value for name, value in row.items() if name not in ready}
    if unknown := values.keys() - known.keys():
        raise _BadRow(f"{where}: không hiểu “{', '.join(sorted(unknown))}”.")
    try:
        return kind(**{name: _read(known[name].type, value, f"{where}, {name}") for name, value in values.items()})
    except TypeError as error:
        raise _BadRow(f"{where}: thiếu dữ liệu ({error}).") from error


def _read(kind: type, value, where: str):
    """The value as its type; words of the rulebook and days are written as text in the file."""
    if isinstance(value, tuple):
        return value
    try:
        if kind in (bool, int, str):
            return _exactly(kind, value)
        return dt.date.fromisoformat(value) if kind is dt.date else kind(value)
    except (ValueError, TypeError) as error:
        raise _BadRow(f"{where}: “{value}” không hợp lệ.") from error


def _exactly(kind: type, value):
    if type(value) is not kind:
        raise TypeError(value)
    return value


def _decimal(value: str, where: str) -> Decimal:
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError) as error:
        raise _BadRow(f"{where}: mức “{value}” không phải là số.") from error
