"""The state of the data in one word, so that a page drawn from it can be given again while nothing changed.

Rows of these tables are added and never changed, or every change leaves a history, audit or admin
line, so the newest keys name the state. PostgreSQL lets writers commit out of order; there the
snapshot, which names every transaction that is visible, is part of the word.
"""

from django.contrib.admin.models import LogEntry
from django.db import connection

from accounts.models import AuditEntry
from communes.models import Department, Unit, UnitChange
from criteria.models import (
    CriteriaSet,
    Criterion,
    EvidenceLink,
    Finding,
    Indicator,
    Recognition,
    RuleSetting,
    Target,
    TargetCheck,
    VerdictSpan,
)
from directives.models import Directive, Obligation

NAMING = (
    Finding, EvidenceLink, VerdictSpan, Target, TargetCheck, RuleSetting, Recognition, CriteriaSet, Criterion,
    Indicator, UnitChange, Unit.history.model, Department.history.model, Directive.history.model,
    Obligation.history.model, AuditEntry, LogEntry,
)  # fmt: skip


def data_version() -> str:
    """Differs after every write that any page could show. One query."""
    quote = connection.ops.quote_name
    newest = [
        f"(SELECT MAX({quote(model._meta.pk.column)}) FROM {quote(model._meta.db_table)})"  # noqa: S608 - names of our own tables
        for model in NAMING
    ]
    if connection.vendor == "postgresql":
        newest.append("pg_current_snapshot()::text")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(newest)}")
        return ".".join(str(key or 0) for key in cursor.fetchone())
