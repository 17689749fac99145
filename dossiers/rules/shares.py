"""The vote on a dossier and the opinion of residents: exact shares against what is asked."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count

from ntm_portal.vietnamese import number, percent
from ntm_portal.vietnamese.numbers import rounded

TWO_PLACES = 2


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """A meeting that voted on the proposal: its members, who came, who was in favour, and the share asked (%).

    The share is of those present, as the minutes count it; without a share asked nothing is judged.
    """

    members: int
    present: int
    in_favour: int
    least: Decimal | None = None

    @property
    def share(self) -> Fraction:
        """In favour among those present, in per cent."""
        return share_of(self.in_favour, self.present)

    @property
    def reaches(self) -> bool | None:
        """Whether the meeting agreed; None where no share is asked."""
        return reaches(self.share, self.least)

    @property
    def words(self) -> str:
        """ "29/30 thành viên dự họp tán thành, đạt 96,67%"."""
        share = share_words(self.share, self.least)
        return f"{number(self.in_favour)}/{number(self.present)} thành viên dự họp tán thành, đạt {share}"

    @property
    def fault(self) -> str:
        """What is still wrong with the vote, or nothing."""
        if self.reaches is not False:
            return ""
        return f"biểu quyết đạt {share_words(self.share, self.least)}, cần từ {percent_words(self.least)}"


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What the Front heard from households: how many there are, were asked, were satisfied; the shares asked (%)."""

    total: int
    asked: int
    satisfied: int
    least_asked: Decimal | None = None
    least_satisfied: Decimal | None = None

    @property
    def asked_share(self) -> Fraction:
        """Households asked among all, in per cent."""
        return share_of(self.asked, self.total)

    @property
    def satisfied_share(self) -> Fraction:
        """Households satisfied among those asked, in per cent."""
        return share_of(self.satisfied, self.asked)

    @property
    def words(self) -> str:
        """ "1.260/2.000 hộ được hỏi (63,00%), 1.220 hộ hài lòng, đạt 96,83%"."""
        asked = share_words(self.asked_share, self.least_asked)
        satisfied = share_words(self.satisfied_share, self.least_satisfied)
        heard = f"{number(self.asked)}/{number(self.total)} hộ được hỏi ({asked})"
        return f"{heard}, {number(self.satisfied)} hộ hài lòng, đạt {satisfied}"

    @property
    def fault(self) -> str:
        """What is still wrong with the survey, or nothing."""
        if reaches(self.asked_share, self.least_asked) is False:
            asked = share_words(self.asked_share, self.least_asked)
            return f"mới hỏi {asked} số hộ, cần từ {percent_words(self.least_asked)}"
        if reaches(self.satisfied_share, self.least_satisfied) is False:
            satisfied = share_words(self.satisfied_share, self.least_satisfied)
            return f"tỷ lệ hài lòng {satisfied}, cần từ {percent_words(self.least_satisfied)}"
        return ""


def share_of(part: int, whole: int) -> Fraction:
    """Per cent, exact; the forms refuse a whole of nothing."""
    return Fraction(100 * part, whole)


def reaches(share: Fraction, least: Decimal | None) -> bool | None:
    """The exact share decides, never the printed one."""
    return None if least is None else share >= Fraction(least)


def share_words(share: Fraction, least: Decimal | None) -> str:
    """ "96,67%"; more decimals where two would contradict the answer."""
    if least is None:
        return percent(share)
    met = reaches(share, least)
    places = next(n for n in count(TWO_PLACES) if reaches(Fraction(rounded(share, n)), least) == met)
    return percent(share, places)


def percent_words(least: Decimal) -> str:
    """ "90%": a level without needless zeros."""
    return f"{number(least)}%"
