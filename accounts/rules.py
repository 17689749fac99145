"""When an account is locked, what of a typed page may be kept, and how a saved address is read; no request or clock."""

import datetime as dt
from collections.abc import Iterable
from itertools import accumulate
from urllib.parse import parse_qs

from ntm_portal.vietnamese import DayFault, day, parse_day

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


# What an address says that asks for a page as everybody sees it, and the day at which its figures stop.
PLAIN, AS_OF = "day-du", "den"


def page_of(address: str) -> str:
    """The page of an address, without what was chosen on it."""
    return address.partition("#")[0].partition("?")[0]


def query_of(address: str) -> str:
    """What was chosen on the page: dates, filter, columns; empty for the page as everybody sees it."""
    return address.partition("#")[0].partition("?")[2]


def asked_by(query: str) -> dict[str, list[str]]:
    """Each name of a query with its values, however they were written."""
    return parse_qs(query, keep_blank_values=True)


def fixed_day(address: str) -> str:
    """The day at which the figures of an address stop, in words; empty where they are those of the day it is opened."""
    typed = asked_by(query_of(address)).get(AS_OF, [""])[-1]
    try:
        return day(parse_day(typed))
    except DayFault:
        return ""
