"""What stands behind the addresses with a name or a number in them, made when an address asks for it."""

from typing import NamedTuple

from accounts.models import User
from communes.models import Department, Unit
from directives.enums import Side
from tests import build
from tests.criteria import money
from tests.directives import visits, work
from tests.dossiers import papers
from tests.reports import issues


class Cast(NamedTuple):
    """Whom the addresses speak of."""

    unit: Unit
    secretary: User
    office: User
    boards: User
    labour: Department


def of_figures(cast: Cast) -> dict:
    """A figure with a document, a comment, and what was asked, counted and uploaded around it."""
    poor = build.indicator("11")
    finding = build.finding(cast.unit, poor, by=cast.secretary)
    link = build.evidence_link(finding, by=cast.secretary)
    return {
        "finding": finding.pk,
        "evidence": link.evidence_id,
        "link": link.pk,
        "comment": build.comment(cast.unit, poor, by=cast.office).pk,
        "extension": build.extension(cast.unit, cast.secretary).pk,
        "funding": money.sheet(cast.unit, money.funding(), by=cast.secretary).pk,
        "debt": money.sheet(cast.unit, money.debts(), by=cast.secretary).pk,
        "movement": build.movement(cast.unit, by=cast.secretary).pk,
        "target": build.target(poor).pk,
        "set": poor.criterion.criteria_set.code,
        "setting": "bands",
        "import": build.applied_import(cast.unit, cast.secretary).pk,
    }


def of_plans(cast: Cast) -> dict:
    plan = build.plan(cast.unit, cast.secretary, "11")
    return {"plan": plan.number, "step": build.steps(plan, by=cast.secretary)[0].pk}


FIGURES = (
    "finding", "evidence", "link", "comment", "extension", "funding", "debt", "movement", "target", "set", "setting",
    "import",
)  # fmt: skip
MAKERS = {
    FIGURES: of_figures,
    ("plan", "step"): of_plans,
    work.NAMES: lambda cast: work.ids(cast.unit, cast.secretary, cast.office),
    visits.NAMES: lambda cast: visits.ids(cast.unit, cast.office),
    papers.NAMES: lambda cast: papers.ids(cast.unit, cast.secretary),
    issues.NAMES: lambda cast: issues.ids(cast.office),
}


class Ids(dict):
    """What an address may name, made when the first one names it: a thousand addresses name nothing."""

    def __init__(self, cast: Cast):
        super().__init__()
        self.cast = cast

    def __missing__(self, name):
        make = next(make for names, make in MAKERS.items() if name in names)
        self.update(make(self.cast))
        return self[name]

    def path(self, address: str) -> str:
        """The address with its numbers, and what it needs behind it."""
        if address.startswith("/suy-giam/xuan-tan/"):
            for day, verdict in (("2017-08-20", "MET"), ("2017-09-14", "NOT_MET")):
                build.record(self.cast.unit, build.row("15.2", assessed_on=day, declared=verdict), by=self.cast.office)
        if address.startswith(("/minh-chung/xuan-tan/11/", "/minh-chung/xuan-tan.xlsx", "/tham-tra/xuan-tan/11/")):
            self["link"]
        if address.startswith(("/ky-bao-cao/thang", "/gia-han/xuan-tan/")):
            build.period()
        if address.startswith(("/ho-so/xuan-tan/2017/", "/ho-so/xuan-tan/tron-bo.zip")):
            self["dossier_file"]
        if "/ghi/to-chuc/" in address:
            build.remark_draft(self.cast.boards, self.cast.unit)
        if "/ghi/kiem-tra/" in address:
            build.remark_draft(self.cast.boards, department=self.cast.labour, side=Side.INSPECTION)
        return address.format_map(self)
