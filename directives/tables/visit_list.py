"""Kiểm tra, giám sát and Kiến nghị as lists: what the filter of an address asks for, among what the reader sees."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import communes_visible_to, is_commune_user
from communes.models import Unit
from directives.enums import InspectionKind, InspectionState, RequestState
from directives.models import Directive, Inspection, InspectionRequest
from directives.permissions import directives_visible_to, inspections_visible_to, requests_visible_to
from directives.tables.inspections import Coverage, VisitLine, coverage, overdue_first, visit_lines
from ntm_portal.asking import query_of
from ntm_portal.vietnamese import day, lower_first

KINDS = {kind.value.lower(): kind for kind in InspectionKind}
STATES = {state.value.lower(): state for state in InspectionState}
LATE = "qua-han"
LONGEST_SLUG = 90


@dataclass(frozen=True, slots=True)
class VisitsAsked:
    """What the filter of the list of visits asks for; kinds and states it does not know ask for nothing."""

    place: str = ""
    kind: str = ""
    state: str = ""
    late: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "VisitsAsked":
        kind, state, late = asked.get("loai", ""), asked.get("buoc", ""), asked.get("loc", "")
        return cls(
            asked.get("xa", "")[:LONGEST_SLUG],
            kind if kind in KINDS else "",
            state if state in STATES else "",
            late if late == LATE else "",
        )

    @property
    def query(self) -> str:
        """How the address asks for it."""
        return query_of({"xa": self.place, "loai": self.kind, "buoc": self.state, "loc": self.late})

    def of_rows(self, rows: QuerySet[Inspection], late: QuerySet[InspectionRequest]) -> QuerySet[Inspection]:
        """The visits that are asked for; `late` are the overdue requests the reader sees."""
        if self.place:
            rows = rows.filter(unit__slug=self.place)
        if self.kind:
            rows = rows.filter(kind=KINDS[self.kind])
        if self.state:
            rows = rows.filter(state=STATES[self.state])
        return rows.filter(pk__in=late.values("inspection")) if self.late else rows


@dataclass(frozen=True, slots=True)
class VisitList:
    """The visits that are asked for, overdue requests first, and which of the reader's places were visited.

    Visits are counted since the newest directive, without one since the beginning of the year.
    """

    asked: VisitsAsked
    lines: tuple[VisitLine, ...]
    units: tuple[Unit, ...]
    coverage: Coverage
    document: Directive | None
    sees_others: bool

    @property
    def since_words(self) -> str:
        """ "28/8/2017 (chỉ thị)": since when visits are counted."""
        named = f" ({lower_first(self.document.get_kind_display())})" if self.document else ""
        return f"{day(self.coverage.since)}{named}"


def visit_list(user: User, asked: VisitsAsked, today: dt.date) -> VisitList:
    """Every visit the reader may see that is asked for. A fixed number of queries."""
    visible, units = inspections_visible_to(user), tuple(communes_visible_to(user).valid_on(today).in_order())
    rows = asked.of_rows(visible, requests_visible_to(user).overdue_on(today)).with_places().newest_first()
    document = directives_visible_to(user).asking().issued_by(today).newest_first().first()
    since = document.issued_on if document else dt.date(today.year, 1, 1)
    return VisitList(
        asked=asked,
        lines=tuple(overdue_first(visit_lines(list(rows), today))),
        units=units,
        coverage=coverage(units, visible, since, today),
        document=document,
        sees_others=not is_commune_user(user),
    )


# Which requests are listed, by the word of the address.
SHOWS = {"": "Chưa xong", LATE: "Quá hạn", "cho": "Chờ chấp nhận", "tat-ca": "Tất cả"}


def show_asked(asked: Mapping[str, str]) -> str:
    """The word of the address; the usual list for one it does not know."""
    show = asked.get("loc", "")
    return show if show in SHOWS else ""


def request_list(user: User, show: str, today: dt.date) -> QuerySet[InspectionRequest]:
    """The requests that are asked for, the nearest deadline first, with their steps."""
    visible = requests_visible_to(user)
    rows = {
        LATE: visible.overdue_on(today),
        "cho": visible.filter(state=RequestState.DONE),
        "tat-ca": visible,
    }.get(show, visible.exclude(state=RequestState.ACCEPTED))
    return rows.with_places().prefetch_related("steps").nearest_first()
