"""Invented figures of a commune in which nothing special happens, consistent with its people and households."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from zlib import crc32

from criteria.enums import Verdict

Figures = dict[str, object]


@dataclass(frozen=True, slots=True)
class Commune:
    """What the invented figures must agree with."""

    code: str
    population: int
    households: int
    area_km2: Decimal

    def vary(self, number: str, low: int, high: int) -> int:
        """A number that is always the same for this commune and indicator."""
        return low + crc32(f"{self.code}/{number}".encode()) % (high - low + 1)

    def hamlets(self) -> int:
        return max(6, self.households // 160)

    def children(self) -> int:
        """Children under five: about 76 in a thousand people."""
        return self.population * 76 // 1000

    def kilometres(self, number: str) -> Decimal:
        return Decimal(self.vary(number, 90, 190)) / 10

    def hectares(self) -> Decimal:
        return (self.area_km2 * 60).quantize(Decimal("0.1"))


def share(numerator, denominator) -> Figures:
    return {"numerator": Decimal(numerator), "denominator": Decimal(denominator)}


def at_least(per_cent, denominator: int) -> Figures:
    """The smallest whole numerator that reaches the percentage."""
    return share(ceil(Decimal(per_cent) * denominator / 100), denominator)


def at_most(per_cent, denominator: int) -> Figures:
    """The largest whole numerator that stays under the percentage."""
    return share(floor(Decimal(per_cent) * denominator / 100), denominator)


def said(verdict: Verdict) -> Figures:
    return {"declared": verdict}


def insured(place: Commune, months: int) -> Figures:
    """Health insurance climbs month by month from the end of 2016 (0) to September 2017 (9)."""
    last = place.vary("15.1", 8560, 9150)
    first = last - place.vary("15.1 đầu năm", 250, 1100)
    return at_least(Decimal(first + (last - first) * months // 9) / 100, place.population)


def poor(place: Commune, round_number: int) -> Figures:
    """Poor households fall from review to review: end of 2016 (0), June (1), September (2)."""
    last = place.vary("11", 105, 185)
    return at_most(Decimal(last + (60, 25, 0)[round_number]) / 100, place.households)


def stunted(place: Commune, round_number: int) -> Figures:
    """Stunting falls from campaign to campaign: end of 2016 (0), June (1), September (2)."""
    last = place.vary("15.3", 1010, 1330)
    return at_most(Decimal(last + (170, 60, 0)[round_number]) / 100, place.children())


def income(place: Commune, year: int) -> Figures:
    """Million dong per person and year, above the illustrative steps of 33 and 36."""
    return {"value": Decimal(place.vary("10", 345, 395) + (28 if year == 2017 else 0)) / 10}


DENOMINATORS = {
    "4.2": (lambda p: p.households, "99.4"),
    "6.3": (Commune.hamlets, 100),
    "9.2": (lambda p: p.households, 92),
    "12": (lambda p: p.population * 52 // 100, 93),
    "14.2": (lambda p: p.population * 13 // 1000, 93),
    "14.3": (lambda p: p.population * 49 // 100, 51),
    "16": (Commune.hamlets, 82),
    "17.1a": (lambda p: p.households, "99.1"),
    "17.1b": (lambda p: p.households, 71),
    "17.2": (lambda p: p.vary("17.2", 18, 45), 100),
    "17.6": (lambda p: p.households, 93),
    "17.7": (lambda p: p.households * 34 // 100, 86),
    "17.8": (lambda p: p.households + p.vary("17.8", 20, 60), 100),
}


def plain(place: Commune, number: str) -> Figures:
    """The figure of an indicator without a story of its own; yes/no indicators are met."""
    if number in DENOMINATORS:
        of, per_cent = DENOMINATORS[number]
        return at_least(per_cent, of(place))
    if number in ("2.1", "2.2", "2.3", "2.4"):
        length = place.kilometres(number)
        return share((length * {"2.2": 94, "2.4": 83}.get(number, 100) / 100).quantize(Decimal("0.1")), length)
    if number == "3.1":
        return share((place.hectares() * 91 / 100).quantize(Decimal("0.1")), place.hectares())
    if number == "5":
        schools = place.vary("5", 3, 4)
        return share(schools, schools)
    if number == "9.1":
        return {"value": Decimal(0)}
    return share(5, 5) if number == "18.4" else said(Verdict.MET)
