"""Minh chứng on the page: the documents of one cell by figure, and all documents of one place."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from criteria.models import Evidence, EvidenceLink, Indicator
from criteria.rules.ages import is_past, months_back
from criteria.rules.locks import LockAnswer
from criteria.tables.history import HistoryRow
from ntm_portal.vietnamese import day, file_size

# How many figures a document may be joined to at once, and how many documents are offered.
CHOICES = 6
OFFERED = 20


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a row shows it."""

    evidence: Evidence
    is_old: bool

    @property
    def heading(self) -> str:
        """ "12/BC-UBND, ngày 01/9/2017, UBND xã Xuân Tân"."""
        evidence = self.evidence
        return ", ".join(filter(None, (evidence.number, f"ngày {day(evidence.issued_on)}", evidence.issuer)))

    @property
    def file_words(self) -> str:
        """ "PDF, 1,2 MB"."""
        return f"{self.evidence.get_kind_display()}, {file_size(self.evidence.size)}"

    @property
    def opens(self) -> bool:
        """Whether the link shows it; else it is saved anyway."""
        return self.evidence.document_kind.opens_in_browser

    @property
    def path(self) -> str:
        return f"/minh-chung/tep/{self.evidence.pk}/"


@dataclass(frozen=True, slots=True)
class Joined:
    """A document joined to a figure; withdrawn ones stay, with the reason."""

    link: EvidenceLink
    document: Document
    may_withdraw: bool

    @property
    def withdrawal(self) -> EvidenceLink | None:
        return getattr(self.link, "withdrawn_by", None)


@dataclass(frozen=True, slots=True)
class FigureDocuments:
    """One figure of the cell with its documents."""

    row: HistoryRow
    joined: list[Joined]

    @property
    def words(self) -> str:
        return figure_words(self.row)


def figures_with_documents(rows: Sequence[HistoryRow], as_of: dt.date, months: int) -> list[FigureDocuments]:
    """Figures that count, the newest first: all with documents, and those in force without. One query."""
    counting = [row for row in rows if not row.is_gone and not row.finding.is_void]
    joined = defaultdict(list)
    changeable = {row.finding.pk for row in counting if row.may_change}
    for link in links_of([row.finding.pk for row in counting]):
        document = Document(link.evidence, is_past(link.evidence.issued_on, as_of, months))
        is_live = not hasattr(link, "withdrawn_by")
        joined[link.finding_id].append(Joined(link, document, is_live and link.finding_id in changeable))
    return [
        FigureDocuments(row, sorted(joined[row.finding.pk], key=lambda one: one.withdrawal is not None))
        for row in counting
        if row.in_force or joined[row.finding.pk]
    ]


def links_of(finding_ids: Iterable[int]) -> QuerySet[EvidenceLink]:
    """Every link ever made to the figures, the newest first, with who made and who withdrew it."""
    rows = EvidenceLink.objects.filter(withdraws=None, finding__in=list(finding_ids)).order_by("-linked_at", "-pk")
    return rows.select_related("evidence__uploaded_by", "linked_by", "withdrawn_by__linked_by")


@dataclass(frozen=True, slots=True)
class CellFigures:
    """The figures of a cell, and the lock answer of each that is the reader's to prove."""

    rows: Sequence[HistoryRow]
    locks: Mapping[int, LockAnswer]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The figures to which the reader may join a document now."""
        return figure_choices(self.rows)

    @property
    def asks_reason(self) -> bool:
        """Some of them are closed to everybody but the office, which says why."""
        offered = {int(pk) for pk, _ in self.choices}
        return any(answer.only_with_reason for pk, answer in self.locks.items() if pk in offered)

    @property
    def closed(self) -> list[str]:
        """What closes the figures in force to the reader, and whom to ask; each sentence once."""
        in_force = [row.finding.pk for row in self.rows if row.in_force]
        answers = [self.locks[pk] for pk in in_force if pk in self.locks]
        return list(dict.fromkeys(answer.words for answer in answers if not answer.is_open))


def figure_choices(rows: Sequence[HistoryRow]) -> list[tuple[str, str]]:
    """The figures the writer may prove, those in force first."""
    mine = sorted((row for row in rows if row.may_change), key=lambda row: not row.in_force)
    return [(str(row.finding.pk), figure_words(row)) for row in mine[:CHOICES]]


def figure_words(row: HistoryRow) -> str:
    """ "Tự đánh giá ngày 22/9/2017: 83,77% (7.204/8.600 người)"."""
    ratio = f" ({row.figures})" if row.figures else ""
    return f"{row.finding.get_stage_display()} ngày {day(row.finding.assessed_on)}: {row.result}{ratio}"


class Show(StrEnum):
    """The filter of the list, as its address names it."""

    ALL = ""
    USED = "dang-dung"
    UNUSED = "khong-dung"
    OLD = "cu"


@dataclass(frozen=True, slots=True)
class Use:
    """An indicator that a document proves, with how many figures."""

    number: str
    figures: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the place with where it is used."""

    document: Document
    uses: list[Use]


def filtered(rows: QuerySet[Evidence], show: Show, text: str, as_of: dt.date, months: int) -> QuerySet[Evidence]:
    """What the switch and the search box let through."""
    if show == Show.USED:
        rows = rows.in_use()
    elif show == Show.UNUSED:
        rows = rows.exclude(pk__in=Evidence.objects.in_use().values("pk"))
    elif show == Show.OLD:
        rows = rows.in_use().filter(issued_on__lt=months_back(as_of, months))
    return rows.search(text).newest_first().select_related("uploaded_by")


def document_rows(
    documents: Sequence[Evidence], indicators: QuerySet[Indicator], as_of: dt.date, months: int
) -> list[DocumentRow]:
    """The documents with the indicators that the reader may see them prove. One query."""
    used = defaultdict(lambda: defaultdict(int))
    links = EvidenceLink.objects.live().of_counting().filter(evidence__in=documents, finding__indicator__in=indicators)
    order = ("finding__indicator__criterion__number", "finding__indicator__display_order")
    for pk, number in links.order_by(*order).values_list("evidence", "finding__indicator__number"):
        used[pk][number] += 1
    return [
        DocumentRow(
            Document(evidence, is_past(evidence.issued_on, as_of, months)),
            [Use(number, figures) for number, figures in used[evidence.pk].items()],
        )
        for evidence in documents
    ]


def document_choices(visible: QuerySet[Evidence], text: str, indicator: Indicator) -> list[tuple[str, str]]:
    """Documents to choose from: those found, or without a search those this indicator used before, then the newest."""
    rows = visible.search(text).newest_first()
    before = EvidenceLink.objects.filter(evidence__in=visible, finding__indicator=indicator).values("evidence")
    familiar = [] if text else list(rows.filter(pk__in=before)[:OFFERED])
    known = {evidence.pk for evidence in familiar}
    others = [evidence for evidence in rows[: OFFERED + len(known)] if evidence.pk not in known]
    return [(str(evidence.pk), choice_words(evidence)) for evidence in (familiar + others)[:OFFERED]]


def choice_words(evidence: Evidence) -> str:
    """ "12/BC-UBND, ngày 01/9/2017, UBND xã: Báo cáo … (bao-cao.pdf)"."""
    return f"{Document(evidence, is_old=False).heading}: {evidence.summary} ({evidence.file_name})"
