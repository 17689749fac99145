"""The letterhead of the forms: numbers, titles, issuer and signers, kept as data so that an office can change them."""

import datetime as dt
import re
from dataclasses import replace

from communes.enums import Kind, Level
from communes.models import Unit
from ntm_portal.clock import day_ended_at
from ntm_portal.kept import kept
from ntm_portal.vietnamese import day, fold
from reports.models import FormSetting
from reports.rules.form_settings import SHIPPED as LETTERHEAD
from reports.rules.form_settings import commune_key
from reports.tables.base import Form, Signer


def _form(entry: dict) -> Form:
    """A form of the data file; what it does not say itself is said once for all forms."""
    common = {"portrait": False, "issuer": LETTERHEAD["issuer"], "signers": LETTERHEAD["signers"]}
    given = common | entry
    signers = tuple(Signer(**signer) for signer in given.pop("signers"))
    return Form(issuer=tuple(given.pop("issuer")), signers=signers, **given)


FORMS = {entry["code"]: _form(entry) for entry in LETTERHEAD["forms"]}
COMMUNE_FORMS = {entry["code"]: _form(entry) for entry in LETTERHEAD["commune_forms"]}
GRID_FORM = _form(LETTERHEAD["grid"])
CUSTOM_FORM = _form(LETTERHEAD["custom"])
AGES_FORM, AGES_LIST_FORM = _form(LETTERHEAD["ages"]), _form(LETTERHEAD["ages_list"])
VIEW_FORMS = {entry["code"]: _form(entry) for entry in LETTERHEAD["views"]}

WORKBOOK, BUNDLE = LETTERHEAD["workbook"], LETTERHEAD["bundle"]


@kept
def settings_in_force() -> dict[str, FormSetting]:
    """What the office prints instead, by the key of the form. One query."""
    return {row.form: row for row in FormSetting.objects.all()}


def forms() -> dict[str, Form]:
    """The forms of the district as the office prints them."""
    own = settings_in_force()
    return {code: as_printed(form, own[code]) if code in own else form for code, form in FORMS.items()}


def commune_forms() -> dict[str, Form]:
    """The forms of one commune as the office prints them."""
    own = settings_in_force()
    found = {code: own.get(commune_key(code)) for code in COMMUNE_FORMS}
    return {code: as_printed(form, found[code]) if found[code] else form for code, form in COMMUNE_FORMS.items()}


def as_printed(form: Form, own: FormSetting) -> Form:
    """The shipped form with the words of the office where it gave any."""
    changed = {name: getattr(own, name) for name in ("title", "place_title", "place_line") if getattr(own, name)}
    if own.issuer.strip():
        changed["issuer"] = tuple(line.strip() for line in own.issuer.strip().splitlines())
    if own.number:
        file = re.sub(r"^Bieu\w*?_", f"Bieu{fold(own.number)}_", form.file)
        changed |= {"number": own.number, "sheet": f"Biểu {own.number}", "file": file}
    signers = tuple(
        Signer(*(getattr(own, f"{side}_{part}") or getattr(shipped, part) for part in ("post", "how", "name")))
        for side, shipped in zip(("left", "right"), form.signers, strict=False)
    )
    return replace(form, signers=signers, **changed)


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


def place_line_of(place: Unit, as_of: dt.date, form: Form | None = None) -> str:
    """Place and date above the right signature; the clerk writes the day."""
    line = (form and form.place_line) or LETTERHEAD["place_line"]
    return line.format(Place=place.name, year=as_of.year)


def file_name(stem: str, district: Unit, as_of: dt.date, kind: str = ".xlsx") -> str:
    """ "Bieu03_TongHop19TieuChi_XuanTruong_2017-09-25.xlsx": no marks or spaces, old mail programs break on them.

    With the day, so that two days of a month lie beside each other in a folder. The place may be a commune too:
    "Bieu01_TuDanhGia_XuanTan_2017-09-25.xlsx".
    """
    return f"{stem}_{place_word(district)}_{as_of:%Y-%m-%d}{kind}"


def place_word(place: Unit) -> str:
    """ "XuanTan"; "TTXuanTruong" for the township, which shares its name with the district."""
    kind = "TT" * (place.kind == Kind.THI_TRAN)
    return kind + fold(place.name).title().replace(" ", "")


def _filled(line: str, place: Unit) -> str:
    district = place.district.name if place.district else ""
    return line.format(DISTRICT=district.upper(), COMMUNE=f"{Kind(place.kind).label} {place.name}".upper())
