"""All checks of the data on fifteen years of a district: how long they take together, and which take longest."""

import datetime as dt

from bench.data import LAST
from bench.timing import ROUNDS, Ratio, once, probe
from ntm_portal.clock import LOCAL
from ntm_portal.integrity import When
from reports.tables.integrity import run_checks

# An administrator waits for the page, so the goal is in seconds and the floor is one second.
GOAL = 2
# Later than whatever the parts before this one have saved.
DAY = LAST + dt.timedelta(days=366)
WHEN = When(DAY, dt.datetime.combine(DAY, dt.time.max, tzinfo=LOCAL))
NAMED = 8


def measure() -> list[Ratio]:
    """Three runs, each told against one second; below it the checks that take longest."""
    report = run_checks(WHEN)
    result = Ratio(f"{len(report.results)} checks of the data / one second", GOAL)
    for _ in range(ROUNDS):
        result.ours.append(once(lambda: run_checks(WHEN)))
        result.floor.append(1.0)
        result.probes.append(min(probe() for _ in range(5)))
    print(result.line(), flush=True)
    for one in sorted(report.results, key=lambda one: -one.seconds)[:NAMED]:
        print(f"    {one.seconds * 1000:6.0f} ms  {one.check.code}: {one.count}")
    return [result]
