"""Saving a sheet of 49 rows, against bare inserts of the very rows it writes; both sides commit."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Max

from accounts.models import AuditEntry, User
from bench.timing import Ratio, compare
from communes.models import Unit
from criteria.actions.findings import FigureRow, record_findings
from criteria.actions.spans import rebuild_spans, span_differences
from criteria.enums import Direction, Stage, ValueKind, Verdict
from criteria.models import Finding, Indicator, VerdictSpan
from ntm_portal import clock

# One cell in so many has another verdict than on the sheet before, and then back again.
TURNING = 8


def saving(user: User) -> Ratio:
    """What the officer waits for: the whole of `record_findings` with its commit, against the bare inserts with theirs.

    Every turn is a sheet of the next day on which the same cells change their verdict, there and back, so each writes
    the same number of rows on the same kind of history: the commune has just said its own word of that day, which is
    not measured. The floor writes the rows of one such sheet, findings, spans
    and audit line with their references, for the commune next door: neither side touches what the other reads. What
    was written is taken away at the end, which the database allows because the rows are marked as sample.
    """
    today = clock.today()
    ours, next_door = Unit.objects.communes().valid_on(today).filter(parent__code="364").in_order()[:2]
    places = User.objects.get(username="bench-places")
    sheets = Sheets(ours, user, places)
    user.sample = places.sample = True
    try:
        sheets.settle()
        inserts = rows_written(sheets, next_door)
        print(f"a save writes {len(inserts)} rows")
        name = "saving 49 findings with audit and spans / bare inserts"
        return compare(name, 2, sheets.save, lambda: insert(inserts), before=sheets.turn)
    finally:
        user.sample = False
        if differences := span_differences(ours):
            raise SystemExit(f"the spans are no longer the truth: {differences[:3]}")
        clean([ours, next_door])


@dataclass
class Sheets:
    """The sheet of one commune, day after day. `turn` makes the next one ready, `save` is what is measured."""

    commune: Unit
    user: User
    places: User
    day: dt.date = field(default_factory=clock.today)
    good: bool = True
    rows: list[FigureRow] = field(default_factory=list)
    saved: Sequence[Finding] = ()

    def __post_init__(self):
        wanted = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020", parts=None)
        self.indicators = list(wanted.exclude(number="17.1b"))
        ids = [row.pk for row in self.indicators]
        found = Finding.objects.heads([self.commune.pk], ids, self.day).exclude(stage=Stage.SELF)
        self.seen = dict(found.values_list("indicator_id", "pk"))

    def settle(self) -> None:
        """Two sheets, after which all cells stand as every later one finds them."""
        for _ in range(2):
            self.turn()
            self.save()

    def turn(self) -> None:
        """The sheet of the next day, as a form hands it over: what was typed, and the findings that were seen."""
        self.day += dt.timedelta(days=1)
        self.good = not self.good
        self.record(self.sheet(Stage.SELF, good=True, seen={}), self.places, trust_seen=True)
        self.seen |= {finding.indicator_id: finding.pk for finding in self.saved}
        self.rows = self.sheet(Stage.VERIFIED, good=self.good, seen=self.seen)

    def sheet(self, stage: Stage, good: bool, seen: dict[int, int]) -> list[FigureRow]:
        """One row for each indicator, every figure another one."""
        return [
            FigureRow(
                indicator.pk, stage, self.day, seen_finding_id=seen.get(indicator.pk), source_document="bench",
                **figures(indicator, good or number % TURNING != 0, number),
            )
            for number, indicator in enumerate(self.indicators)
        ]  # fmt: skip

    def save(self) -> None:
        self.saved = self.record(self.rows, self.user)

    def record(self, rows: list[FigureRow], by: User, *, trust_seen: bool = False) -> Sequence[Finding]:
        return record_findings(
            unit=self.commune, rows=rows, by=by, at=clock.now(), today=self.day, trust_seen=trust_seen
        )


def figures(indicator: Indicator, good: bool, number: int) -> dict:
    """What is typed into one row: enough for the required level, or not."""
    if indicator.kind == ValueKind.YES_NO:
        return {"declared": Verdict.MET if good else Verdict.NOT_MET}
    high = good != (indicator.direction == Direction.AT_MOST)
    if indicator.keeps_ratio:
        people = Decimal(2300 + number)
        return {"numerator": people if high else Decimal(number % 7), "denominator": people}
    if indicator.direction == Direction.AT_MOST:
        return {"value": Decimal(2 + number if high else 0)}
    return {"value": Decimal(60 + number if high else 20) + Decimal("0.5")}


def insert(inserts: list[tuple[str, list]]) -> None:
    """One bare INSERT for each row, and a commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, values in inserts:
            cursor.execute(sql, values)


def rows_written(sheets: Sheets, unit: Unit) -> list[tuple[str, list]]:
    """The bare INSERT of each row that one more sheet adds, findings, spans and audit line alike, for another unit."""
    sheets.turn()
    before = newest_rows()
    sheets.save()
    return inserts_since(before, unit)


def newest_rows() -> dict[type, int]:
    """The newest key of each table a save writes."""
    return {model: newest(model) for model in (Finding, VerdictSpan, AuditEntry)}


def inserts_since(before: dict[type, int], unit: Unit) -> list[tuple[str, list]]:
    """The bare INSERT of each row added since, said of another unit."""
    inserts = []
    for model, last in before.items():
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        names, marks = ", ".join(field.column for field in fields), ", ".join(["%s"] * len(fields))
        sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        for row in model.objects.filter(pk__gt=last).order_by("pk"):
            if model is not AuditEntry:
                row.unit = unit
            values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
            inserts.append((sql, values))
    return inserts


def newest(model) -> int:
    return model.objects.aggregate(newest=Max("pk"))["newest"] or 0


def clean(units: list[Unit]) -> None:
    """Take away what was written, so that the next part and the next run measure what was built."""
    VerdictSpan.objects.filter(unit__in=units).delete()
    Finding.objects.filter(unit__in=units, sample=True).delete()
    AuditEntry.objects.filter(sample=True).delete()
    rebuild_spans(units)
