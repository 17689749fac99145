"""Báo cáo định kỳ: from district, period, dates and reporting body to the paper; the same four, the same paper."""

from dataclasses import dataclass, replace

from accounts.models import User
from accounts.permissions import is_office
from directives.models import Directive
from directives.rules.sheet_periods import SheetPeriod
from ntm_portal.clock import day_ended_at
from ntm_portal.vietnamese import fold, lower_first
from reports.enums import Family, ReportKind
from reports.rules import periodic_words as words
from reports.rules.letterheads import REPORT
from reports.rules.papers import Letterhead, rules_for
from reports.rules.periodic_facts import Heading
from reports.rules.periodic_outline import OUTLINES, kind_of
from reports.rules.periodic_paper import PeriodicPaper, Wording, sections_of
from reports.rules.shipped_patterns import DATA
from reports.tables.brief import Brief
from reports.tables.filled import COMMON
from reports.tables.letterheads import as_set
from reports.tables.paper import FORMS, forms, place_line_of
from reports.tables.periodic_facts import facts_of
from reports.tables.periodic_work import directive_on
from reports.tables.urging import document_words


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports to whom."""

    head: Letterhead
    to: tuple[str, ...]


def _reporter(entry: dict) -> Reporter:
    given = entry | {"family": Family(entry["family"]), "bodies": tuple(entry["bodies"])}
    to = tuple(given.pop("to"))
    return Reporter(Letterhead(**given | {"copies": tuple(entry["copies"])}), to)


REPORTERS = {entry["code"]: _reporter(entry) for entry in DATA["heads"]}


def usual_reporter(user: User) -> Reporter:
    """In whose name the user sees a report first: the office its own, all others that of the Party office."""
    return REPORTERS["van-phong-dieu-phoi" if is_office(user) else "van-phong-huyen-uy"]


def periodic_paper(brief: Brief, period: SheetPeriod, reporter: Reporter, wording: Wording) -> PeriodicPaper:
    """The report of a district for a period, by the dates of the brief and the words given; the clock is not asked."""
    kind, head = kind_of(period.code), reporter.head
    directive = directive_on(brief)
    summary = summary_of(kind, period, directive)
    about = "kết quả thực hiện Chỉ thị" if kind == ReportKind.TOPIC else lower_first(summary)
    heading = heading_of(brief, reporter, directive, about)
    facts = facts_of(brief, kind, period, heading, directive)
    return PeriodicPaper(
        rules=rules_for(head.family, brief.period.as_of),
        head=letterhead_in(head, brief),
        to=reporter.to,
        place_line=place_line_of(brief.district, brief.period.as_of),
        title=DATA["title"],
        summary=summary,
        opening=wording.line(words.opening(heading)),
        sections=sections_of(facts, OUTLINES[kind], wording),
        annexes=tuple(forms()[code].sheet for code in annexes_of(kind)),
        closing=wording.line(words.closing(heading)),
        on=brief.period.as_of,
        file=f"{DATA['file']}_{file_word(period.code)}_{file_word(brief.district.name)}_{brief.period.as_of:%Y-%m-%d}",
        kind=kind,
        sample=brief.sample,
    )


def annexes_of(kind: ReportKind) -> tuple[str, ...]:
    """The codes of the forms that go with a report of that kind."""
    return OUTLINES[kind].annexes or tuple(code for code in COMMON if FORMS[code].number)


def summary_of(kind: ReportKind, period: SheetPeriod, directive: Directive | None) -> str:
    """What the report is of, as it stands below its title."""
    if kind == ReportKind.TOPIC and directive:
        return f"Kết quả thực hiện {document_words(directive)}"
    return f"Kết quả xây dựng nông thôn mới {period.name}"


def heading_of(brief: Brief, reporter: Reporter, directive: Directive | None, about: str) -> Heading:
    """Document, reporter and days of the report."""
    known_at = brief.period.known_at
    return Heading(
        document=document_words(directive) if directive else "",
        about=about,
        spoken=reporter.head.spoken,
        to=", ".join(reporter.to),
        as_of=brief.period.as_of,
        compared=brief.period.compared,
        known_on=day_ended_at(known_at),
    )


def letterhead_in(head: Letterhead, brief: Brief) -> Letterhead:
    """The letterhead with the names of district and province."""
    province = brief.district.province
    names = {"DISTRICT": brief.district.name.upper(), "PROVINCE": province.name.upper() if province else ""}
    head = as_set(REPORT, head)
    return replace(head, bodies=tuple(body.format(**names) for body in head.bodies))


def file_word(name: str) -> str:
    """ "XuanTruong": no marks or spaces, old mail programs break on them."""
    return "".join(letter for letter in fold(name).title() if letter.isascii() and letter.isalnum())
