"""All checks of the data on fifteen years of a district: how long they take together, and which take longest."""

import datetime as dt

from bench.data import LAST
from bench.timing import Within, once
from ntm_portal.clock import LOCAL
from ntm_portal.integrity import When
from reports.tables.integrity import run_checks

# Seconds: an administrator waits for the page.
GOAL = 2
# Later than whatever the parts before this one have saved.
DAY = LAST + dt.timedelta(days=366)
WHEN = When(DAY, dt.datetime.combine(DAY, dt.time.max, tzinfo=LOCAL))
NAMED = 8


def measure() -> list[Within]:
    """A handful of runs; below, the checks that take longest."""
    report = run_checks(WHEN)
    times = [once(lambda: run_checks(WHEN)) for _ in range(5)]
    result = Within(f"{len(report.results)} checks of the data", GOAL, times)
    for one in sorted(report.results, key=lambda one: -one.seconds)[:NAMED]:
        print(f"    {one.seconds * 1000:6.0f} ms  {one.check.code}: {one.count}")
    return [result]
