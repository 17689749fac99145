"""Every cell of the workbook holds what its form says, read from the file: figures, and totals that count live."""

import datetime as dt
import io
import re
import shutil
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from django.core.management import call_command

from communes.models import Unit
from reports import xlsx
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.pieces import all_forms, pieces_of, together
from tests import build
from tests.reports import story
from tests.reports.writer import office_at

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is missing: totals are not counted"),
    # LibreOffice writes bars a second time in an extension that openpyxl leaves out and says so.
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
]
PERIOD = Period(dt.date(2017, 9, 25), dt.date(2017, 8, 28))


def compared(tables, tmp_path) -> int:
    """Hold every cell of every sheet against its form; how many hold a figure."""
    ours = xlsx.workbook(tables, build.moment("2017-09-25"))
    typed = openpyxl.load_workbook(io.BytesIO(ours))
    counted = openpyxl.load_workbook(io.BytesIO(office_at(tmp_path)(ours, "xlsx")), data_only=True)
    assert given_beside(ours) == {place: held(counted[place[0]][place[1]].value) for place in given_beside(ours)}
    figures = 0
    for table in tables:
        first = int(re.sub(r"\D", "", typed[table.form.sheet].freeze_panes))
        for down, row in enumerate(table.rows):
            for at, cell in row.placed():
                place = (table.form.sheet, first + down, at + 1)
                found = counted[place[0]].cell(*place[1:]).value
                assert held(found) == held(cell.value), place
                if not cell.formula:
                    assert held(typed[place[0]].cell(*place[1:]).value) == held(cell.value), place
                figures += isinstance(held(cell.value), Fraction)
    return figures


def given_beside(ours: bytes) -> dict:
    """What stands beside each formula of the file: all that a telephone or Excel's Protected View can show."""
    written, given = (openpyxl.load_workbook(io.BytesIO(ours), data_only=only) for only in (False, True))
    return {
        (sheet.title, cell.coordinate): held(given[sheet.title][cell.coordinate].value)
        for sheet in written
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    }


def held(value):
    """A figure to nine decimals, whichever type carries it; a day; other things as they are read."""
    if isinstance(value, (int, float, Decimal, Fraction)):
        return round(Fraction(value), 9)
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else str(value or "")


def every_table(district, place) -> list:
    """All forms of the district, and all of one of its communes."""
    brief = Brief(district, PERIOD)
    return list(together(brief, pieces_of(all_forms(), [district, place])))


def test_the_workbook_of_the_demonstration_is_its_forms(db, settings, tmp_path):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)
    tables = every_table(Unit.objects.districts().get(code="364"), build.home_communes(8)[-1])
    assert len(tables) > 20
    assert compared(tables, tmp_path) > 3000


def test_the_workbook_of_a_small_district_is_its_forms(district, hanh, xuan_tan, tmp_path):
    story.tell(district, hanh)
    assert compared(every_table(district, xuan_tan), tmp_path) > 300
