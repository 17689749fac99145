"""Biến động hộ nghèo: how the poor households of a place moved within a year. Added, never changed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from operator import attrgetter

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from communes.enums import FAR
from communes.models import Appointment, Unit
from communes.models.changes import came_from
from communes.rules.forerunners import voices_of, with_forerunners
from criteria.enums import Poverty
from criteria.models.told import ToldQuerySet
from criteria.rules.facts import Flow, MovementFacts
from criteria.rules.movements import PARTS, box, counted_together, last_of_year

FLOWS = {kind: tuple(box(kind, part) for part in PARTS) for kind in Poverty}
COUNTS = ("households", *FLOWS[Poverty.POOR], *FLOWS[Poverty.NEAR])


def flow_of(row: "Movement", kind: Poverty) -> Flow:
    """The stored numbers of one kind of household."""
    return Flow(*(getattr(row, name) for name in FLOWS[kind]))


class Movement(models.Model):
    """What a place counted of its poor and nearly poor households in one year up to a day (Biểu 07).

    A withdrawal repeats the numbers it takes back.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, db_index=False, related_name="movements", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    counted_on = models.DateField("ngày rà soát")
    households = models.PositiveIntegerField("tổng số hộ dân cư")
    poor_start = models.PositiveIntegerField("hộ nghèo đầu năm")
    poor_escaped = models.PositiveIntegerField("hộ thoát nghèo")
    poor_refallen = models.PositiveIntegerField("hộ tái nghèo")
    poor_new = models.PositiveIntegerField("hộ nghèo phát sinh")
    poor_end = models.PositiveIntegerField("hộ nghèo cuối kỳ")
    poor_minority = models.PositiveIntegerField("hộ nghèo DTTS")
    near_start = models.PositiveIntegerField("hộ cận nghèo đầu năm")
    near_escaped = models.PositiveIntegerField("hộ thoát cận nghèo")
    near_refallen = models.PositiveIntegerField("hộ tái cận nghèo")
    near_new = models.PositiveIntegerField("hộ cận nghèo phát sinh")
    near_end = models.PositiveIntegerField("hộ cận nghèo cuối kỳ")
    near_minority = models.PositiveIntegerField("hộ cận nghèo DTTS")
    source_document = models.CharField("văn bản, biên bản", max_length=300, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    on_behalf_of = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhập thay"
    )
    recorded_at = models.DateTimeField("ghi lúc")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="đính chính cho"
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    is_void = models.BooleanField("rút số liệu", default=False)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name = "biến động hộ nghèo"
        verbose_name_plural = "biến động hộ nghèo"
        indexes = [models.Index(fields=["unit", "year", "counted_on"], name="movement_of_unit")]
        constraints = [
            models.CheckConstraint(
                name="movement_correction_has_reason",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Đính chính, rút số liệu phải nêu lý do.",
            ),
            models.CheckConstraint(
                name="movement_void_only_corrects",
                condition=Q(is_void=False) | Q(corrects__isnull=False),
                violation_error_message="Rút số liệu phải nêu số liệu bị rút.",
            ),
            models.CheckConstraint(
                name="movement_escaped_were_poor",
                condition=Q(poor_escaped__lte=F("poor_start"), near_escaped__lte=F("near_start")),
                violation_error_message="Số hộ thoát không nhiều hơn số hộ đầu năm.",
            ),
            models.CheckConstraint(
                name="movement_minority_among_end",
                condition=Q(poor_minority__lte=F("poor_end"), near_minority__lte=F("near_end")),
                violation_error_message="Số hộ DTTS không nhiều hơn số hộ cuối kỳ.",
            ),
            models.CheckConstraint(
                name="movement_end_among_households",
                condition=Q(households__gte=F("poor_end") + F("near_end"), households__gt=0),
                violation_error_message="Hộ nghèo, hộ cận nghèo không nhiều hơn tổng số hộ.",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id}/{self.year}, {self.counted_on}"

    @property
    def facts(self) -> MovementFacts:
        """What the rules are told of it."""
        return MovementFacts(
            self.year, self.counted_on, self.households, flow_of(self, Poverty.POOR), flow_of(self, Poverty.NEAR),
            self.source_document, self.pk,
        )  # fmt: skip


def movements_of(
    unit_ids: Collection[int],
    years: Collection[int],
    as_of: dt.date = FAR,
    known_at: dt.datetime | None = None,
) -> dict[int, list[MovementFacts]]:
    """Unit id → the movements of some years that count, in the order of their days. One query."""
    rows = Movement.objects.live(known_at).up_to(as_of).filter(unit__in=unit_ids, year__in=years)
    found: dict[int, list[MovementFacts]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row.facts)
    return dict(found)


def histories_of(
    unit_ids: Collection[int], years: Sequence[int], as_of: dt.date, known_at: dt.datetime | None = None
) -> dict[int, list[MovementFacts]]:
    """Unit id → its counts, year by year in the order of their days. Two queries.

    A place that came of others stands on the sum of their counts until it has one of its own: that sum is the last of
    its year.
    """
    merged = came_from()
    found = movements_of(with_forerunners(unit_ids, merged), years, as_of, known_at)
    histories: dict[int, list[MovementFacts]] = {pk: [] for pk in unit_ids}
    for year in years:
        newest = {pk: last for pk, told in found.items() if (last := last_of_year(told, year))}
        for pk, told in histories.items():
            told += (movement for movement in found.get(pk, ()) if movement.year == year)
            joint = counted_together(voices_of(pk, newest, attrgetter("counted_on"), merged, as_of))
            told += [joint] if joint and (joint.lent_by or joint.unsaid) else []
    return {pk: told for pk, told in histories.items() if told}


def counted_in(
    unit_ids: Collection[int], year: int, as_of: dt.date, known_at: dt.datetime | None = None
) -> dict[int, MovementFacts]:
    """Unit id → the count that holds on a day of a year. Two queries."""
    return {pk: told[-1] for pk, told in histories_of(unit_ids, (year,), as_of, known_at).items()}
