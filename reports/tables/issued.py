"""Báo cáo đã phát hành: the list with what was recorded since, and everything around one report."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from communes.models import Unit
from criteria.models import Finding
from ntm_portal.asking import query_of
from ntm_portal.vietnamese import counted, day
from reports.enums import ReportKind, Standing
from reports.models import IssuedFile, IssuedForm, IssuedReport, IssuedWithdrawal


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the list is asked for; every part may be empty."""

    words: str = ""
    kind: str = ""
    form: str = ""
    signer: str = ""
    standing: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether the list is not the whole one."""
        return any((self.words, self.kind, self.form, self.signer, self.standing, self.since, self.until))

    @property
    def query(self) -> str:
        """How the address asks for it."""
        days = {name: day(on) if on else "" for name, on in (("tu", self.since), ("toi", self.until))}
        asked = {"q": self.words, "loai": self.kind, "bieu": self.form, "tinh_trang": self.standing}
        return query_of(asked | {"nguoi_ky": self.signer} | days)

    def of(self, rows: QuerySet[IssuedReport]) -> QuerySet[IssuedReport]:
        """The reports that answer, the newest first."""
        rows = rows.search(self.words).issued_between(self.since, self.until)
        rows = rows.filter(kind=self.kind) if self.kind else rows
        rows = rows.with_form(self.form) if self.form else rows
        rows = rows.standing(Standing(self.standing)) if self.standing else rows
        return (rows.filter(signer_name=self.signer) if self.signer else rows).newest_first()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: the report, its files, what replaced or took it back, what was recorded for it since."""

    report: IssuedReport
    files: tuple[IssuedFile, ...]
    replaced_by: IssuedReport | None
    withdrawal: IssuedWithdrawal | None
    later: int

    @property
    def later_words(self) -> str:
        """ "22 số liệu", "không"."""
        return f"{counted(self.later)} số liệu" if self.later else "không"


def entries_of(reports: Sequence[IssuedReport]) -> list[Entry]:
    """The lines of one page. Three queries."""
    keys = [report.pk for report in reports]
    files: dict[int, list[IssuedFile]] = {}
    for file in IssuedFile.objects.filter(report__in=keys):
        files.setdefault(file.report_id, []).append(file)
    replacing = {row.replaces_id: row for row in IssuedReport.objects.filter(replaces__in=keys)}
    later = recorded_later(reports)
    return [
        Entry(row, tuple(files.get(row.pk, ())), replacing.get(row.pk), getattr(row, "withdrawal", None), later[row.pk])
        for row in reports
    ]


def corrected_since(rows: QuerySet[IssuedReport]) -> tuple[IssuedReport, int] | None:
    """The newest of these reports in force and how many figures were recorded for its days since; none where none.

    What it says now otherwise goes with the next report. Two queries.
    """
    report = rows.standing(Standing.IN_FORCE).newest_first().first()
    later = recorded_later([report])[report.pk] if report else 0
    return (report, later) if later else None


def recorded_later(reports: Iterable[IssuedReport]) -> dict[int, int]:
    """How many figures for the dates of each report became known only after it. One query for all of them."""
    reports = list(reports)
    if not reports:
        return {}
    # The database counts: the reports of fifteen years look back at every figure the district ever recorded.
    counts = {str(row.pk): Count("pk", filter=recorded_after(row)) for row in reports}
    rows = Finding.objects.filter(recorded_at__gt=min(row.known_at for row in reports))
    return {int(pk): count for pk, count in rows.aggregate(**counts).items()}


def recorded_after(report: IssuedReport) -> Q:
    """Figures of the place of a report, or of what lies in it, for its days, that became known after it."""
    here = Q(unit=report.place_id) | Q(unit__parent=report.place_id)
    days = Q(assessed_on__lte=report.as_of) | Q(corrects__assessed_on__lte=report.as_of)
    return Q(recorded_at__gt=report.known_at) & days & here


def form_choices(rows: QuerySet[IssuedReport]) -> list[tuple[str, str]]:
    """The forms that were ever issued among these reports, by their name. One query."""
    found = IssuedForm.objects.filter(report__in=rows.values("pk")).order_by("code")
    return list(dict(found.values_list("code", "sheet")).items())


def signer_choices(rows: QuerySet[IssuedReport]) -> list[str]:
    """Whoever signed one of these reports. One query."""
    return list(rows.order_by("signer_name").values_list("signer_name", flat=True).distinct())


KINDS, STANDINGS = list(ReportKind.choices), list(Standing.choices)


def newest_of(place: Unit) -> IssuedReport | None:
    """The report of a place that was issued last."""
    return IssuedReport.objects.of_place(place).order_by("-pk").first()
