"""How somebody else's table is laid out: its head, its column of communes, and what each other column holds."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from criteria.enums import Part
from criteria.rules.imports.grid import Grid, column_name, texts_of
from criteria.rules.imports.places import Matcher
from criteria.rules.imports.reading import written_as
from ntm_portal.vietnamese import fold

HEAD_LEVELS = 4
SAMPLES = 3
# The row under a head that only numbers the columns: A, B, 1, 2=1/3.
NUMBERING = re.compile(r"\(?(?:[A-Z]{1,2}|[0-9]{1,3}(?:\s*=.*)?)\)?")
PART_WORDS = (
    (Part.DENOMINATOR, ("mau so", "tong so", "dan so", "so ho dan")),
    (Part.NUMERATOR, ("tu so", "so nguoi", "so ho", "so tre", "tham gia")),
    (Part.VALUE, ("ty le", "ket qua", "%")),
    (Part.DAY, ("ngay",)),
    (Part.SOURCE, ("nguon", "van ban", "minh chung", "can cu")),
    (Part.NOTE, ("ghi chu", "y kien")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: its letter, its head, what stands in its first rows."""

    at: int
    head: str
    samples: tuple[str, ...]

    @property
    def letter(self) -> str:
        return column_name(self.at)

    @property
    def may_name(self) -> bool:
        """Whether its words could be names: not a column of figures or days."""
        return any(not sample[:1].isdigit() for sample in self.samples)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the data of a sheet begin, which column names the communes, and all columns with their heads."""

    first_row: int
    place_column: int
    columns: tuple[Column, ...]

    @property
    def fingerprint(self) -> str:
        """The same for every file with the same heads in the same order."""
        heads = "\n".join(f"{column.at} {fold(column.head)}" for column in self.columns if column.head)
        return sha256(heads.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody said about a layout: the communes' column, and indicator and part of each column of figures."""

    place_column: int
    columns: Mapping[int, tuple[str, Part]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict:
        """As it is stored."""
        columns = {str(at): [number, str(part)] for at, (number, part) in self.columns.items()}
        return {"place": self.place_column, "columns": columns, "aliases": dict(self.aliases)}

    @classmethod
    def of_plain(cls, stored: dict) -> "Reading":
        """What `plain` stored."""
        columns = {int(at): (number, Part(part)) for at, (number, part) in stored["columns"].items()}
        return cls(stored["place"], columns, stored["aliases"])


def frame_of(grid: Grid, matcher: Matcher) -> Frame | None:
    """The frame of a sheet in which some column names communes; none where no column does."""
    found = Counter()
    for row in grid.rows.values():
        for column, words in texts_of(row):
            found[column] += matcher.match(words).place is not None
    place_column, count = max(found.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0))
    if not count:
        return None
    return frame_with(grid, place_column, matcher)


def frame_with(grid: Grid, place_column: int, matcher: Matcher) -> Frame:
    """The frame when the column of communes is known: the head stands above the first name of a commune."""
    named = [row for row, cells in sorted(grid.rows.items()) if place_column in cells]
    first = next((row for row in named if matcher.match(cells_text(grid, row, place_column)).place), None)
    first = first or (named[0] if named else 1)
    heads = head_rows(grid, first)
    columns = tuple(
        Column(at, head_of(grid, heads, at), samples_of(grid, first, at)) for at in range(1, grid.columns + 1)
    )
    return Frame(first, place_column, tuple(column for column in columns if column.head or column.samples))


def cells_text(grid: Grid, row: int, column: int) -> str:
    """The words of a cell, for a name to be looked up."""
    return written_as(grid.at(row, column))


def head_rows(grid: Grid, first: int) -> list[int]:
    """The rows above the data that name columns: at most four, up to the first empty row or title."""
    rows = []
    for row in range(first - 1, max(first - 1 - HEAD_LEVELS - 1, 0), -1):
        texts = [written_as(cell) for cell in grid.rows.get(row, {}).values()]
        texts = [text for text in texts if text]
        if len(texts) < 2:
            break
        if not all(NUMBERING.fullmatch(text) for text in texts):
            rows.insert(0, row)
    return rows[-HEAD_LEVELS:]


def head_of(grid: Grid, rows: Iterable[int], column: int) -> str:
    """ "Hộ nghèo / Số hộ": the heads over a column, level by level, those of merged blocks included."""
    words = []
    for row in rows:
        text = " ".join(written_as(grid.at(*origin(grid, row, column))).split())
        if text and text not in words:
            words.append(text)
    return " / ".join(words)


def origin(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """The cell that holds the words of a merged block."""
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return row, column


def samples_of(grid: Grid, first: int, column: int) -> tuple[str, ...]:
    """What stands in the first rows of data."""
    found = (written_as(grid.at(row, column)) for row in sorted(grid.rows) if row >= first)
    return tuple(text for text, _ in zip((text for text in found if text), range(SAMPLES), strict=False))


def suggested(frame: Frame, numbers: Collection[str]) -> Reading:
    """A first proposal for an unknown layout: only where a head carries the number of an indicator."""
    columns: dict[int, tuple[str, Part]] = {}
    for column in frame.columns:
        written = re.findall(r"(?<![0-9.,])[0-9]{1,2}(?:\.[0-9]{1,2})?(?![0-9.,])", column.head)
        number = next((number for number in written if number in numbers), None)
        part = part_named(column.head)
        if number and part and (number, part) not in columns.values() and column.at != frame.place_column:
            columns[column.at] = (number, part)
    return Reading(frame.place_column, columns)


def part_named(head: str) -> Part | None:
    """Which part of a figure the last level of a head speaks of, if it says so."""
    words = fold(head.split(" / ")[-1])
    return next((part for part, signs in PART_WORDS if any(sign in words for sign in signs)), None)
