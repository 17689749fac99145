"""Lịch hạn việc: the due days of a person as a calendar that Outlook and telephones subscribe to (RFC 5545)."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from icalendar import Calendar, Event

from directives.rules.reminders import Due
from ntm_portal.clock import LOCAL

PRODUCT = "-//Cong nong thon moi//Lich han viec//VI"
# How often a program that subscribed should ask again; Outlook reads the first, telephones the second.
EVERY_FOUR_HOURS = dt.timedelta(hours=4)


def calendar_of(dues: Sequence[Due], owner: str, address: str, made_at: dt.datetime) -> bytes:
    """One whole-day entry for each thing, on its due day; entries keep their name while the thing is the same."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Hạn việc nông thôn mới: {owner}")
    calendar.add("x-wr-timezone", str(LOCAL))
    calendar.add("refresh-interval", EVERY_FOUR_HOURS, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for due in dues:
        calendar.add_component(event_of(due, address, made_at))
    return calendar.to_ical()


def tag_of(dues: Sequence[Due], owner: str, address: str) -> str:
    """What names the content of a calendar: the same as long as every entry is; the moment of making does not count."""
    named = repr((PRODUCT, owner, address, list(dues)))
    return f'W/"{hashlib.sha256(named.encode()).hexdigest()[:32]}"'


def event_of(due: Due, address: str, made_at: dt.datetime) -> Event:
    """A thing on its due day; it takes nobody's time, so that a meeting may be called on that day."""
    event = Event()
    event.add("uid", f"{hashlib.sha256(due.key.encode()).hexdigest()[:32]}@nong-thon-moi")
    event.add("dtstamp", made_at.astimezone(dt.UTC))
    event.add("dtstart", due.due_on)
    event.add("dtend", due.due_on + dt.timedelta(days=1))
    event.add("summary", f"Hạn: {due.title}")
    event.add("description", f"{due.detail}\n{address}{due.url}".strip())
    event.add("url", f"{address}{due.url}")
    event.add("transp", "TRANSPARENT")
    return event
