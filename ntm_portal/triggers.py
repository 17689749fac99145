"""Rules that even a database shell must keep: triggers, the same on SQLite and PostgreSQL.

Each app lists its own in a module `triggers.py` as TRIGGERS. They are put back after every
migration, because SQLite drops them when Django rebuilds a table (docs/decisions/).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

from django.apps import apps

# One writer at a time on SQLite, so one row is enough; a token that was rolled back never comes again.
ANEW_ON_SQLITE = (
    "DELETE FROM ntm_portal_revision; INSERT INTO ntm_portal_revision (token) VALUES (lower(hex(randomblob(16))));"
)
# Rows are only added on PostgreSQL: two writers who changed the same row would wait for each other.
ANEW_ON_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION ntm_portal_revision_bump() RETURNS trigger AS $body$ BEGIN "
    "INSERT INTO ntm_portal_revision (token) VALUES (gen_random_uuid()::text); RETURN NULL; "
    "END $body$ LANGUAGE plpgsql"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Refuse `event` on a row of `table` when `when` holds, with the sentence `message`.

    `when` is SQL over OLD and NEW that both databases understand; empty means always. Where it looks at
    other rows, `one_at_a_time` makes PostgreSQL's writers queue (SQLite has one writer anyway).
    """

    name: str
    table: str
    event: Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]
    message: str
    when: str = ""
    one_at_a_time: bool = False

    def sqlite(self) -> list[str]:
        if self.event == "TRUNCATE":
            return []
        condition = f" WHERE {self.when}" if self.when else ""
        return [
            f"DROP TRIGGER IF EXISTS {self.name}",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'){condition}; END",
        ]

    def postgresql(self) -> list[str]:
        condition = self.when or "TRUE"
        result = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.event, "NEW")
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        queue = f"PERFORM pg_advisory_xact_lock(hashtext('{self.table}')); " if self.one_at_a_time else ""
        # A session keeps the plan of a condition. One made while the table was empty would read all of it for each
        # row that a long transaction adds, and only the end of that transaction would tell the server of its rows.
        by_index = " SET enable_seqscan = off" if "SELECT" in condition else ""
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger AS $body$ BEGIN {queue}"
            f"IF {condition} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'check_violation'; END IF; "
            f"RETURN {result}; END $body$ LANGUAGE plpgsql{by_index}",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True, slots=True)
class Bump:
    """Give the state of the rarely changing tables a new name after `event` on one of them (ntm_portal/kept.py)."""

    table: str
    event: Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]

    @property
    def name(self) -> str:
        return f"{self.table}_bump_{self.event.lower()}"

    def sqlite(self) -> list[str]:
        if self.event == "TRUNCATE":
            return []
        return [
            f"DROP TRIGGER IF EXISTS {self.name}",
            f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} BEGIN {ANEW_ON_SQLITE} END",
        ]

    def postgresql(self) -> list[str]:
        return [
            ANEW_ON_POSTGRESQL,
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ntm_portal_revision_bump()",
        ]


def changes_rarely(*tables: str) -> list[Bump]:
    """The triggers of tables whose readings are kept in memory."""
    return [Bump(table, event) for table in tables for event in ("INSERT", "UPDATE", "DELETE", "TRUNCATE")]


def append_only(table: str, what: str, *, sample_column: bool) -> list[Trigger]:
    """The triggers of a table whose rows are added and never changed; sample rows may be deleted."""
    return [
        Trigger(f"{table}_no_update", table, "UPDATE", f"{what} chỉ được ghi thêm, không được sửa."),
        Trigger(
            f"{table}_no_delete",
            table,
            "DELETE",
            f"{what} chỉ được ghi thêm, không được xóa.",
            "NOT OLD.sample" if sample_column else "",
        ),
        Trigger(f"{table}_no_truncate", table, "TRUNCATE", f"{what} chỉ được ghi thêm, không được xóa."),
    ]


def all_triggers() -> list[Trigger | Bump]:
    """Every trigger the installed apps ask for."""
    modules = [f"{config.name}.triggers" for config in apps.get_app_configs() if config.name != "ntm_portal"]
    return [trigger for name in modules if find_spec(name) for trigger in import_module(name).TRIGGERS]


def install(connection) -> None:
    """Put every trigger whose table exists into the database; safe to repeat."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in all_triggers():
            if trigger.table in tables:
                for statement in getattr(trigger, connection.vendor)():
                    cursor.execute(statement)


def missing(connection) -> list[str]:
    """Names of triggers that should stand in the database and do not."""
    listing = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(listing[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    wanted = (t.name for t in all_triggers() if t.table in tables and getattr(t, connection.vendor)())
    return sorted(set(wanted) - present)


def take_away(connection) -> None:
    """Drop every trigger; whoever calls this puts them back."""
    with connection.cursor() as cursor:
        for trigger in all_triggers():
            table = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{table}")


@contextmanager
def lifted(connection) -> Iterator[None]:
    """Take every trigger away for a moment: only for the flush of a test database."""
    take_away(connection)
    try:
        yield
    finally:
        install(connection)
