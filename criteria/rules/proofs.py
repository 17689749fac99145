"""Whether what is met is also proven (DOMAIN 10, check 6): a warning, never a reason to refuse."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from criteria.enums import Verdict
from criteria.rules.ages import is_past
from criteria.rules.settings import RuleSettings
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class Proof:
    """The documents behind a cell: how many, the newest day among them, and what is wrong with that."""

    count: int = 0
    newest: dt.date | None = None
    is_missing: bool = False
    is_old: bool = False
    months: int = 0

    @property
    def sentence(self) -> str:
        """The warning in the words of the office; empty where nothing is wrong."""
        if self.is_missing:
            return "Đạt nhưng chưa có minh chứng."
        if self.is_old:
            return f"Minh chứng mới nhất ngày {day(self.newest)}, đã quá {self.months} tháng."
        return ""


def proof_of(verdict: Verdict | None, days: Collection[dt.date], as_of: dt.date, settings: RuleSettings) -> Proof:
    """What the documents of these days prove on a day. Only what is met needs proof, and proof that is not old."""
    newest = max(days, default=None)
    is_met = verdict == Verdict.MET
    return Proof(
        count=len(days),
        newest=newest,
        is_missing=is_met and newest is None,
        is_old=is_met and newest is not None and is_past(newest, as_of, settings.stale_months),
        months=settings.stale_months,
    )
