"""Biểu 16, biên bản kiểm tra: what the paper says, in which order, for both families of documents."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from directives.enums import InspectionKind, TeamOf
from ntm_portal.vietnamese import day, long_day, lower_first
from reports.enums import Family
from reports.rules.papers import Grid, Letterhead, PaperRules, rules_for

BLANK = "………"
TEAM_WORDS = {
    InspectionKind.CHECK: ("ĐOÀN KIỂM TRA", "kiểm tra"),
    InspectionKind.OVERSIGHT: ("ĐOÀN GIÁM SÁT", "giám sát"),
    InspectionKind.CRITICISM: ("ĐOÀN PHẢN BIỆN", "phản biện xã hội"),
    InspectionKind.OPINION: ("ĐOÀN LẤY Ý KIẾN", "lấy ý kiến người dân"),
}
# The superior body left on the head, and the family whose rules the paper follows.
BODIES = {
    TeamOf.PARTY: ("HUYỆN ỦY {DISTRICT}", Family.PARTY, "BB/ĐKT"),
    TeamOf.STATE: ("UBND HUYỆN {DISTRICT}", Family.STATE, "BB-ĐKT"),
    TeamOf.FRONT: ("ỦY BAN MTTQ VIỆT NAM HUYỆN {DISTRICT}", Family.STATE, "BB-MTTQ"),
}
RESULT_HEADS = (("TT", 10), ("Nội dung", 38), ("Chính thức", 24), ("Đoàn đánh giá", 24), ("Kết quả xem xét", 69))
REQUEST_HEADS = (("TT", 10), ("Kiến nghị", 75), ("Người thực hiện", 50), ("Thời hạn", 30))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a visit says of itself."""

    kind: InspectionKind
    team_of: TeamOf
    team_name: str
    place: str
    district: str
    visited_on: dt.date | None
    began_at: str
    ended_at: str
    where: str
    team: Sequence[str]
    unit_side: Sequence[str]
    conclusions: Sequence[str]
    team_signer: str
    unit_signer: str
    signed_on: dt.date | None
    supplements: Sequence[str]
    sample: bool
    file: str
    today: dt.date


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo behind the minutes: its caption, and its bytes or why they cannot stand there."""

    caption: str
    content: bytes | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The minutes as they are printed and written as Word."""

    rules: PaperRules
    head: Letterhead
    place_line: str
    title: str
    summary: str
    opening: tuple[str, ...]
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    results: Grid
    conclusions: tuple[str, ...]
    requests: Grid | None
    ending: tuple[str, ...]
    signatures: tuple[tuple[str, str], ...]
    on: dt.date
    file: str
    sample: bool

    @property
    def under_number(self) -> str:
        """Minutes have a title of their own."""
        return ""

    @property
    def category(self) -> str:
        """What kind of document it is."""
        return self.title.capitalize()

    @property
    def number(self) -> str:
        """The clerk writes the number; the portal never invents one."""
        return self.rules.number.format(code=self.head.number_code)

    @property
    def about(self) -> str:
        """How the file is called."""
        return f"Biên bản {lower_first(self.summary)}"

    @property
    def subject(self) -> str:
        """Beside the title in the properties of the file."""
        return self.place_line


Rows = Sequence[tuple[str, ...]]


def minutes_paper(facts: Facts, results: Rows, requests: Rows) -> MinutesPaper:
    """Compose the minutes from facts alone; what is not known yet stays blank for the pen."""
    bodies, family, code = BODIES[facts.team_of]
    team, verb = TEAM_WORDS[facts.kind]
    superior = bodies.format(DISTRICT=facts.district.upper())
    on = facts.visited_on or facts.today
    head = Letterhead("", facts.team_name, family, facts.team_name, (superior, team), code, "", "", ())
    return MinutesPaper(
        rules=rules_for(family, on),
        head=head,
        place_line=f"{_bare(facts.place)}, {_when(facts)}",
        title="BIÊN BẢN",
        summary=f"{verb.capitalize()} {lower_first(facts.place)}",
        opening=_opening(facts, verb),
        sides=(
            (f"Thành phần {facts.team_name}", _people(facts.team)),
            (f"Thành phần {lower_first(facts.place)}", _people(facts.unit_side)),
        ),
        results=Grid(RESULT_HEADS, _numbered(results), frozenset({0, 2, 3})),
        conclusions=tuple(facts.conclusions) or (BLANK,),
        requests=Grid(REQUEST_HEADS, _numbered(requests), frozenset({0, 3})) if requests else None,
        ending=_ending(facts),
        signatures=(
            (f"ĐẠI DIỆN {facts.place.upper()}", facts.unit_signer),
            (f"ĐẠI DIỆN {team}", facts.team_signer),
        ),
        on=on,
        file=facts.file,
        sample=facts.sample,
    )


def _when(facts: Facts) -> str:
    return long_day(facts.visited_on) if facts.visited_on else "ngày … tháng … năm …"


def hour_words(hour: str) -> str:
    """ "8:05" as minutes say it: "08 giờ 05 phút"."""
    hours, _, minutes = hour.partition(":")
    return f"{hours:0>2} giờ {minutes} phút"


def _bare(place: str) -> str:
    """ "Xuân Phú" of "Xã Xuân Phú"."""
    return place.removeprefix("Xã ").removeprefix("TT. ")


def _numbered(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(at), *row) for at, row in enumerate(rows, 1))


def _people(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"- {name};" for name in names[:-1]) + tuple(f"- {name}." for name in names[-1:]) or (f"- {BLANK}",)


def _opening(facts: Facts, verb: str) -> tuple[str, ...]:
    """When, where, who, on what."""
    hour = f"Hồi {hour_words(facts.began_at)}, " if facts.began_at else "Hồi … giờ, "
    where = lower_first(facts.where) or BLANK
    what = f"{verb} việc xây dựng nông thôn mới của {lower_first(facts.place)}"
    return (f"{hour}{_when(facts)}, tại {where}, {facts.team_name} {what}.",)


def _ending(facts: Facts) -> tuple[str, ...]:
    """How the minutes close; what was added later stands below, with its day."""
    hour = hour_words(facts.ended_at) if facts.ended_at else "… giờ"
    closed = f"Biên bản kết thúc hồi {hour} cùng ngày, đọc cho hai bên cùng nghe, thống nhất và ký tên./."
    signed = (f"Hai bên đã ký bản giấy ngày {day(facts.signed_on)}.",) if facts.signed_on else ()
    return (closed, *signed, *(f"Bổ sung {words}" for words in facts.supplements))
