"""The count of criteria of a commune, its band and its label, and the conditions of a district (RULES)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from criteria.enums import Verdict
from criteria.rules.settings import Band, RuleSettings
from ntm_portal.vietnamese import counted, number


@dataclass(frozen=True, slots=True)
class Tally:
    """How many criteria of a place have which verdict."""

    met: int = 0
    nearly: int = 0
    not_met: int = 0
    unassessed: int = 0
    na: int = 0

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> "Tally":
        """Counted from one verdict a criterion, those without data too."""
        seen = Counter(verdicts)
        return cls(*(seen[verdict] for verdict in Verdict))

    @property
    def total(self) -> int:
        """19 for a commune, 9 for a district."""
        return self.met + self.nearly + self.not_met + self.unassessed + self.na

    @property
    def required(self) -> int:
        """How many are asked of the place: those not applicable are not."""
        return self.total - self.na

    @property
    def is_told(self) -> bool:
        """Something is known of the place: no data is not nought."""
        return self.total > self.unassessed

    @property
    def complete(self) -> bool:
        """All that is asked is met."""
        return self.met == self.required > 0

    @property
    def printed(self) -> str:
        """ "17/19", or "18/18 (01 không xét)"."""
        left_out = f" ({counted(self.na)} không xét)" if self.na else ""
        return f"{self.met}/{self.required}{left_out}"


# Not the last group: nobody knows that nothing is met there.
UNTOLD = Band(0, 0, "Chưa có số liệu")


def band_of(tally: Tally, bands: Sequence[Band], na_counts: bool = True) -> Band:
    """The group the place is printed in; what is not applicable does not push it down, and no data has its own."""
    if not tally.is_told:
        return UNTOLD
    reached = tally.met + (tally.na if na_counts else 0)
    return next(band for band in bands if reached >= band.low)


class CommuneLabel(StrEnum):
    """Four words that are never mixed: the first is a decision, the others are today's count."""

    RECOGNISED = "Đạt chuẩn"
    COMPLETE = "Đủ 19/19 tiêu chí"
    NEARLY = "Cơ bản đạt chuẩn"
    NOT_YET = "Chưa đạt"


def commune_label(tally: Tally, recognised: bool, settings: RuleSettings) -> CommuneLabel:
    """What the place is called on a day; `recognised` means a decision in force on that day."""
    if recognised:
        return CommuneLabel.RECOGNISED
    return label_by_count(tally, settings)


def label_by_count(tally: Tally, settings: RuleSettings) -> CommuneLabel:
    """What today's count alone says, whatever was decided before."""
    if tally.complete:
        return CommuneLabel.COMPLETE
    missing = tally.not_met + tally.unassessed
    enough = tally.met + tally.na >= settings.nearly_least_met
    if enough and tally.required and (not missing or settings.nearly_tolerates_not_met):
        return CommuneLabel.NEARLY
    return CommuneLabel.NOT_YET


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition for recognising a district, with the count that decides it where there is one."""

    number: int
    title: str
    verdict: Verdict
    printed: str


def district_conditions(
    criteria: Tally,
    recognised: int,
    counted_units: int,
    settings: RuleSettings,
    registered: bool | None = None,
    free_of_arrears: bool | None = None,
) -> list[Condition]:
    """The four conditions of Quyết định 2540/QĐ-TTg; what the portal is not told stays without a verdict."""
    share = settings.district_commune_share
    enough = counted_units > 0 and 100 * recognised >= Fraction(share) * counted_units
    all_of_them = f"{criteria.total}/{criteria.total}"
    return [
        Condition(1, "Đã đăng ký và được tỉnh đưa vào kế hoạch", *_told(registered)),
        Condition(2, f"{number(share)}% số xã được công nhận", _met(enough), f"{recognised}/{counted_units} xã"),
        Condition(3, f"Đạt {all_of_them} tiêu chí huyện", _met(criteria.complete), criteria.printed),
        Condition(4, "Không nợ đọng xây dựng cơ bản", *_told(free_of_arrears)),
    ]


def _met(fulfilled: bool) -> Verdict:
    return Verdict.MET if fulfilled else Verdict.NOT_MET


def _told(answer: bool | None) -> tuple[Verdict, str]:
    if answer is None:
        return Verdict.UNASSESSED, "…"
    return _met(answer), "Có" if answer else "Không"
