"""Two contents of the same form, cell by cell: what an issued report says, and what it would say now.

A content is what reports/tables/frozen.py makes of a filled form: plain lists and words, as kept in the database.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

WHOLE_ROW, HEAD = "cả dòng", "phần đầu biểu, ghi chú"
ABSENT = "không có"
SERIAL = "tt"
# A row of a table inside a text.
IN_GRID = "grid"
# What is written of a figure alone: "0,00", "+3", "-" for none.
FIGURE = re.compile(r"[-+\d.,%\s]+")
# The words of a form beside its cells, in the order of the page.
WORDS = ("issuer", "number", "title", "about", "measured_in", "heads", "notes", "signers", "place_line")


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not what it was; `group` and `row` are the words that name its row in the form."""

    sheet: str
    group: str
    row: str
    column: str
    was: str
    now: str

    @property
    def place(self) -> str:
        """Where in the form: its group and its row."""
        return ", ".join(filter(None, (self.group, self.row)))


@dataclass(frozen=True, slots=True)
class Line:
    """A row by the words that name it, and its cells by column."""

    group: str
    label: str
    cells: dict[str, list]

    @property
    def said(self) -> str:
        """The whole row in words."""
        return "; ".join(cell[0] for key, cell in self.cells.items() if key != SERIAL and cell[0])


def digest(content: dict) -> str:
    """The SHA-256 of a content, the same on every database."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(was: dict, now: dict, *, with_words: bool = True) -> list[Difference]:
    """Every cell of the form that differs, in the order of the issued one, then rows it did not have."""
    sheet, found = was["sheet"], []
    if with_words:
        found += [
            Difference(sheet, "", HEAD, "", plain_words(was[name]), plain_words(now[name]))
            for name in WORDS
            if was[name] != now[name]
        ]
    names = column_names(was) | column_names(now)
    before, after = lines_of(was), lines_of(now)
    for key, line in before.items():
        found += _of_line(sheet, names, line, after.get(key))
    found += [
        Difference(sheet, line.group, line.label, WHOLE_ROW, ABSENT, line.said)
        for key, line in after.items()
        if key not in before
    ]
    return found


def _of_line(sheet: str, names: dict[str, str], was: Line, now: Line | None) -> Iterator[Difference]:
    if now is None:
        yield Difference(sheet, was.group, was.label, WHOLE_ROW, was.said, ABSENT)
        return
    for key in dict.fromkeys((*was.cells, *now.cells)):
        before, after = was.cells.get(key, [""]), now.cells.get(key, [""])
        if key != SERIAL and not says_the_same(before, after):
            yield Difference(sheet, was.group, was.label, names[key], *said_apart(before, after))


def says_the_same(before: list, after: list) -> bool:
    """Whether a cell is what it was; one figure written in two ways ("0,00", "-") is no change of the figure."""
    if before[:3] == after[:3]:
        return True
    figures = [cell[1][1:] for cell in (before, after) if len(cell) > 1 and cell[1] and FIGURE.fullmatch(cell[0])]
    return len(figures) == 2 and figures[0] == figures[1] and before[2:3] == after[2:3]


def said_apart(before: list, after: list) -> tuple[str, str]:
    """Both cells in words; where they read alike, with what tells them apart."""
    if before[0] != after[0]:
        return before[0], after[0]
    return (f"{before[0]} ({exact(before)})", f"{after[0]} ({exact(after)})")


def exact(cell: list) -> str:
    """What stands behind the words of a cell: who says it, or the figure before it was rounded."""
    if len(cell) > 2 and cell[2]:
        return "tự đánh giá" if cell[2][1] else "đã thẩm tra"
    return cell[1][1:] if len(cell) > 1 and cell[1] else "chữ"


def plain_words(said: object) -> str:
    """Words of a head as one text."""
    if isinstance(said, str):
        return said
    return " ".join(filter(None, (plain_words(part) for part in said))) if isinstance(said, list) else ""


def lines_of(content: dict) -> dict[tuple, Line]:
    """The rows by what names them: their page and group, their label, and which of several alike they are."""
    keys = [column[0] for column in content["columns"]]
    found, seen, page, group = {}, Counter(), "", ""
    for at, row in enumerate(content["rows"], 1):
        cells = dict(placed(row["cells"], keys))
        label = label_of(cells, keys[: content["pinned"]])
        if row["name"] == IN_GRID:
            cells, label = unnumbered(cells, keys, label)
        if row["kind"] == "group":
            page, group = (label, "") if row["page"] else (page, label)
        within = ", ".join(filter(None, (page, group if row["kind"] == "data" else "")))
        name = (within, label, row["name"], row["kind"])
        seen[name] += 1
        found[(*name, seen[name])] = Line(within, label or f"dòng {at}", cells)
    return found


def unnumbered(cells: dict[str, list], keys: list[str], label: str) -> tuple[dict[str, list], str]:
    """A numbered row of a table in a text goes by the words behind its number, which moves when a row comes in."""
    heading, _, number = label.rpartition(": ")
    if not number.isdigit():
        return cells, label
    part, *others = keys
    words = cells[others[0]][0].partition("; ")[0].partition(": ")[2]
    return {SERIAL: cells[part]} | {key: cells[key] for key in others}, ", ".join(filter(None, (heading, words)))


def label_of(cells: dict[str, list], naming: list[str]) -> str:
    """What a row is called: the words of its first columns, or the only words it has."""
    named_by = [cells[key][0] for key in naming if key != SERIAL and key in cells and cells[key][0]]
    return ", ".join(named_by) or next((cell[0] for key, cell in cells.items() if key == SERIAL and cell[3:]), "")


def placed(cells: list, keys: list[str]) -> Iterator[tuple[str, list]]:
    """Each cell with the key of its first column."""
    at = 0
    for cell in cells:
        yield keys[at], cell
        at += cell[3].get("s", 1) if len(cell) > 3 else 1


def column_names(content: dict) -> dict[str, str]:
    """Column → as few levels of its head as tell it from the others, at least the last two."""
    paths = head_paths(content)
    names = {}
    for key, path in paths.items():
        depth = next((d for d in range(2, len(path)) if _is_alone(path[-d:], paths, d)), len(path))
        names[key] = named(path[-depth:])
    return names


def named(path: list[str]) -> str:
    """ "Biểu, Tỷ lệ (%)"; a number under a name stands before it: "15 Y tế"."""
    if len(path) > 1 and path[-1].isdigit():
        path = [*path[:-2], f"{path[-1]} {path[-2]}"]
    return ", ".join(path)


def _is_alone(tail: list[str], paths: dict[str, list[str]], depth: int) -> bool:
    return sum(path[-depth:] == tail for path in paths.values()) == 1


def head_paths(content: dict) -> dict[str, list[str]]:
    """Column → the heads above it, the widest first."""
    keys = [column[0] for column in content["columns"]]
    paths: dict[str, list[str]] = {key: [] for key in keys}
    taken = set()
    for level, heads in enumerate(content["heads"]):
        at = 0
        for text, columns, levels, _ in heads:
            while (level, at) in taken:
                at += 1
            taken.update((level + down, at + right) for down in range(levels) for right in range(columns))
            for key in keys[at : at + columns]:
                paths[key].append(text)
            at += columns
    return paths
