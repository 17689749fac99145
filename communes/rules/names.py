"""How a unit is called, and how people type its name."""

import re
from dataclasses import dataclass

from django.utils.text import slugify

from communes.enums import KINDS_OF, Kind, Level
from ntm_portal.vietnamese import fold

_SHORT = {Kind.THI_TRAN: "TT.", Kind.PHUONG: "P."}
_KINDS = {
    "thanh pho": (Kind.THANH_PHO_TW, Kind.THANH_PHO),
    "tp": (Kind.THANH_PHO_TW, Kind.THANH_PHO),
    "thi tran": (Kind.THI_TRAN,),
    "tt": (Kind.THI_TRAN,),
    "thi xa": (Kind.THI_XA,),
    "tx": (Kind.THI_XA,),
    "to dan pho": (Kind.TO_DAN_PHO,),
    "tdp": (Kind.TO_DAN_PHO,),
    "phuong": (Kind.PHUONG,),
    "p": (Kind.PHUONG,),
    "huyen": (Kind.HUYEN,),
    "h": (Kind.HUYEN,),
    "quan": (Kind.QUAN,),
    "q": (Kind.QUAN,),
    "tinh": (Kind.TINH,),
    "t": (Kind.TINH,),
    "thon": (Kind.THON,),
    "xom": (Kind.THON,),
    "xa": (Kind.XA,),
    "x": (Kind.XA,),
}
_LONGEST_FIRST = "|".join(sorted(_KINDS, key=len, reverse=True))
_WITH_KIND = re.compile(rf"({_LONGEST_FIRST})[.\s]\s*(.+)")


# What a unit may lie in; since 1/7/2025 a commune lies in a province directly.
_ABOVE = {
    Level.PROVINCE: (None,),
    Level.DISTRICT: (Level.PROVINCE,),
    Level.COMMUNE: (Level.DISTRICT, Level.PROVINCE),
    Level.HAMLET: (Level.COMMUNE,),
}


@dataclass(frozen=True, slots=True)
class NameQuery:
    """What someone looks for: the whole text, and read as a kind with a name."""

    whole: str
    kinds: tuple[Kind, ...] = ()
    rest: str = ""


def read_query(folded: str) -> NameQuery:
    """Take the kind off the front of a typed name ("x. xuan thuy", "tt xuan truong")."""
    whole = " ".join(folded.split())
    match = _WITH_KIND.fullmatch(whole)
    return NameQuery(whole, _KINDS[match[1]], match[2]) if match else NameQuery(whole)


def full_name(kind: str, name: str) -> str:
    """The kind and the name; a township is "TT. …" as in the official tables."""
    if kind == Kind.THI_TRAN:
        return f"TT. {name}"
    if kind == Kind.THANH_PHO_TW:
        return f"Thành phố {name}"
    return f"{Kind(kind).label} {name}"


def short_name(kind: str, name: str) -> str:
    """A xã by its name alone; the others keep their kind, since township and district share names."""
    if kind == Kind.XA:
        return name
    if kind in _SHORT:
        return f"{_SHORT[kind]} {name}"
    return full_name(kind, name)


def slug_of(kind: str, name: str) -> str:
    """The word in an address: the name, or the kind too where the name is a number ("Phường 1")."""
    return slugify(fold(full_name(kind, name) if name.isdecimal() else name))


def split_kind(level: Level, written: str) -> tuple[Kind | None, str]:
    """Take the kind off a name as lists write it: "Thị Trấn Ngọc Lặc" is a township called Ngọc Lặc."""
    words = written.split()
    query = read_query(fold(written))
    kinds = [kind for kind in query.kinds if kind in KINDS_OF[level]]
    if not kinds:
        return None, " ".join(words)
    return kinds[0], " ".join(words[-len(query.rest.split()) :])


def may_lie_in(level: str, above: str | None) -> bool:
    """Whether a unit of the one level may lie in a unit of the other."""
    return above in _ABOVE.get(level, ())
