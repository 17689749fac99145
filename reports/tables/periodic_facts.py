"""The figures of a periodic report, each read from what the forms print."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from communes.enums import Level
from criteria.enums import Verdict
from criteria.rules.communes import CommuneLabel, label_by_count
from directives.enums import AppliesTo
from directives.models import Directive
from directives.rules.sheet_periods import SheetPeriod
from ntm_portal.vietnamese import lower_first
from reports.enums import Passage, ReportKind
from reports.rules.periodic_facts import (
    BandFacts,
    CriterionLine,
    DistrictFacts,
    DistrictLine,
    Dossiers,
    DueFacts,
    Falls,
    Gained,
    General,
    GroupFacts,
    Heading,
    PeriodicFacts,
    SameDay,
    Short,
)
from reports.rules.periodic_outline import OUTLINES, next_until, year_before
from reports.tables.base import RowKind, Table
from reports.tables.board import CommuneFacts, Period, books_on
from reports.tables.brief import Brief
from reports.tables.due import DONE, verb_of
from reports.tables.form_06 import Block, blocks_of
from reports.tables.form_10 import table_10
from reports.tables.matrix import Line, Matrix
from reports.tables.overview import bands, complete_count, due_title, exact_means
from reports.tables.periodic_money import money_of
from reports.tables.periodic_work import (
    coming_of,
    heads_of,
    led_of,
    overdue_of,
    sending_of,
    units_on,
)

# How Biểu 10 words a warning, and what a fall took down with it.
AT_RISK_KIND, TOOK = "Có nguy cơ", " (tiêu chí "
FELL = re.compile(r": ([^:;()]+) → ")
FAILING = (Verdict.NOT_MET, Verdict.NEARLY, Verdict.UNASSESSED)


def facts_of(
    brief: Brief, kind: ReportKind, period: SheetPeriod, heading: Heading, directive: Directive | None
) -> PeriodicFacts:
    """Everything the kind of report speaks of; what it leaves out is not read."""
    asked, units = OUTLINES[kind].passages, units_on(brief)
    has_dues, late = bool(brief.standings.dues), Passage.LATE in asked
    return PeriodicFacts(
        heading=heading,
        general=general_of(brief),
        led=led_of(brief, directive),
        same_day=same_day_of(brief) if Passage.SAME_DAY in asked else None,
        groups=tuple(groups_of(brief.matrix)) if Passage.GROUPS in asked else (),
        dues=tuple(dues_of(brief)) if has_dues else (),
        dues_title=due_title(brief.standings),
        district=district_of(brief) if Passage.DISTRICT in asked and brief.board.district_book.ids else None,
        money=money_of(brief) if Passage.MONEY in asked else None,
        falls=falls_of(table_10(brief)) if Passage.FALLS in asked else None,
        sending=sending_of(brief, units) if late else None,
        overdue=overdue_of(brief) if late else None,
        heads=heads_of(brief, period, units) if Passage.HEADS in asked else None,
        coming=coming_of(brief, units, next_until(kind, brief.period.as_of)),
    )


# --- II.1 -----------------------------------------------------------------------------------


def general_of(brief: Brief) -> General:
    """The matrix counted: Biểu 03, Biểu 04, the decisions of recognition."""
    full, board = brief.matrix, brief.board
    mean, mean_before = exact_means(full)
    counting = [commune for commune in board.communes if commune.counts]
    grouped = bands(board, full)
    return General(
        places=board.communes,
        size=len(full.criteria),
        complete=[line.commune for line in full.lines if line.tally.complete],
        complete_before=complete_count(full)[1],
        nearly=[line.commune for line in full.lines if _is_nearly(brief, line)],
        recognised=[commune for commune in counting if commune.id in board.recognised],
        counting=counting,
        recognised_before=sum(
            commune.id in brief.recognised_before for commune in board.communes_before if commune.counts
        ),
        mean=mean,
        mean_before=mean_before,
        bands=[BandFacts(line.band.label, line.count, line.share, line.before) for line in grouped.lines],
        gained=list(_gained(full)),
        short=[_short(full, line) for line in full.lines if not line.tally.complete],
        is_told=any(line.tally.is_told for line in full.lines),
        was_told=any(line.before.is_told for line in full.lines_before),
    )


def _is_nearly(brief: Brief, line: Line) -> bool:
    return label_by_count(line.tally, brief.board.settings) == CommuneLabel.NEARLY


def _gained(full: Matrix) -> Iterator[Gained]:
    for line in full.lines:
        numbers = [full.criteria[at].number for at in line.risen if line.meets[at]]
        if numbers:
            yield Gained(line.commune, numbers)


def _short(full: Matrix, line: Line) -> Short:
    failing = []
    for verdict in FAILING:
        pairs = zip(full.criteria, line.squares, strict=True)
        numbers = [criterion.number for criterion, square in pairs if square.verdict == verdict]
        if numbers:
            failing.append((lower_first(verdict.label), numbers))
    return Short(line.commune, f"{line.tally.met}/{line.tally.required}", failing)


def same_day_of(brief: Brief) -> SameDay | None:
    """A year earlier, where there was a set to judge by and something was recorded."""
    on = year_before(brief.period.as_of)
    if Level.COMMUNE not in books_on(brief.district, on):
        return None
    earlier = Brief(brief.district, Period(on, on, brief.period.known_at))
    if not earlier.board.has_findings:
        return None
    return SameDay(on, complete_count(earlier.matrix)[0], exact_means(earlier.matrix)[0])


def groups_of(full: Matrix) -> Iterator[GroupFacts]:
    """Biểu 05, group by group."""
    rows = zip(full.criteria, full.totals.met, full.totals.shares, strict=True)
    for (code, name), members in groupby(rows, key=lambda row: (row[0].group, row[0].group_name)):
        yield GroupFacts(code, name, [CriterionLine(c.number, c.name, met, share) for c, met, share in members])


# --- II.3, II.4 -----------------------------------------------------------------------------


def dues_of(brief: Brief) -> Iterator[DueFacts]:
    """The total row of Biểu 06, indicator by indicator, with the places behind its last column."""
    for block in blocks_of(brief):
        yield _due(brief, block)


def _due(brief: Brief, block: Block) -> DueFacts:
    both = list(zip(brief.board.communes, block.statuses, strict=True))
    before = [brief.standings.before[commune.id, block.due.indicator_id] for commune in brief.board.communes_before]
    pairs = [status.official for status in block.pairs()]
    part, whole = sum(pair.numerator for pair in pairs), sum(pair.denominator for pair in pairs)
    first = block.statuses[0] if block.statuses else None
    left = [(commune, status) for commune, status in both if status.gap]
    return DueFacts(
        number=block.due.number,
        name=block.due.name,
        required=first.required if first else "",
        met=_places(both, lambda status: status.cell.verdict == Verdict.MET),
        met_before=sum(status.cell.verdict == Verdict.MET for status in before),
        part=part,
        whole=whole,
        rate=100 * Fraction(part) / Fraction(whole) if whole else Fraction(0),
        verb=lower_first(verb_of(first)),
        left=sum(status.gap.amount for _, status in left),
        counted=block.counted,
        left_in=[commune for commune, _ in left],
        without=_places(both, lambda status: status.cell.verdict not in DONE and not status.gap),
    )


def _places(both: Sequence[tuple], belongs) -> list[CommuneFacts]:
    return [commune for commune, status in both if belongs(status)]


def district_of(brief: Brief) -> DistrictFacts:
    """The nine criteria with the day a directive gives them."""
    board = brief.board
    asked = [task for task in brief.standings.tasks if task.applies_to == AppliesTo.DISTRICT]
    due = {task.criterion_id: task.due_on for task in reversed(asked)}
    now, papers = board.district_tally(), brief.dossiers[brief.district.pk].by_criterion()
    lines = []
    for criterion in board.district_book.criteria:
        verdict = board.district_cell(criterion.id).verdict
        words = lower_first(verdict.label)
        shown = papers[criterion.id].printed if criterion.id in papers else ""
        on = due.get(criterion.id)
        lines.append(DistrictLine(criterion.number, criterion.name, words, verdict in DONE, on, shown))
    before = board.district_tally_before()
    return DistrictFacts(now.met, now.required, before.met, lines, dossiers_of(brief), before.is_told)


def dossiers_of(brief: Brief) -> Dossiers | None:
    """What Biểu 13 counts; None where no procedure says which papers a dossier has."""
    own = brief.dossiers[brief.district.pk]
    if own.procedure is None:
        return None
    begun = [commune for commune in brief.board.communes if brief.dossiers[commune.id].dossier]
    complete = [commune for commune in begun if brief.dossiers[commune.id].progress.is_complete]
    return Dossiers(own.progress.have, own.progress.total, begun, complete)


# --- III ------------------------------------------------------------------------------------


def falls_of(table: Table) -> Falls:
    """The rows of Biểu 10 part by part, each as "Xuân Ninh (19.2 An ninh, trật tự)"."""
    at = {column.key: number for number, column in enumerate(table.columns)}
    parts: list[list[str]] = []
    for row in table.rows:
        if row.kind == RowKind.GROUP:
            parts.append([])
        elif len(row.cells) == len(table.columns):
            parts[-1].append(_fall(*(row.cells[at[key]] for key in ("unit", "what", "kind", "cause"))))
    return Falls(*parts)


def _fall(unit: str, what: str, kind: str, cause: str) -> str:
    """The place and the cell; of a warning also why it is one."""
    told = FELL.sub(r" từ \1 xuống ", what)
    if kind == AT_RISK_KIND:
        return f"{unit} ({told}: {cause})"
    face, took, rest = told.partition(TOOK)
    return f"{unit} ({face}; {took.lstrip(' (')}{rest.removesuffix(')')})" if took else f"{unit} ({told})"
