"""Recording findings: the one write path that a sheet, a grid, a paste and an import share."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Appointment, Unit
from communes.models.units import hold, unit_now
from criteria.actions.batch import Batch, side_of
from criteria.actions.evidence import carry_evidence
from criteria.actions.spans import respan
from criteria.enums import Stage, Via
from criteria.models import Finding
from criteria.rules.admission import FigureRow
from criteria.rules.locks import LockAnswer
from ntm_portal.kept import kept_under
from ntm_portal.rows import add_rows

__all__ = ["Batch", "FigureRow", "RowFaults", "record_findings", "side_of", "void_finding"]

COLUMNS = tuple(field.attname for field in Finding._meta.concrete_fields if not field.primary_key)


@dataclass(frozen=True, slots=True)
class Recorded(Sequence):
    """The findings that were stored. Each becomes an object when it is asked for: a sheet only counts its 49."""

    keys: list[int]
    lines: list[tuple]

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: int) -> Finding:
        return Finding.from_db(connection.alias, ("id", *COLUMNS), (self.keys[place], *self.lines[place]))


class RowFaults(ValidationError):
    """The rows that could not be stored; nothing was.

    `rows` gives the sentences for each indicator id, `stale` the finding that somebody else
    recorded meanwhile in the cell, `locked` the answer of the lock rule where it closed the cell.
    """

    def __init__(
        self, rows: dict[int, list[str]], stale: dict[int, Finding], locked: dict[int, LockAnswer] | None = None
    ):
        self.rows, self.stale, self.locked = rows, stale, locked or {}
        super().__init__(
            [sentence for sentences in rows.values() for sentence in sentences] or ["Số liệu đã thay đổi."]
        )


@transaction.atomic
def record_findings(
    *,
    unit: Unit,
    rows: Sequence[FigureRow],
    by: User,
    at: dt.datetime,
    today: dt.date,
    via: Via = Via.FORM,
    on_behalf_of: Appointment | None = None,
    trust_seen: bool = False,
) -> Sequence[Finding]:
    """Ghi nhận số liệu: store all rows of one unit or none, keep its spans, leave an audit line.

    `trust_seen` is for loaders that write a whole history themselves. Figures entered by a sample
    account are sample figures. Raises RowFaults when any row is refused or stale.
    """
    hold(unit.pk)
    return add_findings(
        unit=unit, rows=rows, by=by, at=at, today=today, via=via, on_behalf_of=on_behalf_of, trust_seen=trust_seen
    )


def add_findings(
    *,
    unit: Unit,
    rows: Sequence[FigureRow],
    by: User,
    at: dt.datetime,
    today: dt.date,
    via: Via,
    on_behalf_of: Appointment | None,
    trust_seen: bool = False,
) -> Sequence[Finding]:
    """What `record_findings` does, for an action that has begun its transaction and holds the unit."""
    if not rows:
        return []
    with kept_under():
        batch = Batch(unit_now(unit.pk), rows, by, today)
        batch.check(trust_seen=trust_seen)
        if on_behalf_of is not None:
            batch.check_represented(on_behalf_of)
        if batch.faults or batch.stale:
            raise RowFaults(batch.faults, batch.newer(), batch.locked)
        lines = batch.as_rows(at, via, on_behalf_of)
        keys = add_rows(Finding, COLUMNS, lines)
        keep_spans(batch, keys, at)
    recorded = Recorded(keys, lines)
    if batch.corrected_days:
        carry_evidence(corrections=recorded, by=by, at=at)
    audit(by=by, action="Ghi nhận số liệu", subject=str(batch.unit), detail={"findings": keys, "via": via})
    return recorded


def keep_spans(batch: Batch, keys: Sequence[int], at: dt.datetime) -> None:
    """Rewrite the spans of the cells that the stored rows may have changed."""
    cells = batch.changed()
    if not cells:
        return
    since = min([row.assessed_on for row in batch.rows if row.indicator_id in cells] + batch.corrected_days)
    respan(batch.unit, cells, since, batch.known.around(cells), batch.spoken(keys, at, cells, since))


def void_finding(*, finding: Finding, reason: str, by: User, at: dt.datetime, today: dt.date) -> Finding:
    """Rút số liệu: take a finding back and restore what was there before it."""
    row = FigureRow(
        finding.indicator_id,
        Stage(finding.stage),
        finding.assessed_on,
        finding.figure_year,
        reason=reason,
        corrects_id=finding.pk,
        is_void=True,
    )
    return record_findings(unit=finding.unit, rows=[row], by=by, at=at, today=today, trust_seen=True)[0]
