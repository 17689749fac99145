"""A rectangle from a spreadsheet, laid over a grid: every cell read, sorted into heaps, and stored as one."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.functional import cached_property

from accounts.models import User
from communes.models import Unit
from criteria.actions.pasting import record_rectangle
from criteria.actions.sheets import Checked, check_sheet
from criteria.enums import Stage, ValueKind
from criteria.forms.cell import Sent, Unreadable, cell_words, read_sent, split
from criteria.forms.grid_cell import Desk
from criteria.forms.sheet import Common, Row, Typed, read_figure
from criteria.forms.sheet_rows import with_ratio
from criteria.permissions import indicators_editable_by
from criteria.rules.cautions import Caution, left_by_a_word, ways
from criteria.rules.imports.shown import mark_of
from criteria.rules.totals import same_everywhere
from criteria.rules.verdicts import shown
from criteria.status import current_set
from criteria.tables.office import lines_of
from criteria.tables.sheet import Line
from ntm_portal.vietnamese import AmbiguousNumber, NumberFault, counted, parse_number

MOST_CELLS = 3000
FIGURES = ("numerator", "denominator", "value", "declared")
# How the office answers the question about "1.234": thousands; anything else is a decimal.
THOUSANDS = "nghin"


class Heap(StrEnum):
    """What becomes of a pasted cell."""

    ACCEPTED = "accepted"
    NEEDS_REASON = "reason"
    UNCHANGED = "unchanged"
    ASKED = "asked"
    STALE = "stale"
    REFUSED = "refused"


# What is stored when the officer says so, the second kind with his reason.
STORED = (Heap.ACCEPTED, Heap.NEEDS_REASON)


@dataclass(slots=True)
class Pasted:
    """One cell of the rectangle: where it lies, what was in it, what becomes of it."""

    unit: Unit
    sent: Sent
    line: Line | None
    typed: str
    row: Row | None = None
    heap: Heap = Heap.REFUSED
    sentences: list[str] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """A name for what would be stored of it, carried from the preview; a reason given later is no other figure."""
        return mark_of(replace(self.row.figure, reason="")) if self.row and self.row.figure else ""

    def settle(self, checked: Checked) -> None:
        """Put the cell on its heap by what the rules say of it."""
        row = self.row
        row.take(checked)
        if row.other is not None:
            self.heap = Heap.STALE
            theirs = with_ratio(row.other, row.line.indicator, row.line.status.target)
            self.sentences = [f"{row.other.entered_by.full_name} vừa ghi {theirs}."]
        elif checked.needs_reason:
            self.heap, self.sentences = Heap.NEEDS_REASON, [checked.locked.sentence]
            self.cautions = left_by_a_word(checked.cautions)
        elif not row.is_right:
            self.heap, self.sentences = Heap.REFUSED, row.messages
        else:
            self.cautions = list(row.cautions)


class Rectangle:
    """Everything that was pasted at once, over one place or many."""

    def __init__(self, *, units: Mapping[str, Unit], by: User, stage: Stage, today: dt.date, message: dict):
        self.units, self.by, self.stage, self.today = units, by, stage, today
        self.dots = message.get("dots")
        self.lines = self._lines()
        self.common = {name: message.get(name) for name in ("day", "source")}
        self.cells = [self._pasted(each) for each in _cells(message)]
        # Only a sheet of one place may speak for somebody.
        self.shown = [each.get("shown") for each in _cells(message)]
        desk = Desk(next(iter(units.values())), stage, by, today)
        self.holder, self.missing = desk.represented(str(message.get("on_behalf_of") or ""))

    def _lines(self) -> dict[tuple[int, str], Line]:
        judged_by = current_set(next(iter(self.units.values())).level, self.today)
        indicators = indicators_editable_by(self.by).filter(criterion__criteria_set=judged_by)
        return lines_of(list(self.units.values()), indicators, self.stage, self.today)

    def _pasted(self, given: Mapping[str, object]) -> Pasted:
        sent = read_sent({**self.common, **given})
        unit = self.units[str(given.get("place"))]
        line = self.lines.get((unit.pk, sent.indicator))
        pair = f"{sent.typed.numerator}/{sent.typed.denominator}"
        pasted = Pasted(unit, sent, line, sent.text if sent.text is not None else pair)
        if line is None or not line.entered:
            pasted.sentences = ["Ô này không nhập được: tính theo các phần, hoặc không thuộc tài khoản này."]
        else:
            self._read(pasted, line)
        return pasted

    def _read(self, pasted: Pasted, line: Line) -> None:
        sent = pasted.sent
        typed = sent.typed
        if sent.text is not None:
            typed = replace(typed, **split(sent.text, line, typed.numerator))
        unclear = [name for name in FIGURES[:3] if _is_ambiguous(getattr(typed, name), _whole(line, name))]
        typed = replace(typed, **{name: self._cleared(getattr(typed, name)) for name in unclear if self.dots})
        pasted.row = Row(line, typed, seen=sent.seen)
        if unclear and not self.dots:
            pasted.heap, pasted.sentences = Heap.ASKED, [_readings(getattr(typed, name)) for name in unclear]
            return
        pasted.row.figure = read_figure(pasted.row, Common(self.stage))
        if pasted.row.figure is None:
            pasted.sentences = pasted.row.messages
        else:
            pasted.heap = Heap.UNCHANGED if _is_same(pasted.row, typed, line) else Heap.ACCEPTED

    def _cleared(self, text: str) -> str:
        return text.replace(".", "" if self.dots == THOUSANDS else ",")

    def check(self, at: dt.datetime) -> None:
        """Ask the rules about what may be stored; nothing is."""
        for unit, cells in self._accepted().items():
            rows = [pasted.row.figure for pasted in cells]
            checked = check_sheet(unit=unit, rows=rows, by=self.by, at=at, today=self.today)
            for pasted in cells:
                pasted.settle(checked[pasted.line.indicator.id])
        self._compare_places(at)

    def _compare_places(self, at: dt.datetime) -> None:
        """One number in every place is noted at each cell that would be stored."""
        found: dict[int, dict[int, Pasted]] = defaultdict(dict)
        for pasted in self.cells:
            if pasted.heap in (*STORED, Heap.UNCHANGED):
                found[pasted.line.indicator.id][pasted.unit.pk] = pasted
        for of_places in found.values():
            indicator = next(iter(of_places.values())).line.indicator
            odd = same_everywhere(indicator, {pk: one.row.figure.facts(at) for pk, one in of_places.items()})
            for pasted in of_places.values() if odd else ():
                if pasted.heap in STORED:
                    pasted.cautions.append(odd)

    def _accepted(self) -> dict[Unit, list[Pasted]]:
        found: dict[Unit, list[Pasted]] = {}
        for pasted in self.cells:
            if pasted.heap == Heap.ACCEPTED:
                found.setdefault(pasted.unit, []).append(pasted)
        return found

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many cells lie on each heap."""
        found = Counter(pasted.heap for pasted in self.cells)
        return {heap.value: found[heap] for heap in Heap}

    @property
    def is_as_shown(self) -> bool:
        """Whether every cell would be stored as its preview showed it."""
        return all(shown == pasted.mark for shown, pasted in zip(self.shown, self.cells, strict=True))

    def store(self, at: dt.datetime) -> None:
        """Record what the preview accepted, all of it or nothing; raises RowFaults when that no longer holds."""
        sheets = {unit: [pasted.row.figure for pasted in cells] for unit, cells in self._accepted().items()}
        record_rectangle(sheets=sheets, by=self.by, at=at, today=self.today, on_behalf_of=self.holder)

    def preview(self) -> dict[str, object]:
        """The heaps, cell by cell, and the one question about dots."""
        asked = next((pasted.typed for pasted in self.cells if pasted.heap == Heap.ASKED), "")
        question = f"{counted(self.counts[Heap.ASKED])} ô như “{asked}” đọc được hai cách:" if asked else ""
        cells = [_told(pasted) for pasted in self.cells]
        return {"counts": self.counts, "question": question, "why": self._why(), "cells": cells}

    def _why(self) -> str:
        """Why the office must give a reason; which cell is closed by what stands at the cells."""
        closed = [pasted.sentences[0] for pasted in self.cells if pasted.heap == Heap.NEEDS_REASON]
        if not closed:
            return ""
        by_what = f" {closed[0]}" if len(set(closed)) == 1 else ""
        return f"{counted(len(closed))} ô đã khóa.{by_what} Văn phòng ghi vào các ô này phải nêu lý do."

    def stored(self) -> dict[str, object]:
        """How the cells stand after storing."""
        after = self._lines()
        done = [pasted for pasted in self.cells if pasted.heap == Heap.ACCEPTED]
        words = f"Đã ghi {counted(len(done))} ô của {counted(len({pasted.unit.pk for pasted in done}))} đơn vị."
        cells = [
            {
                "place": pasted.unit.place,
                "indicator": pasted.sent.indicator,
                "cell": cell_words(after[pasted.unit.pk, pasted.sent.indicator], self.today),
            }
            for pasted in done
        ]
        return {"stored": cells, "sentences": [words]}


