"""Plain facts for the tables that are put together without a database: every argument optional."""

import datetime as dt
from decimal import Decimal
from itertools import count

from criteria.enums import Direction, FallKind, Scope, Stage, ValueKind, Verdict
from criteria.rules.facts import FindingFacts, IndicatorFacts, TargetFacts
from criteria.rules.risks import danger
from criteria.rules.settings import DEFAULTS
from criteria.rules.verdicts import judge
from criteria.status import Cell, Fall, IndicatorStatus, Window
from directives.enums import AppliesTo
from directives.tables.risks import PlaceRisks
from reports.tables.board import Board, CommuneFacts, CriteriaBook, CriterionFacts, Period
from reports.tables.due import Standings, Task

DAY, BEFORE = dt.date(2017, 9, 25), dt.date(2017, 8, 28)
PERIOD = Period(DAY, BEFORE)
DISTRICT = 900
NUMBERS = count(1000)

MET, NEARLY, NOT_MET = Verdict.MET, Verdict.NEARLY, Verdict.NOT_MET
NONE, NA = Verdict.UNASSESSED, Verdict.NA

TAN = CommuneFacts(1, "xuan-tan", "Xuân Tân", "Xã Xuân Tân", grid=(1, 3))
CHAU = CommuneFacts(2, "xuan-chau", "Xuân Châu", "Xã Xuân Châu", grid=(0, 1))
TOWN = CommuneFacts(3, "xuan-truong", "TT. Xuân Trường", "TT. Xuân Trường", is_xa=False, counts=False, grid=(4, 1))

POOR = CriterionFacts(11, 11, "Hộ nghèo", "Hộ nghèo", "III", "Kinh tế và tổ chức sản xuất")
HEALTH = CriterionFacts(15, 15, "Y tế", "Y tế", "IV", "Văn hóa - xã hội - môi trường")
CULTURE = CriterionFacts(16, 16, "Văn hóa", "Văn hóa", "IV", "Văn hóa - xã hội - môi trường")
ROADS = CriterionFacts(92, 2, "Giao thông", "Giao thông")


def commune(number: int, name: str = "") -> CommuneFacts:
    """A xã that needs no name of its own."""
    return CommuneFacts(number, f"xa-{number}", name or f"Xã {number}", f"Xã {number}")


def cell(verdict=MET, own=None, by_self=False) -> Cell:
    """Verified unless `by_self`; the commune says the same unless `own` says otherwise."""
    return Cell(verdict, by_self, BEFORE, own or verdict, None if by_self else verdict)


def fall(commune=TAN, criterion=HEALTH, kind=FallKind.LOST, on=dt.date(2017, 9, 14), **given) -> Fall:
    plain = {"previous": MET, "verdict": NOT_MET, "finding_id": 500, "target_id": None, "recovered_on": None}
    return Fall(unit_id=commune.id, indicator_id=None, criterion_id=criterion.id, on=on, kind=kind, **plain | given)


def board(now, before=None, communes=(TAN, CHAU), criteria=(POOR, HEALTH, CULTURE), **given) -> Board:
    """A district from (commune, criterion) → cell; what is not named is met and verified on both days."""
    plain = {(c.id, k.id): cell() for c in (*communes, *given.get("communes_before", ())) for k in criteria}
    keyed = [{(c.id, k.id): found for (c, k), found in cells.items()} for cells in (now, before or {})]
    communes_before = given.pop("communes_before", communes)
    falls, nearly, causes = given.pop("falls", ()), given.pop("nearly", ()), given.pop("causes", {})
    windows = {
        place: Window(
            *(
                {pk: found for (unit, pk), found in cells.items() if unit == place}
                for cells in map(plain.__or__, keyed)
            ),
            falls=tuple(sorted((fall for fall in falls if fall.unit_id == place), key=lambda fall: fall.on)),
            causes=causes,
            nearly=tuple(pk for unit, pk in nearly if unit == place),
        )
        for place in {*(c.id for c in (*communes, *communes_before)), DISTRICT}
    }
    facts = {
        "district_id": DISTRICT,
        "period": PERIOD,
        "communes": tuple(communes),
        "communes_before": tuple(communes_before),
        "commune_book": CriteriaBook("1980/QĐ-TTg", tuple(criteria)),
        "district_book": CriteriaBook("558/QĐ-TTg", (ROADS,)),
        "windows": windows,
        "recognised": {},
        "settings": DEFAULTS,
    }
    return Board(**facts | given)


