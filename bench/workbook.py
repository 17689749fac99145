"""The workbook and the reports in Word as somebody waits for them: seconds, and the most memory of the process."""

import resource

from django.test import Client

from bench.timing import Within, once
from ntm_portal.kept import forget_readings

# Seconds, by the size of the database: the forms of a district in one workbook, and those of a province's 229 communes.
LIMITS = {"y15": 2, "province": 15}
MOST_MEGABYTES = 300
WORKBOOK = "/bao-cao/tong-hop.xlsx"
# Seconds for a report of a district in Word, and which: on the directive, and of nine months.
WORD, REPORTS = {"y15": 1}, ("chi-thi", "9-thang-2017")


def measure(client: Client, size: str) -> list[Within]:
    """Each read from nothing, as after a start, then twice more; the memory is that of the whole process."""
    found = waited_for(client, f"whole workbook, {size}", WORKBOOK, LIMITS[size])
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict = "kept" if used <= MOST_MEGABYTES else "MISSED"
    print(f"{'memory at its height':<62} {used:9.1f} MB <= {MOST_MEGABYTES} MB {verdict}", flush=True)
    for code in REPORTS if size in WORD else ():
        path = f"/bao-cao/dinh-ky/{code}/bao-cao.docx"
        found += waited_for(client, f"report {code} in Word, {size}", path, WORD[size])
    return found


def waited_for(client: Client, name: str, path: str, limit: float) -> list[Within]:
    """The first answer and the next two."""
    forget_readings()
    times = [once(lambda: answered(client, path)) for _ in range(3)]
    return [Within(f"{name}, the first one", limit, times[:1]), Within(f"{name}, again", limit, times[1:])]


def answered(client: Client, path: str) -> bytes:
    """A file somebody asked for; nothing is measured where the portal refuses."""
    response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    return response.content
