"""Readings of what changes rarely, kept in the memory of the process under the revision they were read from.

Units, posts, the rulebook, its levels and the directives are read for every page and every save, and
change a few times a year. The database itself names their state (triggers, `Bump`), so nothing that is
kept can be older than the last committed change, whoever made it and with whatever tool.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps

from django.db import connection

KEPT_READINGS = 256
_revision: ContextVar[str | None] = ContextVar("revision", default=None)
_forget: list[Callable[[], None]] = []

# PostgreSQL adds a row for each statement, and a count tells two writers apart who commit out of order.
REVISION_SQL = {
    "sqlite": "SELECT token FROM ntm_portal_revision ORDER BY id DESC LIMIT 1",
    "postgresql": (
        "SELECT (SELECT token FROM ntm_portal_revision ORDER BY id DESC LIMIT 1) || '.' || "
        "(SELECT COUNT(*) FROM ntm_portal_revision)"
    ),
}


def revision() -> str:
    """The name of the state of all that changes rarely; another one after every change. One query."""
    with connection.cursor() as cursor:
        cursor.execute(REVISION_SQL[connection.vendor])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


@contextmanager
def kept_under(name: str | None = None) -> Iterator[None]:
    """Inside, `kept` readings are taken from memory where they were made under this revision.

    For code that writes none of these tables itself; a save opens it inside its own transaction.
    """
    token = _revision.set(revision() if name is None else name)
    try:
        yield
    finally:
        _revision.reset(token)


def kept(read: Callable) -> Callable:
    """Mark a reading that depends on its arguments and on rarely changing tables alone.

    Outside `kept_under` it simply reads. Arguments must be hashable; nobody may change what it returns.
    """

    @lru_cache(maxsize=KEPT_READINGS)
    def reading(_name: str, *arguments):
        return read(*arguments)

    @wraps(read)
    def kept_or_read(*arguments):
        name = _revision.get()
        return read(*arguments) if name is None else reading(name, *arguments)

    _forget.append(reading.cache_clear)
    return kept_or_read


def forget_readings() -> None:
    """Empty the memory, as after a start; nothing needs it but what counts or times a first reading."""
    for forget in _forget:
        forget()
