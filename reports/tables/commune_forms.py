"""What Biểu 01 and Biểu 02 share: the rows of one commune in order, and how they are judged in Excel."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from accounts.models import User
from communes.enums import Level
from communes.models import Unit
from criteria.enums import Direction, Part, Stage, ValueKind, Verdict
from criteria.models import Finding, Indicator
from criteria.rules.communes import Tally
from criteria.rules.facts import FindingFacts
from criteria.rules.verdicts import has_ratio, is_share, measured
from criteria.status import EMPTY_CELL, current_set, read_criteria
from criteria.status import Cell as Status
from criteria.tables.sheet import CriterionLines, Line, sheet_lines
from ntm_portal.vietnamese import day
from reports.tables.base import COVERED, Allowed, Blank, Cell, Column, Draft, Form, Head, Letter, Row, RowKind, Table
from reports.tables.board import criteria_in_order
from reports.tables.kinds import TYPED, Kind, amount, places_of, rate
from reports.tables.paper import commune_forms, issuer_of, known_words, place_line_of, title_of

HOW_TO = (
    "Trong Excel chỉ gõ vào ô nền vàng nhạt; ô để trống giữ nguyên số đang có. Ngày số liệu ở đầu biểu dùng cho các "
    "dòng có sửa."
)
NO_SET = "Ngày này chưa có bộ tiêu chí, hoặc không có chỉ tiêu nào thuộc phạm vi phụ trách."
SIGNS = "Đ: đạt; CB: cơ bản đạt, không tính là đạt; C: chưa đạt; …: chưa đủ số liệu; KX: không xét."


@dataclass(frozen=True)
class Folder:
    """Everything about one commune on a day that its two forms are filled from. `empty`: to be filled by hand."""

    unit: Unit
    as_of: dt.date
    stage: Stage
    criteria: Sequence[CriterionLines]
    verdicts: dict[tuple[int, int], Status]
    notes: dict[int, str]
    decisions: str
    empty: bool
    sample: bool
    known_at: dt.datetime | None = None

    def lines(self) -> list[Line]:
        return [line for criterion in self.criteria for line in criterion.lines]

    def note_of(self, line: Line) -> str:
        return self.notes.get(line.before.id, "") if line.before else ""

    def tally(self, track: Callable[[Status], Verdict]) -> Tally:
        """The criteria by their verdict on one side."""
        ids = [criterion.lines[0].indicator.criterion_id for criterion in self.criteria]
        return Tally.of(track(self.verdicts.get((self.unit.pk, pk), EMPTY_CELL)) for pk in ids)


def read_folder(
    unit: Unit, indicators: QuerySet[Indicator], stage: Stage, as_of: dt.date, *, empty: bool = False,
    known_at: dt.datetime | None = None,
) -> Folder:  # fmt: skip
    """A fixed number of queries, however many indicators."""
    rows = indicators.filter(criterion__criteria_set=current_set(Level.COMMUNE, as_of))
    criteria = sheet_lines(unit, rows, stage, as_of, known_at)
    before = [line.before.id for criterion in criteria for line in criterion.lines if line.before]
    ids = [criterion.lines[0].indicator.criterion_id for criterion in criteria]
    return Folder(
        unit=unit,
        as_of=as_of,
        stage=stage,
        criteria=criteria,
        verdicts=read_criteria([unit.pk], ids, as_of, known_at),
        notes=dict(Finding.objects.filter(pk__in=before).values_list("pk", "note")),
        decisions=criteria_in_order(Level.COMMUNE, unit.district, as_of).decisions,
        empty=empty,
        sample=User.objects.sample().exists(),
        known_at=known_at,
    )


def table_of(
    folder: Folder, code: str, draft: Draft, columns: Sequence[Column], heads: Sequence[Sequence[Head]],
    rows: Sequence[Row],
) -> Table:  # fmt: skip
    """A form of the commune with its letterhead."""
    form: Form = commune_forms()[code]
    place = folder.unit if draft.stage == Stage.SELF else folder.unit.district
    return Table(
        form=form,
        title=title_of(form, folder.unit),
        issuer=issuer_of(form, folder.unit),
        about=f"(Số liệu tính đến ngày {day(folder.as_of)}; theo {folder.decisions}{known_words(folder.known_at)})",
        place_line=place_line_of(place, folder.as_of, form),
        columns=tuple(columns),
        heads=tuple(map(tuple, heads)),
        rows=tuple(rows) or (Row(("", Cell(NO_SET, span=len(columns) - 1))),),
        notes=(f"Ghi chú: {SIGNS} {HOW_TO}",),
        sample=folder.sample,
        pinned=3,
        draft=draft,
        place=folder.unit.pk,
    )


def to_be_read(table: Table) -> Table:
    """The form on paper or in a report: nothing is typed in it, so nothing explains how to."""
    if table.draft is None:
        return table
    return replace(table, draft=None, notes=(f"Ghi chú: {SIGNS}",))


def seen_of(folder: Folder) -> dict[tuple[str, str], int]:
    """The findings the form was filled from."""
    return {(folder.unit.code, line.label.number): line.before.id for line in folder.lines() if line.before}


def body(folder: Folder, cells_of: Callable[[Line], tuple]) -> list[Row]:
    """Group rows, and under them one row an indicator; number and name of a criterion reach over its indicators."""
    rows = []
    for criterion in folder.criteria:
        if criterion.opens_group:
            code, _, name = criterion.opens_group.partition(". ")
            rows.append(Row((code, Cell(name, span=len(cells_of(criterion.lines[0])) + 2)), RowKind.GROUP))
        down = len(criterion.lines)
        for at, line in enumerate(criterion.lines):
            first = (
                (Cell(criterion.number, down=down), Cell(criterion.name, down=down)) if not at else (COVERED, COVERED)
            )
            content = f"{line.label.number}. {line.label.name}"
            cells = (*first, content, *cells_of(line))
            rows.append(Row(cells, name=name_of(line.label.number), joined=at < down - 1))
    return rows


def name_of(number: str) -> str:
    """The name of an indicator's row in formulas."""
    return f"i{number.replace('.', '_')}"


