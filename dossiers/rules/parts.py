"""A part of a dossier: whether it is there, what it lacks, and where it stands against its day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from directives.rules.deadlines import Deadline, Deed, Term, deed_state, unfinished
from dossiers.enums import PartState, Takes
from dossiers.rules.shares import SurveyFacts, VoteFacts
from ntm_portal.vietnamese import counted

MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is known of one part on a day. `decided`: of how many communes the decision is there, and of how many it
    is asked."""

    state: PartState = PartState.MISSING
    takes: Takes = Takes.PAPER
    signed_on: dt.date | None = None
    reason: str = ""
    vote: VoteFacts | None = None
    survey: SurveyFacts | None = None
    decided: tuple[int, int] | None = None

    @property
    def is_ready(self) -> bool:
        """Đã có: signed, and holding what the part is for."""
        return not self.lack

    @property
    def lack(self) -> str:
        """What is missing, as a list says it; nothing when the part is there."""
        match self.state:
            case PartState.MISSING:
                return "chưa có"
            case PartState.DRAFT:
                return "mới có dự thảo"
            case PartState.RETURNED:
                return f"cần bổ sung: {self.reason}"
            case _:
                return self._lack_of_signed()

    def _lack_of_signed(self) -> str:
        if self.takes == Takes.VOTE:
            return self.vote.fault if self.vote else "chưa ghi kết quả biểu quyết"
        if self.takes == Takes.SURVEY:
            return self.survey.fault if self.survey else "chưa ghi kết quả lấy ý kiến"
        if self.takes == Takes.DECISIONS:
            have, total = self.decided or (0, 0)
            return f"còn thiếu {counted(total - have)} quyết định" if have < total else ""
        return ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Đã có trên tổng số."""

    have: int
    total: int

    @classmethod
    def of(cls, parts: Iterable[PartFacts]) -> "Progress":
        """Counted over parts."""
        ready = [part.is_ready for part in parts]
        return cls(sum(ready), len(ready))

    @property
    def is_complete(self) -> bool:
        """Everything is there, and something was asked."""
        return self.have == self.total > 0

    @property
    def percent(self) -> int:
        """The length of its bar out of 100; rounded down, so that only a complete one looks full."""
        return 100 * self.have // self.total if self.total else 0

    @property
    def printed(self) -> str:
        """ "22/36"."""
        return f"{self.have}/{self.total}"


def part_deadline(part: PartFacts, as_of: dt.date, begins_on: dt.date, due_on: dt.date) -> Deadline:
    """Where a part stands against its day; done on the day the paper was signed."""
    term = Term(begins_on, due_on)
    if part.is_ready:
        return deed_state(as_of, term, [Deed(part.signed_on or begins_on)])
    return unfinished(as_of, term)


def is_day_of_any_year(month: int, day: int) -> bool:
    """Whether a (month, day) exists in every year: 29 February and 31 November do not."""
    return 1 <= month <= len(MONTHS) and 1 <= day <= MONTHS[month - 1]


def due_day(year: int, due: tuple[int, int] | None, usual: dt.date) -> dt.date:
    """The day of the dossier's year by which a part is wanted: its own (month, day), else that of the whole dossier."""
    return dt.date(year, *due) if due else usual
