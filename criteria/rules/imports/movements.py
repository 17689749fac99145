"""Biểu 07 as it is copied from a spreadsheet: one line a commune, read by the order of its columns, never guessed."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from criteria.rules.facts import Flow, MovementFacts
from criteria.rules.imports.grid import Grid, Written
from criteria.rules.imports.places import Match, Matcher, Named
from criteria.rules.imports.reading import DASHES, NO_FIGURE, written_as
from ntm_portal.vietnamese import NumberFault, fold, parse_number

# Where the thirteen numbers stand behind the name: alone, or as on Biểu 07, where percentages stand between them.
ALONE = tuple(range(13))
OF_FORM = (0, 1, 3, 5, 7, 9, 10, 12, 14, 16, 18, 20, 21)
LEAST_OF_FORM, MOST_ALONE = 21, 16
# In how many cells at the start of a line the name is looked for: a number of the list may stand before it.
NAMED_WITHIN = 3
MOST_LINES, MOST_COLUMNS = 2000, 40
# A cell in quotes, and what stands for a line break inside it: a sign that no form lets through.
QUOTED = re.compile(r'(?m)(?:^|(?<=\t))"((?:[^"\t]|"")*)"(?=\t|$)')
FOLD = "\0"
# So many figures are no head, and must belong to somebody.
FIGURES = 2
NAMES = tuple(
    ["tổng số hộ"]
    + [
        f"hộ {kind}, {part}"
        for kind in ("nghèo", "cận nghèo")
        for part in ("đầu năm", "thoát", "tái", "phát sinh", "cuối kỳ", "DTTS")
    ]
)
# Lines of the form that hold figures of no commune: the areas, and the numbers of the columns under the head.
NO_COMMUNE = re.compile(r"khu vuc .*|[a-z]")
COLUMNS = "Sau tên đơn vị cần tổng số hộ, sáu số của hộ nghèo, sáu số của hộ cận nghèo; hoặc đủ các cột của Biểu 07."


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line that names a commune: what it says, or why it cannot be read; `nearest` where nobody is called so."""

    at: int
    name: str
    place: Named | None = None
    typed: MovementFacts | None = None
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every line: the year, the day of counting, the document."""

    year: int
    counted_on: dt.date
    source: str


def table_of_grid(grid: Grid, written: Callable[[Written | None], str] = written_as) -> str:
    """The cells of a sheet as they would be copied: tabs between columns, one line a row; no more than is read."""
    rows = range(1, min(max(grid.rows, default=0), MOST_LINES) + 1)
    columns = range(1, min(grid.columns, MOST_COLUMNS) + 1)
    lines = ("\t".join(written(grid.at(row, at)) for at in columns) for row in rows)
    return "\n".join(line.replace("\r", " ") for line in lines)


def read_table(text: str, matcher: Matcher, terms: Terms) -> list[TableLine]:
    """The lines that name a commune or hold figures; heads, groups and totals are left out."""
    return [line for at, cells in rows_of(text) if (line := _line(at, cells, matcher, terms))]


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a pasted table with their number, cut into cells."""
    at = 1
    for line in QUOTED.sub(_unfolded, text.replace("\r\n", "\n")).split("\n")[:MOST_LINES]:
        yield at, [" ".join(cell.replace(FOLD, " ").split()) for cell in line.rstrip("\t ").split("\t")]
        at += 1 + line.count(FOLD)


def _unfolded(quoted: re.Match) -> str:
    """A cell of several lines, which Excel copies in quotes, as one; any other quotes are the office's own."""
    inside = quoted[1]
    return inside.replace('""', '"').replace("\n", FOLD) if "\n" in inside else quoted[0]


def _line(at: int, cells: Sequence[str], matcher: Matcher, terms: Terms) -> TableLine | None:
    where, match = _named(cells, matcher)
    if match is None or match.is_total:
        return None
    name, figures = cells[where], cells[where + 1 :]
    if match.place is None:
        if NO_COMMUNE.fullmatch(fold(name)):
            return None
        nearest = " hoặc ".join(place.label for place in match.nearest)
        hint = f" Có phải {nearest}?" if nearest else ""
        counts = [cell for cell in figures if cell[:1].isdigit()]
        return TableLine(at, name, faults=[f"Không có đơn vị tên này.{hint}"]) if len(counts) >= FIGURES else None
    if all(cell in ("", *NO_FIGURE) for cell in figures):
        return None
    return _read(at, name, match.place, figures, terms)


def _named(cells: Sequence[str], matcher: Matcher) -> tuple[int, Match | None]:
    """Where the name stands: the first cells that are no number, the one that means a commune first."""
    words = [(at, matcher.match(cell)) for at, cell in enumerate(cells[:NAMED_WITHIN]) if cell and not is_number(cell)]
    known = [found for found in words if found[1].place or found[1].is_total]
    return (known or words[-1:] or [(0, None)])[0]


def is_number(cell: str) -> bool:
    """A number of a list or a sign for none, no name."""
    return cell[0].isdigit() or cell in (*DASHES, *NO_FIGURE)


def _read(at: int, name: str, place: Named, figures: Sequence[str], terms: Terms) -> TableLine:
    of_form = len(figures) >= LEAST_OF_FORM
    if not of_form and not len(ALONE) - 1 <= len(figures) <= MOST_ALONE:
        return TableLine(at, name, place, faults=[f"Dòng có {len(figures)} cột số. {COLUMNS}"])
    chosen = OF_FORM if of_form else ALONE
    written = [figures[column] if column < len(figures) else "" for column in chosen]
    counts, faults = [], []
    for column, cell in zip(NAMES, written, strict=True):
        try:
            counts.append(_count(cell, may_lack=column.endswith("DTTS")))
        except NumberFault as fault:
            faults.append(f"Cột {column}: {fault}")
    if faults:
        return TableLine(at, name, place, faults=faults)
    households, poor, near = counts[0], Flow(*counts[1:7]), Flow(*counts[7:])
    typed = MovementFacts(terms.year, terms.counted_on, households, poor, near, terms.source)
    return TableLine(at, name, place, typed)


def _count(cell: str, *, may_lack: bool) -> int:
    """A whole number; "-" is none, as the forms print it; minorities may be left out."""
    if cell in DASHES or (may_lack and cell in ("", *NO_FIGURE)):
        return 0
    return int(parse_number(cell, whole=True))
