"""What stands in the cells of one place at the moment somebody is about to write there."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from communes.enums import FAR
from communes.models import Unit
from criteria.enums import Stage, Verdict
from criteria.models.finding import OWN_HEADS_SQL, VERIFIED_HEADS_SQL, heads_sql

# Each finding in force with the verdict of the stored span it lies in, on the track of its own side.
STANDING_SQL = """
SELECT f.indicator_id, f.stage, f.id, f.assessed_on, f.figure_year, f.entered_by_id, s.verdict
FROM criteria_finding f LEFT JOIN criteria_verdictspan s
  ON s.unit_id = f.unit_id AND s.indicator_id = f.indicator_id AND s.criterion_id IS NULL
  AND s.track = CASE f.stage WHEN 'SELF' THEN 'SELF' ELSE 'VERIFIED' END
  AND s.valid_from <= f.assessed_on AND s.valid_to >= f.assessed_on
WHERE f.id {heads}
"""
VERDICTS = {None: None} | {verdict.value: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest word of one side on one cell, and what it was judged to say."""

    finding_id: int
    assessed_on: dt.date
    figure_year: int
    entered_by_id: int
    verdict: Verdict | None


def standing_of(unit: Unit, indicator_ids: Collection[int], *, own_word: bool) -> dict[tuple[int, bool], Standing]:
    """(indicator id, whether it is the place's own word) → what stands there. One query, asked by every save.

    The place's own word is read only where it is asked for: those who verify go on from what was verified,
    and only who may write both sides could verify a figure of his own.
    """
    sides = (OWN_HEADS_SQL, VERIFIED_HEADS_SQL) if own_word else (VERIFIED_HEADS_SQL,)
    heads, params = heads_sql(connection, [unit.pk], {FAR: indicator_ids}, sides=sides)
    with connection.cursor() as cursor:
        cursor.execute(STANDING_SQL.format(heads=heads), params)
        return {(row[0], row[1] == Stage.SELF): Standing(*row[2:6], VERDICTS[row[6]]) for row in cursor.fetchall()}
