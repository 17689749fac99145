"""The portal's clock: the only place that reads the time of day.

Rules never import this module; views and commands pass the day on as an argument.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> dt.date:
    """The local day in Vietnam, or the day the demonstration is pinned to."""
    return settings.PINNED_TODAY or dt.datetime.now(LOCAL).date()


def now() -> dt.datetime:
    """The moment the portal learns something; never later than the pinned day."""
    moment = dt.datetime.now(LOCAL)
    if settings.PINNED_TODAY:
        return dt.datetime.combine(settings.PINNED_TODAY, moment.timetz())
    return moment


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a local day: "as known at" a day means everything learnt by then."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=LOCAL)


def day_ended_at(moment: dt.datetime | None) -> dt.date | None:
    """The day a moment is the end of; None for a moment within a day, and for none at all."""
    local = moment and moment.astimezone(LOCAL)
    return local.date() if local and local == end_of_day(local.date()) else None
