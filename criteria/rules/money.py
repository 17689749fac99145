"""What a place raised and what it owes (Biểu 08, Biểu 09): sums that are worked out and never typed.

Money is counted in triệu đồng with three decimals at most, exactly.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from communes.rules.forerunners import Voices
from criteria.enums import Money

NONE = Decimal(0)
PLACES = 3
# No commune has as much in a year; a longer number is a slip of the finger, usually đồng instead of triệu đồng.
MOST = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Money by the source it comes from, in triệu đồng; a source without money is 0."""

    central_invest: Decimal = NONE
    central_regular: Decimal = NONE
    province: Decimal = NONE
    district: Decimal = NONE
    commune: Decimal = NONE
    blended: Decimal = NONE
    credit: Decimal = NONE
    enterprise: Decimal = NONE
    people_cash: Decimal = NONE
    people_labour: Decimal = NONE
    people_land: Decimal = NONE

    @property
    def direct(self) -> Decimal:
        """Vốn trực tiếp: the state's budget of all levels."""
        return self.central_invest + self.central_regular + self.province + self.district + self.commune

    @property
    def people(self) -> Decimal:
        """Dân góp: money, days of work, land and goods."""
        return self.people_cash + self.people_labour + self.people_land

    @property
    def total(self) -> Decimal:
        """Tổng số of all sources."""
        return self.direct + self.blended + self.credit + self.enterprise + self.people

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(*(getattr(self, name) + getattr(other, name) for name in SOURCES))

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in SOURCES)


# Each source as it is called where it stands alone: in a box, a fault, a note.
SOURCES = dict(
    zip(
        (field.name for field in fields(Amounts)),
        (
            "NSTW, đầu tư phát triển", "NSTW, sự nghiệp", "Ngân sách tỉnh", "Ngân sách huyện", "Ngân sách xã",
            "Lồng ghép", "Tín dụng", "Doanh nghiệp", "Dân góp tiền", "Dân góp ngày công",
            "Dân hiến đất, hiện vật",
        ),
        strict=True,
    )
)  # fmt: skip


def sum_of(amounts: Iterable[Amounts]) -> Amounts:
    """The sum of several lines or places."""
    return sum(amounts, Amounts())


@dataclass(frozen=True, slots=True)
class FundingFacts:
    """One content of a place: how much was made, what was raised since the start of the year, what is planned next."""

    content: str
    volume: Decimal | None = None
    result: Amounts = Amounts()
    plan: Amounts = Amounts()
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was said of this content."""
        return not (self.volume or self.result or self.plan or self.note)


@dataclass(frozen=True, slots=True)
class DebtFacts:
    """One work with what it costs, what was built, what was paid, and how the rest is to be paid."""

    work: str
    decision: str = ""
    investment: Decimal = NONE
    done: Decimal = NONE
    paid: Decimal = NONE
    pay_when: str = ""
    pay_from: str = ""
    note: str = ""

    @property
    def owed(self) -> Decimal:
        """Còn nợ: what was built less what was paid."""
        return self.done - self.paid


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One table of one place on a day, whole; without lines it says that there is nothing. `id` once it is stored.

    `lent_by`: the communes that were merged into it, where it stands on their tables; `unsaid` those that gave none.
    """

    kind: Money
    on: dt.date
    lines: tuple[FundingFacts, ...] | tuple[DebtFacts, ...] = ()
    source: str = ""
    id: int | None = None
    lent_by: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple:
        """Everything that was typed, to be compared as a whole."""
        return self.on, self.lines

    @property
    def raised(self) -> Amounts:
        """What was raised over all contents since the start of the year."""
        return sum_of(line.result for line in self.lines)

    @property
    def planned(self) -> Amounts:
        """What is planned for the next period."""
        return sum_of(line.plan for line in self.lines)

    @property
    def owed(self) -> Decimal:
        """What the place owes for all its works."""
        return sum((line.owed for line in self.lines), NONE)

    @property
    def indebted(self) -> list[DebtFacts]:
        """The works that are not paid in full."""
        return [line for line in self.lines if line.owed]

    @property
    def total(self) -> Decimal:
        """The one number by which a table is known in a list: raised in all, or owed in all."""
        return self.raised.total if self.kind == Money.FUNDING else self.owed


def in_force(sheets: Iterable[SheetFacts], as_of: dt.date) -> SheetFacts | None:
    """The table that tells how a place stands on a day, of sheets in the order of their days.

    What was raised counts from the start of a year, so a table of another year says nothing of this one; a debt holds
    until another table says otherwise.
    """
    told = [sheet for sheet in sheets if sheet.on <= as_of]
    newest = told[-1] if told else None
    if newest is None or (newest.kind == Money.FUNDING and newest.on.year != as_of.year):
        return None
    return newest


def joined(voices: Voices) -> SheetFacts | None:
    """The table that stands for a place: its own, or one of all those of the communes that were merged into it."""
    parts, own = voices.parts, voices.own
    if not parts or not (voices.names or voices.silent):
        return own
    lines = tuple(line for part in parts for line in part.lines)
    if parts[0].kind == Money.FUNDING:
        lines = tuple(added_up(lines))
    oldest = min(part.on for part in parts)
    return SheetFacts(
        parts[0].kind, oldest, lines, id=own.id if own else None, lent_by=voices.names, unsaid=voices.silent
    )


def added_up(lines: Iterable[FundingFacts]) -> Iterator[FundingFacts]:
    """One line of each content, whoever told of it."""
    told: dict[str, list[FundingFacts]] = {}
    for line in lines:
        told.setdefault(line.content, []).append(line)
    for content, found in told.items():
        volumes = [line.volume for line in found if line.volume is not None]
        yield FundingFacts(
            content, sum(volumes) if volumes else None, sum_of(line.result for line in found),
            sum_of(line.plan for line in found), "; ".join(line.note for line in found if line.note),
        )  # fmt: skip


def before(sheets: Iterable[SheetFacts], sheet: SheetFacts) -> SheetFacts | None:
    """The table a place gave before one, of sheets in the order of their days; what it is compared with."""
    earlier = [one for one in sheets if one.on < sheet.on]
    return earlier[-1] if earlier else None


def plain(figure: Decimal) -> str:
    """An amount as it is typed into a box: "1234,5", nothing for none; never "1.234", which would be asked about."""
    return f"{figure.normalize():f}".replace(".", ",") if figure else ""


def rounded_off(figure: Decimal) -> Decimal:
    """A number of a spreadsheet without the noise behind its twelfth digit; what somebody typed stays as it is."""
    return figure.quantize(Decimal("0.000001")).normalize()


def decimals_of(figures: Iterable[Decimal]) -> int:
    """With how many decimals a table is written, so that all its figures have the same and none is rounded."""
    return max((-exponent_of(figure) for figure in figures), default=0)


def exponent_of(figure: Decimal) -> int:
    """-1 for 12,5; 0 for whole numbers."""
    return min(figure.normalize().as_tuple().exponent, 0)


def amounts_in(sheet: SheetFacts) -> Iterator[Decimal]:
    """Every amount of money a table holds."""
    for line in sheet.lines:
        if sheet.kind == Money.DEBT:
            yield from (line.investment, line.done, line.paid)
        else:
            yield from (getattr(side, name) for side in (line.result, line.plan) for name in SOURCES)
