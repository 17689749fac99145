"""What a place or the district raised and owes on two days: for Biểu 08 and 09, the pages and the periodic report."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from communes.models import Unit
from criteria.enums import Money
from criteria.models.money import standing_on
from criteria.rules.money import NONE, Amounts, SheetFacts, sum_of
from ntm_portal.vietnamese import counted, day
from reports.rules.phrases import first_of, lent_note

Sheets = Mapping[int, SheetFacts]


@dataclass(frozen=True, slots=True)
class MoneyOnDay:
    """How some communes stand on a day, in triệu đồng; who has told nothing is left out of every sum, and named."""

    on: dt.date
    units: Sequence[Unit]
    funds: Sheets
    debts: Sheets

    @property
    def raised(self) -> Amounts:
        """What was raised since the start of the year, by source."""
        return sum_of(sheet.raised for sheet in self.funds.values())

    @property
    def planned(self) -> Amounts:
        """What is planned for the next period, by source."""
        return sum_of(sheet.planned for sheet in self.funds.values())

    @property
    def people(self) -> Decimal:
        """What people gave: money, days of work, land and goods."""
        return self.raised.people

    @property
    def owed(self) -> Decimal:
        """What is owed for all works."""
        return sum((sheet.owed for sheet in self.debts.values()), NONE)

    @property
    def indebted(self) -> list[Unit]:
        """The communes that owe something, in official order."""
        return [unit for unit in self.units if unit.pk in self.debts and self.debts[unit.pk].owed]

    @property
    def free(self) -> list[Unit]:
        """The communes whose table says that nothing is owed."""
        told = [(unit, self.debts[unit.pk]) for unit in self.units if unit.pk in self.debts]
        return [unit for unit, sheet in told if not sheet.owed and not sheet.unsaid]

    def silent(self, kind: Money) -> list[Unit]:
        """The communes without a table that holds on the day."""
        return [unit for unit in self.units if unit.pk not in self.sheets(kind)]

    def sheets(self, kind: Money) -> Sheets:
        """Unit id → the table of that kind that holds on the day."""
        return self.debts if kind == Money.DEBT else self.funds

    def newest(self, kind: Money) -> dt.date | None:
        """The day of the newest figures; the figures of the others may be older."""
        return max((sheet.on for sheet in self.sheets(kind).values()), default=None)


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """Two days of the same communes: what the report of a period says of resources and debts."""

    now: MoneyOnDay
    then: MoneyOnDay

    @property
    def is_same_year(self) -> bool:
        """Sums raised since the start of a year are compared within it only."""
        return self.now.on.year == self.then.on.year


def money_facts(
    units: Sequence[Unit],
    as_of: dt.date,
    compared: dt.date,
    known_at: dt.datetime | None = None,
    *,
    units_before: Sequence[Unit] | None = None,
) -> MoneyFacts:
    """Resources and debts of some communes on two days, as known at a moment. Five queries for any number of them.

    `units_before` are those of the compared day, where communes were merged in between.
    """
    of_day = ((as_of, units), (compared, units if units_before is None else units_before))
    days, keys = (as_of, compared), {unit.pk for _, told in of_day for unit in told}
    funds, debts = (standing_on(kind, keys, days, known_at) for kind in (Money.FUNDING, Money.DEBT))
    return MoneyFacts(*(MoneyOnDay(on, told, of(funds[on], told), of(debts[on], told)) for on, told in of_day))


def of(sheets: Sheets, units: Sequence[Unit]) -> Sheets:
    """The tables of these places alone."""
    return {unit.pk: sheets[unit.pk] for unit in units if unit.pk in sheets}


def silent_note(told: MoneyOnDay, kind: Money) -> list[str]:
    """Who has no table, said under a form."""
    missing = [unit.short_label for unit in told.silent(kind)]
    if not missing:
        return []
    return [f"{counted(len(missing))} đơn vị chưa có bảng, không tính vào tổng: {first_of(missing)}."]


def lent_notes(told: MoneyOnDay, kind: Money) -> list[str]:
    """Who stands on the tables of the communes it came of, said under a form."""
    sheets = told.sheets(kind)
    return lent_note([(unit.short_label, sheets[unit.pk]) for unit in told.units if unit.pk in sheets], "bảng")


def older_note(told: MoneyOnDay, kind: Money) -> list[str]:
    """Whose figures are older than the newest, said under a form."""
    newest, sheets = told.newest(kind), told.sheets(kind)
    older = [
        f"{unit.short_label} ({day(sheets[unit.pk].on)})"
        for unit in told.units if unit.pk in sheets and sheets[unit.pk].on < newest
    ]  # fmt: skip
    return [f"Số của ngày trước: {first_of(older)}."] if older else []
