"""Readings of what changes rarely, kept in the memory of the process under the revision they were read from.

Units, posts, the rulebook, its levels and the directives are read for every page and every save, and
change a few times a year. The database itself names their state (triggers, `Bump`), so nothing that is
kept can be older than the last committed change, whoever made it and with whatever tool.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from secrets import token_hex

from django.db import connection

from ntm_portal.models import Revision

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


def revision_in_force() -> str:
    """The revision the page at hand is drawn under; asked of the database where it is drawn under none."""
    name = _revision.get()
    return revision() if name is None else name


def renew_revision() -> None:
    """Give the state a new name by hand, where something was mended that no trigger watches."""
    Revision.objects.create(token=token_hex(16))


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


def remembering(view: Callable) -> Callable:
    """What changes rarely is read from memory while the view answers; for views that only show."""

    @wraps(view)
    def read_or_remembered(request, *args, **kwargs):
        with kept_under():
            return view(request, *args, **kwargs)

    return read_or_remembered


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


class Shelf:
    """What was read of places in one batch, kept one by one: each under the revision and a key of its own.

    `size` bounds the memory; what has stood longest goes first. Outside `kept_under` nothing is kept.
    """

    def __init__(self, size: int):
        self.size = size
        self.held: dict[tuple, object] = {}
        _forget.append(self.held.clear)

    def take(self, keys: Mapping[int, Hashable], read: Callable[[list[int]], Mapping[int, object]]) -> dict:
        """Place → its reading; `read` is called once, for the places whose key is not held."""
        name = _revision.get()
        if name is None:
            return dict(read(list(keys)))
        found = {place: self.held.get((name, key)) for place, key in keys.items()}
        missing = [place for place, reading in found.items() if reading is None]
        if missing:
            for place, reading in read(missing).items():
                found[place] = self.held[name, keys[place]] = reading
            make_room(self.held, self.size)
        return found


@dataclass(frozen=True, slots=True)
class Held:
    """What was read of a place, and the newest row that was there then."""

    newest: int
    reading: object


class Ledger:
    """What was read of places to which rows are only ever added: one reading each, brought up to date from where it is.

    Bounded, and kept under the revision, as a `Shelf` is.
    """

    def __init__(self, size: int):
        self.size = size
        self.held: dict[tuple, Held] = {}
        _forget.append(self.held.clear)

    def take(
        self, newest: Mapping[int, int], about: Hashable, read: Callable[[dict[int, Held | None]], Mapping]
    ) -> dict:
        """Place → its reading; `read` is called once for the places with a newer row, with what is held of each.

        A reader whose transaction began earlier sees less than is held: it reads for itself, and leaves no trace.
        """
        name = _revision.get()
        if name is None:
            return dict(read(dict.fromkeys(newest)))
        held = {place: self.held.get((name, about, place)) for place in newest}
        found = {place: known.reading for place, known in held.items() if known and known.newest == newest[place]}
        behind = {place: known for place, known in held.items() if place not in found}
        usable = {place: known if known and known.newest < newest[place] else None for place, known in behind.items()}
        for place, reading in read(usable).items() if behind else ():
            found[place] = reading
            if behind[place] is usable[place]:
                self.held.pop((name, about, place), None)
                self.held[name, about, place] = Held(newest[place], reading)
        make_room(self.held, self.size)
        return found


def make_room(held: dict, size: int) -> None:
    """What has stood longest goes. Threads may get here together: a key another one took away already is no fault."""
    for key in list(held)[: max(len(held) - size, 0)]:
        held.pop(key, None)


def forget_readings() -> None:
    """Empty the memory, as after a start; nothing needs it but what counts or times a first reading."""
    for forget in _forget:
        forget()
