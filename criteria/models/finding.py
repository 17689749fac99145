"""Dated findings: added, never changed."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection, connections, models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from accounts.models import User
from communes.enums import FAR
from communes.models import Appointment, Unit
from criteria.enums import Stage, Verdict, Via
from criteria.models.rulebook import CriteriaSet, Indicator
from criteria.rules.facts import FindingFacts
from ntm_portal.clock import LOCAL

CELL_COLUMNS = ("unit_id", "indicator_id")
FACT_COLUMNS = (
    "id", "stage", "assessed_on", "recorded_at", "figure_year", "numerator", "denominator",
    "value", "declared", "finish_by", "corrects_id", "is_void", "source_document",
)  # fmt: skip

# For each cell the newest finding of the place itself, and of those who verify.
OWN_HEADS_SQL = """
SELECT (
  SELECT f.id FROM criteria_finding f
  WHERE f.unit_id = u.id AND f.indicator_id = i.id AND f.assessed_on <= %s AND f.stage = 'SELF' AND {live}
  ORDER BY f.assessed_on DESC, f.recorded_at DESC, f.id DESC LIMIT 1{earlier}
) FROM communes_unit u CROSS JOIN criteria_indicator i WHERE u.id IN ({units}) AND i.id IN ({indicators}){only}
"""
VERIFIED_HEADS_SQL = """
SELECT (
  SELECT f.id FROM criteria_finding f
  WHERE f.unit_id = u.id AND f.indicator_id = i.id AND f.assessed_on <= %s AND f.stage <> 'SELF' AND {live}
  ORDER BY f.assessed_on DESC,
    CASE f.stage WHEN 'RECHECK' THEN 3 WHEN 'APPRAISED' THEN 2 ELSE 1 END DESC, f.recorded_at DESC, f.id DESC
  LIMIT 1{earlier}
) FROM communes_unit u CROSS JOIN criteria_indicator i WHERE u.id IN ({units}) AND i.id IN ({indicators}){only}
"""
# Not NOT EXISTS: with few findings analysed PostgreSQL makes of it a join that reads all corrections for each one.
LIVE_NOW = "NOT f.is_void AND (SELECT c.id FROM criteria_finding c WHERE c.corrects_id = f.id) IS NULL"
LIVE_KNOWN = (
    "NOT f.is_void AND f.recorded_at <= %s AND "
    "(SELECT c.id FROM criteria_finding c WHERE c.corrects_id = f.id AND c.recorded_at <= %s) IS NULL"
)

# For each finding the one before it in its cell, on the same side.
BEFORE_SQL = """
SELECT c.id, (
  SELECT f.id FROM criteria_finding f
  WHERE f.unit_id = c.unit_id AND f.indicator_id = c.indicator_id AND f.assessed_on < c.assessed_on
    AND (f.stage = 'SELF') = (c.stage = 'SELF') AND {live}
  ORDER BY f.assessed_on DESC,
    CASE f.stage WHEN 'RECHECK' THEN 3 WHEN 'APPRAISED' THEN 2 ELSE 1 END DESC, f.recorded_at DESC, f.id DESC
  LIMIT 1
) FROM criteria_finding c WHERE c.id IN ({ids})
"""


def ids_in_sql(ids: Iterable[int]) -> str:
    """Keys as they stand in a list of SQL; anything but a whole number stops here."""
    return ",".join(str(int(pk)) for pk in ids)


def heads_sql(
    connection,
    unit_ids: Iterable[int],
    asked: Mapping[dt.date, Iterable[int]],
    known_at: dt.datetime | None = None,
    sides: tuple[str, ...] = (OWN_HEADS_SQL, VERIFIED_HEADS_SQL),
    deep: int = 1,
    only: Collection[tuple[int, int]] = (),
) -> tuple[str, list]:
    """The condition "is one of the findings in force" on a key, as SQL and its parameters.

    `asked` holds the indicators of each day; with `deep` as many findings of each side as that, the newest first;
    with `only` those (unit, indicator) of all that could be formed.
    """
    units, live = ids_in_sql(unit_ids), LIVE_KNOWN if known_at else LIVE_NOW
    moment = [connection.ops.adapt_datetimefield_value(known_at)] * 2 if known_at else []
    listed = ",".join(f"({int(unit)},{int(indicator)})" for unit, indicator in only)
    pairs = f" AND (u.id, i.id) IN (VALUES {listed})" if listed else ""
    parts, params = [], []
    for day, indicators in asked.items():
        cells = {"live": live, "units": units, "indicators": ids_in_sql(indicators), "only": pairs}
        parts += [side.format(earlier=f" OFFSET {at}" * bool(at), **cells) for side in sides for at in range(deep)]
        params += [connection.ops.adapt_datefield_value(day), *moment] * len(sides) * deep
    # An array is worked out once; PostgreSQL without statistics may ask an IN list again for every row.
    once = "= ANY (ARRAY({}))" if connection.vendor == "postgresql" else "IN ({})"
    return once.format("UNION ALL".join(parts)), params


def findings_before(ids: Collection[int], known_at: dt.datetime | None = None) -> dict[int, int | None]:
    """Each finding → what its side had said last before that day, as known at a moment. One query, none for no key."""
    if not ids:
        return {}
    moment = [connection.ops.adapt_datetimefield_value(known_at)] * 2 if known_at else []
    with connection.cursor() as cursor:
        live = LIVE_KNOWN if known_at else LIVE_NOW
        cursor.execute(BEFORE_SQL.format(live=live, ids=ids_in_sql(ids)), moment)
        return dict(cursor.fetchall())


class FindingQuerySet(models.QuerySet):
    """How the office asks for findings."""

    def known_at(self, moment: dt.datetime | None):
        """What the portal had learnt by a moment; everything when no moment is given."""
        return self if moment is None else self.filter(recorded_at__lte=moment)

    def live(self):
        """Findings that still count: neither corrected nor a withdrawal."""
        return self.filter(is_void=False, corrected_by=None)

    def of_cell(self, unit, indicator):
        """Every finding of one indicator in one place, the newest day first."""
        return self.filter(unit=unit, indicator=indicator).order_by("-assessed_on", "-recorded_at", "-id")

    def heads(
        self,
        unit_ids: Collection[int],
        indicator_ids: Collection[int],
        as_of: dt.date,
        known_at: dt.datetime | None = None,
    ):
        """The findings in force at the end of `as_of`: at most one own and one verified for each cell."""
        return self.heads_on(unit_ids, {as_of: indicator_ids}, known_at)

    def heads_on(
        self,
        unit_ids: Collection[int],
        asked: Mapping[dt.date, Collection[int]],
        known_at: dt.datetime | None = None,
    ):
        """The findings in force on each day in the indicators asked for that day, all in one query."""
        asked = {day: indicators for day, indicators in asked.items() if indicators}
        if not unit_ids or not asked:
            return self.none()
        sql, params = heads_sql(connections[self.db], unit_ids, asked, known_at)
        text = f"criteria_finding.id {sql}"
        return self.filter(RawSQL(text, params, models.BooleanField()))  # noqa: S611 - only whole numbers are put in

    def facts(self) -> Iterator[tuple[int, int, FindingFacts]]:
        """(unit id, indicator id, facts) of each finding, as the rules read them."""
        return told(self.values_list(*CELL_COLUMNS, *FACT_COLUMNS))


def told(rows: Iterable[Sequence]) -> Iterator[tuple[int, int, FindingFacts]]:
    """Rows of a cell's keys and the columns of facts, as the rules read them."""
    for unit_id, indicator_id, pk, stage, *rest in rows:
        rest[6] = Verdict(rest[6]) if rest[6] else None
        yield unit_id, indicator_id, FindingFacts(pk, Stage(stage), *rest)


