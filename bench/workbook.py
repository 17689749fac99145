"""The whole workbook as somebody waits for it: seconds, and the memory of the process at its height."""

import resource

from django.test import Client

from bench.timing import Within, once

# Seconds, by the size of the database: the sixteen forms of a district, and those of a province's 229 communes.
LIMITS = {"y15": 2, "province": 15}
MOST_MEGABYTES = 300
PATH = "/bao-cao/tong-hop.xlsx"


def measure(client: Client, size: str) -> list[Within]:
    """Read from nothing, as after a start, then twice more; the memory is that of the whole process."""
    times = [once(lambda: client.get(PATH)) for _ in range(3)]
    first = Within(f"whole workbook, {size}, the first one", LIMITS[size], times[:1])
    again = Within(f"whole workbook, {size}, again", LIMITS[size], times[1:])
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict = "kept" if used <= MOST_MEGABYTES else "MISSED"
    print(f"{'memory at its height':<62} {used:9.1f} MB <= {MOST_MEGABYTES} MB {verdict}", flush=True)
    return [first, again]
