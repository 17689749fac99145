"""Biểu 08 and 09 of many communes in one table, as copied from a spreadsheet: told apart by commune, never guessed.

What is read becomes what would be typed into the boxes of each commune's page, and is judged by the same rules.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from criteria.enums import Money
from criteria.rules.imports.movements import NAMED_WITHIN, NO_COMMUNE, is_number, rows_of
from criteria.rules.imports.places import Match, Matcher, Named
from criteria.rules.imports.reading import NO_FIGURE
from criteria.rules.money import SOURCES
from criteria.rules.money_checks import box
from ntm_portal.vietnamese import fold

# What stands behind the name of a work, and behind a content; as on the forms.
DEBT_PARTS = ("work", "decision", "investment", "done", "paid", "owed", "pay_when", "pay_from", "note")
SIDE_PARTS = ("total", "direct", *SOURCES)
FUND_PARTS = ("volume", *(f"{side}.{part}" for side in ("result", "plan") for part in SIDE_PARTS), "note")
AMOUNTS = {*DEBT_PARTS[2:6], *FUND_PARTS[:-1]}
SUMS = {"owed", *(f"{side}.{part}" for side in ("result", "plan") for part in ("total", "direct"))}
WORKED_OUT = "công thức"
# A sum in the column of works or contents; "Cống qua đường" and "Công trình" fold to words that begin alike.
SUM_WORDS = re.compile(r"tong|cong|(tong|cong) (cong|so)\b.*")
NONE_WORDS = re.compile(r"khong (co |con )?(no|huy dong)\b.*")
# Excel writes 1.234 for a thousand where it shows no decimals: three such cells and no other kind say so.
DOTTED, THOUSANDS = re.compile(r"\d[\d.,]*\.\d.*"), re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
SURE = 3
NOBODY = "Không rõ của đơn vị nào: ghi tên đơn vị ở đầu dòng, hoặc ở dòng riêng ngay trên các nội dung."
NO_TOTAL = "thiếu số ở cột Tổng số, nên không chắc các cột đứng đúng chỗ. Cần đủ các cột như Biểu 08."
TWICE = "nội dung này đã có ở dòng {first} của cùng đơn vị."


@dataclass(slots=True)
class PlaceTable:
    """What a table says of one commune: its boxes, on which line each of its rows stands, what cannot be read."""

    name: str
    at: int
    place: Named | None = None
    boxes: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    says_none: bool = False
    faults: list[str] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """A commune that is named without any figure is left as it was."""
        return bool(self.lines or self.says_none or self.faults)

    def add(self, row: str, at: int, cells: Mapping[str, str]) -> None:
        """One line of this commune."""
        self.lines[row] = at
        self.boxes |= {
            box(row, part): "" if part in SUMS and words == WORKED_OUT else words for part, words in cells.items()
        }


class Tables:
    """The communes of a table in the order they are met, and the one the next line belongs to."""

    def __init__(self, matcher: Matcher):
        self.matcher = matcher
        self.found: dict[str, PlaceTable] = {}
        self.now: PlaceTable | None = None

    def turn_to(self, at: int, name: str, match: Match) -> PlaceTable:
        """The commune a name means, or a table of its own that is refused with the nearest names."""
        key = match.place.code if match.place else f"{at}"
        if key not in self.found:
            self.found[key] = PlaceTable(name, at, match.place)
            if match.place is None:
                nearest = " hoặc ".join(place.label for place in match.nearest)
                hint = f" Có phải {nearest}?" if nearest else ""
                self.found[key].faults.append(f"Không có đơn vị tên này.{hint}" if name else NOBODY)
        self.now = self.found[key]
        return self.now

    def owner(self, at: int) -> PlaceTable:
        """Whose the next line is; a line of figures that is nobody's is refused."""
        return self.now or self.turn_to(at, "", Match())


def read_money_table(
    text: str, kind: Money, matcher: Matcher, contents: Mapping[str, Iterable[str]], headings: Iterable[str]
) -> list[PlaceTable]:
    """What the table says, commune by commune; `contents`: code → how the line may be called."""
    rows, tables = list(rows_of(text)), Tables(matcher)
    if kind == Money.DEBT:
        read_debts(rows, tables)
    else:
        codes = {fold(words): code for code, names in contents.items() for words in names}
        read_funds(rows, tables, codes, {fold(heading) for heading in headings})
    told = [table for table in tables.found.values() if table.says_something]
    without_thousands(told)
    return told


def read_debts(rows: Sequence[tuple[int, list[str]]], tables: Tables) -> None:
    """A line a work: the commune in one column, the work in the next; an empty name is the commune above."""
    where = name_column(rows, tables.matcher)
    for at, cells in rows:
        name, rest = (cells[where : where + 1] or [""])[0], cells[where + 1 :]
        counts = any(cell[:1].isdigit() for cell in rest[2:6])
        has_none = bool(rest and NONE_WORDS.fullmatch(fold(rest[0]))) and not counts
        if (name and not _turned(at, name, tables, counts or has_none)) or _ends(cells, where, tables):
            continue
        if tables.now is not None and has_none:
            tables.now.says_none = True
        elif counts or (tables.now is not None and any(rest)):
            owner = tables.owner(at)
            owner.add(str(len(owner.lines)), at, _parts(DEBT_PARTS, rest))