@dataclass(frozen=True, slots=True)
class Side:
    """The columns in which one side's figures are typed, and how its letter is found in Excel."""

    folder: Folder
    verdict: str  # the key of its column of letters

    def typed(self, line: Line, part: Part, value, allowed: Allowed, kind: Kind | None = None) -> Cell:
        """A cell to be typed, empty in an empty form."""
        blank = Blank(self.folder.unit.code, line.label.number, part, allowed)
        return Cell("" if self.folder.empty or value is None else value, kind=kind, blank=blank)

    def figures(self, line: Line, finding: FindingFacts | None) -> tuple:
        """Numerator, denominator and result; what an indicator does not have stays empty and locked."""
        if line.label.typed_as in ("yes_no", "parts"):
            return "", "", ""
        if line.label.typed_as == "value":
            allowed = Allowed.SHARE if is_share(line.indicator) else self.counted(line)
            value = finding.value if finding else None
            return "", "", self.typed(line, Part.VALUE, tidy(value), allowed, typed_kind(allowed))
        allowed = Allowed.WHOLE if line.indicator.whole else Allowed.NUMBER
        pair = (finding.numerator, finding.denominator) if finding else (None, None)
        parts = zip((Part.NUMERATOR, Part.DENOMINATOR), pair, strict=True)
        return (*(self.typed(line, part, tidy(value), allowed, typed_kind(allowed)) for part, value in parts),
                self.share(line, finding))  # fmt: skip

    def counted(self, line: Line) -> Allowed:
        return Allowed.WHOLE if line.indicator.kind == ValueKind.COUNT and line.indicator.whole else Allowed.NUMBER

    def share(self, line: Line, finding: FindingFacts | None) -> Cell:
        """The percentage, worked out in Excel too; one that was typed alone is only shown."""
        formula = if_both("[numerator]/[denominator]*100")
        if self.folder.empty or finding is None or measured(finding) is None:
            return Cell("…", formula)
        exact = Fraction(measured(finding))
        if not has_ratio(finding):
            return Cell(tidy(finding.value), kind=kind_of(finding.value))
        return Cell(exact, formula, rate(max(places_of(line.status.shown), 2)))

    def letter(self, line: Line, verdict: Verdict | None, finding: FindingFacts | None) -> Cell:
        """The verdict: typed where a word decides, else worked out from the figures beside it."""
        judged = verdict or Verdict.UNASSESSED
        if line.label.typed_as == "parts":
            return Cell(Letter(self.shown(judged)), worst_of(self.verdict, self.parts_of(line)))
        if line.by_hand:
            allowed = Allowed.VERDICT_OR_NA if line.label.na_ground else Allowed.VERDICT
            letter = Letter(judged) if judged != Verdict.UNASSESSED else None
            return self.typed(line, Part.DECLARED, letter, allowed)
        if finding and finding.declared in (Verdict.NEARLY, Verdict.NA) and not self.folder.empty:
            return Cell(Letter(judged))
        if finding and line.indicator.keeps_ratio and not has_ratio(finding) and not self.folder.empty:
            return Cell(Letter(judged))
        return Cell(Letter(self.shown(judged)), judged_in_excel(line))

    def shown(self, verdict: Verdict) -> Verdict:
        return Verdict.UNASSESSED if self.folder.empty else verdict

    def parts_of(self, line: Line) -> list[str]:
        found = [other for other in self.folder.lines() if other.indicator.part_of_id == line.indicator.id]
        return [other.label.number for other in found]

    def total(self, verdicts: Callable[[Status], Verdict]) -> Cell:
        """ "17/19", and a formula that counts again when letters change."""
        ranges = [
            f"[{self.verdict}@{name_of(c.lines[0].label.number)}]:[{self.verdict}@{name_of(c.lines[-1].label.number)}]"
            for c in self.folder.criteria
        ]
        met = "+".join(f'({counts(cells, "Đ", "KX")}=ROWS({cells}))*(COUNTIF({cells},"Đ")>0)' for cells in ranges)
        na = "".join(f'-(COUNTIF({cells},"KX")=ROWS({cells}))' for cells in ranges)
        tally = Tally.of([Verdict.UNASSESSED] * len(ranges)) if self.folder.empty else self.folder.tally(verdicts)
        return Cell(f"{tally.met}/{tally.required}", f'({met})&"/"&({len(ranges)}{na})')


