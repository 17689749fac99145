"""The grid and the import: one cell saved, both grids opened, a rectangle pasted, a whole form read back.

What a person waits for has a limit in milliseconds; what is spent beside bare inserts is a ratio, as everywhere here.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from accounts.models import User
from bench.pages import getter, queries_of
from bench.saving import clean, figures, insert, inserts_since, newest_rows
from bench.timing import Ratio, Within, compare, once
from communes.models import Unit
from criteria.actions.findings import FigureRow
from criteria.actions.sheets import record_sheet
from criteria.enums import Stage, Verdict, Via
from criteria.models import Finding, ImportBatch, Indicator
from ntm_portal import clock
from ntm_portal.vietnamese import day

SET = "xa-2016-2020"
PASTE = "/cap-nhat/dan/"
JSON = {"content_type": "application/json"}
OPENED = 40
ROUNDS_OF_CELLS = 3


@contextmanager
def as_sample(user: User) -> Iterator[list[Unit]]:
    """The communes of the district; everything recorded in them meanwhile is taken away at the end."""
    units = list(Unit.objects.communes().valid_on(clock.today()).filter(parent__code="364").in_order())
    user.sample = True
    user.save(update_fields=["sample"])
    try:
        yield units
    finally:
        user.sample = False
        user.save(update_fields=["sample"])
        ImportBatch.objects.filter(uploaded_by=user).delete()
        clean(units)


def entered() -> list[Indicator]:
    """The indicators somebody types; the others are the sums of their parts."""
    return list(Indicator.objects.filter(criterion__criteria_set__code=SET, parts=None))


def words(indicator: Indicator, good: bool, number: int) -> str:
    """What is typed into the cell of an indicator."""
    typed = figures(indicator, good, number)
    if "declared" in typed:
        return "đ" if typed["declared"] == Verdict.MET else "c"
    if "numerator" in typed:
        return f"{typed['numerator']}/{typed['denominator']}"
    return str(typed["value"]).replace(".", ",")


def answered(response, status: int = 200):
    """The answer, which must be the one expected: a refusal is quick, and would be measured as speed."""
    if response.status_code != status:
        raise SystemExit(f"answered {response.status_code}: {response.content[:300].decode()}")
    return response


def post(client: Client, path: str, sent: dict, answers: list) -> None:
    """Send one message of the grid; what came back is kept for who needs it."""
    answers.append(answered(client.post(path, sent, **JSON)))


def seen(units: list[Unit], on: date | None = None) -> dict[tuple[int, str], int]:
    """The figure each cell shows whoever verifies."""
    ids = [row.pk for row in entered()]
    heads = Finding.objects.heads([unit.pk for unit in units], ids, on or clock.today())
    rows = heads.exclude(stage=Stage.SELF).values_list("unit_id", "indicator__number", "pk")
    return {(unit_id, number): pk for unit_id, number, pk in rows}


def message(user: User, **given) -> dict:
    """What every message of the grid says."""
    return {"user": user.pk, "stage": "tham-tra", "day": day(clock.today()), "source": "bench", **given}


def measure(client: Client, user: User) -> list[Ratio | Within]:
    """Everything the commune's sheet and the office grid are measured by."""
    with as_sample(user) as units:
        return [
            cells(client, user, units[0]),
            one_cell(user, *units[1:3]),
            *opened(client),
            *pasted(client, user, units),
        ]


def cells(client: Client, user: User, unit: Unit) -> Within:
    """Every cell of a sheet, one after another, as somebody types them; the whole request is timed."""
    shown, times = seen([unit]), []
    for turn in range(ROUNDS_OF_CELLS):
        for number, indicator in enumerate(entered()):
            good = (number + turn) % 2 == 0
            sent = message(
                user, key=f"k{turn}", indicator=indicator.number, text=words(indicator, good, number + turn),
                seen=shown.get((unit.pk, indicator.number)),
            )  # fmt: skip
            answer = []
            times.append(once(partial(post, client, f"/cap-nhat/{unit.slug}/o/", sent, answer)))
            shown[unit.pk, indicator.number] = answer[0].json()["finding"]
    return Within("saving one cell, the whole request (p95)", 0.050, times)


