"""When an account is locked, and what of a typed page may be kept; no database, request or clock."""

import datetime as dt
from collections.abc import Iterable
from itertools import accumulate

# Never carried along: secrets, and the proof that belongs to the page it was made for.
SECRET_WORDS = ("password", "mat_khau", "csrf")
KEPT_AT_MOST = 200_000


def locked_until(attempts: Iterable[tuple[dt.datetime, int]], limit: int, pause: dt.timedelta) -> dt.datetime | None:
    """The moment enough failures are a pause old that fewer than `limit` remain; None when nothing is locked.

    Each attempt is the moment of its newest failure and how many failures it counts.
    """
    ordered = sorted(attempts)
    total = sum(failures for _, failures in ordered)
    if total < limit:
        return None
    forgotten = accumulate(failures for _, failures in ordered)
    return next(newest + pause for (newest, _), gone in zip(ordered, forgotten, strict=True) if total - gone < limit)


def kept_fields(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was typed, without passwords and tokens; nothing when it is too much to carry."""
    kept = [(name, value) for name, value in pairs if not any(word in name.lower() for word in SECRET_WORDS)]
    size = sum(len(name) + len(value) for name, value in kept)
    return kept if size <= KEPT_AT_MOST else []
