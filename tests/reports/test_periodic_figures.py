"""Every figure of the Word file equals the forms: of the demonstration, of a small district, of generated figures."""

import datetime as dt
import io
import random

import pytest
from django.core.management import call_command
from docx import Document

from communes.models import Unit
from criteria.enums import Verdict
from directives.rules.sheet_periods import called, offered
from ntm_portal.kept import kept_under
from ntm_portal.vietnamese import number
from reports.docx.periodic import periodic_docx
from reports.lens import milestones
from reports.tables.base import RowKind
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.periodic import REPORTERS, periodic_paper, shipped_wording
from tests import build
from tests.reports import story
from tests.reports.form_figures import Forms, figures, plain, rows_of, total_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
CODES = ("chi-thi", "thang-9-2017", "quy-3-2017", "9-thang-2017", "nam-2017")


def check(district, code="chi-thi", known_at=None, as_of=TODAY) -> int:
    """Read the Word file again and hold each of its sentences and tables against the forms; how many were held."""
    days = milestones(district)
    period = called(code, offered(TODAY, days.begins, days.directives))
    brief = Brief(district, Period(as_of, max(period.compared_on, days.begins), known_at))
    paper = periodic_paper(brief, period, REPORTERS["van-phong-huyen-uy"], shipped_wording())
    drawn = Document(io.BytesIO(periodic_docx(paper)))
    written, forms = {paragraph.text for paragraph in drawn.paragraphs}, Forms(brief)
    expected, held = forms.expected(), 0
    for line in paper.lines:
        if line.auto:
            assert line.auto in written
        if line.slot in expected and line.auto:
            wanted = [*expected[line.slot]()]
            assert told(line) == wanted, line.auto
            held += 1
    check_tables(drawn, forms)
    return held


def told(line) -> list:
    """The figures of a sentence; the number and the level of an indicator stand in its name."""
    if not line.slot.startswith("chi-tieu"):
        return figures(line.auto)
    return figures(line.auto.partition("): ")[2])


def check_tables(drawn, forms: Forms) -> None:
    """The tables inside the text are rows of the forms."""
    grids = {table.rows[0].cells[1].text: table for table in drawn.tables if table.style.name == "Table Grid"}
    if "Nhóm" in grids:
        bands = rows_of(forms.form("bieu-04"))
        assert texts(grids["Nhóm"]) == [
            [str(row["tt"]), row["band"], count(row["count"]), number(row["share"], 1), count(row["before"]),
             f"{row['change']:+d}" if row["change"] else "-"]
            for row in bands
        ]  # fmt: skip
    if "Yêu cầu" in grids:
        total = total_of(forms.form("bieu-06"))
        assert [row[2:6] for row in texts(grids["Yêu cầu"])] == [
            [count(total[f"verdict{at}"]), count(total[f"part{at}"]), count(total[f"whole{at}"]),
             number(total[f"rate{at}"], 2) if total[f"whole{at}"] else "…"]
            for _, at in forms.dues()
        ]  # fmt: skip
    if "Tiêu chí" in grids:
        criteria = [row for row in forms.form("bieu-12").rows if row.kind == RowKind.GROUP]
        assert [row[:3] for row in texts(grids["Tiêu chí"])] == [
            [str(plain(row.cells[0])), plain(row.cells[1]), Verdict(plain(row.cells[5]).verdict).label]
            for row in criteria
        ]


def texts(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def count(figure) -> str:
    return number(figure) if figure else "-"


def test_the_report_of_the_demonstration_equals_its_forms(db, settings):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)
    district = Unit.objects.districts().get(code="364")
    with kept_under():
        assert [check(district, code) for code in CODES] == [16, 11, 21, 23, 23]
        check(district, "thang-9-2017", known_at=build.moment("2017-09-20"))
        check(district, "thang-8-2017", as_of=dt.date(2017, 8, 31))


@pytest.mark.parametrize("code", ["chi-thi", "thang-9-2017"])
def test_the_report_of_a_small_district_equals_its_forms(code, district, hanh):
    story.tell(district, hanh)
    assert check(district, code) >= 8


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_recorded_the_report_equals_the_forms(seed, district, hanh):
    draw = random.Random(seed)
    units = story.leave_communes(district, story.TOWN, story.TAN, story.CHAU)
    for unit in units:
        for day in ("2017-08-20", "2017-09-20"):
            rows = [
                build.row("11", draw.randint(0, 100), 2470, day),
                build.row("15.1", draw.randint(6500, 8500), 8600, day),
                build.row("15.3", draw.randint(30, 80), 438, day),
                build.row("16", draw.randint(0, 12), 12, day),
                build.row("10", value=draw.randint(30, 50), assessed_on=day),
            ]
            build.record(unit, *draw.sample(rows, draw.randint(1, 5)), by=hanh)
    assert check(district, "nam-2017") >= 9