def head_facts(
    unit_ids: Collection[int],
    asked: Mapping[dt.date, Collection[int]],
    known_at: dt.datetime | None = None,
    deep: int = 1,
    only: Collection[tuple[int, int]] = (),
) -> Iterator[tuple[int, int, FindingFacts]]:
    """What `heads_on(…).facts()` tells, at half its price: read after every write, so it is never compiled.

    With `deep`, as many findings of each side as that, the newest first to count: a direction. With `only` those
    (unit, indicator) of all that could be formed.
    """
    asked = {day: indicators for day, indicators in asked.items() if indicators}
    if not unit_ids or not asked:
        return iter(())
    where, params = heads_sql(connection, unit_ids, asked, known_at, deep=deep, only=only)
    columns = [Finding._meta.get_field(name.removesuffix("_id")).cached_col for name in (*CELL_COLUMNS, *FACT_COLUMNS)]
    names = ", ".join(connection.ops.quote_name(column.target.column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM criteria_finding WHERE id {where}", params)  # noqa: S608 - our own names
        return told(as_python(cursor.fetchall(), columns))


def as_python(rows: Iterable[Sequence], columns: Sequence) -> list[list]:
    """Rows of a bare statement with the values that the ORM would give; an empty one stays empty."""
    found = [list(row) for row in rows]
    for at, column in enumerate(columns):
        turns = (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        for row in found if turns else ():
            for turn in turns:
                row[at] = turn(row[at], column, connection)
    return found


class Finding(models.Model):
    """What was found for one indicator of one place, on which day it was true, who said so, on what proof."""

    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="findings", verbose_name="đơn vị")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, db_index=False, related_name="findings", verbose_name="chỉ tiêu"
    )
    stage = models.CharField("mức đánh giá", max_length=9, choices=Stage.choices)
    assessed_on = models.DateField("ngày số liệu")
    figure_year = models.PositiveSmallIntegerField("năm của số liệu")
    recorded_at = models.DateTimeField("ghi lúc")
    numerator = models.DecimalField("tử số", max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("mẫu số", max_digits=18, decimal_places=4, null=True, blank=True)
    value = models.DecimalField("kết quả", max_digits=18, decimal_places=4, null=True, blank=True)
    # NULL and not "": no word was said, the number decides.
    declared = models.CharField(  # noqa: DJ001
        "đánh giá bằng lời", max_length=10, choices=Verdict.choices, null=True, blank=True
    )
    finish_by = models.DateField("hạn hoàn thành", null=True, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    source_document = models.CharField("nguồn số liệu, minh chứng", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+", verbose_name="người nhập")
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="nhập thay"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="đính chính cho"
    )
    is_void = models.BooleanField("rút số liệu", default=False)
    via = models.CharField("cách nhập", max_length=5, choices=Via.choices, default=Via.FORM)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        indexes = [
            models.Index(fields=["unit", "indicator", "-assessed_on", "-id"], name="finding_newest"),
            # Names the state of one place: what was read of it holds until the next finding is added.
            models.Index(fields=["unit", "-id"], name="finding_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                name="finding_correction_has_reason",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Đính chính phải nêu lý do.",
            ),
            models.CheckConstraint(
                name="finding_void_only_corrects",
                condition=Q(is_void=False)
                | Q(corrects__isnull=False, numerator=None, denominator=None, value=None, declared=None),
                violation_error_message="Rút số liệu phải nêu số liệu bị rút và không kèm giá trị.",
            ),
            models.CheckConstraint(
                name="finding_says_something",
                condition=Q(is_void=True)
                | Q(numerator__isnull=False, denominator__isnull=False)
                | Q(value__isnull=False)
                | Q(declared__isnull=False),
                violation_error_message="Nhập tử số và mẫu số, hoặc kết quả, hoặc chọn đạt/chưa đạt.",
            ),
            models.CheckConstraint(
                name="finding_not_negative",
                condition=(Q(numerator=None) | Q(numerator__gte=0))
                & (Q(denominator=None) | Q(denominator__gte=0))
                & (Q(value=None) | Q(value__gte=0)),
                violation_error_message="Số liệu không được âm.",
            ),
            models.CheckConstraint(
                name="finding_nearly_has_reason_and_day",
                condition=~Q(declared=Verdict.NEARLY) | (Q(finish_by__isnull=False) & ~Q(reason="")),
                violation_error_message="Cơ bản đạt phải nêu lý do và hạn hoàn thành.",
            ),
            models.CheckConstraint(
                name="finding_na_has_reason",
                condition=~Q(declared=Verdict.NA) | ~Q(reason=""),
                violation_error_message="Không xét phải nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}/{self.indicator_id} {self.assessed_on}"


class RecognitionQuerySet(models.QuerySet):
    """How the office asks for decisions of recognition."""

    def in_force(self, day: dt.date, known_at: dt.datetime | None = None):
        """Decided by a day and not taken back by then, the newest last; as known at a moment when one is given.

        A decision recorded before the portal kept the moment is taken to be known since its own day.
        """
        rows = self.filter(decided_on__lte=day).order_by("decided_on", "pk")
        if known_at is None:
            return rows.filter(withdrawn_on__gt=day)
        known_on = known_at.astimezone(LOCAL).date()
        told = Q(recorded_at__lte=known_at) | Q(recorded_at=None, decided_on__lte=known_on)
        untold = Q(withdrawal_at__gt=known_at) | Q(withdrawal_at=None, withdrawn_on__gt=known_on)
        return rows.filter(told, untold | Q(withdrawn_on__gt=day))


class Recognition(models.Model):
    """A decision that recognises a place as reaching a tier; not the same fact as "meets 19/19 today".

    `recorded_at`, `withdrawal_at`: since when the portal knows of it, and of its being taken back.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recognitions", verbose_name="đơn vị")
    tier = models.CharField(
        "mức",
        max_length=10,
        choices=[("STANDARD", "Đạt chuẩn"), ("ADVANCED", "Nâng cao"), ("MODEL", "Kiểu mẫu")],
        default="STANDARD",
    )
    criteria_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, null=True, blank=True, verbose_name="theo bộ tiêu chí"
    )
    year = models.PositiveSmallIntegerField("năm đạt chuẩn")
    decision = models.CharField("số quyết định", max_length=80)
    decided_on = models.DateField("ngày quyết định")
    withdrawn_on = models.DateField("ngày bị thu hồi", default=FAR)
    recorded_at = models.DateTimeField("ghi lúc", null=True, blank=True)
    withdrawal_at = models.DateTimeField("ghi thu hồi lúc", null=True, blank=True)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = "công nhận đạt chuẩn"
        verbose_name_plural = "công nhận đạt chuẩn"
        constraints = [
            models.CheckConstraint(
                name="recognition_in_order",
                condition=Q(withdrawn_on__gte=F("decided_on")),
                violation_error_message="Ngày thu hồi phải từ ngày quyết định trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}: {self.decision}"