def counts(cells: str, *letters: str) -> str:
    return "+".join(f'COUNTIF({cells},"{letter}")' for letter in letters)


def worst_of(column: str, numbers: Sequence[str]) -> str:
    """An indicator with parts is as good as its worst part."""
    cells = f"[{column}@{name_of(numbers[0])}]:[{column}@{name_of(numbers[-1])}]"
    good, fair = counts(cells, "Đ", "KX"), counts(cells, "Đ", "KX", "CB")
    rest = f'IF({good}=ROWS({cells}),"Đ",IF({fair}=ROWS({cells}),"CB","…"))'
    return f'IF(COUNTIF({cells},"KX")=ROWS({cells}),"KX",IF(COUNTIF({cells},"C")>0,"C",{rest}))'


def judged_in_excel(line: Line) -> str:
    """The rule of the indicator as a formula in whole numbers, so that no figure is rounded."""
    level: Decimal = line.status.target.value
    scale = 10 ** max(-level.normalize().as_tuple().exponent, 0)
    sign, needed = "<=" if line.indicator.direction == Direction.AT_MOST else ">=", int(level * scale)
    if not line.indicator.keeps_ratio:
        return f'IF(ISNUMBER([value]),IF({scale}*[value]{sign}{needed},"Đ","C"),"…")'
    return if_both(f'IF({100 * scale}*[numerator]{sign}{needed}*[denominator],"Đ","C")')


def if_both(formula: str, key: str = "") -> str:
    """A formula that needs both numbers, and something to divide by."""
    part, whole = f"[numerator{key}]", f"[denominator{key}]"
    return f'IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}>0,{formula},"…"),"…")'


def tidy(figure: Decimal | None) -> int | Decimal | None:
    """7204 rather than 7204,0000."""
    if figure is None:
        return None
    return int(figure) if figure == figure.to_integral_value() else figure.normalize()


def typed_kind(allowed: Allowed) -> Kind:
    """How a figure to be typed is written: whole ones with dots, others with the decimals they have."""
    return amount(0) if allowed == Allowed.WHOLE else TYPED


def kind_of(figure: Decimal | None) -> Kind:
    """Written with as many decimals as it has; a nought is printed as one."""
    plain = tidy(figure)
    return amount(0) if plain is None or isinstance(plain, int) else amount(-plain.as_tuple().exponent)