def one_cell(user: User, unit: Unit, next_door: Unit) -> Ratio:
    """Recording one figure of the next day with rules, audit and spans, against the bare inserts of its rows."""
    indicator = next(row for row in entered() if row.number == "15.1")
    turns = count(1)
    row: list[FigureRow] = []

    def turn() -> None:
        number = next(turns)
        on = clock.today() + timedelta(days=number)
        found = seen([unit], on).get((unit.pk, indicator.number))
        typed = figures(indicator, number % 2 == 0, number)
        row[:] = [FigureRow(indicator.pk, Stage.VERIFIED, on, seen_finding_id=found, **typed)]

    def save() -> None:
        record_sheet(unit=unit, rows=row, by=user, at=clock.now(), today=row[0].assessed_on, via=Via.GRID)

    turn()
    save()
    turn()
    before = newest_rows()
    save()
    inserts = inserts_since(before, next_door)
    name = f"recording one cell / bare inserts of its {len(inserts)} rows"
    found = compare(name, 3, save, lambda: insert(inserts), 21, before=turn)
    clean([unit, next_door])
    return found


def opened(client: Client) -> list[Within]:
    """Both grids as the browser asks for them."""
    found = []
    for name, path in {"sheet grid": "/cap-nhat/xuan-tan/luoi/", "office grid": "/cap-nhat/luoi/"}.items():
        get = getter(client, path)
        get()
        said = f"{name} opened, {queries_of(get)} queries of 12 (p95)"
        found.append(Within(said, 0.300, [once(get) for _ in range(OPENED)]))
    return found


def pasted(client: Client, user: User, units: list[Unit]) -> list[Within]:
    """A rectangle over all communes and indicators: shown, then stored; every cell holds another figure than before."""
    shown_in, stored_in = [], []
    for turn in range(3):
        found = seen(units)
        rectangle = [
            {
                "place": unit.slug, "indicator": indicator.number, "seen": found.get((unit.pk, indicator.number)),
                "text": words(indicator, (number + turn) % 2 == 0, 10 + number + turn),
            }
            for unit in units
            for number, indicator in enumerate(entered())
        ]  # fmt: skip
        sent, answer = message(user, cells=rectangle), []
        shown_in.append(once(partial(post, client, PASTE, sent, answer)))
        for cell, told in zip(rectangle, answer[0].json()["cells"], strict=True):
            cell["shown"] = told["shown"]
        stored_in.append(once(partial(post, client, PASTE, sent | {"apply": True}, [])))
    size = f"{len(rectangle)} cells"
    return [Within(f"pasting {size}, the preview", 1, shown_in), Within(f"pasting {size}, storing them", 1, stored_in)]


def imported(client: Client, user: User) -> Within:
    """The grid of a province comes back with another figure in every cell: uploaded, read, compared, shown."""
    with as_sample(user):
        content = retyped(answered(client.get("/cap-nhat/luoi.xlsx")).content)
        times = [once(lambda: preview(client, content)) for _ in range(3)]
    return Within("a workbook of 229 x 49 cells uploaded and shown", 2, times)


def preview(client: Client, content: bytes) -> None:
    batch = answered(client.post("/nhap-tep/", {"tep": SimpleUploadedFile("luoi.xlsx", content)}), 302)
    answered(client.get(batch["Location"]))


def retyped(content: bytes) -> bytes:
    """The workbook with every cell that may be typed changed."""
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            retype(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def retype(sheet: Worksheet) -> None:
    """The other verdict, or one less; text such as sources stays."""
    for cell in (cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked):
        if cell.value in ("Đ", "C"):
            cell.value = "C" if cell.value == "Đ" else "Đ"
        elif isinstance(cell.value, int | float) and cell.value >= 1:
            cell.value -= 1
