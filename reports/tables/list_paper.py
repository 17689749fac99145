"""A list of a page as Excel: each column says once its head, its width and what it takes from a line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from string import ascii_uppercase
from typing import Any

from communes.models import Unit
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.board import Period
from reports.tables.kinds import CODE, TEXT, Kind, Written
from reports.tables.paper import VIEW_FORMS
from reports.tables.view_paper import view_table

NUMBER_MM = 10
OPENS = "Bấm số thứ tự để mở {} trong cổng."


@dataclass(frozen=True, slots=True)
class Told:
    """One column of a list: its head, its width (mm), what it says of a line; `under` heads it with its neighbours."""

    head: str
    width: int
    say: Callable[[Any], Written | Letter | Cell]
    kind: Kind = TEXT
    under: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading of their own; a list that is one part has none.

    `opens`: the page of a line; `say`: what lines tell that fit no column.
    """

    lines: Sequence[Any]
    title: str = ""
    opens: Callable[[Any], str] | None = None
    say: Callable[[Any], tuple] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page lists: its form, its columns and lines, what was asked for, what stands below or instead."""

    code: str
    columns: Sequence[Told]
    parts: Sequence[Part]
    asked: Sequence[str] = ()
    notes: tuple[str, ...] = ()
    nothing: str = ""
    pinned: int = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a list is looked at from: the reader's place, the dates of the page, and how he reaches the portal."""

    place: Unit
    period: Period
    portal: str


def list_table(listed: Listed, sight: Sight) -> Table:
    """The lines of the page in its order, numbered; the line under the title says what was asked for."""
    columns = (Column("tt", "A", NUMBER_MM, CODE), *_columns(listed.columns))
    return view_table(
        VIEW_FORMS[listed.code],
        sight.place,
        sight.period,
        "".join(f", {words}" for words in listed.asked),
        listed.notes,
        columns=columns,
        heads=_heads(listed.columns),
        rows=tuple(_rows(listed, sight.portal)),
        pinned=listed.pinned,
    )


def _columns(columns: Sequence[Told]) -> Iterator[Column]:
    """Numbered as on other forms: letters for words, figures for what is counted or dated."""
    letters, figures = iter(ascii_uppercase[1:]), iter(range(1, len(columns) + 1))
    for column in columns:
        number = next(letters) if column.kind is TEXT else str(next(figures))
        yield Column(f"c{number}", number, column.width, column.kind)


def _heads(columns: Sequence[Told]) -> tuple[tuple[Head, ...], ...]:
    """One level, or two where columns stand under common words."""
    levels = 1 + any(column.under for column in columns)
    first, second = [Head("TT", levels=levels)], []
    for under, together in groupby(columns, key=attrgetter("under")):
        names = [column.head for column in together]
        if under:
            first.append(Head(under, columns=len(names)))
            second += map(Head, names)
        else:
            first += [Head(name, levels=levels) for name in names]
    return (tuple(first), tuple(second)) if second else (tuple(first),)


def _rows(listed: Listed, portal: str) -> Iterator[Row]:
    wide = len(listed.columns)
    for part in listed.parts:
        if part.title:
            yield Row(("", Cell(part.title, span=wide, kind=TEXT)), RowKind.GROUP)
        for at, line in enumerate(part.lines, 1):
            told = part.say(line) if part.say else (column.say(line) for column in listed.columns)
            # LibreOffice breaks no words that lead somewhere, so a number leads to the page of the line.
            number = Cell(at, link=part.opens(line) if part.opens else "")
            yield Row(tuple(_opening(cell, portal) for cell in (number, *told)))
    if not listed.parts:
        yield Row(("", Cell(listed.nothing, span=wide, kind=TEXT)))


def _opening(told: Written | Letter | Cell, portal: str) -> Written | Letter | Cell:
    """A file lies anywhere, so a link in it is a whole address."""
    return replace(told, link=f"{portal}{told.link}") if isinstance(told, Cell) and told.link else told
