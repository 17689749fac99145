"""Every figure of the Word report, in text and tables, is told by a form or a record: nothing else may stand there."""

import datetime as dt
import random
import shutil

import pytest
from django.core.management import call_command

from communes.models import Unit
from directives.models import Directive
from directives.rules.sheet_periods import called, offered
from ntm_portal.kept import kept_under
from reports.docx.periodic import periodic_docx
from reports.lens import milestones
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.periodic import REPORTERS, periodic_paper
from tests import build
from tests.criteria import money
from tests.reports import story
from tests.reports.form_figures import Forms
from tests.reports.periodic_cases import shipped_wording
from tests.reports.read_again import Reader
from tests.reports.writer import pages, set_as_pdf

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
# General practice: the directive's report 2-4 pages, a quarter's 3-4, nine months' 5-7, a year's 8-12 with its texts.
LONGEST = {"thang-9-2017": 2, "chi-thi": 4, "quy-3-2017": 4, "9-thang-2017": 6, "nam-2017": 6}
CODES = ("chi-thi", "thang-9-2017", "quy-3-2017", "9-thang-2017", "nam-2017")


def walked(district, code="chi-thi", **given) -> int:
    """Read one report again and hold all of it; how many figures it has."""
    return reader(district, code, **given).check()


def reader(district, code="chi-thi", known_at=None, as_of=TODAY, who="van-phong-huyen-uy") -> Reader:
    """A report beside the forms of the same days."""
    days = milestones(district)
    period = called(code, offered(TODAY, days.begins, days.directives))
    brief = Brief(district, Period(as_of, max(period.compared_on, days.begins), known_at))
    paper = periodic_paper(brief, period, REPORTERS[who], shipped_wording())
    documents = [row.label for row in Directive.objects.all()]
    return Reader(paper, periodic_docx(paper), Forms(brief), documents)


def assert_lengths(district, folder) -> None:
    """How many pages each report takes as LibreOffice sets it, where that is installed."""
    if not shutil.which("soffice"):
        return
    for code in LONGEST:
        for who in ("van-phong-huyen-uy", "van-phong-dieu-phoi"):
            read = reader(district, code, who=who)
            (folder / f"{code}.{who}.docx").write_bytes(periodic_docx(read.paper))
    found = {made.name: len(pages(made.read_bytes())) for made in set_as_pdf(folder, "*.docx")}
    assert {name: count for name, count in found.items() if count > LONGEST[name.partition(".")[0]]} == {}
    assert len(found) == 2 * len(LONGEST)


def test_no_figure_of_the_reports_of_the_demonstration_is_untold_and_none_is_too_long(db, settings, tmp_path):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)
    district = Unit.objects.districts().get(code="364")
    with kept_under():
        assert_lengths(district, tmp_path)
        found = [walked(district, code) for code in CODES]
        assert min(found) > 100
        assert walked(district, "thang-9-2017", who="van-phong-dieu-phoi") == found[1]
        assert walked(district, "thang-9-2017", known_at=build.moment("2017-09-20"))
        assert walked(district, "thang-8-2017", as_of=dt.date(2017, 8, 31))


@pytest.mark.parametrize("code", CODES)
def test_no_figure_of_the_reports_of_a_small_district_is_untold(code, district, hanh):
    story.tell(district, hanh)
    for commune in build.home_communes(2):
        money.sheet(commune, by=hanh)
        money.sheet(commune, money.funding(), by=hanh)
    assert walked(district, code) > 10


@pytest.mark.parametrize("where", ["paragraphs", "figure", "frames", "tables"])
def test_a_figure_that_nothing_tells_is_found(where, district, hanh):
    story.tell(district, hanh)
    read = reader(district)
    if where == "paragraphs":
        read.paragraphs.append("Toàn huyện có 07 mô hình.")
    elif where == "figure":
        read.forms.complete = lambda: [2, 19, 19]
    else:
        getattr(read, where)[0].cell(0, 0).text = "Nhóm 31"
    with pytest.raises(AssertionError):
        read.check()


@pytest.mark.parametrize("code", CODES)
def test_where_nothing_was_recorded_nothing_is_told(code, district):
    walked(district, code)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_recorded_every_figure_is_told(seed, district, hanh):
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
    assert walked(district, "nam-2017") > 10
