"""Verdict spans: the timeline, stored so that any day is read in one query. Rebuildable at any time."""

import datetime as dt
from collections.abc import Collection, Iterator

from django.db import connection, models
from django.db.models import Q

from communes.enums import FAR
from communes.models import Unit
from criteria.enums import FallKind, Track, Verdict
from criteria.models.finding import Finding
from criteria.models.rulebook import Criterion, Indicator
from criteria.models.target import Target

SPAN_COLUMNS = (
    "valid_from", "valid_to", "verdict", "by_self", "since", "previous", "fall", "finding_id", "target_id",
)  # fmt: skip
SPANS_SQL = """
SELECT id, {owner}, track, {columns} FROM criteria_verdictspan
WHERE unit_id = %s AND valid_to >= %s AND {other} IS NULL{among} ORDER BY valid_from
"""


def read_spans(
    unit_id: int, owner: str, reaching: dt.date, owner_ids: Collection[int] | None, tracks: Collection[Track]
) -> Iterator[tuple]:
    """(key, owner, track, *SPAN_COLUMNS) of the spans of a unit that reach a day or a later one, oldest first.

    `owner` is "indicator_id" or "criterion_id": each kind of span has an index of its own. By hand, because every
    save asks it and its making would take the query set four times as long as its answering takes the database.
    """
    other = "criterion_id" if owner == "indicator_id" else "indicator_id"
    among = f" AND track IN ({', '.join(['%s'] * len(tracks))})"
    if owner_ids is not None:
        among += f" AND {owner} IN ({', '.join(str(int(pk)) for pk in owner_ids) or 'NULL'})"
    sql = SPANS_SQL.format(owner=owner, columns=", ".join(SPAN_COLUMNS), other=other, among=among)
    with connection.cursor() as cursor:
        cursor.execute(sql, [unit_id, connection.ops.adapt_datefield_value(reaching), *tracks])
        yield from cursor.fetchall()


def end_spans(keys: Collection[int], valid_to: dt.date) -> None:
    """Let spans end on another day; by hand like read_spans."""
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE criteria_verdictspan SET valid_to = %s WHERE id IN ({marks})",  # noqa: S608 - only marks are put in
            [connection.ops.adapt_datefield_value(valid_to), *keys],
        )


class VerdictSpan(models.Model):
    """From valid_from to valid_to (both included) the verdict of an indicator or criterion was this."""

    unit = models.ForeignKey(Unit, models.CASCADE, db_index=False, related_name="+", verbose_name="đơn vị")
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, null=True, db_index=False, related_name="+", verbose_name="chỉ tiêu"
    )
    criterion = models.ForeignKey(
        Criterion, models.CASCADE, null=True, db_index=False, related_name="+", verbose_name="tiêu chí"
    )
    track = models.CharField("mức đánh giá", max_length=8, choices=Track.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", default=FAR)
    verdict = models.CharField("kết quả", max_length=10, choices=Verdict.choices)
    by_self = models.BooleanField("theo tự đánh giá")
    since = models.DateField("giữ từ ngày")
    previous = models.CharField("kết quả trước", max_length=10, choices=Verdict.choices, blank=True)
    fall = models.CharField("suy giảm", max_length=11, choices=FallKind.choices, blank=True)
    finding = models.ForeignKey(
        Finding, models.CASCADE, null=True, db_index=False, related_name="+", verbose_name="số liệu"
    )
    target = models.ForeignKey(
        Target, models.CASCADE, null=True, db_index=False, related_name="+", verbose_name="mức yêu cầu"
    )

    def __str__(self):
        return f"{self.unit_id}/{self.indicator_id or self.criterion_id} {self.track} {self.valid_from}: {self.verdict}"

    class Meta:
        verbose_name = "đoạn kết quả"
        verbose_name_plural = "đoạn kết quả"
        constraints = [
            models.CheckConstraint(
                name="span_of_indicator_or_criterion",
                condition=Q(indicator__isnull=False, criterion=None) | Q(indicator=None, criterion__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "valid_to", "valid_from", "criterion", "track", "verdict", "by_self", "since"],
                condition=Q(indicator=None),
                name="span_criteria_at",
            ),
            models.Index(
                fields=["unit", "valid_to", "valid_from", "indicator", "track", "verdict", "by_self", "since"],
                condition=Q(criterion=None),
                name="span_indicators_at",
            ),
            models.Index(
                fields=["unit", "indicator", "-valid_from"], condition=Q(criterion=None), name="span_of_indicator"
            ),
            models.Index(
                fields=["unit", "criterion", "-valid_from"], condition=Q(indicator=None), name="span_of_criterion"
            ),
            models.Index(fields=["valid_from", "unit"], condition=~Q(fall=""), name="span_falls"),
        ]
