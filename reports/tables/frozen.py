"""A filled form as plain lists and words that a database keeps, and back as a form that is drawn like any other.

What a reader saw is kept beside the exact figure, so that neither a new way of writing nor today's data can change it.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial

from criteria.enums import Verdict
from reports.tables.base import Cell, Column, Form, Head, Letter, Row, RowKind, Signer, Table
from reports.tables.kinds import VERDICT, Kind
from reports.templatetags.paper import written

FORM_FACTS = ("number", "sheet", "name", "file", "paper", "portrait", "size", "measured_in", "spread", "apart")
READERS: dict[str, Callable[[str], object]] = {
    "i": int, "d": Decimal, "f": Fraction, "t": dt.date.fromisoformat,
}  # fmt: skip


def frozen(table: Table) -> dict:
    """The whole form: its head, its columns, and every cell with what was read, what it exactly was, how it stood."""
    form = table.form
    return {name: getattr(form, name) for name in FORM_FACTS} | {
        "code": form.code,
        "title": table.title,
        "issuer": list(table.issuer),
        "about": table.about,
        "place_line": table.place_line,
        "signers": [[signer.post, signer.how, signer.name] for signer in form.signers],
        "notes": list(table.notes),
        "sample": table.sample,
        "pinned": table.pinned,
        "columns": [
            [column.key, column.number, column.width, column.side, column.kind is VERDICT, column.kind.bar]
            for column in table.columns
        ],
        "heads": [[[head.text, head.columns, head.levels, head.turned] for head in heads] for heads in table.heads],
        "rows": [frozen_row(row, table.columns) for row in table.rows],
    }


def frozen_row(row: Row, columns: tuple[Column, ...]) -> dict:
    cells = [frozen_cell(cell, columns[at]) for at, cell in row.placed()]
    kept = {"kind": row.kind.value, "name": row.name, "page": row.begins_page, "cells": cells}
    return kept | ({"joined": True} if row.joined else {})


def frozen_cell(cell: Cell, column: Column) -> list:
    """[what is read, the exact figure, the verdict, how it stands]: as short as it can be."""
    letter = cell.value if isinstance(cell.value, Letter) else None
    marks = [letter.verdict.value, letter.by_self, letter.fell] if letter else []
    looks = {"s": cell.span, "d": cell.down} if (cell.span, cell.down) != (1, 1) else {}
    if cell.bold is not None:
        looks["b"] = cell.bold
    if cell.covered:
        looks["c"] = True
    if cell.kind and cell.span > 1:
        looks["a"] = cell.kind.align
    kept = [written(cell, column), exact(cell.value), marks, looks]
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept


def exact(value: object) -> str:
    """A figure without loss, and of which kind it is; a word has none."""
    if isinstance(value, bool) or value is None or isinstance(value, (str, Letter)):
        return ""
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, Decimal):
        return f"d{value.normalize():f}"
    if isinstance(value, Fraction):
        return f"f{value}"
    return f"t{value.isoformat()}"


def thawed(content: dict) -> Table:
    """The form again, to be drawn as any other; formulas and ways of writing are not needed any more."""
    facts = {name: content[name] for name in FORM_FACTS}
    signers = tuple(Signer(*signer) for signer in content["signers"])
    form = Form(
        code=content["code"], title=content["title"], issuer=tuple(content["issuer"]), signers=signers, **facts
    )  # fmt: skip
    columns = tuple(map(_column, content["columns"]))
    return Table(
        form=form,
        title=content["title"],
        issuer=tuple(content["issuer"]),
        about=content["about"],
        place_line=content["place_line"],
        columns=columns,
        heads=tuple(tuple(Head(*head) for head in heads) for heads in content["heads"]),
        rows=tuple(_row(row) for row in content["rows"]),
        notes=tuple(content["notes"]),
        sample=content["sample"],
        pinned=content["pinned"],
    )


def _column(kept: list) -> Column:
    key, number, width, side, is_verdict, has_bar = kept
    return Column(key, number, width, VERDICT if is_verdict else Kind("", side, "General", str, has_bar), side)


def _row(kept: dict) -> Row:
    cells = tuple(_cell(*cell) for cell in kept["cells"])
    joined = kept.get("joined", False)  # reports issued before rows were joined say nothing of it
    return Row(cells, RowKind(kept["kind"]), kept["name"], begins_page=kept["page"], joined=joined)


def _cell(text: str, figure: str = "", marks: list | None = None, looks: dict | None = None) -> Cell:
    looks = looks or {}
    value: object = READERS[figure[0]](figure[1:]) if figure else text
    if marks:
        value = Letter(Verdict(marks[0]), marks[1], marks[2])
    kind = Kind("", looks.get("a", ""), "General", partial(_said, text)) if figure or "a" in looks else None
    return Cell(
        value, kind=kind, span=looks.get("s", 1), down=looks.get("d", 1), bold=looks.get("b"),
        covered=looks.get("c", False),
    )  # fmt: skip


def _said(text: str, _figure: object) -> str:
    """What was read then, whatever would be written now."""
    return text
