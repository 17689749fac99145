"""The office grid as a table: communes down, indicators across; typed in Excel and loaded back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from criteria.enums import FileKind, Part, Stage, ValueKind
from criteria.models import Indicator
from criteria.rules.facts import FindingFacts
from criteria.rules.verdicts import has_ratio, is_share, measured, required
from criteria.status import IndicatorStatus, current_set, read_indicators
from ntm_portal.vietnamese import day
from reports.tables.base import Allowed, Blank, Cell, Column, Draft, Head, Letter, Row, Table
from reports.tables.commune_forms import HOW_TO, SIGNS, if_both, kind_of, tidy, typed_kind
from reports.tables.kinds import CODE, COUNT, TEXT, VERDICT, rate
from reports.tables.paper import GRID_FORM, issuer_of, title_of

STAGE_WORDS = {
    Stage.SELF: "tự đánh giá",
    Stage.VERIFIED: "thẩm tra",
    Stage.APPRAISED: "thẩm định",
    Stage.RECHECK: "phúc tra",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One indicator across the grid: its row in the rulebook, and whether a word decides it."""

    row: Indicator
    head: str
    by_hand: bool

    @property
    def key(self) -> str:
        return self.row.number.replace(".", "_")

    @property
    def parts(self) -> list[Part]:
        """The cells an indicator takes: two numbers and their share, or one number; a word where a word decides."""
        found = []
        if self.row.keeps_ratio:
            found = [Part.NUMERATOR, Part.DENOMINATOR, Part.VALUE]
        elif self.row.kind != ValueKind.YES_NO:
            found = [Part.VALUE]
        return [*found, *[Part.DECLARED] * self.by_hand]

    def column(self, part: Part, number: int) -> Column:
        kind = {Part.VALUE: rate(), Part.DECLARED: VERDICT}.get(part, COUNT)
        return Column(f"{part}{self.key}", str(number), 14 if part == Part.DECLARED else 18, kind)


def grid(units: Sequence[Unit], indicators: QuerySet[Indicator], stage: Stage, as_of: dt.date) -> Table:
    """Every commune by every indicator of the rows given, at one stage. A fixed number of queries."""
    judged_by = current_set(Level.COMMUNE, as_of)
    rows = indicators.filter(criterion__criteria_set=judged_by, parts=None).select_related("criterion")
    rows = list(rows.order_by("criterion__number", "display_order"))
    statuses = read_indicators([unit.pk for unit in units], [row.pk for row in rows], as_of)
    fields = [_field(row, [statuses[unit.pk, row.pk] for unit in units]) for row in rows]
    lines = [_row(at, unit, fields, statuses, stage) for at, unit in enumerate(units, 1)]
    district = units[0].district
    return Table(
        form=GRID_FORM,
        title=title_of(GRID_FORM, district),
        issuer=issuer_of(GRID_FORM, district),
        about=f"(Số liệu {STAGE_WORDS[stage]} tính đến ngày {day(as_of)}; theo QĐ {judged_by.decision})",
        place_line="",
        columns=_columns(fields),
        heads=_heads(fields),
        rows=tuple(lines),
        notes=(f"Ghi chú: {SIGNS} {HOW_TO}",),
        sample=User.objects.sample().exists(),
        draft=Draft(FileKind.GRID, stage, as_of, "name", _seen(units, rows, statuses, stage)),
    )


def _field(row: Indicator, statuses: Sequence[IndicatorStatus]) -> Field:
    targets = [status.target for status in statuses]
    by_hand = row.kind == ValueKind.YES_NO or not any(targets)
    level = required(statuses[0].indicator, next(filter(None, targets), None)) if statuses else ""
    return Field(row, f"{row.number} {row.short_name} ({level})", by_hand)


def said(status: IndicatorStatus, stage: Stage) -> FindingFacts | None:
    """The figure of the side that types."""
    return status.own if stage == Stage.SELF else status.verified


def _seen(units, rows, statuses, stage: Stage) -> dict[tuple[str, str], int]:
    found = ((unit, row, said(statuses[unit.pk, row.pk], stage)) for unit in units for row in rows)
    return {(unit.code, row.number): finding.id for unit, row, finding in found if finding}


def _columns(fields: Sequence[Field]) -> tuple[Column, ...]:
    columns = [Column("tt", "A", 10, CODE), Column("name", "B", 40, TEXT)]
    for one in fields:
        columns += [one.column(part, len(columns) - 1 + at) for at, part in enumerate(one.parts)]
    return tuple(columns)


def _heads(fields: Sequence[Field]) -> tuple[tuple[Head, ...], ...]:
    criteria: dict[str, int] = {}
    for one in fields:
        name = f"{one.row.criterion.number}. {one.row.criterion.short_name}"
        criteria[name] = criteria.get(name, 0) + len(one.parts)
    words = {Part.NUMERATOR: "Tử số", Part.DENOMINATOR: "Mẫu số", Part.DECLARED: "Đ, C"}
    return (
        (
            Head("TT", levels=3),
            Head("Xã, thị trấn", levels=3),
            *(Head(name, columns=wide) for name, wide in criteria.items()),
        ),
        tuple(Head(one.head, columns=len(one.parts)) for one in fields),
        tuple(Head(words.get(part) or _result_head(one.row)) for one in fields for part in one.parts),
    )


def _result_head(row: Indicator) -> str:
    return "Tỷ lệ (%)" if row.keeps_ratio else f"Kết quả ({row.unit_of_measure})"


def _row(at: int, unit: Unit, fields: Sequence[Field], statuses, stage: Stage) -> Row:
    cells = [at, unit.short_label]
    for one in fields:
        finding = said(statuses[unit.pk, one.row.pk], stage)
        cells += [_cell(unit, one, part, finding) for part in one.parts]
    return Row(tuple(cells))


def _cell(unit: Unit, one: Field, part: Part, finding: FindingFacts | None) -> Cell:
    if part == Part.VALUE and one.row.keeps_ratio:
        return _share(one, finding)
    allowed = _allowed(one, part)
    blank = Blank(unit.code, one.row.number, part, allowed)
    if part == Part.DECLARED:
        return Cell(Letter(finding.declared) if finding and finding.declared else "", blank=blank)
    figure = getattr(finding, part) if finding else None
    return Cell("" if figure is None else tidy(figure), kind=typed_kind(allowed), blank=blank)


def _share(one: Field, finding: FindingFacts | None) -> Cell:
    """Worked out from the two numbers; a percentage that stands alone is only shown."""
    formula = if_both(f"[numerator{one.key}]/[denominator{one.key}]*100", one.key)
    if finding is None or measured(finding) is None:
        return Cell("…", formula)
    if not has_ratio(finding):
        return Cell(tidy(finding.value), kind=kind_of(finding.value))
    return Cell(measured(finding), formula)


def _allowed(one: Field, part: Part) -> Allowed:
    facts = one.row.facts
    if part == Part.DECLARED:
        return Allowed.VERDICT_OR_NA if one.row.na_allowed else Allowed.VERDICT
    if part == Part.VALUE:
        if is_share(facts):
            return Allowed.SHARE
        return Allowed.WHOLE if one.row.kind == ValueKind.COUNT and one.row.whole else Allowed.NUMBER
    return Allowed.WHOLE if one.row.whole else Allowed.NUMBER
