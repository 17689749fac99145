"""The office grid as HTML: 980 cells put together from ready-made strings, escaped once."""

from collections.abc import Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString

from criteria.forms.cell import office_face
from criteria.forms.grid_rows import figure_data, lock_data, lock_mark, talk_data
from criteria.rules.ages import AgeLevels
from criteria.rules.locks import OPEN, LockAnswer
from criteria.tables.locks import SheetLocks, is_shut
from criteria.tables.office import Column, Group, OfficeGrid, OfficeRow
from criteria.tables.sheet import Line


def office_heads(grid: OfficeGrid) -> SafeString:
    """The two rows of heads: criteria that fold, then indicators with what is required."""
    groups = "".join(_group_head(group) for group in grid.groups)
    columns = "".join(_column_head(column) for column in grid.columns)
    return SafeString(f'<tr><th class="first" rowspan="2" scope="col">Xã, thị trấn</th>{groups}</tr><tr>{columns}</tr>')


def _group_head(group: Group) -> str:
    name = f"{group.number}. {escape(group.name)}"
    wide = len(group.columns) > 1
    words = name if wide else str(group.number)
    return (
        f'<th class="cstart" id="c-{group.number}" colspan="{len(group.columns)}" scope="colgroup" title="{name}">'
        f'<button type="button" class="stick fold" data-fold="{group.number}" data-name="{name}" tabindex="-1">'
        f'{words}<span class="visually-hidden">: gấp cột</span></button></th>'
    )


def _column_head(column: Column) -> str:
    label = column.label
    css = ' class="cstart"' if column.opens else ""
    return (
        f'<th scope="col"{css} data-i="{label.number}" data-k="{label.typed_as}" '
        f'data-name="{escape(label.short_name)}" '
        f'title="{label.number} {escape(label.name)}">{label.number}<small>{escape(column.required)}</small></th>'
    )


def office_rows(
    grid: OfficeGrid, ages: AgeLevels, locks: Mapping[int, SheetLocks], talk: Mapping[tuple[int, int], int]
) -> SafeString:
    """One row for each commune; why cells of a row are locked stands at its head, because it is one reason for all.

    `talk`: by unit and indicator, how many comments wait for an answer.
    """
    opens = [' class="cstart' if column.opens else ' class="' for column in grid.columns]
    return SafeString("".join(_row(grid, row, opens, ages, locks[row.unit.pk].answers, talk) for row in grid.rows))


def _row(
    grid: OfficeGrid,
    row: OfficeRow,
    opens: list[str],
    ages: AgeLevels,
    locks: Mapping[int, LockAnswer],
    talk: Mapping[tuple[int, int], int],
) -> str:
    name = escape(row.unit.short_label)
    shut = {pk for pk, answer in locks.items() if is_shut(answer)}
    closed = next((answer for answer in locks.values() if not answer.is_open), OPEN)
    cells = "".join(
        f'<td{css}{_css(grid, row, line, ages)}{" shut" * (line.indicator.id in shut)}"'
        f"{talk_data(talk.get((row.unit.pk, line.indicator.id), 0))}{figure_data(line, line.before, ages)}>"
        f"{office_face(line)}</td>"
        for css, line in zip(opens, row.lines, strict=True)
    )
    return (
        f'<tr data-u="{row.unit.slug}" data-n="{name}"{lock_data(closed)}><th scope="row" class="first">'
        f'<a href="/cap-nhat/{row.unit.slug}/luoi/" tabindex="-1">{name}</a>{lock_mark(closed)}</th>{cells}</tr>'
    )


def _css(grid: OfficeGrid, row: OfficeRow, line: Line, ages: AgeLevels) -> str:
    finding = line.before
    words = [
        "calc" if not line.entered else "",
        "claimed" if finding is None and line.status.own else "",
        "stale" if finding and ages.is_old(finding.assessed_on) else "",
        "" if grid.is_wanted(row, line) else "aside",
    ]
    return "".join(f" {word}" for word in words if word)
