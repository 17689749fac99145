"""What a periodic report is told: counts and names as the forms print them, nothing composed yet."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reports.rules.phrases import Named


@dataclass(frozen=True, slots=True)
class Heading:
    """What the report is of: the document it follows, who reports to whom, over which days."""

    document: str  # empty before there is one
    about: str
    spoken: str
    to: str
    as_of: dt.date
    compared: dt.date
    known_on: dt.date | None

    @property
    def document_alone(self) -> str:
        """ "Chỉ thị ngày 28/8/2017": who issued it was said in the opening."""
        return self.document.partition(" của ")[0]


@dataclass(frozen=True, slots=True)
class Led:
    """Lãnh đạo, chỉ đạo between the two days; `sent_to` is None before there is a directive."""

    sent_to: int | None
    confirmed: int
    documents: Sequence[str]
    visits: int
    visited: Sequence[Named]
    requests: int
    done: int
    overdue: int


@dataclass(frozen=True, slots=True)
class BandFacts:
    """One row of Biểu 04."""

    label: str
    count: int
    share: Fraction
    before: int


@dataclass(frozen=True, slots=True)
class Gained:
    """The criteria one place meets that it did not meet on the compared day."""

    place: Named
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Short:
    """A place that does not meet all that is asked: "17/19", and its criteria by verdict."""

    place: Named
    printed: str
    by_verdict: Sequence[tuple[str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class General:
    """Kết quả chung: Biểu 03 and 04 in figures."""

    places: Sequence[Named]
    size: int
    complete: Sequence[Named]
    complete_before: int
    nearly: Sequence[Named]
    recognised: Sequence[Named]
    counting: Sequence[Named]
    recognised_before: int
    mean: Fraction
    mean_before: Fraction
    bands: Sequence[BandFacts]
    gained: Sequence[Gained]
    short: Sequence[Short]
    is_told: bool = True  # something was judged by the day; by the compared day
    was_told: bool = True


@dataclass(frozen=True, slots=True)
class SameDay:
    """The same day of the year before."""

    on: dt.date
    complete: int
    mean: Fraction


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of Biểu 05."""

    number: int
    name: str
    met: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """One group of criteria of Biểu 05."""

    code: str
    name: str
    criteria: Sequence[CriterionLine]


@dataclass(frozen=True, slots=True)
class DueFacts:
    """One indicator of Biểu 06; `whole` is 0 where no place gave numerator and denominator."""

    number: str
    name: str
    required: str
    met: Sequence[Named]
    met_before: int
    part: Decimal
    whole: Decimal
    rate: Fraction
    verb: str
    left: Decimal
    counted: str
    left_in: Sequence[Named]
    without: Sequence[Named]  # neither met nor with a gap that can be counted


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """One criterion of Biểu 12: its verdict in words, its day."""

    number: int
    name: str
    verdict: str
    is_met: bool
    due_on: dt.date | None
    papers: str = ""


@dataclass(frozen=True, slots=True)
class Dossiers:
    """Biểu 13: the papers of the district's dossier, and which places have begun or completed theirs."""

    have: int
    total: int
    begun: Sequence[Named]
    complete: Sequence[Named]


@dataclass(frozen=True, slots=True)
class DistrictFacts:
    """The district's own criteria."""

    met: int
    required: int
    met_before: int
    lines: Sequence[DistrictLine]
    dossiers: Dossiers | None = None
    was_told: bool = True


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """Biểu 08 and 09 added up, in triệu đồng: which places told, what was raised by source, what is owed where.

    `owed_before` is None where nobody had told of debts by the compared day: nothing can be said to have grown.
    """

    funding_of: Sequence[Named]
    raised: Sequence[tuple[str, Decimal]]
    debts_of: Sequence[Named]
    indebted: Sequence[Named]
    works: int
    owed: Decimal
    owed_before: Decimal | None


@dataclass(frozen=True, slots=True)
class Falls:
    """The four parts of Biểu 10, each row in words."""

    fallen: Sequence[str]
    by_level: Sequence[str]
    at_risk: Sequence[str]
    recovered: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sending:
    """Biểu 15: who has sent the sheets of a period; `waiting`: whose day has not come, it may have been extended."""

    period: str
    sent: Sequence[Named]
    late: Sequence[Named]
    missing: Sequence[Named]
    waiting: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Overdue:
    """Việc quá hạn, as the overview counts it."""

    count: int
    words: str


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One place whose heads have something against them: how many of which kind."""

    place: Named
    secretary: str
    chair: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Biểu 14 added up: counts by kind in words, and the places behind."""

    since: dt.date
    counts: Sequence[tuple[str, int]]
    kinds: Sequence[str]
    behind: Sequence[HeadLine]


@dataclass(frozen=True, slots=True)
class Coming:
    """One task that comes due: what, by whom, when."""

    what: str
    who: str
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class NextFacts:
    """What comes due until a day."""

    until: dt.date
    tasks: Sequence[Coming]


@dataclass(frozen=True, slots=True)
class PeriodicFacts:
    """Everything; a piece that the kind of report leaves out, or that there is nothing of, is None."""

    heading: Heading
    general: General
    led: Led | None = None
    same_day: SameDay | None = None
    groups: Sequence[GroupFacts] = ()
    dues: Sequence[DueFacts] = ()
    dues_title: str = ""
    district: DistrictFacts | None = None
    money: MoneyFacts | None = None
    falls: Falls | None = None
    sending: Sending | None = None
    overdue: Overdue | None = None
    heads: HeadFacts | None = None
    coming: NextFacts | None = None


Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence before it is filled: its place in the report, its pattern, the words of its gaps."""

    slot: str
    pattern: str
    values: Values
