"""Toàn vẹn dữ liệu: every check of every app, run one after the other, and what they found."""

from dataclasses import dataclass

from accounts.tables import integrity as accounts
from communes.tables import integrity as communes
from criteria.tables.integrity import calls, figures, files, findings, money, movements, rulebook, sheets, spans
from directives.tables import inspection_checks
from directives.tables import integrity as directives
from directives.tables import plan_integrity as plans
from dossiers.tables import integrity as dossiers
from ntm_portal import integrity as database
from ntm_portal.integrity import Check, Result, Severity, When
from reports.tables import issued_checks, text_checks

ROOMS = (
    database,
    communes,
    accounts,
    rulebook,
    findings,
    figures,
    spans,
    sheets,
    movements,
    money,
    calls,
    files,
    directives,
    plans,
    inspection_checks,
    text_checks,
    issued_checks,
    dossiers,
)
SAYS = {
    Severity.ERROR: "Kết quả hoặc báo cáo có thể sai. Sửa trước khi chốt số liệu.",
    Severity.WARNING: "Chưa làm sai kết quả, nhưng có chỗ ghi nhầm hoặc để sót.",
    Severity.NOTE: "Việc nên làm khi có thời gian.",
}
TAGS = {Severity.ERROR: "late", Severity.WARNING: "soon", Severity.NOTE: "plain"}


def all_checks() -> list[Check]:
    """Errors first, then warnings, then notes; in each by subject."""
    found = [check for room in ROOMS for check in room.CHECKS]
    return sorted(found, key=lambda check: list(Severity).index(check.severity))


@dataclass(frozen=True, slots=True)
class Group:
    """The checks of one severity: how many there are, and those that found something."""

    severity: Severity
    size: int
    found: list[Result]

    @property
    def label(self) -> str:
        """As a heading says it: "Lỗi"."""
        return self.severity.label.capitalize()

    @property
    def says(self) -> str:
        """What a thing of this severity means."""
        return SAYS[self.severity]

    @property
    def tag(self) -> str:
        """How its tag looks."""
        return TAGS[self.severity]


@dataclass(frozen=True, slots=True)
class Report:
    """One run of all checks."""

    when: When
    results: list[Result]

    @property
    def seconds(self) -> float:
        """How long the checks took, one after the other."""
        return sum(result.seconds for result in self.results)

    @property
    def groups(self) -> list[Group]:
        """Errors, warnings, notes."""
        return [self.of(severity) for severity in Severity]

    def of(self, severity: Severity) -> Group:
        """The results of one severity."""
        own = [result for result in self.results if result.check.severity == severity]
        return Group(severity, len(own), [one for one in own if one.count])

    @property
    def clean(self) -> list[Result]:
        """The checks that found nothing."""
        return [result for result in self.results if not result.count]

    @property
    def is_clean(self) -> bool:
        """Nothing at all was found."""
        return not any(result.count for result in self.results)


def run_checks(when: When) -> Report:
    """Every check once, one query each."""
    return Report(when, [check.run(when) for check in all_checks()])