def _cells(message: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    cells = message.get("cells")
    if not isinstance(cells, list) or not 0 < len(cells) <= MOST_CELLS:
        raise Unreadable
    if not all(isinstance(cell, dict) for cell in cells):
        raise Unreadable
    return cells


def places_in(message: Mapping[str, object]) -> set[str]:
    """The address words of the places a rectangle lies over."""
    return {str(cell.get("place")) for cell in _cells(message)}


def _whole(line: Line, name: str) -> bool:
    indicator = line.indicator
    return indicator.whole and (name != "value" or indicator.kind == ValueKind.COUNT)


def _is_ambiguous(text: str, whole: bool) -> bool:
    try:
        parse_number(text, whole=whole)
    except AmbiguousNumber:
        return True
    except NumberFault:
        return False
    return False


def _readings(text: str) -> str:
    return f"{text} có thể là {text.replace('.', '')} hoặc {text.replace('.', ',')}."


def _is_same(row: Row, typed: Typed, line: Line) -> bool:
    """Nothing new: the very figure in force, or its percentage as the grid shows it."""
    before, figure = line.before, row.figure
    if before is None:
        return False
    if all(getattr(figure, name) == getattr(before, name) for name in FIGURES):
        return True
    alone = figure.value is not None and figure.numerator is None and before.numerator is not None
    return alone and shown(before, line.indicator, line.status.target).rstrip("%") == typed.value.replace(".", ",")


def _told(pasted: Pasted) -> dict[str, object]:
    line = pasted.line
    before = with_ratio(line.before, line.indicator, line.status.target) if line and line.before else ""
    return {
        "label": pasted.unit.short_label,
        "indicator": pasted.sent.indicator,
        "before": before,
        "typed": pasted.typed,
        "heap": pasted.heap.value,
        "shown": pasted.mark,
        "sentences": pasted.sentences,
        "warnings": [caution.text for caution in pasted.cautions],
        "ways": ways(pasted.cautions, pasted.unit.place),
    }