def name_column(rows: Iterable[tuple[int, Sequence[str]]], matcher: Matcher) -> int:
    """In which of the first columns most communes stand."""
    counts = [0] * NAMED_WITHIN
    for _, cells in rows:
        for column, cell in enumerate(cells[:NAMED_WITHIN]):
            counts[column] += bool(cell and not is_number(cell) and matcher.match(cell).place)
    return counts.index(max(counts))


def _turned(at: int, name: str, tables: Tables, says_something: bool) -> bool:
    """Whether the line belongs to a commune by this name; totals, heads and the like end the commune above."""
    match = tables.matcher.match(name)
    is_aside = match.is_total or NO_COMMUNE.fullmatch(fold(name)) or not (match.place or says_something)
    if is_aside:
        tables.now = None
    else:
        tables.turn_to(at, name, match)
    return not is_aside


def _ends(cells: Sequence[str], where: int, tables: Tables) -> bool:
    """Whether the line is a sum, or words where numbers of a list stand: nobody's, and the end of the commune above."""
    is_sum = any(SUM_WORDS.fullmatch(fold(cell)) for cell in cells[: where + 2])
    is_note = any(cell and not is_number(cell) for cell in cells[:where])
    if is_sum or is_note:
        tables.now = None
    return is_sum or is_note


def read_funds(
    rows: Iterable[tuple[int, list[str]]], tables: Tables, codes: Mapping[str, str], headings: set[str]
) -> None:
    """A line a content; the commune stands before it on each line, or alone on a line above."""
    for at, cells in rows:
        where = next((column for column, cell in enumerate(cells[:NAMED_WITHIN]) if fold(cell) in codes), None)
        if where is None:
            _between(at, cells, tables, headings)
            continue
        if named := [cell for cell in cells[:where] if cell and not is_number(cell)]:
            tables.turn_to(at, named[-1], tables.matcher.match(named[-1]))
        told = _parts(FUND_PARTS, cells[where + 1 :])
        if any(words not in ("", *NO_FIGURE, WORKED_OUT) for words in told.values()):
            _add_content(at, codes[fold(cells[where])], told, tables.owner(at))


def _add_content(at: int, code: str, told: Mapping[str, str], table: PlaceTable) -> None:
    if code in table.lines:
        table.faults.append(f"Dòng {at}: {TWICE.format(first=table.lines[code])}")
        return
    for side in ("result", "plan"):
        if not told[f"{side}.total"] and any(told[f"{side}.{name}"] for name in SOURCES):
            table.faults.append(f"Dòng {at}: {NO_TOTAL}")
    table.add(code, at, told)


def _between(at: int, cells: Sequence[str], tables: Tables, headings: set[str]) -> None:
    """A line of no content: a commune that stands alone, a group, a sum, a head; other figures are refused."""
    words = [cell for cell in cells if cell and not is_number(cell)]
    figures = sum(cell[:1].isdigit() for cell in cells[2:])
    matches = [(cell, tables.matcher.match(cell)) for cell in words[:NAMED_WITHIN]]
    place = next((found for found in matches if found[1].place), None)
    if place:
        tables.turn_to(at, *place)
    if place and any(NONE_WORDS.fullmatch(fold(cell)) for cell in words):
        tables.now.says_none = True
    elif _ends(words, 0, tables) or any(fold(cell) in headings for cell in words):
        return
    elif figures and not all(NO_COMMUNE.fullmatch(fold(cell)) for cell in words):
        named = next((cell for cell in words if not place or cell != place[0]), "")
        tables.owner(at).faults.append(f"Dòng {at}: không có nội dung “{named[:60]}” trong danh mục.")
    elif len(words) == 1 and not place:
        tables.now = None


def _parts(parts: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a line by what they hold; what a shorter line lacks is empty."""
    told = dict(zip(parts, [*cells, *[""] * len(parts)], strict=False))
    return {part: "" if words in NO_FIGURE else words for part, words in told.items()}


def without_thousands(tables: Sequence[PlaceTable]) -> None:
    """Amounts with a dot before three digits lose it where the whole table writes thousands that way."""
    dotted = [words for _, words in _amounts(tables) if DOTTED.fullmatch(words)]
    if len(dotted) < SURE or not all(THOUSANDS.fullmatch(words) for words in dotted):
        return
    for table in tables:
        told = {name: words.replace(".", "") for name, words in _amounts([table]) if THOUSANDS.fullmatch(words)}
        table.boxes |= told


def _amounts(tables: Iterable[PlaceTable]) -> Iterator[tuple[str, str]]:
    for table in tables:
        for name, words in table.boxes.items():
            if name.partition(".")[2] in AMOUNTS:
                yield name, words
