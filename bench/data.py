"""Databases to measure on, all generated: a district with 1, 5 and 15 years of months, a province, a country."""

import datetime as dt
import random
from collections import defaultdict
from decimal import Decimal

from django.core.management import call_command
from django.db import connection, transaction

from accounts.enums import Role
from accounts.models import AuditEntry, User
from bench.visits import hold_visits
from communes.enums import Kind, Level
from communes.models import Unit
from criteria.actions.spans import rebuild_spans
from criteria.enums import Direction, Scope, SourceStatus, Stage, ValueKind, Verdict
from criteria.models import CriteriaSet, Finding, Indicator, Target, VerdictSpan
from ntm_portal.clock import LOCAL

LAST = dt.date(2017, 8, 31)
MONTHS = {"y1": 12, "y5": 60, "y15": 180, "province": 12, "country": 12}
COUNTRY_COMMUNES = 8_900
PROVINCE_COMMUNES = 229


def month_ends(months: int) -> list[dt.date]:
    """The last days of so many months, oldest first."""
    ends, year, month = [], LAST.year, LAST.month
    for _ in range(months):
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        ends.append(following - dt.timedelta(days=1))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return ends[::-1]


def build(size: str) -> None:
    """Fill the default database with the data of one size."""
    call_command("migrate", verbosity=0)
    for loader in ("load_units", "load_rulebook", "load_directive", "load_periods"):
        call_command(loader, verbosity=0)
    stretch_the_rulebook()
    district = Unit.objects.districts().get(code="364")
    office = User.objects.create_user("bench", full_name="Bench", role=Role.DISTRICT_NTM_OFFICE, unit=district)
    # Nobody verifies a figure of his own: the places' word is somebody else's.
    User.objects.create_user("bench-places", full_name="Bench", role=Role.DISTRICT_NTM_OFFICE, unit=district)
    if size == "province":
        add_communes(district, PROVINCE_COMMUNES - 20)
    communes = list(Unit.objects.communes().filter(parent=district, valid_from__lte=LAST, valid_to__gte=LAST))
    record(communes, month_ends(MONTHS[size]), office, Level.COMMUNE)
    record([district], month_ends(MONTHS[size]), office, Level.DISTRICT)
    rebuild_spans([*communes, district])
    hold_visits(communes, month_ends(MONTHS[size]), office)
    if size == "country":
        copy_over_the_country(communes)
    newest_values(communes if size != "country" else None)
    analyse()


def stretch_the_rulebook() -> None:
    """Let the sets of 2016 and their levels hold for all the years measured."""
    CriteriaSet.objects.filter(code__in=("xa-2016-2020", "huyen-2016-2020")).update(effective_from=dt.date(2000, 1, 1))
    early = [
        Target(
            indicator=row.indicator, scope=row.scope, scope_code=row.scope_code, year_from=2000, value=row.value,
            source="bench", source_status=SourceStatus.OFFICE, recorded_at=row.recorded_at,
        )
        for row in Target.objects.filter(scope__in=(Scope.COMMON, Scope.REGION), year_from=2016)
    ]  # fmt: skip
    Target.objects.bulk_create(early)


def add_communes(parent: Unit, number: int, first: int = 70_000) -> list[Unit]:
    """Communes with nothing behind them but a name."""
    return Unit.objects.bulk_create(
        Unit(
            code=str(first + n), name=f"Xã {n}", slug=f"xa-{first + n}", level=Level.COMMUNE, kind=Kind.XA,
            parent=parent, sort_key=f"xã {n:05}", search_name=f"xa {n}", display_order=1000 + n,
            population=7000, households=2300, figures_source="bench", figures_date=LAST,
        )
        for n in range(number)
    )  # fmt: skip


def record(units: list[Unit], days: list[dt.date], by: User, level: Level) -> None:
    """A figure for every cell and month, both sides each quarter, wandering around the required level."""
    chance = random.Random(2017)
    code = "xa-2016-2020" if level == Level.COMMUNE else "huyen-2016-2020"
    places = User.objects.get(username="bench-places")
    indicators = list(Indicator.objects.filter(criterion__criteria_set__code=code, parts=None))
    rows = []
    for unit in units:
        for indicator in indicators:
            around = chance.choice((3, 4, 6, 9))
            for number, day in enumerate(days):
                good = chance.random() > 0.02 / around
                for stage in stages(number, level):
                    rows.append(
                        finding(unit, indicator, day, stage, good, chance, places if stage == Stage.SELF else by)
                    )
            if len(rows) > 20_000:
                Finding.objects.bulk_create(rows, batch_size=2000)
                rows = []
    Finding.objects.bulk_create(rows, batch_size=2000)
    leave_audit(units)


