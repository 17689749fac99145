"""Which commune a name in somebody else's table means: matched however it is written, never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from communes.enums import Kind
from communes.rules.names import NameQuery, read_query
from ntm_portal.vietnamese import fold, nfc

NEAREST = 3
SKIPPED = ""  # chosen for a name whose lines are to be left out
ALIKE = 55  # per cent of letters in common before a name is offered
LIST_NUMBER = re.compile(r"^\(?[0-9]{1,3}[.)/-]\s*")
# Lines that add others up. They hold no figure of one commune.
TOTALS = re.compile(r"(tong|cong|toan|chung|binh quan|trung binh)\b.*")
JOINTS = re.compile(r"[\s.,;:_-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A commune that may be meant."""

    code: str
    kind: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Match:
    """The commune a name means; or the nearest ones, to choose from; or that the line is a total."""

    place: Named | None = None
    nearest: tuple[Named, ...] = ()
    is_total: bool = False


@dataclass
class Matcher:
    """Knows the communes of one district, the words somebody chose before, and the names that mean two things."""

    places: tuple[Named, ...]
    district: str = ""
    aliases: dict[str, str] = field(default_factory=dict)
    _known: dict[str, Match] = field(default_factory=dict, init=False)

    def match(self, written: str) -> Match:
        """What a name means; asked once for each way of writing it."""
        if written not in self._known:
            self._known[written] = self._find(written)
        return self._known[written]

    def _find(self, written: str) -> Match:
        typed = LIST_NUMBER.sub("", nfc(" ".join(written.split())))
        folded = key_of(typed)
        chosen = self.aliases.get(folded)
        if chosen == SKIPPED:
            return Match(is_total=True)
        if chosen is not None:
            return Match(place=next((place for place in self.places if place.code == chosen), None))
        query = read_query(" ".join(JOINTS.sub(" ", fold(typed)).split()))
        if found := self._by_code(typed) or self._by_name(typed, query):
            return Match(place=found)
        of_district = query.rest == fold(self.district) and Kind.HUYEN in query.kinds
        if of_district or TOTALS.fullmatch(query.whole):
            return Match(is_total=True)
        return Match(nearest=self._nearest(query))

    def _by_code(self, typed: str) -> Named | None:
        return next((place for place in self.places if place.code == typed), None)

    def _by_name(self, typed: str, query: NameQuery) -> Named | None:
        """The one commune of that name: with its marks first, and only as a last step without."""
        if not query.kinds and query.whole == fold(self.district):
            return None  # the district and its township share the name: the kind must be written
        wanted = query.rest or query.whole
        alike = [place for place in self.places if fold(place.name) == wanted and fits(place, query.kinds)]
        if not alike and query.kinds:  # a name may itself begin with such a word
            alike = [place for place in self.places if fold(place.name) == query.whole]
        exact = [place for place in alike if nfc(typed).casefold().endswith(place.name.casefold())]
        chosen = exact or alike
        return chosen[0] if len(chosen) == 1 else None

    def _nearest(self, query: NameQuery) -> tuple[Named, ...]:
        """Those that look most alike, best first; none when nothing does."""
        wanted = query.rest or query.whole
        rated = [(likeness(wanted, fold(place.name)), place) for place in self.places]
        good = sorted((rate, place.label, place) for rate, place in rated if rate >= ALIKE)
        return tuple(place for _, _, place in reversed(good[-NEAREST:]))


def likeness(wanted: str, name: str) -> int:
    """How many letters two folded names share, in per cent; a name that only lacks its first word counts as near."""
    if wanted and name.endswith(f" {wanted}"):
        return 99
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    if 100 * matcher.quick_ratio() < ALIKE:
        return 0
    return int(100 * matcher.ratio())


def fits(place: Named, kinds: Iterable[str]) -> bool:
    """Whether a kind that was written before the name is the commune's own."""
    kinds = tuple(kinds)
    return not kinds or place.kind in kinds


def key_of(written: str) -> str:
    """Under which key a chosen name is remembered."""
    return fold(LIST_NUMBER.sub("", nfc(" ".join(written.split()))))
