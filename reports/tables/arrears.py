"""Nợ đọng XDCB as a condition of recognition: what is owed in NTM works, and who has not told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from criteria.enums import Money, Verdict
from criteria.models.money import standing_on
from criteria.rules.communes import Condition
from criteria.rules.money import NONE
from ntm_portal.vietnamese import counted, number

# Condition 4 of a district, 3 of a commune: the last in both.
TITLE = "Không nợ đọng xây dựng cơ bản"


@dataclass(frozen=True, slots=True)
class Arrears:
    """What some places owe on a day, in triệu đồng; `missing` have given no table of debts."""

    owed: Decimal
    works: int
    missing: int

    @property
    def verdict(self) -> Verdict:
        """One debt is enough to fail; free of debt only when everybody has told."""
        if self.owed:
            return Verdict.NOT_MET
        return Verdict.UNASSESSED if self.missing else Verdict.MET

    @property
    def printed(self) -> str:
        """ "Còn nợ 1.240 triệu đồng", "Không nợ", "…"."""
        if self.owed:
            return f"Còn nợ {number(self.owed)} triệu đồng"
        return "…" if self.missing else "Không nợ"

    @property
    def note(self) -> str:
        """ "02 công trình; 03 đơn vị chưa báo"."""
        told = [f"{counted(self.works)} công trình"] * bool(self.works)
        return "; ".join(told + [f"{counted(self.missing)} đơn vị chưa báo"] * bool(self.missing))

    def put_into(self, conditions: Sequence[Condition]) -> tuple[Condition, ...]:
        """The conditions with what is known of debts."""
        return tuple(
            replace(each, verdict=self.verdict, printed=self.printed) if each.title == TITLE else each
            for each in conditions
        )


def read_arrears(unit_ids: Sequence[int], as_of: dt.date, known_at: dt.datetime | None = None) -> Arrears:
    """What these places owe by their tables in force on the day. Three queries for any number of places."""
    told = standing_on(Money.DEBT, unit_ids, [as_of], known_at)[as_of]
    sheets = [told[pk] for pk in unit_ids if told.get(pk)]
    owed = sum((sheet.owed for sheet in sheets), NONE)
    missing = len(unit_ids) - sum(not sheet.unsaid for sheet in sheets)
    return Arrears(owed, sum(len(sheet.indebted) for sheet in sheets), missing)
