"""A whole sheet as it comes from the screen: checked without storing, and stored once however often it is sent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from django.db import connection, transaction

from accounts.models import User
from communes.models import Appointment, Unit
from communes.models.units import hold
from criteria.actions.findings import Batch, add_findings, side_of
from criteria.enums import Stage, Via
from criteria.models import Finding
from criteria.models.cells import read_book
from criteria.models.finding import ids_in_sql
from criteria.rules.admission import FigureRow
from criteria.rules.cautions import Caution, Claim, heaviest_first
from criteria.rules.facts import FindingFacts
from criteria.rules.locks import LockAnswer
from criteria.rules.totals import NO_CENSUS, disagreeing_totals
from criteria.rules.verdicts import shown
from criteria.rules.warnings import cautions
from ntm_portal.kept import kept_under

SAME_WORDS = (
    "indicator_id", "stage", "assessed_on", "numerator", "denominator", "value", "declared",
    "finish_by", "reason", "source_document", "note",
)  # fmt: skip
words = attrgetter(*SAME_WORDS)


@dataclass(frozen=True, slots=True)
class Checked:
    """What would become of one row: refusals, somebody else's newer figure, oddities, the result as printed."""

    faults: list[str]
    other: Finding | None
    cautions: list[Caution]
    shown: str
    locked: LockAnswer | None = None

    @property
    def needs_reason(self) -> bool:
        """Nothing stands against the row but a closed cell, into which its writer may write if he says why."""
        return bool(self.locked and self.locked.only_with_reason) and self.faults == [self.locked.words]


def check_sheet(
    *, unit: Unit, rows: Sequence[FigureRow], by: User, at: dt.datetime, today: dt.date
) -> dict[int, Checked]:
    """Everything record_sheet would say to these rows, by indicator; nothing is stored."""
    if not rows:
        return {}
    with kept_under():
        batch = Batch(unit, rows, by, today)
        batch.check(trust_seen=False)
        repeated = repeated_rows(unit, rows, by)
        newer = {pk: finding for pk, finding in batch.newer().items() if pk not in repeated}
        typed = {row.indicator_id: row.facts(at) for row in rows}
        odd = odd_totals(batch, typed)
        return {
            row.indicator_id: _repeated(row, batch, at)
            if row.indicator_id in repeated
            else _checked(row, batch, newer, typed[row.indicator_id], odd.get(row.indicator_id, []))
            for row in rows
        }


def odd_totals(batch: Batch, typed: Mapping[int, FindingFacts]) -> dict[int, list[Caution]]:
    """Where the typed totals disagree with each other, with what stands on their side, or with the census."""
    by_self = next(iter(typed.values())).stage == Stage.SELF
    known = {pk: facts for (pk, own), facts in batch.heads.items() if own == by_self} | typed
    known_indicators = read_book().indicators
    spoken = [(known_indicators[pk], facts) for pk, facts in known.items()]
    return disagreeing_totals(spoken, NO_CENSUS, batch.settings)


def _repeated(row: FigureRow, batch: Batch, at: dt.datetime) -> Checked:
    """A row that was stored before is neither refused nor warned of again."""
    indicator = batch.book.indicators[row.indicator_id]
    return Checked([], None, [], shown(row.facts(at), indicator, batch.target_of(row)))


def _checked(
    row: FigureRow, batch: Batch, newer: dict[int, Finding], typed: FindingFacts, odd: Sequence[Caution]
) -> Checked:
    pk, indicator, target = row.indicator_id, batch.book.indicators[row.indicator_id], batch.target_of(row)
    claim = Claim(
        typed,
        before=batch.heads.get((pk, side_of(row))),
        verified=batch.heads.get((pk, False)),
        explained=bool(row.note or row.reason),
        period=batch.running,
        movements=batch.movements if indicator.poverty else (),
    )
    return Checked(
        faults=batch.faults.get(pk, []),
        other=newer.get(pk),
        cautions=heaviest_first([*cautions(claim, indicator, target, batch.settings, batch.today), *odd]),
        shown=shown(typed, indicator, target),
        locked=batch.locked.get(pk),
    )


@transaction.atomic
def record_sheet(
    *,
    unit: Unit,
    rows: Sequence[FigureRow],
    by: User,
    at: dt.datetime,
    today: dt.date,
    via: Via = Via.FORM,
    on_behalf_of: Appointment | None = None,
) -> Sequence[Finding]:
    """Ghi nhận một phiếu: rows that a second click sends again are left out, the others stored or refused together."""
    hold(unit.pk)
    repeated = repeated_rows(unit, rows, by)
    fresh = [row for row in rows if row.indicator_id not in repeated]
    return add_findings(unit=unit, rows=fresh, by=by, at=at, today=today, via=via, on_behalf_of=on_behalf_of)


# Whether this officer has written about one of these days since the oldest figure he saw; most often he has not.
WRITTEN_SINCE = (
    "SELECT 1 FROM criteria_finding WHERE unit_id = %s AND indicator_id IN ({cells}) AND assessed_on IN ({days}) "
    "AND entered_by_id = %s AND id > %s LIMIT 1"
)


def repeated_rows(unit: Unit, rows: Sequence[FigureRow], by: User) -> set[int]:
    """Indicators whose row this officer has stored already, word for word, since the page was drawn."""
    ids = {row.indicator_id for row in rows}
    days = {row.assessed_on for row in rows}
    if not rows or not written_since(unit, ids, days, by, min(row.seen_finding_id or 0 for row in rows)):
        return set()
    mine = Finding.objects.live().filter(unit=unit, indicator__in=ids, assessed_on__in=days, entered_by=by)
    # Put in order here: asked for in order, SQLite walks through every finding of the place.
    found = sorted(mine.values_list("pk", *SAME_WORDS), key=itemgetter(0))
    newest = {tuple(said): pk for pk, *said in found}
    return {row.indicator_id for row in rows if newest.get(words(row), 0) > (row.seen_finding_id or 0)}


def written_since(unit: Unit, ids: set[int], days: set[dt.date], by: User, seen: int) -> bool:
    """Whether anything could be a repetition at all. One small query."""
    sql = WRITTEN_SINCE.format(cells=ids_in_sql(ids), days=", ".join(["%s"] * len(days)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [unit.pk, *days, by.pk, seen])
        return cursor.fetchone() is not None
