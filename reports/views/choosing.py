"""What is chosen on the page of reports: forms, places and dates, all of it in the address."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from accounts.models import User
from accounts.permissions import (
    communes_visible_to,
    district_of,
    is_commune_user,
    is_head,
    is_sector,
    may_choose_forms,
    may_compare_heads,
)
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from ntm_portal.clock import today
from reports.lens import Lens
from reports.permissions import may_issue
from reports.tables.base import Form
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.pieces import (
    ALL_COMMUNES,
    Piece,
    all_forms,
    fits,
    is_district,
    key_of,
    keys_of,
    pieces_of,
    place_words,
)

FORM, PLACE, SHOWN = "bieu", "noi", "xem"
USUAL = "bieu-03"
# A department reads its own indicators in the two forms of a commune.
OF_SECTORS = ("bieu-01", "bieu-02")


@dataclass(frozen=True, slots=True)
class Offer:
    """What one reader may take away: which forms, of which places, on a day."""

    user: User
    district: Unit
    forms: tuple[Form, ...]
    places: tuple[Unit, ...]

    def forms_called(self, codes: Sequence[str]) -> list[Form]:
        """The forms an address names, by number; without any the usual one, which a commune's own people lack."""
        wanted = set(codes) or {USUAL if self.is_wide else OF_SECTORS[0]}
        return _all_found(wanted, {form.code: form for form in self.forms})

    def places_called(self, keys: Sequence[str]) -> list[Unit]:
        """The places an address names, in official order; without any the first."""
        wanted = set(keys) or {key_of(self.places[0])}
        if ALL_COMMUNES in wanted:
            wanted = wanted - {ALL_COMMUNES} | {key_of(place) for place in self.communes}
        return _all_found(wanted, {key_of(place): place for place in self.places})

    @property
    def communes(self) -> Sequence[Unit]:
        """The places that are communes."""
        return self.places[int(self.is_wide) :]

    @property
    def is_wide(self) -> bool:
        """Whether the forms of the whole district are among them."""
        return self.places[0] == self.district

    def brief(self, lens: Lens) -> Brief:
        """What the forms are filled from, seen through the dates of an address by this reader."""
        period = Period(lens.as_of, lens.compared, lens.known_at)
        return Brief(self.district, period, indicators_visible_to(self.user), whole_sheet=not is_sector(self.user))


def _all_found(wanted: set[str], known: dict) -> list:
    """Those that are known by these names, in their order; one that is not known is not found."""
    if wanted - known.keys():
        raise Http404
    return [known[name] for name in known if name in wanted]


def offer_to(user: User, day: dt.date) -> Offer:
    """What a reader may choose from; whoever has nothing finds no page."""
    communes = list(communes_visible_to(user).valid_on(day).with_places().in_order())
    district = district_of(user)
    narrow = is_commune_user(user) or is_sector(user)
    places = communes if narrow else [district, *communes]
    if not may_choose_forms(user) or not places:
        raise Http404
    forms = [form for form in all_forms() if is_open(form, user) and any(fits(form, place) for place in places)]
    return Offer(user, district, tuple(forms), tuple(places))


def is_open(form: Form, user: User) -> bool:
    """Whether the user may take the form of his places away; one about persons is for those who judge or are judged."""
    if is_sector(user):
        return form.code in OF_SECTORS
    return not form.apart or may_compare_heads(user) or is_head(user)


@dataclass(frozen=True)
class Choice:
    """What an address asks for."""

    offer: Offer
    lens: Lens
    forms: Sequence[Form]
    places: Sequence[Unit]
    shown_key: str = ""

    @cached_property
    def pieces(self) -> list[Piece]:
        """Every chosen form of every chosen place that it can be filled for."""
        return pieces_of(self.forms, self.places)

    @property
    def shown(self) -> Piece | None:
        """The piece on the desk: the one an address names, else the first."""
        return next((piece for piece in self.pieces if piece.key == self.shown_key), next(iter(self.pieces), None))

    @property
    def lacking(self) -> list[Form]:
        """Forms that are chosen but cannot be filled for any chosen place."""
        return [form for form in self.forms if not any(fits(form, place) for place in self.places)]

    def to(self, **more: str) -> str:
        """The same choice as a query, with more of a page's state."""
        pairs = [*self.lens.given, *((FORM, form.code) for form in self.forms)]
        pairs += [(PLACE, key) for key in keys_of(self.places, self.offer.communes)]
        return f"?{urlencode([*pairs, *more.items()])}"

    def alone(self, form: Form) -> str:
        """The page with this form only, of the same places and days."""
        return replace(self, forms=[form]).to()

    def address(self, piece: Piece, kind: str) -> str:
        """Where one piece is: "/" to print it, ".xlsx" to take it away."""
        return f"/bao-cao/{piece.form.code}{kind}{self.lens.to(**piece.asked)}"

    @property
    def issue(self) -> str:
        """Where the chosen forms of the whole district are issued; nowhere for whoever does not issue them."""
        codes = [piece.form.code for piece in self.pieces if is_district(piece.place)]
        if not codes or not may_issue(self.offer.user):
            return ""
        return f"/bao-cao/phat-hanh/?{urlencode([*self.lens.given, *((FORM, code) for code in codes)])}"

    @property
    def counted(self) -> str:
        """ "biểu 01, 02 của 20 nơi"."""
        places = place_words(self.places[0]) if len(self.places) == 1 else f"{len(self.places):02d} nơi"
        return f"{', '.join(form.sheet for form in self.forms)}; {places}"


def choice_of(request: HttpRequest) -> Choice:
    """The choice an address names; what it names must be open to the reader."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    offer = offer_to(request.user, lens.as_of)
    asked = request.GET
    return Choice(
        offer, lens, offer.forms_called(asked.getlist(FORM)), offer.places_called(asked.getlist(PLACE)),
        asked.get(SHOWN, ""),
    )  # fmt: skip


def piece_called(request: HttpRequest, code: str) -> tuple[Choice, Piece]:
    """One form of one place, as the address of a page or file names it."""
    lens = Lens.from_request(request, today(), district_of(request.user))
    offer = offer_to(request.user, lens.as_of)
    forms, places = offer.forms_called([code]), offer.places_called(request.GET.getlist(PLACE)[:1])
    choice = Choice(offer, lens, forms, places)
    if not choice.pieces:
        raise Http404
    return choice, choice.pieces[0]
