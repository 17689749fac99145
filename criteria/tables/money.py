"""Huy động nguồn lực, nợ đọng XDCB: all communes on a day, and one commune with every table it ever gave."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from communes.models import Unit
from communes.models.changes import came_from
from communes.rules.forerunners import with_forerunners
from criteria.enums import Money
from criteria.models import FundingContent, MoneySheet
from criteria.models.money import heads_of, lent_to, standing_for, with_lines
from criteria.rules.cautions import Caution, is_heavy
from criteria.rules.money import NONE, SheetFacts, amounts_in, before, decimals_of, in_force
from criteria.rules.money_checks import sheet_cautions
from ntm_portal.vietnamese import counted, name_list, number

DAYS_OFFERED = 6
# What a list shows of each table: the words over the column, and the number itself.
COLUMNS = {
    Money.FUNDING: (
        ("Tổng số", lambda sheet: sheet.raised.total),
        ("Vốn trực tiếp", lambda sheet: sheet.raised.direct),
        ("Lồng ghép", lambda sheet: sheet.raised.blended),
        ("Tín dụng", lambda sheet: sheet.raised.credit),
        ("Doanh nghiệp", lambda sheet: sheet.raised.enterprise),
        ("Dân góp", lambda sheet: sheet.raised.people),
        ("Kế hoạch kỳ sau", lambda sheet: sheet.planned.total),
    ),
    Money.DEBT: (
        ("Tổng mức đầu tư", lambda sheet: sum((line.investment for line in sheet.lines), NONE)),
        ("Khối lượng hoàn thành", lambda sheet: sum((line.done for line in sheet.lines), NONE)),
        ("Đã thanh toán", lambda sheet: sum((line.paid for line in sheet.lines), NONE)),
        ("Còn nợ", lambda sheet: sheet.owed),
    ),
}
# The number the list is read for.
STRONG = {Money.FUNDING: "Tổng số", Money.DEBT: "Còn nợ"}
NOTHING = {Money.FUNDING: "không huy động", Money.DEBT: "không nợ"}


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of a list: its column, the number as it is read, whether it is the one that counts."""

    label: str
    text: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What one commune has told: the table in force on the day, and what is odd about it."""

    unit: Unit
    kind: Money
    sheet: SheetFacts | None
    cautions: Sequence[Caution] = ()
    places: int = 0

    @property
    def address(self) -> str:
        """The page of the commune."""
        return f"/{self.kind.room}/{self.unit.slug}/"

    @property
    def is_heavy(self) -> bool:
        """Somebody must look at it again."""
        return is_heavy(self.cautions)

    @property
    def works(self) -> str:
        """How many lines the table has, in words: "03 công trình", "không nợ"."""
        what = "công trình" if self.kind == Money.DEBT else "nội dung"
        return f"{counted(len(self.sheet.lines))} {what}" if self.sheet.lines else NOTHING[self.kind]

    @property
    def width(self) -> int:
        """How many columns of amounts the list has."""
        return len(COLUMNS[self.kind])

    @property
    def span(self) -> int:
        """How many columns the list has."""
        return self.width + 3

    @property
    def amounts(self) -> list[Amount]:
        """The numbers of the list."""
        return amounts_of(self.kind, [self.sheet], self.places)


def amounts_of(kind: Money, sheets: Sequence[SheetFacts], places: int) -> list[Amount]:
    """The numbers of one table, or the sums of several, all with the same decimals; "-" is none."""
    found = ((label, sum((value(sheet) for sheet in sheets), NONE)) for label, value in COLUMNS[kind])
    return [Amount(label, written(figure, places), label == STRONG[kind]) for label, figure in found]


def written(figure: Decimal, places: int) -> str:
    """An amount in a list: "1.234,5", and "-" for none."""
    return number(figure, places) if figure else "-"


@dataclass(frozen=True, slots=True)
class ToldList:
    """The communes on a day, with their sum."""

    kind: Money
    as_of: dt.date
    lines: Sequence[Told]
    days: Sequence[dt.date] = field(default_factory=list)
    places: int = 0

    @property
    def heads(self) -> list[str]:
        return [label for label, _ in COLUMNS[self.kind]]

    @property
    def told(self) -> list[Told]:
        """Communes whose table holds on the day."""
        return [line for line in self.lines if line.sheet]

    @property
    def missing(self) -> str:
        """The communes that have told nothing, by name."""
        return name_list([line.unit.short_label for line in self.lines if not line.sheet])

    @property
    def odd(self) -> list[Told]:
        """Communes that must look again."""
        return [line for line in self.lines if line.is_heavy]

    @property
    def indebted(self) -> list[Told]:
        """Communes that owe something."""
        return [line for line in self.told if line.sheet.owed] if self.kind == Money.DEBT else []

    @property
    def amounts(self) -> list[Amount]:
        """The sums over all communes."""
        return amounts_of(self.kind, [line.sheet for line in self.told], self.places)


def told_list(kind: Money, units: Sequence[Unit], as_of: dt.date) -> ToldList:
    """Every commune on a day, with or without figures. Four queries for any number of communes."""
    merged, ids = came_from(), [unit.pk for unit in units]
    heads = heads_of(kind, with_forerunners(ids, merged))
    chosen = {pk: head for pk, sheets in heads.items() if (head := in_force(sheets, as_of))}
    earlier = {pk: before(heads[pk], head) for pk, head in chosen.items()}
    whole = with_lines(kind, [head for head in (*chosen.values(), *earlier.values()) if head])
    names = content_names()
    places = decimals_of(figure for head in chosen.values() for figure in amounts_in(whole[head.id]))
    standing = standing_for(ids, {pk: whole[head.id] for pk, head in chosen.items()}, merged, as_of)
    lines = [told_of(kind, unit, standing.get(unit.pk), earlier, whole, names, places) for unit in units]
    days = sorted({head.on for sheets in heads.values() for head in sheets}, reverse=True)[:DAYS_OFFERED]
    return ToldList(kind, as_of, lines, days[::-1], places)


def told_of(
    kind: Money, unit: Unit, sheet: SheetFacts | None, earlier: Mapping, whole: Mapping, names, places: int
) -> Told:
    """One commune of the list."""
    old = earlier.get(unit.pk)
    if sheet is None or sheet.lent_by:
        return Told(unit, kind, sheet, (), places)
    return Told(unit, kind, sheet, sheet_cautions(sheet, whole[old.id] if old else None, names), places)


def content_names() -> dict[str, str]:
    """Code → name of each content. One query."""
    return dict(FundingContent.objects.values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class PastSheet:
    """One table ever recorded for a commune, and what became of it."""

    row: MoneySheet
    sheet: SheetFacts
    in_force: bool
    may_change: bool

    @property
    def corrected_by(self) -> MoneySheet | None:
        return getattr(self.row, "corrected_by", None)

    @property
    def is_gone(self) -> bool:
        """It no longer counts, or only says that another one does not."""
        return self.corrected_by is not None or self.row.is_void

    @property
    def state(self) -> str:
        """What it is, in a word."""
        if self.corrected_by:
            return "Đã rút" if self.corrected_by.is_void else "Đã đính chính"
        if self.row.is_void:
            return "Rút bảng"
        return "Đang dùng" if self.in_force else "Bảng trước"

    @property
    def told(self) -> str:
        """How many lines, and the number it is known by."""
        return "-" if self.row.is_void else told_words(self.row.unit, self.sheet)


def told_words(unit: Unit, sheet: SheetFacts) -> str:
    """ "03 công trình, còn nợ 1.250,5"; "01 công trình, đã trả hết"; "không nợ"."""
    works = Told(unit, sheet.kind, sheet).works
    if not sheet.lines:
        return works
    return f"{works}, {STRONG[sheet.kind].lower()} {number(sheet.total)}" if sheet.total else f"{works}, đã trả hết"


@dataclass(frozen=True, slots=True)
class PlaceMoney:
    """One commune: everything it told, the table in force, the one before, and what is odd."""

    unit: Unit
    kind: Money
    sheets: Sequence[SheetFacts]
    current: SheetFacts | None
    cautions: Sequence[Caution]
    past: Sequence[PastSheet]
    names: Mapping[str, str]
    lent: SheetFacts | None = None

    @property
    def standing(self) -> SheetFacts | None:
        """The table that stands for the commune: of those that were merged into it, until it gives one of its own."""
        return self.lent or self.current

    @property
    def words(self) -> str:
        """What the table in force says, in a few words."""
        return told_words(self.unit, self.current)

    @property
    def seen(self) -> int | None:
        """What a writer of the page has seen: the table recorded last of those that count."""
        return max((sheet.id for sheet in self.sheets), default=None)

    def without(self, pk: int, today: dt.date) -> SheetFacts | None:
        """The table that holds once this one is taken back: an earlier day's, never the one it had corrected."""
        return in_force([sheet for sheet in self.sheets if sheet.id != pk], today)

    def before(self, typed: SheetFacts) -> SheetFacts | None:
        """The table a typed one is compared with."""
        return before(self.sheets, typed)

    def sheet_called(self, pk: str) -> SheetFacts | None:
        """The table that counts by its key, as an address names it."""
        return next((sheet for sheet in self.sheets if str(sheet.id) == pk), None)


def place_money(kind: Money, unit: Unit, today: dt.date, changeable: Iterable[int] = ()) -> PlaceMoney:
    """Everything about one commune. Four queries for any history, more where it came of others."""
    rows = MoneySheet.objects.filter(unit=unit, kind=kind).select_related(
        "unit", "entered_by", "on_behalf_of__officer", "corrected_by"
    )
    ordered = sorted(rows, key=lambda row: (row.counted_on, row.pk))
    whole = with_lines(kind, [row.head for row in ordered])
    live = [row for row in ordered if not row.is_void and getattr(row, "corrected_by", None) is None]
    sheets = [whole[row.pk] for row in live]
    current = in_force(sheets, today)
    names, may = content_names(), set(changeable)
    cautions = sheet_cautions(current, before(sheets, current), names) if current else []
    past = [
        PastSheet(row, whole[row.pk], bool(current) and row.pk == current.id, row.pk in may) for row in ordered[::-1]
    ]
    return PlaceMoney(unit, kind, sheets, current, cautions, past, names, lent_to(unit, kind, today))
