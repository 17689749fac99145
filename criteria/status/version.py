"""The state of the data in one word, so that a page drawn from it can be given again while nothing changed.

What changes rarely is named by its revision (ntm_portal/kept.py). Findings and spans are added and never
changed, and every other write leaves an audit or admin line, so their newest keys name the rest.
PostgreSQL lets writers commit out of order; there the snapshot, which names every transaction that is
visible, is part of the word.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.db import connection

from accounts.models import AuditEntry
from criteria.models import EvidenceLink, Finding, VerdictSpan
from criteria.models.finding import ids_in_sql
from ntm_portal.kept import REVISION_SQL

NAMING = (Finding, EvidenceLink, VerdictSpan, AuditEntry, LogEntry)


class DataVersion(NamedTuple):
    """The revision of what changes rarely, and the state of everything."""

    revision: str
    whole: str


def data_version() -> DataVersion:
    """Differs after every write that any page could show. One query."""
    quote = connection.ops.quote_name
    newest = [
        f"(SELECT MAX({quote(model._meta.pk.column)}) FROM {quote(model._meta.db_table)})"  # noqa: S608 - names of our own tables
        for model in NAMING
    ]
    if connection.vendor == "postgresql":
        newest.append("pg_current_snapshot()::text")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({REVISION_SQL[connection.vendor]}), {', '.join(newest)}")
        revision, *keys = cursor.fetchone()
    return DataVersion(revision or "", ".".join(str(key or 0) for key in (revision, *keys)))


# A row that commits late has a key among the last ones: so many are counted to see it.
LATE_ROWS = 10_000
# What findings do not name; the spans follow from them.
BESIDE_FINDINGS = (EvidenceLink, AuditEntry, LogEntry)


def settled_state(places: Collection[int]) -> str:
    """A name for the state of some places that stands still while nobody writes: for files kept for hours. Two queries.

    Findings are named place by place; of the other rows the newest key and how many of the last ones are there.
    """
    quote, parts = connection.ops.quote_name, []
    for model in BESIDE_FINDINGS:
        table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
        newest = f"(SELECT COALESCE(MAX({key}), 0) FROM {table})"  # noqa: S608 - names of our own tables
        parts += [newest, f"(SELECT COUNT(*) FROM {table} WHERE {key} > {newest} - {LATE_ROWS})"]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({REVISION_SQL[connection.vendor]}), {', '.join(parts)}")
        found = cursor.fetchone()
    return ".".join(map(str, (*found, *sorted(newest_findings(places).items()))))


NEWEST_SQL = """
SELECT u.id, (SELECT f.id FROM criteria_finding f WHERE f.unit_id = u.id ORDER BY f.id DESC LIMIT 1)
FROM communes_unit u WHERE u.id IN ({units})
"""


def newest_findings(places: Collection[int]) -> dict[int, int]:
    """Place → the key of the last finding added to it: the name of its state, beside the revision. One query.

    Writers of one place follow one another, so its keys are given in the order of the commits.
    """
    if not places:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_SQL.format(units=ids_in_sql(places)))
        return {place: key or 0 for place, key in cursor.fetchall()}


def indicators_since(newest: Mapping[int, int]) -> set[int]:
    """The indicators of which a finding was added in any of some places after the finding named. One query, or none."""
    if not newest:
        return set()
    added = " UNION ".join(
        f"SELECT f.indicator_id FROM criteria_finding f WHERE f.unit_id = {int(place)} AND f.id > {int(pk)}"  # noqa: S608 - whole numbers
        for place, pk in newest.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(added)
        return {pk for (pk,) in cursor.fetchall()}
