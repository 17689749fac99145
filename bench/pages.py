"""Pages, the saving of a sheet (bench/saving.py) and the workbook: time and queries of each, against its floor."""

import datetime as dt
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from urllib.request import Request, urlopen

from django.db import connection, transaction
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.crypto import get_random_string
from openpyxl import Workbook, load_workbook

from accounts.models import User
from accounts.permissions import district_of
from bench.saving import saving
from bench.timing import Ratio, compare, once, seconds
from communes.models import Unit
from criteria.actions.findings import FigureRow, record_findings
from criteria.enums import Stage
from criteria.models import Indicator
from ntm_portal import clock
from ntm_portal.kept import forget_readings
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import filled
from reports.views.overview import drawn_overview
from reports.xlsx import workbook as workbook_of

PAGES = {
    "overview": "/",
    "commune": "/xa/xuan-tan/",
    "entry": "/cap-nhat/xuan-tan/",
    "criterion": "/tieu-chi/15/",
    "workbook": "/bao-cao/tong-hop.xlsx",
}


def signed_in() -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username="bench"), backend="accounts.backends.PortalBackend")
    return client


def bench_user() -> tuple[Client, User]:
    """The officer who measures, signed in."""
    return signed_in(), User.objects.get(username="bench")


def getter(client: Client, path: str):
    """A page asked for by a browser that has not kept it."""

    def get():
        response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
        return response.content

    return get


def from_nothing(get):
    """The first page after a start of the portal: nothing that was read or drawn is in its memory."""

    def anew():
        forget_readings()
        drawn_overview.cache_clear()
        return get()

    return anew


class NextFigure:
    """Records one more figure, each time in the next commune; `turning`, with another verdict than the one before."""

    def __init__(self, user: User, *, turning: bool):
        self.turning = turning
        places = Unit.objects.communes().filter(parent__code="364").valid_on(clock.today())
        self.user, self.turn, self.places = user, 0, list(places.in_order())
        self.indicator = Indicator.objects.get(criterion__criteria_set__code="xa-2016-2020", number="15.1")

    def __call__(self) -> None:
        self.turn += 1
        around, commune = divmod(self.turn, len(self.places))
        commune = self.places[commune]
        insured = 1200 if self.turning and around % 2 else 2200 + around % 90
        row = FigureRow(
            self.indicator.pk, Stage.VERIFIED, clock.today(), numerator=Decimal(insured),
            denominator=Decimal(2300), source_document="bench",
        )  # fmt: skip
        now, today = clock.now(), clock.today()
        record_findings(unit=commune, rows=[row], by=self.user, at=now, today=today, trust_seen=True)


def static_floor(content: bytes):
    """The same bytes, rendered as one template without a tag."""
    page = engines["django"].from_string("{% verbatim %}" + content.decode("utf-8", "replace") + "{% endverbatim %}")
    return lambda: page.render({})


def table(client: Client) -> None:
    """Time and queries of each page as the first one after a start."""
    for name, path in PAGES.items():
        get = from_nothing(getter(client, path))
        content = get()
        asked = queries_of(get)
        best = min(seconds(get) for _ in range(7))
        floor = min(seconds(static_floor(content)) for _ in range(7)) if not path.endswith("xlsx") else None
        beside = f"{best / floor:7.1f} x its HTML as one static template" if floor else ""
        print(
            f"{name:<12} {best * 1000:8.1f} ms  {asked:3} queries  {len(content) / 1024:7.0f} KB  {beside}",
            flush=True,
        )


def queries_of(get) -> int:
    with CaptureQueriesContext(connection) as queries:
        get()
    return len(queries)


def written(user: User):
    """The forms of the Standing Committee, already filled, drawn as one file."""
    period = Period(clock.today(), dt.date(2017, 8, 28), None)
    tables = filled(Brief(district_of(user), period))
    return lambda: workbook_of(tables, clock.now())


def plain(content: bytes):
    """The same cells, written by write-only openpyxl without any style."""
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(io.BytesIO(content))]

    def write():
        book = Workbook(write_only=True)
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
        out = io.BytesIO()
        book.save(out)

    return write


def libreoffice(content: bytes) -> float | None:
    """Seconds LibreOffice needs to open and recalculate a 12-sheet workbook of the same district year."""
    program = shutil.which("soffice")
    if not program:
        print("LibreOffice is not installed: not compared with it")
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nam.xlsx"
        twelve_sheets(content).save(path)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, "--headless", profile, "--convert-to", "csv", "--outdir", folder, str(path)]

        def open_once():
            subprocess.run(command, check=True, capture_output=True)

        open_once()
        return min(seconds(open_once) for _ in range(2))