def insured(**given) -> IndicatorFacts:
    """15.1, at least 85 %."""
    plain = {"keeps_ratio": True, "counted": "người", "unit_of_measure": "%"}
    return IndicatorFacts(151, 15, "15.1", ValueKind.PERCENT, Direction.AT_LEAST, **plain | given)


def poor() -> IndicatorFacts:
    """11, at most 2 %."""
    return IndicatorFacts(110, 11, "11", ValueKind.PERCENT, Direction.AT_MOST, True, "hộ")


def finding(numerator=None, denominator=None, assessed_on=dt.date(2017, 9, 22), **given) -> FindingFacts:
    numbers = {"numerator": numerator, "denominator": denominator, "value": given.pop("value", None)}
    exact = {name: None if typed is None else Decimal(str(typed)) for name, typed in numbers.items()}
    stage = given.pop("stage", Stage.VERIFIED)
    moment = dt.datetime.combine(assessed_on, dt.time(9), tzinfo=dt.UTC)
    return FindingFacts(next(NUMBERS), stage, assessed_on, moment, assessed_on.year, **exact, **given)


def status(numerator=None, denominator=None, indicator=None, level="85", **given) -> IndicatorStatus:
    """The status of a cell from its figure; nothing was recorded without one."""
    indicator = indicator or insured()
    says = numerator is not None or given
    found = finding(numerator, denominator, **given) if says else None
    target = level and TargetFacts(7, indicator.id, Scope.COMMON, "", 2016, None, Decimal(level))
    verdict = judge(found, indicator, target)
    by_self = bool(found) and found.stage == Stage.SELF
    return IndicatorStatus(
        cell=Cell(verdict, by_self, BEFORE, verdict, None if by_self or not found else verdict),
        indicator=indicator,
        target=target,
        own=None,
        verified=found,
        age_days=(DAY - found.assessed_on).days if found else None,
    )


def task(indicator_id=151, criterion_id=15, number="15.1", name="Người dân tham gia BHYT", **given) -> Task:
    plain = {
        "obligation_id": next(NUMBERS),
        "applies_to": AppliesTo.COMMUNES,
        "clause": "3d",
        "begins_on": BEFORE,
        "due_on": dt.date(2017, 9, 30),
        "issued_on": BEFORE,
    }
    return Task(indicator_id=indicator_id, criterion_id=criterion_id, number=number, name=name, **plain | given)


def standings(now, before=None, begun=None, tasks=None) -> Standings:
    """How 15.1 stands, from (commune → status); the earlier days are the same unless they are told."""
    tasks = tasks if tasks is not None else (task(),)
    keyed = [
        {(c.id, found.indicator.id): found for c, found in statuses.items()}
        for statuses in (now, before or now, begun or before or now)
    ]
    return Standings(tuple(tasks), *keyed, risks_between(keyed[1], keyed[0]))


def risks_between(before, now) -> dict[int, PlaceRisks]:
    """The warnings that a figure gives beside the one of the earlier day, as the one rule says them."""
    found = {}
    for (unit_id, pk), status in now.items():
        series = [read.official for read in (before[unit_id, pk], status) if read.official]
        why = danger(series, status.indicator, status.target, DEFAULTS, DAY)
        towards = ((pk, status, why.towards),) if why.towards else ()
        found[unit_id] = PlaceRisks(towards, (pk,) if why.aged else ())
    return found