def leave_audit(units: list[Unit]) -> None:
    """A line in the audit trail for every sheet, as the portal leaves it."""
    sheets = defaultdict(list)
    rows = Finding.objects.filter(unit__in=units).values_list("pk", "unit_id", "recorded_at", "entered_by_id")
    for pk, *sheet in rows.iterator():
        sheets[tuple(sheet)].append(pk)
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(at=at, by_id=by, action="Ghi nhận số liệu", subject=str(unit), detail={"findings": keys})
            for (unit, at, by), keys in sheets.items()
        ),
        batch_size=2000,
    )


def stages(month: int, level: Level) -> tuple[Stage, ...]:
    if level == Level.DISTRICT:
        return (Stage.SELF,)
    return (Stage.SELF, Stage.VERIFIED) if month % 3 == 0 else (Stage.VERIFIED,)


def finding(unit, indicator, day, stage, good, chance, by) -> Finding:
    """One figure: met when good, a little short otherwise."""
    row = Finding(
        unit=unit, indicator=indicator, stage=stage, assessed_on=day, figure_year=day.year, entered_by=by,
        recorded_at=dt.datetime.combine(day, dt.time(9), tzinfo=LOCAL), source_document="bench",
    )  # fmt: skip
    if indicator.kind == ValueKind.YES_NO:
        row.declared = Verdict.MET if good else Verdict.NOT_MET
    elif indicator.keeps_ratio:
        high = good == (indicator.direction == Direction.AT_LEAST)
        row.numerator, row.denominator = Decimal(2300 if high else 12 + chance.randrange(9)), Decimal(2300)
    elif indicator.direction == Direction.AT_MOST:
        row.value = Decimal(0 if good else 2)
    else:
        row.value = Decimal(60 if good else 30)
    return row


def copy_over_the_country(templates: list[Unit]) -> None:
    """Communes of a whole country, each with the spans of one of the twenty, copied inside the database."""
    district = add_district()
    copies = add_communes(district, COUNTRY_COMMUNES - len(templates))
    pairs = [(copy.pk, templates[number % len(templates)].pk) for number, copy in enumerate(copies)]
    columns = [f.column for f in VerdictSpan._meta.fields if f.column not in ("id", "unit_id")]
    names = ", ".join(columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_pairs (copy_id bigint, template_id bigint)")
        cursor.executemany("INSERT INTO bench_pairs VALUES (%s, %s)", pairs)
        cursor.execute(
            f"INSERT INTO criteria_verdictspan (unit_id, {names}) "  # noqa: S608 - column names of our own model
            f"SELECT p.copy_id, {', '.join('s.' + column for column in columns)} "
            "FROM bench_pairs p JOIN criteria_verdictspan s ON s.unit_id = p.template_id"
        )


def add_district() -> Unit:
    return Unit.objects.create(
        code="999", name="Cả nước", level=Level.DISTRICT, kind=Kind.HUYEN, slug="ca-nuoc", sort_key="ca nuoc",
        search_name="ca nuoc", parent=Unit.objects.provinces().get(code="36", valid_from__lte=LAST, valid_to__gte=LAST),
    )  # fmt: skip


def newest_values(units: list[Unit] | None) -> None:
    """The floor of the matrix: a plain table, typed like the spans, that holds only the newest value of each cell."""
    where = "" if units is None else f"AND unit_id IN ({','.join(str(unit.pk) for unit in units)})"
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_newest (unit_id bigint, criterion_id bigint, track varchar(8), verdict varchar(10), "
            "by_self bool, since date)"
        )
        cursor.execute(
            "INSERT INTO bench_newest SELECT unit_id, criterion_id, track, verdict, by_self, since "  # noqa: S608
            f"FROM criteria_verdictspan WHERE indicator_id IS NULL AND valid_to > '2018-01-01' {where}"
        )
        cursor.execute("CREATE INDEX bench_newest_unit ON bench_newest (unit_id, criterion_id, track)")


def analyse() -> None:
    """What every office database has after its first night."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")
    else:
        connection.cursor().execute("ANALYZE")
