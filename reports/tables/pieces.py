"""A form of a place: what is chosen, looked at, printed and taken away, alone or many together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from communes.enums import Level
from communes.models import Unit
from ntm_portal.vietnamese import lower_first
from reports.rules.form_settings import place_of
from reports.tables.base import Form, Table
from reports.tables.brief import Brief
from reports.tables.commune_forms import to_be_read
from reports.tables.filled import FILLED, OF_PLACE
from reports.tables.paper import commune_forms, file_name, forms

# How the district itself is named in an address; communes are named by their own words.
WHOLE_DISTRICT = "huyen"
ALL_COMMUNES = "cac-xa"


@dataclass(frozen=True, slots=True)
class Piece:
    """One form of one place."""

    form: Form
    place: Unit

    @property
    def place_key(self) -> str:
        return key_of(self.place)

    @property
    def key(self) -> str:
        """ "bieu-03.xuan-tan": its name in an address."""
        return f"{self.form.code}.{self.place_key}"

    @property
    def label(self) -> str:
        """ "Biểu 03, toàn huyện", "Biểu 01, xã Xuân Tân"."""
        return f"{self.form.sheet}, {place_words(self.place)}"

    @property
    def asked(self) -> dict[str, str]:
        """What its address says beside the form and the dates: nothing for the whole district."""
        return {} if is_district(self.place) else {"noi": self.place.slug}


def is_district(place: Unit) -> bool:
    """Whether the forms are those of the whole district."""
    return place.level == Level.DISTRICT


def key_of(place: Unit) -> str:
    """The name of a place in the addresses of forms."""
    return WHOLE_DISTRICT if is_district(place) else place.slug


def keys_of(places: Sequence[Unit], communes: Sequence[Unit]) -> list[str]:
    """The names of places in an address; all communes of a district share one."""
    chosen = [place for place in places if not is_district(place)]
    own = [key_of(place) for place in places if is_district(place)]
    every = len(chosen) == len(communes) > 1
    return [*own, *([ALL_COMMUNES] if every else map(key_of, chosen))]


def place_words(place: Unit) -> str:
    """ "toàn huyện", "xã Xuân Tân"."""
    return "toàn huyện" if is_district(place) else lower_first(place.label)


def all_forms() -> list[Form]:
    """Every form that can be chosen, by number: of the district, of a commune, or of both."""
    wide = forms()
    own = [form for code, form in commune_forms().items() if code in OF_PLACE and code not in wide]
    return sorted([*own, *wide.values()], key=lambda form: place_of(form.number))


def fits(form: Form, place: Unit) -> bool:
    """Whether the form can be filled for the place."""
    return form.code in (FILLED if is_district(place) else OF_PLACE)


def pieces_of(forms: Sequence[Form], places: Iterable[Unit]) -> list[Piece]:
    """Every form of every place, place by place, where the form can be filled for it."""
    return [Piece(form, place) for place in places for form in forms if fits(form, place)]


def fill(brief: Brief, piece: Piece) -> Table:
    """One piece as it is signed; one that can be typed in Excel and loaded back keeps that only as known now."""
    table = filler_of(piece)(brief.of_place(piece.place))
    if brief.period.known_at:
        table = replace(table, carrying=None)
    return to_be_read(table) if brief.period.known_at else table


def on_paper(brief: Brief, piece: Piece) -> Table:
    """One piece as it is looked at and printed."""
    return to_be_read(fill(brief, piece))


def filler_of(piece: Piece) -> Callable[[Brief], Table]:
    """The function that fills it."""
    return (FILLED if is_district(piece.place) else OF_PLACE)[piece.form.code]


def together(brief: Brief, pieces: Sequence[Piece]) -> Iterator[Table]:
    """The pieces as the sheets of one workbook: nothing to be typed, each sheet with a name of its own."""
    alone = len({piece.place for piece in pieces}) == 1
    for piece in pieces:
        table = fill(brief, piece)
        table = replace(to_be_read(table), carrying=None)
        yield table if alone or is_district(piece.place) else replace(table, form=_of_place(table.form, piece.place))


def _of_place(form: Form, place: Unit) -> Form:
    """ "Biểu 01 Xuân Tân"."""
    return replace(form, sheet=f"{form.sheet} {place.short_label}")


def file_of(piece: Piece, brief: Brief) -> str:
    """The name of its file."""
    return file_name(piece.form.file, piece.place, brief.period.as_of)
