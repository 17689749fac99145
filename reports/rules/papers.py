"""The look of an official document, by family and day: state bodies and Party bodies each follow rules of their own.

What each value rests on stands in docs/decisions/0022-documents-in-word.md.
"""

import datetime as dt
from dataclasses import dataclass

from reports.enums import Family, PageNumber

# Letters of capitals that stand on one line of a head: 84 mm at 14 points.
LONGEST_NAME = 27


@dataclass(frozen=True, slots=True)
class PaperRules:
    """One set of rules: sizes in points, lengths in mm; `since` is the first day it holds."""

    family: Family
    source: str
    since: dt.date
    titles: tuple[tuple[str, int], ...]  # top right, each with its size
    title_rule: int
    issuer_sizes: tuple[int, int]  # the superior body, the issuing body
    issuer_rule: int  # 0: a star stands there instead
    number: str
    page_number: PageNumber
    columns: tuple[int, int]  # of the header
    copies_sizes: tuple[int, int]  # the heading "Nơi nhận", its list
    margins: tuple[int, int, int, int] = (20, 20, 30, 15)  # top, bottom, left, right
    body: int = 14
    about: int = 12
    first_line: int = 10
    gap: int = 6

    @property
    def is_party(self) -> bool:
        return self.family == Family.PARTY

    def issuer_size(self, line: int, name: str) -> int:
        """Of a line of the letterhead: a name too long for one line at its size is set one point smaller."""
        return self.issuer_sizes[line] - (len(name) > LONGEST_NAME)

    @property
    def outdent(self) -> int:
        """How far the head reaches into the left margin (mm): names of the Party are long at their size."""
        return sum(self.columns) - self.width

    @property
    def is_numbered_above(self) -> bool:
        """Pages are numbered in the middle above, not below."""
        return self.page_number == PageNumber.TOP_CENTRE

    @property
    def width(self) -> int:
        """The room between the margins of an A4 page."""
        return 210 - self.margins[2] - self.margins[3]


STATE_TITLES = (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12), ("Độc lập - Tự do - Hạnh phúc", 13))
STATE = {
    "family": Family.STATE, "titles": STATE_TITLES, "title_rule": 56, "issuer_sizes": (12, 12), "issuer_rule": 22,
    "number": "Số:          /{code}", "columns": (73, 92), "copies_sizes": (12, 11),
}  # fmt: skip
PARTY = {
    "family": Family.PARTY, "titles": (("ĐẢNG CỘNG SẢN VIỆT NAM", 15),), "title_rule": 74, "issuer_sizes": (14, 14),
    "issuer_rule": 0, "number": "Số          -{code}", "columns": (84, 85), "copies_sizes": (14, 12),
    "page_number": PageNumber.TOP_CENTRE,
}  # fmt: skip
RULES = (
    PaperRules(
        source="Thông tư 01/2011/TT-BNV", since=dt.date(2011, 3, 5), page_number=PageNumber.BOTTOM_RIGHT, **STATE
    ),
    PaperRules(source="Nghị định 30/2020/NĐ-CP", since=dt.date(2020, 3, 5), page_number=PageNumber.TOP_CENTRE, **STATE),
    PaperRules(source="Hướng dẫn 11-HD/VPTW", since=dt.date(2004, 5, 28), **PARTY),
    PaperRules(source="Hướng dẫn 36-HD/VPTW", since=dt.date(2018, 4, 3), **PARTY),
)


def rules_for(family: Family, on: dt.date) -> PaperRules:
    """The rules a document of that family follows on that day: the newest in force, before all of them the first."""
    own = [rules for rules in RULES if rules.family == family]
    begun = [rules for rules in own if rules.since <= on]
    return max(begun, key=lambda rules: rules.since) if begun else min(own, key=lambda rules: rules.since)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues: bodies top left, code of the number, who signs and on whose authority, who gets a copy.

    `one_name`: both lines are the name of one body, a people's committee, which names no superior.
    """

    code: str
    name: str
    family: Family
    spoken: str
    bodies: tuple[str, str]
    number_code: str
    authority: str
    signer: str
    copies: tuple[str, ...]
    one_name: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table inside a document: heads with their width (mm), rows of text; centred columns by position.

    `whole`: short enough to stand on one page.
    """

    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    centred: frozenset[int] = frozenset()
    whole: bool = False

    @property
    def columns(self) -> tuple[tuple[str, int], ...]:
        """Heads with their share of the width in whole per cent, as a page on screen wants it."""
        whole = sum(width for _, width in self.heads)
        return tuple((head, 100 * width // whole) for head, width in self.heads)


@dataclass(frozen=True, slots=True)
class Letter:
    """Công văn: no title of its own, but "V/v" under the number and "Kính gửi"; number and day stay blank."""

    rules: PaperRules
    head: Letterhead
    place_line: str
    about: str
    to: tuple[str, ...]
    opening: tuple[str, ...]
    grid: Grid
    closing: tuple[str, ...]
    on: dt.date
    file: str
    until: dt.date | None  # the new day it gives; None where nothing is left to be done by a day
    sample: bool = False

    @property
    def category(self) -> str:
        """What kind of document it is."""
        return "Công văn"

    @property
    def subject(self) -> str:
        """Beside the title in the properties of the file."""
        return f"Kính gửi: {'; '.join(self.to)}"

    @property
    def under_number(self) -> str:
        """What stands below the number: a letter has no title of its own."""
        return self.about

    @property
    def number(self) -> str:
        """The clerk writes the number; the portal never invents one."""
        return self.rules.number.format(code=self.head.number_code)

    @property
    def signature(self) -> tuple[str, ...]:
        """The authority line, where somebody signs for another, and the post."""
        return tuple(line for line in (self.head.authority, self.head.signer) if line)
