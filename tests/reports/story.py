"""Three communes of Xuân Trường between 28/8 and 25/9/2017, small enough to check every cell by hand."""

import datetime as dt
from decimal import Decimal

from communes.enums import Level, Post
from communes.models import Unit
from criteria.enums import Stage, Verdict
from reports.tables.base import Letter, Table
from reports.tables.board import Period
from reports.templatetags.paper import written
from tests import build

PERIOD = Period(dt.date(2017, 9, 25), dt.date(2017, 8, 28))
BEFORE, AFTER = "2017-08-20", "2017-09-20"
TOWN, TAN, CHAU = "14089", "14110", "14092"
YES = {"declared": Verdict.MET}
NO = {"declared": Verdict.NOT_MET}


def leave_communes(district: Unit, *codes: str) -> list[Unit]:
    """The district as if it had only these communes."""
    communes = Unit.objects.in_district(district).valid_on(PERIOD.as_of)
    communes.exclude(code__in=codes).update(valid_to=dt.date(2016, 12, 31))
    return [communes.get(code=code) for code in codes]


def tell(district: Unit, office) -> None:
    """The district has only the three communes."""
    leave_communes(district, TOWN, TAN, CHAU)
    tell_among_all(district, office)


def tell_among_all(district: Unit, office) -> None:
    """What was recorded of the three communes and of the district."""
    town, tan, chau = (Unit.objects.in_district(district).valid_on(PERIOD.as_of).get(code=c) for c in (TOWN, TAN, CHAU))
    of_income("36", 2016)
    of_income("40", 2017)
    build.record(town, *of_town(), by=office)
    build.record(tan, *of_tan_before(), by=office)
    build.record(tan, build.row("16", 10, 12, BEFORE, Stage.SELF), by=office)
    build.record(tan, build.row("11", 49, 2470, AFTER), build.row("19.2", assessed_on=AFTER, **NO), by=office)
    build.record(chau, *of_chau_before(), by=office)
    build.record(chau, nearly_insured(), build.row("10", value=38, assessed_on=AFTER), by=office)
    build.record(district, *of_district(), by=office)
    for unit in (town, chau):
        build.recognition(unit, "2015-12-31")
    build.appointment(tan, Post.PARTY_SECRETARY, "Nguyễn Văn A")
    build.appointment(tan, Post.CHAIR, "Trần Thị B")


def of_income(value: str, year: int) -> None:
    build.target(build.indicator("10"), value, scope="PROVINCE", scope_code="36", year_from=year)


def health(insured, people, short, children):
    return [
        build.row("15.1", insured, people, BEFORE),
        build.row("15.2", assessed_on=BEFORE, **YES),
        build.row("15.3", short, children, BEFORE),
    ]


def safe():
    return [build.row("19.1", assessed_on=BEFORE, **YES), build.row("19.2", assessed_on=BEFORE, **YES)]


def of_town():
    return [build.row("11", 45, 2542, BEFORE), *health(7630, 8547, 66, 649), build.row("16", 12, 12, BEFORE), *safe()]


def of_tan_before():
    return [build.row("11", 61, 2470, BEFORE), *health(7204, 8600, 49, 438), *safe()]


def of_chau_before():
    market = build.row("7", assessed_on=BEFORE, declared=Verdict.NA, reason="Không quy hoạch chợ")
    income = build.row("10", value=37, assessed_on=BEFORE, figure_year=2016)
    alone = build.row("11", value=Decimal("1.5"), assessed_on=BEFORE)
    return [alone, *health(3300, 3850, 30, 292), market, income]


def nearly_insured():
    until = {"finish_by": dt.date(2017, 12, 31), "reason": "BHXH huyện đã vận động"}
    return build.row("15.1", 3215, 3850, AFTER, declared=Verdict.NEARLY, **until)


def of_district():
    place = {"assessed_on": AFTER, "stage": Stage.SELF, "level": Level.DISTRICT}
    roads = build.row("2.2", 95, 100, **place)
    return [build.row("1", **YES, **place), build.row("2.1", **YES, **place), roads, build.row("3", **NO, **place)]


def read_aloud(table: Table) -> str:
    """The whole form as text, one line a row: what a golden file holds."""
    heads = [" | ".join(f"{head.text}{spans(head.columns, head.levels)}" for head in level) for level in table.heads]
    numbers = " | ".join(column.number for column in table.columns)
    rows = [" | ".join(aloud(cell, table.columns[at]) for at, cell in row.placed()) for row in table.rows]
    lines = [*table.issuer, table.form.label, table.title, table.about, *heads, numbers, *rows, *table.notes]
    return "\n".join((*lines, table.place_line)) + "\n"


def spans(columns: int, levels: int) -> str:
    return f" ({columns}x{levels})" if (columns, levels) != (1, 1) else ""


def aloud(cell, column) -> str:
    by_self = isinstance(cell.value, Letter) and cell.value.by_self
    return written(cell, column) + "_" * by_self
