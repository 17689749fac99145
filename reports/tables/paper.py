"""The letterhead of the forms: numbers, titles, issuer and signers, kept as data so that an office can change them."""

import datetime as dt
import json
from pathlib import Path

from communes.enums import Kind, Level
from communes.models import Unit
from ntm_portal.vietnamese import fold
from reports.tables.base import Form, Signer

LETTERHEAD = json.loads((Path(__file__).parent.parent / "data" / "forms.json").read_text(encoding="utf-8"))


def _form(entry: dict) -> Form:
    """A form of the data file; what it does not say itself is said once for all forms."""
    common = {"portrait": False, "issuer": LETTERHEAD["issuer"], "signers": LETTERHEAD["signers"]}
    given = common | entry
    signers = tuple(Signer(**signer) for signer in given.pop("signers"))
    return Form(issuer=tuple(given.pop("issuer")), signers=signers, **given)


FORMS = {entry["code"]: _form(entry) for entry in LETTERHEAD["forms"]}
COMMUNE_FORMS = {entry["code"]: _form(entry) for entry in LETTERHEAD["commune_forms"]}
# Biểu 13 of one place: a commune signs its own, the office that of the district.
PLACE_13 = {Level.COMMUNE: COMMUNE_FORMS["bieu-13"], Level.DISTRICT: FORMS["bieu-13"]}
GRID_FORM = _form(LETTERHEAD["grid"])

WORKBOOK = LETTERHEAD["workbook"]


def issuer_of(form: Form, place: Unit) -> tuple[str, ...]:
    """The issuing body as it stands top left."""
    return tuple(_filled(line, place) for line in form.issuer)


def title_of(form: Form, place: Unit) -> str:
    """The title in capitals."""
    return _filled(form.title, place)


def place_line_of(place: Unit, as_of: dt.date) -> str:
    """Place and date above the right signature; the clerk writes the day."""
    return LETTERHEAD["place_line"].format(Place=place.name, year=as_of.year)


def file_name(stem: str, district: Unit, as_of: dt.date) -> str:
    """ "Bieu03_TongHop19TieuChi_XuanTruong_2017-09.xlsx": no marks or spaces, old mail programs break on them.

    The place may be a commune too: "Bieu01_TuDanhGia_XuanTan_2017-09.xlsx".
    """
    place = fold(district.name).title().replace(" ", "")
    return f"{stem}_{place}_{as_of:%Y-%m}.xlsx"


def _filled(line: str, place: Unit) -> str:
    district = place.district.name if place.district else ""
    return line.format(DISTRICT=district.upper(), COMMUNE=f"{Kind(place.kind).label} {place.name}".upper())
