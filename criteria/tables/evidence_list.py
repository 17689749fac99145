"""Minh chứng của một nơi: the documents its list asks for, read alike by the page and by its file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from communes.models import Unit
from criteria.models import Evidence, Indicator
from criteria.models.settings import settings_at
from criteria.permissions import evidence_visible_to, indicators_visible_to
from criteria.rules.settings import RuleSettings
from criteria.status import current_set
from criteria.tables.evidence import DocumentRow, Show, document_rows, filtered
from criteria.tables.proofs import PlaceProofs, read_place_proofs
from ntm_portal.asking import query_of

LONGEST_SEARCH = 100
SHOW_WORDS = {
    Show.ALL: "Tất cả",
    Show.USED: "Đang dùng",
    Show.UNUSED: "Không còn dùng",
    Show.OLD: "Quá {months} tháng",
}


@dataclass(frozen=True, slots=True)
class DocumentsAsked:
    """What the switch and the search box ask for; a switch it does not know asks for nothing."""

    show: Show = Show.ALL
    words: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "DocumentsAsked":
        words = "".join(filter(str.isprintable, asked.get("q", "")))
        return cls(next((show for show in Show if show == asked.get("loc")), Show.ALL), words.strip()[:LONGEST_SEARCH])

    @property
    def query(self) -> str:
        """How the address asks for it."""
        return self.page(0)

    def page(self, number: int) -> str:
        """How the address asks for one page of it; 0 for none."""
        return query_of({"loc": self.show.value, "q": self.words, "trang": str(number or "")})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or self.show != Show.ALL


@dataclass(frozen=True, slots=True)
class PlaceDocuments:
    """The documents of a place that a reader asks for, on one day."""

    unit: Unit
    asked: DocumentsAsked
    found: QuerySet[Evidence]
    indicators: QuerySet[Indicator]
    today: dt.date
    settings: RuleSettings

    @property
    def months(self) -> int:
        """After how many months a document is old."""
        return self.settings.stale_months

    @property
    def old_words(self) -> str:
        return f"Minh chứng đã quá {self.months} tháng"

    def rows(self, documents: Sequence[Evidence]) -> list[DocumentRow]:
        """Some of them, with the indicators they prove. One query."""
        return document_rows(documents, self.indicators, self.today, self.months)

    def proofs(self) -> PlaceProofs:
        """Which met indicators want a document, or a newer one."""
        return read_place_proofs(self.unit, self.indicators, self.today, self.settings)


def place_documents(user: User, unit: Unit, asked: DocumentsAsked, today: dt.date) -> PlaceDocuments:
    """What the user may see of the documents of a place, the newest first."""
    settings = settings_at()
    visible = evidence_visible_to(user).filter(unit=unit)
    return PlaceDocuments(
        unit=unit,
        asked=asked,
        found=filtered(visible, asked.show, asked.words, today, settings.stale_months),
        indicators=indicators_visible_to(user).filter(criterion__criteria_set=current_set(unit.level, today)),
        today=today,
        settings=settings,
    )