def twelve_sheets(content: bytes) -> Workbook:
    """A year as offices keep it: a sheet a month, each with the matrix and its totals."""
    source = load_workbook(io.BytesIO(content)).worksheets[1]
    book = Workbook()
    for month in range(12):
        sheet = book.create_sheet(f"Tháng {month + 1}")
        for row in source.iter_rows(values_only=True):
            sheet.append(row)
    return book


def measure(years: str) -> list[Ratio]:
    """Everything that needs one database, the default one."""
    client, user = signed_in(), User.objects.get(username="bench")
    table(client)
    figure, turning = NextFigure(user, turning=False), NextFigure(user, turning=True)
    overview, empty = getter(client, "/"), getter(client, "/bench/trong/")
    overview(), figure()
    print(f"queries of the overview after a figure was recorded: {queries_of(overview)}")
    found = [
        compare("overview (20 x 19), data standing still / signed-in empty page", 2.5, overview, empty),
        compare("overview (20 x 19), after a figure / signed-in empty page", 2.5, overview, empty, 21, before=figure),
        compare("overview (20 x 19), after a verdict turned / empty page", 2.5, overview, empty, 21, before=turning),
    ]
    entry, by_hand = getter(client, PAGES["entry"]), getter(client, "/bench/phieu/xuan-tan/")
    found.append(compare("entry page of 49 rows / same inputs by hand", 2, entry, by_hand))
    found.append(saving(user))
    workbook = getter(client, PAGES["workbook"])
    content = workbook()
    found.append(compare("writing the workbook / plain write-only openpyxl", 2.7, written(user), plain(content), 5))
    office = libreoffice(content)
    if office:
        found.append(against_office("overview, after a figure, sooner than LibreOffice", 50, overview, office, figure))
        found.append(against_office("workbook, after a figure, sooner than LibreOffice", 10, workbook, office, figure))
    return found


def against_office(name: str, goal: float, ours, office: float, before) -> Ratio:
    """How many times sooner; LibreOffice is timed once, it takes seconds."""
    result = Ratio(name, goal, at_least=True, floor=[office] * 3)
    result.ours = [min(after(before, ours) for _ in range(5)) for _ in range(3)]
    result.probes = [1.0]
    print(result.line(), flush=True)
    return result


def after(before, ours) -> float:
    before()
    return once(ours)


def province() -> list[Ratio]:
    """The overview with 229 communes in one district, and its number of queries with 1, 20 and 229."""
    client, figure = signed_in(), NextFigure(User.objects.get(username="bench"), turning=True)
    overview, empty = getter(client, "/"), getter(client, "/bench/trong/")
    home = Unit.objects.filter(parent__code="364", level="COMMUNE").valid_on(clock.today())
    counts = []
    for size in (229, 20, 1):
        with transaction.atomic():
            home.exclude(pk__in=list(home.values_list("pk", flat=True)[:size])).update(parent=None)
            first = queries_of(overview)
            NextFigure(figure.user, turning=True)()
            counts.append(f"{size} communes: {queries_of(overview)} (the first one: {first})")
            transaction.set_rollback(True)
    print("queries of the overview after a figure:", ", ".join(counts))
    return [
        compare("province matrix (229 x 19), data standing still / empty page", 7, overview, empty, 7),
        compare(
            "province matrix (229 x 19), after a verdict turned / empty page", 7, overview, empty, 7, before=figure
        ),
    ]


def under_load(port: int = 8977) -> None:
    """p95 against p50 of the overview with 4 connections at once, on a real server."""
    client = signed_in()
    cookie = client.cookies["sessionid"].value
    server = subprocess.Popen(
        [sys.executable, "-m", "waitress", f"--port={port}", "--threads=4", "bench.wsgi:application"]
    )
    url = f"http://127.0.0.1:{port}/?x="
    try:
        times = drive(url, cookie)
    finally:
        server.terminate()
        server.wait()
    ordered = sorted(times)
    p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    verdict = "kept" if p95 <= 2.5 * p50 else "MISSED"
    times_said = f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
    print(f"overview under 4 connections: {times_said}, ratio {p95 / p50:.2f} <= 2.5 {verdict}")


def drive(url: str, cookie: str, each: int = 50) -> list[float]:
    """Four clients, so many requests each, every one a fresh address so that nothing is answered 304."""
    wait_for(url)
    times: list[float] = []

    def one():
        for _ in range(each):
            request = Request(url + get_random_string(8), headers={"Cookie": f"sessionid={cookie}"})  # noqa: S310
            start = perf_counter()
            urlopen(request).read()  # noqa: S310 - a server of our own on this machine
            times.append(perf_counter() - start)

    clients = [threading.Thread(target=one) for _ in range(4)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return times


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urlopen(url).read()  # noqa: S310
            return
        except OSError:
            threading.Event().wait(0.1)
    raise SystemExit("the server did not start")
