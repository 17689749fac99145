"""The letterhead of the forms: numbers, titles, issuer and signers, kept as data so that an office can change them."""

import datetime as dt
import json
from pathlib import Path

from communes.enums import Kind, Level
from communes.models import Unit
from ntm_portal.clock import day_ended_at
from ntm_portal.vietnamese import day, fold
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
CUSTOM_FORM = _form(LETTERHEAD["custom"])

WORKBOOK, BUNDLE = LETTERHEAD["workbook"], LETTERHEAD["bundle"]


def issuer_of(form: Form, place: Unit) -> tuple[str, ...]:
    """The issuing body as it stands top left."""
    return tuple(_filled(line, place) for line in form.issuer)


def title_of(form: Form, place: Unit) -> str:
    """The title in capitals; that of a commune where the form of a district is filled for one."""
    of_commune = place.level == Level.COMMUNE and form.place_title
    return _filled(form.place_title if of_commune else form.title, place)


def known_words(known_at: dt.datetime | None) -> str:
    """Ends the line under the title where the knowledge of an earlier day counts, not that of a moment within one."""
    known_on = day_ended_at(known_at)
    return f"; theo số liệu đã ghi đến hết ngày {day(known_on)}" if known_on else ""


def place_line_of(place: Unit, as_of: dt.date) -> str:
    """Place and date above the right signature; the clerk writes the day."""
    return LETTERHEAD["place_line"].format(Place=place.name, year=as_of.year)


def file_name(stem: str, district: Unit, as_of: dt.date, kind: str = ".xlsx") -> str:
    """ "Bieu03_TongHop19TieuChi_XuanTruong_2017-09.xlsx": no marks or spaces, old mail programs break on them.

    The place may be a commune too: "Bieu01_TuDanhGia_XuanTan_2017-09.xlsx".
    """
    return f"{stem}_{place_word(district)}_{as_of:%Y-%m}{kind}"


def place_word(place: Unit) -> str:
    """ "XuanTan"; "TTXuanTruong" for the township, which shares its name with the district."""
    kind = "TT" * (place.kind == Kind.THI_TRAN)
    return kind + fold(place.name).title().replace(" ", "")


def _filled(line: str, place: Unit) -> str:
    district = place.district.name if place.district else ""
    return line.format(DISTRICT=district.upper(), COMMUNE=f"{Kind(place.kind).label} {place.name}".upper())
