"""Báo cáo của một xã: from commune, period, dates and body to the paper, read from the commune's own tables."""

from collections.abc import Iterator

from communes.enums import Kind
from communes.models import Unit
from directives.rules.sheet_periods import SheetPeriod
from ntm_portal.clock import day_ended_at
from ntm_portal.vietnamese import lower_first
from reports.enums import Family, Passage, ReportKind
from reports.rules import periodic_words as words
from reports.rules.commune_facts import CommuneFacts
from reports.rules.commune_paper import commune_sections
from reports.rules.papers import Letterhead, rules_for
from reports.rules.periodic_facts import Heading
from reports.rules.periodic_outline import OUTLINES, commune_outline, kind_of, next_until
from reports.rules.periodic_paper import PeriodicPaper, Wording
from reports.rules.shipped_patterns import DATA, OF_COMMUNE
from reports.tables.brief import Brief
from reports.tables.commune_report_facts import (
    coming_to,
    dues_here,
    failing_of,
    falls_here,
    groups_of,
    met_of,
    overdue_here,
    plans_of,
    sent_of,
)
from reports.tables.form_06 import holders_of
from reports.tables.overview import due_title
from reports.tables.paper import commune_forms, forms, place_line_of, place_word
from reports.tables.periodic import Reporter, file_word
from reports.tables.periodic_money import money_of
from reports.tables.periodic_work import directive_on, led_of
from reports.tables.urging import document_words

POSTS = {entry["code"]: entry["post"] for entry in OF_COMMUNE["heads"]}
ANNEXES = {ReportKind.MONTH: "thang", ReportKind.QUARTER: "quy", ReportKind.TOPIC: "quy"}


def reporters_of(unit: Unit) -> dict[str, Reporter]:
    """The bodies of a commune that report, by code, with their names filled in."""
    label = label_of(unit)
    gaps = {
        "kind": lower_first(Kind(unit.kind).label), "label": label, "LABEL": label.upper(),
        "DISTRICT": unit.district.name.upper(),
    }  # fmt: skip
    return {entry["code"]: _reporter(entry, gaps) for entry in OF_COMMUNE["heads"]}


def label_of(unit: Unit) -> str:
    """ "xã Xuân Tân", "thị trấn Xuân Trường": as a document calls it, without short forms."""
    return f"{lower_first(Kind(unit.kind).label)} {unit.name}"


def _reporter(entry: dict, gaps: dict[str, str]) -> Reporter:
    plain = {name: entry[name].format(**gaps) for name in ("name", "spoken")}
    lists = {name: tuple(line.format(**gaps) for line in entry[name]) for name in ("bodies", "copies")}
    same = {name: entry[name] for name in ("code", "number_code", "authority", "signer")}
    same["one_name"] = entry.get("one_name", False)
    return Reporter(Letterhead(family=Family(entry["family"]), **same, **plain, **lists), tuple(entry["to"]))


def commune_paper(brief: Brief, period: SheetPeriod, reporter: Reporter, wording: Wording) -> PeriodicPaper:
    """The report of the commune of a brief for a period, by its dates; the clock is not asked."""
    unit, kind, head, on = brief.place, kind_of(period.code), reporter.head, brief.period.as_of
    directive = directive_on(brief)
    document = document_words(directive) if directive else ""
    label = label_of(unit)
    summary = f"Kết quả xây dựng nông thôn mới {period.name} của {label}"
    if kind == ReportKind.TOPIC and document:
        summary = f"Kết quả thực hiện {document} tại {label}"
    done = "kết quả thực hiện Chỉ thị" if kind == ReportKind.TOPIC else f"kết quả xây dựng nông thôn mới {period.name}"
    heading = Heading(
        document=document, about=done, spoken=head.spoken, to=", ".join(reporter.to), as_of=on,
        compared=brief.period.compared, known_on=day_ended_at(brief.period.known_at),
    )  # fmt: skip
    return PeriodicPaper(
        rules=rules_for(head.family, on),
        head=head,
        to=reporter.to,
        place_line=place_line_of(unit, on),
        title=DATA["title"],
        summary=summary,
        opening=wording.line(words.opening(heading)),
        sections=commune_sections(facts_of(brief, kind, heading, directive), commune_outline(kind), wording),
        annexes=tuple(_sheets(kind)),
        closing=wording.line(words.closing(heading)),
        on=on,
        file=f"{DATA['file']}_{file_word(period.code)}_{place_word(unit)}_{on:%Y-%m-%d}",
        kind=kind,
        sample=brief.sample,
        signed_by=next(iter(holders_of(brief.board.communes, [POSTS[head.code]], on).get(unit.pk, [])), ""),
    )


def _sheets(kind: ReportKind) -> Iterator[str]:
    """The forms that go with a report, as they are called."""
    known = {**forms(), **commune_forms()}
    return (known[code].sheet for code in OF_COMMUNE["annexes"][ANNEXES.get(kind, "dai")])


def facts_of(brief: Brief, kind: ReportKind, heading: Heading, directive) -> CommuneFacts:
    """Everything the kind of report speaks of; what it leaves out is not read."""
    asked, (place,) = OUTLINES[kind].passages, brief.board.communes
    has_late = Passage.LATE in asked
    return CommuneFacts(
        heading=heading,
        place=place,
        label=label_of(brief.place),
        met=met_of(brief.matrix),
        failing=failing_of(brief),
        led=led_of(brief, directive),
        plans=plans_of(brief),
        dues=tuple(dues_here(brief)),
        dues_title=due_title(brief.standings),
        groups=tuple(groups_of(brief.matrix)) if Passage.GROUPS in asked else (),
        money=money_of(brief) if Passage.MONEY in asked else None,
        falls=falls_here(brief) if Passage.FALLS in asked else None,
        at_risk=Passage.RISKS in asked,
        sent=sent_of(brief) if has_late else None,
        overdue=overdue_here(brief) if has_late else None,
        coming=coming_to(brief, next_until(kind, brief.period.as_of)),
    )
