"""Hồ sơ: all places, one place, and Biểu 13 of any of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import district_of, is_commune_user, may_see_overview
from communes.enums import Level
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from dossiers.permissions import (
    files_visible_to,
    may_amend_dossier,
    may_keep_part,
    may_open_dossier,
    places_with_dossiers,
)
from dossiers.tables.reading import DossierReading, read_dossier
from ntm_portal.clock import now, today
from reports.docx import ZIP_TYPE
from reports.docx.packing import streamed
from reports.lens import Lens
from reports.tables.board import Period
from reports.tables.district import read_district
from reports.tables.dossier_package import package_of
from reports.tables.dossiers import PlacePage, commune_place, district_place, list_page
from reports.tables.form_13 import place_13
from reports.tables.paper import file_name, place_word
from reports.views.forms import excel_file
from reports.views.fresh import fresh
from reports.xlsx import workbook

EARLIEST, LATEST = 2010, 2100


def asked_year(request: HttpRequest, lens: Lens) -> int:
    """The year in the address, else that of the day looked at."""
    typed = request.GET.get("nam", "")
    if typed.isdecimal() and len(typed) == len(str(LATEST)) and EARLIEST <= int(typed) <= LATEST:
        return int(typed)
    return lens.as_of.year


def period_of(lens: Lens) -> Period:
    """The dates of the address, as the tables read them."""
    return Period(lens.as_of, lens.compared, lens.known_at)


@fresh
def dossiers(request: HttpRequest) -> HttpResponse:
    """Every place the reader sees, the district first; people of a commune are led to their own."""
    user = request.user
    lens = Lens.from_request(request, today(), district_of(user))
    if is_commune_user(user):
        return redirect(f"/ho-so/{user.unit.slug}/{lens.to(nam=request.GET.get('nam', ''))}")
    units = list(places_with_dossiers(user).valid_on(lens.as_of).with_places().in_order())
    units.sort(key=lambda unit: unit.level == Level.COMMUNE)
    year = asked_year(request, lens)
    page = list_page(units, year, period_of(lens))
    years = [(each, lens.to(nam=str(each)), each == year) for each in (year - 1, year, year + 1)]
    return render(request, "reports/dossiers.html", {"lens": lens, "page": page, "years": years})


@fresh
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: conditions of recognition, parts of the dossier, steps, what is next."""
    user = request.user
    lens = Lens.from_request(request, today(), district_of(user))
    unit, year = unit_or_404(request, slug, lens), asked_year(request, lens)
    page = place_page(request, unit, year, lens)
    opened, opens = page.read.dossier, open_keys(user, page.read)
    context = {
        "lens": lens,
        "page": page,
        "sees_others": not is_commune_user(user),
        "may_open": opened is None and page.read.procedure is not None and may_open_dossier(user, unit),
        **offered(user, page.read),
        "opens": opens,
        "package": package_of(page.read, opens),
        "reads_district": may_see_overview(user),
    }
    return render(request, "reports/dossier.html", context)


def offered(user: User, read: DossierReading) -> dict[str, object]:
    """What the reader may do with a dossier as it stands today: nothing is written in one that is handed in."""
    writes = read.dossier is not None and read.as_of == today()
    locked, amends = read.lock is not None, writes and may_amend_dossier(user, read.dossier)
    keeps = writes and not locked
    return {
        "may_amend": amends and not locked,
        "may_reopen": amends and locked,
        "kept": {part.item.pk for part in read.parts if keeps and may_keep_part(user, read.dossier, part.item)},
    }


def open_keys(user: User, read: DossierReading) -> set[int]:
    """The versions of a dossier whose file the reader opens."""
    if read.dossier is None:
        return set()
    return set(files_visible_to(user).filter(dossier=read.dossier).values_list("pk", flat=True))


def place_page(request: HttpRequest, unit: Unit, year: int, lens: Lens) -> PlacePage:
    """What stands on the page of a commune, or of the district."""
    if unit.level == Level.COMMUNE:
        return commune_place(unit, year, period_of(lens))
    page = read_district(unit, period_of(lens), indicators_visible_to(request.user), year)
    return district_place(page, unit, period_of(lens))


def unit_or_404(request: HttpRequest, slug: str, lens: Lens) -> Unit:
    """The place an address names, as far as the reader sees its dossier."""
    units = places_with_dossiers(request.user).valid_on(lens.as_of).with_places()
    if slug == "huyen":
        return get_object_or_404(units, pk=district_of(request.user).pk)
    return get_object_or_404(units.communes(), slug=slug)


@login_required
@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """Biểu 13 of one place as a page of paper."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    if lens.faults:
        return redirect(f"/ho-so/{slug}/?{request.GET.urlencode()}")
    unit, year = unit_or_404(request, slug, lens), asked_year(request, lens)
    asked = lens.to(nam=str(year))
    table = table_of(unit, year, lens)
    context = {
        "form": table.form,
        "table": table,
        "back": f"/ho-so/{slug}/{asked}",
        "back_words": f"Hồ sơ {unit.label}",
        "file": f"/ho-so/{slug}/bieu-13.xlsx{asked}",
    }
    return render(request, "reports/forms_print.html", context)


@login_required
@require_safe
def excel(request: HttpRequest, slug: str) -> HttpResponse:
    """Biểu 13 of one place as an Excel file."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    if lens.faults:
        return redirect(f"/ho-so/{slug}/?{request.GET.urlencode()}")
    unit = unit_or_404(request, slug, lens)
    table = table_of(unit, asked_year(request, lens), lens)
    return excel_file([table], file_name(table.form.file, unit, lens.as_of))


@login_required
@require_safe
def package(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Trọn bộ hồ sơ as one .zip, sent while it is made; for whoever opens at least one of its files."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    if lens.faults:
        return redirect(f"/ho-so/{slug}/?{request.GET.urlencode()}")
    unit = unit_or_404(request, slug, lens)
    read = read_dossier(unit, asked_year(request, lens), lens.as_of, lens.known_at)
    found = package_of(read, open_keys(request.user, read))
    if not found.files:
        raise Http404
    name = f"HoSo{read.year}_{place_word(unit)}_{lens.as_of:%Y-%m-%d}.zip"
    response = StreamingHttpResponse(streamed(found.parts(workbook([found.contents], now()))), content_type=ZIP_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # packed already
    return response


def table_of(unit: Unit, year: int, lens: Lens):
    """Biểu 13 of a place; a year without a procedure has none."""
    read = read_dossier(unit, year, lens.as_of, lens.known_at)
    if read.procedure is None:
        raise Http404
    return place_13(read)
